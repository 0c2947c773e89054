"""All documents joined anew: cards and words in, choices and relations out into the rooms, one document after another.

Each document is by itself, so that the work can be spread over processes: words are weighed first, then each document
chooses, then what is related to each is told. No process holds the words or the relations of all.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from regesta.linking.cards import Card, encode, subject
from regesta.linking.likeness import encode as encode_noted
from regesta.linking.likeness import foremost, noted
from regesta.linking.listed import NOTHING
from regesta.linking.related import Choice, choice, relations
from regesta.linking.remembered import JOINED, RELATED, TRACED, Trace, decode_trace, trace
from regesta.linking.rooms import Source, Spread
from regesta.linking.shelf import (
    CHOSEN,
    HELD,
    NOTED,
    REGISTER,
    SLOTS,
    Matter,
    Order,
    Row,
    Shelf,
    row_from,
    rows_of,
    shelf,
)


def join_anew(matter: Matter, source: Source, spread: Spread) -> Iterator[bytes]:
    """What is related to each document, encoded, in order; whatever else spares work next time goes into the rooms."""
    for room in (JOINED, NOTED, REGISTER, TRACED, RELATED):
        source.rooms.clear(room)
    source.rooms.save()
    rows = _weigh_all(matter, source, spread)
    source.rooms.save()
    _choose_all(matter, rows, source, spread)
    source.rooms.put(REGISTER, ((name, b"", row.tobytes()) for name, row in rows.items()))
    source.rooms.save()
    yield from spread(lambda: _relating(matter, rows, source), range(len(matter.cards)))


def _weigh_all(matter: Matter, source: Source, spread: Spread) -> dict[str, array[int]]:
    """The register of words, parties and names; the telling words of each document go into their room."""
    rows: dict[str, array[int]] = {}
    for place, content in enumerate(spread(lambda: _weighing(matter, source), matter.cards)):
        source.rooms.put(NOTED, [(matter.cards[place].id, b"", content)])
        one = subject(matter.cards[place])
        for name in rows_of(one.parties, one.named, foremost(content)):
            if name in rows:
                rows[name].append(place)
            else:
                rows[name] = array(SLOTS, (place,))
    return rows


def _choose_all(matter: Matter, rows: dict[str, array[int]], source: Source, spread: Spread) -> None:
    """Each document chooses; who chose it is added to the register."""
    for place, content in enumerate(spread(lambda: _choosing(matter, rows, source), range(len(matter.cards)))):
        source.rooms.put(TRACED, [(matter.cards[place].id, b"", content)])
        for slot in decode_trace(content).choice.chosen():
            rows.setdefault(CHOSEN + matter.cards[slot].id, array(SLOTS)).append(place)


def _weighing(matter: Matter, source: Source) -> Callable[[Card], bytes]:
    return lambda card: encode_noted(noted(source.words(card.id), matter.told))


def _choosing(matter: Matter, rows: Mapping[str, Row], source: Source) -> Callable[[int], bytes]:
    arranged = _arranged(matter, rows, source)

    def choose(place: int) -> bytes:
        return encode(traced(place, choice(place, arranged), arranged))

    return choose


def _relating(matter: Matter, rows: Mapping[str, Row], source: Source) -> Callable[[int], bytes]:
    arranged = _arranged(matter, rows, source)
    choice_of = kept_choices(arranged, source)

    def relate(place: int) -> bytes:
        listed = matter.listed.get(matter.cards[place].id, NOTHING)
        return encode(relations(place, arranged, listed, choice_of, {}))

    return relate


def _arranged(matter: Matter, rows: Mapping[str, Row], source: Source) -> Shelf:
    nobody, places = row_from(b""), range(len(matter.cards))
    order = Order(places, lambda name: rows.get(name, nobody))
    return shelf(matter, places, order, source.rooms)


def kept_choices(arranged: Shelf, source: Source) -> Callable[[int], Choice]:
    """Gives what the document at a place chose, as the rooms have it."""
    return lru_cache(HELD)(lambda place: trace(source.rooms, arranged.cards[place].id).choice)


def traced(place: int, chosen: Choice, arranged: Shelf) -> Trace:
    """What is to be remembered of the document at a place."""
    one = arranged.subject(place)
    return Trace(arranged.slots[place], tuple(sorted(one.parties)), tuple(sorted(one.named)), chosen)
