"""What the archive's site, its PDFs and their converters put on a page beside the document: masts, menus, page numbers.

Lines go in; what is furniture comes out set aside with its reason, the rest in order. A line is furniture only if all
of it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from regesta.model import SetAside
from regesta.readers.lines import Line, bare, is_blank, set_aside

_mast_words = (
    r"(?:wilson center )?digital archive|international history declassified|digital ?archive\.wilsoncenter\.org"
    r"|(?:https?://)?(?:www\.)?digitalarchive\.(?:wilsoncenter\.)?org/?|wilson center|\|"
)
# "Digital Archive International History Declassified", "Digital Archive        digitalarchive.wilsoncenter.org"
_mast = re.compile(rf"^(?:(?:{_mast_words})\s*)+$", re.IGNORECASE)
_mast_head = re.compile(rf"^(?:(?:{_mast_words})\s+)+", re.IGNORECASE)
MENU = frozenset(
    "skip to content|skip to main content|menu|search|share|print|download|view pdf|citation|citation share download"
    "|download citation|copy citation|cite|browse|home|about|login|log in|sign up|back to top|view document"
    "|search in|english|english html|html|pdf|close|show more|read more|advanced search|document".split("|")
)
_page_number = re.compile(
    r"^(?:[-–—\[(]\s*)?(?:page\s+)?(?P<number>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*[-–—\])])?$", re.IGNORECASE
)
_ends_of_numbers = frozenset("0123456789-–—])*_#>\ufeff")
"""What a line that is a page's number ends with, decoration and tags included."""
_page_break = re.compile(r"^\[\s*page break\s*\]$", re.IGNORECASE)


def is_mast(text: str) -> bool:
    """Whether a line is the head of the archive's pages and nothing else."""
    folded = text.casefold() if len(text) < 400 else ""
    if "archive" not in folded and "declassified" not in folded and "wilson" not in folded:
        return False
    words = " ".join(bare(text).split())
    return bool(words) and bool(_mast.match(words))


def mast_length(text: str) -> int:
    """How much of a line, at its beginning, is the head of the archive's pages."""
    match = _mast_head.match(text)
    return match.end() if match else 0


def is_menu(text: str) -> bool:
    """Whether a line is a word of the site's own, such as "Skip to content"."""
    return len(text) < 60 and " ".join(bare(text).casefold().split()).rstrip(":") in MENU


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[SetAside]]:
    """Lines of a document's text without masts, page numbers and notes of a page's end; what follows begins a page."""
    numbers = _page_numbers(lines)
    kept: list[Line] = []
    aside: list[SetAside] = []
    fresh = False
    for index, line in enumerate(lines):
        reason = "" if is_blank(line) else _reason(line, is_number=index in numbers)
        if reason:
            aside.append(set_aside([line], reason))
            kept.append(Line(line.number, ""))
            fresh = True
        else:
            page = (line.page or fresh) and not is_blank(line)
            kept.append(line if page == line.page else Line(line.number, line.text, page))
            fresh = fresh and not page
    return kept, aside


def _reason(line: Line, *, is_number: bool) -> str:
    if is_number:
        return "page number"
    if len(line.text) < 400 and is_mast(line.text):
        return "page furniture"
    is_break = "break" in line.text[:60].casefold() and bool(_page_break.match(line.bare[:40]))
    return "the transcriber's note of a page's end" if is_break else ""


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines that hold nothing but the next page's number, each one more than the number before it."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        may_be = len(line.text) < 40 and line.text.rstrip()[-1:] in _ends_of_numbers
        match = _page_number.match(line.bare) if may_be else None
        if match:
            found.append((index, int(match["number"])))
    chained: set[int] = set()
    for (first, number), (second, following) in pairwise(found):
        if following == number + 1 and second > first + 4:
            chained.update((first, second))
    return frozenset(chained)
