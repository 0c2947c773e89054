"""What every document of an edition is made with: its settings and decisions, what it remembers, how work is spread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regesta.anchors.shelf import Shelf
from regesta.linking.facts import Known
from regesta.showing import Progress, silent
from regesta.understanding import Editorial

KEY = 32
"""Bytes of a digest; what follows it in a key is compared for itself."""


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
