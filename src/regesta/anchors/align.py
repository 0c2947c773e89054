"""Old words to new: where each address of the last state stands in the next.

In go the anchors of the ledger, the units of the new state and the editor's decisions; out comes the place of each
address, or that it is gone, and what is in doubt. It works in passes from the surest to the boldest: decisions, equal
paragraphs, beads in order, moves, pieces of words that nobody else accounts for, places that two texts claim, cut off
beginnings, and last the return of what was gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from regesta.anchors.aligned import Aligned
from regesta.anchors.contest import settle_contests
from regesta.anchors.decisions import Decision, Decisions
from regesta.anchors.found import Found
from regesta.anchors.leftovers import claim_leftovers
from regesta.anchors.moved import enough_of, tie_moved, usual_likeness
from regesta.anchors.placing import placed
from regesta.anchors.rescue import mend_borders, rescue
from regesta.anchors.segments import Segment, segments_of
from regesta.anchors.severed import join_severed
from regesta.anchors.spine import tie_in_order
from regesta.anchors.units import Unit
from regesta.anchors.weaving import Home, Stretch, Weave, new_weave, ties
from regesta.anchors.words import Words, read_words
from regesta.model import Anchor

DOUBTED = 0.1
LEAST_SURE = 0.85
"""By how much a paragraph may be less like itself than is usual between these states, to be beyond doubt; and the share
of its letters that is needed for that however little is usual."""
REVIVAL = 0.95
"""Likeness of a new paragraph to the last words of one that is gone, above which a deletion was undone."""


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
    tie_in_order(segments, units, weave)
    enough = enough_of(weave)
    tie_moved(weave, enough)
    shaky = rescue(weave, segments, enough)
    mend_borders(weave, segments)
    settle_contests(weave, segments)
    shaky |= join_severed(weave, segments)
    shaky |= claim_leftovers(weave, segments, enough)
    revived = _revived(old, units, words, weave)
    found = Found(
        segments=segments,
        units=units,
        words=words,
        weave=weave,
        pins=pins | revived,
        shaky=shaky,
        empty=empty,
        sure=max(LEAST_SURE, usual_likeness(weave) - DOUBTED),
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
