"""Lines of a transcript with their numbers, and the cutting that several readers share.

A `Line` keeps its number from the file and its text as received; `bare` is the text without Markdown's decoration, by
which labels are recognised whatever a converter made of them ("#### **Citation:**", "**Citation:** ", "Citation:").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regesta.model import Field, Lines, RawBlock, SetAside

_decoration = re.compile(r"^[\s#>*_]+|[\s*_#]+$|</?(?:u|b|i|em|strong|mark|span)>", re.IGNORECASE)
_sentence_end = re.compile(r"[.!?:;\"”’)\]…]\s*$")
_date_line = re.compile(
    r"^(?:[A-Z][a-z]+\.? (?:\d{1,2}(?:[-–]\d{1,2})?, ?)?\d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}(?:-\d\d(?:-\d\d)?)?)$"
)
HIDDEN_ADDRESS = "[email\N{NO-BREAK SPACE}protected]"


class Line(NamedTuple):
    """One line of a transcript."""

    number: int
    text: str

    @property
    def bare(self) -> str:
        """The text without decoration and surrounding blanks."""
        return bare(self.text)


def bare(text: str) -> str:
    """Text of a line without Markdown's decoration: "Citation:" for "#### **Citation:**"."""
    previous = None
    while previous != text:
        previous, text = text, _decoration.sub("", text)
    return text.replace("\N{NO-BREAK SPACE}", " ").strip("\ufeff \t")


def numbered(text: str) -> list[Line]:
    """All lines of a text, numbered from 1."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def is_blank(line: Line) -> bool:
    """Whether a line holds nothing but blanks (a lone no-break space is blank)."""
    return not line.text.strip("\ufeff \t\r\f\v\N{NO-BREAK SPACE}")


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date in one of the archive's forms: July 18, 1949."""
    return bool(_date_line.match(" ".join(text.split())))


def runs(lines: Iterable[Line]) -> list[list[Line]]:
    """Stretches of lines between blank lines."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if is_blank(line):
            if found[-1]:
                found.append([])
        else:
            found[-1].append(line)
    return [run for run in found if run]


def span(lines: Sequence[Line]) -> Lines:
    """First and last number of a stretch of lines."""
    return lines[0].number, lines[-1].number


def joined(lines: Iterable[Line]) -> str:
    """The lines' texts as they stand, parted by line ends."""
    return "\n".join(line.text for line in lines)


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """The lines without blank ones at either end."""
    start, end = 0, len(lines)
    while start < end and is_blank(lines[start]):
        start += 1
    while end > start and is_blank(lines[end - 1]):
        end -= 1
    return list(lines[start:end])


def field(name: str, label: Sequence[Line], value: Sequence[Line], *, label_text: str | None = None) -> Field:
    """A field of its label's line and its value's lines, either of which may be missing."""
    value = trimmed(value)
    lines = [*label, *value]
    words = label_text if label_text is not None else " ".join(line.bare for line in label)
    return Field(name, words, joined(value), span(lines))


def set_aside(lines: Sequence[Line], reason: str) -> SetAside:
    """Lines that are neither field nor text, and why."""
    return SetAside(span(lines), joined(lines), reason)


def plain_blocks(lines: Sequence[Line]) -> list[RawBlock]:
    """Paragraphs of plain text: each line one where the text is not wrapped, each run of lines one where it is."""
    stretches = runs(lines)
    if not _is_wrapped(stretches):
        stretches = [[line] for run in stretches for line in run]
    return [RawBlock(joined(run), span(run)) for run in stretches]


def _is_wrapped(stretches: Iterable[Sequence[Line]]) -> bool:
    """Whether lines were broken at a width: most lines that others follow are of middling length and end openly."""
    followed = [line.text.strip() for run in stretches for line in run[:-1]]
    if not followed:
        return False
    open_ended = [text for text in followed if 40 <= len(text) <= 130 and not _sentence_end.search(text)]
    return len(open_ended) * 2 > len(followed)
