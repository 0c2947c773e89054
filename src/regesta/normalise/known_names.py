"""Names by their words, to tell whether one is part of another: Erik of Erik Holm.

In go the sets of words of names, one after another; a question looks only at the names that share the rarest word with
the one asked for, so that thousands of names of one family cost no more than as many strangers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class KnownNames(NamedTuple):
    """The names that are known so far: under each of their words, and under the rarest of them alone."""

    by_word: dict[str, list[frozenset[str]]]
    by_rarest: dict[str, list[frozenset[str]]]


def known_names(names: Iterable[frozenset[str]] = ()) -> KnownNames:
    """The names given, and room for more."""
    known = KnownNames({}, {})
    for name in names:
        remember(name, known)
    return known


def remember(name: frozenset[str], known: KnownNames) -> None:
    """Add the words of one name; one without words is no name."""
    if not name or name in _fewest(name, known):
        return
    rarest = min(sorted(name), key=lambda word: len(known.by_rarest.get(word, ())))
    known.by_rarest.setdefault(rarest, []).append(name)
    for word in name:
        known.by_word.setdefault(word, []).append(name)


def longer(name: frozenset[str], known: KnownNames) -> bool:
    """Whether a known name holds all words of this one, and more."""
    return any(name < other for other in _fewest(name, known))


def shorter_or_same(name: frozenset[str], known: KnownNames) -> bool:
    """Whether all words of a known name are among those of this one."""
    return any(other <= name for word in name for other in known.by_rarest.get(word, ()))


def _fewest(name: frozenset[str], known: KnownNames) -> Sequence[frozenset[str]]:
    """The known names that hold the rarest word of this one."""
    return min((known.by_word.get(word, ()) for word in sorted(name)), key=len, default=())
