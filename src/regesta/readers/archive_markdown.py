"""The archive's PDF, converted to Markdown or text: date and title, then parts under "Citation:" and other labels.

Heading levels, masts and line ends vary from file to file, so labels are known by their words alone. "Contents:" opens
the text, whose first lines name the versions ("Translation - English", "English Translation"). A second cover in the
same file begins a second document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, SetAside, Transcript
from regesta.readers.body import Markup, text_blocks, unbroken_finding, unbroken_line
from regesta.readers.furniture import is_mast, is_menu, without_furniture
from regesta.readers.lines import (
    Labelled,
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
from regesta.readers.several import another, documents, first_field, may_hold, read_each
from regesta.readers.unbroken import LONG, part_at_labels, part_date, part_mast

NAME = "archive-markdown"

LABELS = {
    "citation": "citation",
    "summary": "summary",
    "credits": "credit",
    "original language": "language",
    "contents": "contents",
}
_languages = r"(?:[A-Z]\w+(?:\s?[-–/&,]\s?[A-Z]\w+)*)"
_kinds = r"(?:translation|transcript(?:ion)?|scan(?:ned)?(?: original| of original)?|original(?: scan)?|text|html|pdf)"
# "Translation - English", "English Translation", "Transcript - Russian", "Scan of Original in Chinese", "Original Scan"
VERSION = re.compile(
    rf"^(?:{_kinds}\s*(?:[-–—:]|in|of)?\s*{_languages}|{_languages} {_kinds}|{_kinds})$", re.IGNORECASE
)
_leading = re.compile(r"(?:English Translation|Translation - English)\s+(?=\S)")
VERSIONS = 6
"""How many lines after "Contents:" may name versions of the text."""
COVER_HEAD = 14
"""How many lines above a citation the head of its cover may take."""
MIRROR = frozenset({"recommended publications"})


def recognises(transcript: Transcript) -> bool:
    """Tell the PDF by its labels: "Contents" and at least one more, each at the head of a line."""
    return recognises_lines(_of(transcript.text))


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the converted PDF into head, labelled parts and text."""
    markup: Markup = "markdown" if looks_like_markdown(transcript.text) else "plain"
    return cut_lines(_of(transcript.text), markup, transcript)


@lru_cache(maxsize=1)
def _of(text: str) -> tuple[Line, ...]:
    """The lines of a file made ready; kept for the last one, which is recognised and then cut."""
    return tuple(prepared(numbered(text)))


def prepared(lines: Sequence[Line]) -> list[Line]:
    """Lines with the mast and the labels of a text in one unbroken line parted from the rest."""
    return part_mast(part_at_labels(lines, list(LABELS)))


def recognises_lines(lines: Sequence[Line]) -> bool:
    """The same for lines."""
    labels = {group.name for group in cut_at_labels(lines, LABELS)[1]}
    return "contents" in labels and len(labels) >= 2


