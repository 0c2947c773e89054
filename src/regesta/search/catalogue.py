"""What the search knows of every document besides its words: where its text lies, dates, and what it is filtered by.

In go the documents in order of their ids, out come columns, one value a document, and tables for what people paste:
archival references with their leaves, titles, addresses of the archive. Everything is small enough for a browser.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from regesta.model import LinkedDocument, Record
from regesta.search.words import Encoder

LEAF = re.compile(
    r"[\s,;(]*\b(?:ll?|list[syi]?|pp?|pages?|fol[sio.]*|bl|s)\b\.?\s*(\d+)(?:\s*[-–—]\s*(\d+))?\)?\.?$", re.IGNORECASE
)
SHORT = {"fond": "f", "fund": "f", "opis": "op", "delo": "d", "file": "d", "folder": "fold", "box": "b"}
"""Words of a reference that are also shortened."""
DAY = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")


def columns(
    documents: Sequence[LinkedDocument], keys: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, object]:
    """The columns of the catalogue: ids, keys of their texts, first and last days, types, languages, archives, people.

    A value that repeats is given once, in a list, and by its number after that. `names` are the persons' by id.
    """
    records = [document.record for document in documents]
    return {
        "id": [record.id for record in records],
        "key": [keys.get(record.id, "") for record in records],
        "days": [_days(record.date.edtf) for record in records],
        "type": _numbered([[record.type] if record.type else [] for record in records]),
        "language": _numbered([record.languages.original for record in records]),
        "archive": _numbered([[record.source.archive] if record.source.archive else [] for record in records]),
        "person": _numbered([_persons(document, names) for document in documents], names.__getitem__),
    }


def _days(edtf: str) -> str:
    first, last = days(edtf)
    return first if first == last else f"{first}/{last}"


def days(edtf: str) -> tuple[str, str]:
    """The first and the last day that a date may mean; empty where it means none: 1949-02 is the 1st to the 28th."""
    sides = [found[0] for side in edtf.split("/") if (found := DAY.match(side))]
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


def _persons(document: LinkedDocument, names: Mapping[str, str]) -> list[str]:
    """Ids of the persons and organisations that take part or are named, sorted."""
    parties = {party.person for party in document.record.participants if party.person}
    return sorted((parties | {mention.entity for mention in document.mentions}) & names.keys())


def _numbered(values: Sequence[Iterable[str]], said: Callable[[str], str] | None = None) -> dict[str, object]:
    """Values as numbers into the list of all, and how each is said where that is another text."""
    every = sorted({value for some in values for value in some})
    number = {value: at for at, value in enumerate(every)}
    column = {"all": every, "of": [[number[value] for value in some] for some in values]}
    return column | ({"said": [said(value) for value in every]} if said else {})


def references(records: Iterable[Record], encoder: Encoder) -> dict[str, list[list[object]]]:
    """What is pasted → documents: of a reference with its leaves, of an id with the addresses that no longer stand.

    Keys begin with what they are: "i 113439" for an id, "r f 39 op 1 d 39", "t cable liu shaoqi to mao zedong",
    "u document 113439".
    """
    found: defaultdict[str, list[list[object]]] = defaultdict(list)

    def key(kind: str, text: str) -> str:
        read = (form for word in text.split() for form, _ in encoder[word].read)
        return " ".join([kind, *(SHORT.get(form, form) if kind == "r" else form for form in read)])

    for record in records:
        earlier = {one.address: one.host for one in record.anchors if one.status != "live"}
        found[f"i {record.id}"].append([record.id, *([earlier] if earlier else [])])
        found[key("t", record.title)].append([record.id])
        if record.source.url:
            found[key("u", address_path(record.source.url))].append([record.id])
        if record.source.reference:
            leaf = LEAF.search(record.source.reference)
            shelf = record.source.reference[: leaf.start()] if leaf else record.source.reference
            leaves = [int(leaf[1]), int(leaf[2] or leaf[1])] if leaf else []
            found[key("r", shelf)].append([record.id, *leaves])
    return {one: rows for one, rows in found.items() if len(one) > 2}


def address_path(address: str) -> str:
    """What an archive's address says on any of its hosts: its path, as words."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*", "", address)
    return re.sub(r"[^0-9A-Za-z]+", " ", path).strip()
