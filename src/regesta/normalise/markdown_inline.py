"""Emphasis, tags, references and escapes of Markdown in one pass over a text without links, as CommonMark has them.

Out come pieces in the order of the text: words, beginnings and ends of emphasis, tags and line ends. A text full of
signs takes no longer than one of words, which no general parser promises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.entities import html5
from itertools import chain
from typing import Literal, NamedTuple

from regesta.text import crowded

_row = re.compile(r"(?:&(?=&))+|(?:<(?=[<\s]))+")
_escapes = re.compile(r"(?:\\[!-/:-@\[-`{-~])+")
_plain_references = re.compile(r"(?:&(?:amp|lt|gt);)+")
_run = re.compile(r"\*+|_+")
_attribute = r"\s+[A-Za-z_:][A-Za-z0-9_:.-]*(?:\s*=\s*(?:[^\"'=<>`\x00-\x20]+|'[^']*'|\"[^\"]*\"))?"
_tag = re.compile(rf"<[A-Za-z][A-Za-z0-9-]*(?:{_attribute})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>")
_enclosed = (
    # what opens it, its whole, what must follow somewhere
    ("<!--", re.compile(r"<!---?>|<!--(?:[^-]|-[^-]|--[^>])*-->"), "-->"),
    ("<![CDATA[", re.compile(r"<!\[CDATA\[[\s\S]*?\]\]>"), "]]>"),
    ("<?", re.compile(r"<\?[\s\S]*?\?>"), "?>"),
    ("<!", re.compile(r"<![A-Za-z][^>]*>"), ">"),
)
_name = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_address = re.compile(
    r"<(?P<address>[a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20]*"
    rf"|[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_name}(?:\.{_name})*)>"
)
_reference = re.compile(
    r"&(?:#x(?P<hexadecimal>[0-9a-f]{1,6})|#(?P<decimal>[0-9]{1,7})|(?P<name>[a-z][a-z0-9]{1,31}));",
    re.IGNORECASE | re.ASCII,
)
_word_signs = re.compile(
    rf"\\\n|{_escapes.pattern}|{_plain_references.pattern}|{_reference.pattern}", re.IGNORECASE | re.ASCII
)
"""What stands for words by itself, whatever stands around it."""
MANY = 2000
STARS_APART, TAGS_APART = 12, 8
"""How close so many stars and underscores, or beginnings of tags, may stand and still mean something."""
_punctuation = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_white = frozenset("\t\n\v\f\r \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))

Kind = Literal["words", "address", "begin emphasis", "end emphasis", "begin strong", "end strong", "tag", "line end"]


class Piece(NamedTuple):
    """A piece of a text: its words, an address, a tag as it stands, or a sign without words."""

    kind: Kind
    text: str = ""


@dataclass(slots=True)
class _Run:
    """A run of stars or underscores, and what becomes of them: ends, then what is left as words, then beginnings."""

    sign: str
    left: int
    length: int
    opens: bool
    closes: bool
    ends: list[Piece] = field(default_factory=list)
    begins: list[Piece] = field(default_factory=list)
    """From the innermost to the outermost, against the order of the text."""


def pieces(raw: str) -> list[Piece]:
    """The pieces of a text, no two of words side by side; signs that mean nothing are words."""
    scanned = list(_scanned(raw.replace("\0", "\N{REPLACEMENT CHARACTER}")))
    _pair([one for one in scanned if isinstance(one, _Run)])
    return list(_joined(chain.from_iterable(map(_settled, scanned))))


@cache
def _any_of(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")


def _settled(one: Piece | _Run) -> Iterable[Piece]:
    if isinstance(one, Piece):
        return (one,)
    return (*one.ends, Piece("words", one.sign * one.left), *reversed(one.begins))


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with neighbouring words as one; those without any left out."""
    words: list[str] = []
    for piece in found:
        if piece.kind == "words":
            words.append(piece.text)
            continue
        if any(words):
            yield Piece("words", "".join(words))
        words = []
        yield piece
    if any(words):
        yield Piece("words", "".join(words))


def _scanned(raw: str) -> Iterator[Piece | _Run]:
    """Words and what stands between them, in order; runs of emphasis not yet paired."""
    last = {end: raw.rfind(end) for _, _, end in _enclosed} if "<" in raw else {}
    stars, tags = _live(raw)
    sign = _any_of(f"&\\\n{stars}{tags}")
    position = 0
    words: list[str] = []
    while match := sign.search(raw, position):
        words.append(raw[position : match.start()])
        found, position = _at(raw, match.start(), last)
        if isinstance(found, str):
            words.append(found)
            continue
        if any(words):
            yield Piece("words", "".join(words))
        yield found
        words.clear()
    yield Piece("words", "".join((*words, raw[position:])))


def _live(raw: str) -> tuple[str, str]:
    """The signs of emphasis and of tags that mean anything in a text: those that stand there, and not without end."""
    bare = _escapes.sub("", raw) if "\\" in raw else raw
    stars = ("*" in bare or "_" in bare) and not crowded(bare, "*_", many=MANY, apart=STARS_APART)
    tags = "<" in bare and not crowded(bare, "<", many=MANY, apart=TAGS_APART)
    return "*_" if stars else "", "<" if tags else ""


