"""Related documents as pages show them: the best of them on the document's own page, all on a page of their own.

In go relations, out come views in which every reason is words and, where a paragraph shows it, a link to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import LinkedDocument, Reason, Relation, Value
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.words import counted, curled, machine_date

SHOWN = 8
"""Related documents on the document's own page; the rest stand on a page of their own."""


class RelatedView(Value, frozen=True):
    """A related document and why it is related."""

    title: str
    href: str
    date: str
    machine_date: str
    because: tuple[Link, ...]
    """Each reason; where a paragraph shows it, the link leads there and the note is its number."""
    summary: str


class RelatedPage(Value, frozen=True):
    """All that is related to one document."""

    document: Link
    lead: str
    related: tuple[RelatedView, ...]
    wanted: str
    """Where documents that the edition lacks are listed; empty if none of these is lacking."""


def address(identifier: str) -> str:
    """Address of the page of all that is related to a document."""
    return f"{addresses.document(identifier)}related/"


def shown(document: LinkedDocument, to: Way) -> tuple[tuple[RelatedView, ...], Link | None]:
    """What the document's own page shows, and the way to the rest, if there is any."""
    best = tuple(related_view(one, to) for one in document.related[:SHOWN])
    rest = len(document.related) - SHOWN
    more = Link(f"All {len(document.related)} related documents", to(address(document.record.id))) if rest > 0 else None
    return best, more


def page(document: LinkedDocument) -> RelatedPage | None:
    """The page of all that is related to a document; None where its own page shows all."""
    if len(document.related) <= SHOWN:
        return None
    record = document.record
    to = way(address(record.id))
    lacking = any(one.document is None for one in document.related)
    return RelatedPage(
        document=Link(title_of(record), to(addresses.document(record.id)), spoken_date(record.date)),
        lead=f"{counted(len(document.related), 'related document')}, best first, each with the reason.",
        related=tuple(related_view(one, to) for one in document.related),
        wanted=to("wanted/") if lacking else "",
    )


def related_view(one: Relation, to: Way) -> RelatedView:
    """A relation as a page shows it."""
    reasons: Iterable[Reason] = one.reasons or map(Reason, one.because)
    return RelatedView(
        title=curled(one.title),
        href=to(addresses.document(one.document)) if one.document else "",
        date=date_in_words(one.date),
        machine_date=machine_date(one.date),
        because=tuple(_reason(reason, to) for reason in reasons),
        summary=curled(one.summary) if not one.document else "",
    )


def _reason(one: Reason, to: Way) -> Link:
    if not one.anchor or not one.document:
        return Link(curled(one.said))
    number = f"note {one.anchor[1:]}" if one.anchor.startswith("n") else f"¶ {one.anchor[1:]}"
    return Link(curled(one.said), to(f"{addresses.document(one.document)}#{one.anchor}"), number)
