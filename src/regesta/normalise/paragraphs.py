"""Raw blocks to the blocks of a record: headings, items, signatures and omissions told apart, page breaks mended.

No word is added or dropped: joining two halves puts one space between them, and rules of dashes are handed back to be
set aside. Each guess comes with a finding at its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, BlockKind, RawBlock, Reading, SetAside, Sign, Transcript
from regesta.normalise.inline import Inline, read_inline
from regesta.normalise.marks import Mark, follows, read_mark

_omission = re.compile(r"^[\[(]?\s*(?:\.(?:\s?\.){2,}|…|\*(?:\s?\*){2,})\s*[\])]?$")
_ends = re.compile(r"[.!?:;…][\"'”’)\]]*$|[\])]$")
_goes_on = re.compile(r"^[\"'“‘(\[]?[a-zß-öø-ÿ]")
_open_end = re.compile(r"(?:[^\W_]|,|[-–—])[\"'”’]?$")
_converter_bullet = re.compile(r"^\s*[-*+]\s+(?=\(?[0-9A-Za-z]{1,5}[.)])")
_separator = re.compile(r"^\|?[\s:|-]+\|?$")
_dateline = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}[.:]\d\d\b")
_lower_words = frozenset(
    "a an and as at by for from in into of on or over the to toward towards under upon via vis-à-vis with"
    " within".split()
)
HEADING_LENGTH = 160
SIGNATURE_LENGTH = 60
HEAD_OF_TEXT = 3


class Body(NamedTuple):
    """The blocks of a document, what was set aside among them, and the findings."""

    blocks: tuple[Block, ...]
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]


class _Piece(NamedTuple):
    """A raw block with its words read."""

    raw: RawBlock
    inline: Inline
    mark: Mark | None

    @property
    def text(self) -> str:
        return self.inline.text


def build_blocks(reading: Reading, transcript: Transcript) -> Body:
    """Blocks of a reading, without addresses and without the meaning of brackets."""
    aside = [SetAside(raw.lines, raw.text, "rule of the converter") for raw in reading.blocks if raw.kind == "rule"]
    pieces = [_piece(raw, reading.markup) for raw in reading.blocks if raw.kind not in ("rule", "note")]
    pieces = [piece for piece in pieces if piece.text]
    kinds, findings = _kinds(pieces, transcript)
    blocks = _joined(_blocks(pieces, kinds), transcript, findings)
    findings.extend(_bullet_findings(pieces, transcript))
    return Body(tuple(blocks), tuple(aside), tuple(findings))


def _piece(raw: RawBlock, markup: str) -> _Piece:
    inline = read_inline(raw.text, markup)
    return _Piece(raw, inline, read_mark(inline.text))


def _kinds(pieces: Sequence[_Piece], transcript: Transcript) -> tuple[list[BlockKind], list[Finding]]:
    kinds = [_own_kind(piece) for piece in pieces]
    findings: list[Finding] = []
    for index, piece in enumerate(pieces):
        if kinds[index] == "paragraph" and _heads_its_siblings(index, pieces, kinds):
            kinds[index] = "heading"
            message = f"“{piece.text[:60]}” stands as a paragraph; its mark begins the headings that follow"
            findings.append(finding("N-101", message, file=transcript.file, line=piece.raw.lines[0]))
    for index in _title_lines(pieces, kinds):
        kinds[index] = "heading"
    for index in _list_items(pieces, kinds):
        kinds[index] = "item"
    for index in _signatures(pieces, kinds):
        kinds[index] = "closer"
    return kinds, findings


def _own_kind(piece: _Piece) -> BlockKind:
    """What a block is by its format and its words alone."""
    if _omission.match(piece.text):
        return "omission"
    if piece.raw.kind in ("heading", "item", "table", "verse"):
        return piece.raw.kind
    return "heading" if _is_capitals(piece.text) else "paragraph"


def _is_capitals(text: str) -> bool:
    """A short line all in capitals, such as "THE YUGOSLAVIA QUESTION"."""
    letters = [char for char in text if char.isalpha()]
    shouting = len(letters) > 3 and all(char.isupper() for char in letters)
    return shouting and len(text) <= HEADING_LENGTH and " " in text and not text.endswith((",", ";"))


def _heads_its_siblings(index: int, pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> bool:
    """Whether a short line has the mark before that of the next heading: "a. Regarding …" before heading "b."."""
    piece = pieces[index]
    if not piece.mark or len(piece.text) > HEADING_LENGTH or _ends.search(piece.text):
        return False
    later = (
        other.mark for other, kind in zip(pieces[index + 1 :], kinds[index + 1 :], strict=True) if kind == "heading"
    )
    following = next((mark for mark in later if mark), None)
    return following is not None and follows(piece.mark, following)


def _title_lines(pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> list[int]:
    """Short title-like lines at the very head of the text, where the transcript repeats the original's own title."""
    found = []
    for index, piece in enumerate(pieces[:HEAD_OF_TEXT]):
        if kinds[index] == "heading":
            continue
        if kinds[index] != "paragraph" or index + 1 >= len(pieces) or not _is_title(piece.text):
            break
        found.append(index)
        break
    return found


