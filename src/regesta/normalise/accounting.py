"""The proof that nothing is lost: every word of a transcript stands in a field, a block, a note, a listing or aside.

Each of those claims lines; a line that none claims, or a word of a claimed line that the claiming pieces do not hold,
is a loss. Tags of plain formatting and list marks of a converter hold no words of the transcript.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from regesta.model import Block, Lines, Record, Transcript
from regesta.readers.html_tokens import without_tags
from regesta.readers.tei_tree import blanked, plain
from regesta.text import WORD, words

_tags = re.compile(
    r"(?<=\])\(#[^()\s]*\)"  # where a call of a note leads: [1](#f1)
    r"|</?(?:sup|sub|u|mark|span|b|i|em|strong|big|small|font|center|p|div|br)\s*/?>",
    re.IGNORECASE,
)


T = TypeVar("T")


WORDS_OF_THEIR_OWN = ("note_call", "correction", "sic", "completion")
"""Signs whose detail is words of the transcript: a mark, what it has beside a correction or another reading."""


_stars_inside = re.compile(r"(?<=\w)\*+(?=\w)")
RAISED = str.maketrans({raised: f" {figure} " for figure, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
"""Raised figures, which are letters to a program: "word¹" is a word and the mark of a note."""


class Loss(NamedTuple):
    """Words of a stretch of lines that the record does not hold."""

    lines: Lines
    words: tuple[str, ...]


class _Claim(NamedTuple):
    ranges: tuple[Lines, ...]
    texts: tuple[str, ...]


def losses(records: Iterable[Record], transcript: Transcript) -> tuple[Loss, ...]:
    """What the records made of one transcript fail to hold, all of them together; nothing, if the promise is kept."""
    records = tuple(records)
    lines = _without_markup(transcript.text, {record.format for record in records}).split("\n")
    claims = [claim for record in records for claim in _claims(record)]
    claimed = {number for claim in claims for first, last in claim.ranges for number in range(first, last + 1)}
    found = [
        Loss((number, number), tuple(unclaimed))
        for number, line in enumerate(lines, 1)
        if line and not line.isspace() and number not in claimed and (unclaimed := _words_of([line]))
    ]
    for claim in _united(claims):
        numbers = sorted({number for first, last in claim.ranges for number in range(first, last + 1)})
        missing = _missing([lines[number - 1] for number in numbers], claim.texts)
        if missing:
            found.append(Loss((numbers[0], numbers[-1]), tuple(missing.elements())))
    return tuple(found)


def _missing(lines: Sequence[str], texts: Sequence[str]) -> Counter[str]:
    """Words of the lines that the texts do not hold; a star inside a word is emphasis, "com*mun*ist", or it is none."""
    missing: Counter[str] = Counter()
    if " ".join(lines).split() == " ".join(texts).split():
        return missing  # as most paragraphs are, which stand there without any markup
    for glue in ("*", ""):
        needed, held = _words_of(lines, glue), _words_of(texts, glue)
        missing = Counter() if needed == held else Counter(needed) - Counter(held)
        surplus = Counter(held) - Counter(needed) if missing else missing
        missing = _without_spaced(missing, surplus)
        if not missing or _cut_otherwise(missing, surplus):
            return Counter()
    return missing


def _cut_otherwise(missing: Counter[str], surplus: Counter[str]) -> bool:
    """Whether the same letters stand there as other words: a tag inside a word, "th<i>s", parts it or does not."""
    return Counter("".join(missing.elements())) <= Counter("".join(surplus.elements()))


def _without_markup(text: str, formats: set[str]) -> str:
    """A transcript without the tags of its format, which are no words; line ends stay where they are."""
    if "tei" in formats:
        return blanked(text)
    return without_tags(text) if any(name.endswith("-html") for name in formats) else text


def _without_spaced(missing: Counter[str], surplus: Counter[str]) -> Counter[str]:
    """What is missing but for the letters of words that were letter-spaced: "M e m o" is held as "Memo"."""
    single = {word for word in missing if len(word) == 1}
    for word in surplus.elements() if single else ():
        if len(word) > 3 and single.issuperset(word) and (letters := Counter(word)) <= missing:
            missing = missing - letters
    return missing


def _united(claims: Sequence[_Claim]) -> list[_Claim]:
    """Claims that share a line as one: a text in one unbroken line is many fields and blocks of that line."""
    chief = list(range(len(claims)))

    def chief_of(index: int) -> int:
        while chief[index] != index:
            chief[index] = index = chief[chief[index]]
        return index

    owner: dict[int, int] = {}
    for index, claim in enumerate(claims):
        for first, last in claim.ranges:
            for number in range(first, last + 1):
                chief[chief_of(owner.setdefault(number, index))] = chief_of(index)
    united: dict[int, list[_Claim]] = {}
    for index, claim in enumerate(claims):
        united.setdefault(chief_of(index), []).append(claim)
    return [_Claim(_all(one.ranges for one in group), _all(one.texts for one in group)) for group in united.values()]


def _all(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for part in parts for one in part)


def _words_of(texts: Iterable[str], star: str = "*") -> list[str]:
    """Words of some texts without tags, joined first, because a word may be cut by emphasis or a line's end."""
    whole = "\n".join(texts)
    bare = html.unescape(_tags.sub(" ", whole) if "<" in whole or "(#" in whole else whole)
    raised = bare if bare.isascii() else bare.translate(RAISED)
    return words(_stars_inside.sub(star, raised) if "*" in raised else raised)


def _claims(record: Record) -> list[_Claim]:
    bare = plain if record.format == "tei" else str
    claims = [_Claim((one.lines,), (one.label, bare(one.text))) for one in record.fields]
    claims += [_Claim((one.lines,), (one.text,)) for one in record.set_aside]
    claims += [_Claim((one.lines,), (one.date_as_written, one.title, one.summary)) for one in record.listed]
    for block in record.blocks:
        marks = tuple(sign.detail for sign in block.signs if sign.kind in WORDS_OF_THEIR_OWN)
        claims.append(_Claim(block.ranges, (block.text, *marks, *_glued(block))))
    for note in record.notes:
        if note.lines:
            inside = (sign.detail for sign in note.signs if sign.kind in WORDS_OF_THEIR_OWN)
            claims.append(_Claim((note.lines,), (note.mark, note.text or "", *inside)))
    return claims


def _glued(block: Block) -> tuple[str, ...]:
    """The words that a call of a note was glued to, as the transcript has them: Yeend1."""
    calls = [sign for sign in block.signs if sign.kind == "note_call"]
    before = [(WORD.findall(block.text[max(0, sign.start - 40) : sign.start]), sign) for sign in calls]
    return tuple(f"{found[-1]}{sign.detail}" for found, sign in before if found)
