"""Transcripts become documents, one by one: read, normalised, anchored, their names read; over several processes.

In go the files of an edition and what is remembered of its addresses, out come the heads of the documents, what the
others have to know of each, and what is to be remembered; the documents whole are kept in the cache until a page needs
one, so that no process holds the texts of an edition. What has not changed is taken from the cache.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec
from msgspec.structs import replace

from regesta.anchors.decisions import NONE, decisions_path
from regesta.anchors.identity import Settled
from regesta.anchors.issuing import Renewed, renew, settle_all, take_out
from regesta.anchors.ledger import earlier_path, ledger_path
from regesta.anchors.past import with_past
from regesta.anchors.released import note_of
from regesta.anchors.shelf import Shelf, earlier_wordings
from regesta.cache import Cache, key_of
from regesta.corrections import for_document
from regesta.findings import Finding
from regesta.linking.cards import Card
from regesta.linking.facts import Known, facts_of
from regesta.model import LinkedDocument, Record, Value, Voice
from regesta.showing import Progress, silent
from regesta.spreading import spread
from regesta.understanding import Editorial, Understood, understand, unknown_documents

KEY = 32
"""Bytes of a digest; what follows it in a key is compared for itself."""
READ, UNDERSTOOD, MADE, WHOLE = "read", "understood", "made", "whole"
"""Rooms of the cache: what a file holds in short, and whole; what is known of a document in short, and whole."""
encode = msgspec.msgpack.Encoder().encode


class Head(Value, frozen=True):
    """What a file holds, without the texts."""

    sha256: str
    decided: bytes
    """Stands for the editor's decisions that were applied."""
    records: tuple[Record, ...] = ()
    standing: tuple[bool, ...] = ()
    """Whether each can be a document: it has a title and a text."""
    findings: tuple[Finding, ...] = ()


class Made(Value, frozen=True, kw_only=True):
    """One document by itself: what lists and other documents need of it, and what is to be remembered."""

    head: LinkedDocument
    """Without its text."""
    card: Card
    paragraphs: int
    """How many have a number."""
    addresses: tuple[str, ...]
    """Every address that was ever issued in it."""
    note: str
    """What the site is to remember of the ledger."""
    ledger: bytes = b""
    """The ledger's file, where it is to be written."""
    earlier: bytes = b""
    """Lines to be added to the earlier wordings."""
    findings: tuple[Finding, ...] = ()


