"""A stretch of TEI to plain text, with what its elements say about the words as signs.

White space folds to single spaces. A note is a call without width, its words stand elsewhere; supplied words and gaps
get the brackets that a printed edition gives them; of two readings the transcript's own stays and the other is the
sign's detail. What is not well formed is words, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from regesta.model import Sign, SignKind
from regesta.readers.tei_tree import GLUED, attribute, is_caption, is_inline_note, local, note_mark

_note_mark = re.compile(r"^\[?(\d{1,3}|[*†‡§¶]{1,3}|[a-z])\]?$")
_note_target = re.compile(r"#(?:.*(?:fn|note)|n)[\w.-]*$", re.IGNORECASE)
_invisible = str.maketrans(dict.fromkeys("\ufeff\u200b\u2060"))

SIGNS: dict[str, SignKind] = {
    "emph": "emphasis",
    "foreign": "emphasis",
    "mentioned": "emphasis",
    "soCalled": "emphasis",
    "sic": "sic",
    "unclear": "doubt",
    "label": "marker",
}
"""Elements that are a sign over their words, whatever their attributes say."""
RENDERINGS: tuple[tuple[re.Pattern[str], SignKind], ...] = (
    # <hi rend="italic">, <hi rend="bold">, <hi rend="superscript">; small capitals and underlining are typography
    (re.compile(r"ital|slant|oblique", re.IGNORECASE), "emphasis"),
    (re.compile(r"bold|strong", re.IGNORECASE), "strong"),
    (re.compile(r"^(?:super(?:script)?|sup)\b", re.IGNORECASE), "superior"),
)
READINGS = {"sic": "corr", "orig": "reg", "abbr": "expan"}
"""The transcript's own reading, and the editor's beside it in a <choice>."""


class _Open(NamedTuple):
    """An element that has begun, and not yet ended."""

    name: str
    start: int
    kind: SignKind | None
    leave: Callable[[], None] | None
    joins: bool
    """Whether its tags part no words."""


def read_tei(raw: str) -> tuple[str, tuple[Sign, ...]]:
    """Plain text and signs of the inside of an element; notes are calls, captions in the margin are left out."""
    if "<" not in raw and "&" not in raw:
        return " ".join((raw if raw.isascii() else raw.translate(_invisible)).split()), ()
    words = _Words()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = words.enter
    parser.EndElementHandler = words.leave
    parser.CharacterDataHandler = words.add
    try:
        parser.Parse(f"<ab>{raw}</ab>".encode("utf-8", "replace"), True)  # noqa: FBT003
    except expat.ExpatError:
        words = _Words()
        words.add(raw)
    return words.result()


def _joins(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element parts no words: it stands among them, or is a note whose words stand elsewhere."""
    return name in GLUED or (name == "note" and not is_inline_note(attributes))


class _Words:
    """Collects words with folded white space, and signs over them, while the parser goes through the elements."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.signs: list[Sign] = []
        self.open: list[_Open] = []
        self.silent = 0
        self.detail: list[str] = []

    def add(self, words: str) -> None:
        if self.silent:
            self.detail.append(words)
            return
        words = words if words.isascii() else words.translate(_invisible)
        if words[:1].isspace():
            self._part()
        if folded := " ".join(words.split()):
            self._append(folded)
            if words[-1].isspace():
                self._part()

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)

    def _part(self) -> None:
        """A blank, unless one stands there already."""
        if self.length and self.parts[-1] != " ":
            self._append(" ")

    def enter(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        joins = _joins(name, attributes)
        if not joins:
            self.add(" ")
        start = self.length
        kind = self._kind(name, attributes)
        self.open.append(_Open(name, start, kind, self._begin(name, attributes), joins))

    def leave(self, _tag: str) -> None:
        element = self.open.pop()
        if element.leave:
            element.leave()
        if element.kind and element.start < self.length and not self.silent:
            end = self.length - (self.parts[-1] == " ")
            self.signs.append(Sign(element.start, max(end, element.start), element.kind))
        if not element.joins:
            self.add(" ")

    def _kind(self, name: str, attributes: dict[str, str]) -> SignKind | None:
        if name in SIGNS:
            return SIGNS[name]
        if name not in ("hi", "title", "ref"):
            return None
        rendering = attribute(attributes, "rend") or attribute(attributes, "rendition").lstrip("#")
        return next((kind for pattern, kind in RENDERINGS if rendering and pattern.search(rendering)), None)

    def _begin(self, name: str, attributes: dict[str, str]) -> Callable[[], None] | None:
        """What an element does where it begins; the result is what it does where it ends."""
        if name == "note" and not is_inline_note(attributes):
            self._point("note_call", note_mark(attributes))
            return self._hush()
        if is_caption(name, attributes):
            return self._hush()
        if name == "pb":
            self._point("page_break", attribute(attributes, "n"))
        elif name == "gap" and not self.silent:
            self.add("[…]")
        elif name == "supplied" and not self.silent:
            self.add("[")
            return lambda: self.add("]")
        elif name in READINGS.values() and any(one.name == "choice" for one in self.open):
            return self._second_reading(name)
        elif name in ("ref", "ptr") and _note_target.match(attribute(attributes, "target")):
            return self._pointer(len(self.parts), attribute(attributes, "target"), name)
        return None

    def _point(self, kind: SignKind, detail: str) -> None:
        if not self.silent:
            self.signs.append(Sign(self.length, self.length, kind, detail))

    def _hush(self, kept: Callable[[str], None] | None = None) -> Callable[[], None]:
        """Keep words out of the text until the element ends; `kept` receives them."""
        self.silent += 1
        before, self.detail = self.detail, []

        def speak() -> None:
            self.silent -= 1
            words, self.detail = " ".join("".join(self.detail).split()), before
            if kept:
                kept(words)

        return speak

    def _second_reading(self, name: str) -> Callable[[], None]:
        """<choice><sic>teh</sic><corr>the</corr></choice>: the editor's reading is the detail of the sign."""
        choice = next(one for one in reversed(self.open) if one.name == "choice")
        if self.length == choice.start:  # the editor's reading alone, or first
            return lambda: None

        def keep(words: str) -> None:
            signs = [sign for sign in self.signs if not (sign.kind == "sic" and sign.start == choice.start)]
            kind: SignKind = "sic" if name == "corr" else "completion"
            self.signs = [*signs, Sign(choice.start, self.length, kind, words)]

        return self._hush(keep)

    def _pointer(self, place: int, target: str, name: str) -> Callable[[], None]:
        """<ref target="#fn3">3</ref> calls a note that stands elsewhere; a reference with other words is words."""

        def settle() -> None:
            words = "".join(self.parts[place:]).strip()
            mark = _note_mark.match(words)
            if mark or (name == "ptr" and not words):
                self.length -= sum(map(len, self.parts[place:]))
                del self.parts[place:]
                self._point("note_call", mark[1] if mark else target.rpartition("n")[2] or "*")

        return settle

    def result(self) -> tuple[str, tuple[Sign, ...]]:
        text = "".join(self.parts)
        kept = len(text.rstrip())
        signs = [Sign(min(one.start, kept), min(one.end, kept), one.kind, one.detail) for one in self.signs]
        spread = [one for one in signs if not (one.kind == "strong" and one.start == 0 and one.end == kept)]
        return text[:kept], tuple(sorted(spread, key=lambda one: (one.start, -one.end)))
