"""Who and what is named in a document: a record and the table of forms in, mentions at their places out.

Where a form fits several entities the document decides: the one whose unmistakable name has stood before, or the one
that the editor named under `identities`. Otherwise the likeliest is taken, marked as a guess and reported once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from regesta.findings import Finding, finding
from regesta.linking.forms import FormIndex, candidates, keys_of, with_forms
from regesta.linking.names import Found, Words, cut_words, find_names, small_words
from regesta.model import Block, Entity, Identity, Mention, Record, Sign, Value
from regesta.spans import Coming
from regesta.text import fold

INITIALS = re.compile(r"[A-Z]\. ?[A-Z]\. ?[A-Z]")


class Passage(Value, frozen=True):
    """A block or a note: a text with an address, its words, its signs and its first line in the transcript."""

    anchor: str
    words: Words
    signs: tuple[Sign, ...]
    line: int


class Named(Value, frozen=True):
    """What was found in one document."""

    mentions: tuple[Mention, ...]
    """In order of block and offset."""
    stood: tuple[str, ...]
    """Entities whose unmistakable name stands in the document or its title, the last named first."""
    findings: tuple[Finding, ...]
    used: frozenset[Identity]
    """The editor's decisions that took effect here."""


def read_names(
    record: Record, index: FormIndex, *, taking_part: Collection[str] = (), identities: tuple[Identity, ...] = ()
) -> Named:
    """All mentions in a document; those taking part come first where nothing else tells two bearers of a name apart."""
    index = with_forms(index, _own_forms(identities, index)) if identities else index
    passages = tuple(_passages(record))
    headings = [cut_words(record.title), cut_words(record.summary)]
    ordinary = small_words([*headings, *(passage.words for passage in passages)])
    last: dict[str, int] = {}
    for heading in headings:
        last.update((found.entities[0].id, -1) for found in find_names(heading, index, ordinary) if found.sure)
    everything = tuple(_found(passages, index, ordinary))
    likely = (*(found.entities[0].id for _, found in everything if found.sure), *sorted(taking_part))
    mentions: list[Mention] = []
    doubts: dict[str, Finding] = {}
    used: set[Identity] = set()
    for passage, found in everything:
        form = passage.words.text[found.start : found.end]
        decided = decision(identities, form, passage.anchor)
        if decided:
            used.add(decided)
            entity, guess = decided.entity, False
        else:
            entity, guess = likeliest(found.entities, last, likely)
        if guess and fold(form) not in doubts:
            doubts[fold(form)] = _doubt(form, found.entities, entity, record.file, passage.line)
        if found.sure:
            last[found.entities[0].id] = len(mentions)
        if entity:
            mentions.append(Mention(entity, passage.anchor, found.start, found.end, form, guess))
    stood = tuple(sorted(last, key=lambda one: (-last[one], one)))
    doubts |= {name: told for name, told in _namesakes(mentions, passages, index, record.file) if name not in doubts}
    return Named(tuple(mentions), stood, tuple(doubts.values()), frozenset(used))


def decision(identities: tuple[Identity, ...], form: str, place: str) -> Identity | None:
    """The editor's decision about a form at a place of the document, if there is one."""
    if not identities:
        return None
    keys = keys_of(form)
    return next((one for one in identities if keys_of(one.form) == keys and (not one.at or place in one.at)), None)


def likeliest(entities: tuple[Entity, ...], last: Mapping[str, int], likely: Collection[str] = ()) -> tuple[str, bool]:
    """Whom a form means that fits these entities, and whether that is a guess.

    One of them whose full name has stood before is meant; of several such the last named is guessed, of none such one
    whose name comes later or who takes part, else the first in the authority file.
    """
    if len(entities) == 1:
        return entities[0].id, False
    standing = [entity.id for entity in entities if entity.id in last]
    if standing:
        return max(standing, key=lambda one: last[one]), len(standing) > 1
    fitting = [entity.id for entity in entities]
    return next((one for one in likely if one in fitting), fitting[0]), True


def _own_forms(identities: tuple[Identity, ...], index: FormIndex) -> Iterator[tuple[str, Entity]]:
    """The forms that the editor decides on and the authority file does not have, as "the Party" in one document.

    A form that the file has keeps its bearers, because the decision may be for one paragraph only.
    """
    for identity in identities:
        if identity.entity and identity.entity in index.entities and not candidates(index, identity.form):
            yield identity.form, index.entities[identity.entity]


def _passages(record: Record) -> Iterator[Passage]:
    """The texts of a document that have an address."""
    for block in record.blocks:
        if block.anchor:
            words = cut_words(block.text, _mark_end(block))
            yield Passage(block.anchor, words, block.signs, block.ranges[0][0] if block.ranges else 0)
    for note in record.notes:
        if note.anchor and note.text:
            yield Passage(note.anchor, cut_words(note.text), note.signs, note.lines[0] if note.lines else 0)


def _found(passages: Iterable[Passage], index: FormIndex, ordinary: frozenset[str]) -> Iterator[tuple[Passage, Found]]:
    for passage in passages:
        signs = Coming(passage.signs)
        for found in find_names(passage.words, index, ordinary):
            if not _crosses(found, signs.within(found.start, found.end)):
                yield passage, found


def _mark_end(block: Block) -> int:
    """Where the text begins after its list mark: "A. Stalin's view" has no initial, "K. P. S." has."""
    end = max((sign.end for sign in block.signs if sign.kind == "marker"), default=0)
    return 0 if end and INITIALS.match(block.text) else end


def _crosses(found: Found, signs: Iterable[Sign]) -> bool:
    """Whether a name and a sign overlap without one being within the other: no page could show both."""
    return any(
        sign.start < found.start < sign.end < found.end or found.start < sign.start < found.end < sign.end
        for sign in signs
    )


def _namesakes(
    mentions: Iterable[Mention], passages: Iterable[Passage], index: FormIndex, file: str
) -> Iterator[tuple[str, Finding]]:
    """A finding for each family name that several people of one document bear, told apart though they may be here.

    A memorandum has "I[van] V. Kovalev" and "E.F. Kovalev" in one sentence; the editor should look once.
    """
    first: dict[str, str] = {}
    for mention in mentions:
        first.setdefault(mention.entity, mention.anchor)
    lines = {passage.anchor: passage.line for passage in passages}
    bearers: dict[str, dict[str, int]] = {}
    for entity in map(index.entities.__getitem__, first):
        if entity.kind == "person":
            family = fold(entity.sort.partition(",")[0].split(" ")[0])
            bearers.setdefault(family, {}).setdefault(entity.name, lines.get(first[entity.id], 0))
    for family, people in bearers.items():
        common = {fold(name).split(" ")[-1] for name in people} == {family}
        if len(people) > 1 and common:
            message = f"{' and '.join(people)} bear one family name in this document; here the text tells them apart"
            yield family, finding("A-204", message, file=file, line=max(people.values()))


def _doubt(form: str, entities: tuple[Entity, ...], taken: str | None, file: str, line: int) -> Finding:
    names = " or ".join(entity.name for entity in entities)
    name = next(entity.name for entity in entities if entity.id == taken)
    return finding("A-204", f"“{form}” may be {names}; taken for {name}", file=file, line=line)
