"""The archive's older web page: date and title in capitals, three buttons, summary, citation, then the text.

The buttons "CITATION SHARE DOWNLOAD" and a citation in quotation marks tell it from other layouts; the summary stands
between them. Labels may follow the text, as on the present page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, SetAside, Transcript
from regesta.readers.archive_page import BEFORE_INFORMATION, CREDIT
from regesta.readers.archive_page import LABELS as PAGE_LABELS
from regesta.readers.body import Markup, text_blocks, unbroken_finding, unbroken_line
from regesta.readers.furniture import is_mast, is_menu, without_furniture
from regesta.readers.lines import (
    Line,
    cut_at_labels,
    field,
    is_blank,
    is_date_line,
    key,
    numbered,
    part_label,
    runs,
    set_aside,
    trimmed,
)
from regesta.readers.markdown import looks_like_markdown
from regesta.readers.several import another, documents, read_each
from regesta.readers.unbroken import LONG, part_date, part_mast

NAME = "archive-old-page"

LABELS = {"original language": "language", **PAGE_LABELS, **BEFORE_INFORMATION}
HEAD = {"summary": "summary", "citation": "citation", "original language": "language"}
"""Labels that may stand before the text, on some saved pages."""
FIRST = 60
"""Within how many lines the buttons and the citation must stand."""
HEAD_LINES = 12
"""Within how many lines above the buttons a further page's date must stand."""
_buttons = re.compile(r"^(?:citation\s+share\s+download|share\s+download|citation\s+share|cite\s+share\s+download)$")
_citation = re.compile(
    r"^[\"“].{3,600}?[\"”].{0,120}?(?:Digital Archive|CWIHP Archive)|^[\"“].{3,1500}?wilsoncenter\.org/document/",
    re.DOTALL,
)
# as in "VIEW DOCUMENT IN: ENGLISH HTML | PDF"
_view = re.compile(
    r"^(?:view (?:original )?document|document information|show all|contents?:?$|click here).{0,60}$", re.IGNORECASE
)
_loud = "|".join(re.escape(label.upper()) for label in sorted(LABELS, key=len, reverse=True))
_loud_label = re.compile(rf"(?<=\s)(VIEW DOCUMENT IN:?(?: [A-Z]{{3,}})*|{_loud})(?=\s)")


def recognises(transcript: Transcript) -> bool:
    """Tell the page by its buttons and, after them, a citation in quotation marks."""
    return recognises_lines(_of(transcript.text))


@lru_cache(maxsize=1)
def _of(text: str) -> tuple[Line, ...]:
    """The lines of a file made ready; kept for the last one, which is recognised and then cut."""
    return tuple(prepared(numbered(text)))


def prepared(lines: Sequence[Line]) -> list[Line]:
    """Lines with mast and buttons parted from what shares their line."""
    found: list[Line] = []
    for line in part_mast(lines):
        match = re.search(r"\sCITATION\s+SHARE\s+DOWNLOAD\s", line.text) if len(line.text) > LONG else None
        quoted = re.compile(r"[\"“]").search(line.text, match.end()) if match else None
        if match is None or quoted is None:
            found.append(line)
            continue
        head = Line(line.number, line.text[: match.start()])
        found.extend(part_date(head) or (head,))
        cited, text = _after_citation(line.text[quoted.start() :])
        rest = (match[0], line.text[match.end() : quoted.start()], cited, *_loud_label.split(text))
        found.extend(Line(line.number, part) for text in rest for part in ("", text.strip(), ""))
    return found


def _after_citation(text: str) -> tuple[str, str]:
    address = re.search(r"wilsoncenter\.org/document/\S+", text)
    return (text[: address.end()], text[address.end() :]) if address else (text, "")


def recognises_lines(lines: Sequence[Line]) -> bool:
    """The same for lines."""
    return _parts(lines) is not None


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the page into head, summary, citation, text and labels."""
    markup: Markup = "markdown" if looks_like_markdown(transcript.text) else "plain"
    return cut_lines(_of(transcript.text), markup, transcript)


def cut_lines(
    lines: Sequence[Line], markup: Markup, transcript: Transcript, name: str = NAME
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut lines into one reading for each page they hold."""
    return read_each(
        _pages(lines),
        lambda page: _reading(page, markup, name),
        lambda reading, page: (*_findings(reading, transcript), *unbroken_finding(unbroken_line(page), transcript)),
        lambda _reading, page: another("page", transcript, page[0].number),
    )


