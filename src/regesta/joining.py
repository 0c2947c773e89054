"""What joins the documents of an edition, kept from one build to the next: their order, meetings and relations.

In go the cards of all documents and the cache, out comes what was found, anew only for those that a change has to do
with. The relations themselves stay in the cache, where any process reads those of the document it is at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from regesta.cache import Cache, code_key
from regesta.findings import Finding
from regesta.linking.cards import Card
from regesta.linking.edition import joined
from regesta.linking.lacking import SUGGESTED
from regesta.linking.remembered import ALL, JOINED, TELLING, Told
from regesta.linking.rooms import Source
from regesta.linking.wording import Words
from regesta.model import Authority, Meeting
from regesta.spreading import spread

__all__ = ["Joints", "Told", "join"]

CODE = "joining code"
"""Room of the cache for what stands for the code that joined the documents last."""
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Joints:
    """What joins the documents."""

    order: tuple[str, ...]
    """Ids in order of date, then id; those withdrawn are left out."""
    meetings: tuple[Meeting, ...]
    told: Mapping[str, Told]
    findings: tuple[Finding, ...]


def join(
    cards: Iterable[Card], words: Callable[[str], Words], authority: Authority, cache: Cache, jobs: int = 1
) -> Joints:
    """What joins the documents; what is kept of it belongs together and is saved at one stroke.

    `words` gives those of a document by its id. Where all are joined anew, so many processes as `jobs` share the work.
    """

    def shared(begin: Callable[[], Callable[[Item], Result]], items: Sequence[Item]) -> Iterator[Result]:
        return spread(begin, items, jobs)

    _begin(cache)
    found = joined(cards, authority, Source(cache, words), shared)
    cache.save()
    return Joints(found.order, found.meetings, found.told, found.findings)


def _begin(cache: Cache) -> None:
    """Forget what other code has found: relations might be told otherwise."""
    code = code_key()
    if cache.value(CODE, ALL) != code:
        for room in (JOINED, TELLING, SUGGESTED):
            cache.clear(room)
        cache.put(CODE, [(ALL, b"", code)])
    cache.save()
