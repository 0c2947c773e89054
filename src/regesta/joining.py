"""What joins the documents of an edition, kept from one build to the next: their order, meetings and relations.

In go the cards of all documents and the cache, out comes what was found, anew only for those that a change has to do
with. The relations themselves stay in the cache, where any process reads those of the document it is at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from regesta.cache import Cache, key_of
from regesta.findings import Finding
from regesta.linking.cards import Card
from regesta.linking.edition import Before, joined
from regesta.linking.remembered import Remembered
from regesta.linking.wording import Words
from regesta.model import Authority, Meeting, Relation, Value

RELATED, TOLD, JOINED = "related", "told", "joined"
"""Rooms of the cache: what is related to each document, what lists need of that, and what an increment starts from."""
ALL = "/all"
encode = msgspec.msgpack.Encoder().encode
decode_relations = msgspec.msgpack.Decoder(tuple[Relation, ...]).decode
decode_remembered = msgspec.msgpack.Decoder(Remembered).decode


class Told(Value, frozen=True):
    """Of what is related to a document, what lists need."""

    held: int = 0
    """How many of them the edition holds."""
    wanted: tuple[Relation, ...] = ()
    """Those that it lacks."""


decode_told = msgspec.msgpack.Decoder(Told).decode


@dataclass(frozen=True, slots=True)
class Joints:
    """What joins the documents."""

    order: tuple[str, ...]
    """Ids in order of date, then id; those withdrawn are left out."""
    meetings: tuple[Meeting, ...]
    told: Mapping[str, Told]
    keys: Mapping[str, bytes]
    """Document → what stands for all that is related to it."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Kept(Mapping[str, tuple[Relation, ...]]):
    """What is related to each document, read from the cache when it is asked for."""

    cache: Cache

    def __getitem__(self, key: str) -> tuple[Relation, ...]:
        """The relations of a document, best first."""
        content = self.cache.value(RELATED, key)
        if content is None:
            raise KeyError(key)
        return decode_relations(content)

    def __iter__(self) -> Iterator[str]:
        """The documents in no order."""
        return iter(self.cache.keys(RELATED))

    def __len__(self) -> int:
        """The number of documents."""
        return len(self.cache.keys(RELATED))


def join(cards: Iterable[Card], words: Callable[[str], Words], authority: Authority, cache: Cache) -> Joints:
    """What joins the documents; what is kept of it belongs together and is saved at one stroke."""
    content = cache.value(JOINED, ALL)
    before = Before(decode_remembered(content), Kept(cache)) if content else None
    found = joined(cards, words, authority, before)
    cache.save()
    for identifier in sorted(found.renewed):
        relations = found.related.get(identifier, ())
        value = encode(relations)
        wanted = tuple(one for one in relations if one.document is None)
        cache.put(RELATED, [(identifier, key_of(value), value)])
        cache.put(TOLD, [(identifier, b"", encode(Told(len(relations) - len(wanted), wanted)))])
    standing = set(found.order)
    for room in (RELATED, TOLD):
        cache.forget(room, cache.keys(room).keys() - standing)
    cache.put(JOINED, [(ALL, b"", encode(found.remembered))])
    cache.save()
    told = {name: decode_told(value) for name, _, value in cache.all(TOLD)}
    return Joints(found.order, found.meetings, told, cache.keys(RELATED), found.findings)