def words_alone(raw: str) -> str | None:
    """The words of a text with only escapes and references in it, line ends as they stand; None of any other."""
    return None if any(_live(raw)) else _word_signs.sub(_said, raw.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def _at(raw: str, start: int, last: Mapping[str, int]) -> tuple[Piece | _Run | str, int]:
    """What begins with the sign at a place, and where it ends; `last` is the last place of each end of an enclosure."""
    sign = raw[start]
    if sign in "*_":
        return _run_at(raw, start)
    if sign == "\n":
        return Piece("line end"), start + 1
    if sign == "\\":
        return _escaped(raw, start)
    if row := _row.match(raw, start):
        return row[0], row.end()
    if sign == "&":
        return _referred(raw, start)
    if tag := _tag.match(raw, start):
        return Piece("tag", tag[0]), tag.end()
    address = _address.match(raw, start)
    link = _link(address["address"]) if address else ""
    if address and link:
        return Piece("address", link), address.end()
    for opening, whole, end in _enclosed:
        found = whole.match(raw, start) if raw.startswith(opening, start) and last[end] > start else None
        if found:
            return Piece("tag", found[0]), found.end()
    return sign, start + 1


def _link(address: str) -> str:
    """An address as a reader is shown it; nothing of one that no page may link to."""
    from markdown_it.common.normalize_url import normalizeLinkText, validateLink  # few texts are in need of it

    return normalizeLinkText(address) if validateLink(address) else ""


def _escaped(raw: str, start: int) -> tuple[Piece | str, int]:
    """A sign of punctuation behind a backslash is words; before anything else the backslash is."""
    if signs := _escapes.match(raw, start):
        return signs[0][1::2], signs.end()
    if raw.startswith("\n", start + 1):
        return Piece("line end"), start + 2
    return raw[start : start + 2], start + 2


def _referred(raw: str, start: int) -> tuple[str, int]:
    """The character that a reference such as &amp; or &#8211; stands for."""
    if plain := _plain_references.match(raw, start):
        return plain[0].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), plain.end()
    match = _reference.match(raw, start)
    if match and match["name"]:
        found = html5.get(f"{match['name']};")
        return (found, match.end()) if found else ("&", start + 1)
    if not match:
        return "&", start + 1
    code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    return chr(code) if _is_character(code) else "\N{REPLACEMENT CHARACTER}", match.end()


def _said(match: re.Match[str]) -> str:
    """The words of escapes and references that stand in a row; a line end behind a backslash is a blank."""
    if match[0][0] == "\\":
        return match[0][1::2].replace("\n", " ")
    words, end = _referred(match.string, match.start())
    return words + match.string[end : match.end()]


def _is_character(code: int) -> bool:
    """Whether a reference may stand for the code: no control sign, half of a pair or sign that is never used."""
    control = code < 9 or code == 11 or 14 <= code < 32 or 0x7F <= code < 0xA0
    return not (control or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE) and (
        code < 0x110000
    )


def _run_at(raw: str, start: int) -> tuple[_Run, int]:
    """A run of stars or underscores; what stands on either side tells whether it may begin or end emphasis."""
    match = _run.match(raw, start)
    end = match.end() if match else start + 1
    before, after = raw[start - 1] if start else " ", raw[end] if end < len(raw) else " "
    before_white, after_white = before in _white, after in _white
    before_sign, after_sign = _is_sign(before), _is_sign(after)
    left = not after_white and (not after_sign or before_white or before_sign)
    right = not before_white and (not before_sign or after_white or after_sign)
    inside = raw[start] == "*"
    opens = left and (inside or not right or before_sign)
    closes = right and (inside or not left or after_sign)
    return _Run(raw[start], end - start, end - start, opens, closes), end


def _is_sign(char: str) -> bool:
    return char in _punctuation if char.isascii() else unicodedata.category(char)[0] in "PS"


def _pair(runs: Sequence[_Run]) -> None:
    """Give each run its beginnings and ends: every end takes the nearest beginning of its sign before it."""
    openers: list[int] = []
    searched: dict[tuple[str, bool, int], int] = {}  # up to which run nothing fits an end of that kind
    for index, run in enumerate(runs):
        kind = (run.sign, run.opens, run.length % 3)
        while run.closes and run.left:
            place = _opener(run, runs, openers, searched.get(kind, -1))
            if place < 0:
                searched[kind] = index - 1
                break
            opener = runs[openers[place]]
            del openers[place + 1 :]
            strong = opener.left > 1 and run.left > 1
            opener.begins.append(Piece("begin strong" if strong else "begin emphasis"))
            run.ends.append(Piece("end strong" if strong else "end emphasis"))
            opener.left -= 1 + strong
            run.left -= 1 + strong
            if not opener.left:
                openers.pop()
        if run.opens and run.left:
            openers.append(index)


def _opener(run: _Run, runs: Sequence[_Run], openers: Sequence[int], bottom: int) -> int:
    """Place among the open runs of the one that a run ends, -1 for none; none at or before `bottom` is asked."""
    for place in range(len(openers) - 1, -1, -1):
        if openers[place] <= bottom:
            break
        opener = runs[openers[place]]
        both = opener.closes or run.opens
        odd = both and (opener.length + run.length) % 3 == 0 and (opener.length % 3 or run.length % 3)
        if opener.sign == run.sign and not odd:
            return place
    return -1
