"""Blocks with the meaning of their brackets, and a finding for each that is stray or doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, Correction, Transcript
from regesta.normalise.brackets import find_brackets
from regesta.text import lines_of

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
        if block.kind in ("omission", "table"):
            result.append(block)
            continue
        brackets = find_brackets(block.text, whole=whole, language=original[0] if original else "")
        signs = sorted((*block.signs, *brackets.signs), key=lambda sign: (sign.start, -sign.end))
        result.append(replace(block, signs=tuple(signs)))
        for offset in brackets.stray[:MANY]:
            around = block.text[max(0, offset - 30) : offset + 10].strip()
            message = f"a square bracket without its partner in “{around}”"
            findings.append(finding("T-103", message, file=transcript.file, line=line_at(block, offset, transcript)))
        for sign in brackets.doubtful[:MANY]:
            words = block.text[sign.start : sign.end]
            if words in decided:
                continue
            taken = "taken for the original's words by their sound" if sign.kind == "gloss" else "of no known kind"
            message = f"{words} is {taken}"
            findings.append(
                finding("T-105", message, file=transcript.file, line=line_at(block, sign.start, transcript))
            )
        more = max(0, len(brackets.stray) - MANY) + max(0, len(brackets.doubtful) - MANY)
        if more:
            message = f"{more} more stray or doubtful brackets stand in this block"
            findings.append(finding("T-103", message, file=transcript.file, line=block.ranges[0][0]))
    return tuple(result), findings


def line_at(block: Block, offset: int, transcript: Transcript) -> int:
    """Line of the transcript in which a character of a block stands, told by the words before it."""
    if block.ranges[0][0] == block.ranges[-1][1]:
        return block.ranges[0][0]
    lines = lines_of(transcript.text)
    letters = sum(map(str.isalnum, block.text[:offset]))
    for first, last in block.ranges:
        for number in range(first, last + 1):
            count = _letters_of(lines[number - 1])
            if letters < count or (letters == count and number == block.ranges[-1][1]):
                return number
            letters -= count
    return block.ranges[-1][1]


@lru_cache(maxsize=4096)
def _letters_of(line: str) -> int:
    """How many letters and figures a line has; kept, as several brackets of a block ask for the same lines."""
    return sum(map(str.isalnum, line))
