"""The forms under which entities stand in texts: the authority file in, a table from first words to forms out.

Beside the forms that the editor gives, a person is known by the family name alone, by initials ("I. V. Kovalev" of Ivan
Vladimirovich), and a hyphened name without its hyphen ("Tsetung"). Looking up costs the same for ten entities and ten
thousand, because a text's word leads straight to the few forms that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from regesta.linking.common_words import PARTICLES, TITLES
from regesta.model import Entity, Value
from regesta.text import fold

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul: scripts whose words no space parts, so that each sign is a word of its own."""
JOINERS = "'’‘ʼʻ`´\\[\\]\u0300-\u036f"
"""What may stand inside a word: "Shao-ch’i" is two words, "com[munist]" and "S[talin]" are one."""
TURN = r"[-‐][ \n](?!(?:and|or|to)\b)(?=[a-z])"
"""Where a line's end has cut a word in two: "Re- gion", but not "pre- and post-war"."""
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]++(?:(?:[{JOINERS}]+|{TURN})[^\W_{UNSPACED}]++)*+")
ASCII_WORD = re.compile(rf"[A-Za-z0-9]++(?:(?:['`\\\[\]]+|{TURN})[A-Za-z0-9]++)*+")
"""The same in a text of ASCII alone, told twice as fast."""
JOINER = re.compile(rf"[{JOINERS}]+|{TURN}")
POSSESSIVE = re.compile(r"[’'ʼ]s\Z", re.IGNORECASE)
HYPHENS = re.compile(r"[-‐‑]")
STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that are no plain letter and a mark: "Gomulka" is Gomułka."""
IN_UNSPACED = re.compile(rf"[{UNSPACED}]")


class Spelling(Value, frozen=True):
    """One way in which an entity's name may be written, cut into words."""

    entity: Entity
    words: tuple[str, ...]
    """Each as the form has it, without apostrophes: capitals count when it is compared with a text."""
    gaps: tuple[str, ...]
    """What stands between the words: one fewer than there are words."""
    tail: str
    """What stands after the last word: the ")" of "VKP(b)"."""
    rank: int
    """2 as the editor gives it, 1 made of it by rule, 0 the family name alone."""

    @property
    def alone(self) -> bool:
        """Whether it is one word for a person, so that a neighbour may show another: "Stalin" in "Vasilii Stalin"."""
        return self.entity.kind == "person" and len(self.words) == 1


class Pattern(Value, frozen=True):
    """All spellings that have the same words when capitals and diacritics are put aside."""

    keys: tuple[str, ...]
    spellings: tuple[Spelling, ...]


class Keys(dict[str, str]):
    """A word of a text → how it is compared; each word is folded once, however often it stands."""

    def __missing__(self, word: str) -> str:
        """Fold a word that was not met before."""
        key = self[word] = compared(bare(word))
        return key


class Branch(Value, frozen=True):
    """The patterns that begin with a word: of that word alone, and longer ones by their second word, longest first."""

    single: Pattern | None
    longer: Mapping[str, tuple[Pattern, ...]]


class Heads(dict[str, Branch | None]):
    """A word of a text → the patterns that begin with it; nearly always none."""

    def __init__(self, branches: Mapping[str, Branch], keys: Keys) -> None:
        super().__init__()
        self._branches = branches
        self._keys = keys

    def with_branches(self, branches: Mapping[str, Branch]) -> Heads:
        """The same with other patterns for some first words."""
        return Heads({**self._branches, **branches}, self._keys)

    def __missing__(self, word: str) -> Branch | None:
        """Look up a word that was not met before."""
        branch = self[word] = self._branches.get(self._keys[word])
        return branch


class FormIndex(Value, frozen=True):
    """Every form of every entity, ready for looking up; what it remembers of words met only saves time."""

    entities: Mapping[str, Entity]
    patterns: Mapping[tuple[str, ...], Pattern]
    keys: Keys
    heads: Heads
    fitting: dict[str, tuple[Spelling, ...]]
    """A stretch of text → the spellings that fit it."""


def form_index(entities: Iterable[Entity]) -> FormIndex:
    """The table of all forms of all entities."""
    entities = tuple(entities)
    patterns, keys = _patterns(spelling for entity in entities for spelling in spellings(entity)), Keys()
    heads = Heads(_branches(patterns.values()), keys)
    return FormIndex({entity.id: entity for entity in entities}, patterns, keys, heads, {})


