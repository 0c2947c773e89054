"""Text that comes in very many very short pieces, as a damaged file, a table in cells or a dictionary does.

No paragraph can be told among thousands of lines of a few letters: below a measure a file is refused, below another its
pieces are kept together, many in a paragraph. The longest documents of the archives have some four hundred paragraphs,
and those of the shortest paragraphs, telegrams typed as verse, have forty letters in a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from regesta.model import RawBlock

SCRAPS, SCRAP = 4_000, 32
"""From how many pieces, of fewer letters than that on average, a text is taken for scraps."""
FEWEST = 8
"""How many letters a piece must have on average where the pieces are very many."""
ROOMY = 64
"""How many characters there are to a tag, at the least, where the pieces between them need not be looked at."""
BUNCH = 100
"""How many scraps make a paragraph."""
BUNCHED = frozenset({"paragraph", "item", "closer"})
"""The kinds of blocks that may be kept together; what the format calls anything else keeps its address."""
_parting = re.compile(  # tags that end a piece: not those of cells, nor those that stand among words
    r"</?(?:p|l|lg|li|item|div\d?|h[1-6]|head|closer|signed|tr|row|dd|dt|label|note|ab|list|ul|ol|dl|q|quote|said|sp|u"
    r"|blockquote|section|article|main|pre|center|address|body|text|opener|dateline|br|lb|hr|milestone|pb)\b[^<>]*>",
    re.IGNORECASE,
)
_tag = re.compile(r"<[^<>]*>")


class Scraps(NamedTuple):
    """How many pieces with words a text has, and how long they are on average."""

    pieces: int
    letters: float


def scraps_of(text: str) -> Scraps | None:
    """What is known of a text that is nothing but very many very short pieces; None for any other.

    Pieces are its lines, tags and all, or, where it has markup, what stands between the tags that part it.
    """
    return (_scraps_between_tags(text) if text.lstrip()[:1] == "<" else None) or _scraps_of_lines(text)


def _scraps_of_lines(text: str) -> Scraps | None:
    if text.count("\n") + text.count("\f") < SCRAPS:
        return None
    return _scraps([len(line) for line in text.replace("\f", "\n").split("\n") if line and not line.isspace()])


def _scraps_between_tags(text: str) -> Scraps | None:
    if text.count("<") < max(SCRAPS, len(text) // ROOMY) or _parting_tags(text) < SCRAPS:
        return None
    pieces = _tag.sub("", _parting.sub("\0", text)).split("\0")
    return _scraps([len(piece.strip()) for piece in pieces if piece and not piece.isspace()])


def _parting_tags(text: str) -> int:
    """How many tags part a text."""
    return sum(count for tag, count in Counter(_tag.findall(text)).items() if _parting.match(tag))


def _scraps(lengths: Sequence[int]) -> Scraps | None:
    if len(lengths) < SCRAPS or sum(lengths) >= SCRAP * len(lengths):
        return None
    return Scraps(len(lengths), sum(lengths) / len(lengths))


def are_scraps(texts: Sequence[str]) -> bool:
    """Whether pieces of a text, blank ones apart, are scraps."""
    return len(texts) >= SCRAPS and _scraps([len(text) for text in texts if text and not text.isspace()]) is not None


def bunched(blocks: Sequence[RawBlock]) -> tuple[RawBlock, ...]:
    """Blocks of a document, those of one kind that follow one another kept together where they are scraps."""
    if not are_scraps([one.text for one in blocks]):
        return tuple(blocks)
    found: list[RawBlock] = []
    for (kind, _level), row in groupby(blocks, key=lambda one: (one.kind, one.level)):
        same = list(row)
        found += bunches(same) if kind in BUNCHED else same
    return tuple(found)


def bunches(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Blocks of one kind as fewer, of many pieces each."""
    parts = [blocks[start : start + BUNCH] for start in range(0, len(blocks), BUNCH)]
    return [
        replace(part[0], text="\n".join(one.text for one in part), lines=(part[0].lines[0], part[-1].lines[1]))
        for part in parts
    ]


def bunches_among(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks of a document that are scraps kept together; none where they are few, as a long list of names is."""
    found = [block for block in blocks if block.kind in BUNCHED and is_bunch(block)]
    return found if len(found) * BUNCH * 2 >= SCRAPS else []


def is_bunch(block: RawBlock) -> bool:
    """Whether a block is many pieces kept together, none of which is told from another."""
    pieces = block.text.count("\n") + 1
    return pieces >= BUNCH and len(block.text) < SCRAP * pieces
