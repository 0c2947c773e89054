"""A table as a block: its cells row by row, and the signs of each cell moved to where it stands in the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regesta.model import Block, Lines, Sign

Cell = tuple[str, Sequence[Sign]]
"""Plain text of a cell and its signs."""


def table(rows: Iterable[Sequence[Cell]], lines: Lines) -> Block:
    """A block of rows; the text holds the cells parted by tabs and line ends, rows without words are left out."""
    kept = [row for row in rows if any(text or signs for text, signs in row)]
    signs: list[Sign] = []
    place = 0
    for row in kept:
        for text, inside in row:
            signs += [Sign(one.start + place, one.end + place, one.kind, one.detail) for one in inside]
            place += len(text) + 1
    texts = tuple(tuple(text for text, _ in row) for row in kept)
    return Block("table", "\n".join(map("\t".join, texts)), (lines,), "", 0, tuple(signs), texts)
