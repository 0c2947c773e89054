"""From ties between words to places of addresses: each stands where the first of its words that survives stands.

In go the weave and the segments, out comes for every unit which addresses begin in it and where, which addresses are
gone, and what the editor should look at. One word that happens to agree is no survivor; a stretch of them is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from regesta.anchors.aligned import Aligned, Doubt, Gone, Placed
from regesta.anchors.decisions import Decision, Decisions
from regesta.anchors.doubts import doubtful, gone_doubts, left_to_heirs
from regesta.anchors.found import Found, offset_of
from regesta.anchors.units import Unit
from regesta.anchors.weaving import Home, Weave
from regesta.anchors.words import Words
from regesta.model import Anchor

NEAR = 6
"""Words that may lie between two survivors of one stretch."""
BORDER_NEAR = 3
"""Likewise, where a border of two paragraphs lies between them."""
SURVIVORS = 3
"""Words of a stretch that shows that a paragraph survives there; fewer for a shorter paragraph."""


def placed(found: Found, old: Sequence[Anchor], decisions: Decisions, unused: tuple[Decision, ...]) -> Aligned:
    """The outcome of an alignment."""
    homes = _homes(found)
    inherited = _inherited(found, homes, old, decisions)
    homes |= inherited
    here: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for rank, (address, home) in enumerate(homes.items()):
        here[home.unit].append((home.word, rank, address))
    order = [_ordered(found.units[unit], here[unit]) for unit in range(len(found.units))]
    carried = _carried(found)
    in_doubt = dict(doubtful(found, homes, order)) | dict(left_to_heirs(found, inherited))
    lost = [one.address for one in old if not one.gone and one.address not in homes]
    gone = {address: _end(address, decisions) for address in lost}
    told = [one.address for one in old if one.gone and one.address in decisions.retire and one.address not in homes]
    return Aligned(
        placed=tuple(_unit_places(found, unit, order[unit], in_doubt, carried) for unit in range(len(found.units))),
        origins=tuple(_origin(found, unit, carried) for unit in range(len(found.units))),
        gone=gone | {address: _end(address, decisions) for address in told},
        doubts=(*in_doubt.values(), *gone_doubts(old, gone, decisions)),
        unused=unused,
    )


def _ordered(unit: Unit, here: Sequence[tuple[int, int, str]]) -> tuple[tuple[int, str], ...]:
    """The addresses in a unit by place; of several at the first, one that suits the unit leads."""
    ordered = [(word, address) for word, _, address in sorted(here)]
    lead = next((one for one in ordered if one[0] == ordered[0][0] and one[1][0] == unit.series), None)
    return (lead, *(one for one in ordered if one != lead)) if lead else tuple(ordered)


# ---------------------------------------------------------------------------------------------- places


def _homes(found: Found) -> dict[str, Home]:
    """Where each address stands; those that are gone are left out."""
    homes: dict[str, Home] = {}
    for place, segment in enumerate(found.segments):
        home = found.pins.get(segment.address) or _first_survivor(found, place)
        if home:
            homes |= dict.fromkeys((segment.address, *segment.twins), home)
    for address, home in found.pins.items():
        homes.setdefault(address, home)
    homes.update(_of_missing_notes(found, homes))
    return homes


def _inherited(found: Found, homes: dict[str, Home], old: Sequence[Anchor], decisions: Decisions) -> dict[str, Home]:
    """Addresses whose own words are gone while others of theirs stand: a part split off, or carried over an edge."""
    parents = {anchor.address: anchor.origin for anchor in old}
    heirs: dict[str, Home] = {}
    for ancestor, home in _heirs(found, homes, old):
        name = ancestor
        while name and name not in homes:
            heirs.setdefault(name, home)
            name = parents.get(name, "")
    present = {one.address for one in old if not one.gone and one.address not in decisions.retire}
    return {address: home for address, home in heirs.items() if address in present}


def _heirs(found: Found, homes: dict[str, Home], old: Sequence[Anchor]) -> Iterator[tuple[str, Home]]:
    """Addresses and where words stand that were once theirs, in the order of the old state."""
    carried = {segment.address: place for place, segment in enumerate(found.segments) if segment.lead_of}
    for anchor in old:
        if anchor.address in carried:
            place = carried[anchor.address]
            lead = found.weave.homes[place][: found.segments[place].own]
            first = next((home for home in lead if home), None)
            if first:
                yield found.segments[place].lead_of, first
        if anchor.origin and anchor.address in homes:
            yield anchor.origin, homes[anchor.address]


def _of_missing_notes(found: Found, homes: dict[str, Home]) -> Iterator[tuple[str, Home]]:
    """Notes without text have only their order to be known by; one that has been given its text keeps its number."""
    taken = {home.unit for home in homes.values()}
    free = [unit for unit, one in enumerate(found.units) if one.series == "n" and unit not in taken]
    bare = [unit for unit in free if not found.words[unit].forms]
    chosen = free if len(free) == len(found.empty) else bare
    for address, unit in zip(found.empty, chosen, strict=False):
        yield address, Home(unit, 0)


def _first_survivor(found: Found, place: int) -> Home | None:
    """The home of the first own word that stands in a stretch of survivors, or where the words before it were."""
    homes, own = found.weave.homes[place], found.segments[place].own
    tied = [(word, home) for word, home in enumerate(homes) if home and word >= own]
    if not tied:
        return None
    needed = min(SURVIVORS, ceil(0.6 * (len(homes) - own)))
    for stretch in _stretches(tied, found.weave):
        if len(stretch) >= needed or 2 * len(stretch) >= len(tied) or _stands_alone(found, place, stretch):
            return _back(found, place, *stretch[0])
    return None


def _stands_alone(found: Found, place: int, stretch: Sequence[tuple[int, Home]]) -> bool:
    """Whether few survivors are no chance: found one by one, or the very first words, set apart at an edge ("11.")."""
    if place in found.shaky:
        return True
    (word, first), (_, last) = stretch[0], stretch[-1]
    forms, others, owners = found.weave.old[place], found.weave.new[last.unit], found.weave.owners[last.unit]
    if word > found.segments[place].own or last.unit != first.unit:
        return False
    around = [*owners[max(0, first.word - 1) : first.word], *owners[last.word + 1 : last.word + 2]]
    is_exact = all(forms[old] == others[home.word] for old, home in stretch)
    return is_exact and len(around) < 2 and all(owner not in (-1, place) for owner in around)


def _stretches(tied: Sequence[tuple[int, Home]], weave: Weave) -> Iterator[list[tuple[int, Home]]]:
    """Survivors that stand near each other, in the old state and in the new."""
    stretch: list[tuple[int, Home]] = []
    for word, home in tied:
        if stretch and not _near(*stretch[-1], word, home, weave):
            yield stretch
            stretch = []
        stretch.append((word, home))
    yield stretch


def _near(before: int, last: Home, word: int, home: Home, weave: Weave) -> bool:
    """Whether one survivor follows another closely, if need be over the border of two paragraphs."""
    if home.unit == last.unit:
        return word - before <= NEAR and 0 < home.word - last.word <= NEAR
    between = len(weave.new[last.unit]) - last.word - 1 + home.word
    return home.unit == last.unit + 1 and word - before <= BORDER_NEAR and between < BORDER_NEAR


def _back(found: Found, place: int, word: int, home: Home) -> Home:
    """A home moved back over words that were garbled, as far as nobody accounts for those that stand there."""
    owners = found.weave.owners[home.unit]
    start = home.word
    while start > 0 and owners[start - 1] < 0 and home.word - start < word - found.segments[place].own:
        start -= 1
    return Home(home.unit, start)


# ---------------------------------------------------------------------------------------------- units


def _unit_places(
    found: Found,
    unit: int,
    order: Sequence[tuple[int, str]],
    doubtful: Mapping[str, Doubt],
    carried: Mapping[Home, str],
) -> tuple[Placed, ...]:
    """The addresses in a unit with their offsets; the first takes the head, unless most before it is another's."""
    words, text = found.words[unit], found.units[unit].text
    places = []
    for rank, (word, address) in enumerate(order):
        offset = offset_of(words, text, word)
        lead, lead_of = 0, ""
        if rank == 0 and address[0] == found.units[unit].series and _takes_head(words, order):
            offset, lead, lead_of = 0, offset, _lead_of(found, unit, word, address, carried)
        guess = True if address in doubtful else False if address in found.pins else None
        places.append(Placed(address, offset, lead, lead_of, guess))
    return tuple(places)


