"""The parts that a site is made of, each with the key of what it is made from: a document's files, or a run of pages.

In goes the linked edition, whose documents have no texts here; out come units. A unit stands as long as its key is what
it was. What was placed of one is kept under its name in the room PRINTED.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from regesta import exports
from regesta.cache import Cache, encode, key_of
from regesta.exports import Chapters
from regesta.joining import Told
from regesta.model import Edition, LinkedDocument, Value
from regesta.publishing import FileState
from regesta.rendering.pages import Press, Run, runs
from regesta.rendering.shelf import Shelf
from regesta.volumes import books_of

PRINTED = "printed"
"""Room of the cache: what was placed of each unit."""
CHAPTERS = "chapters"
"""Room of the cache: the chapter of each document in its book."""


class Chapter(Value, frozen=True):
    """The chapter of a document."""

    content: bytes
    addresses: tuple[str, ...]
    """Every address that was ever issued in the document."""
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    """Documents that it leads to, by whether the book holds them."""


class Printed(Value, frozen=True):
    """What was placed of a unit."""

    files: tuple[FileState, ...]
    ids: dict[str, str]
    """Page → its ids, with a space before and after each."""
    links: tuple[tuple[str, str], ...]
    """Paths and fragments that its pages lead to."""


decode_printed = msgspec.msgpack.Decoder(Printed).decode


class Unit(NamedTuple):
    """A document or a run of pages with the key of what its files are made from."""

    name: str
    """Id of the document, or the name of the run after a slash: no id holds one."""
    key: bytes
    item: LinkedDocument | Run


@dataclass(frozen=True, slots=True)
class Sheet:
    """The edition as it is printed, and where from."""

    edition: Edition
    """Its documents without their texts."""
    told: Mapping[str, Told]
    """Document → what lists need of all that is related to it."""
    root: Path
    kept: Cache
    key: bytes
    """Stands for the code, the settings, the authority file, and the edition's own templates."""
    made: Mapping[str, bytes]
    """Document → what stands for all that it is made from by itself."""
    trusted: bool
    """Whether the site that stands is the one that the cache tells of."""
    books: bool = True
    """Whether the edition is made into books, too."""


def units(sheet: Sheet, ready: Press, chapters: Chapters) -> list[Unit]:
    """Everything that a site is made of but the search and the catalogue: runs, the longest first, then documents.

    `chapters` sets those of the books.
    """
    keys = {one.record.id: _key(one, ready.shelf, sheet) for one in sheet.edition.documents}
    pages = [
        Unit(f"/{run.name}", _key_of_run(run, keys if run.related else sheet.made, sheet.key), run)
        for run in _runs(sheet, ready, chapters)
    ]
    heads = sorted(sheet.edition.documents, key=lambda one: one.record.file)  # those of a volume: it is read once
    return [*pages, *(Unit(one.record.id, keys[one.record.id], one) for one in heads)]


def chapter_key(head: LinkedDocument, sheet: Sheet) -> bytes:
    """Stands for all that the chapter of a document is made from, the links to other documents apart."""
    name = head.record.id
    return key_of(sheet.key, sheet.made[name], _related(name, sheet))


def unit_of(path: str) -> str:
    """Name of the unit to which a page belongs."""
    parts = path.split("/")
    if parts[0] == "documents" and len(parts) > 2:
        return parts[1]
    return f"/{path.removesuffix('index.html') or 'home'}"


def _runs(sheet: Sheet, ready: Press, chapters: Chapters) -> Iterator[Run]:
    edition = sheet.edition
    for one in books_of(edition.documents) if sheet.books else ():
        make = partial(exports.book_of, one, edition, ready.environment, chapters)
        yield Run(f"book {one.name}", make, one.documents, one.label, related=True)
    yield from runs(ready)
    states = [[one.record.id, one.states, one.record.withdrawn] for one in edition.documents]
    known = tuple(one.record.id for one in edition.documents)
    yield Run("sitemap and feed", partial(exports.export_edition, edition), known, states)


def _key_of_run(run: Run, documents: Mapping[str, bytes], key: bytes) -> bytes:
    """Stands for all that a run of pages is made from; `documents` has what stands for each document."""
    return key_of(key, *(documents.get(one, b"") for one in run.documents), encode(run.beside))


def _key(head: LinkedDocument, shelf: Shelf, sheet: Sheet) -> bytes:
    """Stands for all that the files of a document are made from."""
    name = head.record.id
    near = [shelf.documents.get(one or "") for one in (head.previous, head.next)]
    neighbours = [(one.record.id, one.record.title, one.record.date) if one else None for one in near]
    beside = encode((neighbours, shelf.meetings.get(name, ()), shelf.decisions.get(name, ())))
    return key_of(sheet.key, sheet.made[name], _related(name, sheet), beside)


def _related(name: str, sheet: Sheet) -> bytes:
    """Stands for all that is related to a document; empty for one that was withdrawn."""
    return sheet.told[name].key if name in sheet.told else b""
