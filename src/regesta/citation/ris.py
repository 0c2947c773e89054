"""RIS for a document, in the tags that reference managers turn into a manuscript with archive and location.

The type is MANSCPT, because programs make a journal article of the generic one; no SP, which they read as a number of
pages. Lines end in CR LF as the format wants, and no value can begin a line of its own.
"""

from __future__ import annotations

from regesta.citation import facts
from regesta.citation.dates import Point, date_in_words, read_span
from regesta.citation.names import inverted
from regesta.citation.typography import one_line
from regesta.model import LinkedDocument, Record, Settings


def ris(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """The RIS entry of a document, with the number and address of one place in it where an anchor is given."""
    tags = [("TY", "MANSCPT"), *_tags(document, settings, anchor), ("ER", "")]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in tags if value or tag == "ER")


def _tags(document: LinkedDocument, settings: Settings, anchor: str | None) -> list[tuple[str, str]]:
    record = document.record
    return [
        ("ID", facts.key(document)),
        ("TI", record.title),
        *(("AU", inverted(name)) for name in facts.authors(record)),
        *(("A4", inverted(name)) for name in facts.translators(record)),
        *_dates(record),
        ("M3", record.type or ""),
        ("DB", record.source.archive or ""),
        # one program knows the place in an archive as AN, the next as AV
        ("AV", facts.location(record)),
        ("AN", facts.location(record)),
        ("PB", settings.title),
        ("LA", record.languages.text),
        *(("N1", text) for text in _notes(document, anchor)),
        ("AB", record.summary),
        ("UR", facts.cited_address(document, settings, anchor)),
    ]


def _dates(record: Record) -> list[tuple[str, str]]:
    """1949/07/18/ and the year; for a span its first day, the whole being said in a note."""
    point = _first(record)
    if point is None or not point.year.isdigit():
        return []
    month = f"{point.month:02}" if 1 <= point.month <= 12 else ""
    day = f"{point.day:02}" if point.day else ""
    return [("PY", point.year), ("DA", f"{point.year}/{month}/{day}/")]


def _first(record: Record) -> Point | None:
    span = read_span(record.date.edtf)
    return span.first or span.last


def _notes(document: LinkedDocument, anchor: str | None) -> list[str]:
    """What RIS has no tag for: the place cited, the state, the words of a date that is no plain day, the reprint."""
    record = document.record
    span, words = read_span(record.date.edtf), date_in_words(record.date.edtf, guess=record.date.guess)
    plain = span.first == span.last and span.first is not None and not words.startswith(("[", "ca."))
    return [
        facts.locator(anchor),
        facts.state_in_words(document),
        "" if plain else f"Date: {words}",
        facts.reprint(record),
    ]
