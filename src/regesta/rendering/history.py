"""The history of a document: every published state, and what it changed, word by word.

In goes a linked document, out come its history on as many pages as it needs, and the earlier wordings as a small file
that a page asks for when its reader does. The first page names every state, so that `history/#state-3` always leads
somewhere; the newest change of an address has the address itself as its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import LinkedDocument, State, Value
from regesta.rendering.addressed import spoken, title
from regesta.rendering.differences import Run, parted
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.listing import spoken_date, title_of
from regesta.rendering.past import Change, changes_by_state, timelines
from regesta.rendering.words import counted, curled

PAGE_LETTERS = 60_000
"""Letters of changed passages that one page holds."""
OPENING = 90
"""Letters by which a passage is shown whose words did not change."""
WORDINGS = "wordings.json"


class ChangeView(Value, frozen=True):
    """What happened to one address in one state, and its words compared."""

    id: str
    name: str
    title: str
    href: str
    said: str
    runs: tuple[Run, ...]
    opening: str


class StateView(Value, frozen=True):
    """One state, or what of it stands on a page."""

    number: int
    id: str
    date: str
    machine_date: str
    note: str
    changes: tuple[ChangeView, ...]
    continued: bool
    href: str = ""


class HistoryView(Value, frozen=True):
    """A page of a document's history."""

    title: str
    date: str
    document: str
    lead: str
    withdrawn: str
    compared: bool
    language: str
    overview: tuple[StateView, ...]
    states: tuple[StateView, ...]
    previous: Link | None
    next: Link | None


class Leaf(Value, frozen=True):
    """What stands on one page: states, the newest first, with their changes; the first may begin on the page before."""

    address: str
    states: tuple[tuple[State, tuple[Change, ...]], ...]


class Told(Value, frozen=True):
    """A document's history by pages, and where each address is told of."""

    leaves: tuple[Leaf, ...]
    places: Mapping[str, str]
    """The page on which the newest change of an address stands; its id there is the address."""
    newest: Mapping[str, int]
    """The state of that change."""


def address(identifier: str) -> str:
    """Address of the first page of a document's history: documents/113439/history/."""
    return f"{addresses.document(identifier)}history/"


def told(document: LinkedDocument) -> Told:
    """A document's history by pages."""
    first = address(document.record.id)
    leaves = tuple(
        Leaf(f"{first}{number}/" if number > 1 else first, states)
        for number, states in enumerate(_leaves(document), start=1)
    )
    places: dict[str, str] = {}
    newest: dict[str, int] = {}
    for leaf in leaves:
        for state, changes in leaf.states:
            for change in changes:
                places.setdefault(change.address, leaf.address)
                newest.setdefault(change.address, state.number)
    return Told(leaves, places, newest)


def hrefs(document: LinkedDocument, history: Told) -> dict[str, str]:
    """For each address of a document the link from its page to what happened to it last, or to its history at all."""
    start = addresses.document(document.record.id)
    leaves = {leaf.address: addresses.relative(leaf.address, start=start) for leaf in history.leaves}
    found = {one: f"{leaves[place]}#{one}" for one, place in history.places.items()}
    first = leaves[history.leaves[0].address]
    return {anchor.address: found.get(anchor.address, first) for anchor in document.record.anchors}


def _leaves(document: LinkedDocument) -> Iterator[tuple[tuple[State, tuple[Change, ...]], ...]]:
    """States with their changes, the newest first, a page at a time; at least one page, be it empty."""
    changes = changes_by_state(document) if len(document.states) > 1 else {}
    page: list[tuple[State, tuple[Change, ...]]] = []
    letters = 0
    for state in reversed(document.states):
        here: list[Change] = []
        for change in changes.get(state.number, ()) if state.sha256 else ():  # one without a transcript lost them all
            if letters and letters + change.length > PAGE_LETTERS:
                yield (*page, (state, tuple(here))) if here else tuple(page)
                page, here, letters = [], [], 0
            here.append(change)
            letters += change.length
        page.append((state, tuple(here)))
    yield tuple(page)


# ---------------------------------------------------------------------------------------------- views


