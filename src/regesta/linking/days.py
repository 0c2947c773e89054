"""Dates as days: an EDTF string in, the first and last day it may mean out, and the distance of two in words.

Days are counted as `datetime.date` counts them. What EDTF writes for the unknown ("XXXX", "194X") widens the span; a
date that gives no year is no span at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache, reduce

Span = tuple[int, int]
"""The first and the last day that a date may mean, as ordinals."""

MONTHS = "january february march april may june july august september october november december".split()
SHORT = tuple(month[:3].title() for month in MONTHS)
MONTH = "|".join((*(month.title() for month in MONTHS), r"Sept\.?", *(rf"{month}\.?" for month in SHORT)))
"""The names of the months, whole and shortened, as a pattern."""
BEGINNING = re.compile("|".join(SHORT))
FIGURE = re.compile(r"\d")
NEAR = 24
"""Characters before and behind the beginning of a month's name within which its day stands: "the 17th of September"."""
ONE_DATE = re.compile(r"(?<![\dY])(?P<year>\d[\dX]{3})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?")


@lru_cache(32768)  # the documents of an edition share days
def span(edtf: str) -> Span | None:
    """The days of an EDTF date, interval or set; None where it names no year: 1949-07 is the whole of July."""
    spans = [days for days in map(_days, ONE_DATE.finditer(edtf)) if days]
    return reduce(lambda one, other: (min(one[0], other[0]), max(one[1], other[1])), spans) if spans else None


def names_day(text: str) -> bool:
    """Whether a text may name a day, as it has a month's name and a figure near it; as most have not."""
    places = (match.start() for match in BEGINNING.finditer(text))
    return any(FIGURE.search(text, max(0, place - NEAR), place + NEAR) for place in places)


def day_meant(match: re.Match[str], written: Span) -> int:
    """The day of a match that has month and day (or month2 and day2) and perhaps year, as an ordinal; 0 for no day.

    Without a year it is the last such day before the day on which the document was written.
    """
    month = SHORT.index((match["month"] or match["month2"])[:3]) + 1
    day = int(match["day"] or match["day2"])
    own = date.fromordinal(written[1])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day).toordinal()
        found = date(own.year, month, day)
        return (found if found <= own else date(own.year - 1, month, day)).toordinal()
    except ValueError:
        return 0


def chronological(edtf: str, identifier: str) -> tuple[bool, Span, bool, int, str]:
    """What documents are sorted by: date, the undated last, and among equals the id, 99 before 113439."""
    return in_order(span(edtf), identifier)


def in_order(days: Span | None, identifier: str) -> tuple[bool, Span, bool, int, str]:
    """The same for a date whose days are known."""
    numeric = identifier.isascii() and identifier.isdigit()
    return days is None, days or (0, 0), not numeric, len(identifier) if numeric else 0, identifier


def gap_in_days(one: Span, other: Span) -> int:
    """Days between two spans, 0 where they overlap."""
    return max(other[0] - one[1], one[0] - other[1], 0)


def distance(one: Span, other: Span) -> str:
    """How far the other lies from the one, in words: "the same day", "4 days later", "about 3 months earlier"."""
    days = gap_in_days(one, other)
    if not days:
        return "the same day" if one == other and one[0] == one[1] else "about the same time"
    return f"{_measure(days, exact=_is_day(one) and _is_day(other))} {'later' if other > one else 'earlier'}"


def _measure(days: int, *, exact: bool) -> str:
    about = "" if exact else "about "
    if days < 60:
        return about + _count(days, "day")
    if days < 700:
        return "about " + _count(round(days / 30.44), "month")
    return "about " + _count(round(days / 365.25), "year")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _is_day(days: Span) -> bool:
    return days[0] == days[1]


def _days(match: re.Match[str]) -> Span | None:
    """One date's days; a month or day that the calendar does not have is put aside, not refused."""
    year, month, day = match["year"], match["month"], match["day"]
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not first:
        return None
    if first != last or month is None or not month.isdigit() or not 1 <= int(month) <= 12:
        return date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    length = monthrange(first, int(month))[1]
    if day is None or not day.isdigit() or not 1 <= int(day) <= length:
        return date(first, int(month), 1).toordinal(), date(first, int(month), length).toordinal()
    ordinal = date(first, int(month), int(day)).toordinal()
    return ordinal, ordinal
