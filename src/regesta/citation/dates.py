"""EDTF dates taken apart and said in words, as notes and bibliographies want them.

In goes an EDTF string of levels 0 and 1 or a set of level 2, out come `Point`s or English words: "July 18, 1949",
"ca. July 1949", "July 5–12, 1949", "undated". A string that is no EDTF comes back as it is, never an exception.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

REMEMBERED = 1 << 12
"""Dates that a process keeps read, as each stands on many pages."""

_point = re.compile(r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?")
_time = re.compile(r"T[0-9:]+(?:Z|[+-][0-9:]+)?$")
_qualifiers = re.compile(r"[~?%]")


class Point(NamedTuple):
    """One date as far as it is known: a year (which may hold X for an unknown figure), a month or season, a day."""

    year: str
    month: int = 0
    """1 to 12, or a season from 21 to 24; 0 where it is not known."""
    day: int = 0
    circa: bool = False
    uncertain: bool = False


class Span(NamedTuple):
    """A date, or two joined by an interval ("/") or a set (","); None stands for an open or unknown end."""

    first: Point | None
    last: Point | None
    joined: str = ""
    """Empty for one date; "/" for an interval, "or" and "and" for the sets [a,b] and {a,b}."""


@lru_cache(REMEMBERED)
def read_point(edtf: str) -> Point | None:
    """One date of an EDTF string; None where it is open, wholly unknown or not understood.

    A time is dropped and a doubt about one part ("1949?-07-30") counts for the whole.
    """
    bare = _qualifiers.sub("", _time.sub("", edtf.strip()))
    match = _point.fullmatch(bare)
    if match is None or bare.startswith("XXXX"):
        return None
    month, day = (int(part) if part and part.isdigit() else 0 for part in match.group("month", "day"))
    if not (month <= 12 or month in SEASONS) or day > 31:
        return None
    return Point(
        match["year"],
        month,
        day if 1 <= month <= 12 else 0,
        circa=any(sign in edtf for sign in "~%"),
        uncertain=any(sign in edtf for sign in "?%"),
    )


def read_span(edtf: str) -> Span:
    """An EDTF string as a date, an interval or the outer two of a set; both ends None where nothing is known."""
    if edtf[:1] in ("[", "{") and edtf[-1:] in ("]", "}"):
        members = [member.strip() for member in edtf[1:-1].split(",")]
        if len(members) > 1:
            return Span(read_point(members[0]), read_point(members[-1]), "or" if edtf[0] == "[" else "and")
        return read_span(members[0].replace("..", "/"))
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return Span(read_point(first), read_point(last), "/")
    point = read_point(edtf)
    return Span(point, point)


@lru_cache(REMEMBERED)
def date_in_words(edtf: str, *, guess: bool = False, undated: str = "undated") -> str:
    """An EDTF date in the words of a note; a guess of ours stands in square brackets, a doubtful one with its "?".

    1949-07-18 is "July 18, 1949", 1949-07-05/1949-07-12 is "July 5–12, 1949", 1937-12-30? is "[December 30, 1937?]".
    """
    span = read_span(edtf)
    if span.first is None and span.last is None:
        return _unread(edtf, undated)
    words = _span_in_words(span)
    uncertain = any(point.uncertain for point in span[:2] if isinstance(point, Point))
    if uncertain:
        return f"[{words}?]"
    return f"[{words}]" if guess else words


def _unread(edtf: str, undated: str) -> str:
    """XXXX and nothing are undated; XXXX-07-18 still has its day; anything else is shown as it stands."""
    partial = re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?[~?%]?", edtf)
    if partial and 1 <= int(partial[1]) <= 12:
        return f"{MONTHS[int(partial[1]) - 1]}{f' {int(partial[2])}' if partial[2] else ''}, year unknown"
    unknown = not edtf.strip("X-~?%/. ")
    return undated if unknown else edtf


def _span_in_words(span: Span) -> str:
    first, last = span.first, span.last
    if first is None or last is None:
        known = first or last
        # an open end says within what a document was written: "on or before 26 March 1938" is ../1938-03-26
        open_word = "on or after" if last is None else "on or before"
        return f"{open_word} {_circa(known)}{_point_in_words(known)}" if known else ""
    if first == last:
        return _circa(first) + _point_in_words(first)
    if span.joined in ("or", "and"):
        return f"{_circa(first)}{_shared(first, last, f' {span.joined} ')}"
    if first.circa != last.circa:
        return f"{_circa(first)}{_point_in_words(first)}–{_circa(last)}{_point_in_words(last)}"
    return _circa(first) + _shared(first, last, "–")


def _shared(first: Point, last: Point, dash: str) -> str:
    """Two dates without saying twice what they share: July 5–12, 1949; July 5–August 12, 1949; 1948–1949."""
    if first.year != last.year or not (first.month and last.month) or bool(first.day) != bool(last.day):
        return f"{_point_in_words(first)}{dash}{_point_in_words(last)}"
    year = _year_in_words(first.year)
    if not first.day:
        return f"{_month(first.month)}{dash}{_month(last.month)} {year}"
    if first.month == last.month:
        return f"{_month(first.month)} {first.day}{dash}{last.day}, {year}"
    return f"{_month(first.month)} {first.day}{dash}{_month(last.month)} {last.day}, {year}"


def _point_in_words(point: Point) -> str:
    year = _year_in_words(point.year)
    if not point.month:
        return year
    if not point.day:
        return f"{_month(point.month)} {year}"
    return f"{_month(point.month)} {point.day}, {year}"


def _year_in_words(year: str) -> str:
    """194X is "1940s"; 19XX is the span of years it stands for."""
    if year.endswith("XX"):
        return f"{year.replace('X', '0')}–{year.replace('X', '9')}"
    if year.endswith("X"):
        return f"{year[:-1]}0s"
    if not year.removeprefix("-").isdigit():  # "19X9": no figure, so it is said as it stands
        return year
    return f"{int(year[1:]) + 1} BCE" if year.startswith("-") else str(int(year)) if int(year) else "1 BCE"


def _month(number: int) -> str:
    return MONTHS[number - 1] if number <= 12 else SEASONS[number]


def _circa(point: Point) -> str:
    return "ca. " if point.circa else ""
