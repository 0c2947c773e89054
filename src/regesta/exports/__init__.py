"""Files for programs and for keeping, beside the pages: one file of this package an export, one line of the registry.

In go the linked edition and its transcripts by file name, out come outputs with their paths in the site. A document's
exports depend on that document, the settings and its transcript alone, so that they may be made one document at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regesta import addresses
from regesta.citation import bibtex, csl_json, ris
from regesta.exports.catalogue import catalogue_file
from regesta.exports.feed import feed_file
from regesta.exports.record import record_json
from regesta.exports.sitemap import sitemap_files
from regesta.exports.text import reading_text
from regesta.exports.transcript import transcript_bytes
from regesta.model import Edition, LinkedDocument, Output, Settings, Transcript

DocumentExport = Callable[[LinkedDocument, Settings, Transcript | None], bytes | None]
"""The bytes of one file of a document; None where the document has no such file."""
EditionExport = Callable[[Edition], Iterator[Output]]
"""Files about the edition as a whole."""

DOCUMENT_EXPORTS: tuple[tuple[str, DocumentExport], ...] = (
    ("record.json", lambda document, _settings, _transcript: record_json(document)),
    ("text.txt", lambda document, settings, _transcript: reading_text(document, settings).encode()),
    ("transcript.txt", lambda document, _settings, transcript: transcript_bytes(document.record, transcript)),
    ("cite.bib", lambda document, settings, _transcript: bibtex(document, settings).encode()),
    ("cite.ris", lambda document, settings, _transcript: ris(document, settings).encode()),
    ("cite.csl.json", lambda document, settings, _transcript: csl_json(document, settings).encode()),
)
"""Files beside a document's page, by name."""

EDITION_EXPORTS: tuple[EditionExport, ...] = (catalogue_file, sitemap_files, feed_file)


def export(edition: Edition, transcripts: Mapping[str, Transcript]) -> Iterator[Output]:
    """Every export of an edition; `transcripts` are found by the file name that a record names."""
    for document in edition.documents:
        yield from export_document(document, edition.settings, transcripts.get(document.record.file))
    for one in EDITION_EXPORTS:
        yield from one(edition)


def export_document(document: LinkedDocument, settings: Settings, transcript: Transcript | None) -> Iterator[Output]:
    """The files beside one document's page."""
    folder = addresses.document(document.record.id)
    for name, make in DOCUMENT_EXPORTS:
        content = make(document, settings, transcript)
        if content is not None:
            yield Output(folder + name, content)
