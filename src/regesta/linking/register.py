"""Which documents are cited: what is known of each document in, for each the documents that its citations mean.

An editor's number means the one document of that place in the volume. A writer's number or day is resolved only where
sender, recipient and date agree and a single document fits; what fits none is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from regesta.linking.cards import Card, Subject, subject
from regesta.linking.citing import Citation
from regesta.text import fold

LONGEST_WAIT = 120
"""Days after which a bare number is no longer taken for one of a former letter: numbers begin anew each year."""
LONGEST_EXCHANGE = 30
"""Days before a document in which the cables went to and fro that it calls an exchange."""
FEW = 3
"""Documents that fit a citation and are called related as a guess; of more, none is."""
CROWD = 200
"""Documents of one day, or of one number, that are looked at; of a day with more, none can be told by its day."""
WIRE = ("cable", "telegram", "savingram", "airgram", "message")


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph's mention of another document."""

    document: str
    """Id of the document that is cited."""
    anchor: str
    words: str
    """As the text has it: "your telegram 23"."""
    guess: bool = False
    """Whether others fit as well, or nobody is known to have part in both."""


@dataclass(frozen=True, slots=True)
class Register:
    """All documents by what they may be cited by."""

    by_place: Mapping[tuple[str, str], list[Subject]]
    """Volume and number in it."""
    by_number: Mapping[str, list[Subject]]
    by_day: Mapping[int, list[Subject]]
    known: frozenset[str]
    """Ids of all documents."""


class Wanted(NamedTuple):
    """Places in volumes, numbers and days that are cited."""

    places: set[tuple[str, str]]
    numbers: set[str]
    days: set[int]


def cited(cards: Sequence[Card]) -> dict[str, tuple[Cited, ...]]:
    """Id of each document → what it cites, in the order of its text, each document once."""
    citing = [card for card in cards if card.citations]
    wanted = _wanted(citing)
    looked_at = {card.id: subject(card) for card in cards if card.citations or _is_wanted(card, wanted)}
    register = _register(looked_at.values(), frozenset(card.id for card in cards) if citing else frozenset())
    found = {}
    for one in (looked_at[card.id] for card in citing):
        means: dict[str, Cited] = {}
        for citation in one.card.citations:
            for document, guess in _meant(citation, one, register):
                better = document not in means or means[document].guess > guess
                if document != one.card.id and better:
                    means[document] = Cited(document, citation.anchor, citation.words, guess)
        if means:
            found[one.card.id] = tuple(means.values())
    return found


def _meant(citation: Citation, citing: Subject, register: Register) -> Iterator[tuple[str, bool]]:
    """The documents that a citation means, each with whether that is a guess."""
    if citation.by == "place":
        yield from ((document, False) for document in _by_place(citation, register))
    elif citation.by == "day":
        yield from _by_day(citation, citing, register)
    elif citation.by == "number":
        yield from ((document, False) for document in _by_number(citation, citing, register))
    else:
        yield from _exchanged(citation, citing, register)


def _by_place(citation: Citation, register: Register) -> Iterator[str]:
    for number in citation.numbers:
        held = register.by_place.get((citation.volume, number), [])
        if len(held) == 1:
            yield held[0].card.id
        elif not held and number in register.known and len(number) > 3:
            yield number


def _by_number(citation: Citation, citing: Subject, register: Register) -> Iterator[str]:
    """The last document of that number before; where a day is given, the one of that day or of the next to it."""
    if citing.days is None:
        return
    first, last = citing.days[0] - LONGEST_WAIT, citing.days[0]
    if citation.day:
        first, last = citation.day - 1, citation.day + 1
    for number in citation.numbers:
        held = register.by_number.get(number, [])
        recent = held[_first(held, first) : _first(held, last + 1)]
        near = [one for one in recent[-CROWD:] if _fits(one, citing, citation.whose)]
        if near:
            yield min(reversed(near), key=lambda one: _off(one, citation.day)).card.id


def _off(one: Subject, day: int) -> int:
    return abs(one.days[0] - day) if one.days and day else 0


