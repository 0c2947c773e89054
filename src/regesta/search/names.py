"""The forms of names that search takes for one another: every form of the authority file → the forms that occur.

In go the entities and the words of every zone as they pass, out comes a table from a folded form to the entities that
bear it, each with its name and the forms under which it stands in the texts. A form that nobody used is never searched
for, and one that also means something else ("us", "he") only with its capitals, or not at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from regesta.model import Edition, Entity
from regesta.search.words import Encoder, Reading

Key = tuple[str, ...]
HYPHENS = re.compile("[-‐‑]")
"""Readers type "Tsetung" for Tse-tung."""
LONGEST = 12
"""Words of a form; a longer one is no name."""


@dataclass
class Seen:
    """What the texts showed of one folded form."""

    bearers: dict[str, Entity] = field(default_factory=dict)
    spellings: dict[str, dict[str, None]] = field(default_factory=dict)
    """Entity → its spellings of the form."""
    stands: set[str] = field(default_factory=set)
    """Spellings that stand in a text with their capitals."""
    small: bool = False
    """Whether it stands somewhere in small letters."""
    strays: set[str] = field(default_factory=set)
    """Entities that are not meant somewhere where it stands."""


class Names:
    """All forms of an edition's names, and what the zones that were read showed of them."""

    def __init__(self, edition: Edition, encoder: Encoder) -> None:
        self._encoder = encoder
        self._given: dict[tuple[str, str], None] = {}
        self._seen: dict[Key, Seen] = {}
        for entity in edition.authority.entities:
            for text in (entity.name, *(form.text for form in (*entity.variants, *entity.scripts))):
                for spelling in dict.fromkeys((text, HYPHENS.sub("", text))):
                    self._add(entity, spelling, given=True)
        for entity, text in _short_forms(edition):
            self._add(entity, text, given=False)
        self._heads: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self._seen:
            self._heads[key[0]].append(key)

    def read(self, words: Sequence[Reading], meant: Collection[str]) -> None:
        """Take note of the forms in one zone; `meant` are the entities that the linking found in it."""
        for at, (form, _) in enumerate(words):
            for key in self._heads.get(form, ()):
                stretch = words[at : at + len(key)]
                if tuple(one for one, _ in stretch) == key:
                    self._note(self._seen[key], [surface for _, surface in stretch], meant)

    def table(self) -> dict[str, list[list[object]]]:
        """Folded form → for every bearer its id, its name, its forms in the texts, and 1 where capitals are needed."""
        targets = self._targets()
        table: dict[str, list[list[object]]] = {}
        for key, seen in self._seen.items():
            rows: list[list[object]] = []
            for identifier, entity in seen.bearers.items():
                found = targets[identifier]
                own = {tuple(form for form, _ in self._words(text)) for text in found}
                usable = (identifier, " ".join(key)) in self._given or identifier not in seen.strays
                if usable and found and own != {key}:
                    rows.append([identifier, entity.name, found, *([1] if seen.small else [])])
            if rows:
                table[" ".join(key)] = rows
        return table

    def _add(self, entity: Entity, text: str, *, given: bool) -> None:
        key = tuple(form for form, _ in self._words(text))
        if not key or len(key) > LONGEST or len("".join(key)) < 2:
            return
        if given:
            self._given[entity.id, " ".join(key)] = None
        seen = self._seen.setdefault(key, Seen())
        seen.bearers[entity.id] = entity
        seen.spellings.setdefault(entity.id, {})[text] = None

    def _words(self, text: str) -> list[Reading]:
        return [one for word in text.split() for one in self._encoder[word].read]

    def _note(self, seen: Seen, surfaces: Sequence[str], meant: Collection[str]) -> None:
        seen.small |= all(surface == surface.lower() != surface.upper() for surface in surfaces)
        seen.strays |= seen.bearers.keys() - meant
        for spelling in {text for texts in seen.spellings.values() for text in texts} - seen.stands:
            if all(map(capitals_agree, (form for _, form in self._words(spelling)), surfaces)):
                seen.stands.add(spelling)

    def _targets(self) -> dict[str, list[str]]:
        """Entity → the forms to search for: those that occur."""
        found: defaultdict[str, dict[Key, str]] = defaultdict(dict)
        for key, seen in self._seen.items():
            for identifier, spellings in seen.spellings.items():
                given = (identifier, " ".join(key)) in self._given
                for text in spellings:
                    if text in seen.stands and (given or identifier not in seen.strays):
                        found[identifier].setdefault(key, text)
        return defaultdict(list, {one: [forms[key] for key in sorted(forms)] for one, forms in found.items()})


def capitals_agree(form: str, surface: str) -> bool:
    """Whether a word of a text may be that of a form as far as capitals go: "us" is not US, but GAO is Gao."""
    if form == form.lower():
        return True
    return surface == surface.upper() if len(form) > 1 and form == form.upper() else surface[:1].isupper()


def _short_forms(edition: Edition) -> Iterator[tuple[Entity, str]]:
    """Shorter forms that the linking met in the texts, such as a family name alone or initials before it."""
    entities = {entity.id: entity for entity in edition.authority.entities}
    met = {(one.entity, one.form) for document in edition.documents for one in document.mentions if not one.guess}
    for identifier, form in sorted(met):
        entity = entities.get(identifier)
        if entity and _is_shortened(form, (entity.name, *(one.text for one in (*entity.variants, *entity.scripts)))):
            yield entity, form


def _is_shortened(form: str, given: Iterable[str]) -> bool:
    """Whether every part is one of a given form or its initial; "the Marshal" is not, whoever is meant by it."""
    parts = form.replace(".", " ").split()
    return any(set(parts) <= {*words, *(word[0] for word in words)} for words in (text.split() for text in given))
