"""Who the participants of a document are: names as understood in, names with ids of the authority file out.

A name that fits several entities is decided as a mention of it would be. A name that fits none keeps its place without
an id; the known name that it resembles can be suggested.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches

import msgspec

from regesta.linking.common_words import TITLES
from regesta.linking.forms import FormIndex, candidates
from regesta.linking.mentions import Named, decision, likeliest
from regesta.model import Entity, Identity, Mention, Participant, Record
from regesta.text import fold, words

KINDS = {"person": ("person",), "organisation": ("organisation", "place"), "group": ("organisation", "person")}
"""What a participant of a kind may be: a government is often named by its country."""


def bearers(participant: Participant, index: FormIndex) -> tuple[Entity, ...]:
    """The entities of the right kind whose name a participant's is, as understood or as written."""
    for name in dict.fromkeys((participant.name, _untitled(participant.name), participant.as_written)):
        found = tuple(one for one in candidates(index, name) if one.kind in KINDS[participant.of])
        if found:
            return found
    return ()


def taking_part(record: Record, index: FormIndex) -> frozenset[str]:
    """The entities that certainly take part in a document."""
    found = (bearers(participant, index) for participant in record.participants)
    return frozenset(entities[0].id for entities in found if len(entities) == 1)


def identify(
    record: Record, index: FormIndex, named: Named, identities: tuple[Identity, ...]
) -> tuple[tuple[Participant, ...], frozenset[Identity]]:
    """The participants with their ids, and the editor's decisions that were used for them."""
    used = set()
    participants = []
    for participant in record.participants:
        decided = decision(identities, participant.name, participant.evidence)
        if decided:
            used.add(decided)
            participants.append(msgspec.structs.replace(participant, person=decided.entity))
        else:
            participants.append(_identified(participant, bearers(participant, index), named))
    return _once(participants), frozenset(used)


def nearest_name(entities: Iterable[Entity]) -> Callable[[str], str]:
    """A function from an unknown name to the known name that it resembles, or to nothing.

    Only names that share a word with it, or the first letters of one, are compared: "Liu Shaochi" with those in "liu".
    """
    by_head: dict[str, dict[str, str]] = {}
    for entity in entities:
        if entity.kind in ("person", "organisation"):
            for form in (entity.name, *(one.text for one in entity.variants)):
                for head in _heads(form):
                    by_head.setdefault(head, {})[fold(form)] = form

    def nearest(name: str) -> str:
        near = {form: known for head in _heads(name) for form, known in by_head.get(head, {}).items()}
        found = get_close_matches(fold(name), sorted(near), n=1, cutoff=0.7)
        return near[found[0]] if found else ""

    return nearest


def _heads(name: str) -> list[str]:
    return sorted({word[:3] for word in words(fold(name))})


def _identified(participant: Participant, entities: tuple[Entity, ...], named: Named) -> Participant:
    if not entities:
        return participant
    if len(entities) == 1:
        return msgspec.structs.replace(participant, person=entities[0].id)
    fitting = {one.id for one in entities}
    there = _mention_of(fitting, participant.evidence, named.mentions)
    if there:
        return msgspec.structs.replace(participant, person=there.entity, guess=participant.guess or there.guess)
    last = {identifier: -place for place, identifier in enumerate(named.stood)}
    person, guess = likeliest(entities, last)
    return msgspec.structs.replace(participant, person=person, guess=participant.guess or guess)


def _once(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Participants without those that turned out to be one and the same in one role: "Mao" and "Mao Zedong"."""
    first: dict[object, Participant] = {}
    for place, participant in enumerate(participants):
        first.setdefault((participant.person, participant.role) if participant.person else place, participant)
    return tuple(first.values())


def _mention_of(fitting: Collection[str], evidence: str, mentions: Iterable[Mention]) -> Mention | None:
    """The first mention of one of these entities at the place that the participant was read from."""
    return next((one for one in mentions if one.anchor == evidence and one.entity in fitting), None)


def _untitled(name: str) -> str:
    """A name without the titles before it: "Comrade Stalin" is Stalin."""
    parts = name.split()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in TITLES:
        parts.pop(0)
    return " ".join(parts)
