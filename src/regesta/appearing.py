"""How an entity appears in a document: the forms of its name, and the words around it in each paragraph that names it.

In goes a document with its text, out comes what the pages of entities show of it, small enough to be kept for each pair
of a document and an entity: a person of a large edition is named in thousands of documents, and no page should need
their texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from regesta.model import Appeared, Block, Context, LinkedDocument, Mention, Record

CONTEXT_WORDS = 6
CONTEXT_LENGTH = 90
"""Characters on each side in which the words of the context are looked for."""
MOST = 24
"""Paragraphs that are kept with their words; of the rest the address is enough."""


def appeared(document: LinkedDocument) -> dict[str, Appeared]:
    """Entity → how it appears in a document that has its text, for all that it names, in the order of the text."""
    blocks = blocks_by_address(document.record)
    mentions: dict[str, list[Mention]] = {}
    for one in document.mentions:
        mentions.setdefault(one.entity, []).append(one)
    return {entity: _appeared(ones, blocks) for entity, ones in mentions.items()}


def blocks_by_address(record: Record) -> dict[str, Block]:
    """The blocks of a record that have an address; a block into which others were merged under theirs too."""
    found = {block.anchor: block for block in record.blocks if block.anchor}
    for block in record.blocks:
        for sign in block.signs:
            if sign.kind == "anchor":
                found.setdefault(sign.detail, block)
    return found


def first_places(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The first mention in each paragraph, in order."""
    first: dict[str, Mention] = {}
    for one in mentions:
        first.setdefault(one.anchor, one)
    return tuple(first.values())


def paragraphs_named(mentions: Iterable[Mention]) -> dict[str, int]:
    """Entity → how many paragraphs name it, in the order of the text."""
    found: dict[str, set[str]] = {}
    for one in mentions:
        found.setdefault(one.entity, set()).add(one.anchor)
    return {entity: len(anchors) for entity, anchors in found.items()}


def _appeared(mentions: list[Mention], blocks: dict[str, Block]) -> Appeared:
    places = [one for one in first_places(mentions) if one.anchor]
    return Appeared(
        Counter(one.form for one in mentions),
        tuple(_context(one, blocks.get(one.anchor)) for one in places[:MOST]),
        tuple(one.anchor for one in places[MOST:]),
    )


def _context(mention: Mention, block: Block | None) -> Context:
    """The words before and after a name, cut at words."""
    if block is None:
        return Context(mention.anchor)
    text = block.text
    before = text[max(0, mention.start - CONTEXT_LENGTH) : mention.start].split(" ")[-CONTEXT_WORDS - 1 :]
    after = text[mention.end : mention.end + CONTEXT_LENGTH].split(" ")[: CONTEXT_WORDS + 1]
    start, end = mention.start - len(" ".join(before)), mention.end + len(" ".join(after))
    return Context(
        mention.anchor,
        text[start:end],
        mention.start - start,
        mention.end - start,
        cut_before=start > 0,
        cut_after=end < len(text),
        guess=mention.guess,
    )
