"""Related documents, each with the reason in words and the paragraph that shows it.

In goes the shelf of all documents in order; out come, for each, its choice of others, then its relations, best first:
what its archive lists, what it cites or is cited by, and what shares people, days, rare names and telling words.
Candidates are taken from the neighbourhood in each of these orders, never from all pairs, so that the work grows with
the number of documents. A relation holds in both directions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from regesta.linking.best import Best, best
from regesta.linking.days import gap_in_days
from regesta.linking.likeness import likeness
from regesta.linking.listed import Listed
from regesta.linking.reasons import ENOUGH_WORDS, rarest_first, reasons_between
from regesta.linking.shelf import CHOSEN, NAME, PARTY, WORD, Order, Shelf, Ties, near
from regesta.model import Reason, Relation, Value

Basis = Literal["archive", "computed"]

MOST = 10
"""Relations that are a document's own choice; those that chose it, list it or cite it come on top."""
LIKELY = 40
"""Documents that are compared in full, of those that share a foremost word."""
COMPARED, RESEMBLING = 16, 60
"""As many as are kept of both, so that another takes the place of one that goes."""
NEAREST = 4
"""Documents looked at before and after a document among those that have a foremost word in common."""
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


class Choice(Value, frozen=True, array_like=True):
    """What a document chose of the others."""

    likely: Best = Best()
    """Those with words like its own."""
    ranked: Best = Best()
    """Those that share most with it, of those that share any reason with it."""

    def chosen(self) -> tuple[int, ...]:
        """Slots of those that are its own choice."""
        return self.ranked.slots[:MOST]


def choice(place: int, shelf: Shelf) -> Choice:
    """What the document at a place chooses."""
    return chosen_among(place, alike(place, shelf), shelf)


def chosen_among(place: int, likely: Best, shelf: Shelf) -> Choice:
    """What the document at a place chooses, where it is known whose words are like its own."""
    ranks, value = shelf.order.ranks, valuing(place, shelf)
    others = {ranks[slot] for slot in candidates(place, likely, shelf.order, shelf)} | tied(place, shelf.ties)
    return Choice(likely, best(place, ((other, value(other)) for other in others), COMPARED, shelf.slots))


def alike(place: int, shelf: Shelf) -> Best:
    """The documents that share most of the foremost words of the one at a place."""
    found: dict[int, float] = {}
    get, tells, unseen = found.get, shelf.told.tells, shelf.told.unseen
    ranks, row = shelf.order.ranks, shelf.order.row
    for word in shelf.weighed(place).foremost:
        worth = tells.get(word, unseen)
        for slot in near(place, row(WORD + word), ranks, NEAREST):
            found[slot] = get(slot, 0.0) + worth
    found.pop(shelf.slots[place], None)
    return best(place, ((ranks[slot], -worth) for slot, worth in found.items()), RESEMBLING, shelf.slots)


def candidates(place: int, likely: Best, order: Order, shelf: Shelf) -> set[int]:
    """Slots of documents worth comparing: near ones in the chronology of each party, namers of the rare, those alike.

    The order may be an earlier one, if the document was the same then.
    """
    here = order.ranks[shelf.slots[place]]
    found: set[int] = set()
    for key in rarest_first(shelf.subject(place).parties, shelf)[:PEOPLE]:
        found.update(near(here, order.row(PARTY + key), order.ranks, NEIGHBOURS))
    for key in shelf.rare(place):
        found.update(order.row(NAME + key))
    found.update(likely.slots[:LIKELY])
    found.discard(shelf.slots[place])
    return found


def tied(place: int, ties: Ties) -> set[int]:
    """Places of the documents that citations and meetings join to the one at a place."""
    return {*ties.cited.get(place, ()), *ties.citing.get(place, ()), *ties.met.get(place, ())}


def valuing(place: int, shelf: Shelf) -> Callable[[int], float | None]:
    """What others are worth to the document at a place, the smaller the more; None where they share no reason."""
    shared, rank, bound = _sharing(place, shelf), _ranking(place, shelf), tied(place, shelf.ties)

    def value(other: int) -> float | None:
        worth = shared(other)
        if len(worth) > 1 or worth[0] >= ENOUGH_WORDS * WORDS_WORTH or other in bound:
            return rank(other, worth)
        return None

    return value


