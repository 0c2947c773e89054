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
from regesta.model import Account, Attendee, Meeting, Value
from regesta.text import slug

THERE = ("interlocutor", "present", "interpreter")

Event = tuple[Card, Talk]
"""A document with the talk that it records."""
Key = tuple[Span, tuple[str, ...]]
"""What two documents have in common that record one talk: its days, and the first who held it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph that tells of a meeting on a day."""

    document: str
    anchor: str
    names: frozenset[str]
    """Entities it names."""
    knows: frozenset[str]
    """These, and who writes the document."""


class Inferred(Value, frozen=True, array_like=True):
    """A meeting as it is inferred from the talks that documents record, and what is one talk in them."""

    key: Key
    meeting: Meeting
    """Its id may be that of another, too."""


def meetings(inferred: Iterable[Inferred]) -> tuple[Meeting, ...]:
    """The meetings in order of date, each with an id of its own."""
    return tuple(sorted(_apart(inferred), key=lambda one: chronological(one.date, one.id)))


def infer(
    cards: Iterable[Card], left_out: Collection[tuple[str, str]] = (), only: Collection[Key] | None = None
) -> tuple[Inferred, ...]:
    """The meetings that documents, given in order, tell of; of some talks alone, if they are given.

    `left_out` are pairs of a meeting's id and a document that does not tell of it.
    """
    standing = [one for one in cards if not one.withdrawn]
    groups: dict[Key, list[Event]] = {}
    for one in standing:
        talk = one.talk
        if talk and (only is None or _key(talk) in only) and not (left_out and (_id(talk), one.id) in left_out):
            groups.setdefault(_key(talk), []).append((one, talk))
    told = _told_by_day(standing, {days[0] for days, _ in groups if days[0] == days[1]})
    return tuple(
        Inferred(key, _meeting(group, told.get(key[0][0], {}) if key[0][0] == key[0][1] else {}, left_out))
        for key, group in groups.items()
    )


def infer_again(
    cards: Sequence[Card], before: Iterable[Inferred], come: Iterable[Card], gone: Collection[str]
) -> tuple[Inferred, ...]:
    """The same, where it is known what was inferred before some documents came and others, given by id, went."""
    there = {one.key: one for one in before}
    days = {day for card in come for telling in card.tellings for day in telling.days}
    concerned = {_key(card.talk) for card in come if card.talk}
    concerned |= {key for key in there if key[0][0] == key[0][1] and key[0][0] in days}
    if gone:
        told = ((key, each.document) for key, one in there.items() for each in one.meeting.accounts)
        concerned |= {key for key, document in told if document in gone}
    kept = [one for key, one in there.items() if key not in concerned]
    return in_order_of((*kept, *infer(cards, only=concerned)), cards) if concerned else tuple(kept)


def infer_without(
    cards: Sequence[Card], inferred: Iterable[Inferred], left_out: Collection[tuple[str, str]]
) -> tuple[Inferred, ...]:
    """The same without some documents: only meetings of the ids that they are left out of are others."""
    without, documents = {meeting for meeting, _ in left_out}, {document for _, document in left_out}
    concerned = {one.key for one in inferred if one.meeting.id in without}
    concerned |= {_key(card.talk) for card in cards if card.talk and card.id in documents}
    kept = [one for one in inferred if one.key not in concerned]
    return in_order_of((*kept, *infer(cards, left_out, concerned)), cards)


def in_order_of(inferred: Iterable[Inferred], cards: Iterable[Card]) -> tuple[Inferred, ...]:
    """Meetings in the order of the first documents that record them."""
    places = {card.id: place for place, card in enumerate(cards)}
    return tuple(sorted(inferred, key=lambda one: places[one.meeting.accounts[0].document]))


def _key(talk: Talk) -> Key:
    return talk.days, talk.principals[:PRINCIPALS]


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
    for card, telling in [(one, telling) for one in cards for telling in one.tellings]:
        if not days.isdisjoint(telling.days):
            own = frozenset(key_of(one) for one in card.participants if one.role in {"author", "sender"})
            names = frozenset(telling.people)
            told = Told(card.id, telling.anchor, names, names | own)
            for day in days.intersection(telling.days):
                for key in told.knows:
                    found.setdefault(day, {}).setdefault(key, []).append(told)
    return found


def _apart(inferred: Iterable[Inferred]) -> Iterator[Meeting]:
    """Meetings with ids of their own, should two have made the same."""
    taken: dict[str, int] = {}
    for one in inferred:
        identifier = one.meeting.id
        number = taken[identifier] = taken.get(identifier, 0) + 1
        yield one.meeting if number == 1 else replace(one.meeting, id=f"{identifier}-{number}")
