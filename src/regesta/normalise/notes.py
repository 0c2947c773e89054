"""Notes put in their place: every call a sign without width where it stands, every note with the block that calls it.

In go the blocks of a document and the note blocks of its reading, out come blocks without marks in their words, the
notes, and findings for marks without a note and notes without a mark. A bracketed number that no note answers is a call
only where it counts on from other calls; all others stay brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, Note, RawBlock, Reading, Sign, Transcript
from regesta.normalise.inline import read_inline
from regesta.normalise.note_texts import CALL, GLUED, RAISED, holds_calls, is_call, mark_of
from regesta.text import lines_of

_bracketed = re.compile(r"\[\^?(?P<mark>\d{1,3}|[*†‡]{1,3})\]")
# with a bracket turned or a stop inside, looked for only where a note is called by nothing else: "[3[", "]11]", "[2,]"
_damaged = re.compile(r"[\[\]](?P<mark>\d{1,3})(?:[,.]\]|[\[\]])")
_raised = re.compile(r"(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
# as in "[1]", "[^1]", "<sup>1</sup>", "Yeend1"
_shown = re.compile(r"\[\^?(\d{1,3}|[*†‡]{1,3})\]|>([^<>\s]{1,5})<|(?<=[^\W\d_])(\d{1,3})\b")
LONGEST = 500
"""In how many lines of a block a mark is looked for."""
_title_mark = re.compile(r"\s*\[\^?\d{1,3}\]")


class Placed(NamedTuple):
    """Blocks with their calls, the notes, and what was doubtful."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


class _Call(NamedTuple):
    """A call of a note in a block's text, from where to where it stands as words."""

    block: int
    start: int
    end: int
    mark: str


def without_calls(title: str) -> str:
    """A title without the marks of its notes: "Critchley to Kirby [1]"."""
    return _title_mark.sub("", title).strip() or title


def place_notes(blocks: Sequence[Block], reading: Reading, transcript: Transcript) -> Placed:
    """Blocks and notes of a document with the way there and back."""
    raw_notes = [raw for raw in reading.blocks if raw.kind == "note"]
    marks = {raw.mark for raw in raw_notes}
    calls = _calls(blocks, marks)
    calls_in: dict[int, list[_Call]] = defaultdict(list)
    for call in calls:
        calls_in[call.block].append(call)
    placed = tuple(_without_marks(block, calls_in.get(index, ())) for index, block in enumerate(blocks))
    in_title = _title_calls(reading)
    callers = _answered(raw_notes, calls, blocks)
    notes = [_note(raw, callers.get(index), reading.markup) for index, raw in enumerate(raw_notes)]
    findings = list(_uncalled(raw_notes, callers, in_title, transcript))
    unanswered = _unanswered(calls, marks)
    shown = {index: _lines_of_marks(blocks[index], transcript) for index in {call.block for call in unanswered}}
    for call in unanswered:
        notes.append(Note(call.mark, None, "", f"block {call.block}"))
        message = f"note {call.mark} is called here, and the transcript does not hold it"
        line = shown[call.block].get(call.mark, _line(blocks[call.block]))
        findings.append(finding("N-105", message, file=transcript.file, line=line))
    return Placed(placed, tuple(_in_order(notes)), tuple(findings))


def _title_calls(reading: Reading) -> set[str]:
    """The marks that the title calls, as it is written and as its markup tells."""
    titles = [one.text for one in reading.fields if one.name == "title"]
    signs = [sign for title in titles for sign in read_inline(title, reading.markup).signs]
    return {mark_of(match) for title in titles for match in CALL.finditer(title)} | {
        sign.detail for sign in signs if sign.kind == "note_call"
    }


