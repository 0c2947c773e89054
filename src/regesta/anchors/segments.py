"""The old side of an alignment: the words of each address, up to the next one, in the order of the document.

Addresses at one place are twins and share one fate: a paragraph's number and a heading's, where the one was taken for
the other; or the number of a paragraph whose beginning is gone, and that of the part which was split off it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from regesta.anchors.labels import Series, series_of
from regesta.anchors.words import Words, read_words
from regesta.model import Anchor, Value


class Segment(Value, frozen=True):
    """An address and its words."""

    address: str
    series: Series
    words: Words
    own: int
    """Its first own word; those before were added or carried over."""
    lead_of: str
    """The address whose words were carried over."""
    block: int
    """Which block of the old state it stands in."""
    twins: tuple[str, ...] = ()
    """Other addresses at the same place."""


def segments_of(anchors: Sequence[Anchor], without: frozenset[str]) -> tuple[list[Segment], list[str]]:
    """The segments of a state, and the addresses that have no words at all, such as those of notes that are missing."""
    found: list[Segment] = []
    empty: list[str] = []
    block, place = -1, -1
    for anchor in anchors:
        if anchor.gone:
            continue
        block += anchor.status == "live"
        words = read_words(anchor.text)
        if anchor.address in without:
            continue
        if found and (found[-1].block, place) == (block, anchor.at):
            found[-1] = replace(found[-1], twins=(*found[-1].twins, anchor.address))
        elif words.forms:
            place = anchor.at
            own = sum(start < anchor.lead for start in words.starts)
            own = own if own < len(words.forms) else 0
            found.append(Segment(anchor.address, series_of(anchor.address), words, own, anchor.lead_of, block))
        else:
            empty.append(anchor.address)
    return found, empty


def blocks_of(segments: Sequence[Segment]) -> list[list[int]]:
    """The segments of each old block, by their places in the list."""
    blocks: dict[int, list[int]] = {}
    for place, segment in enumerate(segments):
        blocks.setdefault(segment.block, []).append(place)
    return list(blocks.values())