def relations(
    place: int,
    shelf: Shelf,
    listed: Listed,
    choice_of: Callable[[int], Choice],
    before: Mapping[str | None, Relation],
) -> tuple[Relation, ...]:
    """What is related to a document: as the archive lists it, then by rank what lists it, cites it and resembles it.

    `before` are relations to documents that are as they were, by id.
    """

    def relation(other: int, listing: str = "") -> Relation:
        return before.get(shelf.cards[other].id) or _relation(place, other, shelf, listing)

    own = tuple(
        Relation(None, listing.title, listing.date, "archive", (LISTED,), listing.summary, (Reason(LISTED),))
        if target is None
        else relation(shelf.places[target], LISTED)
        for listing, target in listed.listings
    )
    chosen = dict(_values(choice_of(place), shelf))
    choosing = [shelf.order.ranks[slot] for slot in shelf.order.row(CHOSEN + shelf.cards[place].id)]
    known = {place, *(shelf.places[target] for _, target in listed.listings if target)}
    back = {shelf.places[one] for one in listed.listed_by} - known
    others = {*tied(place, shelf.ties), *chosen, *choosing} - known - back
    valued = chosen | {other: dict(_values(choice_of(other), shelf))[place] for other in choosing}
    ordered = [*_in_rank(place, back, valued, shelf), *_in_rank(place, others, valued, shelf)]
    return (*own, *(relation(other, LISTING if other in back else "") for other in ordered))


def _values(one: Choice, shelf: Shelf) -> Iterator[tuple[int, float]]:
    """Places of those that a document chose, with what they are worth to it: it is worth as much to them."""
    return ((shelf.order.ranks[slot], each) for slot, each in zip(one.chosen(), one.ranked.values, strict=False))


def _in_rank(place: int, others: Iterable[int], valued: Mapping[int, float], shelf: Shelf) -> list[int]:
    shared, rank = _sharing(place, shelf), _ranking(place, shelf)
    ranks = [
        (valued[other] if other in valued else rank(other, shared(other)), other < place, abs(place - other), other)
        for other in others
    ]
    return [other for *_, other in sorted(ranks)]


def _sharing(place: int, shelf: Shelf) -> Callable[[int], list[float]]:
    """What the words that others share with a document are worth, then each person and rare name that they share."""
    parties, seldom, words = shelf.subject(place).parties, shelf.rare(place), shelf.weighed(place)
    subject, rare, weighed, worth = shelf.subject, shelf.rare, shelf.weighed, shelf.worth

    def shared(other: int) -> list[float]:
        people = parties & subject(other).parties
        return [
            WORDS_WORTH * likeness(words, weighed(other)),
            *[worth(key) for key in people],
            *([NAMED_WORTH * worth(key) for key in (seldom & rare(other)) - people] if seldom else ()),
        ]

    return shared


def _ranking(place: int, shelf: Shelf) -> Callable[[int, Iterable[float]], float]:
    """Smallest for the most closely related; exact sums, so that no order of a set can tell. The same both ways."""
    one, cards = shelf.cards[place].days, shelf.cards
    cited, citing, met = (each.get(place, {}) for each in (shelf.ties.cited, shelf.ties.citing, shelf.ties.met))

    def rank(other: int, worth: Iterable[float]) -> float:
        two = cards[other].days
        nearness = HALVING / (HALVING + gap_in_days(one, two)) if one and two else UNDATED
        told = [PERHAPS_WORTH if each.guess else CITED_WORTH for each in (cited.get(other), citing.get(other)) if each]
        return -math.fsum(worth) * nearness - max(told, default=0.0) - (MET_WORTH if other in met else 0.0)

    return rank


def _relation(place: int, other: int, shelf: Shelf, listing: str) -> Relation:
    two = shelf.cards[other]
    basis: Basis = "archive" if listing else "computed"
    reasons = (*([Reason(listing)] if listing else []), *reasons_between(place, other, shelf))
    because = tuple(one.said for one in reasons)
    return Relation(two.id, two.title, two.date, basis, because, two.summary, reasons)
