"""Several documents in one file: the stretches of lines that are one each.

A file of very many covers with next to nothing under each of them holds no documents: it is an index, or damaged, and
stays one.
"""

from __future__ import annotations

from collections.abc import Sequence

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
