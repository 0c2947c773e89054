"""The files of a site: every page and export of the linked edition made and placed, over several processes.

In goes the edition, whose documents have no texts here, with the cache that has them; out come files in the prepared
site and what is to be known of them: their paths, what changed, ids and links. Only the findings travel back.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import overload

import msgspec
from msgspec import structs

from regesta import exports, publishing
from regesta.cache import Cache, key_of
from regesta.checking import Seen, watched
from regesta.documents import encode, whole_document
from regesta.exports import Beside, export_document, export_edition
from regesta.joining import Kept, Told
from regesta.model import Edition, LinkedDocument, Output, Value
from regesta.publishing import Prepared
from regesta.rendering.pages import Press, Run, document_pages, press, runs
from regesta.rendering.shelf import Shelf, Whole, itself
from regesta.reporting import Options
from regesta.search.entries import Entry, entry_of
from regesta.search.increment import Change, Increment, index_increment
from regesta.search.index import index_all
from regesta.search.names import Forms, forms_of
from regesta.showing import Progress
from regesta.spreading import processors, spread
from regesta.understanding import transcript_of
from regesta.volumes import books_of

PRINTED, ENTERED, INDEXED = "printed", "entered", "indexed"
"""Rooms of the cache: what was placed of each document, what the search needs of it, and what the index is made on."""
SEARCH = "/search"
"""Name of the index among the documents, whose ids hold no slash."""
decode_entry = msgspec.msgpack.Decoder(Entry).decode
REMEMBERED = 256
"""Documents that a process keeps decoded, as the next page may show them, too."""


class Printed(Value, frozen=True):
    """What was placed of a document or a run of pages: files, how many of them are new, what stands in them."""

    files: tuple[publishing.FileState, ...]
    seen: Seen
    written: int = 0
    name: str = ""
    """Id of the document, or the name of the run after a slash."""
    entry: bytes = b""
    """What the search needs of a document."""


decode_printed = msgspec.msgpack.Decoder(Printed).decode


@dataclass(frozen=True, slots=True)
class Sheet:
    """The edition as it is printed, and where from."""

    edition: Edition
    """Its documents without their texts."""
    told: Mapping[str, Told]
    """Document → what lists need of all that is related to it."""
    related: Mapping[str, bytes]
    """Document → what stands for all that is related to it."""
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


def print_all(sheet: Sheet, prepared: Prepared, seen: Seen, options: Options, progress: Progress) -> tuple[Change, ...]:
    """Make and place every page and export, and leave what stands as it would be made again.

    Where there is to be a search, what it needs of each document goes to the cache; returned is what changed of that.
    """
    ready = press(sheet.edition, sheet.root, books=sheet.books)
    heads = {one.record.id: one for one in sheet.edition.documents}
    keys = {name: _key(head, ready.shelf, sheet) for name, head in heads.items()}
    given = [run for run in _runs(ready, sheet) if run.documents is not None]
    keys |= {f"/{run.name}": _key_of_run(run, keys if run.related else sheet.made, sheet.key) for run in given}
    entered = sheet.kept.keys(ENTERED)
    lacking = {name for name, head in heads.items() if not head.record.withdrawn} - entered.keys()
    standing = {
        name
        for name, key in keys.items()
        if not (options.search and name in lacking) and _stands(name, key, prepared, seen, sheet)
    }
    left = [number for number, run in enumerate(_runs(ready, sheet)) if f"/{run.name}" not in standing]
    items: list[LinkedDocument | int] = [
        *left,
        *sorted((head for name, head in heads.items() if name not in standing), key=_by_file),
    ]
    forms = forms_of(sheet.edition.authority) if options.search else None
    begin = partial(_begin, sheet, ready, prepared, forms)
    results = spread(
        begin, items, options.jobs or processors(), partial(progress, "render and export"), alone=len(left)
    )
    changes = []
    for printed in results:
        _note(printed, prepared, seen)
        if printed.entry or printed.name in entered:
            changes.append(_change(printed.name, entered, printed.entry, sheet.kept))
        if printed.name in keys:
            _keep(keys[printed.name], printed, sheet.kept)
    print_here(export_edition(whole_edition(sheet)), prepared, seen)
    sheet.kept.forget(PRINTED, sheet.kept.keys(PRINTED).keys() - keys.keys() - {SEARCH})
    return (*changes, *_taken_out(entered.keys() - heads.keys(), sheet.kept))


def _key_of_run(run: Run, documents: Mapping[str, bytes], key: bytes) -> bytes:
    """Stands for all that a run of pages is made from; `documents` has what stands for each document."""
    return key_of(key, *(documents[one] for one in sorted(run.documents or ())), encode(run.beside))


def _change(name: str, entered: Mapping[str, bytes], now: bytes, kept: Cache) -> Change:
    """What the search knew of a document, and knows now: nothing of one that was withdrawn."""
    return Change(name, _entry(kept, name) if name in entered else None, decode_entry(now) if now else None)


def _taken_out(names: Iterable[str], kept: Cache) -> Iterator[Change]:
    for name in sorted(names):
        yield Change(name, _entry(kept, name), None)
        kept.forget(ENTERED, [name])


def _keep(key: bytes, printed: Printed, kept: Cache) -> None:
    row = structs.replace(printed, seen=replace(printed.seen, alike={}), written=0, entry=b"")
    kept.put(PRINTED, [(printed.name, key, encode(row))])
    if printed.entry:
        kept.put(ENTERED, [(printed.name, b"", printed.entry)])
    else:
        kept.forget(ENTERED, [printed.name])


def _by_file(head: LinkedDocument) -> str:
    """The documents of a volume follow each other, so that its transcript is read once."""
    return head.record.file


def _key(head: LinkedDocument, shelf: Shelf, sheet: Sheet) -> bytes:
    """Stands for all that the files of a document are made from."""
    name = head.record.id
    near = [shelf.documents.get(one or "") for one in (head.previous, head.next)]
    neighbours = [(one.record.id, one.record.title, one.record.date) if one else None for one in near]
    beside = encode((neighbours, shelf.meetings.get(name, ()), shelf.decisions.get(name, ())))
    return key_of(sheet.key, sheet.made[name], sheet.related.get(name, b""), beside)


def _stands(name: str, key: bytes, prepared: Prepared, seen: Seen, sheet: Sheet) -> bool:
    """Whether the files of a document stand in the site as they would be made, and are kept."""
    found = sheet.kept.kept(PRINTED, name) if sheet.trusted else None
    if found is None or found[0] != key:
        return False
    printed = decode_printed(found[1])
    if not publishing.retain(prepared, printed.files):
        return False
    _note(printed, prepared, seen)
    return True


def print_here(outputs: Iterable[Output], prepared: Prepared, seen: Seen) -> None:
    """Place files that are made in this process."""
    for output in watched(outputs, seen):
        if publishing.claim(prepared, output.path):
            prepared.written += publishing.place(prepared, output)


def print_search(sheet: Sheet, prepared: Prepared, seen: Seen, changes: Iterable[Change]) -> None:
    """Make and place the search index: what has changed of it where that can be told, else all of it."""
    standing = [one.record.id for one in sheet.edition.documents if not one.record.withdrawn]
    forms = forms_of(sheet.edition.authority)
    entry = partial(_entry, sheet.kept)
    done = index_increment(_state(sheet, prepared), changes, entry, forms)
    if not _index_changed(sheet, prepared, seen, done):
        outputs = Remembering(index_all(standing, entry, forms))
        printed = _place(outputs, prepared)
        _note(printed, prepared, seen)
        _keep_search(sheet, printed.files, outputs.returned)


def _index_changed(sheet: Sheet, prepared: Prepared, seen: Seen, done: Increment | None) -> bool:
    """Place what an increment changes and keep the rest of the index; false where that cannot be."""
    before = sheet.kept.value(PRINTED, SEARCH)
    if done is None or before is None:
        return False
    gone = {*done.removed, *(one.path for one in done.outputs)}
    left = tuple(one for one in decode_printed(before).files if one[0] not in gone)
    if not publishing.retain(prepared, left):
        return False
    printed = _place(done.outputs, prepared)
    _note(structs.replace(printed, files=(*left, *printed.files)), prepared, seen)
    seen.paths.update(path for path, *_ in left)
    _keep_search(sheet, (*left, *printed.files), done.state)
    return True


def _keep_search(sheet: Sheet, files: tuple[publishing.FileState, ...], state: bytes) -> None:
    sheet.kept.put(PRINTED, [(SEARCH, b"", encode(Printed(files, Seen())))])
    sheet.kept.put(INDEXED, [(SEARCH, b"", state)])


def _state(sheet: Sheet, prepared: Prepared) -> bytes:
    """What an increment of the index starts from; nothing where the site does not hold the index it tells of."""
    printed, state = (sheet.kept.value(room, SEARCH) for room in (PRINTED, INDEXED))
    if not (sheet.trusted and printed and state):
        return b""
    return state if all(path in prepared.before for path, *_ in decode_printed(printed).files) else b""


def _entry(kept: Cache, identifier: str) -> Entry:
    return decode_entry(kept.value(ENTERED, identifier) or b"")


class Remembering:
    """A run of outputs that keeps what its maker returns at the end."""

    def __init__(self, outputs: Generator[Output, None, bytes]) -> None:
        self.outputs = outputs
        self.returned = b""

    def __iter__(self) -> Iterator[Output]:
        self.returned = yield from self.outputs


def whole_edition(sheet: Sheet) -> Edition:
    """The edition with all its texts, each of them read when it is asked for."""
    return structs.replace(sheet.edition, documents=Opened(sheet.edition.documents, whole_documents(sheet.kept)))


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


def texts_of(kept: Cache) -> Whole:
    """What gives a document its text, as the document is by itself."""

    @lru_cache(REMEMBERED)
    def by_id(identifier: str) -> LinkedDocument:
        return whole_document(kept, identifier)

    return lambda head: by_id(head.record.id)


def whole_documents(kept: Cache) -> Whole:
    """What gives a document its text, its neighbours, and all that is related to it."""
    text, relations = texts_of(kept), Kept(kept)

    def whole(head: LinkedDocument) -> LinkedDocument:
        related = relations.get(head.record.id, ())
        return structs.replace(text(head), related=related, previous=head.previous, next=head.next)

    return whole


def _runs(ready: Press, sheet: Sheet, whole: Whole = itself) -> tuple[Run, ...]:
    """Everything about the edition as a whole, the longest first; for the books `whole` gives each document."""
    edition = sheet.edition
    books = (
        Run(
            f"book {one.name}",
            partial(exports.book_of, one, edition, ready.environment, whole),
            frozenset(one.documents),
            one.label,
            related=True,
        )
        for one in (books_of(edition.documents) if sheet.books else ())
    )
    return (*books, *runs(ready))


def _begin(
    sheet: Sheet, ready: Press, prepared: Prepared, forms: Forms | None
) -> Callable[[LinkedDocument | int], Printed]:
    mine = sheet.kept.again()
    whole = whole_documents(mine)
    ready = replace(ready, shelf=replace(ready.shelf, whole=texts_of(mine)))
    made = _runs(ready, sheet, whole)
    transcripts = transcript_of(sheet.root)
    entities = {one.id: one for one in sheet.edition.authority.entities}

    def work(item: LinkedDocument | int) -> Printed:
        if isinstance(item, int):
            return structs.replace(_place(made[item].make(), prepared), name=f"/{made[item].name}")
        document, transcript = whole(item), transcripts(item.record)
        beside = Beside(sheet.edition.settings, entities, transcript)
        pages = (*document_pages(document, transcript, ready), *export_document(document, beside))
        printed = structs.replace(_place(pages, prepared), name=item.record.id)
        if forms is None or item.record.withdrawn:
            return printed
        return structs.replace(printed, entry=encode(entry_of(document, forms)))

    return work


def _place(outputs: Iterable[Output], prepared: Prepared) -> Printed:
    seen = Seen()
    paths, written = [], 0
    for output in watched(outputs, seen):
        paths.append(output.path)
        written += publishing.place(prepared, output)
    return Printed(tuple(publishing.state_of(prepared, path) for path in paths), seen, written)


def _note(printed: Printed, prepared: Prepared, seen: Seen) -> None:
    prepared.written += printed.written
    for path, *_ in printed.files:
        publishing.claim(prepared, path)
    seen.add(printed.seen)
