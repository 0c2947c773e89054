"""Lists that are parted where they grow long: items with a key in, such as a year or a letter, pages out.

A short list stands on one page. Of a long one the first page leads to the parts, one for each key, and a part that is
itself too long has several pages: an item more changes the pages of its own key and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from regesta.rendering.frame import Link, way
from regesta.text import slug

Item = TypeVar("Item")

MANY = 500
"""Items up to which one page lists them all."""
PAGE = 500
"""Items on one page of a part."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the items of one page of a list."""

    index: Link | None = None
    """The first page, from all others."""
    name: str = ""
    """Of the part, where the page is one of a part, with the number of the page behind the first."""
    parts: tuple[Link, ...] = ()
    """The ways to the parts, from the first page, each with its number of items."""
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list."""

    address: str
    items: tuple[Item, ...]
    around: Around


def parted(address: str, title: str, items: Sequence[Item], key: Callable[[Item], str]) -> list[Part[Item]]:
    """The pages of a list whose first page has an address and a title; the items are in the order of their keys."""
    if len(items) <= MANY:
        return [Part(address, tuple(items), Around())]
    by_key: dict[str, list[Item]] = {}
    for one in items:
        by_key.setdefault(key(one), []).append(one)
    pages = [
        (
            f"{address}{slug(name) or 'other'}/{f'{number}/' if number > 1 else ''}",
            f"{name}, page {number}" if number > 1 else name,
            tuple(run),
        )
        for name, ones in by_key.items()
        for number, run in enumerate((ones[at : at + PAGE] for at in range(0, len(ones), PAGE)), start=1)
    ]
    to = way(address)
    ways = tuple(Link(name, to(f"{address}{slug(name) or 'other'}/"), str(len(ones))) for name, ones in by_key.items())
    found: list[Part[Item]] = [Part(address, (), Around(parts=ways))]
    for number, (place, name, run) in enumerate(pages):
        before = pages[number - 1][:2] if number else ("", "")
        after = pages[number + 1][:2] if number + 1 < len(pages) else ("", "")
        around = Around(Link(title, way(place)(address)), name, (), _link(place, *before), _link(place, *after))
        found.append(Part(place, run, around))
    return found


def _link(place: str, address: str, name: str) -> Link | None:
    return Link(name, way(place)(address)) if address else None
