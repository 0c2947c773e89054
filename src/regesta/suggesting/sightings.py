"""Names that stand in texts and that no entity bears: runs of capitalised words with what stands beside them.

A word at the head of a sentence, in a heading, or that the edition writes in small letters shows nothing by its
capital; nor do months, peoples and offices. What touches a known name ("Mao Zedong Thought") is part of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regesta.linking.common_words import COMMON, PARTICLES, SAYING, TITLES, WORDS_AND_SURNAMES
from regesta.linking.forms import POSSESSIVE, bare
from regesta.linking.names import Words, cut_words
from regesta.model import LinkedDocument, Note
from regesta.normalise.name_words import BEFORE_OFFICE, NATIONALITIES, OFFICES, ORGANISATION_WORDS, TWO_WORD_PLACES
from regesta.normalise.names import is_office

BESIDE = 45
"""Characters of the text on each side of a name that are shown."""
LONGEST = 8
"""Words of a name."""
CONNECTORS = frozenset({"of", "the", "for"})
"""Small words inside the name of a body: Ministry of Foreign Affairs, Council for the Arts."""
LINKS = (frozenset({"of", "for"}), frozenset({"the"}))
"""Which of them comes first, and which may follow it."""
MANY = re.compile(r"(?:people|nation|worker|women|peasant|soldier|writer|youth|children|men)s?[’']s?\Z", re.IGNORECASE)
"""Possessives that begin or stand in the name of a body: People's Liberation Army, Workers' Party."""
PREPOSITIONS = frozenset({"in", "at", "near", "into", "throughout", "outside", "around"})
NEW_SENTENCE = re.compile(r"[.!?:;“\"‘\n\t(]|^$")
NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday i ii iii iv v vi vii viii ix x
    article articles annex annexes appendix chapter document documents enclosure figure folio footnote item no nos note
    page paragraph part point protocol section table telegram telegrams cablegram volume vol yours sincerely faithfully
    top secret confidential restricted immediate priority cypher christmas easter god bible mr mrs ms messrs dr
    """.split()
)
"""Words with a capital that name neither people nor places nor bodies."""
ENDINGS_OF_NO_NAME = re.compile(r"(?:ism|isms|ist|ists|ites)\Z")
QUARTERS = frozenset({"new", "north", "south", "east", "west"})
"""Words that begin the names of lands and of their peoples."""
TITLES_OF_PEOPLE = TITLES - {"acting", "vice", "deputy", "first", "chief", "king", "director"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at one place."""

    form: str
    document: str
    file: str
    line: int
    context: str
    titled: bool = False
    """Whether a title stands before it: Comrade, Mr., General."""
    says: bool = False
    """Whether a verb of saying follows."""
    located: bool = False
    """Whether it stands behind "in" or "at"."""
    definite: bool = False
    """Whether "the" stands before it."""
    heads: bool = False
    """Whether it heads a sentence, where a capital alone shows little."""
    cut: bool = False
    """Whether "and" and a capital stand beside it, as in (Economic and) Social Council, and more may belong to it."""
    party: str = ""
    """What the document takes it for where it is a participant: person, organisation."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place, cut into words, and which of them belong to known names."""

    within: Words
    document: str
    file: str
    line: int
    taken: frozenset[int]


def sightings(documents: Iterable[LinkedDocument], ordinary: frozenset[str]) -> Iterator[Sighting]:
    """Every unknown name in the texts, and every participant whom no entity is; `ordinary` are the small words."""
    for document in documents:
        yield from _participants(document)
        for text in _texts(document):
            yield from _runs(text, ordinary)


def small_words(documents: Iterable[LinkedDocument]) -> frozenset[str]:
    """All words that the texts of an edition write in small letters."""
    found: set[str] = set()
    for document in documents:
        for block in document.record.blocks:
            found.update(word for word in set(cut_words(block.text).words) if word.islower())
    return frozenset(found)


def _participants(document: LinkedDocument) -> Iterator[Sighting]:
    record = document.record
    lines = {block.anchor: block.ranges[0][0] for block in record.blocks if block.anchor and block.ranges}
    fields = {one.name: one.lines[0] for one in record.fields}
    for party in record.participants:
        name = untitled(party.name)
        if party.person is None and party.of != "group" and _is_name(party.name):
            line = lines.get(party.evidence) or fields.get(party.evidence, 0)
            context = f"takes part as {party.role}, as {party.evidence or 'the document'} says"
            yield Sighting(name, record.id, record.file, line, context, party=party.of)


def _is_name(text: str) -> bool:
    """Whether a participant is a name, no office and no words with a colon or dash between them."""
    return not is_office(text) and not re.search("[:;—]", text)


def untitled(name: str) -> str:
    """A participant's name without the titles before it: "Capt. Gordon" is Gordon."""
    parts = name.split()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in TITLES:
        parts.pop(0)
    return " ".join(parts)


def _texts(document: LinkedDocument) -> Iterator[Text]:
    record = document.record
    spans: dict[str, list[tuple[int, int]]] = {}
    for mention in document.mentions:
        spans.setdefault(mention.anchor, []).append((mention.start, mention.end))
    blocks = [(one.text, one.anchor, one.ranges[0][0] if one.ranges else 0) for one in record.blocks if _is_prose(one)]
    notes = [(one.text, one.anchor, _line(one)) for one in record.notes if one.text]
    for text, anchor, line in (*blocks, *notes):
        within = cut_words(text)
        yield Text(within, record.id, record.file, line, _taken(within, spans.get(anchor, [])))


def _is_prose(block: object) -> bool:
    """Whether a block is text in small letters: neither heading nor table nor all in capitals."""
    text = getattr(block, "text", "")
    letters = [sign for sign in text if sign.isalpha()]
    return getattr(block, "kind", "") not in {"heading", "table", "omission"} and (
        sum(map(str.islower, letters)) * 2 > len(letters)
    )


def _line(note: Note) -> int:
    return note.lines[0] if note.lines else 0


def _taken(within: Words, spans: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the words that stand in known names."""
    edges = within.edges
    return frozenset(
        at
        for at in range(len(within.words))
        if any(start < edges[2 * at + 1] and edges[2 * at] < end for start, end in spans)
    )


# ---------------------------------------------------------------------------------------------- runs of capitals


def _runs(text: Text, ordinary: frozenset[str]) -> Iterator[Sighting]:
    at, words = 0, text.within.words
    while at < len(words):
        end = _end_of_run(text, at) if _begins(text, at) else at
        if end > at:
            yield from _sighted(text, at, end, ordinary)
        at = max(end, at + 1)


def _begins(text: Text, at: int) -> bool:
    return at not in text.taken and _has_capital(text.within.words[at])


def _has_capital(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not bare(word).isupper() or len(word) <= LONGEST)


def _end_of_run(text: Text, at: int) -> int:
    """The number after the last word of a name that may begin at a word."""
    words, end = text.within.words, at + 1
    while end < len(words) and end - at < LONGEST and not _owns(words[end - 1]):
        step = _joins(text, at, end)
        if not step:
            break
        end += step
    return end


def _owns(word: str) -> bool:
    return POSSESSIVE.search(word) is not None and MANY.match(word) is None


def _joins(text: Text, at: int, end: int) -> int:
    """How many further words belong to a name: one with a capital, or "of the" and one with a capital."""
    words = text.within.words
    if not _is_joined(text, end):
        return 0
    if _begins(text, end) or _is_hyphened(text, at, end):
        return 1
    body = any(word.lower() in ORGANISATION_WORDS for word in words[at:end])
    small = end
    while body and small < len(words) and words[small] in LINKS[small > end] and _is_joined(text, small):
        small += 1
    particles = end
    while particles < len(words) and words[particles] in PARTICLES and _is_joined(text, particles):
        particles += 1
    step = small if small > end else particles
    whole = step > end and step < len(words) and _is_joined(text, step) and _begins(text, step)
    return step - end + 1 if whole else 0


def _is_hyphened(text: Text, at: int, end: int) -> bool:
    """Whether a small word is the second half of a given name: the "lai" of "Chou En-lai"."""
    edges, words = text.within.edges, text.within.words
    hyphen = text.within.text[edges[2 * end - 1] : edges[2 * end]] in {"-", "‑"}
    return hyphen and end - at > 1 and words[end].islower() and end not in text.taken


def _is_joined(text: Text, at: int) -> bool:
    """Whether a word stands behind the one before it with a space, a hyphen or an initial's full stop between."""
    edges = text.within.edges
    gap = text.within.text[edges[2 * at - 1] : edges[2 * at]]
    before = text.within.words[at - 1]
    return gap in {" ", "-", "‑", "' ", "’ "} or (gap in {". ", "."} and len(before) == 1 and before.isupper())


def _sighted(text: Text, start: int, end: int, ordinary: frozenset[str]) -> Iterator[Sighting]:
    """The name in a run of capitalised words, without what only stands before it."""
    words = text.within.words
    heads = _heads_a_sentence(text, start)
    at = start
    titled = start > 0 and words[start - 1].lower() in TITLES_OF_PEOPLE and start - 1 not in text.taken
    body = any(word.lower() in ORGANISATION_WORDS for word in words[start:end])
    while (
        at < end
        and not _is_part(words[at : min(at + 2, end)], body=body)
        and _is_before_a_name(words[at], ordinary, first=at == start and heads)
    ):
        titled = words[at].lower() in TITLES_OF_PEOPLE
        at += 1
    while at < end and bare(words[end - 1]).lower() in NO_NAMES:
        end -= 1
    if at >= end or _touches_known(text, start, end) or not _may_be_name(words[at:end], ordinary):
        return
    yield _sighting(text, at, end, titled=titled, heads=heads and at == start)


def _is_part(words: list[str], *, body: bool) -> bool:
    """Whether a word that tells a people belongs to the name: Soviet Union, New Guinea, Chinese Communist Party."""
    if body and words[0].lower() in NATIONALITIES:
        return True
    if len(words) == 1 or " ".join(words).lower() in TWO_WORD_PLACES:
        return len(words) > 1
    return words[0].lower() in QUARTERS and bare(words[1]).lower() not in BEFORE_OFFICE | OFFICES


def _is_before_a_name(word: str, ordinary: frozenset[str], *, first: bool) -> bool:
    """Whether a capitalised word is a title, a people, or the head of a sentence, and no part of the name behind it."""
    plain = bare(word).lower()
    if first and (plain in COMMON or plain in ordinary or plain in WORDS_AND_SURNAMES):
        return True
    return plain in TITLES or plain in OFFICES or plain in BEFORE_OFFICE or plain in NO_NAMES


def _may_be_name(words: list[str], ordinary: frozenset[str]) -> bool:
    plain = [bare(word).lower() for word in words]
    if len(words) == 1:
        one = plain[0]
        if len(one) < 2 or one in ordinary or one in NATIONALITIES or ENDINGS_OF_NO_NAME.search(one):
            return False
    return not all(one in COMMON or one in NO_NAMES or one in NATIONALITIES or len(one) == 1 for one in plain)


def _touches_known(text: Text, start: int, end: int) -> bool:
    """Whether a known name stands right before or behind, so that both are one name that is not known."""
    before = start > 0 and start - 1 in text.taken and _is_joined(text, start)
    return before or (end < len(text.within.words) and end in text.taken and _is_joined(text, end))


def _heads_a_sentence(text: Text, at: int) -> bool:
    edges = text.within.edges
    gap = text.within.text[edges[2 * at - 1] : edges[2 * at]] if at else ""
    before = text.within.words[at - 1] if at else ""
    abbreviated = gap.strip() == "." and (before.lower() in TITLES or len(before) == 1)
    return NEW_SENTENCE.search(gap) is not None and not abbreviated


def _sighting(text: Text, start: int, end: int, *, titled: bool, heads: bool) -> Sighting:
    words, edges, whole = text.within.words, text.within.edges, text.within.text
    form_end = edges[2 * end - 1] - (len(found[0]) if (found := POSSESSIVE.search(words[end - 1])) else 0)
    if len(words[end - 1]) == 1 and whole.startswith(".", form_end):
        form_end += 1
    place = edges[2 * start]
    before = words[start - 1].lower() if start else ""
    around = whole[max(place - BESIDE, 0) : form_end + BESIDE]
    return Sighting(
        " ".join(whole[place:form_end].split()),
        text.document,
        text.file,
        text.line,
        " ".join(around.split()),
        titled=titled,
        says=end < len(words) and words[end] in SAYING,
        located=before in PREPOSITIONS,
        definite=before == "the",
        heads=heads,
        cut=_is_cut(words, start, end),
    )


def _is_cut(words: list[str], start: int, end: int) -> bool:
    before = start > 1 and words[start - 1] == "and" and words[start - 2][:1].isupper()
    return before or (end + 1 < len(words) and words[end] == "and" and words[end + 1][:1].isupper())
