"""Chronology and types: the documents of the edition put in order by one thing each.

In goes the shelf, out come views of groups of entries. A page that lists all documents of an edition is split by year
when there are many; the order within a group is that of the edition, by date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from regesta.model import LinkedDocument
from regesta.rendering.boards import MANY, Board, fresh, group_id, paged, shelved
from regesta.rendering.density import Density, density
from regesta.rendering.frame import Way, way
from regesta.rendering.leaves import Leaves
from regesta.rendering.listing import Entry, Group, entries, entry
from regesta.rendering.pictures import Picture, over_time
from regesta.rendering.shelf import Shelf
from regesta.rendering.timeline import TimeLine, time_line
from regesta.rendering.words import MONTHS, counted, curled, machine_date, month_of, year_of
from regesta.text import fold, slug

UNDATED = "undated"
NO_TYPE = "Type not given"


# ---------------------------------------------------------------------------------------------- chronology


def years_of(shelf: Shelf) -> dict[str, list[LinkedDocument]]:
    """The documents by the year they are filed under, in order; undated ones last."""
    by_year: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        by_year[year_of(document.record.date.edtf) or UNDATED].append(document)
    return {year: by_year[year] for year in sorted(by_year, key=lambda one: (one == UNDATED, one))}


@dataclass(frozen=True, slots=True)
class ChronologyView:
    """The first page of the chronology: its documents or years, and pictures of when they were written."""

    lead: str
    groups: tuple[Group, ...]
    line: TimeLine | None
    """Where all documents are listed, each on the line."""
    picture: Picture | None
    """Where they are too many, as bars."""
    density: Density | None
    """And by month."""


def chronology(shelf: Shelf) -> ChronologyView:
    """The first page of the chronology: the years, and the documents where they are not too many."""
    to = way("chronology/")
    years = years_of(shelf)
    many = len(shelf.edition.documents) > MANY
    groups = tuple(
        Group(
            year.capitalize(),
            f"y{slug(year)}",
            href=to(f"chronology/{year}/"),
            note=counted(len(documents), "document"),
            groups=() if many else _months(documents, to, f"y{slug(year)}-"),
        )
        for year, documents in years.items()
    )
    dates = [document.record.date.edtf for document in shelf.edition.documents]
    return ChronologyView(
        counted(len(dates), "document"),
        groups,
        line=None if many else time_line(dates),
        picture=over_time(dates) if many else None,
        density=density(years, to) if many else None,
    )


def year_pages(shelf: Shelf) -> Leaves:
    """The documents of each year by month, as many to a page as one page holds."""
    years = years_of(shelf)
    order = list(years)
    for place, year in enumerate(order):
        before, after = order[place - 1] if place else "", order[place + 1] if place + 1 < len(order) else ""
        yield from paged(
            f"chronology/{year}/",
            year.capitalize(),
            years[year],
            _months,
            index=("Chronology", "chronology/"),
            before=(before.capitalize(), f"chronology/{before}/" if before else ""),
            after=(after.capitalize(), f"chronology/{after}/" if after else ""),
            window=f"Chronology, {year.capitalize()}",
        )


def _months(documents: Sequence[LinkedDocument], to: Way, prefix: str = "") -> tuple[Group, ...]:
    """Documents by month; `prefix` keeps the months of several years on one page apart."""
    by_month: dict[str, list[Entry]] = defaultdict(list)
    last: date | None = None
    for document in documents:
        month = month_of(document.record.date.edtf)
        day = _day(document)
        by_month[month].append(structs.replace(entry(document, to), gap=_gap(last, day)))
        last = day or last
    return tuple(
        Group(month, f"{prefix}m{MONTHS.index(month) + 1}" if month else "", tuple(ones))
        for month, ones in by_month.items()
    )


def _day(document: LinkedDocument) -> date | None:
    found = machine_date(document.record.date.edtf)
    try:
        return date.fromisoformat(found) if len(found) == 10 else None
    except ValueError:
        return None


def _gap(last: date | None, day: date | None) -> str:
    """More than a month without a document, in words."""
    if last is None or day is None or (day - last).days <= 31:
        return ""
    months = round((day - last).days / 30.44)
    return f"{counted(months, 'month')} without a document" if months > 1 else "a month without a document"


# ---------------------------------------------------------------------------------------------- types


def type_pages(shelf: Shelf) -> Leaves:
    """The documents by type, those without one last."""
    by_type: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        by_type[document.record.type or NO_TYPE].append(document)
    taken: set[str] = set()
    boards = [
        Board("", curled(name), fresh(group_id("type", name), taken), tuple(by_type[name]), _one_group)
        for name in sorted(by_type, key=lambda one: (one == NO_TYPE, fold(one), one))
    ]
    yield from shelved("types/", "Types of document", boards, shelf)


def _one_group(documents: Sequence[LinkedDocument], to: Way) -> tuple[Group, ...]:
    return (Group("", "", entries(documents, to)),)


def brief(documents: Iterable[LinkedDocument], to: Way) -> tuple[Entry, ...]:
    """A few documents without their summaries, for the title page."""
    return tuple(structs.replace(one, summary="") for one in entries(documents, to))
