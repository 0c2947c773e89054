"""What documents share in their words: the words of each in, the telling ones of each document and their likeness out.

Each document keeps its most telling words only, and is compared only with documents that have some of its foremost
words among theirs, those nearest in the order first, so that the work grows with the number of documents and not with
its square. How alike two documents are depends on these two, and on what the sample says of words.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from regesta.linking.telling import Telling, weights
from regesta.linking.wording import Words, anchor_at
from regesta.model import Value

KEPT = 150
"""Most telling words that a document keeps."""
COMPARED = 100
"""Words of a document by which others are looked for: its foremost."""


class Standing(Value, frozen=True):
    """A word where it stands first in a document."""

    anchor: str
    written: str


class Noted(Value, frozen=True, array_like=True):
    """The telling words of one document as they are kept, greatest weight first."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    places: tuple[int, ...]
    """Number in the document at which each stands first."""
    written: tuple[str, ...]
    """As the document first writes each."""
    anchors: tuple[str, ...]
    """Addresses of the texts in order."""
    starts: tuple[int, ...]
    """Number of the last word before each text."""


class Weights(Value, frozen=True, array_like=True):
    """Of what is noted of a document, what others are compared by."""

    words: tuple[str, ...]
    weights: tuple[float, ...]


class Foremost(Value, frozen=True, array_like=True):
    """Of what is noted of a document, the words alone."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The telling words of one document, arranged for comparing."""

    foremost: tuple[str, ...]
    """By which others are looked for."""
    weights: Mapping[str, float]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stood:
    """The telling words of one document, where they stand; the numbers are those of `Noted`."""

    numbers: Mapping[str, int]
    """Word → which of the telling words it is."""
    places: Sequence[int]
    written: tuple[str, ...]
    anchors: tuple[str, ...]
    starts: Sequence[int]


encode = msgspec.msgpack.Encoder().encode
decode_noted = msgspec.msgpack.Decoder(Noted).decode
decode_weights = msgspec.msgpack.Decoder(Weights).decode
decode_foremost = msgspec.msgpack.Decoder(Foremost).decode


def noted(words: Words, told: Telling) -> Noted:
    """The telling words of a document."""
    found = weights(words, told, KEPT)
    return Noted(
        tuple([word for word, _, _ in found]),
        tuple([weight for _, weight, _ in found]),
        tuple([words.places[number] for *_, number in found]),
        tuple([words.written[number] for *_, number in found]),
        words.anchors,
        words.starts,
    )


def foremost(content: bytes) -> tuple[str, ...]:
    """Of what is noted of a document the words by which others are looked for."""
    return decode_foremost(content).words[:COMPARED]


def weighed(content: bytes) -> Weighed:
    """What is noted of a document, arranged for comparing."""
    one = decode_weights(content)
    words = [*map(sys.intern, one.words)]  # one string for a word in all documents: they are compared faster
    return Weighed(tuple(words[:COMPARED]), dict(zip(words, one.weights, strict=True)), frozenset(words))


def stood(content: bytes) -> Stood:
    """What is noted of a document, with where its words stand."""
    one = decode_noted(content)
    return Stood(
        {sys.intern(word): number for number, word in enumerate(one.words)},
        array("I", one.places),
        tuple(map(sys.intern, one.written)),
        tuple(map(sys.intern, one.anchors)),
        array("I", one.starts),
    )


def likeness(one: Weighed, other: Weighed) -> float:
    """How alike the words of two documents are: 0 for nothing in common, about 1 for the same; exact sums."""
    first, second = one.weights, other.weights
    return math.fsum([first[word] * second[word] for word in one.telling & other.telling])


def in_common(one: Weighed, other: Weighed) -> dict[str, float]:
    """The telling words that two documents share, each with what it adds to their likeness, the most telling first."""
    first, second = one.weights, other.weights
    found = [(-first[word] * second[word], word) for word in one.telling & other.telling]
    return {word: -worth for worth, word in sorted(found)}


def phrases(words: Sequence[str], one: Stood, other: Stood) -> Iterator[tuple[str, Standing]]:
    """The words and phrases that two documents share, as the one writes them, and where they stand there.

    `words` are all that they share, in order. Those that follow each other in both are one phrase: "tin pledge".
    """
    here, there = _places(words, one), _places(words, other)
    at = {place: (number, word) for number, (word, place) in enumerate(here.items())}
    used: set[str] = set()
    for word in words:
        if word not in used:
            run = _run(word, at, here, there)
            used.update(run)
            standing = [_standing(part, one) for part in run]
            yield " ".join([part.written for part in standing]), standing[0]


def _run(
    word: str, at: Mapping[int, tuple[int, str]], here: Mapping[str, int], there: Mapping[str, int]
) -> tuple[str, ...]:
    """The word with the neighbour that it has in both documents, of two the one that tells more."""
    place = here[word]
    near = [(*at[place + step], step) for step in (-1, 1) if place + step in at]
    for _, other, step in sorted(near):
        if there[other] - there[word] == step:
            return (word, other) if step == 1 else (other, word)
    return (word,)


def _places(words: Iterable[str], one: Stood) -> dict[str, int]:
    places, numbers = one.places, one.numbers
    return {word: places[numbers[word]] for word in words}


def _standing(word: str, one: Stood) -> Standing:
    number = one.numbers[word]
    return Standing(anchor_at(one.anchors, one.starts, one.places[number]), one.written[number])
