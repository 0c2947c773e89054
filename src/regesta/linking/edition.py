"""Records become an edition: in order of date, with names found, participants identified and related documents told.

First the facts of each record by itself, then what joins the documents, told from their cards alone. Nothing here
depends on the order in which records arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import msgspec
from msgspec.structs import replace

from regesta.findings import Finding
from regesta.linking.cards import Card
from regesta.linking.days import in_order
from regesta.linking.decided import about_nothing
from regesta.linking.facts import Facts, facts_of, known
from regesta.linking.lacking import unknown_names, unlisted
from regesta.linking.listed import resolve_listings
from regesta.linking.meetings import Inferred, infer, infer_again
from regesta.linking.meetings_decided import decided_meetings
from regesta.linking.relating import relate_all
from regesta.linking.remembered import JOINED, Changed, Roster, Told, changed, keep, kept_relations, roster
from regesta.linking.rooms import Rooms, Source, Spread, here, in_memory
from regesta.model import Authority, Edition, LinkedDocument, Meeting, Record, Settings, State

MEETINGS = "/meetings"
"""Name in the room of the roster under which the meetings are kept that were inferred."""
decode_inferred = msgspec.msgpack.Decoder(tuple[Inferred, ...]).decode


@dataclass(frozen=True, slots=True)
class Joined:
    """What joins the documents of an edition; what is related to each is in the rooms."""

    order: tuple[str, ...]
    """Ids in order of date, then id; those withdrawn are left out."""
    told: Mapping[str, Told]
    """Document → of what is related to it, what lists need."""
    meetings: tuple[Meeting, ...]
    findings: tuple[Finding, ...]
    renewed: frozenset[str]
    """Documents whose relations were told anew: those of all others are what they were last time."""


def link(
    records: Iterable[Record], states: Mapping[str, tuple[State, ...]], settings: Settings, authority: Authority
) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition that the records make, and what was doubtful about names and related documents."""
    read = known(authority)
    facts = [(record, facts_of(record, read)) for record in records]
    facts.sort(key=lambda pair: place_in_order(pair[1].card))
    words = {record.id: one.words for record, one in facts}
    source = in_memory(words.__getitem__)
    told = joined([one.card for _, one in facts], authority, source)
    documents = _documents(facts, states, told.order, source.rooms)
    edition = Edition(settings=settings, authority=authority, documents=documents, meetings=told.meetings)
    return edition, (*chain.from_iterable(one.findings for _, one in facts), *told.findings)


def joined(cards: Iterable[Card], authority: Authority, source: Source, spread: Spread = here) -> Joined:
    """What joins documents: their order, meetings and relations, with the editor's decisions about them.

    What the rooms remember, of whichever documents, spares work; the outcome is the same.
    """
    cards = sorted(cards, key=place_in_order)
    standing = list({card.id: card for card in cards if not card.withdrawn}.values())
    before = roster(source.rooms)
    since = changed(before, standing)
    listed, inferred = resolve_listings(standing), _inferred(standing, before, since, source.rooms)
    met, of_meetings = decided_meetings(standing, inferred, authority)
    now, renewed, of_relations = relate_all(
        standing, (before, since), authority, source, spread=spread, met=met, listed=listed
    )
    keep(source.rooms, MEETINGS, inferred)
    return Joined(
        order=tuple(card.id for card in cards if not card.withdrawn),
        told=dict(zip(now.ids, now.told, strict=True)),
        meetings=met,
        findings=(
            *unlisted(cards, listed),
            *unknown_names(cards, authority.entities, source.rooms),
            *about_nothing(authority, {card.id for card in cards}),
            *of_relations,
            *of_meetings,
        ),
        renewed=renewed,
    )


def _inferred(cards: Sequence[Card], before: Roster, since: Changed | None, rooms: Rooms) -> tuple[Inferred, ...]:
    """The meetings that documents tell of, inferred anew only where something has changed."""
    content = rooms.value(JOINED, MEETINGS)
    if since is None or content is None:
        return infer(cards)
    come = [cards[place] for place in since.come]
    return infer_again(cards, decode_inferred(content), come, {before.ids[place] for place in since.gone})


def place_in_order(card: Card) -> tuple[object, ...]:
    """What documents are sorted by: date, then id."""
    return (*in_order(card.days, card.id), card.file)


def _documents(
    facts: Sequence[tuple[Record, Facts]], states: Mapping[str, tuple[State, ...]], order: Sequence[str], rooms: Rooms
) -> tuple[LinkedDocument, ...]:
    after = dict(pairwise(order))
    before = {later: earlier for earlier, later in after.items()}
    return tuple(
        LinkedDocument(
            record=replace(record, participants=one.participants),
            states=states.get(record.id, ()),
            mentions=one.mentions,
            named=one.named,
            related=kept_relations(rooms, record.id),
            voices=one.voices,
            glosses=one.glosses,
            previous=before.get(record.id),
            next=after.get(record.id),
        )
        for record, one in facts
    )
