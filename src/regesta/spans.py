"""Tags set into a text at their places, properly nested, for every form of markup that the edition is written in.

In go plain text, spans and points with their tags; out comes markup. Spans may nest and cross: what crosses is closed
and opened again, but a span that is whole is never cut in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

import msgspec

DEEPEST = 32
"""How many spans may stand open at one place; in a damaged text, "[[[[…", the ones inside them are left out."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of text between two tags."""

    start: int
    end: int
    opening: str
    closing: str
    whole: bool = False
    """Something that may hold other spans but must not be cut in two: a link."""


class Point(msgspec.Struct, frozen=True):
    """Something without width at an offset of the text."""

    place: int
    markup: str


class Placed(Protocol):
    """Anything with a place in a text: a sign, a name."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind its last."""


Some = TypeVar("Some", bound=Placed)


class Coming(Generic[Some]):
    """What is placed in a text, in order of start, asked for one stretch of the text after another."""

    def __init__(self, placed: Iterable[Some]) -> None:
        self.waiting = deque(sorted(placed, key=lambda one: one.start))
        self.here: list[Some] = []

    def within(self, start: int, stop: int) -> list[Some]:
        """What touches this stretch; each stretch asked for stands behind the one before."""
        self.here = [one for one in self.here if one.end >= start]
        while self.waiting and self.waiting[0].start <= stop:
            self.here.append(self.waiting.popleft())
        return self.here


class Reach:
    """Stretches of a text, asked how far those go that have begun at a place."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self.starts = [start for start, _ in ordered]
        self.ends = list(accumulate((end for _, end in ordered), max))

    def furthest(self, place: int) -> int:
        """The furthest end of a stretch that begins at the place or before it; -1 for none."""
        number = bisect_right(self.starts, place)
        return self.ends[number - 1] if number else -1


def woven(text: str, spans: Sequence[Span], points: Sequence[Point], plain: Callable[[str], str]) -> str:
    """The text with tags set in at their places; `plain` makes markup of the words between two tags."""
    starting: dict[int, list[Span]] = {}
    for span in sorted(spans, key=_outermost):
        starting.setdefault(span.start, []).append(span)
    standing: dict[int, list[str]] = {}
    for point in points:
        standing.setdefault(point.place, []).append(point.markup)
    cuts = sorted({0, len(text), *standing, *starting, *[span.end for span in spans]})
    pieces: list[str] = []
    opened: list[Span] = []
    for place, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if opened:
            opened = _ended(place, opened, pieces)
        if place in standing:
            pieces.extend(standing[place])
        if place in starting:
            for span in starting[place]:
                if span.whole or len(opened) < DEEPEST:
                    opened = _begun(span, opened, pieces)
        if place < following:
            pieces.append(plain(text[place:following]))
    return "".join(pieces)


def _outermost(span: Span) -> tuple[int, bool]:
    """What spans that begin at one place are opened in the order of."""
    return -span.end, not span.whole


def _ended(place: int, opened: list[Span], pieces: list[str]) -> list[Span]:
    """Close what ends here; what stands open above it is closed with it and opened again."""
    lowest = 0
    while lowest < len(opened) and opened[lowest].end > place:
        lowest += 1
    if lowest == len(opened):
        return opened
    if lowest == len(opened) - 1:
        pieces.append(opened[lowest].closing)
        return opened[:lowest]
    staying = [span for span in opened[lowest:] if span.end > place]
    pieces.extend(span.closing for span in reversed(opened[lowest:]))
    pieces.extend(span.opening for span in staying)
    return opened[:lowest] + staying


def _begun(span: Span, opened: list[Span], pieces: list[str]) -> list[Span]:
    """Open a span. A link goes below all that ends before it does, so that it need not be cut."""
    if not opened or not span.whole:
        pieces.append(span.opening)
        return [*opened, span]
    shorter = [depth for depth, other in enumerate(opened) if other.end < span.end]
    depth = shorter[0] if shorter else len(opened)
    above = opened[depth:]
    pieces.extend(other.closing for other in reversed(above))
    pieces.append(span.opening)
    pieces.extend(other.opening for other in above)
    return [*opened[:depth], span, *above]
