"""A leaf: one page about the edition as a whole or about an entity, with all that it is made from.

Whoever arranges such a page says which documents it shows and what it shows beside them; as long as these are what they
were, the page need not be made again. A page whose view is quickly made is told by the view itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from regesta.model import LinkedDocument


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page before it is set."""

    address: str
    template: str
    title: str
    """Of the window."""
    description: str
    view: Callable[[], Any]
    """Makes what the template shows."""
    documents: tuple[str, ...] = ()
    """Ids of those whose own contents it shows, in any order."""
    beside: Any = None
    """What else it depends on, settings, templates and authority file apart; plain values."""


Leaves = Iterator[Leaf]


def leaf_of(address: str, template: str, title: str, description: str, view: Any) -> Leaf:
    """A page whose view is made already: it depends on that alone."""
    return Leaf(address, template, title, description, partial(_itself, view), beside=view)


def ids_of(documents: Iterable[LinkedDocument]) -> tuple[str, ...]:
    """Ids of documents, each once."""
    return tuple(dict.fromkeys(one.record.id for one in documents))


def _itself(view: Any) -> Any:
    return view
