"""From the linked edition to the HTML pages and the files they need.

In goes the edition, out comes one output after another, so that no more than one page is held at a time. The order of
the outputs and every byte of them depend on the edition, the templates and the static files alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
    wanted,
)
from regesta.rendering.assets import folders, static_files, text_font
from regesta.rendering.company import company
from regesta.rendering.frame import Tag, framed
from regesta.rendering.listing import first_sentence, spoken_date, title_of
from regesta.rendering.shelf import Shelf, arranged


def render(
    edition: Edition, folder: Path | None = None, transcripts: Mapping[str, Transcript] = MappingProxyType({})
) -> Iterator[Output]:
    """All pages of the edition, then its static files; `folder` may hold templates and static files of its own.

    A document whose transcript is given, by its path below the edition folder, has a proof page too.
    """
    shelf = arranged(edition)
    environment = templates(folder)
    font = text_font(folder)
    for address, template, title, description, view in _views(shelf):
        frame = framed(edition.settings, address, title, description, font=font)
        yield _page(environment, template, address, frame=frame, view=view)
    search = framed(edition.settings, "search/", "Search", font=font, scripts=("static/search.js",))
    yield _page(environment, "search.html", "search/", frame=search, view=front.search())
    for one in edition.documents:  # those withdrawn too: their addresses stand for ever
        transcript = transcripts.get(one.record.file)
        past = history.told(one)
        yield _document_page(one, past, shelf, environment, font, proved=transcript is not None)
        yield from _history(one, past, shelf, environment, font)
        yield from _related_page(one, shelf, environment, font)
        if transcript is not None:
            yield _proof_page(one, transcript, shelf, environment, font)
    style = environment.get_template("404.css").render()
    yield _page(environment, "404.html", "404.html", view=front.lost(shelf, style))
    yield from static_files(folder)


def templates(folder: Path | None = None) -> Environment:
    """The templates: everything escaped, an unknown name an error, compiled once."""
    return Environment(
        loader=FileSystemLoader([str(path) for path in folders("templates", folder)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _page(environment: Environment, template: str, address: str, **values: Any) -> Output:
    html = environment.get_template(template).render(**values)
    return Output(addresses.page_file(address), html.encode())


def _views(shelf: Shelf) -> Iterator[tuple[str, str, str, str, Any]]:
    """Address, template, title, description and view of every page but the documents' and the search."""
    settings = shelf.edition.settings
    yield "", "home.html", settings.title, settings.description, front.home(shelf)
    yield "chronology/", "collection.html", "Chronology", "", arranging.chronology(shelf)
    for address, view in arranging.year_pages(shelf):
        yield address, "collection.html", f"Chronology, {view.title}", "", view
    together = company(shelf.edition)
    for folder, title, _ in entities.INDEXES:
        for address, index in entity_indexes.index_pages(folder, shelf, together):
            yield address, "index.html", title, "", index
    for entity in shelf.edition.authority.entities:
        for address, page in entities.pages_of(entity, shelf, together):
            yield address, "entity.html", page.name, page.note, page
    for address, view in (*arranging.source_pages(shelf), *arranging.type_pages(shelf)):
        yield address, "collection.html", view.title, "", view
    yield meetings.ADDRESS, "meetings.html", "Meetings", "", meetings.index(shelf)
    for address, meeting in meetings.pages(shelf):
        yield address, "meeting.html", f"{meeting.title}, {meeting.date}", "", meeting
    yield glosses.ADDRESS, "glosses.html", "Glosses", "", glosses.page(shelf)
    yield wanted.ADDRESS, "wanted.html", "Wanted", "", wanted.page(shelf)
    yield "about/", "about.html", "About this edition", "", front.about(shelf, version("regesta"))
    yield "cite/", "cite.html", "How to cite", "", front.cite(shelf)
    for address, changed in changes.pages(shelf):
        yield address, "changes.html", "Changes", "", changed


def _proof_page(
    one: LinkedDocument, transcript: Transcript, shelf: Shelf, environment: Environment, font: str
) -> Output:
    address = proof.address(one.record.id)
    frame = framed(shelf.edition.settings, address, f"Transcript of {title_of(one.record)}", font=font)
    return _page(environment, "proof.html", address, frame=frame, view=proof.view(one, transcript))


def _history(
    one: LinkedDocument, past: history.Told, shelf: Shelf, environment: Environment, font: str
) -> Iterator[Output]:
    title = f"History of {title_of(one.record)}"
    for address, view in history.views(one, past):
        frame = framed(shelf.edition.settings, address, title, font=font)
        yield _page(environment, "history.html", address, frame=frame, view=view)
    earlier = history.wordings(one)
    if earlier is not None:
        yield Output(history.address(one.record.id) + history.WORDINGS, earlier)


def _related_page(one: LinkedDocument, shelf: Shelf, environment: Environment, font: str) -> Iterator[Output]:
    """The page of all that is related, where a document's own page does not show all."""
    view = related.page(one)
    if view is not None:
        address = related.address(one.record.id)
        frame = framed(shelf.edition.settings, address, f"Related to {title_of(one.record)}", font=font)
        yield _page(environment, "related.html", address, frame=frame, view=view)


def _document_page(
    one: LinkedDocument, past: history.Told, shelf: Shelf, environment: Environment, font: str, *, proved: bool
) -> Output:
    settings = shelf.edition.settings
    address = addresses.document(one.record.id)
    tags = tuple(
        Tag("link" if "rel" in attributes else "meta", tuple(attributes.items())) for attributes in head(one, settings)
    )
    title = f"{title_of(one.record)}, {spoken_date(one.record.date)}"
    description = first_sentence(one.record.summary)
    frame = framed(settings, address, title, description, font=font, tags=tags, json_ld=json_ld(one, settings))
    return _page(
        environment, "document.html", address, frame=frame, view=document.view(one, shelf, past, proved=proved)
    )
