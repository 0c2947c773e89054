"""Markdown that needs no parser: paragraphs, headings, rules, flat lists and tables, each run of lines by itself.

In goes a run of lines between blank ones; out come its blocks as a parser would find them, or None where the run begins
with a blank or holds anything else. Nearly every run of a transcript is one of these, and a parser is far slower.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.model import RawBlock
from regesta.readers.lines import Line, span

_prefix = re.compile(r"[\s>]*+")
BULLET = re.compile(r"^\s*[-*+•]\s+")
"""A converter's mark before an item; a source's own mark ("1.", "a)") is text."""
HASHES = re.compile(r"^\s*#{1,6}\s+|\s+#+\s*$")
"""The marks around the words of a heading."""
COMPLETED = 0x10000
"""How many cells a parser adds to the rows of a table before it ends the table."""
_may_construct = frozenset(" \t\v\f\x1c\x1d\x1e\x1f\x85\N{NO-BREAK SPACE}#>*+-_=|:0123456789")
_construct = re.compile(
    r"\s*(?:$|#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$"
    r"|(?:-[ \t]*){3,}$|=+[ \t]*$|[-:|][-:| \t]*$)"
)
_heading = re.compile(r"#{1,6}(?=[ \t]|$)")
_underline = re.compile(r"(?:=+|-+)[ \t]*$")
_rule = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_items = {sign: re.compile(rf"{re.escape(sign)} {{1,4}}(?=\S)") for sign in "-+*"}
_numbered = {sign: re.compile(rf"[0-9]{{1,9}}{re.escape(sign)} {{1,4}}(?=\S)") for sign in ".)"}
_columns = re.compile(r"(?:[-:|][-:|]|[:|][ \t])[-:| \t]*$")
_column = re.compile(r"[ \t]*:?-+:?[ \t]*$")
_bar = re.compile(r"(?<!\\)\|")


def simple_blocks(run: Sequence[Line], following: str) -> list[RawBlock] | None:
    """Blocks of a run of lines, or None; `following` is the line after it, which may go on with an item."""
    if run[0].text[0] in " \t":
        return None  # it may go on with an item before it
    if items := _items_of(run[0].text):
        return None if following[:1] in (" ", "\t") else _flat_list(run, items)
    blocks: list[RawBlock] = []
    pending: list[Line] = []
    for index, line in enumerate(run):
        if _is_plain(line.text):
            pending.append(line)
        elif pending and "|" in pending[-1].text:
            table = _table(run[index - 1 :])
            return [*blocks, *_paragraph(pending[:-1]), *table] if table else None
        elif (found := _other(line, pending)) is not None:
            blocks += found
            pending = []
        else:
            return None
    return [*blocks, *_paragraph(pending)]


def _is_plain(text: str) -> bool:
    """Whether a line can be nothing but words of a paragraph."""
    return text[:1] not in _may_construct or not _construct.match(text)


def _other(line: Line, pending: Sequence[Line]) -> list[RawBlock] | None:
    """A heading or a rule, with the paragraph that it ends or underlines; None for anything else."""
    if (marks := _heading.match(line.text)) and "|" not in line.text:  # with a rule below it a table's head
        heading = RawBlock(HASHES.sub("", line.text), span([line]), "heading", len(marks[0]))
        return [*_paragraph(pending), heading]
    if pending and _underline.match(line.text):
        level = 1 if line.text[0] == "=" else 2
        return [RawBlock("\n".join(map(_words, pending)), span([*pending, line]), "heading", level)]
    return [*_paragraph(pending), RawBlock(line.text, span([line]), "rule")] if _rule.match(line.text) else None


def _words(line: Line) -> str:
    return line.text if line.text[:1].isalnum() else without_prefix(line.text)


def without_prefix(text: str) -> str:
    """A line without what stands before its words: blanks and marks of quotation."""
    match = _prefix.match(text)
    return text[match.end() :] if match else text


def _paragraph(lines: Sequence[Line]) -> list[RawBlock]:
    """A paragraph of lines, without those at its end that hold only blanks; nothing for no lines."""
    end = len(lines)
    while end and not lines[end - 1].text.strip():
        end -= 1
    return [RawBlock("\n".join(map(_words, lines[:end])), span(lines[:end]))] if end else []


def _items_of(text: str) -> re.Pattern[str] | None:
    """What begins every item of the list that a line opens: its bullet, or a figure with its stop or bracket."""
    if text[0] in _items:
        return _items[text[0]] if text[1:2] == " " else None
    return next((one for one in _numbered.values() if one.match(text)), None) if text[0].isdigit() else None


def _flat_list(run: Sequence[Line], items: re.Pattern[str]) -> list[RawBlock] | None:
    """Items of one line each; None where a line is none, or holds more than words."""
    marks = [items.match(line.text) for line in run]
    if not all(mark and _is_plain(mark.string[mark.end() :]) and not _rule.match(mark.string) for mark in marks):
        return None
    return [RawBlock(BULLET.sub("", line.text), span([line]), "item", 1) for line in run]


def _table(lines: Sequence[Line]) -> list[RawBlock]:
    """A table of its head, the rule below it and rows to the end of the run; nothing where it may be anything else."""
    header, columns = lines[0].text, lines[1].text
    if not _columns.match(columns) or not _are_heads(header, columns) or not _are_rows(lines[1:]):
        return []
    return [RawBlock("\n".join(map(_words, lines)), span(lines), "table")]


def _are_heads(header: str, columns: str) -> bool:
    """Whether two lines are the head of a table and the rule below it, with as many columns."""
    cells = columns.split("|")
    inside = [cell for index, cell in enumerate(cells) if cell.strip() or 0 < index < len(cells) - 1]
    margin = not header[0].isspace() and header.strip() == header.strip(" \t")
    return margin and len(inside) == _count(header) and all(map(_column.match, inside))


def _count(row: str) -> int:
    """How many cells a row has; a bar at either end is its frame, one behind a backslash is words."""
    row = row.strip()
    framed = len(row) > 1 and row.endswith("|") and not row.endswith("\\|")
    return len(_bar.findall(row)) + 1 - row.startswith("|") - framed if row != "|" else 0


def _are_rows(lines: Sequence[Line]) -> bool:
    """Whether all lines below the head of a table are rows of it, and not too uneven; the first of them is its rule."""
    if not all(line.text[0] == "|" or _is_row(line.text) for line in lines[1:]):
        return False
    width = _count(lines[0].text)
    return width * len(lines) < COMPLETED or sum(width - _count(line.text) for line in lines[1:]) < COMPLETED


def _is_row(text: str) -> bool:
    return not text[0].isspace() and _is_plain(text)
