"""A saved web page as lines of text with the numbers of the file's lines, for the readers of the layouts to cut.

Blocks come out parted by blank lines, with Markdown's marks for headings and list items and plain tags for emphasis
and raised text; signs of Markdown in the words are escaped. Scripts, styles, menus and forms are set aside. Nothing of
the page is ever obeyed: a tag that is not known is dropped, its words stay.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.model import SetAside
from regesta.readers.html_tokens import attribute, tokens
from regesta.readers.lines import Line

_page = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html\b)", re.IGNORECASE | re.DOTALL
)
_tags_of_pages = re.compile(r"</(?:p|div|body|span|h[1-6]|li|td|section|article)>", re.IGNORECASE)
_signs = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {sign: f"\\{sign}" for sign in "\\`*_"})
_tag = re.compile(r"<[^<>]*>")
_leading = re.compile(r"^\s*\d{1,9}(?=[.)](?:\s|$))|^\s*(?=[-+>=~|#]|[:|-][:|\s-]*$)")
SKIPPED = {
    "script": "script of the page",
    "style": "style of the page",
    "noscript": "words for readers without script",
    "template": "template of the page",
    "title": "title of the page",
    "nav": "page furniture",
    "form": "page furniture",
    "button": "page furniture",
    "select": "page furniture",
    "footer": "page furniture",
    "svg": "drawing of the page",
    "iframe": "page furniture",
}
"""Elements whose words are no text of the document, and why."""
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure h1 h2 h3 h4 h5"
    " h6 head header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul caption".split()
)
INLINE = {"i": "i", "em": "i", "b": "b", "strong": "b", "sup": "sup", "sub": "sub", "cite": "i", "u": "u"}
CELLS = frozenset("table tr td th tbody thead tfoot caption".split())
LONG_CELL = 300
"""Longer cells are not data: the table only places the page's parts."""


class Page(NamedTuple):
    """The lines of a page and what was set aside."""

    lines: tuple[Line, ...]
    set_aside: tuple[SetAside, ...]


def is_html(text: str) -> bool:
    """Whether a text is a web page or a piece of one."""
    if _page.match(text[:4000]):
        return True
    return text.lstrip()[:1] == "<" and "<TEI" not in text[:4000] and len(_tags_of_pages.findall(text[:20_000])) >= 3


def read_html(text: str) -> Page:
    """Lines and set-aside words of a web page."""
    builder = _Builder()
    for kind, words, number, attributes in tokens(text):
        builder.number = number
        if kind == "words":
            builder.words(words)
        elif kind == "start":
            builder.begin(words, attributes)
        elif kind == "end":
            builder.end(words)
        else:
            builder.outside(words, "comment of the page" if kind == "comment" else SKIPPED[kind])
    builder.end_table()
    builder.end_block()
    builder.end_skipped()
    return Page(tuple(builder.lines), tuple(builder.aside))


