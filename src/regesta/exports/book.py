"""What a book shows: its title page, its contents, its documents, and who and what is named in them.

In go the linked documents of a volume, out come views for the templates. The text is set as on the pages; a link to a
document leads to its chapter, or to its page on the site where another volume holds it and the site's address is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from regesta import addresses
from regesta.citation import date_in_words, note
from regesta.citation.facts import site_address
from regesta.exports.tei_inline import LANGUAGE
from regesta.model import Entity, LinkedDocument, Relation, Settings
from regesta.rendering import addressed
from regesta.rendering.addressed import Tombstone
from regesta.rendering.body import NoteView, Part, body
from regesta.rendering.document import KIND_TITLES, ROLE_LABELS, ROLES
from regesta.rendering.frame import Link
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.text import Manner
from regesta.rendering.words import curled, joined, romanised, year_of
from regesta.volumes import CHAPTER, Volume

RELATED = 8
"""Related documents told of behind a chapter."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the chapters of one volume have in common."""

    settings: Settings
    volume: Volume
    entities: Mapping[str, Entity]
    held: frozenset[str]
    """Ids of the documents in this volume."""


@dataclass(frozen=True, slots=True)
class ChapterView:
    """One document of a book."""

    language: str
    """Of the edition."""
    title: str
    date: str
    kind: str
    parties: tuple[Link, ...]
    """Who takes part: the names, and as what."""
    summary: str
    withdrawn: str
    text_language: str
    before: tuple[Tombstone, ...]
    parts: tuple[Part, ...]
    loose_notes: tuple[NoteView, ...]
    loose_tombstones: tuple[Tombstone, ...]
    citation: str
    source: str
    rights: str
    related: tuple[Link, ...]
    """Titles with dates, where they lead, and why they are related."""


@dataclass(frozen=True, slots=True)
class Group:
    """Chapters of one year, or names of one kind."""

    title: str
    members: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BookView:
    """The title page and the contents."""

    language: str
    title: str
    subtitle: str
    label: str
    description: str
    editors: str
    publisher: str
    licence: str
    address: str
    """Where the edition stands; may be empty."""
    published: str
    """Day of the newest state in the book."""
    groups: tuple[Group, ...]
    names: tuple[Group, ...]


def chapter_file(identifier: str) -> str:
    """The chapter of a document, beside those of all others."""
    return f"{identifier}{CHAPTER}"


def chapter(document: LinkedDocument, shelf: Shelf) -> ChapterView:
    """What the chapter of a document shows: itself, what it names, and which documents stand beside it."""
    record = document.record
    told = addressed.history(record.anchors, {}, {})
    parts, loose = body(document, _manner(document, shelf), told)
    standing = {block.id for part in parts for block in part.blocks if block.id}
    return ChapterView(
        language=_language(shelf.settings.language),
        title=title_of(record),
        date=spoken_date(record.date),
        kind=record.type or "",
        parties=_parties(document, shelf),
        summary=curled(record.summary),
        withdrawn=curled(record.withdrawn),
        text_language=_language(record.languages.text),
        before=told.before,
        parts=parts,
        loose_notes=loose,
        loose_tombstones=tuple(one for host, ones in told.after.items() if host not in standing for one in ones),
        citation=note(document, shelf.settings),
        source=curled(record.source.as_written),
        rights=curled(record.rights),
        related=tuple(_related(one, shelf) for one in document.related[:RELATED]),
    )


def book(documents: Sequence[LinkedDocument], shelf: Shelf) -> BookView:
    """What the title page and the contents of a volume show, and all that is named in it."""
    settings = shelf.settings
    states = [one.states[-1].date for one in documents if one.states]
    return BookView(
        language=_language(settings.language),
        title=curled(settings.title),
        subtitle=curled(settings.subtitle),
        label=shelf.volume.label,
        description=curled(settings.description),
        editors=joined(settings.editors),
        publisher=settings.publisher,
        licence=settings.licence,
        address=site_address(settings, ""),
        published=max(states, default=""),
        groups=_contents(documents),
        names=_named(documents, shelf.entities),
    )


