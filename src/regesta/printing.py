"""The files of a site: every page and export of the linked edition made and placed, over several processes.

In goes the edition, whose documents have no texts here, with the cache that has them; out come files in the prepared
site and what is to be known of them: their paths, what changed, ids and links. Only the findings travel back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import overload

import msgspec
from msgspec import structs

from regesta import exports, publishing
from regesta.cache import Cache
from regesta.checking import Seen, watched
from regesta.documents import encode, whole_document
from regesta.exports import Beside, export_document, export_edition
from regesta.model import Edition, LinkedDocument, Output, Relation
from regesta.publishing import Prepared
from regesta.rendering.pages import Press, document_pages, page_makers, press
from regesta.rendering.shelf import Whole
from regesta.search.entries import Entry, entry_of
from regesta.search.index import index_all
from regesta.search.names import Forms, forms_of
from regesta.spreading import spread
from regesta.understanding import transcript_of
from regesta.volumes import books_of

ENTRY = "entry"
"""Room of the cache: what the search needs of each document."""
decode_entry = msgspec.msgpack.Decoder(Entry).decode
REMEMBERED = 64
"""Documents that a process keeps decoded, as the next page may show them, too."""

Make = Callable[[], Iterator[Output]]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a process has placed: paths, how many of them are new, and what stands in them."""

    paths: tuple[str, ...]
    written: int
    seen: Seen
    document: str = ""
    entry: bytes = b""
    """What the search needs of the document."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The edition as it is printed, and where from."""

    edition: Edition
    """Its documents without their texts."""
    related: Mapping[str, tuple[Relation, ...]]
    root: Path
    kept: Cache
    books: bool = True
    """Whether the edition is made into books, too."""


def print_all(sheet: Sheet, prepared: Prepared, seen: Seen, *, search: bool, jobs: int) -> None:
    """Make and place every page and export; with `search`, what the search needs of each document goes to the cache."""
    ready = press(sheet.edition, sheet.root, books=sheet.books)
    number = len(_makers(ready, sheet))
    documents = sorted(sheet.edition.documents, key=lambda one: one.record.file)
    items: list[LinkedDocument | int] = [*range(number), *documents]
    begin = partial(_begin, sheet, ready, prepared, forms_of(sheet.edition.authority) if search else None)
    for printed in spread(begin, items, jobs):
        _note(printed, prepared, seen)
        if printed.entry:
            sheet.kept.put(ENTRY, [(printed.document, b"", printed.entry)])
    print_here(export_edition(whole_edition(sheet)), prepared, seen)


def print_here(outputs: Iterable[Output], prepared: Prepared, seen: Seen) -> None:
    """Place files that are made in this process."""
    for output in watched(outputs, seen):
        if publishing.claim(prepared, output.path):
            prepared.written += publishing.place(prepared, output)


def print_search(sheet: Sheet, prepared: Prepared, seen: Seen) -> None:
    """Make and place the search index of all documents, from what the cache has of each."""
    standing = [one.record.id for one in sheet.edition.documents if not one.record.withdrawn]

    def entry(identifier: str) -> Entry:
        return decode_entry(sheet.kept.value(ENTRY, identifier) or b"")

    print_here(index_all(standing, entry, forms_of(sheet.edition.authority)), prepared, seen)


def whole_edition(sheet: Sheet) -> Edition:
    """The edition with all its texts, each of them read when it is asked for."""
    return structs.replace(sheet.edition, documents=Opened(sheet.edition.documents, whole_documents(sheet, sheet.kept)))


class Opened(Sequence[LinkedDocument]):
    """Documents that are given their texts one by one as they are asked for."""

    def __init__(self, heads: Sequence[LinkedDocument], whole: Whole) -> None:
        self.heads = heads
        self.whole = whole

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, place: int) -> LinkedDocument: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[LinkedDocument]: ...
    def __getitem__(self, place: int | slice) -> LinkedDocument | Sequence[LinkedDocument]:
        if isinstance(place, slice):
            return Opened(self.heads[place], self.whole)
        return self.whole(self.heads[place])


def whole_documents(sheet: Sheet, kept: Cache) -> Whole:
    """What gives a document its text and all that is related to it."""

    @lru_cache(REMEMBERED)
    def by_id(identifier: str) -> LinkedDocument:
        return whole_document(kept, identifier)

    def whole(head: LinkedDocument) -> LinkedDocument:
        related = sheet.related.get(head.record.id, ())
        return structs.replace(by_id(head.record.id), related=related, previous=head.previous, next=head.next)

    return whole


def _makers(ready: Press, sheet: Sheet) -> tuple[Make, ...]:
    """What makes everything about the edition as a whole, the longest first."""
    edition, whole = sheet.edition, ready.shelf.whole
    volumes = books_of(edition.documents) if sheet.books else ()
    books = (partial(exports.book_of, one, edition, ready.environment, whole) for one in volumes)
    return (*books, *page_makers(ready))


def _begin(
    sheet: Sheet, ready: Press, prepared: Prepared, forms: Forms | None
) -> Callable[[LinkedDocument | int], Printed]:
    whole = whole_documents(sheet, sheet.kept.again())
    ready = replace(ready, shelf=replace(ready.shelf, whole=whole))
    makers = _makers(ready, sheet)
    transcripts = transcript_of(sheet.root)
    entities = {one.id: one for one in sheet.edition.authority.entities}

    def work(item: LinkedDocument | int) -> Printed:
        if isinstance(item, int):
            return _place(makers[item](), prepared)
        document, transcript = whole(item), transcripts(item.record)
        beside = Beside(sheet.edition.settings, entities, transcript)
        pages = (*document_pages(document, transcript, ready), *export_document(document, beside))
        printed = _place(pages, prepared)
        if forms is None or item.record.withdrawn:
            return printed
        return replace(printed, document=item.record.id, entry=encode(entry_of(document, forms)))

    return work


def _place(outputs: Iterable[Output], prepared: Prepared) -> Printed:
    seen = Seen()
    paths, written = [], 0
    for output in watched(outputs, seen):
        paths.append(output.path)
        written += publishing.place(prepared, output)
    return Printed(tuple(paths), written, seen)


def _note(printed: Printed, prepared: Prepared, seen: Seen) -> None:
    prepared.written += printed.written
    for path in printed.paths:
        publishing.claim(prepared, path)
    seen.add(printed.seen)
