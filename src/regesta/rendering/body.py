"""The text of a document as it is set: blocks in order, each note behind the block that calls it.

In go a linked document, the manner of setting it and what became of its addresses; out come parts that a template
writes down one after the other. Every block and note of the record is in exactly one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup
from msgspec.structs import replace

from regesta.model import Block, LinkedDocument, Mention, Note, Value
from regesta.rendering.addressed import History, Remark, Tombstone
from regesta.rendering.text import Manner, cells, inline, note_text

NOTHING_HELD = Markup()
HEAD_OF_TEXT = 1200
"""Characters beside which the facts may still stand in the margin."""


class NoteView(Value, frozen=True):
    """A note where it stands on the page."""

    id: str
    mark: str
    html: Markup
    back: str
    held: Markup
    """What a script has to know of its address, as attributes."""


class BlockView(Value, frozen=True):
    """A block of the text, set."""

    kind: str
    id: str
    number: str
    html: Markup
    depth: int = 0
    capitals: bool = False
    rows: tuple[tuple[Markup, ...], ...] = ()
    notes: tuple[NoteView, ...] = ()
    held: Markup = NOTHING_HELD
    """What a script has to know of its address, as attributes."""
    remarks: tuple[Remark, ...] = ()
    """What happened to the addresses of the block."""
    tombstones: tuple[Tombstone, ...] = ()
    """Those that stood behind it."""


class Part(Value, frozen=True):
    """A block, or the items of a list that stand together."""

    kind: str
    blocks: tuple[BlockView, ...]


class _Shown(Value, frozen=True):
    """A block with all that is shown with it."""

    block: Block
    depth: int
    addresses: tuple[str, ...]
    """Its own, and those of the blocks merged into it."""
    said: tuple[Mention, ...]
    notes: tuple[Note, ...]


def body(document: LinkedDocument, manner: Manner, told: History) -> tuple[tuple[Part, ...], tuple[NoteView, ...]]:
    """The text in parts, each note after the block that calls it, and the notes that no block calls."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        mentions[mention.anchor].append(mention)
    waiting: dict[str, list[Note]] = defaultdict(list)
    for note in document.record.notes:
        waiting[note.called_from].append(note)
    blocks = []
    for block, depth in _with_depth(document.record.blocks):
        inside = (block.anchor, *(sign.detail for sign in block.signs if sign.kind == "anchor"))
        own = tuple(address for address in inside if address)
        named = () if block.kind == "heading" else (one for address in own for one in mentions.get(address, ()))
        said = sorted(named, key=_place)
        notes = tuple(note for address in own for note in waiting.pop(address, ()))
        shown = _Shown(block, depth, own, tuple(said), notes)
        blocks.append(_block(shown, _manner_here(manner, notes), told))
    loose = tuple(_note(note, manner) for notes in waiting.values() for note in notes)
    return _parts(blocks), loose


def notes_begin_early(document: LinkedDocument) -> bool:
    """Whether a note stands so near the head of the text that its place in the margin may be taken by the facts."""
    called = {note.called_from for note in document.record.notes}
    length = 0
    for block in document.record.blocks:
        asides = [sign.start for sign in block.signs if sign.kind == "translator_note"]
        if block.anchor in called or (asides and length + asides[0] < HEAD_OF_TEXT):
            return True
        length += len(block.text)
        if length >= HEAD_OF_TEXT:
            return False
    return False


def _manner_here(manner: Manner, notes: Sequence[Note]) -> Manner:
    """The manner for a block that calls these notes: its marks lead to them, and they lead back to it."""
    calls: dict[str, tuple[str, ...]] = {}
    for note in notes:
        if note.anchor:
            calls[note.mark] = (*calls.get(note.mark, ()), note.anchor)
    return replace(manner, calls=calls) if calls else manner


def _place(mention: Mention) -> int:
    return mention.start


def _block(shown: _Shown, manner: Manner, told: History) -> BlockView:
    block, said = shown.block, shown.said
    noted = (note.anchor for note in shown.notes)
    tabular = "\n".join("\t".join(row) for row in block.rows) == block.text
    return BlockView(
        kind=block.kind,
        id=block.anchor,
        number=block.anchor[1:],
        html=Markup() if block.rows and tabular else inline(block.text, block.signs, said, manner),
        depth=shown.depth,
        capitals=block.kind == "heading" and block.text.isupper(),
        rows=cells(block, said, manner) if block.rows and tabular else (),
        notes=tuple(_note(note, manner) for note in shown.notes),
        held=manner.held.get(block.anchor, NOTHING_HELD),
        remarks=tuple(told.remarks[one] for one in (*shown.addresses, *noted) if one in told.remarks),
        tombstones=told.after.get(block.anchor, ()) if block.anchor else (),
    )


def _note(note: Note, manner: Manner) -> NoteView:
    back = f"#call-{note.anchor}" if note.called_from and note.anchor else ""
    return NoteView(note.anchor, note.mark, note_text(note, manner), back, manner.held.get(note.anchor, NOTHING_HELD))


def _with_depth(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Blocks with the rank of their heading: h2 downwards, never skipping one, whatever levels the transcript uses.

    A converter sets headings of one document as ####, of another as ###; only their order among themselves counts.
    """
    above: list[int] = []
    for block in blocks:
        if block.kind != "heading":
            yield block, min(max(block.level, 1), 4)
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield block, min(len(above) + 1, 6)


def _parts(blocks: Iterable[BlockView]) -> tuple[Part, ...]:
    """Blocks, with the items of one list gathered."""
    gathered = ((kind, tuple(run)) for kind, run in groupby(blocks, key=lambda block: block.kind))
    return tuple(
        part
        for kind, run in gathered
        for part in ((Part(kind, run),) if kind in ("item", "closer") else (Part(kind, (block,)) for block in run))
    )