def _lead_of(found: Found, unit: int, word: int, address: str, carried: Mapping[Home, str]) -> str:
    """Whose words stand before those of an address; what was said before holds as long as they stand there."""
    owner = _owner(found, unit, word, carried)
    if owner != address:
        return owner
    return next(segment.lead_of for segment in found.segments if segment.address == address)


def _takes_head(words: Words, order: Sequence[tuple[int, str]]) -> bool:
    """Whether the first address owns more of the words before the next one than stand before its own."""
    start = order[0][0]
    end = next((word for word, _ in order if word > start), len(words.forms))
    return start <= end - start


def _origin(found: Found, unit: int, carried: Mapping[Home, str]) -> str:
    """The address whose words a unit holds most of; "" where they are new."""
    return _owner(found, unit, len(found.weave.owners[unit]), carried)


def _owner(found: Found, unit: int, end: int, carried: Mapping[Home, str]) -> str:
    """The address that owns half of the first words of a unit or more."""
    owners = Counter(
        carried.get(Home(unit, word), found.segments[owner].address)
        for word, owner in enumerate(found.weave.owners[unit][:end])
        if owner >= 0
    )
    if not owners:
        return ""
    most, count = max(owners.items(), key=lambda one: one[1])
    return most if 2 * count >= end else ""


def _carried(found: Found) -> dict[Home, str]:
    """The words that an address has carried along and that are another's, with the other: where they stand now."""
    return {
        home: segment.lead_of
        for segment, homes in zip(found.segments, found.weave.homes, strict=True)
        for home in homes[: segment.own if segment.lead_of else 0]
        if home
    }


def _end(address: str, decisions: Decisions) -> Gone:
    decision = decisions.retire.get(address)
    return Gone(decision.why, decision.see) if decision else Gone(guess=True)
