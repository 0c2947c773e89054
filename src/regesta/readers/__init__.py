"""Readers cut a transcript into fields and blocks with line numbers, and understand nothing more.

`read` chooses the reader by looking at the text. Every line of the transcript lands in a field, a block, a listing or
among what is set aside. A file that no reader knows is a finding, never a crash. A new format is a module with
`NAME`, `recognises` and `cut`, and one line in READERS.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from regesta.findings import Finding, finding
from regesta.model import Reading, Transcript
from regesta.readers import archive_html, archive_markdown, archive_old_page, archive_page, front_matter, sheet, tei
from regesta.readers.lines import SCRAP, SCRAPS

FEWEST = 8
"""How many letters a line must have on average where the lines are very many."""


class Scraps(NamedTuple):
    """How many lines with words a text has, and how long they are on average."""

    lines: int
    letters: float


class Reader(Protocol):
    """What a module must offer to be a reader."""

    NAME: str

    def recognises(self, transcript: Transcript) -> bool:
        """Tell whether the text has this reader's shape; look at the text, not at the file's name."""
        ...

    def cut(self, transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
        """Cut the transcript into one reading a document."""
        ...


READERS: tuple[Reader, ...] = (tei, front_matter, archive_html, archive_page, archive_markdown, archive_old_page, sheet)
"""In the order in which they are asked; the first that recognises a file reads it."""


def read(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut a transcript with the reader that recognises it."""
    scraps = _scraps(transcript.text)
    if scraps and scraps.letters < FEWEST:
        message = f"{scraps.lines} lines of {scraps.letters:.0f} letters on average are no text of a document"
        return (), (finding("R-001", message, file=transcript.file, line=1),)
    for reader in READERS:
        if reader.recognises(transcript):
            readings, findings = reader.cut(transcript)
            return readings, (*findings, *_bunched(scraps, transcript))
    first = next((number for number, line in enumerate(transcript.text.split("\n"), 1) if line.strip()), 1)
    message = "no reader knows the shape of this file" if transcript.text.strip() else "the file is empty"
    return (), (finding("R-001", message, file=transcript.file, line=first),)


def _scraps(text: str) -> Scraps | None:
    """What is known of a text that is nothing but very many very short lines; None for any other."""
    if text.count("\n") + text.count("\f") < SCRAPS:
        return None
    lengths = [len(line) for line in text.replace("\f", "\n").split("\n") if line and not line.isspace()]
    if len(lengths) < SCRAPS or sum(lengths) >= SCRAP * len(lengths):
        return None
    return Scraps(len(lengths), sum(lengths) / len(lengths))


def _bunched(scraps: Scraps | None, transcript: Transcript) -> list[Finding]:
    if not scraps or transcript.text.lstrip()[:1] == "<":
        return []
    message = (
        f"{scraps.lines} lines of {scraps.letters:.0f} letters on average: paragraphs of many lines each were made"
    )
    return [finding("R-005", message, file=transcript.file, line=1)]
