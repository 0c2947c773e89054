"""Meetings: records with their mentions in, events out, each with who was there and which documents tell of it.

A document records a meeting if people talk or are present in it; two documents of one day with the same principals
record one meeting. Another document gives an account of it where a paragraph names the day and the principals. The id
is made of the day and two principals, so that it stays when further documents arrive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.linking.citing import MONTH, MONTHS
from regesta.linking.days import Span, chronological, span
from regesta.linking.sentences import sentences
from regesta.model import Account, Attendee, Entity, Meeting, Mention, Participant, Record, Voice
from regesta.text import slug

THERE = ("interlocutor", "present", "interpreter")
DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}))"
    r"(?:,?\s+(?P<year>\d{4}))?\b"
)
MET = re.compile(
    r"\b(?:met|meets|meeting|conversation|conversations|talks?|talked|interview|audience|received|reception|session|"
    r"discussions?|negotiations)\b",
    re.IGNORECASE,
)
AT_PLACE = re.compile(r"\b(?:in|at|from)\s+(?:the\s+)?\Z")
PRINCIPALS = 2
"""Of whom the id is made; a meeting may have more."""
OPENING_BLOCKS = 4
"""Blocks at the head of a record in which the place of the meeting may be told."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with what is known of it here."""

    record: Record
    mentions: Sequence[Mention]
    voices: Sequence[Voice]


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting as one document records it."""

    source: Source
    days: Span
    edtf: str
    principals: tuple[str, ...]


def meetings(sources: Iterable[Source], entities: Mapping[str, Entity]) -> tuple[Meeting, ...]:
    """The meetings that documents, given in order, tell of."""
    sources = [one for one in sources if not one.record.withdrawn]
    events = [event for one in sources if (event := _event(one))]
    told = _told_by_day(sources, {day for one in events for day in one.days})
    groups: dict[tuple[Span, tuple[str, ...]], list[Event]] = {}
    for one in events:
        groups.setdefault((one.days, one.principals[:PRINCIPALS]), []).append(one)
    found = [
        _meeting(group, told.get(days[0], ()) if days[0] == days[1] else (), entities)
        for (days, _), group in groups.items()
    ]
    return tuple(sorted(_apart(found), key=lambda one: chronological(one.date, one.id)))


def _event(source: Source) -> Event | None:
    record = source.record
    talking = _keys(record, "interlocutor")
    present = _keys(record, "present")
    when = record.event_date or (record.date if talking else None)
    days = span(when.edtf) if when else None
    if when is None or days is None or len(talking) + len(present) < PRINCIPALS:
        return None
    principals = sorted(talking) if len(talking) >= PRINCIPALS else _heard(source, present) or present[:PRINCIPALS]
    return Event(source, days, when.edtf, tuple(sorted(principals)))


def _heard(source: Source, present: Sequence[str]) -> list[str]:
    """Of those present, who is heard most, and who reports it."""
    length: dict[tuple[str, str], int] = {}
    for one in source.voices:
        if one.speaker in present and one.through:
            pair = (one.speaker, one.through)
            length[pair] = length.get(pair, 0) + one.end - one.start
    return [*max(length, key=lambda pair: (length[pair], *pair))] if length else []


def _keys(record: Record, role: str) -> list[str]:
    ones = (one for one in record.participants if one.role == role and one.of == "person")
    return list(dict.fromkeys(_key(one) for one in ones))


def _key(one: Participant) -> str:
    return one.person or one.name


def _meeting(
    group: Sequence[Event], told: Sequence[tuple[Source, str, frozenset[str]]], entities: Mapping[str, Entity]
) -> Meeting:
    first = group[0]
    recording = {one.source.record.id for one in group}
    place, where = next((found for one in group if (found := _place(one, entities))), ("", ("", "")))
    others: dict[str, list[str]] = {}
    for source, anchor, named in told:
        record = source.record
        own = {_key(one) for one in record.participants if one.role in {"author", "sender"}}
        missing = set(first.principals[:PRINCIPALS]) - named - own
        if record.id not in recording and not missing and named & set(first.principals):
            others.setdefault(record.id, []).append(anchor)
    return Meeting(
        id="-".join(filter(None, (slug(first.edtf), *(slug(one) for one in first.principals[:PRINCIPALS])))),
        date=first.edtf,
        principals=tuple(dict.fromkeys(key for one in group for key in one.principals)),
        place=place,
        place_at=where,
        attendees=tuple(_attendees(group)),
        accounts=(
            *(Account(one.source.record.id) for one in group),
            *(Account(document, tuple(dict.fromkeys(anchors)), guess=True) for document, anchors in others.items()),
        ),
    )


def _attendees(group: Iterable[Event]) -> Iterator[Attendee]:
    """Who was there, each once, in the foremost capacity."""
    seen: set[str] = set()
    everyone = [one for event in group for one in event.source.record.participants]
    principals = {key for event in group for key in event.principals}
    for one in everyone:
        if _key(one) in principals and one.role in THERE and _key(one) not in seen:
            seen.add(_key(one))
            yield Attendee(one.name, one.person, "interlocutor")
    for role in THERE:
        for one in everyone:
            if one.role == role and _key(one) not in seen:
                seen.add(_key(one))
                yield Attendee(one.name, one.person, role)


def _place(event: Event, entities: Mapping[str, Entity]) -> tuple[str, tuple[str, str]] | None:
    """The place that a sentence at the head of the record names beside a word for meeting: "met in the Kremlin"."""
    record = event.source.record
    for block in [one for one in record.blocks if one.anchor][:OPENING_BLOCKS]:
        for start, end in sentences(block.text):
            if not MET.search(block.text, start, end):
                continue
            for one in event.source.mentions:
                known = entities.get(one.entity)
                inside = one.anchor == block.anchor and start <= one.start < end
                if inside and known and known.kind == "place" and AT_PLACE.search(block.text[start : one.start]):
                    return one.entity, (record.id, block.anchor)
    return None


def _told_by_day(sources: Iterable[Source], days: set[int]) -> dict[int, list[tuple[Source, str, frozenset[str]]]]:
    """Day of a meeting → the paragraphs that name it and speak of a meeting, with whom they name."""
    found: dict[int, list[tuple[Source, str, frozenset[str]]]] = {}
    for source in sources:
        own = span(source.record.date.edtf)
        for block in source.record.blocks:
            if own is None or not block.anchor or block.kind == "heading":
                continue
            named = {day for match in DAY.finditer(block.text) if (day := _day(match, own)) in days}
            if named and MET.search(block.text):
                people = frozenset(one.entity for one in source.mentions if one.anchor == block.anchor)
                for day in sorted(day for day in named if day is not None):
                    found.setdefault(day, []).append((source, block.anchor, people))
    return found


def _day(match: re.Match[str], own: Span) -> int | None:
    """The day that is meant; without a year, the last such day before the document's own."""
    month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
    day = int(match["day"] or match["day2"])
    written = date.fromordinal(own[1])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day).toordinal()
        found = date(written.year, month, day)
        return (found if found <= written else date(written.year - 1, month, day)).toordinal()
    except ValueError:
        return None


def _apart(found: Iterable[Meeting]) -> Iterator[Meeting]:
    """Meetings with ids of their own, should two have made the same."""
    taken: dict[str, int] = {}
    for one in found:
        number = taken[one.id] = taken.get(one.id, 0) + 1
        if number == 1:
            yield one
        else:
            fields = {name: getattr(one, name) for name in one.__struct_fields__}
            yield Meeting(**{**fields, "id": f"{one.id}-{number}"})
