"""Words with which a text names another document: a record in, its citations out, not yet resolved.

Four ways are known: an editor's "See Document 71" by the number in the volume; a writer's "your telegram No. 23" by the
number in the head of the other; "my letter of 5 May" by its day; and "the exchange of cables" between the same people
shortly before. Which document is meant is told where all documents are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from regesta.linking.days import MONTH, Span, day_meant, names_day, span
from regesta.model import Record, Value
from regesta.spans import Reach

KIND = (
    r"(?:[Cc]ircular\s+)?(?:[Cc]ablegrams?|[Tt]elegrams?|[Cc]ables?|[Ll]etters?|[Dd]espatch(?:es)?|[Dd]ispatch(?:es)?|"
    r"[Mm]emorand(?:um|a)|[Mm]essages?|[Mm]inutes?|[Nn]otes?|[Rr]eports?|[Aa]irgrams?|[Ss]avingrams?)"
)
TEL = r"(?:(?:[Yy]our|[Uu]r|[Mm]y|[Oo]ur|[Ee]mb|[Dd]ep|[Cc]on)tels?)"
"""How a telegram shortens the word itself: urtel, Embtel."""
NUMBER = r"(?:[A-Z]{1,3}[.\s-]{0,2})?\d{1,5}[A-Z]?"
NO = r"(?:(?:[Nn]o|[Nn]os|[Nn]umber)\b\.?\s*|№\s*|#)?"
WHOSE = r"(?P<whose>[Yy]our|[Mm]y|[Oo]ur)"
DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}))"
    r"(?:,?\s+(?P<year>\d{4}))?\b"
)
BY_EDITOR = re.compile(
    r"(?P<volume>\b[Vv]ol(?:ume|\.)\s*(?P<before>\d+|[IVXL]+),?\s+)?"
    r"\b[Dd]ocuments?\s+(?P<numbers>\d+(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s+and\s+)\d+)*)"
    r"(?:\s+(?:in|of)\s+[Vv]ol(?:ume|\.)\s*(?P<after>\d+|[IVXL]+))?"
)
BY_NUMBER = re.compile(
    rf"\b(?:{WHOSE}\s+)?(?:immediately\s+preceding\s+)?"
    rf"(?:(?P<kind>{KIND}|{TEL})\s+{NO})?(?P<number>{NUMBER})\b"
    rf"(?P<more>(?:(?:,\s*|\s+and\s+)\d{{1,5}}\b(?!\s+(?:{MONTH})))*)"
    rf"(?P<dated>,?\s+(?:dated\s+|of\s+)?(?:the\s+)?{DATE})?"
)
BY_DAY = re.compile(rf"\b(?:{WHOSE}\s+)?(?P<kind>{KIND})\s+(?:dated\s+|of\s+|on\s+)?(?:the\s+)?{DATE}")
EXCHANGE = re.compile(
    r"\b(?:exchanges?\s+of\s+|exchanged\s+)(?P<kind>cables|telegrams|letters|messages|notes)\b", re.IGNORECASE
)
OWN_NUMBER = re.compile(
    rf"\A(?:[A-Z][a-zA-Z]*\s){{0,2}}(?:Cablegram|Telegram|Cable|Despatch|Dispatch|Letter|Memorandum|Airgram|Savingram)"
    rf"\s+(?:No\.?\s*)?(?P<number>{NUMBER})\b"
)
CITING = re.compile(rf"{KIND}|{TEL}|[Yy]our|[Mm]y|[Oo]ur")
"""The words by which a writer cites, one of which stands before every number that he cites by."""
NEAR = 40
"""Characters before a number in which such a word stands: "your immediately preceding telegram No. A. 23"."""
DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d+")
HEAD_BLOCKS = 3
"""Blocks at the head of a document in which its own number may stand."""


class Citation(Value, frozen=True):
    """A paragraph's words that name another document."""

    anchor: str
    words: str
    """As the text has them: "your telegram 23"."""
    by: Literal["place", "number", "day", "exchange"]
    """By its number in the volume, the number in its own head, its day, or as one of those that went to and fro."""
    numbers: tuple[str, ...] = ()
    volume: str = ""
    day: int = 0
    """As an ordinal; 0 where none is given."""
    whose: str = ""
    """your, my, our, or empty."""
    kind: str = ""
    """What the document is called: "telegram"."""


