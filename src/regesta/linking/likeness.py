"""What documents share in their words: the words of each in, the telling ones of each document and their likeness out.

A word tells more the fewer documents have it; one that stands in a single document or in very many tells nothing. Each
document keeps its most telling words only, and is compared only with documents that keep some of them too, those
nearest in the order first, so that the work grows with the number of documents and not with its square.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from regesta.linking.wording import Words, anchor_at

KEPT = 200
"""Most telling words that a document keeps."""
COMPARED = 60
"""Words of a document by which others are looked for."""
NEAREST = 10
"""Documents looked at before and after a document among those that keep a word."""
COMMON = 0.2
"""Share of the documents from which on a word is common."""
LIKELY = 40
"""Documents that are compared in full, of those that share a telling word."""
SMALL = 60
"""Documents below which their number alone does not tell a rare word from an everyday one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A word where it stands first in a document."""

    anchor: str
    written: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The telling words of all documents, arranged for comparing."""

    words: tuple[Words, ...]
    weights: tuple[Mapping[str, float], ...]
    """Of each document, its telling words by weight, greatest first; the squares of a document's weights sum to one."""
    telling: tuple[frozenset[str], ...]
    """The same words as sets."""
    standing: tuple[Mapping[str, int], ...]
    """Of each document, where among its words each telling one is."""
    bearers: Mapping[str, tuple[list[int], list[float]]]
    """Word → places of the documents that keep it, ascending, and its weight in each."""


def wordings(words: Sequence[Words]) -> Wordings:
    """The telling words of documents that are given in order."""
    keys = [[word.lower() for word in one.written] for one in words]
    telling = _telling(keys)
    same = {word: word for word in telling}  # one string for a word in all documents: they are compared faster
    small = len(words) < SMALL
    standing, weights = [], []
    for one, own in zip(words, keys, strict=True):
        here = {same[word]: place for place, word in enumerate(own) if word in telling}
        if small:
            names = set(one.names)
            here = {word: place for word, place in here.items() if word in names}
        weights.append(_weights(here, one.counts, telling))
        standing.append({word: here[word] for word in weights[-1]})
    return Wordings(tuple(words), tuple(weights), tuple(map(frozenset, weights)), tuple(standing), _bearers(weights))


def alike(place: int, texts: Wordings) -> set[int]:
    """Places of the documents that share most of the most telling words of the one at a place."""
    found: dict[int, float] = {}
    get = found.get
    for word, weight in islice(texts.weights[place].items(), COMPARED):
        bearers, theirs = texts.bearers[word]
        middle = bisect_left(bearers, place)
        near = slice(max(middle - NEAREST, 0), middle + NEAREST + 1)
        for other, their in zip(bearers[near], theirs[near], strict=True):
            found[other] = get(other, 0.0) + weight * their
    found.pop(place, None)
    if len(found) <= LIKELY:
        return set(found)
    least = sorted(found.values(), reverse=True)[LIKELY - 1]
    ranked = sorted([(-value, abs(other - place), other) for other, value in found.items() if value >= least])
    return {other for _, _, other in ranked[:LIKELY]}


def likeness(one: int, other: int, texts: Wordings) -> float:
    """How alike the words of two documents are: 0 for nothing in common, 1 for the same; exact sums."""
    first, second = texts.weights[one], texts.weights[other]
    return math.fsum([first[word] * second[word] for word in texts.telling[one] & texts.telling[other]])


def shared(one: int, other: int, texts: Wordings, most: int) -> list[tuple[str, Standing]]:
    """The most telling words and phrases that two documents share, as the one writes them, and where they stand there.

    Words that follow each other in both are one phrase: "tin pledge".
    """
    first, second = texts.weights[one], texts.weights[other]
    told = sorted([(-first[word] * second[word], word) for word in texts.telling[one] & texts.telling[other]])
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
    places, standing = texts.words[document].places, texts.standing[document]
    return {word: places[standing[word]] for word in words}


def _standing(word: str, document: int, texts: Wordings) -> Standing:
    words, at = texts.words[document], texts.standing[document][word]
    return Standing(anchor_at(words, words.places[at]), words.written[at])


def _telling(keys: Sequence[Sequence[str]]) -> dict[str, float]:
    """Word → how much it tells: the more, the fewer documents have it; none that one has alone or very many have."""
    held = len(keys)
    frequency = Counter(chain.from_iterable(keys))
    most = max(2, COMMON * held) if held >= SMALL else max(2, held // 2)
    return {word: math.log(held / many) for word, many in frequency.items() if 2 <= many <= most}


def _weights(here: Mapping[str, int], counts: Sequence[int], telling: Mapping[str, float]) -> dict[str, float]:
    """The most telling words of a document: those it repeats and few others have."""
    weighed = sorted([(-(1 + math.log(counts[place])) * telling[word], word) for word, place in here.items()])[:KEPT]
    length = math.sqrt(math.fsum([weight * weight for weight, _ in weighed])) or 1.0
    return {word: -weight / length for weight, word in weighed}


def _bearers(weights: Sequence[Mapping[str, float]]) -> dict[str, tuple[list[int], list[float]]]:
    bearers: dict[str, tuple[list[int], list[float]]] = {}
    for place, kept in enumerate(weights):
        for word, weight in kept.items():
            places, theirs = bearers.setdefault(word, ([], []))
            places.append(place)
            theirs.append(weight)
    return bearers
