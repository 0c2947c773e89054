"""The editor's decisions about meetings: meetings that documents tell of in, those that stand out.

A document that does not tell of a meeting is left out before anything is inferred from it; everything else is set
right afterwards: name, days, place, who held it, who was there, and which documents tell of it besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.linking.cards import Card
from regesta.linking.days import chronological
from regesta.linking.meetings import Inferred, attendees, infer_without, meetings
from regesta.model import Account, Attendee, Authority, Meeting, MeetingDecision

FILE = "authority.yaml"


def decided_meetings(
    cards: Sequence[Card], told: Sequence[Inferred], authority: Authority
) -> tuple[tuple[Meeting, ...], tuple[Finding, ...]]:
    """The meetings of documents, given in order, after the editor's decisions; and what is to be told of these.

    Told are decisions that fit nothing, and accounts that are only inferred, with what to write to settle them.
    """
    decisions = authority.meetings
    left_out = {(one.meeting, one.document) for one in decisions if one.document and not one.tells}
    inferred = {one.id: one for one in meetings(told)}
    kept = {one.id: one for one in meetings(infer_without(cards, told, left_out))} if left_out else inferred
    held = {card.id: card for card in cards if not card.withdrawn}
    names = {entity.id: entity.name for entity in authority.entities}
    by_meeting: dict[str, list[MeetingDecision]] = {}
    for one in decisions:
        by_meeting.setdefault(one.meeting, []).append(one)
    found = dict(kept)
    for meeting, ones in by_meeting.items():
        began = kept.get(meeting) or _new(ones)
        if began:
            settled = _settled(began, ones, held, names)
            found.pop(meeting, None)
            found |= {meeting: settled} if settled.accounts else {}
    ordered = tuple(sorted(found.values(), key=lambda one: chronological(one.date, one.id)))
    return ordered, (*_about_nothing(decisions, inferred, found, held), *_guesses(ordered, held))


def _new(decisions: Sequence[MeetingDecision]) -> Meeting | None:
    """A meeting that no document lets infer, where the editor says when it was and who held it."""
    days = next((one.days for one in decisions if one.days), "")
    between = next((one.between for one in decisions if one.between), ())
    return Meeting(id=decisions[0].meeting, date=days, principals=between) if days and between else None


def _settled(
    meeting: Meeting, decisions: Sequence[MeetingDecision], held: Mapping[str, Card], names: Mapping[str, str]
) -> Meeting:
    for one in decisions:
        meeting = _with(meeting, one, held, names)
    return replace(meeting, decisions=tuple(decisions))


def _with(meeting: Meeting, one: MeetingDecision, held: Mapping[str, Card], names: Mapping[str, str]) -> Meeting:
    """A meeting after one decision."""
    if one.name:
        meeting = replace(meeting, name=one.name)
    if one.days:
        meeting = replace(meeting, date=one.days)
    if one.place is not None:
        meeting = replace(meeting, place=one.place, place_at=("", ""))
    if one.between:
        holding = tuple(_attendee(key, names) for key in one.between)
        others = tuple(each for each in meeting.attendees if (each.person or each.name) not in one.between)
        meeting = replace(meeting, principals=one.between, attendees=(*holding, *others))
    if one.attendee:
        others = tuple(each for each in meeting.attendees if not _is(each, one.attendee))
        new = (replace(_attendee(one.attendee, names), role=one.role),) if one.role else ()
        meeting = replace(meeting, attendees=(*others, *new))
    if one.document in held and one.tells:
        meeting = _told_by(meeting, one, held)
    return meeting


def _told_by(meeting: Meeting, one: MeetingDecision, held: Mapping[str, Card]) -> Meeting:
    """A meeting of which a document tells: whole documents first, in order of date, and then those that do in parts."""
    accounts = [each for each in meeting.accounts if each.document != one.document]
    accounts.append(Account(one.document, one.at))
    order = {document: number for number, document in enumerate(held)}
    accounts.sort(key=lambda each: (bool(each.anchors), order[each.document]))
    there = {each.person or each.name for each in meeting.attendees}
    new = attendees([held[one.document]], frozenset(meeting.principals)) if not one.at else ()
    more = tuple(each for each in new if (each.person or each.name) not in there)
    return replace(meeting, accounts=tuple(accounts), attendees=(*meeting.attendees, *more))


def _attendee(key: str, names: Mapping[str, str]) -> Attendee:
    return Attendee(names.get(key, key), key if key in names else None, "interlocutor")


def _is(one: Attendee, key: str) -> bool:
    return key in {one.person, one.name}


def _about_nothing(
    decisions: Iterable[MeetingDecision],
    inferred: Mapping[str, Meeting],
    found: Mapping[str, Meeting],
    held: Mapping[str, Card],
) -> Iterator[Finding]:
    for one in decisions:
        before, after = inferred.get(one.meeting), found.get(one.meeting)
        message = ""
        if before is None and after is None:
            near = get_close_matches(one.meeting, sorted(inferred), n=1)
            meant = f"; did you mean {near[0]}?" if near else "; a new one needs days, between and a document"
            message = f"there is no meeting {one.meeting}{meant}"
        elif one.document and one.document not in held:
            message = f"there is no document {one.document}"
        elif (
            one.document
            and not one.tells
            and not (before and any(each.document == one.document for each in before.accounts))
        ):
            message = f"document {one.document} is not taken to tell of {one.meeting}"
        elif (
            one.attendee
            and one.role is None
            and not (before and any(_is(each, one.attendee) for each in before.attendees))
        ):
            message = f"{one.attendee} is not taken to have been at {one.meeting}"
        if message:
            yield finding("A-205", message, file=FILE, line=one.line)


def _guesses(found: Iterable[Meeting], held: Mapping[str, Card]) -> Iterator[Finding]:
    """Accounts that only a day and names let infer, with what to write in order to settle each."""
    for meeting in found:
        for one in meeting.accounts:
            if one.guess:
                card = held[one.document]
                places = ", ".join(one.anchors)
                message = f"{places} of document {card.id} may tell of the meeting {meeting.id}"
                entry = f'- {{meeting: {meeting.id}, document: "{card.id}", at: [{places}], tells: yes, reason: …}}'
                hint = f"Let it stand, or write under meetings in authority.yaml (tells: no if it does not): {entry}"
                yield finding("K-302", message, file=card.file, hint=hint)
