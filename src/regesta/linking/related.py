"""Related documents, each with the reason in words and the paragraph that shows it.

In goes the shelf of all documents in order; out come, for each, its choice of others, then its relations, best first:
what its archive lists, what it cites or is cited by, and what shares people, days, rare names and telling words.
Candidates are taken from the neighbourhood in each of these orders, never from all pairs, so that the work grows with
the number of documents. A relation holds in both directions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from regesta.linking.days import gap_in_days
from regesta.linking.likeness import alike, likeness, near
from regesta.linking.listed import NOTHING, Listed
from regesta.linking.reasons import ENOUGH_WORDS, rarest_first, reasons_between
from regesta.linking.shelf import Shelf
from regesta.model import Reason, Relation

Basis = Literal["archive", "computed"]

MOST = 10
"""Relations that are a document's own choice; those that chose it, list it or cite it come on top."""
NEIGHBOURS = 12
"""Documents looked at before and after a document in the chronology of each of its people."""
PEOPLE = 16
"""People of a document whose chronologies are looked at, the rarest first: a congress may have hundreds."""
HALVING = 30
"""Days between two documents that halve the worth of what they share."""
UNDATED = 0.2
"""Worth of what two documents share when one of them has no date."""
NAMED_WORTH = 0.4
"""Worth of a name that both have in their texts against that of a person who takes part in both."""
WORDS_WORTH = 80.0
"""Worth of the same words throughout, against that of a person who takes part in both."""
CITED_WORTH = 20.0
"""Worth of a citation."""
PERHAPS_WORTH = 5.0
"""Worth of words that may cite the other."""
MET_WORTH = 10.0
"""Worth of telling of the same meeting."""
LISTED = "listed by the archive"
LISTING = "its archive lists this document"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a document chose of the others, by their places."""

    likely: tuple[int, ...]
    """Those with words like its own, ascending."""
    ranked: tuple[int, ...]
    """Those that share most with it, best first, of those that share any reason with it."""


def choice(place: int, shelf: Shelf) -> Choice:
    """What the document at a place chooses."""
    likely = alike(place, shelf.texts)
    return Choice(tuple(sorted(likely)), tuple(_ranked(place, _candidates(place, likely, shelf), shelf)))


def chosen_besides(place: int, shelf: Shelf, before: Choice, come: frozenset[int]) -> Choice:
    """What the document at a place chooses now that some others came and none went, of which it chose `before`.

    As long as all that it chose are still worth comparing, only what was not compared before can take their places.
    """
    likely = alike(place, shelf.texts)
    compared = _candidates(place, likely, shelf)
    if compared.issuperset(before.ranked):
        compared &= come | likely.difference(before.likely) | set(before.ranked)
    return Choice(tuple(sorted(likely)), tuple(_ranked(place, compared, shelf)))


def related(
    shelf: Shelf, choices: Sequence[Choice], listed: Mapping[str, Listed], places: Iterable[int]
) -> dict[str, tuple[Relation, ...]]:
    """What is related to documents at places: as the archive lists it, then by rank what lists, cites, resembles it."""
    choosing: list[list[int]] = [[] for _ in choices]
    for place, one in enumerate(choices):
        for other in one.ranked:
            choosing[other].append(place)
    return {
        one.card.id: _relations(
            place, {*choices[place].ranked, *choosing[place]}, shelf, listed.get(one.card.id, NOTHING)
        )
        for place, one in ((place, shelf.subjects[place]) for place in places)
    }


def _relations(place: int, chosen: set[int], shelf: Shelf, listed: Listed) -> tuple[Relation, ...]:
    own = tuple(
        Relation(None, listing.title, listing.date, "archive", (LISTED,), listing.summary, (Reason(LISTED),))
        if target is None
        else _relation(place, shelf.places[target], shelf, LISTED)
        for listing, target in listed.listings
    )
    known = {place, *(shelf.places[target] for _, target in listed.listings if target)}
    back = {shelf.places[one] for one in listed.listed_by} - known
    others = {*shelf.cited[place], *shelf.citing[place], *shelf.met[place], *chosen} - known - back
    ordered = [*_in_rank(place, back, shelf), *_in_rank(place, others, shelf)]
    return (*own, *(_relation(place, other, shelf, LISTING if other in back else "") for other in ordered))


def _in_rank(place: int, others: Iterable[int], shelf: Shelf) -> list[int]:
    ranks = [(*_rank(place, other, _shared(place, other, shelf), shelf), other) for other in others]
    return [other for *_, other in sorted(ranks)]


def _ranked(place: int, candidates: Iterable[int], shelf: Shelf) -> list[int]:
    """Of candidates, those that share most with the document at a place, of those that share any reason with it."""
    compared = [(other, _shared(place, other, shelf)) for other in candidates]
    joined = shelf.cited[place].keys() | shelf.citing[place].keys() | shelf.met[place].keys()
    ranks = [
        (*_rank(place, other, worth, shelf), other)
        for other, worth in compared
        if len(worth) > 1 or worth[0] >= ENOUGH_WORDS * WORDS_WORTH or other in joined
    ]
    return [other for *_, other in sorted(ranks)[:MOST]]


def _shared(place: int, other: int, shelf: Shelf) -> list[float]:
    """What the words that two documents share are worth, then each person and rare name that they share."""
    one, two = shelf.subjects[place], shelf.subjects[other]
    people = one.parties & two.parties
    rare = (shelf.rare[place] & shelf.rare[other]) - people
    return [
        WORDS_WORTH * likeness(place, other, shelf.texts),
        *[shelf.worth[key] for key in people],
        *[NAMED_WORTH * shelf.worth[key] for key in rare],
    ]


def _candidates(place: int, likely: Iterable[int], shelf: Shelf) -> set[int]:
    """Documents worth comparing: near ones in the chronology of each party, all that name something rare, or alike."""
    one = shelf.subjects[place]
    found: set[int] = set()
    for key in rarest_first(one.parties, shelf)[:PEOPLE]:
        found.update(near(place, shelf.chronologies[key], NEIGHBOURS))
    for key in shelf.rare[place]:
        found.update(shelf.bearers[key])
    found.update(likely, shelf.cited[place], shelf.citing[place], shelf.met[place])
    found.discard(place)
    return found


def _rank(place: int, other: int, worth: Iterable[float], shelf: Shelf) -> tuple[float, bool, int]:
    """Smallest for the most closely related; exact sums, so that no order of a set can tell.

    Among equals come those that follow, then those that precede, the next first: that one is between them is no matter.
    """
    one, two = shelf.subjects[place].days, shelf.subjects[other].days
    nearness = HALVING / (HALVING + gap_in_days(one, two)) if one and two else UNDATED
    citing = (shelf.cited[place].get(other), shelf.citing[place].get(other))
    cited = max((PERHAPS_WORTH if one.guess else CITED_WORTH for one in citing if one), default=0.0)
    met = MET_WORTH if other in shelf.met[place] else 0.0
    return -math.fsum(worth) * nearness - cited - met, other < place, abs(place - other)


def _relation(place: int, other: int, shelf: Shelf, listing: str = "") -> Relation:
    two = shelf.subjects[other].card
    basis: Basis = "archive" if listing else "computed"
    reasons = (*([Reason(listing)] if listing else []), *reasons_between(place, other, shelf))
    because = tuple(one.said for one in reasons)
    return Relation(two.id, two.title, two.date, basis, because, two.summary, reasons)
