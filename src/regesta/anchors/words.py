"""A text as the aligner sees it: its words without case, accents, brackets, quotation marks and punctuation.

In go texts as they stand in records, out come words with their offsets, and a short fingerprint of them. A bracket
closed or a dash exchanged changes no word: "com[munist]" and "communist" are one, "Beiping—Tianjin" is two.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache

from regesta.model import Value

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that set no space between words (Thai to Khmer, Kana, Han): each is a word to us."""

LETTER = rf"(?:[^\W_{UNSPACED}]|[\u0300-\u036f])"
JOINT = "[\\[\\](){}<>\"'’‘ʼʻ`´“”«»\u00ad\u200b-\u200d\ufeff]"
"""What may stand inside a word without parting it: the bracket of com[munist], the apostrophe of Shao-ch’i."""

WORD = re.compile(rf"[{UNSPACED}]|{LETTER}++(?:{JOINT}+{LETTER}++)*+")
JOINTS = re.compile(JOINT)
ASCII = {
    code: chr(code).lower() if chr(code).isalnum() else None if JOINTS.match(chr(code)) else " " for code in range(128)
}
"""What becomes of the characters of a text of ASCII alone, of which most are: its words told six times as fast."""


class Words(Value, frozen=True):
    """The words of a text: their folded forms and where each begins."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]


def read_words(text: str) -> Words:
    """The words of a text in order, with the offset at which each begins."""
    found = [(_folded(match[0]), match.start()) for match in WORD.finditer(text)]
    kept = [(form, start) for form, start in found if form]
    return Words(tuple(form for form, _ in kept), tuple(start for _, start in kept))


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit at all; one that has none takes no number."""
    return any(char.isalnum() for char in text)


def normal(text: str) -> str:
    """A text as its folded words parted by single spaces."""
    return " ".join(text.translate(ASCII).split()) if text.isascii() else " ".join(read_words(text).forms)


def fingerprint(text: str) -> str:
    """Four letters and digits for the words of a text, the same whatever its brackets and quotation marks."""
    return digest(normal(text), length=4)


def digest(text: str, *, length: int) -> str:
    """The first letters of a text's SHA-256 in lower-case base 32."""
    whole_groups = hashlib.sha256(text.encode()).digest()[: 5 * -(-length // 8)]
    return base64.b32encode(whole_groups).decode("ascii").lower()[:length]


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", JOINTS.sub("", word))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