def _calls(blocks: Sequence[Block], marks: set[str]) -> list[_Call]:
    """Every call in the text, in order: those the markup tells, bracketed numbers, raised and glued figures."""
    found = [
        _Call(index, sign.start, sign.end, sign.detail)
        for index, block in enumerate(blocks)
        for sign in block.signs
        if sign.kind == "note_call"
    ]
    found += _counting_on(list(_matches(_bracketed, blocks)), marks, {call.mark for call in found})
    found += [call for call in _matches(_raised, blocks) if call.mark in marks]
    missing = {mark for mark in marks if mark.isdigit()} - {call.mark for call in found}
    if missing:
        found += [call for call in _matches(_damaged, blocks) if call.mark in missing]
        found += _glued(blocks, missing - {call.mark for call in found}, sorted(found))
    return sorted(found)


def _matches(pattern: re.Pattern[str], blocks: Sequence[Block]) -> Iterator[_Call]:
    for index, block in enumerate(blocks):
        if not holds_calls(block.text):
            continue
        for match in pattern.finditer(block.text):
            before = block.text[match.start() - 1 : match.start()]
            after = block.text[match.end() : match.end() + 1]
            if before.isalnum() and after.isalnum():
                continue  # a figure supplied: "telegram 1[6]1", "December 1[7]th"
            gap = before == " " and match[0][0] in "[]"
            start = match.start() - (gap and not after.isalnum())  # of "file [1]which" the blank stays
            yield _Call(index, start, match.end(), match["mark"].translate(RAISED))


def _counting_on(calls: Sequence[_Call], marks: set[str], told: set[str]) -> list[_Call]:
    """Bracketed marks that a note answers, or that count on from one that is a call: [3] after [2], or [1]."""
    numbers = {int(mark) for mark in (*(call.mark for call in calls), *told, *marks) if mark.isdigit()}
    return [
        call
        for call in calls
        if call.mark in marks
        or (call.mark.isdigit() and (call.mark == "1" or {int(call.mark) - 1, int(call.mark) + 1} & numbers))
    ]


def _glued(blocks: Sequence[Block], missing: set[str], known: Sequence[_Call]) -> list[_Call]:
    """Figures glued to a word, for notes that nothing else calls; each between the calls of its neighbours."""
    found: list[_Call] = []
    candidates = [
        _Call(index, match.start("mark"), match.end("mark"), match["mark"])
        for index, block in enumerate(blocks)
        for match in GLUED.finditer(block.text)
        if match["mark"] in missing and is_call(block.text, match)
    ]
    of_mark, of_number = defaultdict[str, list[_Call]](list), defaultdict[int, list[_Call]](list)
    for call in candidates:
        of_mark[call.mark].append(call)
    for call in known:
        of_number[_number(call)].append(call)
    for mark in sorted(missing, key=int):
        lower = max((call[:2] for call in of_number[int(mark) - 1]), default=(-1, 0))
        upper = min((call[:2] for call in of_number[int(mark) + 1]), default=(len(blocks), 0))
        fitting = next((call for call in of_mark[mark] if lower < call[:2] < upper), None)
        if fitting:
            found.append(fitting)
            of_number[int(mark)].append(fitting)
    return found


def _number(call: _Call) -> int:
    return int(call.mark) if call.mark.isdigit() else -1


def _without_marks(block: Block, calls: Sequence[_Call]) -> Block:
    """A block whose calls are signs without width; what remains moves together."""
    spans = [call for call in calls if call.end > call.start]
    if not spans:
        return block

    text, places = _without_spans(block.text, spans)
    kept = [Sign(places[one.start], places[one.end], one.kind, one.detail) for one in block.signs]
    signs = [sign for sign, old in zip(kept, block.signs, strict=True) if sign.end > sign.start or old.end == old.start]
    signs += [Sign(places[one.start], places[one.start], "note_call", one.mark) for one in spans]
    rows = tuple(tuple(row.split("\t")) for row in text.split("\n")) if block.rows else ()
    limit = len(text.rstrip()) if not block.rows else len(text)
    held = (one if one.end <= limit else Sign(min(one.start, limit), limit, one.kind, one.detail) for one in signs)
    return replace(
        block, text=text[:limit], signs=tuple(sorted(held, key=lambda one: (one.start, -one.end))), rows=rows
    )


