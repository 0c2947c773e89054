"""Chronology, sources and types: the documents of the edition put in order by one thing each.

In goes the shelf, out come views of groups of entries. A page that lists all documents of an edition is split by year
when there are many; the order within a group is that of the edition, by date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from regesta.model import LinkedDocument
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import Entry, Group, entries, entry
from regesta.rendering.pictures import Picture, over_time
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import MONTHS, counted, curled, machine_date, month_of, year_of
from regesta.text import fold, slug

UNDATED = "undated"
MANY = 200
"""Documents up to which the chronology's first page lists them all."""


PAGE = 250
"""Documents on one page of a list."""
NO_TYPE = "Type not given"
Target = tuple[str, str]
"""Words and an address of the site."""


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
    picture: Picture | None = None


Pages = Iterator[tuple[str, CollectionView]]
"""Views by their addresses."""


@dataclass(frozen=True, slots=True)
class Board:
    """The documents of one archive, publication or type."""

    kind: str
    title: str
    id: str
    documents: tuple[LinkedDocument, ...]
    arrange: Callable[[Sequence[LinkedDocument], Way], tuple[Group, ...]]


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
            groups=() if many else _months(documents, to, f"y{slug(year)}-"),
        )
        for year, documents in years.items()
    )
    picture = over_time(document.record.date.edtf for document in shelf.edition.documents)
    lead = counted(len(shelf.edition.documents), "document")
    return CollectionView("Chronology", lead, None, (), groups, picture=picture)


def year_pages(shelf: Shelf) -> Pages:
    """The documents of each year by month, as many to a page as one page holds."""
    years = years_of(shelf)
    order = list(years)
    for place, year in enumerate(order):
        before, after = order[place - 1] if place else "", order[place + 1] if place + 1 < len(order) else ""
        yield from _paged(
            f"chronology/{year}/",
            year.capitalize(),
            years[year],
            _months,
            index=("Chronology", "chronology/"),
            before=(before.capitalize(), f"chronology/{before}/" if before else ""),
            after=(after.capitalize(), f"chronology/{after}/" if after else ""),
        )


def _paged(
    address: str,
    title: str,
    documents: Sequence[LinkedDocument],
    arrange: Callable[[Sequence[LinkedDocument], Way], tuple[Group, ...]],
    *,
    index: Target,
    before: Target = ("", ""),
    after: Target = ("", ""),
) -> Pages:
    """Documents on as many pages as they need; the first has the address itself, the second ends in 2/, and so on."""
    runs = [documents[start : start + PAGE] for start in range(0, len(documents), PAGE)]
    places = [f"{address}{number}/" if number > 1 else address for number in range(1, len(runs) + 1)]
    targets = [before, *((f"{title}, page {number}", place) for number, place in enumerate(places, start=1)), after]
    for number, (place, run) in enumerate(zip(places, runs, strict=True)):
        to = way(place)
        count = counted(len(documents), "document")
        yield (
            place,
            CollectionView(
                title=title,
                lead=count if len(runs) == 1 else f"{count}, page {number + 1} of {len(runs)}",
                index=Link(index[0], to(index[1])),
                jumps=(),
                groups=arrange(run, to),
                previous=_link(targets[number], to),
                next=_link(targets[number + 2], to),
            ),
        )


def _link(target: Target, to: Way) -> Link | None:
    return Link(target[0], to(target[1])) if target[1] else None


def _months(documents: Sequence[LinkedDocument], to: Way, prefix: str = "") -> tuple[Group, ...]:
    """Documents by month; `prefix` keeps the months of several years on one page apart."""
    by_month: dict[str, list[Entry]] = defaultdict(list)
    last: date | None = None
    for document in documents:
        month = month_of(document.record.date.edtf)
        day = _day(document)
        by_month[month].append(replace(entry(document, to), gap=_gap(last, day)))
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


# ---------------------------------------------------------------------------------------------- sources and types


def source_pages(shelf: Shelf) -> Pages:
    """The documents by archive and reference, then by publication, then those whose source was not taken apart."""
    held: dict[str, list[LinkedDocument]] = defaultdict(list)
    printed: dict[str, list[LinkedDocument]] = defaultdict(list)
    loose: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        source = document.record.source
        if source.archive:
            held[source.archive].append(document)
        if source.published_in:
            printed[source.published_in].append(document)
        if not source.archive and not source.published_in:
            loose["As the documents give it, or not given"].append(document)
    shelves = [
        *_by_name(held, "Archives", "archive", "reference"),
        *_by_name(printed, "Publications", "publication", "pages"),
        *_by_name(loose, "Other sources", "otherwise", "as_written"),
    ]
    yield from _shelved("sources/", "Sources", shelves, shelf)


def type_pages(shelf: Shelf) -> Pages:
    """The documents by type."""
    by_type: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        by_type[document.record.type or NO_TYPE].append(document)
    yield from _shelved("types/", "Types of document", _by_name(by_type, "", "type", ""), shelf)


def _shelved(address: str, title: str, shelves: Sequence[Board], shelf: Shelf) -> Pages:
    """All boards on one page, or each on pages of its own where the edition is large."""
    to = way(address)
    many = len(shelf.edition.documents) > MANY
    groups: dict[str, list[Group]] = defaultdict(list)
    for board in shelves:
        shown = () if many else board.arrange(board.documents, to)[0].entries
        href = to(f"{address}{board.id}/") if many else ""
        note = counted(len(board.documents), "document")
        groups[board.kind].append(Group(board.title, board.id, shown, href, note))
    together = tuple(Group(kind, slug(kind), groups=tuple(ones)) for kind, ones in groups.items())
    flat = tuple(groups.get("", ()))
    yield address, CollectionView(title, "", None, (), flat or together)
    for board in shelves if many else ():
        yield from _paged(f"{address}{board.id}/", board.title, board.documents, board.arrange, index=(title, address))


def _by_name(held: dict[str, list[LinkedDocument]], kind: str, prefix: str, part: str) -> list[Board]:
    """One board for each name, in order of names, that without a name last; its documents in order of their part."""
    taken: set[str] = set()
    boards = []
    for name in sorted(held, key=lambda name: (name == NO_TYPE, fold(name), name)):
        documents = sorted(held[name], key=lambda one: _natural(_part(one, part))) if part else held[name]
        identifier = _fresh(group_id(prefix, name), taken)
        boards.append(Board(kind, curled(name), identifier, tuple(documents), partial(_one_group, part=part)))
    return boards


def _one_group(documents: Sequence[LinkedDocument], to: Way, part: str) -> tuple[Group, ...]:
    return (Group("", "", tuple(_sourced(one, to, part) for one in documents)),)


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
    found = getattr(document.record.source, part) or "" if part else ""
    return f"pp. {found}" if part == "pages" and found else found


def _natural(text: str) -> list[tuple[int, str]]:
    """Sorts "D. 9" before "D. 39": figures by value, words by letters."""
    pieces = re.findall(r"\d+|\D+", fold(text))
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]


def brief(documents: Iterable[LinkedDocument], to: Way) -> tuple[Entry, ...]:
    """A few documents without their summaries, for the title page."""
    return tuple(replace(one, summary="") for one in entries(documents, to))
