"""The page of changes: every published state of every document, the newest first, day by day.

In goes the shelf, out come views. Pages of older changes are numbered from the oldest, so that a new state changes the
first page alone; documents that were taken out are told of here too, because that is a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import LinkedDocument, State
from regesta.rendering import history
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.leaves import Leaf, Leaves, ids_of
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted, curled

FIRST = "changes/"
PAGE = 200
"""Changes on a page; the first has up to twice as many, less one."""

Published = tuple[State, LinkedDocument]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One state of one document."""

    day: str
    document: Link
    state: Link
    note: str


@dataclass(frozen=True, slots=True)
class DayView:
    """The states published on one day."""

    date: str
    machine_date: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """A page of changes."""

    lead: str
    """How many there are, in words; empty on all pages but the first."""
    days: tuple[DayView, ...]
    previous: Link | None
    next: Link | None


def pages(shelf: Shelf) -> Leaves:
    """The pages of changes; the first tells how many there are, so that the others stay as they are."""
    found = published(shelf)
    older = max(0, len(found) // PAGE - 1)
    runs = [found[: len(found) - older * PAGE]]
    runs += [found[len(found) - number * PAGE : len(found) - (number - 1) * PAGE] for number in range(older, 0, -1)]
    places = [FIRST, *(f"{FIRST}{number}/" for number in range(older, 0, -1))]
    for number, (place, run) in enumerate(zip(places, runs, strict=True)):
        lead = counted(len(found), "published state") if not number else ""
        beside = (lead, places[max(number - 1, 0) : number + 2], [state for state, _ in run])
        view = partial(_page, number, places, run, lead)
        yield Leaf(place, "changes.html", "Changes", "", view, ids_of(document for _, document in run), beside)


def _page(number: int, places: Sequence[str], run: Sequence[Published], lead: str) -> ChangesView:
    to = way(places[number])
    newer = Link("Newer changes", to(places[number - 1])) if number else None
    earlier = Link("Older changes", to(places[number + 1])) if number + 1 < len(places) else None
    return ChangesView(lead, _days(run, to), newer, earlier)


def latest(shelf: Shelf, to: Way, number: int) -> tuple[ChangeView, ...]:
    """The newest changes, for the page that `to` starts from."""
    return tuple(_change(state, document, to) for state, document in published(shelf)[:number])


def published(shelf: Shelf) -> list[Published]:
    """Every state of every document, the newest first; states of one day in the order of the documents."""
    documents = (*shelf.edition.documents, *shelf.withdrawn)
    found = [(state, document) for document in documents for state in document.states]
    return sorted(found, key=lambda two: (two[0].date, two[0].number), reverse=True)


def _days(run: Sequence[Published], to: Way) -> tuple[DayView, ...]:
    return tuple(
        DayView(date_in_words(day), day, tuple(_change(state, document, to) for state, document in ones))
        for day, ones in groupby(run, key=lambda two: two[0].date)
    )


def _change(state: State, document: LinkedDocument, to: Way) -> ChangeView:
    record = document.record
    dated = "" if record.withdrawn else spoken_date(record.date)
    return ChangeView(
        state.date,
        Link(title_of(record), to(addresses.document(record.id)), dated),
        Link(f"State {state.number}", to(f"{history.address(record.id)}#state-{state.number}")),
        curled(state.note),
    )
