"""The page of one document: head, facts, text, notes, names, citation, sources, relations.

In goes a linked document with the shelf it stands on, out comes a view with every link resolved and every word of the
transcript's text set by `text`. The view holds no logic a template would have to know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from markupsafe import Markup

from regesta import addresses
from regesta.citation import date_in_words, note_parts
from regesta.citation.facts import site_address, state_number
from regesta.model import LinkedDocument, Participant, Record, Role, Source, State, Value
from regesta.rendering import addressed, decisions, history, meetings, proof, related, voices
from regesta.rendering.addressed import Tombstone
from regesta.rendering.arranging import NO_TYPE
from regesta.rendering.boards import group_id
from regesta.rendering.body import NoteView, Part, body, notes_begin_early
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.shelf import Shelf
from regesta.rendering.text import EDITORIAL, Manner, standing
from regesta.rendering.words import (
    count_of_words,
    counted,
    curled,
    joined,
    language_names,
    machine_date,
    minutes_to_read,
    romanised,
)

ROLE_LABELS: dict[Role, tuple[str, str]] = {
    "author": ("By", "By"),
    "sender": ("From", "From"),
    "recipient": ("To", "To"),
    "intermediary": ("Through", "Through"),
    "interlocutor": ("With", "Between"),
    "present": ("Also present", "Also present"),
    "interpreter": ("Interpreter", "Interpreters"),
}
"""How a role is said of one and of several."""
ROLES = tuple(ROLE_LABELS)

FILES = (
    ("cite.bib", "BibTeX"),
    ("cite.ris", "RIS"),
    ("cite.csl.json", "CSL-JSON"),
)
DATA = (
    ("text.txt", "reading text"),
    ("record.json", "record"),
    ("tei.xml", "TEI"),
    ("transcript.txt", "transcript as received"),
)
LATEST = 3
"""States named on the document's own page; its history has all of them."""
WEB = re.compile(r"https?://", re.IGNORECASE)
"""How an address begins that a page may link to; any other scheme in a transcript stays words."""
ADDRESS = re.compile(r"https?://[^\s<>]+")
KIND_TITLES = (("person", "People"), ("organisation", "Organisations"), ("place", "Places"), ("term", "Terms"))


class Fact(Value, frozen=True):
    """One line of the facts: a label and what is known."""

    label: str
    values: tuple[Link, ...]
    wide: bool = False


class Citation(Value, frozen=True):
    """The note ready to copy, whole and in the pieces that a script puts together for one paragraph."""

    note: str
    opening: str
    sources: str
    address: str
    own: str
    state: str
    files: tuple[Link, ...]


class DocumentView(Value, frozen=True):
    """All that the page of a document shows."""

    title: str
    date: str
    machine_date: str
    event_date: str
    kind: str
    parties: tuple[Fact, ...]
    summary: str
    facts: tuple[Fact, ...]
    notes_begin_early: bool
    parts: tuple[Part, ...]
    language: str
    tombstones: tuple[Tombstone, ...]
    loose_notes: tuple[NoteView, ...]
    loose_tombstones: tuple[Tombstone, ...]
    withdrawn: str
    has_signs: bool
    legend: str
    sections: tuple[Link, ...]
    named: tuple[Fact, ...]
    citation: Citation
    archive_citation: str
    source_note: str
    transcript: Link
    checksum: str
    data: tuple[Link, ...]
    states: tuple[State, ...]
    history: str
    decisions: tuple[decisions.DecisionView, ...]
    rights: str
    related: tuple[related.RelatedView, ...]
    more_related: Link | None
    voices: tuple[voices.Heard, ...]
    wanted: str
    previous: Link | None
    next: Link | None


