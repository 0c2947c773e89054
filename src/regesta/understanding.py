"""One file of an edition to a transcript and the records in it: read, normalised with the editor's decisions, proved.

A file that is no text, or that no reader knows, is a finding and gives no record. Every record is held against its
transcript, and words that it does not account for are a finding too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from regesta.corrections import FILE, for_document
from regesta.findings import Finding, OperatorError, finding
from regesta.model import Correction, Reading, Record, Settings, Transcript, Value
from regesta.normalise.accounting import losses
from regesta.normalise.record import Decisions, normalise
from regesta.readers import read


class Understood(Value, frozen=True):
    """What came of one file; no digest where the file cannot be opened."""

    file: str
    sha256: str
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


class Editorial(NamedTuple):
    """What the edition says beside its transcripts: settings, corrections, and the last words of each address."""

    settings: Settings
    corrections: tuple[Correction, ...] = ()
    words: Mapping[str, Mapping[str, str]] = {}


def understand(path: Path, root: Path, editorial: Editorial) -> Understood:
    """One file as the records in it; a file that is no text is a finding."""
    name = path.relative_to(root).as_posix()
    if path.exists() and not path.is_file():
        message = "it is no file but a folder, a pipe or a device"
        return Understood(name, "", (), (finding("R-002", message, file=name),))
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        return Understood(name, "", (), (finding("R-002", message, file=name),))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        transcript = _transcript(name, content, sha256)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Understood(name, sha256, (), (finding("R-002", "the file is no text in UTF-8", file=name, line=line),))
    readings, findings = read(transcript)
    normalised = [_normalised(reading, transcript, editorial) for reading in readings]
    records = tuple(record for record, _ in normalised)
    more = chain.from_iterable(found for _, found in normalised)
    return Understood(name, sha256, records, (*findings, *more, *_lost(records, transcript)))


def transcript_of(root: Path) -> Callable[[Record], Transcript | None]:
    """What gives the transcript of a record: None for one that has none any more.

    Raises OperatorError where the file is not the one that was understood.
    """
    last: list[Transcript] = []  # the documents of a volume follow each other

    def transcript(record: Record) -> Transcript | None:
        if record.withdrawn:
            return None
        if not last or (last[0].file, last[0].sha256) != (record.file, record.sha256):
            content = (root / record.file).read_bytes()
            if hashlib.sha256(content).hexdigest() != record.sha256:
                raise OperatorError(f"{root / record.file} was changed while the edition was built; build again")
            last[:] = [_transcript(record.file, content, record.sha256)]
        return last[0]

    return transcript


def _transcript(name: str, content: bytes, sha256: str) -> Transcript:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return Transcript(name, text, sha256, None if text.encode() == content else content)


def unknown_documents(corrections: tuple[Correction, ...], records: tuple[Record, ...]) -> Iterator[Finding]:
    """A finding for each decision about a document that the edition does not hold."""
    known = {name for record in records for name in (record.id, record.proposed_id, record.file)}
    for one in corrections:
        if one.document not in known:
            yield finding("E-103", f"there is no document {one.document}", file=FILE, line=one.line)


def _normalised(reading: Reading, transcript: Transcript, editorial: Editorial) -> tuple[Record, tuple[Finding, ...]]:
    """A record without decisions first, for its id tells which decisions are about it."""
    record, findings = normalise(reading, transcript, editorial.settings)
    chosen = for_document(editorial.corrections, record.id, record.proposed_id, transcript.file)
    if not chosen:
        return record, findings
    words = editorial.words.get(record.id or record.proposed_id, {})
    return normalise(reading, transcript, editorial.settings, Decisions(chosen, words))


def _lost(records: tuple[Record, ...], transcript: Transcript) -> Iterator[Finding]:
    for loss in losses(records, transcript) if records else ():
        message = f"words of lines {loss.lines[0]}–{loss.lines[1]} are nowhere: {' '.join(loss.words[:8])}"
        yield finding("R-020", message, file=transcript.file, line=loss.lines[0])
