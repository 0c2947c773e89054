"""Several documents in one file: the stretches of lines that are one each.

A file of very many covers with next to nothing under each of them holds no documents: it is an index, or damaged, and
stays one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from regesta.findings import Finding, finding
from regesta.model import Reading, Transcript
from regesta.readers.lines import Line

FEW, LEAST = 200, 400
"""From how many documents in a file they must have so many letters on average, cover and text."""


def may_hold(lines: Sequence[Line], count: int) -> bool:
    """Whether lines may hold so many documents."""
    return count <= FEW or sum(len(line.text) for line in lines) >= LEAST * count


def documents(lines: Sequence[Line], starts: Sequence[int]) -> list[Sequence[Line]]:
    """One stretch of lines for each index at which a document begins; the first of them is 0."""
    if not may_hold(lines, len(starts)):
        return [lines]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def read_each(
    parts: Iterable[Sequence[Line]],
    read: Callable[[Sequence[Line]], Reading],
    told: Callable[[Reading, Sequence[Line]], Iterable[Finding]],
    begins: Callable[[Reading, Sequence[Line]], Finding],
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """One reading for each stretch of lines, with what is `told` of it; a later one `begins` another document."""
    readings: list[Reading] = []
    findings: list[Finding] = []
    for part in parts:
        reading = read(part)
        if readings:
            findings.append(begins(reading, part))
        readings.append(reading)
        findings.extend(told(reading, part))
    return tuple(readings), tuple(findings)


def another(what: str, transcript: Transcript, line: int) -> Finding:
    """That the page, cover or sheet of another document begins at a line."""
    message = f"the {what} of another document begins here; the file is read as several documents"
    return finding("R-004", message, file=transcript.file, line=line)


def first_field(reading: Reading, lines: Sequence[Line]) -> int:
    """The line of the first field that was read, or else the first line."""
    return reading.fields[0].lines[0] if reading.fields else lines[0].number
