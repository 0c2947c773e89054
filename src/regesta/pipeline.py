"""The order of the stages, and nothing else: read, normalise, anchor, link, render, index, check, publish.

In goes an edition folder, out come a published site, the ledgers that belong to it, and a report. A fault that would
break a promise, every X- error, leaves the published site as it was; a transcript that nobody can read is left out.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from regesta import checking, publishing
from regesta.addresses import document as document_address
from regesta.addresses import page_file
from regesta.anchors.issuing import Issued, issue
from regesta.anchors.ledger import earlier_path
from regesta.anchors.past import with_past, with_turns
from regesta.anchors.released import compare, notes_of
from regesta.anchors.shelf import Shelf, earlier_wordings, read_shelf
from regesta.authority import read_authority
from regesta.corrections import read_corrections
from regesta.edition import find_transcripts, read_settings
from regesta.exports import export
from regesta.findings import Finding, OperatorError, in_order, waived
from regesta.linking.edition import link
from regesta.model import Correction, Edition, Output, Record, Settings, Transcript, Value
from regesta.publishing import Changes
from regesta.rendering.pages import render
from regesta.search.index import index
from regesta.understanding import Editorial, understand_all, unknown_documents

Progress = Callable[[str], None]


class Options(Value, frozen=True, kw_only=True):
    """How a build is to be done."""

    accept_guesses: bool = False
    search: bool = True
    base_url: str = ""
    jobs: int = 1
    fresh: bool = False
    remember: bool = True
    """Whether addresses are issued for good; a preview issues none."""


class Report(Value, frozen=True, kw_only=True):
    """What a command found and did."""

    documents: int
    paragraphs: int
    people: int
    links: int
    findings: tuple[Finding, ...]
    changes: Changes = Changes()
    published: bool = False
    seconds: float = 0.0


class Assembled(Value, frozen=True, kw_only=True):
    """An edition linked, and not yet rendered."""

    edition: Edition
    issued: Issued
    transcripts: dict[str, Transcript]
    findings: tuple[Finding, ...]


def silent(_message: str) -> None:
    """No progress is shown."""


def build(root: Path, out: Path, options: Options = Options(), progress: Progress = silent) -> Report:  # noqa: B008
    """Build the edition in a folder into a site, whole or not at all, and remember its addresses."""
    started = time.perf_counter()
    read_settings(root)
    with publishing.sole_writer(root):
        publishing.roll_forward(out, root)
        assembled = assemble(root, out, options, progress)
        found, changes = list(assembled.findings), None
        if not refused(found):
            prepared, more = _prepared(assembled, root, out, options, progress)
            found += more
            remembered = assembled.issued if options.remember else None
            changes = _published(prepared, remembered, root, out, progress) if not refused(found) else None
            publishing.discard(prepared)
    return _report(assembled.edition, found, changes, started)


def check(root: Path, out: Path, options: Options = Options(), progress: Progress = silent) -> Report:  # noqa: B008
    """Everything up to the linked edition, and what was found; nothing is written."""
    started = time.perf_counter()
    assembled = assemble(root, out, options, progress)
    return _report(assembled.edition, assembled.findings, None, started)


def assemble(root: Path, out: Path, options: Options = Options(), progress: Progress = silent) -> Assembled:  # noqa: B008
    """Read, normalise, anchor and link; what the published site knows of its ledgers is held against them."""
    settings, authority = read_settings(root), read_authority(root)
    settings = replace(settings, base_url=options.base_url) if options.base_url else settings
    shelf, faults = read_shelf(root, publishing.left_unwritten(out, root))
    losses = compare(publishing.remembered(out).notes, shelf, partial(_published_ids, out))
    progress("read and normalise")
    transcripts, records, read_findings = _understood(root, out, settings, shelf, options.jobs)
    progress("anchor")
    issued = with_turns(issue(records, shelf, day=_today(), accept_guesses=options.accept_guesses), shelf)
    progress("link")
    edition, link_findings = link(issued.records, issued.states, settings, authority)
    edition, past_findings = with_past(edition, root, issued)
    findings = (*faults, *losses, *read_findings, *issued.findings, *link_findings, *past_findings)
    told = in_order(waived(findings, settings.waivers, edition_file="edition.yaml"))
    return Assembled(edition=edition, issued=issued, transcripts=transcripts, findings=told)


def outputs_of(assembled: Assembled, root: Path, options: Options, progress: Progress = silent) -> Iterator[Output]:
    """Every file of the site, one after another."""
    progress("render")
    yield from render(assembled.edition, root, assembled.transcripts)
    progress("export")
    yield from export(assembled.edition, assembled.transcripts, root)
    if options.search:
        progress("index")
        yield from index(assembled.edition)


def refused(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings would break a promise if the site were published."""
    return any(one.severity == "error" and one.code.startswith("X-") for one in findings)


