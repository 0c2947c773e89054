"""The files of a site: every unit of the linked edition made and placed, over several processes, or kept as it stands.

In go the edition, whose documents have no texts here, with the cache that has them; out come files in the prepared
site and what is to be known of them: ids and links, what the search needs, and what was wrong with a finished file.
Of a site that is patched nothing is looked at but what a change has to do with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from regesta import checking, publishing
from regesta.cache import Cache, encode
from regesta.checking import Seen, watched
from regesta.exports import (
    Beside,
    BookShelf,
    Chapters,
    catalogue_files,
    catalogue_line,
    chapters_of,
    export_document,
    links_to,
)
from regesta.findings import Finding
from regesta.model import LinkedDocument, Output, Value
from regesta.publishing import Prepared
from regesta.rendering.pages import Press, document_pages, press
from regesta.reporting import Options
from regesta.search.entries import entry_of
from regesta.search.names import Forms, forms_of
from regesta.showing import Progress
from regesta.spreading import processors, spread
from regesta.texts import appearances_of, texts_of, whole_documents
from regesta.understanding import transcript_of
from regesta.units import CHAPTERS, PRINTED, Chapter, Printed, Sheet, Unit, chapter_key, decode_printed, units

ENTERED, LISTED = "entered", "listed"
"""Rooms of the cache: what the search needs of each document, and its line of the catalogue."""
CATALOGUE = "/catalogue"
decode_chapter = msgspec.msgpack.Decoder(Chapter).decode


class Fresh(Value, frozen=True):
    """What was placed of a unit just now, and what came of it besides."""

    row: Printed
    written: int
    findings: tuple[Finding, ...] = ()
    entry: bytes = b""
    """What the search needs of a document."""
    line: bytes = b""
    """Its line of the catalogue."""
    chapters: tuple[tuple[str, bytes, bytes], ...] = ()
    """Documents whose chapters were set anew, with the key and the chapter of each."""


class Changed(Value, frozen=True):
    """What the search knew of a document before, and knows now; empty for nothing."""

    name: str
    before: bytes
    now: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What came of printing."""

    changed: tuple[Changed, ...]
    """For the search, whose needs are in the cache; nothing where the site that stands is not the one it tells of."""
    findings: tuple[Finding, ...]
    """What is wrong with finished files by themselves."""
    seen: Seen
    """Ids and links of what was printed, and of all that stands in a site that is not patched."""
    before: tuple[Printed, ...]
    """What stood in a site that is patched of units that were printed anew, or no more."""


def print_all(sheet: Sheet, prepared: Prepared, options: Options, progress: Progress) -> Result:
    """Make and place every page and export, and leave what stands as it would be made again."""
    ready = press(sheet.edition, sheet.root, texts_of(sheet.kept), books=sheet.books)
    ready = replace(ready, shelf=replace(ready.shelf, appearing=appearances_of(sheet.kept)))
    chapters = Reused(sheet, chapters_of(ready.environment))
    made = units(sheet, ready, chapters)
    rows = sheet.kept.keys(PRINTED)
    entered = sheet.kept.keys(ENTERED)
    seen, stale = Seen(), []
    for unit in made:
        lacking = options.search and unit.name not in entered and _is_searched(unit)
        if lacking or rows.get(unit.name) != unit.key or not _stands(unit.name, prepared, seen, sheet):
            stale.append(unit)
    gone = _gone(made, rows)
    before = _dropped((*(unit.name for unit in stale), *gone), prepared, sheet)
    forms = forms_of(sheet.edition.authority) if options.search else None
    pages = sum(not isinstance(unit.item, LinkedDocument) for unit in stale)
    begin = partial(_begin, sheet, ready, prepared, forms, chapters)
    told = partial(progress, "render and export")
    changed: list[Changed] = []
    findings: list[Finding] = []
    results = spread(begin, stale, options.jobs or processors(), told, alone=pages)
    for unit, fresh in zip(stale, results, strict=True):
        _note(fresh.row, prepared, seen)
        prepared.written += fresh.written
        findings += fresh.findings
        if sheet.trusted and (fresh.entry or unit.name in entered):
            changed.append(_changed(unit.name, fresh.entry, sheet))
        _keep(unit, fresh, sheet.kept)
    if sheet.trusted:
        changed += [_changed(name, b"", sheet) for name in sorted(entered.keys() - sheet.made.keys())]
    _forget(gone, sheet.kept)
    _print_catalogue(sheet, prepared, seen)
    return Result(tuple(changed), tuple(findings), seen, before)


def _is_searched(unit: Unit) -> bool:
    return isinstance(unit.item, LinkedDocument) and not unit.item.record.withdrawn


def _gone(made: Iterable[Unit], rows: dict[str, bytes]) -> list[str]:
    """Units that were printed before and are no more."""
    return sorted(rows.keys() - {unit.name for unit in made} - {CATALOGUE})


def _stands(name: str, prepared: Prepared, seen: Seen, sheet: Sheet) -> bool:
    """Whether the files of a unit stand in the site as they were printed, and are kept."""
    if not sheet.trusted:
        return False
    if prepared.patch:  # to look at each would take longer than the change
        return True
    content = sheet.kept.value(PRINTED, name)
    row = decode_printed(content) if content else None
    if row is None or not publishing.retain(prepared, row.files):
        return False
    _note(row, prepared, seen)
    return True


