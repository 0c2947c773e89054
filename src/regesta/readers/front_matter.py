"""Markdown with front matter: keys and values between --- lines, then the text; the form for transcripts by hand.

    ---
    title: Cable, Filippov to Mao Zedong
    date: 1949-07-18
    from: I. V. Stalin
    reference: F. 39, Op. 1, D. 39, L. 1
    ---

    Your cable of 17 July has been received.[1]

    [1] Not found.

`front_matter_keys.KEYS` lists every key with an example; a key it does not know is kept as a field of its own. Values
that cannot be read are a finding at their line, and whatever words no field holds are set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regesta.findings import Finding, finding
from regesta.model import Field, Lines, RawBlock, Reading, SetAside, Transcript
from regesta.readers.front_matter_keys import field_of
from regesta.readers.lines import Line, is_blank, joined, numbered, set_aside
from regesta.readers.markdown import markdown_blocks
from regesta.text import crowded, words
from regesta.yaml_source import Fault, Located, parse_mapping

NAME = "front-matter"

LONGEST = 400
"""Front matter ends within so many lines."""
YAML_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x85\u2028\u2029", " "))
"""What ends a line for YAML and for nothing else here."""
MOST, APART = 4000, 12
"""No front matter has more signs of lists and mappings than so many, closer than so many characters."""
_fence = re.compile(r"^(?:---|\.\.\.)\s*$")
_key_line = re.compile(r"^\s*(?:-\s+)?['\"]?[^\W\d][\w .-]{0,60}['\"]?\s*:(?:\s|$)")
# as in "_[AA:A1838, 403/3/1/1, xvi]_", "[NAA: A1838, 3027/9/1 part 1]"
# "[NAA: A1838, 3027/9/1 part 1]", and "[SFU:EVATT COLLECTION]" where letters alone stand before the colon
_reference = re.compile(
    r"^[_*\s]*(?P<words>\[(?:[A-Z][\w .’'-]{0,60}\s?:[^\[\]\n]*\d[^\[\]\n]*|[A-Z]{2,6}\s?:[^\[\]\n]{3,90})\])[_*\s]*$"
)
_stray = re.compile(r"^[\s_*]+$")


class _Leaf(NamedTuple):
    """A key with a value that is no mapping: the keys that lead to it, and its first line."""

    path: tuple[str, ...]
    value: str
    line: int
    role: str = ""


def recognises(transcript: Transcript) -> bool:
    """Tell front matter by its fences and by keys between them."""
    lines = _lines(transcript)
    end = _end(lines)
    inside = [line.text for line in lines[1:end] if line.text.strip() and not line.text.lstrip().startswith("#")]
    return bool(inside) and (bool(_key_line.match(inside[0])) or sum(map(_is_key, inside)) * 3 >= len(inside))


def _is_key(text: str) -> bool:
    return bool(_key_line.match(text))


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the file into the fields of its front matter and the blocks of its text."""
    lines = _lines(transcript)
    end = _end(lines)
    fields, aside, faults = _front_matter(lines[1:end])
    blocks = markdown_blocks([line for line in numbered(transcript.text) if line.number > end + 1])
    title, blocks = _title(fields, blocks)
    reference, blocks = _closing_reference(blocks)
    blocks = [RawBlock(raw.text, raw.lines, "rule") if _stray.match(raw.text) else raw for raw in blocks]
    reading = Reading(NAME, "markdown", (*title, *fields, *reference), tuple(blocks), (), tuple(aside))
    return (reading,), tuple(_findings(faults, fields, transcript))


def _lines(transcript: Transcript) -> list[Line]:
    """The first lines as YAML counts them: a form feed parts none."""
    return [Line(number, text) for number, text in enumerate(transcript.text.split("\n", LONGEST)[:LONGEST], 1)]


def _end(lines: Sequence[Line]) -> int:
    """Index of the line that closes the front matter, 0 where there is none: `lines[1:0]` is empty."""
    if not lines or lines[0].text.lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((index for index in range(1, min(len(lines), LONGEST)) if _fence.match(lines[index].text)), 0)


def _front_matter(lines: Sequence[Line]) -> tuple[list[Field], list[SetAside], list[Fault]]:
    """Fields of the keys; lines that hold a word that no field holds are set aside as they stand."""
    faults: list[Fault] = []
    text = joined(lines)
    if crowded(text, ",:[]{}", many=MOST, apart=APART):  # "k1: v, k2: v, …", thousands in a line
        fault = Fault(2, "these are no keys with values, but signs of lists without end")
        return [], list(_unread(lines, [])), [fault]
    mapping = parse_mapping(text.translate(YAML_LINE_ENDS), faults=faults)
    leaves = sorted(
        (leaf for key, where in mapping.items() for leaf in _of_key(key, where)), key=lambda leaf: leaf.line
    )
    fields = []
    for index, leaf in enumerate(leaves):
        start = leaf.line
        after = leaves[index + 1].line if index + 1 < len(leaves) else len(lines) + 1
        fields.append(_field(leaf, _trimmed(lines[start - 1 : max(after - 1, start)])))
    return fields, list(_unread(lines, fields)), [Fault(fault.line + 1, fault.message) for fault in faults]