def _is_title(text: str) -> bool:
    """Whether a line is written as a title: no full stop, its longer words in capitals, at least four of them."""
    bare = re.sub(r"\s*\([^()]*\)$", "", text)
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", bare) if word.lower() not in _lower_words]
    if len(text) > HEADING_LENGTH or _ends.search(bare) or bare.endswith(",") or len(words) < 4:
        return False
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals >= 0.8 * len(words)


def _list_items(pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Neighbouring paragraphs whose marks count on from one another; large Roman figures number parts, not items."""
    found: set[int] = set()
    for index in range(1, len(pieces)):
        earlier, later = pieces[index - 1].mark, pieces[index].mark
        both = kinds[index - 1] in ("paragraph", "item") and kinds[index] in ("paragraph", "item")
        if both and earlier and later and follows(earlier, later) and not later.is_upper_roman:
            found.update((index - 1, index))
    return found


def _signatures(pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> set[int]:
    """Lines of names at the end of the text; one remark and an omission may still follow them."""
    found: set[int] = set()
    passed = 0
    for index in range(len(pieces) - 1, -1, -1):
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
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not words or len(text) > SIGNATURE_LENGTH or len(words) > 8 or text.endswith(("?", "!", ":", ";")):
        return False
    if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text):
        return False
    small = [word for word in words if word[0].islower() and word not in _lower_words and word != "signed"]
    return not small and (text.lstrip('[("“')[:1].isupper() or words[0] == "signed")


def _blocks(pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> list[Block]:
    levels = _levels(pieces, kinds)
    blocks = []
    for piece, kind, level in zip(pieces, kinds, levels, strict=True):
        signs = list(piece.inline.signs)
        if piece.mark and kind != "table":
            signs.insert(0, Sign(0, piece.mark.length, "marker"))
        rows = _rows(piece.raw) if kind == "table" else ()
        text = "\n".join("\t".join(row) for row in rows) if rows else piece.text
        blocks.append(Block(kind, text, (piece.raw.lines,), "", level, () if rows else tuple(signs), rows))
    return blocks


def _levels(pieces: Sequence[_Piece], kinds: Sequence[BlockKind]) -> list[int]:
    """Depth of headings and items from 1, by what stands in the document rather than by the converter's figures.

    A converter gives like headings unlike levels ("####" for two of three headings in capitals, "###" for the third),
    so headings in capitals and those without a mark are of the first level, marked ones stand below them.
    """
    unmarked = any(kind == "heading" and not piece.mark for piece, kind in zip(pieces, kinds, strict=True))
    shallowest = min((p.raw.level for p, kind in zip(pieces, kinds, strict=True) if kind == "item"), default=0)
    levels = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind == "heading":
            levels.append(2 if piece.mark and unmarked else 1)
        else:
            levels.append(max(1, piece.raw.level - shallowest + 1) if kind == "item" else 0)
    return levels


def _rows(raw: RawBlock) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in raw.text.split("\n") if not _separator.match(line.strip())]
    return tuple(
        tuple(read_inline(cell.strip(), "markdown").text for cell in line.strip().strip("|").split("|"))
        for line in lines
    )


def _joined(blocks: Sequence[Block], transcript: Transcript, findings: list[Finding]) -> list[Block]:
    """Blocks with the halves of sentences that a page break parted put together again."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if last and _is_parted(last, block):
            result[-1] = _join(last, block)
            message = f"“…{last.text[-30:]}” goes on in line {block.ranges[0][0]}: joined"
            findings.append(finding("N-102", message, file=transcript.file, line=last.ranges[-1][1]))
        else:
            result.append(block)
    findings.extend(_open_ends(result, transcript))
    return result


def _is_parted(first: Block, second: Block) -> bool:
    """Whether a text stops openly and the next goes on in small letters: "… preventing" / "any imperialist goods …"."""
    joinable = first.kind in ("paragraph", "item") and second.kind == "paragraph" and not _leads_with_mark(second)
    return joinable and len(first.text) > 40 and bool(_open_end.search(first.text) and _goes_on.match(second.text))


def _leads_with_mark(block: Block) -> bool:
    return any(sign.kind == "marker" for sign in block.signs)


def _join(first: Block, second: Block) -> Block:
    offset = len(first.text) + 1
    seam = Sign(offset, offset, "page_break")
    moved = tuple(Sign(s.start + offset, s.end + offset, s.kind, s.detail) for s in second.signs)
    text = f"{first.text} {second.text}"
    return replace(first, text=text, ranges=first.ranges + second.ranges, signs=(*first.signs, seam, *moved))


def _open_ends(blocks: Sequence[Block], transcript: Transcript) -> list[Finding]:
    """A long paragraph that stops in mid-sentence and is not taken up again."""
    return [
        finding("N-104", f"“…{block.text[-40:]}” stops in mid-sentence", file=transcript.file, line=block.ranges[-1][1])
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
        if block.kind == "paragraph"
        and len(block.text) > 150
        and _open_end.search(block.text)
        and not (after and after.kind in ("item", "table", "verse"))
    ]


def _bullet_findings(pieces: Sequence[_Piece], transcript: Transcript) -> list[Finding]:
    lines = transcript.text.split("\n")
    marked = [piece.raw.lines[0] for piece in pieces if piece.raw.kind == "item" and piece.mark]
    return [
        finding("L-106", "the converter's “-” stands before the source's own mark", file=transcript.file, line=number)
        for number in marked
        if _converter_bullet.match(lines[number - 1])
    ]
