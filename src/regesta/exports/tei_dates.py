"""An EDTF date as TEI says it: when, notBefore and notAfter, from and to, with how certain it is.

In goes an EDTF string, out come attributes. What W3C's dates cannot say, a season or a day no calendar has, is given as
the next larger unit that holds it; a date of which nothing is known has no attributes.
"""

from __future__ import annotations

from datetime import date

from regesta.citation.dates import Point, Span, read_span

MONTHS = range(1, 13)


def date_attributes(edtf: str, *, guess: bool = False) -> str:
    """Attributes of a date element, each with a space before it: 1949-07~ is ' when="1949-07" cert="medium"'.

    194X is from its first year to its last, ../1938-03-26 is notAfter, an interval is from and to, a set of which one
    holds ([a,b]) is notBefore and notAfter.
    """
    span = read_span(edtf)
    said = _said(span)
    points = [one for one in span[:2] if isinstance(one, Point)]
    if said and (guess or any(one.uncertain for one in points)):
        said += ' cert="low"'
    elif said and any(one.circa for one in points):
        said += ' cert="medium"'
    return said


def _said(span: Span) -> str:
    if span.first is None and span.last is None:
        return ""
    if span.first == span.last and span.first is not None:
        earliest, latest = _first(span.first), _last(span.first)
        return f' when="{earliest}"' if earliest == latest else f' notBefore="{earliest}" notAfter="{latest}"'
    begin = _first(span.first) if span.first else ""
    end = _last(span.last) if span.last else ""
    within = span.joined == "or" or not (begin and end)
    names = ("notBefore", "notAfter") if within else ("from", "to")
    return "".join(f' {name}="{value}"' for name, value in zip(names, (begin, end), strict=True) if value)


def _first(point: Point) -> str:
    return _in_figures(point, "0")


def _last(point: Point) -> str:
    return _in_figures(point, "9")


def _in_figures(point: Point, unknown: str) -> str:
    """A date as far as W3C's forms go; an unknown figure of the year is given."""
    year = point.year.replace("X", unknown)
    if point.month not in MONTHS:
        return year
    if not point.day or not _is_day(year, point):
        return f"{year}-{point.month:02}"
    return f"{year}-{point.month:02}-{point.day:02}"


def _is_day(year: str, point: Point) -> bool:
    """Whether the calendar has it; of a year before the first nobody asks."""
    try:
        date(max(int(year), 1), point.month, point.day)
    except ValueError:
        return False
    return True
