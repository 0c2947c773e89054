"""Golden tests of readers: a transcript beside the record that is to be made of it, short enough to be read."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from regesta.model import Record, Settings, Transcript
from regesta.normalise.accounting import losses
from regesta.normalise.record import normalise
from regesta.readers import read

HERE = Path(__file__).parent


def transcript_of(text: str, file: str = "text.md") -> Transcript:
    return Transcript(file, text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def records_of(text: str, file: str = "text.md", settings: Settings | None = None) -> tuple[list[Record], list[str]]:
    """All records of a text, and the codes and lines of all findings."""
    transcript = transcript_of(text, file)
    readings, findings = read(transcript)
    pairs = [normalise(reading, transcript, settings or Settings()) for reading in readings]
    found = [*findings, *(one for _, more in pairs for one in more)]
    return [record for record, _ in pairs], [f"{one.code}:{one.line}" for one in found]


def lost(text: str, file: str = "text.md") -> tuple[Any, ...]:
    """What of a text its records do not hold."""
    return losses(records_of(text, file)[0], transcript_of(text, file))


def shown(record: Record) -> Iterator[str]:
    """A record in short lines: what was understood, block by block."""
    yield f"{record.id or '-'} | {record.proposed_id} | {record.type} | {record.title}"
    yield f"date {record.date.edtf} “{record.date.as_written}”{' guess' if record.date.guess else ''}"
    yield f"languages {'+'.join(record.languages.original) or '-'} > {record.languages.text}"
    source = record.source
    yield f"source {source.archive} | {source.reference} | {source.published_in} | {source.pages} | {source.url}"
    yield f"source as written {source.as_written!r}, translated by {', '.join(source.translators) or '-'}"
    for one in record.participants:
        yield f"{one.role} {one.name} ({one.of}, {one.evidence}{', guess' if one.guess else ''})"
    for index, block in enumerate(record.blocks):
        lines = ",".join(f"{first}-{last}" for first, last in block.ranges)
        yield f"[{index}] {block.kind}{block.level or ''} {lines}: {block.text!r}"
        for sign in block.signs:
            detail = f" {sign.detail!r}" if sign.detail else ""
            yield f"      {sign.kind} {sign.start}-{sign.end} {block.text[sign.start : sign.end]!r}{detail}"
    for note in record.notes:
        yield f"note {note.mark} from {note.called_from or '-'} {note.lines}: {note.text!r}"
    for one in record.fields:
        yield f"field {one.name} ({one.label}) {one.lines}"
    for aside in record.set_aside:
        yield f"aside {aside.lines} {aside.reason}: {aside.text[:60]!r}"


def compare(path: Path, *, update: bool) -> None:
    """Hold what is read against the file of the same name in .golden; fail with a diff."""
    records, codes = records_of(path.read_text("utf-8"), path.name)
    found = [line for record in records for line in (*shown(record), "")] + [f"findings {' '.join(codes)}"]
    expected = path.with_suffix(".golden")
    if update:
        expected.write_text("\n".join(found) + "\n", "utf-8")
    wanted = expected.read_text("utf-8").splitlines()
    difference = list(difflib.unified_diff(wanted, found, "expected", "found", lineterm=""))
    assert not difference, json.dumps(difference, ensure_ascii=False, indent=0)
