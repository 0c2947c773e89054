"""The stage: records without addresses and the ledgers in; records with addresses, new ledgers and findings out.

An unchanged document keeps its ledger untouched. A changed one is aligned, its ledger gets a new state, and whatever is
in doubt is a finding that stops the build, unless guesses are accepted. No address that was ever issued is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from regesta.anchors.align import align
from regesta.anchors.aligned import Aligned, Gone
from regesta.anchors.decisions import NONE, carried_out, decisions_path
from regesta.anchors.identity import Settled, itself, settle
from regesta.anchors.ledger import Ledger, encode, encode_earlier, ledger_path
from regesta.anchors.minting import ended, mint
from regesta.anchors.shelf import Shelf
from regesta.anchors.telling import told_changes
from regesta.anchors.turns import encode_turns
from regesta.anchors.units import Unit, unchanged_spots, units_of, with_addresses
from regesta.findings import Finding, finding
from regesta.model import Anchor, Date, Languages, Record, Source, State, Value


class Renewed(Value, frozen=True, kw_only=True):
    """One record with its addresses, and what is to be remembered of it once it is published."""

    record: Record
    ledger: Ledger
    file: bytes = b""
    """The ledger's file where it differs from the one on the shelf; else empty."""
    earlier: bytes = b""
    """Lines to be added to the earlier wordings."""
    findings: tuple[Finding, ...] = ()


class Settling(Value, frozen=True, kw_only=True):
    """Which document each record is, before it has its addresses."""

    settled: tuple[Settled, ...]
    left_behind: tuple[str, ...]
    """Documents on the shelf that no transcript gives any more."""
    findings: tuple[Finding, ...]


class Issued(Value, frozen=True, kw_only=True):
    """Records with their addresses, and what is to be remembered once they are published."""

    records: tuple[Record, ...]
    ledgers: dict[str, Ledger]
    """Every ledger of the edition, by document."""
    files: dict[str, bytes]
    """Ledger files that differ from those on the shelf."""
    earlier: dict[str, bytes]
    """Lines to be added to the earlier wordings, by document."""
    states: dict[str, tuple[State, ...]]
    findings: tuple[Finding, ...]


def issue(records: Sequence[Record], shelf: Shelf, *, day: str, accept_guesses: bool = False) -> Issued:
    """Give every record its addresses; `day` is the date of the states that are new."""
    settling = settle_all(records, shelf)
    done = [renew(one, shelf, day, accept_guesses=accept_guesses) for one in settling.settled]
    told = [*settling.findings, *chain.from_iterable(one.findings for one in done)]
    for document in settling.left_behind:
        stub, more = take_out(document, shelf, day, accept_guesses=accept_guesses)
        done.extend(stub)
        told.extend(more)
    return Issued(
        records=tuple(sorted((one.record for one in done), key=lambda record: record.file)),
        ledgers={one.ledger.document: one.ledger for one in done},
        files={ledger_path(one.ledger.document): one.file for one in done if one.file},
        earlier={one.ledger.document: one.earlier for one in done if one.earlier},
        states={one.ledger.document: one.ledger.states for one in done},
        findings=tuple(told),
    )


def settle_all(records: Sequence[Record], shelf: Shelf, whole: Callable[[Record], Record] = itself) -> Settling:
    """Which document each record is; records may lack their texts, if `whole` gives one with its text."""
    settled, findings = settle(records, shelf.ledgers, whole)
    settled = tuple(one for one in settled if one.record.id not in shelf.damaged)
    present = {one.record.id for one in settled}
    left = tuple(key for key in sorted(shelf.ledgers) if key not in present)
    return Settling(settled=settled, left_behind=left, findings=(*findings, *_about_nothing(shelf, present)))


def _about_nothing(shelf: Shelf, present: set[str]) -> Iterator[Finding]:
    for key in sorted(shelf.decisions.keys() - shelf.ledgers.keys() - shelf.damaged - present):
        message = f"there is no document {key} to decide about"
        yield finding("X-408", message, file=decisions_path(key))


def _to_remember(old: Ledger | None, new: Ledger, shelf: Shelf) -> tuple[bytes, bytes]:
    """The ledger's file, where it has changed, and the lines to be added to the earlier wordings."""
    if new is old:
        return b"", b""
    content = encode(new)
    if shelf.files.get(ledger_path(new.document)) == content:
        content = b""
    if old is None:
        return content, b""
    turns = encode_turns(old, new) if old.state < new.state else b""
    return content, _earlier(old, new) + turns


def _earlier(old: Ledger, new: Ledger) -> bytes:
    """The wordings that the new state replaces, as lines."""
    now = {anchor.address: anchor for anchor in new.anchors}
    replaced = (one for one in old.anchors if not one.gone and now[one.address].since != one.since)
    return b"".join(encode_earlier(anchor) for anchor in replaced)


# ---------------------------------------------------------------------------------------------- one document


