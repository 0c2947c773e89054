"""Which document a transcript is: the archive's id, or one of ours that is settled once and kept.

In go records and ledgers, out come records that all have an id. A transcript without a record id is known again by the
file or the bytes of its last state, or by its words, so that a corrected title does not change its address. Two
transcripts with one id are a finding that names both; neither takes the address unless it was published from it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from regesta.anchors.ledger import Ledger
from regesta.anchors.words import read_words
from regesta.findings import Finding, finding
from regesta.model import Record, Value
from regesta.text import slug

USABLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._~-]{0,118}[A-Za-z0-9])?", re.ASCII)
"""What a record id may be made of to stand in an address and in a file's name on any system."""

SAME_WORDS = 0.6
SAME_WORDS_OF_LONGER = 0.3
"""Shares of three-word runs that two texts must have in common to be one document under another name. A converter may
bring much that is no part of the document, so that the longer text need not be found whole."""


class Candidate(Value, frozen=True):
    """A record on its way to an id."""

    record: Record
    source: str
    """File of the transcript; with #2, #3 for the further documents of one file."""
    given: str
    """Record id of the transcript, if it has one that can be used."""


class Settled(Value, frozen=True):
    """A record with its id."""

    record: Record
    source: str
    """What the ledger writes down as its file."""
    derived: bool
    """Whether the id is one of ours."""


def itself(record: Record) -> Record:
    """A record that has its text already."""
    return record


def settle(
    records: Sequence[Record], ledgers: Mapping[str, Ledger], whole: Callable[[Record], Record] = itself
) -> tuple[tuple[Settled, ...], tuple[Finding, ...]]:
    """The records that take part, in order of file, each with its id, and what is to be said of ids.

    The records may lack their texts: `whole` gives one with its text, for the few that are known by their words alone.
    """
    candidates = _candidates(records)
    known = _known_again(candidates, ledgers, whole)
    findings: list[Finding] = []
    taken = {identifier.casefold() for identifier in (*ledgers, *(one.given for one in candidates))}
    named: list[tuple[Candidate, str]] = []
    for one in candidates:
        identifier = known.get(one.source) or one.given or _minted(one.record, taken)
        taken.add(identifier.casefold())
        named.append((one, identifier))
        findings.extend(_said(one, identifier))
    kept = _without_doubles(named, ledgers, findings)
    settled = (Settled(replace(one.record, id=key), one.source, key != one.given) for one, key in kept)
    return tuple(settled), tuple(findings)


def _candidates(records: Sequence[Record]) -> list[Candidate]:
    seen: Counter[str] = Counter()
    found = []
    for record in sorted(records, key=lambda one: one.file):
        seen[record.file] += 1
        part = f"#{seen[record.file]}" if seen[record.file] > 1 else ""
        given = record.id if USABLE.fullmatch(record.id) else ""
        found.append(Candidate(record, record.file + part, given))
    return found


def _said(one: Candidate, identifier: str) -> Iterator[Finding]:
    file, given = one.record.file, one.record.id
    if given and not one.given:
        message = f"the record id {given!r} cannot stand in an address; the document is {identifier} here"
        yield finding("M-104", message, file=file)
    elif given and given != identifier:
        message = f"published as {identifier} before its record id {given} was known, and keeps that address"
        yield finding("M-102", message, file=file)


def _minted(record: Record, taken: set[str]) -> str:
    """An id of ours: the proposed one, or one from title or file name, with a number if it is taken."""
    names = (record.proposed_id, slug(record.title), slug(PurePosixPath(record.file).stem), "document")
    base = next(name for name in names if USABLE.fullmatch(name))
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base}-{count}"
    return name


# ---------------------------------------------------------------------------------------------- known again


def _known_again(
    candidates: Sequence[Candidate], ledgers: Mapping[str, Ledger], whole: Callable[[Record], Record]
) -> dict[str, str]:
    """The id under which a source was published before, where its record id does not tell."""
    claimed = {one.given for one in candidates if one.given in ledgers}
    unclaimed = {key: ledgers[key] for key in ledgers if key not in claimed}
    free = {key: ledger for key, ledger in unclaimed.items() if not ledger.withdrawn}
    seeking = [one for one in candidates if one.given not in ledgers]
    known: dict[str, str] = {}
    for rule in (_same_file_and_bytes, _same_bytes, _same_file, _same_stem):
        index = {key: ledger.document for ledger in reversed(free.values()) for key in rule(_last(ledger))}
        for one in seeking:
            document = next((index[key] for key in rule(_now(one)) if key in index), "")
            if one.source not in known and document in free and _may_take(one, free[document]):
                known[one.source] = document
                del free[document]
    rest = [one for one in seeking if one.source not in known]
    return known | _same_text(rest, [ledger for ledger in free.values() if ledger.anchors], whole)


