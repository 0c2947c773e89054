"""What each block of a text is: heading, item, omission, signature or plain paragraph.

The format says some of it and the words the rest; where they disagree the words win, because converters promote
ordinary lines to headings and leave real headings plain. Each guess comes with a finding at its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from regesta.findings import Finding, finding
from regesta.model import BlockKind, Lines, RawBlock, Transcript
from regesta.normalise.brackets import OMITTED
from regesta.normalise.inline import Inline
from regesta.normalise.marks import Mark, follows

_omission = re.compile(
    rf"^[\[(]?\s*(?:\.(?:\s?\.){{2,}}|…|\*(?:\s?\*){{2,}})\s*[\])]?$|^\[\s*(?:{OMITTED})\.?\s*\]$", re.IGNORECASE
)
_ends = re.compile(r"[.!?:;…][\"'”’)\]]*$|[\])]$")
_dateline = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?,? (?:of )?[A-Z][a-z]+,? \d{4}$|\b[A-Z][a-z]+ \d{1,2}, \d{4}$")
_bracketed_letter = re.compile(r"\([a-z]\)|\[[^\[\]]*\]")
_lower_words = frozenset(
    "a an and as at by for from in into of on or over the to toward towards under upon via vis-à-vis with"
    " within".split()
)
NOTHING_DECIDED: Mapping[int, BlockKind] = MappingProxyType({})
HEADING_LENGTH = 160
SERIES_LENGTH = 110
"""How long a numbered line may be that heads paragraphs without figures."""
SIGNATURE_LENGTH = 60
HEAD_OF_TEXT = 3
GAP = 20
"""How far a list's figures may jump over what was left out."""


class Piece(NamedTuple):
    """A raw block with its words read."""

    raw: RawBlock
    inline: Inline
    mark: Mark | None

    @property
    def text(self) -> str:
        """Its plain words."""
        return self.inline.text


def tell_kinds(
    pieces: Sequence[Piece], transcript: Transcript, decided: Mapping[int, BlockKind] = NOTHING_DECIDED
) -> tuple[list[BlockKind], list[Finding]]:
    """The kind of every piece, and what was guessed; `decided` gives the editor's kinds by line."""
    kinds, findings = _told_kinds(pieces, transcript)
    for index, piece in enumerate(pieces):
        kinds[index] = next((decided[line] for line in decided if _covers(piece.raw.lines, line)), kinds[index])
    return kinds, [one for one in findings if one.line not in decided]


def _covers(lines: Lines, number: int) -> bool:
    return lines[0] <= number <= lines[1]


def _told_kinds(pieces: Sequence[Piece], transcript: Transcript) -> tuple[list[BlockKind], list[Finding]]:
    kinds = [_own_kind(piece) for piece in pieces]
    findings: list[Finding] = []
    for index in _siblings_of_headings(pieces, kinds) | _heading_series(pieces, kinds):
        kinds[index] = "heading"
        message = (
            f"“{pieces[index].text[:60]}” stands as a paragraph; its mark is one of a series that heads paragraphs"
        )
        findings.append(finding("N-101", message, file=transcript.file, line=pieces[index].raw.lines[0]))
    for index in _title_lines(pieces, kinds):
        kinds[index] = "heading"
    for index in _list_items(pieces, kinds):
        kinds[index] = "item"
    for index in _signatures(pieces, kinds):
        kinds[index] = "closer"
    return kinds, findings


def _own_kind(piece: Piece) -> BlockKind:
    """What a block is by its format and its words alone."""
    if _omission.match(piece.text[:200]):
        return "omission"
    if piece.raw.kind == "heading":
        return "paragraph" if _reads_on(piece) else "heading"
    if piece.raw.kind in ("item", "table", "verse"):
        return piece.raw.kind
    return "heading" if _is_capitals(piece.text) else "paragraph"


def _reads_on(piece: Piece) -> bool:
    """Whether a heading of the converter's is ordinary text: long, a whole sentence, or begun or stopped in one."""
    text = piece.text
    words = len(text.split())
    return (
        len(text) > HEADING_LENGTH * 1.5
        or text.endswith((",", ";"))
        or (text[:1].islower() and words > 3 and not piece.mark)
        or (text.endswith(".") and words > 14)
    )


