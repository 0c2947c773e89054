"""Old words to new: where each address of the last state stands in the next.

In go the anchors of the ledger, the units of the new state and the editor's decisions; out comes the place of each
address, or that it is gone, and what is in doubt. It works in passes from the surest to the boldest: decisions, equal
paragraphs, beads in order, moves, pieces of words that nobody else accounts for, and last the return of what was gone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from regesta.anchors.aligned import Aligned
from regesta.anchors.beads import Bead, Forms, Span, find_beads
from regesta.anchors.decisions import Decision, Decisions
from regesta.anchors.placing import Found, placed
from regesta.anchors.rescue import mend_borders, rescue
from regesta.anchors.rising import longest_rising
from regesta.anchors.segments import Segment, blocks_of, segments_of
from regesta.anchors.units import Unit
from regesta.anchors.weaving import Home, Stretch, Weave, explained, new_weave, runs, ties
from regesta.anchors.words import Words, read_words
from regesta.model import Anchor

MOVED_WORDS = 3
"""Words that a paragraph needs to be known again at another place by being equal."""
MOVED_LIKENESS = 0.07
"""By how much a moved paragraph may be less like itself than those that stayed: who moves it does not rewrite it."""
WHOLE = 0.97
"""Share of a text's letters from which it is found whole in another: a sentence was dropped or added on the way."""
REMNANT = 0.85
REMNANT_LONG = 0.5
REMNANT_BRIEF = 0.25
"""Shares of its letters by which a paragraph is known again in its place: a short one, a long one, one of a few words
that stands there alone."""
LONG = 12
BRIEF = 4
MANY_PAIRS = 900
"""Pairs in one place above which nothing is compared with everything: there the text is another one."""
WEAK = 0.4
WEAK_BRIEF = 0.6
WEAK_LETTERS = 0.7
"""Shares of its letters below which a paragraph in a bead of several is taken to be gone: of one of many words, unless
a stretch of it still stands; and of one of a few, in whole words or letter by letter."""
STRETCH = 4
DOUBTED = 0.1
"""By how much a paragraph may be less like itself than is usual between these states, to be beyond doubt."""
REVIVAL = 0.95
"""Likeness of a new paragraph to the last words of one that is gone, above which a deletion was undone."""


END = Bead(Span(sys.maxsize, sys.maxsize), Span(sys.maxsize, sys.maxsize), 0.0)
"""Stands for what comes after the last bead."""


class Shares(NamedTuple):
    """The share of each side's letters that stands in tied words, and how many words that are."""

    old: float
    new: float
    words: int


def align(old: Sequence[Anchor], units: Sequence[Unit], decisions: Decisions) -> Aligned:
    """Where each old address stands in the new state."""
    if not old:
        return Aligned(
            ((),) * len(units), ("",) * len(units), unused=(*decisions.same.values(), *decisions.retire.values())
        )
    retired = frozenset(one.address for one in old if one.address in decisions.retire and not one.gone)
    segments, empty = segments_of(old, retired)
    words = [read_words(unit.text) for unit in units]
    weave = new_weave([segment.words.forms for segment in segments], [one.forms for one in words])
    pins, unused = _pinned(old, segments, words, decisions, weave)
    _in_order(segments, units, weave)
    enough = _usual_likeness(weave) - MOVED_LIKENESS
    _moved(weave, enough)
    shaky = rescue(weave, segments, enough)
    mend_borders(weave, segments)
    revived = _revived(old, units, words, weave)
    found = Found(
        segments=segments,
        units=units,
        words=words,
        weave=weave,
        pins=pins | revived,
        shaky=shaky,
        empty=empty,
        sure=_usual_likeness(weave) - DOUBTED,
    )
    return placed(found, old, decisions, unused)


# ---------------------------------------------------------------------------------------------- decisions


def _pinned(
    old: Sequence[Anchor], segments: Sequence[Segment], words: Sequence[Words], decisions: Decisions, weave: Weave
) -> tuple[dict[str, Home], tuple[Decision, ...]]:
    """The places that the editor has named; and the decisions that name none."""
    known = {anchor.address for anchor in old}
    by_address = {segment.address: place for place, segment in enumerate(segments)}
    pins: dict[str, Home] = {}
    unused = [one for one in decisions.retire.values() if one.address not in known]
    for decision in decisions.same.values():
        homes = list(_places(read_words(decision.words).forms, words))
        if decision.address not in known or len(homes) != 1:
            unused.append(decision)
            continue
        pins[decision.address] = homes[0]
        if decision.address in by_address:
            _tie_from(weave, by_address[decision.address], segments, homes[0])
    return pins, tuple(unused)


def _places(wanted: Sequence[str], words: Sequence[Words]) -> Iterator[Home]:
    """Where these words stand, one after another."""
    for unit, one in enumerate(words):
        for place in range(len(one.forms) - len(wanted) + 1):
            if wanted and one.forms[place : place + len(wanted)] == tuple(wanted):
                yield Home(unit, place)


def _tie_from(weave: Weave, segment: int, segments: Sequence[Segment], home: Home) -> None:
    own, length = segments[segment].own, len(weave.old[segment])
    row = Stretch(segment, own, length)
    column = Stretch(home.unit, home.word, min(home.word + length - own, len(weave.new[home.unit])))
    weave.tie(segment, own, home)
    for one, word, there in ties(weave, [row], [column]):
        weave.tie(one, word, there)


