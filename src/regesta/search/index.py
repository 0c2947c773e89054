"""The search index of an edition: one lean page a document for the engine, and tables that the browser looks up.

In goes the linked edition, out come the files below `search/`. What is indexed is not the published page but its text
alone: title, summary, paragraphs, headings and notes, each behind an anchor that says where it stands. The order of
documents does not matter; the same edition gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import ceil
from urllib.parse import quote
from zlib import crc32

from regesta import addresses
from regesta.citation.dates import date_in_words
from regesta.model import Edition, LinkedDocument, Output, Record, Value
from regesta.search import catalogue, examples, pagefind, tables, vocabulary
from regesta.search.names import Names
from regesta.search.words import Encoder, clean

FOLDER = "search/pagefind/"
TEXTS = "search/texts/"
FORMAT = "regesta-search/1"
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


@dataclass
class Gathered:
    """What is learnt of the edition while its pages pass."""

    encoder: Encoder
    counts: vocabulary.Counts
    names: Names
    texts: list[Output]
    """Texts of the documents of one part, for copies opened from a disk."""


def index(edition: Edition, *, documents_per_index: int = DOCUMENTS_PER_INDEX) -> Iterator[Output]:
    """All files that the search page fetches."""
    standing = (one for one in edition.documents if not one.record.withdrawn)
    documents = sorted(standing, key=lambda one: one.record.id)
    parts = max(1, ceil(len(documents) / documents_per_index))
    encoder = Encoder()
    gathered = Gathered(encoder, vocabulary.Counts(), Names(edition, encoder), [])
    keys: dict[str, str] = {}
    for part in range(parts):
        chosen = [pair for pair in enumerate(documents) if crc32(pair[1].record.id.encode()) % parts == part]
        # A name of its own for each part keeps the names of its files, which the browser tells texts apart by, its own.
        outputs = pagefind.build(_pages(chosen, gathered), language=f"und-{part}")
        keys |= _keys(outputs)
        yield from _placed(outputs, part)
        yield from gathered.texts
        gathered.texts.clear()
    yield from _tables(edition, documents, gathered, keys, parts)


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


def _pages(documents: Iterable[tuple[int, LinkedDocument]], gathered: Gathered) -> Iterator[pagefind.Page]:
    """The pages for the engine; words and names are counted as they pass."""
    for number, document in documents:
        record = document.record
        meant = _meant(document)
        addressed: list[frozenset[str]] = []
        others: list[frozenset[str]] = []
        written: list[tuple[str, str]] = []
        for zone in zones(record):
            words = [gathered.encoder[word] for word in clean(zone.text).split(" ")]
            written.append((zone.anchor, " ".join(word.text for word in words)))
            forms = frozenset(form for word in words for form in word.forms)
            (addressed if zone.addressed else others).append(forms)
            gathered.names.read([one for word in words for one in word.read], meant[zone.anchor])
        gathered.counts.add(number, addressed, others)
        # The date rides along in anchors: the engine would index it as words if it were metadata.
        said = date_in_words(record.date.edtf, guess=record.date.guess)
        facts = (f"date={quote(record.date.edtf)}", f"dated={quote(said)}")
        gathered.texts.append(tables.script(f"{TEXTS}t-{record.id}", [*([fact] for fact in facts), *written]))
        body = [_anchor(fact) for fact in facts]
        body += (f"{_anchor(anchor)}{escape(text, quote=False)} " for anchor, text in written)
        yield pagefind.Page(addresses.document(record.id), f"<html><body>{''.join(body)}</body></html>")


def _meant(document: LinkedDocument) -> defaultdict[str, set[str]]:
    """The entities named at each anchor."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        meant[mention.anchor].add(mention.entity)
    return meant


def _tables(
    edition: Edition, documents: list[LinkedDocument], gathered: Gathered, keys: dict[str, str], parts: int
) -> Iterator[Output]:
    """The tables, and the list of what there is of them."""
    counts = gathered.counts
    kinds = ("person", "organisation")
    persons = {one.id: one.name for one in edition.authority.entities if one.kind in kinds}
    yield tables.script("search/catalogue", catalogue.columns(documents, keys, persons))
    names = gathered.names.table()
    references = catalogue.references((one.record for one in documents), gathered.encoder)
    found: dict[str, Mapping[str, object]] = {
        "words": vocabulary.words(counts),
        "places": vocabulary.postings(counts),
        "names": names,
        "references": references,
    }
    beginnings = {name: tables.prefixes(table) for name, table in found.items()}
    for name, table in found.items():
        yield from tables.sharded(f"search/{name}/", table, beginnings[name])
    manifest = {
        "format": FORMAT,
        "documents": counts.documents,
        "paragraphs": counts.paragraphs,
        "indexes": parts,
        "tables": beginnings,
        "examples": examples.examples(edition.authority, documents, counts, names, gathered.encoder),
    }
    yield tables.script("search/tables", manifest)


def _keys(outputs: Iterable[Output]) -> dict[str, str]:
    """Id of a document → the name under which the engine keeps its text."""
    keys: dict[str, str] = {}
    for output in outputs:
        if output.path.endswith(".pf_fragment"):
            text = json.loads(gzip.decompress(output.content).removeprefix(pagefind.SIGNATURE))
            name = output.path.rpartition("/")[2].removesuffix(".pf_fragment")
            keys[text["url"].split("/")[1]] = name
    return keys


def _anchor(identifier: str) -> str:
    return f'<a id="{escape(identifier)}"></a>'


def _placed(outputs: Iterable[Output], part: int) -> Iterator[Output]:
    """The first part lies in the folder itself, together with the engine's programs; the others lie below it."""
    for output in outputs:
        if part == 0:
            yield Output(FOLDER + output.path, output.content)
        elif output.path not in pagefind.PROGRAMS:
            yield Output(f"{FOLDER}{part}/{output.path}", output.content)
