"""Old words to new: a small fixed run of the edit simulator, and the promises that no edit may break."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_simulator import EDITS, SINGLE, Score, born, judge, mixed, publish, publish_again, units_of, whole
from invented_texts import SHAPES, documents
from regesta.anchors.align import align
from regesta.anchors.aligned import Aligned
from regesta.anchors.decisions import NONE, Decision, Decisions
from regesta.anchors.labels import is_address
from regesta.anchors.ledger import Ledger, decode, encode
from regesta.anchors.minting import mint
from regesta.anchors.units import Unit, unchanged_spots
from regesta.anchors.weaving import kept_stretches
from regesta.anchors.words import normal, read_words
from regesta.model import State

CHOSEN = documents(30, random.Random("anchors"))
POOL = [paragraph for paragraphs in CHOSEN for paragraph in paragraphs if len(paragraph.split()) > 4]


def score_of(kind: str) -> Score:
    total = Score()
    for number, paragraphs in enumerate(CHOSEN):
        document = born(paragraphs)
        before = publish(document)
        edited = whole(EDITS[kind](document, random.Random(f"{kind} {number}"), POOL))
        after, aligned = publish_again(before, edited, 2)
        total.add(judge(after, edited, {doubt.address for doubt in aligned.doubts}))
    return total


LEAST = dict.fromkeys(SINGLE, 0.998) | {
    "delete + look-alike": 0.995,
    "scan 3 %": 0.998,
    "scan 5 %": 0.998,
    "scan 10 %": 0.998,
    "5 mixed": 0.985,
    "5 mixed + scan": 0.98,
    "15 mixed": 0.95,
}
"""Share of anchors that must be right, on texts full of short and equal paragraphs; tests/bench has longer runs."""


@pytest.mark.parametrize("kind", EDITS)
def test_anchors_keep_their_words(kind):
    score = score_of(kind)
    assert score.anchors > 500
    assert score.right >= LEAST[kind] * score.anchors, score.wrong


def test_single_edits_are_hardly_ever_wrong_in_silence():
    total = Score()
    for kind in SINGLE:
        total.add(score_of(kind))
    assert total.silent <= 0.002 * total.anchors, total.wrong
    assert total.listed <= 0.05 * total.anchors


def test_twenty_publications_in_a_row():
    total = Score()
    for number, paragraphs in enumerate(CHOSEN[:12]):
        chance = random.Random(f"chain {number}")
        document, doubted = born(paragraphs), set()
        published = publish(document)
        for state in range(2, 22):
            document = whole(mixed(1)(document, chance, POOL))
            published, aligned = publish_again(published, document, state)
            doubted |= {doubt.address for doubt in aligned.doubts}
        total.add(judge(published, document, doubted))
    assert total.right >= 0.95 * total.anchors, total.wrong


@given(st.integers(0, 10**9), st.sampled_from(SHAPES), st.lists(st.sampled_from(sorted(EDITS)), max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_edit_loses_doubles_or_reuses_an_address(seed, shape, kinds):
    """Whatever is done to a text, every address ever issued is in the ledger once, and every live one on its unit."""
    chance = random.Random(seed)
    document = born(shape(chance))
    published = publish(document)
    births = {anchor.address: anchor.birth for anchor in published.anchors}
    for state, kind in enumerate(kinds, start=2):
        edited = whole(EDITS[kind](document, chance, POOL))
        document = edited or document
        published, _ = publish_again(published, document, state)
        addresses = [anchor.address for anchor in published.anchors]
        assert len(addresses) == len(set(addresses))
        assert all(is_address(address) for address in addresses)
        assert births.items() <= {anchor.address: anchor.birth for anchor in published.anchors}.items()
        births = {anchor.address: anchor.birth for anchor in published.anchors}
        placed = [spot.address for spots in published.minted.spots for spot in spots]
        assert sorted(placed) == sorted(anchor.address for anchor in published.anchors if not anchor.gone)
        assert all(spots and spots[0].offset == 0 for spots in published.minted.spots)
        assert all(
            [spot.offset for spot in spots] == sorted(spot.offset for spot in spots) for spots in published.minted.spots
        )
        assert unchanged_spots(published.anchors, units_of(document)) == published.minted.spots
        states = tuple(State(number, "2026-01-01", "", "", "a.md") for number in range(1, state + 1))
        ledger = Ledger(document="1", states=states, anchors=published.anchors)
        assert decode(encode(ledger), "1") == ledger


@given(st.integers(0, 10**9), st.sampled_from(SHAPES))
@settings(max_examples=25, deadline=None)
def test_what_has_not_changed_is_left_alone(seed, shape):
    """Aligning a text with itself moves nothing, doubts nothing and renews no state."""
    document = born(shape(random.Random(seed)))
    published = publish(document)
    again, aligned = publish_again(published, document, 2)
    assert aligned.doubts == ()
    assert again.anchors == published.anchors


def aligned(old: list[str], new: list[Unit], decisions: Decisions = NONE) -> tuple[Aligned, dict[str, int]]:
    """Old paragraphs aligned with new units; the unit of each address."""
    published = publish(born(old))
    found = align(published.anchors, new, decisions)
    return found, {one.address: unit for unit, here in enumerate(found.placed) for one in here}


def paragraphs(*texts: str) -> list[Unit]:
    return [Unit("p", text, place) for place, text in enumerate(texts)]


def test_order_decides_between_paragraphs_that_are_alike():
    """Of four equal answers the one between its neighbours is meant."""
    old = ["Where is the rope?", "I cannot say.", "Who took the oar?", "I cannot say.", "When did he sail?", "No."]
    new = ["Where is the rope?", "I canot say.", "Who took the oar then?", "I cannot say.", "When did he sail?", "No."]
    _, stands = aligned(old, paragraphs(*new))
    assert stands == {f"p{number + 1}": number for number in range(6)}


def test_a_deleted_paragraph_does_not_jump_to_one_that_is_like_it():
    old = [
        "The northern pilot asked for eleven barrels of herring in March.",
        "A storm closed the harbour for a week and the ferry lay still.",
        "The council met and nothing was decided about the bridge.",
    ]
    new = [old[1], old[2], "The northern pilot asked for seven sacks of grain in May."]
    found, stands = aligned(old, paragraphs(*new))
    assert "p1" not in stands
    assert [doubt.address for doubt in found.doubts] == ["p1"]


def test_a_paragraph_taken_for_a_heading_keeps_its_address_inside_it():
    """A heading needs a number of its own series; the paragraph's stands at the same word, and comes back with it."""
    old = publish(born(["On the harbour", "Two ships put to sea on the same day."]))
    units = [Unit("s", "On the harbour", 0), Unit("p", "Two ships put to sea on the same day.", 1)]
    second = mint(old.anchors, units, align(old.anchors, units, NONE), state=2)
    assert [[spot.address for spot in spots] for spots in second.spots] == [["s1", "p1"], ["p2"]]
    third = mint(
        second.anchors,
        again := paragraphs("On the harbour", units[1].text),
        align(second.anchors, again, NONE),
        state=3,
    )
    assert [[spot.address for spot in spots] for spots in third.spots] == [["p1", "s1"], ["p2"]]


