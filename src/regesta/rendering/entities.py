"""Pages of people, organisations, places and terms, and their indexes.

In go the shelf and an entity, out comes a view that leads to every paragraph where it is named, with a line of the
words around the name. An entity with very many documents is split by year, so that no page grows without bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from regesta import addresses
from regesta.model import Block, Entity, EntityKind, Mention
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import Entry, Excerpt, Group, entry
from regesta.rendering.shelf import Appearance, Shelf, places
from regesta.rendering.words import counted, curled, script_name, year_of
from regesta.text import fold, slug

LONG = 200
"""Documents on one page of an entity; one with more has a page for each year."""
CONTEXT_WORDS = 6
EXCERPTS = 24
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
        groups=tuple(_groups(entity, found, shelf, to)),
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
    for title, roles in ROLE_GROUPS:
        here = [one for one in left if roles.intersection(one.roles)]
        left = [one for one in left if not roles.intersection(one.roles)]
        if here:
            yield Group(title, slug(title), tuple(_entry(one, shelf, to, roles) for one in here))
    if left:
        title = {"term": "Where it stands", "place": "Where it is named"}.get(entity.kind, "Is named")
        yield Group(title, "named", tuple(_entry(one, shelf, to, frozenset()) for one in left))


def _entry(one: Appearance, shelf: Shelf, to: Way, said: frozenset[str]) -> Entry:
    """A document with the lines where the entity is named, and the roles that the heading above does not say."""
    record = one.document.record
    address = addresses.document(record.id)
    blocks = shelf.blocks[record.id]
    excerpts = tuple(
        _excerpt(mention, blocks.get(mention.anchor), to(f"{address}#{mention.anchor}"), full=place < EXCERPTS)
        for place, mention in enumerate(places(one.mentions))
        if mention.anchor
    )
    roles = [f"also {ROLE_WORDS[role]}" for role in one.roles if role not in said]
    return entry(one.document, to, excerpts=excerpts, note=", ".join([*roles, *(["inferred"] if one.guess else [])]))


def _excerpt(mention: Mention, block: Block | None, href: str, *, full: bool) -> Excerpt:
    number = mention.anchor.lstrip("p") if mention.anchor.startswith("p") else f"§ {mention.anchor.lstrip('s')}"
    if block is None or not full:
        return Excerpt(number, href)
    text = curled(block.text).replace("\n", " ").replace("\t", " ")
    before = text[: mention.start].split(" ")
    after = text[mention.end :].split(" ")
    return Excerpt(
        number,
        href,
        ("… " if len(before) > CONTEXT_WORDS + 1 else "") + " ".join(before[-CONTEXT_WORDS - 1 :]),
        text[mention.start : mention.end],
        " ".join(after[: CONTEXT_WORDS + 1]) + (" …" if len(after) > CONTEXT_WORDS + 1 else ""),
        mention.guess,
    )


# ---------------------------------------------------------------------------------------------- indexes


def index_view(folder: str, shelf: Shelf) -> IndexView:
    """The index of a folder: every entity of its kinds by letter; among people also those no authority file knows."""
    _, title, kinds = next(index for index in INDEXES if index[0] == folder)
    to = way(folder)
    entities = shelf.edition.authority.entities
    sections = [
        Section(
            SECTION_TITLES[kind],
            _letters([(one.sort, _index_entry(one, shelf, to)) for one in entities if one.kind == kind], kind),
        )
        for kind in kinds
    ]
    if folder == "people/":
        strangers = [(name, _stranger(name, found, to)) for name, found in shelf.unknown.items()]
        sections.append(Section(STRANGERS, _letters(strangers, "unknown")))
    sections = [section for section in sections if section.letters]
    number = sum(len(group.entries) for section in sections for group in section.letters)
    return IndexView(title, counted(number, "name") if number else "", tuple(sections))


def _letters(keyed: Iterable[tuple[str, IndexEntry]], kind: str) -> tuple[LetterGroup, ...]:
    """The entries of a section by first letter, or together where they are few."""
    chosen = sorted(((fold(sort), one.name, one) for sort, one in keyed), key=lambda three: three[:2])
    if len(chosen) <= FEW_LETTERS:
        return (LetterGroup("", "", tuple(one for *_, one in chosen)),) if chosen else ()
    by_letter: dict[str, list[IndexEntry]] = defaultdict(list)
    for sort, _, one in chosen:
        by_letter[sort[:1].upper() if sort[:1].isalpha() else "#"].append(one)
    prefix = kind[:1]
    return tuple(
        LetterGroup(letter, f"{prefix}-{slug(letter) or 'other'}", tuple(ones)) for letter, ones in by_letter.items()
    )


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
