"""Related documents, each with the reason in words: what the archive lists, and what shares people, names and days.

In go the documents in order with the entities found in them; out come, for each, its relations, best first. Candidates
are taken from the chronology of each person, never from all pairs, so that the work grows with the number of documents.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from regesta.linking.days import Span, distance, gap_in_days, span
from regesta.linking.listed import NOTHING, Listed
from regesta.model import Participant, Record, Relation
from regesta.text import fold

Basis = Literal["archive", "computed"]

MOST = 8
"""Relations of a document, unless its archive alone lists more."""
NEIGHBOURS = 12
"""Documents looked at before and after a document in the chronology of each of its people."""
PEOPLE = 16
"""People of a document whose chronologies are looked at, the rarest first: a congress may have hundreds."""
RARE = 12
"""What at most this many documents name is worth comparing for its name alone."""
HALVING = 45
"""Days between two documents that halve the worth of what they share."""
UNDATED = 0.2
"""Worth of what two documents share when one of them has no date."""
NAMED_WORTH = 0.4
"""Worth of a name that both have in their texts against that of a person who takes part in both."""
LISTED = "listed by the archive"
LISTING = "its archive lists this document"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as relations see it: when it is, who takes part, who and what is named."""

    record: Record
    days: Span | None
    parties: frozenset[str]
    """Entities of the participants; for one that the authority file lacks, the name."""
    named: frozenset[str]
    """Entities named in the text or taking part."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All documents in order, arranged for comparing."""

    subjects: tuple[Subject, ...]
    places: Mapping[str, int]
    """Id of a document → its place in the order."""
    chronologies: Mapping[str, list[int]]
    """Party → places of the documents in which it takes part."""
    bearers: Mapping[str, list[int]]
    """Rarely named entity → places of the documents that name it."""
    worth: Mapping[str, float]
    """Entity or party → how much it says that two documents share it: the rarer, the more."""
    names: Mapping[str, str]
    """Entity or party → its name, for the reasons."""


def subject(record: Record, named: Iterable[str]) -> Subject:
    """A document with the entities named in it."""
    parties = frozenset(map(party, record.participants))
    known = frozenset(one.person for one in record.participants if one.person)
    return Subject(record, span(record.date.edtf), parties, known.union(named))


def party(participant: Participant) -> str:
    """What two participants have in common if they are the same: the entity, else the name without case and accents."""
    return participant.person or f"?{fold(participant.name)}"


def shelf(subjects: Sequence[Subject], names: Mapping[str, str]) -> Shelf:
    """The documents, given in order, arranged for comparing; one that was withdrawn is related to none."""
    standing = tuple(one for one in subjects if not one.record.withdrawn)
    frequency = Counter(key for one in standing for key in one.named | one.parties)
    rare = {key for key, count in frequency.items() if count <= min(RARE, max(2, len(standing) // 4))}
    return Shelf(
        standing,
        {one.record.id: place for place, one in enumerate(standing)},
        _places(one.parties for one in standing),
        _places(one.named & rare for one in standing),
        {key: math.log1p(len(standing) / count) for key, count in frequency.items()},
        {party(one): one.name for each in reversed(standing) for one in each.record.participants} | dict(names),
    )


def related(identifier: str, shelf: Shelf, listed: Listed = NOTHING) -> tuple[Relation, ...]:
    """What is related to a document: as its archive lists it, then what lists it, then by what they share."""
    place = shelf.places.get(identifier)
    if place is None:
        return ()
    own = tuple(
        Relation(None, listing.title, listing.date, "archive", (LISTED,), listing.summary)
        if target is None
        else _relation(place, target, shelf, LISTED)
        for listing, target in listed.listings
    )
    known = {target for _, target in listed.listings if target}
    back = [other for other in listed.listed_by if other not in known]
    known.update(back, (identifier,))
    ranked = sorted(back, key=lambda other: _rank(place, shelf.places[other], shelf))
    others = [shelf.subjects[other].record.id for other in _ranked(place, shelf)]
    return (
        *own,
        *[
            *(_relation(place, other, shelf, LISTING) for other in ranked),
            *(_relation(place, other, shelf) for other in others if other not in known),
        ][: max(MOST - len(own), 0)],
    )


def _places(keys: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """Key → places at which it occurs, ascending."""
    places: dict[str, list[int]] = {}
    for place, members in enumerate(keys):
        for key in members:
            places.setdefault(key, []).append(place)
    return places


def _ranked(place: int, shelf: Shelf) -> list[int]:
    """The places of the documents that share most with the one at a place, at most as many as are ever shown."""
    candidates = _candidates(place, shelf)
    return sorted(candidates, key=lambda other: _rank(place, other, shelf))[: 2 * MOST]


def _candidates(place: int, shelf: Shelf) -> set[int]:
    """Documents worth comparing: near ones in the chronology of each party, and all that name something rare."""
    one = shelf.subjects[place]
    found: set[int] = set()
    for key in _rarest_first(one.parties, shelf)[:PEOPLE]:
        chronology = shelf.chronologies[key]
        middle = bisect_left(chronology, place)
        found.update(chronology[max(middle - NEIGHBOURS, 0) : middle + NEIGHBOURS + 1])
    for key in one.named:
        found.update(shelf.bearers.get(key, ()))
    found.discard(place)
    return found


def _rank(place: int, other: int, shelf: Shelf) -> tuple[float, int]:
    """Smallest for the most closely related; exact sums, so that no order of a set can tell."""
    one, two = shelf.subjects[place], shelf.subjects[other]
    shared = one.parties & two.parties
    parts = [shelf.worth[key] for key in shared]
    parts.extend(NAMED_WORTH * shelf.worth[key] for key in (one.named & two.named) - shared if key in shelf.bearers)
    nearness = HALVING / (HALVING + gap_in_days(one.days, two.days)) if one.days and two.days else UNDATED
    return -math.fsum(parts) * nearness, abs(place - other) * 2 + (other < place)


def _rarest_first(keys: Iterable[str], shelf: Shelf) -> list[str]:
    return sorted(keys, key=lambda key: (-shelf.worth[key], key))


def _relation(place: int, target: str, shelf: Shelf, listing: str = "") -> Relation:
    one, two = shelf.subjects[place], shelf.subjects[shelf.places[target]]
    because = ([listing] if listing else []) + _reasons(one, two, shelf)
    basis: Basis = "archive" if listing else "computed"
    return Relation(target, two.record.title, two.record.date.edtf, basis, tuple(because), two.record.summary)


def _reasons(one: Subject, two: Subject, shelf: Shelf) -> list[str]:
    """Why two documents belong together, in words: people in the order of their part, the rarest names, days."""
    people = one.parties & two.parties
    rare = [key for key in (one.named & two.named) - people if key in shelf.bearers]
    reasons = []
    if people:
        by_part = dict.fromkeys(map(party, one.record.participants))
        reasons.append(f"same people: {_named([key for key in by_part if key in people], shelf, 4)}")
    if rare:
        reasons.append(f"both name {_named(_rarest_first(rare, shelf), shelf, 3)}")
    if one.days and two.days:
        reasons.append(distance(one.days, two.days))
    return reasons


def _named(keys: Sequence[str], shelf: Shelf, most: int) -> str:
    """Names in the order given; those beyond the limit are only counted."""
    rest = len(keys) - most
    return ", ".join(shelf.names[key] for key in keys[:most]) + (f" and {rest} more" if rest > 0 else "")