def _by_day(citation: Citation, citing: Subject, register: Register) -> Iterator[tuple[str, bool]]:
    """The one document of a day and kind that the parties fit; a few such, or one of other parties, as a guess."""
    there = register.by_day.get(citation.day, [])
    fitting = [
        one
        for one in there[:CROWD]
        if _fits(one, citing, citation.whose) and _kind_agrees(one.card.type, citation.kind)
    ]
    if len(there) <= CROWD and not fitting and not citation.whose:
        others = [one for one in there if one is not citing and _is_called(one.card.type, citation.kind)]
        fitting = others if len(others) == 1 else []
        yield from ((one.card.id, True) for one in fitting)
    elif len(there) <= CROWD and len(fitting) <= FEW:
        yield from ((one.card.id, len(fitting) > 1) for one in fitting)


def _exchanged(citation: Citation, citing: Subject, register: Register) -> Iterator[tuple[str, bool]]:
    """What went to and fro between parties of a document shortly before it, if it went both ways; always a guess."""
    if citing.days is None:
        return
    here = citing.writers | citing.recipients
    before = [
        one
        for day in range(citing.days[0] - LONGEST_EXCHANGE, citing.days[0])
        for one in register.by_day.get(day, ())[:CROWD]
        if one.writers & here and one.recipients & here and _kind_agrees(one.card.type, citation.kind)
    ]
    ways = {(one.writers & here, one.recipients & here) for one in before}
    if any((there, back) in ways for back, there in ways) and len(before) <= FEW:
        yield from ((one.card.id, True) for one in before)


def _first(held: Sequence[Subject], day: int) -> int:
    """Place of the first document, of those in order, that is not before a day."""
    return bisect_left(held, day, key=lambda one: one.days[0] if one.days else 0)


def _fits(one: Subject, citing: Subject, whose: str) -> bool:
    """Whether a document can be the one that a letter calls "your" or "my" telegram, or speaks of at all."""
    if one is citing:
        return False
    if whose == "your":
        return bool(one.writers & citing.recipients and (one.recipients & citing.writers or not one.recipients))
    if whose in {"my", "our"}:
        return bool(one.writers & citing.writers)
    return bool((one.writers | one.recipients) & (citing.writers | citing.recipients))


def _kind_agrees(own: str, said: str) -> bool:
    """Whether a document of a type may be called that: a cable may be a telegram, but no letter."""
    if not own:
        return True
    said, own = fold(said), fold(own)
    if any(word in said for word in WIRE):
        return any(word in own for word in WIRE)
    return said.removesuffix("s").split()[-1] in own or not any(word in own for word in WIRE)


def _is_called(own: str, said: str) -> bool:
    """Whether a document of a type bears the very name that it is called by."""
    name = fold(said).removesuffix("s").split()[-1]
    return bool(own) and (name in fold(own) or (any(word in name for word in WIRE) and _kind_agrees(own, said)))


def _wanted(cards: Iterable[Card]) -> Wanted:
    """What documents may be cited by, of those that some cite."""
    wanted = Wanted(set(), set(), set())
    for card in cards:
        for one in card.citations:
            if one.by == "place":
                wanted.places.update((one.volume, number) for number in one.numbers)
            elif one.by == "number":
                wanted.numbers.update(one.numbers)
            elif one.by == "day":
                wanted.days.add(one.day)
            elif card.days:
                wanted.days.update(range(card.days[0] - LONGEST_EXCHANGE, card.days[0]))
    return wanted


def _is_wanted(card: Card, wanted: Wanted) -> bool:
    """Whether a document has something that is cited."""
    return (
        (bool(card.place) and (card.volume, card.place) in wanted.places)
        or (bool(card.number) and card.number in wanted.numbers)
        or (card.days is not None and card.days[0] == card.days[1] and card.days[0] in wanted.days)
    )


def _register(subjects: Iterable[Subject], known: frozenset[str]) -> Register:
    by_place: dict[tuple[str, str], list[Subject]] = {}
    by_number: dict[str, list[Subject]] = {}
    by_day: dict[int, list[Subject]] = {}
    for one in subjects:
        card = one.card
        if card.place:
            by_place.setdefault((card.volume, card.place), []).append(one)
        if one.days and card.number:
            by_number.setdefault(card.number, []).append(one)
        if one.days and one.days[0] == one.days[1]:
            by_day.setdefault(one.days[0], []).append(one)
    for held in by_number.values():
        held.sort(key=lambda each: (each.days or (0, 0), each.card.id))
    return Register(by_place, by_number, by_day, known)
