"""The words of an edition with their counts, in small files that the search page fetches by the beginning of a word.

In go the folded words of every paragraph, out come JSON files. They let the search say that a word is nowhere, and how
often a word occurs before a single text is fetched. A file holds the words of one beginning; a beginning gets a file of
its own when many words share it, so that one more document touches only the files of its own words.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from regesta.model import Output

FOLDER = "search/words/"
FORMAT = "regesta-words/1"
CROWDED = 400
"""So many words with one beginning get a file of their own."""


class Counts:
    """In how many paragraphs and documents each word stands, counted document by document."""

    def __init__(self) -> None:
        self.documents = 0
        self.paragraphs = 0
        self.in_paragraphs: Counter[str] = Counter()
        self.in_documents: Counter[str] = Counter()
        """Documents that have the word in a paragraph."""
        self.anywhere: Counter[str] = Counter()
        """Documents that have the word in a paragraph, the title or the summary."""

    def add(self, paragraphs: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> None:
        """Count one document: the words of each paragraph that has an address, and of whatever has none."""
        in_paragraphs: set[str] = set()
        self.documents += 1
        for words in paragraphs:
            self.paragraphs += 1
            self.in_paragraphs.update(words)
            in_paragraphs |= words
        self.in_documents.update(in_paragraphs)
        self.anywhere.update(in_paragraphs.union(*others))


def files(counts: Counts, *, shards: int, crowded: int = CROWDED) -> Iterator[Output]:
    """The list of beginnings and the files of words, the latter as {"loan": [paragraphs, documents, documents at all]}.

    The third number is left out where it says what the second does. `shards` is the number of search indexes.
    """
    prefixes = _crowded_prefixes(counts.anywhere, crowded)
    contents: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(counts.anywhere):
        numbers = [counts.in_paragraphs[word], counts.in_documents[word], counts.anywhere[word]]
        contents[_longest(word, prefixes)][word] = numbers[:2] if numbers[1] == numbers[2] else numbers
    manifest = {
        "format": FORMAT,
        "documents": counts.documents,
        "paragraphs": counts.paragraphs,
        "indexes": shards,
        "prefixes": sorted(prefixes),
    }
    yield Output(FOLDER + "index.json", _json(manifest))
    for prefix in sorted(prefixes):
        yield Output(FOLDER + file_name(prefix), _json(contents[prefix]))


def file_name(prefix: str) -> str:
    """Name of the file for a beginning: w-st.json for "st", u-43c-430.json for "ма".

    The letter before it keeps the name clear of those that some systems reserve, such as con and nul.
    """
    if prefix.isascii():
        return f"w-{prefix}.json"
    return "u-" + "-".join(f"{ord(char):x}" for char in prefix) + ".json"


def _crowded_prefixes(words: Iterable[str], crowded: int) -> frozenset[str]:
    begun = Counter(word[:length] for word in words for length in range(1, len(word) + 1))
    return frozenset({"", *(prefix for prefix, number in begun.items() if number > crowded)})


def _longest(word: str, prefixes: frozenset[str]) -> str:
    """The longest beginning of a word that has a file of its own."""
    return next(word[:length] for length in range(len(word), -1, -1) if word[:length] in prefixes)


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
