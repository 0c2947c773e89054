"""Indexes of people and organisations, places and terms, in order of the alphabet.

In goes the shelf, out come views. An index of very many names has a page for each letter. That of people also names
those whom no authority file knows, and shows who meets whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from msgspec import structs

from regesta import addresses
from regesta.model import Entity, EntityKind
from regesta.rendering.company import Company, person_link
from regesta.rendering.entities import INDEXES, ROLE_WORDS, ScriptForm, extent, scripts_of
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.glosses import ADDRESS as GLOSSES
from regesta.rendering.listing import Entry, entry
from regesta.rendering.network import NetworkView, network
from regesta.rendering.shelf import Appearance, Shelf
from regesta.rendering.words import counted, curled
from regesta.text import fold, slug

SECTION_TITLES = {"person": "People", "organisation": "Organisations", "place": "Places", "term": "Terms"}
STRANGERS = "Others who take part, as the documents name them"
MANY_NAMES = 1000
"""Names from which each letter has a page of its own."""
FEW_LETTERS = 30
"""Entries up to which an index needs no letters."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entity in an index."""

    name: str
    href: str
    script: ScriptForm | None
    dates: str
    note: str
    extent: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries under one letter."""

    letter: str
    id: str
    entries: tuple[IndexEntry, ...]
    href: str = ""
    """Page of the letter, where it has one of its own."""


Name = tuple[str, Callable[[Way], IndexEntry]]
"""What a name is sorted by, and its entry as seen from a page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The names under one letter, before they are seen from any page."""

    letter: str
    id: str
    names: tuple[Callable[[Way], IndexEntry], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of entity in an index."""

    title: str
    letters: tuple[LetterGroup, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index of entities."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    beside: Link | None = None
    """A further index of the same folder."""
    network: NetworkView | None = None
    """Who meets whom, on the first page of people."""


def index_pages(folder: str, shelf: Shelf, together: Company) -> Iterator[tuple[str, IndexView]]:
    """The pages of an index: one, or one for the letters and another for each letter where there are very many names.

    Every entity of the folder's kinds is there, and among people also those whom no authority file knows.
    """
    _, title, kinds = next(index for index in INDEXES if index[0] == folder)
    alphabets = [(SECTION_TITLES[kind], _alphabet(_entities(kind, shelf), kind)) for kind in kinds]
    if folder == "people/":
        alphabets.append((STRANGERS, _alphabet(_strangers(shelf), "unknown")))
    number = sum(len(letter.names) for _, letters in alphabets for letter in letters)
    lead = counted(number, "name") if number else ""
    many, to = number > MANY_NAMES, way(folder)
    sections = tuple(
        Section(heading, tuple(_letter(one, to, f"{folder}{one.id}/" if many else "") for one in letters))
        for heading, letters in alphabets
        if letters
    )
    met = network(together, partial(person_link, shelf=shelf, to=to)) if folder == "people/" else None
    yield folder, IndexView(title, lead, sections, _beside(folder, shelf, to), met)
    for heading, letters in alphabets if many else ():
        for one in letters:
            address = f"{folder}{one.id}/"
            count = f"{heading}, {counted(len(one.names), 'name')}"
            yield address, IndexView(title, count, (Section(heading, (_letter(one, way(address), ""),)),))


def _beside(folder: str, shelf: Shelf, to: Way) -> Link | None:
    """The index of glosses beside that of terms, where there are any."""
    if folder == "terms/" and any(one.glosses for one in shelf.edition.documents):
        return Link("Glosses: words of the originals that translators give", to(GLOSSES))
    return None


def _letter(one: Letter, to: Way, own_page: str) -> LetterGroup:
    """The names under a letter, or the way to the page that has them."""
    names = () if own_page else tuple(name(to) for name in one.names)
    return LetterGroup(one.letter, one.id, names, to(own_page) if own_page else "")


def _alphabet(names: Iterable[Name], kind: str) -> list[Letter]:
    """Names in order under their first letters, or all together where they are few."""
    chosen = sorted(((fold(sort), sort, name) for sort, name in names), key=lambda three: three[:2])
    if len(chosen) <= FEW_LETTERS:
        return [Letter("", f"{kind}-all", tuple(name for *_, name in chosen))] if chosen else []
    by_letter: dict[str, list[Callable[[Way], IndexEntry]]] = defaultdict(list)
    for sort, _, name in chosen:
        by_letter[sort[:1].upper() if sort[:1].isalpha() else "#"].append(name)
    return [
        Letter(letter, f"{kind}-{slug(letter) or 'other'}", tuple(by_letter[letter])) for letter in sorted(by_letter)
    ]


def _entities(kind: EntityKind, shelf: Shelf) -> Iterator[Name]:
    for one in shelf.edition.authority.entities:
        if one.kind == kind:
            yield one.sort, partial(_index_entry, one, shelf)


def _strangers(shelf: Shelf) -> Iterator[Name]:
    for name, found in shelf.unknown.items():
        yield name, partial(_stranger, name, found)


def _index_entry(entity: Entity, shelf: Shelf, to: Way) -> IndexEntry:
    found = shelf.appearances.get(entity.id, ())
    scripts = scripts_of(entity)
    return IndexEntry(
        curled(entity.name),
        to(addresses.entity(entity.kind, entity.id)),
        scripts[0] if scripts else None,
        entity.dates,
        curled(entity.note),
        extent(found) if found else "not named in these documents",
    )


def _stranger(name: str, found: Sequence[Appearance], to: Way) -> IndexEntry:
    """A participant without a page: the documents stand in the index itself."""
    listed = tuple(
        structs.replace(entry(one.document, to), summary="", note=", ".join(ROLE_WORDS[role] for role in one.roles))
        for one in found[:FEW_LETTERS]
    )
    return IndexEntry(curled(name), "", None, "", "", counted(len(found), "document"), listed)
