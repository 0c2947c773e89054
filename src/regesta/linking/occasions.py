"""What one document tells of talks: a record with its mentions and voices in, talks out.

A document records a talk if people hold it or are present in it. It tells of another where a paragraph names a day and
a word for meeting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from regesta.linking.days import MONTH, Span, day_meant, names_day, span
from regesta.linking.sentences import sentences
from regesta.model import Mention, Participant, Record, Value, Voice

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
"""Of whom the id of a meeting is made; it may have more."""
OPENING_BLOCKS = 4
"""Blocks at the head of a record in which the place of the talk may be told."""
NEAR = 20
"""Characters before the name of a place in which "in the" may stand."""


class Talk(Value, frozen=True):
    """A talk as one document records it."""

    days: Span
    edtf: str
    principals: tuple[str, ...]
    """Who held it: ids, or names where the authority file lacks them, in order of the alphabet."""
    place: str = ""
    """Id of the place, where a paragraph at the head says it."""
    place_at: str = ""
    """Address of that paragraph."""


class Telling(Value, frozen=True):
    """A paragraph that speaks of a meeting and names days."""

    anchor: str
    days: tuple[int, ...]
    """As ordinals, ascending."""
    people: tuple[str, ...]
    """Entities it names, in order of the alphabet."""


def talk(record: Record, mentions: Sequence[Mention], voices: Sequence[Voice], places: frozenset[str]) -> Talk | None:
    """The talk that a document records; `places` are the ids of all places."""
    talking = _keys(record, "interlocutor")
    present = _keys(record, "present")
    when = record.event_date or (record.date if talking else None)
    days = span(when.edtf) if when else None
    if when is None or days is None or len(talking) + len(present) < PRINCIPALS:
        return None
    principals = talking if len(talking) >= PRINCIPALS else _heard(voices, present) or present[:PRINCIPALS]
    where = next(_places(record, mentions, places), ("", ""))
    return Talk(days, when.edtf, tuple(sorted(principals)), *where)


def tellings(record: Record, mentions: Sequence[Mention]) -> Iterator[Telling]:
    """The paragraphs of a document that speak of a meeting and name its day."""
    own = span(record.date.edtf)
    if own is None:
        return
    there = _by_anchor(mentions)
    for block in record.blocks:
        if block.anchor and block.kind != "heading" and names_day(block.text) and MET.search(block.text):
            days = {day_meant(match, own) for match in DAY.finditer(block.text)} - {0}
            if days:
                people = {one.entity for one in there.get(block.anchor, ())}
                yield Telling(block.anchor, tuple(sorted(days)), tuple(sorted(people)))


def key_of(one: Participant) -> str:
    """Id of a participant, or the name where the authority file lacks it."""
    return one.person or one.name


def _heard(voices: Sequence[Voice], present: Sequence[str]) -> list[str]:
    """Of those present, who is heard most, and who reports it."""
    length: dict[tuple[str, str], int] = {}
    for one in voices:
        if one.speaker in present and one.through:
            pair = (one.speaker, one.through)
            length[pair] = length.get(pair, 0) + one.end - one.start
    return [*max(length, key=lambda pair: (length[pair], *pair))] if length else []


def _keys(record: Record, role: str) -> list[str]:
    ones = (one for one in record.participants if one.role == role and one.of == "person")
    return list(dict.fromkeys(key_of(one) for one in ones))


def _places(record: Record, mentions: Sequence[Mention], places: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The places that a sentence at the head of the record names beside a word for meeting: "met in the Kremlin"."""
    there = _by_anchor(one for one in mentions if one.entity in places)
    for block in [one for one in record.blocks if one.anchor][:OPENING_BLOCKS]:
        if block.anchor not in there:
            continue
        starts = [one.start for one in there[block.anchor]]
        for start, end in sentences(block.text):
            for one in there[block.anchor][bisect_left(starts, start) : bisect_left(starts, end)]:
                before = block.text[max(start, one.start - NEAR) : one.start]
                if AT_PLACE.search(before) and MET.search(block.text, start, end):
                    yield one.entity, block.anchor


def _by_anchor(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The mentions of each paragraph, in order."""
    found: dict[str, list[Mention]] = {}
    for one in mentions:
        found.setdefault(one.anchor, []).append(one)
    return found