def view(document: LinkedDocument, shelf: Shelf, past: history.Told, *, proved: bool = False) -> DocumentView:
    """What the page of a document shows, beside its history; `proved` tells whether it has a proof page."""
    record = document.record
    to = way(addresses.document(record.id))
    hrefs = history.hrefs(document, past)
    held = _held(record, past, hrefs)
    manner = _manner(document, shelf, to, held)
    told = addressed.history(record.anchors, hrefs, held)
    parts, loose = body(document, manner, told)
    best, more = related.shown(document, to)
    standing = {block.id for part in parts for block in part.blocks if block.id}
    return DocumentView(
        title=title_of(record),
        date=spoken_date(record.date),
        machine_date=machine_date(record.date.edtf),
        event_date=_event_date(record),
        kind=record.type or "",
        parties=parties(record, shelf, to),
        summary=curled(record.summary),
        facts=(*_facts(record, to), *_met(record, shelf, to)),
        notes_begin_early=notes_begin_early(document),
        parts=parts,
        language=record.languages.text,
        tombstones=told.before,
        loose_notes=loose,
        loose_tombstones=tuple(one for host, ones in told.after.items() if host not in standing for one in ones),
        withdrawn=curled(record.withdrawn),
        has_signs=any(sign.kind in EDITORIAL for block in record.blocks for sign in block.signs),
        legend=to("about/#signs"),
        sections=tuple(Link(curled(one.text), f"#{one.anchor}") for one in record.blocks if one.kind == "heading"),
        named=_named(document, shelf, to),
        citation=_citation(document, shelf),
        archive_citation=_archive_citation(record),
        source_note=curled(record.source.as_written),
        transcript=Link(record.file, to(proof.address(record.id)) if proved else ""),
        checksum=record.sha256,
        data=tuple(Link(label, name) for name, label in DATA if name != "transcript.txt" or not record.withdrawn),
        states=document.states[-LATEST:],
        history=addresses.relative(past.leaves[0].address, start=addresses.document(record.id)),
        decisions=decisions.about(document, shelf, to),
        rights=curled(record.rights),
        related=best,
        more_related=more,
        voices=voices.heard_in(document, shelf, to),
        wanted=to("wanted/") if any(one.document is None for one in document.related) else "",
        previous=_neighbour(document.previous, shelf, to),
        next=_neighbour(document.next, shelf, to),
    )


# ---------------------------------------------------------------------------------------------- head


def parties(record: Record, shelf: Shelf, to: Way) -> tuple[Fact, ...]:
    """Who takes part, by role, in the order in which a letter's head names them; each once, in the first role."""
    by_role: dict[Role, list[Participant]] = defaultdict(list)
    named: set[str] = set()
    for one in sorted(record.participants, key=lambda party: ROLES.index(party.role)):
        if (key := one.person or one.name) not in named:
            named.add(key)
            by_role[one.role].append(one)
    return tuple(
        Fact(ROLE_LABELS[role][len(ones) > 1], tuple(_party(one, shelf, to) for one in ones))
        for role, ones in by_role.items()
    )


def _party(one: Participant, shelf: Shelf, to: Way) -> Link:
    entity = shelf.entities.get(one.person or "")
    href = to(addresses.entity(entity.kind, entity.id)) if entity else ""
    return Link(curled(entity.name if entity else one.name), href, guess=one.guess)


def _event_date(record: Record) -> str:
    if record.event_date is None or record.event_date.edtf == record.date.edtf:
        return ""
    return date_in_words(record.event_date.edtf, guess=record.event_date.guess)


def _facts(record: Record, to: Way) -> tuple[Fact, ...]:
    source = record.source
    numbered = [block for block in record.blocks if block.anchor.startswith("p")]
    minutes = minutes_to_read(sum([count_of_words(block.text) for block in record.blocks]))
    length = f"{counted(len(numbered), 'paragraph')}, about {counted(minutes, 'minute')}"
    printed = ", ".join(filter(None, (source.published_in, source.pages)))
    at_archive = Link(record.id, source.url if source.url and WEB.match(source.url) else "")
    shelf_mark = to(f"sources/#{group_id('archive', source.archive or '')}")
    facts = (
        Fact("Kind", _values(record.type or "", to(f"types/#{group_id('type', record.type or NO_TYPE)}"))),
        Fact("Original", _values(language_names(record.languages.original, record.languages.as_written))),
        Fact("Translated by", _values(joined(source.translators))),
        Fact("Contributed by", _values(joined(source.contributors))),
        Fact("Archive", _values(archive_in_full(source), shelf_mark)),
        Fact("Reference", _values(source.reference or "")),
        Fact("Record", (at_archive,)),
        Fact("Length", _values(length)),
        Fact("Printed in", _values(curled(printed)), wide=len(printed) > 60),
    )
    return tuple(fact for fact in facts if fact.values)


