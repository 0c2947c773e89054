"""Documents on a line of time: each a mark at its day, a month or a year where no more is known; and gaps in words.

In go EDTF dates, out come plain numbers with their equivalent in words; a template draws them. It is meant for as many
documents as one page lists; with more, documents are counted by month (`density`) and as bars (`pictures`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from regesta.citation import date_in_words
from regesta.rendering.words import counted, joined, machine_date

LENGTH = 1000
"""Units of the line, whatever time it stands for."""
SHORTEST = 2
"""Units of a mark at least, so that a day among centuries is still seen."""
MOST_TICKS = 60
MONTHS_OF_TICKS = (1, 3, 12, 60, 120, 600, 1200)
"""Months from one tick to the next; the first of them that makes no more than the most ticks is taken."""
GAP = 62
"""Days without a document that are told."""
MOST_GAPS = 3
"""Gaps that are told, the longest."""
DAYS_OF_MONTH = 30.44

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Mark:
    """A document on the line, in units of it."""

    at: int
    width: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The line, and the same in words."""

    length: int
    marks: tuple[Mark, ...]
    ticks: tuple[int, ...]
    """Where months, quarters, years or more years begin."""
    first: str
    last: str
    said: str
    gaps: str
    """The longest times without a document, in words; empty where there is none."""


def time_line(dates: Iterable[str]) -> TimeLine | None:
    """The documents of these EDTF dates on a line; None where fewer than two days are known."""
    spans = sorted(span for one in dates if (span := _span(one)) is not None)
    first, last = min((one[0] for one in spans), default=date.min), max((one[1] for one in spans), default=date.min)
    if first == last:
        return None
    days = (last - first).days + 1
    return TimeLine(
        length=LENGTH,
        marks=tuple(dict.fromkeys(_mark(one, first, days) for one in spans)),
        ticks=tuple(round(LENGTH * (one - first).days / days) for one in _ticks(first, last)),
        first=date_in_words(first.isoformat()),
        last=date_in_words(last.isoformat()),
        said=f"{counted(len(spans), 'document')} from {date_in_words(first.isoformat())} to "
        f"{date_in_words(last.isoformat())}",
        gaps=gaps_in_words(spans),
    )


def gaps_in_words(spans: Sequence[Span]) -> str:
    """The longest times without a document: "5 months between February 3, 1949 and July 18, 1949"."""
    found, covered = [], spans[0][1]
    for one, other in pairwise(spans):
        covered = max(covered, one[1])
        if (other[0] - covered).days > GAP:
            found.append((covered, other[0]))
    longest = sorted(sorted(found, key=lambda one: (one[0] - one[1], one))[:MOST_GAPS])
    told = joined(tuple(_gap(*one) for one in longest), last=", and ")
    return f"No document for {told}" if told else ""


def _gap(start: date, end: date) -> str:
    months = round((end - start).days / DAYS_OF_MONTH)
    long = counted(months, "month") if months < 36 else counted(round(months / 12), "year")
    return f"{long} between {date_in_words(start.isoformat())} and {date_in_words(end.isoformat())}"


def _span(edtf: str) -> Span | None:
    """First and last day that a date may mean: a month has all its days; None for no year."""
    parts = [int(part) for part in machine_date(edtf).split("-") if part.isdigit()]
    try:
        if len(parts) == 3:
            return date(*parts), date(*parts)
        if len(parts) == 2:
            year, month = parts
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return (date(parts[0], 1, 1), date(parts[0], 12, 31)) if parts else None
    except ValueError:
        return None


def _mark(span: Span, first: date, days: int) -> Mark:
    width = max(SHORTEST, round(LENGTH * ((span[1] - span[0]).days + 1) / days))
    return Mark(min(round(LENGTH * (span[0] - first).days / days), LENGTH - width), width)


def _ticks(first: date, last: date) -> list[date]:
    """The days after the first at which months, or as many months as make few enough ticks, begin."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    step = next((one for one in MONTHS_OF_TICKS if (end - start) // one < MOST_TICKS), MONTHS_OF_TICKS[-1])
    months = range(start + -start % step, end + 1, step)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
