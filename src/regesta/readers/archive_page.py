"""The archive's present web page, saved as text: date, title, body, summary, listings, then labelled information.

The head and the summary carry no labels; their place tells what they are. "Document Information" opens the labelled
part, in which a line that is nothing but a known label begins a field.
"""

from __future__ import annotations

from collections.abc import Sequence

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, RelatedListing, SetAside, Transcript
from regesta.readers.lines import (
    HIDDEN_ADDRESS,
    Line,
    field,
    is_blank,
    is_date_line,
    numbered,
    plain_blocks,
    runs,
    set_aside,
)

NAME = "archive-page"

INFORMATION = "document information"
LISTING = "related documents"
LABELS = {
    # label as printed, folded: our name of the field
    "source": "source",
    "original archive": "archive",
    "rights": "rights",
    "original classification": "classification",
    "original uploaded date": "uploaded",
    "type": "type",
    "language": "language",
    "record id": "record id",
    "donor": "donor",
    "donors": "donor",
    "coverage": "coverage",
}
BEFORE_INFORMATION = {
    # labels that stand between the summary and the listings
    "author(s)": "author",
    "author": "author",
    "associated places": "places",
    "subjects discussed": "subjects",
    "associated people & organizations": "people",
    "document contributors": "contributors",
}
FURNITURE = {"skip to content", "skip to main content", "menu", "search", "share", "print", "download", "view pdf"}
CREDIT = "this document was made possible"


def recognises(transcript: Transcript) -> bool:
    """Tell the page by its information part: the line that opens it, and two known labels after it."""
    folded = [line.strip().casefold().rstrip(":") for line in transcript.text.split("\n")]
    if INFORMATION not in folded:
        return False
    after = folded[folded.index(INFORMATION) :]
    return sum(label in after for label in LABELS) >= 2


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the page into head, body, summary, listing and information."""
    lines = numbered(transcript.text)
    information = _index(lines, INFORMATION) or 0
    listing = _index(lines[:information], LISTING)
    head_end = information if listing is None else listing
    main, labelled = _labelled(lines[:head_end], BEFORE_INFORMATION)
    furniture, head, rest = _head(main)
    body, summary = _summary(rest)
    related, listing_label = _listing(lines[listing:information]) if listing is not None else ((), ())
    leftover, fields = _labelled(lines[information + 1 :], LABELS)
    aside = [
        *furniture,
        *listing_label,
        set_aside([lines[information]], "heading of the archive's page"),
        *(set_aside(run, "words without a label") for run in runs(leftover)),
    ]
    found = (*head, *summary, *labelled, *fields)
    reading = Reading(NAME, "plain", tuple(found), tuple(plain_blocks(body)), related, tuple(aside))
    return (reading,), tuple(_findings(reading, transcript))


def _index(lines: Sequence[Line], label: str) -> int | None:
    """Index of the first line that is nothing but the label."""
    return next((index for index, line in enumerate(lines) if line.bare.casefold().rstrip(":") == label), None)


def _head(lines: Sequence[Line]) -> tuple[list[SetAside], list[Field], list[Line]]:
    """Furniture, then the date (if there is one), the title and the donor's line, each alone in its place."""
    aside: list[SetAside] = []
    fields: list[Field] = []
    rest = list(lines)
    while rest and (is_blank(rest[0]) or rest[0].bare.casefold() in FURNITURE):
        line = rest.pop(0)
        if not is_blank(line):
            aside.append(set_aside([line], "page furniture"))
    for name in ("date", "title", "credit"):
        while rest and is_blank(rest[0]):
            rest.pop(0)
        if not rest or not _fits(name, rest[0].bare):
            continue
        fields.append(field(name, [], [rest.pop(0)]))
    return aside, fields, rest


def _fits(name: str, text: str) -> bool:
    if name == "date":
        return is_date_line(text)
    return name == "title" or text.casefold().startswith(CREDIT)


def _summary(lines: Sequence[Line]) -> tuple[list[Line], list[Field]]:
    """The last paragraph before the listings is the archive's summary, unless it is all the text there is."""
    stretches = runs(lines)
    if len(stretches) < 2:
        return list(lines), []
    last = stretches[-1]
    body = [line for line in lines if line.number < last[0].number]
    return body, [field("summary", [], last)]


def _listing(lines: Sequence[Line]) -> tuple[tuple[RelatedListing, ...], tuple[SetAside, ...]]:
    """Items of date, title and summary; a date line begins an item, and so does a title after a summary."""
    items: list[list[list[Line]]] = []
    for run in runs(lines[1:]):
        if is_date_line(run[0].bare) or not items:
            items.append([])
        items[-1].append(run)
    listed = []
    for item in items:
        parts = [line for run in item for line in run]
        date = parts.pop(0).bare if is_date_line(parts[0].bare) else ""
        title = parts.pop(0).bare if parts else ""
        summary = "\n".join(line.text.strip() for line in parts)
        listed.append(RelatedListing(title, "", date, summary, (item[0][0].number, item[-1][-1].number)))
    return tuple(listed), (set_aside(lines[:1], "heading of the archive's page"),)


def _labelled(lines: Sequence[Line], labels: dict[str, str]) -> tuple[list[Line], list[Field]]:
    """Cut lines into what stands before the first label, and one field for each label."""
    before: list[Line] = []
    groups: list[tuple[str, Line, list[Line]]] = []
    for line in lines:
        name = labels.get(line.bare.casefold().rstrip(":"))
        if name:
            groups.append((name, line, []))
        elif groups:
            groups[-1][2].append(line)
        else:
            before.append(line)
    return before, [field(name, [label], value) for name, label, value in groups]


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    found = [
        finding("R-010", f"“{aside.text.strip()}” set aside", file=transcript.file, line=aside.lines[0])
        for aside in reading.set_aside
        if aside.reason == "page furniture"
    ]
    for one in reading.fields:
        if not one.text.strip():
            found.append(finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0]))
    for line in numbered(transcript.text):
        if HIDDEN_ADDRESS in line.text or "[email protected]" in line.text:
            message = "the site replaced an e-mail address by “[email protected]”"
            found.append(finding("R-012", message, file=transcript.file, line=line.number))
    return found
