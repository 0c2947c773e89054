"""The parties of a document from all that says so: what the format tags, the shape of the title, the text itself.

What an encoder or an editor stated is sure and comes first; the text adds those who are not named yet. Signatures under
enclosures are no parties of the document that encloses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from regesta.model import Block, Participant, Reading
from regesta.normalise.given import FORMATS, given_participants
from regesta.normalise.participants import read_participants
from regesta.normalise.participants_short import short_participants


def find_parties(reading: Reading, title: str, blocks: Sequence[Block]) -> tuple[Participant, ...]:
    """Every party in every role it has, each once."""
    read = read_participants(title, blocks)
    if reading.format not in FORMATS:
        return read
    given = given_participants(reading)
    roles = {one.role for one in given}
    short = [one for one in short_participants(title) if one.role not in roles]
    titled = [*given, *(short if not roles & {"sender", "recipient", "author"} else ())]
    found = list(titled)
    for one in read:
        if one.evidence == "title" and (titled or reading.markup == "tei"):
            continue  # "Report Covering the Visit of the President to the King" was written to nobody
        if one.role == "present" and "present" in roles:
            continue
        if not _is_signature(one, blocks) or _may_sign(titled, blocks, reading):
            found.extend([] if _is_named(one, found) else [one])
    return tuple(found)


def _is_signature(one: Participant, blocks: Sequence[Block]) -> bool:
    place = one.evidence.removeprefix("block ")
    return place.isdigit() and int(place) < len(blocks) and blocks[int(place)].kind == "closer"


def _may_sign(titled: Sequence[Participant], blocks: Sequence[Block], reading: Reading) -> bool:
    """Whether a signature tells the sender: nobody else is named as one, and no enclosure may have brought it."""
    if any(other.role in ("sender", "author") for other in titled):
        return False
    return reading.markup != "tei" or sum(block.kind == "closer" for block in blocks) == 1


def _is_named(one: Participant, others: Sequence[Participant]) -> bool:
    """Whether a party stands there already in its role, under a fuller or a shorter name: Erik for Erik Holm."""
    words = set(one.name.casefold().split())
    known = (set(other.name.casefold().split()) for other in others if other.role == one.role)
    return any(words <= names or names <= words for names in known)
