"""Two texts that both look like one old paragraph: the one in its place, and one elsewhere that has its very words.

Where a new paragraph that says nearly the same was put before the old one, or the old one was moved and a new one took
its place, order alone is a bad judge. Runs of its very words tell: whoever has more of them is the old paragraph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from regesta.anchors.beads import Forms
from regesta.anchors.rescue import unexplained
from regesta.anchors.segments import Segment
from regesta.anchors.weaving import Home, Stretch, Weave

RUN = 4
"""Words in a row that two texts do not share by chance."""
MARGIN = 3
"""So many more of its very words the other place must have."""
UNBROKEN = 8
"""Words that its runs must have on the average: in what is only like it they are shorter."""
MUCH_THE_SAME = 0.9
"""Share of its very words from which a paragraph is left where it stands."""

Grams = Mapping[tuple[str, ...], Home]
"""Runs of words that stand only once where nobody accounts for them, with their places."""


class Block(NamedTuple):
    """Words of an old paragraph that stand one after another in the new state."""

    start: int
    end: int
    home: Home


def settle_contests(weave: Weave, segments: Sequence[Segment]) -> None:
    """Tie to the place that has more of its very words what was tied to one that is only like it."""
    grams = _grams(weave)
    for place, forms in enumerate(weave.old):
        own = segments[place].own
        here = _exact_words(weave, place)
        if not grams or not here or here >= MUCH_THE_SAME * (len(forms) - own):
            continue
        blocks = list(_blocks(weave, Stretch(place, own, len(forms)), grams))
        there = sum(block.end - block.start for block in blocks)
        if there >= max(here + MARGIN, UNBROKEN * len(blocks)):
            _tie_anew(weave, place, blocks)


def _grams(weave: Weave) -> Grams:
    found: dict[tuple[str, ...], list[Home]] = defaultdict(list)
    for run in unexplained(weave, RUN):
        forms = weave.new[run.paragraph]
        for word in range(run.start, run.end - RUN + 1):
            found[tuple(forms[word : word + RUN])].append(Home(run.paragraph, word))
    return {gram: homes[0] for gram, homes in found.items() if len(homes) == 1}


def _exact_words(weave: Weave, place: int) -> int:
    """How many words of a paragraph are tied to the very same words."""
    pairs = zip(weave.old[place], weave.homes[place], strict=True)
    return sum(home is not None and weave.new[home.unit][home.word] == form for form, home in pairs)


def _blocks(weave: Weave, piece: Stretch, grams: Grams) -> Iterator[Block]:
    """The runs of its very words that nobody accounts for elsewhere, from the first on; no word is in two of them."""
    forms = weave.old[piece.paragraph]
    word = piece.start
    while word + RUN <= piece.end:
        home = grams.get(tuple(forms[word : word + RUN]))
        if home is None or any(owner >= 0 for owner in weave.owners[home.unit][home.word : home.word + RUN]):
            word += 1
            continue
        end = word + RUN
        while end < piece.end and _goes_on(weave, forms, end, Home(home.unit, home.word + end - word)):
            end += 1
        yield Block(word, end, home)
        word = end


def _goes_on(weave: Weave, forms: Forms, word: int, home: Home) -> bool:
    others = weave.new[home.unit]
    return home.word < len(others) and weave.owners[home.unit][home.word] < 0 and others[home.word] == forms[word]


def _tie_anew(weave: Weave, place: int, blocks: Sequence[Block]) -> None:
    weave.untie(place)
    for block in blocks:
        for step in range(block.end - block.start):
            weave.tie(place, block.start + step, Home(block.home.unit, block.home.word + step))
