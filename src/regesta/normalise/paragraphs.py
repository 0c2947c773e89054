"""Raw blocks to the blocks of a record: `kinds` tells what each is, `seams` mends what page breaks parted.

No word is added or dropped: joining two halves puts one space between them, and rules of dashes are handed back to be
set aside. Each guess comes with a finding at its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from regesta.findings import Finding, finding
from regesta.model import Block, BlockKind, Correction, RawBlock, Reading, SetAside, Sign, Transcript
from regesta.normalise.corrected import read_layout
from regesta.normalise.inline import Inline, read_inline
from regesta.normalise.kinds import Piece, tell_kinds
from regesta.normalise.marks import read_mark
from regesta.normalise.seams import mend
from regesta.normalise.spacing import close_spaced
from regesta.normalise.tables import table
from regesta.readers.scraps import bunches_among
from regesta.text import lines_of

_converter_bullet = re.compile(r"^\s*[-*+]\s+(?=\(?[0-9A-Za-z]{1,5}[.)])")
_separator = re.compile(r"^\|?[\s:|-]+\|?$")


class Body(NamedTuple):
    """The blocks of a document, what was set aside among them, and the findings."""

    blocks: tuple[Block, ...]
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]


def build_blocks(reading: Reading, transcript: Transcript, corrections: Sequence[Correction] = ()) -> Body:
    """Blocks of a reading, without addresses and without the meaning of brackets; the editor's layout goes first."""
    aside = [SetAside(raw.lines, raw.text, "rule of the converter") for raw in reading.blocks if raw.kind == "rule"]
    pieces = [_piece(raw, reading.markup) for raw in reading.blocks if raw.kind not in ("rule", "note")]
    pieces = _without_bold([piece for piece in pieces if piece.text])
    layout = read_layout(corrections)
    kinds, findings = tell_kinds(pieces, transcript, layout.kinds)
    pages = [piece.raw.page for piece in pieces]
    parted = {raw.lines[0]: False for raw in bunches_among([piece.raw for piece in pieces])}
    blocks, mended = mend(_blocks(pieces, kinds), pages, transcript, parted | dict(layout.joins))
    return Body(blocks, tuple(aside), (*findings, *mended, *_bullet_findings(pieces, transcript)))


def _piece(raw: RawBlock, markup: str) -> Piece:
    inline = read_inline(close_spaced(raw.text), markup)
    return Piece(raw, inline, read_mark(inline.text))


def _without_bold(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without their bold where the converter made nearly everything bold, so that it stresses nothing."""
    paragraphs = [piece.raw.text.strip() for piece in pieces if piece.raw.kind in ("paragraph", "item")]
    bold = sum(text.startswith("**") and text.endswith("**") for text in paragraphs)
    if len(paragraphs) < 3 or bold < 0.8 * len(paragraphs):
        return list(pieces)
    plain = [tuple(sign for sign in piece.inline.signs if sign.kind != "strong") for piece in pieces]
    return [piece._replace(inline=Inline(piece.text, signs)) for piece, signs in zip(pieces, plain, strict=True)]


def _blocks(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> list[Block]:
    levels = _levels(pieces, kinds)
    blocks = []
    for piece, kind, level in zip(pieces, kinds, levels, strict=True):
        signs = list(piece.inline.signs)
        if piece.mark and kind != "table":
            signs.insert(0, Sign(0, piece.mark.length, "marker"))
        block = Block(kind, piece.text, (piece.raw.lines,), "", level, tuple(signs))
        blocks.append(table(_rows(piece.raw), piece.raw.lines) if kind == "table" else block)
    return blocks


def _levels(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> list[int]:
    """Depth of headings and items from 1, by what stands in the document rather than by the converter's figures.

    A converter gives like headings unlike levels ("####" for two of three headings in capitals, "###" for the third),
    so headings without a mark are of the first level, marked ones stand below them in the order their styles appear.
    """
    headings = [piece for piece, kind in zip(pieces, kinds, strict=True) if kind == "heading"]
    unmarked = any(not piece.mark for piece in headings)
    styles = list(dict.fromkeys(piece.mark.style for piece in headings if piece.mark))
    shallowest = min((p.raw.level for p, kind in zip(pieces, kinds, strict=True) if kind == "item"), default=0)
    levels = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind == "heading":
            levels.append(styles.index(piece.mark.style) + 1 + unmarked if piece.mark else 1)
        else:
            levels.append(max(1, piece.raw.level - shallowest + 1) if kind == "item" else 0)
    return levels


def _rows(raw: RawBlock) -> list[list[Inline]]:
    """Cells of each line; a bar at its head is an empty cell where the table's rule has none: "a| b", "---|---"."""
    lines = [line.strip() for line in raw.text.split("\n")]
    framed = next((line.startswith("|") for line in lines if _separator.match(line)), True)
    kept = [line.strip("|") if framed else line for line in lines if not _separator.match(line)]
    return [[read_inline(cell.strip(), "markdown") for cell in line.split("|")] for line in kept]


def _bullet_findings(pieces: Sequence[Piece], transcript: Transcript) -> list[Finding]:
    lines = lines_of(transcript.text)
    marked = [piece.raw.lines[0] for piece in pieces if piece.raw.kind == "item" and piece.mark]
    return [
        finding("L-106", "the converter's “-” stands before the source's own mark", file=transcript.file, line=number)
        for number in marked
        if _converter_bullet.match(lines[number - 1])
    ]
