"""The order of the stages, and nothing else: read, normalise, anchor, link, render, index, check, publish.

In goes an edition folder, out come a published site, the ledgers that belong to it, and a report. A fault that would
break a promise, every X- error, leaves the published site as it was; a transcript that nobody can read is left out.
"""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain, pairwise
from pathlib import Path

import msgspec
from msgspec.structs import replace

from regesta import checking, publishing, standing
from regesta.addresses import MARKER, page_file
from regesta.addresses import document as document_address
from regesta.anchors.ledger import earlier_path, ledger_path
from regesta.anchors.released import compare
from regesta.anchors.shelf import Shelf, earlier_wordings, read_shelf
from regesta.authority import FILE as AUTHORITY
from regesta.authority import read_authority
from regesta.cache import Cache, code_key, discard, encode, key_of, opened, shard, take_in
from regesta.corrections import FILE as CORRECTIONS
from regesta.corrections import read_corrections
from regesta.desk import Desk
from regesta.documents import Made, made_keys, make_all, words_of_document
from regesta.edition import FILE as SETTINGS
from regesta.edition import find_transcripts, read_settings
from regesta.findings import Finding, OperatorError, in_order, waived
from regesta.heads import read_share
from regesta.indexing import forget_search, print_search
from regesta.joining import Joints, Told, join
from regesta.linking.edition import place_in_order
from regesta.linking.facts import known
from regesta.links import dead_links
from regesta.locking import sole_writer
from regesta.model import Authority, Correction, Edition, Settings, Value
from regesta.printing import print_all
from regesta.reporting import Changes, Options, Report, refused
from regesta.showing import Progress, silent
from regesta.spreading import processors
from regesta.texts import whole_edition
from regesta.understanding import Editorial
from regesta.units import Sheet

NOTHING = Told()
SITE, LAST = "site", "last"
"""Room of the cache, and name in it, of what stands for the site that was published last: what was printed is its."""
LARGE = 2000
"""Files from which a site is patched where little has changed: a second tree would cost more than the change."""


class Assembled(Value, frozen=True, kw_only=True):
    """An edition linked, and not yet printed; its documents have no texts here."""

    sheet: Sheet
    made: tuple[Made, ...]
    marker: publishing.Marker
    """What the site that stands remembers."""
    findings: tuple[Finding, ...]


def build(root: Path, out: Path, options: Options = Options(), progress: Progress = silent) -> Report:  # noqa: B008
    """Build the edition in a folder into a site, whole or not at all, and remember its addresses."""
    started = time.perf_counter()
    read_settings(root)
    with sole_writer(root):
        publishing.roll_forward(out, root)
        before = standing.inputs(root, out)
        if options.fresh:
            discard(root, standing.file_of(options))
        try:
            report, made = _built(root, out, options, progress, before)
        except (sqlite3.DatabaseError, msgspec.DecodeError):  # the cache is damaged
            discard(root, standing.file_of(options))
            report, made = _built(root, out, options, progress, before)
        report = replace(report, seconds=round(time.perf_counter() - started, 3))
        if report.published:
            standing.keep(report, before, _written(made), (root, out, options))
    return report


def _built(
    root: Path, out: Path, options: Options, progress: Progress, now: standing.States
) -> tuple[Report, tuple[Made, ...]]:
    with opened(root, standing.file_of(options)) as kept:
        if options.remember:
            take_in(kept, root)
        unchanged = standing.unchanged_since(kept, now, out)
        assembled = assemble(root, out, kept, options, progress, unchanged=unchanged)
        found, changes = list(assembled.findings), None
        if not refused(found):
            more, changes = _publish(assembled, root, out, options, progress)
            found += more
        return _report(assembled, found, changes), assembled.made


def check(root: Path, out: Path, options: Options = Options(), progress: Progress = silent) -> Report:  # noqa: B008
    """Everything up to the linked edition, and what was found; nothing is written."""
    started = time.perf_counter()
    with opened(None) as kept:
        assembled = assemble(root, out, kept, options, progress)
    report = _report(assembled, assembled.findings, None)
    return replace(report, seconds=round(time.perf_counter() - started, 3))


def nothing(_path: str) -> bool:
    """Whether a file is as it was, where that is not known."""
    return False


