"""What the editor should look at: places that are guessed, and addresses whose words are gone.

In go the homes of all addresses and what was found out, out come doubts, each with the line that would settle it. A
weak guess that is told does no harm; what must not happen is that an address means other words and nobody is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from regesta.anchors.aligned import Doubt, Gone
from regesta.anchors.decisions import Decisions
from regesta.anchors.found import Found, named
from regesta.anchors.rising import longest_rising
from regesta.anchors.weaving import Home, explained
from regesta.model import Anchor

NEARLY_ALL = 0.07
"""How much more must be found again of the one side if the other was cut or has grown."""
LEAST_KEPT = 0.4
"""Share of its letters that must be left of an address that was cut."""


def doubtful(
    found: Found, homes: dict[str, Home], order: Sequence[Sequence[tuple[int, str]]]
) -> Iterator[tuple[str, Doubt]]:
    """Addresses that are kept, though what is found again of them leaves room for doubt."""
    steady = _steady(found)
    for place, segment in enumerate(found.segments):
        home = homes.get(segment.address)
        if home is None or segment.address in found.pins:
            continue
        message = _message(found, place, home, order[home.unit], steady)
        if message:
            words = named(found, home)
            line = _line("same", segment.address, words)
            yield segment.address, Doubt(segment.address, f"{message} “{words}”", line, home.unit)


def _message(found: Found, place: int, home: Home, order: Sequence[tuple[int, str]], steady: set[int]) -> str:
    """What is doubtful about a place; nothing where all is well."""
    if not _is_like(found, place, home, order):
        return "its words are changed a good deal; it is taken to begin at"
    if place in found.shaky or _is_parted(found, place, home):
        return "its beginning stands away from the rest of it, at"
    if place not in steady and _is_changed(found, place):
        return "it was moved and changed at once; it is taken to begin at"
    return ""


def _steady(found: Found) -> set[int]:
    """Segments that kept their order."""
    homes = [(place, next((home for home in homes if home), None)) for place, homes in enumerate(found.weave.homes)]
    there = [(place, home) for place, home in homes if home]
    return {there[one][0] for one in longest_rising([home for _, home in there])}


def _is_changed(found: Found, place: int) -> bool:
    """Whether a word of an address is not found again, not even misspelt."""
    return not all(found.weave.homes[place][found.segments[place].own :])


def _is_parted(found: Found, place: int, home: Home) -> bool:
    """Whether the first words of an address that stand anywhere are not at its place, or most of them far from it."""
    homes = [one for one in found.weave.homes[place][found.segments[place].own :] if one]
    if not homes:
        return False
    units = Counter(one.unit for one in homes)
    most = max(units, key=lambda unit: (units[unit], -abs(unit - home.unit)))
    return homes[0].unit != home.unit or abs(most - home.unit) > 1


def left_to_heirs(found: Found, inherited: dict[str, Home]) -> Iterator[tuple[str, Doubt]]:
    """Addresses that stand where others were split off or carried away from them."""
    for address, home in inherited.items():
        words = named(found, home)
        message = f"its beginning is no longer in the text; it is taken to mean what was split off it, “{words}”"
        yield address, Doubt(address, message, _line("same", address, words), home.unit)


def _is_like(found: Found, place: int, home: Home, order: Sequence[tuple[int, str]]) -> bool:
    """Whether enough of the old words is found again and of the new ones comes from them, or nearly all of either."""
    own, forms = found.segments[place].own, found.weave.old[place]
    kept = explained(forms[own:], [one is not None for one in found.weave.homes[place][own:]])
    end = next((word for word, _ in order if word > home.word), len(found.weave.new[home.unit]))
    owners = found.weave.owners[home.unit][home.word : end]
    theirs = explained(found.weave.new[home.unit][home.word : end], [one == place for one in owners])
    return min(kept, theirs) >= found.sure or (max(kept, theirs) >= found.sure + NEARLY_ALL and kept >= LEAST_KEPT)


def gone_doubts(old: Sequence[Anchor], gone: dict[str, Gone], decisions: Decisions) -> Iterator[Doubt]:
    """Addresses that are gone without the editor's word."""
    for anchor in old:
        if anchor.address in gone and anchor.address not in decisions.retire:
            last = " ".join(anchor.text.split())
            message = f"its words are no longer in the text: “{last[:80]}{'…' if len(last) > 80 else ''}”"
            yield Doubt(anchor.address, message, _line("retire", anchor.address, "the reason"))


def _line(key: str, address: str, words: str) -> str:
    """A line for the file of decisions, in YAML."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: {{{address}: "{quoted}"}}'
