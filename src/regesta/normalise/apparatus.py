"""Blocks with the meaning of their brackets, and a finding for each that is stray or doubtful."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, Correction, Transcript
from regesta.normalise.brackets import find_brackets
from regesta.text import WORD, lines_of

MANY = 20
"""How many stray or doubtful brackets of one block are reported one by one."""


def with_brackets(
    blocks: Sequence[Block], transcript: Transcript, original: tuple[str, ...], corrections: Sequence[Correction] = ()
) -> tuple[tuple[Block, ...], list[Finding]]:
    """Blocks with the meaning of their brackets; one that the editor has decided on is in doubt no more."""
    decided = {one.bracket for one in corrections if one.bracket}
    whole = "\n".join(block.text for block in blocks)
    findings, result = [], []
    for block in blocks:
        if block.kind in ("omission", "table") or not (block.signs or "[" in block.text or "]" in block.text):
            result.append(block)
            continue
        brackets = find_brackets(block.text, whole=whole, language=original[0] if original else "")
        both = sorted((*block.signs, *brackets.signs), key=lambda sign: (sign.start, -sign.end)) if block.signs else ()
        result.append(replace(block, signs=tuple(both) or brackets.signs))
        places = {*brackets.stray[:MANY], *(sign.start for sign in brackets.doubtful[:MANY])}
        line_of = _lines_of_places(block, sorted(places), transcript)
        for offset in brackets.stray[:MANY]:
            around = block.text[max(0, offset - 30) : offset + 10].strip()
            message = f"a square bracket without its partner in “{around}”"
            findings.append(finding("T-103", message, file=transcript.file, line=line_of[offset]))
        for sign in brackets.doubtful[:MANY]:
            words = block.text[sign.start : sign.end]
            if words in decided:
                continue
            taken = "taken for the original's words by their sound" if sign.kind == "gloss" else "of no known kind"
            message = f"{words} is {taken}"
            findings.append(finding("T-105", message, file=transcript.file, line=line_of[sign.start]))
        more = max(0, len(brackets.stray) - MANY) + max(0, len(brackets.doubtful) - MANY)
        if more:
            message = f"{more} more stray or doubtful brackets stand in this block"
            findings.append(finding("T-103", message, file=transcript.file, line=block.ranges[0][0]))
    return tuple(result), findings


def _lines_of_places(block: Block, offsets: Sequence[int], transcript: Transcript) -> dict[int, int]:
    """For characters of a block, in order, the lines of the transcript where they stand, told by the words before."""
    first, last = block.ranges[0][0], block.ranges[-1][1]
    if first == last or not offsets:
        return dict.fromkeys(offsets, first)
    lines = lines_of(transcript.text)
    numbers = [number for start, end in block.ranges for number in range(start, end + 1)]
    ends = list(accumulate(_letters_of(lines[number - 1]) for number in numbers))
    found: dict[int, int] = {}
    letters = place = 0
    for offset in offsets:
        letters, place = letters + _letters_of(block.text[place:offset]), offset
        found[offset] = numbers[min(bisect_right(ends, letters), len(numbers) - 1)]
    return found


def _letters_of(text: str) -> int:
    """How many letters and figures a text has."""
    return sum(map(len, WORD.findall(text)))