def assemble(
    root: Path,
    out: Path,
    kept: Cache,
    options: Options,
    progress: Progress = silent,
    *,
    unchanged: Callable[[str], bool] = nothing,
) -> Assembled:
    """Read, normalise, anchor and link; what the published site knows of its ledgers is held against them.

    `unchanged` tells of a file of the edition whether it is as the last build has found or left it.
    """
    settings, authority = _settings(root, options), read_authority(root)
    trusted = kept.value(SITE, LAST) == _marker(out)
    unchanged = unchanged if trusted else nothing
    shelf, faults = read_shelf(root, publishing.left_unwritten(out, root), unchanged)
    marker = publishing.remembered(out)
    notes = {path: note for path, note in marker.notes.items() if not unchanged(path)}
    losses = compare(notes, shelf, partial(_published_ids, out))
    quiet = all(map(unchanged, (SETTINGS, AUTHORITY, CORRECTIONS)))
    desk = dataclasses.replace(
        _desk(root, settings, authority, shelf, options),
        progress=progress,
        unchanged=unchanged if quiet else nothing,
    )
    documents = make_all(find_transcripts(root, out=out), desk, kept)
    progress("link")
    words = partial(words_of_document, kept)
    told = join([one.card for one in documents.made], words, authority, kept, desk.jobs)
    edition = _edition(documents.made, told, settings, authority)
    found = (*faults, *losses, *documents.findings, *chain.from_iterable(one.findings for one in documents.made))
    findings = in_order(waived((*found, *told.findings), settings.waivers, edition_file="edition.yaml"))
    sheet = Sheet(
        edition=edition,
        told=told.told,
        root=root,
        kept=kept,
        key=key_of(desk.key, encode(authority), *_own(root)),
        made=made_keys(documents.made, kept),
        trusted=trusted,
        books=options.exports,
    )
    return Assembled(sheet=sheet, made=documents.made, marker=marker, findings=findings)


def read_shard(root: Path, out: Path, share: tuple[int, int], options: Options, progress: Progress = silent) -> int:
    """Read and normalise every so-and-so-many-th transcript into a cache of its own; how many documents it holds.

    The shares of an edition may be read side by side, on several machines too: the next build takes them in from the
    edition's folder `.regesta`. Files are told apart by their bytes, so that a share that is out of date is no harm.
    """
    settings, authority = _settings(root, options), read_authority(root)
    shelf, _ = read_shelf(root, publishing.left_unwritten(out, root))
    desk = dataclasses.replace(_desk(root, settings, authority, shelf, options), progress=progress)
    number, of = share
    with shard(root, f"{number}-of-{of}") as kept:
        return read_share(find_transcripts(root, out=out)[number - 1 :: of], desk, kept)


def linked(root: Path, out: Path) -> Edition:
    """The edition whole and linked, for questions about it."""
    with opened(None) as kept:
        edition = whole_edition(assemble(root, out, kept, Options()).sheet.edition, kept)
        return replace(edition, documents=tuple(edition.documents))


# ---------------------------------------------------------------------------------------------- read to link


def _settings(root: Path, options: Options) -> Settings:
    """What edition.yaml says, with the address that the command was given in place of its own."""
    settings = read_settings(root)
    return replace(settings, base_url=options.base_url) if options.base_url else settings


def _desk(root: Path, settings: Settings, authority: Authority, shelf: Shelf, options: Options) -> Desk:
    corrections = read_corrections(root)
    return Desk(
        root=root,
        editorial=Editorial(settings, corrections, _last_words(corrections, shelf)),
        shelf=shelf,
        known=known(authority),
        day=_today(),
        key=key_of(code_key(), encode((settings, authority.entities, options.accept_guesses))),
        accept_guesses=options.accept_guesses,
        remember=options.remember,
        jobs=options.jobs or processors(),
    )


def _edition(made: Iterable[Made], told: Joints, settings: Settings, authority: Authority) -> Edition:
    """The documents in order, each with its neighbours; of what is related, the heads know what is wanted."""
    after = dict(pairwise(told.order))
    before = {later: earlier for earlier, later in after.items()}
    heads = tuple(
        replace(
            one.head,
            related=told.told.get(one.card.id, NOTHING).wanted,
            previous=before.get(one.card.id),
            next=after.get(one.card.id),
        )
        for one in sorted(made, key=lambda one: place_in_order(one.card))
    )
    return Edition(settings=settings, authority=authority, documents=heads, meetings=told.meetings)


