"""What is remembered of the documents when they are joined, so that next time only those are joined anew that must be.

Whatever says something about all documents at once, how much words tell, how many documents there are, the names of the
authority file, is held against what it was, and where it differs nothing is reused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from regesta.linking.cards import Card, encode, mark_of
from regesta.linking.related import Choice
from regesta.linking.rooms import Rooms, Source
from regesta.linking.telling import Telling, frequencies, sample, telling
from regesta.model import Relation, Value

MANY = 0.1
"""Share of the documents from which on, where so many changed, all are joined anew."""
ALL = "/all"
JOINED, TELLING, TRACED, RELATED = "joined", "telling", "traced", "related"
"""Rooms: the roster, how much words tell, the trace of each document, and what is related to each."""


class Trace(Value, frozen=True, array_like=True):
    """What a document was when it was last joined to the others."""

    slot: int
    parties: tuple[str, ...]
    named: tuple[str, ...]
    choice: Choice


class Told(Value, frozen=True, array_like=True):
    """Of what is related to a document, what lists need."""

    key: bytes = b""
    """Stands for all of it."""
    held: int = 0
    """How many documents the edition holds of it."""
    wanted: tuple[Relation, ...] = ()
    """Those that it lacks."""


class Roster(Value, frozen=True):
    """All documents, in the order of last time."""

    basis: bytes = b""
    """Stands for all that says something about every document."""
    names: Mapping[str, str] = {}
    """Names of the parties that the authority file lacks."""
    ids: tuple[str, ...] = ()
    marks: tuple[bytes, ...] = ()
    """Each stands for a card and the words of the document."""
    slots: tuple[int, ...] = ()
    following: int = 0
    """The first slot that nobody has had yet."""
    ties: Mapping[str, bytes] = {}
    """Document → what stands for the citations, meetings and listings that join it to others, if any do."""
    told: tuple[Told, ...] = ()


class Sampled(Value, frozen=True):
    """How much words tell, as the sample says."""

    sample: bytes
    """Stands for the documents that were asked."""
    telling: Telling
    mark: bytes
    """Stands for what they said."""


@dataclass(frozen=True, slots=True)
class Changed:
    """How the documents of last time lie among those of now."""

    slots: tuple[int, ...]
    """Slot of each document of now, in order."""
    come: tuple[int, ...]
    """Places of the documents that are new, or another than last time."""
    gone: tuple[int, ...]
    """Places at that time of those that are so no more."""
    following: int

    def ranks(self) -> list[int]:
        """Slot → place now; -1 where nobody is any more."""
        return ranks(self.slots, self.following)


decode_trace = msgspec.msgpack.Decoder(Trace).decode
decode_roster = msgspec.msgpack.Decoder(Roster).decode
decode_sampled = msgspec.msgpack.Decoder(Sampled).decode
decode_relations = msgspec.msgpack.Decoder(tuple[Relation, ...]).decode


def roster(rooms: Rooms) -> Roster:
    """The documents of last time; none where nothing is remembered."""
    content = rooms.value(JOINED, ALL)
    return decode_roster(content) if content else Roster()


def keep(rooms: Rooms, name: str, value: object) -> None:
    """Remember something of all documents, unless it is what was remembered before."""
    content = encode(value)
    if content != rooms.value(JOINED, name):
        rooms.put(JOINED, [(name, b"", content)])


def trace(rooms: Rooms, identifier: str) -> Trace:
    """What a document was last time; raises KeyError for one that was not there."""
    content = rooms.value(TRACED, identifier)
    if content is None:
        raise KeyError(identifier)
    return decode_trace(content)


def kept_relations(rooms: Rooms, identifier: str) -> tuple[Relation, ...]:
    """What is related to a document, best first; nothing for one that was not there."""
    content = rooms.value(RELATED, identifier)
    return decode_relations(content) if content else ()


def changed(before: Roster, cards: Sequence[Card]) -> Changed | None:
    """What has changed since, told by the cards in order; None for too much."""
    old = {one: (mark, slot) for one, mark, slot in zip(before.ids, before.marks, before.slots, strict=True)}
    slots, come, following = [], [], before.following
    for place, card in enumerate(cards):
        mark, slot = old.get(card.id, (b"", 0))
        if mark != card.mark:
            come.append(place)
            slot, following = following, following + 1
        slots.append(slot)
    standing = set(slots)
    gone = tuple(place for place, slot in enumerate(before.slots) if slot not in standing)
    if len(come) + len(gone) > len(cards) * MANY:
        return None
    return Changed(tuple(slots), tuple(come), gone, following)


def ranks(slots: Sequence[int], following: int) -> list[int]:
    """Slot → place, of documents in order; -1 for a slot that nobody has."""
    found = [-1] * following
    for place, slot in enumerate(slots):
        found[slot] = place
    return found


def sampled(cards: Sequence[Card], source: Source) -> Sampled:
    """How much words tell among documents."""
    places = sample([card.id for card in cards])
    asked = [cards[place] for place in places]
    stamp = mark_of((len(asked) == len(cards), [(card.id, card.mark) for card in asked]))
    content = source.rooms.value(TELLING, ALL)
    kept = decode_sampled(content) if content else None
    if kept and kept.sample == stamp:
        return kept
    told = telling(frequencies((source.words(card.id) for card in asked), whole=len(asked) == len(cards)))
    found = Sampled(stamp, told, mark_of(told))
    source.rooms.put(TELLING, [(ALL, b"", encode(found))])
    return found
