"""What happened to the addresses of a document from one state to the next, as lines to be remembered.

In go the ledgers of two states, out come lines for the file of earlier wordings: merged, parted, moved, withdrawn,
restored. An address whose words alone have changed has no turn; its earlier wording tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from regesta.anchors.ledger import Ledger
from regesta.model import Anchor, Turn


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
