"""What archives list as related: cards in, for each the listings with the document that is meant, where it is held.

A listing gives a title and a date, no address. It means the document with the same words in its title on the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regesta.linking.cards import Card
from regesta.linking.days import Span, span
from regesta.model import RelatedListing
from regesta.text import fold, words


@dataclass(frozen=True, slots=True)
class Listed:
    """What the archive lists with a document, and which documents it is listed with."""

    listings: tuple[tuple[RelatedListing, str | None], ...] = ()
    """Each with the id of the document it means, None where this edition does not hold it."""
    listed_by: tuple[str, ...] = ()


NOTHING = Listed()
Titles = Mapping[Span | None, Mapping[str, list[Card]]]
"""Day, then title → the documents that are called so."""


def resolve_listings(cards: Iterable[Card]) -> dict[str, Listed]:
    """The archive's listings of every document that has or is one, resolved against the documents held."""
    standing = [card for card in cards if not card.withdrawn]
    days = {span(listing.date) for card in standing for listing in card.listed}
    held = _by_title(card for card in standing if days and card.days in days)
    listings = {
        card.id: tuple((listing, _meant(listing, card, held)) for listing in card.listed)
        for card in standing
        if card.listed
    }
    listed_by: dict[str, list[str]] = {}
    for identifier, members in listings.items():
        for target in dict.fromkeys(target for _, target in members if target):
            listed_by.setdefault(target, []).append(identifier)
    return {
        identifier: Listed(listings.get(identifier, ()), tuple(sorted(listed_by.get(identifier, ()))))
        for identifier in dict.fromkeys([*listings, *listed_by])
    }


def _by_title(cards: Iterable[Card]) -> Titles:
    titles: dict[Span | None, dict[str, list[Card]]] = {}
    for card in cards:
        titles.setdefault(card.days, {}).setdefault(_title_key(card.title), []).append(card)
    return titles


def _title_key(title: str) -> str:
    """A title without case, accents, punctuation and quotation marks, in which an archive's pages and files differ."""
    return " ".join(words(fold(title).replace("'", "")))


def _meant(listing: RelatedListing, lister: Card, held: Titles) -> str | None:
    """The one document that a listing means. Of two with one title and day the summary tells, else neither is taken."""
    there = held.get(span(listing.date))
    fitting = [card for card in there.get(_title_key(listing.title), ()) if card.id != lister.id] if there else []
    if len(fitting) > 1:
        fitting = [card for card in fitting if card.summary == listing.summary]
    return fitting[0].id if len(fitting) == 1 else None
