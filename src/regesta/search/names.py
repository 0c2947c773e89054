"""The forms of names that search takes for one another: every form of the authority file → the forms that occur.

Of each document a few facts are noted: that a form stands in it with its capitals, or in small letters, or where its
bearer is not meant. The facts of all documents make the table from a folded form to the entities that bear it. A form
that nobody used is never searched for, and one that also means something else ("us", "he") only with its capitals, or
not at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regesta.model import Authority, Entity, Mention, Value
from regesta.search.words import Encoder, Reading

HYPHENS = re.compile("[-‐‑]")
"""Readers type "Tsetung" for Tse-tung."""
LONGEST = 12
"""Words of a form; a longer one is no name."""
SMALL, STANDS, ASTRAY, MET = "small", "stands", "astray", "met"
"""Facts: small KEY; stands KEY SPELLING; astray KEY ENTITY; met ENTITY SPELLING, parted by tabs."""

Zone = tuple[Sequence[Reading], Collection[str]]
"""The words of a stretch of text, and the entities that the linking found in it."""
Heads = Mapping[str, tuple[tuple[tuple[str, ...], tuple["Spelling", ...]], ...]]
"""First word → the forms that begin with it, each by its words with all its spellings."""


class Spelling(Value, frozen=True):
    """One way to write a name of an entity."""

    key: str
    """Its folded words, parted by spaces."""
    text: str
    surfaces: tuple[str, ...]
    """Its words as they are written, by which capitals are compared."""
    entity: str
    given: bool
    """Whether the authority file gives it; else it is part of such a form and only counts where it was met."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Every spelling that is looked for, by its first word, and the encoder that reads texts for them."""

    encoder: Encoder
    entities: Mapping[str, Entity]
    heads: Heads

    def spellings(self) -> Iterator[Spelling]:
        """All of them."""
        for forms in self.heads.values():
            for _, members in forms:
                yield from members


def forms_of(authority: Authority) -> Forms:
    """What is to be looked for in every document: forms as given, and the parts of persons' names."""
    encoder = Encoder()
    every: dict[tuple[str, str, str], Spelling] = {}
    for entity in authority.entities:
        forms = _given(entity)
        parts = (part for form in forms for part in form.split()) if entity.kind == "person" else ()
        for text, given in (*((form, True) for form in forms), *((part, False) for part in parts)):
            spelling = _spelling(encoder, entity.id, text, given=given)
            if spelling:
                every.setdefault((entity.id, spelling.key, spelling.text), spelling)
    return Forms(encoder, {entity.id: entity for entity in authority.entities}, _heads(every.values()))


def facts(zones: Iterable[Zone], mentions: Iterable[Mention], forms: Forms) -> tuple[str, ...]:
    """What one document shows of the forms of names, sorted."""
    zones = tuple(zones)
    found: set[str] = set()
    met = {(one.entity, one.form) for one in mentions if not one.guess}
    shortened = [pair for pair in met if pair[0] in forms.entities and _is_shortened(pair[1], forms.entities[pair[0]])]
    found.update(f"{MET}\t{entity}\t{' '.join(text.split())}" for entity, text in shortened)
    # "I. Kovalev" is looked for only where it was met; the family name alone everywhere, because it strays.
    longer = [_spelling(forms.encoder, entity, text, given=False) for entity, text in shortened if " " in text]
    for heads in (forms.heads, _heads(one for one in longer if one)):
        for words, meant in zones if heads else ():
            _read(words, meant, heads, found)
    return tuple(sorted(found))


