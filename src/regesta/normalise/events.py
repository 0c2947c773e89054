"""The day of what a document tells of, and the day it was received, where the document itself gives them.

The record's own date comes from its heading; a memorandum written on the 22nd may tell of a talk on the 17th. Only a
date exact to the day counts, or a day and month to which the record gives the year; a guess of that kind is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.model import Block, Date
from regesta.normalise.dates import find_dates, first_day, read_date
from regesta.text import sentences

_happens = re.compile(
    r"\b(?:took\s+place|was\s+held|were\s+held|met\b|meeting|conversation|talks?|received\s+(?:me|us|him|by)|visited|reception"
    r"|audience|session)\b",
    re.IGNORECASE,
)
# Lines such as "Received: 19 July 1949" and "Received on July 19, 1949 at 8.03 p.m."
_received = re.compile(r"^(?:\W*)(?:Received|Recd\.?|RECEIVED)\b[\s:,]*(?:on\s+)?(?P<date>.{4,60})$")
_received_after = re.compile(r"\b(?:[Rr]eceived|RECEIVED)\b[\s:,]*(?:on\s+)?(?P<date>[\[\dA-Z].{3,60})$")
_yearless = re.compile(
    r"\b(?:on\s+)?(?P<day>\d{1,2})\s+(?P<month>January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b(?!\s*,?\s*\d{4})"
)
OPENING = 3


def event_date(record_date: Date, title: str, blocks: Sequence[Block]) -> Date | None:
    """The day of the event, from the title, or from the opening sentence that says that something took place."""
    for text in (title, *_sentences(blocks)):
        if text is not title and not _happens.search(text):
            continue
        found = find_dates(text)
        if found:
            start, end, edtf = found[-1] if text is title else found[0]
            return Date(edtf, text[start:end])
        guess = _with_year(text, record_date) if text is not title else None
        if guess:
            return guess
    return None


def received_date(blocks: Sequence[Block], wordings: Sequence[str]) -> Date | None:
    """The day of receipt, from a dateline ("LONDON, 18 May 1938 Received 19 May 1938") or a line of its own."""
    for wording in wordings:
        match = _received_after.search(wording)
        if match and match.start() > 0:
            return read_date(match["date"])
    for block in (*blocks[:OPENING], *blocks[-OPENING:]):
        match = _received.match(block.text)
        date = read_date(match["date"]) if match else None
        if date and date.edtf != "XXXX":
            return date
    return None


def _sentences(blocks: Sequence[Block]) -> list[str]:
    opening = [block.text for block in blocks if block.kind in ("paragraph", "item")][:OPENING]
    return [sentence for text in opening for sentence in sentences(text)[:3]]


def _with_year(text: str, record_date: Date) -> Date | None:
    """A day and month in the record's year, if that puts it before the record and less than two months away."""
    match, written = _yearless.search(text), first_day(record_date.edtf)
    if not match or not written:
        return None
    date = read_date(f"{match['day']} {match['month']} {written.year}")
    day = first_day(date.edtf) if date else None
    if not date or not day or not 0 <= (written - day).days <= 60:
        return None
    return Date(date.edtf, match[0], guess=True)
