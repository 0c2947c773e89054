"""Text that came without its line ends, parted where its own words tell: at labels, masts and headings in capitals.

In go lines, out come more of them with the same numbers. Paragraphs cannot be told from such a text; only what can
be seen is parted, and no word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from regesta.readers.furniture import mast_length
from regesta.readers.lines import DATE, Line, bare

LONG = 600
"""How long a line must be to be taken for several."""
_heading = re.compile(
    # such as "… the communists. ON THE REPRESENTATIVE OFFICE OF THE VKP(b) CC WITH THE CCP CC After a certain pause …"
    r"(?<=[.!?:\"”)\]] )(?=[^a-z]{12})"
    r"(?P<heading>(?:[A-Z0-9][A-Z()'’-]*[.,]? |\[[A-Z ]+\] |[A-Z]+\([a-z]\) ){2,20}[A-Z][A-Z()’'-]+)(?= [A-Z\[])"
)
_dated = re.compile(rf"^(?P<date>{DATE})\s+(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL)
_gap = re.compile(r"(?<=[^\W\d_])- (?!(?:and|or|to|nor|but)\b)(?=[A-Za-z])")


def part_at_labels(lines: Iterable[Line], labels: Sequence[str]) -> list[Line]:
    """Long lines parted before and after each label: "… Summary: Mao discusses … Contents: English Translation …"."""
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    pattern = re.compile(rf"(?:(?<=\s)|^)(?P<label>[*#_ ]*(?:{names}):[*_]*)(?=\s)", re.IGNORECASE)
    found: list[Line] = []
    for line in lines:
        matches = list(pattern.finditer(line.text)) if len(line.text) >= LONG else []
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


def part_mast(lines: Iterable[Line]) -> list[Line]:
    """Lines whose beginning is the archive's mast parted from it."""
    found: list[Line] = []
    for line in lines:
        length = mast_length(line.text[:400])
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
    text = _gap.sub("-", line.text)
    found: list[Line] = []
    position = 0
    for match in _heading.finditer(text):
        found.append(Line(line.number, text[position : match.start()].strip()))
        found.append(Line(line.number, match["heading"]))
        position = match.end()
    found.append(Line(line.number, text[position:].strip()))
    return [one for one in found if one.text]
