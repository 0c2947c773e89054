"""The whole search index of an edition, the same for the same documents, whatever was there before.

In go the ids of the documents and a way to get the entry of each, out come the files below `search/`, part after part,
so that never more than one part is in memory; and at the end the state, which an increment starts from. A part holds as
many documents as the engine can take in less than a gigabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from zlib import crc32

from regesta.model import Edition, Output
from regesta.search import tables
from regesta.search.entries import Entry, entry_of
from regesta.search.examples import Sample, examples
from regesta.search.names import Forms, forms_of
from regesta.search.parts import Part, build_part, letters_of
from regesta.search.state import State, encode, manifest, marks
from regesta.search.tally import Tally, name_table, reference_table, table_files
from regesta.search.vocabulary import words

DOCUMENTS_PER_PART = 2000
LETTERS_PER_PART = 12_000_000
"""The engine takes 0.4 GB for six million letters."""

EntryOf = Callable[[str], Entry]


def index(edition: Edition, *, documents_per_part: int = DOCUMENTS_PER_PART) -> Iterator[Output]:
    """All files that the search page fetches, of a linked edition."""
    forms = forms_of(edition.authority)
    standing = {one.record.id: one for one in edition.documents if not one.record.withdrawn}

    def entry(identifier: str) -> Entry:
        return entry_of(standing[identifier], forms)

    yield from index_all(standing, entry, forms, documents_per_part=documents_per_part)


def index_all(
    ids: Collection[str], entry: EntryOf, forms: Forms, *, documents_per_part: int = DOCUMENTS_PER_PART
) -> Generator[Output, None, bytes]:
    """All files that the search page fetches; returned at the end is the state. Each entry is asked for once."""
    tally, sample = Tally(), Sample()
    parts: list[Part] = []

    def passing() -> Iterator[Entry]:
        # In an even but fixed order, so that one more document moves at most one from each part to the next.
        for identifier in sorted(ids, key=lambda one: (crc32(one.encode()), one)):
            one = entry(identifier)
            tally.add(one)
            sample.add(one)
            yield one

    for portion in portions(passing(), documents_per_part):
        part, outputs = build_part(str(len(parts)), portion)
        parts.append(part)
        yield from outputs
    return (yield from _tables(tally, sample, tuple(parts), forms))


def portions(entries: Iterator[Entry], most: int) -> Iterator[Iterator[Entry]]:
    """The documents of each part; each portion has to be taken whole before the next. The first one may be empty."""
    ahead = next(entries, None)

    def portion() -> Iterator[Entry]:
        nonlocal ahead
        number = letters = 0
        while ahead is not None and number < most and letters < LETTERS_PER_PART:
            one, ahead = ahead, next(entries, None)
            number += 1
            letters += letters_of([one])
            yield one

    yield portion()
    while ahead is not None:
        yield portion()


def _tables(tally: Tally, sample: Sample, parts: tuple[Part, ...], forms: Forms) -> Generator[Output, None, bytes]:
    """The tables of all documents together, and the list of what there is."""
    names = name_table(tally, forms)
    found: dict[str, Mapping[str, object]] = {
        "words": words(tally.counts.numbers),
        "names": names,
        "references": reference_table(tally),
    }
    beginnings, outputs = table_files("", found)
    held: dict[str, str] = {}
    for output in outputs:
        if output.path.startswith("search/names/"):
            held |= marks([output])
        yield output
    state = State(
        parts=parts,
        documents=tally.counts.documents,
        paragraphs=tally.counts.paragraphs,
        at_first=tally.counts.documents,
        names={fact: number for fact, number in sorted(tally.names.items()) if number},
        beginnings=beginnings,
        examples=examples(sample, tally.counts, names, forms),
        marks=held,
    )
    yield tables.script("search/tables", manifest(state))
    return encode(state)