def citations(record: Record) -> tuple[Citation, ...]:
    """All citations of a document: block by block, an editor's first, then those by day, then those by number."""
    written = span(record.date.edtf)
    volume = volume_of(record)
    return tuple(one for anchor, text in _texts(record) for one in _cited_in(anchor, text, volume, written))


def own_number(record: Record) -> str:
    """The number that a document bears in its head: "37" of "Cablegram 37 NEW DELHI, 18 January 1949"."""
    for block in [one for one in record.blocks if one.anchor][:HEAD_BLOCKS]:
        if match := OWN_NUMBER.match(block.text):
            return _plain(match["number"])
    return ""


def volume_of(record: Record) -> str:
    """The volume that a document is printed in, as its number or else its title."""
    return _field(record, "volume number") or record.source.published_in or ""


def place_of(record: Record) -> str:
    """The number of a document in its volume."""
    return _field(record, "document number")


def _cited_in(anchor: str, text: str, volume: str, written: Span | None) -> Iterator[Citation]:
    """The citations of one text, none in words that an earlier rule has taken."""
    yield from _exchanges(anchor, text)
    if not DIGIT.search(text):
        return
    taken: list[tuple[int, int]] = []
    for rule in (_by_place(anchor, text, volume), _by_day(anchor, text, written), _by_number(anchor, text, written)):
        found, before = list(rule), Reach(taken)
        for (start, end), one in found:
            if before.furthest(end - 1) <= start:
                yield one
        taken.extend(place for place, _ in found)


def _by_place(anchor: str, text: str, volume: str) -> Iterator[tuple[tuple[int, int], Citation]]:
    for match in BY_EDITOR.finditer(text) if "ocument" in text else ():
        named = match["before"] or match["after"]
        numbers = tuple(re.findall(r"\d+", match["numbers"]))
        where = _roman(named) if named else volume
        yield match.span(), Citation(anchor, _words(match), "place", numbers, volume=where)


def _by_day(anchor: str, text: str, written: Span | None) -> Iterator[tuple[tuple[int, int], Citation]]:
    if written is None or not names_day(text):
        return
    for match in BY_DAY.finditer(text):
        day = day_meant(match, written)
        yield match.span(), Citation(anchor, _words(match), "day", (), "", day, _whose(match), match["kind"])


def _by_number(anchor: str, text: str, written: Span | None) -> Iterator[tuple[tuple[int, int], Citation]]:
    for match in BY_NUMBER.finditer(text) if written and _may_cite(text) else ():
        if match["whose"] or match["kind"]:
            numbers = (_plain(match["number"]), *re.findall(r"\d+", match["more"]))
            day = day_meant(match, written) if written and match["dated"] else 0
            kind = "telegram" if re.fullmatch(TEL, match["kind"] or "") else match["kind"] or ""
            yield match.span(), Citation(anchor, _words(match), "number", numbers, "", day, _whose(match), kind)


def _exchanges(anchor: str, text: str) -> Iterator[Citation]:
    for match in EXCHANGE.finditer(text) if "xchange" in text else ():
        yield Citation(anchor, _words(match), "exchange", kind=match["kind"].removesuffix("s"))


def _may_cite(text: str) -> bool:
    """Whether a number of a text has a word by which writers cite before it, told quickly, for most have none."""
    starts = (match.start() for match in DIGITS.finditer(text))
    return any(CITING.search(text, max(0, start - NEAR), start) for start in starts)


def _words(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _whose(match: re.Match[str]) -> str:
    """your, my, our, also from "urtel" and "mytel"; or nothing."""
    shortened = (match["kind"] or "").lower()
    if match["whose"] or not shortened.startswith(("ur", "your", "my", "our")):
        return (match["whose"] or "").lower()
    return "my" if shortened.startswith("my") else "our" if shortened.startswith("our") else "your"


def _field(record: Record, name: str) -> str:
    return next((" ".join(one.text.split()) for one in record.fields if one.name == name), "").strip("'\"")


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """The addressed texts of a document, with the head in which it gives its own number left out."""
    blocks = [one for one in record.blocks if one.anchor]
    for place, block in enumerate(blocks):
        head = OWN_NUMBER.match(block.text) if place < HEAD_BLOCKS else None
        yield block.anchor, " " * head.end() + block.text[head.end() :] if head else block.text
    for note in record.notes:
        if note.anchor and note.text:
            yield note.anchor, note.text


def _plain(number: str) -> str:
    return re.sub(r"[.\s-]", "", number).upper()


def _roman(number: str) -> str:
    if number.isdigit():
        return number
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[sign] for sign in number]
    following = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, following, strict=True)))
