"""The proof page of a document: the transcript as received, line by line, and beside it what became of each line.

In go a linked document and its transcript, out comes a view. Nothing is interpreted here: the record says which lines
each of its parts was read from, and a line that none names is shown as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from msgspec.structs import replace

from regesta import addresses
from regesta.model import Block, Lines, LinkedDocument, Record, Transcript, Value
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import title_of
from regesta.rendering.words import curled
from regesta.text import words

_tag = re.compile(r"<[^<>]*>")

VOID = 100
"""How many blank lines of a row are shown."""
KINDS = {
    "item": "list item",
    "closer": "signature",
    "omission": "omission",
    "heading": "heading",
    "verse": "verse",
    "table": "table",
}
"""How a kind of block is called; a paragraph goes by its number alone."""


class LineView(Value, frozen=True):
    """A line of the transcript: its number, its characters, and what it became."""

    number: int
    text: str
    fates: tuple[Link, ...]
    kind: str
    """"on" where another line began what it became, "blank" where it has no words; else nothing."""


class ProofView(Value, frozen=True):
    """All that a proof page shows."""

    title: str
    document: str
    transcript: str
    checksum: str
    raw: str
    format: str
    lines: tuple[LineView, ...]
    aside: int
    language: str


def address(identifier: str) -> str:
    """Address of a document's proof page."""
    return f"{addresses.document(identifier)}transcript/"


def view(document: LinkedDocument, transcript: Transcript) -> ProofView:
    """What the proof page of a document shows; of a volume only the lines of this document."""
    record = document.record
    to = way(address(record.id))
    fates = _fates(record, to)
    texts = transcript.text.split("\n")
    if texts and not texts[-1]:
        texts.pop()
    first, last = record.extent or (1, len(texts))
    lines = tuple(
        _without_voids(_line(number, texts[number - 1], fates) for number in range(first, min(last, len(texts)) + 1))
    )
    return ProofView(
        title=title_of(record),
        document=to(addresses.document(record.id)),
        transcript=record.file,
        checksum=record.sha256,
        raw="../transcript.txt",
        format=record.format,
        lines=lines,
        aside=len(record.set_aside),
        language=record.languages.text,
    )


def _without_voids(lines: Iterable[LineView]) -> Iterator[LineView]:
    """The lines, but of a row of very many blank ones only the first, which says how many there are."""
    for blank, row in groupby(lines, key=lambda one: one.kind == "blank"):
        if not blank:
            yield from row
            continue
        coming = iter(row)
        shown = list(islice(coming, VOID))
        more = sum(1 for _ in coming)
        yield from [replace(shown[0], fates=(Link(f"{len(shown) + more} blank lines"),))] if more else shown


def _line(number: int, text: str, fates: dict[int, list[tuple[Link, int]]]) -> LineView:
    here = fates.get(number, [])
    blank = not text.strip()
    told = tuple(link for link, start in here if start == number)
    if not here and words(_tag.sub(" ", text)):
        told = (Link("not accounted for"),)
    kind = "blank" if blank else "on" if here and not told else ""
    return LineView(number, text, () if blank else told, kind)


def _fates(record: Record, to: Way) -> dict[int, list[tuple[Link, int]]]:
    """What each line became, with the line at which that begins."""
    found: dict[int, list[tuple[Link, int]]] = defaultdict(list)
    for link, (first, last) in _parts(record, to):
        for number in range(first, last + 1):
            found[number].append((link, first))
    return found


def _parts(record: Record, to: Way) -> Iterator[tuple[Link, Lines]]:
    page = addresses.document(record.id)
    for one in record.fields:
        yield Link(one.name, note="empty" if not one.text.strip() and one.label else ""), one.lines
    for block in record.blocks:
        for place, lines in enumerate(block.ranges):
            href = to(f"{page}#{block.anchor}") if block.anchor else ""
            yield Link(_called(block), href, "joined to the line before the page break" if place else ""), lines
    for note in record.notes:
        if note.lines:
            yield Link(f"note {note.mark}", to(f"{page}#{note.anchor}") if note.anchor else ""), note.lines
    for listing in record.listed:
        yield Link("related document", note=curled(listing.title)), listing.lines
    for aside in record.set_aside:
        yield Link("set aside", note=aside.reason), aside.lines


def _called(block: Block) -> str:
    number = f"§ {block.anchor[1:]}" if block.kind == "heading" else f"¶ {block.anchor[1:]}"
    kind = KINDS.get(block.kind, "")
    return " ".join(filter(None, (number if block.anchor else "", kind))) or "text without a number"
