"""How an edition is parted into books that do not grow without bound: one, or one for each stretch of time.

In go ids and EDTF dates, out come volumes. A volume too large is parted by centuries, decades, years, months and days
in turn, so that a document added later changes the volume of its own time and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from regesta.model import LinkedDocument, Value

MOST = 1000
"""Documents in a volume."""
WHOLE = "edition"
"""Name of the one volume of an edition that needs no more, and the beginning of all other names."""

CHAPTERS = "book/documents/"
"""Where the chapters stand in the archive that a book is, each named after its document: 113439.xhtml."""
CHAPTER = ".xhtml"

_day = re.compile(r"(?<!\d)(?:(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-3]\d))?)?|(\d\d\d?)(?=X))")
_undated = "undated"
_digits = (2, 3, 4, 7, 10)
"""How much of a date is one time: 19, 194, 1949, 1949-07, 1949-07-18."""

Dated = tuple[str, str]
"""A document's id and the day it is filed under, as far as known."""


class Volume(Value, frozen=True):
    """Documents that make one book."""

    name: str
    """Such as edition, edition-194x, edition-1949-07; never that of another volume."""
    label: str
    """The time it covers, in words: "1940–1949"; empty where there is only one volume."""
    documents: tuple[str, ...]
    """Ids, in the order of the edition."""

    @property
    def address(self) -> str:
        """Path of the book below the site's root."""
        return f"data/{self.name}.epub"


def books_of(documents: Iterable[LinkedDocument]) -> tuple[Volume, ...]:
    """The volumes of an edition by all its documents, the withdrawn among them: their addresses stand for ever."""
    return volumes((one.record.id, one.record.date.edtf) for one in documents)


def volumes(documents: Iterable[tuple[str, str]]) -> tuple[Volume, ...]:
    """The volumes of documents given by id and EDTF date, in order of time; inside a volume they stay as they come."""
    dated = [(identifier, _filed(edtf)) for identifier, edtf in documents]
    if not dated:
        return ()
    if len(dated) <= MOST:
        return (Volume(WHOLE, "", tuple(identifier for identifier, _ in dated)),)
    return tuple(_parted(dated, 0))


def _filed(edtf: str) -> str:
    found = _day.search(edtf)
    return "-".join(part for part in found.groups() if part) if found else _undated


def _parted(documents: Sequence[Dated], depth: int) -> Iterator[Volume]:
    """The volumes of more documents than one may hold."""
    if depth == len(_digits):
        yield from _counted(documents)
        return
    times: dict[str, list[Dated]] = {}
    for one in documents:
        times.setdefault(one[1] if one[1] == _undated else one[1][: _digits[depth]], []).append(one)
    for time, ones in sorted(times.items()):
        if len(ones) > MOST:
            yield from _parted(ones, depth + 1)
        else:
            yield _volume(time, ones)


def _counted(documents: Sequence[Dated]) -> Iterator[Volume]:
    """Parts of what no date tells apart: all of one day, or all of one month whose days are not known."""
    for number, start in enumerate(range(0, len(documents), MOST), start=1):
        yield _volume(documents[start][1], documents[start : start + MOST], number)


def _volume(time: str, documents: Sequence[Dated], part: int = 0) -> Volume:
    name = time + "x" * (4 - len(time)) if time[:1].isdigit() else time
    end = f"-part-{part}" if part else ""
    label = f"{_in_words(time)}, part {part}" if part else _in_words(time)
    return Volume(f"{WHOLE}-{name}{end}", label, tuple(identifier for identifier, _ in documents))


def _in_words(time: str) -> str:
    """A century or a decade by its first and last year; a year, month or day as it is written in figures."""
    if time == _undated:
        return "Undated"
    return f"{time.ljust(4, '0')}–{time.ljust(4, '9')}" if len(time) < 4 else time
