"""From aligned units to anchors: every unit gets its own address, new ones are issued, and the order is settled.

In go the old anchors, the units and where each old address stands now; out come the spots of every unit and all anchors
in the order of the document, those that are gone where they stood. No address is ever dropped or given twice.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from regesta.anchors.aligned import Aligned, Gone, Placed
from regesta.anchors.labels import fresh, order, series_of
from regesta.anchors.rising import longest_rising
from regesta.anchors.units import Spot, Unit
from regesta.anchors.words import fingerprint
from regesta.model import Anchor, Value

BIRTH_LENGTH = 160
"""Characters of the first wording that are kept beside the present one."""


class Minted(Value, frozen=True):
    """Every unit with its addresses, and every anchor ever issued, in order."""

    spots: tuple[tuple[Spot, ...], ...]
    anchors: tuple[Anchor, ...]


def mint(old: Sequence[Anchor], units: Sequence[Unit], aligned: Aligned, *, state: int) -> Minted:
    """The anchors of a document in its new state."""
    placed = _with_heads(units, aligned, [anchor.address for anchor in old])
    by_address = {anchor.address: anchor for anchor in old}
    present: list[Anchor] = []
    for unit, here, origin in zip(units, placed, aligned.origins, strict=True):
        present.extend(_of_unit(unit, here, origin, by_address, state))
    present = _with_moves(present, old, state)
    spots = tuple(tuple(Spot(one.address, one.offset) for one in here) for here in placed)
    return Minted(spots, tuple(_with_gone(present, old, aligned, state)))


def _with_heads(units: Sequence[Unit], aligned: Aligned, used: Sequence[str]) -> list[tuple[Placed, ...]]:
    """The placed addresses of each unit, with a new one at the head of each that has none of its own series."""
    in_order = _in_order(one.address for here in aligned.placed for one in here)
    left = {"p": "", "s": "", "n": ""}
    taken = {series: sorted({order(one) for one in used if series_of(one) == series}) for series in left}
    result = []
    for unit, placed, origin in zip(units, aligned.placed, aligned.origins, strict=True):
        here = placed
        if not _headed(unit, here):
            of_moved = origin and series_of(origin) == unit.series and origin not in in_order
            address = fresh(origin if of_moved else left[unit.series], taken[unit.series], series=unit.series)
            insort(taken[unit.series], order(address))
            here = (Placed(address), *here)
            in_order |= set() if of_moved else {address}
        left |= {series_of(one.address): one.address for one in here if one.address in in_order}
        result.append(here)
    return result


def _headed(unit: Unit, here: Sequence[Placed]) -> bool:
    return bool(here) and here[0].offset == 0 and series_of(here[0].address) == unit.series


def _in_order(addresses: Iterable[str]) -> set[str]:
    """The addresses that stand in the order of their labels: a longest rising run of each series."""
    of_series = defaultdict(list)
    for address in addresses:
        of_series[series_of(address)].append(address)
    found: set[str] = set()
    for members in of_series.values():
        found.update(members[place] for place in longest_rising([order(address) for address in members]))
    return found


# ---------------------------------------------------------------------------------------------- the anchors


def _of_unit(unit: Unit, here: Sequence[Placed], origin: str, old: dict[str, Anchor], state: int) -> Iterable[Anchor]:
    """The anchors of one unit, each with its words up to the next."""
    for one in here:
        end = next((other.offset for other in here if other.offset > one.offset), len(unit.text))
        text = unit.text[one.offset : end]
        host = "" if one is here[0] else here[0].address
        before = old.get(one.address) or Anchor(
            address=one.address, origin=origin if one is here[0] else "", born=state, since=state,
            birth=text.strip()[:BIRTH_LENGTH], text=text,
        )  # fmt: skip
        yield replace(
            before,
            status="inline" if host else "live",
            host=host,
            at=one.offset,
            since=before.since if before.text.strip() == text.strip() and not before.gone else state,
            lead=one.lead,
            lead_of=one.lead_of,
            fingerprint=fingerprint(text),
            text=text,
            gone=0,
            why="",
            see="",
            guess=one.guess if one.guess is not None else before.guess,
        )


def _with_moves(present: Sequence[Anchor], old: Sequence[Anchor], state: int) -> list[Anchor]:
    """The anchors with what is to be said of those that changed their place among the others."""
    was = {anchor.address: place for place, anchor in enumerate(old) if not anchor.gone}
    kept = [anchor for anchor in present if anchor.address in was]
    steady = {kept[place].address for place in longest_rising([was[anchor.address] for anchor in kept])}
    result, last = [], ""
    for anchor in present:
        moved = anchor.address in was and anchor.address not in steady
        result.append(replace(anchor, moved=state, after=last) if moved else anchor)
        last = anchor.address
    return result


def _with_gone(present: Sequence[Anchor], old: Sequence[Anchor], aligned: Aligned, state: int) -> list[Anchor]:
    """All anchors: behind each that is present those that are gone and stood after it."""
    here, known = {anchor.address for anchor in present}, {anchor.address for anchor in old}
    behind: dict[str, list[Anchor]] = defaultdict(list)
    last = ""
    for anchor in old:
        if anchor.address in here:
            last = anchor.address
            continue
        end = aligned.gone.get(anchor.address)
        behind[last].append(ended(anchor, end, state) if end else anchor)
    result: list[Anchor] = []
    waiting = behind[""]
    for anchor in present:
        if not (waiting and anchor.address not in known and _precedes(anchor, waiting[0])):
            result += waiting
            waiting = []
        result.append(anchor)
        waiting += behind[anchor.address]
    return [*result, *waiting]


def _precedes(new: Anchor, gone: Anchor) -> bool:
    """Whether a new anchor stands before one that is gone, by their labels: 12a before 13."""
    return series_of(new.address) == series_of(gone.address) and order(new.address) < order(gone.address)


def ended(anchor: Anchor, end: Gone, state: int) -> Anchor:
    """An anchor whose words are gone from a state on, or about which more is known; it keeps its last words."""
    if anchor.gone:
        return replace(anchor, why=end.why, see=end.see, guess=end.guess)
    return replace(
        anchor,
        status="gone",
        host="",
        at=0,
        gone=state,
        since=state,
        lead=0,
        lead_of="",
        why=end.why,
        see=end.see,
        guess=end.guess,
    )