# ---------------------------------------------------------------------------------------------- in order, and moved


def _in_order(segments: Sequence[Segment], units: Sequence[Unit], weave: Weave) -> None:
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
            _tie_bead(weave, old, new, bead)
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
            if weave.is_free(segment) and weave.is_unexplained(unit):
                found = ties(weave, *_stretches(weave, [segment], [unit], bead))
                if _is_remnant(weave, segment, unit, found, alone=alone):
                    for one, word, home in found:
                        weave.tie(one, word, home)


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


def _tie_bead(weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead) -> None:
    """Tie the words of a bead; of a wide one not those of a paragraph that is hardly in it: that one is gone from here.

    Two paragraphs that belong together though none of their words agrees, "No." and "Ho,", are tied at their first.
    """
    rows, columns = _stretches(weave, old, new, bead)
    found = ties(weave, rows, columns)
    if not found and len(rows) == len(columns) == 1:
        weave.tie(rows[0].paragraph, 0, Home(columns[0].paragraph, 0))
    alone = len(rows) == 1
    text = " ".join(" ".join(weave.new[column.paragraph]) for column in columns)
    for row in rows:
        mine = {word: home for segment, word, home in found if segment == row.paragraph}
        if alone or _is_within(weave.old[row.paragraph], mine, text):
            for word, home in mine.items():
                weave.tie(row.paragraph, word, home)


def _is_within(forms: Forms, tied: Mapping[int, Home], new: str) -> bool:
    """Whether a paragraph stands in a text, and not only words of it by chance."""
    places = [word in tied for word in range(len(forms))]
    if len(forms) > BRIEF:
        return explained(forms, places) >= WEAK or any(end - start >= STRETCH for start, end in runs(places))
    return explained(forms, places) >= WEAK_BRIEF or fuzz.partial_ratio(" ".join(forms), new) >= 100 * WEAK_LETTERS


def _stretches(weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead) -> tuple[list[Stretch], list[Stretch]]:
    rows = [Stretch(one, 0, len(weave.old[one])) for one in old[slice(*bead.old)]]
    return rows, [Stretch(one, 0, len(weave.new[one])) for one in new[slice(*bead.new)]]


def _moved(weave: Weave, enough: float) -> None:
    """Tie what is left on both sides and alike enough, wherever it stands, until nothing is."""
    while True:
        old = [one for one in range(len(weave.old)) if weave.is_free(one)]
        new = [one for one in range(len(weave.new)) if weave.is_unexplained(one)]
        beads = find_beads([weave.old[one] for one in old], [weave.new[one] for one in new])
        accepted = [bead for bead in beads if _is_the_same(_shares(weave, old, new, bead), enough)]
        for bead in accepted:
            _tie_bead(weave, old, new, bead)
        if not any(not weave.is_free(old[place]) for bead in accepted for place in range(*bead.old)):
            return


def _is_the_same(shares: Shares, enough: float) -> bool:
    """Whether two texts at different places are one: each found in the other, or one of them found whole."""
    return min(shares.old, shares.new) >= enough or max(shares.old, shares.new) >= max(WHOLE, enough)


def _usual_likeness(weave: Weave) -> float:
    """How much of a paragraph that stayed is usually found again: all of it, or less in a noisy transcript."""
    shares = [
        explained(forms, [home is not None for home in homes])
        for forms, homes in zip(weave.old, weave.homes, strict=True)
        if any(homes)
    ]
    return median(shares) if shares else 1.0


def _shares(weave: Weave, old: Sequence[int], new: Sequence[int], bead: Bead) -> Shares:
    """How much of each side of a bead stands in the other."""
    rows, columns = _stretches(weave, old, new, bead)
    found = ties(weave, rows, columns)
    here = {(segment, word) for segment, word, _ in found}
    there = {home for _, _, home in found}
    return Shares(_share(rows, here, weave.old), _share(columns, there, weave.new), len(found))


def _share(stretches: Sequence[Stretch], tied: AbstractSet[tuple[int, int]], texts: Sequence[Forms]) -> float:
    places = [(one.paragraph, word) for one in stretches for word in range(one.end)]
    return explained([texts[paragraph][word] for paragraph, word in places], [place in tied for place in places])


# ---------------------------------------------------------------------------------------------- gone, and back


def _revived(old: Sequence[Anchor], units: Sequence[Unit], words: Sequence[Words], weave: Weave) -> dict[str, Home]:
    """Addresses that were gone and whose last words stand here again, in paragraphs that nobody else accounts for."""
    gone = {anchor.address: " ".join(read_words(anchor.text).forms) for anchor in old if anchor.gone and anchor.text}
    back: dict[str, Home] = {}
    for unit, one in enumerate(units):
        text = " ".join(words[unit].forms)
        if not gone or not text or not weave.is_unexplained(unit):
            continue
        fits = {key: last for key, last in gone.items() if key[0] == one.series and key not in back}
        likeness = {
            key: Levenshtein.normalized_similarity(last, text, score_cutoff=REVIVAL) for key, last in fits.items()
        }
        best = max(likeness, key=lambda key: likeness[key], default="")
        if best and likeness[best] >= REVIVAL:
            back[best] = Home(unit, 0)
    return back
