"""What is related to each document of an edition: cards in, relations into the rooms; anew only where it must be.

Whatever says something about every document is held against what it was last time: where it differs, or where much has
changed, all documents are joined anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import msgspec

from regesta.findings import Finding
from regesta.linking.again import join_again
from regesta.linking.anew import join_anew
from regesta.linking.cards import Card, encode, mark_of, party
from regesta.linking.decided import decided_relations
from regesta.linking.listed import NOTHING, Listed
from regesta.linking.register import cited
from regesta.linking.remembered import (
    ALL,
    RELATED,
    Changed,
    Roster,
    Told,
    decode_relations,
    keep,
    kept_relations,
    sampled,
)
from regesta.linking.rooms import Rooms, Source, Spread
from regesta.linking.shelf import Matter, Ties, in_steps, ties
from regesta.model import Authority, Meeting, Value


class Target(Value, frozen=True):
    """Of a relation, the document alone."""

    document: str | None


decode_targets = msgspec.msgpack.Decoder(tuple[Target, ...]).decode


def relate_all(
    cards: Sequence[Card],
    past: tuple[Roster, Changed | None],
    authority: Authority,
    source: Source,
    *,
    met: Sequence[Meeting],
    listed: Mapping[str, Listed],
    spread: Spread,
) -> tuple[Roster, frozenset[str], tuple[Finding, ...]]:
    """The documents as they are remembered, those whose relations were told anew, and what was doubtful of decisions.

    `past` are the documents of last time, and what has changed since, if it is little.
    """
    before, since = past
    places, said = {card.id: place for place, card in enumerate(cards)}, sampled(cards, source)
    names = {entity.id: entity.name for entity in authority.entities}
    others = _other_names(cards, names)
    matter = Matter(cards, ties(places, cited(cards), met), listed, said.telling, others | names)
    basis = mark_of((said.mark, in_steps(len(cards)), names, authority.related))
    bound = _ties_of(cards, matter.ties, listed)
    since = since if before.basis == basis else None
    told: dict[str, Told] = {}
    found: Iterable[tuple[str, bytes]]
    if since:
        told |= zip(before.ids, before.told, strict=True)
        found = join_again(matter, (before, since), bound, _decided_about(authority), source).items()
    else:
        found = zip(places, join_anew(matter, source, spread), strict=True)
    renewed = dict(_kept(found, source.rooms))
    decided, findings = _decided(authority, cards, source.rooms)
    renewed.update(_kept(decided, source.rooms))
    told |= renewed
    now = Roster(
        basis=basis,
        names=others,
        ids=tuple(places),
        marks=tuple([card.mark for card in cards]),
        slots=since.slots if since else tuple(range(len(cards))),
        following=since.following if since else len(cards),
        ties=bound,
        told=tuple([told[one] for one in places]),
    )
    keep(source.rooms, ALL, now)
    return now, frozenset(renewed), findings


def _kept(found: Iterable[tuple[str, bytes]], rooms: Rooms) -> Iterator[tuple[str, Told]]:
    """What is related to documents, put into the rooms one after another; out comes what lists need of it."""
    for identifier, content in found:
        key = blake2b(content, digest_size=16).digest()
        rooms.put(RELATED, [(identifier, key, content)])
        documents = decode_targets(content)
        lacking = any(one.document is None for one in documents)
        wanted = tuple([one for one in decode_relations(content) if one.document is None]) if lacking else ()
        yield identifier, Told(key, len(documents) - len(wanted), wanted)


def _decided_about(authority: Authority) -> list[str]:
    """Documents of which the editor decided what is related."""
    return sorted({document for one in authority.related for document in one.documents})


def _decided(
    authority: Authority, cards: Sequence[Card], rooms: Rooms
) -> tuple[Iterable[tuple[str, bytes]], tuple[Finding, ...]]:
    """What is related to the documents of which the editor decided it, and what is doubtful of the decisions."""
    asked = set(_decided_about(authority))
    held = {card.id: card for card in cards if card.id in asked}
    found = {one: kept_relations(rooms, one) for one in sorted(held)}
    decided, findings = decided_relations(found, authority.related, held)
    return [(one, encode(members)) for one, members in decided.items()], findings


def _other_names(cards: Sequence[Card], names: Mapping[str, str]) -> dict[str, str]:
    """The names of the parties that the authority file lacks, each as the first document has it."""
    found: dict[str, str] = {}
    for card in cards:
        for one in reversed(card.participants):
            if one.person not in names:
                found.setdefault(party(one), one.name)
    return found


def _ties_of(cards: Sequence[Card], ties: Ties, listed: Mapping[str, Listed]) -> dict[str, bytes]:
    """Document → what stands for the citations, meetings and listings that join it to others, if any do."""
    found = {}
    for place in sorted({*ties.cited, *ties.citing, *ties.met}):
        card = cards[place]
        citers = [(cards[other].id, each) for other, each in ties.citing.get(place, {}).items()]
        own = listed.get(card.id, NOTHING)
        found[card.id] = mark_of(
            (
                list(ties.cited.get(place, {}).values()),
                sorted(citers, key=lambda pair: pair[0]),
                list(ties.met.get(place, {}).values()),
                [target for _, target in own.listings],
                own.listed_by,
            )
        )
    for identifier, own in listed.items():
        if identifier not in found and (own.listings or own.listed_by):
            found[identifier] = mark_of(([target for _, target in own.listings], own.listed_by))
    return found
