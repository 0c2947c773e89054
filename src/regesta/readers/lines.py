"""Lines of a transcript with their numbers, and the cutting that several readers share.

A `Line` keeps its number from the file and its text as received; `bare` is the text without Markdown's decoration, by
which labels are recognised whatever a converter made of them ("#### **Citation:**", "**Citation:** ", "Citation:").
Several lines may carry one number: a file in one unbroken line is parted at its labels.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from regesta.model import Field, Lines, RawBlock, SetAside
from regesta.readers.scraps import are_scraps, bunches
from regesta.readers.unwrap import paragraphs

_tags = re.compile(r"</?(?:u|b|i|em|strong|mark|span)>", re.IGNORECASE)
_months = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# "July 18, 1949", "July 06, 1949", "April, 1955", "August 1949", "February 8-10, 1966"
_month_first = rf"{_months}(?:\s+\d{{1,2}}(?:\s?[-–]\s?(?:{_months}\s+)?\d{{1,2}})?)?,?\s+\d{{4}}"
# "18 July 1949", "17th October, 1958"
_day_first = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_months},?\s+\d{{4}}"
DATE = rf"(?:{_month_first}|{_day_first}|\d{{4}}-\d\d(?:-\d\d)?|\d{{4}}|[Uu]ndated|[Nn]\.\s?[Dd]\.)"
_date_line = re.compile(rf"^\[?(?:(?:[Cc]irca|[Cc]a?\.|[Bb]efore|[Aa]fter)\s+)?{DATE}\??\]?$", re.IGNORECASE)
_edges = "\ufeff \t\r\f\v\N{NO-BREAK SPACE}"
_before, _behind = "#>*_" + _edges, "#*_" + _edges
_blanks = _edges.replace("\f", "")
BLANKS = 8
"""How many blank lines of a row are kept."""
HIDDEN_ADDRESS = "[email\N{NO-BREAK SPACE}protected]"


class Line(NamedTuple):
    """One line of a transcript, or a part of one."""

    number: int
    text: str
    page: bool = False
    """Whether a page ended just before it, as a form feed tells."""

    @property
    def bare(self) -> str:
        """The text without decoration and surrounding blanks."""
        return bare(self.text)


class Labelled(NamedTuple):
    """A label and the lines that stand under it."""

    name: str
    label: Line
    value: list[Line]

    def field(self) -> Field:
        """The same as a field."""
        return field(self.name, [self.label], self.value)


def bare(text: str) -> str:
    """Text of a line without Markdown's decoration: "Citation:" for "#### **Citation:**"."""
    previous = None
    while "<" in text and previous != text:
        previous, text = text, _tags.sub("", text).lstrip(_before).rstrip(_behind)
    text = text.lstrip(_before).rstrip(_behind)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def numbered(text: str) -> list[Line]:
    """All lines of a text, numbered from 1; a form feed ends a page and is no part of a line.

    Of a long row of blank lines only the first few are given: they part what stands around them, and hold nothing.
    """
    return list(_numbered(text))


@lru_cache(maxsize=1)
def _numbered(text: str) -> tuple[Line, ...]:
    """The same, kept for the last text, as each reader asks for the lines of the one it is to recognise."""
    if "\f" not in text:
        return tuple(_few_blanks(enumerate(text.split("\n"), 1)))
    found: list[Line] = []
    fresh = False
    for number, line, _ in _few_blanks(enumerate(text.split("\n"), 1)):
        parts = line.split("\f") if "\f" in line else [line]
        for index, part in enumerate(parts):
            fresh = fresh or index > 0
            if part.strip(_edges) or index == len(parts) - 1:
                full = bool(part.strip(_edges))
                found.append(Line(number, part, fresh and full))
                fresh = fresh and not full
    return tuple(found)


def _few_blanks(lines: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Lines with their numbers, of each row of blank ones only the first; one with a form feed is not blank."""
    row = 0
    for number, text in lines:
        row = 0 if text and text.strip(_blanks) else row + 1
        if row <= BLANKS:
            yield Line(number, text)


def is_blank(line: Line) -> bool:
    """Whether a line holds nothing but blanks (a lone no-break space is blank)."""
    return not line.text or not line.text.strip(_edges)


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date in one of the archive's forms: July 18, 1949."""
    return len(text) < 60 and bool(_date_line.match(" ".join(text.split())))


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


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """The words of a label by which it is known: "associated people & organizations".

    Kept for the last lines, as each reader asks for those of a file again and again.
    """
    return html.unescape(bare(bare(text).rstrip(":"))).casefold().rstrip(":").rstrip(_edges + "*_")


def cut_at_labels(
    lines: Sequence[Line], labels: Mapping[str, str], *, last: str = ""
) -> tuple[list[Line], list[Labelled]]:
    """What stands before the first label, and each label with its lines; "Language: Russian" is label and value.

    All after the label that is named `last` is its value: in the text itself "Summary:" is a word like any other.
    """
    before: list[Line] = []
    groups: list[Labelled] = []
    initials = {label[0] for label in labels}
    for line in lines:
        if groups and groups[-1].name == last:
            groups[-1].value.append(line)
            continue
        if (line.text[:1] if line.text[:1].isalnum() else line.text.lstrip(_before)[:1]).casefold() not in initials:
            (groups[-1].value if groups else before).append(line)
            continue
        name = labels.get(key(line.text)) if len(line.text) < 120 else None
        parted = None if name else part_label(line, labels)
        if name:
            groups.append(Labelled(name, line, []))
        elif parted:
            groups.append(Labelled(labels[key(parted[0].text)], parted[0], [parted[1]]))
        elif groups:
            groups[-1].value.append(line)
        else:
            before.append(line)
    return before, groups


def part_label(line: Line, labels: Mapping[str, str]) -> tuple[Line, Line] | None:
    """A line that begins with a label and a colon as label and rest, both undecorated: "**Date: 27 July** "."""
    colon = line.text.find(":", 0, 60)
    if colon < 0 or key(line.text[:colon]) not in labels:
        return None
    label, rest = line.text[: colon + 1], line.text[colon + 1 :]
    for sign in ("**", "__"):
        if label.count(sign) % 2:  # the decoration went over the colon, and its other half stands in the rest
            rest = rest.replace(sign, "", 1) if rest.count(sign) % 2 else rest
            label = label.replace(sign, "", 1)
        elif rest.lstrip().startswith(sign) and rest.count(sign) % 2:
            rest = rest.replace(sign, "", 1)
    return Line(line.number, label.strip(), line.page), Line(line.number, rest.strip())


def each_line(lines: Sequence[Line]) -> list[RawBlock]:
    """Lines that are scraps as few blocks of many lines, since no paragraph can be told among them."""
    return bunches(
        [RawBlock(line.text, (line.number, line.number), page=line.page) for line in lines if not is_blank(line)]
    )


def plain_blocks(lines: Sequence[Line]) -> list[RawBlock]:
    """Paragraphs of plain text: each line one where the text is not wrapped, else what `unwrap` makes of them."""
    texts = [line.text for line in lines]
    if are_scraps(texts):
        return each_line(lines)
    blocks = []
    for start, end, text in paragraphs(texts, [line.page for line in lines]):
        blocks.append(RawBlock(text, span(lines[start:end]), page=lines[start].page))
    return blocks
