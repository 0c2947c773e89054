"""Documents joined to those of last time: what has come and gone in, the relations of all that this concerns out.

The outcome is the same as if all were joined anew. A document stands in rows: of its foremost words, its parties, and
the names in it. What comes or goes moves what others have near them in those rows, and nothing else; so for each of
them only what has moved is compared with what it knew.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from regesta.linking.anew import kept_choices, traced
from regesta.linking.best import Best, amended
from regesta.linking.cards import encode, subject
from regesta.linking.concerned import Change, Former, beside, meeting, tied_anew, valued_anew, with_words
from regesta.linking.likeness import encode as encode_noted
from regesta.linking.likeness import foremost, noted
from regesta.linking.listed import NOTHING
from regesta.linking.related import (
    COMPARED,
    LIKELY,
    MOST,
    NEAREST,
    RESEMBLING,
    Choice,
    alike,
    candidates,
    choice,
    chosen_among,
    relations,
    tied,
    valuing,
)
from regesta.linking.remembered import RELATED, TRACED, Changed, Roster, Trace, kept_relations, ranks, trace
from regesta.linking.rooms import Source
from regesta.linking.shelf import (
    CHOSEN,
    NOTED,
    REGISTER,
    SLOTS,
    WORD,
    Matter,
    Order,
    Row,
    Shelf,
    near,
    noted_of,
    row_from,
    rows_of,
    shelf,
)
from regesta.model import Relation


def join_again(
    matter: Matter, past: tuple[Roster, Changed], ties: Mapping[str, bytes], also: Iterable[str], source: Source
) -> dict[str, bytes]:
    """Document → what is related to it, encoded, of those that the change concerns, and of some `also`.

    `past` are the documents of last time and what has changed since; `ties` stand for what joins each document to
    others beside what they share.
    """
    before, since = past
    change = _change(matter, before, since, source)
    arranged = change.arranged
    asked = {arranged.places[one] for one in also if one in arranged.places}
    anew = {*since.come, *valued_anew(change, before), *tied_anew(arranged, before, ties)}
    concerned = _choose_again(change, before, anew) | anew | asked | beside(change, matter.listed)
    told = _related_again(change, matter, concerned, anew | asked)
    _keep(change, before)
    return told


def _change(matter: Matter, before: Roster, since: Changed, source: Source) -> Change:
    @lru_cache(None)
    def row(name: str) -> Row:
        return row_from(source.rooms.value(REGISTER, name))

    then, now = Order(ranks(before.slots, before.following), row), since.ranks()
    gone = tuple(Former(place, *_former(before.ids[place], source)) for place in since.gone)
    for place in since.come:
        identifier = matter.cards[place].id
        content = encode_noted(noted(source.words(identifier), matter.told))
        source.rooms.put(NOTED, [(identifier, b"", content)])
    leaving = ((name, one.trace.slot) for one in gone for name in one.rows())
    rows = _altered(then, now, leaving, _coming(matter, since, source))
    order = Order(now, lambda name: rows[name] if name in rows else row(name))
    arranged = shelf(matter, since.slots, order, source.rooms)
    return Change(arranged, then, since.come, gone, rows, source)


def _former(identifier: str, source: Source) -> tuple[Trace, tuple[str, ...]]:
    return trace(source.rooms, identifier), foremost(noted_of(identifier, source.rooms))


def _coming(matter: Matter, since: Changed, source: Source) -> Iterator[tuple[str, int]]:
    """The rows into which documents come, each with the slot."""
    for place in since.come:
        one = subject(matter.cards[place])
        words = foremost(noted_of(one.card.id, source.rooms))
        yield from ((name, since.slots[place]) for name in rows_of(one.parties, one.named, words))


def _altered(
    then: Order, now: Sequence[int], leaving: Iterable[tuple[str, int]], coming: Iterable[tuple[str, int]]
) -> dict[str, array[int]]:
    """Rows with some slots less and some more; in each the documents stand in the order of now."""
    less, more = _by_name(leaving), _by_name(coming)
    rows = {}
    for name in {**less, **more}:
        out = less.get(name)
        row = rows[name] = array(SLOTS, [slot for slot in then.row(name) if slot not in out] if out else then.row(name))
        for slot in sorted(more.get(name, ())):
            insort(row, slot, key=now.__getitem__)
    return rows


def _by_name(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, slot in pairs:
        found.setdefault(name, set()).add(slot)
    return found


def _keep(change: Change, before: Roster) -> None:
    """Put the rows that changed into their room, and forget the documents that are gone."""
    rooms = change.source.rooms
    rooms.put(REGISTER, ((name, b"", row.tobytes()) for name, row in change.rows.items() if row))
    rooms.forget(REGISTER, [name for name, row in change.rows.items() if not row])
    left = [before.ids[one.place] for one in change.gone if before.ids[one.place] not in change.arranged.places]
    for room in (NOTED, TRACED, RELATED):
        rooms.forget(room, left)


# ---------------------------------------------------------------------------------------------- choices


def _choose_again(change: Change, before: Roster, anew: set[int]) -> set[int]:
    """Places of those that chose others, or were chosen by others, than last time; all choices go into their room."""
    worded, met, arranged = with_words(change), set(meeting(change, before)), change.arranged
    leaving = [
        (CHOSEN + before.ids[change.then.ranks[slot]], one.trace.slot)
        for one in change.gone
        for slot in one.trace.choice.chosen()
    ]
    coming: list[tuple[str, int]] = []
    concerned = set(change.stayed(slot for one in change.gone for slot in one.trace.choice.chosen()))
    for place in sorted({*anew, *worded, *met}):
        was, slot = _choice_then(place, change), arranged.slots[place]
        chosen = _chosen_again(place, was, worded.get(place, set()), change, anew=place in anew, meeting=place in met)
        if chosen == was:
            continue
        change.source.rooms.put(TRACED, [(arranged.cards[place].id, b"", encode(traced(place, chosen, arranged)))])
        former, new = set(was.chosen()), set(chosen.chosen())
        if former != new:
            concerned |= {place, *change.stayed(former ^ new)}
            once = {before.ids[change.then.ranks[other]] for other in former}
            now = {arranged.cards[arranged.order.ranks[other]].id for other in new}
            leaving.extend((CHOSEN + one, slot) for one in once - now)
            coming.extend((CHOSEN + one, slot) for one in now - once)
    change.rows.update(_altered(change.then, arranged.order.ranks, leaving, coming))
    return concerned


def _choice_then(place: int, change: Change) -> Choice:
    if change.arranged.slots[place] >= len(change.then.ranks):
        return Choice()
    return trace(change.source.rooms, change.arranged.cards[place].id).choice


def _chosen_again(
    place: int, was: Choice, rows: Collection[str], change: Change, *, anew: bool, meeting: bool
) -> Choice:
    """What a document chooses, which chose others last time; `rows` are those of words in which others are near it."""
    arranged = change.arranged
    if arranged.slots[place] >= len(change.then.ranks):
        return choice(place, arranged)
    likely = _alike_again(place, was.likely, rows, change) if rows else was.likely
    if anew:
        return chosen_among(place, likely, arranged)
    if meeting or likely.slots[:LIKELY] != was.likely.slots[:LIKELY]:
        ranked = _ranked_again(place, was, likely, change)
        return Choice(likely, ranked) if ranked else chosen_among(place, likely, arranged)
    return Choice(likely, was.ranked)


def _alike_again(place: int, was: Best, rows: Iterable[str], change: Change) -> Best:
    """The documents with words like those of one, where others have come near it in some rows of words, or gone."""
    arranged, now, then = change.arranged, change.arranged.order, change.then
    entered: dict[int, list[str]] = {}
    left: set[int] = set()
    for name in rows:
        before = set(near(then.ranks[arranged.slots[place]], then.row(name), then.ranks, NEAREST))
        after = set(near(place, now.row(name), now.ranks, NEAREST))
        left |= before - after
        for slot in after - before:
            entered.setdefault(slot, []).append(name)
    moved = {*entered, *left.intersection(was.slots)}
    changes = {slot: _score(place, slot, arranged) for slot in moved if not _is_less(slot, entered, was, change)}
    found = amended(was, place, changes, ranks=now.ranks, slots=arranged.slots, limits=(LIKELY, RESEMBLING))
    return found or alike(place, arranged)


def _is_less(slot: int, entered: Mapping[int, Sequence[str]], was: Best, change: Change) -> bool:
    """Whether a document surely shares less than any that is known: it is gone, or has come and is near in few rows."""
    if change.arranged.order.ranks[slot] < 0:
        return True
    if was.whole or slot < len(change.then.ranks):
        return False
    told = change.arranged.told
    most = sum(told.tells.get(name.removeprefix(WORD), told.unseen) for name in entered[slot])
    return most * (1 + 1e-9) < -was.values[-1]


def _score(place: int, slot: int, arranged: Shelf) -> float | None:
    """What the words are worth in whose rows a document is near the one at a place, as a sum in the same order."""
    theirs = frozenset(arranged.weighed(arranged.order.ranks[slot]).foremost)
    worth, ranks = arranged.told.tells, arranged.order.ranks
    total = 0.0  # added one after another, as when all are compared
    for word in arranged.weighed(place).foremost:
        if word in theirs and slot in near(place, arranged.order.row(WORD + word), ranks, NEAREST):
            total += worth.get(word, arranged.told.unseen)
    return -total if total else None


def _ranked_again(place: int, was: Choice, likely: Best, change: Change) -> Best | None:
    """The documents that share most with one, compared only with those that were not worth comparing last time."""
    arranged, order = change.arranged, change.arranged.order
    before = candidates(place, was.likely, change.then, arranged)
    after = candidates(place, likely, order, arranged)
    bound = {arranged.slots[other] for other in tied(place, arranged.ties)}
    come = (after - before) | {slot for slot in bound if slot >= len(change.then.ranks)}
    changes = dict[int, float | None].fromkeys(before - after - bound)
    if come:
        value = valuing(place, arranged)
        changes.update((slot, value(order.ranks[slot])) for slot in come)
    return amended(was.ranked, place, changes, ranks=order.ranks, slots=arranged.slots, limits=(MOST, COMPARED))


# ---------------------------------------------------------------------------------------------- relations


def _related_again(change: Change, matter: Matter, concerned: Iterable[int], anew: Collection[int]) -> dict[str, bytes]:
    """What is related to documents; where it is not to be told anew, relations to others that stayed are reused."""
    choice_of = kept_choices(change.arranged, change.source)
    come = {matter.cards[place].id for place in change.come}
    told = {}
    for place in sorted(concerned):
        identifier = matter.cards[place].id
        before = {} if place in anew else _relations_then(identifier, come, change.source)
        listed = matter.listed.get(identifier, NOTHING)
        told[identifier] = encode(relations(place, change.arranged, listed, choice_of, before))
    return told


def _relations_then(identifier: str, come: Collection[str], source: Source) -> dict[str | None, Relation]:
    """The relations of a document to others that stayed, by id."""
    there = kept_relations(source.rooms, identifier)
    return {one.document: one for one in there if one.document and one.document not in come}
