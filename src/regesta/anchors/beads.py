"""Paragraphs of two states that belong together: one to one, split, merged, or several with their borders shifted.

In go two stretches of text as lists of paragraphs, each a list of words; out come beads, pairs of a run of old and a
run of new paragraphs, in order. What is wanted is the best whole: order and neighbours decide between paragraphs that
look alike. A deleted paragraph is never glued to its neighbour, and texts that have nothing in common are no bead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from regesta.anchors.rising import longest_rising

Forms = Sequence[str]
"""The folded words of a paragraph."""

REWARD = 0.55
"""A bead scores REWARD times the longer length, less the letters to be changed: it counts above 45 % likeness."""

FAVOUR = 0.2
BRIEF = 12
"""Letters below which the reward rises by up to FAVOUR: for a "No." that became "Ho," its neighbours speak."""

GAP_COST = 0.4
LINK = 2.4
"""A link between two paragraphs needs a stretch that scores this much: one for each shared word, less GAP_COST for each
word between them. "the … of … and", as any two texts share, stays below."""

SMALL = 64
"""Pairs up to which every shape of bead is tried."""
LARGE = 1_600
"""Pairs up to which beads are sought in a group at all; a larger one is one bead, whose words tell the rest."""
WIDEST = 6
"""Paragraphs on one side of a bead up to which shapes are tried in a large group."""
MANY_WORDS = 4_000
"""Words on both sides up to which the shared ones are sought in one piece."""
MOST_WORDS = 20_000
"""Words on one side up to which they are compared in one piece, even where no words stand only once: what it takes of
memory grows with the square of them."""
SHORT = 8
"""Words up to which a paragraph may belong to one that shares no stretch of words with it: "Liu [Shaoqi]"."""


class Span(NamedTuple):
    """A run of paragraphs, the end exclusive."""

    start: int
    end: int


class Bead(NamedTuple):
    """A run of old paragraphs and the run of new ones that they became."""

    old: Span
    new: Span
    likeness: float


def find_beads(old: Sequence[Forms], new: Sequence[Forms]) -> list[Bead]:
    """The beads of two stretches of text, in order."""
    if not old or not new:
        return []
    beads: list[Bead] = []
    for rows, columns in _groups(_links(old, new)):
        beads.extend(_solved(old, new, rows, columns))
    return _with_pockets(old, new, beads)


def _with_pockets(old: Sequence[Forms], new: Sequence[Forms], beads: Sequence[Bead]) -> list[Bead]:
    """The beads, and those of what lies between two of them without sharing a stretch of words."""
    found: list[Bead] = []
    row = column = 0
    for bead in (*beads, Bead(Span(len(old), len(old)), Span(len(new), len(new)), 0.0)):
        rows, columns = Span(row, bead.old.start), Span(column, bead.new.start)
        size = (rows.end - rows.start) * (columns.end - columns.start)
        if size and (size <= 9 or min(map(len, old[slice(*rows)])) <= SHORT):
            found.extend(_solved(old, new, rows, columns))
        if bead.likeness:
            found.append(bead)
        row, column = bead.old.end, bead.new.end
    return [_grown(old, new, found, place) for place in range(len(found))]


def _grown(old: Sequence[Forms], new: Sequence[Forms], beads: list[Bead], place: int) -> Bead:
    """A bead with the short paragraph beside it that belongs to it though no word tells: "TOv" cut off "SECRET"."""
    bead = beads[place]
    before = beads[place - 1] if place else Bead(Span(0, 0), Span(0, 0), 0.0)
    after = beads[place + 1] if place + 1 < len(beads) else Bead(Span(len(old), 0), Span(len(new), 0), 0.0)
    top, left = max(before.old.end, bead.old.start - 1), max(before.new.end, bead.new.start - 1)
    bottom, right = min(after.old.start, bead.old.end + 1), min(after.new.start, bead.new.end + 1)
    rows = [(bead.old.start, bead.old.end), (top, bead.old.end), (bead.old.start, bottom)]
    columns = [(bead.new.start, bead.new.end), (left, bead.new.end), (bead.new.start, right)]
    shapes = [(one, columns[0]) for one in rows] + [(rows[0], one) for one in columns[1:]]
    shapes = [shape for shape in dict.fromkeys(shapes) if _is_short(old, new, bead, *shape)]
    if len(shapes) < 2:
        return bead
    texts = _Texts(old[top:bottom], new[left:right])
    scores = {
        (one, other): texts.score(one[0] - top, one[1] - top, other[0] - left, other[1] - left) for one, other in shapes
    }
    one, other = max(shapes, key=lambda shape: scores[shape])
    beads[place] = Bead(Span(*one), Span(*other), bead.likeness)
    return beads[place]


def _is_short(
    old: Sequence[Forms], new: Sequence[Forms], bead: Bead, rows: tuple[int, int], columns: tuple[int, int]
) -> bool:
    """Whether a shape adds no more than a few words to a bead."""
    added = [*old[rows[0] : bead.old.start], *old[bead.old.end : rows[1]]]
    added += [*new[columns[0] : bead.new.start], *new[bead.new.end : columns[1]]]
    return sum(map(len, added)) <= SHORT


# ---------------------------------------------------------------------------------------------- which share words


def _links(old: Sequence[Forms], new: Sequence[Forms]) -> list[tuple[int, int]]:
    """Pairs of an old and a new paragraph that share a stretch of words, in order on both sides.

    A paragraph that shares none comes in with any word that it shares with one that does: the "Yes." cut off an answer.
    """
    stretches: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (i, word), (j, other) in _shared(old, new):
        stretches[i, j].append((word, other))
    strong = [
        pair
        for pair, places in stretches.items()
        if _weight(places) >= LINK or 2 * len(places) > max(len(old[pair[0]]), len(new[pair[1]]))
    ]
    for _ in range(2):
        rows, columns = {i for i, _ in strong}, {j for _, j in strong}
        strong += [(i, j) for i, j in stretches if (i in rows) != (j in columns)]
    return strong


Place = tuple[int, int]
"""A paragraph and a word in it."""


def _shared(old: Sequence[Forms], new: Sequence[Forms]) -> Iterator[tuple[Place, Place]]:
    """The places of the words in a longest common sequence; borders count as words, so that they rather meet."""
    one, places = _stream(old)
    other, homes = _stream(new)
    for start, end, first, last in _pieces(one, other):
        for block in LCSseq.opcodes(one[start:end], other[first:last]):
            if block.tag == "equal":
                for step in range(block.src_end - block.src_start):
                    i, j = start + block.src_start + step, first + block.dest_start + step
                    if one[i] != BORDER:
                        yield places[i], homes[j]


BORDER = ""


def _stream(paragraphs: Sequence[Forms]) -> tuple[list[str], list[Place]]:
    words: list[str] = []
    places: list[Place] = []
    for number, forms in enumerate(paragraphs):
        words.append(BORDER)
        places.append((number, -1))
        words.extend(forms)
        places.extend((number, place) for place in range(len(forms)))
    return words, places


def _pieces(one: list[str], other: list[str]) -> list[tuple[int, int, int, int]]:
    """Two streams of words in pieces that are not too long, cut where four words stand once in each, in order."""
    if min(len(one), len(other)) <= MANY_WORDS:
        return [(0, len(one), 0, len(other))]
    here, there = _once(one), _once(other)
    pairs = sorted((place, there[run]) for run, place in here.items() if run in there)
    chain = [pairs[place] for place in longest_rising([other_place for _, other_place in pairs])]
    pieces, start, first = [], 0, 0
    for place, home in chain:
        if place - start > MANY_WORDS // 2 and home > first:
            pieces.append((start, place, first, home))
            start, first = place, home
    return [part for piece in (*pieces, (start, len(one), first, len(other))) for part in _parts(*piece)]


def _parts(start: int, end: int, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    """A piece in as many equal parts as it needs to be compared: no text but one of the same words over and over."""
    count = 1 + max(end - start, last - first) // MOST_WORDS
    for number in range(count):
        yield (
            start + (end - start) * number // count,
            start + (end - start) * (number + 1) // count,
            first + (last - first) * number // count,
            first + (last - first) * (number + 1) // count,
        )


def _once(words: list[str]) -> dict[tuple[str, ...], int]:
    """Runs of four words that stand only once, with their places."""
    found: dict[tuple[str, ...], int] = {}
    for place in range(len(words) - 3):
        run = tuple(words[place : place + 4])
        found[run] = -1 if run in found else place
    return {run: place for run, place in found.items() if place >= 0}


def _weight(places: Sequence[tuple[int, int]]) -> float:
    """The best stretch of shared words: one for each, less a cost for the words that lie between."""
    best = score = 0.0
    before = (0, 0)
    for place in places:
        gap = max(place[0] - before[0], place[1] - before[1]) - 1
        score = max(score - GAP_COST * gap, 0.0) + 1.0
        best = max(best, score)
        before = place
    return best


def _groups(links: Sequence[tuple[int, int]]) -> Iterator[tuple[Span, Span]]:
    """Runs of paragraphs that hang together by links; links are in order on both sides."""
    rows = columns = None
    for i, j in sorted(links):
        if rows and columns and (i < rows.end or j < columns.end):
            rows, columns = Span(rows.start, max(rows.end, i + 1)), Span(columns.start, max(columns.end, j + 1))
        else:
            if rows and columns:
                yield rows, columns
            rows, columns = Span(i, i + 1), Span(j, j + 1)
    if rows and columns:
        yield rows, columns


# ---------------------------------------------------------------------------------------------- which belong together


def _solved(old: Sequence[Forms], new: Sequence[Forms], rows: Span, columns: Span) -> list[Bead]:
    """The best beads of a group: every shape in a small one; in a large one narrow shapes, or the whole as one."""
    height, width = rows.end - rows.start, columns.end - columns.start
    texts = _Texts(old[slice(*rows)], new[slice(*columns)])
    small = height * width <= SMALL and height + width <= 18
    beads: list[Bead] = []
    score = 0.0
    if height * width <= LARGE:
        beads, score = _best(texts, height, width, widest=max(height, width) if small else WIDEST)
    if not small:
        whole = texts.score(0, height, 0, width)
        if whole > score:
            beads = [Bead(Span(0, height), Span(0, width), texts.likeness(0, height, 0, width))]
    return [
        Bead(
            Span(rows.start + bead.old.start, rows.start + bead.old.end),
            Span(columns.start + bead.new.start, columns.start + bead.new.end),
            bead.likeness,
        )
        for bead in beads
    ]


class _Texts:
    """Two runs of paragraphs as letters, and what it costs to make one of the other."""

    def __init__(self, old: Sequence[Forms], new: Sequence[Forms]) -> None:
        self.old = [" ".join(forms) for forms in old]
        self.new = [" ".join(forms) for forms in new]
        self.old_ends = [0, *accumulate(len(text) + 1 for text in self.old)]
        self.new_ends = [0, *accumulate(len(text) + 1 for text in self.new)]

    def score(self, top: int, bottom: int, left: int, right: int) -> float:
        """What the bead of these two runs scores; not above zero if they do not belong together."""
        one, other = self.old_ends[bottom] - self.old_ends[top], self.new_ends[right] - self.new_ends[left]
        longest = max(one, other) - 1
        most = (REWARD + FAVOUR * max(0, BRIEF - longest) / BRIEF) * longest
        if abs(one - other) >= most or not longest:
            return 0.0
        distance = Levenshtein.distance(
            " ".join(self.old[top:bottom]), " ".join(self.new[left:right]), score_cutoff=int(most)
        )
        return most - distance

    def likeness(self, top: int, bottom: int, left: int, right: int) -> float:
        """How like the two runs are, from 0 to 1."""
        return Levenshtein.normalized_similarity(" ".join(self.old[top:bottom]), " ".join(self.new[left:right]))


def _best(texts: _Texts, height: int, width: int, *, widest: int) -> tuple[list[Bead], float]:
    """The beads in order whose scores together are highest, and that score."""
    total = [[0.0] * (width + 1) for _ in range(height + 1)]
    shape: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(height + 1)]
    for i in range(height + 1):
        for j in range(width + 1):
            choices = [(total[i - 1][j], (1, 0))] if i else []
            choices += [(total[i][j - 1], (0, 1))] if j else []
            for tall, wide in _shapes(min(i, widest), min(j, widest)):
                score = texts.score(i - tall, i, j - wide, j)
                if score > 0:
                    choices.append((total[i - tall][j - wide] + score, (tall, wide)))
            if choices:
                total[i][j], shape[i][j] = max(choices, key=lambda choice: choice[0])
    beads, i, j = [], height, width
    while i or j:
        tall, wide = shape[i][j]
        if tall and wide:
            likeness = texts.likeness(i - tall, i, j - wide, j)
            beads.append(Bead(Span(i - tall, i), Span(j - wide, j), likeness))
        i, j = i - tall, j - wide
    return beads[::-1], total[height][width]


def _shapes(tallest: int, widest: int) -> Iterator[tuple[int, int]]:
    """Shapes of beads, the simplest first: 1-1, 1-2, 2-1, 2-2, and 1-n, n-1, and up to five paragraphs otherwise."""
    for tall in range(1, tallest + 1):
        for wide in range(1, widest + 1):
            if tall == 1 or wide == 1 or tall + wide <= 6:
                yield tall, wide
