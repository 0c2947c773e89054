"""The whole search index of an edition, the same for the same documents, whatever was there before.

In go the ids of the documents and a way to get the entry of each, out come the files below `search/`, part after part,
so that never more than two parts are in memory; and at the end the state, which an increment starts from. A part holds
as many documents as the engine can take in less than a gigabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from zlib import crc32

from msgspec.structs import replace

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
LETTERS_PER_PART = 11_000_000
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

    for part, outputs in _built(portions(passing(), documents_per_part)):
        parts.append(part)
        yield from outputs
    return (yield from _tables(tally, sample, tuple(parts), forms))


def portions(entries: Iterable[Entry], most: int) -> Iterator[list[Entry]]:
    """The documents of each part. The first one may have none."""
    portion: list[Entry] = []
    letters = 0
    for one in entries:
        if len(portion) == most or letters >= LETTERS_PER_PART:
            yield portion
            portion, letters = [], 0
        portion.append(one)
        letters += letters_of([one])
    yield portion


def _built(portioned: Iterable[list[Entry]]) -> Iterator[tuple[Part, tuple[Output, ...]]]:
    """The parts one after another; while the engine works on one, the documents of the next are made ready."""
    with ThreadPoolExecutor(1) as builder:
        waiting: Future[tuple[Part, tuple[Output, ...]]] | None = None
        for number, portion in enumerate(portioned):
            if waiting:
                yield waiting.result()
            waiting = builder.submit(build_part, str(number), portion)
        if waiting:
            yield waiting.result()


def _tables(tally: Tally, sample: Sample, parts: tuple[Part, ...], forms: Forms) -> Generator[Output, None, bytes]:
    """The tables of all documents together, and the list of what there is."""
    names = name_table(tally, forms)
    found: dict[str, Mapping[str, object]] = {
        "words": words(tally.counts.numbers),
        "names": names,
        "references": reference_table(tally),
    }
    shapes, outputs = table_files("", found)
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
        shapes=shapes,
        examples=examples(sample, tally.counts, names, forms),
        marks={},
    )
    listed = tables.script("search/tables", manifest(state))
    yield listed
    return encode(replace(state, marks=held | marks([listed])))
