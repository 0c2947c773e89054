"""Dates as they are written in archives, to EDTF.

In goes the wording ("n.d. [between 2 and 8 June 1937]", "LONDON, 18 May 1938 Received …"), out comes a `Date` with
that wording kept, or None where there is no date at all. A date that editors supplied in brackets or mended is
uncertain ("?"); a part that is missing is left out, never invented.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from regesta.model import Date
from regesta.normalise.date_shapes import (
    GAP,
    JOINING,
    MONTH,
    MONTHS,
    QUALIFIERS,
    QUALIFIERS_BEHIND,
    SEASONS,
    SHAPES,
    YEAR,
)

_any_year = re.compile(YEAR)
_plain = re.compile(
    r"(?:(?P<m>[A-Za-z]+) (?P<d>3[01]|[12][0-9]|[1-9]),|(?P<day>3[01]|[12][0-9]|[1-9]) (?P<month>[A-Za-z]+))"
    r" (?P<y>(?:1[5-9]|20)[0-9]{2})"
)
_signs = {
    "iso": "-", "dotted": ".", "dotted_span": ".", "dotted_month": ".", "dotted_damaged": ".",
    "two_styles": "/", "two_styles_day": "/", "year_season": "(", "dotted_months": ".",
    "list_months": ",", "list": ",", "years": "-–—",
}  # fmt: skip
"""A sign without which a text cannot have a date of that shape."""
_spans = ("span_months", "span_months_us", "span", "span_us", "span_of_months", "dotted_span_months")
_span_sign = re.compile(rf"[-–—/]|{JOINING}", re.IGNORECASE)
_qualifiers = [
    (re.compile(rf"(?:^|[\s\[(,]){pattern}\s*$", re.IGNORECASE), form) for pattern, form in QUALIFIERS.items()
]
_behind = [(re.compile(rf"\s*{pattern}(?!\w)", re.IGNORECASE), form) for pattern, form in QUALIFIERS_BEHIND.items()]
_doubted = re.compile(
    r"\b(?:probably|possibly|perhaps|presumably|likely|wohl|wahrscheinlich|vermutlich|vielleicht)\s+(?:(?:in|am|im|on)\s+)?$",
    re.IGNORECASE,
)
_qualifying = str.maketrans("", "", "?~%")
_note_mark = re.compile(r"\s*\[\d{1,3}\]\(#[^)]*\)|\s*\[\d{1,2}\]|(?<=\])\d{1,2}\b")
_undated = re.compile(
    r"\b(?:n\.\s?d\.?|undated|no date|without date|s\.\s?d\.|ohne datum|sans date)(?!\w)", re.IGNORECASE
)
_receipt = re.compile(r"\b(?:received|rec['’]?d|reçu)\b", re.IGNORECASE)
_joint = re.compile(r"\s*(?:(?P<dash>[-–—]|\bto\b|\bbis\b)|,|\band\b)\s*", re.IGNORECASE)
_corrected_year = re.compile(rf"({YEAR})\s*\[({YEAR})\]")


LONGEST = 1000
"""How much of a wording is looked at: no date is as long."""
REMEMBERED = 256
"""Wordings whose dates a process keeps: the heading and the citation of a document give the same one."""


class _Found(NamedTuple):
    start: int
    end: int
    edtf: str
    first: dt.date | None
    year: tuple[int, int] | None = None
    """Where the year of a single day stands."""


@lru_cache(REMEMBERED)
def read_date(wording: str) -> Date | None:
    """The date that a heading, a field or a dateline gives; None where it has no date and does not say so either."""
    plain = _plain_date(wording.strip())
    if plain:
        return plain
    text = _note_mark.sub("", wording[:LONGEST])
    receipt = _receipt.search(text)
    if receipt and receipt.start() > 0:  # "LONDON, 18 May 1938 Received n.d. [on or before 2 June 1938]"
        text = text[: receipt.start()]
    text, mended = _mend(" ".join(text.split()))
    bare = text.translate({ord("["): " ", ord("]"): " ", ord("?"): " "})
    found = _earliest(bare)
    if found is None:
        return Date("XXXX", wording.strip()) if _undated.search(text) else None
    found = _extended(found, bare)
    edtf = _qualified(found, bare)
    if not any(sign in edtf for sign in "~?/{"):
        doubted = mended or _doubted.search(bare[: found.start])
        edtf = f"{edtf}?" if doubted else _with_doubt(edtf, found, text)
    return Date(edtf, wording.strip())


def _plain_date(wording: str) -> Date | None:
    """A day, a month and a year and no more, as most dates are: what all the shapes together would make of it."""
    match = _plain.fullmatch(wording)
    month = MONTHS.get((match["m"] or match["month"]).casefold(), 0) if match else 0
    day = _date(match["y"], month, match["d"] or match["day"]) if match and month else None
    return Date(day.isoformat(), wording) if day else None


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """Every date with day, month and year in running text: start, end, EDTF, in order."""
    found: list[tuple[int, int, str]] = []
    position = 0
    upcoming: dict[str, re.Match[str] | None] = {}
    while (one := _earliest(text, position, upcoming)) is not None:
        if one.first is not None and len(one.edtf) >= 10:
            found.append((one.start, one.end, one.edtf))
        position = one.end
    return found


def sort_key(edtf: str) -> str:
    """A key that puts dates in order: the first day that is meant, undated last."""
    edtf = edtf.translate(_qualifying)
    start = edtf.strip("{}").split("/")[0].split(",")[0]
    if start in ("", ".."):
        start = edtf.rpartition("/")[2]
    season = re.fullmatch(r"(\d{4})-2([1-4])", start)
    if season:  # spring begins in March, winter in December
        start = f"{season[1]}-{int(season[2]) * 3:02}"
    return "9999" if not start or start.startswith("X") else start


def first_day(edtf: str) -> dt.date | None:
    """The first day of a date that is exact to the day; None for all others."""
    key = sort_key(edtf)
    try:
        return dt.date.fromisoformat(key[:10]) if len(key) >= 10 else None
    except ValueError:
        return None


def _mend(text: str) -> tuple[str, bool]:
    """Wording with damaged figures made good, and whether that is a guess ("to October 1939" for 10 October)."""
    text = re.sub(r"\bl(?=[5-9]\d\d\b)", "1", text)  # "l975": the letter l for 1
    text = re.sub(r"(?<=\d)[oO](?=\d|\b)|(?<=\b)[oO](?=\d)", "0", text)
    text = re.sub(r"(?<=\d)[lI](?=\d|\s)|\b[lI](?=\d\s)", "1", text)
    corrected = _corrected_year.sub(r"\2", text)  # "17 June, 1918 [1919]": the editor's year
    mended = re.sub(rf"\bto(?=\s+{MONTH}{GAP}{YEAR})", "10", corrected, flags=re.IGNORECASE)
    if re.search(r"\d\s+(?:to|and)\s*$", corrected[: _common(corrected, mended)]):
        return corrected, False
    return mended, mended != corrected


def _common(left: str, right: str) -> int:
    """Length of the common beginning of two texts."""
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))


def _earliest(text: str, position: int = 0, upcoming: dict[str, re.Match[str] | None] | None = None) -> _Found | None:
    """The first date from a position on; `upcoming` keeps what each shape found, so that a text is searched once."""
    if not _any_year.search(text, position):
        return None  # every shape has a year
    upcoming = {} if upcoming is None else upcoming
    if not upcoming:
        upcoming |= dict.fromkeys(_impossible(text))
    best: tuple[int, int, int] | None = None
    chosen: tuple[str, re.Match[str]] | None = None
    for rank, name in enumerate(SHAPES):
        match = upcoming.get(name)
        if name not in upcoming or (match and match.start() < position):
            match = upcoming[name] = _shape(name).search(text, position)
        if match and _possible(match):
            key = (match.start(), -match.end(), rank)
            if best is None or key < best:
                best, chosen = key, (name, match)
    if chosen is None:
        return None
    return _Found(chosen[1].start(), chosen[1].end(), *_edtf(chosen[1]), _year_place(chosen[1]))


def _year_place(match: re.Match[str]) -> tuple[int, int] | None:
    """Where the year of a single day stands; None for a span, a list, a month or a year alone."""
    parts = match.groupdict()
    is_day = parts.get("d") and not any(parts.get(name) for name in ("y2", "m2", "d2", "ld2"))
    return match.span("y") if is_day else None


def _with_doubt(edtf: str, found: _Found, text: str) -> str:
    """A date with the doubt of its brackets: "14 October [1948]" is 1948?-10-14, "[14 October] 1948" 1948-10-14?."""
    year = found.year
    if year and _in_brackets(text, *year) and not _in_brackets(text, found.start, year[0]):
        return f"{edtf[:4]}?{edtf[4:]}"
    return f"{edtf}?" if _in_brackets(text, found.start, found.end) else edtf


@cache
def _shape(name: str) -> re.Pattern[str]:
    """What finds dates of a shape; made when a text may have one."""
    return re.compile(SHAPES[name], re.IGNORECASE)


def _impossible(text: str) -> Iterator[str]:
    """The shapes that a text cannot have, for want of a sign."""
    yield from (name for name, signs in _signs.items() if not any(sign in text for sign in signs))
    if not _span_sign.search(text):
        yield from _spans


def _extended(found: _Found, text: str) -> _Found:
    """A date with the one that a dash or a comma joins to it: "1 November 1849-28 February 1850"."""
    joint = _joint.match(text, found.end)
    other = _earliest(text, joint.end()) if joint else None
    if joint is None or other is None or other.start != joint.end() or any(sign in found.edtf for sign in "/{"):
        return found
    if joint["dash"]:
        return found._replace(edtf=f"{found.edtf}/{other.edtf.strip('{}')}", end=other.end)
    last = other.edtf.strip("{}").rpartition(",")[2]
    return found._replace(edtf=f"{{{found.edtf},{last}}}", end=other.end)


def _possible(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if not parts.get("d"):
        return True
    return _date(parts["y"], _number(parts), parts["d"]) is not None


def _number(parts: dict[str, str | None], key: str = "m") -> int:
    if key == "m" and parts.get("mn"):
        return int(parts["mn"] or 0)
    month = (parts.get(key) or "").rstrip(".")
    return int(month) if month.isdigit() else MONTHS.get(month.casefold(), 0)


def _date(year: str | None, month: int, day: str | None) -> dt.date | None:
    try:
        return dt.date(int(year or 0), month, int(re.sub(r"\D", "", day or "") or 0))
    except ValueError:
        return None


def _edtf(match: re.Match[str]) -> tuple[str, dt.date | None]:
    parts = match.groupdict()
    year, month = parts["y"] or "", _number(parts)
    if parts.get("s"):
        return f"{year}-{SEASONS[(parts['s'] or '').casefold()]}", None
    if parts.get("y2"):
        return f"{year}/{parts['y2']}", None
    if not parts.get("d"):
        if not month:
            return year, None
        last = _number(parts, "m2") if parts.get("m2") else 0
        return (f"{year}-{month:02}/{year}-{last:02}" if last else f"{year}-{month:02}"), None
    first = _date(year, month, parts["d"])
    end_month = _number(parts, "m2") if parts.get("m2") else month
    if parts.get("d2"):
        last_day = _date(year, end_month, parts["d2"])
        return (f"{first}/{last_day}" if last_day else f"{first}"), first
    if parts.get("ld2"):
        return f"{{{first},{_date(year, end_month, parts['ld2'])}}}", first
    return f"{first}", first


def _qualifier(before: str) -> str | None:
    return next((form for pattern, form in _qualifiers if pattern.search(before)), None)


def _qualified(found: _Found, text: str) -> str:
    behind = next((form for pattern, form in _behind if pattern.match(text, found.end)), None)
    form = _qualifier(text[: found.start]) or behind
    if form is None:
        return found.edtf
    day, step = found.first, dt.timedelta(days=1)
    return form.format(
        first=day or found.edtf,
        span=found.edtf,
        before=day - step if day else found.edtf,
        after=day + step if day else found.edtf,
    )


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether any letter or figure of a stretch stands in square brackets, or a question mark touches it."""
    depth = text.count("[", 0, start) - text.count("]", 0, start)
    for char in text[start:end]:
        depth += (char == "[") - (char == "]")
        if depth > 0 and char.isalnum():
            return True
    return "?" in text[max(0, start - 2) : end + 1]
