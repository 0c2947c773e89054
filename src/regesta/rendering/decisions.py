"""What the editor decided, as pages tell it: each decision in words, with the reason, by whom and when.

In go a document and the shelf, or a meeting; out come views, those about the transcript first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regesta import addresses
from regesta.appearing import blocks_by_address
from regesta.citation import date_in_words
from regesta.model import (
    Correction,
    Entity,
    GlossDecision,
    LinkedDocument,
    Meeting,
    MeetingDecision,
    Record,
    RelatedDecision,
    SpeakerDecision,
    Value,
)
from regesta.rendering.frame import Link, Way
from regesta.rendering.listing import title_of
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import curled, joined

Decision = Correction | SpeakerDecision | GlossDecision | RelatedDecision | MeetingDecision


class DecisionView(Value, frozen=True):
    """What the editor decided: at which address (where there is one), in words, and why."""

    address: str
    said: str
    reason: str
    other: Link | None = None
    """What the words end with: the other document, or the meeting."""


def about(document: LinkedDocument, shelf: Shelf, to: Way) -> tuple[DecisionView, ...]:
    """Every decision of the editor about a document, given with its text, that was applied."""
    return (*_corrections(document.record), *_inferences(document.record, shelf, to))


def of_meeting(meeting: Meeting, shelf: Shelf, to: Way) -> tuple[DecisionView, ...]:
    """Every decision of the editor about a meeting."""
    return tuple(
        DecisionView("", said, _reason(one), _document(one.document, shelf, to) if one.document else None)
        for one in meeting.decisions
        for said in _of_meeting(one, shelf)
    )


def _corrections(record: Record) -> Iterator[DecisionView]:
    places = {
        (sign.detail, block.text[sign.start : sign.end]): block.anchor
        for block in record.blocks
        for sign in block.signs
        if sign.kind == "correction"
    }
    for one in record.corrections:
        yield DecisionView(places.get((one.old, one.new), ""), _corrected(one), _reason(one))


def _inferences(record: Record, shelf: Shelf, to: Way) -> Iterator[DecisionView]:
    """Decisions about what was inferred from a document, those that still find their place."""
    decided = shelf.decisions.get(record.id, ())
    there = blocks_by_address(record) if decided else {}
    for one in decided:
        if isinstance(one, SpeakerDecision) and one.at in there:
            yield DecisionView(one.at, _heard(one, shelf), _reason(one))
        elif isinstance(one, GlossDecision) and one.at in there:
            said = f"stands by “{curled(one.english)}”" if one.english else "is no gloss"
            yield DecisionView(one.at, f"{curled(one.bracket)} {said}", _reason(one))
        elif isinstance(one, RelatedDecision):
            other = _document(next(each for each in one.documents if each != record.id), shelf, to)
            if other:
                yield DecisionView("", "related to" if one.related else "not related to", _reason(one), other)
        elif isinstance(one, MeetingDecision):
            meeting = next((each for each in shelf.edition.meetings if each.id == one.meeting), None)
            said = "tells of the meeting" if one.tells else "does not tell of the meeting"
            name = title_of_meeting(meeting, shelf.entities) if meeting else one.meeting
            href = to(f"meetings/{meeting.id}/") if meeting else ""
            yield DecisionView("", said, _reason(one), Link(name, href))


def title_of_meeting(meeting: Meeting, entities: Mapping[str, Entity]) -> str:
    """The editor's name of a meeting, else the names of those who held it."""
    if meeting.name:
        return curled(meeting.name)
    return joined(tuple(_name(one, entities) for one in meeting.principals))


def _of_meeting(one: MeetingDecision, shelf: Shelf) -> Iterator[str]:
    """What an entry decides about a meeting, each thing in words."""
    if one.name:
        yield f"called “{curled(one.name)}”"
    if one.days:
        yield f"held on {date_in_words(one.days)}"
    if one.place is not None:
        yield f"held at {_name(one.place, shelf.entities)}" if one.place else "held at a place that is not known"
    if one.between:
        yield f"held by {joined(tuple(_name(each, shelf.entities) for each in one.between))}"
    if one.attendee:
        name = _name(one.attendee, shelf.entities)
        yield f"{name} was there: {one.role}" if one.role else f"{name} was not there"
    if one.document:
        yield "told of in" if one.tells else "not told of in"


def _heard(one: SpeakerDecision, shelf: Shelf) -> str:
    words = f"“{curled(one.words)}” is " if one.words else ""
    who = _name(one.speaker, shelf.entities) if one.speaker else "nobody"
    through = f" through {_name(one.through, shelf.entities)}" if one.through else ""
    return f"{words}said by {who}{through}"


def _name(key: str, entities: Mapping[str, Entity]) -> str:
    return curled(entities[key].name if key in entities else key)


def _document(identifier: str, shelf: Shelf, to: Way) -> Link | None:
    document = shelf.documents.get(identifier)
    return Link(title_of(document.record), to(addresses.document(identifier))) if document else None


def _reason(one: Decision) -> str:
    signed = ", ".join(filter(None, (one.by, one.when)))
    return curled(f"{one.reason} ({signed})" if signed else one.reason)


def _corrected(one: Correction) -> str:
    """A decision in words: “Lushun” corrected from “Lüshan”."""
    if one.old:
        return f"“{curled(one.new)}” corrected from “{curled(one.old)}”" if one.new else f"“{curled(one.old)}” removed"
    if one.new:
        return f"{one.where} corrected to “{curled(one.new)}”"
    if one.bracket:
        return f"{curled(one.bracket)} decided to be: {one.kind.replace('_', ' ')}"
    if one.participant:
        part = "takes no part" if one.role == "none" else one.role
        return f"{curled(one.participant)} decided to be: {part}"
    if one.join is not None:
        return f"{one.where} {'goes on with' if one.join else 'begins anew after'} the paragraph before"
    return f"{one.where} decided to be: {one.kind}"
