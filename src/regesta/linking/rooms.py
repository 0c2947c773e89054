"""Where linking keeps what spares work next time: bytes by room and name, in the cache of an edition or in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from regesta.linking.wording import Words

Item = TypeVar("Item")
Result = TypeVar("Result")


class Rooms(Protocol):
    """Rooms of named bytes, each with a key; whatever is put can be read at once, and by others once it is saved."""

    def value(self, room: str, name: str) -> bytes | None:
        """What is kept under a name."""

    def put(self, room: str, kept: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values by name and key."""

    def forget(self, room: str, names: Iterable[str]) -> None:
        """Keep nothing under these names any more."""

    def clear(self, room: str) -> None:
        """Keep nothing in a room any more."""

    def save(self) -> None:
        """Make what was put so far be seen by other processes."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Rooms for one process, as long as it lives."""

    held: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def value(self, room: str, name: str) -> bytes | None:
        """What is kept under a name."""
        return self.held.get(room, {}).get(name)

    def put(self, room: str, kept: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values by name."""
        self.held.setdefault(room, {}).update((name, value) for name, _, value in kept)

    def forget(self, room: str, names: Iterable[str]) -> None:
        """Keep nothing under these names any more."""
        for name in names:
            self.held.get(room, {}).pop(name, None)

    def clear(self, room: str) -> None:
        """Keep nothing in a room any more."""
        self.held.pop(room, None)

    def save(self) -> None:
        """There is nobody else to see it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What documents are joined from besides their cards; any process may ask it."""

    rooms: Rooms
    words: Callable[[str], Words]
    """Gives the words of a document by its id."""


class Spread(Protocol):
    """Does work over items, wherever: `begin` gives the work and is called once in each process."""

    def __call__(self, begin: Callable[[], Callable[[Item], Result]], items: Sequence[Item]) -> Iterator[Result]:
        """What comes of each item, in order."""


def in_memory(words: Callable[[str], Words], rooms: Memory | None = None) -> Source:
    """A source for one process, which remembers what `rooms` holds."""
    return Source(Memory() if rooms is None else rooms, words)


def here(begin: Callable[[], Callable[[Item], Result]], items: Sequence[Item]) -> Iterator[Result]:
    """Work done in this process."""
    return map(begin(), items)
