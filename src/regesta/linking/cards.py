"""What the other documents need to know of one, as a library's card does: a record's head, parties, names and words.

Everything that joins documents goes by cards and words alone and never looks at a text. A card depends on one record
and the authority file, so that it can be kept as long as neither changes. The words of a document are kept beside its
card: they are much, and few are looked at when few documents have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from regesta.linking.citing import Citation
from regesta.linking.days import Span
from regesta.linking.occasions import Talk, Telling
from regesta.model import Participant, RelatedListing, Value
from regesta.text import fold

encode = msgspec.msgpack.Encoder(order="deterministic").encode


class Card(Value, frozen=True, kw_only=True):
    """One document as the others see it."""

    id: str
    file: str
    title: str
    type: str = ""
    date: str
    """EDTF."""
    days: Span | None = None
    """The same as days."""
    summary: str = ""
    withdrawn: bool = False
    participants: tuple[Participant, ...] = ()
    listed: tuple[RelatedListing, ...] = ()
    named: Mapping[str, str] = {}
    """Entities named in the text → address of the first paragraph that names each, in the order of the text."""
    volume: str = ""
    place: str = ""
    """Its number in the volume."""
    number: str = ""
    """The number in its own head."""
    citations: tuple[Citation, ...] = ()
    talk: Talk | None = None
    """The talk that the document records."""
    tellings: tuple[Telling, ...] = ()
    """Paragraphs that tell of a talk and name its day."""
    strangers: tuple[tuple[str, int], ...] = ()
    """Participants that the authority file lacks, with the line that names each."""
    mark: bytes = b""
    """Stands for the card and the words of the document."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A card with its parties as sets."""

    card: Card
    days: Span | None
    parties: frozenset[str]
    """Entities of the participants; for one that the authority file lacks, the name."""
    senders: frozenset[str]
    writers: frozenset[str]
    """Senders and authors."""
    recipients: frozenset[str]
    named: Mapping[str, str]
    """Entities named in the text or taking part → address of the first paragraph that names them, if one does."""


def subject(card: Card) -> Subject:
    """A document as relations see it."""
    roles = [(party(one), one.role) for one in card.participants]
    taking_part = {one.person: "" for one in card.participants if one.person}
    return Subject(
        card,
        card.days,
        frozenset(key for key, _ in roles),
        frozenset(key for key, role in roles if role == "sender"),
        frozenset(key for key, role in roles if role in {"sender", "author"}),
        frozenset(key for key, role in roles if role == "recipient"),
        {**taking_part, **card.named},
    )


def party(participant: Participant) -> str:
    """What two participants have in common if they are the same: the entity, else the name without case and accents."""
    return participant.person or f"?{fold(participant.name)}"


def mark_of(value: object) -> bytes:
    """Stands for a value: the same for equal ones alone."""
    return blake2b(encode(value), digest_size=12).digest()
