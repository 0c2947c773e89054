"""The words of a document that may tell something: a record in, words with count and place out.

What a word tells depends on how many documents have it, so that all are kept here that are not everyday words; which of
them tell is decided where all documents are known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from regesta.model import Record, Value

WORD = re.compile(r"[^\W\d_]{3,}+(?:-[^\W\d_]{3,}+)*+")
ASCII_WORD = re.compile(r"[A-Za-z]{3,}+(?:-[A-Za-z]{3,}+)*+")
"""The same in a text of ASCII alone, told twice as fast."""
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]{2,}")
"""A word with a capital that no sentence begins with."""
REFERENCE = re.compile(r"\b[Dd]ocuments?\s+\d+(?:(?:,|\s+and|\s+or|\s+to|[-–])\s*\d+)*")
"""An editor's cross-reference: it says what is related by itself, its words are not those of the document."""

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


class Words(Value, frozen=True):
    """The words of a document beside the everyday ones, each once, in the order of their first places."""

    written: tuple[str, ...] = ()
    """As the document first writes each; the same word in other capitals is the same word."""
    counts: tuple[int, ...] = ()
    """How often each stands there."""
    places: tuple[int, ...] = ()
    """Number in the document at which each stands first, by which two words are known to be neighbours."""
    names: tuple[str, ...] = ()
    """Those that stand with a capital where no sentence begins, in small letters, in order of the alphabet."""
    anchors: tuple[str, ...] = ()
    """Addresses of the texts in order."""
    starts: tuple[int, ...] = ()
    """Number of the last word before each text."""


def words_of(record: Record) -> Words:
    """The words of a document."""
    texts = [
        (anchor, (ASCII_WORD if text.isascii() else WORD).findall(text), NAME.findall(text))
        for anchor, text in _texts(record)
    ]
    starts = list(accumulate((len(found) + 1 for _, found, _ in texts), initial=0))
    written = [word for _, found, _ in texts for word in found]
    places = [
        start + number
        for start, (_, found, _) in zip(starts, texts, strict=False)
        for number in range(1, len(found) + 1)
    ]
    keys = [word.lower() for word in written]
    count = Counter(keys)
    first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    telling = sorted([number for key, number in first.items() if key not in STOP])
    names = {word.lower() for _, _, found in texts for word in found}
    return Words(
        tuple([written[number] for number in telling]),
        tuple([count[keys[number]] for number in telling]),
        tuple([places[number] for number in telling]),
        tuple(sorted(names.intersection(count).difference(STOP))),
        tuple(anchor for anchor, _, _ in texts),
        tuple(starts[:-1]),
    )


def anchor_at(anchors: Sequence[str], starts: Sequence[int], place: int) -> str:
    """Address of the text in which the word of a number stands; `starts` are the numbers before each text."""
    return anchors[bisect_right(starts, place - 1) - 1]


def _texts(record: Record) -> Iterable[tuple[str, str]]:
    """The addressed texts of a document without editorial brackets and cross-references."""
    for anchor, text in _addressed(record):
        plain = REFERENCE.sub(" ", text) if "ocument" in text else text
        yield anchor, plain.replace("[", "").replace("]", "")


def _addressed(record: Record) -> Iterable[tuple[str, str]]:
    for block in record.blocks:
        if block.anchor:
            yield block.anchor, block.text
    for note in record.notes:
        if note.anchor and note.text:
            yield note.anchor, note.text
