"""An edit simulator for anchors: each word carries its birth, so that the truth about every anchor is known.

A document is a list of paragraphs, a paragraph a list of words with the paragraph and place at which each was born.
Every edit that an editor, a translator or a converter makes to a transcript is a function from document to document.
The truth of an anchor is where the first of its words that survives stands; an anchor without survivors is gone.
"""

# ruff: noqa: ARG001 - chance need not be secret; every edit is called alike

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from regesta.anchors.align import align
from regesta.anchors.aligned import Aligned
from regesta.anchors.decisions import NONE
from regesta.anchors.minting import Minted, mint
from regesta.anchors.units import Unit
from regesta.model import Anchor

Birth = tuple[int, int]
Word = tuple[str, Birth | None]
Paragraph = list[Word]
Document = list[Paragraph]
Edit = Callable[[Document, random.Random, Sequence[str]], Document]

SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def born(texts: Iterable[str]) -> Document:
    """A document whose every word is born here."""
    return [
        [(word, (number, place)) for place, word in enumerate(text.split())]
        for number, text in enumerate(text for text in texts if any(char.isalnum() for char in text))
    ]


def text_of(paragraph: Paragraph) -> str:
    return " ".join(word for word, _ in paragraph)


# ---------------------------------------------------------------------------------------------- single edits


