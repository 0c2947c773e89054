"""Chronology, sources and types: the documents of the edition put in order by one thing each.

In goes the shelf, out come views of groups of entries. A page that lists all documents of an edition is split by year
when there are many; the order within a group is that of the edition, by date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from regesta.model import LinkedDocument
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import Entry, Group, entries, entry
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import MONTHS, counted, curled, machine_date, month_of, year_of
from regesta.text import fold, slug

UNDATED = "undated"
MANY = 200
"""Documents up to which the chronology's first page lists them all."""


@dataclass(frozen=True, slots=True)
class CollectionView:
    """Groups of entries under a title, with links to the groups or pages beside."""

    title: str
    lead: str
    index: Link | None
    jumps: tuple[Link, ...]
    groups: tuple[Group, ...]
    previous: Link | None = None
    next: Link | None = None


# ---------------------------------------------------------------------------------------------- chronology


def years_of(shelf: Shelf) -> dict[str, list[LinkedDocument]]:
    """The documents by the year they are filed under, in order; undated ones last."""
    by_year: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        by_year[year_of(document.record.date.edtf) or UNDATED].append(document)
    return {year: by_year[year] for year in sorted(by_year, key=lambda one: (one == UNDATED, one))}


def chronology(shelf: Shelf) -> CollectionView:
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
            groups=() if many else _months(documents, to),
        )
        for year, documents in years.items()
    )
    return CollectionView("Chronology", counted(len(shelf.edition.documents), "document"), None, (), groups)


def year_page(year: str, years: dict[str, list[LinkedDocument]]) -> CollectionView:
    """The documents of one year by month."""
    address = f"chronology/{year}/"
    to = way(address)
    order = list(years)
    place = order.index(year)
    before, after = order[place - 1 : place] if place else [], order[place + 1 : place + 2]
    documents = years[year]
    return CollectionView(
        title=year.capitalize(),
        lead=counted(len(documents), "document"),
        index=Link("Chronology", to("chronology/")),
        jumps=(),
        groups=_months(documents, to),
        previous=Link(before[0].capitalize(), to(f"chronology/{before[0]}/")) if before else None,
        next=Link(after[0].capitalize(), to(f"chronology/{after[0]}/")) if after else None,
    )


def _months(documents: Sequence[LinkedDocument], to: Way) -> tuple[Group, ...]:
    by_month: dict[str, list[Entry]] = defaultdict(list)
    last: date | None = None
    for document in documents:
        month = month_of(document.record.date.edtf)
        day = _day(document)
        by_month[month].append(replace(entry(document, to), gap=_gap(last, day)))
        last = day or last
    return tuple(
        Group(month, f"m{MONTHS.index(month) + 1}" if month else "", tuple(ones)) for month, ones in by_month.items()
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


# ---------------------------------------------------------------------------------------------- sources and types


def sources(shelf: Shelf) -> CollectionView:
    """The documents by archive and reference, then by publication, then those whose source was not taken apart."""
    to = way("sources/")
    held: dict[str, list[LinkedDocument]] = defaultdict(list)
    printed: dict[str, list[LinkedDocument]] = defaultdict(list)
    loose: list[LinkedDocument] = []
    for document in shelf.edition.documents:
        source = document.record.source
        if source.archive:
            held[source.archive].append(document)
        if source.published_in:
            printed[source.published_in].append(document)
        if not source.archive and not source.published_in:
            loose.append(document)
    otherwise = tuple(_sourced(one, to, "as_written") for one in loose)
    groups: list[Group] = [
        Group("Archives", "archives", groups=_by_name(held, to, "archive", "reference")),
        Group("Publications", "publications", groups=_by_name(printed, to, "publication", "pages")),
        Group("Source given otherwise, or not at all", "otherwise", otherwise),
    ]
    groups = [group for group in groups if group.groups or group.entries]
    archives = [one for group in groups if group.id == "archives" for one in group.groups]
    jumps = tuple(Link(one.title, f"#{one.id}", one.note) for one in archives)
    return CollectionView("Sources", "", None, jumps if len(jumps) > 3 else (), tuple(groups))


def _by_name(held: dict[str, list[LinkedDocument]], to: Way, kind: str, part: str) -> tuple[Group, ...]:
    taken: set[str] = set()
    groups = []
    for name in sorted(held, key=lambda name: (fold(name), name)):
        documents = sorted(held[name], key=lambda one: _natural(_part(one, part)))
        shown = tuple(_sourced(one, to, part) for one in documents)
        identifier = _fresh(group_id(kind, name), taken)
        groups.append(Group(curled(name), identifier, shown, note=counted(len(shown), "document")))
    return tuple(groups)


def group_id(kind: str, name: str) -> str:
    """Address of a group inside its page: archive-aprf, type-cable."""
    return f"{kind}-{slug(name, limit=120) or 'none'}"


def _fresh(identifier: str, taken: set[str]) -> str:
    """The identifier, numbered where another name has taken it: "APRF" and "aprf" are two archives until told so."""
    number, fresh = 2, identifier
    while fresh in taken:
        fresh, number = f"{identifier}-{number}", number + 1
    taken.add(fresh)
    return fresh


def _sourced(document: LinkedDocument, to: Way, part: str) -> Entry:
    return entry(document, to, note=curled(_part(document, part)))


def _part(document: LinkedDocument, part: str) -> str:
    found = getattr(document.record.source, part) or ""
    return f"pp. {found}" if part == "pages" and found else found


def _natural(text: str) -> list[tuple[int, str]]:
    """Sorts "D. 9" before "D. 39": figures by value, words by letters."""
    pieces = re.findall(r"\d+|\D+", fold(text))
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]


def types(shelf: Shelf) -> CollectionView:
    """The documents by type."""
    to = way("types/")
    by_type: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        by_type[document.record.type or ""].append(document)
    taken: set[str] = set()
    groups = tuple(
        Group(
            curled(name) or "Type not given",
            _fresh(group_id("type", name), taken),
            entries(by_type[name], to),
            note=counted(len(by_type[name]), "document"),
        )
        for name in sorted(by_type, key=lambda name: (not name, fold(name), name))
    )
    jumps = tuple(Link(group.title, f"#{group.id}", group.note) for group in groups)
    return CollectionView("Types of document", "", None, jumps if len(jumps) > 3 else (), groups)


def brief(documents: Iterable[LinkedDocument], to: Way) -> tuple[Entry, ...]:
    """A few documents without their summaries, for the title page."""
    return tuple(replace(one, summary="") for one in entries(documents, to))
