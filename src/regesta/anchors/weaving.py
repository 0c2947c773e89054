"""Which new word each old word became: letters are aligned inside a bead, and words are tied by the letters they share.

A `Weave` is filled in passes, from the surest to the boldest. A word of either state is tied at most once, so that what
one paragraph became can never be claimed for another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log2
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from regesta.anchors.beads import Forms

SAME_WORD = 0.5
"""Share of its letters by which a word is still the same: "Kovalev" and "Kovaley"."""


MOST_OF_WORD = 0.7
"""Share of its letters by which a word is a part of one, or made of parts."""


TIED, UNTIED = log(0.5 / 0.15), log(0.5 / 0.85)
CHANGE = 3.0
"""Evidence of a word that is tied and of one that is not, if of the words of a kept stretch half are tied, and of one
that is lost so many as agree by chance; and what it costs to pass from the one to the other."""


class Home(NamedTuple):
    """A word of the new state: the unit and the word in it."""

    unit: int
    word: int


Tie = tuple[int, int, Home]
"""An old paragraph, a word of it, and the new word that it became."""


class Stretch(NamedTuple):
    """Words of one paragraph, the end exclusive."""

    paragraph: int
    start: int
    end: int


class Enough(NamedTuple):
    """How much of a text that stands elsewhere must be found again there: share of its letters, share of its words."""

    letters: float
    words: float


@dataclass(slots=True)
class Weave:
    """Old paragraphs and new ones as words, and the ties between them."""

    old: Sequence[Forms]
    new: Sequence[Forms]
    homes: list[list[Home | None]]
    """For each word of each old paragraph what it became."""
    owners: list[list[int]]
    """For each word of each new paragraph the old paragraph it comes from; -1 for none."""

    def tie(self, segment: int, word: int, home: Home) -> None:
        """Tie an old word to a new one, unless either is tied."""
        if self.homes[segment][word] is None and self.owners[home.unit][home.word] < 0:
            self.homes[segment][word] = home
            self.owners[home.unit][home.word] = segment

    def untie(self, segment: int) -> None:
        """Loosen the ties of all words of an old paragraph."""
        for word, home in enumerate(self.homes[segment]):
            if home:
                self.owners[home.unit][home.word] = -1
                self.homes[segment][word] = None

    def is_free(self, segment: int) -> bool:
        """Whether no word of an old paragraph is tied."""
        return not any(self.homes[segment])

    def is_unexplained(self, unit: int) -> bool:
        """Whether a new paragraph has words and none of them is tied."""
        return bool(self.owners[unit]) and all(owner < 0 for owner in self.owners[unit])


def new_weave(old: Sequence[Forms], new: Sequence[Forms]) -> Weave:
    """A weave without ties."""
    return Weave(old, new, [[None] * len(forms) for forms in old], [[-1] * len(forms) for forms in new])


def ties(weave: Weave, rows: Sequence[Stretch], columns: Sequence[Stretch]) -> list[Tie]:
    """The ties between two runs of words that belong together: old paragraph, its word, and what it became."""
    here = [(row.paragraph, word) for row in rows for word in range(row.start, row.end)]
    there = [Home(column.paragraph, word) for column in columns for word in range(column.start, column.end)]
    forms = [weave.old[segment][word] for segment, word in here]
    others = [weave.new[home.unit][home.word] for home in there]
    return [(*here[i], there[j]) for i, j in _paired(forms, others)]


def _paired(forms: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of words that are the same or nearly so, in order on both sides."""
    if forms == others:
        yield from ((place, place) for place in range(len(forms)))
        return
    starts, ends = _spans(others)
    blocks = _equal_blocks(" ".join(forms), " ".join(others))
    block = home = 0
    taken = -1
    for place, (start, end) in enumerate(zip(*_spans(forms), strict=True)):
        while block < len(blocks) and blocks[block][0] + blocks[block][2] <= start:
            block += 1
        shared: dict[int, int] = {}
        look = block
        while look < len(blocks) and blocks[look][0] < end:
            source, target, size = blocks[look]
            low, high = max(start, source), min(end, source + size)
            first, last = target + low - source, target + high - source
            while home < len(others) and ends[home] <= first:
                home += 1
            near = home
            while near < len(others) and starts[near] < last:
                shared[near] = shared.get(near, 0) + min(last, ends[near]) - max(first, starts[near])
                near += 1
            look += 1
        best = max(shared, key=lambda one: (shared[one], -one), default=-1)
        if best > taken and _is_same_word(end - start, len(others[best]), shared[best], sum(shared.values())):
            yield place, best
            taken = best


