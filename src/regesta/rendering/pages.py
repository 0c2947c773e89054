"""From the linked edition to the HTML pages and the files they need.

In goes the edition, out comes one output after another, so that no more than one page is held at a time. The order of
the outputs and every byte of them depend on the edition, the templates and the static files alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment

from regesta import addresses
from regesta.citation import head, json_ld
from regesta.model import Edition, LinkedDocument, Output, Transcript
from regesta.rendering import (
    arranging,
    changes,
    document,
    entities,
    entity_indexes,
    front,
    glosses,
    history,
    meetings,
    proof,
    related,
    sources,
    wanted,
)
from regesta.rendering.assets import static_files, text_font
from regesta.rendering.company import Company, company
from regesta.rendering.frame import Tag, framed
from regesta.rendering.leaves import Leaf, Leaves, leaf_of
from regesta.rendering.listing import first_sentence, spoken_date, title_of
from regesta.rendering.setting import templates
from regesta.rendering.shelf import Shelf, Whole, arranged, itself


@dataclass(frozen=True, slots=True)
class Press:
    """What every page is made with: the edition arranged for looking things up, the templates, the font of the text."""

    shelf: Shelf
    together: Company
    environment: Environment
    font: str
    folder: Path | None
    books: bool
    """Whether the edition is made into books, to which the page about it leads."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that are made together, and what they are made from: they stand as long as that does."""

    name: str
    make: Callable[[], Iterable[Output]]
    documents: tuple[str, ...] = ()
    """Whose own contents the pages depend on."""
    beside: object = None
    """What else they depend on, settings, templates and authority file apart."""
    related: bool = False
    """Whether they show what is related to those documents, too."""


def press(edition: Edition, folder: Path | None = None, whole: Whole = itself, *, books: bool = True) -> Press:
    """Ready to make pages; `folder` may hold templates and static files of its own.

    The edition's documents may lack their texts: `whole` gives the document with them.
    """
    return Press(arranged(edition, whole), company(edition), templates(folder), text_font(folder), folder, books)


def render(
    edition: Edition, folder: Path | None = None, transcripts: Mapping[str, Transcript] = MappingProxyType({})
) -> Iterator[Output]:
    """All pages of the edition, then its static files; `folder` may hold templates and static files of its own.

    A document whose transcript is given, by its path below the edition folder, has a proof page too.
    """
    ready = press(edition, folder)
    for one in edition.documents:  # those withdrawn too: their addresses stand for ever
        yield from document_pages(one, transcripts.get(one.record.file), ready)
    yield from edition_pages(ready)


def edition_pages(ready: Press) -> Iterator[Output]:
    """The pages about the edition as a whole, and its static files."""
    for run in runs(ready):
        yield from run.make()


def runs(ready: Press) -> Iterator[Run]:
    """The pages about the edition as a whole in runs that may be made in any order, or side by side."""
    for leaf in _leaves(ready):
        yield Run(leaf.address or "home", partial(_set, leaf, ready), leaf.documents, leaf.beside)
    yield Run("search and 404", partial(_bare_pages, ready))
    yield Run("static", partial(static_files, ready.folder))


def _leaves(ready: Press) -> Leaves:
    """Every page about the edition as a whole."""
    shelf, together, settings = ready.shelf, ready.together, ready.shelf.edition.settings
    yield leaf_of("", "home.html", settings.title, settings.description, front.home(shelf))
    yield leaf_of("chronology/", "chronology.html", "Chronology", "", arranging.chronology(shelf))
    yield from arranging.year_pages(shelf)
    for folder, *_ in entities.INDEXES:
        yield from entity_indexes.index_pages(folder, shelf, together)
    yield from sources.source_pages(shelf)
    yield from arranging.type_pages(shelf)
    yield from meetings.index_pages(shelf)
    yield from glosses.pages(shelf)
    yield from wanted.pages(shelf)
    about = front.about(shelf, version("regesta"), books=ready.books)
    yield leaf_of("about/", "about.html", "About this edition", "", about)
    yield leaf_of("cite/", "cite.html", "How to cite", "", front.cite(shelf))
    yield from changes.pages(shelf)
    for entity in shelf.edition.authority.entities:
        yield from entities.pages_of(entity, shelf, together)
    yield from meetings.pages(shelf)


def _set(leaf: Leaf, ready: Press) -> Iterator[Output]:
    frame = framed(ready.shelf.edition.settings, leaf.address, leaf.title, leaf.description, font=ready.font)
    yield _page(ready.environment, leaf.template, leaf.address, frame=frame, view=leaf.view())


def _bare_pages(ready: Press) -> Iterator[Output]:
    """The search page, whose content is its script's, and the page for a wrong address."""
    shelf, environment = ready.shelf, ready.environment
    search = framed(shelf.edition.settings, "search/", "Search", font=ready.font, scripts=("static/search.js",))
    yield _page(environment, "search.html", "search/", frame=search, view=front.search())
    style = environment.get_template("404.css").render()
    yield _page(environment, "404.html", "404.html", view=front.lost(shelf, style))


def document_pages(one: LinkedDocument, transcript: Transcript | None, ready: Press) -> Iterator[Output]:
    """The pages of one document, given with its text: itself, its history, what is related, its transcript."""
    past = history.told(one)
    yield _document_page(one, past, ready, proved=transcript is not None)
    yield from _history(one, past, ready)
    yield from _related_page(one, ready)
    if transcript is not None:
        yield _proof_page(one, transcript, ready)


def _page(environment: Environment, template: str, address: str, **values: Any) -> Output:
    html = environment.get_template(template).render(**values)
    return Output(addresses.page_file(address), html.encode())


def _proof_page(one: LinkedDocument, transcript: Transcript, ready: Press) -> Output:
    address = proof.address(one.record.id)
    frame = framed(ready.shelf.edition.settings, address, f"Transcript of {title_of(one.record)}", font=ready.font)
    return _page(ready.environment, "proof.html", address, frame=frame, view=proof.view(one, transcript))


def _history(one: LinkedDocument, past: history.Told, ready: Press) -> Iterator[Output]:
    title = f"History of {title_of(one.record)}"
    for address, view in history.views(one, past):
        frame = framed(ready.shelf.edition.settings, address, title, font=ready.font)
        yield _page(ready.environment, "history.html", address, frame=frame, view=view)
    earlier = history.wordings(one)
    if earlier is not None:
        yield Output(history.address(one.record.id) + history.WORDINGS, earlier)


def _related_page(one: LinkedDocument, ready: Press) -> Iterator[Output]:
    """The page of all that is related, where a document's own page does not show all."""
    view = related.page(one)
    if view is not None:
        address = related.address(one.record.id)
        title = f"Related to {title_of(one.record)}"
        frame = framed(ready.shelf.edition.settings, address, title, font=ready.font)
        yield _page(ready.environment, "related.html", address, frame=frame, view=view)


def _document_page(one: LinkedDocument, past: history.Told, ready: Press, *, proved: bool) -> Output:
    settings = ready.shelf.edition.settings
    address = addresses.document(one.record.id)
    tags = tuple(
        Tag("link" if "rel" in attributes else "meta", tuple(attributes.items())) for attributes in head(one, settings)
    )
    title = f"{title_of(one.record)}, {spoken_date(one.record.date)}"
    description = first_sentence(one.record.summary)
    frame = framed(settings, address, title, description, font=ready.font, tags=tags, json_ld=json_ld(one, settings))
    view = document.view(one, ready.shelf, past, proved=proved)
    return _page(ready.environment, "document.html", address, frame=frame, view=view)
