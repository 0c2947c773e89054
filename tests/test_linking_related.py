"""Why documents are related: what they cite, what they answer, and the words they share, with the paragraph."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from msgspec.structs import replace

from regesta.linking import register
from regesta.linking.citing import own_number
from regesta.linking.edition import joined, link
from regesta.linking.facts import facts_of, known
from regesta.linking.likeness import encode, in_common, likeness, noted, phrases, stood, weighed
from regesta.linking.related import LIKELY, MOST
from regesta.linking.remembered import kept_relations, roster, trace
from regesta.linking.rooms import Memory, in_memory
from regesta.linking.shelf import CHOSEN, row_from
from regesta.linking.telling import SAMPLE, frequencies, sample, telling
from regesta.linking.wording import words_of
from regesta.model import (
    Authority,
    Block,
    Date,
    Entity,
    Field,
    Languages,
    Note,
    Participant,
    Record,
    RelatedDecision,
    RelatedListing,
    Settings,
    Source,
)


def letter(identifier, *texts, date="1951-05-04", sender="", to="", kind="Cablegram", number="", notes=()):
    """A letter with one paragraph a text, in volume 7 if it has a number there."""
    parties = [Participant(name, name, role) for name, role in ((sender, "sender"), (to, "recipient")) if name]
    fields = (Field("document number", "", number, (1, 1)), Field("volume number", "", "7", (2, 2))) if number else ()
    return Record(
        id=identifier,
        title=f"{sender} to {to}",
        type=kind,
        date=Date(date, date),
        languages=Languages(),
        source=Source(),
        participants=tuple(parties),
        blocks=tuple(Block("paragraph", text, ((place, place),), f"p{place}") for place, text in enumerate(texts, 1)),
        notes=tuple(Note(str(place), text, f"n{place}") for place, text in enumerate(notes, 1)),
        file=f"{identifier}.md",
        sha256="",
        format="",
        line_count=9,
        fields=fields,
    )


def cited(*records):
    found = register.cited([facts_of(one, known(Authority())).card for one in records])
    return {(one, each.document, each.anchor, each.words) for one, members in found.items() for each in members}


def guesses(*records):
    found = register.cited([facts_of(one, known(Authority())).card for one in records])
    return {(each.document, each.guess) for members in found.values() for each in members}


def reasons(document, other):
    return next(one.because for one in document.related if one.document == other)


def test_an_editor_cites_by_the_number_in_the_volume():
    one = letter("a", "Ships are due.", number="12")
    other = letter("b", "Ice again.", number="31", notes=("See Documents 12 and 99.",))
    assert cited(one, other) == {("b", "a", "n1", "Documents 12 and 99")}


def test_a_document_of_another_volume_is_not_the_one_of_that_number_here():
    one = letter("a", "Ships are due.", number="12")
    other = letter("b", "Ice again.", number="31", notes=("See Document 12 in Volume XIII.",))
    assert cited(one, other) == set()
    assert cited(one, letter("b", "Ice.", number="31", notes=("See Document 12 in Volume VII.",))) != set()


def test_a_writer_cites_by_the_number_that_stands_in_the_head_of_the_other():
    one = letter("a", "Cablegram 23 VISBY, 1 May 1951", sender="Berg", to="Harbour Office", date="1951-05-01")
    wrong = letter("w", "Cablegram 23 LUND, 2 May 1951", sender="Ek", to="Treasury", date="1951-05-02")
    late = letter("l", "Cablegram 23 VISBY, 9 May 1951", sender="Berg", to="Harbour Office", date="1951-05-09")
    reply = letter("r", "Your 23 reached us.", sender="Harbour Office", to="Berg")
    assert cited(one, wrong, late, reply) == {("r", "a", "p1", "Your 23")}


def test_my_telegram_is_the_writers_own():
    mine = letter("a", "Telegram No. 5 of Berg.", sender="Berg", to="Ek", date="1951-05-01")
    theirs = letter("b", "Telegram No. 5 of Ek.", sender="Ek", to="Berg", date="1951-05-02")
    asking = letter("c", "Nothing came of my telegram No. 5.", sender="Berg", to="Ek")
    assert cited(mine, theirs, asking) == {("c", "a", "p1", "my telegram No. 5")}


@pytest.mark.parametrize(
    "words", ["my letter of 2nd April", "my letter of April 2, 1951", "my letter dated 2 April 1951"]
)
def test_a_letter_is_cited_by_its_day(words):
    one = letter("a", "Dear Ek,", sender="Berg", to="Ek", date="1951-04-02", kind="Letter")
    cable = letter("x", "Urgent.", sender="Berg", to="Ek", date="1951-04-02", kind="Cable")
    asking = letter("b", f"I refer to {words}.", sender="Berg", to="Ek")
    assert cited(one, cable, asking) == {("b", "a", "p1", words)}


def test_two_letters_of_one_day_are_both_called_perhaps_cited():
    """Either may be meant: both are told, each marked as a guess; of many, none is."""
    twins = [letter(name, "Dear Ek,", sender="Berg", to="Ek", date="1951-04-02", kind="Letter") for name in "abde"]
    asking = letter("c", "I refer to my letter of 2 April.", sender="Berg", to="Ek")
    assert guesses(*twins[:2], asking) == {("a", True), ("b", True)}
    assert guesses(*twins, asking) == set()
    documents = {one.record.id: one for one in link([*twins[:2], asking], {}, Settings(), Authority())[0].documents}
    assert "perhaps cited here as “my letter of 2 April”" in documents["c"].related[0].because
    assert "perhaps cites this document as “my letter of 2 April”" in reasons(documents["a"], "c")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Your 23 of 12 April reached us.", "Your 23 of 12 April"),
        ("Your telegram No. 23, April 12, 1951, reached us.", "Your telegram No. 23, April 12, 1951"),
        ("Urtel 23 of 12 Apr. reached us.", "Urtel 23 of 12 Apr"),
    ],
)
def test_a_number_with_its_day_means_the_one_of_that_day(words, told):
    """Numbers begin anew: the day tells which of two with one number is meant, however long ago."""
    old = letter("a", "Telegram 23 VISBY", sender="Berg", to="Office", date="1951-04-12")
    new = letter("b", "Telegram 23 VISBY", sender="Berg", to="Office", date="1951-05-01")
    assert cited(old, new, letter("r", words, sender="Office", to="Berg")) == {("r", "a", "p1", told)}
    other = letter("r", words.replace("12", "15"), sender="Office", to="Berg")
    assert cited(old, new, other) == set()


def test_what_others_wrote_is_cited_by_its_day_if_one_alone_is_called_so():
    memorandum = letter("m", "On tin.", sender="Lund", to="Treasury", date="1951-02-06", kind="Memorandum")
    cable = letter("x", "Urgent.", sender="Lund", to="Treasury", date="1951-02-06", kind="Cable")
    asking = letter("b", "I have read the memorandum of 6 February.", sender="Berg", to="Ek")
    assert guesses(memorandum, cable, asking) == {("m", True)}
    assert guesses(memorandum, replace(memorandum, id="n"), cable, asking) == set()


def test_an_exchange_of_cables_is_what_went_both_ways_between_the_parties_shortly_before():
    there = letter("a", "Send ice.", sender="Berg", to="Ek", date="1951-04-20", kind="Cable")
    back = letter("b", "No ice.", sender="Ek", to="Berg", date="1951-04-21", kind="Cable")
    note = letter("n", "Ice?", sender="Ek", to="Berg", date="1951-04-22", kind="Letter")
    far = letter("f", "Old ice.", sender="Ek", to="Berg", date="1950-04-21", kind="Cable")
    asking = letter("c", "After the exchange of cables nothing was done.", sender="Berg", to="Ek", kind="Letter")
    assert guesses(there, back, note, far, asking) == {("a", True), ("b", True)}
    assert guesses(there, note, far, asking) == set()


def test_a_documents_own_number_stands_in_its_head_only():
    assert own_number(letter("a", "Cablegram K. 31 VISBY")) == "K31"
    assert own_number(letter("a", "We have Cablegram 31 here")) == ""


def test_a_citation_is_a_reason_on_both_pages_and_leads_to_its_paragraph():
    one = letter("a", "Cablegram 23 VISBY", sender="Berg", to="Ek", date="1951-05-01")
    reply = letter("b", "Good day.", "Your 23 reached us.", sender="Ek", to="Berg")
    edition, _ = link([one, reply], {}, Settings(), Authority())
    first, second = (document.related[0] for document in edition.documents)
    told = first.reasons[0]
    assert (told.said, told.anchor, told.document) == ("cites this document as “Your 23”", "p2", "b")
    told = second.reasons[0]
    assert (told.said, told.anchor, told.document) == ("cited here as “Your 23”", "p2", "b")
    assert first.because == tuple(reason.said for reason in first.reasons)
    assert "goes back to the sender, perhaps an answer" in first.because
    assert "perhaps what this document answers" in second.because


# ---------------------------------------------------------------------------------------------------------- words


def harbour(count):
    """Letters about nothing in particular, and two about a dredger."""
    plain = [letter(f"o{place}", f"Winter ledger entry {'abcdefghij'[place % 10] * 5}.") for place in range(count)]
    one = letter("x", "A quiet day.", "The bucket dredger Amalia lies aground.")
    other = letter("y", "They sold the bucket dredger, and Amalia went to Riga.")
    return [*plain, one, other]


def telling_words(records):
    """What is noted of the words of each record, by its id."""
    words = [words_of(one) for one in records]
    told = telling(frequencies(words, whole=True))
    return {one.id: encode(noted(its, told)) for one, its in zip(records, words, strict=True)}


def test_rare_words_make_documents_alike_and_neighbours_are_one_phrase():
    texts = telling_words(harbour(80))
    here, there = weighed(texts["x"]), weighed(texts["y"])
    assert likeness(here, there) == likeness(there, here) > 0.2
    assert likeness(here, weighed(texts["o0"])) == 0
    found = dict(islice(phrases(list(in_common(here, there)), stood(texts["x"]), stood(texts["y"])), 3))
    assert found["bucket dredger"].anchor == "p2"
    assert "Amalia" in found


def test_an_editors_cross_reference_is_no_word_of_the_document():
    records = [*harbour(80), letter("z", "See Document 4711 here."), letter("q", "See Document 4711 there.")]
    assert not any("document" in weighed(one).weights for one in telling_words(records).values())


def test_what_words_tell_is_asked_of_a_sample_that_seldom_changes():
    """The same documents are asked whatever the order, and one that comes takes the place of one at most."""
    few = [str(number) for number in range(SAMPLE)]
    assert sample(few) == list(range(SAMPLE))
    many = [str(number) for number in range(3000)]
    asked = {many[place] for place in sample(many)}
    assert len(asked) == SAMPLE
    assert {many[::-1][place] for place in sample(many[::-1])} == asked
    for other in ("x1", "x2", "x3"):
        more = [*many, other]
        assert len({more[place] for place in sample(more)} - asked) <= 1


def test_a_word_that_the_sample_lacks_tells_more_than_any_that_it_has():
    words = [words_of(letter(f"a{place}", f"Winter {'abcdefghij'[place % 10] * 5}.")) for place in range(80)]
    told = telling(frequencies(words, whole=False))
    assert told.unseen > max(told.tells.values())
    assert "winter" in told.mute
    assert telling(frequencies(words, whole=True)).unseen == 0


# ------------------------------------------------------------------------------------------------------- locality


SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def correspondence(count, chance=None):
    """Letters between forty people over ten years, each about one of fifty matters in words of its own and others."""
    lexicon = [f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES[::2]]
    random.Random(7).shuffle(lexicon)
    chance = chance or random.Random(7)
    people = [f"{word.title()} {other.title()}" for word, other in zip(lexicon[:40], lexicon[40:80], strict=True)]
    for number in range(count):
        first = 100 + 40 * chance.randrange(50)
        matter, any_word = lexicon[first : first + 40], lexicon[2100:]
        texts = [
            " ".join(
                [*chance.sample(matter, 10), *(any_word[int(len(any_word) * chance.random() ** 3)] for _ in range(20))]
            )
            for _ in range(4)
        ]
        day = f"19{40 + chance.randrange(10)}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
        sender, to = chance.sample(people, 2)
        yield letter(f"{number:04}", *texts, date=day, sender=sender, to=to)


def join(facts, authority, rooms):
    """What joins documents, told with what the rooms remember."""
    words = {one.card.id: one.words for one in facts}
    return joined([one.card for one in facts], authority, in_memory(words.__getitem__, rooms))


def related_to(facts, authority):
    rooms = Memory()
    order = join(facts, authority, rooms).order
    return {identifier: kept_relations(rooms, identifier) for identifier in order}


def test_a_document_more_leaves_what_is_related_to_most_others_as_it_was():
    """One letter among three hundred has to do with those of the same people and rare words, and with no other."""
    facts = [facts_of(one, known(Authority())) for one in correspondence(301)]
    for left_out in (20, 150, 300):
        fewer = related_to(facts[:left_out] + facts[left_out + 1 :], Authority())
        more = related_to(facts, Authority())
        same = sum(more[one] == relations for one, relations in fewer.items())
        assert same >= 0.85 * len(fewer)


def test_shared_words_are_told_with_their_paragraph_in_the_other_document():
    edition, _ = link(harbour(80), {}, Settings(), Authority())
    document = next(one for one in edition.documents if one.record.id == "y")
    told = next(reason for reason in document.related[0].reasons if reason.said.startswith("both speak of"))
    assert "“bucket dredger”" in told.said
    assert (told.document, told.anchor) == ("x", "p2")


# ------------------------------------------------------------------------------------------------------ increments


def entangled(chance, number):
    """A letter that cites, is listed, tells of meetings and names people, as its random source has it."""
    one = next(correspondence(1, chance))
    day = f"1949-0{chance.randrange(1, 4)}-{chance.randrange(1, 28):02}"
    words = chance.choice(["", f"I refer to your telegram {chance.randrange(9)}.", "See Document 3.", "Of Ada Bell."])
    met = f"On {chance.randrange(1, 28)} February Ada Bell met Ben Cole."
    texts = [f"Telegram {chance.randrange(9)} to the Office.", words, *[block.text for block in one.blocks]]
    texts += [met] * (chance.random() < 0.2)
    parties = [Participant(name, name, "sender") for name in chance.sample(["Berg", "BERG", "Ek", "Lund"], 1)]
    if chance.random() < 0.3:
        parties += [Participant(name, name, "interlocutor") for name in ("Ada Bell", "Ben Cole")]
    listing = RelatedListing("Letter 3", "1949-02-03", "", "", (1, 1))
    return replace(
        one,
        id=str(number),
        title=f"Letter {number % 7}",
        date=Date(day if chance.random() < 0.9 else "XXXX", ""),
        file=f"{number}.md",
        participants=(*one.participants, *parties),
        listed=(listing,) if chance.random() < 0.2 else (),
        withdrawn="forged" if chance.random() < 0.05 else "",
        blocks=tuple(Block("paragraph", text, ((at, at),), f"p{at}") for at, text in enumerate(texts, 1) if text),
    )


BELL_AND_COLE = Authority(
    (
        Entity(id="ada-bell", kind="person", name="Ada Bell", sort="Bell, Ada"),
        Entity(id="ben-cole", kind="person", name="Ben Cole", sort="Cole, Ben"),
    ),
    related=(RelatedDecision(("1", "2"), related=True, reason="the one is the cover of the other"),),
)


@pytest.mark.parametrize(("seed", "only_added"), [(0, False), (1, False), (2, True), (3, True)])
def test_documents_joined_step_by_step_are_joined_as_if_all_at_once(seed, only_added, monkeypatch):
    """Documents are added, edited and removed in any order: what is kept from the step before tells in no outcome."""
    monkeypatch.setattr("regesta.linking.telling.SAMPLE", 20)
    monkeypatch.setattr("regesta.linking.telling.SMALL", 10)
    chance = random.Random(seed)
    read = known(BELL_AND_COLE)
    facts = {number: facts_of(entangled(chance, number), read) for number in range(90)}
    rooms, spared = Memory(), 0
    for step in range(14):
        for number in chance.sample(range(200 if only_added else 100), chance.choice([0, 1, 1, 2])):
            if only_added and number in facts:
                continue
            if not only_added and chance.random() < 0.3:
                facts.pop(number, None)
            elif number in facts and chance.random() < 0.3:
                facts[number] = summed_up(facts[number], f"Step {step}")
            else:
                facts[number] = facts_of(entangled(chance, number), read)
        alone = Memory()
        whole = join(facts.values(), BELL_AND_COLE, alone)
        told = join(facts.values(), BELL_AND_COLE, rooms)
        assert rooms.held["related"] == alone.held["related"]
        assert (told.order, told.meetings, told.findings) == (whole.order, whole.meetings, whole.findings)
        assert told.told == whole.told
        assert remembered(rooms) == remembered(alone)
        spared += len(told.order) - len(told.renewed)
    assert spared > 100


def summed_up(facts, summary):
    """The facts of a document of which only the summary is another."""
    return replace(facts, card=replace(facts.card, summary=summary, mark=summary.encode()))


def remembered(rooms):
    """What is remembered, by ids: who stands in each row, what each document chose, and what ties it to others."""
    told = roster(rooms)
    ids = dict(zip(told.slots, told.ids, strict=True))
    rows = {name: [ids[slot] for slot in row_from(row)] for name, row in rooms.held["register"].items()}
    chosen = {name: sorted(row) if name.startswith(CHOSEN) else row for name, row in rows.items()}
    choices = {one: trace(rooms, one).choice for one in told.ids}
    best = {one: [(ids[slot], each) for slot, each in values(choice)] for one, choice in choices.items()}
    return told.ids, told.marks, told.names, told.ties, chosen, best, rooms.held["noted"]


def values(choice):
    """Those whom a document chose, and those with words like its own, each with what it is worth."""
    ranked, likely = choice.ranked, choice.likely
    yield from zip(ranked.slots[:MOST], ranked.values, strict=False)
    yield from zip(likely.slots[:LIKELY], likely.values, strict=False)


def test_what_was_kept_under_another_authority_file_is_not_reused():
    facts, rooms = [facts_of(one, known(Authority())) for one in correspondence(80)], Memory()
    first = join(facts, Authority(), rooms)
    kept = dict(rooms.held["related"])
    assert len(first.renewed) == 80
    assert not join(facts, Authority(), rooms).renewed
    assert rooms.held["related"] == kept
    assert len(join(facts, BELL_AND_COLE, rooms).renewed) == 80


def test_lists_are_told_how_many_are_held_and_which_are_wanted():
    listing = RelatedListing("A letter that nobody holds", "1951-05-03", "", "", (1, 1))
    one = replace(letter("a", "Ships are due.", sender="Berg", to="Ek"), listed=(listing,))
    other = letter("b", "Ice again.", sender="Ek", to="Berg")
    facts = [facts_of(each, known(Authority())) for each in (one, other)]
    told = join(facts, Authority(), Memory()).told
    assert [(each, told[each].held, [lacking.title for lacking in told[each].wanted]) for each in ("a", "b")] == [
        ("a", 1, ["A letter that nobody holds"]),
        ("b", 1, []),
    ]