def _dropped(names: Iterable[str], prepared: Prepared, sheet: Sheet) -> tuple[Printed, ...]:
    """What stands in a site that is patched of units that will be printed anew, or no more."""
    if not prepared.patch:
        return ()
    kept = [sheet.kept.value(PRINTED, name) for name in names]
    rows = tuple(decode_printed(content) for content in kept if content)
    publishing.drop(prepared, (path for row in rows for path, *_ in row.files))
    return rows


def _note(row: Printed, prepared: Prepared, seen: Seen) -> None:
    for path, *_ in row.files:
        publishing.claim(prepared, path)
    seen.ids |= row.ids
    for link in row.links:
        seen.links.setdefault(link, row.files[0][0])


def _changed(name: str, now: bytes, sheet: Sheet) -> Changed:
    return Changed(name, sheet.kept.value(ENTERED, name) or b"", now)


def _keep(unit: Unit, fresh: Fresh, kept: Cache) -> None:
    kept.put(PRINTED, [(unit.name, unit.key, encode(fresh.row))])
    for room, content in ((ENTERED, fresh.entry), (LISTED, fresh.line)):
        if content:
            kept.put(room, [(unit.name, b"", content)])
        elif room == ENTERED:
            kept.forget(room, [unit.name])
    kept.put(CHAPTERS, fresh.chapters)


def _forget(names: Sequence[str], kept: Cache) -> None:
    for room in (PRINTED, ENTERED, LISTED, CHAPTERS):
        kept.forget(room, names)


def _print_catalogue(sheet: Sheet, prepared: Prepared, seen: Seen) -> None:
    """Make and place the catalogue from its lines, which were kept as the documents were printed."""
    lines = {name: line for name, _, line in sheet.kept.all(LISTED)}
    outputs = catalogue_files(sheet.edition.settings.title, [lines[one.record.id] for one in sheet.edition.documents])
    _dropped([CATALOGUE], prepared, sheet)
    row, written = _place(outputs, prepared, Seen())
    _note(row, prepared, seen)
    prepared.written += written
    sheet.kept.put(PRINTED, [(CATALOGUE, b"", encode(row))])


# ---------------------------------------------------------------------------------------------- in each process


class Reused:
    """Chapters as they were set before, where they are what they would be now; those set anew are remembered."""

    def __init__(self, sheet: Sheet, chapters: Chapters) -> None:
        self.sheet = sheet
        self.chapters = chapters
        self.whole = whole_documents(sheet.kept)
        self.addresses: dict[str, tuple[str, ...]] = {}
        self.new: list[tuple[str, bytes, bytes]] = []

    def __call__(self, head: LinkedDocument, shelf: BookShelf) -> bytes:
        """The chapter of a document in a book."""
        name, key = head.record.id, chapter_key(head, self.sheet)
        kept = self.sheet.kept.kept(CHAPTERS, name)
        found = decode_chapter(kept[1]) if kept and kept[0] == key else None
        if found is None or shelf.held.intersection(found.outside) or not shelf.held.issuperset(found.inside):
            document = self.whole(head)
            to = links_to(document)
            found = Chapter(
                self.chapters(document, shelf),
                tuple(anchor.address for anchor in document.record.anchors),
                tuple(one for one in to if one in shelf.held),
                tuple(one for one in to if one not in shelf.held),
            )
            self.new.append((name, key, encode(found)))
        self.addresses[name] = found.addresses
        return found.content


def _begin(
    sheet: Sheet, ready: Press, prepared: Prepared, forms: Forms | None, chapters: Reused
) -> Callable[[Unit], Fresh]:
    whole = whole_documents(sheet.kept)
    transcripts = transcript_of(sheet.root)
    entities = {one.id: one for one in sheet.edition.authority.entities}

    def work(unit: Unit) -> Fresh:
        if not isinstance(unit.item, LinkedDocument):
            return _run(unit, prepared, chapters)
        document, transcript = whole(unit.item), transcripts(unit.item.record)
        beside = Beside(sheet.edition.settings, entities, transcript)
        files = (*document_pages(document, transcript, ready), *export_document(document, beside))
        seen = Seen()
        row, written = _place(files, prepared, seen)
        issued = {unit.name: [anchor.address for anchor in document.record.anchors]}
        entry = b"" if forms is None or document.record.withdrawn else encode(entry_of(document, forms))
        wrong = checking.faults(seen, issued, (checking.PAGE, checking.TEI))
        return Fresh(row, written, wrong, entry, catalogue_line(document))

    return work


def _run(unit: Unit, prepared: Prepared, chapters: Reused) -> Fresh:
    """A run of pages, or a book."""
    if isinstance(unit.item, LinkedDocument):
        raise TypeError(unit.name)
    chapters.addresses, chapters.new = {}, []
    seen = Seen()
    row, written = _place(unit.item.make(), prepared, seen)
    wrong = checking.faults(seen, chapters.addresses, [checking.EPUB] if chapters.addresses else [])
    return Fresh(row, written, wrong, chapters=tuple(chapters.new))


def _place(outputs: Iterable[Output], prepared: Prepared, seen: Seen) -> tuple[Printed, int]:
    paths, written = [], 0
    for output in watched(outputs, seen):
        paths.append(output.path)
        written += publishing.place(prepared, output)
    files = tuple(publishing.state_of(prepared, path) for path in paths)
    return Printed(files, seen.ids, tuple(seen.links)), written
