"""data/catalogue.json: the list of all documents for other programs, each on a line of its own.

In goes the edition, out comes one JSON object whose documents are in the order of the edition. The addresses in it are
relative to the site's root, so that the file is the same wherever the site stands. That of a very large edition has
"parts" in place of "documents": the names of files beside it, each of which is a catalogue by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from regesta import addresses
from regesta.model import LinkedDocument, Output

FOLDER = "data/"
MOST = 20_000
"""Documents in one file."""
FORMAT = "regesta-catalogue/1"

_encoder = msgspec.json.Encoder()


def catalogue_files(title: str, lines: Sequence[bytes]) -> Iterator[Output]:
    """The catalogue of an edition by the lines of its documents; one of very many documents is parted."""
    if len(lines) <= MOST:
        yield Output(f"{FOLDER}catalogue.json", catalogue(title, lines))
        return
    names = []
    for number, start in enumerate(range(0, len(lines), MOST), start=1):
        names.append(f"catalogue-{number}.json")
        yield Output(FOLDER + names[-1], catalogue(title, lines[start : start + MOST]))
    yield Output(f"{FOLDER}catalogue.json", _encoder.encode({"format": FORMAT, "title": title, "parts": names}))


def catalogue_line(document: LinkedDocument) -> bytes:
    """One document's line, which depends on nothing else and may be kept from one build to the next."""
    return _encoder.encode(_entry(document))


def catalogue(title: str, lines: Iterable[bytes]) -> bytes:
    """The catalogue from its lines."""
    head = b'{"format":%b,"title":%b,"documents":[\n' % (_encoder.encode(FORMAT), _encoder.encode(title))
    return head + b",\n".join(lines) + b"\n]}\n"


def _entry(document: LinkedDocument) -> dict[str, Any]:
    record, address = document.record, addresses.document(document.record.id)
    return {
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "date": record.date.edtf,
        "languages": record.languages.original,
        "archive": record.source.archive,
        "reference": record.source.reference,
        "published_in": record.source.published_in,
        "url": record.source.url,
        "participants": [
            {"name": one.name, "role": one.role, "of": one.of, "person": one.person} for one in record.participants
        ],
        "mentions": sorted({mention.entity for mention in document.mentions}),
        "paragraphs": sum(block.anchor.startswith("p") for block in record.blocks),
        "state": document.states[-1].number if document.states else None,
        "published": document.states[-1].date if document.states else None,
        "address": address,
        "record": f"{address}record.json",
        "withdrawn": record.withdrawn or None,
    }
