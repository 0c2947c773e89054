"""Which blocks of a reading are notes: told by their marks, by what the text calls, and by where they stand.

In goes a reading as cut, out comes the same with its notes as blocks of kind "note", each with its mark, and the stray
marks of emphasis that a converter left around them as rules. A number at the head of a block makes no note by itself:
the text must call it, or it must stand in a row of notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from msgspec.structs import replace

from regesta.model import Lines, RawBlock, Reading, SetAside
from regesta.readers.scraps import is_bunch
from regesta.readers.tei_tree import plain
from regesta.text import crowded, is_heap

Form = Literal["bracketed", "bare", "dotted"]

FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    # as in "[1] Lord Halifax.", "[^1]: Lord Halifax.", "<sup>1</sup> Lord Halifax.", "† Not found."
    ("bracketed", re.compile(r"^\[\^?(?P<mark>\d{1,3}|[*†‡]{1,3})\](?:\(#[^)]*\))?:?\s*(?=\S)")),
    ("bracketed", re.compile(r"^<sup>\[?(?P<mark>\d{1,3}|[*†‡]{1,3})\]?</sup>\s*(?=\S)", re.IGNORECASE)),
    ("bracketed", re.compile(r"^\\?(?P<mark>[†‡]{1,3}|(?<=\\)\*{1,3})\s?(?=\S)")),
    # as in "1 Lord Halifax."
    ("bare", re.compile(r"^(?P<mark>\d{1,3})\s+(?=\S)")),
    # as in "1. Lord Halifax.", "1) Lord Halifax."
    ("dotted", re.compile(r"^(?P<mark>\d{1,3})\\?[.)]\s+(?=\S)")),
)
CALL = re.compile(
    r"\[\^?(?P<plain>\d{1,3}|[*†‡]{1,3})\](?![(:])"
    r"|\[\(?(?P<linked>\d{1,3}|[*†‡]{1,3})\)?\]\(#[^)\s]*\)"
    r"|<sup>\[?(?P<raised>\d{1,3}|[*†‡]{1,3})\]?</sup>"
    r"|<sup>\*\*(?P<bold>\d{1,3})\*\*</sup>"
    r"|(?<=[^\s\d])(?P<high>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})",
    re.IGNORECASE,
)
"""A call of a note as it stands in the text: [1], [^1], [1](#f1), [(1)](#f1), <sup>1</sup>, <sup>**1**</sup>, ¹."""
_may_call = re.compile(r"[\[<⁰¹²³⁴⁵⁶⁷⁸⁹](?:(?<=\[)[\^(]?[\d*†‡]|(?<=<)sup>|(?<![\[<]))", re.IGNORECASE)
"""What every call begins with, for a quick look: most texts hold none."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_end_of_word = r"(?:[^\W\d_]|[)\]”’\"'])"
GLUED = re.compile(
    # the figure first, for a search goes from figure to figure faster than from letter to letter
    rf"(?P<mark>\d(?:(?<={_end_of_word}\d)|(?<={_end_of_word}[.,;:!?”’\"')]\d)|(?<={_end_of_word}[.,;:!?][”’\"')]\d))\d{{0,2}})"
    r"(?=[\s.,;:!?)\]”’\"—–-]|$)"
)
"""A call that lost its height: "the Ambassador2 and", "met him.3"."""
MANY, APART = 1000, 8
"""From how many brackets, standing closer than so many characters, a text is damaged and none of them calls a note."""
ABBREVIATIONS = (
    "no.",
    "nos.",
    "p.",
    "pp.",
    "vol.",
    "art.",
    "para.",
    "doc.",
    "ch.",
    "sec.",
    "fn.",
    "op.",
    "f.",
    "d.",
    "l.",
)
"""What a number may be glued to without being a call: No.34, p.7."""

_run_on = re.compile(r"(?<=\S)\s+(?P<mark>\d{1,4})\s+(?=[\"'‘“]?[A-Z])")
_stray = re.compile(r"^[\s_*]+$")
_title_of_notes = re.compile(r"^(?:foot|end)?notes?\s*:?$", re.IGNORECASE)
_begins_date = re.compile(
    r"^\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|^\d{1,2}\s+(?:noon|midnight|[ap]\.?\s?m\b)",
    re.IGNORECASE,
)
# what is appended to a document and no note goes on with: "ENCLOSURE [A]", "Attachment II"
_appended = re.compile(
    r"^[\[(_*\s]*(?:ATTACHMENT|ENCLOSURE|INCLOSURE|APPENDIX|ANNEX(?:URE)?|SCHEDULE|Attachment|Enclosure|Appendix|Annex(?:ure)?)\b"
    r"[^.]{0,60}$"
)
_reference = re.compile(r"^_?\[[^\[\]]*\d[^\[\]]*\]_?$")


class _Head(NamedTuple):
    """A block that begins as a note does."""

    place: int
    mark: str
    form: Form
    length: int

    @property
    def number(self) -> int:
        return int(self.mark) if self.mark.isdigit() else 0


class _Called(NamedTuple):
    """For each mark the first block that calls it: in brackets, by a link or raised; and glued to a word."""

    plainly: Mapping[str, int]
    glued: Mapping[str, int]


def recognise_notes(reading: Reading) -> Reading:
    """The reading with its notes as blocks of kind note; TEI tags its notes, so that they are known."""
    if reading.markup == "tei":
        return _without_repeats(reading)
    blocks = [one for raw in reading.blocks for one in _lines_of_notes(raw)]
    blocks = [replace(raw, kind="rule") if _stray.match(raw.text) else raw for raw in blocks]
    heads = [head for index, raw in enumerate(blocks) if (head := _head(index, raw))]
    chains = _answering(_rows_of_notes(_chains(heads), blocks, reading), blocks, reading)
    noted = _with_run_on_notes(_with_notes(blocks, chains), reading) if chains else tuple(blocks)
    return replace(reading, blocks=_with_lone_calls(noted))


def _without_repeats(reading: Reading) -> Reading:
    """A reading with each note once: where five names call one printed note, the encoding holds it five times."""
    seen: set[tuple[str, str]] = set()
    kept: list[RawBlock] = []
    aside: list[SetAside] = []
    for raw in reading.blocks:
        words = plain(raw.text) if raw.kind == "note" else ""
        if raw.kind == "note" and (raw.mark, words) in seen:
            aside.append(SetAside(raw.lines, f"{raw.mark} {words}", "the same note again"))
        else:
            kept.append(raw)
            seen.add((raw.mark, words))
    return replace(reading, blocks=tuple(kept), set_aside=(*reading.set_aside, *aside)) if aside else reading


def _with_run_on_notes(blocks: Sequence[RawBlock], reading: Reading) -> tuple[RawBlock, ...]:
    """Blocks with notes parted that stand in one line: "4 See minute 3523. 5 Not located.", where the text calls 5."""
    called = _calls([*(one.text for one in reading.fields), *(raw.text for raw in blocks if raw.kind != "note")])
    missing = called - {raw.mark for raw in blocks if raw.kind == "note"}
    found: list[RawBlock] = []
    for raw in blocks:
        rest = raw
        while rest.kind == "note" and rest.mark.isdigit() and str(int(rest.mark) + 1) in missing:
            following = str(int(rest.mark) + 1)
            seam = next((one for one in _run_on.finditer(rest.text) if one["mark"] == following), None)
            if seam is None:
                break
            found.append(replace(rest, text=rest.text[: seam.start()]))
            rest = replace(rest, text=rest.text[seam.end() :], mark=following)
        found.append(rest)
    return tuple(found)


def _with_lone_calls(blocks: Sequence[RawBlock]) -> tuple[RawBlock, ...]:
    """Blocks with calls that stand in a block by themselves, as converters leave them, at the end of the one before.

    A bracketed number alone may be a paragraph's; without a note it stays. A link or a raised figure has no words, so
    that with nothing before it the block is none of the text's.
    """
    marks = {raw.mark for raw in blocks if raw.kind == "note"}
    found: list[RawBlock] = []
    lone: dict[int, list[RawBlock]] = {}
    for raw in blocks:
        calls = _lone_calls(raw)
        wordless = all(not call["plain"] for call in calls)
        if not calls or not (wordless or all(call["plain"] in marks for call in calls if call["plain"])):
            found.append(raw)
        elif found and found[-1].kind in ("paragraph", "item", "heading"):
            lone.setdefault(len(found) - 1, []).append(raw)
        else:
            found.append(replace(raw, kind="rule") if wordless else raw)
    for place, more in lone.items():
        found[place] = _extended(found[place], " ", [(raw.text.strip(), raw.lines) for raw in more])
    return tuple(found)


def _lone_calls(raw: RawBlock) -> list[re.Match[str]]:
    """The calls of a block that holds nothing else."""
    if raw.kind not in ("paragraph", "item", "heading") or not holds_calls(raw.text):
        return []
    return [] if any(map(str.isalnum, CALL.sub("", raw.text))) else list(CALL.finditer(raw.text))


def unwrapped(text: str) -> str:
    """A text without the half of an emphasis that a converter spread over several blocks: "_1 Document 291."."""
    text = text.strip()
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        text = text[2:-2].strip()  # a converter set the whole in bold: "**1. CC clique, a faction.**"
    if text.count("_") % 2 and text.startswith("_"):
        text = text[1:].lstrip()
    if text.count("_") % 2 and text.endswith("_"):
        text = text[:-1].rstrip()
    return text


def _lines_of_notes(raw: RawBlock) -> list[RawBlock]:
    """A block of lines that are a note each, counting on from the first, as one block a note."""
    lines = raw.text.split("\n")
    if len(lines) < 2 or raw.kind not in ("paragraph", "item") or raw.lines[1] - raw.lines[0] + 1 != len(lines):
        return [raw]
    if is_bunch(raw):
        return [raw]
    heads = [_head(index, RawBlock(line, (0, 0))) for index, line in enumerate(lines)]
    starts = [0]
    for index in range(1, len(lines)):
        last, here = heads[starts[-1]], heads[index]
        if last and here and here.form == last.form != "dotted" and here.number == last.number + 1:
            starts.append(index)
    if len(starts) == 1:
        return [raw]
    return [
        replace(raw, text="\n".join(lines[start:end]), lines=(raw.lines[0] + start, raw.lines[0] + end - 1))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _head(index: int, raw: RawBlock) -> _Head | None:
    text = unwrapped(raw.text)
    if raw.kind not in ("paragraph", "item") or _reference.match(text):
        return None
    for form, pattern in FORMS:
        match = pattern.match(text)
        if match and not (form == "bare" and _begins_date.match(text)):
            return _Head(index, match["mark"], form, match.end())
    return None


def _chains(heads: Sequence[_Head]) -> list[list[_Head]]:
    """Heads of one form that count on from one another; a gap of a few missing notes does not break the row."""
    chains: list[list[_Head]] = []
    for form in ("bracketed", "bare", "dotted"):
        current: list[_Head] = []
        for head in heads:
            if head.form != form:
                continue
            goes_on = current and (0 < head.number - current[-1].number <= 4 or not head.number)
            if current and not goes_on and head.number == 1:
                chains.append(current)
                current = []
            if goes_on or not current:
                current.append(head)
        chains.append(current)
    return [chain for chain in chains if chain]


def _rows_of_notes(chains: Sequence[list[_Head]], blocks: Sequence[RawBlock], reading: Reading) -> list[list[_Head]]:
    """The rows of heads that are notes by their calls or their place."""
    if not chains:
        return []
    called = _Called(_first_places(blocks, reading, _each_call), _first_places(blocks, reading, _each_glued))
    return [chain for chain in chains if _is_notes(chain, blocks, called)]


def _first_places(
    blocks: Sequence[RawBlock], reading: Reading, marks_of: Callable[[Iterable[str]], Iterator[str]]
) -> dict[str, int]:
    """For each mark the index of the first block that calls it, -1 for the fields that stand before all blocks."""
    places = dict.fromkeys(marks_of(one.text for one in reading.fields), -1)
    for index, raw in enumerate(blocks):
        for mark in marks_of((raw.text,)):
            places.setdefault(mark, index)
    return places


def _is_notes(chain: Sequence[_Head], blocks: Sequence[RawBlock], called: _Called) -> bool:
    """Whether a row of heads is notes: enough of them are called before, or they stand apart at the end."""
    first = chain[0].place
    hits = sum(called.plainly.get(head.mark, first) < first for head in chain)
    apart = _stands_apart(chain, blocks)
    if chain[0].form == "dotted":
        return hits == len(chain) and (apart or _ends_text(chain, blocks))
    if hits * 2 >= len(chain) and hits:
        return True
    if chain[0].number not in (0, 1):
        return False
    return apart or (chain[0].form == "bare" and _all_glued(chain, called.glued))


def _calls(texts: Iterable[str]) -> set[str]:
    return set(_each_call(texts))


def _each_call(texts: Iterable[str]) -> Iterator[str]:
    """The mark of every call; one that begins a text may be a note's own mark, unless it is a link."""
    for text in filter(holds_calls, texts):
        for match in CALL.finditer(text):
            if match.start() > 0 or match["linked"] or match.end() == len(text.rstrip()):
                yield mark_of(match)


def holds_calls(text: str) -> bool:
    """Whether a text may hold calls of notes: it has what one begins with, and not so much of it that it is damaged."""
    if not _may_call.search(text):
        return False
    return not (crowded(text, "[<", many=MANY, apart=APART) or is_heap(text))


def mark_of(call: re.Match[str]) -> str:
    """The mark that a call gives, in common figures."""
    return str(call[call.lastgroup or 0]).translate(RAISED)


def _all_glued(chain: Sequence[_Head], glued: Mapping[str, int]) -> bool:
    """Whether each mark stands glued to a word before the row, and the row is the whole of 1 to n."""
    first = chain[0].place
    found = all(glued.get(head.mark, first) < first for head in chain)
    return found and [head.number for head in chain] == [*range(1, len(chain) + 1)]


def _each_glued(texts: Iterable[str]) -> Iterator[str]:
    """The mark of every figure that is glued to a word and may call a note."""
    return (match["mark"] for text in texts for match in GLUED.finditer(text) if is_call(text, match))


def is_call(text: str, match: re.Match[str]) -> bool:
    """Whether a glued number may call a note: not in No.34, A71 or UN961."""
    word = text[max(0, match.start("mark") - 60) : match.start("mark")].split()[-1:] or [""]
    letters = [char for char in word[0] if char.isalpha()]
    if word[0].casefold() in ABBREVIATIONS or not letters:
        return False
    capitals = all(char.isupper() for char in letters)
    return not capitals or (len(letters) > 3 and not any(char.isdigit() for char in word[0]))


def _answering(chains: Sequence[list[_Head]], blocks: Sequence[RawBlock], reading: Reading) -> list[Sequence[_Head]]:
    """The rows that are notes when several begin with the same number: each needs calls of its own.

    With one call [1], and a list "1 carrier", "2 frigates" before the note "1 Not printed.", the last row has it.
    """
    if not chains:
        return []
    texts = [*(one.text for one in reading.fields), *(raw.text for raw in blocks)]
    calls = Counter(_each_call(texts))
    taken: Counter[str] = Counter()
    found: list[Sequence[_Head]] = []
    for chain in sorted(chains, key=lambda one: (one[0].form != "bracketed", -one[0].place)):
        if all(not taken[head.mark] or taken[head.mark] < calls[head.mark] for head in chain):
            found.append(chain)
            taken.update(head.mark for head in chain)
    return found


def _stands_apart(chain: Sequence[_Head], blocks: Sequence[RawBlock]) -> bool:
    """Whether a row stands behind a rule, a stray mark of emphasis or a heading "Notes", and no text follows it."""
    first = chain[0].place
    above = blocks[first - 1] if first else None
    headed = above is not None and (
        above.kind == "rule" or bool(_title_of_notes.match(above.text.strip(" *_#:"))) or _opens_emphasis(blocks[first])
    )
    if not headed:
        return False
    after = islice(blocks, _end_of(chain, blocks), None)
    texts = (raw for raw in after if raw.kind != "rule" and not _reference.match(raw.text.strip()))
    return len(list(islice(texts, 3))) <= 2


def _ends_text(chain: Sequence[_Head], blocks: Sequence[RawBlock]) -> bool:
    """Whether nothing but one row of heads stands at the end of the text, and no other notes just before it."""
    places = {head.place for head in chain}
    first = chain[0].place
    above = _head(first - 1, blocks[first - 1]) if first else None
    if above and above.form != chain[0].form:
        return False
    return all(index in places or blocks[index].kind == "rule" for index in range(chain[0].place, len(blocks)))


def _opens_emphasis(raw: RawBlock) -> bool:
    return raw.text.strip().startswith("_") and raw.text.count("_") % 2 == 1


def _with_notes(blocks: Sequence[RawBlock], chains: Sequence[Sequence[_Head]]) -> tuple[RawBlock, ...]:
    """Blocks with the rows of notes as notes; what stands between two notes of a row goes on with the first."""
    heads = {head.place: head for chain in chains for head in chain}
    inside = {index for chain in chains for index in range(chain[0].place, _end_of(chain, blocks))}
    found: list[RawBlock] = []
    going_on: dict[int, list[RawBlock]] = {}
    note: int | None = None
    for index, raw in enumerate(blocks):
        if index in heads:
            text = unwrapped(raw.text)[heads[index].length :]
            going_on[len(found)] = []
            found.append(RawBlock(text, raw.lines, "note", 0, heads[index].mark))
            note = len(found) - 1
        elif index in inside and _ends_note(raw):
            note = None
            found.append(raw)
        elif index in inside and note is not None and _goes_on_with_note(raw):
            going_on[note].append(raw)
        else:
            found.append(raw)
    for place, more in going_on.items():
        found[place] = _extended(found[place], "\n", [(unwrapped(raw.text), raw.lines) for raw in more])
    return tuple(found)


def _extended(raw: RawBlock, seam: str, more: Sequence[tuple[str, Lines]]) -> RawBlock:
    """A block with further texts at its end, each with its lines."""
    if not more:
        return raw
    return replace(raw, text=seam.join((raw.text, *(text for text, _ in more))), lines=(raw.lines[0], more[-1][1][1]))


def _ends_note(raw: RawBlock) -> bool:
    """Whether a block begins something of its own, so that neither it nor what follows goes on with a note."""
    return raw.kind == "heading" or bool(_appended.match(raw.text.strip()))


def _goes_on_with_note(raw: RawBlock) -> bool:
    return raw.kind in ("paragraph", "item") and not _reference.match(raw.text.strip())


def _end_of(chain: Sequence[_Head], blocks: Sequence[RawBlock]) -> int:
    """Index after the last block of a row of notes: up to the stray mark that closes it, if nothing else ends it.

    Of " _", "1 Document 291.", "See also there.", "_" the third block goes on with the note.
    """
    last = chain[-1].place
    above = blocks[chain[0].place - 1] if chain[0].place else None
    if above is None or not (above.kind == "rule" or _reference.match(above.text.strip())):
        return last + 1
    rest = range(last + 1, len(blocks))
    closing = next((index for index in rest if blocks[index].kind == "rule" or _ends_note(blocks[index])), None)
    return last + 1 if closing is None else closing