def test_notes_without_text_are_known_by_their_order():
    units = [Unit("p", "Some words.", 0), Unit("n", "", 0, "1"), Unit("n", "", 1, "2")]
    first = mint((), units, Aligned(((),) * 3, ("",) * 3), state=1)
    later = [units[0], Unit("n", "", 0, "1"), Unit("n", "The note was found.", 1, "2")]
    found = align(first.anchors, later, NONE)
    assert [here[0].address for here in found.placed] == ["p1", "n1", "n2"]


def test_a_decision_names_a_place_in_the_middle_of_a_paragraph():
    old = ["The first paragraph speaks of ice.", "The second speaks of buoys and pilots."]
    new = paragraphs("The first paragraph speaks of ice. Nothing else is known of the envoy and his horse.")
    decisions = Decisions(same={"p2": Decision("p2", words="Nothing else is known")})
    found, stands = aligned(old, new, decisions)
    assert stands == {"p1": 0, "p2": 0}
    assert found.placed[0][1].offset == new[0].text.index("Nothing")
    assert found.doubts == ()


def test_text_without_breaks_keeps_every_number_at_its_word():
    """Another converter set no blank lines: thirty paragraphs are one, and each number stands where it began."""
    old = [paragraph for paragraph in CHOSEN[0] if len(paragraph.split()) > 6]
    text = " ".join(old)
    found, stands = aligned(old, paragraphs(text))
    assert len(stands) == len(old)
    assert [text[one.offset :].startswith(was) for one, was in zip(found.placed[0], old, strict=True)] == [True] * len(
        old
    )


