"""The folder `anchors/` of an edition: every ledger and every decision, read at once; and the files to be written.

In goes the edition folder, out comes a `Shelf`. A damaged ledger is a finding X-404 and its document is named, so that
nobody takes it for one that was never published. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from regesta.anchors.decisions import SUFFIX as DECISIONS_SUFFIX
from regesta.anchors.decisions import Decisions, read_decisions
from regesta.anchors.ledger import EARLIER_SUFFIX, Ledger, LedgerError, decode, earlier_path, ledger_path
from regesta.findings import Finding, finding
from regesta.model import Value

FOLDER = "anchors"


class Shelf(Value, frozen=True, kw_only=True):
    """All that an edition remembers of what it published."""

    ledgers: dict[str, Ledger]
    """By document."""
    decisions: dict[str, Decisions]
    files: dict[str, bytes]
    """Every ledger's file as it is to be believed, by path below the edition folder."""
    damaged: frozenset[str] = frozenset()
    """Documents whose ledger cannot be read."""


def read_shelf(root: Path, pending: Mapping[str, bytes] | None = None) -> tuple[Shelf, tuple[Finding, ...]]:
    """The ledgers and decisions of an edition; `pending` holds files that a killed build had no time to write."""
    files = dict(_ledger_files(root)) | {path: content for path, content in (pending or {}).items() if is_ledger(path)}
    ledgers, findings, damaged = {}, [], set()
    for path, content in sorted(files.items()):
        document = document_of(path)
        try:
            ledgers[document] = decode(content, document)
        except LedgerError as fault:
            damaged.add(document)
            findings.append(finding("X-404", f"this ledger is damaged: {fault}", file=path, line=fault.line))
    decisions = read_decisions(root / FOLDER)
    shelf = Shelf(ledgers=ledgers, decisions=decisions, files=files, damaged=frozenset(damaged))
    return shelf, tuple(findings)


def is_ledger(path: str) -> bool:
    """Whether a path below the edition folder is that of a ledger, and not of wordings or decisions."""
    return path == ledger_path(document_of(path))


def document_of(path: str) -> str:
    """The document of a file in the folder of ledgers."""
    name = path.removeprefix(f"{FOLDER}/")
    for suffix in (EARLIER_SUFFIX, DECISIONS_SUFFIX, ".json"):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def _ledger_files(root: Path) -> Iterator[tuple[str, bytes]]:
    folder = root / FOLDER
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix == ".json" and not path.name.startswith("."):
                yield f"{FOLDER}/{path.name}", path.read_bytes()


def earlier_wordings(root: Path, document: str) -> bytes:
    """The file of a document's earlier wordings, empty where there are none."""
    path = root / earlier_path(document)
    return path.read_bytes() if path.is_file() else b""
