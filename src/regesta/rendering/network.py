"""Who meets whom, as one picture: the names in a column, an arc between two who were met together, broader the oftener.

In goes the company of an edition, out come plain numbers and the same in words; a template draws it. With four
documents and with four thousand it is a column of names that never overlap, because only the most frequent are drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec import structs

from regesta.rendering.company import Company, Who
from regesta.rendering.frame import Link
from regesta.rendering.words import counted

MOST_PEOPLE = 30
MOST_ARCS = 120
LONGEST_NAME = 28
"""Letters of a name that the column holds."""
ROW = 24
"""Height of a name, in units of the picture."""
LETTER = 7.6
"""Breadth that a letter of a name takes at most, on average."""
WIDTH = 420
"""Width of the picture: the longest name, then the arcs."""
SHORTEST = 28
"""How far the handles of the shortest arc reach; an arc goes three quarters of the reach of its handles."""
BREADTH = (1.0, 6.0)
SWEEPS = 40
"""How often the order of the names may be bettered before it is taken as it is."""

Weights = Mapping[tuple[str, str], int]
"""Two people, the lesser id first → how often they were met together."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two names."""

    path: str
    breadth: float
    said: str


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the column, and all its arcs as one path, to be shown when it is pointed at."""

    name: str
    full: str
    href: str
    y: int
    arcs: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person and those met together with, in words."""

    person: Link
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The picture and the same in words."""

    width: int
    height: int
    spine: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    rows: tuple[Row, ...]
    lead: str


def network(together: Company, who: Who) -> NetworkView | None:
    """The picture of who meets whom; None where fewer than three people meet."""
    weights = _strongest(together)
    people = dict.fromkeys(one for pair in weights for one in pair)
    if len(people) < 3:
        return None
    order = _arranged(people, weights)
    place = {one: number for number, one in enumerate(order)}
    spine = round(LETTER * max(len(_short(who(one).text)) for one in order)) + 16
    arcs = {pair: _path(place[pair[0]], place[pair[1]], len(order), spine) for pair in weights}
    return NetworkView(
        width=WIDTH,
        height=ROW * len(order),
        spine=spine,
        nodes=tuple(_node(one, place[one], arcs, who) for one in order),
        arcs=tuple(
            Arc(arcs[pair], _breadth(times, max(weights.values())), _said(pair, times, who))
            for pair, times in sorted(weights.items(), key=lambda one: (one[1], one[0]))
        ),
        rows=tuple(_row(one, weights, who) for one in sorted(order, key=lambda one: (who(one).text, one))),
        lead=_lead(len(order), len(weights), together),
    )


def _strongest(together: Company) -> dict[tuple[str, str], int]:
    """The pairs that are drawn: among the people who meet most often, those who meet each other most often."""
    times = {one: sum(map(len, others.values())) for one, others in together.items()}
    chosen = set(sorted(times, key=lambda one: (-times[one], one))[:MOST_PEOPLE])
    pairs = {
        (one, other): len(occasions)
        for one in chosen
        for other, occasions in together[one].items()
        if one < other and other in chosen
    }
    return dict(sorted(pairs.items(), key=lambda one: (-one[1], one[0]))[:MOST_ARCS])


def _arranged(people: Collection[str], weights: Weights) -> list[str]:
    """The people in an order that keeps those close who meet often: bettered by exchanges until none helps."""
    order = _grown(people, weights)
    place = {one: number for number, one in enumerate(order)}
    ties: dict[str, list[tuple[str, int]]] = {one: [] for one in order}
    for (one, other), times in weights.items():
        ties[one].append((other, times))
        ties[other].append((one, times))
    pairs = list(combinations(range(len(order)), 2))
    for _ in range(SWEEPS):
        bettered = [_exchanged(order, place, ties, first, second) for first, second in pairs]
        if not any(bettered):
            break
    return order


def _grown(people: Collection[str], weights: Weights) -> list[str]:
    """A first order: the most frequent first, then always the one who is most with those already placed."""
    left = sorted(people)
    order: list[str] = []
    close = dict.fromkeys(left, 0)
    total = {one: sum(times for pair, times in weights.items() if one in pair) for one in left}
    while left:
        chosen = min(left, key=lambda one: (-close[one], -total[one], one))
        left.remove(chosen)
        order.append(chosen)
        for (one, other), times in weights.items():
            if chosen in (one, other):
                close[other if chosen == one else one] += times
    return order


def _exchanged(
    order: list[str], place: dict[str, int], ties: Mapping[str, Sequence[tuple[str, int]]], first: int, second: int
) -> bool:
    """Exchange two people where that makes the arcs shorter; whether it did."""
    one, other = order[first], order[second]
    before = _length(one, place, ties) + _length(other, place, ties)
    place[one], place[other] = second, first
    if _length(one, place, ties) + _length(other, place, ties) < before:
        order[first], order[second] = other, one
        return True
    place[one], place[other] = first, second
    return False


def _length(one: str, place: Mapping[str, int], ties: Mapping[str, Sequence[tuple[str, int]]]) -> int:
    return sum(times * abs(place[one] - place[other]) for other, times in ties[one])


# ---------------------------------------------------------------------------------------------- what is drawn


def _node(one: str, number: int, arcs: Mapping[tuple[str, str], str], who: Who) -> Node:
    link = who(one)
    return Node(
        _short(link.text), link.text, link.href, _height(number), " ".join(arcs[pair] for pair in arcs if one in pair)
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _height(number: int) -> int:
    return ROW * number + ROW // 2


def _path(one: int, other: int, number: int, spine: int) -> str:
    """An arc between two places of a column of `number` names: the farther apart they are, the farther it reaches."""
    start, end = _height(min(one, other)), _height(max(one, other))
    longest = (WIDTH - spine - 6) * 4 / 3
    reach = spine + round(SHORTEST + (longest - SHORTEST) * (abs(one - other) - 1) / max(number - 2, 1))
    return f"M{spine} {start}C{reach} {start} {reach} {end} {spine} {end}"


def _breadth(times: int, most: int) -> float:
    least, broadest = BREADTH
    return round(least + (broadest - least) * (times - 1) / max(most - 1, 1), 1)


def _said(pair: tuple[str, str], times: int, who: Who) -> str:
    return f"{who(pair[0]).text} and {who(pair[1]).text}: {counted(times, 'time')}"


def _row(one: str, weights: Weights, who: Who) -> Row:
    others = {(set(pair) - {one}).pop(): times for pair, times in weights.items() if one in pair}
    order = sorted(others, key=lambda other: (-others[other], who(other).text, other))
    return Row(
        who(one),
        tuple(structs.replace(who(other), note=str(others[other])) for other in order),
    )


def _lead(drawn: int, arcs: int, together: Company) -> str:
    """What is drawn of how much, in words."""
    pairs = sum(map(len, together.values())) // 2
    people = (
        f"The {drawn} who are met most often, of {len(together):,} people"
        if drawn < len(together)
        else f"{drawn} people"
    )
    of_all = f"{arcs} of their pairs, of {pairs:,} in all" if arcs < pairs else counted(arcs, "pair")
    return f"{people}; {of_all}, the broader the arc the oftener they were met together"