def _without_spans(text: str, spans: Sequence[_Call]) -> tuple[str, list[int]]:
    """A text without some stretches, and the new place of each old one; words that would grow together stay two."""
    kept: list[str] = []
    places: list[int] = []
    position = 0
    for span in spans:
        places += range(len(kept), len(kept) + span.start - position)
        kept += text[position : span.start]
        places += [len(kept)] * (span.end - max(position, span.start))
        position = span.end
        touching = kept and kept[-1].isalnum() and text[position : position + 1].isalnum()
        kept += " " if touching else ""
    places += range(len(kept), len(kept) + len(text) - position + 1)
    return "".join([*kept, text[position:]]), places


def _answered(raw_notes: Sequence[RawBlock], calls: Sequence[_Call], blocks: Sequence[Block]) -> dict[int, int]:
    """For each note the block of the call that it answers.

    Numbers may begin again on each page or in each enclosure: a note answers the calls since the note of the same mark
    before it, and where notes of one mark all stand behind all their calls they answer them in turn.
    """
    by_mark: dict[str, list[int]] = defaultdict(list)
    for index, raw in enumerate(raw_notes):
        by_mark[raw.mark].append(index)
    blocks_of: dict[str, list[int]] = defaultdict(list)
    for call in calls:
        blocks_of[call.mark].append(call.block)
    answered: dict[int, int] = {}
    for mark, notes in by_mark.items():
        callers = blocks_of[mark]
        behind = bool(callers) and _line(blocks[callers[-1]]) <= raw_notes[notes[0]].lines[0]
        if len(notes) > 1 and (behind or len(callers) == len(notes)):
            answered.update(zip(notes, callers, strict=False))
            continue
        lines = [_line(blocks[one]) for one in callers]
        for place, note in enumerate(notes):
            before = raw_notes[notes[place - 1]].lines[0] if place else 0
            until = raw_notes[note].lines[1] if len(notes) > 1 else None
            first = bisect_left(lines, before)
            if first < len(lines) and (until is None or lines[first] <= until):
                answered[note] = callers[first]
    return answered


def _line(block: Block) -> int:
    return block.ranges[0][0]


def _note(raw: RawBlock, caller: int | None, markup: str) -> Note:
    text, signs = read_inline(raw.text, markup)
    called_from = "" if caller is None else f"block {caller}"
    return Note(raw.mark, text, "", called_from, raw.lines, signs)


def _uncalled(
    raw_notes: Sequence[RawBlock], callers: dict[int, int], in_title: set[str], transcript: Transcript
) -> Iterator[Finding]:
    for index, raw in enumerate(raw_notes):
        if index not in callers and raw.mark not in in_title and not raw.mark.startswith("*"):
            message = f"nothing in the text calls note {raw.mark}"
            yield finding("N-106", message, file=transcript.file, line=raw.lines[0])


def _unanswered(calls: Sequence[_Call], marks: set[str]) -> list[_Call]:
    """The first call of each mark that no note answers."""
    first: dict[str, _Call] = {}
    for call in calls:
        if call.mark not in marks:
            first.setdefault(call.mark, call)
    return list(first.values())


def _lines_of_marks(block: Block, transcript: Transcript) -> dict[str, int]:
    """For each mark that the lines of a block show, the first of them that does."""
    first, last = _line(block), block.ranges[-1][1]
    if not first < last < first + LONGEST:
        return {}
    found: dict[str, int] = {}
    for number, line in enumerate(lines_of(transcript.text)[first - 1 : last], first):
        for match in _shown.finditer(line):
            found.setdefault(match[match.lastindex or 0], number)
    return found


def _in_order(notes: Sequence[Note]) -> list[Note]:
    """Notes by number where each number occurs once, else as they stand."""
    marks = [note.mark for note in notes]
    if all(mark.isdigit() for mark in marks) and len(set(marks)) == len(marks):
        return sorted(notes, key=lambda note: int(note.mark))
    return list(notes)
