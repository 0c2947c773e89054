"""data/catalogue.json: the list of all documents for other programs, each on a line of its own.

In goes the edition, out comes one JSON object whose documents are in the order of the edition. The addresses in it are
relative to the site's root, so that the file is the same wherever the site stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from regesta import addresses
from regesta.model import Edition, LinkedDocument, Output

FORMAT = "regesta-catalogue/1"

_encoder = msgspec.json.Encoder()


def catalogue_file(edition: Edition) -> Iterator[Output]:
    """The catalogue of an edition."""
    yield Output("data/catalogue.json", catalogue(edition.settings.title, map(catalogue_line, edition.documents)))


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
