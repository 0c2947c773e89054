"""Words of the original that a translation gives in brackets: a record in, glosses with the English they stand by out.

Only what was understood as a gloss counts, "magic weapon [fabao]"; words the translator supplied, [new] or [they], do
not. How far the English reaches back is not told by any sign: it is taken back to the last small word or stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regesta.model import Gloss, Record, Sign

AFTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\"'“”‘’"
"""What may stand between a word and the bracket of its gloss: spaces of any kind, and quotation marks."""
BEFORE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?=[\s\"'“”‘’]*\Z)")
SMALL = frozenset(
    """
    a an the this that these those is are was were be been being am does did has have had will would can could may
    might shall should must not no nor and or but if of in on at to from by with for as into about than then so very
    really quite rather too also it its he she we you i they them us me him her his our your their who which what when
    where there here because
    """.split()
)
PARTICLES = frozenset("in up out off on down over away back".split())
MOST = 3
"""Words of English that a gloss is taken to stand by."""
NEAR = 200
"""Characters before a gloss in which they stand."""


def glosses(record: Record) -> tuple[Gloss, ...]:
    """The glosses of a document, in order."""
    return tuple(_glosses(record))


def original_of(bracket: str) -> str:
    """The original's word in a pair of brackets."""
    return bracket.strip("[]() ")


def _glosses(record: Record) -> Iterator[Gloss]:
    for block in record.blocks:
        for sign in block.signs:
            if sign.kind == "gloss" and block.anchor:
                yield _gloss(block.anchor, block.text, sign)


def _gloss(anchor: str, text: str, sign: Sign) -> Gloss:
    original = original_of(text[sign.start : sign.end])
    return Gloss(anchor, sign.start, sign.end, original, _english(text[max(sign.start - NEAR, 0) : sign.start]))


def _english(before: str) -> str:
    """The English that is glossed: the word before, and those before it up to a small word or a stop.

    A verb's own particle is part of it: "taken in [shangle dang]".
    """
    start, left, taken = len(before), before.rstrip(), 0
    while taken < MOST and (match := _last_word(left)):
        word = match[0].lower()
        if word in SMALL and (taken or (word not in PARTICLES and _last_word(left[: match.start()].rstrip()))):
            break
        start, left = match.start(), left[: match.start()].rstrip(" ")
        taken += 1
    return before[start:].strip(" \"'“”‘’")


def _last_word(left: str) -> re.Match[str] | None:
    """The word at the end of a text, before quotation marks; it holds no space, so that it is not far to seek."""
    return BEFORE.search(left, left.rstrip(AFTER).rfind(" ") + 1)
