"""Indexes of people and organisations, places and terms, in order of the alphabet.

In goes the shelf, out come the pages. An index of very many names has a page for each letter. That of people also names
those whom no authority file knows, and shows who meets whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from msgspec import structs

from regesta import addresses
from regesta.model import Entity, EntityKind, LinkedDocument
from regesta.rendering.company import Company, person_link
from regesta.rendering.entities import INDEXES, ROLE_WORDS, ScriptForm, extent, scripts_of
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.glosses import ADDRESS as GLOSSES
from regesta.rendering.leaves import Leaf, Leaves, ids_of
from regesta.rendering.listing import Entry, entry
from regesta.rendering.network import NetworkView, network
from regesta.rendering.shelf import Appearance, Shelf
from regesta.rendering.words import counted, curled
from regesta.text import fold, slug

SECTION_TITLES = {"person": "People", "organisation": "Organisations", "place": "Places", "term": "Terms"}
TEMPLATE = "index.html"
GLOSSES_BESIDE = "Glosses: words of the originals that translators give"
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


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an index before it is seen from any page."""

    sort: str
    entry: Callable[[Way], IndexEntry]
    documents: tuple[LinkedDocument, ...] = ()
    """Those that stand in the index itself."""
    extent: str = ""
    """How much there is of it, in words."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The names under one letter, before they are seen from any page."""

    letter: str
    id: str
    names: tuple[Name, ...]


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


def index_pages(folder: str, shelf: Shelf, together: Company) -> Leaves:
    """The pages of an index: one, or one for the letters and another for each letter where there are very many names.

    Every entity of the folder's kinds is there, and among people also those whom no authority file knows.
    """
    _, title, kinds = next(index for index in INDEXES if index[0] == folder)
    alphabets = [(SECTION_TITLES[kind], _alphabet(_entities(kind, shelf), kind)) for kind in kinds]
    if folder == "people/":
        alphabets.append((STRANGERS, _alphabet(_strangers(shelf), "unknown")))
    number = sum(len(letter.names) for _, letters in alphabets for letter in letters)
    many = number > MANY_NAMES
    view = partial(_first_page, folder, title, alphabets, shelf, together)
    met = {one: {other: len(ones) for other, ones in others.items()} for one, others in together.items()}
    letters = [one for _, letters in alphabets for one in letters]
    shown = () if many else tuple(chain.from_iterable(map(_documents, letters)))
    beside = (_glossed(folder, shelf), met if folder == "people/" else (), list(map(_told, letters)))
    yield Leaf(folder, TEMPLATE, title, "", view, ids_of(shown), beside)
    for heading, letters in alphabets if many else ():
        for one in letters:
            address = f"{folder}{one.id}/"
            view = partial(_letter_page, address, title, heading, one)
            yield Leaf(address, TEMPLATE, title, "", view, ids_of(_documents(one)), _told(one))


def _documents(letter: Letter) -> Iterator[LinkedDocument]:
    """The documents that stand among the names of a letter."""
    for name in letter.names:
        yield from name.documents


def _told(letter: Letter) -> tuple[str, list[tuple[str, str]]]:
    """What is told of the names of a letter, the authority file apart."""
    return letter.id, [(name.sort, name.extent) for name in letter.names]


def _first_page(
    folder: str, title: str, alphabets: Sequence[tuple[str, Sequence[Letter]]], shelf: Shelf, together: Company
) -> IndexView:
    number = sum(len(letter.names) for _, letters in alphabets for letter in letters)
    many, to = number > MANY_NAMES, way(folder)
    sections = tuple(
        Section(heading, tuple(_letter(one, to, f"{folder}{one.id}/" if many else "") for one in letters))
        for heading, letters in alphabets
        if letters
    )
    met = network(together, partial(person_link, shelf=shelf, to=to)) if folder == "people/" else None
    lead = counted(number, "name") if number else ""
    beside = Link(GLOSSES_BESIDE, to(GLOSSES)) if _glossed(folder, shelf) else None
    return IndexView(title, lead, sections, beside, met)


def _letter_page(address: str, title: str, heading: str, one: Letter) -> IndexView:
    count = f"{heading}, {counted(len(one.names), 'name')}"
    return IndexView(title, count, (Section(heading, (_letter(one, way(address), ""),)),))


def _glossed(folder: str, shelf: Shelf) -> bool:
    """Whether there is an index of glosses beside the one of a folder."""
    return folder == "terms/" and bool(shelf.glosses)


def _letter(one: Letter, to: Way, own_page: str) -> LetterGroup:
    """The names under a letter, or the way to the page that has them."""
    names = () if own_page else tuple(name.entry(to) for name in one.names)
    return LetterGroup(one.letter, one.id, names, to(own_page) if own_page else "")


def _alphabet(names: Iterable[Name], kind: str) -> list[Letter]:
    """Names in order under their first letters, or all together where they are few."""
    chosen = sorted(((fold(one.sort), one.sort, one) for one in names), key=lambda three: three[:2])
    if len(chosen) <= FEW_LETTERS:
        return [Letter("", f"{kind}-all", tuple(name for *_, name in chosen))] if chosen else []
    by_letter: dict[str, list[Name]] = defaultdict(list)
    for sort, _, name in chosen:
        by_letter[sort[:1].upper() if sort[:1].isalpha() else "#"].append(name)
    return [
        Letter(letter, f"{kind}-{slug(letter) or 'other'}", tuple(by_letter[letter])) for letter in sorted(by_letter)
    ]


def _entities(kind: EntityKind, shelf: Shelf) -> Iterator[Name]:
    for one in shelf.edition.authority.entities:
        if one.kind == kind:
            found = shelf.named.get(one.id)
            told = extent(one.id, found) if found else "not named in these documents"
            yield Name(one.sort, partial(_index_entry, one, told), extent=told)


def _strangers(shelf: Shelf) -> Iterator[Name]:
    for name, found in shelf.unknown.items():
        told = counted(len(found), "document")
        shown = tuple(one.document for one in found[:FEW_LETTERS])
        yield Name(name, partial(_stranger, name, found[:FEW_LETTERS], told), shown, told)


def _index_entry(entity: Entity, told: str, to: Way) -> IndexEntry:
    scripts = scripts_of(entity)
    return IndexEntry(
        curled(entity.name),
        to(addresses.entity(entity.kind, entity.id)),
        scripts[0] if scripts else None,
        entity.dates,
        curled(entity.note),
        told,
    )


def _stranger(name: str, found: Sequence[Appearance], told: str, to: Way) -> IndexEntry:
    """A participant without a page: the documents stand in the index itself."""
    listed = tuple(
        structs.replace(entry(one.document, to), summary="", note=", ".join(ROLE_WORDS[role] for role in one.roles))
        for one in found
    )
    return IndexEntry(curled(name), "", None, "", "", told, listed)
