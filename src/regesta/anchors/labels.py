"""Labels of anchors: their grammar, their order, and the next free one between two others.

A label is a number with letters (12, 12a, 12za) and stands behind the mark of its series: p for paragraphs, s for
section headings, n for notes. Order follows the rule for inserted sections of statutes: z before every other letter,
a label before its continuations, so 12 < 12za < 12a < 12aa < 12b < 13. A label is never given twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

Series = Literal["p", "s", "n"]

ADDRESS = re.compile(r"(?P<series>[psn])(?P<number>0(?=[a-z])|[1-9][0-9]*)(?P<letters>[a-z]*)", re.ASCII)
RANK = {letter: rank for rank, letter in enumerate("zabcdefghijklmnopqrstuvwxy")}
START = "0"
"""Stands for the place before the first label; no label itself."""

Order = tuple[int, tuple[int, ...]]


def is_address(text: str) -> bool:
    """Whether a text is a well-formed address: p12, s3, n1a; never p01, p0 or p12az."""
    found = ADDRESS.fullmatch(text)
    return found is not None and not found["letters"].endswith("z")


def series_of(address: str) -> Series:
    """The series of an address, which is its first letter."""
    return address[0]  # type: ignore[return-value]


def order(address: str) -> Order:
    """What an address is sorted by within its series; the place before the first is p0."""
    digits = address[1:].rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits), tuple(RANK[letter] for letter in address[1 + len(digits) :])


def fresh(left: str, taken: Sequence[Order], *, series: Series) -> str:
    """The first address never used that stands after `left` and before the next one used; "" is before the first.

    `taken` holds the places of all addresses of the series that were ever used, in order. At the end the address is
    the next number. Between 12 and 13 it is 12a, between 12 and 12a 12za, between 12a and 12b 12aa.
    """
    here = left or f"{series}{START}"
    index = bisect_right(taken, order(here))
    following = taken[index] if index < len(taken) else None
    if following is None and (left or not taken):
        return f"{series}{order(here)[0] + 1}"
    for candidate in _candidates(here):
        place = order(candidate)
        at = bisect_left(taken, place)
        if taken[at : at + 1] != [place] and (following is None or place < following):
            return candidate
    raise AssertionError(f"no address between {here} and {following}")  # pragma: no cover - zz…a always fits


def _candidates(here: str) -> Iterable[str]:
    """Addresses after `here`, the simplest first: the last letter raised, then a, za, zza … put behind."""
    last = here[-1]
    if last in RANK and last not in "yz":
        yield f"{here[:-1]}{chr(ord(last) + 1)}"
    zeros = ""
    while True:
        yield f"{here}{zeros}a"
        zeros += "z"
