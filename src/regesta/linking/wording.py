"""The words of a document that may tell something: a record in, words with count and place out.

What a word tells depends on how many documents have it, so that all are kept here that are not everyday words; which of
them tell is decided where all documents are known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from regesta.model import Record, Value

WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})*")
BRACKETS = str.maketrans("", "", "[]")
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
    count: Counter[str] = Counter()
    first: dict[str, tuple[int, str]] = {}
    names: set[str] = set()
    anchors, starts, place = [], [], 0
    for anchor, text in _texts(record):
        found = WORD.findall(text)
        anchors.append(anchor)
        starts.append(place)
        names.update(word.lower() for word in NAME.findall(text))
        keys = [word.lower() for word in found]
        count.update(keys)
        for key, written in zip(keys, found, strict=True):
            place += 1
            if key not in first:
                first[key] = (place, written)
        place += 1
    telling = [key for key in first if key not in STOP]
    return Words(
        tuple(first[key][1] for key in telling),
        tuple(count[key] for key in telling),
        tuple(first[key][0] for key in telling),
        tuple(sorted(names & set(telling))),
        tuple(anchors),
        tuple(starts),
    )


def anchor_at(words: Words, place: int) -> str:
    """Address of the text in which the word of a number stands."""
    return words.anchors[bisect_right(words.starts, place - 1) - 1]


def _texts(record: Record) -> Iterable[tuple[str, str]]:
    """The addressed texts of a document without editorial brackets and cross-references."""
    for block in record.blocks:
        if block.anchor:
            yield block.anchor, REFERENCE.sub(" ", block.text).translate(BRACKETS)
    for note in record.notes:
        if note.anchor and note.text:
            yield note.anchor, REFERENCE.sub(" ", note.text).translate(BRACKETS)