def test_scripts_without_spaces_are_aligned_too():
    old = ["會議討論了新疆問題和大連問題。", "斯大林同志詢問了海軍學校的情況。"]
    new = ["會議討論了新疆問題和大連港問題。斯大林同志詢問海軍學校的情況。"]
    found, stands = aligned(old, paragraphs(*new))
    assert stands == {"p1": 0, "p2": 0}
    assert found.placed[0][1].offset == new[0].index("斯")


def homes(old: list[str], new: list[str]) -> tuple[dict[str, tuple[int, int]], set[str]]:
    """The unit and offset of each address of old paragraphs among new ones, and the addresses in doubt."""
    found, _ = aligned(old, [Unit("p", text, place) for place, text in enumerate(new)])
    placed = {one.address: (unit, one.offset) for unit, here in enumerate(found.placed) for one in here}
    return placed, {doubt.address for doubt in found.doubts}


LETTER = [
    "Dear Mr. Berg,",
    "The harbour at Visby has been free of ice since Sunday, and two ships put to sea.",
    "I have, etc.,",
    "Anna Lindqvist.",
    "4. The pilots ask for their wages of the winter, which nobody has paid to them.",
]


def test_a_short_line_is_known_again_at_the_end_of_another():
    """A signature that a converter put behind new words keeps its number there, and the editor is asked to look."""
    new = [LETTER[0], LETTER[1], "Nothing more is known of the third. I have, etc.,", *LETTER[3:]]
    placed, doubted = homes(LETTER, new)
    assert placed["p3"] == (2, new[2].index("I have"))
    assert doubted == {"p3"}


def test_a_beginning_that_was_cut_off_and_left_behind_keeps_the_number():
    """The "4." alone is the first of its words that survives, wherever the rest was moved."""
    new = [LETTER[4].removeprefix("4. "), *LETTER[:4], "4."]
    placed, doubted = homes(LETTER, new)
    assert placed["p5"] == (5, 0)
    assert "p5" in doubted


def test_a_line_that_says_nearly_the_same_elsewhere_is_another():
    """One word in six is another one, and it stands at another place: the old line is gone, and a new one is there."""
    old = [*LETTER, "S. C. Braida, United States Consul."]
    placed, doubted = homes(old, ["S. C. Braida, United States Minister.", *LETTER])
    assert "p6" not in placed
    assert doubted == {"p6"}


def test_what_was_moved_and_changed_is_doubted():
    """A long paragraph with one other word, at another place, is kept; but it may be another, so the editor is told."""
    long = f"{LETTER[1]} A third waits for wind and for the pilot, who has been at Slite with the buoys for a week."
    old = [LETTER[0], long, *LETTER[2:]]
    placed, doubted = homes(old, [LETTER[0], *LETTER[2:], long.replace("Sunday", "Easter")])
    assert placed["p2"] == (4, 0)
    assert doubted == {"p2"}


def test_no_line_is_found_in_what_repeats_a_withdrawn_paragraph():
    """Two paragraphs that had been merged are withdrawn together; what says nearly the same as both is new."""
    merged = f"{LETTER[1]} {LETTER[2]}"
    document = born(LETTER)
    first, _ = publish_again(publish(document), [document[0], document[1] + document[2], *document[3:]], 2)
    alike = merged.replace("Sunday", "Easter").replace("two ships put", "the fleet went").replace("Visby", "Slite")
    units = [Unit("p", text, place) for place, text in enumerate([alike, LETTER[0], *LETTER[3:]])]
    found = align(first.anchors, units, NONE)
    assert set(found.gone) == {"p2", "p3"}


