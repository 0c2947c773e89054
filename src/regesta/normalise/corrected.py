"""The editor's decisions applied to what was read: words, kinds, joints, parties and fields.

Words change in the block's text and leave a sign that keeps what the transcript has; offsets of other signs move with
them. A decision that does not fit is a finding at its line of corrections.yaml and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, BlockKind, Correction, Participant, Sign

FILE = "corrections.yaml"


class Corrected(NamedTuple):
    """What came of it: the value, the decisions that were applied, and the findings."""

    blocks: tuple[Block, ...]
    applied: tuple[Correction, ...]
    findings: tuple[Finding, ...]


class Layout(NamedTuple):
    """Kinds of blocks and joints between them that the editor decided, by line of the transcript."""

    kinds: Mapping[int, BlockKind]
    joins: Mapping[int, bool]


def read_layout(corrections: Sequence[Correction]) -> Layout:
    """The decisions about lines: what a line is, and whether it goes on with the paragraph before."""
    lines = {one: int(one.where[5:]) for one in corrections if one.where.startswith("line ") and not one.old}
    return Layout(
        {line: one.kind for one, line in lines.items() if one.kind and not one.bracket},  # type: ignore[misc]
        {line: one.join for one, line in lines.items() if one.join is not None},
    )


def applied_layout(
    blocks: Sequence[Block], corrections: Sequence[Correction]
) -> tuple[tuple[Correction, ...], tuple[Finding, ...]]:
    """Which decisions about lines fell on a block, and a finding for each that did not."""
    begun = {first for block in blocks for first, _ in block.ranges}
    within = {line for block in blocks for first, last in block.ranges for line in range(first, last + 1)}
    applied, findings = [], []
    for one in corrections:
        if one.old or one.bracket or not (one.kind or one.join is not None):
            continue
        line = int(one.where[5:])
        if line in (begun if one.join is not None else within):
            applied.append(one)
        else:
            message = f"no block of {one.document} {'begins in' if one.join is not None else 'holds'} {one.where}"
            findings.append(finding("E-101", message, file=FILE, line=one.line))
    return tuple(applied), tuple(findings)


def correct_words(blocks: Sequence[Block], corrections: Sequence[Correction], words_of: Mapping[str, str]) -> Corrected:
    """Put new words for old; `words_of` gives the last published words of an address, for `where: p12`."""
    result, applied, findings = list(blocks), [], []
    for one in corrections:
        if not one.old:
            continue
        places = [index for index, block in enumerate(result) if one.old in block.text]
        chosen = _chosen(places, result, one, words_of)
        if chosen is not None and result[chosen].text.count(one.old) == 1:
            result[chosen] = _replaced(result[chosen], one)
            applied.append(one)
        else:
            findings.append(_complaint(one, result, len(places)))
    return Corrected(tuple(result), tuple(applied), tuple(findings))


def _chosen(
    places: Sequence[int], blocks: Sequence[Block], correction: Correction, words_of: Mapping[str, str]
) -> int | None:
    """The one block that is meant: by its line, by the words its address had last, or because it is the only one."""
    if correction.where.startswith("line "):
        number = int(correction.where[5:])
        places = [index for index in places if any(a <= number <= b for a, b in blocks[index].ranges)]
    elif correction.where and len(places) > 1:
        last = set(words_of.get(correction.where, "").split())
        likeness = [_likeness(last, set(blocks[index].text.split())) for index in places]
        places = [place for place, value in zip(places, likeness, strict=True) if value == max(likeness) > 0]
    return places[0] if len(places) == 1 else None


def _likeness(left: set[str], right: set[str]) -> float:
    """Share of words that two texts have in common."""
    return len(left & right) / max(1, len(left | right))


def _complaint(correction: Correction, blocks: Sequence[Block], places: int) -> Finding:
    """Say why a correction was not applied: already so, nowhere, or in several places."""
    if not places and correction.new and any(correction.new in block.text for block in blocks):
        message = f"{correction.document} already has “{correction.new}”"
        return finding("E-102", message, file=FILE, line=correction.line)
    message = f"{correction.document} does not have “{correction.old}”" if not places else (
        f"{correction.document} has “{correction.old}” more than once; say where"
    )  # fmt: skip
    return finding("E-101", message, file=FILE, line=correction.line)


def _replaced(block: Block, correction: Correction) -> Block:
    start = block.text.index(correction.old)
    end, grown = start + len(correction.old), len(correction.new) - len(correction.old)
    text = block.text[:start] + correction.new + block.text[end:]
    sign = Sign(start, start + len(correction.new), "correction", correction.old)

    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset + grown) if offset >= end else min(offset, end + grown)

    signs = (*(Sign(moved(s.start), moved(s.end), s.kind, s.detail) for s in block.signs), sign)
    return replace(block, text=text, signs=tuple(sorted(signs, key=lambda s: (s.start, -s.end))))


def decided_brackets(blocks: Sequence[Block], corrections: Sequence[Correction]) -> Corrected:
    """Blocks whose brackets have the kinds that the editor gave them, wherever in the document they stand."""
    result, applied, findings = list(blocks), [], []
    for one in corrections:
        if not one.bracket:
            continue
        hit = False
        for index, block in enumerate(result):
            signs = tuple(_decided(sign, block, one) for sign in block.signs)
            hit = hit or signs != block.signs or any(block.text[s.start : s.end] == one.bracket for s in signs)
            result[index] = replace(block, signs=signs)
        if hit:
            applied.append(one)
        else:
            findings.append(finding("E-101", f"{one.document} has no {one.bracket}", file=FILE, line=one.line))
    return Corrected(tuple(result), tuple(applied), tuple(findings))


def _decided(sign: Sign, block: Block, correction: Correction) -> Sign:
    is_it = block.text[sign.start : sign.end] == correction.bracket
    return Sign(sign.start, sign.end, correction.kind, sign.detail) if is_it else sign  # type: ignore[arg-type]


def decided_participants(
    participants: Sequence[Participant], corrections: Sequence[Correction]
) -> tuple[tuple[Participant, ...], tuple[Correction, ...]]:
    """Parties in the roles that the editor gave them: changed and sure, added, or taken out with role none."""
    result, applied = list(participants), []
    for one in corrections:
        if not one.participant:
            continue
        applied.append(one)
        kept = [party for party in result if one.participant not in (party.name, party.as_written)]
        known = next((party for party in result if party not in kept), None)
        if one.role != "none":
            base = known or Participant(one.participant, one.participant, "present", evidence="editor")
            same = [party for party in result if party not in kept and not party.guess and party.role != one.role]
            kept += [*same, replace(base, role=one.role, guess=False)]
        result = kept
    return tuple(result), tuple(applied)


def corrected_fields(texts: Mapping[str, str], corrections: Sequence[Correction]) -> dict[str, str]:
    """Field texts with the editor's words in place of the transcript's."""
    return dict(texts) | {one.where: one.new for one in corrections if one.new and not one.old and one.where.isalpha()}