def _pages(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """One stretch of lines for each page: a later one begins at the date above its buttons, or the mast above that."""
    first = _parts(lines)
    starts, after = [0], first[2] if first else len(lines)
    for index in range(after, len(lines)):
        near = lines[index].text[:80].casefold()
        if index < after or not ("citation" in near or "share" in near) or not _is_row_of_buttons(lines, index):
            continue
        start = _start(lines, after, index)
        parts = None if start is None else _parts(lines[start : index + 2 * FIRST])
        after = index + 1  # what stands above these buttons is above no others
        if start is not None and parts and parts[0] == index - start:
            starts.append(start)
            after = start + parts[2]
    return documents(lines, starts)


def _start(lines: Sequence[Line], after: int, buttons: int) -> int | None:
    """Index at which a page begins whose buttons stand there: its date, and the mast right above it."""
    near = range(max(after, buttons - 2 * HEAD_LINES), buttons)
    above = [index for index in near if not is_blank(lines[index])][-HEAD_LINES:]
    start = next((index for index in reversed(above) if is_date_line(lines[index].bare)), None)
    for index in reversed([index for index in above if start is not None and index < start]):
        if not (is_mast(lines[index].text) or is_menu(lines[index].text)):
            break
        start = index
    return start


def _reading(lines: Sequence[Line], markup: Markup, name: str) -> Reading:
    buttons, citation, after = _parts(lines) or (0, 0, 0)
    aside, head = _head(lines[:buttons])
    between = [line for line in lines[buttons:citation] if not _is_button(line)]
    aside += [set_aside([line], "page furniture") for line in lines[buttons:citation] if _is_button(line)]
    loose, labelled = cut_at_labels(between, HEAD)
    summary = [field("summary", [], trimmed(loose))] if trimmed(loose) else []
    cited = field("citation", [], lines[citation:after])
    rest = trimmed(lines[after:])
    while rest and (_is_button(rest[0]) or _view.match(rest[0].bare)):
        aside.append(set_aside(rest[:1], "page furniture"))
        rest = trimmed(rest[1:])
    body, tail = _tail(rest)
    kept, furniture = without_furniture(body)
    fields = (*head, *summary, *(group.field() for group in labelled if trimmed(group.value)), cited, *tail)
    aside += [set_aside([group.label], "page furniture") for group in labelled if not trimmed(group.value)]
    return Reading(name, markup, fields, tuple(text_blocks(kept, markup)), (), (*aside, *furniture))


def _parts(lines: Sequence[Line]) -> tuple[int, int, int] | None:
    """Index of the first button, of the citation, and after it."""
    shown = list(islice((index for index, line in enumerate(lines) if not is_blank(line)), FIRST))
    buttons = next((index for index in shown if _is_row_of_buttons(lines, index)), None)
    if buttons is None:
        return None
    for index in shown:
        if index > buttons and lines[index].bare[:1] in ("“", '"'):
            run = next(iter(runs(lines[index : index + 12])), [])
            if _citation.match(" ".join(line.bare for line in run)):
                return buttons, index, _citation_end(lines, index, len(run))
    return None


def _is_row_of_buttons(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is "CITATION SHARE DOWNLOAD", or the first of lines that hold one of these words each."""
    if _buttons.match(key(lines[index].text[:80])):
        return True
    near = {key(line.text) for line in lines[index : index + 8] if len(line.text) < 40}
    return key(lines[index].text[:40]) in ("citation", "share") and len(near & {"citation", "share", "download"}) >= 2


def _citation_end(lines: Sequence[Line], start: int, length: int) -> int:
    """Index after the citation: after its address, where it has one, for the text may follow without a blank line."""
    for index in range(start, start + length):
        if re.search(r"/document/[\w-]+", lines[index].text):
            return index + 1
    return start + length


def _is_button(line: Line) -> bool:
    return is_menu(line.text) or bool(_buttons.match(key(line.text[:80])))


def _head(lines: Sequence[Line]) -> tuple[list[SetAside], list[Field]]:
    """The mast, the date, the title and the donor's line."""
    aside: list[SetAside] = []
    date: list[Line] = []
    title: list[Line] = []
    fields: list[Field] = []
    for line in lines:
        if is_blank(line):
            continue
        if is_mast(line.text) or is_menu(line.text):
            aside.append(set_aside([line], "page furniture"))
        elif line.bare[:60].casefold().startswith(CREDIT):
            fields.append(field("credit", [], [line]))
        elif not date and is_date_line(line.bare):
            aside += [set_aside([one], "words before the document's date") for one in title]
            date, title = [line], []
        else:
            title.append(line)
    fields = [*([field("date", [], date)] if date else []), *([field("title", [], title)] if title else []), *fields]
    return aside, fields


def _tail(lines: Sequence[Line]) -> tuple[list[Line], list[Field]]:
    """The text, and the labelled parts after it: from the first of two labels that stand alone on their lines."""
    at = [index for index, line in enumerate(lines) if len(line.text) < 80 and _is_label(line)]
    if len({key(lines[index].text) for index in at}) < 2:
        return list(lines), []
    before, groups = cut_at_labels(lines[at[0] :], LABELS)
    return list(lines[: at[0]]), [group.field() for group in groups] if not before else []


def _is_label(line: Line) -> bool:
    return key(line.text) in LABELS or part_label(line, LABELS) is not None


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    found = [
        finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0])
        for one in reading.fields
        if not one.text.strip()
    ]
    for aside in reading.set_aside:
        found.append(
            finding("R-010", f"“{aside.text.strip()[:60]}” set aside", file=transcript.file, line=aside.lines[0])
        )
    return found
