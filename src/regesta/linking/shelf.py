"""All documents arranged for comparing: cards and meetings in, a shelf out that answers who shares what with whom."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from regesta.linking.cards import Subject, party
from regesta.linking.likeness import Wordings, wordings
from regesta.linking.register import Cited, cited
from regesta.linking.telling import Telling, frequencies, sample, telling
from regesta.linking.wording import Words
from regesta.model import Account, Meeting

RARE = 12
"""What at most this many documents name is worth comparing for its name alone."""
ACCOUNTS = 12
"""Accounts before and after one of a meeting that are related to it: a congress may have a thousand."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All documents in order, arranged for comparing."""

    subjects: Sequence[Subject]
    places: Mapping[str, int]
    """Id of a document → its place in the order."""
    chronologies: Mapping[str, list[int]]
    """Party → places of the documents in which it takes part."""
    rare: tuple[frozenset[str], ...]
    """Rarely named entities of each document."""
    bearers: Mapping[str, list[int]]
    """Rarely named entity → places of the documents that name it."""
    counts: Mapping[str, int]
    """Entity or party → how many documents name it or are its own."""
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


def shelf(
    subjects: Sequence[Subject],
    words: Callable[[str], Words],
    told: Telling,
    names: Mapping[str, str],
    meetings: Iterable[Meeting] = (),
    foremost: Mapping[int, tuple[str, ...]] | None = None,
) -> Shelf:
    """The documents, given in order, arranged for comparing.

    `words` gives those of a document by its id, `told` is how much words tell, `names` are those of the entities, by id; `foremost` are the foremost words of the
    documents at some places, where they are known.
    """
    counts = Counter(key for one in subjects for key in one.named.keys() | one.parties)
    held, seldom = in_steps(len(subjects)), seldom_named(len(subjects))
    rare = tuple(frozenset(key for key in one.named if counts[key] <= seldom) for one in subjects)
    places = {one.card.id: place for place, one in enumerate(subjects)}
    citing = _cited(subjects, places)
    return Shelf(
        subjects=subjects,
        places=places,
        chronologies=_places(one.parties for one in subjects),
        rare=rare,
        bearers=_places(rare),
        counts=counts,
        worth={key: math.log1p(held / in_steps(count)) for key, count in counts.items()},
        names={party(one): one.name for each in reversed(subjects) for one in each.card.participants} | dict(names),
        texts=wordings([one.card.id for one in subjects], words, told, foremost),
        cited=citing,
        citing=_turned(citing),
        met=_met(meetings, places),
    )


def told_by(subjects: Sequence[Subject], words: Callable[[str], Words]) -> Telling:
    """How much words tell among documents."""
    asked = sample([one.card.id for one in subjects])
    return telling(frequencies((words(subjects[place].card.id) for place in asked), whole=len(asked) == len(subjects)))


def in_steps(number: int) -> int:
    """A number that seldom changes as documents are added: itself up to 12, beyond it the power of two below."""
    return number if number <= RARE else max(RARE, 1 << (number.bit_length() - 1))


def seldom_named(held: int) -> int:
    """Documents that may at most name what is rare, of so many."""
    return min(RARE, max(2, in_steps(held) // 4))


def _cited(subjects: Sequence[Subject], places: Mapping[str, int]) -> tuple[dict[int, Cited], ...]:
    found = cited(subjects)
    return tuple({places[each.document]: each for each in found.get(one.card.id, ())} for one in subjects)


def _met(meetings: Iterable[Meeting], places: Mapping[str, int]) -> tuple[dict[int, Account], ...]:
    """Which documents tell of a meeting that each tells of: of many, those next to it among the accounts."""
    met: list[dict[int, Account]] = [{} for _ in places]
    for meeting in meetings:
        accounts = meeting.accounts
        for number, one in enumerate(accounts):
            for other in accounts[max(number - ACCOUNTS, 0) : number + ACCOUNTS + 1]:
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
