"""The archive's present web page: date, title, body, summary, listings, then labelled information.

The head and the summary carry no labels; their place tells what they are. "Document Information" opens the labelled
part, in which a line that begins with a known label begins a field. A second page in the same file is a second
document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, RelatedListing, SetAside, Transcript
from regesta.readers.body import Markup, text_blocks
from regesta.readers.furniture import is_mast, is_menu, without_furniture
from regesta.readers.lines import (
    HIDDEN_ADDRESS,
    Line,
    cut_at_labels,
    field,
    is_blank,
    is_date_line,
    key,
    numbered,
    runs,
    set_aside,
)
from regesta.readers.markdown import looks_like_markdown
from regesta.readers.several import another, documents, read_each
from regesta.readers.unbroken import part_page
from regesta.readers.unwrap import is_wrapped

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
    "authors": "author",
    "associated places": "places",
    "subjects discussed": "subjects",
    "associated topics": "subjects",
    "associated people & organizations": "people",
    "associated people and organizations": "people",
    "document contributors": "contributors",
    "contributors": "contributors",
}
CREDIT = "this document was made possible"
TITLE = 800
"""A longer line is no title."""
SPARSE = 4
"""With fewer stretches between blank lines than that a page may have lost them."""
BODY = 200
"""A line longer than this is text of the document, and what stands before it may be its head."""
_of_summary = re.compile(r"This (?:document )?summary was (?:generated|written|prepared)\b", re.IGNORECASE)
# "(Bitterlich)", "[signed] A. Gromyko", "L. I. Brezhnev": a text ends so, and a heading does not read so
_signature = re.compile(
    r"\([A-Z][^()\d.]{1,40}\)$|[\[(]?(?:[Ss]igned|/s/)[\])]?:?\s.{2,60}$|(?:[A-Z]\.\s?){1,3}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?$"
)


def recognises(transcript: Transcript) -> bool:
    """Tell the page by its information part: the line that opens it, and two known labels after it."""
    return recognises_lines(part_page(numbered(transcript.text)))


def recognises_lines(lines: Sequence[Line]) -> bool:
    """The same for lines."""
    index = _index(lines, INFORMATION)
    if index is None:
        return False
    return len({group.name for group in cut_at_labels(lines[index:], LABELS)[1]}) >= 2


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the page into head, body, summary, listing and information."""
    lines = part_page(numbered(transcript.text))
    # a page that was copied from a browser is plain, whatever stars and dashes its text may hold
    markup: Markup = "markdown" if _has_marked_labels(lines) and looks_like_markdown(transcript.text) else "plain"
    return cut_lines(lines, markup, transcript)


def _has_marked_labels(lines: Sequence[Line]) -> bool:
    labels = [line.text for line in lines if len(line.text) < 80 and key(line.text) in (INFORMATION, *LABELS)]
    return any(text.lstrip().startswith(("#", "*", "_")) for text in labels)


