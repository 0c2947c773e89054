"""The outcome of aligning the words of one state with the next: where each address stands, and what is in doubt."""

from __future__ import annotations

import msgspec

from regesta.anchors.decisions import Decision
from regesta.model import Value


class Placed(Value, frozen=True):
    """An address at its place in a unit of the new state."""

    address: str
    offset: int = 0
    lead: int = 0
    """Characters before its own words: new ones, or carried over in an edit."""
    lead_of: str = ""
    """The address whose words those are; empty where they are new."""
    guess: bool | None = False
    """Whether the place is a guess; None for as before."""


class Gone(Value, frozen=True):
    """An address whose words are no longer in the text."""

    why: str = ""
    see: str = ""
    guess: bool = False


class Doubt(Value, frozen=True):
    """An address whose fate the editor should confirm, with the line that would do so."""

    address: str
    message: str
    line: str
    """What to write: `same: {12: "These are the words"}`."""
    unit: int = -1
    """The unit in which it stands by the best guess; -1 where it is gone."""


class Aligned(Value, frozen=True):
    """Where each old address stands in the new state."""

    placed: tuple[tuple[Placed, ...], ...]
    """For each unit the old addresses in it, in order."""
    origins: tuple[str, ...]
    """For each unit without an address of its own, the address its words were split off; "" for new words."""
    gone: dict[str, Gone] = msgspec.field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    unused: tuple[Decision, ...] = ()
    """Decisions that name an address or words which the document does not have."""
