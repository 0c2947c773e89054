"""Pages of people, organisations, places and terms.

In go the shelf and an entity, out comes a view that leads to every paragraph where it is named, with a line of the
words around the name. An entity with very many documents is split by year, so that no page grows without bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from msgspec import structs

from regesta import addresses
from regesta.appearing import MOST
from regesta.citation import date_in_words
from regesta.model import Appeared, Context, Entity, EntityKind, LinkedDocument
from regesta.rendering import meetings, voices
from regesta.rendering.company import Company, Occasion, Who, person_link
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.glosses import GlossPlace, glosses_of
from regesta.rendering.glosses import given as _given
from regesta.rendering.leaves import Leaf, Leaves, ids_of
from regesta.rendering.listing import Entry, Excerpt, Group, entry
from regesta.rendering.pictures import Picture, over_time
from regesta.rendering.shelf import Appearance, Shelf, appearance
from regesta.rendering.words import counted, curled, script_name, year_of
from regesta.text import fold, slug

LONG = 200
"""Documents on one page of an entity; one with more has a page for each year."""
TEMPLATE = "entity.html"
FEW = 12
"""Documents up to which a page shows many lines of each; where there are more, a few lines of each must do."""
SHOWN = 24
"""Companions that a page lists with their occasions; the others are named with a number."""
OCCASIONS = 6
"""Occasions that are shown of each companion."""
MANY_LINES, FEW_LINES = MOST, 3
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


@dataclass(frozen=True, slots=True)
class ScriptForm:
    """A name in another script."""

    text: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Someone who was met together with another, and when."""

    person: Link
    times: str
    occasions: tuple[Link, ...]
    more: str
    """How many occasions are not shown, in words; empty for none."""


