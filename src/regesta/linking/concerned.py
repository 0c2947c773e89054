"""Whom a change concerns: what has come and gone in, the places of the documents that it may move something for out."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from regesta.linking.listed import NOTHING, Listed
from regesta.linking.related import NEAREST, NEIGHBOURS, tied
from regesta.linking.remembered import Roster, Trace
from regesta.linking.rooms import Source
from regesta.linking.shelf import (
    CHOSEN,
    NAME,
    PARTY,
    WORD,
    Order,
    Shelf,
    in_steps,
    near,
    rows_of,
    seldom_named,
)


@dataclass(frozen=True, slots=True)
class Former:
    """A document of last time that is there no more."""

    place: int
    """At that time."""
    trace: Trace
    foremost: tuple[str, ...]

    def rows(self) -> list[str]:
        """The rows in which it stood."""
        return rows_of(self.trace.parties, self.trace.named, self.foremost)


@dataclass(frozen=True, slots=True)
class Change:
    """What has come and gone, among all the others."""

    arranged: Shelf
    then: Order
    come: tuple[int, ...]
    """Places now."""
    gone: tuple[Former, ...]
    rows: dict[str, array[int]]
    """Rows that are not as they were."""
    source: Source

    def stayed(self, slots: Iterable[int]) -> Iterator[int]:
        """Places of those that were there and still are."""
        now = self.arranged.order.ranks
        return (now[slot] for slot in slots if slot < len(self.then.ranks) and now[slot] >= 0)


def valued_anew(change: Change, before: Roster) -> Iterator[int]:
    """Places of those that have a name or party that says more or less than last time, or is written otherwise."""
    names, seldom = change.arranged.names, seldom_named(len(change.arranged.cards))
    written = {key for key, name in before.names.items() if names.get(key, name) != name}
    for key in written | {name.removeprefix(NAME) for name in change.rows if name.startswith(NAME)}:
        row = change.arranged.order.row(NAME + key)
        now, was = len(row), len(change.then.row(NAME + key))
        if key in written or in_steps(now) != in_steps(was) or (now <= seldom) != (was <= seldom):
            yield from change.stayed(row)


def tied_anew(arranged: Shelf, before: Roster, ties: Mapping[str, bytes]) -> Iterator[int]:
    """Places of those that citations, meetings or listings join to others than last time."""
    for identifier, _ in before.ties.items() ^ ties.items():
        if identifier in arranged.places:
            yield arranged.places[identifier]


def beside(change: Change, listed: Mapping[str, Listed]) -> set[int]:
    """Places of those that citations, meetings and listings join to what has come."""
    found: set[int] = set()
    for place in change.come:
        found |= tied(place, change.arranged.ties)
        own = listed.get(change.arranged.cards[place].id, NOTHING)
        targets = [target for _, target in own.listings if target]
        found.update(change.arranged.places[one] for one in (*targets, *own.listed_by))
    return found


def meeting(change: Change, before: Roster) -> Iterator[int]:
    """Places of those that meet what has come or gone: near in time with a party, by a rare name, a tie or a choice."""
    arranged, now, then = change.arranged, change.arranged.order, change.then
    for place in change.come:
        for key in arranged.subject(place).parties:
            yield from change.stayed(near(place, now.row(PARTY + key), now.ranks, NEIGHBOURS))
        for key in arranged.rare(place):
            yield from change.stayed(now.row(NAME + key))
        yield from change.stayed(arranged.slots[other] for other in tied(place, arranged.ties))
    seldom = seldom_named(len(arranged.cards))
    for one in change.gone:
        for key in one.trace.parties:
            yield from change.stayed(near(one.place, then.row(PARTY + key), then.ranks, NEIGHBOURS))
        for key in one.trace.named:
            row = now.row(NAME + key)
            yield from change.stayed(row if len(row) <= seldom else ())
        yield from change.stayed(then.row(CHOSEN + before.ids[one.place]))


def with_words(change: Change) -> dict[int, set[str]]:
    """Places of those that meet what has come or gone in rows of words, each with these rows."""
    now, then, found = change.arranged.order, change.then, dict[int, set[str]]()
    for place in change.come:
        for word in change.arranged.weighed(place).foremost:
            for other in change.stayed(near(place, now.row(WORD + word), now.ranks, NEAREST)):
                found.setdefault(other, set()).add(WORD + word)
    for one in change.gone:
        for word in one.foremost:
            for other in change.stayed(near(one.place, then.row(WORD + word), then.ranks, NEAREST)):
                found.setdefault(other, set()).add(WORD + word)
    return found
