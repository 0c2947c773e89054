"""What one record and the authority file tell by themselves: a record in, its facts out; no other record has a say.

Facts are plain values that can be written down and kept as long as the record and the authority file stay the same:
what its own page shows (names, voices, glosses), its card for the other documents, and what was doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from regesta.appearing import paragraphs_named
from regesta.findings import Finding, finding
from regesta.linking.cards import Card, mark_of
from regesta.linking.citing import citations, own_number, place_of, volume_of
from regesta.linking.days import span
from regesta.linking.decided import decided_glosses, decided_voices, misplaced
from regesta.linking.forms import FormIndex, form_index
from regesta.linking.glosses import glosses
from regesta.linking.mentions import read_names
from regesta.linking.occasions import talk, tellings
from regesta.linking.participants import identify, taking_part
from regesta.linking.voices import voices
from regesta.linking.wording import Words, words_of
from regesta.model import (
    Authority,
    Gloss,
    GlossDecision,
    Identity,
    Mention,
    Participant,
    Record,
    SpeakerDecision,
    Value,
    Voice,
)
from regesta.text import fold

Decision = TypeVar("Decision", Identity, SpeakerDecision, GlossDecision)


class Known(Value, frozen=True):
    """The authority file arranged for reading one record after another."""

    index: FormIndex
    people: frozenset[str]
    places: frozenset[str]
    identities: Mapping[str, tuple[Identity, ...]]
    """Document → the editor's decisions whom names mean in it."""
    speakers: Mapping[str, tuple[SpeakerDecision, ...]]
    glosses: Mapping[str, tuple[GlossDecision, ...]]


class Facts(Value, frozen=True, kw_only=True):
    """All that is known of one document before others are looked at."""

    participants: tuple[Participant, ...]
    """With their ids."""
    mentions: tuple[Mention, ...]
    named: Mapping[str, int]
    """Entity → how many paragraphs name it, in the order of the text."""
    voices: tuple[Voice, ...]
    glosses: tuple[Gloss, ...]
    card: Card
    words: Words
    findings: tuple[Finding, ...]


def known(authority: Authority) -> Known:
    """What the authority file tells, arranged once for all records."""
    return Known(
        form_index(authority.entities),
        frozenset(one.id for one in authority.entities if one.kind == "person"),
        frozenset(one.id for one in authority.entities if one.kind == "place"),
        _by_document(authority.identities),
        _by_document(authority.speakers),
        _by_document(authority.glosses),
    )


def facts_of(record: Record, known: Known) -> Facts:
    """The facts of one record that has its addresses; a pure function of the two."""
    identities, speakers = known.identities.get(record.id, ()), known.speakers.get(record.id, ())
    brackets = known.glosses.get(record.id, ())
    named = read_names(record, known.index, taking_part=taking_part(record, known.index), identities=identities)
    participants, used = identify(record, known.index, named, identities)
    record = replace(record, participants=participants)
    heard = decided_voices(record, voices(record, named.mentions, known.people), speakers)
    used, words = named.used | used, words_of(record)
    card = _card(record, named.mentions, heard, known.places, tuple(_strangers(record, used)))
    return Facts(
        participants=participants,
        mentions=named.mentions,
        named=paragraphs_named(named.mentions),
        voices=heard,
        glosses=decided_glosses(record, glosses(record), brackets),
        card=replace(card, mark=mark_of((card, words))),
        words=words,
        findings=(*named.findings, *_unused(identities, used), *misplaced(record, speakers, brackets)),
    )


def _card(
    record: Record,
    mentions: tuple[Mention, ...],
    heard: tuple[Voice, ...],
    places: frozenset[str],
    strangers: tuple[tuple[str, int], ...],
) -> Card:
    return Card(
        id=record.id,
        file=record.file,
        title=record.title,
        type=record.type or "",
        date=record.date.edtf,
        days=span(record.date.edtf),
        summary=record.summary,
        withdrawn=bool(record.withdrawn),
        participants=record.participants,
        listed=record.listed,
        named=_first_places(mentions),
        volume=volume_of(record),
        place=place_of(record),
        number=own_number(record),
        citations=citations(record),
        talk=talk(record, mentions, heard, places),
        tellings=tuple(tellings(record, mentions)),
        strangers=strangers,
    )


def _first_places(mentions: Iterable[Mention]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in mentions:
        found.setdefault(one.entity, one.anchor)
    return found


def _by_document(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.document, []).append(one)
    return {document: tuple(ones) for document, ones in found.items()}


def _strangers(record: Record, used: Iterable[Identity]) -> Iterator[tuple[str, int]]:
    """Participants that no entity bears the name of, with the line that names each, unless the editor says so."""
    decided = {fold(one.form) for one in used if one.entity is None}
    strangers = [
        one for one in record.participants if one.person is None and one.of != "group" and fold(one.name) not in decided
    ]
    lines = _lines(record) if strangers else {}
    for one in strangers:
        yield one.name, lines.get(one.evidence, 0)


def _lines(record: Record) -> dict[str, int]:
    """The line in the transcript where each block begins, by its address, and each field, by its name."""
    fields = {one.name: one.lines[0] for one in reversed(record.fields)}
    return fields | {block.anchor: block.ranges[0][0] for block in record.blocks if block.anchor and block.ranges}


def _unused(identities: Iterable[Identity], used: frozenset[Identity]) -> Iterator[Finding]:
    """Decisions of the editor about a form that does not stand where it should."""
    for one in identities:
        if one not in used:
            message = f"“{one.form}” was not found in document {one.document}"
            yield finding("A-205", message, file="authority.yaml", line=one.line)
