"""What is remembered of the documents when they are joined, so that next time only those are joined anew that must be.

In go the traces of last time and the shelf of now, out come the choices of all documents and the places of those whose
relations may have changed. The outcome is the same as without any memory: whatever says something about all documents
at once, how much words tell, how many documents there are, the names of the authority file, is held against what it
was, and where it differs nothing is reused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from regesta.linking.cards import Card, mark_of
from regesta.linking.likeness import NEAREST, alike, near
from regesta.linking.listed import NOTHING, Listed
from regesta.linking.related import NEIGHBOURS, Choice, choice, chosen_besides
from regesta.linking.shelf import Shelf, in_steps, seldom_named
from regesta.model import Value

MANY = 0.1
"""Share of the documents from which on, where so many changed, all are joined anew."""


class Trace(Value, frozen=True, array_like=True):
    """What a document was when it was last joined to the others; places count in the order of that time."""

    id: str
    mark: bytes
    """Stands for its card."""
    foremost: tuple[str, ...]
    parties: tuple[str, ...]
    named: tuple[str, ...]
    likely: tuple[int, ...]
    ranked: tuple[int, ...]
    ties: bytes
    """Stands for citations, meetings and listings that join it to others."""


class Remembered(Value, frozen=True):
    """All documents, in the order of last time."""

    basis: bytes = b""
    """Stands for all that says something about every document; empty where nothing may be reused."""
    names: Mapping[str, str] = {}
    """Names of the parties that the authority file lacks."""
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """How the documents of last time lie among those of now."""

    now: Mapping[int, int]
    """Place at that time → place now, of the documents whose cards are the same."""
    come: tuple[int, ...]
    """Places of the others now."""
    gone: tuple[int, ...]
    """Places of the others at that time."""


def changed(before: Remembered, cards: Sequence[Card], marks: Sequence[bytes]) -> Changed:
    """What has changed since, told by the cards in order and what stands for each."""
    places = {card.id: place for place, card in enumerate(cards)}
    now = {
        old: place
        for old, trace in enumerate(before.traces)
        if (place := places.get(trace.id)) is not None and marks[place] == trace.mark
    }
    same = set(now.values())
    return Changed(
        now,
        tuple(place for place in range(len(cards)) if place not in same),
        tuple(old for old in range(len(before.traces)) if old not in now),
    )


def ties_of(shelf: Shelf, listed: Mapping[str, Listed]) -> list[bytes]:
    """For each document what stands for the citations, meetings and listings that join it to others."""
    return [_ties(place, shelf, listed.get(one.card.id, NOTHING)) for place, one in enumerate(shelf.subjects)]


def _ties(place: int, shelf: Shelf, listed: Listed) -> bytes:
    cited, citing, met = shelf.cited[place], shelf.citing[place], shelf.met[place]
    if not (cited or citing or met or listed.listings or listed.listed_by):
        return b""
    citers = sorted((shelf.subjects[other].card.id, each) for other, each in citing.items())
    targets = [target for _, target in listed.listings]
    return mark_of((list(cited.values()), citers, list(met.values()), targets, listed.listed_by))


def traces(shelf: Shelf, marks: Sequence[bytes], choices: Sequence[Choice], ties: Sequence[bytes]) -> tuple[Trace, ...]:
    """What is to be remembered of the documents in order."""
    return tuple(
        Trace(
            one.card.id,
            marks[place],
            shelf.texts.foremost[place],
            tuple(sorted(one.parties)),
            tuple(sorted(one.named)),
            choices[place].likely,
            choices[place].ranked,
            ties[place],
        )
        for place, one in enumerate(shelf.subjects)
    )


def choose_again(
    shelf: Shelf, listed: Mapping[str, Listed], before: Remembered, since: Changed, ties: Sequence[bytes]
) -> tuple[list[Choice], set[int]]:
    """The choices of all documents, and the places of those whose relations may have changed."""
    held = len(shelf.subjects)
    if len(since.come) + len(since.gone) > held * MANY:
        return [choice(place, shelf) for place in range(held)], set(range(held))
    then = {place: before.traces[old] for old, place in since.now.items()}
    anew = {*since.come, *_valued_anew(shelf, before, since)}
    anew.update(place for place, trace in then.items() if trace.ties != ties[place])
    meeting = set(_meeting(shelf, before, since))
    for place in _with_words(shelf, before, since) - anew - meeting:
        if alike(place, shelf.texts) != {since.now.get(old, -1) for old in then[place].likely}:
            meeting.add(place)
    anew |= meeting if since.gone else set()
    come = frozenset(since.come)
    moved = {place: _moved(then[place], since.now) for place in range(held) if place not in anew}
    for place in meeting - anew:
        moved[place] = chosen_besides(place, shelf, moved[place], come)
    choices = [moved[place] if place in moved else choice(place, shelf) for place in range(held)]
    return choices, {*_affected(before, since, anew | meeting, choices), *_tied(shelf, listed, since)}


def _moved(trace: Trace, now: Mapping[int, int]) -> Choice:
    """A choice of last time, by the places of now."""
    return Choice(tuple(now[old] for old in trace.likely), tuple(now[old] for old in trace.ranked))


def _affected(before: Remembered, since: Changed, anew: set[int], choices: Sequence[Choice]) -> set[int]:
    """Places of those that chose anew, of those that are chosen by others now, and of all that chose what has come."""
    affected = set(anew)
    chosen = {
        place: set(_still(before.traces[old].ranked, since.now)) for old, place in since.now.items() if place in anew
    }
    for place in anew:
        affected |= chosen.get(place, set()) ^ set(choices[place].ranked)
    for old in since.gone:
        affected.update(_still(before.traces[old].ranked, since.now))
    come = set(since.come)
    affected.update(place for place, one in enumerate(choices) if come and not come.isdisjoint(one.ranked))
    return affected


def _tied(shelf: Shelf, listed: Mapping[str, Listed], since: Changed) -> Iterator[int]:
    """Places of those that citations, meetings and listings join to what has come."""
    for place in since.come:
        yield from (*shelf.cited[place], *shelf.citing[place], *shelf.met[place])
        own = listed.get(shelf.subjects[place].card.id, NOTHING)
        targets = [target for _, target in own.listings if target]
        yield from (shelf.places[one] for one in (*targets, *own.listed_by))


def _valued_anew(shelf: Shelf, before: Remembered, since: Changed) -> Iterator[int]:
    """Places of those that have a name or party that says more or less than last time, or is written otherwise."""
    keys = _of_other_worth(shelf, before, since) | _of_other_name(shelf, before)
    for place, one in enumerate(shelf.subjects) if keys else ():
        if not keys.isdisjoint(one.parties) or not keys.isdisjoint(one.named):
            yield place


def _meeting(shelf: Shelf, before: Remembered, since: Changed) -> Iterator[int]:
    """Places of those that meet what has come or gone in the chronology of a party, or by a rare name."""
    for place in since.come:
        for key in shelf.subjects[place].parties:
            yield from near(place, shelf.chronologies[key], NEIGHBOURS)
        for key in shelf.rare[place]:
            yield from shelf.bearers[key]
    gone = [before.traces[old] for old in since.gone]
    parties = {key for trace in gone for key in trace.parties}
    chronologies = _members((trace.parties for trace in before.traces), parties)
    for old, trace in zip(since.gone, gone, strict=True):
        for key in trace.parties:
            yield from _still(near(old, chronologies[key], NEIGHBOURS), since.now)
        for key in trace.named:
            yield from shelf.bearers.get(key, ())


def _with_words(shelf: Shelf, before: Remembered, since: Changed) -> set[int]:
    """Places of those that meet what has come or gone among the bearers of a word."""
    found: set[int] = set()
    texts = shelf.texts
    for place in since.come:
        for word in texts.foremost[place]:
            found.update(near(place, texts.bearers[word], NEAREST))
    wanted = {word for old in since.gone for word in before.traces[old].foremost}
    bearers = _members((trace.foremost for trace in before.traces), wanted)
    for old in since.gone:
        for word in before.traces[old].foremost:
            found.update(_still(near(old, bearers[word], NEAREST), since.now))
    return found


def _members(keys: Iterable[Collection[str]], wanted: set[str]) -> dict[str, list[int]]:
    """Of the keys that are wanted, the places that have each."""
    found: dict[str, list[int]] = {key: [] for key in wanted}
    for place, own in enumerate(keys) if wanted else ():
        for key in wanted.intersection(own):
            found[key].append(place)
    return found


def _still(old: Iterable[int], now: Mapping[int, int]) -> Iterator[int]:
    return (now[each] for each in old if each in now)


def _of_other_worth(shelf: Shelf, before: Remembered, since: Changed) -> set[str]:
    """Entities and parties that say more or less than last time, since more or fewer documents have them."""
    come = Counter(
        key for place in since.come for key in shelf.subjects[place].named.keys() | shelf.subjects[place].parties
    )
    gone = Counter(key for old in since.gone for key in {*before.traces[old].named, *before.traces[old].parties})
    seldom = seldom_named(len(shelf.subjects))
    return {
        key
        for key in come.keys() | gone.keys()
        if (count := shelf.counts.get(key, 0)) != (was := count - come[key] + gone[key])
        and (in_steps(count) != in_steps(was) or (count <= seldom) != (was <= seldom))
    }


def _of_other_name(shelf: Shelf, before: Remembered) -> set[str]:
    return {key for key, name in before.names.items() if shelf.names.get(key, name) != name}
