"""Examples of queries for the help on the search page, taken from the edition itself so that each finds something.

In go the documents and what was counted, out come pairs of a query and what it asks for. An edition that has nothing
of a kind gets no example of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from regesta.model import Authority, LinkedDocument
from regesta.search.vocabulary import Counts
from regesta.search.words import Encoder
from regesta.text import fold, words


def examples(
    authority: Authority,
    documents: Sequence[LinkedDocument],
    counts: Counts,
    names: Mapping[str, Sequence[Sequence[object]]],
    encoder: Encoder,
) -> list[list[str]]:
    """Pairs of a query and what it asks for, in the order in which a reader meets them."""
    found = (*_of_names(authority, documents, names, encoder), *_of_words(documents, counts), *_of_days(documents))
    return [list(pair) for pair in found]


def _of_words(documents: Sequence[LinkedDocument], counts: Counts) -> Iterator[tuple[str, str]]:
    ranked = sorted(
        (word for word, number in counts.in_paragraphs.items() if len(word) > 6 and word.isalpha() and number > 1),
        key=lambda word: (-counts.in_paragraphs[word], word),
    )
    common = ranked[len(ranked) // 20 : len(ranked) // 20 + 2]
    if len(common) == 2:
        one, other = common
        yield f"{one} {other}", "paragraphs that have both words"
        yield f"{one} OR {other}", "either word"
        yield f"{one} -{other}", "the first word without the second"
        yield f"{one[:5]}*", f"every word that begins with {one[:5]}"
        yield f"{one} NEAR/10 {other}", "at most ten words apart"
    for document in documents:
        for block in document.record.blocks:
            found = words(fold(block.text))[2:5]
            if block.kind == "paragraph" and len(found) == 3 and all(word.isalpha() for word in found):
                yield f'"{" ".join(found)}"', "these words side by side"
                return


def _of_names(
    authority: Authority,
    documents: Sequence[LinkedDocument],
    names: Mapping[str, Sequence[Sequence[object]]],
    encoder: Encoder,
) -> Iterator[tuple[str, str]]:
    """The person named most of those who are also called otherwise than in the texts."""
    persons = {entity.id: entity for entity in authority.entities if entity.kind == "person"}
    named = Counter(one.entity for document in documents for one in document.mentions if one.entity in persons)
    ranked = sorted(named, key=lambda one: (-named[one], one))
    for entity in (persons[one] for one in ranked):
        for text in (form.text for form in entity.variants):
            key = " ".join(form for word in text.split() for form, _ in encoder[word].read)
            if key in names and fold(text.split()[0]) not in fold(entity.name):
                yield text, f"{entity.name} under every form of the name"
                yield f"person:{entity.id}", f"documents in which {entity.name} takes part or is named"
                return


def _of_days(documents: Sequence[LinkedDocument]) -> Iterator[tuple[str, str]]:
    dated = sorted(
        (one.record for one in documents if one.record.date.edtf[:4].isdigit()), key=lambda one: one.date.edtf
    )
    if dated:
        first, last = dated[0].date.edtf[:4], dated[-1].date.edtf[:4]
        yield f"from:{first} to:{last}", "documents of these years; months and days may be given: from:1949-07-18"
        yield f"{dated[0].id} ¶ 1", "a paragraph by its number; addresses, references and notes can be pasted too"
