"""Any of the archive's layouts saved as HTML: the page's lines are cut by the layout that knows them.

The readings carry the layout's name and "-html"; words of scripts, menus and comments are set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from regesta.findings import Finding
from regesta.model import Reading, Transcript
from regesta.readers import archive_markdown, archive_old_page, archive_page, sheet
from regesta.readers.html_text import Page, is_html, read_html
from regesta.readers.lines import Line

NAME = "archive-html"
LAYOUTS = (archive_page, archive_markdown, archive_old_page, sheet)


def recognises(transcript: Transcript) -> bool:
    """Tell a web page of the archive by its tags, and its layout by its words."""
    return is_html(transcript.text) and _read(transcript.text)[1] is not None


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the page as its layout does."""
    page, index = _read(transcript.text)
    if index is None:
        return (), ()
    layout = LAYOUTS[index]
    readings, findings = layout.cut_lines(page.lines, "markdown", transcript, f"{layout.NAME}-html")
    first = replace(readings[0], set_aside=(*readings[0].set_aside, *page.set_aside))
    return (first, *readings[1:]), findings


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[Page, int | None]:
    """The last page read and its layout, kept as they are asked for twice: to be recognised and to be cut."""
    page = read_html(text)
    return page, _layout(page.lines)


def _layout(lines: Sequence[Line]) -> int | None:
    """Index of the layout that knows the lines."""
    return next((index for index, layout in enumerate(LAYOUTS) if layout.recognises_lines(lines)), None)