def _is_same_word(length: int, other: int, shared: int, whole: int) -> bool:
    """Whether so many shared letters make two words one, be it cut in two or grown together: "Indo nesia"."""
    if shared >= SAME_WORD * max(length, other):
        return True
    return whole >= MOST_OF_WORD * length and shared >= MOST_OF_WORD * min(length, other) and min(length, other) >= 3


def _spans(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Where each word begins and ends when they are joined by spaces."""
    starts, ends, place = [], [], 0
    for word in words:
        starts.append(place)
        ends.append(place + len(word))
        place += len(word) + 1
    return starts, ends


def _equal_blocks(one: str, other: str) -> list[tuple[int, int, int]]:
    """Runs of letters that the two texts share in a cheapest alignment: place, place in the other, length."""
    found = []
    place = home = 0
    edits = [(edit.tag, edit.src_pos, edit.dest_pos) for edit in Levenshtein.editops(one, other)]
    for edit, source, target in [*edits, ("end", len(one), len(other))]:
        if source > place:
            found.append((place, home, source - place))
        place = source + (edit in ("replace", "delete"))
        home = target + (edit in ("replace", "insert"))
    return found


def explained(forms: Forms, tied: Sequence[bool]) -> float:
    """Share of the letters of a text that stand in tied words."""
    whole = sum(map(len, forms))
    return sum(len(form) for form, is_tied in zip(forms, tied, strict=True) if is_tied) / whole if whole else 1.0


def runs(wanted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of true values as start and end."""
    edges = [-1, *(place for place, value in enumerate(wanted) if not value), len(wanted)]
    for before, after in pairwise(edges):
        if after - before > 1:
            yield before + 1, after


def kept_stretches(tied: Sequence[bool]) -> list[bool]:
    """For each word of a text whether it stands in a stretch that was kept, or in one in which words agree by chance.

    The likeliest way through the words, of which in a kept stretch so many are tied and in a lost one so few.
    """
    kept, lost = 0.0, 0.0
    from_lost: list[bool] = []
    from_kept: list[bool] = []
    for is_tied in tied:
        from_lost.append(lost - CHANGE > kept)
        from_kept.append(kept - CHANGE > lost)
        kept, lost = max(kept, lost - CHANGE) + (TIED if is_tied else UNTIED), max(lost, kept - CHANGE)
    states = []
    state = kept >= lost
    for place in range(len(tied) - 1, -1, -1):
        states.append(state)
        state = not from_lost[place] if state else from_kept[place]
    return states[::-1]


def rarity_of(weave: Weave) -> dict[str, float]:
    """How many bits each word tells: the rarer in both states, the more."""
    counts = Counter(form for forms in (*weave.old, *weave.new) for form in forms)
    whole = sum(counts.values())
    return {form: log2(whole / max(1, count - 1)) for form, count in counts.items()}


def is_inside(weave: Weave, place: Stretch) -> bool:
    """Whether words stand between words of one old paragraph: they are its own, garbled, or new in it."""
    owners = weave.owners[place.paragraph]
    return place.start > 0 and place.end < len(owners) and owners[place.start - 1] == owners[place.end]


def neighbours(weave: Weave, piece: Stretch) -> tuple[Home | None, Home | None]:
    """Where the words before and after a piece stand now: those of its own paragraph, or of the next that has any."""
    earlier = (home for one in range(piece.paragraph - 1, -1, -1) for home in reversed(weave.homes[one]) if home)
    later = [home for home in weave.homes[piece.paragraph][piece.end :] if home]
    rest = (home for one in range(piece.paragraph + 1, len(weave.old)) for home in weave.homes[one] if home)
    return next(earlier, None), later[0] if later else next(rest, None)


def is_beside(weave: Weave, before: Home, after: Home) -> bool:
    """Whether no word stands between two, be it over the border of two paragraphs."""
    if before.unit == after.unit:
        return after.word == before.word + 1
    ends = before.word + 1 == len(weave.new[before.unit]) and after.word == 0
    return ends and after.unit == before.unit + 1
