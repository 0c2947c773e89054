"""List marks at the head of a block ("1.", "a)", "(II)"): what series they belong to, and their place in it."""

from __future__ import annotations

import re
from typing import NamedTuple

_mark = re.compile(
    r"^(?P<whole>(?P<open>\()?(?P<body>\d{1,3}|[ivxlc]{2,7}|[IVXLC]{2,7}|[A-Za-z])(?P<close>\)|\.\)|[.．]))"
    # a figure may be glued to its words, as in "2.Text" and "1．Text"; a letter may not ("a.m.")
    r"(?=\s|$|(?<=\d[.．])[^\W\d_])"
)
_roman_values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Mark(NamedTuple):
    """A list mark: its length in the text, its style ("a.", "(I)", "1)") and every place it may have in its series."""

    length: int
    style: str
    places: tuple[tuple[str, int], ...]
    """("letter", 9) and ("roman", 1) for "i."."""

    @property
    def is_upper_roman(self) -> bool:
        """Whether it may be a large Roman figure, which numbers parts of a text rather than items of a list."""
        return any(kind == "ROMAN" for kind, _ in self.places)


def read_mark(text: str) -> Mark | None:
    """The list mark at the head of a text, if it has one."""
    match = _mark.match(text)
    if not match:
        return None
    body, style = match["body"], f"{match['open'] or ''}#{match['close']}"
    places: list[tuple[str, int]] = []
    if body.isdigit():
        places.append(("figure", int(body)))
    elif len(body) == 1:
        places.append(("letter" if body.islower() else "LETTER", ord(body.lower()) - ord("a") + 1))
    roman = _roman(body.lower()) if not body.isdigit() else 0
    if roman:
        places.append(("roman" if body.islower() else "ROMAN", roman))
    return Mark(match.end("whole"), style, tuple(places)) if places else None


def follows(earlier: Mark, later: Mark) -> bool:
    """Whether one mark is the next of the other's series."""
    return earlier.style == later.style and any((kind, place + 1) in later.places for kind, place in earlier.places)


def _roman(text: str) -> int:
    if not text or set(text) - _roman_values.keys():
        return 0
    total = 0
    for char, after in zip(text, [*text[1:], ""], strict=True):
        value = _roman_values[char]
        total += -value if after and _roman_values[after] > value else value
    return total
