"""How much words tell: the documents of an edition in, for each word how much it says that two documents share it.

A word tells more the fewer documents have it. How many have it is asked of a sample that seldom changes, the documents
whose ids have the smallest checksums, so that a document added to a large edition leaves the likeness of the others as
it was. An edition no larger than the sample is asked whole: there, a word that stands in one document tells nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from zlib import crc32

from regesta.linking.wording import Words
from regesta.model import Value

SAMPLE = 512
"""Documents that are asked which words are common."""
COMMON = 0.35
"""Share of the documents from which on a word is common."""
STEP = 8
"""Numbers of documents count in steps of so many times, that one document more moves few words."""
SMALL = 60
"""Documents below which their number alone does not tell a rare word from an everyday one."""


class Frequencies(Value, frozen=True):
    """How many documents of a sample have each word."""

    asked: int = 0
    whole: bool = True
    """Whether the sample is the edition."""
    many: Mapping[str, int] = {}


class Telling(Value, frozen=True, kw_only=True):
    """How much each word tells."""

    tells: Mapping[str, float]
    """Words of the sample; those that tell nothing are left out."""
    mute: frozenset[str]
    """Words of the sample that tell nothing."""
    unseen: float
    """How much a word tells that the sample lacks; 0 where the sample is the edition."""
    typical: float
    """How much a word tells that is neither rare nor common."""
    names_alone: bool
    """Whether the documents are so few that their names alone are told from everyday words."""


def sample(identifiers: Sequence[str]) -> list[int]:
    """Places of the documents that are asked, ascending."""
    if len(identifiers) <= SAMPLE:
        return list(range(len(identifiers)))
    keys = ((crc32(one.encode()), one, place) for place, one in enumerate(identifiers))
    return sorted(place for _, _, place in nsmallest(SAMPLE, keys))


def frequencies(asked: Iterable[Words], *, whole: bool) -> Frequencies:
    """How many of the documents that are asked have each word, in small letters."""
    texts = [[word.lower() for word in one.written] for one in asked]
    return Frequencies(len(texts), whole, Counter(chain.from_iterable(texts)))


def telling(found: Frequencies) -> Telling:
    """How much each word tells; none that very many have, or one alone."""
    few = found.asked < SMALL
    held = found.asked if few else _step(found.asked, 2)
    most = max(2, held // 2 if few else COMMON * found.asked)
    steps = {word: many if few else _step(many, STEP) for word, many in found.many.items()}
    least = 2 if found.whole else 1
    tells = {
        word: math.log(held / many) for word, many in steps.items() if many < held and least <= found.many[word] <= most
    }
    return Telling(
        tells=tells,
        mute=frozenset(found.many.keys() - tells.keys()),
        unseen=0.0 if found.whole else math.log(held),
        typical=math.log(max(held, 2)) / 2,
        names_alone=few,
    )


def weights(words: Words, told: Telling, most: int) -> list[tuple[str, float, int]]:
    """The most telling words of a document by weight, greatest first: those that it repeats and few others have.

    Each is in small letters, with its weight and with which of the words it is. Weights are measured by the length of
    the document, which no other document can change.
    """
    names = frozenset(words.names) if told.names_alone else None
    tells, mute, unseen = told.tells, told.mute, told.unseen
    loud = [LOUD[count] if count < OFTEN else _loudness(count) for count in words.counts]
    weighed = [
        (-each * worth, word, number)
        for number, (word, each) in enumerate(zip(map(str.lower, words.written), loud, strict=True))
        if word not in mute and (names is None or word in names) and (worth := tells.get(word, unseen))
    ]
    kept = sorted(weighed)[:most]
    length = (
        math.sqrt(math.fsum([weight * weight for weight, *_ in kept]))
        if names is not None
        else math.sqrt(math.fsum([each**2 for each in loud])) * told.typical
    )
    return [(word, -weight / length, number) for weight, word, number in kept]


def _loudness(count: int) -> float:
    """How loud a word is that a document has so often."""
    return 1 + math.log(count)


OFTEN = 64
LOUD = (0.0, *map(_loudness, range(1, OFTEN)))
"""The same for most words."""


def _step(number: int, times: int) -> int:
    """1, then 2 or the last power of a number that is not beyond: 8, 64, 512 for eight times."""
    step = 1
    while step * times <= number:
        step *= times
    return max(step, min(number, 2))
