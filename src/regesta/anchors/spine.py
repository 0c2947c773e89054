"""What kept its order: equal paragraphs first, then what belongs together between them.

In go the segments of the old state, the units of the new and a weave; the weave comes out with their words tied. Equal
paragraphs that kept their order divide the text into gaps, and what changed is looked for in its own gap.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from regesta.anchors.beads import Bead, Forms, Span, find_beads
from regesta.anchors.rising import longest_rising
from regesta.anchors.segments import Segment, blocks_of
from regesta.anchors.units import Unit
from regesta.anchors.weaving import Home, Stretch, Weave, explained, kept_stretches, runs, ties

MOVED_WORDS = 2
"""Words that a paragraph needs to be known again at another place by being equal."""
REMNANT = 0.85
REMNANT_LONG = 0.5
REMNANT_BRIEF = 0.25
"""Shares of its letters by which a paragraph is known again in its place: a short one, a long one, one of a few words
that stands there alone."""
OVERLAP = 0.3
"""Share of the letters of the shorter of two that common words must have for them to be compared at all."""
LONG = 12
BRIEF = 4
MOST_LETTERS = 20_000_000
"""Paragraphs of a bead times letters of its other side up to which each is sought in it letter by letter."""
MANY_PAIRS = 900
"""Pairs in one place above which nothing is compared with everything: there the text is another one."""
WEAK = 0.4
WEAK_BRIEF = 0.6
WEAK_LETTERS = 0.7
"""Shares of its letters below which a paragraph in a bead of several is taken to be gone: of one of many words, unless
a stretch of it still stands; and of one of a few, in whole words or letter by letter."""
STRETCH = 4

END = Bead(Span(sys.maxsize, sys.maxsize), Span(sys.maxsize, sys.maxsize), 0.0)
"""Stands for what comes after the last bead."""


def tie_in_order(segments: Sequence[Segment], units: Sequence[Unit], weave: Weave) -> None:
    """Tie the paragraphs that are equal, then, between those that kept their order, the ones that belong together."""
    blocks = [block for block in blocks_of(segments) if all(weave.is_free(one) for one in block)]
    pairs = _equal(blocks, weave)
    spine = [pairs[place] for place in longest_rising([unit for _, unit in pairs])]
    in_order = set(spine)
    for block, unit in pairs:
        members = blocks[block]
        if (block, unit) in in_order or sum(len(weave.old[one]) for one in members) >= MOVED_WORDS:
            _tie_equal(weave, members, unit)
    edges = [(-1, -1), *((blocks[block][-1], unit) for block, unit in spine), (len(segments), len(units))]
    for (before, left), (after, right) in pairwise(edges):
        old = [one for one in range(before + 1, after) if weave.is_free(one)]
        new = [one for one in range(left + 1, right) if weave.is_unexplained(one)]
        _tie_gap(weave, old, new)


def _tie_gap(weave: Weave, old: Sequence[int], new: Sequence[int]) -> None:
    """Tie what belongs together between two paragraphs that kept their order: the beads, then what is left of them."""
    row = column = 0
    beads = find_beads([weave.old[one] for one in old], [weave.new[one] for one in new])
    for bead in (*beads, END):
        if bead is not END:
            tie_bead(weave, old, new, bead)
        _tie_remnants(weave, old[row : bead.old.start], new[column : bead.new.start])
        row, column = bead.old.end, bead.new.end


def _tie_remnants(weave: Weave, old: Sequence[int], new: Sequence[int]) -> None:
    """Tie, in their place, an old paragraph and the few words that are left of it, or the many that it grew to."""
    alone = len(old) == len(new) == 1
    if len(old) * len(new) > MANY_PAIRS:
        return
    for segment in old:
        for unit in new:
            bead = Bead(Span(0, 1), Span(0, 1), 0.0)
            if weave.is_free(segment) and weave.is_unexplained(unit) and (alone or _overlap(weave, segment, unit)):
                found = ties(weave, *stretches_of(weave, [segment], [unit], bead))
                if _is_remnant(weave, segment, unit, found, alone=alone):
                    for one, word, home in found:
                        weave.tie(one, word, home)


def _overlap(weave: Weave, segment: int, unit: int) -> bool:
    """Whether two paragraphs have so many words in common, in whatever order, that the one may be left of the other."""
    forms, others = Counter(weave.old[segment]), Counter(weave.new[unit])
    common = sum(len(form) * count for form, count in (forms & others).items())
    fewest = min(sum(len(form) * count for form, count in words.items()) for words in (forms, others))
    return common >= OVERLAP * fewest


def _is_remnant(weave: Weave, segment: int, unit: int, found: Sequence[tuple[int, int, Home]], *, alone: bool) -> bool:
    """Whether what two paragraphs share shows that the one is what is left of the other, or what became of it.

    In long texts so many words are not shared by chance. Of a few words each must be the same, and nearly all of one
    side must be there, or nothing else may be left in this place: "Mr. White" that became "Mr. Wilson".
    """
    forms, others = weave.old[segment], weave.new[unit]
    here, there = {word for _, word, _ in found}, {home.word for _, _, home in found}
    kept = explained(forms, [word in here for word in range(len(forms))])
    theirs = explained(others, [word in there for word in range(len(others))])
    if min(len(forms), len(others)) >= LONG:
        return max(kept, theirs) >= REMNANT_LONG
    exact = all(forms[word] == others[home.word] for _, word, home in found)
    if alone and max(len(forms), len(others)) <= BRIEF:
        return max(kept, theirs) >= REMNANT_BRIEF
    fewest = 1 if alone else 2
    return exact and len(found) >= fewest and (theirs >= REMNANT or (kept >= REMNANT and len(forms) > BRIEF))


def _equal(blocks: Sequence[Sequence[int]], weave: Weave) -> list[tuple[int, int]]:
    """Blocks and units of the same words, where no other has them, in order of the blocks."""
    here = [tuple(form for one in block for form in weave.old[one]) for block in blocks]
    there = {tuple(forms): unit for unit, forms in enumerate(weave.new) if weave.is_unexplained(unit)}
    counts, others = Counter(here), Counter(tuple(forms) for forms in weave.new)
    return [
        (block, there[forms])
        for block, forms in enumerate(here)
        if counts[forms] == 1 and others[forms] == 1 and forms in there
    ]


def _tie_equal(weave: Weave, members: Sequence[int], unit: int) -> None:
    place = 0
    for segment in members:
        for word in range(len(weave.old[segment])):
            weave.tie(segment, word, Home(unit, place))
            place += 1


def tie_bead(weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead) -> None:
    """Tie the words of a bead; of a wide one not those of a paragraph that is hardly in it: that one is gone from here.

    Two paragraphs that belong together though none of their words agrees, "No." and "Ho,", are tied at their first.
    """
    rows, columns = stretches_of(weave, old, new, bead)
    found = ties(weave, rows, columns)
    if not found and len(rows) == len(columns) == 1:
        weave.tie(rows[0].paragraph, 0, Home(columns[0].paragraph, 0))
    alone = len(rows) == 1
    text = " ".join(" ".join(weave.new[column.paragraph]) for column in columns)
    text = text if len(rows) * len(text) <= MOST_LETTERS else ""
    tied: dict[int, dict[int, Home]] = {row.paragraph: {} for row in rows}
    for segment, word, home in found:
        tied[segment][word] = home
    for row in rows:
        mine = tied[row.paragraph]
        if alone or _is_within(weave.old[row.paragraph], mine, text):
            kept = kept_stretches([word in mine for word in range(row.end)])
            for word, home in mine.items() if not any(kept) else ((w, h) for w, h in mine.items() if kept[w]):
                weave.tie(row.paragraph, word, home)


def _is_within(forms: Forms, tied: Mapping[int, Home], new: str) -> bool:
    """Whether a paragraph stands in a text, and not only words of it by chance."""
    places = [word in tied for word in range(len(forms))]
    if len(forms) > BRIEF:
        return explained(forms, places) >= WEAK or any(end - start >= STRETCH for start, end in runs(places))
    return explained(forms, places) >= WEAK_BRIEF or fuzz.partial_ratio(" ".join(forms), new) >= 100 * WEAK_LETTERS


def stretches_of(
    weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead
) -> tuple[list[Stretch], list[Stretch]]:
    """The old and the new paragraphs of a bead, each as all of its words."""
    rows = [Stretch(one, 0, len(weave.old[one])) for one in old[slice(*bead.old)]]
    return rows, [Stretch(one, 0, len(weave.new[one])) for one in new[slice(*bead.new)]]
