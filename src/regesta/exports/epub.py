"""data/edition.epub: the edition as a book to read away from the site, EPUB 3.3, with the same addresses inside.

In go a volume, the edition and the templates; out comes the volume's book, which alone is held. Its bytes depend on
nothing else: times are fixed, the order is the edition's, and the files are stored as they are, because two libraries
pack the same words into different bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from uuid import uuid5
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from jinja2 import Environment

from regesta.exports.book import BookView, ChapterView, Shelf, book, chapter, chapter_file, xhtml
from regesta.exports.feed import NAMESPACE
from regesta.exports.tei import encoded
from regesta.model import Edition, LinkedDocument, Output
from regesta.rendering.shelf import Whole, itself
from regesta.volumes import CHAPTERS, Volume

MIMETYPE = b"application/epub+zip"
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name; it stands for all."""

File = tuple[str, bytes]


Chapters = Callable[[LinkedDocument, Shelf], bytes]
"""Gives the chapter of a document in the book that a shelf stands for."""


def book_of(volume: Volume, edition: Edition, environment: Environment, chapters: Chapters) -> Iterator[Output]:
    """The book of one volume of an edition, set by the templates of an environment.

    The edition's documents may lack their texts; what `chapters` gives of them is asked for one after another.
    """
    held = frozenset(volume.documents)
    entities = {one.id: one for one in edition.authority.entities}
    shelf = Shelf(edition.settings, volume, entities, held)
    documents = {one.record.id: one for one in edition.documents if one.record.id in held}
    files = _files([documents[identifier] for identifier in volume.documents], shelf, environment, chapters)
    yield Output(volume.address, _packed(files))


def chapters_of(environment: Environment, whole: Whole = itself) -> Chapters:
    """What sets the chapters of documents, to each of which `whole` gives its text."""
    return lambda document, shelf: _set(environment, "book-chapter.xhtml", chapter(whole(document), shelf))


def _files(
    documents: Sequence[LinkedDocument], shelf: Shelf, environment: Environment, chapters: Chapters
) -> Iterator[File]:
    """The files of a book in the order in which they are read, one after another."""
    view = book(documents, shelf)
    package = {
        "identifier": uuid5(NAMESPACE, f"book\n{shelf.settings.title}\n{shelf.volume.name}").urn,
        "editors": shelf.settings.editors,
        "chapters": [chapter_file(identifier) for identifier in shelf.volume.documents],
    }
    yield "mimetype", MIMETYPE
    yield "META-INF/container.xml", CONTAINER
    yield "book/package.opf", _set(environment, "book-package.opf", view, **package)
    yield "book/style.css", environment.get_template("book.css").render().encode()
    yield "book/title.xhtml", _set(environment, "book-title.xhtml", view)
    yield "book/contents.xhtml", _set(environment, "book-contents.xhtml", view)
    for one in documents:
        yield f"{CHAPTERS}{chapter_file(one.record.id)}", chapters(one, shelf)
    if view.names:
        yield "book/names.xhtml", _set(environment, "book-names.xhtml", view)


def _set(environment: Environment, template: str, view: BookView | ChapterView, **more: object) -> bytes:
    markup = environment.get_template(template).render(view=view, **more)
    return encoded(xhtml(markup))


def _packed(files: Iterable[File]) -> bytes:
    """The files as an archive that begins with its media type and is the same on every machine."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name, data in files:
            entry = ZipInfo(name, EARLIEST)
            entry.create_system = 3  # else the archive tells which system it was made on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return content.getvalue()
