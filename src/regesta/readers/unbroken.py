"""Text that came without its line ends, parted where its own words tell: at labels, masts and headings in capitals.

In go lines, out come more of them with the same numbers. Paragraphs cannot be told from such a text; only what can
be seen is parted, and no word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from regesta.readers.furniture import mast_length
from regesta.readers.lines import DATE, Line, bare

LONG = 300
"""How long a line must be to be taken for several."""
_heading = re.compile(
    # such as "… the communists. ON THE REPRESENTATIVE OFFICE OF THE VKP(b) CC WITH THE CCP CC After a certain pause …"
    r"(?<=[.!?:\"”)\]] )(?=[^a-z]{12})"
    r"(?P<heading>(?:[A-Z0-9][A-Z()'’-]*[.,]? |\[[A-Z ]+\] |[A-Z]+\([a-z]\) ){2,20}"
    r"(?:[A-Z]+\([a-z]\)|[A-Z][A-Z()’'-]+))(?= [A-Z\[])"
)
_dated = re.compile(rf"^(?P<date>{DATE})\s+(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL)
_gap = re.compile(r"(?<=[^\W\d_])- (?!(?:and|or|to|nor|but)\b)(?=[A-Za-z])")


def part_at_labels(lines: Sequence[Line], labels: Sequence[str]) -> list[Line]:
    """Long lines parted before and after each label: "… Summary: Mao discusses … Contents: English Translation …"."""
    if all(len(line.text) < LONG for line in lines):
        return list(lines)
    pattern = _labels(tuple(sorted(labels, key=len, reverse=True)))
    found: list[Line] = []
    for line in lines:
        may_hold = len(line.text) >= LONG and line.text.count(":") > 1
        matches = list(pattern.finditer(line.text)) if may_hold else []
        if len(matches) < 2:
            found.append(line)
            continue
        ends = [0, *(match.end() for match in matches)]
        starts = [*(match.start() for match in matches), len(line.text)]
        for index, (start, end) in enumerate(zip(ends, starts, strict=True)):
            if text := line.text[start:end].strip():
                found.append(Line(line.number, text, line.page and index == 0))
            if index < len(matches):
                found.append(Line(line.number, matches[index]["label"].strip()))
    return found


@cache
def _labels(labels: tuple[str, ...]) -> re.Pattern[str]:
    """What finds labels in a line, the longest of several first."""
    names = "|".join(map(re.escape, labels))
    return re.compile(rf"(?:(?<=\s)|^)(?P<label>[*#_]{{0,8}}(?:{names}):[*_]{{0,4}})(?=\s)", re.IGNORECASE)


def part_mast(lines: Iterable[Line]) -> list[Line]:
    """Lines whose beginning is the archive's mast parted from it."""
    found: list[Line] = []
    for line in lines:
        length = mast_length(line.text[:400]) if line.text[:1] in "wWdDiIhH|" else 0
        if 0 < length < len(line.text.rstrip()):
            found.append(Line(line.number, line.text[:length].strip(), line.page))
            found.append(Line(line.number, line.text[length:].strip()))
        else:
            found.append(line)
    return found


def part_date(line: Line) -> tuple[Line, Line] | None:
    """A date and a title on one line: "# **July 18, 1949 Cable, Liu Shaoqi to Mao Zedong** "."""
    match = _dated.match(bare(line.text)) if len(line.text) < 2000 else None
    if not match:
        return None
    return Line(line.number, match["date"], line.page), Line(line.number, match["title"])


def part_headings(line: Line) -> list[Line]:
    """A text in one line parted at its headings in capitals; the halves of "in- Chief" are one word again."""
    text = _gap.sub("-", " ".join(line.text.split()))
    found: list[Line] = []
    position = 0
    for match in _heading.finditer(text):
        found.append(Line(line.number, text[position : match.start()].strip()))
        found.append(Line(line.number, match["heading"]))
        position = match.end()
    found.append(Line(line.number, text[position:].strip()))
    return [one for one in found if one.text]


_listed_date = re.compile(
    r"\s((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4})"
    r"(?=\s+[A-Z'‘])"
)
PAGE_LABELS = (
    "Source", "Original Archive", "Rights", "Original Classification", "Original Uploaded Date", "Type", "Language",
    "Record ID", "Donors", "Donor",
)  # fmt: skip
"""Labels of the present web page in their order, by which they are told from the same words in a value."""
DONOR = 100
"""How long a donor's name may be that is parted from the text by its capitals alone."""
_small = frozenset(
    "a an and as at by for from in into of on or over the to toward towards via with between concerning regarding after"
    " before about during his her its their &".split()
)
_credit = re.compile(r"\s*This document was made possible with (?:the )?support from\s+")


def part_page(lines: Sequence[Line]) -> list[Line]:
    """The present web page in one unbroken line parted into menu, date, title, text, listing and labelled parts."""
    found: list[Line] = []
    for line in lines:
        start = line.text.find("Document Information") if len(line.text) >= LONG else -1
        found.extend(_page_parts(line, start) if start >= 0 else [line])
    return found


def _page_parts(line: Line, start: int) -> list[Line]:
    text, tail = line.text[:start], line.text[start + len("Document Information") :]
    main, label, listing = text.partition(" Related Documents ")
    parts = [*_head_parts(main), *([label.strip(), *_listing_parts(listing)] if label else []), "Document Information"]
    position = 0
    for name in PAGE_LABELS:
        match = re.compile(rf"(?<!\S){name}(?=\s|$)").search(tail, position)
        if match:
            parts += [tail[position : match.start()], name]
            position = match.end()
    parts.append(tail[position:])
    lines = [Line(line.number, part.strip()) for part in parts if part.strip()]
    return [one for part in lines for one in (part, Line(line.number, ""))]


def _head_parts(text: str) -> list[str]:
    """Menu, date, title and text; where the title ends is a guess by its capitals."""
    parts = []
    menu = re.match(r"\s*(?:Skip to (?:main )?content|Menu|Search)\s+", text)
    if menu:
        parts.append(menu[0])
        text = text[menu.end() :]
    dated = re.match(rf"\s*(?P<date>{DATE})\s+", text[:100])
    if dated:
        parts.append(dated["date"])
        text = text[dated.end() :]
    credit = _credit.search(text[:800])
    end = credit.start() if credit else _title_end(text[:300])
    parts.append(text[:end])
    if credit:
        donor = credit.end() + _title_end(text[credit.end() : credit.end() + DONOR])
        parts.append(text[end:donor])
        end = donor
    return [*parts, text[end:]]


def _title_end(text: str) -> int:
    """Where a title ends that is followed by a text: before the capital of the first word group in small letters."""
    end = 0
    for word in re.finditer(r"\S+", text):
        bare = word[0].strip("\"'“”‘’()[],;:.")
        if bare[:1].islower() and bare not in _small:
            return end or word.end()
        if bare[:1].isupper() or not bare[:1].isalpha():
            end = word.start()
    return len(text)


def _listing_parts(text: str) -> list[str]:
    """Items of a listing, each begun by a date with its day, the date by itself."""
    parts = _listed_date.split(f" {text}")
    return [part.strip() for part in parts if part.strip()]
