"""Who is met together with whom: meetings and the documents that record a talk in, the occasions of each pair out.

Two people were together where both are named among those there: by the accounts of one meeting, or by one document that
records a talk and belongs to no meeting. Whoever writes or is written to was not there by that alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from regesta import addresses
from regesta.model import Edition, LinkedDocument, Meeting
from regesta.rendering.frame import Link, Way
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import curled

THERE = frozenset({"interlocutor", "present", "interpreter"})
"""Roles of those who were in the room."""
CROWD = 150
"""Where more people than that are named, as in a list of delegates, it does not say who met whom."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which people were together, and where the edition tells of it."""

    date: str
    """EDTF."""
    meeting: str
    """Id of the meeting; empty where one document records the talk and nothing else does."""
    document: str
    """Id of the first document that tells of it."""
    documents: int
    """How many documents are the evidence."""


Company = Mapping[str, Mapping[str, tuple[Occasion, ...]]]
"""Person → companion → their occasions in order; a person is an id, or a name where the authority file lacks it."""
Who = Callable[[str], Link]
"""From a person to the link to their page, or to the name alone."""


def company(edition: Edition) -> Company:
    """Everyone who was met together with someone."""
    people = {one.id for one in edition.authority.entities if one.kind == "person"}
    known = {one.id for one in edition.authority.entities}
    bodies = _bodies(edition.documents)
    found: dict[str, dict[str, list[Occasion]]] = defaultdict(lambda: defaultdict(list))
    for there, occasion in (*_met(edition.meetings), *_recorded(edition)):
        persons = [one for one in dict.fromkeys(there) if one in people or (one not in known and one not in bodies)]
        for one, other in permutations(persons if len(persons) <= CROWD else (), 2):
            found[one][other].append(occasion)
    return {one: {other: tuple(ones) for other, ones in others.items()} for one, others in found.items()}


def person_link(person: str, shelf: Shelf, to: Way) -> Link:
    """Someone by id, as a link to their page; by name alone where the authority file lacks them."""
    entity = shelf.entities.get(person)
    if entity is None:
        return Link(curled(person))
    return Link(curled(entity.name), to(addresses.entity(entity.kind, entity.id)))


def _met(found: Iterable[Meeting]) -> Iterator[tuple[list[str], Occasion]]:
    """Who was at each meeting."""
    for one in found:
        there = [attendee.person or attendee.name for attendee in one.attendees if attendee.role in THERE]
        yield (
            there,
            Occasion(one.date, one.id, one.accounts[0].document, len({account.document for account in one.accounts})),
        )


def _recorded(edition: Edition) -> Iterator[tuple[list[str], Occasion]]:
    """Who was at the talks that documents record and that are no meeting of several accounts."""
    told = {account.document for one in edition.meetings for account in one.accounts if not account.guess}
    for document in edition.documents:
        record = document.record
        if record.id not in told:
            there = [party.person or party.name for party in record.participants if party.role in THERE]
            yield there, Occasion(record.date.edtf, "", record.id, 1)


def _bodies(documents: Iterable[LinkedDocument]) -> set[str]:
    """Names of participants that are no people."""
    return {party.name for one in documents for party in one.record.participants if party.of != "person"}
