"""What documents share in their words: the words of each in, the telling ones of each document and their likeness out.

Each document keeps its most telling words only, and is compared only with documents that have some of its foremost
words among theirs, those nearest in the order first, so that the work grows with the number of documents and not with
its square. How alike two documents are depends on these two, and on what the sample says of words.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from regesta.linking.telling import Telling, weights
from regesta.linking.wording import Words, anchor_at

KEPT = 150
"""Most telling words that a document keeps."""
COMPARED = 100
"""Words of a document by which others are looked for: its foremost."""
NEAREST = 4
"""Documents looked at before and after a document among those that have a foremost word in common."""
LIKELY = 40
"""Documents that are compared in full, of those that share a foremost word."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A word where it stands first in a document."""

    anchor: str
    written: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The telling words of one document."""

    weights: Mapping[str, float]
    """By weight, greatest first."""
    telling: frozenset[str]
    """The same words as a set."""
    standing: Mapping[str, int]
    """Where each stands among the words of the document."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The telling words of all documents, arranged for comparing."""

    ids: Sequence[str]
    """Of the documents, in order."""
    words: Callable[[str], Words]
    told: Telling
    foremost: Sequence[tuple[str, ...]]
    """Of each document the words by which others are looked for."""
    bearers: Mapping[str, list[int]]
    """Word → places of the documents that have it among their foremost, ascending."""
    weighed: dict[int, Weighed] = field(default_factory=dict)
    """The documents that were compared so far, by place: each is weighed when it is first asked for."""


def wordings(
    ids: Sequence[str],
    words: Callable[[str], Words],
    told: Telling,
    known: Mapping[int, tuple[str, ...]] | None = None,
) -> Wordings:
    """The telling words of documents whose ids are given in order; `known` are the foremost ones of places, where known."""
    known = known or {}
    same: dict[str, str] = {}  # one string for a word in all documents: they are compared faster
    foremost, weighed = [], {}
    for place, one in enumerate(ids):
        if place in known:
            foremost.append(known[place])
        else:
            weighed[place] = _weighed(words(one), told, same)
            foremost.append(tuple(weighed[place].weights)[:COMPARED])
    return Wordings(ids, words, told, foremost, bearers(foremost), weighed)


def alike(place: int, texts: Wordings) -> set[int]:
    """Places of the documents that share most of the foremost words of the one at a place."""
    found: dict[int, float] = {}
    get, tells, unseen = found.get, texts.told.tells, texts.told.unseen
    for word in texts.foremost[place]:
        worth = tells.get(word, unseen)
        for other in near(place, texts.bearers[word], NEAREST):
            found[other] = get(other, 0.0) + worth
    found.pop(place, None)
    if len(found) <= LIKELY:
        return set(found)
    least = sorted(found.values(), reverse=True)[LIKELY - 1]
    ranked = sorted(
        [(-value, other < place, abs(other - place), other) for other, value in found.items() if value >= least]
    )
    return {other for *_, other in ranked[:LIKELY]}


def near(place: int, members: Sequence[int], most: int) -> Sequence[int]:
    """Those of some places, ascending, that are next to a place before and after it; it may be one of them."""
    if len(members) <= most:
        return members
    middle = bisect_left(members, place)
    return members[max(middle - most, 0) : middle + most + 1]


def likeness(one: int, other: int, texts: Wordings) -> float:
    """How alike the words of two documents are: 0 for nothing in common, about 1 for the same; exact sums."""
    first, second = weighed(one, texts), weighed(other, texts)
    return math.fsum([first.weights[word] * second.weights[word] for word in first.telling & second.telling])


def weighed(place: int, texts: Wordings) -> Weighed:
    """The telling words of the document at a place."""
    found = texts.weighed.get(place)
    if found is None:
        found = texts.weighed[place] = _weighed(texts.words(texts.ids[place]), texts.told, {})
    return found


def bearers(foremost: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Word → places of the documents that have it, ascending."""
    found: dict[str, list[int]] = {}
    for place, words in enumerate(foremost):
        for word in words:
            if word in found:
                found[word].append(place)
            else:
                found[word] = [place]
    return found


def _weighed(words: Words, told: Telling, same: dict[str, str]) -> Weighed:
    found = {same.setdefault(word, word): weight for word, weight in weights(words, told, KEPT).items()}
    places = {word.lower(): place for place, word in enumerate(words.written)}
    return Weighed(found, frozenset(found), {word: places[word] for word in found})


def shared(one: int, other: int, texts: Wordings, most: int) -> list[tuple[str, Standing]]:
    """The most telling words and phrases that two documents share, as the one writes them, and where they stand there.

    Words that follow each other in both are one phrase: "tin pledge".
    """
    first, second = weighed(one, texts), weighed(other, texts)
    told = sorted([(-first.weights[word] * second.weights[word], word) for word in first.telling & second.telling])
    common = [word for _, word in told]
    here, there = _places_of(common, one, texts), _places_of(common, other, texts)
    at = {place: (number, word) for number, (word, place) in enumerate(here.items())}
    found: dict[str, Standing] = {}
    used: set[str] = set()
    for word in common[: most * 4]:
        if word in used or len(found) == most:
            continue
        run = _run(word, at, here, there)
        used.update(run)
        standing = [_standing(part, one, texts) for part in run]
        found[" ".join(part.written for part in standing)] = standing[0]
    return list(found.items())


def _run(
    word: str, at: Mapping[int, tuple[int, str]], here: Mapping[str, int], there: Mapping[str, int]
) -> tuple[str, ...]:
    """The word with the neighbour that it has in both documents, of two the one that tells more."""
    near = [(*at[here[word] + step], step) for step in (-1, 1) if here[word] + step in at]
    for _, other, step in sorted(near):
        if there[other] - there[word] == step:
            return (word, other) if step == 1 else (other, word)
    return (word,)


def _places_of(words: Iterable[str], document: int, texts: Wordings) -> dict[str, int]:
    places, standing = texts.words(texts.ids[document]).places, weighed(document, texts).standing
    return {word: places[standing[word]] for word in words}


def _standing(word: str, document: int, texts: Wordings) -> Standing:
    words, at = texts.words(texts.ids[document]), weighed(document, texts).standing[word]
    return Standing(anchor_at(words, words.places[at]), words.written[at])