def views(document: LinkedDocument, history: Told) -> Iterator[tuple[str, HistoryView]]:
    """The pages of a document's history by their addresses."""
    record = document.record
    last = len(history.leaves) - 1
    for place, leaf in enumerate(history.leaves):
        to = way(leaf.address)
        whole = addresses.relative(addresses.document(record.id), start=leaf.address)
        states = _states(history, place, whole)
        yield (
            leaf.address,
            HistoryView(
                title=title_of(record),
                date="" if record.withdrawn else spoken_date(record.date),
                document=whole,
                lead=_lead(document, place, last),
                withdrawn=curled(record.withdrawn),
                compared=any(run.kind != "same" for state in states for one in state.changes for run in one.runs),
                language=record.languages.text,
                overview=_overview(document, history, to) if last and not place else (),
                states=states,
                previous=Link("Newer states", to(history.leaves[place - 1].address)) if place else None,
                next=Link("Older states", to(history.leaves[place + 1].address)) if place < last else None,
            ),
        )


def _states(history: Told, place: int, document: str) -> tuple[StateView, ...]:
    """The states on one page, with their changes; the first may have begun on the page before."""
    before = history.leaves[place - 1].states[-1][0] if place else None
    name = "changes" if len(history.leaves) > 1 else "state"
    return tuple(
        replace(
            _bare(state, f"{name}-{state.number}"),
            changes=tuple(
                _change(change, state.number, f"{document}#{change.address}", newest=history.newest[change.address])
                for change in changes
            ),
            continued=state is before,
        )
        for state, changes in history.leaves[place].states
    )


def _lead(document: LinkedDocument, place: int, last: int) -> str:
    """The history in a sentence."""
    states = document.states
    if not states:
        return "This document has not been published yet."
    first = date_in_words(states[0].date)
    if len(states) == 1:
        return f"This document has been published in one state, on {first}, and has not changed since."
    page = f", page {place + 1} of {last + 1}" if last else ""
    return f"{counted(len(states), 'published state')}, from {first} to {date_in_words(states[-1].date)}{page}."


def _overview(document: LinkedDocument, history: Told, to: Way) -> tuple[StateView, ...]:
    """Every state without its changes, with a link to them."""
    begins: dict[int, str] = {}
    for leaf in history.leaves:
        for state, _ in leaf.states:
            begins.setdefault(state.number, to(f"{leaf.address}#changes-{state.number}"))
    return tuple(
        _bare(state, f"state-{state.number}", href=begins[state.number]) for state in reversed(document.states)
    )


def _bare(state: State, identifier: str, *, href: str = "") -> StateView:
    date = date_in_words(state.date)
    return StateView(state.number, identifier, date, state.date, curled(state.note), (), continued=False, href=href)


def _change(change: Change, state: int, href: str, *, newest: int) -> ChangeView:
    pieces = tuple(curled(piece) for piece in change.pieces) or ("",)
    runs = parted(curled(change.before), pieces)[change.place] if change.before is not None else ()
    quiet = change.before is not None and all(run.kind == "same" for run in runs) and len(change.pieces) == 1
    said = (*change.said, "not in its words, but in spaces or quotation marks") if quiet else change.said
    return ChangeView(
        id=change.address if state == newest else f"{change.address}-{state}",
        name=spoken(change.address),
        title=title(change.address),
        href=href,
        said=curled(", ".join(said)),
        runs=runs,
        opening=_opening(curled(change.unchanged)),
    )


def _opening(text: str) -> str:
    """The first words of a passage."""
    line = " ".join(text.split())
    return line if len(line) <= OPENING else f"{line[:OPENING].rsplit(' ', 1)[0]} …"


# ---------------------------------------------------------------------------------------------- the wordings


def wordings(document: LinkedDocument) -> bytes | None:
    """The days of a document's states, and every wording of the addresses that had more than one, as pages show them.

    None for a document that keeps no earlier wording. A null stands for the state in which the words were withdrawn.
    """
    gone = {(anchor.address, anchor.gone) for anchor in document.record.anchors if anchor.gone}
    gone |= {(turn.address, turn.state) for turn in document.turns if turn.kind == "withdrawn"}
    ended: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for place, state in sorted(gone):
        ended[place].append((state, None))
    kept: dict[str, list[tuple[int, str | None]]] = {}
    for place, line in timelines(document).items():
        if len(line) > 1 or place in ended:
            said = [(one.state, curled(one.text).strip()) for one in line]
            kept[place] = sorted([*said, *ended.get(place, ())], key=lambda two: two[0])
    if not kept:
        return None
    states = {str(state.number): date_in_words(state.date) for state in document.states}
    head = {"format": "regesta-wordings/1", "document": document.record.id, "states": states}
    return msgspec.json.encode(head | {"wordings": kept}) + b"\n"
