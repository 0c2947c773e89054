"""Meetings: what is known of each document in, events out, each with who was there and which documents tell of it.

Two documents of one day with the same principals record one meeting. Another document gives an account of it where a
paragraph names the day and the principals. The id is made of the day and two principals, so that it stays when further
documents arrive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from regesta.linking.cards import Card
from regesta.linking.days import Span, chronological
from regesta.linking.occasions import PRINCIPALS, Talk, key_of
from regesta.model import Account, Attendee, Meeting
from regesta.text import slug

THERE = ("interlocutor", "present", "interpreter")

Event = tuple[Card, Talk]
"""A document with the talk that it records."""


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph that tells of a meeting on a day."""

    document: str
    anchor: str
    names: frozenset[str]
    """Entities it names."""
    knows: frozenset[str]
    """These, and who writes the document."""


def meetings(cards: Iterable[Card], left_out: Collection[tuple[str, str]] = ()) -> tuple[Meeting, ...]:
    """The meetings that documents, given in order, tell of.

    `left_out` are pairs of a meeting's id and a document that does not tell of it.
    """
    standing = [one for one in cards if not one.withdrawn]
    events = [
        (one, one.talk)
        for one in standing
        if one.talk and not (left_out and (_id(one.talk), one.id) in left_out)  # most editions leave out none
    ]
    groups: dict[tuple[Span, tuple[str, ...]], list[Event]] = {}
    for one in events:
        groups.setdefault((one[1].days, one[1].principals[:PRINCIPALS]), []).append(one)
    told = _told_by_day(standing, {days[0] for days, _ in groups if days[0] == days[1]})
    found = [
        _meeting(group, told.get(days[0], {}) if days[0] == days[1] else {}, left_out)
        for (days, _), group in groups.items()
    ]
    return tuple(sorted(_apart(found), key=lambda one: chronological(one.date, one.id)))


def _id(talk: Talk) -> str:
    return "-".join(filter(None, (slug(talk.edtf), *map(slug, talk.principals[:PRINCIPALS]))))


def _meeting(group: Sequence[Event], told: Mapping[str, list[Told]], left_out: Collection[tuple[str, str]]) -> Meeting:
    talk = group[0][1]
    principals = talk.principals[:PRINCIPALS]
    passed = {card.id for card, _ in group} | {document for meeting, document in left_out if meeting == _id(talk)}
    others: dict[str, list[str]] = {}
    for one in min((told.get(key, []) for key in principals), key=len):
        if (
            one.document not in passed
            and one.knows.issuperset(principals)
            and not one.names.isdisjoint(talk.principals)
        ):
            others.setdefault(one.document, []).append(one.anchor)
    where = next(((card.id, one) for card, one in group if one.place), None)
    return Meeting(
        id=_id(talk),
        date=talk.edtf,
        principals=tuple(dict.fromkeys(key for _, one in group for key in one.principals)),
        place=where[1].place if where else "",
        place_at=(where[0], where[1].place_at) if where else ("", ""),
        attendees=tuple(attendees([card for card, _ in group], {key for _, one in group for key in one.principals})),
        accounts=(
            *(Account(card.id) for card, _ in group),
            *(Account(document, tuple(dict.fromkeys(anchors)), guess=True) for document, anchors in others.items()),
        ),
    )


def attendees(cards: Iterable[Card], principals: Collection[str]) -> Iterator[Attendee]:
    """Who was at a talk by the documents that record it, each once, in the foremost capacity."""
    seen: set[str] = set()
    everyone = [(key_of(one), one) for card in cards for one in card.participants]
    for key, one in everyone:
        if key in principals and one.role in THERE and key not in seen:
            seen.add(key)
            yield Attendee(one.name, one.person, "interlocutor")
    for role in THERE:
        for key, one in everyone:
            if one.role == role and key not in seen:
                seen.add(key)
                yield Attendee(one.name, one.person, role)


def _told_by_day(cards: Iterable[Card], days: set[int]) -> dict[int, dict[str, list[Told]]]:
    """Day of a meeting → each entity → the paragraphs that name that day, know the entity and speak of a meeting."""
    found: dict[int, dict[str, list[Told]]] = {}
    for card in cards:
        own = frozenset(key_of(one) for one in card.participants if one.role in {"author", "sender"})
        for telling in card.tellings:
            names = frozenset(telling.people)
            told = Told(card.id, telling.anchor, names, names | own)
            for day in days.intersection(telling.days):
                for key in told.knows:
                    found.setdefault(day, {}).setdefault(key, []).append(told)
    return found


def _apart(found: Iterable[Meeting]) -> Iterator[Meeting]:
    """Meetings with ids of their own, should two have made the same."""
    taken: dict[str, int] = {}
    for one in found:
        number = taken[one.id] = taken.get(one.id, 0) + 1
        yield one if number == 1 else replace(one, id=f"{one.id}-{number}")