def _language(code: str) -> str:
    """A language as XML accepts it; "und" for what is no tag."""
    return code if LANGUAGE.fullmatch(code) else "und"


def _manner(document: LinkedDocument, shelf: Shelf) -> Manner:
    def href(entity: str) -> str:
        return f"../names.xhtml#e-{entity}" if entity in shelf.entities else ""

    notes = {one.mark: one.anchor for one in document.record.notes if one.anchor}
    return Manner(romanised(document.record.languages.original), href, notes)


def _parties(document: LinkedDocument, shelf: Shelf) -> tuple[Link, ...]:
    """The parties by role, each once, in the order in which a letter's head names them."""
    by_role: dict[str, list[str]] = {role: [] for role in ROLES}
    named: set[str] = set()
    for one in sorted(document.record.participants, key=lambda party: ROLES.index(party.role)):
        entity = shelf.entities.get(one.person or "")
        if (key := one.person or one.name) not in named:
            named.add(key)
            by_role[one.role].append(curled(entity.name if entity else one.name) + (" (inferred)" if one.guess else ""))
    return tuple(
        Link(joined(by_role[role]), note=ROLE_LABELS[role][len(by_role[role]) > 1]) for role in ROLES if by_role[role]
    )


def _related(one: Relation, shelf: Shelf) -> Link:
    date = date_in_words(one.date)
    title = f"{curled(one.title)}, {date}" if date else curled(one.title)
    reasons = one.because if one.document else ("not in this edition", *one.because)
    return Link(title, _way(one.document, shelf), curled("; ".join(reasons)))


def links_to(document: LinkedDocument) -> tuple[str, ...]:
    """The documents that a chapter leads to, if the book holds them."""
    return tuple(one.document for one in document.related[:RELATED] if one.document)


def _way(identifier: str | None, shelf: Shelf) -> str:
    """The link from a chapter to a document; empty where none can be given."""
    if not identifier:
        return ""
    if identifier in shelf.held:
        return chapter_file(identifier)
    return site_address(shelf.settings, addresses.document(identifier))


# ---------------------------------------------------------------------------------------------- contents and names


def _contents(documents: Iterable[LinkedDocument]) -> tuple[Group, ...]:
    """The documents by year, those that were withdrawn at the end."""
    standing = [one for one in documents if not one.record.withdrawn]
    gone = [one for one in documents if one.record.withdrawn]
    by_year = groupby(standing, key=lambda one: year_of(one.record.date.edtf))
    years = tuple(Group(year or "Undated", tuple(map(_entry, ones))) for year, ones in by_year)
    return (*years, Group("Withdrawn", tuple(map(_entry, gone)))) if gone else years


def _entry(document: LinkedDocument) -> Link:
    record = document.record
    return Link(title_of(record), f"documents/{chapter_file(record.id)}", spoken_date(record.date))


def _named(documents: Iterable[LinkedDocument], entities: Mapping[str, Entity]) -> tuple[Group, ...]:
    """The entities that the documents name, by kind and in the order of the alphabet."""
    used = {entity for one in documents for entity in one.named}
    found = sorted((entities[one] for one in used & entities.keys()), key=lambda entity: (entity.sort, entity.id))
    groups = ((title, [one for one in found if one.kind == kind]) for kind, title in KIND_TITLES)
    return tuple(Group(title, tuple(_name(one) for one in ones)) for title, ones in groups if ones)


def _name(entity: Entity) -> Link:
    """An entity with its id, its name, and what is said of it."""
    said = ". ".join(part for part in (entity.dates, curled(entity.note)) if part)
    return Link(curled(entity.name), f"e-{entity.id}", said)


def xhtml(markup: str) -> str:
    """A rendered page as XML: HTML's empty elements closed, and note calls named as books name them."""
    closed = markup.replace("<br>", "<br/>")
    return closed.replace('role="doc-noteref"', 'epub:type="noteref" role="doc-noteref"')
