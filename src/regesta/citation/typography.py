"""Quotation marks and dashes as a printed note has them.

In goes a wording as the transcript has it, out comes the same wording with curved marks; not a letter changes. Marks
inside a quoted title take the other kind, as nested quotations do.
"""

from __future__ import annotations

import re
from functools import lru_cache

REMEMBERED = 1 << 10
"""Wordings that a process keeps set: a document's title stands in each of its citations, the edition's in all."""

_opening = re.compile(r"(?:^|(?<=[\s(\[—–/“‘]))(['\"])(?!\d\ds?\b)(?=\S)")
_swap = str.maketrans("“”‘’", "‘’“”")
_abbreviation = re.compile(r"(?:\.\w+\.|\b\w\.|\b(?:Jr|Sr|etc|Co|Inc|Ltd|No|Nos|Vol|St|Dr|Mr|Mrs)\.|\.\.\.)$")
_control = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_between_figures = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_page_word = re.compile(r"^(?:pp?\.?|pages?)\s*(?=\d)", re.IGNORECASE)


@lru_cache(REMEMBERED)
def curved(text: str) -> str:
    """A text with curved marks for straight ones: 'The Current State', Stalin's and "fabao" get their own."""
    if "'" not in text and '"' not in text:
        return text
    # a mark that opens is found first, so that the same mark after a word may close it: the powers' 'peace'
    text = _opening.sub(lambda mark: "“" if mark[1] == '"' else "‘", text).replace('"', "”")
    return text.replace("'", "’")


@lru_cache(REMEMBERED)
def quoted_with_comma(title: str) -> str:
    """A title between marks with the comma inside, as notes have it; its own full stop gives way unless it abbreviates.

    “Cable, Liu Shaoqi to Mao Zedong,” and “Who Is Who?,” and “Talks in the U.S.S.R.,”.
    """
    bare = title.rstrip()
    if bare.endswith(".") and not _abbreviation.search(bare):
        bare = bare[:-1]
    return f"“{_nested(curved(bare)).removesuffix(',')},”"


@lru_cache(REMEMBERED)
def without_stop(text: str) -> str:
    """A wording without the full stop of its sentence; one that belongs to an abbreviation stays."""
    bare = text.strip().rstrip(" ,;")
    return bare[:-1] if bare.endswith(".") and not _abbreviation.search(bare) else bare


@lru_cache(REMEMBERED)
def page_span(pages: str) -> str:
    """Pages as a note has them: "p. 33-37" is 33–37."""
    return _between_figures.sub("–", _page_word.sub("", pages.strip().rstrip(".")))


@lru_cache(REMEMBERED)
def one_line(text: str) -> str:
    """A text with every run of white space, line ends included, as one space, and without control characters."""
    return " ".join(_control.sub(" ", text).split())


def _nested(text: str) -> str:
    """Marks as they stand inside double marks: “…” becomes ‘…’, and a ‘…’ inside that becomes “…”."""
    result, inside, single = [], False, False
    for position, char in enumerate(text):
        if char == "“" or (char == "”" and inside):
            inside, single = char == "“", False
            result.append(char.translate(_swap))
        elif inside and char == "‘":
            single = True
            result.append("“")
        elif inside and single and char == "’" and not _joins_letters(text, position):
            single = False
            result.append("”")
        else:
            result.append("’" if char == "”" else char)
    return "".join(result)


def _joins_letters(text: str, position: int) -> bool:
    return 0 < position < len(text) - 1 and text[position - 1].isalnum() and text[position + 1].isalnum()
