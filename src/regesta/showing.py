"""Progress as it is shown: on a terminal one line that is written over, elsewhere a quiet line for each stage.

In go the stage and how much of it is done, out comes a line on the error stream: what is being done, how many of how
many, and, where that has taken more than a second, how long it will still take.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol, TextIO

WORTH_TELLING = 1.0
"""Seconds from which it is told how long a stage will still take."""
PAUSE = 0.1
"""Seconds between two looks at the same stage."""


class Progress(Protocol):
    """Whoever wants to know how far a command is."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """A stage begins, or so many of so many are done."""


def silent(stage: str, done: int = 0, total: int = 0) -> None:
    """No progress is shown."""
    del stage, done, total


class Shown:
    """Progress on the error stream."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.stage = ""
        self.begun = self.told = 0.0

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Show a stage that begins, or how far it is."""
        now = time.monotonic()
        if stage != self.stage:
            self.stage, self.begun, self.told = stage, now, 0.0
            if not self.terminal:
                self.stream.write(f"regesta: {stage}\n")
                self.stream.flush()
        if self.terminal and (now - self.told >= PAUSE or done == total):
            self.told = now
            self.stream.write(f"\r\x1b[K{told(stage, done, total, now - self.begun)}")
            self.stream.flush()

    def end(self) -> None:
        """Leave the terminal's line empty for what comes next."""
        if self.terminal and self.stage:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def told(stage: str, done: int, total: int, seconds: float) -> str:
    """One line of progress: "regesta: render and export, 4,200 of 10,000, 12 s left"."""
    parts = [f"regesta: {stage}"]
    if total:
        parts.append(f"{done:,} of {total:,}")
    if done and done < total and seconds >= WORTH_TELLING:
        left = seconds / done * (total - done)
        parts.append(f"{left / 60:.0f} min left" if left >= 100 else f"{left:.0f} s left")
    return ", ".join(parts)