class _Builder:
    """Collects lines while it is told the pieces of a page."""

    def __init__(self) -> None:
        self.number = 1
        self.lines: list[Line] = []
        self.aside: list[SetAside] = []
        self.block: list[tuple[int, str]] = []
        self.prefix = ""
        self.skipping: list[str] = []
        self.skipped: list[tuple[int, str]] = []
        self.rows: list[list[list[tuple[int, str]]]] | None = None
        self.link = ""

    def begin(self, tag: str, attributes: str) -> None:
        """An element begins."""
        if self.skipping:
            if tag == self.skipping[-1]:
                self.skipping.append(tag)
        elif tag in INLINE:
            self.block.append((self.number, f"<{INLINE[tag]}>"))
        elif tag in SKIPPED:
            self.end_block()
            self.skipping = [tag]
        elif tag == "table" and self.rows is None:
            self.end_block()
            self.rows = []
        elif self.rows is not None and tag in CELLS:
            self.cell(tag)
        elif tag in BLOCKS:
            self.end_table()
            self.end_block()
            self.prefix = _prefix(tag)
        elif tag == "br":
            self.block.append((self.number, " " if self.rows else "\n"))
        elif tag == "a":
            self.link = attribute(attributes, "href")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.skipping:
            if tag == self.skipping[-1]:
                self.skipping.pop()
                if not self.skipping:
                    self.skipped_as(tag)
        elif tag in INLINE:
            self.block.append((self.number, f"</{INLINE[tag]}>"))
        elif self.rows is not None and tag in CELLS:
            self.cell("")
            if tag == "table":
                self.end_table()
        elif tag in BLOCKS:
            self.end_table()
            self.end_block()
        elif tag == "a":
            self.link = ""

    def words(self, text: str) -> None:
        """Words of the page, in an element that is skipped or in the text."""
        if self.skipping:
            parts = enumerate(text.split("\n"), self.number)
            self.skipped += [(number, part) for number, part in parts if part.strip()]
        elif self.link.startswith("#") and self.block and re.fullmatch(r"\s*\[?\w{1,3}\]?\s*", text):
            self.block.append((self.number, f"[{_escaped(text.strip())}]({self.link.split(')')[0].split()[0]})"))
        else:
            self.add(text)

    def outside(self, words: str, reason: str) -> None:
        """Words that are no text of the page, such as a comment."""
        if words.strip():
            self.aside.append(SetAside((self.number, self.number + words.count("\n")), words.strip(), reason))

    def add(self, text: str) -> None:
        """Words of the present block, each with the line it stands in."""
        for number, part in enumerate(text.split("\n"), self.number):
            if part and not part.isspace():
                words = part if part.isalnum() else _escaped(part)
                self.block.append((number, f" {words}" if number > self.number else words))
            elif self.block and self.block[-1][1][-1:] not in (" ", "\n"):
                self.block.append((number, " "))

    def cell(self, tag: str) -> None:
        """Close a cell of a table and open the next; `tag` says what begins, if anything does."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += self.block
        elif self.rows is not None and any(part.strip() for _, part in self.block):
            self.rows.append([self.block])
        self.block = []
        if self.rows is not None and tag == "tr":
            self.rows.append([])
        elif self.rows is not None and tag in ("td", "th"):
            self.rows = self.rows or [[]]
            self.rows[-1].append([])

    def end_table(self) -> None:
        """Write the rows so far as a table of Markdown, or as paragraphs where the table only placed them."""
        if self.rows is None:
            return
        self.cell("")
        rows, self.rows = [row for row in self.rows if any(_words(cell) for cell in row)], None
        width = max((len(row) for row in rows), default=0)
        if width < 2 or any(len(_words(cell)) > LONG_CELL for row in rows for cell in row):
            for cell in (cell for row in rows for cell in row):
                self.block = cell
                self.end_block()
            return
        for index, row in enumerate(rows):
            number = next(at for cell in row for at, part in cell if part.strip())
            cells = [_words(cell).replace("|", "&#124;") for cell in row] + [""] * (width - len(row))
            self.lines.append(Line(number, f"| {' | '.join(cells)} |"))
            if index == 0:
                self.lines.append(Line(number, "|" + " --- |" * width))
        if rows:
            self.lines.append(Line(self.lines[-1].number, ""))

    def end_block(self) -> None:
        """Close the present block: one line for each line of the file it stands in, and a blank one after it."""
        found: list[Line] = []
        number, parts, filled = 0, list[str](), False
        for at, part in self.block:
            if part == "\n" or (filled and at != number):
                found.append(Line(number or at, "".join(parts).strip()))
                parts, filled = [], False
            number = at
            if part != "\n":
                parts.append(part)
                filled = filled or bool(part.strip())
        found.append(Line(number, "".join(parts).strip()))
        found = [line for line in found if (_tag.sub("", line.text) if "<" in line.text else line.text).strip()]
        if found:
            first = found[0].text if self.prefix else _guarded(found[0].text)
            found[0] = Line(found[0].number, self.prefix + first)
            rest = [Line(line.number, _guarded(line.text)) for line in found[1:]]
            self.lines += [found[0], *rest, Line(found[-1].number, "")]
        self.block, self.prefix = [], ""

    def skipped_as(self, tag: str) -> None:
        """Set aside what an element held that is no text of the document."""
        if self.skipped:
            lines = (self.skipped[0][0], self.skipped[-1][0])
            words = "\n".join(text for _, text in self.skipped)
            self.aside.append(SetAside(lines, words, SKIPPED[tag]))
        self.skipped = []

    def end_skipped(self) -> None:
        """Set aside what an element held that the page never closes."""
        if self.skipping:
            self.skipped_as(self.skipping[0])


def _words(cell: list[tuple[int, str]]) -> str:
    """The words of a table's cell on one line."""
    return " ".join("".join(part for _, part in cell).split())


def _guarded(text: str) -> str:
    """A line whose first sign is not one of Markdown's blocks; a figure keeps its stop, escaped."""
    if text[:1].isalpha():
        return text
    match = _leading.match(text)
    return f"{match[0]}\\{text[match.end() :]}" if match else text


def _prefix(tag: str) -> str:
    """Markdown's mark of a heading or a list item."""
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return "#" * int(tag[1]) + " "
    return "- " if tag == "li" else ""


def _escaped(text: str) -> str:
    """Words in which nothing is a sign of Markdown or a tag."""
    return text.translate(_signs)
