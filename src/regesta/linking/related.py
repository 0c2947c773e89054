"""Related documents, each with the reason in words and the paragraph that shows it.

In go the documents in order with the entities found in them; out come, for each, its relations, best first: what its
archive lists, what it cites or is cited by, and what shares people, days, rare names and telling words. Candidates are
taken from the neighbourhood in each of these orders, never from all pairs, so that the work grows with the number of
documents. A relation holds in both directions.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from regesta.linking.citing import Cited, citations, party
from regesta.linking.days import Span, distance, gap_in_days, span
from regesta.linking.listed import NOTHING, Listed
from regesta.linking.wording import Wordings, alike, likeness, shared, wordings
from regesta.model import Account, Meeting, Mention, Reason, Record, Relation

Basis = Literal["archive", "computed"]

MOST = 10
"""Relations that are a document's own choice; those that chose it, list it or cite it come on top."""
NEIGHBOURS = 12
"""Documents looked at before and after a document in the chronology of each of its people."""
PEOPLE = 16
"""People of a document whose chronologies are looked at, the rarest first: a congress may have hundreds."""
RARE = 12
"""What at most this many documents name is worth comparing for its name alone."""
HALVING = 12
"""Days between two documents that halve the worth of what they share."""
UNDATED = 0.2
"""Worth of what two documents share when one of them has no date."""
NAMED_WORTH = 0.4
"""Worth of a name that both have in their texts against that of a person who takes part in both."""
WORDS_WORTH = 40.0
"""Worth of the same words throughout, against that of a person who takes part in both."""
ENOUGH_WORDS = 0.06
"""Likeness from which on shared words are a reason by themselves."""
CITED_WORTH = 20.0
"""Worth of a citation."""
MET_WORTH = 10.0
"""Worth of telling of the same meeting."""
ANSWER_DAYS = 21
"""Days within which a document that goes back to the sender may be an answer."""
LISTED = "listed by the archive"
LISTING = "its archive lists this document"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as relations see it: when it is, who takes part, who and what is named."""

    record: Record
    days: Span | None
    parties: frozenset[str]
    """Entities of the participants; for one that the authority file lacks, the name."""
    senders: frozenset[str]
    recipients: frozenset[str]
    named: Mapping[str, str]
    """Entities named in the text or taking part → address of the first paragraph that names them, if one does."""


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
    texts: Wordings
    cited: tuple[Mapping[int, Cited], ...]
    """For each document the places of those it cites."""
    citing: tuple[Mapping[int, Cited], ...]
    """For each document the places of those that cite it."""
    met: tuple[Mapping[int, Account], ...]
    """For each document the places of those that tell of the same meeting, with what each tells."""


def subject(record: Record, mentions: Iterable[Mention]) -> Subject:
    """A document with the entities named in it."""
    parties = frozenset(map(party, record.participants))
    named: dict[str, str] = {}
    for one in mentions:
        named.setdefault(one.entity, one.anchor)
    for participant in record.participants:
        if participant.person:
            named.setdefault(participant.person, "")
    return Subject(record, span(record.date.edtf), parties, _of(record, "sender"), _of(record, "recipient"), named)


def shelf(subjects: Sequence[Subject], names: Mapping[str, str], meetings: Iterable[Meeting] = ()) -> Shelf:
    """The documents, given in order, arranged for comparing; one that was withdrawn is related to none."""
    standing = tuple(one for one in subjects if not one.record.withdrawn)
    records = [one.record for one in standing]
    frequency = Counter(key for one in standing for key in one.named.keys() | one.parties)
    rare = {key for key, count in frequency.items() if count <= min(RARE, max(2, len(standing) // 4))}
    places = {one.record.id: place for place, one in enumerate(standing)}
    cited = _cited(records, places)
    return Shelf(
        standing,
        places,
        _places(one.parties for one in standing),
        _places(frozenset(one.named.keys() & rare) for one in standing),
        {key: math.log1p(len(standing) / count) for key, count in frequency.items()},
        {party(one): one.name for each in reversed(standing) for one in each.record.participants} | dict(names),
        wordings(records),
        cited,
        _turned(cited),
        _met(meetings, places),
    )


def related(shelf: Shelf, listed: Mapping[str, Listed]) -> dict[str, tuple[Relation, ...]]:
    """What is related to each document: as its archive lists it, then by rank what lists, cites, resembles it."""
    ranked = [_ranked(place, shelf) for place in range(len(shelf.subjects))]
    choosing: list[dict[int, None]] = [{} for _ in shelf.subjects]
    for place, chosen in enumerate(ranked):
        for other in chosen:
            choosing[other][place] = None
    return {
        one.record.id: _relations(place, [*ranked[place], *choosing[place]], shelf, listed.get(one.record.id, NOTHING))
        for place, one in enumerate(shelf.subjects)
    }


def _relations(place: int, chosen: Iterable[int], shelf: Shelf, listed: Listed) -> tuple[Relation, ...]:
    own = tuple(
        Relation(None, listing.title, listing.date, "archive", (LISTED,), listing.summary, (Reason(LISTED),))
        if target is None
        else _relation(place, shelf.places[target], shelf, LISTED)
        for listing, target in listed.listings
    )
    known = {place, *(shelf.places[target] for _, target in listed.listings if target)}
    back = dict.fromkeys(shelf.places[one] for one in listed.listed_by if shelf.places[one] not in known)
    known.update(back)
    others = dict.fromkeys(
        one for one in (*shelf.cited[place], *shelf.citing[place], *shelf.met[place], *chosen) if one not in known
    )
    ordered = [*_in_rank(place, back, shelf), *_in_rank(place, others, shelf)]
    return (*own, *(_relation(place, other, shelf, LISTING if other in back else "") for other in ordered))


def _in_rank(place: int, others: Iterable[int], shelf: Shelf) -> list[int]:
    return sorted(others, key=lambda other: _rank(place, other, shelf))


def _cited(records: Sequence[Record], places: Mapping[str, int]) -> tuple[dict[int, Cited], ...]:
    found = citations(records)
    return tuple({places[one.document]: one for one in found.get(record.id, ())} for record in records)


def _met(meetings: Iterable[Meeting], places: Mapping[str, int]) -> tuple[dict[int, Account], ...]:
    """Which documents tell of a meeting that each tells of."""
    met: list[dict[int, Account]] = [{} for _ in places]
    for meeting in meetings:
        for one in meeting.accounts:
            for other in meeting.accounts:
                if one.document != other.document:
                    met[places[one.document]].setdefault(places[other.document], other)
    return tuple(met)


def _turned(cited: Sequence[Mapping[int, Cited]]) -> tuple[dict[int, Cited], ...]:
    """Which documents cite each, from which each cites."""
    turned: list[dict[int, Cited]] = [{} for _ in cited]
    for place, targets in enumerate(cited):
        for target, one in targets.items():
            turned[target][place] = one
    return tuple(turned)


def _places(keys: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """Key → places at which it occurs, ascending."""
    places: dict[str, list[int]] = {}
    for place, members in enumerate(keys):
        for key in members:
            places.setdefault(key, []).append(place)
    return places


def _ranked(place: int, shelf: Shelf) -> list[int]:
    """The places of the documents that share most with the one at a place."""
    return _in_rank(place, [one for one in _candidates(place, shelf) if _belongs(place, one, shelf)], shelf)[:MOST]


def _belongs(place: int, other: int, shelf: Shelf) -> bool:
    """Whether two documents share anything that is a reason."""
    one, two = shelf.subjects[place], shelf.subjects[other]
    return bool(
        one.parties & two.parties
        or any(key in shelf.bearers for key in one.named.keys() & two.named.keys())
        or other in shelf.met[place]
        or other in shelf.cited[place]
        or other in shelf.citing[place]
        or likeness(place, other, shelf.texts) >= ENOUGH_WORDS
    )


def _candidates(place: int, shelf: Shelf) -> set[int]:
    """Documents worth comparing: near ones in the chronology of each party, all that name something rare, or alike."""
    one = shelf.subjects[place]
    found: set[int] = set()
    for key in _rarest_first(one.parties, shelf)[:PEOPLE]:
        chronology = shelf.chronologies[key]
        middle = bisect_left(chronology, place)
        found.update(chronology[max(middle - NEIGHBOURS, 0) : middle + NEIGHBOURS + 1])
    for key in one.named:
        found.update(shelf.bearers.get(key, ()))
    found.update(alike(place, shelf.texts), shelf.cited[place], shelf.citing[place], shelf.met[place])
    found.discard(place)
    return found


def _rank(place: int, other: int, shelf: Shelf) -> tuple[float, int]:
    """Smallest for the most closely related; exact sums, so that no order of a set can tell."""
    one, two = shelf.subjects[place], shelf.subjects[other]
    people = one.parties & two.parties
    parts = [shelf.worth[key] for key in people]
    rare = (one.named.keys() & two.named.keys()) - people
    parts.extend(NAMED_WORTH * shelf.worth[key] for key in rare if key in shelf.bearers)
    parts.append(WORDS_WORTH * likeness(place, other, shelf.texts))
    nearness = HALVING / (HALVING + gap_in_days(one.days, two.days)) if one.days and two.days else UNDATED
    cited = CITED_WORTH if other in shelf.cited[place] or other in shelf.citing[place] else 0.0
    met = MET_WORTH if other in shelf.met[place] else 0.0
    return -math.fsum(parts) * nearness - cited - met, abs(place - other) * 2 + (other < place)


def _answers(one: Subject, two: Subject) -> bool:
    """Whether the one goes from those whom the other went to, to those it came from, within the days of an answer."""
    if not (one.days and two.days and two.days <= one.days and gap_in_days(one.days, two.days) <= ANSWER_DAYS):
        return False
    return bool(one.senders & two.recipients and one.recipients & two.senders)


def _of(record: Record, role: str) -> frozenset[str]:
    return frozenset(party(member) for member in record.participants if member.role == role)


def _rarest_first(keys: Iterable[str], shelf: Shelf) -> list[str]:
    return sorted(keys, key=lambda key: (-shelf.worth[key], key))


def _relation(place: int, other: int, shelf: Shelf, listing: str = "") -> Relation:
    two = shelf.subjects[other].record
    basis: Basis = "archive" if listing else "computed"
    reasons = (*([Reason(listing)] if listing else []), *_reasons(place, other, shelf))
    because = tuple(one.said for one in reasons)
    return Relation(two.id, two.title, two.date.edtf, basis, because, two.summary, reasons)


def _reasons(place: int, other: int, shelf: Shelf) -> list[Reason]:
    """Why two documents belong together, in words: citations, answers, people by their part, names, words, days."""
    one, two = shelf.subjects[place], shelf.subjects[other]
    people = one.parties & two.parties
    rare = [key for key in (one.named.keys() & two.named.keys()) - people if key in shelf.bearers]
    reasons = []
    if cited := shelf.cited[place].get(other):
        reasons.append(Reason(f"cited here as “{cited.words}”", cited.anchor, one.record.id))
    if cited := shelf.citing[place].get(other):
        reasons.append(Reason(f"cites this document as “{cited.words}”", cited.anchor, two.record.id))
    if account := shelf.met[place].get(other):
        anchor = account.anchors[0] if account.anchors else ""
        reasons.append(Reason("tells of the same meeting", anchor, two.record.id if anchor else ""))
    if _answers(two, one) and one.days != two.days:
        reasons.append(Reason("goes back to the sender, perhaps an answer"))
    elif _answers(one, two) and one.days != two.days:
        reasons.append(Reason("perhaps what this document answers"))
    if people:
        by_part = dict.fromkeys(map(party, one.record.participants))
        reasons.append(Reason(f"same people: {_named([key for key in by_part if key in people], shelf, 4)}"))
    if rare:
        first = _rarest_first(rare, shelf)
        anchor = two.named[first[0]]
        said = f"both name {_named(first, shelf, 3)}"
        reasons.append(Reason(said, anchor, two.record.id if anchor else ""))
    told = " ".join(shelf.names[key] for key in (*people, *rare))
    reasons.extend(_same_words(place, other, shelf, told))
    if one.days and two.days:
        reasons.append(Reason(distance(one.days, two.days)))
    return reasons


def _same_words(place: int, other: int, shelf: Shelf, told: str) -> list[Reason]:
    """The telling words that two documents share, with the paragraph of the other in which the first of them stands.

    Words of names that were told already are no further reason.
    """
    if likeness(place, other, shelf.texts) < ENOUGH_WORDS:
        return []
    found = [(words, at) for words, at in shared(other, place, shelf.texts, 6) if words not in told][:3]
    if not found:
        return []
    said = ", ".join(f"“{words}”" for words, _ in found)
    return [Reason(f"both speak of {said}", found[0][1].anchor, shelf.subjects[other].record.id)]


def _named(keys: Sequence[str], shelf: Shelf, most: int) -> str:
    """Names in the order given; those beyond the limit are only counted."""
    rest = len(keys) - most
    return ", ".join(shelf.names[key] for key in keys[:most]) + (f" and {rest} more" if rest > 0 else "")