@dataclass(frozen=True, slots=True)
class CompanyView:
    """All companions of a person: the most frequent with their occasions, the others by name and number."""

    companions: tuple[Companion, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """All that the page of an entity shows."""

    name: str
    kind: str
    index: Link
    scripts: tuple[ScriptForm, ...]
    dates: str
    note: str
    found_forms: tuple[Link, ...]
    extent: str
    groups: tuple[Group, ...]
    other_forms: tuple[Link, ...] = ()
    identifiers: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    glosses: tuple[GlossPlace, ...] = ()
    picture: Picture | None = None
    company: CompanyView | None = None


def pages_of(entity: Entity, shelf: Shelf, together: Company) -> Leaves:
    """The pages of an entity: one, or one and another for each year where there are too many documents."""
    address = addresses.entity(entity.kind, entity.id)
    found = shelf.named.get(entity.id, ())
    said = shelf.speeches.get(entity.id, ())
    by_year = _by_year(found) if len(found) > LONG else {}
    view = partial(_page, entity, shelf, together, by_year)
    given = tuple(document for document, _ in _given(entity, shelf))
    met = together.get(entity.id)
    yield Leaf(address, TEMPLATE, curled(entity.name), curled(entity.note), view, ids_of((*found, *said, *given)), met)
    said_in = _by_year(said) if by_year else {}
    for year, ones in by_year.items():
        reported = said_in.get(year, ())
        view = partial(_year_page, entity, shelf, year, ones, reported)
        title = f"{curled(entity.name)}, {year}"
        yield Leaf(f"{address}{year}/", TEMPLATE, title, "", view, ids_of((*ones, *reported)))


def _by_year(documents: Iterable[LinkedDocument]) -> dict[str, list[LinkedDocument]]:
    by_year: dict[str, list[LinkedDocument]] = defaultdict(list)
    for one in documents:
        by_year[year_of(one.record.date.edtf) or "undated"].append(one)
    return by_year


def _page(
    entity: Entity, shelf: Shelf, together: Company, by_year: Mapping[str, Sequence[LinkedDocument]]
) -> EntityView:
    """The page of an entity: with its documents, or with the ways to those of each year."""
    address = addresses.entity(entity.kind, entity.id)
    to = way(address)
    everywhere = shelf.named.get(entity.id, ())
    said = shelf.speeches.get(entity.id, ())
    view = _view(entity, shelf, address, everywhere, () if by_year else said, listed=not by_year)
    years = tuple(Link(year, to(f"{address}{year}/"), counted(len(ones), "document")) for year, ones in by_year.items())
    written = {fold(one.text) for one in view.found_forms}
    return replace(
        view,
        other_forms=tuple(
            Link(curled(form.text), note=form.kind) for form in entity.variants if fold(form.text) not in written
        ),
        identifiers=tuple(_identifier(scheme, value) for scheme, value in entity.identifiers),
        years=years,
        picture=over_time(one.record.date.edtf for one in everywhere),
        glosses=glosses_of(entity, shelf, to),
        company=_company(entity.id, together, partial(person_link, shelf=shelf, to=to), to),
    )


def _year_page(
    entity: Entity, shelf: Shelf, year: str, found: Sequence[LinkedDocument], said: Sequence[LinkedDocument]
) -> EntityView:
    """The documents of one year in which an entity appears."""
    address = addresses.entity(entity.kind, entity.id)
    place = f"{address}{year}/"
    view = _view(entity, shelf, place, found, said)
    return replace(
        view, name=f"{view.name}, {year}", index=Link(view.name, way(place)(address)), scripts=(), dates="", note=""
    )


def _view(
    entity: Entity,
    shelf: Shelf,
    address: str,
    found: Sequence[LinkedDocument],
    said: Sequence[LinkedDocument],
    *,
    listed: bool = True,
) -> EntityView:
    """What is told of an entity in some documents, which stand under its roles in each if they are listed."""
    to = way(address)
    folder, title, _ = next(index for index in INDEXES if entity.kind in index[2])
    forms: Counter[str] = Counter()
    for one in found:
        forms.update(shelf.appearing(one, entity.id).forms)
    groups = _groups(entity, [appearance(one, entity.id) for one in found], shelf, to) if listed else ()
    return EntityView(
        name=curled(entity.name),
        kind=KIND_WORDS[entity.kind],
        index=Link(title, to(folder)),
        scripts=scripts_of(entity),
        dates=entity.dates,
        note=curled(entity.note),
        found_forms=tuple(
            Link(curled(form), note=str(count))
            for form, count in sorted(forms.items(), key=lambda one: (-one[1], one[0]))
        ),
        extent=extent(entity.id, found),
        groups=(*groups, *voices.said_by(entity, said, shelf, to)),
    )


def _company(person: str, together: Company, who: Who, to: Way) -> CompanyView | None:
    """Whom a person was met together with, the most frequent first; None for nobody."""
    others = together.get(person)
    if not others:
        return None
    order = sorted(others, key=lambda one: (-len(others[one]), who(one).text, one))
    return CompanyView(
        tuple(_companion(who(one), others[one], to) for one in order[:SHOWN]),
        tuple(structs.replace(who(one), note=str(len(others[one]))) for one in order[SHOWN:]),
    )


def _companion(person: Link, occasions: tuple[Occasion, ...], to: Way) -> Companion:
    rest = len(occasions) - OCCASIONS
    return Companion(
        person,
        counted(len(occasions), "time"),
        tuple(
            Link(
                date_in_words(one.date),
                to(_told_at(one)),
                counted(one.documents, "document") if one.documents > 1 else "",
            )
            for one in occasions[:OCCASIONS]
        ),
        f"and {counted(rest, 'other day')}" if rest > 0 else "",
    )


def _told_at(one: Occasion) -> str:
    return f"{meetings.ADDRESS}{one.meeting}/" if one.meeting else addresses.document(one.document)


def scripts_of(entity: Entity) -> tuple[ScriptForm, ...]:
    """The names of an entity in other scripts."""
    return tuple(ScriptForm(form.text, form.kind, script_name(form.kind)) for form in entity.scripts)


def _identifier(scheme: str, value: str) -> Link:
    name, pattern = IDENTIFIERS.get(scheme, (scheme, ""))
    return Link(f"{name} {value}", pattern.format(value) if pattern and value.isalnum() else "")


def extent(entity: str, found: Sequence[LinkedDocument]) -> str:
    """How much there is, in words: "4 documents, 61 paragraphs"."""
    paragraphs = sum(one.named.get(entity, 0) for one in found)
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
            yield Group(
                title,
                slug(title),
                tuple(_entry(one, shelf.appearing(one.document, entity.id), to, roles, lines) for one in here),
            )
    if left:
        title = {"term": "Where it stands", "place": "Where it is named"}.get(entity.kind, "Is named")
        yield Group(
            title,
            "named",
            tuple(_entry(one, shelf.appearing(one.document, entity.id), to, frozenset(), lines) for one in left),
        )


def _entry(one: Appearance, found: Appeared, to: Way, said: frozenset[str], lines: int) -> Entry:
    """A document with the lines where an entity is named, and the roles that the heading above does not say."""
    page = to(addresses.document(one.document.record.id))
    further = (*(context.anchor for context in found.contexts[lines:]), *found.further)
    roles = [f"also {ROLE_WORDS[role]}" for role in one.roles if role not in said]
    return entry(
        one.document,
        to,
        excerpts=tuple(_excerpt(context, page) for context in found.contexts[:lines]),
        numbers=tuple(Link(_number(anchor), f"{page}#{anchor}") for anchor in further),
        note=", ".join([*roles, *(["inferred"] if one.guess else [])]),
    )


def _number(anchor: str) -> str:
    return anchor[1:] if anchor.startswith("p") else f"§ {anchor[1:]}"


def _excerpt(found: Context, page: str) -> Excerpt:
    href = f"{page}#{found.anchor}"
    if not found.words:
        return Excerpt(_number(found.anchor), href)
    shown = curled(found.words).replace("\n", " ").replace("\t", " ")
    return Excerpt(
        _number(found.anchor),
        href,
        ("… " if found.cut_before else "") + shown[: found.start].lstrip(),
        shown[found.start : found.end],
        shown[found.end :].rstrip() + (" …" if found.cut_after else ""),
        found.guess,
    )
