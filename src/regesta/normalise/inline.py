"""Words of a field or block as received to plain text, with what the markup said about them as signs.

White space folds to single spaces. Emphasis, raised text and note marks become signs; brackets stay in the text for
`brackets` to understand. A tag that is not plain formatting is words like any other: it is shown, never obeyed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from regesta.model import Sign, SignKind
from regesta.normalise.markdown_inline import Piece, pieces, words_alone
from regesta.normalise.tei_inline import read_tei
from regesta.text import crowded, is_heap

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_markup = re.compile(r"[*_`<&\\]|\]\(")
# as in "[1](#f1)", "[(1)](#f1)", "<sup>1</sup>"
_plain_call = re.compile(r"(?<!!)\[\(?([0-9]{1,9})\)?\]\(#[\w.:-]*\)|<sup>([0-9]{1,3})</sup>")
_note_mark = re.compile(r"^(?:\d{1,3}|[*†‡§]{1,3}|[a-z])$")
INVISIBLE = "\ufeff\u200b\u2060"
_invisible = str.maketrans(dict.fromkeys(INVISIBLE))
SHORTEST_ADDRESS = 8
DEEPEST = 8
"""How deep emphasis may stand in emphasis of the same kind and still be told from it."""
SIGNS = "*_<&`\\["
MANY_SIGNS, APART = 100, 16
"""From how many signs of markup, standing closer than so many characters, a text is damaged and holds no links."""
_dropped_tags = {"u", "mark", "span", "b", "i", "em", "strong", "big", "small", "font", "center", "p", "div"}
_tag = re.compile(r"^<(/?)([a-z]+)\s*/?>$", re.IGNORECASE)
_tag_signs: dict[str, SignKind] = {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong"}


class Inline(NamedTuple):
    """Plain text and what its markup says."""

    text: str
    signs: tuple[Sign, ...] = ()


class _Builder:
    """Collects words with folded white space and the signs that open and close among them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.signs: list[Sign] = []
        self.open: dict[SignKind, list[int]] = {}

    def add(self, words: str) -> None:
        if self._is_after_call() and words[:1].isalnum() and self.parts[-1][-1:].isalnum():
            self._append(" ")  # "word[1](#f1)word" is two words
        if any(sign in words for sign in INVISIBLE):
            words = words.translate(_invisible)
        if words[:1].isspace():
            self._part()
        if folded := " ".join(words.split()):
            self._append(folded)
            if words[-1].isspace():
                self._part()

    def _is_after_call(self) -> bool:
        last = self.signs[-1] if self.signs else None
        return bool(self.parts) and last is not None and last.kind == "note_call" and last.start == self.length

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)

    def _part(self) -> None:
        """A blank, unless one stands there already."""
        if self.length and self.parts[-1][-1] != " ":
            self._append(" ")

    def begin(self, kind: SignKind) -> None:
        self.open.setdefault(kind, []).append(self.length)

    def end(self, kind: SignKind) -> None:
        if not self.open.get(kind):
            return
        start, deep = self.open[kind].pop(), len(self.open[kind])
        if start < self.length and deep < DEEPEST:
            self.signs.append(Sign(start, self.length, kind))

    def call(self, mark: str) -> None:
        self.signs.append(Sign(self.length, self.length, "note_call", mark))

    def result(self) -> Inline:
        text = "".join(self.parts)
        kept = len(text.rstrip())
        signs = [Sign(min(s.start, kept), min(s.end, kept), s.kind, s.detail) for s in self.signs]
        whole = [s for s in signs if not (s.kind == "strong" and s.start == 0 and s.end == kept)]
        return Inline(text[:kept], tuple(sorted(whole, key=lambda s: (s.start, -s.end))))