def _last_words(corrections: Iterable[Correction], shelf: Shelf) -> dict[str, dict[str, str]]:
    """Words of the addresses of each document that has corrections, for those that name an address."""
    named = {one.document for one in corrections if one.where}
    return {
        document: {anchor.address: anchor.text for anchor in shelf.ledgers[document].anchors}
        for document in sorted(named & shelf.ledgers.keys())
    }


def _today() -> str:
    """The day of a state that is minted now, in UTC: from SOURCE_DATE_EPOCH when it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise OperatorError(f"SOURCE_DATE_EPOCH must be a number of seconds, not {epoch!r}") from None
    return moment.date().isoformat()


# ---------------------------------------------------------------------------------------------- print and publish


def _publish(
    assembled: Assembled, root: Path, out: Path, options: Options, progress: Progress
) -> tuple[tuple[Finding, ...], Changes | None]:
    """Print the site beside the old one, look at what was printed, and exchange the two if it is good."""
    sheet = assembled.sheet
    with publishing.preparing(out, keep=not options.fresh, standing=_large(assembled)) as prepared:
        printed = print_all(sheet, prepared, options, progress)
        if options.search:
            progress("index")
            print_search(sheet, prepared, printed.changed)
        else:
            forget_search(sheet, prepared)
        progress("check")
        dead = dead_links(printed.seen, printed.before, prepared, sheet)
        findings = (*prepared.findings, *printed.findings, *dead)
        if refused(findings):
            publishing.discard(prepared)
            sheet.kept.undo()
            return findings, None
        progress("publish")
        told = _exchanged(prepared, assembled.made if options.remember else (), root, out)
        sheet.kept.put(SITE, [(LAST, b"", _marker(out))])
        return findings, told


def _large(assembled: Assembled) -> publishing.Marker | None:
    """What a site consists of that is so large that it is patched; None where it is exchanged as a whole."""
    marker = assembled.marker
    return marker if assembled.sheet.trusted and len(marker.files) > LARGE else None


def _marker(out: Path) -> bytes:
    """Stands for a published site at its place."""
    return key_of(str(out.resolve()), publishing.read_published(out, MARKER))


def _own(root: Path) -> Iterator[str]:
    """The edition's own templates and static files, each by path, size and time."""
    for folder in (root / "templates", root / "static"):
        for path in sorted(folder.rglob("*")):
            state = path.stat()
            yield f"{path.relative_to(root).as_posix()} {state.st_size} {state.st_mtime_ns}"


def _exchanged(prepared: publishing.Prepared, made: Iterable[Made], root: Path, out: Path) -> Changes:
    """The site first, then the ledgers: who sees an address on a page can trust that it will be remembered."""
    notes: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for one in made:
        notes[ledger_path(one.card.id)] = one.note
        if one.ledger:
            files[ledger_path(one.card.id)] = one.ledger
        if one.earlier:
            files[earlier_path(one.card.id)] = earlier_wordings(root, one.card.id) + one.earlier
    changes = publishing.exchange(prepared, notes, publishing.unwritten(files, root))
    publishing.roll_forward(out, root)
    return changes


def _written(made: Iterable[Made]) -> Iterator[str]:
    """Files of the edition that a build has written."""
    for one in made:
        yield from [ledger_path(one.card.id)] * bool(one.ledger)
        yield from [earlier_path(one.card.id)] * bool(one.earlier)


def _published_ids(out: Path, document: str) -> list[str]:
    page = publishing.read_published(out, page_file(document_address(document)))
    return checking.ids_of(page.decode("utf-8", "replace"))


# ---------------------------------------------------------------------------------------------- report


def _report(assembled: Assembled, findings: Iterable[Finding], changes: Changes | None) -> Report:
    standing = [one for one in assembled.made if not one.card.withdrawn]
    return Report(
        documents=len(standing),
        paragraphs=sum(one.paragraphs for one in standing),
        people=len(_people(assembled.sheet.edition)),
        links=sum(one.links for one in standing) + sum(told.held for told in assembled.sheet.told.values()),
        findings=in_order(findings),
        changes=changes or Changes(),
        published=changes is not None,
    )


def _people(edition: Edition) -> set[str]:
    """Every person who takes part or is named, by id where one is known."""
    persons = {entity.id for entity in edition.authority.entities if entity.kind == "person"}
    named = {entity for one in edition.documents for entity in one.named} & persons
    parties = (party for one in edition.documents for party in one.record.participants if party.of == "person")
    return named | {party.person or party.name for party in parties}
