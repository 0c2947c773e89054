"""Sightings of unknown names become proposals: counted, told apart by kind, and put together where they are one name.

A family name alone is no proposal of its own where a full name bears it. Initials go with the one name they fit; Pinyin
and Wade–Giles, and the ways to write Russian, go together as likely twins, which the editor is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from regesta.linking.forms import FormIndex, candidates, form_index, keys_of
from regesta.model import Edition, Entity, EntityKind
from regesta.normalise.name_words import NATIONALITIES
from regesta.suggesting.kinds import has_family_name_first, kind_of
from regesta.suggesting.romanisation import is_pinyin_name, readings, russian
from regesta.suggesting.sightings import Sighting, sightings, small_words

LEAST = 2
"""Sightings from which a person is proposed, one more for what is less sure; a participant is from the first."""
LARGEST = 500
"""How many people of one family name are compared with one another; more are a list of words and no people."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entity that the authority file may want."""

    kind: EntityKind
    name: str
    variants: tuple[str, ...]
    """Other forms of the name, likely the same."""
    family_first: bool
    why: str
    """What shows its kind."""
    seen: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """A form that is likely a known entity's."""

    entity: Entity
    form: str
    seen: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is proposed, the most frequent first."""

    proposals: tuple[Proposal, ...]
    additions: tuple[Addition, ...]


def suggestions(edition: Edition, least: int = LEAST) -> Suggestions:
    """What the texts and participants of an edition name and its authority file does not."""
    index = form_index(edition.authority.entities)
    standing = [one for one in edition.documents if not one.record.withdrawn]
    ordinary = small_words(standing)
    groups = _groups(edition, index, sightings(standing, ordinary))
    twins = _known_twins(edition.authority.entities)
    found, additions = [], []
    for seen in groups:
        entity = _twin(seen[0].form, twins)
        if entity is not None:
            additions.append(Addition(entity, _usual(seen), seen))
            continue
        kind = kind_of(seen, ordinary)
        if kind is not None:
            first = kind[0] == "person" and has_family_name_first(seen[0].form)
            found.append(Proposal(kind[0], _usual(seen), (), first, kind[1], seen))
    proposals = _without_family_names(_one_of_twins(_with_initials(found)))
    return Suggestions(
        tuple(sorted((one for one in proposals if _enough(one, least)), key=lambda one: (-len(one.seen), one.name))),
        tuple(sorted(additions, key=lambda one: (-len(one.seen), one.form))),
    )


def _groups(edition: Edition, index: FormIndex, every: Iterable[Sighting]) -> list[tuple[Sighting, ...]]:
    """The sightings by name, of names that are neither known nor decided to mean nobody."""
    decided = {(one.document, keys_of(one.form)) for one in edition.authority.identities}
    found: dict[tuple[str, ...], list[Sighting]] = defaultdict(list)
    for one in every:
        keys = keys_of(one.form)
        if keys and (one.document, keys) not in decided:
            found[keys].append(one)
    return [
        tuple(seen)
        for keys, seen in sorted(found.items())
        if not candidates(index, seen[0].form) and not all(key in NATIONALITIES for key in keys)
    ]


def _usual(seen: Sequence[Sighting]) -> str:
    """The form that stands most often, not in capitals where it can be helped."""
    counts: dict[str, int] = defaultdict(int)
    for one in seen:
        counts[one.form] += 1
    return min(counts, key=lambda form: (form.isupper() and len(form) > 6, -counts[form], form))


def _enough(one: Proposal, least: int) -> bool:
    needed = least if one.kind == "person" else least + 1
    return len(one.seen) >= needed or any(sighting.party for sighting in one.seen)


# ---------------------------------------------------------------------------------------------- one name, many forms


def _with_initials(found: Sequence[Proposal]) -> list[Proposal]:
    """People by their fullest names: "D. Acheson" goes with Dean Acheson where no other Acheson has that initial."""
    families: dict[str, list[Proposal]] = defaultdict(list)
    for one in found:
        families[_family(one) if one.kind == "person" else ""].append(one)
    done = list(families.pop("", []))
    for family in families.values():
        members = [one for one in family if not one.family_first]
        if len(members) > LARGEST:
            done += family
            continue
        done += [one for one in family if one.family_first]
        bases = [one for one in members if not any(_is_shorter(one, other) for other in members)]
        for base in bases:
            shorter = [
                one
                for one in members
                if _is_shorter(one, base) and sum(_is_shorter(one, other) for other in bases) == 1
            ]
            done.append(_joined(base, shorter))
        standing = set(map(id, bases))
        done += [
            one for one in members if id(one) not in standing and sum(_is_shorter(one, base) for base in bases) > 1
        ]
    return done


def _is_shorter(one: Proposal, other: Proposal) -> bool:
    """Whether a name is another with fewer or shorter given names."""
    if one is other:
        return False
    few, many = keys_of(one.name)[:-1], keys_of(other.name)[:-1]
    if not few or (len(few), sum(map(len, few))) >= (len(many), sum(map(len, many))) or len(few) > len(many):
        return False
    if few == many[-len(few) :]:
        return True  # Foster Dulles is John Foster Dulles
    pairs = zip(few, many, strict=False)
    return all(short == long or (len(short) == 1 and long.startswith(short)) for short, long in pairs)


def _one_of_twins(found: Sequence[Proposal]) -> list[Proposal]:
    """People in two romanisations as one, under the Pinyin name or the more frequent one."""
    left = sorted(found, key=lambda one: (not is_pinyin_name(one.name), -len(one.seen), one.name))
    done: list[Proposal] = []
    by_sound: dict[str, int] = {}
    for one in left:
        sounds = _sounds(one.name) if one.kind == "person" and len(keys_of(one.name)) > 1 else frozenset()
        place = next((by_sound[sound] for sound in sorted(sounds) if sound in by_sound), None)
        if place is None:
            for sound in sounds:
                by_sound.setdefault(sound, len(done))
            done.append(one)
        else:
            done[place] = _joined(done[place], [one])
    return done


def _joined(one: Proposal, others: Sequence[Proposal]) -> Proposal:
    variants = dict.fromkeys((*one.variants, *(form for other in others for form in (other.name, *other.variants))))
    seen = (*one.seen, *(sighting for other in others for sighting in other.seen))
    return replace(one, variants=tuple(variants), seen=seen)


def _without_family_names(found: Sequence[Proposal]) -> list[Proposal]:
    """Proposals without those of one word that is the family name of a person proposed in full."""
    families = {(_family(one),) for one in found if one.kind == "person" and len(keys_of(one.name)) > 1}
    return [one for one in found if one.kind == "organisation" or keys_of(one.name) not in families]


def _family(one: Proposal) -> str:
    words = keys_of(one.name)
    return words[0] if one.family_first else words[-1]


# ---------------------------------------------------------------------------------------------- twins of known names


def _sounds(name: str) -> frozenset[str]:
    """What a name of several words may sound like: its readings in Pinyin, or its letters where it is Russian."""
    return readings(name) or frozenset({russian(name)})


def _known_twins(entities: Iterable[Entity]) -> Mapping[str, Entity | None]:
    """Sound → the person known by it; None where several are."""
    found: dict[str, Entity | None] = {}
    for entity in entities:
        if entity.kind == "person":
            forms = (entity.name, *(form.text for form in entity.variants), entity.sort.partition(",")[0])
            for sound in {sound for form in forms for sound in _sounds(form)}:
                found[sound] = entity if found.get(sound, entity) == entity else None
    return found


def _twin(form: str, twins: Mapping[str, Entity | None]) -> Entity | None:
    """The one known person whom a form likely means in another spelling."""
    if len(form) < 5 and len(keys_of(form)) == 1:
        return None
    found = {entity.id: entity for sound in sorted(_sounds(form)) if (entity := twins.get(sound)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None
