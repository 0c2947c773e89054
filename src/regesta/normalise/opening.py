"""The lines that open a message: kind and number, place, day and hour of sending, then its classification.

"Cablegram 520 CANBERRA, 29 July 1946, 1.38 a.m." is the dateline, "MOST IMMEDIATE SECRET" the classification. They stay
blocks of the text; what is read in them is the day, which may disagree with the date given, and the kind of document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from regesta.model import Block, Reading
from regesta.normalise.dates import find_dates

LONGEST = 160
"""A dateline is no longer; a first paragraph that names a day is."""
KINDS = (
    "Circular Cablegram", "Cablegram", "Circular Telegram", "Telegram", "Circular Savingram", "Savingram", "Teletype",
    "Departmental Despatch", "Departmental Dispatch", "Despatch", "Dispatch", "Letter", "Personal Letter", "Memorandum",
    "Minute", "Minutes", "Note Verbale", "Note", "Message", "Submission", "Report", "Statement", "Aide-Mémoire",
    "Cable", "Cabinet Submission", "Teleprinter Message", "Draft Letter", "Speech",
)  # fmt: skip
"""What a dateline may begin with."""
_kinds = sorted(KINDS, key=len, reverse=True)
_classes = frozenset(
    "most immediate secret top personal confidential restricted unclassified important priority urgent strictly private"
    " austeo eyes only very and for routine operational flash emergency dormant guard deferred".split()
)


class Opening(NamedTuple):
    """What the opening says: the day as EDTF with its block, the kind; empty where it says nothing."""

    day: str = ""
    wording: str = ""
    block: int = -1
    kind: str = ""
    days: tuple[str, ...] = ()

    @property
    def stated(self) -> dict[str, str]:
        """What the opening states as a field would."""
        return {"type": self.kind} if self.kind else {}


def read_opening(blocks: Sequence[Block]) -> Opening:
    """The dateline among the first three blocks, if there is one."""
    for index, block in enumerate(blocks[:3]):
        if block.kind not in ("paragraph", "heading", "item") or len(block.text) > LONGEST or _received(block.text):
            continue
        days = [edtf for _, _, edtf in find_dates(block.text)]
        kind = next((one for one in _kinds if re.match(rf"{one}\b", block.text, re.IGNORECASE)), "")
        if days and (kind or _is_dateline(block.text)):
            return Opening(days[0], block.text, index, kind, tuple(days))
        if kind and re.match(r"\W*\S+ (?:No\.? ?)?[A-Z]*\d", block.text):
            return Opening(kind=kind, block=index)
    return Opening()


def _received(text: str) -> bool:
    """Whether a line tells when the message came in, not when it was sent: "Received 3 January 1946"."""
    return bool(re.match(r"\W*(?:received|rec['’]?d)\b", text, re.IGNORECASE))


def _is_dateline(text: str) -> bool:
    """Whether a line is place, day and hour, and no sentence: "Canberra, 30 November 1951"."""
    start, end, _ = find_dates(text)[0]
    rest = f"{text[:start]} {text[end:]}"
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return len(words) <= 8 and not any(word.islower() and len(word) > 4 for word in words if word != "received")


def with_classification(blocks: Sequence[Block], reading: Reading) -> tuple[Block, ...]:
    """Blocks of a message whose classification in capitals is no heading, and whose dateline is no signature."""
    if reading.format != "front-matter":
        return tuple(blocks)
    return (*map(_as_opening, blocks[:4]), *blocks[4:])


def _as_opening(block: Block) -> Block:
    mistaken = block.kind in ("heading", "closer") and _opens(block.text)
    return replace(block, kind="paragraph", level=0) if mistaken else block


def _opens(text: str) -> bool:
    """Whether a line is a classification or a dateline."""
    return _is_class(text) or (bool(find_dates(text)) and len(text) <= LONGEST and _is_dateline(text))


def _is_class(text: str) -> bool:
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
    return bool(words) and sum(word in _classes for word in words) >= 0.8 * len(words)
