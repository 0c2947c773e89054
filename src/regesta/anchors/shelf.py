"""The folder `anchors/` of an edition: every ledger, read when it is asked for, and every decision.

In goes the edition folder, out comes a `Shelf`. A damaged ledger is a finding X-404 and its document is named, so that
nobody takes it for one that was never published. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from regesta.anchors.decisions import SUFFIX as DECISIONS_SUFFIX
from regesta.anchors.decisions import Decisions, read_decisions
from regesta.anchors.ledger import EARLIER_SUFFIX, Ledger, LedgerError, decode, earlier_path, ledger_path
from regesta.findings import Finding, finding

FOLDER = "anchors"


class Files(Mapping[str, bytes]):
    """Every ledger's file as it is to be believed, by path below the edition folder; read when it is asked for."""

    def __init__(self, root: Path, pending: Mapping[str, bytes]) -> None:
        self.root = root
        self.pending = pending
        self.paths = frozenset(_ledger_paths(root)) | pending.keys()

    def __getitem__(self, path: str) -> bytes:
        if path not in self.paths:
            raise KeyError(path)
        return self.pending[path] if path in self.pending else (self.root / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.paths))

    def __len__(self) -> int:
        return len(self.paths)


class Ledgers(Mapping[str, Ledger]):
    """The ledgers by document, each read when it is asked for: all of them hold every text of an edition."""

    def __init__(self, files: Mapping[str, bytes], documents: frozenset[str]) -> None:
        self.files = files
        self.documents = documents

    def __getitem__(self, document: str) -> Ledger:
        if document not in self.documents:
            raise KeyError(document)
        return decode(self.files[ledger_path(document)], document)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.documents))

    def __len__(self) -> int:
        return len(self.documents)

    def __contains__(self, document: object) -> bool:
        return document in self.documents


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that an edition remembers of what it published."""

    ledgers: Mapping[str, Ledger]
    """By document; damaged ones are left out."""
    decisions: Mapping[str, Decisions]
    files: Mapping[str, bytes]
    damaged: frozenset[str] = frozenset()
    """Documents whose ledger cannot be read."""


def read_shelf(
    root: Path,
    pending: Mapping[str, bytes] | None = None,
    known: Callable[[str], bool] = lambda _path: False,
) -> tuple[Shelf, tuple[Finding, ...]]:
    """The ledgers and decisions of an edition; `pending` holds files that a killed build had no time to write.

    A ledger whose path is `known` to be as a build has left it is sound, and is not read before it is asked for.
    """
    files = Files(root, {path: content for path, content in (pending or {}).items() if is_ledger(path)})
    findings, damaged, sound = [], set(), set()
    for path in files:
        document = document_of(path)
        try:
            if path in files.pending or not known(path):
                decode(files[path], document)
            sound.add(document)
        except LedgerError as fault:
            damaged.add(document)
            findings.append(finding("X-404", f"this ledger is damaged: {fault}", file=path, line=fault.line))
    shelf = Shelf(Ledgers(files, frozenset(sound)), read_decisions(root / FOLDER), files, frozenset(damaged))
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


def _ledger_paths(root: Path) -> Iterator[str]:
    folder = root / FOLDER
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix == ".json" and not path.name.startswith("."):
                yield f"{FOLDER}/{path.name}"


def earlier_wordings(root: Path, document: str) -> bytes:
    """The file of a document's earlier wordings, empty where there are none."""
    path = root / earlier_path(document)
    return path.read_bytes() if path.is_file() else b""
