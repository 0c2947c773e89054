"""Letter-spaced words, as typists stress them: "M e m o r a n d u m" is "Memorandum"."""

from __future__ import annotations

import re
from itertools import pairwise

_two_alone = re.compile(r" [^\W\d_] [^\W\d_] ")
_spaced = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")


def close_spaced(text: str) -> str:
    """A text with its letter-spaced words closed up; a list of letters ("a b c d") stays as it is."""
    return _spaced.sub(_closed, text) if _two_alone.search(text) else text


def _closed(match: re.Match[str]) -> str:
    word = match[0].replace(" ", "")
    counting = all(ord(after) - ord(before) in (0, 1) for before, after in pairwise(word))
    like = word.isupper() or word[1:].islower()
    return word if like and not counting else match[0]
