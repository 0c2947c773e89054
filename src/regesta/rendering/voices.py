"""Who speaks, as pages show it: under a document who is heard in which paragraphs, on a person's page what is said.

In go voices, out come links with the paragraphs they lead to. What no word of the passage says is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from regesta import addresses
from regesta.model import Entity, LinkedDocument, Value, Voice
from regesta.rendering.frame import Link, Way
from regesta.rendering.listing import Entry, Excerpt, Group, entry
from regesta.rendering.shelf import Shelf, blocks_of
from regesta.rendering.words import curled
from regesta.text import slug

OPENING = 110
"""Characters of a passage that a person's page shows."""
LINES = 24
"""Passages of one document shown with their words; the rest of them is given by number."""
UNTOLD = "Not told who speaks"


class Heard(Value, frozen=True):
    """Someone who is heard in a document, and where."""

    speaker: Link
    through: Link | None
    paragraphs: tuple[Link, ...]


def heard_in(document: LinkedDocument, shelf: Shelf, to: Way) -> tuple[Heard, ...]:
    """Who is heard in a document, each with the reporter, in order of appearance; the untold last."""
    places: dict[tuple[str, str], dict[str, bool]] = {}
    for one in document.voices:
        guessed = places.setdefault((one.speaker, one.through), {})
        guessed[one.anchor] = guessed.get(one.anchor, True) and one.guess
    ordered = sorted(places.items(), key=lambda item: not item[0][0])
    return tuple(
        Heard(
            _person(speaker, shelf, to) if speaker else Link(UNTOLD),
            _person(through, shelf, to) if through else None,
            tuple(_runs(anchors)),
        )
        for (speaker, through), anchors in ordered
    )


def said_by(entity: Entity, documents: Iterable[LinkedDocument], shelf: Shelf, to: Way) -> Iterator[Group]:
    """What a person says in the words of others: for each reporter those of the documents that have such passages."""
    by_reporter: dict[str, list[tuple[LinkedDocument, list[Voice]]]] = {}
    for document in map(shelf.whole, documents):
        passages: dict[str, list[Voice]] = {}
        for one in document.voices:
            if one.speaker == entity.id and one.through:
                passages.setdefault(one.through, []).append(one)
        for through, ones in passages.items():
            by_reporter.setdefault(through, []).append((document, ones))
    for through, found in by_reporter.items():
        name = _person(through, shelf, to).text
        entries = tuple(_entry(document, ones, shelf, to) for document, ones in found)
        yield Group(f"Said, as reported by {name}", f"said-{slug(through)}", entries)


def _entry(document: LinkedDocument, passages: Sequence[Voice], shelf: Shelf, to: Way) -> Entry:
    page = to(addresses.document(document.record.id))
    blocks = blocks_of(document, shelf)
    excerpts = []
    for one in passages[:LINES]:
        block = blocks.get(one.anchor)
        words = block.text[one.start : one.end] if block else ""
        excerpts.append(_excerpt(one, words, page))
    rest = dict.fromkeys(one.anchor for one in passages[LINES:])
    numbers = tuple(Link(anchor[1:], f"{page}#{anchor}") for anchor in rest)
    return entry(document, to, excerpts=tuple(excerpts), numbers=numbers)


def _excerpt(one: Voice, words: str, page: str) -> Excerpt:
    """The opening of a passage."""
    shown = " ".join(curled(words).split())
    if len(shown) > OPENING:
        shown = shown[:OPENING].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return Excerpt(one.anchor[1:], f"{page}#{one.anchor}", before=shown, form=" " if shown else "", guess=one.guess)


def _person(identifier: str, shelf: Shelf, to: Way) -> Link:
    entity = shelf.entities.get(identifier)
    if entity is None:
        return Link(curled(identifier))
    return Link(curled(entity.name), to(addresses.entity(entity.kind, entity.id)))


def _runs(anchors: Mapping[str, bool]) -> Iterator[Link]:
    """Paragraphs as ranges where they follow each other: 3–11, 13; each leads to its first."""
    run: list[tuple[str, bool]] = []
    for anchor, guess in anchors.items():
        if run and _follows(run[-1][0], anchor) and run[-1][1] == guess:
            run.append((anchor, guess))
            continue
        if run:
            yield _run(run)
        run = [(anchor, guess)]
    if run:
        yield _run(run)


def _run(run: Sequence[tuple[str, bool]]) -> Link:
    (first, guess), (last, _) = run[0], run[-1]
    return Link(first[1:] if first == last else f"{first[1:]}–{last[1:]}", f"#{first}", guess=guess)


def _follows(one: str, other: str) -> bool:
    return one[1:].isdigit() and other[1:].isdigit() and int(other[1:]) == int(one[1:]) + 1
