"""Documents that archives list as related and this edition lacks: the wanted page.

In goes the shelf, out comes one list in order of date; each entry tells who lists it. When a transcript arrives, the
listing becomes a link and its entry leaves the page; the page itself stands even when nothing is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import Relation
from regesta.rendering.frame import Link, way
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted, curled, machine_date
from regesta.text import fold, words

ADDRESS = "wanted/"


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
    """All that is lacking, in order of date."""

    lead: str
    wanted: tuple[Wanted, ...]


def page(shelf: Shelf) -> WantedPage:
    """The wanted page; one entry for each title and day, however many documents list it."""
    to = way(ADDRESS)
    found: dict[tuple[str, str], tuple[Relation, list[Link]]] = {}
    for document in shelf.edition.documents:
        record = document.record
        lister = Link(title_of(record), to(f"{addresses.document(record.id)}#related"), spoken_date(record.date))
        for one in document.related:
            if one.document is None:
                key = (" ".join(words(fold(one.title))), one.date)
                found.setdefault(key, (one, []))[1].append(lister)
    ordered = sorted(found.items(), key=lambda item: (not item[0][1][:1].isdigit(), item[0][1], item[0][0]))
    wanted = tuple(
        Wanted(curled(one.title), date_in_words(one.date), machine_date(one.date), curled(one.summary), tuple(listers))
        for _, (one, listers) in ordered
    )
    if not wanted:
        return WantedPage("Every document that an archive lists with one of this edition stands in it.", ())
    lead = f"{counted(len(wanted), 'document')} that an archive lists with documents of this edition, which lacks them."
    return WantedPage(lead, wanted)
