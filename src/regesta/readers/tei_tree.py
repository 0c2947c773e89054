"""An XML text as a tree of places: every element with where it and its content begin and end.

The words stay in the text as received; a node only says where they are, so that a stretch between two elements keeps
its markup and its lines. Documents that declare entities are refused, none is ever fetched, and what is not well formed
raises `XmlError` with its line.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from regesta.model import Lines

DEEPEST = 200
"""Elements may nest so deep; a deeper file is refused rather than walked."""

INLINE = frozenset(
    # elements that stand among words; all others part them
    "abbr add addName addrLine affiliation anchor att biblScope c caesura cb choice cl cit code corr country"
    " damage date del district eg email emph ex expan expansion facsimile figure foreign formula forename fw gap"
    " genName geogName gloss graphic handShift hi idno ident lb measure mentioned metamark milestone mod name"
    " nameLink note num orgName orig origDate pb pc persName phr placeName ptr publisher pubPlace quote q redo ref"
    " reg region restore retrace roleName rs said seg settlement sic soCalled space sub subst sup supplied surname"
    " surplus s term time title unclear undo unit val w".split()
)
LINE_ENDS = frozenset("lb addrLine cb note".split())
GLUED = INLINE - LINE_ENDS | {"signed"}
"""Elements whose tags part no words."""
_start_tag = re.compile(rb"<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
# between two readings of one place: "<sic>teh</sic><corr>the</corr>" is two words
_readings = re.compile(
    r"(?:(?<=</sic>)|(?<=</reg>)|(?<=</corr>)|(?<=</orig>)|(?<=</abbr>)|(?<=</expan>))(?=<(?:sic|corr|orig|reg|abbr|expan)\b)"
)
_blank = re.compile(r"\s")
_markup = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<(?P<close>/?)(?P<name>[^\s<>/]+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL,
)


class XmlError(Exception):
    """The text is no XML that can be read; says why and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name without prefix, and the offsets of its tags and content in the bytes of the text."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    end: int = 0
    after: int = 0
    children: list[Node] = field(default_factory=list)
    holds_blocks: bool = False
    """Whether anything inside it, notes apart, is more than words."""

    @property
    def is_block(self) -> bool:
        """Whether it parts the text, by its name or by what it holds."""
        return self.name not in INLINE or self.holds_blocks


@dataclass(frozen=True, slots=True)
class Tree:
    """A text and its root element."""

    content: bytes
    root: Node
    breaks: tuple[int, ...]
    """Offsets of the line ends."""

    def raw(self, start: int, end: int) -> str:
        """A stretch of the text, markup included."""
        return self.content[start:end].decode("utf-8", "replace")

    def lines(self, start: int, end: int) -> Lines:
        """First and last line of a stretch, blanks at its ends apart."""
        piece = self.content[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = max(first, start + len(piece.rstrip()) - 1)
        return bisect_right(self.breaks, first - 1) + 1, bisect_right(self.breaks, last - 1) + 1


def parse_tree(text: str) -> Tree:
    """The tree of an XML text; raises XmlError where there is none."""
    content = text.encode("utf-8", "replace")
    builder = _Builder(content)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, attributes: builder.open(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _name: builder.close(parser.CurrentByteIndex)
    parser.EntityDeclHandler = lambda *_: builder.refuse("the file declares entities of its own", parser)
    parser.SkippedEntityHandler = lambda name, _: builder.refuse(f"the entity &{name}; is not known", parser)
    try:
        parser.Parse(content, True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise XmlError(expat.ErrorString(error.code), error.lineno) from error
    if builder.root is None:
        raise XmlError("no element found", 1)
    return Tree(content, builder.root, tuple(match.start() for match in re.finditer(rb"\n", content)))


class _Builder:
    """Grows the tree while the parser reports elements."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.root: Node | None = None
        self.open_nodes: list[Node] = []

    def open(self, name: str, attributes: dict[str, str], index: int) -> None:
        if len(self.open_nodes) >= DEEPEST:
            raise XmlError("the elements are nested too deeply", self.content.count(b"\n", 0, index) + 1)
        tag = _start_tag.match(self.content, index)
        node = Node(local(name), attributes, index, tag.end() if tag else index)
        if self.open_nodes:
            self.open_nodes[-1].children.append(node)
        else:
            self.root = node
        self.open_nodes.append(node)

    def close(self, index: int) -> None:
        node = self.open_nodes.pop()
        if self.content[node.inner - 2 : node.inner] == b"/>":
            node.end = node.after = node.inner
        else:
            node.end = index
            node.after = self.content.index(b">", index) + 1
        if self.open_nodes and node.is_block and node.name != "note":
            self.open_nodes[-1].holds_blocks = True

    def refuse(self, message: str, parser: expat.XMLParserType) -> None:
        raise XmlError(message, parser.CurrentLineNumber)


def local(name: str) -> str:
    """A name without its prefix: frus:attachment is an attachment."""
    return name.rpartition(":")[2] if ":" in name else name


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Value of an attribute whatever its prefix, without surrounding blanks; empty where there is none."""
    if name in attributes or not attributes:
        return attributes.get(name, "").strip()
    return next((value.strip() for key, value in attributes.items() if local(key) == name), "")


def descendants(node: Node) -> Iterator[Node]:
    """Everything inside a node, in the order of the text."""
    for child in node.children:
        yield child
        yield from descendants(child)


def first(node: Node, *names: str) -> Node | None:
    """The first element of one of the names inside a node."""
    return next((one for one in descendants(node) if one.name in names), None)


def is_inline_note(attributes: dict[str, str]) -> bool:
    """Whether a note's words stand among the text: <note rend="inline">."""
    return "inline" in (attributes.get("rend", ""), attributes.get("place", ""))


def note_mark(attributes: dict[str, str]) -> str:
    """The mark of a note as the encoding gives it, or a star."""
    return " ".join(attributes.get("n", "").split())[:12] or "*"


def is_caption(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element is a caption that the print has in its margin: <seg type="margin">."""
    return name == "seg" and attributes.get("type") == "margin"


def plain(raw: str) -> str:
    """The words of a stretch of XML without any markup, single-spaced; tags among words part nothing."""
    if "<" in raw or "&" in raw:
        raw = html.unescape(_markup.sub(_untagged, _readings.sub(" ", raw)))
    return " ".join(raw.split())


def blanked(raw: str) -> str:
    """A stretch of XML with its markup gone and its line ends kept, for counting the words of each line.

    A line end inside a tag that parts no words comes after the word that the tag cuts in two.
    """
    raw = _readings.sub(" ", raw)
    pieces: list[str] = []
    position, waiting = 0, 0
    for match in _markup.finditer(raw):
        waiting = _append(pieces, raw[position : match.start()], waiting)
        shown, position = _untagged(match), match.end()
        hidden = 0 if match["cdata"] is not None else match[0].count("\n")
        waiting = _append(pieces, shown, waiting + hidden)
    _append(pieces, raw[position:] + " ", waiting)
    return html.unescape("".join(pieces))


def _append(pieces: list[str], text: str, waiting: int) -> int:
    """Add a text and, at its first blank, the line ends that wait for one; the result is how many still wait."""
    blank = _blank.search(text) if waiting else None
    if blank is None:
        pieces.append(text)
        return waiting
    pieces.append(text[: blank.start()] + "\n" * waiting + text[blank.start() :])
    return 0


def _untagged(match: re.Match[str]) -> str:
    if match["cdata"] is not None:
        return html.escape(match["cdata"])
    return "" if match["name"] and local(match["name"]) in GLUED else " "
