"""The forms of names that search takes for one another: every form of the authority file → the forms that occur.

Of each document it is counted how often a form stands in it, and how often its bearer is meant there. The counts of all
documents make the table from a folded form to the entities that bear it. A form that nobody used is never searched for,
and one that also means something else ("us", "he") only with its capitals, or not at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from regesta.model import Authority, Entity, Mention, Value
from regesta.search.words import Encoder, Reading

HYPHENS = re.compile("[-‐‑]")
"""Readers type "Tsetung" for Tse-tung."""
LONGEST = 12
"""Words of a form; a longer one is no name."""
SMALL, STANDS, FOUND, MEANT, MET = "small", "stands", "found", "meant", "met"
"""Facts: small KEY; stands KEY SPELLING; found KEY; meant KEY ENTITY; met ENTITY SPELLING. Tabs part them."""

Zone = tuple[Sequence[Reading], Collection[str]]
"""The words of a stretch of text, and the entities that the linking found in it."""


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


class Form(Value, frozen=True):
    """All spellings of one key."""

    key: str
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    """Each spelling once, with its surfaces."""
    parted: frozenset[str]
    """Entities of whose names it is only a part."""


Heads = Mapping[str, tuple[tuple[int, Mapping[tuple[str, ...], Form]], ...]]
"""First word → the forms that begin with it: those of so many words, by their words."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Every spelling that is looked for, and the encoder that reads texts for them."""

    encoder: Encoder
    entities: Mapping[str, Entity]
    spellings: tuple[Spelling, ...]
    heads: Heads
    shortened: dict[tuple[str, str], bool]
    """Entity and form met → whether the form is a shortened name of it; what is remembered only saves time."""


@lru_cache(maxsize=1)
def forms_of(authority: Authority) -> Forms:
    """What is to be looked for in every document: forms as given, and the parts that may stand for the whole.

    It is asked for where documents are read and again where the index is made.
    """
    encoder = Encoder()
    every: dict[tuple[str, str], Spelling] = {}
    for entity in authority.entities:
        forms = _given(entity)
        parts = (part for form in forms for part in _parts(form.split(), 1 if entity.kind == "person" else 2))
        for text, given in (*((form, True) for form in forms), *((part, False) for part in parts)):
            spelling = _spelling(encoder, entity.id, text, given=given)
            if spelling:
                every.setdefault((entity.id, spelling.text), spelling)
    spellings = tuple(every.values())
    return Forms(encoder, {entity.id: entity for entity in authority.entities}, spellings, _heads(spellings), {})


def facts(zones: Iterable[Zone], mentions: Iterable[Mention], forms: Forms) -> dict[str, int]:
    """What one document shows of the forms of names, and how often."""
    zones = tuple(zones)
    found: Counter[str] = Counter()
    met = sorted({(one.entity, " ".join(one.form.split())) for one in mentions if not one.guess})
    shortened = [(entity, text) for entity, text in met if _is_shortened(entity, text, forms)]
    found.update(f"{MET}\t{entity}\t{text}" for entity, text in shortened)
    # "I. Kovalev" is looked for only where it was met; other parts of names everywhere, because they stray.
    longer = [_spelling(forms.encoder, entity, text, given=False) for entity, text in shortened if _has_initial(text)]
    told: set[tuple[str, tuple[str, ...]]] = set()
    for heads in (forms.heads, _heads(one for one in longer if one)):
        for words, meant in zones if heads else ():
            _read(words, meant, heads, found, told)
        told.clear()
    return {fact: found[fact] for fact in sorted(found)}


