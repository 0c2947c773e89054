"""What an edition lacks: documents that its archives list, and names that its authority file does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from regesta.findings import Finding, finding
from regesta.linking.cards import Card, encode, mark_of
from regesta.linking.listed import NOTHING, Listed
from regesta.linking.participants import nearest_name
from regesta.linking.rooms import Rooms
from regesta.model import Entity, Value
from regesta.text import fold

UNKNOWN_HINT = "Add the name to authority.yaml, as an entry of its own or as a variant of one."
SUGGESTED, ALL = "suggested", "/all"
"""Room, and name in it, of the known names that unknown ones were found to resemble: to look for them takes long."""


class Suggested(Value, frozen=True):
    """Which known name comes nearest to each unknown one."""

    entities: bytes
    """Stands for the authority file."""
    nearest: Mapping[str, str]


decode_suggested = msgspec.msgpack.Decoder(Suggested).decode


def unlisted(cards: Iterable[Card], listed: Mapping[str, Listed]) -> Iterator[Finding]:
    """Documents that an archive lists as related and that the edition lacks."""
    for card in cards:
        for listing, target in listed.get(card.id, NOTHING).listings:
            if target is None:
                message = f"“{listing.title}” ({listing.date_as_written or listing.date}) is not in this edition"
                yield finding("K-301", message, file=card.file, line=listing.lines[0])


def unknown_names(cards: Iterable[Card], entities: Sequence[Entity], rooms: Rooms) -> Iterator[Finding]:
    """Participants that no entity bears the name of, each once, with the known name that comes nearest.

    Nothing where there are no entities at all: the edition has no authority file.
    """
    places: dict[str, list[tuple[Card, str, int]]] = {}
    for card in cards if entities else ():
        for name, line in card.strangers:
            places.setdefault(fold(name), []).append((card, name, line))
    nearest = _nearest([members[0][1] for members in places.values()], entities, rooms)
    for members in places.values():
        card, name, line = members[0]
        documents = len({other.id for other, _, _ in members})
        also = f" (takes part in {documents} documents)" if documents > 1 else ""
        meant = f"; did you mean “{nearest[name]}”?" if nearest[name] else ""
        message = f"“{name}” is not in the authority file{also}{meant}"
        yield finding("A-201", message, file=card.file, line=line, hint=UNKNOWN_HINT)


def _nearest(names: Sequence[str], entities: Sequence[Entity], rooms: Rooms) -> dict[str, str]:
    """Unknown name → the known one that it resembles, or nothing; looked for where it is not known from before."""
    if not names:
        return {}
    mark, content = mark_of(entities), rooms.value(SUGGESTED, ALL)
    before = decode_suggested(content) if content else Suggested(b"", {})
    known = before.nearest if before.entities == mark else {}
    found = {name: known[name] for name in names if name in known}
    if len(found) < len(names):
        suggest = nearest_name(entities)
        found |= {name: suggest(name) for name in names if name not in found}
    if found != known or before.entities != mark:
        rooms.put(SUGGESTED, [(ALL, b"", encode(Suggested(mark, found)))])
    return found
