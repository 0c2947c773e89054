"""The text of a TEI document as raw blocks: one for each element that parts it, in order, with its lines.

A block's text is the stretch of the file as received. Notes are blocks of their own behind the block that calls them,
captions of the margin stand before it as headings, the label of an item before the item's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from msgspec.structs import replace

from regesta.model import RawBlock, SetAside
from regesta.readers.tei_tree import Node, Tree, descendants, is_caption, is_inline_note, note_mark, plain

Kind = Literal["paragraph", "heading", "item", "verse", "table", "closer"]

KINDS: dict[str, Kind] = {
    "head": "heading",
    "l": "verse",
    "table": "table",
    "signed": "closer",
    "closer": "closer",
    "item": "item",
}
"""What an element makes of the words in it; all others are paragraphs, unless they stand in one of these."""
BEFORE = frozenset("label speaker".split())
"""Elements whose words begin the block after them: 1. before an item, a name before a speech."""
RUNNING = frozenset("fw".split())
"""Running heads and feet of the print."""
DEEPER = frozenset("attachment div floatingText div1 div2 div3 div4 div5 div6 div7".split())
"""Elements whose heads are a level below the heads around them."""


class _Context(NamedTuple):
    """Where a stretch of text stands."""

    kind: Kind = "paragraph"
    lists: int = 0
    heads: int = 1


@dataclass
class Cutter:
    """Cuts documents of one file; what it leaves out of them is in `aside`."""

    tree: Tree
    left_out: frozenset[Node]
    """The title and the source note, which are fields."""
    aside: list[SetAside] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    """Markup of a page break, a label or a speaker that belongs to the next block."""
    begun: int = 0
    """Offset at which that markup begins."""
    held: list[Node] = field(default_factory=list)
    """The elements of that markup, whose notes follow the block."""

    def blocks(self, document: Node) -> list[RawBlock]:
        """All blocks of a document, and the notes of its title first."""
        title = next((one for one in self.left_out if one.name == "head"), None)
        found = list(self._notes(title.children)) if title else []
        found.extend(self._inside(document, _Context()))
        if plain("".join(self.before)):  # a label with nothing after it
            found.append(self._block("", document.end, document.end, _Context()))
            found.extend(self._notes(self.held))
        return found

    def _inside(self, node: Node, context: _Context) -> Iterator[RawBlock]:
        """Blocks of an element that holds others: each of those, and the loose words between them."""
        start, loose = node.inner, list[Node]()
        for child in node.children:
            if child.is_block or (child.name == "note" and not loose and self._is_blank(start, child.start)):
                yield from self._emit(start, child.start, loose, context)
                yield from self._element(child, context)
                start, loose = child.after, []
            else:
                loose.append(child)
        yield from self._emit(start, node.end, loose, context)

    def _is_blank(self, start: int, end: int) -> bool:
        return not self.tree.content[start:end].strip()

    def _element(self, node: Node, context: _Context) -> Iterator[RawBlock]:
        if node in self.left_out:
            return
        if node.name in RUNNING:
            words = plain(self.tree.raw(node.inner, node.end))
            self.aside.append(SetAside(self.tree.lines(node.start, node.after), words, "running head of the print"))
        elif node.name in BEFORE and not any(child.is_block for child in node.children):
            self._hold(node.start, node.after, (node,))
        elif node.name == "note":
            yield from self._note_block(node, context)
        else:
            yield from self._parts(node, _within(node, context))

    def _parts(self, node: Node, context: _Context) -> Iterator[RawBlock]:
        """An element of words alone is one block; so is a table but for its heads; an item begins with its mark."""
        if node.name == "table":
            yield from self._table(node, context)
        elif not any(child.is_block for child in node.children) or self._is_one_signature(node):
            yield from self._emit(node.inner, node.end, node.children, context)
        elif node.name == "item":
            for index, block in enumerate(self._inside(node, context._replace(kind="paragraph"))):
                begins = index == 0 and block.kind == "paragraph"
                yield replace(block, kind="item", level=context.lists) if begins else block
        else:
            yield from self._inside(node, context)

    def _table(self, node: Node, context: _Context) -> Iterator[RawBlock]:
        """The heads of a table are headings before it; they stand at its beginning, or they part it."""
        start, inside = node.inner, list[Node]()
        for child in node.children:
            if child.name == "head":
                yield from self._emit(start, child.start, inside, context)
                yield from self._element(child, context)
                start, inside = child.after, []
            else:
                inside.append(child)
        yield from self._emit(start, node.end, inside, context)

    def _is_one_signature(self, node: Node) -> bool:
        """Whether a closer goes on with loose words after the name: "<signed>Seat</signed>, (and fifty citizens)"."""
        names = [one for one in node.children if one.name == "signed"]
        if node.name != "closer" or len(names) != 1 or any(one.is_block for one in node.children if one not in names):
            return False
        return not self._is_blank(node.inner, names[0].start) or not self._is_blank(names[0].after, node.end)

    def _note_block(self, node: Node, context: _Context) -> Iterator[RawBlock]:
        """A note between blocks: words of the text where it is set inline, else a note that nothing calls there."""
        if not is_inline_note(node.attributes):
            yield from self._notes((node,))
        elif any(child.is_block for child in node.children):
            yield from self._inside(node, context)
        else:
            heading = len(plain(self.tree.raw(node.inner, node.end))) < 120
            yield from self._emit(
                node.inner, node.end, node.children, context._replace(kind="heading" if heading else "paragraph")
            )

    def _hold(self, start: int, end: int, nodes: Sequence[Node]) -> None:
        self.begun = start if not self.before else self.begun
        self.held.extend(nodes)
        self.before.append(self.tree.raw(start, end) + " ")

    def _emit(self, start: int, end: int, nodes: Sequence[Node], context: _Context) -> Iterator[RawBlock]:
        """The block of a stretch, its captions before it and its notes after it; a lone page break waits."""
        if not nodes and self._is_blank(start, end):
            return
        inner = [deep for node in nodes for deep in (node, *descendants(node))]
        raw = self.tree.raw(start, end)
        for caption in inner:
            if is_caption(caption.name, caption.attributes):
                lines = self.tree.lines(caption.start, caption.after)
                yield RawBlock(self.tree.raw(caption.inner, caption.end), lines, "heading", context.heads + 1)
        if self._says_anything(start, end, inner):
            yield self._block(raw, start, end, context)
            yield from self._notes(self.held)
            self.held.clear()
        elif any(one.name == "pb" for one in inner):
            self._hold(start, end, nodes)
        yield from self._notes(nodes)

    def _says_anything(self, start: int, end: int, inner: Sequence[Node]) -> bool:
        """Whether a stretch holds words or dots of its own, its notes and captions apart."""
        position = start
        for node in inner:
            apart = node.name == "note" and not is_inline_note(node.attributes)
            if node.start >= position and (apart or is_caption(node.name, node.attributes)):
                if plain(self.tree.raw(position, node.start)):
                    return True
                position = node.after
        return bool(plain(self.tree.raw(position, end))) or any(one.name in ("gap", "supplied") for one in inner)

    def _block(self, raw: str, start: int, end: int, context: _Context) -> RawBlock:
        lines = self.tree.lines(self.begun if self.before else start, end)
        raw = "".join((*self.before, raw))
        self.before.clear()
        level = {"heading": context.heads, "item": context.lists}.get(context.kind, 0)
        return RawBlock(raw.strip(), lines, context.kind, level)

    def _notes(self, nodes: Sequence[Node]) -> Iterator[RawBlock]:
        for node in nodes:
            if node.name == "note" and not is_inline_note(node.attributes):
                raw, lines = self.tree.raw(node.inner, node.end), self.tree.lines(node.start, node.after)
                yield RawBlock(raw.strip(), lines, "note", 0, note_mark(node.attributes))
            if node.children:
                yield from self._notes(node.children)


def _within(node: Node, context: _Context) -> _Context:
    """Where the words of an element stand; a paragraph in a closer is closing words, a list in an item is deeper."""
    kind = KINDS.get(node.name, context.kind if context.kind in ("closer", "verse") else "paragraph")
    deeper = node.name in DEEPER
    return _Context(kind, context.lists + (node.name == "list"), context.heads + deeper)
