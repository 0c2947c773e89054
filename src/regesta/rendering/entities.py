"""Pages of people, organisations, places and terms.

In go the shelf and an entity, out comes a view that leads to every paragraph where it is named, with a line of the
words around the name. An entity with very many documents is split by year, so that no page grows without bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from msgspec import structs

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import Block, Entity, EntityKind, LinkedDocument, Mention
from regesta.rendering import meetings, voices
from regesta.rendering.company import Company, Occasion, Who, person_link
from regesta.rendering.frame import Link, Way, way
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
SHOWN = 24
"""Companions that a page lists with their occasions; the others are named with a number."""
OCCASIONS = 6
"""Occasions that are shown of each companion."""
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
    other_forms: tuple[Link, ...]
    found_forms: tuple[Link, ...]
    identifiers: tuple[Link, ...]
    extent: str
    years: tuple[Link, ...]
    groups: tuple[Group, ...]
    glosses: tuple[GlossPlace, ...]
    picture: Picture | None
    company: CompanyView | None = None


def pages_of(entity: Entity, shelf: Shelf, together: Company) -> Iterator[tuple[str, EntityView]]:
    """The pages of an entity by address: one, or one and another for each year where there are too many documents."""
    address = addresses.entity(entity.kind, entity.id)
    found = shelf.appearances.get(entity.id, ())
    to = way(address)
    met = _company(entity.id, together, partial(person_link, shelf=shelf, to=to), to)
    said = shelf.speeches.get(entity.id, ())
    if len(found) <= LONG:
        yield address, replace(_view(entity, shelf, address, found, said), company=met)
        return
    by_year: dict[str, list[Appearance]] = defaultdict(list)
    for one in found:
        by_year[_year(one.document)].append(one)
    said_in: dict[str, list[LinkedDocument]] = defaultdict(list)
    for document in said:
        said_in[_year(document)].append(document)
    years = tuple(Link(year, to(f"{address}{year}/"), counted(len(ones), "document")) for year, ones in by_year.items())
    yield address, replace(_view(entity, shelf, address, (), (), years=years), company=met)
    for year, ones in by_year.items():
        yield f"{address}{year}/", _view(entity, shelf, f"{address}{year}/", ones, said_in[year])


def _year(document: LinkedDocument) -> str:
    return year_of(document.record.date.edtf) or "undated"


def _view(
    entity: Entity,
    shelf: Shelf,
    address: str,
    found: Sequence[Appearance],
    said: Sequence[LinkedDocument],
    *,
    years: tuple[Link, ...] = (),
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
        scripts=scripts_of(entity),
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
        groups=(*_groups(entity, found, shelf, to), *voices.said_by(entity, said, shelf, to)),
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
    named = [mention for mention in places(one.mentions) if mention.anchor]
    blocks = blocks_of(one.document, shelf) if named else {}
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
