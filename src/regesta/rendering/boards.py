"""Documents on boards, as of one archive or type: boards in, the pages that hold them out.

An edition with few documents shows all boards on one page; a large one gives each board pages of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from regesta.model import LinkedDocument
from regesta.rendering.frame import Link, Way, way
from regesta.rendering.leaves import Leaf, Leaves, ids_of, leaf_of
from regesta.rendering.listing import Group
from regesta.rendering.shelf import Shelf
from regesta.rendering.words import counted
from regesta.text import slug

MANY = 200
"""Documents up to which one page lists them all."""
PAGE = 250
"""Documents on one page of a list."""
Target = tuple[str, str]
"""Words and an address of the site."""
Arrange = Callable[[Sequence[LinkedDocument], Way], tuple[Group, ...]]
"""Documents as groups; one without a title, which comes first, holds those that belong to none."""


@dataclass(frozen=True, slots=True)
class CollectionView:
    """Groups of entries under a title, with links to the groups or pages beside."""

    title: str
    lead: str
    index: Link | None
    jumps: tuple[Link, ...]
    groups: tuple[Group, ...]
    previous: Link | None = None
    next: Link | None = None


TEMPLATE = "collection.html"


@dataclass(frozen=True, slots=True)
class Board:
    """The documents of one archive, publication or type."""

    kind: str
    title: str
    id: str
    documents: tuple[LinkedDocument, ...]
    arrange: Arrange


def paged(
    address: str,
    title: str,
    documents: Sequence[LinkedDocument],
    arrange: Arrange,
    *,
    index: Target,
    before: Target = ("", ""),
    after: Target = ("", ""),
    window: str = "",
) -> Leaves:
    """Documents on as many pages as they need; the first has the address itself, the second ends in 2/, and so on.

    `window` is the title of the window, where it is not that of the page.
    """
    runs = [documents[start : start + PAGE] for start in range(0, len(documents), PAGE)]
    places = [f"{address}{number}/" if number > 1 else address for number in range(1, len(runs) + 1)]
    targets = [before, *((f"{title}, page {number}", place) for number, place in enumerate(places, start=1)), after]
    count = counted(len(documents), "document")
    for number, (place, run) in enumerate(zip(places, runs, strict=True)):
        lead = count if len(runs) == 1 else f"{count}, page {number + 1} of {len(runs)}"
        around = (targets[number], index, targets[number + 2])
        said = (title, lead)
        view = partial(_page, place, said, run, arrange, around)
        yield Leaf(place, TEMPLATE, window or title, "", view, ids_of(run), (said, around))


def _page(
    place: str,
    said: tuple[str, str],
    run: Sequence[LinkedDocument],
    arrange: Arrange,
    around: tuple[Target, Target, Target],
) -> CollectionView:
    """One page with title and lead as said; around it are the page before, the index and the page after."""
    to = way(place)
    before, (name, index), after = around
    return CollectionView(
        title=said[0],
        lead=said[1],
        index=Link(name, to(index)),
        jumps=(),
        groups=arrange(run, to),
        previous=_link(before, to),
        next=_link(after, to),
    )


def _link(target: Target, to: Way) -> Link | None:
    return Link(target[0], to(target[1])) if target[1] else None


def shelved(address: str, title: str, shelves: Sequence[Board], shelf: Shelf) -> Leaves:
    """All boards on one page, or each on pages of its own where the edition is large."""
    many = len(shelf.edition.documents) > MANY
    yield leaf_of(address, TEMPLATE, title, "", _together(address, title, shelves, many=many))
    for board in shelves if many else ():
        yield from paged(f"{address}{board.id}/", board.title, board.documents, board.arrange, index=(title, address))


def _together(address: str, title: str, shelves: Sequence[Board], *, many: bool) -> CollectionView:
    """All boards with their documents or, of many, with the ways to them."""
    to = way(address)
    groups: dict[str, list[Group]] = defaultdict(list)
    for board in shelves:
        shown = () if many else board.arrange(board.documents, to)
        loose = tuple(one for group in shown if not group.title for one in group.entries)
        inner = tuple(group for group in shown if group.title)
        href = to(f"{address}{board.id}/") if many else ""
        note = counted(len(board.documents), "document")
        groups[board.kind].append(Group(board.title, board.id, loose, href, note, inner))
    together = tuple(Group(kind, slug(kind), groups=tuple(ones)) for kind, ones in groups.items())
    flat = tuple(groups.get("", ()))
    return CollectionView(title, "", None, (), flat or together)


def group_id(kind: str, name: str) -> str:
    """Address of a group inside its page: archive-aprf, type-cable."""
    return f"{kind}-{slug(name, limit=120) or 'none'}"


def fresh(identifier: str, taken: set[str]) -> str:
    """The identifier, numbered where another name has taken it: "APRF" and "aprf" are two archives until told so."""
    number, fresh = 2, identifier
    while fresh in taken:
        fresh, number = f"{identifier}-{number}", number + 1
    taken.add(fresh)
    return fresh
