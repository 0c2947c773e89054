"""The parties of a document from all that says so: what the format tags, the shape of the title, the text itself.

What an encoder or an editor stated is sure and comes first; the text adds those who are not named yet. Signatures under
enclosures are no parties of the document that encloses them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from regesta.model import Block, Participant, Reading, Role
from regesta.normalise.given import FORMATS, given_participants
from regesta.normalise.known_names import KnownNames, known_names, longer, remember, shorter_or_same
from regesta.normalise.participants import read_participants
from regesta.normalise.participants_short import short_participants

LONGEST_TITLE = 4000


def find_parties(reading: Reading, title: str, blocks: Sequence[Block]) -> tuple[Participant, ...]:
    """Every party in every role it has, each once; a title longer than any names none."""
    title = title if len(title) <= LONGEST_TITLE else ""
    read = read_participants(title, blocks)
    if reading.format not in FORMATS:
        return read
    given = given_participants(reading)
    roles = {one.role for one in given}
    short = [one for one in short_participants(title) if one.role not in roles]
    titled = [*given, *(short if not roles & {"sender", "recipient", "author"} else ())]
    found = list(titled)
    known = defaultdict[Role, KnownNames](known_names)
    for one in titled:
        remember(_words(one), known[one.role])
    for one in read:
        if one.evidence == "title" and (titled or (reading.markup == "tei" and one.role != "author")):
            continue  # "Report Covering the Visit of the President to the King" was written to nobody
        if one.role == "present" and "present" in roles:
            continue
        stated = not _is_signature(one, blocks) or _may_sign(titled, blocks, reading)
        if one.role == "sender" and _is_named(one, known["author"]):
            continue  # "Memorandum by the Administrative Officer (Patterson)", signed R. C. Patterson
        if stated and not _is_named(one, known[one.role]):
            found.append(one)
            remember(_words(one), known[one.role])
    return tuple(found)


def _is_signature(one: Participant, blocks: Sequence[Block]) -> bool:
    """Whether a party is told by a signature, by one within the text ("[Signed] A. Petrov", "Yours, A. Petrov") too."""
    place = one.evidence.removeprefix("block ")
    if not place.isdigit() or int(place) >= len(blocks):
        return False
    return blocks[int(place)].kind == "closer" or one.role == "sender"


def _may_sign(titled: Sequence[Participant], blocks: Sequence[Block], reading: Reading) -> bool:
    """Whether a signature tells the sender: nobody else is named as one, and no enclosure may have brought it."""
    if any(other.role in ("sender", "author") for other in titled):
        return False
    return reading.markup != "tei" or sum(block.kind == "closer" for block in blocks) == 1


def _is_named(one: Participant, known: KnownNames) -> bool:
    """Whether a party stands there already in its role, under a fuller or a shorter name: Erik for Erik Holm."""
    words = _words(one)
    return shorter_or_same(words, known) or longer(words, known)


def _words(one: Participant) -> frozenset[str]:
    return frozenset(one.name.casefold().split())
