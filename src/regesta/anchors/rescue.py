"""Pieces that went astray: words that an old paragraph lost, found in words of the new state that nobody accounts for.

Only lost words may be found, and only in unexplained ones, so that no piece can be claimed that belongs to another. A
piece must be long enough to be told from a turn of phrase, and its words must not stand elsewhere in the old state.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from regesta.anchors.beads import Forms
from regesta.anchors.segments import Segment
from regesta.anchors.weaving import Enough, Home, Stretch, Weave, explained, runs, ties

FEWEST_WORDS = 4
FEWEST_LETTERS = 18
EXACT_LETTERS = 6
LONGEST_ROW = 8
AWAY = 6
"""Words that the head of a paragraph needs to take its number with it, away from the rest."""


def rescue(weave: Weave, segments: Sequence[Segment], enough: Enough) -> set[int]:
    """Tie the pieces that are found; the segments whose beginning was found away from the rest of them.

    `enough` is how much of a piece must be found again.
    """
    shaky = _exact(weave, segments)
    lost = [piece for piece in _lost(weave, segments) if _is_telling(weave, piece)]
    if not lost:
        return shaky
    common = _common_pairs(weave)
    holders = _holders(weave)
    for piece in sorted(lost, key=lambda one: (one.start - one.end, one)):
        is_head = _is_head(weave, piece, segments)
        for target in _candidates(weave, piece, common, holders):
            if _tie(weave, piece, target, enough, fewest=AWAY if is_head else FEWEST_WORDS):
                shaky |= {piece.paragraph} if is_head else set()
                break
    return shaky


def _lost(weave: Weave, segments: Sequence[Segment]) -> list[Stretch]:
    """Runs of own words of old paragraphs that are tied to nothing."""
    found = []
    for place, homes in enumerate(weave.homes):
        own = segments[place].own
        for start, end in runs([home is None and word >= own for word, home in enumerate(homes)]):
            found.append(Stretch(place, start, end))
    return found


def _is_telling(weave: Weave, piece: Stretch) -> bool:
    letters = sum(map(len, weave.old[piece.paragraph][piece.start : piece.end]))
    return piece.end - piece.start >= FEWEST_WORDS and letters >= FEWEST_LETTERS


def _exact(weave: Weave, segments: Sequence[Segment]) -> set[int]:
    """Tie the pieces, however short, that are all that nobody accounts for in some place: "General Bliss".

    Only where one piece and one place have these words, so that of several alike none is taken for another. Whole
    paragraphs that followed each other count as one piece, too: they may have been merged before they were moved.
    """
    pieces: dict[tuple[str, ...], list[list[Stretch]]] = defaultdict(list)
    places: dict[tuple[str, ...], list[Stretch]] = defaultdict(list)
    for piece in _rows(weave, _lost(weave, segments)):
        pieces[tuple(form for one in piece for form in weave.old[one.paragraph][one.start : one.end])].append(piece)
    for run in unexplained(weave, 1):
        places[tuple(weave.new[run.paragraph][run.start : run.end])].append(run)
    shaky = set()
    for words, here in pieces.items():
        there = places.get(words, [])
        if len(here) == len(there) == 1 and sum(map(len, words)) >= EXACT_LETTERS:
            shaky |= {one.paragraph for one in here[0] if _is_head(weave, one, segments)}
            olds = [(one.paragraph, word) for one in here[0] for word in range(one.start, one.end)]
            for step, (paragraph, word) in enumerate(olds):
                weave.tie(paragraph, word, Home(there[0].paragraph, there[0].start + step))
    return shaky


def _rows(weave: Weave, lost: Sequence[Stretch]) -> list[list[Stretch]]:
    """Every lost piece alone, and every row of whole paragraphs that were lost side by side."""
    rows = [[piece] for piece in lost]
    wholes = {piece.paragraph: piece for piece in lost if piece.end - piece.start == len(weave.old[piece.paragraph])}
    for first, piece in wholes.items():
        row = [piece]
        while len(row) < LONGEST_ROW and first + len(row) in wholes:
            row.append(wholes[first + len(row)])
            rows.append(list(row))
    return rows


def unexplained(weave: Weave, fewest: int) -> list[Stretch]:
    """Runs of so many new words or more that are tied to nothing."""
    return [
        Stretch(unit, start, end)
        for unit, owners in enumerate(weave.owners)
        for start, end in runs([owner < 0 for owner in owners])
        if end - start >= fewest
    ]


def _common_pairs(weave: Weave) -> set[tuple[str, str]]:
    """Pairs of words that stand in more than one old paragraph: they tell nothing of where a piece comes from."""
    seen = Counter(pair for forms in weave.old for pair in set(pairwise(forms)))
    return {pair for pair, count in seen.items() if count > 1}


def _holders(weave: Weave) -> dict[tuple[str, str], list[Stretch]]:
    """For each pair of words the unexplained runs that hold it."""
    found: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for run in unexplained(weave, FEWEST_WORDS):
        for pair in set(pairwise(weave.new[run.paragraph][run.start : run.end])):
            found[pair].append(run)
    return found


def _candidates(
    weave: Weave, piece: Stretch, common: set[tuple[str, str]], holders: dict[tuple[str, str], list[Stretch]]
) -> list[Stretch]:
    """Unexplained runs that share telling pairs of words with a piece, the likeliest first."""
    pairs = set(pairwise(weave.old[piece.paragraph][piece.start : piece.end])) - common
    shared = Counter(run for pair in pairs for run in holders.get(pair, ()))
    enough = max(1, (piece.end - piece.start) // 8)
    return sorted((run for run in shared if shared[run] >= enough), key=lambda run: (-shared[run], run))[:3]


def _is_head(weave: Weave, piece: Stretch, segments: Sequence[Segment]) -> bool:
    """Whether a piece is the beginning of a paragraph whose rest was found elsewhere."""
    return piece.start == segments[piece.paragraph].own and not weave.is_free(piece.paragraph)


def _tie(weave: Weave, piece: Stretch, target: Stretch, enough: Enough, *, fewest: int) -> bool:
    """Tie a piece to the part of a run that is like it, if there is one."""
    narrow = narrowed(piece, weave.old, target, weave.new)
    found = ties(weave, [piece], [narrow])
    forms = weave.old[piece.paragraph][piece.start : piece.end]
    tied = {word for _, word, _ in found}
    share = explained(forms, [word in tied for word in range(piece.start, piece.end)])
    others = weave.new[narrow.paragraph][narrow.start : narrow.end]
    homes = {home.word for _, _, home in found}
    back = explained(others, [word in homes for word in range(narrow.start, narrow.end)])
    if max(share, back) < enough.letters or len(found) < fewest:
        return False
    if len(found) < enough.words * min(len(forms), len(others)):
        return False
    for segment, word, home in found:
        weave.tie(segment, word, home)
    return True


def narrowed(piece: Stretch, texts: Sequence[Forms], target: Stretch, others: Sequence[Forms]) -> Stretch:
    """The part of a run that is most like a piece, in whole words."""
    forms = texts[piece.paragraph][piece.start : piece.end]
    there = others[target.paragraph][target.start : target.end]
    if len(there) <= len(forms):
        return target
    best = fuzz.partial_ratio_alignment(" ".join(forms), " ".join(there))
    if best is None:
        return target
    place = word = 0
    first = last = 0
    for word, form in enumerate(there):
        if place <= best.dest_start:
            first = word
        if place < best.dest_end:
            last = word + 1
        place += len(form) + 1
    return Stretch(target.paragraph, target.start + first, target.start + max(last, first + 1))


def mend_borders(weave: Weave, segments: Sequence[Segment]) -> None:
    """Tie the first words of a paragraph to the last of the unit before, where the rest begins the next unit.

    So the "5." that a converter left at the end of one paragraph is the beginning of the fifth.
    """
    for place, homes in enumerate(weave.homes):
        own = segments[place].own
        first = next((word for word, home in enumerate(homes) if home and word >= own), own)
        home = homes[first] if first > own else None
        if home is None or home.word or not home.unit:
            continue
        before = weave.new[home.unit - 1]
        size = first - own
        forms = weave.old[place][own:first]
        is_there = size <= len(before) and tuple(before[len(before) - size :]) == tuple(forms)
        if is_there and all(owner < 0 for owner in weave.owners[home.unit - 1][len(before) - size :]):
            for step in range(size):
                weave.tie(place, own + step, Home(home.unit - 1, len(before) - size + step))
