"""Pages of people, organisations, places and terms, and their indexes.

In go the shelf and an entity, out comes a view that leads to every paragraph where it is named, with a line of the
words around the name. An entity with very many documents is split by year, so that no page grows without bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from regesta import addresses
from regesta.model import Block, Entity, EntityKind, Mention
from regesta.rendering import voices
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.glosses import ADDRESS as GLOSSES
from regesta.rendering.glosses import GlossPlace, glosses_of
from regesta.rendering.listing import Entry, Excerpt, Group, entry
from regesta.rendering.pictures import Picture, over_time
from regesta.rendering.shelf import Appearance, Shelf, blocks_of, places
from regesta.rendering.words import counted, curled, script_name, year_of
from regesta.text import fold, slug

LONG = 200
"""Documents on one page of an entity; one with more has a page for each year."""
CONTEXT_WORDS = 6
CONTEXT_LENGTH = 90
"""Characters on each side in which the words of the context are looked for."""
FEW = 12
"""Documents up to which a page shows many lines of each; where there are more, a few lines of each must do."""
MANY_LINES, FEW_LINES = 24, 3
"""Paragraphs of one document shown with their context; the rest of them is given by number."""

ROLE_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Writes", frozenset({"author", "sender"})),
    ("Is written to", frozenset({"recipient", "intermediary"})),
    ("Speaks", frozenset({"interlocutor"})),
    ("Is present", frozenset({"present"})),
    ("Interprets", frozenset({"interpreter"})),
)
ROLE_WORDS = {
    "author": "author", "sender": "sender", "recipient": "recipient", "intermediary": "intermediary",
    "interlocutor": "speaker", "present": "present", "interpreter": "interpreter",
}  # fmt: skip
IDENTIFIERS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "gnd": ("GND", "https://d-nb.info/gnd/{}"),
    "lcnaf": ("LCNAF", "https://id.loc.gov/authorities/names/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}"),
}
INDEXES: tuple[tuple[str, str, tuple[EntityKind, ...]], ...] = (
    ("people/", "People and organisations", ("person", "organisation")),
    ("places/", "Places", ("place",)),
    ("terms/", "Terms", ("term",)),
)
KIND_WORDS = {"person": "Person", "organisation": "Organisation", "place": "Place", "term": "Term"}
SECTION_TITLES = {"person": "People", "organisation": "Organisations", "place": "Places", "term": "Terms"}
STRANGERS = "Others who take part, as the documents name them"
MANY_NAMES = 1000
"""Names from which each letter has a page of its own."""
FEW_LETTERS = 30
"""Entries up to which an index needs no letters."""


@dataclass(frozen=True, slots=True)
class ScriptForm:
    """A name in another script."""

    text: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """All that the page of an entity shows."""

    name: str
    kind: str
    index: Link
    scripts: tuple[ScriptForm, ...]
    dates: str
    note: str
    other_forms: tuple[Link, ...]
    found_forms: tuple[Link, ...]
    identifiers: tuple[Link, ...]
    extent: str
    years: tuple[Link, ...]
    groups: tuple[Group, ...]
    glosses: tuple[GlossPlace, ...]
    picture: Picture | None


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


# ---------------------------------------------------------------------------------------------- one entity


def pages_of(entity: Entity, shelf: Shelf) -> Iterator[tuple[str, EntityView]]:
    """The pages of an entity by address: one, or one and another for each year where there are too many documents."""
    address = addresses.entity(entity.kind, entity.id)
    found = shelf.appearances.get(entity.id, ())
    if len(found) <= LONG:
        yield address, _view(entity, shelf, address, found, ())
        return
    by_year: dict[str, list[Appearance]] = defaultdict(list)
    for one in found:
        by_year[year_of(one.document.record.date.edtf) or "undated"].append(one)
    to = way(address)
    years = tuple(Link(year, to(f"{address}{year}/"), counted(len(ones), "document")) for year, ones in by_year.items())
    yield address, _view(entity, shelf, address, (), years)
    for year, ones in by_year.items():
        yield f"{address}{year}/", _view(entity, shelf, f"{address}{year}/", ones, ())


def _view(
    entity: Entity, shelf: Shelf, address: str, found: Sequence[Appearance], years: tuple[Link, ...]
) -> EntityView:
    to = way(address)
    everywhere = shelf.appearances.get(entity.id, ())
    folder, title, _ = next(index for index in INDEXES if entity.kind in index[2])
    forms = Counter(mention.form for one in everywhere for mention in one.mentions)
    written = {fold(form) for form in forms}
    return EntityView(
        name=curled(entity.name),
        kind=KIND_WORDS[entity.kind],
        index=Link(title, to(folder)),
        scripts=_scripts(entity),
        dates=entity.dates,
        note=curled(entity.note),
        other_forms=tuple(
            Link(curled(form.text), note=form.kind) for form in entity.variants if fold(form.text) not in written
        ),
        found_forms=tuple(
            Link(curled(form), note=str(count))
            for form, count in sorted(forms.items(), key=lambda one: (-one[1], one[0]))
        ),
        identifiers=tuple(_identifier(scheme, value) for scheme, value in entity.identifiers),
        extent=extent(everywhere),
        years=years,
        picture=over_time(one.document.record.date.edtf for one in everywhere),
        glosses=glosses_of(entity, shelf, to) if address == addresses.entity(entity.kind, entity.id) else (),
        groups=(*_groups(entity, found, shelf, to), *(voices.said_by(entity, shelf, to) if found else ())),
    )


def _scripts(entity: Entity) -> tuple[ScriptForm, ...]:
    return tuple(ScriptForm(form.text, form.kind, script_name(form.kind)) for form in entity.scripts)


def _identifier(scheme: str, value: str) -> Link:
    name, pattern = IDENTIFIERS.get(scheme, (scheme, ""))
    return Link(f"{name} {value}", pattern.format(value) if pattern and value.isalnum() else "")


def extent(found: Iterable[Appearance]) -> str:
    """How much there is, in words: "4 documents, 61 paragraphs"."""
    found = tuple(found)
    paragraphs = sum(len({mention.anchor for mention in one.mentions}) for one in found)
    documents = counted(len(found), "document")
    return f"{documents}, {counted(paragraphs, 'paragraph')}" if paragraphs else documents


def _groups(entity: Entity, found: Sequence[Appearance], shelf: Shelf, to: Way) -> Iterator[Group]:
    """The documents by the first role that the entity has in each, then those where it is only named."""
    left = list(found)
    lines = MANY_LINES if len(left) <= FEW else FEW_LINES
    for title, roles in ROLE_GROUPS:
        here = [one for one in left if roles.intersection(one.roles)]
        left = [one for one in left if not roles.intersection(one.roles)]
        if here:
            yield Group(title, slug(title), tuple(_entry(one, shelf, to, roles, lines) for one in here))
    if left:
        title = {"term": "Where it stands", "place": "Where it is named"}.get(entity.kind, "Is named")
        yield Group(title, "named", tuple(_entry(one, shelf, to, frozenset(), lines) for one in left))


def _entry(one: Appearance, shelf: Shelf, to: Way, said: frozenset[str], lines: int) -> Entry:
    """A document with the lines where the entity is named, and the roles that the heading above does not say."""
    record = one.document.record
    page = to(addresses.document(record.id))
    blocks = blocks_of(one.document, shelf)
    named = [mention for mention in places(one.mentions) if mention.anchor]
    roles = [f"also {ROLE_WORDS[role]}" for role in one.roles if role not in said]
    return entry(
        one.document,
        to,
        excerpts=tuple(_excerpt(mention, blocks.get(mention.anchor), page) for mention in named[:lines]),
        numbers=tuple(Link(_number(mention), f"{page}#{mention.anchor}") for mention in named[lines:]),
        note=", ".join([*roles, *(["inferred"] if one.guess else [])]),
    )


def _number(mention: Mention) -> str:
    return mention.anchor[1:] if mention.anchor.startswith("p") else f"§ {mention.anchor[1:]}"


def _excerpt(mention: Mention, block: Block | None, page: str) -> Excerpt:
    href = f"{page}#{mention.anchor}"
    if block is None:
        return Excerpt(_number(mention), href)
    text = block.text
    start = max(0, mention.start - CONTEXT_LENGTH)
    before = text[start : mention.start].split(" ")[-CONTEXT_WORDS - 1 :]
    after = text[mention.end : mention.end + CONTEXT_LENGTH].split(" ")[: CONTEXT_WORDS + 1]
    whole_before, whole_after = len(" ".join(before)), len(" ".join(after))
    shown = curled(text[mention.start - whole_before : mention.end + whole_after])
    shown = shown.replace("\n", " ").replace("\t", " ")
    end = len(shown) - whole_after
    return Excerpt(
        _number(mention),
        href,
        ("… " if whole_before < mention.start else "") + shown[:whole_before].lstrip(),
        shown[whole_before:end],
        shown[end:].rstrip() + (" …" if mention.end + whole_after < len(text) else ""),
        mention.guess,
    )


# ---------------------------------------------------------------------------------------------- indexes


def index_pages(folder: str, shelf: Shelf) -> Iterator[tuple[str, IndexView]]:
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
    yield folder, IndexView(title, lead, sections, _beside(folder, shelf, to))
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
    scripts = _scripts(entity)
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
        replace(entry(one.document, to), summary="", note=", ".join(ROLE_WORDS[role] for role in one.roles))
        for one in found[:FEW_LETTERS]
    )
    return IndexEntry(curled(name), "", None, "", "", counted(len(found), "document"), listed)
