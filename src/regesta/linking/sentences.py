"""A text cut into sentences: text in, places out, so that every character but the spaces between lies in one.

A full stop after an initial, a title or a list's mark ends no sentence: "E. Kovalev", "Cde. Terebin", "1. Regarding".
"""

from __future__ import annotations

import re

END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])")
NO_END = re.compile(
    r"(?:\b[A-Z]|\b[A-Z]\[[a-z]+\]|\b(?:Mr|Mrs|Ms|Dr|Cde|Cdes|Com|Gen|Col|Lt|Maj|Prof|St|No|Vol|vs|i\.e|e\.g|cf|Art|pp?))\.\Z"
)
MARK = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])\.")
"""A list's mark at the head of a text."""
NOT_SPACE = re.compile(r"\S")
LONGEST = 40
"""Characters before a full stop within which it may be told that it ends no sentence; a space is none of them."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text starts and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(text):
        if match[0] == "." and _goes_on(text, start, match.end()):
            continue
        found.append((start, match.end()))
        following = NOT_SPACE.search(text, match.end())
        start = following.start() if following else len(text)
    if NOT_SPACE.search(text, start):
        found.append((start, len(text)))
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a full stop ends no sentence."""
    if start == 0 and MARK.fullmatch(text, 0, end):
        return True
    return NO_END.search(text, max(start, end - LONGEST, text.rfind(" ", 0, end) + 1), end) is not None
