"""What nobody accounts for on both sides: short paragraphs and beginnings, known again by how rare their words are.

A signature that was put at the end of another paragraph, or the "2." that was cut off, says too little to be moved on
its own. Here its words are weighed against chance: rare ones tell more than common ones, few free places more than
many, and it tells most if the neighbours stand around it. Whatever is found here the editor should look at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple

from rapidfuzz import fuzz

from regesta.anchors.rescue import narrowed, unexplained
from regesta.anchors.segments import Segment
from regesta.anchors.weaving import (
    Enough,
    Home,
    Stretch,
    Tie,
    Weave,
    explained,
    is_beside,
    is_inside,
    neighbours,
    rarity_of,
    runs,
    ties,
)

ENOUGH = 2.0
ENOUGH_HEAD = 4.0
"""Bits by which the evidence must outweigh chance: for a whole paragraph, and for the beginning of one whose rest
stands elsewhere, as fewer are torn apart."""
SHORT = 4
"""Words of a piece up to which it may be known by some of them."""
NEEDLE = 10
"""Words of the shorter of two up to which its place in the longer one is sought first."""
GAP = 3
BESIDES = 0.2
"""Steps between the words of a stretch; share of its words that may be tied beside it."""
MANY_PAIRS = 150
LIKELY = 3
"""Pairs of a piece and a place above which a piece is compared only with so many places, the likeliest."""
LETTER = 2.5
"""Bits that a word can tell for each of its letters: a misread scrap is soon like another."""
EDGE = 1.5
"""Bits for a piece that ends where a paragraph or the words of another end: on each side."""
BESIDE = 3.0
IN_ORDER = 1.5
"""Bits for standing right beside the words of a neighbour, or at least on the right side of them."""
WELL_PLACED = 2 * (EDGE + BESIDE)
"""Bits that the place alone can tell."""
MISSED = 0.5
MOST = 14
"""Bits that each word of a piece costs which is not found, and words up to which that is counted."""


class Claim(NamedTuple):
    """A piece of the old state and the words of the new that it may have become."""

    weight: float
    piece: Stretch
    found: tuple[Tie, ...]


def claim_leftovers(weave: Weave, segments: Sequence[Segment], enough: Enough) -> set[int]:
    """Tie what is found; the segments whose place rests on it.

    `enough` is how much of a stretch must be found again.
    """
    claimed: set[int] = set()
    contested = True
    while contested:
        contested = False
        for claim in sorted(_claims(weave, segments, enough), key=lambda one: (-one.weight, one.piece)):
            is_free = all(weave.owners[home.unit][home.word] < 0 for _, _, home in claim.found)
            if is_free and claim.piece.paragraph not in claimed:
                for segment, word, home in claim.found:
                    weave.tie(segment, word, home)
                claimed.add(claim.piece.paragraph)
            elif not is_free:
                contested |= claim.piece.paragraph not in claimed
    return claimed


def _claims(weave: Weave, segments: Sequence[Segment], enough: Enough) -> Iterator[Claim]:
    """Pieces and places that belong together by more than chance."""
    pieces = list(_pieces(weave, segments))
    places = [place for place in unexplained(weave, 1) if not is_inside(weave, place)]
    if not pieces or not places:
        return
    rarity = rarity_of(weave)
    chance = log2(1 + sum(place.end - place.start for place in places))
    for piece, place in _pairs(weave, pieces, places, rarity, chance):
        found = _core(ties(weave, *_narrowed_both(weave, piece, place)))
        if found and _is_sound(weave, piece, found, enough):
            weight = sum(_bits(weave, tie, rarity) for tie in found) - chance
            weight += _position(weave, piece, found) - MISSED * min(MOST, piece.end - piece.start - len(found))
            if weight >= (ENOUGH if weave.is_free(piece.paragraph) else ENOUGH_HEAD):
                yield Claim(weight, piece, found)


def _pairs(
    weave: Weave, pieces: Sequence[Stretch], places: Sequence[Stretch], rarity: Mapping[str, float], chance: float
) -> Iterator[tuple[Stretch, Stretch]]:
    """Pieces and places that may belong together by the words that both have; of few a short piece with each place."""
    holders: dict[str, set[int]] = defaultdict(set)
    for rank, place in enumerate(places):
        for form in weave.new[place.paragraph][place.start : place.end]:
            holders[form].add(rank)
    are_few = len(pieces) * len(places) <= MANY_PAIRS
    for piece in pieces:
        shared: Counter[int] = Counter()
        for form in set(weave.old[piece.paragraph][piece.start : piece.end]) & holders.keys():
            for rank in holders[form]:
                shared[rank] += round(rarity[form])
        if are_few and piece.end - piece.start <= SHORT:
            likely = list(range(len(places)))
        else:
            best = sorted(shared, key=lambda rank: (-shared[rank], rank))
            likely = [rank for rank in best[: None if are_few else LIKELY] if shared[rank] > chance - WELL_PLACED]
        yield from ((piece, places[rank]) for rank in likely)


def _narrowed_both(weave: Weave, piece: Stretch, place: Stretch) -> tuple[list[Stretch], list[Stretch]]:
    """The parts of a piece and of a place that are most alike: beside a short one, so much of the longer."""
    if min(place.end - place.start, piece.end - piece.start) > NEEDLE:
        return [piece], [place]
    if place.end - place.start >= piece.end - piece.start:
        return [piece], [narrowed(piece, weave.old, place, weave.new)]
    return [narrowed(place, weave.new, piece, weave.old)], [place]


def _core(found: Sequence[Tie]) -> tuple[Tie, ...]:
    """The longest row of ties without a wide gap; nothing where much is tied beside it, as in what is only like."""
    rows: list[list[Tie]] = []
    for tie in found:
        if rows and max(tie[1] - rows[-1][-1][1], tie[2].word - rows[-1][-1][2].word) <= GAP:
            rows[-1].append(tie)
        else:
            rows.append([tie])
    best = max(rows, key=len, default=[])
    return tuple(best) if len(found) - len(best) <= BESIDES * len(best) else ()


def _is_sound(weave: Weave, piece: Stretch, found: Sequence[Tie], enough: Enough) -> bool:
    """Whether the words stand in one stretch; and, if the piece is no short one, as if it had been cut there.

    Where words of it are missing before or after, a paragraph or the words of another must begin: if there are new
    words instead, it is another text that is like it.
    """
    (_, start, first), (_, end, last) = found[0], found[-1]
    forms, others = weave.old[piece.paragraph], weave.new[first.unit]
    here, there = {word for _, word, _ in found}, {home.word for _, _, home in found}
    kept = explained(forms[start : end + 1], [word in here for word in range(start, end + 1)])
    theirs = explained(others[first.word : last.word + 1], [word in there for word in range(first.word, last.word + 1)])
    if min(kept, theirs) < enough.letters:
        return False
    if piece.end - piece.start <= SHORT:
        return True
    before, after = _edges(weave, first, last)
    return (before or start == piece.start) and (after or end + 1 == piece.end)


def _edges(weave: Weave, first: Home, last: Home) -> tuple[bool, bool]:
    """Whether a paragraph or the words of another end just before and just after a stretch."""
    owners = weave.owners[first.unit]
    before = first.word == 0 or owners[first.word - 1] >= 0
    return before, last.word + 1 == len(owners) or owners[last.word + 1] >= 0


def _pieces(weave: Weave, segments: Sequence[Segment]) -> Iterator[Stretch]:
    """Of each address its first own words, as far as they are tied to nothing.

    Where another address of the same paragraph is lost, too, it was withdrawn with all that it held: what says nearly
    the same as the whole is a new one.
    """
    lost = Counter(segments[place].block for place in range(len(weave.old)) if weave.is_free(place))
    for place, homes in enumerate(weave.homes):
        own = segments[place].own
        if lost[segments[place].block] > weave.is_free(place):
            continue
        first = next(runs([home is None and word >= own for word, home in enumerate(homes)]), None)
        if first and first[0] == own:
            yield Stretch(place, *first)


def _bits(weave: Weave, tie: Tie, rarity: Mapping[str, float]) -> float:
    """How much a tied word tells: less if it is not quite the same, and no more than its letters can."""
    segment, word, home = tie
    one, other = weave.old[segment][word], weave.new[home.unit][home.word]
    bits = min(LETTER * min(len(one), len(other)), rarity[one])
    return bits if one == other else bits * max(0.0, fuzz.ratio(one, other) / 50 - 1)


def _position(weave: Weave, piece: Stretch, found: Sequence[Tie]) -> float:
    """What the place tells: edges on either side, and the neighbours in the old state."""
    first, last = found[0][2], found[-1][2]
    before, after = neighbours(weave, piece)
    weight = EDGE * sum(_edges(weave, first, last))
    if before and before < first:
        weight += BESIDE if is_beside(weave, before, first) else IN_ORDER
    if after and last < after:
        weight += BESIDE if is_beside(weave, last, after) else IN_ORDER
    return weight
