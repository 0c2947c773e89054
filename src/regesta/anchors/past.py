"""What a document once said: its earlier wordings, and what happened to each address, state by state.

In goes a document with its file `anchors/<id>.old.jsonl`, to which each new state only adds lines, out comes the
document that knows its past. A line that cannot be read is a finding; the lines around it still count.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from regesta.anchors.labels import is_address
from regesta.anchors.ledger import earlier_path
from regesta.anchors.shelf import earlier_wordings
from regesta.findings import Finding, finding
from regesta.model import LinkedDocument, Turn, TurnKind, Wording

KINDS: frozenset[str] = frozenset(get_args(TurnKind))


def with_past(document: LinkedDocument, root: Path, added: bytes = b"") -> tuple[LinkedDocument, tuple[Finding, ...]]:
    """The document with its past; `added` are the lines of the state that is new in this build."""
    content = earlier_wordings(root, document.record.id) + added
    return _known(document, content) if content else (document, ())


# ---------------------------------------------------------------------------------------------- from lines


def _known(one: LinkedDocument, content: bytes) -> tuple[LinkedDocument, tuple[Finding, ...]]:
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
    return replace(one, wordings=wordings, turns=turns), tuple(findings)


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
