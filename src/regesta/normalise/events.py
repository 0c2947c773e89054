"""The day of what a document tells of, and the day it was received, where the document itself gives them.

The record's own date comes from its heading; a memorandum written on the 22nd may tell of a talk on the 17th. Only a
date exact to the day counts, or a day and month to which the record gives the year; a guess of that kind is marked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec.structs import replace

from regesta.model import Block, Date
from regesta.normalise.dates import find_dates, first_day, read_date
from regesta.text import sentences

_happens = re.compile(
    r"\b(?:took\s+place|was\s+held|were\s+held|met\b|meeting|conversation|talks?|received\s+(?:me|us|him|by)|visited|reception"
    r"|audience|session)\b",
    re.IGNORECASE,
)
# Lines such as "Received: 19 July 1949", "Received in Moscow on 10/14/50 at 6:36 a.m.", "Rec’d 3 May"
_receipt = (
    r"(?:[Rr]eceived|RECEIVED|[Rr]ec['’]?d\.?|REC['’]?D\.?|[Aa]rrived)\b(?:\s+(?:in|at)\s+[A-Z0-9][\w/]*)?"
    r"[\s:,]*(?:on\s+)?"
)
_received = re.compile(rf"^\W*{_receipt}(?P<date>.{{4,60}})$")
_received_after = re.compile(rf"\b{_receipt}(?P<date>[\[\dA-Z].{{3,60}})$")
# behind a dateline: "Managua, May 21, 1894. (Received June 12.)"
_received_aside = re.compile(rf"[(\[]{_receipt}(?P<date>[A-Z\d][^()\[\]]{{3,50}})[)\]]\.?$")
_numeric = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d\d(?:\d\d)?)(?![\d/])")
# "your telegram of 5 May", "the note dated 3 June": the day of a paper, not of what is told
_of_paper = re.compile(
    r"\b(?:telegrams?|cables?|cablegrams?|letters?|notes?|messages?|despatch|directive|instructions?|decision|agreement"
    r"|resolution|document|report|treaty)\b[^.;]{0,25}?(?:of|from|dated|on)\s+(?:the\s+)?$|\bdated\s+$",
    re.IGNORECASE,
)
_month = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?!\s*\d{1,2},?\s+\d{4})"
)
_yearless = re.compile(
    rf"\b(?:on\s+)?(?P<day>\d{{1,2}})\s+(?P<month>{_month})(?!\s*,?\s*\d{{4}})"
    rf"|\b(?P<month_first>{_month})\s+(?P<day_behind>\d{{1,2}})\b(?!\s*,?\s*\d{{4}})"
)
OPENING = 3
LONGEST_WAY = 60
"""Days between two dates of which one takes its year from the other."""
OPENED = 200
"""A dateline is no longer."""


def event_date(record_date: Date, title: str, blocks: Sequence[Block]) -> Date | None:
    """The day of the event, from the title, or from the opening sentence that says that something took place.

    The day of a paper that a sentence names is none, nor is one after the document's own.
    """
    for text in (title, *_sentences(blocks)):
        if text is not title and not _happens.search(text):
            continue
        found = [(start, end, day) for start, end, day in find_dates(text) if _may_be(day, text[:start], record_date)]
        if found:
            start, end, edtf = found[-1] if text is title else found[0]
            return Date(edtf, text[start:end])
        guess = _with_year(text, record_date) if text is not title else None
        if guess:
            return guess
    return None


def _may_be(edtf: str, before: str, record_date: Date) -> bool:
    day, written = first_day(edtf), first_day(record_date.edtf)
    return not _of_paper.search(before) and not (day and written and day > written)


def received_date(record_date: Date, blocks: Sequence[Block], wordings: Sequence[str]) -> Date | None:
    """The day of receipt, from a dateline ("LONDON, 18 May 1938 Received 19 May 1938") or a line of its own.

    Figures alone (10/14/50) and a day without a year take the record's century and year; where they could mean two
    days the one next to the record is a guess.
    """
    for wording in wordings:
        match = _received_after.search(wording)
        if match and match.start() > 0:
            return _read(match["date"], record_date)
    for block in blocks[:OPENING]:
        match = _received_aside.search(block.text) if len(block.text) <= OPENED else None
        date = _read(match["date"], record_date) if match else None
        if match and date and date.edtf != "XXXX":  # the year stands in the dateline before it
            return date if _numeric.search(match["date"]) else replace(date, guess=False)
    for block in (*blocks[:OPENING], *blocks[-OPENING:]):
        match = _received.match(block.text)
        date = _read(match["date"], record_date) if match else None
        if date and date.edtf != "XXXX":
            return date
    return None


def _read(wording: str, record_date: Date) -> Date | None:
    return _in_figures(wording, record_date) or read_date(wording) or _with_year(wording, record_date, later=True)


def _in_figures(wording: str, record_date: Date) -> Date | None:
    """A day in figures, in either order of day and month, with the record's century."""
    match, written = _numeric.search(wording), first_day(record_date.edtf)
    if not match:
        return None
    year = match["y"] if len(match["y"]) == 4 else f"{record_date.edtf[:2]}{match['y']}"
    days = [_day(year, match["b"], match["a"]), *([_day(year, match["a"], match["b"])] if match["sep"] == "/" else [])]
    known = sorted({day for day in days if day}, key=lambda day: (day < written, abs(day - written)) if written else ())
    return Date(known[0].isoformat(), match[0], guess=len(known) > 1) if known else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _sentences(blocks: Sequence[Block]) -> list[str]:
    opening = [block.text for block in blocks if block.kind in ("paragraph", "item")][:OPENING]
    return [sentence for text in opening for sentence in sentences(text)[:3]]


def _with_year(text: str, record_date: Date, *, later: bool = False) -> Date | None:
    """A day and month in the record's year, less than two months before the record, or after it with `later`.

    What was sent in December and received in January was received in the next year.
    """
    match, written = _yearless.search(text), first_day(record_date.edtf)
    if not match or not written or _of_paper.search(text[: match.start()]):
        return None
    words = f"{match['day'] or match['day_behind']} {match['month'] or match['month_first']}"
    for year in (written.year, written.year + 1) if later else (written.year,):
        date = read_date(f"{words} {year}")
        day = first_day(date.edtf) if date else None
        apart = (written - day).days * (-1 if later else 1) if day else -1
        if date and 0 <= apart <= LONGEST_WAY:
            return Date(date.edtf, match[0], guess=True)
    return None