def renew(one: Settled, shelf: Shelf, day: str, *, accept_guesses: bool = False) -> Renewed:
    """A record with its addresses, and its ledger: the same one where nothing has changed."""
    record = one.record
    old = shelf.ledgers.get(record.id)
    ledger = old or Ledger(document=record.id, derived=one.derived)
    decisions = shelf.decisions.get(record.id, NONE)
    units = units_of(record)
    spots = unchanged_spots(ledger.anchors, units) if carried_out(decisions, ledger.anchors) else None
    anchors, findings = ledger.anchors, []
    if spots is None:
        aligned = align(ledger.anchors, units, decisions)
        minted = mint(ledger.anchors, units, aligned, state=ledger.state + 1)
        spots, anchors = minted.spots, minted.anchors
        findings = list(_told(record, aligned, units, accepted=accept_guesses))
    if decisions.withdraw and not ledger.withdrawn:
        message = f"document {record.id} is said to be withdrawn, but its transcript is here"
        findings.append(finding("X-408", message, file=decisions_path(record.id)))
    renewed = _with_state(ledger, record, one.source, anchors, day)
    file, earlier = _to_remember(old, renewed, shelf)
    addressed = replace(with_addresses(record, units, spots), anchors=anchors)
    return Renewed(record=addressed, ledger=renewed, file=file, earlier=earlier, findings=tuple(findings))


def _with_state(ledger: Ledger, record: Record, source: str, anchors: tuple[Anchor, ...], day: str) -> Ledger:
    """The ledger, with a new state if words, places or the transcript have changed; itself if nothing has."""
    last = ledger.states[-1] if ledger.states else None
    if last and anchors == ledger.anchors and last.sha256 == record.sha256 and not ledger.withdrawn:
        if (last.file, ledger.title) == (source, record.title):
            return ledger
        states = (*ledger.states[:-1], replace(last, file=source))
        return replace(ledger, title=record.title, states=states)
    note = told_changes(ledger, anchors)
    state = State(ledger.state + 1, day, record.sha256, note, source)
    return replace(ledger, title=record.title, withdrawn="", states=(*ledger.states, state), anchors=anchors)


def _told(record: Record, aligned: Aligned, units: Sequence[Unit], *, accepted: bool) -> Iterator[Finding]:
    """What the editor should confirm, each with the line that does so; and decisions that name nothing."""
    path = decisions_path(record.id)
    for doubt in aligned.doubts:
        line = _first_line(record, units[doubt.unit]) if doubt.unit >= 0 else 0
        code = "X-407" if accepted else "X-401" if doubt.unit < 0 else "X-406"
        hint = f"Write into {path}: {doubt.line}"
        yield finding(code, f"{record.id}#{doubt.address}: {doubt.message}", file=record.file, line=line, hint=hint)
    for decision in aligned.unused:
        message = f"{decision.address}: the document has no such anchor, or not the words that are named"
        yield finding("X-408", message, file=path, line=decision.line)


def _first_line(record: Record, unit: Unit) -> int:
    if unit.series == "n":
        lines = record.notes[unit.place].lines
        return lines[0] if lines else 0
    ranges = record.blocks[unit.place].ranges
    return ranges[0][0] if ranges else 0


# ---------------------------------------------------------------------------------------------- documents taken out


def take_out(
    document: str, shelf: Shelf, day: str, *, accept_guesses: bool = False
) -> tuple[list[Renewed], list[Finding]]:
    """What is left of a document that no transcript gives any more: a page with its addresses, if that is meant."""
    old = ledger = shelf.ledgers[document]
    why = ledger.withdrawn or shelf.decisions.get(ledger.document, NONE).withdraw
    if not why and not accept_guesses:
        last = ledger.states[-1]
        message = f"document {ledger.document} was published from {last.file or 'a transcript'}, which is not there"
        hint = f'Put the transcript back, or write into {decisions_path(ledger.document)}: withdraw: "the reason"'
        return [], [finding("X-405", message, file=ledger_path(ledger.document), hint=hint)]
    if not ledger.withdrawn:
        ledger = _withdrawn(ledger, why or "its transcript was taken out", day, guess=not why)
    file, earlier = _to_remember(old, ledger, shelf)
    return [Renewed(record=_stub(ledger), ledger=ledger, file=file, earlier=earlier)], []


def _withdrawn(ledger: Ledger, why: str, day: str, *, guess: bool) -> Ledger:
    number = ledger.state + 1
    anchors = tuple(anchor if anchor.gone else ended(anchor, Gone(why, "", guess), number) for anchor in ledger.anchors)
    state = State(number, day, "", f"withdrawn: {why}", "")
    return replace(ledger, withdrawn=why, states=(*ledger.states, state), anchors=anchors)


def _stub(ledger: Ledger) -> Record:
    """A record that holds nothing but the addresses of a document that was taken out."""
    return Record(
        id=ledger.document,
        title=ledger.title or ledger.document,
        type=None,
        date=Date("XXXX", ""),
        languages=Languages(),
        source=Source(),
        file=ledger_path(ledger.document),
        sha256="",
        format="withdrawn",
        line_count=0,
        anchors=ledger.anchors,
        withdrawn=ledger.withdrawn,
    )