def cut_lines(
    lines: Sequence[Line], markup: Markup, transcript: Transcript, name: str = NAME
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut lines into one reading for each page they hold."""
    readings, findings = read_each(
        _pages(lines),
        lambda page: _reading(page, markup, name),
        lambda reading, _page: _findings(reading, transcript),
        lambda _reading, page: another("page", transcript, page[0].number),
    )
    return readings, (*findings, *_hidden(transcript))


def _pages(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """One stretch of lines for each information part: the next page begins at its menu or its date."""
    parts = [index for index, line in enumerate(lines) if len(line.text) < 60 and key(line.text) == INFORMATION]
    starts = [0]
    for earlier, later in pairwise(parts):
        between = range(earlier + 1, later)
        menu = next((index for index in between if key(lines[index].text[:60]).startswith("skip to")), None)
        dates = (i for i in between if is_date_line(lines[i].bare) and re.search("[A-Za-z]", lines[i].text))
        start = menu if menu is not None else next(dates, None)
        if start is not None:
            starts.append(start)
    return documents(lines, starts)


def _reading(lines: Sequence[Line], markup: Markup, name: str) -> Reading:
    information = _index(lines, INFORMATION) or 0
    listing = _index(lines[:information], LISTING)
    main, labelled = cut_at_labels(lines[: information if listing is None else listing], BEFORE_INFORMATION)
    furniture, head, rest = _head(main)
    body, summary = _summary(rest)
    kept, more_furniture = without_furniture(body)
    listed, after_listing = cut_at_labels(lines[listing:information] if listing is not None else (), BEFORE_INFORMATION)
    related, listing_label = _listing(listed) if listed else ((), ())
    leftover, fields = cut_at_labels(lines[information + 1 :], LABELS)
    aside = [
        *furniture,
        *more_furniture,
        *listing_label,
        set_aside([lines[information]], "heading of the archive's page"),
        *(set_aside(run, "words without a label") for run in runs(leftover)),
    ]
    found = (*head, *summary, *(group.field() for group in (*labelled, *after_listing, *fields)))
    return Reading(name, markup, found, tuple(text_blocks(kept, markup)), related, tuple(aside))


def _index(lines: Sequence[Line], label: str) -> int | None:
    """Index of the first line that is nothing but the label."""
    word = label.split(maxsplit=1)[0]
    return next(
        (
            i
            for i, line in enumerate(lines)
            if len(line.text) < 80 and word in line.text.casefold() and key(line.text) == label
        ),
        None,
    )


def _head(lines: Sequence[Line]) -> tuple[list[SetAside], list[Field], list[Line]]:
    """Furniture, then the date (if there is one), the title and the donor's line, each alone in its place."""
    aside: list[SetAside] = []
    fields: list[Field] = []
    rest = list(lines[_start(lines) :])
    for line in lines[: len(lines) - len(rest)]:
        if not is_blank(line):
            aside.append(set_aside([line], "page furniture"))
    for name in ("date", "title", "credit"):
        while rest and is_blank(rest[0]):
            rest.pop(0)
        if not rest or not _fits(name, rest[0].bare):
            continue
        taken = _wrapped_title(rest) if name != "date" else 1
        fields.append(field(name, [], rest[:taken]))
        rest = rest[taken:]
    return aside, fields, rest


def _start(lines: Sequence[Line]) -> int:
    """Index of the first line that is no furniture: the date, if nothing but short lines stands before it."""
    first = next((index for index, line in enumerate(lines) if not is_blank(line) and not _is_furniture(line)), 0)
    for index in range(first, len(lines)):
        if len(lines[index].text) > BODY:
            break
        if is_date_line(lines[index].bare):
            short = sum(not is_blank(line) for line in lines[first:index])
            return index if short == 0 or short > 2 else first
    return first


def _is_furniture(line: Line) -> bool:
    return is_menu(line.text) or is_mast(line.text)


def _fits(name: str, text: str) -> bool:
    if name == "date":
        return is_date_line(text)
    return (name == "title" and len(text) <= TITLE) or (
        name == "credit" and len(text) <= TITLE and text[:60].casefold().startswith(CREDIT)
    )


def _wrapped_title(lines: Sequence[Line]) -> int:
    """How many lines a title takes: more than one where it was wrapped and a blank line ends it."""
    run = next(iter(runs(lines[:6])), [])
    ends = len(run) < 5 and (len(run) < len(lines) and is_blank(lines[len(run)]))
    return len(run) if ends and len(run) > 1 and is_wrapped([line.text for line in lines[:400]]) else 1


def _summary(lines: Sequence[Line]) -> tuple[list[Line], list[Field]]:
    """The last paragraph before the listings is the archive's summary, unless it is none or all the text there is.

    Of two paragraphs the first belongs to it where a signature ends the text above, or where the second only says who
    wrote the summary.
    """
    stretches = runs(lines)
    if len(stretches) < SPARSE and not is_wrapped([line.text for line in lines]):
        stretches = [[line] for run in stretches for line in run]  # a page saved without its blank lines
    if len(stretches) < 2 or not _may_be_summary(" ".join(line.text for line in stretches[-1])):
        return list(lines), []
    count = _paragraphs_of_summary([" ".join(line.text for line in run).strip() for run in stretches[-3:]])
    last = [line for run in stretches[-count:] for line in run]
    start = next(index for index in range(len(lines) - 1, -1, -1) if lines[index] is last[0])
    return list(lines[:start]), [field("summary", [], last)]


def _paragraphs_of_summary(texts: Sequence[str]) -> int:
    """How many of the last paragraphs are the summary: one, or two where there is a sign of it."""
    if len(texts) < 3 or not (_may_be_summary(texts[-2]) and _is_prose(texts[-2])):
        return 1
    return 2 if _of_summary.match(texts[-1]) or _signature.match(texts[-3]) else 1


def _is_prose(text: str) -> bool:
    """Whether a paragraph is sentences, and no list of copies or remark of the typist."""
    return len(text.split()) >= 15 and text.endswith((".", ".”", '."')) and ":" not in text[:40]


def _may_be_summary(text: str) -> bool:
    """Whether a paragraph can be the archive's summary: words about the text, without a mark or a first person."""
    words = text.split()
    if len(words) < 4 or re.match(r"\s*(?:[\[(*•-]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]\s)", text):
        return False
    unquoted = re.sub(r"[\"“][^\"”]*[\"”]", "", text)
    return not re.search(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s)\b(?!\.)", unquoted)


def _listing(lines: Sequence[Line]) -> tuple[tuple[RelatedListing, ...], tuple[SetAside, ...]]:
    """Items of date, title and summary; a date line begins an item, and so does a title after a summary."""
    items: list[list[list[Line]]] = []
    for run in runs(lines[1:]):
        for part in _dated(run):
            if is_date_line(part[0].bare) or not items:
                items.append([])
            items[-1].append(part)
    listed = tuple(_item(item) for item in items)
    return listed, (set_aside(lines[:1], "heading of the archive's page"),)


def _dated(run: Sequence[Line]) -> list[list[Line]]:
    """A stretch of lines cut before each date, for a page saved without its blank lines."""
    parts: list[list[Line]] = [[]]
    for line in run:
        if parts[-1] and is_date_line(line.bare):
            parts.append([])
        parts[-1].append(line)
    return parts


def _item(item: Sequence[Sequence[Line]]) -> RelatedListing:
    parts = [list(run) for run in item]
    numbers = (parts[0][0].number, parts[-1][-1].number)
    date = parts[0].pop(0).bare if is_date_line(parts[0][0].bare) else ""
    parts = [part for part in parts if part]
    alone = len(parts) > 1  # the title is a paragraph by itself, perhaps of several lines
    title = parts.pop(0) if alone else ([parts[0].pop(0)] if parts else [])
    rest = [line for part in parts for line in part]
    summary = "\n".join(line.text.strip() for line in rest)
    return RelatedListing(" ".join(line.bare for line in title), "", date, summary, numbers)


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    found = [
        finding("R-010", f"“{aside.text.strip()[:60]}” set aside", file=transcript.file, line=aside.lines[0])
        for aside in reading.set_aside
        if aside.reason == "page furniture"
    ]
    for one in reading.fields:
        if not one.text.strip():
            found.append(finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0]))
    first = {one.name: one.lines[0] for one in reversed(reading.fields)}
    if first.get("title") == first.get("source"):
        message = "the page came without line ends; title, paragraphs and summary could not be told apart"
        found.append(finding("R-005", message, file=transcript.file, line=first.get("title", 1)))
    return found


def _hidden(transcript: Transcript) -> list[Finding]:
    message = "the site replaced an e-mail address by “[email protected]”"
    return [
        finding("R-012", message, file=transcript.file, line=number)
        for number, line in enumerate(transcript.text.split("\n"), 1)
        if HIDDEN_ADDRESS in line or "[email protected]" in line
    ]