def with_forms(index: FormIndex, forms: Iterable[tuple[str, Entity]]) -> FormIndex:
    """The table with further forms, as one document uses them: there "the Marshal" may be one man."""
    further = _patterns(spelling for form, entity in forms for spelling in _spelling(entity, form, 2))
    patterns = dict(index.patterns)
    for keys, pattern in further.items():
        known = patterns[keys].spellings if keys in patterns else ()
        patterns[keys] = Pattern(keys, tuple(dict.fromkeys((*known, *pattern.spellings))))
    firsts = {keys[0] for keys in further}
    branches = _branches(pattern for keys, pattern in patterns.items() if keys[0] in firsts)
    return FormIndex(index.entities, patterns, index.keys, index.heads.with_branches(branches), {})


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text as forms are compared by them: without case, accents, apostrophes, possessives, brackets."""
    return tuple(compared(bare(match[0])) for match in WORD.finditer(text))


def candidates(index: FormIndex, form: str) -> tuple[Entity, ...]:
    """The entities that a form of a name may mean, those that bear it as the editor wrote it before all others."""
    parts = tuple(bare(match[0]) for match in WORD.finditer(form))
    pattern = index.patterns.get(tuple(map(compared, parts)))
    if pattern is None:
        return ()
    return best(one for one in pattern.spellings if all(map(cases_agree, one.words, parts)))


def best(found: Iterable[Spelling]) -> tuple[Entity, ...]:
    """The entities of the spellings of the highest rank, in the order of the authority file."""
    found = tuple(found)
    if len(found) == 1:
        return (found[0].entity,)
    rank = max((one.rank for one in found), default=0)
    return tuple({one.entity.id: one.entity for one in found if one.rank == rank}.values())


def cases_agree(form: str, word: str) -> bool:
    """Whether a word of a text may be that of a form as far as capitals go.

    "gao" is not Gao and "us" not US, but the heading's GUOMINDANG is Guomindang and "National" is "national".
    """
    if form == form.lower():
        return True
    if len(form) > 1 and form == form.upper():
        return word == word.upper()
    return word[:1].isupper()


def compared(word: str) -> str:
    """A word as it is compared: without case and the marks of its letters."""
    return fold(word.translate(STROKES))


def bare(word: str) -> str:
    """A word without possessive, apostrophes and brackets: "S[talin's" is "Stalin"."""
    return JOINER.sub("", POSSESSIVE.sub("", word))


def is_unspaced(text: str) -> bool:
    """Whether a text has signs of a script without spaces."""
    return IN_UNSPACED.search(text) is not None


def spellings(entity: Entity) -> Iterator[Spelling]:
    """All spellings of an entity: as given, without hyphens, and a person's by initials and by family name."""
    given = [entity.name, *(form.text for form in (*entity.variants, *entity.scripts))]
    for form in given:
        yield from _spelling(entity, form, 2)
        if HYPHENS.search(form):
            yield from _spelling(entity, HYPHENS.sub("", form), 1)
    if entity.kind == "person":
        for form in given:
            yield from _made_forms(entity, form)


def _patterns(every: Iterable[Spelling]) -> dict[tuple[str, ...], Pattern]:
    """Spellings gathered by their words without capitals and diacritics."""
    gathered: dict[tuple[str, ...], dict[Spelling, None]] = {}
    for spelling in every:
        gathered.setdefault(tuple(map(compared, spelling.words)), {})[spelling] = None
    return {keys: Pattern(keys, tuple(members)) for keys, members in gathered.items()}


def _branches(patterns: Iterable[Pattern]) -> dict[str, Branch]:
    """First word → the patterns that begin with it."""
    singles: dict[str, Pattern] = {}
    longer: dict[str, dict[str, list[Pattern]]] = {}
    for pattern in sorted(patterns, key=lambda one: -len(one.keys)):
        first, *rest = pattern.keys
        if rest:
            longer.setdefault(first, {}).setdefault(rest[0], []).append(pattern)
        else:
            singles[first] = pattern
    return {
        first: Branch(singles.get(first), {key: tuple(group) for key, group in longer.get(first, {}).items()})
        for first in singles.keys() | longer.keys()
    }


def _spelling(entity: Entity, form: str, rank: int) -> Iterator[Spelling]:
    """A form as a spelling, unless it is a single letter or a single sign (毛), which would be found everywhere."""
    found = list(WORD.finditer(form))
    if not found or (len(found) == 1 and len(found[0][0]) == 1):
        return
    gaps = tuple(form[one.end() : other.start()] for one, other in pairwise(found))
    parts = tuple(bare(one[0]) for one in found)
    yield Spelling(entity, parts, gaps, form[found[-1].end() :].strip(), rank)


def _made_forms(entity: Entity, form: str) -> Iterator[Spelling]:
    """The family name and the initials that a person's form gives, unless it is a by-name such as "Head of State"."""
    parts = form.split()
    if len(parts) < 2 or is_unspaced(form) or "," in form or not all(map(_is_name_part, parts)):
        return
    if "," in entity.sort:
        yield from _given_name_first(entity, parts)
    elif entity.sort in parts:
        yield from _spelling(entity, entity.sort, 0)
    elif len(parts) <= 3 and parts[0].lower() not in TITLES:
        yield from _spelling(entity, parts[0], 0)


def _is_name_part(word: str) -> bool:
    return word[0].isupper() or word in PARTICLES


def _given_name_first(entity: Entity, parts: list[str]) -> Iterator[Spelling]:
    *given, family = parts
    yield from _spelling(entity, family, 0)
    whole = family
    while given and given[-1] in PARTICLES:
        whole = f"{given.pop()} {whole}"
        yield from _spelling(entity, whole, 0)
    if given and given[0].rstrip(".").lower() not in TITLES:
        for short in dict.fromkeys((*_shortened(given), " ".join(given))):
            yield from _spelling(entity, f"{short} {whole}", 1)
            yield from _spelling(entity, f"{whole} {short}", 1)


def _shortened(given: list[str]) -> Iterator[str]:
    """The ways to shorten given names: "I. V.", "I.", "Ivan", "Ivan V."."""
    first = given[0]
    yield _initial_run(given)
    yield _initial_run(given[:1])
    if len(given) > 1:
        yield first if len(first.rstrip(".")) > 1 else _initial_run(given[:1])
        yield f"{first} {_initial_run(given[1:])}"


def _initial_run(given: list[str]) -> str:
    return " ".join(f"{name[0]}." for name in given)
