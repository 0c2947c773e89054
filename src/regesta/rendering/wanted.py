"""Documents that archives list as related and this edition lacks: the wanted page.

In goes the shelf, out comes one list in order of date; each entry tells who lists it. When a transcript arrives, the
listing becomes a link and its entry leaves the page; the page itself stands even when nothing is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import LinkedDocument, Relation
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.leaves import Leaf, Leaves, ids_of
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.parts import Around, Part, parted
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted, curled, machine_date, year_of
from regesta.text import fold, words

ADDRESS = "wanted/"
Lacking = tuple[Relation, list[LinkedDocument]]
"""What is lacking, and the documents with which it is listed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that is lacking."""

    title: str
    date: str
    machine_date: str
    summary: str
    listed_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WantedPage:
    """All that is lacking, or what is lacking of one year, in order of date."""

    lead: str
    wanted: tuple[Wanted, ...]
    around: Around


def pages(shelf: Shelf) -> Leaves:
    """The wanted documents: one page, or one for each year where they are many."""
    found = _found(shelf)
    for part in parted(ADDRESS, "Wanted", found, lambda one: year_of(one[0].date) or "Undated"):
        documents = ids_of(document for _, listers in part.items for document in listers)
        view = partial(_page, part, len(found))
        lacking = [one for one, _ in part.items]
        beside = (len(found) if part.address == ADDRESS else 0, lacking, part.around)
        yield Leaf(part.address, "wanted.html", "Wanted", "", view, documents, beside)


def _found(shelf: Shelf) -> list[Lacking]:
    """What is lacking, in order of date; one for each title and day, however many documents list it."""
    found: dict[tuple[str, str], Lacking] = {}
    for document in shelf.edition.documents:
        for one in document.related:
            if one.document is None:
                key = (" ".join(words(fold(one.title))), one.date)
                found.setdefault(key, (one, []))[1].append(document)
    ordered = sorted(found.items(), key=lambda item: (not item[0][1][:1].isdigit(), item[0][1], item[0][0]))
    return [one for _, one in ordered]


def _page(part: Part[Lacking], number: int) -> WantedPage:
    to = way(part.address)
    wanted = tuple(
        Wanted(
            curled(one.title),
            date_in_words(one.date),
            machine_date(one.date),
            curled(one.summary),
            tuple(_lister(document, to) for document in listers),
        )
        for one, listers in part.items
    )
    told = number if part.address == ADDRESS else len(wanted)
    if not told:
        return WantedPage(
            "Every document that an archive lists with one of this edition stands in it.", (), part.around
        )
    lead = f"{counted(told, 'document')} that an archive lists with documents of this edition, which lacks them."
    return WantedPage(lead, wanted, part.around)


def _lister(document: LinkedDocument, to: Way) -> Link:
    record = document.record
    return Link(title_of(record), to(f"{addresses.document(record.id)}#related"), spoken_date(record.date))