def cut_lines(
    lines: Sequence[Line], markup: Markup, transcript: Transcript, name: str = NAME
) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut lines into one reading for each cover they hold."""
    lines, after = _without_mirror(lines)
    parts = _documents(lines)

    def read(part: Sequence[Line]) -> Reading:
        reading = _reading(part, markup, name)
        return replace(reading, set_aside=(*reading.set_aside, *after)) if part is parts[0] else reading

    return read_each(
        parts,
        read,
        lambda reading, part: (*_findings(reading, transcript), *unbroken_finding(unbroken_line(part), transcript)),
        lambda reading, part: another("cover", transcript, first_field(reading, part)),
    )


def _without_mirror(lines: Sequence[Line]) -> tuple[Sequence[Line], list[SetAside]]:
    """Lines up to where a site that copied the document speaks of others: "Recommended publications"."""
    near = (index for index, line in enumerate(lines) if "recommended" in line.text[:60].casefold())
    end = next((index for index in near if key(lines[index].text[:60]) in MIRROR), None)
    if end is None or not recognises_lines(lines[:end]):
        return lines, []
    return lines[:end], [set_aside(run, "words of the site that copied the document") for run in runs(lines[end:])]


def _documents(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """One stretch of lines for each cover; a cover has a citation and, after it, its contents."""
    names = {index: _label(line) for index, line in enumerate(lines) if "c" in line.text[:40].casefold()}
    labels = [index for index, name in names.items() if name in ("citation", "contents")]
    covers = [
        index for index, following in pairwise(labels) if names[index] == "citation" and names[following] == "contents"
    ]
    if not may_hold(lines, len(covers)):
        return [lines]
    starts = sorted({0, *(_cover_start(lines, index) for index in covers[1:])})  # two in one head are one cover
    return documents(lines, starts)


def _label(line: Line) -> str | None:
    if len(line.text) < 120 and key(line.text) in LABELS:
        return LABELS[key(line.text)]
    parted = part_label(line, LABELS)
    return LABELS[key(parted[0].text)] if parted else None


def _cover_start(lines: Sequence[Line], citation: int) -> int:
    """Where a cover begins: at the date above its citation, or at the title, with the mast above them."""
    start = max(0, citation - COVER_HEAD)
    head = range(citation - 1, start - 1, -1)
    date = next((index for index in head if is_date_line(lines[index].bare) or part_date(lines[index])), None)
    first = date if date is not None else next((i for i in head if not is_blank(lines[i])), citation)
    while first > 0 and (is_blank(lines[first - 1]) or is_mast(lines[first - 1].text)):
        first -= 1
    return first


def _reading(lines: Sequence[Line], markup: Markup, name: str) -> Reading:
    head, groups = cut_at_labels(lines, LABELS, last="contents")
    aside, fields = _head(head, _quoted_title(groups))
    body: list[Line] = []
    for group in groups:
        if group.name == "contents":
            version, body = _version(group.value)
            fields += [field("contents", [group.label], []), *version]
        else:
            value, furniture = without_furniture(group.value)
            aside.extend(furniture)
            fields.append(field(group.name, [group.label], value))
    kept, furniture = without_furniture(body)
    return Reading(name, markup, tuple(fields), tuple(text_blocks(kept, markup)), (), (*aside, *furniture))


def _quoted_title(groups: Sequence[Labelled]) -> str:
    """The title as the citation quotes it, by which the title on the cover is told from the date before it."""
    citation = " ".join(line.bare for group in groups if group.name == "citation" for line in group.value[:6])
    match = re.match(r"[\"“](.{3,400}?),?[\"”],?\s", citation)
    return _words(match[1]) if match else ""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _head(lines: Sequence[Line], quoted: str) -> tuple[list[SetAside], list[Field]]:
    """The mast, the date and the title, told apart by what they are, their order and the citation."""
    mast = max((index for index, line in enumerate(lines) if is_mast(line.text)), default=-1)
    before, rest = lines[: mast + 1], [line for line in lines[mast + 1 :] if not is_blank(line)]
    aside = [set_aside([line], _before_reason(line)) for line in before if not is_blank(line)]
    aside += [set_aside([line], "page furniture") for line in rest if is_menu(line.text)]
    rest = [line for line in rest if not is_menu(line.text)]
    date, title = _date_and_title(rest, quoted)
    if not date:
        return aside, [field("title", [], title)] if title else []
    start = next(index for index, line in enumerate(rest) if line.number == date[0].number)
    if title and start:
        aside += [set_aside([line], "words before the document's date") for line in rest[:start]]
    elif start:
        title = rest[:start]
    return aside, [field("date", [], date), *([field("title", [], title)] if title else [])]


def _before_reason(line: Line) -> str:
    return "page furniture" if is_mast(line.text) or is_menu(line.text) else "words before the document's head"


def _date_and_title(lines: Sequence[Line], quoted: str) -> tuple[list[Line], list[Line]]:
    """The date's line and the title's lines after it; the title that the citation quotes is believed before a guess."""
    guess: tuple[list[Line], list[Line]] | None = None
    for index, line in enumerate(lines):
        parted = (line, None) if is_date_line(line.bare) else part_date(line)
        if not parted:
            continue
        title = [*([parted[1]] if parted[1] else []), *lines[index + 1 :]]
        if quoted and _words(" ".join(one.bare for one in title)) == quoted:
            return [parted[0]], title
        is_year = parted[1] is not None and parted[0].text.isdigit()  # "1956 Uprising" may be all title
        guess = guess or (None if is_year and quoted else ([parted[0]], title))
    return guess or ([], list(lines))


def _version(lines: Sequence[Line]) -> tuple[list[Field], list[Line]]:
    """The lines that name the versions of the text, if the text begins with such."""
    found: list[Line] = []
    rest = trimmed(lines)
    while rest and len(found) < VERSIONS:
        version, after = _leading_version(rest[0])
        if version is None:
            break
        found.append(version)
        rest = [*after, *trimmed(rest[1:])]
    return ([field("version", [], found)] if found else []), rest


def _leading_version(line: Line) -> tuple[Line | None, list[Line]]:
    """A line that is a version's name, or the name at the beginning of a text in one line."""
    if VERSION.match(line.bare[:80]) and len(line.bare) <= 80:
        return line, []
    match = _leading.match(line.text) if len(line.text) > LONG else None
    if not match:
        return None, []
    return Line(line.number, match[0].strip()), [Line(line.number, line.text[match.end() :])]


def _findings(reading: Reading, transcript: Transcript) -> list[Finding]:
    found = []
    for one in reading.fields:
        if not one.text.strip() and one.name != "contents":
            found.append(finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0]))
    for aside in reading.set_aside:
        words = " ".join(aside.text.split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        found.append(finding("R-010", f"“{shown}” set aside", file=transcript.file, line=aside.lines[0]))
    return found
