"""CSL-JSON for a document, which keeps everything: archive, location, genre, translator, publisher, dates with doubt.

Type `document`; the keys are those of the CSL schema 1.0.2. The translator stands in his own field, which a style may
print first where a document has no author; our own notes name the title first and are made in `note`.
"""

from __future__ import annotations

import json
from typing import Any

from regesta.citation import facts
from regesta.citation.dates import Point, date_in_words, read_span
from regesta.citation.names import split_name
from regesta.citation.typography import one_line
from regesta.model import LinkedDocument, Record, Settings


def csl_json(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """A CSL-JSON file: a list with the document's item."""
    return json.dumps([csl_item(document, settings, anchor)], ensure_ascii=False, indent=2) + "\n"


def csl_item(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> dict[str, Any]:
    """The document's item; with an anchor also its locator, which is a paragraph's number or "section 3" for others."""
    record = document.record
    item: dict[str, Any] = {
        "id": facts.key(document),
        "type": "document",
        "title": one_line(record.title),
        "author": _names(facts.authors(record)),
        "translator": _names(facts.translators(record)),
        "issued": _issued(record),
        "genre": facts.genre(record),
        "archive": one_line(record.source.archive or ""),
        "archive-place": one_line(record.source.archive_place or ""),
        "archive_location": facts.location(record),
        "publisher": one_line(settings.title),
        "version": str(facts.state_number(document)) if facts.state_in_words(document) else "",
        "language": record.languages.text,
        "URL": facts.cited_address(document, settings, anchor),
        "locator": _locator(anchor),
        "note": facts.reprint(record),
        "abstract": one_line(record.summary),
    }
    return {name: value for name, value in item.items() if value}


def _names(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [_name(name) for name in names]


def _name(name: str) -> dict[str, str]:
    parts = split_name(name)  # a literal name is printed as it is and never turned round
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": name}


def _issued(record: Record) -> dict[str, Any]:
    """Date parts where figures can say it, else the words: "1940s", "on or before March 26, 1938"."""
    span = read_span(record.date.edtf)
    first, last = span.first, span.last
    if first is None and last is None:
        return {}
    doubtful = record.date.guess or any(point.uncertain for point in (first, last) if point)
    if first is None or last is None or doubtful or span.joined in ("or", "and") or not _in_figures(first, last):
        return {"literal": date_in_words(record.date.edtf, guess=record.date.guess)}
    issued: dict[str, Any] = {"date-parts": [_parts(first)] if first == last else [_parts(first), _parts(last)]}
    if first.month > 12 and first == last:
        issued["season"] = first.month - 20
    if first.circa or last.circa:
        issued["circa"] = True
    return issued


def _in_figures(*points: Point) -> bool:
    return all("X" not in point.year for point in points)


def _parts(point: Point) -> list[int]:
    month = point.month if point.month <= 12 else 0
    return [int(point.year), *(part for part in (month, point.day) if part)]


def _locator(anchor: str | None) -> str:
    """A paragraph's bare number, since "paragraph" is what styles then say; other places with their word."""
    said = facts.locator(anchor)
    return said.removeprefix("¶ ")
