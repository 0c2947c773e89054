"""Transcripts are read and normalised, file by file and over several processes: what each holds, in short and whole.

In go the files of an edition, out come their heads; the records whole are kept in the cache until a document is made of
them. What has not changed is taken from the cache, and of a file that nobody touched not even the bytes are looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from regesta.cache import Cache, encode, key_of
from regesta.corrections import for_document
from regesta.desk import KEY, Desk
from regesta.findings import Finding
from regesta.model import Languages, Record, Source, Value
from regesta.spreading import spread
from regesta.understanding import Understood, understand

READ, UNDERSTOOD = "read", "understood"
"""Rooms of the cache: what a file holds in short, and whole."""


class Head(Value, frozen=True):
    """What a file holds, without the texts."""

    sha256: str
    decided: bytes
    """Stands for the editor's decisions that were applied."""
    records: tuple[Record, ...] = ()
    standing: tuple[bool, ...] = ()
    """Whether each can be a document: it has a title and a text."""
    findings: tuple[Finding, ...] = ()


decode_head = msgspec.msgpack.Decoder(Head).decode
decode_understood = msgspec.msgpack.Decoder(Understood).decode


def read_share(paths: Sequence[Path], desk: Desk, kept: Cache) -> int:
    """Read and normalise some of an edition's files into a cache; how many documents they hold."""
    return sum(len(head.records) for head in read_all(paths, desk, kept).values())


def records_of(file: str, kept: Cache) -> list[Record]:
    """The records of a file that can be documents, with their texts."""
    content = kept.value(UNDERSTOOD, file)
    return [record for record in decode_understood(content or b"").records if _can_stand(record)]


def read_all(paths: Sequence[Path], desk: Desk, kept: Cache) -> dict[str, Head]:
    """What each file holds: as it is in the cache, or understood anew."""
    before = {name: (key, decode_head(value)) for name, key, value in kept.all(READ)}
    names = [_name(path, desk.root) for path in paths]
    left = [name for name in names if not _is_known(name, desk, before)]

    def begin() -> Callable[[str], tuple[bytes, bytes, bytes]]:
        return lambda name: _read(name, desk, before)

    heads = {name: before[name][1] for name in names if name in before}
    results = spread(begin, left, desk.jobs, partial(desk.progress, "read and normalise"))
    for name, (key, head, whole) in zip(left, results, strict=True):
        if head:
            kept.put(READ, [(name, key, head)])
            kept.put(UNDERSTOOD, [(name, key, whole)])
            heads[name] = decode_head(head)
    for room in (READ, UNDERSTOOD):
        kept.forget(room, before.keys() - heads.keys())
    kept.save()
    return {name: heads[name] for name in names}


def _name(path: Path, root: Path) -> str:
    """The path of a file below the edition folder."""
    whole, above = path.as_posix(), f"{root.as_posix()}/"
    return whole.removeprefix(above) if whole.startswith(above) else path.relative_to(root).as_posix()


def _is_known(name: str, desk: Desk, before: Mapping[str, tuple[bytes, Head]]) -> bool:
    """Whether the cache is known to have what a file holds, without a look at the file."""
    return name in before and before[name][0][KEY:] == desk.key and _is_unread(before[name][1], name, desk)


def _read(name: str, desk: Desk, before: Mapping[str, tuple[bytes, Head]]) -> tuple[bytes, bytes, bytes]:
    """Key, head and whole of what a file holds; the latter two empty where the cache has them."""
    path = desk.root / name
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""  # a pipe never ends
    except OSError:
        sha256 = ""
    key = key_of(name, sha256) + desk.key
    if name in before and sha256:
        known_key, head = before[name]
        if known_key == key and head.decided == _decided(head.records, desk):
            return key, b"", b""
    understood = understand(path, desk.root, desk.editorial)
    head = Head(
        understood.sha256,
        _decided(understood.records, desk),
        tuple(map(_named, understood.records)),
        tuple(map(_can_stand, understood.records)),
        understood.findings,
    )
    return key, encode(head), encode(understood)


def _is_unread(head: Head, name: str, desk: Desk) -> bool:
    """Whether a file need not be opened: it is as it was, and no decision goes by words of its ledger."""
    named = {one.id or one.proposed_id for one in head.records}
    return desk.unchanged(name) and not named & desk.editorial.words.keys()


def _can_stand(record: Record) -> bool:
    """Whether a record can be a document: it has a title and a text."""
    return bool(record.title and record.blocks)


def _named(record: Record) -> Record:
    """What tells which document a record is, and nothing else of it."""
    return Record(
        id=record.id,
        proposed_id=record.proposed_id,
        title=record.title,
        type=None,
        date=record.date,
        languages=Languages(),
        source=Source(),
        file=record.file,
        sha256=record.sha256,
        format=record.format,
        line_count=record.line_count,
        extent=record.extent,
    )


def _decided(records: Sequence[Record], desk: Desk) -> bytes:
    """Stands for the editor's decisions about the documents of a file, and for the words of the addresses they name."""
    parts = []
    for record in records:
        chosen = for_document(desk.editorial.corrections, record.id, record.proposed_id, record.file)
        words = desk.editorial.words.get(record.id or record.proposed_id, {}) if chosen else {}
        parts += [encode(chosen), encode(sorted(words.items()))]
    return key_of(*parts)


def with_text(record: Record, kept: Cache) -> Record:
    """The record of a document without an id that is settled yet, with its text."""
    content = kept.value(UNDERSTOOD, record.file)
    found = decode_understood(content).records if content else ()
    return next((one for one in found if _named(one) == record), record)
