"""The pieces of a record that take an address, and the record with its addresses put in.

In goes a record without addresses, out come its units in order: blocks, then notes. A unit with no letter and no digit
takes none, nor does an omission standing alone. Placed addresses go back in as the block's own or as signs inside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from regesta.anchors.labels import Series, series_of
from regesta.anchors.words import has_words
from regesta.model import Anchor, Block, Note, Record, Sign, Value

Piece = TypeVar("Piece", Block, Note)

BLOCK = re.compile(r"block (?P<index>[0-9]+)")
"""How a record without addresses points at one of its blocks."""


class Unit(Value, frozen=True):
    """A block or note that takes an address."""

    series: Series
    text: str
    place: int
    """Index among the record's blocks, or among its notes."""
    mark: str = ""
    """Of a note: what calls it."""


class Spot(Value, frozen=True):
    """An address at its place: the unit, and the offset in its text at which its words begin."""

    address: str
    offset: int = 0


def units_of(record: Record) -> tuple[Unit, ...]:
    """The units of a record in order: its blocks, then its notes."""
    blocks = [
        Unit("s" if block.kind == "heading" else "p", block.text, place)
        for place, block in enumerate(record.blocks)
        if block.kind != "omission" and has_words(block.text)
    ]
    notes = [Unit("n", note.text or "", place, note.mark) for place, note in enumerate(record.notes)]
    return (*blocks, *notes)


def unchanged_spots(anchors: Sequence[Anchor], units: Sequence[Unit]) -> tuple[tuple[Spot, ...], ...] | None:
    """The spots of every unit if the words are exactly those of the ledger, piece by piece; None if they are not."""
    blocks: list[list[Anchor]] = []
    for anchor in anchors:
        if anchor.status == "live":
            blocks.append([anchor])
        elif anchor.status == "inline" and blocks:
            blocks[-1].append(anchor)
    if len(blocks) != len(units):
        return None
    for unit, members in zip(units, blocks, strict=True):
        first = members[0]
        is_same = first.text == unit.text if len(members) == 1 else _is_text_of(members, unit.text)
        if not is_same or series_of(first.address) != unit.series:
            return None
    return tuple([tuple([Spot(one.address, one.at) for one in members]) for members in blocks])


def _is_text_of(members: Sequence[Anchor], text: str) -> bool:
    """Whether the words of the anchors of a block, each from its place to the next, are exactly its text."""
    ends = [*(one.at for one in members[1:]), len(text)]
    later = [next((end for end in ends[rank:] if end > one.at), len(text)) for rank, one in enumerate(members)]
    return all(text[one.at : end] == one.text for one, end in zip(members, later, strict=True))


def with_addresses(record: Record, units: Sequence[Unit], spots: Sequence[Sequence[Spot]]) -> Record:
    """The record with the addresses of each unit; the first of a unit is its own, the others stand inside it."""
    of_block = {unit.place: here for unit, here in zip(units, spots, strict=True) if unit.series != "n"}
    of_note = {unit.place: here for unit, here in zip(units, spots, strict=True) if unit.series == "n"}
    blocks = tuple(_with_spots(block, of_block.get(place, ())) for place, block in enumerate(record.blocks))
    callers = _callers(blocks)
    notes = [_with_spots(note, of_note[place]) for place, note in enumerate(record.notes)]
    participants = tuple(replace(one, evidence=_addressed(one.evidence, blocks)) for one in record.participants)
    return replace(record, blocks=blocks, notes=_called(notes, callers, blocks), participants=participants)


def _addressed(place: str, blocks: Sequence[Block]) -> str:
    """A place as an address: "block 3" is the address of the fourth block; "title" is itself."""
    found = BLOCK.fullmatch(place)
    return blocks[int(found["index"])].anchor if found else place


def _with_spots(piece: Piece, spots: Sequence[Spot]) -> Piece:
    inside = tuple(Sign(spot.offset, spot.offset, "anchor", spot.address) for spot in spots[1:])
    signs = tuple(sorted(piece.signs + inside, key=lambda sign: sign.start)) if inside else piece.signs
    return replace(piece, anchor=spots[0].address if spots else "", signs=signs)


def _callers(blocks: Sequence[Block]) -> dict[tuple[str, int], str]:
    """The address of the block of each note call: the first call of mark *, the second call of mark *, and so on."""
    seen: Counter[str] = Counter()
    callers = {}
    for block in blocks:
        for sign in block.signs:
            if sign.kind == "note_call":
                callers[sign.detail, seen[sign.detail]] = block.anchor
                seen[sign.detail] += 1
    return callers


def _called(notes: Sequence[Note], callers: dict[tuple[str, int], str], blocks: Sequence[Block]) -> tuple[Note, ...]:
    """The notes with the blocks that call them; a mark that returns on every page calls its notes in turn."""
    seen: Counter[str] = Counter()
    called = []
    for note in notes:
        caller = callers.get((note.mark, seen[note.mark])) or _addressed(note.called_from, blocks)
        called.append(replace(note, called_from=caller))
        seen[note.mark] += 1
    return tuple(called)
