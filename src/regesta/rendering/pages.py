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
from regesta.model import Edition, Entity, LinkedDocument, Meeting, Output, Transcript
from regesta.rendering import (
    arranging,
    boards,
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
from regesta.rendering.listing import first_sentence, spoken_date, title_of
from regesta.rendering.setting import templates
from regesta.rendering.shelf import Shelf, Whole, arranged, itself

View = tuple[str, str, str, str, Any]
"""Address, template, title, description, and what the template shows."""


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
    documents: frozenset[str] | None = None
    """Whose own contents the pages depend on; None where it is the edition as a whole."""
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


def runs(ready: Press) -> tuple[Run, ...]:
    """The pages about the edition as a whole in runs that may be made in any order, or side by side."""
    whole = (Run(f"pages {number}", partial(_set, views, ready)) for number, views in enumerate(_views(ready)))
    bare = Run("search and 404", partial(_bare_pages, ready))
    static = Run("static", partial(static_files, ready.folder))
    return (*whole, *_entity_runs(ready), *_meeting_runs(ready), bare, static)


def _entity_runs(ready: Press) -> Iterator[Run]:
    """The pages of each entity; those of a term tell of glosses, which any document may have."""
    shelf = ready.shelf
    for one in shelf.edition.authority.entities:
        named = (appearance.document for appearance in shelf.appearances.get(one.id, ()))
        documents = frozenset(each.record.id for each in (*named, *shelf.speeches.get(one.id, ())))
        make = partial(_set, partial(_entity_views, one, shelf, ready.together), ready)
        beside = ready.together.get(one.id)
        yield Run(f"{one.kind} {one.id}", make, None if one.kind == "term" else documents, beside)


def _meeting_runs(ready: Press) -> Iterator[Run]:
    for one in ready.shelf.edition.meetings:
        make = partial(_set, partial(_meeting_views, one, ready.shelf), ready)
        yield Run(f"meeting {one.id}", make, frozenset(account.document for account in one.accounts), one)


def _set(views: Callable[[], Iterable[View]], ready: Press) -> Iterator[Output]:
    for address, template, title, description, view in views():
        frame = framed(ready.shelf.edition.settings, address, title, description, font=ready.font)
        yield _page(ready.environment, template, address, frame=frame, view=view)


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


def _views(ready: Press) -> Iterator[Callable[[], Iterable[View]]]:
    """What makes the views of all pages that depend on the edition as a whole."""
    shelf, together, settings = ready.shelf, ready.together, ready.shelf.edition.settings
    yield lambda: [("", "home.html", settings.title, settings.description, front.home(shelf))]
    yield lambda: [("chronology/", "chronology.html", "Chronology", "", arranging.chronology(shelf))]
    yield lambda: (
        (address, "collection.html", f"Chronology, {view.title}", "", view)
        for address, view in arranging.year_pages(shelf)
    )
    for folder, title, _ in entities.INDEXES:
        yield partial(_index_views, folder, title, shelf, together)
    for pages in (sources.source_pages, arranging.type_pages):
        yield partial(_collection_views, pages, shelf)
    yield lambda: [(meetings.ADDRESS, "meetings.html", "Meetings", "", meetings.index(shelf))]
    yield lambda: [(glosses.ADDRESS, "glosses.html", "Glosses", "", glosses.page(shelf))]
    yield lambda: [(wanted.ADDRESS, "wanted.html", "Wanted", "", wanted.page(shelf))]
    about = partial(front.about, shelf, version("regesta"), books=ready.books)
    yield lambda: [("about/", "about.html", "About this edition", "", about())]
    yield lambda: [("cite/", "cite.html", "How to cite", "", front.cite(shelf))]
    yield lambda: ((address, "changes.html", "Changes", "", view) for address, view in changes.pages(shelf))


def _index_views(folder: str, title: str, shelf: Shelf, together: Company) -> Iterator[View]:
    for address, view in entity_indexes.index_pages(folder, shelf, together):
        yield address, "index.html", title, "", view


def _entity_views(entity: Entity, shelf: Shelf, together: Company) -> Iterator[View]:
    for address, view in entities.pages_of(entity, shelf, together):
        yield address, "entity.html", view.name, view.note, view


def _meeting_views(meeting: Meeting, shelf: Shelf) -> Iterator[View]:
    view = meetings.page(meeting, shelf)
    yield meetings.address(meeting), "meeting.html", f"{view.title}, {view.date}", "", view


def _collection_views(pages: Callable[[Shelf], boards.Pages], shelf: Shelf) -> Iterator[View]:
    for address, view in pages(shelf):
        yield address, "collection.html", view.title, "", view


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
