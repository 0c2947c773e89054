"""The search index of a site: what has changed of it brought up to date where that can be told, else all of it made.

In go the edition, the prepared site and what changed for the search, out come the files of the index in their places.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from functools import partial

import msgspec

from regesta import publishing
from regesta.cache import Cache, encode
from regesta.model import Output, Value
from regesta.printing import ENTERED, Changed
from regesta.publishing import FileState, Prepared
from regesta.search.entries import Entry
from regesta.search.increment import Change, Increment, index_increment
from regesta.search.index import index_all
from regesta.search.names import forms_of
from regesta.units import Sheet

INDEXED, FILES = "indexed", "files of the index"
"""Rooms of the cache: what an increment of the index starts from, and the files of the index."""
ALL = "/all"


class Placed(Value, frozen=True):
    """The files of the index in the site."""

    files: tuple[FileState, ...]


decode_entry = msgspec.msgpack.Decoder(Entry).decode
decode_placed = msgspec.msgpack.Decoder(Placed).decode


def print_search(sheet: Sheet, prepared: Prepared, changed: Iterable[Changed]) -> None:
    """Make and place the search index."""
    standing = [one.record.id for one in sheet.edition.documents if not one.record.withdrawn]
    forms = forms_of(sheet.edition.authority)
    entry = partial(_entry, sheet.kept)
    before = _before(sheet, prepared)
    state = sheet.kept.value(INDEXED, ALL) if before else b""
    done = index_increment(state, map(_change, changed), entry, forms) if state else None
    if done is None or not _placed_increment(sheet, prepared, before, done):
        _drop(before, prepared)
        outputs = Remembering(index_all(standing, entry, forms))
        files = _place(outputs, prepared)
        _keep(sheet, files, outputs.returned)


def forget_search(sheet: Sheet, prepared: Prepared) -> None:
    """A site without a search: the index that stands goes, and is no beginning for the next one."""
    _drop(_before(sheet, prepared), prepared)
    for room in (INDEXED, FILES):
        sheet.kept.forget(room, [ALL])


def _before(sheet: Sheet, prepared: Prepared) -> tuple[FileState, ...]:
    """The files of the index that stands; none where the cache does not know them all, or it is not whole."""
    content = sheet.kept.value(FILES, ALL) if sheet.trusted else None
    files = decode_placed(content).files if content else ()
    return files if all(path in prepared.before for path, *_ in files) else ()


def _drop(files: Iterable[FileState], prepared: Prepared) -> None:
    if prepared.patch:
        publishing.drop(prepared, (path for path, *_ in files))


def _change(one: Changed) -> Change:
    return Change(
        one.name, decode_entry(one.before) if one.before else None, decode_entry(one.now) if one.now else None
    )


def _placed_increment(sheet: Sheet, prepared: Prepared, before: tuple[FileState, ...], done: Increment) -> bool:
    """Place what an increment changes and keep the rest of the index; false where that cannot be."""
    gone = {*done.removed, *(one.path for one in done.outputs)}
    left = tuple(one for one in before if one[0] not in gone)
    if not publishing.retain(prepared, left):
        return False
    if prepared.patch:  # what is left stands where it was claimed
        publishing.drop(prepared, gone)
    else:
        for path, *_ in left:
            publishing.claim(prepared, path)
    _keep(sheet, (*left, *_place(done.outputs, prepared)), done.state)
    return True


def _place(outputs: Iterable[Output], prepared: Prepared) -> tuple[FileState, ...]:
    found = []
    for output in outputs:
        if publishing.claim(prepared, output.path):
            prepared.written += publishing.place(prepared, output)
            found.append(publishing.state_of(prepared, output.path))
    return tuple(found)


def _keep(sheet: Sheet, files: tuple[FileState, ...], state: bytes) -> None:
    sheet.kept.put(FILES, [(ALL, b"", encode(Placed(files)))])
    sheet.kept.put(INDEXED, [(ALL, b"", state)])


def _entry(kept: Cache, identifier: str) -> Entry:
    return decode_entry(kept.value(ENTERED, identifier) or b"")


class Remembering:
    """A run of outputs that keeps what its maker returns at the end."""

    def __init__(self, outputs: Generator[Output, None, bytes]) -> None:
        self.outputs = outputs
        self.returned = b""

    def __iter__(self) -> Iterator[Output]:
        self.returned = yield from self.outputs
