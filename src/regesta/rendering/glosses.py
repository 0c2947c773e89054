"""The index of glosses: every word of an original that a translator gives, with the English it stands by.

In goes the shelf, out comes one list by the original's words, each with its places; on the page of a term stand those
that are a form of its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from regesta import addresses
from regesta.model import Entity, Gloss, LinkedDocument
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.leaves import Leaf, Leaves, ids_of
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.parts import Around, Part, parted
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted, curled, joined, romanised
from regesta.text import fold

ADDRESS = "glosses/"


@dataclass(frozen=True, slots=True)
class GlossPlace:
    """One place at which an original word is given."""

    english: str
    paragraph: Link
    document: Link
    translators: str


@dataclass(frozen=True, slots=True)
class GlossEntry:
    """A word of the original and where translators give it."""

    original: str
    language: str
    term: str
    """Link to the page of the term; empty where the authority file has none."""
    places: tuple[GlossPlace, ...]


@dataclass(frozen=True, slots=True)
class GlossIndex:
    """All glosses, or those of one letter."""

    terms: str
    lead: str
    entries: tuple[GlossEntry, ...]
    around: Around


def pages(shelf: Shelf) -> Leaves:
    """The index of all glosses: one page, or one for each letter where they are many."""
    words = sorted(shelf.glosses)
    for part in parted(ADDRESS, "Glosses", words, lambda word: word[:1].upper()):
        documents = ids_of(document for word in part.items for document, _ in shelf.glosses[word])
        view = partial(_page, shelf, part, len(words))
        beside = (len(words) if part.address == ADDRESS else 0, part.items, part.around)
        yield Leaf(part.address, "glosses.html", "Glosses", "", view, documents, beside)


def _page(shelf: Shelf, part: Part[str], number: int) -> GlossIndex:
    to = way(part.address)
    terms = _terms(shelf)
    entries = tuple(_entry(shelf.glosses[word], terms.get(word), to) for word in part.items)
    told = number if part.address == ADDRESS else len(entries)
    lead = (
        f"{counted(told, 'word')} of the originals that translators give in brackets, each with the English it "
        "stands by, as far as that can be told."
        if told
        else "No translator gives a word of the original."
    )
    return GlossIndex(to("terms/"), lead, entries, part.around)


def glosses_of(entity: Entity, shelf: Shelf, to: Way) -> tuple[GlossPlace, ...]:
    """The places at which a translator gives a form of a term's name, form by form."""
    return tuple(_place(document, one, to) for document, one in given(entity, shelf))


def given(entity: Entity, shelf: Shelf) -> list[tuple[LinkedDocument, Gloss]]:
    """Where a translator gives a form of a term's name, form by form; nowhere for what is no term."""
    if entity.kind != "term":
        return []
    forms = dict.fromkeys(map(fold, _forms(entity)))
    return [one for form in forms for one in shelf.glosses.get(form, ())]


def _terms(shelf: Shelf) -> dict[str, Entity]:
    """Form → the term that bears it."""
    return {fold(form): one for one in shelf.edition.authority.entities if one.kind == "term" for form in _forms(one)}


def _forms(entity: Entity) -> Iterator[str]:
    yield entity.name
    for one in (*entity.variants, *entity.scripts):
        yield one.text


def _entry(found: Sequence[tuple[LinkedDocument, Gloss]], term: Entity | None, to: Way) -> GlossEntry:
    document, first = found[0]
    return GlossEntry(
        curled(first.original),
        romanised(document.record.languages.original),
        to(addresses.entity(term.kind, term.id)) if term else "",
        tuple(_place(one, gloss, to) for one, gloss in found),
    )


def _place(document: LinkedDocument, one: Gloss, to: Way) -> GlossPlace:
    record = document.record
    page = to(addresses.document(record.id))
    return GlossPlace(
        curled(one.english),
        Link(f"¶ {one.anchor[1:]}", f"{page}#{one.anchor}"),
        Link(title_of(record), page, spoken_date(record.date)),
        curled(joined(record.source.translators)),
    )
