"""All documents arranged for comparing: cards in, a shelf out that answers who shares what with whom.

A document has a place, which counts in the order of now, and a slot, which it keeps as long as it stays as it is. The
register of who has which word, party or name holds slots in the order of the documents: nothing in it has to be
renumbered when a document comes in between, and a few bytes hold a document.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from regesta.linking.cards import Card, Subject, subject
from regesta.linking.likeness import Stood, Weighed, stood, weighed
from regesta.linking.listed import Listed
from regesta.linking.register import Cited
from regesta.linking.rooms import Rooms
from regesta.linking.telling import Telling
from regesta.model import Account, Meeting

RARE = 12
"""What at most this many documents name is worth comparing for its name alone."""
ACCOUNTS = 12
"""Accounts before and after one of a meeting that are related to it: a congress may have a thousand."""
HELD = 8192
"""Documents that are held at once, arranged for comparing, some 25 KB each."""
WORD, PARTY, NAME, CHOSEN = "w", "p", "n", "c"
"""Kinds of rows in the register, each followed by what it is about: a word and the documents that have it among their
foremost, a party and those in which it takes part, an entity or party and those that name it or in which it takes part,
the id of a document and those that chose it."""
REGISTER, NOTED = "register", "noted"
"""Rooms: the rows of the register, and the telling words of each document."""

Row = Sequence[int]
"""Slots of documents in order."""
SLOTS = "I"
"""How a row is held: as an array of unsigned numbers."""


@dataclass(frozen=True, slots=True)
class Order:
    """The documents of one time, by the words, parties and names that they have."""

    ranks: Sequence[int]
    """Place of the document in each slot; -1 for a slot whose document is gone, or not yet there."""
    row: Callable[[str], Row]
    """Gives a row of the register by its name."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What joins documents beside what they share, by place; those without any are left out."""

    cited: Mapping[int, Mapping[int, Cited]]
    """For each document the places of those it cites."""
    citing: Mapping[int, Mapping[int, Cited]]
    """For each document the places of those that cite it."""
    met: Mapping[int, Mapping[int, Account]]
    """For each document the places of those that tell of the same meeting, with what each tells."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What documents are joined by."""

    cards: Sequence[Card]
    """In order."""
    ties: Ties
    listed: Mapping[str, Listed]
    told: Telling
    names: Mapping[str, str]
    """Entity or party → its name, for the reasons."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All documents in order, arranged for comparing."""

    cards: Sequence[Card]
    places: Mapping[str, int]
    """Id of a document → its place in the order."""
    slots: Sequence[int]
    """Slot of the document at each place."""
    order: Order
    ties: Ties
    told: Telling
    names: Mapping[str, str]
    """Entity or party → its name, for the reasons."""
    subject: Callable[[int], Subject]
    """Gives the document at a place, as relations see it."""
    weighed: Callable[[int], Weighed]
    """Gives the telling words of the document at a place."""
    stood: Callable[[int], Stood]
    """Gives where they stand."""
    rare: Callable[[int], frozenset[str]]
    """Gives the rarely named entities of the document at a place."""
    worth: Callable[[str], float]
    """Gives how much it says that two documents share an entity or party: the rarer, the more."""


def shelf(matter: Matter, slots: Sequence[int], order: Order, rooms: Rooms) -> Shelf:
    """The documents, given in order, arranged for comparing; their telling words are in the rooms."""
    cards = matter.cards
    held, seldom = in_steps(len(cards)), seldom_named(len(cards))

    @lru_cache(HELD)
    def subject_at(place: int) -> Subject:
        return subject(cards[place])

    @lru_cache(HELD)
    def weighed_at(place: int) -> Weighed:
        return weighed(noted_of(cards[place].id, rooms))

    @lru_cache(HELD)
    def stood_at(place: int) -> Stood:
        return stood(noted_of(cards[place].id, rooms))

    @lru_cache(HELD)
    def rare_at(place: int) -> frozenset[str]:
        return frozenset(key for key in subject_at(place).named if len(order.row(NAME + key)) <= seldom)

    @lru_cache(HELD)
    def worth(key: str) -> float:
        return math.log1p(held / in_steps(len(order.row(NAME + key))))

    places = {card.id: place for place, card in enumerate(cards)}
    return Shelf(
        cards,
        places,
        slots,
        order,
        matter.ties,
        matter.told,
        matter.names,
        subject_at,
        weighed_at,
        stood_at,
        rare_at,
        worth,
    )


def noted_of(identifier: str, rooms: Rooms) -> bytes:
    """What is noted of a document's words; raises KeyError for one that is not there."""
    content = rooms.value(NOTED, identifier)
    if content is None:
        raise KeyError(identifier)
    return content


def in_steps(number: int) -> int:
    """A number that seldom changes as documents are added: itself up to 12, beyond it the power of two below."""
    return number if number <= RARE else max(RARE, 1 << (number.bit_length() - 1))


def seldom_named(held: int) -> int:
    """Documents that may at most name what is rare, of so many."""
    return min(RARE, max(2, in_steps(held) // 4))


def near(place: int, row: Row, ranks: Sequence[int], most: int) -> Row:
    """Of a row the slots next to a place before and after it; the one at the place may be among them."""
    if len(row) <= most:
        return row
    same = isinstance(ranks, range)  # every slot is its place where all are joined anew
    middle = bisect_left(row, place) if same else bisect_left(row, place, key=ranks.__getitem__)
    return row[max(middle - most, 0) : middle + most + 1]


def rows_of(parties: Iterable[str], named: Iterable[str], foremost: Iterable[str]) -> list[str]:
    """The rows in which a document of such parties, names and words stands."""
    return [
        *[WORD + word for word in foremost],
        *[PARTY + key for key in parties],
        *[NAME + key for key in {*parties, *named}],
    ]


def row_from(content: bytes | None) -> array[int]:
    """A row from its bytes; nobody stands in one that is not kept."""
    return array(SLOTS, content or b"")


def ties(places: Mapping[str, int], cited: Mapping[str, Iterable[Cited]], meetings: Iterable[Meeting]) -> Ties:
    """What joins documents at places beside what they share."""
    citing = {places[one]: {places[each.document]: each for each in members} for one, members in cited.items()}
    return Ties(citing, _turned(citing), _met(meetings, places))


def _met(meetings: Iterable[Meeting], places: Mapping[str, int]) -> dict[int, dict[int, Account]]:
    """Which documents tell of a meeting that each tells of: of many, those next to it among the accounts."""
    met: dict[int, dict[int, Account]] = {}
    for meeting in meetings:
        accounts = meeting.accounts
        for number, one in enumerate(accounts) if len(accounts) > 1 else ():
            for other in accounts[max(number - ACCOUNTS, 0) : number + ACCOUNTS + 1]:
                if one.document != other.document:
                    met.setdefault(places[one.document], {}).setdefault(places[other.document], other)
    return met


def _turned(cited: Mapping[int, Mapping[int, Cited]]) -> dict[int, dict[int, Cited]]:
    """Which documents cite each, from which each cites."""
    turned: dict[int, dict[int, Cited]] = {}
    for place in sorted(cited):
        for target, one in cited[place].items():
            turned.setdefault(target, {})[place] = one
    return turned
