"""data/catalogue.json: the list of all documents for other programs, each on a line of its own.

In goes the edition, out comes one JSON object whose documents are in the order of the edition. The addresses in it are
relative to the site's root, so that the file is the same wherever the site stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from regesta import addresses
from regesta.model import Edition, LinkedDocument, Output

FORMAT = "regesta-catalogue/1"


def catalogue_file(edition: Edition) -> Iterator[Output]:
    """The catalogue of an edition."""
    title = msgspec.json.encode(edition.settings.title).decode()
    lines = ",\n".join(msgspec.json.encode(_entry(document)).decode() for document in edition.documents)
    text = f'{{"format":"{FORMAT}","title":{title},"documents":[\n{lines}\n]}}\n'
    yield Output("data/catalogue.json", text.encode())


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
