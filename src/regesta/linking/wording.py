"""What documents share in their words: texts in, the telling words of each document and their likeness out.

A word tells more the fewer documents have it; one that stands in a single document or in very many tells nothing. Each
document keeps its most telling words only, and is compared only with documents that keep some of them too, those
nearest in the order first, so that the work grows with the number of documents and not with its square.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from regesta.model import Record

WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})*")
BRACKETS = str.maketrans("", "", "[]")
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]{2,}")
"""A word with a capital that no sentence begins with."""
REFERENCE = re.compile(r"\b[Dd]ocuments?\s+\d+(?:(?:,|\s+and|\s+or|\s+to|[-–])\s*\d+)*")
"""An editor's cross-reference: it says what is related by itself, its words are not those of the document."""

KEPT = 120
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

STOP = frozenset(
    WORD.findall(
        """
        about above according account accordingly across act action added addition advice advise advised after again
        against ago agree agreed agreement all allow almost alone along already also although always among amount and
        another answer answered any anything appear appears are arms army around article ask asked asks attention aware
        back basis became because become been before began begin beginning behind being believe below best better
        between beyond both brief bring brought business but call called came can cannot capital carried carry case
        cause central certain certainly change circumstances city clear clearly close come comes coming command
        comment comments complete completely concerned concerning conditions consider consideration considered
        contact continue could country course currently date day days deal dear decide decided decision details did
        different difficult difficulties difficulty directly discuss discussed discussion does doing done down draft
        due during each early either else end enough entire entirely especially etc even events ever every everything
        exactly example except expect expected explained express expressed extent fact far feel few find first five
        following follows for force forces form former forward found four from full fully further future gave general
        generally get give given gives giving goes going good got great group had half hand hands has have having head
        held help her here high him himself his hold hope how however hundred idea immediate immediately impossible
        important including increase indeed information informed instead intend interest interests into issue its
        itself just keep kept kind know known large last late later latter lead least leave led left less let level
        like likely line little local long longer look made main major make makes making man many matter matters may
        mean means meantime measures meet meeting members men mention mentioned might moment month months more
        morning most move much must name namely national near nearly necessary need needed never new next night nine
        none nor not note nothing now number obtain obviously occasion off offer often old once one only open opinion
        order other others our ourselves out over own paper part particular particularly parts party past people
        perhaps period person persons place plan point points position possibility possible power present problem
        problems proposal propose proposed provide put question questions quite rather reached ready real really
        reason reasons receive received recent recently regard regarding regards related relations reply replied
        report reported represent request require required respect rest result return right said same saw say says
        second see seem seems seen send sent september serious set seven several shall she should show side similar
        since situation six small some something soon special state stated statement states still strong subject such
        suggest suggested support sure take taken taking talk tell ten terms than that the their them themselves then
        there therefore these they thing things think third this those though thought thousand three through thus time
        times today together told too took toward towards true two under understand understood until upon use used
        various very view views want wanted was way ways week weeks well went were what when where whether which while
        who whole whom whose why will wish wished with within without word words work would write written year years
        yes yesterday yet you your yours january february march april june july august october november december
        monday tuesday wednesday thursday friday saturday sunday president minister comrade government
        """
    )
)
"""Everyday words and those of every official letter."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A word where it stands first in a document."""

    anchor: str
    place: int
    """Number of the word in the document, by which two words are known to be neighbours."""
    written: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The telling words of all documents, arranged for comparing."""

    weights: tuple[Mapping[str, float], ...]
    """Of each document, its telling words by weight, greatest first; the squares of a document's weights sum to one."""
    standing: tuple[Mapping[str, Standing], ...]
    bearers: Mapping[str, list[int]]
    """Word → places of the documents that keep it, ascending."""


