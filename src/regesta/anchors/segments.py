"""The old side of an alignment: the words of each address, up to the next one, in the order of the document.

An address without words of its own stands at the same place as the next one (a heading's number in front of a
paragraph's, when the one was taken for the other): it is a twin, and shares that one's fate.
"""

from __future__ import annotations

from collections.abc import Sequence

from regesta.anchors.labels import Series, series_of
from regesta.anchors.words import Words, read_words
from regesta.model import Anchor, Value


class Segment(Value, frozen=True):
    """An address and its words."""

    address: str
    series: Series
    words: Words
    own: int
    """Its first own word; those before were carried over from the address before."""
    block: int
    """Which block of the old state it stands in."""
    twins: tuple[str, ...] = ()
    """Addresses at the same place, before it."""


def segments_of(anchors: Sequence[Anchor], without: frozenset[str]) -> tuple[list[Segment], list[str]]:
    """The segments of a state, and the addresses that have no words at all, such as those of notes that are missing."""
    found: list[Segment] = []
    empty: list[str] = []
    twins: list[str] = []
    block = -1
    for anchor in anchors:
        if anchor.gone:
            continue
        if anchor.status == "live":
            empty.extend(twins)
            twins, block = [], block + 1
        if anchor.address in without:
            continue
        words = read_words(anchor.text)
        if not words.forms:
            twins.append(anchor.address)
            continue
        own = sum(start < anchor.lead for start in words.starts)
        own = own if own < len(words.forms) else 0
        found.append(Segment(anchor.address, series_of(anchor.address), words, own, block, tuple(twins)))
        twins = []
    return found, [*empty, *twins]


def blocks_of(segments: Sequence[Segment]) -> list[list[int]]:
    """The segments of each old block, by their places in the list."""
    blocks: dict[int, list[int]] = {}
    for place, segment in enumerate(segments):
        blocks.setdefault(segment.block, []).append(place)
    return list(blocks.values())
