"""The best of many others for one document, kept with some in reserve, so that few changes need a look at the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from regesta.model import Value

Entry = tuple[float, bool, int, int]
"""What others are ranked by: value, whether it precedes, how far away it is, and its place."""


class Best(Value, frozen=True, array_like=True):
    """The best of others, best first."""

    slots: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    """The smaller, the better."""
    whole: bool = True
    """Whether they are all that there are."""


def best(place: int, valued: Iterable[tuple[int, float | None]], most: int, slots: Sequence[int]) -> Best:
    """The best for the document at a place, of others given by place with their values; those without one are no match.

    Among equals come those that follow, then those that precede, the next first: that one is between them is no matter.
    """
    found = [(value, other) for other, value in valued if value is not None]
    whole = len(found) <= most
    if not whole:
        least = sorted([value for value, _ in found])[most - 1]
        found = [one for one in found if one[0] <= least]
    entries = sorted([(value, other < place, abs(other - place), other) for value, other in found])
    return _best(entries[:most], slots, whole=whole)


def amended(
    before: Best,
    place: int,
    changes: Mapping[int, float | None],
    *,
    ranks: Sequence[int],
    slots: Sequence[int],
    limits: tuple[int, int],
) -> Best | None:
    """The best of others after some of them changed; None where it cannot be told without looking at all.

    `changes` are new values by slot, None for one that is no match any more; `limits` are how many there must be at
    least, and at most. Those that were left out are known to come after the last that was not.
    """
    least, most = limits
    kept = [
        _entry(place, ranks[slot], value)
        for slot, value in zip(before.slots, before.values, strict=True)
        if slot not in changes and ranks[slot] >= 0
    ]
    new = [_entry(place, ranks[slot], value) for slot, value in changes.items() if value is not None]
    if not before.whole:
        new = [one for one in new if kept and one < kept[-1]]
    merged = sorted([*kept, *new])
    whole = before.whole and len(merged) <= most
    return _best(merged[:most], slots, whole=whole) if whole or len(merged) >= least else None


def _entry(place: int, other: int, value: float) -> Entry:
    return value, other < place, abs(other - place), other


def _best(entries: Sequence[Entry], slots: Sequence[int], *, whole: bool) -> Best:
    return Best(tuple([slots[other] for *_, other in entries]), tuple([one[0] for one in entries]), whole)