def wordings(records: Sequence[Record]) -> Wordings:
    """The telling words of documents that are given in order."""
    read = [_words_of(record) for record in records]
    frequency = Counter(word for count, _, _ in read for word in count)
    most = max(2, COMMON * len(records)) if len(records) >= SMALL else max(2, len(records) // 2)
    telling = {word: math.log(len(records) / many) for word, many in frequency.items() if 2 <= many <= most}
    small = len(records) < SMALL
    weights = tuple(_weights(count, names if small else None, telling) for count, _, names in read)
    bearers: dict[str, list[int]] = {}
    for place, kept in enumerate(weights):
        for word in kept:
            bearers.setdefault(word, []).append(place)
    standing = tuple({word: first[word] for word in kept} for kept, (_, first, _) in zip(weights, read, strict=True))
    return Wordings(weights, standing, bearers)


def alike(place: int, texts: Wordings) -> set[int]:
    """Places of the documents that share most of the most telling words of the one at a place."""
    found: dict[int, float] = {}
    for word, weight in islice(texts.weights[place].items(), COMPARED):
        bearers = texts.bearers[word]
        middle = bisect_left(bearers, place)
        for other in bearers[max(middle - NEAREST, 0) : middle + NEAREST + 1]:
            found[other] = found.get(other, 0.0) + weight * texts.weights[other][word]
    found.pop(place, None)
    return set(sorted(found, key=lambda other: (-found[other], abs(other - place), other))[:LIKELY])


def likeness(one: int, other: int, texts: Wordings) -> float:
    """How alike the words of two documents are: 0 for nothing in common, 1 for the same; exact sums."""
    first, second = texts.weights[one], texts.weights[other]
    if len(second) < len(first):
        first, second = second, first
    return math.fsum(weight * second[word] for word, weight in first.items() if word in second)


def shared(one: int, other: int, texts: Wordings, most: int) -> list[tuple[str, Standing]]:
    """The most telling words and phrases that two documents share, as the one writes them, and where they stand there.

    Words that follow each other in both are one phrase: "tin pledge".
    """
    first, second = texts.weights[one], texts.weights[other]
    common = sorted((word for word in first if word in second), key=lambda word: (-first[word] * second[word], word))
    here, there = texts.standing[one], texts.standing[other]
    found: dict[str, Standing] = {}
    used: set[str] = set()
    for word in common[: most * 4]:
        if word in used or len(found) == most:
            continue
        run = _run(word, common, here, there)
        used.update(run)
        found[" ".join(here[part].written for part in run)] = here[run[0]]
    return list(found.items())


def _run(
    word: str, common: Sequence[str], here: Mapping[str, Standing], there: Mapping[str, Standing]
) -> tuple[str, ...]:
    """The word with a neighbour that it has in both documents."""
    for other in common:
        step = here[other].place - here[word].place
        if abs(step) == 1 and there[other].place - there[word].place == step:
            return (word, other) if step == 1 else (other, word)
    return (word,)


def _words_of(record: Record) -> tuple[Counter[str], dict[str, Standing], set[str]]:
    count: Counter[str] = Counter()
    first: dict[str, Standing] = {}
    names: set[str] = set()
    place = 0
    for anchor, text in _texts(record):
        found = WORD.findall(text)
        names.update(word.lower() for word in NAME.findall(text))
        keys = [word.lower() for word in found]
        count.update(keys)
        for key, written in zip(keys, found, strict=True):
            place += 1
            if key not in first:
                first[key] = Standing(anchor, place, written)
        place += 1
    for word in STOP:
        count.pop(word, None)
    return count, first, names


def _texts(record: Record) -> Iterable[tuple[str, str]]:
    """The addressed texts of a document without editorial brackets and cross-references."""
    for block in record.blocks:
        if block.anchor:
            yield block.anchor, REFERENCE.sub(" ", block.text).translate(BRACKETS)
    for note in record.notes:
        if note.anchor and note.text:
            yield note.anchor, REFERENCE.sub(" ", note.text).translate(BRACKETS)


def _weights(count: Counter[str], only: set[str] | None, telling: Mapping[str, float]) -> dict[str, float]:
    """The most telling words of a document; where `only` is given, as among few documents, no others."""
    weighed = [
        ((1 + math.log(many)) * telling[word], word)
        for word, many in count.items()
        if word in telling and (only is None or word in only)
    ]
    kept = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:KEPT]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in kept)) or 1.0
    return {word: weight / length for weight, word in kept}
