"""Hard-wrapped text back to paragraphs, by the lengths of its lines, its indentation and the ends of its sentences.

In go the texts of lines, blank ones among them; out come stretches of them with their words joined, a line end kept as
a line end. Text that is not wrapped comes back line by line. No word is changed: "anti-" and "American" on the next
line become "anti-American".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regesta.readers.widths import FACES, width

_blank = "\ufeff \t\r\f\v\N{NO-BREAK SPACE}"
_ends = re.compile(r"[.!?:;…][-–—]?[\"'”’)\]]*\d{0,2}$|[\])\"”]$")
_full_stop = re.compile(r"[.!?…][\"'”’)\]]*\d{0,2}$")
_stop = re.compile(r"[.!?:;…][-–—]?[\"'”’)\]]*\d{0,2}$")
_aside = re.compile(r"^\[[^\[\]]+\]$")
_mark = re.compile(r"^(?:[-–•*]\s+|\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]\)?(?:\s|$)|\[\d{1,3}\]\s)")
# as in "Comrade Stalin: …", "Question: …", "Mr. AIKEN (Ireland): …"
_speaker = re.compile(r"^(?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w.’'-]*(?:\s\([^()]{1,40}\))?:\s")
_salutation = re.compile(r"^(?:(?:My )?[Dd]ear|Sirs?|Gentlemen|Your Excellency|Excellency|Comrades?)\b.{0,50},$")
_lower = re.compile(r"^[\"'“‘(\[]*[a-zß-öø-ÿ]")
_hyphen = re.compile(r"[^\W\d_]-$")
_small = frozenset("and or to nor but und oder bis".split())
NARROW, WIDE = 40, 160
"""Between how many characters a wrapped line's width lies."""
SAMPLE = 400
TIGHT, LOOSE = 0.99, 0.9
"""How full a line must be, for a line that ends a sentence and for one that does not, to have been broken by need."""


class _Shape(NamedTuple):
    """What is known of a wrapped text as a whole."""

    face: str
    width: float
    """How wide a line can be, in the face in which the lines are most evenly full."""
    margin: int
    trailing: bool
    """Whether a blank at a line's end marks a paragraph's end, as some converters leave it."""


def paragraphs(texts: Sequence[str], pages: Sequence[bool]) -> list[tuple[int, int, str]]:
    """Stretches of lines that make a paragraph: index of the first, index after the last, words."""
    runs = _runs(texts, pages)
    shape = _shape(texts, runs)
    if shape is None:
        return [(index, index + 1, texts[index]) for start, end in runs for index in range(start, end)]
    found = []
    for start, end in runs:
        first = start
        for index in range(start + 1, end):
            if _breaks(texts, index, shape):
                found.append((first, index, rejoin(texts[first:index])))
                first = index
        found.append((first, end, rejoin(texts[first:end])))
    return found


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether lines were broken at a width."""
    return _shape(texts, _runs(texts, [False] * len(texts))) is not None


def rejoin(texts: Iterable[str]) -> str:
    """Lines parted by line ends, but a word cut at its hyphen whole again."""
    pieces: list[str] = []
    for text in texts:
        first = text.strip(_blank).split(" ", 1)[0]
        if pieces and _hyphen.search(pieces[-1]) and first[:1].isalpha() and first not in _small:
            pieces.append(text.lstrip(_blank))
        else:
            pieces.append(f"\n{text}" if pieces else text)
        pieces[-1] = pieces[-1].rstrip(_blank) if pieces[-1].rstrip(_blank).endswith("-") else pieces[-1]
    return "".join(pieces)


def _runs(texts: Sequence[str], pages: Sequence[bool]) -> list[tuple[int, int]]:
    """Stretches between blank lines and page ends."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index, text in enumerate(texts):
        blank = not text.strip(_blank)
        if start is not None and (blank or pages[index]):
            found.append((start, index))
            start = None
        if not blank and start is None:
            start = index
    return [*found, (start, len(texts))] if start is not None else found


