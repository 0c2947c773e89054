"""The raw blocks of a TEI document to the blocks of a record: the encoding says what each is, so nothing is guessed.

Tables get their rows, dots that stand for words left out are an omission, notes are handed to `notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regesta.model import Block, BlockKind, RawBlock, Reading
from regesta.normalise.paragraphs import Body
from regesta.normalise.tables import Cell, table
from regesta.normalise.tei_inline import read_tei
from regesta.readers.tei_tree import Node, Tree, parse_tree

_omission = re.compile(r"^[\[(]?\s*(?:[.*…•]\s?){3,}\s*[\])]?$|^\[?…\]?$")


def build_tei_blocks(reading: Reading) -> Body:
    """Blocks of a reading without addresses, notes apart."""
    shallowest = min((raw.level for raw in reading.blocks if raw.kind == "heading"), default=1)
    blocks = [_block(raw, shallowest) for raw in reading.blocks if raw.kind not in ("note", "rule")]
    return Body(tuple(block for block in blocks if block.text), (), ())


def _block(raw: RawBlock, shallowest: int) -> Block:
    if raw.kind == "table":
        return table(_rows(parse_tree(f"<table>{raw.text}</table>")), raw.lines)
    text, signs = read_tei(raw.text)
    if raw.kind == "heading":
        return Block("heading", text, (raw.lines,), "", raw.level - shallowest + 1, signs)
    kind: BlockKind = "omission" if _omission.match(text) else _kind(raw)
    return Block(kind, text, (raw.lines,), "", raw.level if kind == "item" else 0, signs)


def _kind(raw: RawBlock) -> BlockKind:
    return raw.kind if raw.kind in ("item", "verse", "closer") else "paragraph"


def _rows(tree: Tree) -> Iterator[list[Cell]]:
    """The rows of a table; words that stand in no row are one by themselves."""
    position = tree.root.inner
    for row in tree.root.children:
        if row.name == "row":
            yield [read_tei(tree.raw(position, row.start))]
            yield list(_cells(tree, row))
            position = row.after
    yield [read_tei(tree.raw(position, tree.root.end))]


def _cells(tree: Tree, row: Node) -> Iterator[Cell]:
    """The cells of a row; a page break or words between them belong to the cell after."""
    position = row.inner
    for cell in row.children:
        if cell.name == "cell":
            yield read_tei(tree.raw(position, cell.after))
            position = cell.after
    if read_tei(tree.raw(position, row.end))[0]:
        yield read_tei(tree.raw(position, row.end))