# ---------------------------------------------------------------------------------------------- read and understand


def _understood(
    root: Path, out: Path, settings: Settings, shelf: Shelf, jobs: int
) -> tuple[dict[str, Transcript], tuple[Record, ...], tuple[Finding, ...]]:
    corrections = read_corrections(root)
    editorial = Editorial(settings, corrections, _last_words(corrections, shelf))
    results = understand_all(find_transcripts(root, out=out), root, editorial, jobs)
    transcripts = {one.transcript.file: one.transcript for one in results if one.transcript}
    records = tuple(chain.from_iterable(one.records for one in results))
    findings = chain.from_iterable(one.findings for one in results)
    standing = tuple(record for record in records if record.title and record.blocks)
    return transcripts, standing, (*findings, *unknown_documents(corrections, records))


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


# ---------------------------------------------------------------------------------------------- publish and remember


def _prepared(
    assembled: Assembled, root: Path, out: Path, options: Options, progress: Progress
) -> tuple[publishing.Prepared, tuple[Finding, ...]]:
    """The finished site beside the old one, and what is wrong with it."""
    seen = checking.Seen()
    outputs = checking.watched(outputs_of(assembled, root, options, progress), seen)
    prepared = publishing.prepare(outputs, out, keep=not options.fresh)
    progress("check")
    anchors = {document: ledger.anchors for document, ledger in assembled.issued.ledgers.items()}
    return prepared, (*prepared.findings, *checking.judge(seen, anchors))


def _published(
    prepared: publishing.Prepared, issued: Issued | None, root: Path, out: Path, progress: Progress
) -> Changes:
    """The site first, then the ledgers: who sees an address on a page can trust that it will be remembered."""
    progress("publish")
    if issued is None:
        return publishing.exchange(prepared)
    files = issued.files | {
        earlier_path(document): earlier_wordings(root, document) + lines for document, lines in issued.earlier.items()
    }
    changes = publishing.exchange(prepared, notes_of(issued.ledgers), publishing.unwritten(files, root))
    publishing.roll_forward(out, root)
    return changes


def _published_ids(out: Path, document: str) -> list[str]:
    page = publishing.read_published(out, page_file(document_address(document)))
    return checking.ids_of(page.decode("utf-8", "replace"))


# ---------------------------------------------------------------------------------------------- report


def _report(edition: Edition, findings: Iterable[Finding], changes: Changes | None, started: float) -> Report:
    standing = [one for one in edition.documents if not one.record.withdrawn]
    blocks = [block for one in standing for block in one.record.blocks]
    return Report(
        documents=len(standing),
        paragraphs=sum(block.anchor.startswith("p") for block in blocks),
        people=len(_people(edition)),
        links=sum(_links(edition)),
        findings=in_order(findings),
        changes=changes or Changes(),
        published=changes is not None,
        seconds=round(time.perf_counter() - started, 3),
    )


def _people(edition: Edition) -> set[str]:
    """Every person who takes part or is named, by id where one is known."""
    persons = {entity.id for entity in edition.authority.entities if entity.kind == "person"}
    named = {mention.entity for one in edition.documents for mention in one.mentions} & persons
    parties = (party for one in edition.documents for party in one.record.participants if party.of == "person")
    return named | {party.person or party.name for party in parties}


def _links(edition: Edition) -> Iterator[int]:
    """How many names and related documents of each document lead somewhere."""
    for one in edition.documents:
        yield len(one.mentions) + sum(relation.document is not None for relation in one.related)
        yield sum(party.person is not None for party in one.record.participants)


def as_json(report: Report) -> Mapping[str, object]:
    """A report in the promised form."""
    listed = [
        {key: getattr(one, key) for key in ("code", "severity", "file", "line", "message", "hint")}
        for one in report.findings
    ]
    changes = report.changes
    return {
        "documents": report.documents,
        "paragraphs": report.paragraphs,
        "people": report.people,
        "links": report.links,
        "findings": listed,
        "files": {"written": changes.written, "unchanged": changes.unchanged, "removed": changes.removed},
        "seconds": report.seconds,
    }