def test_notes_without_text_are_nobodys_paragraph():
    """Where a short line is gone and notes without text are there, none of them is taken for it."""
    published = publish(born([*LETTER[:2], "W. Q."]))
    units = [Unit("p", LETTER[0], 0), Unit("p", LETTER[1], 1), Unit("n", "", 0), Unit("n", "", 1)]
    found = align(published.anchors, units, NONE)
    assert set(found.gone) == {"p3"}
    assert found.placed[2:] == ((), ())


REPORT = [
    "1. The ice left the harbour on Sunday, and the first ferry crossed to Slite with mail for the whole island.",
    "2. The widow of the old pilot asks for his pension, and the council will hear her in the last week of May.",
    "3. A cable of four hundred fathoms was lost in the storm; nobody has been found who will pay for another.",
    "4. The customs house needs a roof before autumn, or the salt that is stored there will be spoiled again.",
]


STRANGER = (
    "Timber was sold at Ronehamn to a Dutch merchant, who paid in silver and asked for oak from the crown forest."
)


def test_a_number_left_at_the_end_of_another_paragraph_is_its_beginning():
    """What it stood behind and what followed it were moved; the "3." is missing here and is too much there."""
    new = [f"{REPORT[0]} 3.", REPORT[3], STRANGER, REPORT[1], REPORT[2].removeprefix("3. ")]
    placed, doubted = homes(REPORT, new)
    assert placed["p3"] == (0, len(REPORT[0]) + 1)
    assert "p3" in doubted


def test_a_number_alone_in_its_place_stands_for_the_paragraph_that_it_began():
    """Of a withdrawn paragraph the "2." was left where it stood; whoever cites it comes to its place."""
    placed, doubted = homes(REPORT, [REPORT[0], "2.", STRANGER, REPORT[2], REPORT[3]])
    assert placed["p2"] == (1, 0)
    assert "p2" in doubted


def test_a_scrap_of_other_words_is_nobodys_beginning():
    placed, _ = homes(REPORT, [REPORT[0], "Visby.", *(text.partition(" ")[2] for text in REPORT[1:])])
    assert placed["p2"] == (2, 0)


def test_a_paragraph_is_where_its_very_words_are():
    """One that says nearly the same took its place, and it was joined to another, without its last word."""
    alike = (
        REPORT[1].replace("widow", "sister").replace("old", "late").replace("council", "bishop").replace("May", "June")
    )
    joined = f"{REPORT[3]} {REPORT[1].removesuffix(' May.')}"
    placed, _ = homes(REPORT, [REPORT[0], alike, REPORT[2], joined])
    assert placed["p2"] == (3, len(REPORT[3]) + 1)


def test_words_carried_along_remain_the_words_of_the_other():
    """The end of 1 went to the head of 2, was cut off there, and is all that is left of 1 in the end."""
    first, _, end = REPORT[0].partition(", ")
    old = publish(born(REPORT))
    carried, _ = publish_again(old, born([first, f"{end} {REPORT[1]}", *REPORT[2:]]), 2)
    parted, _ = publish_again(carried, born([first, end, *REPORT[1:]]), 3)
    found = align(parted.anchors, [Unit("p", text, place) for place, text in enumerate([end, *REPORT[1:]])], NONE)
    assert "p1" in {one.address for one in found.placed[0]}


def test_words_that_agree_by_chance_are_no_stretch_that_was_kept():
    tied = [True] * 8 + [place % 7 == 0 for place in range(40)] + [True, False, True, True] * 3
    assert kept_stretches(tied)[:8] == [True] * 8
    assert not any(kept_stretches(tied)[10:46])
    assert all(kept_stretches(tied)[-10:])


@given(st.one_of(st.text(), st.text(st.characters(max_codepoint=127))))
def test_the_words_of_a_text_are_the_same_whether_their_places_are_asked_for_or_not(text):
    assert normal(text) == " ".join(read_words(text).forms)
