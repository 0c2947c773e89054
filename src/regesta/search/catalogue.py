"""What the search knows of every document besides its words: dates, what it is filtered by, what it is pasted as.

In goes a document, out come its facets and the keys under which a pasted reference, title or address finds it; of the
documents of one part of the index, columns with one value a document. Everything is small enough for a browser.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence

from regesta.model import Entity, LinkedDocument, Record, Value
from regesta.search.words import Encoder

LEAF = re.compile(
    r"[\s,;(]*\b(?:ll?|list[syi]?|pp?|pages?|fol[sio.]*|bl|s)\b\.?\s*(\d+)(?:\s*[-–—]\s*(\d+))?\)?\.?$", re.IGNORECASE
)
SHORT = {"fond": "f", "fund": "f", "opis": "op", "delo": "d", "file": "d", "folder": "fold", "box": "b"}
"""Words of a reference that are also shortened."""
DAY = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")


class Facets(Value, frozen=True):
    """What a document is filtered and sorted by."""

    days: str
    """The first and the last day it may be of, 1949-02-01/1949-02-28; one where they are the same."""
    type: tuple[str, ...]
    language: tuple[str, ...]
    archive: tuple[str, ...]
    person: tuple[tuple[str, str], ...]
    """Id and name of each person and organisation that takes part or is named, sorted."""


class Reference(Value, frozen=True):
    """A key under which a document is found when something is pasted, and what it is told by besides its id.

    Keys begin with what they are: "i 113439" for an id, "r f 39 op 1 d 39", "t cable liu shaoqi to mao zedong",
    "u document 113439".
    """

    key: str
    rest: tuple[int, int] | dict[str, str] | None = None
    """Of an archival reference its leaves, of an id the addresses that no longer stand."""


def facets(document: LinkedDocument, entities: Mapping[str, Entity]) -> Facets:
    """What a document is filtered and sorted by."""
    record = document.record
    return Facets(
        days=_days(record.date.edtf),
        type=(record.type,) if record.type else (),
        language=record.languages.original,
        archive=(record.source.archive,) if record.source.archive else (),
        person=tuple(_persons(document, entities)),
    )


def columns(keys: Sequence[tuple[str, str]], documents: Sequence[Facets]) -> dict[str, object]:
    """The catalogue of the documents of one part: ids, keys of their texts, and facets, each a column.

    A value that repeats is given once, in a list, and by its number after that.
    """
    persons = {identifier: name for one in documents for identifier, name in one.person}
    person = _numbered([[identifier for identifier, _ in one.person] for one in documents])
    return {
        "id": [identifier for identifier, _ in keys],
        "key": [key for _, key in keys],
        "days": [one.days for one in documents],
        "type": _numbered([one.type for one in documents]),
        "language": _numbered([one.language for one in documents]),
        "archive": _numbered([one.archive for one in documents]),
        "person": person | {"said": [persons[identifier] for identifier in sorted(persons)]},
    }


def _days(edtf: str) -> str:
    first, last = days(edtf)
    return first if first == last else f"{first}/{last}"


def days(edtf: str) -> tuple[str, str]:
    """The first and the last day that a date may mean; empty where it means none: 1949-02 is the 1st to the 28th."""
    sides = [found[0] for side in re.sub(r"[?~%]", "", edtf).split("/") if (found := DAY.match(side))]
    if not sides or sides[0].startswith("XXXX"):
        return "", ""
    return _edge(sides[0], "first"), _edge(sides[-1], "last")


def _edge(day: str, side: str) -> str:
    year, month, number = (*day.split("-"), "", "")[:3]
    year = year.replace("X", "0" if side == "first" else "9")
    if not month or "X" in month:
        month = "01" if side == "first" else "12"
    if not number or "X" in number:
        valid = 1 <= int(month) <= 12 and int(year) > 0
        number = "01" if side == "first" else f"{monthrange(int(year), int(month))[1] if valid else 31:02}"
    return f"{year}-{month}-{number}"


def _persons(document: LinkedDocument, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Persons and organisations that take part or are named, by id."""
    parties = {party.person for party in document.record.participants if party.person}
    for identifier in sorted((parties | {mention.entity for mention in document.mentions}) & entities.keys()):
        if entities[identifier].kind in ("person", "organisation"):
            yield identifier, entities[identifier].name


def _numbered(values: Sequence[Sequence[str]]) -> dict[str, list[object]]:
    """Values as numbers into the list of all."""
    every = sorted({value for some in values for value in some})
    number = {value: at for at, value in enumerate(every)}
    return {"all": [*every], "of": [[number[value] for value in some] for some in values]}


def references(record: Record, encoder: Encoder) -> Iterator[Reference]:
    """The keys under which a document is found when its id, title, address or archival reference is pasted."""
    earlier = {one.address: one.host for one in record.anchors if one.status != "live"}
    yield Reference(f"i {record.id}", earlier or None)
    found = [Reference(_key("t", record.title, encoder))]
    if record.source.url:
        found.append(Reference(_key("u", address_path(record.source.url), encoder)))
    if record.source.reference:
        leaf = LEAF.search(record.source.reference)
        shelf = record.source.reference[: leaf.start()] if leaf else record.source.reference
        leaves = (int(leaf[1]), int(leaf[2] or leaf[1])) if leaf else None
        found.append(Reference(_key("r", shelf, encoder), leaves))
    yield from (one for one in found if len(one.key) > 2)


def _key(kind: str, text: str, encoder: Encoder) -> str:
    read = (form for word in text.split() for form, _ in encoder[word].read)
    return " ".join([kind, *(SHORT.get(form, form) if kind == "r" else form for form in read)])


def address_path(address: str) -> str:
    """What an archive's address says on any of its hosts: its path, as words."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*", "", address)
    return re.sub(r"[^0-9A-Za-z]+", " ", path).strip()