def read_inline(raw: str, markup: str) -> Inline:
    """Plain text of a stretch of a transcript; `markup` is "plain", "markdown" or "tei"."""
    if markup == "tei":
        return Inline(*read_tei(raw))
    if markup == "plain" or not _markup.search(raw):
        return Inline(" ".join((raw if raw.isascii() else raw.translate(_invisible)).split()))
    builder = _Builder()
    if "](#" in raw or "<sup>" in raw:
        parts = _words_and_marks(raw)
        if not _markup.search("".join(parts[::2])):  # calls of notes are all that the text holds
            return _with_calls(parts, builder)
    if is_heap(raw):
        builder.add(raw)
    elif "](" in raw and not crowded(raw, SIGNS, many=MANY_SIGNS, apart=APART):
        _walk(_parser().parseInline(raw)[0].children or [], builder)
    elif (words := words_alone(raw)) is not None:  # of an HTML page all signs are escaped
        builder.add(words)
    else:
        _follow(pieces(raw), builder)
    return builder.result()


def _words_and_marks(raw: str) -> list[str]:
    """A text cut at its calls: words and marks in turn, the words first."""
    parts, place = list[str](), 0
    for match in _plain_call.finditer(raw):
        parts += [raw[place : match.start()], match[1] or match[2]]
        place = match.end()
    return [*parts, raw[place:]]


def _with_calls(parts: list[str], builder: _Builder) -> Inline:
    """Words and marks in turn, the words first."""
    for index, part in enumerate(parts):
        (builder.call if index % 2 else builder.add)(part)
    return builder.result()


@cache
def _parser() -> MarkdownIt:
    """The inline parser, loaded where a text has links; tags are told from words by it, none is ever passed on."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).disable("backticks")


def _follow(found: list[Piece], builder: _Builder) -> None:
    """Write out the pieces of a text without links."""
    raised: int | None = None
    for kind, text in found:
        is_words = kind in ("words", "address")
        if is_words and raised is not None and _note_mark.match(text.strip()):
            builder.call(text.strip())
        elif is_words:
            builder.add(text)
        elif kind == "line end":
            builder.add(" ")
        elif kind == "tag":
            raised = _handle_tag(text, builder, raised)
        else:
            begins, name = kind.split()
            sign: SignKind = "strong" if name == "strong" else "emphasis"
            (builder.begin if begins == "begin" else builder.end)(sign)


def _walk(tokens: list[Token], builder: _Builder) -> None:
    raised: int | None = None
    link: str | None = None
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            builder.add(" ")
        elif token.type in ("em_open", "strong_open"):
            builder.begin("emphasis" if token.type == "em_open" else "strong")
        elif token.type in ("em_close", "strong_close"):
            builder.end("emphasis" if token.type == "em_close" else "strong")
        elif token.type == "link_open":
            link = _target(token)
        elif token.type == "link_close":
            _close_link(builder, link)
            link = None
        elif token.type == "image":
            builder.add(f"{token.content} {token.attrGet('src') or ''}")
        elif token.type == "html_inline":
            raised = _handle_tag(token.content, builder, raised)
        elif raised is not None and _note_mark.match(token.content.strip()):
            builder.call(token.content.strip())
        elif link is not None and link.startswith("#"):  # "[1](#f1)": a note mark, not words
            builder.call(token.content.strip("[]() "))
        else:
            builder.add(token.content)


def _target(token: Token) -> str | None:
    """Where a link leads, unless its own words say so (<https://…>)."""
    return None if token.info == "auto" else str(token.attrGet("href") or "")


def _close_link(builder: _Builder, link: str | None) -> None:
    """Write out an address that the words of the link do not give, so that it is not lost."""
    if not link or link.startswith("#"):
        return
    if len(link) < SHORTEST_ADDRESS or link not in "".join(builder.parts[-20:]):
        builder.add(f" <{link}>")


def _handle_tag(tag: str, builder: _Builder, raised: int | None) -> int | None:
    """Obey a plain formatting tag, keep any other as words; the result is where raised text began, if it is open."""
    match = _tag.match(tag)
    name = match[2].lower() if match else ""
    closing = bool(match and match[1])
    if name == "br":
        builder.add(" ")
    elif name in ("sup", "sub"):
        if closing and raised is not None and raised < builder.length:
            builder.signs.append(Sign(raised, builder.length, "superior"))
        return None if closing else builder.length
    elif name in _tag_signs:
        (builder.end if closing else builder.begin)(_tag_signs[name])
    elif name not in _dropped_tags:
        builder.add(tag)
    return raised
