"""The search index of an edition: one lean page a document for the engine, and the words of the edition with counts.

In goes the linked edition, out come the files below `search/pagefind/` and `search/words/`. What is indexed is not the
published page but its text alone: title, summary, paragraphs, headings and notes, each behind an anchor that says where
it stands. The order of documents does not matter; the same edition gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from math import ceil
from urllib.parse import quote
from zlib import crc32

from regesta import addresses
from regesta.citation.dates import date_in_words
from regesta.model import Edition, Output, Record, Value
from regesta.search import pagefind, vocabulary
from regesta.search.words import Encoder, clean

FOLDER = "search/pagefind/"
DOCUMENTS_PER_INDEX = 2000
"""The engine takes 0.4 GB for a thousand documents of two pages: a larger edition is indexed in parts of this size."""


class Zone(Value, frozen=True):
    """A stretch of a document as it is searched, with the anchor that a hit leads to."""

    anchor: str
    """p12, s3, n1; or title, summary, or - for words without an address, such as an omission standing alone."""
    text: str

    @property
    def addressed(self) -> bool:
        """Whether readers can be led to it."""
        return self.anchor not in (TITLE, SUMMARY, NOWHERE)


TITLE, SUMMARY, NOWHERE = "title", "summary", "-"


def index(edition: Edition, *, documents_per_index: int = DOCUMENTS_PER_INDEX) -> Iterator[Output]:
    """All files that the search page fetches."""
    records = sorted((document.record for document in edition.documents), key=lambda record: record.id)
    number = max(1, ceil(len(records) / documents_per_index))
    encoder = Encoder()
    counts = vocabulary.Counts()
    for part in range(number):
        chosen = (record for record in records if crc32(record.id.encode()) % number == part)
        # A name of its own for each part keeps the names of its files, which the browser tells texts apart by, its own.
        outputs = pagefind.build(_pages(chosen, encoder, counts), language=f"und-{part}")
        yield from _placed(outputs, part)
    yield from vocabulary.files(counts, shards=number)


def zones(record: Record) -> Iterator[Zone]:
    """The stretches of a document in order: title, summary, body, notes."""
    yield Zone(TITLE, record.title)
    if record.summary:
        yield Zone(SUMMARY, record.summary)
    for block in record.blocks:
        yield Zone(block.anchor or NOWHERE, block.text)
    for note in record.notes:
        if note.text:
            yield Zone(note.anchor or NOWHERE, note.text)


def _pages(records: Iterable[Record], encoder: Encoder, counts: vocabulary.Counts) -> Iterator[pagefind.Page]:
    """The pages for the engine; the words are counted as they pass."""
    for record in records:
        # The date rides along in anchors: the engine would index it as words if it were metadata.
        said = date_in_words(record.date.edtf, guess=record.date.guess)
        parts = [_anchor(f"date={quote(record.date.edtf)}"), _anchor(f"dated={quote(said)}")]
        addressed: list[frozenset[str]] = []
        others: list[frozenset[str]] = []
        for zone in zones(record):
            words = [encoder[word] for word in clean(zone.text).split(" ")]
            parts += (_anchor(zone.anchor), escape(" ".join(word.text for word in words), quote=False), " ")
            forms = frozenset(form for word in words for form in word.forms)
            (addressed if zone.addressed else others).append(forms)
        counts.add(addressed, others)
        yield pagefind.Page(addresses.document(record.id), f"<html><body>{''.join(parts)}</body></html>")


def _anchor(identifier: str) -> str:
    return f'<a id="{escape(identifier)}"></a>'


def _placed(outputs: Iterable[Output], part: int) -> Iterator[Output]:
    """The first part lies in the folder itself, together with the engine's programs; the others lie below it."""
    for output in outputs:
        if part == 0:
            yield Output(FOLDER + output.path, output.content)
        elif output.path not in pagefind.PROGRAMS:
            yield Output(f"{FOLDER}{part}/{output.path}", output.content)
