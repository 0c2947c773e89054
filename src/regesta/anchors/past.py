"""What a document once said: its earlier wordings, and what happened to each address, state by state.

In goes the edition with the files `anchors/<id>.old.jsonl`, to which each new state only adds lines, out comes the
edition whose documents know their past. A line that cannot be read is a finding; the lines around it still count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from regesta.anchors.issuing import Issued
from regesta.anchors.labels import is_address
from regesta.anchors.ledger import EARLIER_SUFFIX, Ledger, earlier_path
from regesta.anchors.shelf import FOLDER, Shelf, earlier_wordings
from regesta.findings import Finding, finding
from regesta.model import Anchor, Edition, LinkedDocument, Turn, TurnKind, Wording

KINDS: frozenset[str] = frozenset(get_args(TurnKind))


def with_turns(issued: Issued, shelf: Shelf) -> Issued:
    """The issued addresses, with what happened to the old ones among the lines that are to be remembered."""
    added = {
        document: encode_turns(shelf.ledgers[document], ledger)
        for document, ledger in issued.ledgers.items()
        if document in shelf.ledgers and shelf.ledgers[document].state < ledger.state
    }
    told = {document: issued.earlier.get(document, b"") + lines for document, lines in added.items() if lines}
    return replace(issued, earlier=dict(sorted((issued.earlier | told).items())))


def with_past(edition: Edition, root: Path, issued: Issued) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition whose documents know their past, that of the states which are new in this build included."""
    remembered = _documents_with_a_past(root) | issued.earlier.keys()
    findings: list[Finding] = []
    documents = []
    for one in edition.documents:
        if one.record.id in remembered:
            past = earlier_wordings(root, one.record.id) + issued.earlier.get(one.record.id, b"")
            found, more = _known(one, past)
            documents.append(found)
            findings += more
        else:
            documents.append(one)
    return replace(edition, documents=tuple(documents)), tuple(findings)


def _documents_with_a_past(root: Path) -> set[str]:
    folder = root / FOLDER
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return {name.removesuffix(EARLIER_SUFFIX) for name in names if name.endswith(EARLIER_SUFFIX)}


# ---------------------------------------------------------------------------------------------- to lines


def encode_turns(old: Ledger, new: Ledger) -> bytes:
    """What happened to the addresses of one state in the next, as lines."""
    before = {anchor.address: anchor for anchor in old.anchors}
    known = [(before[anchor.address], anchor) for anchor in new.anchors if anchor.address in before]
    turns = [turn for was, now in known for turn in _turns(was, now, new.state)]
    return b"".join(_encoded(turn) for turn in turns)


def _turns(was: Anchor, now: Anchor, state: int) -> Iterator[Turn]:
    if bool(was.gone) != bool(now.gone):
        if now.gone:
            yield Turn(now.address, state, "withdrawn", now.see, now.why)
        else:
            yield Turn(now.address, state, "restored")
    if now.status == "inline" and not was.gone and was.host != now.host:
        yield Turn(now.address, state, "merged", now.host)
    if was.status == "inline" and now.status == "live":
        yield Turn(now.address, state, "parted", was.host)
    if now.moved == state:
        yield Turn(now.address, state, "moved", now.after)


def _encoded(turn: Turn) -> bytes:
    fields: dict[str, Any] = {"id": turn.address.removeprefix("p"), "state": turn.state, "turn": turn.kind}
    fields |= {"other": turn.other.removeprefix("p")} if turn.other else {}
    fields |= {"why": turn.why} if turn.why else {}
    return msgspec.json.encode(fields) + b"\n"


# ---------------------------------------------------------------------------------------------- from lines


def _known(one: LinkedDocument, content: bytes) -> tuple[LinkedDocument, list[Finding]]:
    """A document with its past; a line that stands twice, as after a merge of two branches, counts once."""
    path = earlier_path(one.record.id)
    values: dict[Wording | Turn, None] = {}
    findings = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        value = decode_line(line)
        if value is None:
            findings.append(finding("X-409", "this line is neither a wording nor a turn", file=path, line=number))
        else:
            values[value] = None
    wordings = tuple(value for value in values if isinstance(value, Wording))
    turns = tuple(value for value in values if isinstance(value, Turn))
    return replace(one, wordings=wordings, turns=turns), findings


def decode_line(line: bytes) -> Wording | Turn | None:
    """A line as the value it stands for; None for one that is damaged."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    address, other = _address(data.get("id")), _address(data.get("other", ""))
    state, text, kind, why = (data.get(key) for key in ("state", "text", "turn", "why"))
    if not address or other is None or not isinstance(state, int) or isinstance(state, bool) or state < 1:
        return None
    if isinstance(text, str):
        return Wording(address, state, text)
    if kind in KINDS and isinstance(why, str | None):
        return Turn(address, state, kind, other, why or "")
    return None


def _address(short: object) -> str | None:
    """An address from its form in a line: "12" is p12, "s3" itself, nothing is nothing; None for no address."""
    if not isinstance(short, str):
        return None
    address = f"p{short}" if short[:1].isdigit() else short
    return address if not address or is_address(address) else None
