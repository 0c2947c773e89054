"""The archive's PDF, converted to Markdown or text: date and title, then parts under "Citation:" and other labels.

Heading levels vary from file to file, so labels are known by their words alone. "Contents:" opens the text, whose
first line names the version ("Translation - English").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, SetAside, Transcript
from regesta.readers.lines import (
    Line,
    bare,
    field,
    is_blank,
    is_date_line,
    numbered,
    plain_blocks,
    runs,
    set_aside,
)
from regesta.readers.markdown import looks_like_markdown, markdown_blocks

NAME = "archive-markdown"

LABELS = {
    "citation": "citation",
    "summary": "summary",
    "credits": "credit",
    "original language": "language",
    "contents": "contents",
}
FURNITURE = {
    # the mast of the older PDFs
    "digital archive",
    "international history declassified",
    "digital archive international history declassified",
    "wilson center digital archive",
    "digitalarchive.wilsoncenter.org",
}
# "Translation - English", "English Translation", "Transcript - Russian"
VERSION = re.compile(
    r"^(?:(?:translation|transcript(?:ion)?|scan(?:ned)?|original)\s*[-–—:]\s*[A-Z]\w+"
    r"|[A-Z]\w+ (?:translation|transcript(?:ion)?))$",
    re.IGNORECASE,
)


def recognises(transcript: Transcript) -> bool:
    """Tell the PDF by its labels: "Contents" and at least one more, each alone on its line."""
    labels = {bare(line).casefold().rstrip(":") for line in transcript.text.split("\n") if len(line) < 80}
    return "contents" in labels and len(labels & LABELS.keys()) >= 2


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the converted PDF into head, labelled parts and text."""
    markup: Literal["plain", "markdown"] = "markdown" if looks_like_markdown(transcript.text) else "plain"
    head, parts, body = _parts(numbered(transcript.text))
    aside, fields = _head(head)
    fields.extend(parts)
    version, text = _version(body)
    fields.extend(version)
    blocks = markdown_blocks(text) if markup == "markdown" else plain_blocks(text)
    reading = Reading(NAME, markup, tuple(fields), tuple(blocks), (), tuple(aside))
    return (reading,), tuple(_findings(reading, transcript))


def _parts(lines: Sequence[Line]) -> tuple[list[Line], list[Field], list[Line]]:
    """What stands before the first label, the labelled parts but for Contents, and the lines after Contents."""
    head: list[Line] = []
    groups: list[tuple[str, Line, list[Line]]] = []
    for index, line in enumerate(lines):
        name = LABELS.get(line.bare.casefold().rstrip(":"))
        if name == "contents":
            fields = [field(key, [label], value) for key, label, value in groups]
            return head, [*fields, field("contents", [line], [])], list(lines[index + 1 :])
        if name:
            groups.append((name, line, []))
        elif groups:
            groups[-1][2].append(line)
        else:
            head.append(line)
    return head, [field(key, [label], value) for key, label, value in groups], []


def _head(lines: Sequence[Line]) -> tuple[list[SetAside], list[Field]]:
    """The mast, the date and the title, told apart by what they are and their order."""
    aside: list[SetAside] = []
    fields: list[Field] = []
    for run in runs(lines):
        remaining = []
        for line in run:
            if line.bare.casefold() in FURNITURE:
                aside.append(set_aside([line], "page furniture"))
            elif is_date_line(line.bare) and not any(one.name == "date" for one in fields):
                fields.append(field("date", [], [line]))
            else:
                remaining.append(line)
        if remaining:
            fields.append(field("title", [], remaining))
    return aside, fields


def _version(lines: Sequence[Line]) -> tuple[list[Field], list[Line]]:
    """The line that names the version of the text, if the text begins with one."""
    first = next((index for index, line in enumerate(lines) if not is_blank(line)), None)
    if first is None or not VERSION.match(lines[first].bare):
        return [], list(lines)
    return [field("version", [], [lines[first]])], list(lines[first + 1 :])


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    found = []
    for one in reading.fields:
        if not one.text.strip() and one.name != "contents":
            found.append(finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0]))
    for aside in reading.set_aside:
        found.append(finding("R-010", f"“{aside.text.strip()}” set aside", file=transcript.file, line=aside.lines[0]))
    return found
