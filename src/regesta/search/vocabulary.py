"""The words of an edition with their counts, and the documents of one part that have each.

In go the folded words of every document, out come two tables by word: the counts, which let the search say that a word
is nowhere and how often it occurs before a single text is fetched, and the documents, which stand in for the engine
where a copy is opened from a disk.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

Numbers = list[int]
"""Paragraphs that have a word, documents that have it in a paragraph, documents that have it at all."""


@dataclass
class Counts:
    """In how many paragraphs and documents each word stands; documents may be added and taken out."""

    documents: int = 0
    paragraphs: int = 0
    numbers: defaultdict[str, Numbers] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, words: Mapping[str, int], paragraphs: int, *, times: int = 1) -> None:
        """Count one document by its words, each with its number of paragraphs; `times` -1 takes it out again."""
        self.documents += times
        self.paragraphs += times * paragraphs
        for word, number in words.items():
            held = self.numbers[word]
            held[0] += times * number
            held[1] += times * (number > 0)
            held[2] += times


def counted(zones: Iterable[tuple[bool, Iterable[str]]]) -> dict[str, int]:
    """Word → in how many paragraphs of a document it stands; 0 where only the title, the summary or a remark has it.

    Zones are whether it is a paragraph with an address, and its words, a word of it once.
    """
    zones = tuple(zones)
    found = dict.fromkeys(chain.from_iterable([words for addressed, words in zones if not addressed]), 0)
    found.update(Counter(chain.from_iterable([words for addressed, words in zones if addressed])))
    return {word: found[word] for word in sorted(found)}


def words(numbers: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Word → its numbers, the third left out where it says what the second does; a word that is nowhere has none."""
    standing = ((word, held) for word, held in numbers.items() if any(held))
    return {word: held[:2] if held[1] == held[2] else list(held) for word, held in standing}


def postings(documents: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Word → the numbers of the documents that have it, each as the distance from the one before."""
    table: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, found in enumerate(documents):
        for word in found:
            table.setdefault(word, []).append(number - last.get(word, 0))
            last[word] = number
    return table
