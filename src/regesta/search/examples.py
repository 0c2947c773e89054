"""Examples of queries for the help on the search page, taken from the edition itself so that each finds something.

In go the entries as they pass and what was counted, out come pairs of a query and what it asks for. An edition that has
nothing of a kind gets no example of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from regesta.model import Value
from regesta.search.entries import Entry
from regesta.search.names import Forms
from regesta.search.vocabulary import Counts
from regesta.search.words import BAR, fold

LONG = 6
"""Letters that a word has more of to be an example: shorter ones are nearly everywhere."""


class Example(Value, frozen=True):
    """A query, what it asks for, and the document without which it may find nothing; empty where others do as well."""

    query: str
    asks: str
    document: str = ""


@dataclass
class Sample:
    """What is remembered of the entries as they pass; their order makes no difference."""

    first: tuple[str, str] | None = None
    """Date and id of the earliest document."""
    last: str = ""
    """Date of the latest."""
    phrase: tuple[str, str] | None = None
    """Id and three words side by side, of the document whose id is first."""
    named: Counter[str] = field(default_factory=Counter)
    """In how many documents each person is named."""

    def add(self, entry: Entry) -> None:
        """Remember what may serve as an example."""
        if entry.edtf[:4].isdigit():
            self.first = min(self.first or (entry.edtf, entry.id), (entry.edtf, entry.id))
            self.last = max(self.last, entry.edtf)
        if self.phrase is None or entry.id < self.phrase[0]:
            words = next(_phrases(entry), None)
            self.phrase = (entry.id, words) if words else self.phrase
        self.named.update(identifier for identifier, _ in entry.facets.person)


def examples(
    sample: Sample, counts: Counts, names: Mapping[str, Sequence[Sequence[object]]], forms: Forms
) -> tuple[Example, ...]:
    """The examples, in the order in which a reader meets them."""
    return (*_of_names(sample, names, forms), *_of_words(sample, counts), *_of_days(sample))


def _phrases(entry: Entry) -> Iterator[str]:
    """Three words side by side of each paragraph that has such behind its beginning."""
    for anchor, text in entry.zones:
        three = text.split(" ", 6)[2:5]
        if anchor.startswith("p") and len(three) == 3 and all(one.isalpha() and BAR not in one for one in three):
            yield " ".join(map(fold, three))


def _of_words(sample: Sample, counts: Counts) -> Iterator[Example]:
    often = {word: held[0] for word, held in counts.numbers.items() if held[0] > 1}
    long = (word for word in often if len(word) > LONG and word.isalpha())
    ranked = sorted(long, key=lambda word: (-often[word], word))
    common = ranked[len(ranked) // 20 : len(ranked) // 20 + 2]
    if len(common) == 2:
        one, other = common
        yield Example(f"{one} {other}", "paragraphs that have both words")
        yield Example(f"{one} OR {other}", "either word")
        yield Example(f"{one} -{other}", "the first word without the second")
        yield Example(f"{one[:5]}*", f"every word that begins with {one[:5]}")
        yield Example(f"{one} NEAR/10 {other}", "at most ten words apart")
    if sample.phrase:
        document, words = sample.phrase
        yield Example(f'"{words}"', "these words side by side", document)


def _of_names(sample: Sample, names: Mapping[str, Sequence[Sequence[object]]], forms: Forms) -> Iterator[Example]:
    """The person named most of those who are also called otherwise than in the texts."""
    persons = [one for one in sample.named if one in forms.entities and forms.entities[one].kind == "person"]
    for entity in (forms.entities[one] for one in sorted(persons, key=lambda one: (-sample.named[one], one))):
        for text in (form.text for form in entity.variants):
            key = " ".join(form for word in text.split() for form, _ in forms.encoder[word].read)
            if key in names and fold(text.split()[0]) not in fold(entity.name):
                yield Example(text, f"{entity.name} under every form of the name")
                yield Example(f"person:{entity.id}", f"documents in which {entity.name} takes part or is named")
                return


def _of_days(sample: Sample) -> Iterator[Example]:
    if sample.first:
        days, document = sample.first
        span = f"from:{days[:4]} to:{sample.last[:4]}"
        yield Example(span, "documents of these years; months and days may be given: from:1949-07-18")
        said = "a paragraph by its number; addresses, references and notes can be pasted too"
        yield Example(f"{document} ¶ 1", said, document)
