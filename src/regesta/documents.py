"""Transcripts become documents, one by one: read, normalised, anchored, their names read; over several processes.

In go the files of an edition and what is remembered of its addresses, out come the heads of the documents, what the
others have to know of each, and what is to be remembered; the documents whole are kept in the cache until a page needs
one, so that no process holds the texts of an edition. What has not changed is taken from the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from regesta.anchors.decisions import NONE, decisions_path
from regesta.anchors.identity import Settled
from regesta.anchors.issuing import Renewed, renew, settle_all, take_out
from regesta.anchors.ledger import earlier_path, ledger_path
from regesta.anchors.past import with_past
from regesta.anchors.released import note_of
from regesta.anchors.shelf import earlier_wordings
from regesta.appearing import appeared
from regesta.cache import Cache, encode, key_of
from regesta.desk import KEY, Desk
from regesta.findings import Finding
from regesta.heads import READ, read_all, records_of, with_text
from regesta.linking.cards import Card
from regesta.linking.facts import facts_of
from regesta.linking.wording import Words
from regesta.model import Appeared, LinkedDocument, Record, Value, Voice
from regesta.spreading import spread
from regesta.understanding import unknown_documents

MADE, WHOLE = "made", "whole"
"""Rooms of the cache: what is known of a document in short, and whole."""
WORDS, APPEARED = "words", "appeared"
"""Rooms of the cache: the words of each document, and how each entity appears in each."""


class Made(Value, frozen=True, kw_only=True):
    """One document by itself: what lists and other documents need of it, and what is to be remembered."""

    head: LinkedDocument
    """Without its text."""
    card: Card
    paragraphs: int
    """How many have a number."""
    links: int
    """How many names in it lead somewhere."""
    note: str
    """What the site is to remember of the ledger."""
    ledger: bytes = b""
    """The ledger's file, where it is to be written."""
    earlier: bytes = b""
    """Lines to be added to the earlier wordings."""
    findings: tuple[Finding, ...] = ()


class Kept(NamedTuple):
    """One document as the cache keeps it; all but the key are empty where the cache has it already."""

    key: bytes
    now: bytes = b""
    """What is made of it now."""
    later: bytes = b""
    """The same as the next build will find it."""
    whole: bytes = b""
    words: bytes = b""
    appeared: tuple[tuple[str, bytes], ...] = ()
    """Entity → how it appears in the document."""


class Documents(Value, frozen=True, kw_only=True):
    """All documents of an edition, in order of file, each by itself."""

    made: tuple[Made, ...]
    findings: tuple[Finding, ...]


decode_made = msgspec.msgpack.Decoder(Made).decode
decode_words = msgspec.msgpack.Decoder(Words).decode
decode_appeared = msgspec.msgpack.Decoder(Appeared).decode
decode_document = msgspec.msgpack.Decoder(LinkedDocument).decode


def make_all(paths: Sequence[Path], desk: Desk, kept: Cache) -> Documents:
    """Every document of an edition; what could not be read is a finding and makes none."""
    heads = read_all(paths, desk, kept)
    records = [record for head in heads.values() for record in head.records]
    standing = [
        record for head in heads.values() for record, stands in zip(head.records, head.standing, strict=True) if stands
    ]
    settling = settle_all(standing, desk.shelf, lambda record: with_text(record, kept))
    made = list(_make_each(settling.settled, desk, kept))
    findings = [*chain.from_iterable(head.findings for head in heads.values()), *settling.findings]
    for document in settling.left_behind:
        stubs, more = take_out(document, desk.shelf, desk.day, accept_guesses=desk.accept_guesses)
        findings += more
        made += [_stub(one, desk, kept) for one in stubs]
    findings += unknown_documents(desk.editorial.corrections, tuple(records))
    kept.save()
    return Documents(made=tuple(sorted(made, key=lambda one: one.head.record.file)), findings=tuple(findings))


def made_keys(made: Iterable[Made], kept: Cache) -> dict[str, bytes]:
    """Document → what stands for all that it is made from by itself."""
    keys = kept.keys(MADE)
    return {one.card.id: keys.get(one.card.id) or key_of(encode(one.head)) for one in made}


def words_of_document(kept: Cache, identifier: str) -> Words:
    """The words of a document."""
    content = kept.value(WORDS, identifier)
    if content is None:
        raise KeyError(identifier)
    return decode_words(content)


def appearance(kept: Cache, identifier: str, entity: str) -> Appeared:
    """How an entity appears in a document; nothing of one that is not named in its text."""
    content = kept.value(APPEARED, f"{identifier}/{entity}")
    return decode_appeared(content) if content else Appeared()


def whole_document(kept: Cache, identifier: str) -> LinkedDocument:
    """A document with its text, as it is by itself."""
    content = kept.value(WHOLE, identifier)
    if content is None:
        raise KeyError(identifier)
    return decode_document(content)


# ---------------------------------------------------------------------------------------------- anchor and read names


def _make_each(settled: Sequence[Settled], desk: Desk, kept: Cache) -> Iterator[Made]:
    """The documents in the order given: as they are in the cache, or made anew."""
    before = {name: (key, value) for name, key, value in kept.all(MADE)}
    reads = kept.keys(READ)
    left = [one for one in settled if not _is_made(one, reads[one.record.file], desk, before)]

    def begin() -> Callable[[Settled], Kept]:
        return lambda one: _make(one, reads[one.record.file], desk, kept, before)

    results = spread(begin, left, desk.jobs, partial(desk.progress, "anchor and read names"))
    now = {}
    for one, made in zip(left, results, strict=True):
        if made.now:
            now[one.record.id] = decode_made(made.now)
            _keep(one.record.id, made, kept)
    for one in settled:
        name = one.record.id
        yield now.pop(name) if name in now else decode_made(before[name][1])
    for name in before.keys() - {one.record.id for one in settled}:
        _forget(name, kept)


