"""What the index knows of all documents together: how often words stand, what names showed, what leads to documents.

In go entries, one after another, each added or taken out again; out come the tables by word, name and reference. A
tally that begins with nothing is that of an edition; one that begins later tells how an edition differs from before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from regesta.model import Output
from regesta.search import names, tables, vocabulary
from regesta.search.entries import Entry
from regesta.search.names import Forms

CROWDED = {"words": 200, "names": 30, "references": 200}
"""So many keys, or keys with one beginning, get a file of their own; it has two or three KB packed."""

Shape = tuple[str, ...] | int
"""How a table is parted into files: by the beginnings that have one of their own, or evenly into so many."""


@dataclass
class Tally:
    """Words, references and facts of names of the documents that were added."""

    counts: vocabulary.Counts = field(default_factory=vocabulary.Counts)
    references: defaultdict[str, dict[str, object]] = field(default_factory=lambda: defaultdict(dict))
    """Key → document → what it is told by besides its id."""
    names: Counter[str] = field(default_factory=Counter)
    """Fact → how often the documents show it."""

    def add(self, entry: Entry) -> None:
        """Count a document."""
        self.counts.add(entry.words, entry.paragraphs)
        self.names.update(entry.names)
        for reference in entry.references:
            self.references[reference.key][entry.id] = reference.rest

    def take_out(self, entry: Entry) -> None:
        """Count a document no longer, whether it was added here or before."""
        self.counts.add(entry.words, entry.paragraphs, times=-1)
        self.names.subtract(entry.names)
        for reference in entry.references:
            self.references[reference.key].pop(entry.id, None)


def name_table(tally: Tally, forms: Forms) -> dict[str, list[list[object]]]:
    """The table of names, from what all documents show."""
    return names.table({fact: number for fact, number in tally.names.items() if number}, forms)


def reference_table(tally: Tally) -> dict[str, list[list[object]]]:
    """Key → documents, each its id with what it is told by."""
    return {
        key: [[identifier, *_told(documents[identifier])] for identifier in sorted(documents)]
        for key, documents in tally.references.items()
        if documents
    }


def table_files(folder: str, found: Mapping[str, Mapping[str, object]]) -> tuple[dict[str, Shape], Iterator[Output]]:
    """Tables as files below a folder, and how each is parted into them."""
    shapes = {folder + name: _shape(name, table) for name, table in found.items()}
    outputs = (
        output
        for name, table in found.items()
        for output in _parted(f"search/{folder}{name}/", table, shapes[folder + name])
    )
    return shapes, outputs


def _shape(name: str, table: Mapping[str, object]) -> Shape:
    if name == "references":
        return 1 + len(table) // CROWDED[name]
    return tables.prefixes(table, CROWDED[name])


def _parted(folder: str, table: Mapping[str, object], shape: Shape) -> Iterator[Output]:
    return tables.spread(folder, table, shape) if isinstance(shape, int) else tables.sharded(folder, table, shape)


def _told(rest: object) -> list[object]:
    if rest is None:
        return []
    return list(rest) if isinstance(rest, list | tuple) else [rest]
