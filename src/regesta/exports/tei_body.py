"""The text of a document in TEI: divisions under their headings, addresses as xml:id, each note behind its block.

In go a record's blocks and notes, its anchors and the mentions; out come lines of XML. An address whose words are gone
stays as an <anchor/> with what became of it, where it stood. Nothing of ours stands inside a block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from msgspec.structs import replace

from regesta.citation.facts import locator
from regesta.exports.tei_inline import Manner, inline, pieces
from regesta.model import Anchor, Block, LinkedDocument, Mention, Note, Record

ELEMENTS = {"paragraph": "p", "item": "item", "heading": "head", "closer": "signed"}


@dataclass(slots=True)
class _Sheet:
    """What is written, and what still waits for its place."""

    manner: Manner
    mentions: Mapping[str, Sequence[Mention]]
    notes: dict[str, list[Note]]
    gone: dict[str, list[Anchor]]
    lines: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    """Levels of the divisions that have begun."""
    begun: bool = False
    """Whether the innermost division holds text already, so that signatures may close it."""


def body(document: LinkedDocument, manner: Manner) -> list[str]:
    """The lines between <body> and </body>."""
    record = document.record
    sheet = _Sheet(manner, _by_anchor(document.mentions), _waiting(record.notes), _gone(record.anchors))
    _tombstones(sheet, "")
    blocks = record.blocks
    place = 0
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        here = tuple(run)
        place += len(here)
        if kind == "item":
            _run(sheet, "list", here)
        elif kind == "closer" and sheet.begun and _closes(sheet, blocks[place:]):
            _run(sheet, "closer", here)
        else:
            for block in here:
                _block(sheet, block)
    if not blocks:
        sheet.lines.append(f"<ab>{_withdrawn(record)}</ab>")
    for host in (*sheet.notes, *sheet.gone):
        _behind(sheet, (host,))
    sheet.lines.extend("</div>" for _ in sheet.open)
    return sheet.lines


def _by_anchor(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        found[one.anchor].append(one)
    return found


def _waiting(notes: Iterable[Note]) -> dict[str, list[Note]]:
    """Notes by the address that calls them."""
    found: dict[str, list[Note]] = {}
    for one in notes:
        found.setdefault(one.called_from, []).append(one)
    return found


def _gone(anchors: Iterable[Anchor]) -> dict[str, list[Anchor]]:
    """Addresses whose words are gone, by the one behind which they stood; "" is the head of the text."""
    found: dict[str, list[Anchor]] = {}
    last = ""
    for anchor in anchors:
        if anchor.status == "gone":
            found.setdefault(last, []).append(anchor)
        else:
            last = anchor.host or anchor.address
    return found


def _withdrawn(record: Record) -> str:
    return escape(f"Withdrawn from the edition: {record.withdrawn}" if record.withdrawn else "", quote=False)


def _closes(sheet: _Sheet, rest: Sequence[Block]) -> bool:
    """Whether the division at hand ends here: TEI has signatures at the end of a division only."""
    if not rest:
        return True
    return rest[0].kind == "heading" and bool(sheet.open) and rest[0].level <= sheet.open[-1]


# ---------------------------------------------------------------------------------------------- blocks


def _run(sheet: _Sheet, element: str, blocks: Sequence[Block]) -> None:
    """The items of a list, or the lines of a signature."""
    sheet.lines.append(f"<{element}>")
    for block in blocks:
        deep = f' rend="level-{block.level}"' if block.kind == "item" and block.level > 1 else ""
        _written(sheet, block, ELEMENTS[block.kind], deep)
    sheet.lines.append(f"</{element}>")
    sheet.begun = True


def _block(sheet: _Sheet, block: Block) -> None:
    if block.kind == "heading":
        _divide(sheet, block.level)
        _written(sheet, block, "head")
        return
    sheet.begun = True
    if block.kind == "closer":
        _written(sheet, block, "ab", ' type="closer"')
    elif block.kind == "table" and _is_grid(block):
        _table(sheet, block)
    elif block.kind == "verse":
        _verse(sheet, block)
    elif block.kind == "omission":
        _omission(sheet, block)
    else:
        _written(sheet, block, "p", ' rend="table"' if block.kind == "table" else "")


def _divide(sheet: _Sheet, level: int) -> None:
    """Begin a division in the innermost one that stands higher."""
    while sheet.open and sheet.open[-1] >= level:
        sheet.open.pop()
        sheet.lines.append("</div>")
    sheet.open.append(level)
    sheet.lines.append("<div>")
    sheet.begun = False


def _written(sheet: _Sheet, block: Block, element: str, attributes: str = "") -> None:
    own, said, manner = _inside(sheet, block)
    words = inline(block.text, block.signs, said, manner)
    sheet.lines.append(f"<{element}{_identified(block.anchor)}{attributes}>{words}</{element}>")
    _behind(sheet, own)


def _verse(sheet: _Sheet, block: Block) -> None:
    own, said, manner = _inside(sheet, block)
    lines = pieces(block.text.split("\n"), block.signs, said, manner)
    verse = "\n".join(f"<l>{words}</l>" for words in lines)
    sheet.lines.append(f"<lg{_identified(block.anchor)}>\n{verse}\n</lg>")
    _behind(sheet, own)


def _is_grid(block: Block) -> bool:
    """Whether the rows of a table hold its text, cell by cell."""
    return bool(block.rows) and all(block.rows) and "\n".join("\t".join(row) for row in block.rows) == block.text


def _table(sheet: _Sheet, block: Block) -> None:
    own, said, manner = _inside(sheet, block)
    cells = pieces([cell for row in block.rows for cell in row], block.signs, said, manner)
    rows = ("\n".join(f"<cell>{next(cells)}</cell>" for _ in row) for row in block.rows)
    inner = "\n".join(f"<row>\n{row}\n</row>" for row in rows)
    sheet.lines.append(f"<table{_identified(block.anchor)}>\n{inner}\n</table>")
    _behind(sheet, own)


def _omission(sheet: _Sheet, block: Block) -> None:
    """A passage left out; what else is said of its words has no room in a description, save what has no width."""
    own, _, manner = _inside(sheet, block)
    points = [replace(sign, start=0, end=0) for sign in block.signs if sign.start == sign.end]
    before = inline("", points, (), manner)
    gap = f'<gap reason="omission"><desc>{escape(block.text, quote=False)}</desc></gap>'
    sheet.lines.append(f"<p{_identified(block.anchor)}>{before}{gap}</p>")
    _behind(sheet, own)


def _inside(sheet: _Sheet, block: Block) -> tuple[tuple[str, ...], list[Mention], Manner]:
    """Addresses in a block, names said in it, and the manner in which its note marks lead to its own notes."""
    inner = (sign.detail for sign in block.signs if sign.kind == "anchor")
    own = tuple(address for address in (block.anchor, *inner) if address)
    said = sorted((one for address in own for one in sheet.mentions.get(address, ())), key=lambda one: one.start)
    calls: dict[str, tuple[str, ...]] = {}
    for note in (note for address in own for note in sheet.notes.get(address, ())):
        if note.anchor:
            calls[note.mark] = (*calls.get(note.mark, ()), note.anchor)
    return own, said, replace(sheet.manner, calls=calls) if calls else sheet.manner


def _identified(address: str) -> str:
    return f' xml:id="{escape(address)}" n="{escape(address[1:])}"' if address else ""


# ---------------------------------------------------------------------------------------------- behind a block


def _behind(sheet: _Sheet, addresses: Iterable[str]) -> None:
    """The notes called from these addresses, then what is gone behind them."""
    for address in addresses:
        sheet.lines.extend(_note(note, sheet.manner) for note in sheet.notes.get(address, ()))
        sheet.notes[address] = []
    for address in addresses:
        _tombstones(sheet, address)


def _note(note: Note, manner: Manner) -> str:
    target = f' target="#{escape(note.called_from)}"' if note.called_from else ""
    name = f' xml:id="{escape(note.anchor)}"' if note.anchor else ""
    words = '<gap reason="missing"/>' if note.text is None else inline(note.text, note.signs, (), manner)
    return f'<note{name} n="{escape(note.mark)}" place="foot"{target}>{words}</note>'


def _tombstones(sheet: _Sheet, host: str) -> None:
    for anchor in sheet.gone.get(host, ()):
        name = escape(anchor.address)
        sheet.lines.append(f'<anchor xml:id="{name}" n="{name[1:]}" type="tombstone"/>')
        sheet.lines.append(f'<note type="tombstone" target="#{name}">{_epitaph(anchor)}</note>')
    sheet.gone[host] = []


def _epitaph(anchor: Anchor) -> str:
    """What became of an address, and its last words."""
    why = f": {anchor.why}" if anchor.why else ""
    said = escape(f"No longer in the text since state {anchor.gone}{why}.", quote=False)
    if anchor.see:
        said += f' See <ref target="#{escape(anchor.see)}">{escape(locator(anchor.see))}</ref>.'
    return f"{said} <quote>{escape(anchor.text, quote=False)}</quote>" if anchor.text else said