def _typo(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    letter = chance.choice(LETTERS)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + letter + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2 and len(word) > 2:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def typos(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """One to three misspelt or mended words in a quarter of the paragraphs."""
    document = [list(paragraph) for paragraph in document]
    for paragraph in chance.sample(document, max(1, len(document) // 4)):
        for place in chance.choices(range(len(paragraph)), k=chance.randint(1, 3)):
            word, birth = paragraph[place]
            paragraph[place] = _typo(word, chance), birth
    return document


def brackets(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """Editorial brackets set, removed or moved, dashes and quotation marks exchanged."""
    document = [list(paragraph) for paragraph in document]
    for paragraph in chance.sample(document, max(1, len(document) // 4)):
        place = chance.randrange(len(paragraph))
        word, birth = paragraph[place]
        bare = re.sub(r"[\[\]]", "", word) or "word"
        half = max(1, len(bare) // 2)
        marked = chance.choice([f"[{bare}]", f"{bare[:half]}[{bare[half:]}]", bare, f"“{bare}”"])
        paragraph[place] = marked, birth
        if chance.random() < 0.5:
            paragraph.insert(place + 1, (chance.choice(["[sic]", "—", "[?]", "[...]"]), None))
    return document


def _cut(document: Document, number: int, place: int) -> Document:
    paragraph = document[number]
    return [*document[:number], paragraph[:place], paragraph[place:], *document[number + 1 :]]


def split(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """A paragraph cut at the end of a sentence."""
    ends = [
        (number, place + 1)
        for number, paragraph in enumerate(document)
        for place, (word, _) in enumerate(paragraph[:-1])
        if SENTENCE_END.search(word)
    ]
    return _cut(document, *chance.choice(ends)) if ends else page_break(document, chance, _)


def page_break(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """A paragraph cut in mid-sentence, as the end of a page leaves it."""
    long = [number for number, paragraph in enumerate(document) if len(paragraph) > 1]
    if not long:
        return document
    number = chance.choice(long)
    return _cut(document, number, chance.randrange(1, len(document[number])))


def merge(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """Two neighbours made one."""
    if len(document) < 2:
        return document
    number = chance.randrange(len(document) - 1)
    return [*document[:number], document[number] + document[number + 1], *document[number + 2 :]]


def page_join(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
    """Two neighbours made one, and a word at the seam mended."""
    if len(document) < 2:
        return document
    number = chance.randrange(len(document) - 1)
    one, two = list(document[number]), document[number + 1]
    word, birth = one[-1]
    one[-1] = word.rstrip(".-:") or word, birth
    return [*document[:number], one + two, *document[number + 2 :]]


def insert(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
    """A new paragraph."""
    new: Paragraph = [(word, None) for word in chance.choice(other).split()]
    place = chance.randint(0, len(document))
    return [*document[:place], new, *document[place:]]


def delete(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """A paragraph withdrawn."""
    if len(document) < 2:
        return document
    number = chance.randrange(len(document))
    return [*document[:number], *document[number + 1 :]]


def move(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """A paragraph put elsewhere."""
    document = list(document)
    paragraph = document.pop(chance.randrange(len(document)))
    document.insert(chance.randint(0, len(document)), paragraph)
    return document


def swap(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """Two neighbours exchanged."""
    if len(document) < 2:
        return document
    number = chance.randrange(len(document) - 1)
    return [*document[:number], document[number + 1], document[number], *document[number + 2 :]]


def _sentences(paragraph: Paragraph) -> list[Paragraph]:
    found: list[Paragraph] = [[]]
    for word in paragraph:
        found[-1].append(word)
        if SENTENCE_END.search(word[0]):
            found.append([])
    return [sentence for sentence in found if sentence]


def _joined(sentences: Iterable[Paragraph]) -> Paragraph:
    return [word for sentence in sentences for word in sentence]


def sentence_over(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """The last sentence of a paragraph put at the head of the next, or the first at the end of the one before."""
    many = [number for number, paragraph in enumerate(document) if len(_sentences(paragraph)) > 1]
    chance.shuffle(many)
    document = list(document)
    for number in many:
        forward = chance.random() < 0.5
        sentences = _sentences(document[number])
        if forward and number + 1 < len(document):
            document[number + 1] = sentences[-1] + document[number + 1]
            document[number] = _joined(sentences[:-1])
            return document
        if not forward and number:
            document[number - 1] = document[number - 1] + sentences[0]
            document[number] = _joined(sentences[1:])
            return document
    return document


def sentence_dropped(document: Document, chance: random.Random, _: Sequence[str]) -> Document:
    """A sentence taken out of a paragraph."""
    many = [number for number, paragraph in enumerate(document) if len(_sentences(paragraph)) > 1]
    if not many:
        return document
    number = chance.choice(many)
    sentences = _sentences(document[number])
    del sentences[chance.randrange(len(sentences))]
    return [*document[:number], _joined(sentences), *document[number + 1 :]]


def _reworded(paragraph: Paragraph, share: float, chance: random.Random, other: Sequence[str]) -> Paragraph:
    """A paragraph with a share of its words replaced."""
    vocabulary = chance.choice(other).split()
    new = list(paragraph)
    for place in chance.sample(range(len(new)), round(share * len(new))):
        new[place] = chance.choice(vocabulary), None
    return new


def reworded(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
    """A paragraph translated anew: 35 % of its words replaced."""
    number = chance.randrange(len(document))
    return [*document[:number], _reworded(document[number], 0.35, chance, other), *document[number + 1 :]]


def _alike(paragraph: Paragraph, chance: random.Random, other: Sequence[str]) -> Paragraph:
    """Another paragraph that says nearly the same: at least one word differs, or nobody could tell which is which."""
    new = [(word, None) for word, _ in _reworded(paragraph, chance.uniform(0.2, 0.25), chance, other)]
    if [word for word, _ in new] == [word for word, _ in paragraph]:
        new.insert(chance.randrange(len(new)), ("not", None))
    return new


def _telling(document: Document) -> list[int]:
    """Paragraphs that are long enough for another to be like them and not the same."""
    return [number for number, paragraph in enumerate(document) if len(paragraph) >= 5]


def look_alike(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
    """A new paragraph that says nearly what another says."""
    if not _telling(document):
        return document
    new = _alike(document[chance.choice(_telling(document))], chance, other)
    place = chance.randint(0, len(document))
    return [*document[:place], new, *document[place:]]


def delete_and_look_alike(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
    """A paragraph withdrawn, and somewhere a new one that says nearly the same."""
    if not _telling(document):
        return document
    number = chance.choice(_telling(document))
    new = _alike(document[number], chance, other)
    rest = [*document[:number], *document[number + 1 :]]
    place = chance.randint(0, len(rest))
    return [*rest[:place], new, *rest[place:]]


def _noisy(word: str, rate: float, chance: random.Random) -> str:
    letters = []
    for letter in word:
        if chance.random() >= rate:
            letters.append(letter)
            continue
        kind = chance.randrange(5)
        letters.append(
            ["", chance.choice(LETTERS), letter + chance.choice(LETTERS), chance.choice("l1I|rn"), "."][kind]
        )
    return "".join(letters)


def scanned(rate: float) -> Edit:
    """The whole read by a machine once more: letters misread at a rate, and some breaks in the wrong place."""

    def edit(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
        noisy: Document = []
        for paragraph in document:
            words = [(_noisy(word, rate, chance), birth) for word, birth in paragraph]
            kept = [(word, birth) for word, birth in words if word]
            if kept and any(char.isalnum() for word, _ in kept for char in word):
                noisy.append(kept)
        for _ in range(max(1, len(noisy) // 15)):
            noisy = chance.choice((merge, page_break))(noisy, chance, other)
        return noisy

    return edit


SINGLE: dict[str, Edit] = {
    "typos": typos,
    "brackets": brackets,
    "split": split,
    "merge": merge,
    "page join": page_join,
    "page break": page_break,
    "insert": insert,
    "delete": delete,
    "move": move,
    "swap": swap,
    "sentence over": sentence_over,
    "sentence dropped": sentence_dropped,
    "reworded": reworded,
    "look-alike": look_alike,
    "delete + look-alike": delete_and_look_alike,
}


def mixed(count: int) -> Edit:
    """Several edits of any kind, one after another."""

    def edit(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
        for _ in range(count):
            document = SINGLE[chance.choice(sorted(SINGLE))](document, chance, other)
        return document

    return edit


def one_after_another(*edits: Edit) -> Edit:
    """Edits in a row, published together."""

    def edit(document: Document, chance: random.Random, other: Sequence[str]) -> Document:
        for one in edits:
            document = one(document, chance, other)
        return document

    return edit


MANY: dict[str, Edit] = {
    "scan 3 %": scanned(0.03),
    "scan 5 %": scanned(0.05),
    "scan 10 %": scanned(0.10),
    "5 mixed": mixed(5),
    "5 mixed + scan": one_after_another(mixed(5), scanned(0.05)),
    "15 mixed": mixed(15),
}
EDITS = SINGLE | MANY


# ---------------------------------------------------------------------------------------------- publish and judge


@dataclass
class Published:
    """What a simulated document has published: its anchors, where they stand, and whose words they were born with."""

    anchors: tuple[Anchor, ...]
    minted: Minted
    births: dict[str, int]
    """For each anchor of the first state its paragraph."""


def whole(document: Document) -> Document:
    """A document without the paragraphs in which no letter and no digit is left: those take no number."""
    return [paragraph for paragraph in document if any(_is_word(word) for word, _ in paragraph)]


def _is_word(word: str) -> bool:
    return any(char.isalnum() for char in word)


def units_of(document: Document) -> list[Unit]:
    return [Unit("p", text_of(paragraph), place) for place, paragraph in enumerate(document)]


def publish(document: Document) -> Published:
    """The first publication."""
    units = units_of(document)
    minted = mint((), units, Aligned(((),) * len(units), ("",) * len(units)), state=1)
    births = {spots[0].address: number for number, spots in enumerate(minted.spots)}
    return Published(minted.anchors, minted, births)


def publish_again(before: Published, document: Document, state: int) -> tuple[Published, Aligned]:
    """The next state, whatever is in doubt accepted as it is guessed."""
    units = units_of(document)
    aligned = align(before.anchors, units, NONE)
    minted = mint(before.anchors, units, aligned, state=state)
    return Published(minted.anchors, minted, before.births), aligned


@dataclass
class Score:
    """How many anchors were right, wrong, wrong without a word to the editor, and on the editor's list."""

    anchors: int = 0
    right: int = 0
    silent: int = 0
    listed: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.anchors += other.anchors
        self.right += other.right
        self.silent += other.silent
        self.listed += other.listed
        self.wrong += other.wrong


def judge(published: Published, document: Document, doubted: set[str]) -> Score:
    """Hold every anchor of the first state against the truth."""
    truth = _truth(document)
    stands = {
        spot.address: (unit, place, spot.offset)
        for unit, spots in enumerate(published.minted.spots)
        for place, spot in enumerate(spots)
    }
    score = Score()
    for address, number in published.births.items():
        said = _is_right(stands.get(address), truth.get(number), document)
        score.anchors += 1
        score.right += not said
        score.listed += address in doubted
        if said:
            score.silent += address not in doubted
            score.wrong.append(f"{address}{'' if address in doubted else ' (silent)'}: {said}")
    return score


def _truth(document: Document) -> dict[int, tuple[int, int]]:
    """Where the first surviving word of each paragraph of the first state stands."""
    found: dict[int, tuple[int, tuple[int, int]]] = {}
    for unit, paragraph in enumerate(document):
        for place, (word, birth) in enumerate(paragraph):
            if birth and _is_word(word) and (birth[0] not in found or birth[1] < found[birth[0]][0]):
                found[birth[0]] = birth[1], (unit, place)
    return {number: home for number, (_, home) in found.items()}


def _is_right(stands: tuple[int, int, int] | None, truth: tuple[int, int] | None, document: Document) -> str:
    """Nothing if an anchor stands where it should, else what is wrong."""
    if stands is None or truth is None:
        return "" if stands is truth else f"gone, but it is in {truth}" if stands is None else f"at {stands}, but gone"
    unit, place, offset = stands
    if unit != truth[0] and text_of(document[unit]) == text_of(document[truth[0]]):
        return ""  # two paragraphs of the same words, of which nobody can tell which is which
    if unit != truth[0]:
        return f"at {stands}, but it is in {truth}"
    word = len(text_of(document[unit])[:offset].split())
    return f"at word {word} of {unit}, not {truth}" if place and abs(word - truth[1]) > 4 else ""