Place = tuple[str, str, str]
"""File, its part (#2 or nothing), digest of the bytes."""


def _last(ledger: Ledger) -> Place:
    file, mark, part = ledger.states[-1].file.partition("#") if ledger.states else ("", "", "")
    return file, mark + part, ledger.states[-1].sha256 if ledger.states else ""


def _now(one: Candidate) -> Place:
    return one.record.file, one.source.removeprefix(one.record.file), one.record.sha256


def _same_file_and_bytes(place: Place) -> list[Place]:
    return [place] if place[0] and place[2] else []


def _same_bytes(place: Place) -> list[Place]:
    return [("", place[1], place[2])] if place[2] else []


def _same_file(place: Place) -> list[Place]:
    return [(place[0], place[1], "")] if place[0] else []


def _same_stem(place: Place) -> list[Place]:
    """A file of the same name in another format: 001.md in place of 001.txt."""
    return [(str(PurePosixPath(place[0]).with_suffix("")), place[1], "")] if place[0] else []


def _may_take(one: Candidate, ledger: Ledger) -> bool:
    """A transcript with a record id of its own takes only an address that was made up for want of one."""
    return not one.given or ledger.derived


def _same_text(
    candidates: Sequence[Candidate], ledgers: Sequence[Ledger], whole: Callable[[Record], Record]
) -> dict[str, str]:
    """Sources whose words are those of a document that no file gives any more: renamed and corrected at once."""
    if not candidates or not ledgers:
        return {}
    texts = {ledger.document: _runs(anchor.text for anchor in ledger.anchors if not anchor.gone) for ledger in ledgers}
    holders = defaultdict(set)
    for document, runs in texts.items():
        for run in runs:
            holders[run].add(document)
    by_document = {ledger.document: ledger for ledger in ledgers}
    pairs = []
    for one in candidates:
        mine = _runs(block.text for block in whole(one.record).blocks)
        shared = Counter(document for run in mine for document in holders.get(run, ()))
        for document, count in shared.items():
            shorter, longer = sorted((len(mine), len(texts[document])))
            is_same = count >= SAME_WORDS * shorter and count >= SAME_WORDS_OF_LONGER * longer
            if is_same and _may_take(one, by_document[document]):
                pairs.append((-count, one.source, document))
    found: dict[str, str] = {}
    for _, source, document in sorted(pairs):
        if source not in found and document not in found.values():
            found[source] = document
    return found


def _runs(texts: Iterator[str]) -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        forms = read_words(text).forms
        runs.update(forms[place : place + 3] for place in range(len(forms) - 2))
    return runs


# ---------------------------------------------------------------------------------------------- two with one id


def _without_doubles(
    settled: Sequence[tuple[Candidate, str]], ledgers: Mapping[str, Ledger], findings: list[Finding]
) -> list[tuple[Candidate, str]]:
    groups: dict[str, list[tuple[Candidate, str]]] = defaultdict(list)
    for one, identifier in settled:
        groups[identifier.casefold()].append((one, identifier))
    kept = []
    for members in groups.values():
        holder = members[0] if len(members) == 1 else _holder(members, ledgers)
        if holder:
            kept.append(holder)
        if len(members) > 1:
            findings.append(_doubled(members, holder))
    return kept


def _holder(members: Sequence[tuple[Candidate, str]], ledgers: Mapping[str, Ledger]) -> tuple[Candidate, str] | None:
    """The one from which the document was published, if it was."""
    for rule in (_same_file_and_bytes, _same_file, _same_bytes, _same_stem):
        for one, identifier in members:
            ledger = ledgers.get(identifier)
            if ledger and rule(_now(one)) and rule(_now(one)) == rule(_last(ledger)):
                return one, identifier
    return None


def _doubled(members: Sequence[tuple[Candidate, str]], holder: tuple[Candidate, str] | None) -> Finding:
    first, identifier = members[0]
    files = " and ".join(one.source for one, _ in members)
    outcome = f"{holder[0].source} keeps the address" if holder else "none of them is published"
    message = f"{files} carry one record id, {identifier}; {outcome}"
    return finding("M-101", message, file=first.record.file)
