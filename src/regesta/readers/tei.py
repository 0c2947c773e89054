"""TEI P5: one file to one reading for each document in it, cut along the elements and understood no further.

Documents are the `<div type="document">` of a volume such as those of Foreign Relations of the United States, or else
each `<text>`. Head, dates, source note and tagged parties are fields; all else inside a document is blocks; what the
volume holds around its documents is set aside. A file that is not well formed is a finding at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regesta.findings import Finding, finding
from regesta.model import Reading, SetAside, Transcript
from regesta.readers.several import FEW, LEAST
from regesta.readers.tei_blocks import Cutter
from regesta.readers.tei_fields import Pages, document_fields, find_pages, source_note, title_head
from regesta.readers.tei_header import Volume, read_volume
from regesta.readers.tei_tree import Node, Tree, XmlError, descendants, parse_tree, plain

NAME = "tei"

_root = re.compile(r"<(?:\w+:)?(?:TEI(?:\.2)?|teiCorpus)[\s>]")
REASONS = {
    "teiHeader": "description of the file",
    "front": "front matter of the volume",
    "back": "back matter of the volume",
    "index": "index of the volume",
    "toc": "contents of the volume",
    "head": "heading of a part of the volume",
}
"""Why the words of an element outside the documents are set aside."""


def recognises(transcript: Transcript) -> bool:
    """Tell TEI by its root element, behind whatever declarations and comments stand before it."""
    return transcript.text.lstrip("\ufeff \t\r\n").startswith("<") and bool(_root.search(transcript.text))


def cut(transcript: Transcript) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Cut the file into one reading a document."""
    try:
        tree = parse_tree(transcript.text)
    except XmlError as fault:
        return (), (finding("R-006", f"the XML cannot be read: {fault}", file=transcript.file, line=fault.line),)
    documents: list[Node] = []
    volumes: list[Volume] = []
    for edition in _editions(tree.root):
        found = _documents(edition)
        documents.extend(found)
        volumes.extend([read_volume(tree, edition, transcript.file)] * len(found))
    if not documents:
        return (), (finding("R-003", "the TEI file holds no text", file=transcript.file, line=1),)
    if len(documents) > FEW and len(tree.content) < LEAST * len(documents):
        message = f"{len(documents)} documents in {len(tree.content)} bytes hold no text that could be read"
        return (), (finding("R-003", message, file=transcript.file, line=1),)
    around = _around(tree, documents)
    around[-2:] = [(*around[-2], *around[-1])]
    pages = find_pages(tree.root)
    whole = zip(documents, volumes, around, strict=True)
    return tuple(_reading(tree, document, volume, aside, pages) for document, volume, aside in whole), ()


def _editions(root: Node) -> list[Node]:
    """The TEI elements of a file: its root, or the members of a corpus."""
    return list(_outermost(root, frozenset({"TEI", "TEI.2"}))) if root.name == "teiCorpus" else [root]


def _documents(edition: Node) -> list[Node]:
    """The outermost elements that are a document each: tagged as such, or else every text."""
    divisions = (one for one in descendants(edition) if one.name == "div")
    if any(one.attributes.get("type") == "document" for one in divisions):
        return list(_outermost(edition, frozenset({"div"}), "document"))
    return list(_outermost(edition, frozenset({"text"})))


def _outermost(node: Node, names: frozenset[str], kind: str = "") -> Iterator[Node]:
    for child in node.children:
        if child.name in names and kind in ("", child.attributes.get("type")):
            yield child
        else:
            yield from _outermost(child, names, kind)


def _reading(tree: Tree, document: Node, volume: Volume, aside: tuple[SetAside, ...], pages: Pages) -> Reading:
    head, source = title_head(document), source_note(document)
    cutter = Cutter(tree, frozenset(one for one in (head, source) if one is not None))
    blocks = cutter.blocks(document)
    fields = document_fields(tree, document, volume, pages)
    extent = tree.lines(document.start, document.after)
    return Reading(NAME, "tei", tuple(fields), tuple(blocks), (), (*aside, *cutter.aside), extent)


def _around(tree: Tree, documents: Sequence[Node]) -> list[tuple[SetAside, ...]]:
    """What stands before each document and after the last one."""
    found: list[list[SetAside]] = [[]]
    wanted = frozenset(map(id, documents))
    _walk(tree, tree.root, wanted, _containing(tree.root, wanted), found)
    return [tuple(one) for one in found]


def _containing(root: Node, wanted: frozenset[int]) -> frozenset[int]:
    """Ids of the nodes that hold a document."""
    found: set[int] = set()

    def holds(node: Node) -> bool:
        held = [holds(child) for child in node.children if id(child) not in wanted]
        if any(held) or any(id(child) in wanted for child in node.children):
            found.add(id(node))
        return id(node) in found

    holds(root)
    return frozenset(found)


def _walk(
    tree: Tree, node: Node, wanted: frozenset[int], containing: frozenset[int], found: list[list[SetAside]]
) -> None:
    position = node.inner
    for child in node.children:
        _set_aside(tree, position, child.start, "words outside the documents", found[-1])
        position = child.after
        if id(child) in wanted:
            found.append([])
        elif id(child) in containing:
            _walk(tree, child, wanted, containing, found)
        elif child.name in ("front", "back"):
            for part in child.children:
                _set_aside(tree, part.start, part.after, _reason(part) or REASONS[child.name], found[-1])
        else:
            reason = _reason(child) or "part of the volume that is no document"
            _set_aside(tree, child.start, child.after, reason, found[-1])
    _set_aside(tree, position, node.end, "words outside the documents", found[-1])


def _reason(node: Node) -> str:
    lists = (one.attributes.get("type", "") for one in descendants(node) if one.name == "list")
    kinds = (node.name, node.attributes.get("type", ""), *lists)
    return next((REASONS[kind] for kind in kinds if kind in REASONS), "")


def _set_aside(tree: Tree, start: int, end: int, reason: str, found: list[SetAside]) -> None:
    words = plain(tree.raw(start, end))
    if any(char.isalnum() for char in words):
        found.append(SetAside(tree.lines(start, end), words, reason))
