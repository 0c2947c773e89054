"""The edition arranged for looking things up: documents and entities by id, and where each entity appears.

It is made once from the edition and only read afterwards. Whatever a page says about another page, it asks here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from regesta.model import (
    Authority,
    Block,
    Edition,
    Entity,
    Gloss,
    GlossDecision,
    LinkedDocument,
    Meeting,
    MeetingDecision,
    Mention,
    Participant,
    Record,
    RelatedDecision,
    Role,
    SpeakerDecision,
)
from regesta.text import fold

Decision = SpeakerDecision | GlossDecision | RelatedDecision | MeetingDecision

Whole = Callable[[LinkedDocument], LinkedDocument]

ROLE_ORDER: tuple[Role, ...] = (
    "author",
    "sender",
    "recipient",
    "intermediary",
    "interlocutor",
    "present",
    "interpreter",
)


@dataclass(frozen=True, slots=True)
class Appearance:
    """One entity in one document: the roles it has there and where its name stands."""

    document: LinkedDocument
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]
    """In order of the text."""
    guess: bool = False
    """Whether a role is inferred."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The edition by id."""

    edition: Edition
    """Without the documents that were withdrawn, which no list shows."""
    withdrawn: tuple[LinkedDocument, ...]
    """Those that were."""
    documents: Mapping[str, LinkedDocument]
    entities: Mapping[str, Entity]
    appearances: Mapping[str, tuple[Appearance, ...]]
    """By entity, in order of documents; an entity that appears nowhere is absent."""
    unknown: Mapping[str, tuple[Appearance, ...]]
    """By name, the participants who are not in the authority file."""
    whole: Whole
    """Gives a document with its text, of which those on the shelf may have only the head."""
    speeches: Mapping[str, tuple[LinkedDocument, ...]]
    """Speaker → the documents that report what they say."""
    meetings: Mapping[str, tuple[Meeting, ...]]
    """Document → the meetings it tells of."""
    decisions: Mapping[str, tuple[Decision, ...]]
    """Document → what the editor decided about its voices, glosses, relations and meetings."""
    glosses: Mapping[str, tuple[tuple[LinkedDocument, Gloss], ...]]
    """Word of an original, without case and accents → where translators give it, in order."""


def itself(document: LinkedDocument) -> LinkedDocument:
    """A document that has its text already."""
    return document


def arranged(edition: Edition, whole: Whole = itself) -> Shelf:
    """The edition arranged for looking things up."""
    standing = tuple(one for one in edition.documents if not one.record.withdrawn)
    withdrawn = tuple(one for one in edition.documents if one.record.withdrawn)
    edition = replace(edition, documents=standing)
    found: dict[str, list[Appearance]] = defaultdict(list)
    unknown: dict[str, list[Appearance]] = defaultdict(list)
    for document in edition.documents:
        for entity, one in _appearances(document).items():
            found[entity].append(one)
        for name, one in _strangers(document).items():
            unknown[name].append(one)
    return Shelf(
        edition,
        withdrawn,
        {one.record.id: one for one in edition.documents},
        {one.id: one for one in edition.authority.entities},
        {entity: tuple(ones) for entity, ones in found.items()},
        {name: tuple(ones) for name, ones in unknown.items()},
        whole,
        _speeches(edition.documents),
        _meetings(edition.meetings),
        _decisions(edition.authority),
        _glosses(edition.documents),
    )


def _appearances(document: LinkedDocument) -> dict[str, Appearance]:
    """Everyone and everything named in a document, in order of appearance."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in document.mentions:
        mentions[one.entity].append(one)
    parts: dict[str, list[Participant]] = defaultdict(list)
    for participant in document.record.participants:
        if participant.person:
            parts[participant.person].append(participant)
    in_order = [*mentions, *(entity for entity in parts if entity not in mentions)]
    return {entity: _appearance(document, parts.get(entity, []), mentions.get(entity, [])) for entity in in_order}


def _appearance(document: LinkedDocument, parts: list[Participant], mentions: list[Mention]) -> Appearance:
    roles = {part.role for part in parts}
    return Appearance(
        document,
        tuple(role for role in ROLE_ORDER if role in roles),
        tuple(mentions),
        guess=bool(parts) and all(part.guess for part in parts),
    )


def _strangers(document: LinkedDocument) -> dict[str, Appearance]:
    """The participants without an entry in the authority file, by name."""
    parts: dict[str, list[Participant]] = defaultdict(list)
    for participant in document.record.participants:
        if not participant.person:
            parts[participant.name].append(participant)
    return {name: _appearance(document, ones, []) for name, ones in parts.items()}


def _meetings(meetings: Iterable[Meeting]) -> dict[str, tuple[Meeting, ...]]:
    """Document → meetings it tells of, in order."""
    found: dict[str, list[Meeting]] = {}
    for one in meetings:
        for account in one.accounts:
            found.setdefault(account.document, []).append(one)
    return {document: tuple(ones) for document, ones in found.items()}


def _speeches(documents: Iterable[LinkedDocument]) -> dict[str, tuple[LinkedDocument, ...]]:
    """Speaker → documents that report what is said, in order."""
    found: dict[str, dict[str, LinkedDocument]] = {}
    for document in documents:
        for one in document.voices:
            if one.through:
                found.setdefault(one.speaker, {})[document.record.id] = document
    return {speaker: tuple(ones.values()) for speaker, ones in found.items()}


def _decisions(authority: Authority) -> dict[str, tuple[Decision, ...]]:
    """Document → the editor's decisions about it, in the order of the file."""
    found: dict[str, list[Decision]] = {}
    for speaker in authority.speakers:
        found.setdefault(speaker.document, []).append(speaker)
    for gloss in authority.glosses:
        found.setdefault(gloss.document, []).append(gloss)
    for pair in authority.related:
        for document in pair.documents:
            found.setdefault(document, []).append(pair)
    for meeting in authority.meetings:
        found.setdefault(meeting.document, []).append(meeting)
    return {document: tuple(ones) for document, ones in found.items() if document}


def _glosses(documents: Iterable[LinkedDocument]) -> dict[str, tuple[tuple[LinkedDocument, Gloss], ...]]:
    found: dict[str, list[tuple[LinkedDocument, Gloss]]] = {}
    for document in documents:
        for one in document.glosses:
            found.setdefault(fold(one.original), []).append((document, one))
    return {word: tuple(ones) for word, ones in found.items()}


def places(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The first mention in each paragraph, in order."""
    first: dict[str, Mention] = {}
    for one in mentions:
        first.setdefault(one.anchor, one)
    return tuple(first.values())


def blocks_of(document: LinkedDocument, shelf: Shelf) -> dict[str, Block]:
    """The blocks of a document that have an address; a block into which others were merged under theirs too."""
    return blocks_by_address(shelf.whole(document).record)


def blocks_by_address(record: Record) -> dict[str, Block]:
    """The same of a record that has its text."""
    found = {block.anchor: block for block in record.blocks if block.anchor}
    for block in record.blocks:
        for sign in block.signs:
            if sign.kind == "anchor":
                found.setdefault(sign.detail, block)
    return found
