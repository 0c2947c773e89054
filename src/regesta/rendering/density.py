"""How many documents each month has, as a table of years and months: the picture and its own equivalent in words.

In go the documents by year, out comes a view whose cells lead to the month on the page of its year. Years without a
document stand together in one row that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regesta.model import LinkedDocument
from regesta.rendering.boards import PAGE
from regesta.rendering.frame import Link, Way
from regesta.rendering.words import MONTHS, counted, month_of

SHADES = 4
"""Steps from a month with few documents to the fullest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a year."""

    count: int
    href: str
    said: str
    shade: int
    """From 1 for few documents to `SHADES` for the most; 0 for none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A year, or several years without a document."""

    year: Link
    cells: tuple[Cell, ...]
    """One for each month, and one for documents of no month where the table has such; none for years without any."""


@dataclass(frozen=True, slots=True)
class Density:
    """The table."""

    columns: tuple[tuple[str, str], ...]
    """Letter and name of each."""
    rows: tuple[Row, ...]


def density(years: Mapping[str, Sequence[LinkedDocument]], to: Way) -> Density | None:
    """The table of these years; None where there is only one."""
    dated = {year: documents for year, documents in years.items() if year.isdigit()}
    if len(dated) < 2:
        return None
    months = {year: [month_of(one.record.date.edtf) for one in documents] for year, documents in dated.items()}
    columns = [*MONTHS, *([""] if any("" in found for found in months.values()) else [])]
    most = max(max(Counter(found).values()) for found in months.values())
    rows = [_row(year, found, columns, most, to) for year, found in months.items()]
    heads = tuple((name[:1] or "–", name or "Month not known") for name in columns)
    return Density(heads, tuple(_with_gaps(list(dated), rows)))


def _row(year: str, found: Sequence[str], columns: Sequence[str], most: int, to: Way) -> Row:
    """A year; `found` are the months of its documents in order, `most` the most of any month."""
    return Row(
        Link(year, to(f"chronology/{year}/"), counted(len(found), "document")),
        tuple(_cell(year, name, found, most, to) for name in columns),
    )


def _cell(year: str, month: str, found: Sequence[str], most: int, to: Way) -> Cell:
    """A month, with the way to its first document on whichever page of the year that stands."""
    count = found.count(month)
    if not count:
        return Cell(0, "", "", 0)
    number = found.index(month) // PAGE + 1
    page = f"chronology/{year}/{number}/" if number > 1 else f"chronology/{year}/"
    at = f"#m{MONTHS.index(month) + 1}" if month else ""
    said = f"{f'{month} {year}' if month else year}: {counted(count, 'document')}"
    return Cell(count, to(page) + at, said, -(-SHADES * count // most))


def _with_gaps(years: Sequence[str], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, and between years that are not neighbours one that says which have no document."""
    for place, row in enumerate(rows):
        before = int(years[place - 1]) + 1 if place else int(years[0])
        after = int(years[place]) - 1
        if before <= after:
            yield Row(Link(f"{before}–{after}" if before < after else str(before), note="no document"), ())
        yield row