def _met(record: Record, shelf: Shelf, to: Way) -> tuple[Fact, ...]:
    """The meetings that the document tells of."""
    found = meetings.meetings_of(shelf, record.id, to)
    return (Fact("Meeting" if len(found) == 1 else "Meetings", found, wide=True),) if found else ()


def archive_in_full(source: Source) -> str:
    """The archive with what its abbreviation stands for and its town, as far as known."""
    name = source.archive_name if source.archive_name != source.archive else ""
    named = f"{name} ({source.archive})" if name and source.archive else source.archive or ""
    return ", ".join(filter(None, (named, source.archive_place))) if named else ""


def _values(text: str, href: str = "") -> tuple[Link, ...]:
    return (Link(curled(text), href),) if text else ()


def _held(record: Record, past: history.Told, hrefs: Mapping[str, str]) -> dict[str, Markup]:
    """What a script has to know of each address; where its history is told only if that is on a page further on."""
    first = past.leaves[0].address
    elsewhere = {one: hrefs[one] for one, place in past.places.items() if place != first}
    return {anchor.address: standing(anchor, elsewhere.get(anchor.address, "")) for anchor in record.anchors}


def _manner(document: LinkedDocument, shelf: Shelf, to: Way, held: Mapping[str, Markup]) -> Manner:
    def href(entity: str) -> str:
        known = shelf.entities.get(entity)
        return to(addresses.entity(known.kind, known.id)) if known else ""

    notes = {note.mark: note.anchor for note in document.record.notes if note.anchor}
    return Manner(romanised(document.record.languages.original), href, notes, held=held)


# ---------------------------------------------------------------------------------------------- beside and below


def _named(document: LinkedDocument, shelf: Shelf, to: Way) -> tuple[Fact, ...]:
    """People, organisations, places and terms of the document, in order of appearance, with the paragraphs counted."""
    paragraphs: dict[str, set[str]] = {}
    for participant in document.record.participants:
        if participant.person:
            paragraphs.setdefault(participant.person, set())
    for mention in document.mentions:
        paragraphs.setdefault(mention.entity, set()).add(mention.anchor)
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for identifier, anchors in paragraphs.items():
        entity = shelf.entities.get(identifier)
        if entity:
            count = str(len(anchors)) if anchors else ""
            by_kind[entity.kind].append(Link(curled(entity.name), to(addresses.entity(entity.kind, entity.id)), count))
    return tuple(Fact(title, tuple(by_kind[kind])) for kind, title in KIND_TITLES if by_kind[kind])


def _citation(document: LinkedDocument, shelf: Shelf) -> Citation:
    parts = note_parts(document, shelf.edition.settings)
    own = site_address(shelf.edition.settings, addresses.document(document.record.id))
    return Citation(
        note=parts.joined(),
        opening=parts.opening,
        sources=parts.sources,
        address=parts.address,
        own=own,
        state=str(state_number(document) or ""),
        files=tuple(Link(label, name) for name, label in FILES),
    )


def _archive_citation(record: Record) -> str:
    """The archive's own citation, with its public address in place of that of a copy of the archive."""
    public = record.source.url
    return curled(ADDRESS.sub(lambda found: public or found[0], record.citation))


def _neighbour(identifier: str | None, shelf: Shelf, to: Way) -> Link | None:
    document = shelf.documents.get(identifier or "")
    if document is None:
        return None
    record = document.record
    return Link(title_of(record), to(addresses.document(record.id)), spoken_date(record.date))
