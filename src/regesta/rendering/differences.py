"""Two wordings of one passage compared word by word.

In go the earlier words and the later ones, out come runs of words that stayed, went and came; put together without
those that came they are the earlier words, without those that went the later ones, blanks aside. Words that stayed by
chance between two changes are told as changed, because a reader wants the change and not the cheapest list of edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal

from rapidfuzz.distance import LCSseq

from regesta.model import Value

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that set no space between words: each is a word here."""
TOKEN = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[\w\u0300-\u036f])+|[^\w\s]")
COMPARABLE = 400_000_000
"""Words of the one times words of the other up to which two passages are compared; beyond, one replaces the other."""

Kind = Literal["same", "gone", "new"]
Match = tuple[int, int, int]
"""Where a run of equal words begins in either text, and how many words it has."""


class Run(Value, frozen=True):
    """Words that stayed, went or came."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> tuple[Run, ...]:
    """What became of the words of one text in another."""
    return parted(old, (new,))[0]


def parted(old: str, pieces: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    """What became of the words of one text in several that took its place, for each of them.

    Words that went where one piece ends and the next begins are told with the former.
    """
    before, after = _tokens(old), [token for piece in pieces for token in _tokens(piece)]
    ends = tuple(accumulate(len(_tokens(piece)) for piece in pieces))
    told: list[list[Run]] = [[] for _ in pieces]
    place = target = here = 0
    for source, home, size in (*_matches(before, after), (len(before), len(after), 0)):
        if place < source:
            told[here].extend((*_blank(told[here], before[:place]), *_runs("gone", before[place:source])))
        kinds: tuple[tuple[Kind, int], ...] = (("new", home), ("same", home + size))
        for kind, end in kinds:
            while target < end:
                here = _piece(ends, target)
                stop = min(end, ends[here])
                told[here].extend(_runs(kind, after[target:stop]))
                target = stop
        place = source + size
    return tuple(tuple(_joined(runs)) for runs in told)


def _piece(ends: Sequence[int], target: int) -> int:
    """The piece in which a word stands."""
    return next(place for place, end in enumerate(ends) if target < end)


# ---------------------------------------------------------------------------------------------- words


def _tokens(text: str) -> list[tuple[str, str]]:
    """The words and marks of a text, each with the blanks behind it."""
    found = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
    following = (*(start for start, _ in found[1:]), len(text))
    return [(text[start:end], text[end:after]) for (start, end), after in zip(found, following, strict=False)]


def _runs(kind: Kind, tokens: Sequence[tuple[str, str]]) -> Iterator[Run]:
    """Tokens as a run; the blanks behind its last word are no part of a change."""
    if not tokens:
        return
    last, blank = tokens[-1]
    yield Run(kind, "".join(word + blanks for word, blanks in tokens[:-1]) + last)
    if blank:
        yield Run("same", blank)


def _blank(told: Sequence[Run], before: Sequence[tuple[str, str]]) -> Iterator[Run]:
    """The blank before words that went, where the text no longer has it: they may have been its last."""
    if told and before and before[-1][1] and not told[-1].text[-1:].isspace():
        yield Run("same", before[-1][1])


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs with neighbours of one kind put together."""
    last: Run | None = None
    for run in runs:
        if last is not None and last.kind == run.kind:
            last = Run(run.kind, last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


# ---------------------------------------------------------------------------------------------- what stayed


def _matches(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Match]:
    """Runs of words that both texts share, in order, without those that are too short to be more than chance."""
    words, others = [word for word, _ in old], [word for word, _ in new]
    head = _shared(words, others)
    tail = _shared(words[head:][::-1], others[head:][::-1])
    middle, end = words[head : len(words) - tail], others[head : len(others) - tail]
    found = [(0, 0, head)] if head else []
    if len(middle) * len(end) <= COMPARABLE:
        numbers = {word: number for number, word in enumerate(dict.fromkeys((*middle, *end)))}
        codes = LCSseq.opcodes([numbers[word] for word in middle], [numbers[word] for word in end])
        equal = (code for code in codes if code.tag == "equal")
        found += [(head + one.src_start, head + one.dest_start, one.src_end - one.src_start) for one in equal]
    found += [(len(words) - tail, len(others) - tail, tail)] if tail else []
    return _substantial(found, words, others)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (word, same) in pairs if word != same), min(len(one), len(other)))


def _substantial(found: Sequence[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The matches that are longer, in letters, than the changes on one of their sides.

    "Liu left Moscow in July" and "He was in Dairen": a shared "in" between so much change tells nobody anything.
    """
    spans = [list(accumulate(map(len, words), initial=0)) for words in (old, new)]
    kept: list[Match] = [(0, 0, 0)]
    for following in (*found, (len(old), len(new), 0)):
        while len(kept) > 1 and _by_chance(kept[-2], kept[-1], following, spans):
            kept.pop()
        kept.append(following)
    return [match for match in kept if match[2]]


def _by_chance(before: Match, match: Match, after: Match, spans: Sequence[Sequence[int]]) -> bool:
    length = spans[0][match[0] + match[2]] - spans[0][match[0]]
    return all(
        length <= max(spans[side][two[side]] - spans[side][one[side] + one[2]] for side in (0, 1))
        for one, two in pairwise((before, match, after))
    )