def _of_key(key: str, where: Located) -> list[_Leaf]:
    """Every value below a key; the first of them begins on the key's own line."""
    found = list(_leaves((key,), where))
    return [leaf._replace(line=where.line) if index == 0 else leaf for index, leaf in enumerate(found)]


def _leaves(path: tuple[str, ...], where: Located) -> Iterator[_Leaf]:
    """A list of words is one value, a list of mappings many."""
    value = where.value
    if isinstance(value, dict) and value:
        role = value["role"].value if "role" in value and "name" in value else ""
        for key, inner in value.items():
            said = role if isinstance(role, str) and key == "name" else ""
            yield from (leaf._replace(role=said) for leaf in _leaves((*path, key), inner))
    elif isinstance(value, tuple) and any(isinstance(one.value, dict | tuple) for one in value):
        for one in value:
            yield from _leaves(path, one)
    elif isinstance(value, tuple):
        members = [" ".join(one.value.split()) for one in value if isinstance(one.value, str)]
        yield _Leaf(path, "; ".join(members), where.line)
    else:
        yield _Leaf(path, " ".join(value.split()) if isinstance(value, str) else "", where.line)


def _field(leaf: _Leaf, lines: Sequence[Line]) -> Field:
    name = leaf.role.casefold() if leaf.role else field_of(leaf.path[-1])
    if name == "name" or (name == "participants" and leaf.value):
        name = "present"
    span = (lines[0].number, lines[-1].number)
    return Field(name, ".".join(leaf.path), leaf.value, span, leaf.value)


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without blank ones at the end, but at least the first."""
    end = len(lines)
    while end > 1 and is_blank(lines[end - 1]):
        end -= 1
    return lines[:end]


def _unread(lines: Sequence[Line], fields: Sequence[Field]) -> Iterator[SetAside]:
    """Lines of the front matter that hold words which the fields of those lines do not: comments, escapes, faults."""
    missing = {line.number: Counter(words(line.text)) for line in lines}
    for (first, last), held in _held(fields).items():
        covered = [line for line in lines if first <= line.number <= last]
        unheld = Counter(words(joined(covered))) - held
        for line in covered:
            missing[line.number] &= unheld
    yield from (set_aside([line], "front matter as it stands") for line in lines if missing[line.number])


def _held(fields: Sequence[Field]) -> dict[Lines, Counter[str]]:
    """For each stretch of lines the words that its fields hold, each as often as the one that has it most often."""
    held: dict[Lines, Counter[str]] = {}
    for one in fields:
        most = held.setdefault(one.lines, Counter())
        for word, count in Counter(words(f"{one.label} {one.text}")).items():
            most[word] = max(most[word], count)
    return held


def _title(fields: Sequence[Field], blocks: list[RawBlock]) -> tuple[list[Field], list[RawBlock]]:
    """The first heading of the text, where the front matter gives no title."""
    first = next((index for index, raw in enumerate(blocks) if raw.kind != "rule"), None)
    if first is None or any(one.name == "title" and one.text for one in fields) or blocks[first].kind != "heading":
        return [], blocks
    return [Field("title", "", blocks[first].text, blocks[first].lines)], [*blocks[:first], *blocks[first + 1 :]]


def _closing_reference(blocks: list[RawBlock]) -> tuple[list[Field], list[RawBlock]]:
    """The archival reference in brackets that closes the text, before or after its notes."""
    for index in range(len(blocks) - 1, 0, -1):
        match = _reference.match(blocks[index].text) if blocks[index].kind == "paragraph" else None
        if match:
            found = Field("source", "", match["words"], blocks[index].lines)
            return [found], [*blocks[:index], *blocks[index + 1 :]]
        if not (blocks[index].kind == "rule" or re.match(r"^[_*\s]*(?:\[\^?)?\d", blocks[index].text)):
            break
    return [], blocks


def _findings(faults: Sequence[Fault], fields: Sequence[Field], transcript: Transcript) -> Iterator[Finding]:
    for fault in faults:
        yield finding("R-007", f"front matter: {fault.message}", file=transcript.file, line=fault.line)
    for one in fields:
        if not one.text and one.name in ("title", "date"):
            yield finding("R-011", f"“{one.label}” has no value", file=transcript.file, line=one.lines[0])
