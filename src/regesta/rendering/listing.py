"""A document as one entry in a list: date, title, who takes part, what it says in short.

In goes a linked document and the way to it, out comes an `Entry`; the same for chronology, sources, types and people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from regesta import addresses
from regesta.citation import date_in_words
from regesta.model import Date, LinkedDocument, Record, Value
from regesta.rendering.frame import Link, Way
from regesta.rendering.words import curled, machine_date

SENTENCE = re.compile(r".{40,}?[.;!?](?=\s+[A-Z“\"]|$)", re.DOTALL)
LONGEST = 240


class Entry(Value, frozen=True):
    """One document in a list."""

    id: str
    title: str
    href: str
    date: str
    machine_date: str
    kind: str
    summary: str
    excerpts: tuple[Excerpt, ...] = ()
    numbers: tuple[Link, ...] = ()
    """Paragraphs given by number alone."""
    note: str = ""
    gap: str = ""
    """What is said of the time without a document before it."""


class Excerpt(Value, frozen=True):
    """A paragraph by number, and the words around a name in it."""

    number: str
    href: str
    before: str = ""
    form: str = ""
    after: str = ""
    guess: bool = False


class Group(Value, frozen=True):
    """Entries under one heading, with an address inside the page."""

    title: str
    id: str
    entries: tuple[Entry, ...] = ()
    href: str = ""
    note: str = ""
    groups: tuple[Group, ...] = ()


def entry(
    document: LinkedDocument,
    to: Way,
    *,
    excerpts: tuple[Excerpt, ...] = (),
    numbers: tuple[Link, ...] = (),
    note: str = "",
) -> Entry:
    """A document as one entry of a list on the page that `to` starts from."""
    record = document.record
    return Entry(
        record.id,
        title_of(record),
        to(addresses.document(record.id)),
        spoken_date(record.date),
        machine_date(record.date.edtf),
        record.type or "",
        first_sentence(record.summary),
        excerpts,
        numbers,
        note,
    )


def entries(documents: Iterable[LinkedDocument], to: Way) -> tuple[Entry, ...]:
    """Documents as entries, in the order given."""
    return tuple(entry(document, to) for document in documents)


def title_of(record: Record) -> str:
    """The title as shown; a document without one is named by its id."""
    return curled(record.title) or f"Document {record.id}"


def spoken_date(date: Date) -> str:
    """A date in words; one that is no EDTF as it was written."""
    return date_in_words(date.edtf, guess=date.guess)


def first_sentence(summary: str) -> str:
    """The first sentence of a summary, cut at a word where it is long."""
    found = SENTENCE.match(summary)
    sentence = curled(found[0] if found else summary)
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
