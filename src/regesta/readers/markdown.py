"""Markdown text to raw blocks with their lines; markdown-it-py finds all but the plain ones, no word changes.

A list mark of the source ("1.", "a)") is text and stays; a converter's bullet before it goes. Link definitions and
HTML blocks are off, because a transcript's "[1]: see" is a note and its tags are handled with the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from regesta.model import RawBlock
from regesta.readers.lines import Line, each_line, joined
from regesta.readers.markdown_runs import BULLET, HASHES, simple_blocks, without_prefix
from regesta.readers.scraps import are_scraps

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_signs_of_markdown = re.compile(
    r"^#{1,6}\s|^[ \t]*[-*+][ \t]|\*\*\S|(?<!\w)[*_]\S[^*_\n]*[*_](?!\w)|<https?:|^\||</?[a-z]+>", re.MULTILINE
)


@cache
def _parser() -> MarkdownIt:
    """The block parser; held once, as it keeps no state between texts, and loaded where a text is in need of it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["reference", "html_block", "code", "fence", "inline"])


def looks_like_markdown(text: str) -> bool:
    """Whether a text holds any sign of Markdown at all."""
    return bool(_signs_of_markdown.search(text))


def markdown_blocks(lines: Sequence[Line]) -> list[RawBlock]:
    """Headings, paragraphs, list items, tables and rules of a stretch of Markdown, in order, each with its lines."""
    if are_scraps([line.text for line in lines]):
        return each_line(lines)
    blocks: list[RawBlock] = []
    parsed: list[Line] = []
    for simple, stretch in _stretches(lines):
        if simple is None:
            blocks += _parsed(stretch)
            parsed += stretch
        else:
            blocks += simple
    return sorted([*blocks, *_unread(parsed, blocks)], key=lambda block: block.lines)


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[list[RawBlock] | None, Sequence[Line]]]:
    """Runs between blank lines with their blocks, or None and a stretch of runs that only a parser can read.

    A line at the margin after a blank one ends whatever is open, so that each stretch means the same by itself.
    """
    waiting: int | None = None
    for (start, end), (after, _) in pairwise([*_runs(lines), (len(lines), 0)]):
        simple = simple_blocks(lines[start:end], lines[after].text if after < len(lines) else "")
        if simple is None:
            waiting = start if waiting is None else waiting
            continue
        if waiting is not None:
            yield None, lines[waiting:start]
            waiting = None
        yield simple, lines[start:end]
    if waiting is not None:
        yield None, lines[waiting:]


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each run of lines that are not blank for Markdown begins and ends."""
    start: int | None = None
    for index, line in enumerate(lines):
        if line.text.strip(" \t"):
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(lines)


def _parsed(lines: Sequence[Line]) -> list[RawBlock]:
    """The same of lines that need the parser."""
    blocks: list[RawBlock] = []
    depth = 0
    inside_table = False
    for token in _parser().parse(joined(lines).replace("\r", " ")):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "table_close":
            inside_table = False
        elif token.map and not inside_table:
            inside_table = token.type == "table_open"
            blocks.extend(_block(token, lines, depth))
    return blocks


def _unread(lines: Sequence[Line], blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Lines with words that no block holds, such as "257." alone, which Markdown takes for an empty item."""
    held = {number for block in blocks for number in range(block.lines[0], block.lines[1] + 1)}
    unread = [line for line in lines if line.number not in held and any(char.isalnum() for char in line.text)]
    return [RawBlock(without_prefix(line.text), (line.number, line.number)) for line in unread]


def _block(token: Token, lines: Sequence[Line], depth: int) -> list[RawBlock]:
    """One raw block of a token that opens a block, or none for a token of another kind."""
    start, end = token.map or (0, 0)
    covered = list(lines[start:end])
    while covered and not covered[-1].text.strip():
        covered.pop()
    if not covered:
        return []
    numbers = (covered[0].number, covered[-1].number)
    texts = [without_prefix(line.text) for line in covered]
    if token.type == "heading_open" and token.markup.startswith("#"):
        return [RawBlock(HASHES.sub("", texts[0]), numbers, "heading", int(token.tag[1]))]
    if token.type == "heading_open":  # a line of "---" under it; under a line with bars it is a table's
        if "|" in texts[-2]:
            return [RawBlock("\n".join(texts), numbers, "table")]
        return [RawBlock("\n".join(texts[:-1]), numbers, "heading", int(token.tag[1]))]
    if token.type == "table_open":
        return [RawBlock("\n".join(texts), numbers, "table")]
    if token.type == "hr":
        return [RawBlock("\n".join(texts), numbers, "rule")]
    if token.type != "paragraph_open":
        return []
    if depth:
        return [RawBlock(BULLET.sub("", "\n".join(texts)), numbers, "item", depth)]
    return [RawBlock("\n".join(texts), numbers)]