def _shape(texts: Sequence[str], runs: Sequence[tuple[int, int]]) -> _Shape | None:
    """Width and margin of a wrapped text, None for one that is not: most lines that others follow end openly."""
    followed = [texts[index] for start, end in runs for index in range(start, end - 1)]
    long = sum(len(text) > WIDE and len(text.strip(_blank)) > WIDE for text in texts)
    if len(followed) < 3 or long * 20 > len(followed):
        return None
    open_ended = sum(
        NARROW <= len(text.strip(_blank)) <= WIDE and not _ends.search(text.strip(_blank)) for text in followed
    )
    going_on = sum(
        bool(_lower.match(texts[index + 1].strip(_blank))) and not _ends.search(texts[index].strip(_blank))
        for start, end in runs
        for index in range(start, end - 1)
    )
    if open_ended * 2 <= len(followed) and going_on * 4 <= len(followed):
        return None
    indents = sorted(len(text) - len(text.lstrip(_blank)) for text in followed)
    spaced = sum(text.endswith(" ") for text in texts if text.strip(_blank))
    face, full = _measured([(texts[i], texts[i + 1]) for start, end in runs for i in range(start, end - 1)])
    return _Shape(face, full, indents[len(indents) // 2], 0 < spaced * 3 < len(texts))


def _measured(pairs: Sequence[tuple[str, str]]) -> tuple[str, float]:
    """The face in which most lines are so full that the next word found no room, and how wide its lines can be."""
    sample = [(last.strip(_blank), text.strip(_blank)) for last, text in pairs[:SAMPLE]]
    sample = [(last, text) for last, text in sample if NARROW <= len(last) <= WIDE] or [("", "")]
    best = ("typewriter", 0.0, -1)
    for face in FACES:
        widths = sorted(width(last, face) for last, _ in sample)
        full = widths[min(len(widths) - 1, int(len(widths) * 0.97))]
        forced = sum(width(f"{last} {text.split(' ', 1)[0]}", face) > full * TIGHT for last, text in sample)
        best = max(best, (face, full, forced), key=lambda one: one[2])
    return best[0], best[1]


def _breaks(texts: Sequence[str], index: int, shape: _Shape) -> bool:
    """Whether a paragraph ends before the line at `index`."""
    before, line = texts[index - 1], texts[index]
    last, text = before.strip(_blank), line.strip(_blank)
    if _shouts(last):
        return not _shouts(text) or bool(_mark.match(text) or (_ends.search(last) and _is_short(last, text, shape)))
    if _shouts(text):
        return bool(_ends.search(last)) or _is_short(last, text, shape)
    ended = bool(_ends.search(last))
    if _lower.match(text) and not _mark.match(text):
        return ended and last.rstrip("-–—")[-1:] in ":;" and _is_very_short(last, shape)
    if _salutation.match(last) or (ended and (_aside.match(text) or _aside.match(last))):
        return True
    if mark := _mark.match(text):
        runs_on = _lower.match(text[mark.end() :].lstrip()) and not _full_stop.search(last)
        return _is_short(last, text, shape) or (ended and not runs_on)
    if ended and _speaker.match(text):
        return True
    indent = len(line) - len(line.lstrip(_blank)) - shape.margin
    if ended and 2 <= indent <= 12 and len(before) - len(before.lstrip(_blank)) <= shape.margin:
        return True
    if shape.trailing and ended and before.endswith(" ") and not line[:1].isspace():
        return True
    return _is_short(last, text, shape) and (ended or _is_very_short(last, shape) or bool(_mark.match(last)))


def _is_short(last: str, text: str, shape: _Shape) -> bool:
    """Whether the next line's first word would have found room: the line was ended on purpose."""
    word = text.split(" ", 1)[0]
    needed = width(f"{last} {word}", shape.face)
    return needed < shape.width * (TIGHT if _stop.search(last) else LOOSE)


def _is_very_short(last: str, shape: _Shape) -> bool:
    return width(last, shape.face) < shape.width * 0.7 and not last.endswith((",", "-", "–", "—"))


def _shouts(text: str) -> bool:
    """Whether a line is all in capitals, but for a bracketed letter such as VKP(b)."""
    letters = [char for char in re.sub(r"\([a-z]\)", "", text) if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)