def _keep(name: str, made: Kept, kept: Cache) -> None:
    _forget(name, kept)
    kept.put(MADE, [(name, made.key, made.later)])
    kept.put(WHOLE, [(name, made.key, made.whole)])
    kept.put(WORDS, [(name, made.key, made.words)])
    kept.put(APPEARED, [(f"{name}/{entity}", b"", value) for entity, value in made.appeared])


def _forget(name: str, kept: Cache) -> None:
    for room in (MADE, WHOLE, WORDS):
        kept.forget(room, [name])
    kept.forget_below(APPEARED, name)


def _is_made(one: Settled, read: bytes, desk: Desk, before: Mapping[str, tuple[bytes, bytes]]) -> bool:
    """Whether the cache is known to have a document, without a look at its files."""
    name = one.record.id
    return name in before and before[name][0][KEY:] == _bound(one, read, desk) and _is_untouched(one, desk)


def _make(one: Settled, read: bytes, desk: Desk, kept: Cache, before: Mapping[str, tuple[bytes, bytes]]) -> Kept:
    """A document made anew, or the key alone under which the cache has it."""
    name = one.record.id
    ledger = desk.shelf.files.get(ledger_path(name), b"")
    past = earlier_wordings(desk.root, name)
    known = before[name][0] if name in before else b""
    if known == _key(one, read, desk, ledger, past):
        return Kept(known)
    records = records_of(one.record.file, kept)
    record = replace(records[int(one.source.removeprefix(one.record.file)[1:] or 1) - 1], id=name)
    renewed = renew(replace(one, record=record), desk.shelf, desk.day, accept_guesses=desk.accept_guesses)
    made, document, words = _made(renewed, ledger, desk)
    appearances = tuple((entity, encode(found)) for entity, found in appeared(document).items())
    texts = (encode(document), encode(words), appearances)
    if not desk.remember:
        return Kept(_key(one, read, desk, ledger, past), encode(made), encode(made), *texts)
    # What was doubtful in this state is told once: the next build finds the ledger as it is written now.
    told = frozenset(renewed.findings) if renewed.file else frozenset()
    later = replace(
        made, ledger=b"", earlier=b"", findings=tuple(finding for finding in made.findings if finding not in told)
    )
    key = _key(one, read, desk, renewed.file or ledger, past + renewed.earlier)
    return Kept(key, encode(made), encode(later), *texts)


def _key(one: Settled, read: bytes, desk: Desk, ledger: bytes, past: bytes) -> bytes:
    name = one.record.id
    decided = (
        desk.shelf.decisions.get(name, NONE),
        desk.known.identities.get(name, ()),
        desk.known.speakers.get(name, ()),
        desk.known.glosses.get(name, ()),
    )
    return key_of(name, str(one.derived), ledger, past, encode(decided)) + _bound(one, read, desk)


def _bound(one: Settled, read: bytes, desk: Desk) -> bytes:
    """What a document cannot be kept without: the reading it is made of and, of a preview, the day of its new state."""
    return read + f"{one.source}{'' if desk.remember else f' {desk.day}'}".encode()


def _is_untouched(one: Settled, desk: Desk) -> bool:
    """Whether every file that a document is made from is as the last build left it."""
    name = one.record.id
    files = (one.record.file, ledger_path(name), earlier_path(name), decisions_path(name))
    return all(map(desk.unchanged, files))


def _made(renewed: Renewed, ledger: bytes, desk: Desk) -> tuple[Made, LinkedDocument, Words]:
    record = renewed.record
    facts = facts_of(record, desk.known)
    document = LinkedDocument(
        record=replace(record, participants=facts.participants),
        states=renewed.ledger.states,
        mentions=facts.mentions,
        named=facts.named,
        voices=facts.voices,
        glosses=facts.glosses,
    )
    document, findings = with_past(document, desk.root, renewed.earlier)
    made = Made(
        head=_head(document),
        card=facts.card,
        paragraphs=sum(block.anchor.startswith("p") for block in record.blocks),
        links=len(facts.mentions) + sum(party.person is not None for party in facts.participants),
        note=note_of(renewed.ledger, renewed.file or ledger),
        ledger=renewed.file,
        earlier=renewed.earlier,
        findings=(*renewed.findings, *facts.findings, *findings),
    )
    return made, document, facts.words


def _stub(renewed: Renewed, desk: Desk, kept: Cache) -> Made:
    """What is left of a document that was taken out."""
    name = renewed.record.id
    made, document, _ = _made(renewed, desk.shelf.files[ledger_path(name)], desk)
    kept.put(WHOLE, [(name, b"", encode(document))])
    return made


def _short(record: Record) -> Record:
    """A record without its texts."""
    return replace(record, blocks=(), notes=(), fields=(), set_aside=(), anchors=(), corrections=())


def _head(document: LinkedDocument) -> LinkedDocument:
    """A document without its text; of its voices, one for each who is heard through another."""
    heard: dict[tuple[str, str], Voice] = {}
    for one in document.voices:
        if one.through:
            heard.setdefault((one.speaker, one.through), one)
    return replace(
        document, record=_short(document.record), mentions=(), voices=tuple(heard.values()), wordings=(), turns=()
    )
