"""Meetings: an index in order of date, and for each meeting who was there and what each document tells, side by side.

In goes the shelf, out come views. The pages say which paragraphs tell of a meeting; where only the day and the people
in a paragraph show it, that is marked as inferred.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import Account, Block, Meeting, Role
from regesta.rendering.company import person_link
from regesta.rendering.decisions import DecisionView, of_meeting, title_of_meeting
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.leaves import Leaf, Leaves
from regesta.rendering.listing import first_sentence, spoken_date, title_of
from regesta.rendering.parts import Around, Part, parted
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted, curled, machine_date, year_of

ADDRESS = "meetings/"
CAPACITIES: tuple[tuple[Role, str], ...] = (
    ("interlocutor", "Held by"),
    ("present", "Also present"),
    ("interpreter", "Interpreter"),
)
OPENING = 140
"""Characters of a paragraph that an account shows."""
TOPICS = 12
"""Headings or paragraphs of an account that are shown."""


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting in the index."""

    title: str
    href: str
    date: str
    machine_date: str
    place: str
    accounts: str


@dataclass(frozen=True, slots=True)
class MeetingIndex:
    """All meetings, or those of one year."""

    lead: str
    meetings: tuple[MeetingEntry, ...]
    around: Around


@dataclass(frozen=True, slots=True)
class AccountView:
    """What one document tells of a meeting."""

    document: Link
    extent: str
    summary: str
    topics: tuple[Link, ...]
    guess: bool


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting."""

    title: str
    index: str
    date: str
    machine_date: str
    place: Link | None
    place_at: Link | None
    capacities: tuple[tuple[str, tuple[Link, ...]], ...]
    accounts: tuple[AccountView, ...]
    decisions: tuple[DecisionView, ...]
    """What the editor decided about it."""


def address(meeting: Meeting) -> str:
    """Address of a meeting's page."""
    return f"{ADDRESS}{meeting.id}/"


def index_pages(shelf: Shelf) -> Leaves:
    """The index of all meetings: one page, or one for each year where they are many."""
    found = shelf.edition.meetings
    for part in parted(ADDRESS, "Meetings", found, lambda one: year_of(one.date) or "Undated"):
        view = partial(_index, shelf, part, len(found))
        beside = (len(found) if part.address == ADDRESS else 0, part.items, part.around)
        yield Leaf(part.address, "meetings.html", "Meetings", "", view, (), beside)


def _index(shelf: Shelf, part: Part[Meeting], number: int) -> MeetingIndex:
    to = way(part.address)
    found = tuple(
        MeetingEntry(
            title_of_meeting(one, shelf.entities),
            to(address(one)),
            date_in_words(one.date),
            machine_date(one.date),
            curled(shelf.entities[one.place].name) if one.place in shelf.entities else "",
            counted(len(one.accounts), "account"),
        )
        for one in part.items
    )
    told = number if part.address == ADDRESS else len(found)
    lead = f"{counted(told, 'meeting')} that documents record." if told else "No document records a meeting."
    return MeetingIndex(lead, found, part.around)


def meetings_of(shelf: Shelf, document: str, to: Way) -> tuple[Link, ...]:
    """The meetings that a document tells of."""
    return tuple(
        Link(title_of_meeting(one, shelf.entities), to(address(one)), date_in_words(one.date))
        for one in shelf.meetings.get(document, ())
    )


def pages(shelf: Shelf) -> Leaves:
    """The page of each meeting."""
    for one in shelf.edition.meetings:
        title = f"{title_of_meeting(one, shelf.entities)}, {date_in_words(one.date)}"
        told = tuple(account.document for account in one.accounts)
        yield Leaf(address(one), "meeting.html", title, "", partial(page, one, shelf), tuple(dict.fromkeys(told)), one)


def page(meeting: Meeting, shelf: Shelf) -> MeetingView:
    """The page of one meeting."""
    to = way(address(meeting))
    place = shelf.entities.get(meeting.place)
    document, anchor = meeting.place_at
    capacities = (
        (label, tuple(person_link(one.person or one.name, shelf, to) for one in meeting.attendees if one.role == role))
        for role, label in CAPACITIES
    )
    return MeetingView(
        title=title_of_meeting(meeting, shelf.entities),
        index=to(ADDRESS),
        date=date_in_words(meeting.date),
        machine_date=machine_date(meeting.date),
        place=Link(curled(place.name), to(addresses.entity(place.kind, place.id))) if place else None,
        place_at=Link(f"¶ {anchor[1:]}", to(f"{addresses.document(document)}#{anchor}")) if place and anchor else None,
        capacities=tuple((label, people) for label, people in capacities if people),
        accounts=tuple(_account(one, shelf, to) for one in meeting.accounts if one.document in shelf.documents),
        decisions=of_meeting(meeting, shelf, to),
    )


def _account(one: Account, shelf: Shelf, to: Way) -> AccountView:
    record = shelf.whole(shelf.documents[one.document]).record
    page = to(addresses.document(record.id))
    blocks = [block for block in record.blocks if block.anchor and (not one.anchors or block.anchor in one.anchors)]
    headings = [block for block in blocks if block.kind == "heading"]
    paragraphs = [block for block in blocks if block.anchor.startswith("p")]
    topics = headings if len(headings) > 1 else paragraphs
    rest = len(topics) - TOPICS
    more = (Link(f"{counted(rest, 'more passage')}", page),) if rest > 0 else ()
    return AccountView(
        document=Link(title_of(record), page, spoken_date(record.date)),
        extent=counted(len(paragraphs), "paragraph"),
        summary=first_sentence(record.summary),
        topics=(*(_topic(block, page) for block in topics[:TOPICS]), *more),
        guess=one.guess,
    )


def _topic(block: Block, page: str) -> Link:
    shown = " ".join(curled(block.text).split())
    if len(shown) > OPENING:
        shown = shown[:OPENING].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    sign = "§" if block.kind == "heading" else "¶"
    return Link(f"{sign} {block.anchor[1:]}", f"{page}#{block.anchor}", shown)
