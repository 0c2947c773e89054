"""A document with a sheet of labels before it: "Title:", "Author:", "Date:", "Source:", "Description:", then the text.

Two labels may share a line ("Date: 27 July 1949   Source: …"), a label may have no value, and a value may run over
several lines up to the next label or a blank line. Another sheet further down begins another document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, Transcript
from regesta.readers.body import Markup, text_blocks
from regesta.readers.furniture import is_mast, is_menu, without_furniture
from regesta.readers.lines import (
    Labelled,
    Line,
    cut_at_labels,
    is_blank,
    key,
    numbered,
    runs,
    set_aside,
)
from regesta.readers.markdown import looks_like_markdown
from regesta.readers.several import another, documents, first_field, read_each
from regesta.readers.unbroken import part_at_labels

NAME = "archive-sheet"

LABELS = {
    "title": "title",
    "author": "author",
    "date": "date",
    "source": "source",
    "description": "summary",
    "summary": "summary",
    "language": "language",
    "original language": "language",
    "translator": "translator",
    "translated by": "translator",
    "type": "type",
    "document type": "type",
    "subject": "subjects",
    "keywords": "subjects",
    "location": "places",
    "rights": "rights",
    "record id": "record id",
    "collection": "collection",
}
NEEDED = 3
"""How many labels make a sheet, the title among them and a date, a source or a description."""
MOST = 60
"""How many labels a sheet may have; the words after them are text, whatever they look like."""
HEAD = 80
"""Within how many lines the sheet must begin and end."""
_second_label = re.compile(
    rf"(?<=[^\s#*_>])\s+(?=[*_]*(?:{'|'.join(label.title() for label in LABELS if ' ' not in label)}):)"
)


def recognises(transcript: Transcript) -> bool:
    """Tell a sheet by its labels near the head of the file; front matter and markup have labels of their own."""
    if transcript.text.lstrip()[:3].startswith(("---", "<")):
        return False
    return recognises_lines(_of(transcript.text))


def recognises_lines(lines: Sequence[Line]) -> bool:
    """The same for lines."""
    shown = [line for line in lines if not is_blank(line)][:HEAD]
    names = {name for line in shown if (name := _name(line))}
    return len(names) >= NEEDED and "title" in names and bool(names & {"date", "source", "summary"})


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the file into one reading for each sheet."""
    markup: Markup = "markdown" if looks_like_markdown(transcript.text) else "plain"
    return _cut(_of(transcript.text), markup, transcript, NAME)


def cut_lines(
    lines: Sequence[Line], markup: Markup, transcript: Transcript, name: str = NAME
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut lines into one reading for each sheet."""
    return _cut(_prepared(lines), markup, transcript, name)


def _cut(
    lines: Sequence[Line], markup: Markup, transcript: Transcript, name: str
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    return read_each(
        _documents(lines),
        lambda sheet: _reading(sheet, markup, name),
        lambda reading, _sheet: _findings(reading, transcript),
        lambda reading, sheet: another("sheet", transcript, first_field(reading, sheet)),
    )


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    return [
        finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0])
        for one in reading.fields
        if not one.text.strip()
    ]


@lru_cache(maxsize=1)
def _of(text: str) -> tuple[Line, ...]:
    """The lines of a file made ready; kept for the last one, which is recognised and then cut."""
    return tuple(_prepared(numbered(text)))


def _prepared(lines: Sequence[Line]) -> list[Line]:
    """Lines with one label each: "**Date: 27 July 1949 Source:** . Jianguo …" is two."""
    found: list[Line] = []
    for line in part_at_labels(lines, list(LABELS)):
        parts = _second_label.split(line.text) if ":" in line.text[:60] and len(line.text) < 4000 else []
        if len(parts) < 2 or not _name(line):
            found.append(line)
        else:
            found.extend(Line(line.number, part, line.page and index == 0) for index, part in enumerate(parts))
    return found


def _name(line: Line) -> str | None:
    """Our name of the label that a line begins with."""
    colon = line.text.find(":", 0, 60)
    return LABELS.get(key(line.text[:colon])) if colon > 0 else None


def _documents(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """One stretch of lines for each sheet: a title with at least two other labels close by begins another one."""
    titles = [index for index, line in enumerate(lines) if _name(line) == "title"]
    starts = [0]
    for index in titles[1:]:
        near = {name for line in lines[index : index + 12] if (name := _name(line))}
        if len(near) >= NEEDED:
            starts.append(index)
    return documents(lines, starts)


def _reading(lines: Sequence[Line], markup: Markup, name: str) -> Reading:
    end = _end_of_sheet(lines)
    head, groups = cut_at_labels(lines[:end], LABELS)
    aside = [set_aside(run, "words before the sheet") for run in runs(_without_mast(head))]
    aside += [set_aside([line], "page furniture") for line in head if is_mast(line.text) or is_menu(line.text)]
    fields, body = [], []
    for index, group in enumerate(groups):
        value, rest = _value(group, is_last=index == len(groups) - 1)
        fields.append(_field(Labelled(group.name, group.label, value)))
        body.extend(rest)
    kept, furniture = without_furniture([*body, *lines[end:]])
    return Reading(name, markup, tuple(fields), tuple(text_blocks(kept, markup)), (), (*aside, *furniture))


def _without_mast(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not is_mast(line.text) and not is_menu(line.text)]


def _end_of_sheet(lines: Sequence[Line]) -> int:
    """Index after the sheet: where, after a filled label, a blank line is followed by words without a label."""
    labels = 0
    filled = False
    last = -1
    for index, line in enumerate(lines):
        if is_blank(line):
            continue
        name = _name(line)
        if labels > MOST or (labels >= NEEDED and filled and not name and index > last + 1):
            return last + 1
        labels += name is not None
        filled = not _label_only(line) if name else filled or labels > 0
        last = index
    return len(lines)


def _label_only(line: Line) -> bool:
    return len(line.text) < 120 and key(line.text) in LABELS


def _value(group: Labelled, *, is_last: bool) -> tuple[list[Line], list[Line]]:
    """The lines that are a label's value, and what comes after them: of the last label, only its first paragraph."""
    if not is_last:
        return list(group.value), []
    paragraphs = text_blocks(group.value, "plain")
    if len(paragraphs) < 2:
        return list(group.value), []
    last = paragraphs[0].lines[1]
    return [one for one in group.value if one.number <= last], [one for one in group.value if one.number > last]


def _field(group: Labelled) -> Field:
    """A field whose value does not begin with a stray stop: "Source:. Jianguo …"."""
    value = [line for line in group.value if not is_blank(line)]
    if value:
        value[0] = Line(value[0].number, re.sub(r"^[\s.:]+(?=\s)", "", value[0].text).lstrip())
    return Labelled(group.name, group.label, value).field()
