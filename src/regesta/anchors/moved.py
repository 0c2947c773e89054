"""What was moved: paragraphs that are left on both sides and alike enough, wherever they stand.

In goes a weave in which what kept its order is tied; what was moved is tied in it, too. A paragraph that was moved must
be as like itself as those that stayed, or it is another that says nearly the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import median
from typing import NamedTuple

from regesta.anchors.beads import Bead, Forms, find_beads
from regesta.anchors.spine import stretches_of, tie_bead
from regesta.anchors.weaving import Enough, Stretch, Weave, explained, ties

MOVED_LIKENESS = 0.07
MOVED_LIKENESS_IN_WORDS = 0.1
"""By how much a moved paragraph may be less like itself than those that stayed, in letters and in whole words: who
moves it does not rewrite it."""
WHOLE = 0.97
"""Share of a text's letters from which it is found whole in another: a sentence was dropped or added on the way."""


class Shares(NamedTuple):
    """The share of each side's letters that stands in tied words, and the share of its words that are tied."""

    old: float
    new: float
    old_words: float
    new_words: float


def enough_of(weave: Weave) -> Enough:
    """How much of a moved text must be found again."""
    return Enough(usual_likeness(weave) - MOVED_LIKENESS, _usual_share(weave) - MOVED_LIKENESS_IN_WORDS)


def tie_moved(weave: Weave, enough: Enough) -> None:
    """Tie what is left on both sides and alike enough, wherever it stands, until nothing is."""
    while True:
        old = [one for one in range(len(weave.old)) if weave.is_free(one)]
        new = [one for one in range(len(weave.new)) if weave.is_unexplained(one)]
        beads = find_beads([weave.old[one] for one in old], [weave.new[one] for one in new])
        accepted = [bead for bead in beads if _is_the_same(_shares(weave, old, new, bead), enough)]
        for bead in accepted:
            tie_bead(weave, old, new, bead)
        if not any(not weave.is_free(old[place]) for bead in accepted for place in range(*bead.old)):
            return


def _is_the_same(shares: Shares, enough: Enough) -> bool:
    """Whether two texts at different places are one: each found in the other, or one of them found whole."""
    if max(shares.old_words, shares.new_words) < enough.words:
        return False
    return min(shares.old, shares.new) >= enough.letters or max(shares.old, shares.new) >= max(WHOLE, enough.letters)


def usual_likeness(weave: Weave) -> float:
    """How much of a paragraph that stayed is usually found again: all of it, or less in a noisy transcript."""
    shares = [
        explained(forms, [home is not None for home in homes])
        for forms, homes in zip(weave.old, weave.homes, strict=True)
        if any(homes)
    ]
    return median(shares) if shares else 1.0


def _usual_share(weave: Weave) -> float:
    """How many of the words of a paragraph that stayed are usually found again."""
    shares = [sum(home is not None for home in homes) / len(homes) for homes in weave.homes if any(homes)]
    return median(shares) if shares else 1.0


def _shares(weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead) -> Shares:
    """How much of each side of a bead stands in the other."""
    rows, columns = stretches_of(weave, old, new, bead)
    found = ties(weave, rows, columns)
    here = {(segment, word) for segment, word, _ in found}
    there = {home for _, _, home in found}
    words = sum(row.end for row in rows), sum(column.end for column in columns)
    letters = _share(rows, here, weave.old), _share(columns, there, weave.new)
    return Shares(*letters, len(here) / words[0], len(there) / words[1])


def _share(stretches: Sequence[Stretch], tied: AbstractSet[tuple[int, int]], texts: Sequence[Forms]) -> float:
    places = [(one.paragraph, word) for one in stretches for word in range(one.end)]
    return explained([texts[paragraph][word] for paragraph, word in places], [place in tied for place in places])