def _is_capitals(text: str) -> bool:
    """A short line all in capitals, such as "THE YUGOSLAVIA QUESTION" or "CONTACTS WITH THE VKP(b)"."""
    if len(text) > HEADING_LENGTH or " " not in text or text.endswith((",", ";")):
        return False
    bare = _bracketed_letter.sub("", text)
    letters = [char for char in bare if char.isalpha()] if bare.isupper() else []
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _siblings_of_headings(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Short lines with the mark before that of the next heading: "a. Regarding …" before heading "b."."""
    found: set[int] = set()
    following: Mark | None = None
    for index in range(len(pieces) - 1, -1, -1):
        mark = pieces[index].mark
        if kinds[index] == "heading":
            following = mark or following
        elif kinds[index] == "paragraph" and mark and following and follows(mark, following):
            text = pieces[index].text
            if _may_head(text, HEADING_LENGTH) and not _ends.search(text):
                found.add(index)
                following = mark
    return found


def _may_head(text: str, length: int) -> bool:
    return len(text) <= length and not text.endswith((",", ";", ":", "?", "!"))


def _heading_series(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Short marked lines that count on from one another with plain paragraphs after each: "1. On the press"."""
    found: set[int] = set()
    chains: dict[str, _Chain] = {}
    for index, piece in enumerate(pieces):
        heads = kinds[index] == "paragraph" and piece.mark and _heads_text(index, pieces, kinds)
        if not heads or not piece.mark:
            continue
        chain = chains.get(piece.mark.style)
        last = pieces[chain.members[-1]].mark if chain else None
        if not chain or not last or not follows(last, piece.mark):
            chain = chains[piece.mark.style] = _Chain()
        chain.add(index, piece.text)
        if len(chain.members) > 1 and chain.are_titles:
            found.update(chain.members[chain.told :])
            chain.told = len(chain.members)
    return found


def _heads_text(index: int, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> bool:
    """Whether a short line is followed by a paragraph without its kind of mark, longer than itself."""
    piece, after = pieces[index], index + 1
    if not _may_head(piece.text, SERIES_LENGTH) or after >= len(pieces) or kinds[after] not in ("paragraph", "item"):
        return False
    mark = pieces[after].mark
    other = mark is None or not piece.mark or mark.style != piece.mark.style
    return other and (mark is not None or len(pieces[after].text) > len(piece.text))


@dataclass(slots=True)
class _Chain:
    """Lines of one series, and how they read."""

    members: list[int] = field(default_factory=list)
    stopped: int = 0
    longest: int = 0
    told: int = 0
    """How many of them are known to be headings."""

    def add(self, index: int, text: str) -> None:
        """Take in the next line of the series."""
        self.members.append(index)
        self.stopped += text.endswith(".")
        self.longest = max(self.longest, len(text.split()))

    @property
    def are_titles(self) -> bool:
        """Whether they read as titles: most without a full stop, or none longer than a few words."""
        return self.stopped * 2 < len(self.members) or self.longest <= 9


def _title_lines(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> list[int]:
    """A short title-like line at the very head of the text, where the transcript repeats the original's own title."""
    for index, piece in enumerate(pieces[:HEAD_OF_TEXT]):
        if kinds[index] == "heading":
            continue
        if kinds[index] != "paragraph" or index + 1 >= len(pieces) or not _is_title(piece.text):
            break
        return [index]
    return []


def _is_title(text: str) -> bool:
    """Whether a line is written as a title: no full stop, its longer words in capitals, at least four of them."""
    if len(text) > HEADING_LENGTH:
        return False
    bare = re.sub(r"\s*\([^()]*\)$", "", text)
    words: list[str] = [word for word in re.findall(r"[^\W\d_][\w'’-]*", bare) if word.lower() not in _lower_words]
    if _ends.search(bare) or bare.endswith(",") or len(words) < 4 or _dateline.search(bare):
        return False
    capitals: int = sum(word[0].isupper() for word in words)
    return capitals >= 0.8 * len(words)


def _list_items(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Neighbouring paragraphs whose marks count on, also over what was left out (4, […], 9); not large Roman ones."""
    found: set[int] = set()
    previous: int | None = None
    for index, kind in enumerate(kinds):
        if kind == "omission":
            continue
        later = pieces[index].mark if kind in ("paragraph", "item") else None
        if later is None or later.is_upper_roman:
            previous = None
            continue
        earlier = pieces[previous].mark if previous is not None else None
        if previous is not None and earlier and _counts_on(earlier, later):
            found.update((previous, index))
        previous = index
    return found


def _counts_on(earlier: Mark, later: Mark) -> bool:
    """Whether a mark is the next of a list, or one further on: 3 and 5, a and c."""
    if earlier.style != later.style:
        return False
    places = dict(later.places)
    return any(0 < places.get(kind, 0) - place <= GAP for kind, place in earlier.places)


def _signatures(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Lines of names at the end of the text; one remark and an omission may still follow them."""
    found: set[int] = set()
    passed = 0
    for index in range(len(pieces) - 1, 0, -1):
        text = pieces[index].text
        if kinds[index] == "omission" or (kinds[index] == "paragraph" and _is_signature(text)):
            if kinds[index] == "paragraph":
                found.add(index)
        elif found or passed or kinds[index] != "paragraph" or len(text) > 200:
            break
        else:
            passed += 1
    return found


def _is_signature(text: str) -> bool:
    """A short line of names or offices without a sentence: "Liu [Shaoqi]", "(signed) A. Mikoyan"."""
    if len(text) > SIGNATURE_LENGTH or text.endswith(("?", "!", ":", ";")):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not words or len(words) > 8 or (text.endswith(".") and not re.search(r"\b[A-Z]\.$", text)):
        return False
    small = [word for word in words if word[0].islower() and word not in _lower_words and word != "signed"]
    return not small and (text.lstrip('[("“')[:1].isupper() or words[0] == "signed")
