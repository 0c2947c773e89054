"""What archives list as related: records in, for each the listings with the document that is meant, where it is held.

A listing gives a title and a date, no address. It means the document with the same words in its title on the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regesta.linking.days import span
from regesta.model import Record, RelatedListing
from regesta.text import fold, words


@dataclass(frozen=True, slots=True)
class Listed:
    """What the archive lists with a document, and which documents it is listed with."""

    listings: tuple[tuple[RelatedListing, str | None], ...] = ()
    """Each with the id of the document it means, None where this edition does not hold it."""
    listed_by: tuple[str, ...] = ()


NOTHING = Listed()


def resolve_listings(records: Iterable[Record]) -> dict[str, Listed]:
    """The archive's listings of every document that has or is one, resolved against the documents held."""
    records = [record for record in records if not record.withdrawn]
    held = _by_title(records)
    listings = {
        record.id: tuple((listing, _meant(listing, record, held)) for listing in record.listed)
        for record in records
        if record.listed
    }
    listed_by: dict[str, list[str]] = {}
    for identifier, members in listings.items():
        for target in dict.fromkeys(target for _, target in members if target):
            listed_by.setdefault(target, []).append(identifier)
    return {
        identifier: Listed(listings.get(identifier, ()), tuple(sorted(listed_by.get(identifier, ()))))
        for identifier in dict.fromkeys([*listings, *listed_by])
    }


def _by_title(records: Iterable[Record]) -> dict[str, list[Record]]:
    titles: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda one: one.id):
        titles.setdefault(_title_key(record.title), []).append(record)
    return titles


def _title_key(title: str) -> str:
    """A title without case, accents, punctuation and quotation marks, in which an archive's pages and files differ."""
    return " ".join(words(fold(title).replace("'", "")))


def _meant(listing: RelatedListing, lister: Record, held: Mapping[str, list[Record]]) -> str | None:
    """The one document that a listing means. Of two with one title and day the summary tells, else neither is taken."""
    days = span(listing.date)
    fitting = [
        record
        for record in held.get(_title_key(listing.title), ())
        if record.id != lister.id and span(record.date.edtf) == days
    ]
    if len(fitting) > 1:
        fitting = [record for record in fitting if record.summary == listing.summary]
    return fitting[0].id if len(fitting) == 1 else None
