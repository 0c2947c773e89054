"""The documents of an edition with their texts, each read from the cache when it is asked for.

In go the heads of documents and the cache, out come whole documents, one at a time: no process holds the texts of an
edition, only of the few that it has looked at last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import overload

from msgspec import structs

from regesta.cache import Cache
from regesta.documents import appearance, whole_document
from regesta.linking.remembered import kept_relations
from regesta.model import Appeared, Edition, LinkedDocument

Whole = Callable[[LinkedDocument], LinkedDocument]
REMEMBERED = 256
"""Documents that a process keeps decoded, as the next page may show them, too."""


def texts_of(kept: Cache) -> Whole:
    """What gives a document its text, as the document is by itself."""
    by_id = lru_cache(REMEMBERED)(partial(whole_document, kept))
    return lambda head: by_id(head.record.id)


def appearances_of(kept: Cache) -> Callable[[LinkedDocument, str], Appeared]:
    """What tells how an entity appears in a document."""
    return lambda head, entity: appearance(kept, head.record.id, entity)


def whole_documents(kept: Cache) -> Whole:
    """What gives a document its text, its neighbours, and all that is related to it."""
    text = texts_of(kept)

    def whole(head: LinkedDocument) -> LinkedDocument:
        related = kept_relations(kept, head.record.id)
        return structs.replace(text(head), related=related, previous=head.previous, next=head.next)

    return whole


def whole_edition(edition: Edition, kept: Cache) -> Edition:
    """The edition with all its texts, each of them read when it is asked for."""
    return structs.replace(edition, documents=Opened(edition.documents, whole_documents(kept)))


class Opened(Sequence[LinkedDocument]):
    """Documents that are given their texts one by one as they are asked for."""

    def __init__(self, heads: Sequence[LinkedDocument], whole: Whole) -> None:
        self.heads = heads
        self.whole = whole

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, place: int) -> LinkedDocument: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[LinkedDocument]: ...
    def __getitem__(self, place: int | slice) -> LinkedDocument | Sequence[LinkedDocument]:
        if isinstance(place, slice):
            return Opened(self.heads[place], self.whole)
        return self.whole(self.heads[place])
