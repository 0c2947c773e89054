"""Readers cut a transcript into fields and blocks with line numbers, and understand nothing more.

`read` chooses the reader by looking at the text. Every line of the transcript lands in a field, a block, a listing or
among what is set aside. A file that no reader knows is a finding, never a crash. A new format is a module with
`NAME`, `recognises` and `cut`, and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Reading, Transcript
from regesta.readers import archive_html, archive_markdown, archive_old_page, archive_page, front_matter, sheet, tei
from regesta.readers.scraps import FEWEST, bunched, bunches_among, scraps_of


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
    scraps = scraps_of(transcript.text)
    if scraps and scraps.letters < FEWEST:
        message = f"{scraps.pieces} pieces of {scraps.letters:.0f} letters on average are no text of a document"
        return (), (finding("R-001", message, file=transcript.file, line=1),)
    for reader in READERS:
        if reader.recognises(transcript):
            readings, findings = reader.cut(transcript)
            whole = tuple(replace(one, blocks=bunched(one.blocks)) for one in readings)
            return whole, (*findings, *_bunched(whole, transcript))
    first = next((number for number, line in enumerate(transcript.text.split("\n"), 1) if line.strip()), 1)
    message = "no reader knows the shape of this file" if transcript.text.strip() else "the file is empty"
    return (), (finding("R-001", message, file=transcript.file, line=first),)


def _bunched(readings: tuple[Reading, ...], transcript: Transcript) -> Iterator[Finding]:
    """What to report of documents whose pieces were kept together."""
    for reading in readings:
        if kept := bunches_among(reading.blocks):
            message = f"lines too short and too many to be told apart stand together in {len(kept)} paragraphs"
            yield finding("R-005", message, file=transcript.file, line=kept[0].lines[0])
