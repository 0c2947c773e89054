"""What the search needs of one document: its texts as the engine gets them, its words, what it is found by.

In go a linked document and the forms of names that are looked for, out comes an entry. It depends on that document and
on the authority file alone, so that it can be kept: an index is made of entries, and made anew of those that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain

import msgspec

from regesta.citation.dates import date_in_words
from regesta.model import LinkedDocument, Record, Value
from regesta.search import catalogue, names, vocabulary
from regesta.search.names import Forms
from regesta.search.words import clean

TITLE, SUMMARY, NOWHERE = "title", "summary", "-"


class Zone(Value, frozen=True):
    """A stretch of a document as it is searched, with the anchor that a hit leads to."""

    anchor: str
    """p12, s3, n1; or title, summary, or - for words without an address, such as an omission standing alone."""
    text: str

    @property
    def addressed(self) -> bool:
        """Whether readers can be led to it."""
        return self.anchor not in (TITLE, SUMMARY, NOWHERE)


class Entry(Value, frozen=True, kw_only=True):
    """A document as the search knows it."""

    id: str
    edtf: str
    dated: str
    """The date in words."""
    zones: tuple[tuple[str, str], ...]
    """Anchor and text of each zone, the text in the notation of the index."""
    words: dict[str, int]
    """Folded word → in how many paragraphs it stands; 0 where only the title, the summary or a remark has it."""
    paragraphs: int
    facets: catalogue.Facets
    references: tuple[catalogue.Reference, ...]
    """Under which keys it is found when something is pasted."""
    names: dict[str, int]
    """What it shows of the forms of names, and how often."""


def entry_of(document: LinkedDocument, forms: Forms) -> Entry:
    """Everything the search needs of one document."""
    record, encoder = document.record, forms.encoder
    meant = _meant(document)
    written: list[tuple[str, str]] = []
    counted: list[tuple[bool, frozenset[str]]] = []
    read: list[names.Zone] = []
    for zone in zones(record):
        words = [encoder[word] for word in clean(zone.text).split(" ")]
        written.append((zone.anchor, " ".join([word.text for word in words])))
        counted.append((zone.addressed, frozenset(chain.from_iterable([word.forms for word in words]))))
        read.append((list(chain.from_iterable([word.read for word in words])), meant[zone.anchor]))
    return Entry(
        id=record.id,
        edtf=record.date.edtf,
        dated=date_in_words(record.date.edtf, guess=record.date.guess),
        zones=tuple(written),
        words=vocabulary.counted(counted),
        paragraphs=sum(addressed for addressed, _ in counted),
        facets=catalogue.facets(document, forms.entities),
        references=tuple(catalogue.references(record, encoder)),
        names=names.facts(read, document.mentions, forms),
    )


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


def digest(entry: Entry) -> str:
    """Sixteen letters that stand for all of an entry but its names, which are kept apart from the texts."""
    return blake2b(msgspec.json.encode(msgspec.structs.replace(entry, names={})), digest_size=8).hexdigest()


def _meant(document: LinkedDocument) -> defaultdict[str, set[str]]:
    """The entities named at each anchor."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        meant[mention.anchor].add(mention.entity)
    return meant
