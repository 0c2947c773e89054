"""Files for programs and for keeping, beside the pages: one file of this package an export, one line of the registry.

In go linked documents or the edition, out come outputs with their paths in the site. A document's exports depend on
that document, the settings, its transcript and the entities it names alone, so that they may be made one document at a
time; so may the books, one volume at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regesta import addresses
from regesta.citation import bibtex, csl_json, ris
from regesta.exports.book import Shelf as BookShelf
from regesta.exports.book import links_to
from regesta.exports.catalogue import catalogue_files, catalogue_line
from regesta.exports.epub import Chapters, book_of, chapters_of
from regesta.exports.feed import feed_file
from regesta.exports.record import record_json
from regesta.exports.sitemap import sitemap_files
from regesta.exports.tei import tei
from regesta.exports.text import reading_text
from regesta.exports.transcript import transcript_bytes
from regesta.model import Edition, Entity, LinkedDocument, Output, Settings, Transcript, Value

__all__ = [
    "DOCUMENT_EXPORTS",
    "EDITION_EXPORTS",
    "Beside",
    "BookShelf",
    "Chapters",
    "book_of",
    "catalogue_files",
    "catalogue_line",
    "chapters_of",
    "export_document",
    "export_edition",
    "links_to",
]


class Beside(Value, frozen=True):
    """What the files of a document are made from, beside the document."""

    settings: Settings
    entities: Mapping[str, Entity]
    """The authority file by the ids of its entries."""
    transcript: Transcript | None = None


DocumentExport = Callable[[LinkedDocument, Beside], bytes | None]
"""The bytes of one file of a document; None where the document has no such file."""
EditionExport = Callable[[Edition], Iterator[Output]]
"""Files about the edition as a whole."""

DOCUMENT_EXPORTS: tuple[tuple[str, DocumentExport], ...] = (
    ("record.json", lambda document, _beside: record_json(document)),
    ("text.txt", lambda document, beside: reading_text(document, beside.settings).encode()),
    ("transcript.txt", lambda document, beside: transcript_bytes(document.record, beside.transcript)),
    ("tei.xml", lambda document, beside: tei(document, beside.settings, beside.entities)),
    ("cite.bib", lambda document, beside: bibtex(document, beside.settings).encode()),
    ("cite.ris", lambda document, beside: ris(document, beside.settings).encode()),
    ("cite.csl.json", lambda document, beside: csl_json(document, beside.settings).encode()),
)
"""Files beside a document's page, by name."""

EDITION_EXPORTS: tuple[EditionExport, ...] = (sitemap_files, feed_file)
"""Files about the edition as a whole that are small and quickly made, from the documents without their texts."""


def export_document(document: LinkedDocument, beside: Beside) -> Iterator[Output]:
    """The files beside one document's page."""
    folder = addresses.document(document.record.id)
    for name, make in DOCUMENT_EXPORTS:
        content = make(document, beside)
        if content is not None:
            yield Output(folder + name, content)


def export_edition(edition: Edition) -> Iterator[Output]:
    """The files about the edition as a whole."""
    for one in EDITION_EXPORTS:
        yield from one(edition)
