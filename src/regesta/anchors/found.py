"""All that an alignment found out about two states, and how a place in the new one is named to the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

from regesta.anchors.segments import Segment
from regesta.anchors.units import Unit
from regesta.anchors.weaving import Home, Weave
from regesta.anchors.words import Words

OPENING = "\"'¿¡-–—•*_"
"""Characters that may stand before the first word of a paragraph, beside opening brackets and quotation marks."""
NAMED_WORDS = 8
"""Words by which the line that is proposed to the editor names a place."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found out about two states."""

    segments: Sequence[Segment]
    units: Sequence[Unit]
    words: Sequence[Words]
    weave: Weave
    pins: dict[str, Home]
    """Places that are certain whatever the words say."""
    shaky: set[int]
    """Segments whose place rests on a piece found away from the rest."""
    empty: Sequence[str]
    """Addresses without any words."""
    sure: float
    """Share of an address's letters that must be found again, or that its new words must owe to it."""


def offset_of(words: Words, text: str, word: int) -> int:
    """Where a word begins, with the bracket or quotation mark that opens before it; nothing stands before the first."""
    if word == 0:
        return 0
    offset = words.starts[word]
    while offset > 0 and (text[offset - 1] in OPENING or category(text[offset - 1]) in ("Ps", "Pi")):
        offset -= 1
    return offset


def named(found: Found, home: Home) -> str:
    """The words at a place, as they stand, enough of them to name it."""
    words, text = found.words[home.unit], found.units[home.unit].text
    last = home.word + NAMED_WORDS
    end = words.starts[last] if last < len(words.starts) else len(text)
    return text[offset_of(words, text, home.word) : end].strip() if words.starts else ""