def table(known: Mapping[str, int], forms: Forms) -> dict[str, list[list[object]]]:
    """Folded form → for every bearer its id, its name, its forms in the texts, and 1 where capitals are needed.

    `known` are the facts of all documents together.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    targets: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for spelling in (*forms.spellings, *_met_longer(known, forms)):
        entity, key = spelling.entity, spelling.key
        if spelling.given or _tells(spelling, known):
            bearers[key].add(entity)
            if known.get(f"{STANDS}\t{key}\t{spelling.text}"):
                targets[entity].setdefault(key, spelling.text)
    found = {entity: [texts[key] for key in sorted(texts)] for entity, texts in targets.items()}
    rows: dict[str, list[list[object]]] = {}
    for key in sorted(bearers):
        small = [1] if known.get(f"{SMALL}\t{key}") else []
        for entity in sorted(bearers[key] & found.keys()):
            # Of several words even the only form is told: they are one name then, and not words that stand anywhere.
            if " " in key or targets[entity].keys() != {key}:
                rows.setdefault(key, []).append([entity, forms.entities[entity].name, found[entity], *small])
    return rows


def capitals_agree(form: str, surface: str) -> bool:
    """Whether a word of a text may be that of a form as far as capitals go: "us" is not US, but GAO is Gao."""
    if form == form.lower():
        return True
    return surface == surface.upper() if len(form) > 1 and form == form.upper() else surface[:1].isupper()


def _tells(spelling: Spelling, known: Mapping[str, int]) -> bool:
    """Whether a shortened form was met for its bearer, and stands nowhere for anything else."""
    met = known.get(f"{MET}\t{spelling.entity}\t{spelling.text}", 0)
    meant = known.get(f"{MEANT}\t{spelling.key}\t{spelling.entity}", 0)
    return met > 0 and meant == known.get(f"{FOUND}\t{spelling.key}", 0)


def _given(entity: Entity) -> list[str]:
    """The forms of the authority file, with and without hyphens."""
    texts = (entity.name, *(form.text for form in (*entity.variants, *entity.scripts)))
    return list(dict.fromkeys(" ".join(one.split()) for text in texts for one in (text, HYPHENS.sub("", text))))


def _parts(words: Sequence[str], least: int) -> Iterator[str]:
    """Words of a form that stand side by side, at least so many: "Communist Party" of "Chinese Communist Party".

    "de" and "the" are parts of names, but none begins or ends with them.
    """
    for length in range(least, len(words)):
        for at in range(len(words) - length + 1):
            stretch = words[at : at + length]
            if all(one != one.lower() or one == one.upper() for one in (stretch[0], stretch[-1])):
                yield " ".join(stretch)


def _has_initial(text: str) -> bool:
    """Whether a form of several words has a letter alone among them."""
    parts = text.replace(".", " ").split()
    return len(parts) > 1 and any(len(part) == 1 for part in parts)


def _spelling(encoder: Encoder, entity: str, text: str, *, given: bool) -> Spelling | None:
    """A spelling, or None for what is too short or too long to be a name."""
    read = [one for word in text.split() for one in encoder[word].read]
    letters = sum(len(form) for form, _ in read)
    if not read or len(read) > LONGEST or letters < 2:
        return None
    key = " ".join(form for form, _ in read)
    return Spelling(key, text, tuple(surface for _, surface in read), entity, given)


def _heads(every: Iterable[Spelling]) -> Heads:
    gathered: defaultdict[str, list[Spelling]] = defaultdict(list)
    for spelling in every:
        gathered[spelling.key].append(spelling)
    heads: defaultdict[str, defaultdict[int, dict[tuple[str, ...], Form]]] = defaultdict(lambda: defaultdict(dict))
    for key, members in gathered.items():
        words = tuple(key.split(" "))
        ways = tuple({one.text: one.surfaces for one in members}.items())
        form = Form(key, ways, frozenset(one.entity for one in members if not one.given))
        heads[words[0]][len(words)][words] = form
    return {head: tuple(forms.items()) for head, forms in heads.items()}


def _read(
    words: Sequence[Reading],
    meant: Collection[str],
    heads: Heads,
    found: Counter[str],
    told: set[tuple[str, tuple[str, ...]]],
) -> None:
    """Count the forms that stand in a stretch of text; `told` are those of which all is noted but the numbers."""
    for at in [at for at, (word, _) in enumerate(words) if word in heads]:
        for length, forms in heads[words[at][0]]:
            stretch = words[at : at + length]
            form = forms.get(tuple([one for one, _ in stretch]))
            if form is None:
                continue
            surfaces = tuple([one for _, one in stretch])
            if (form.key, surfaces) not in told:
                told.add((form.key, surfaces))
                _note(surfaces, form, found)
            if form.parted:
                found[f"{FOUND}\t{form.key}"] += 1
                for entity in form.parted.intersection(meant):
                    found[f"{MEANT}\t{form.key}\t{entity}"] += 1


def _note(surfaces: Sequence[str], form: Form, found: Counter[str]) -> None:
    """Note how a form is written where it stands."""
    if all(surface == surface.lower() != surface.upper() for surface in surfaces):
        found[f"{SMALL}\t{form.key}"] = 1
    for text, written in form.ways:
        if all(map(capitals_agree, written, surfaces)):
            found[f"{STANDS}\t{form.key}\t{text}"] = 1


def _met_longer(known: Iterable[str], forms: Forms) -> Iterator[Spelling]:
    """The spellings with initials that some document was met to have, such as "I. Kovalev"."""
    for fact in sorted(known):
        kind, entity, *text = fact.split("\t")
        if kind == MET and _has_initial(text[0]) and entity in forms.entities:
            spelling = _spelling(forms.encoder, entity, text[0], given=False)
            if spelling:
                yield spelling


def _is_shortened(entity: str, form: str, forms: Forms) -> bool:
    """Whether every part is one of a given form or its initial; "the Marshal" is not, whoever is meant by it."""
    if entity not in forms.entities:
        return False
    if (entity, form) not in forms.shortened:
        parts = set(form.replace(".", " ").split())
        given = (text.split() for text in _given(forms.entities[entity]))
        forms.shortened[entity, form] = any(parts <= {*words, *(word[0] for word in words)} for words in given)
    return forms.shortened[entity, form]
