"""A text cut into sentences: text in, places out, so that every character but the spaces between lies in one.

A full stop after an initial, a title or a list's mark ends no sentence: "E. Kovalev", "Cde. Terebin", "1. Regarding".
"""

from __future__ import annotations

import re

END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])")
NO_END = re.compile(
    r"(?:\b[A-Z]|\b[A-Z]\[[a-z]+\]|\b(?:Mr|Mrs|Ms|Dr|Cde|Cdes|Com|Gen|Col|Lt|Maj|Prof|St|No|Vol|vs|i\.e|e\.g|cf|Art|pp?)|"
    r"\A\W*(?:\d{1,3}|[A-Za-z]))\.\Z"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text starts and ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in END.finditer(text):
        if match[0] == "." and NO_END.search(text, start, match.end()):
            continue
        found.append((start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[start:].strip():
        found.append((start, len(text)))
    return found
