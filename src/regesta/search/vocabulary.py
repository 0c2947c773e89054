"""The words of an edition with their counts, and the documents that have each.

In go the folded words of every zone, document by document, out come two tables by word: the counts, which let the
search say that a word is nowhere and how often it occurs before a single text is fetched, and the documents, which
stand in for the engine where a copy is opened from a disk.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable


class Counts:
    """In how many paragraphs and documents each word stands, counted document by document."""

    def __init__(self) -> None:
        self.documents = 0
        self.paragraphs = 0
        self.in_paragraphs: Counter[str] = Counter()
        self.in_documents: Counter[str] = Counter()
        """Documents that have the word in a paragraph."""
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        """Numbers of the documents that have the word in a paragraph, the title or the summary, in order."""

    def add(self, number: int, paragraphs: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> None:
        """Count one document: the words of each paragraph that has an address, and of whatever has none."""
        in_paragraphs: set[str] = set()
        self.documents += 1
        for words in paragraphs:
            self.paragraphs += 1
            self.in_paragraphs.update(words)
            in_paragraphs |= words
        self.in_documents.update(in_paragraphs)
        for word in in_paragraphs.union(*others):
            self.places[word].append(number)


def words(counts: Counts) -> dict[str, list[int]]:
    """Word → [paragraphs, documents, documents at all]; the third is left out where it says what the second does."""
    table: dict[str, list[int]] = {}
    for word, places in counts.places.items():
        numbers = [counts.in_paragraphs[word], counts.in_documents[word], len(places)]
        table[word] = numbers[:2] if numbers[1] == numbers[2] else numbers
    return table


def postings(counts: Counts) -> dict[str, list[int]]:
    """Word → the documents that have it, each as the distance from the one before."""
    table: dict[str, list[int]] = {}
    for word, places in counts.places.items():
        ordered = sorted(places)
        table[word] = [number - before for before, number in zip([0, *ordered], ordered, strict=False)]
    return table
