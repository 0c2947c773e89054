"""The text of a document cut into blocks, whatever its markup and its line ends; the same for every layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from regesta.findings import Finding, finding
from regesta.model import RawBlock, Transcript
from regesta.readers.lines import Line, plain_blocks, runs
from regesta.readers.markdown import markdown_blocks
from regesta.readers.unbroken import part_headings

Markup = Literal["plain", "markdown"]
UNBROKEN = 1200
"""A line longer than this, in a text of few stretches, holds several paragraphs."""
FEW_RUNS = 3


def text_blocks(lines: Sequence[Line], markup: Markup) -> list[RawBlock]:
    """Blocks of a text; one that came without its line ends is parted at its headings in capitals."""
    if unbroken_line(lines):
        lines = [one for line in lines for part in part_headings(line) for one in (part, Line(line.number, ""))]
    return markdown_blocks(lines) if markup == "markdown" else plain_blocks(lines)


def unbroken_line(lines: Sequence[Line]) -> int:
    """Number of the line that holds a text without line ends, 0 where there is none."""
    long = next((line.number for line in lines if len(line.text) > UNBROKEN), 0)
    return long if long and len(runs(lines)) <= FEW_RUNS else 0


def unbroken_finding(number: int, transcript: Transcript) -> list[Finding]:
    """What to report of a text without line ends in the line of that number, nothing for 0."""
    message = "the text came without line ends; only labels and headings in capitals could be told"
    return [finding("R-005", message, file=transcript.file, line=number)] if number else []
