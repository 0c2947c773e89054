"""The pages about the edition itself: title page, about, citing, search, and the page for a wrong address.

In goes the shelf, out come views. What they say of documents is counted here, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from regesta import addresses
from regesta.citation import bibtex, note
from regesta.citation.facts import reference, site_address
from regesta.model import LinkedDocument
from regesta.rendering.arranging import brief, years_of
from regesta.rendering.changes import ChangeView, latest
from regesta.rendering.frame import Link, Way, digest, way
from regesta.rendering.listing import Entry, spoken_date, title_of
from regesta.rendering.shelf import Shelf
from regesta.rendering.text import trusted
from regesta.rendering.words import counted, curled, joined
from regesta.volumes import books_of

BRIEF = 30
"""Documents on the title page."""
MET = 12
"""People on the title page."""
LATEST = 5
"""Changes on the title page."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The title page."""

    title: str
    subtitle: str
    description: str
    editors: str
    publisher: str
    extent: str
    search: str
    entries: tuple[Entry, ...]
    more: Link | None
    years: tuple[Link, ...]
    met: tuple[Link, ...]
    people: Link
    cite: Link
    citation: str
    changes: tuple[ChangeView, ...]
    all_changes: Link


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the edition is, how its text is made, and what its signs mean."""

    title: str
    description: str
    extent: str
    editors: str
    publisher: str
    licence: str
    rights: tuple[str, ...]
    cite: str
    catalogue: str
    books: tuple[Link, ...]
    version: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite, with the first document of the edition as the example."""

    document: Link | None
    identifier: str
    anchor: str
    whole: str
    paragraph: str
    bibtex: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; the script fills it."""

    indexes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LostView:
    """The page for an address that does not exist, complete in itself."""

    edition: str
    language: str
    home: str
    search: str
    links: tuple[Link, ...]
    style: Markup
    policy: str


def home(shelf: Shelf) -> HomeView:
    """The title page."""
    to = way("")
    settings = shelf.edition.settings
    documents = shelf.edition.documents
    years = years_of(shelf)
    first = documents[0] if documents else None
    return HomeView(
        title=curled(settings.title),
        subtitle=curled(settings.subtitle),
        description=curled(settings.description),
        editors=joined(settings.editors),
        publisher=settings.publisher,
        extent=extent_of_edition(shelf),
        search=to("search/"),
        entries=brief(documents[:BRIEF], to),
        more=Link("All documents in the chronology", to("chronology/")) if len(documents) > BRIEF else None,
        years=tuple(Link(year, to(f"chronology/{year}/"), str(len(ones))) for year, ones in years.items())
        if len(years) > 1
        else (),
        met=_met(shelf, to),
        people=Link("All people and organisations", to("people/")),
        cite=Link("How to cite", to("cite/")),
        citation=note(first, settings) if first else "",
        changes=latest(shelf, to, LATEST),
        all_changes=Link("All changes", to("changes/")),
    )


def extent_of_edition(shelf: Shelf) -> str:
    """What the edition holds, in words: "4 documents, 30 January – 27 July 1949"."""
    documents = shelf.edition.documents
    parts = [counted(len(documents), "document")]
    first, last = _first_dated(documents), _first_dated(reversed(documents))
    if first:
        parts.append(first if first == last else f"{first} – {last}")
    return ", ".join(parts)


def _first_dated(documents: Iterable[LinkedDocument]) -> str:
    """The date of the first document that has one, in words."""
    dates = (one.record.date for one in documents)
    return next((spoken_date(one) for one in dates if not one.edtf.startswith("XXXX")), "")


def _met(shelf: Shelf, to: Way) -> tuple[Link, ...]:
    """The people who stand in most documents, then in most paragraphs."""
    people = [
        (entity, shelf.named[entity.id])
        for entity in shelf.edition.authority.entities
        if entity.kind == "person" and entity.id in shelf.named
    ]
    people.sort(key=lambda two: (-len(two[1]), -sum(one.named.get(two[0].id, 0) for one in two[1]), two[0].sort))
    return tuple(
        Link(curled(entity.name), to(addresses.entity(entity.kind, entity.id)), f"in {counted(len(found), 'document')}")
        for entity, found in people[:MET]
    )


def _named(document: LinkedDocument, to: Way) -> Link:
    return Link(
        title_of(document.record), to(addresses.document(document.record.id)), spoken_date(document.record.date)
    )


def about(shelf: Shelf, version: str, *, books: bool = True) -> AboutView:
    """What the edition is and how its text is made; `books` tells whether it is made into books, too."""
    to = way("about/")
    settings = shelf.edition.settings
    all_documents = (*shelf.edition.documents, *shelf.withdrawn)
    rights = dict.fromkeys(curled(one.record.rights) for one in shelf.edition.documents if one.record.rights)
    return AboutView(
        title=curled(settings.title),
        description=curled(settings.description),
        extent=extent_of_edition(shelf),
        editors=joined(settings.editors),
        publisher=settings.publisher,
        licence=settings.licence,
        rights=tuple(rights)[:5],
        cite=to("cite/"),
        catalogue=to("data/catalogue.json"),
        books=tuple(Link(one.label or "a book", to(one.address)) for one in books_of(all_documents) if books),
        version=version,
    )


def cite(shelf: Shelf) -> CiteView:
    """How to cite; the example is the first document that has a numbered paragraph."""
    to = way("cite/")
    settings = shelf.edition.settings
    for document in map(shelf.whole, shelf.edition.documents):
        numbered = [block.anchor for block in document.record.blocks if block.anchor.startswith("p")]
        if numbered:
            anchor = numbered[len(numbered) // 2]
            address = addresses.document(document.record.id) + reference(document, anchor)
            return CiteView(
                _named(document, to),
                document.record.id,
                anchor,
                note(document, settings),
                note(document, settings, anchor),
                bibtex(document, settings),
                site_address(settings, address) or f"…/{address}",
            )
    return CiteView(None, "", "", "", "", "", "")


def search() -> SearchView:
    """The search page."""
    to = way("search/")
    return SearchView(
        (
            Link("by date", to("chronology/")),
            Link("by person and organisation", to("people/")),
            Link("by place", to("places/")),
            Link("by term", to("terms/")),
            Link("by archive and publication", to("sources/")),
            Link("by type", to("types/")),
        )
    )


def lost(shelf: Shelf, style: str) -> LostView:
    """The page for a wrong address.

    A host serves it at whatever address was asked for, so that no relative link on it can be right: it links only by
    the edition's own address, and where that is not known it says what a good address looks like.
    """
    settings = shelf.edition.settings
    known = bool(site_address(settings, ""))
    targets = (("Title page", ""), ("Chronology", "chronology/"), ("People", "people/"), ("About", "about/"))
    return LostView(
        edition=curled(settings.title),
        language=settings.language,
        home=site_address(settings, ""),
        search=site_address(settings, "search/"),
        links=tuple(Link(text, site_address(settings, target)) for text, target in targets) if known else (),
        style=trusted(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest(style)}'; base-uri 'none'"
        + ("; form-action *" if known else "; form-action 'none'"),
    )
