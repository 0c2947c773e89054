"""Where the originals lie and were printed: archives in their own order, publications, translators.

In goes the shelf, out come the pages. A reference is cut at its commas: "F. 39, Op. 1, D. 39, Ll. 1-6" is three steps
and the sheets, "A461, C373/1/4, ii" three steps. Figures are put in order by their value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from msgspec import structs

from regesta.model import LinkedDocument
from regesta.rendering.boards import Board, fresh, group_id, shelved
from regesta.rendering.frame import Way
from regesta.rendering.leaves import Leaves
from regesta.rendering.listing import Entry, Group, entry
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import curled
from regesta.text import fold, slug

CUT = re.compile(r"\s*[,;]\s*")
SHEETS = re.compile(r"(?:l{1,2}|lists?|sheets?|pp?|pages?|fols?|ff|folios?|л{1,2})\b\.?\s*\d", re.IGNORECASE)
"""Sheets or pages within a file: they tell two documents of it apart, and are no step of their own."""
STEPS = 3
"""Steps below an archive: fond, opis, delo."""
SAME = (
    (re.compile(r"\b(?:fond|fund|collection|ф|f)\b\.?\s*(?=\d)"), "f "),
    (re.compile(r"\b(?:opis|inventory|оп|op)\b\.?\s*(?=\d)"), "op "),
    (re.compile(r"\b(?:delo|file|дело|д|d)\b\.?\s*(?=\d)"), "d "),
)
"""Ways to write one and the same step, in small letters."""
Order = list[tuple[int, str]]


def source_pages(shelf: Shelf) -> Leaves:
    """The documents by archive and reference, publication and page, translator; those without any last."""
    held: dict[str, list[LinkedDocument]] = defaultdict(list)
    printed: dict[str, list[LinkedDocument]] = defaultdict(list)
    translated: dict[str, list[LinkedDocument]] = defaultdict(list)
    loose: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in shelf.edition.documents:
        source = document.record.source
        if source.archive:
            held[source.archive].append(document)
        if source.published_in:
            printed[source.published_in].append(document)
        for name in dict.fromkeys(source.translators):
            translated[name].append(document)
        if not source.archive and not source.published_in:
            loose["As the documents give it, or not given"].append(document)
    boards = [
        *_boards(held, "Archives", "archive", _reference),
        *_boards(printed, "Publications", "publication", _pages),
        *_boards(translated, "Translators", "translator", _nothing),
        *_boards(loose, "Other sources", "otherwise", _as_written),
    ]
    yield from shelved("sources/", "Sources", boards, shelf)


def steps(reference: str) -> tuple[tuple[str, ...], str]:
    """The steps that lead to a file of an archive, and what is left: sheets, or what follows the third step."""
    parts = [part for part in CUT.split(reference.strip()) if part]
    end = next((place for place, part in enumerate(parts) if SHEETS.match(part)), len(parts))
    end = min(end, STEPS)
    return tuple(parts[:end]), ", ".join(parts[end:])


def archival_order(text: str) -> Order:
    """What references are sorted by: figures by value, so that "D. 9" is before "D. 39", and words by letters."""
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.findall(r"\d+|\D+", _plain(text))]


def _plain(step: str) -> str:
    """A step without what differs between two ways of writing it: "Fond 39", "F.39" and "f. 39" are one."""
    plain = fold(step)
    for written, said in SAME:
        plain = written.sub(said, plain)
    return " ".join(plain.split())


def _boards(
    held: dict[str, list[LinkedDocument]], kind: str, prefix: str, part: Callable[[LinkedDocument], str]
) -> list[Board]:
    """One board for each name, in order of names; the documents on it in order of their reference or page."""
    taken: set[str] = set()
    boards = []
    for name in sorted(held, key=lambda one: (fold(one), one)):
        identifier = fresh(group_id(prefix, name), taken)
        documents = tuple(sorted(held[name], key=lambda one: archival_order(part(one))))
        in_a_row = _in_brief if prefix == "translator" else partial(_in_a_row, part=part)
        arrange = partial(_by_steps, prefix=identifier) if prefix == "archive" else in_a_row
        boards.append(Board(kind, curled(name), identifier, documents, arrange))
    return boards


def _in_a_row(documents: Sequence[LinkedDocument], to: Way, part: Callable[[LinkedDocument], str]) -> tuple[Group, ...]:
    return (Group("", "", tuple(entry(one, to, note=curled(part(one))) for one in documents)),)


def _in_brief(documents: Sequence[LinkedDocument], to: Way) -> tuple[Group, ...]:
    return (Group("", "", tuple(structs.replace(entry(one, to), summary="") for one in documents)),)


def _by_steps(documents: Sequence[LinkedDocument], to: Way, prefix: str) -> tuple[Group, ...]:
    """Documents of one archive by fond, opis and delo; those whose reference ends before, or that have none, first."""
    found = [(*steps(_reference(one)), one) for one in documents]
    return tuple(_nested(found, to, 0, prefix, set()))


Placed = tuple[tuple[str, ...], str, LinkedDocument]
"""Steps, what is left of the reference, and the document."""


def _nested(found: Sequence[Placed], to: Way, depth: int, prefix: str, taken: set[str]) -> Iterable[Group]:
    """The groups below a step; a step with a single one below and no documents of its own is told with that one."""
    here = [one for one in found if len(one[0]) <= depth]
    if here:
        yield Group("", "", tuple(_entry(one, to) for one in sorted(here, key=_sheets)))
    below: dict[str, list[Placed]] = defaultdict(list)
    for one in found:
        if len(one[0]) > depth:
            below[_plain(one[0][depth])].append(one)
    for step in sorted(below, key=archival_order):
        members = below[step]
        last = _fork(members, depth + 1)
        title = ", ".join(_as_mostly_written(members, place) for place in range(depth, last))
        identifier = fresh(f"{prefix}-{slug(title) or 'none'}", taken)
        inner = tuple(_nested(members, to, last, identifier, taken))
        loose = tuple(one for group in inner if not group.title for one in group.entries)
        yield Group(curled(title), identifier, loose, groups=tuple(group for group in inner if group.title))


def _fork(members: Sequence[Placed], depth: int) -> int:
    """The first step, from a depth on, at which documents part or one of them ends."""
    while all(len(one[0]) > depth for one in members) and len({_plain(one[0][depth]) for one in members}) == 1:
        depth += 1
    return depth


def _as_mostly_written(members: Sequence[Placed], place: int) -> str:
    """A step as most of its documents write it, of several such the first."""
    return Counter(one[0][place] for one in members).most_common(1)[0][0]


def _entry(placed: Placed, to: Way) -> Entry:
    return entry(placed[2], to, note=curled(placed[1]))


def _sheets(placed: Placed) -> Order:
    return archival_order(placed[1])


def _reference(document: LinkedDocument) -> str:
    return document.record.source.reference or ""


def _pages(document: LinkedDocument) -> str:
    pages = document.record.source.pages
    return f"pp. {pages}" if pages else ""


def _as_written(document: LinkedDocument) -> str:
    return document.record.source.as_written


def _nothing(_document: LinkedDocument) -> str:
    return ""
