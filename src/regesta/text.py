"""Small questions about text that several stages ask in the same way: words, folding, slugs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_abbreviated = "".join(rf"(?<!\b{word}\.)" for word in "Mr Mrs Ms Dr Cde Com Gen Col Lt Prof St No".split())
_sentence_end = re.compile(rf"(?<=[a-z\])]\.){_abbreviated}\s+(?=[A-Z\[])")
_heaped = "*_<&`\\[|#>~^{}@"
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´", "'"))


def words(text: str) -> list[str]:
    """The words of a text as written: runs of letters and digits, so that "com[munist]" is two."""
    return WORD.findall(text)


@lru_cache(maxsize=2)
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text; kept for the last ones, as each document of a volume asks for those of the whole."""
    return tuple(text.split("\n"))


def sentences(text: str) -> list[str]:
    """A text cut where a small letter or a closing bracket, a full stop and a capital follow one another.

    Initials and addresses end none: "E.F. Kovalev and Mr. Petrov were present. From our side" is two.
    """
    return _sentence_end.split(text)


def fold(text: str) -> str:
    """A text without case, diacritics and kinds of apostrophe, for comparing: "Liu Shao-ch’i" is "liu shao-ch'i"."""
    if text.isascii():  # most texts, and told much faster
        return text.replace("`", "'").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def crowded(text: str, signs: str, *, many: int, apart: int) -> bool:
    """Whether signs are more than so many, and stand closer than so many characters: none of them can mean anything."""
    count = sum(map(text.count, signs)) if len(text) > many else 0
    return count > many and count * apart > len(text)


def is_heap(text: str) -> bool:
    """Whether a text is a heap of signs, as a file that is none of words gives: "*_[<a&`|#>…"; none means anything.

    That is more than eight kinds of signs, closer than sixteen characters, in more than a hundred characters.
    """
    if len(text) <= 100 or sum(sign in text for sign in _heaped) <= 8:
        return False
    return sum(map(text.count, _heaped)) * 16 > len(text)


def slug(text: str, *, limit: int = 60) -> str:
    """A readable piece of an address: letters and digits of the folded text joined by hyphens, cut at a word."""
    parts: list[str] = []
    length = 0
    for word in words(fold(text).replace("'", "")):
        if parts and length + len(word) > limit:
            break
        parts.append(word)
        length += len(word) + 1
    return "-".join(parts)
