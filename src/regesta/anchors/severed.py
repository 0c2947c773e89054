"""Beginnings that were cut off: the "7." of a paragraph that stands alone now, or at the end of another.

So short a piece says little by itself. What tells is that it is all that nobody accounts for in some place, that the
same words are missing at the beginning of one paragraph, and that the place is about where they should be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from regesta.anchors.rescue import unexplained
from regesta.anchors.segments import Segment
from regesta.anchors.weaving import Home, Stretch, Weave, is_beside, is_inside, neighbours, rarity_of

LONGEST = 6
"""Words of a beginning that is sought here; longer ones are found by what they say."""
LONGEST_MISREAD = 3
MISREAD_STEPS = 1
MISREAD = 0.5
"""Words of a beginning that may be misread, and units by which it may stand beside its neighbours then, and the
likeness that is left; it must stand alone, as scraps of misread words stand at the end of many a paragraph."""
LETTER = 5.0
"""Bits that a letter or digit can tell where all of a place is the same."""
BESIDE, IN_ORDER, ASTRAY = 4.0, 1.0, -1.0
"""Bits for standing right beside the words that stood beside it, on the right side of them, or on the wrong one."""
ALONE, AT_THE_HEAD, AMONG_OTHERS = 2.0, -1.0, -1.0
"""Bits for a place that is a whole paragraph, or one before or between the words of others: at the end of a paragraph
there are none, for there a page may end."""
CUT_SHORT, CUT_SHORT_OF_NOTHING = 1.0, 3.0
"""Bits that it costs if more words are missing after it, and if nothing is left of the rest."""
MANY_PAIRS = 36
"""Pairs of beginnings and places with the same words above which these words tell nothing."""
CONTESTED = 1.0
LEAST = 0.5
"""Bits that it costs if another beginning or another place has the same words; and that must be left."""


class Cut(NamedTuple):
    """A beginning and the place that it may have come to."""

    weight: float
    piece: Stretch
    place: Stretch


def join_severed(weave: Weave, segments: Sequence[Segment]) -> set[int]:
    """Tie the beginnings that are found away from the rest of their paragraphs; the segments whose they are."""
    found: set[int] = set()
    for cut in sorted(_cuts(weave, segments), key=lambda one: (-one.weight, one.piece, one.place)):
        owners = weave.owners[cut.place.paragraph][cut.place.start : cut.place.end]
        if cut.piece.paragraph in found or any(owner >= 0 for owner in owners):
            continue
        for step in range(cut.place.end - cut.place.start):
            weave.tie(cut.piece.paragraph, cut.piece.start + step, Home(cut.place.paragraph, cut.place.start + step))
        found.add(cut.piece.paragraph)
    return found


def _cuts(weave: Weave, segments: Sequence[Segment]) -> Iterator[Cut]:
    """Beginnings and places that rather belong together than not."""
    pieces = list(_beginnings(weave, segments))
    places = [one for one in unexplained(weave, 1) if one.end - one.start <= LONGEST and not is_inside(weave, one)]
    if not pieces or not places:
        return
    rarity = rarity_of(weave)
    lengths = Counter(place.end - place.start for place in places)
    begun = Counter(words for piece in pieces for words in _prefixes(weave, piece))
    standing = Counter(_words(weave, place) for place in places)
    for piece, place in _pairs(weave, pieces, places):
        words = _words(weave, place)
        size = len(words)
        weight = _bits(weave, piece, words, rarity) + _of_place(weave, piece, place) + _of_cut(weave, piece, size)
        weight -= log2(1 + sum(count for length, count in lengths.items() if length <= size))
        weight -= CONTESTED * (begun[words] > 1 or standing[words] > 1)
        if weight >= LEAST:
            yield Cut(weight, piece, place)


def _beginnings(weave: Weave, segments: Sequence[Segment]) -> Iterator[Stretch]:
    """Of each address its first own words, as far as they are tied to nothing."""
    for place, homes in enumerate(weave.homes):
        own = segments[place].own
        end = next((word for word in range(own, len(homes)) if homes[word]), len(homes))
        if end > own:
            yield Stretch(place, own, end)


def _pairs(weave: Weave, pieces: Sequence[Stretch], places: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Beginnings with the places that have their words, or, where the rest stands, with those beside it."""
    same: dict[tuple[str, ...], list[Stretch]] = defaultdict(list)
    of_unit: dict[int, list[Stretch]] = defaultdict(list)
    for place in places:
        same[_words(weave, place)].append(place)
        of_unit[place.paragraph].append(place)
    begun = Counter(words for piece in pieces for words in _prefixes(weave, piece) if words in same)
    for piece in pieces:
        for words in _prefixes(weave, piece):
            if words in same and begun[words] * len(same[words]) <= MANY_PAIRS:
                yield from ((piece, place) for place in same[words])
        if piece.end - piece.start > LONGEST_MISREAD or weave.is_free(piece.paragraph):
            continue
        units = {
            home.unit + step for home in neighbours(weave, piece) if home for step in (-MISREAD_STEPS, 0, MISREAD_STEPS)
        }
        near = [place for unit in sorted(units) for place in of_unit.get(unit, ())]
        forms = tuple(weave.old[piece.paragraph][piece.start : piece.end])
        alone = (place for place in near if place.end - place.start == len(weave.new[place.paragraph]) == len(forms))
        yield from ((piece, place) for place in alone if MISREAD <= _likeness(forms, _words(weave, place)) < 1)


def _prefixes(weave: Weave, piece: Stretch) -> Iterator[tuple[str, ...]]:
    forms = weave.old[piece.paragraph]
    for size in range(1, min(LONGEST, piece.end - piece.start) + 1):
        yield tuple(forms[piece.start : piece.start + size])


def _words(weave: Weave, place: Stretch) -> tuple[str, ...]:
    return tuple(weave.new[place.paragraph][place.start : place.end])


def _bits(weave: Weave, piece: Stretch, words: tuple[str, ...], rarity: Mapping[str, float]) -> float:
    """How much the words tell: the rarer the more, and the less the more of their letters differ."""
    forms = weave.old[piece.paragraph][piece.start : piece.start + len(words)]
    bits = sum(min(LETTER * len(form), rarity[form]) for form in forms)
    return bits * max(0.0, 2 * _likeness(forms, words) - 1)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return Levenshtein.normalized_similarity(" ".join(one), " ".join(other))


def _of_place(weave: Weave, piece: Stretch, place: Stretch) -> float:
    """How much the place tells: what stands beside it, how far its neighbours are, what else is in its unit."""
    before, after = neighbours(weave, piece)
    first, last = Home(place.paragraph, place.start), Home(place.paragraph, place.end - 1)
    weight = _beside(weave, before, first) + _beside(weave, last, after)
    weight -= log2(1 + min((abs(home.unit - first.unit) for home in (before, after) if home), default=len(weave.new)))
    if place.end - place.start == len(weave.new[place.paragraph]):
        return weight + ALONE
    if place.end == len(weave.new[place.paragraph]):
        return weight
    return weight + (AMONG_OTHERS if place.start else AT_THE_HEAD)


def _beside(weave: Weave, before: Home | None, after: Home | None) -> float:
    if before is None or after is None:
        return 0.0
    if is_beside(weave, before, after):
        return BESIDE
    return IN_ORDER if before < after else ASTRAY


def _of_cut(weave: Weave, piece: Stretch, size: int) -> float:
    """What it costs that more is missing than the place has."""
    if piece.end - piece.start == size:
        return 0.0
    return -CUT_SHORT_OF_NOTHING if weave.is_free(piece.paragraph) else -CUT_SHORT
