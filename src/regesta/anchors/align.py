"""Old words to new: where each address of the last state stands in the next."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from regesta.anchors.aligned import Aligned, Doubt, Gone, Placed
from regesta.anchors.decisions import Decisions
from regesta.anchors.units import Unit
from regesta.model import Anchor


def align(old: Sequence[Anchor], units: Sequence[Unit], decisions: Decisions) -> Aligned:
    """Every address at the unit whose words are exactly its own; the others are in doubt."""
    live = [anchor for anchor in old if anchor.status == "live"]
    matcher = SequenceMatcher(None, [one.text for one in live], [one.text for one in units], autojunk=False)
    placed: list[tuple[Placed, ...]] = [()] * len(units)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            placed[second + step] = (Placed(live[first + step].address, guess=None),)
    kept = {one.address for here in placed for one in here}
    lost = [one.address for one in old if not one.gone and one.address not in kept]
    doubts = tuple(Doubt(one, "its words are no longer in the text", f'retire: {{{one}: "why"}}') for one in lost)
    del decisions
    return Aligned(tuple(placed), ("",) * len(units), dict.fromkeys(lost, Gone()), doubts)