def table(known: Collection[str], forms: Forms) -> dict[str, list[list[object]]]:
    """Folded form → for every bearer its id, its name, its forms in the texts, and 1 where capitals are needed.

    `known` are the facts of all documents together.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    targets: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for spelling in (*forms.spellings(), *_met_longer(known, forms)):
        entity, key = spelling.entity, spelling.key
        if spelling.given or _tells(spelling, known):
            bearers[key].add(entity)
            if f"{STANDS}\t{key}\t{spelling.text}" in known:
                targets[entity].setdefault(key, spelling.text)
    found = {entity: [texts[key] for key in sorted(texts)] for entity, texts in targets.items()}
    rows: dict[str, list[list[object]]] = {}
    for key in sorted(bearers):
        small = [1] if f"{SMALL}\t{key}" in known else []
        for entity in sorted(bearers[key] & found.keys()):
            if targets[entity].keys() != {key}:
                rows.setdefault(key, []).append([entity, forms.entities[entity].name, found[entity], *small])
    return rows


def capitals_agree(form: str, surface: str) -> bool:
    """Whether a word of a text may be that of a form as far as capitals go: "us" is not US, but GAO is Gao."""
    if form == form.lower():
        return True
    return surface == surface.upper() if len(form) > 1 and form == form.upper() else surface[:1].isupper()


def _tells(spelling: Spelling, known: Collection[str]) -> bool:
    """Whether a shortened form was met for its bearer, and stands nowhere for anything else."""
    met = f"{MET}\t{spelling.entity}\t{spelling.text}" in known
    return met and f"{ASTRAY}\t{spelling.key}\t{spelling.entity}" not in known


def _given(entity: Entity) -> list[str]:
    """The forms of the authority file, with and without hyphens."""
    texts = (entity.name, *(form.text for form in (*entity.variants, *entity.scripts)))
    return list(dict.fromkeys(" ".join(one.split()) for text in texts for one in (text, HYPHENS.sub("", text))))


def _spelling(encoder: Encoder, entity: str, text: str, *, given: bool) -> Spelling | None:
    """A spelling, or None for what is too short or too long to be a name."""
    read = [one for word in text.split() for one in encoder[word].read]
    letters = sum(len(form) for form, _ in read)
    if not read or len(read) > LONGEST or letters < 2:
        return None
    key = " ".join(form for form, _ in read)
    return Spelling(key, " ".join(text.split()), tuple(surface for _, surface in read), entity, given)


def _heads(every: Iterable[Spelling]) -> Heads:
    gathered: defaultdict[str, list[Spelling]] = defaultdict(list)
    for spelling in every:
        gathered[spelling.key].append(spelling)
    heads: defaultdict[str, list[tuple[tuple[str, ...], tuple[Spelling, ...]]]] = defaultdict(list)
    for key, members in gathered.items():
        words = tuple(key.split(" "))
        heads[words[0]].append((words, tuple(members)))
    return {head: tuple(forms) for head, forms in heads.items()}


def _read(words: Sequence[Reading], meant: Collection[str], heads: Heads, found: set[str]) -> None:
    """Note what a stretch of text shows of each form that stands in it."""
    for at, (form, _) in enumerate(words):
        for key, spellings in heads.get(form, ()):
            stretch = words[at : at + len(key)]
            if len(key) == 1 or tuple(one for one, _ in stretch) == key:
                _note([surface for _, surface in stretch], spellings, meant, found)


def _note(surfaces: Sequence[str], spellings: Iterable[Spelling], meant: Collection[str], found: set[str]) -> None:
    small = all(surface == surface.lower() != surface.upper() for surface in surfaces)
    for spelling in spellings:
        if small:
            found.add(f"{SMALL}\t{spelling.key}")
        if spelling.entity not in meant and not spelling.given:
            found.add(f"{ASTRAY}\t{spelling.key}\t{spelling.entity}")
        if all(map(capitals_agree, spelling.surfaces, surfaces)):
            found.add(f"{STANDS}\t{spelling.key}\t{spelling.text}")


def _met_longer(known: Collection[str], forms: Forms) -> Iterator[Spelling]:
    """The spellings of several words that some document was met to have, such as "I. Kovalev"."""
    for fact in sorted(known):
        kind, entity, *text = fact.split("\t")
        if kind == MET and " " in text[0] and entity in forms.entities:
            spelling = _spelling(forms.encoder, entity, text[0], given=False)
            if spelling:
                yield spelling


def _is_shortened(form: str, entity: Entity) -> bool:
    """Whether every part is one of a given form or its initial; "the Marshal" is not, whoever is meant by it."""
    parts = set(form.replace(".", " ").split())
    return any(parts <= {*words, *(word[0] for word in words)} for words in map(str.split, _given(entity)))
