"""Small pictures made at build time: when documents were written, as bars by month, year or decade.

In go dates, out comes a picture as plain numbers with its equivalent in words; a template draws it. It is legible with
four documents and with four thousand, because bars are counted and the unit grows with the span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from regesta.rendering.words import MONTHS, counted, joined

MOST_BARS = 120
"""Bars of one picture; where months would be more, years are taken, and then decades."""
MOST_SAID = 12
"""Bars that are said in words; where more have documents, only the fullest are."""
LOWEST = 6
"""Height in hundredths of a bar for one document among very many, so that it is still seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of the picture: as wide as one of `width`, as high as a hundredth of the whole."""

    at: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars over time, and what they show in words."""

    width: int
    bars: tuple[Bar, ...]
    first: str
    last: str
    said: str


def over_time(dates: Iterable[str]) -> Picture | None:
    """When the documents of these EDTF dates were written; None where all fall into one month or have no date."""
    months = [month for date in dates if (month := _month(date)) is not None]
    if len(set(months)) < 2:
        return None
    span = max(months) - min(months)
    size = 1 if span < MOST_BARS else 12 if span < 12 * (MOST_BARS - 1) else 120
    name = {1: _month_name, 12: _year_name, 120: _decade_name}[size]
    bins = Counter(month // size for month in months)
    first, last = min(bins), max(bins)
    top = max(bins.values())
    bars = tuple(Bar(one - first, max(LOWEST, round(100 * bins[one] / top))) for one in sorted(bins))
    return Picture(last - first + 1, bars, name(first), name(last), _said(bins, name(first), name(last), name))


def _said(bins: Counter[int], first: str, last: str, name: Callable[[int], str]) -> str:
    everything = sorted(bins)
    chosen: Sequence[int] = everything
    if len(everything) > MOST_SAID:
        chosen = sorted(sorted(everything, key=lambda one: (-bins[one], one))[:MOST_SAID])
    most = "" if len(chosen) == len(everything) else ", most in"
    counts = joined(tuple(f"{name(one)} ({bins[one]})" for one in chosen))
    return f"{counted(sum(bins.values()), 'document')} from {first} to {last}{most or ', in'} {counts}"


def _month(date: str) -> int | None:
    """A date's month, counted from the year nought; a date of a year alone counts for January; None for no year."""
    year, month = date[:4], date[5:7]
    if not (year.isascii() and year.isdigit()):
        return None
    known = month.isascii() and month.isdigit() and 1 <= int(month) <= 12 and date[4:5] == "-"
    return int(year) * 12 + (int(month) - 1 if known else 0)


def _month_name(one: int) -> str:
    return f"{MONTHS[one % 12]} {one // 12}"


def _year_name(one: int) -> str:
    return str(one)


def _decade_name(one: int) -> str:
    return f"{one * 10}s"