class Documents(Value, frozen=True, kw_only=True):
    """All documents of an edition, in order of file, each by itself."""

    made: tuple[Made, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every document of an edition is made with."""

    root: Path
    editorial: Editorial
    shelf: Shelf
    known: Known
    day: str
    key: bytes
    """Stands for the code, the settings and the entities of the authority file."""
    accept_guesses: bool = False
    remember: bool = True
    jobs: int = 1
    progress: Progress = silent
    unchanged: Callable[[str], bool] = lambda _path: False
    """Whether a file of the edition, and what it says beside its transcripts, is as the last build left it."""


decode_head = msgspec.msgpack.Decoder(Head).decode
decode_understood = msgspec.msgpack.Decoder(Understood).decode
decode_made = msgspec.msgpack.Decoder(Made).decode
decode_document = msgspec.msgpack.Decoder(LinkedDocument).decode


def make_all(paths: Sequence[Path], desk: Desk, kept: Cache) -> Documents:
    """Every document of an edition; what could not be read is a finding and makes none."""
    heads = _read_all(paths, desk, kept)
    records = [record for head in heads.values() for record in head.records]
    standing = [
        record for head in heads.values() for record, stands in zip(head.records, head.standing, strict=True) if stands
    ]
    settling = settle_all(standing, desk.shelf, lambda record: _with_text(record, kept))
    made = list(_make_each(settling.settled, desk, kept))
    findings = [*chain.from_iterable(head.findings for head in heads.values()), *settling.findings]
    for document in settling.left_behind:
        stubs, more = take_out(document, desk.shelf, desk.day, accept_guesses=desk.accept_guesses)
        findings += more
        made += [_stub(one, desk, kept) for one in stubs]
    findings += unknown_documents(desk.editorial.corrections, tuple(records))
    kept.save()
    return Documents(made=tuple(sorted(made, key=lambda one: one.head.record.file)), findings=tuple(findings))


def read_share(paths: Sequence[Path], desk: Desk, kept: Cache) -> int:
    """Read and normalise some of an edition's files into a cache; how many documents they hold."""
    return sum(len(head.records) for head in _read_all(paths, desk, kept).values())


def made_keys(made: Iterable[Made], kept: Cache) -> dict[str, bytes]:
    """Document → what stands for all that it is made from by itself."""
    keys = kept.keys(MADE)
    return {one.card.id: keys.get(one.card.id) or key_of(encode(one.head)) for one in made}


def whole_document(kept: Cache, identifier: str) -> LinkedDocument:
    """A document with its text, as it is by itself."""
    content = kept.value(WHOLE, identifier)
    if content is None:
        raise KeyError(identifier)
    return decode_document(content)


# ---------------------------------------------------------------------------------------------- read and normalise


def _read_all(paths: Sequence[Path], desk: Desk, kept: Cache) -> dict[str, Head]:
    """What each file holds: as it is in the cache, or understood anew."""
    before = {name: (key, decode_head(value)) for name, key, value in kept.all(READ)}

    def begin() -> Callable[[Path], tuple[str, bytes, bytes, bytes]]:
        return lambda path: _read(path, desk, before)

    heads: dict[str, Head] = {}
    for name, key, head, whole in spread(begin, paths, desk.jobs, partial(desk.progress, "read and normalise")):
        if head:
            kept.put(READ, [(name, key, head)])
            kept.put(UNDERSTOOD, [(name, key, whole)])
        heads[name] = decode_head(head) if head else before[name][1]
    for room in (READ, UNDERSTOOD):
        kept.forget(room, before.keys() - heads.keys())
    kept.save()
    return heads


def _read(path: Path, desk: Desk, before: Mapping[str, tuple[bytes, Head]]) -> tuple[str, bytes, bytes, bytes]:
    """Name, key, head and whole of what a file holds; the latter two empty where the cache has them."""
    name = path.relative_to(desk.root).as_posix()
    if name in before and before[name][0][KEY:] == desk.key and _is_unread(before[name][1], name, desk):
        return name, before[name][0], b"", b""
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""  # a pipe never ends
    except OSError:
        sha256 = ""
    key = key_of(name, sha256) + desk.key
    if name in before and sha256:
        known_key, head = before[name]
        if known_key == key and head.decided == _decided(head.records, desk):
            return name, key, b"", b""
    understood = understand(path, desk.root, desk.editorial)
    head = Head(
        understood.sha256,
        _decided(understood.records, desk),
        tuple(map(_short, understood.records)),
        tuple(map(_can_stand, understood.records)),
        understood.findings,
    )
    return name, key, encode(head), encode(understood)


def _is_unread(head: Head, name: str, desk: Desk) -> bool:
    """Whether a file need not be opened: it is as it was, and no decision goes by words of its ledger."""
    named = {one.id or one.proposed_id for one in head.records}
    return desk.unchanged(name) and not named & desk.editorial.words.keys()


def _can_stand(record: Record) -> bool:
    """Whether a record can be a document: it has a title and a text."""
    return bool(record.title and record.blocks)


def _short(record: Record) -> Record:
    """A record without its texts."""
    return replace(record, blocks=(), notes=(), fields=(), set_aside=(), anchors=(), corrections=())


def _decided(records: Sequence[Record], desk: Desk) -> bytes:
    """Stands for the editor's decisions about the documents of a file, and for the words of the addresses they name."""
    parts = []
    for record in records:
        chosen = for_document(desk.editorial.corrections, record.id, record.proposed_id, record.file)
        words = desk.editorial.words.get(record.id or record.proposed_id, {}) if chosen else {}
        parts += [encode(chosen), encode(sorted(words.items()))]
    return key_of(*parts)


def _with_text(record: Record, kept: Cache) -> Record:
    """The record of a document without an id that is settled yet, with its text."""
    content = kept.value(UNDERSTOOD, record.file)
    found = decode_understood(content).records if content else ()
    return next((one for one in found if _short(one) == record), record)


# ---------------------------------------------------------------------------------------------- anchor and read names


def _make_each(settled: Sequence[Settled], desk: Desk, kept: Cache) -> Iterator[Made]:
    before = kept.keys(MADE)
    reads = kept.keys(READ)

    def begin() -> Callable[[Settled], tuple[bytes, bytes, bytes, bytes]]:
        mine = kept.again()
        return lambda one: _make(one, reads[one.record.file], desk, mine, before)

    results = spread(begin, settled, desk.jobs, partial(desk.progress, "anchor and read names"))
    for one, (key, now, later, whole) in zip(settled, results, strict=True):
        name = one.record.id
        if now:
            kept.put(MADE, [(name, key, later)])
            kept.put(WHOLE, [(name, key, whole)])
        yield decode_made(now or kept.value(MADE, name) or b"")
    for room in (MADE, WHOLE):
        kept.forget(room, before.keys() - {one.record.id for one in settled})


def _make(
    one: Settled, read: bytes, desk: Desk, kept: Cache, before: Mapping[str, bytes]
) -> tuple[bytes, bytes, bytes, bytes]:
    """The key of a document in the cache; what is made of it now, as the next build will find it, and whole.

    All but the key are empty where the cache has them.
    """
    name = one.record.id
    if before.get(name, b"")[KEY:] == read + one.source.encode() and _is_untouched(one, desk):
        return before[name], b"", b"", b""
    ledger = desk.shelf.files.get(ledger_path(name), b"")
    past = earlier_wordings(desk.root, name)
    if before.get(name) == _key(one, read, desk, ledger, past):
        return before[name], b"", b"", b""
    content = kept.value(UNDERSTOOD, one.record.file)
    records = [record for record in decode_understood(content or b"").records if _can_stand(record)]
    record = replace(records[int(one.source.removeprefix(one.record.file)[1:] or 1) - 1], id=name)
    renewed = renew(replace(one, record=record), desk.shelf, desk.day, accept_guesses=desk.accept_guesses)
    made, document = _made(renewed, ledger, desk)
    if not desk.remember:
        return _key(one, read, desk, ledger, past), encode(made), encode(made), encode(document)
    # What was doubtful in this state is told once: the next build finds the ledger as it is written now.
    told = frozenset(renewed.findings) if renewed.file else frozenset()
    later = replace(
        made, ledger=b"", earlier=b"", findings=tuple(finding for finding in made.findings if finding not in told)
    )
    key = _key(one, read, desk, renewed.file or ledger, past + renewed.earlier)
    return key, encode(made), encode(later), encode(document)


def _key(one: Settled, read: bytes, desk: Desk, ledger: bytes, past: bytes) -> bytes:
    name = one.record.id
    decided = (
        desk.shelf.decisions.get(name, NONE),
        desk.known.identities.get(name, ()),
        desk.known.speakers.get(name, ()),
        desk.known.glosses.get(name, ()),
    )
    preview = () if desk.remember else (desk.day,)
    return key_of(name, str(one.derived), ledger, past, encode((decided, preview))) + read + one.source.encode()


def _is_untouched(one: Settled, desk: Desk) -> bool:
    """Whether every file that a document is made from is as the last build left it."""
    name = one.record.id
    files = (one.record.file, ledger_path(name), earlier_path(name), decisions_path(name))
    return desk.remember and all(map(desk.unchanged, files))


def _made(renewed: Renewed, ledger: bytes, desk: Desk) -> tuple[Made, LinkedDocument]:
    record = renewed.record
    facts = facts_of(record, desk.known)
    document = LinkedDocument(
        record=replace(record, participants=facts.participants),
        states=renewed.ledger.states,
        mentions=facts.mentions,
        voices=facts.voices,
        glosses=facts.glosses,
    )
    document, findings = with_past(document, desk.root, renewed.earlier)
    made = Made(
        head=_head(document),
        card=facts.card,
        paragraphs=sum(block.anchor.startswith("p") for block in record.blocks),
        addresses=tuple(anchor.address for anchor in record.anchors),
        note=note_of(renewed.ledger, renewed.file or ledger),
        ledger=renewed.file,
        earlier=renewed.earlier,
        findings=(*renewed.findings, *facts.findings, *findings),
    )
    return made, document


def _stub(renewed: Renewed, desk: Desk, kept: Cache) -> Made:
    """What is left of a document that was taken out."""
    name = renewed.record.id
    made, document = _made(renewed, desk.shelf.files[ledger_path(name)], desk)
    kept.put(WHOLE, [(name, b"", encode(document))])
    return made


def _head(document: LinkedDocument) -> LinkedDocument:
    """A document without its text; of its voices, one for each who is heard through another."""
    heard: dict[tuple[str, str], Voice] = {}
    for one in document.voices:
        if one.through:
            heard.setdefault((one.speaker, one.through), one)
    return replace(document, record=_short(document.record), voices=tuple(heard.values()), wordings=(), turns=())
