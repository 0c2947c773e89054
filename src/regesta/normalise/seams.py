"""Sentences that a page break parted, put together again, and those that stop and are never taken up.

Two halves join with one space between them and a sign where the page ended; no word is added or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, Sign, Transcript

_goes_on = re.compile(r"^[\"'“‘(\[]?[a-zß-öø-ÿ]")
_open_end = re.compile(r"(?:[^\W_]|,|[-–—])[\"'”’]?$")
_bracket_end = re.compile(r"[\])]$")
# a sentence never ends with one of these, whatever the next page begins with: "as Zhou Enlai said, the"
_expecting = re.compile(
    r"(?:,|\b(?:a|an|the|of|and|or|to|in|on|at|by|for|from|with|that|which|who|as|his|her|its|their|our|is|was|are|were"
    r"|has|have|had|be|been|not|than))$"
)
NOTHING_DECIDED: Mapping[int, bool] = MappingProxyType({})
SHORT = 40
"""Shorter lines are not taken for half a paragraph."""
MOST = 100
"""In how many parts a paragraph may lie: none goes on over more pages."""
WHOLE_LINE = 60
"""How long a text must be to go on after a page's end with a word in capitals."""


def mend(
    blocks: Sequence[Block],
    pages: Sequence[bool],
    transcript: Transcript,
    decided: Mapping[int, bool] = NOTHING_DECIDED,
) -> tuple[tuple[Block, ...], list[Finding]]:
    """Blocks with their halves joined; `pages` tells for each whether a page ended just before it.

    The editor's word, by the line in which a block begins, goes before all rules.
    """
    result: list[Block] = []
    findings: list[Finding] = []
    for block, page in zip(blocks, pages, strict=True):
        last = result[-1] if result else None
        line = block.ranges[0][0]
        if last and decided.get(line, line not in decided and _is_parted(last, block, page=page)):
            result[-1] = _join(last, block)
            if line not in decided:
                message = f"“…{last.text[-30:]}” goes on in line {line}: joined"
                findings.append(finding("N-102", message, file=transcript.file, line=last.ranges[-1][1]))
        else:
            result.append(block)
    return tuple(result), [*findings, *_open_ends(result, transcript)]


def _is_parted(first: Block, second: Block, *, page: bool) -> bool:
    """Whether a text stops openly and the next goes on: "… preventing" / "any imperialist goods …"."""
    if first.kind not in ("paragraph", "item") or second.kind != "paragraph" or _leads_with_mark(second):
        return False
    if len(first.text) <= SHORT or len(first.ranges) >= MOST:
        return False
    end, start = first.text[-40:], second.text[:40]
    if _goes_on.match(start) and (_open_end.search(end) or (page and _bracket_end.search(end))):
        return True
    if not _open_end.search(end) or not (start[:1].isalnum() or start[:1] in "\"'“‘(["):
        return False
    if _expecting.search(end) or _open_bracket(first.text):
        return True
    return page and len(first.text) > WHOLE_LINE


def _open_bracket(text: str) -> bool:
    """Whether a bracket that opens at the end of a text is still open: "… the [Northeast"."""
    tail = text[-200:]
    return tail.rfind("[") > tail.rfind("]")


def _leads_with_mark(block: Block) -> bool:
    return any(sign.kind == "marker" for sign in block.signs[:1])


def _join(first: Block, second: Block) -> Block:
    offset = len(first.text) + 1
    seam = Sign(offset, offset, "page_break")
    moved = tuple(Sign(s.start + offset, s.end + offset, s.kind, s.detail) for s in second.signs)
    text = f"{first.text} {second.text}"
    return replace(first, text=text, ranges=first.ranges + second.ranges, signs=(*first.signs, seam, *moved))


def _open_ends(blocks: Sequence[Block], transcript: Transcript) -> list[Finding]:
    """A long paragraph that stops in mid-sentence and is not taken up again."""
    return [
        finding("N-104", f"“…{block.text[-40:]}” stops in mid-sentence", file=transcript.file, line=block.ranges[-1][1])
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
        if block.kind == "paragraph"
        and len(block.text) > 150
        and _open_end.search(block.text[-40:])
        and not (after and after.kind in ("item", "table", "verse"))
    ]
