"""Why two documents belong together, in words, each reason with the paragraph that shows it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import islice

from regesta.linking.cards import Subject, party
from regesta.linking.days import distance, gap_in_days
from regesta.linking.likeness import in_common, phrases
from regesta.linking.register import Cited
from regesta.linking.shelf import Shelf
from regesta.model import Reason

ENOUGH_WORDS = 0.06
"""Likeness from which on shared words are a reason by themselves."""
LOOKED_AT = 6
"""Telling words and phrases of which three at most are told."""
ANSWER_DAYS = 21
"""Days within which a document that goes back to the sender may be an answer."""


def _perhaps(cited: Cited) -> str:
    return "perhaps " if cited.guess else ""


def _answers(one: Subject, two: Subject) -> bool:
    """Whether the one goes from those whom the other went to, to those it came from, within the days of an answer."""
    if not (one.days and two.days and two.days <= one.days and gap_in_days(one.days, two.days) <= ANSWER_DAYS):
        return False
    return bool(one.senders & two.recipients and one.recipients & two.senders)


def rarest_first(keys: Iterable[str], shelf: Shelf) -> list[str]:
    """Entities and parties by how much it says to share them."""
    return sorted(keys, key=lambda key: (-shelf.worth(key), key))


def reasons_between(place: int, other: int, shelf: Shelf) -> list[Reason]:
    """Why two documents belong together, in words: citations, answers, people by their part, names, words, days."""
    one, two = shelf.subject(place), shelf.subject(other)
    people = one.parties & two.parties
    rare = (shelf.rare(place) & shelf.rare(other)) - people
    reasons = []
    if cited := shelf.ties.cited.get(place, {}).get(other):
        reasons.append(Reason(f"{_perhaps(cited)}cited here as “{cited.words}”", cited.anchor, one.card.id))
    if cited := shelf.ties.citing.get(place, {}).get(other):
        reasons.append(Reason(f"{_perhaps(cited)}cites this document as “{cited.words}”", cited.anchor, two.card.id))
    if account := shelf.ties.met.get(place, {}).get(other):
        anchor = account.anchors[0] if account.anchors else ""
        reasons.append(Reason("tells of the same meeting", anchor, two.card.id if anchor else ""))
    if _answers(two, one) and one.days != two.days:
        reasons.append(Reason("goes back to the sender, perhaps an answer"))
    elif _answers(one, two) and one.days != two.days:
        reasons.append(Reason("perhaps what this document answers"))
    if people:
        by_part = dict.fromkeys(map(party, one.card.participants))
        reasons.append(Reason(f"same people: {_named([key for key in by_part if key in people], shelf, 4)}"))
    if rare:
        first = rarest_first(rare, shelf)
        anchor = two.named[first[0]]
        said = f"both name {_named(first, shelf, 3)}"
        reasons.append(Reason(said, anchor, two.card.id if anchor else ""))
    told = " ".join(sorted(shelf.names[key] for key in people | rare))
    reasons.extend(_same_words(place, other, shelf, told))
    if one.days and two.days:
        reasons.append(Reason(distance(one.days, two.days)))
    return reasons


def _same_words(place: int, other: int, shelf: Shelf, told: str) -> list[Reason]:
    """The telling words that two documents share, with the paragraph of the other in which the first of them stands.

    Words of names that were told already are no further reason.
    """
    common = in_common(shelf.weighed(other), shelf.weighed(place))
    if math.fsum(common.values()) < ENOUGH_WORDS:
        return []
    first = phrases(list(common), shelf.stood(other), shelf.stood(place))
    found = list(islice(((words, at) for words, at in islice(first, LOOKED_AT) if words not in told), 3))
    if not found:
        return []
    said = ", ".join(f"“{words}”" for words, _ in found)
    return [Reason(f"both speak of {said}", found[0][1].anchor, shelf.cards[other].id)]


def _named(keys: Sequence[str], shelf: Shelf, most: int) -> str:
    """Names in the order given; those beyond the limit are only counted."""
    rest = len(keys) - most
    return ", ".join(shelf.names[key] for key in keys[:most]) + (f" and {rest} more" if rest > 0 else "")
