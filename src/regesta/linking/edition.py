"""Records become an edition: in order of date, with names found, participants identified and related documents told.

In go the records with their anchors, the states of the ledger, the settings and the authority file; out come the linked
documents and the findings about names and listings. Nothing here depends on the order in which records arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from regesta.findings import Finding, finding
from regesta.linking.days import chronological
from regesta.linking.decided import decided_relations, decided_voices, unused
from regesta.linking.forms import FormIndex, form_index
from regesta.linking.glosses import glosses
from regesta.linking.listed import NOTHING, Listed, resolve_listings
from regesta.linking.meetings import Source, meetings
from regesta.linking.mentions import Named, read_names
from regesta.linking.participants import identify, nearest_name, taking_part
from regesta.linking.related import Shelf, related, shelf, subject
from regesta.linking.voices import voices
from regesta.model import (
    Authority,
    Edition,
    Identity,
    LinkedDocument,
    Meeting,
    Participant,
    Record,
    Relation,
    Settings,
    State,
    Voice,
)
from regesta.text import fold

UNKNOWN_HINT = "Add the name to authority.yaml, as an entry of its own or as a variant of one."


@dataclass(frozen=True, slots=True)
class Read:
    """A record with its participants identified, the names found in it, and the editor's decisions that were used."""

    record: Record
    named: Named
    used: frozenset[Identity]


def link(
    records: Iterable[Record], states: Mapping[str, tuple[State, ...]], settings: Settings, authority: Authority
) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition that the records make, and what was doubtful about names and related documents."""
    index = form_index(authority.entities)
    read = [read_record(record, index, authority.identities) for record in _in_order(records)]
    listed = resolve_listings(one.record for one in read)
    heard = _heard(read, authority)
    met = _meetings(read, heard, authority)
    relations = decided_relations(related(_shelf(read, authority, met), listed), authority.unrelated)
    documents = _documents(read, heard, states, relations)
    edition = Edition(settings=settings, authority=authority, documents=documents, meetings=met)
    findings = (
        *(one for each in read for one in each.named.findings),
        *_unlisted(read, listed),
        *(_unknown_names(read, authority) if authority.entities else ()),
        *_unused(authority, read),
        *unused(authority, {one.record.id: one.record for one in read}),
    )
    return edition, findings


def read_record(record: Record, index: FormIndex, identities: tuple[Identity, ...] = ()) -> Read:
    """One record with all that its own words and the authority file tell about names: no other record has a say."""
    here = tuple(one for one in identities if one.document == record.id)
    named = read_names(record, index, taking_part=taking_part(record, index), identities=here)
    participants, used = identify(record, index, named, here)
    return Read(msgspec.structs.replace(record, participants=participants), named, named.used | used)


def _in_order(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (chronological(record.date.edtf, record.id), record.file))


def _documents(
    read: list[Read],
    heard: list[tuple[Voice, ...]],
    states: Mapping[str, tuple[State, ...]],
    relations: Mapping[str, tuple[Relation, ...]],
) -> tuple[LinkedDocument, ...]:
    standing = [one.record.id for one in read if not one.record.withdrawn]
    after = dict(pairwise(standing))
    before = {later: earlier for earlier, later in after.items()}
    return tuple(
        LinkedDocument(
            record=one.record,
            states=states.get(one.record.id, ()),
            mentions=one.named.mentions,
            related=relations.get(one.record.id, ()),
            voices=spoken,
            glosses=glosses(one.record),
            previous=before.get(one.record.id),
            next=after.get(one.record.id),
        )
        for one, spoken in zip(read, heard, strict=True)
    )


def _shelf(read: list[Read], authority: Authority, met: tuple[Meeting, ...]) -> Shelf:
    names = {entity.id: entity.name for entity in authority.entities}
    return shelf([subject(one.record, one.named.mentions) for one in read], names, met)


def _heard(read: list[Read], authority: Authority) -> list[tuple[Voice, ...]]:
    people = [entity.id for entity in authority.entities if entity.kind == "person"]
    return [
        decided_voices(one.record, voices(one.record, one.named.mentions, people), authority.speakers) for one in read
    ]


def _meetings(read: list[Read], heard: list[tuple[Voice, ...]], authority: Authority) -> tuple[Meeting, ...]:
    sources = (Source(one.record, one.named.mentions, spoken) for one, spoken in zip(read, heard, strict=True))
    return meetings(sources, {entity.id: entity for entity in authority.entities})


def _unlisted(read: list[Read], listed: Mapping[str, Listed]) -> Iterator[Finding]:
    """Documents that an archive lists as related and that the edition lacks."""
    for one in read:
        for listing, target in listed.get(one.record.id, NOTHING).listings:
            if target is None:
                message = f"“{listing.title}” ({listing.date_as_written or listing.date}) is not in this edition"
                yield finding("K-301", message, file=one.record.file, line=listing.lines[0])


def _unknown_names(read: list[Read], authority: Authority) -> Iterator[Finding]:
    """Participants that no entity bears the name of, each once, with the known name that comes nearest."""
    places: dict[str, list[tuple[Record, Participant]]] = {}
    for one in read:
        for participant in one.record.participants:
            if participant.person is None and participant.of != "group" and not _is_decided(participant, one.used):
                places.setdefault(fold(participant.name), []).append((one.record, participant))
    suggest = nearest_name(authority.entities)
    for members in places.values():
        record, participant = members[0]
        documents = len({other.id for other, _ in members})
        also = f" (takes part in {documents} documents)" if documents > 1 else ""
        near = suggest(participant.name)
        meant = f"; did you mean “{near}”?" if near else ""
        message = f"“{participant.name}” is not in the authority file{also}{meant}"
        yield finding("A-201", message, file=record.file, line=_line(record, participant), hint=UNKNOWN_HINT)


def _is_decided(participant: Participant, used: frozenset[Identity]) -> bool:
    """Whether the editor has said that the name means no entity of the file."""
    return any(one.entity is None and fold(one.form) == fold(participant.name) for one in used)


def _line(record: Record, participant: Participant) -> int:
    """The line in the transcript that names a participant: of the block it was read from, else of the field."""
    for block in record.blocks:
        if block.anchor and block.anchor == participant.evidence and block.ranges:
            return block.ranges[0][0]
    return next((one.lines[0] for one in record.fields if one.name == participant.evidence), 0)


def _unused(authority: Authority, read: list[Read]) -> Iterator[Finding]:
    """Decisions of the editor about a form that does not stand where it should."""
    used = {identity for one in read for identity in one.used}
    for identity in authority.identities:
        if identity not in used:
            message = f"“{identity.form}” was not found in document {identity.document}"
            yield finding("A-205", message, file="authority.yaml", line=identity.line)
