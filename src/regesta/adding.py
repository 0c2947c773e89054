"""A transcript on its way into an edition: what is understood of it, which names are new, and its copy there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regesta.authority import read_authority
from regesta.edition import SUFFIXES, read_settings
from regesta.findings import Finding, OperatorError
from regesta.model import Record, Value
from regesta.publishing import replace
from regesta.suggesting.telling import fresh_id, scalar
from regesta.text import fold
from regesta.understanding import Editorial, understand

LISTS = {"person": "people", "organisation": "organisations"}


class Newcomer(Value, frozen=True):
    """A file that may be added, and what it is understood to be."""

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def look(file: Path, root: Path) -> Newcomer:
    """Read a file as a transcript without adding it."""
    if not file.is_file():
        raise OperatorError(f"{file}: there is no such file")
    if file.suffix.lower() not in SUFFIXES:
        raise OperatorError(f"{file}: a transcript's name ends in {', '.join(sorted(SUFFIXES))}")
    understood = understand(file, file.parent, Editorial(read_settings(root)))
    return Newcomer(understood.records, understood.findings)


def told(record: Record) -> Iterator[str]:
    """What was understood of a document, line by line."""
    yield record.title
    yield f"  id          {record.id or record.proposed_id}"
    yield f"  date        {record.date.edtf}  ({record.date.as_written})"
    yield f"  type        {record.type or 'unknown'}"
    yield f"  languages   {', '.join(record.languages.original) or 'unknown'}, text in {record.languages.text}"
    yield f"  source      {record.source.as_written or 'unknown'}"
    for party in record.participants:
        yield f"  {party.role:<11} {party.name}{'  (a guess)' if party.guess else ''}"
    yield f"  text        {len(record.blocks)} blocks, {len(record.notes)} notes"


def suggested(records: tuple[Record, ...], root: Path) -> Iterator[str]:
    """Entries for authority.yaml, for every participant whose name it does not hold."""
    entities = read_authority(root).entities
    taken = {entity.id for entity in entities}
    known = {
        fold(form)
        for entity in entities
        for form in (entity.name, *(one.text for one in (*entity.variants, *entity.scripts)))
    }
    parties = {one.name: LISTS[one.of] for record in records for one in record.participants if one.of in LISTS}
    for kind in LISTS.values():
        names = sorted(name for name, where in parties.items() if where == kind and fold(name) not in known)
        if names:
            yield f"{kind}:"
        for name in names:
            yield f"  {fresh_id(name, taken)}:"
            yield f"    name: {scalar(name)}"


def copy_in(file: Path, root: Path) -> Path:
    """Copy a file into the edition under its own name; a different file of that name is never overwritten."""
    target = root / file.name
    if file.resolve().is_relative_to(root.resolve()):
        return file
    content = file.read_bytes()
    if target.exists() and target.read_bytes() != content:
        raise OperatorError(f"{target}: another file of that name is there; give the new one another name")
    if not target.exists():
        replace(target, content)
    return target
