"""Documents that a text names: records in, for each the documents its paragraphs cite, and in which words.

Three ways of citing are known: an editor's "See Document 71" by the number in the volume; a writer's "your telegram No.
23" by the number the other document bears in its head; and "my letter of 5 May" by its day. The last two are resolved
only where sender, recipient and date agree and a single document fits; what fits none is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regesta.linking.days import Span, span
from regesta.model import Participant, Record
from regesta.text import fold

KIND = (
    r"(?:circular\s+)?(?:cablegrams?|telegrams?|cables?|letters?|despatch(?:es)?|dispatch(?:es)?|memorand(?:um|a)|"
    r"messages?|minutes?|notes?|reports?|airgram|savingram)"
)
NUMBER = r"(?:[A-Z]{1,3}[.\s-]{0,2})?\d{1,5}[A-Z]?"
BY_EDITOR = re.compile(
    r"(?P<volume>\b[Vv]ol(?:ume|\.)\s*(?P<before>\d+|[IVXL]+),?\s+)?"
    r"\b[Dd]ocuments?\s+(?P<numbers>\d+(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s+and\s+)\d+)*)"
    r"(?:\s+(?:in|of)\s+[Vv]ol(?:ume|\.)\s*(?P<after>\d+|[IVXL]+))?"
)
BY_NUMBER = re.compile(
    rf"\b(?:(?P<whose>[Yy]our|[Mm]y|[Oo]ur)\s+)?(?:immediately\s+preceding\s+)?"
    rf"(?:(?P<kind>{KIND}|{KIND.title()})\s+(?:No\.?\s*)?)?(?P<number>{NUMBER})\b"
    r"(?P<more>(?:(?:,\s*|\s+and\s+)\d{1,5}\b)*)",
)
MONTHS = "january february march april may june july august september october november december".split()
MONTH = "|".join(month.title() for month in MONTHS)
BY_DAY = re.compile(
    rf"\b(?:(?P<whose>[Yy]our|[Mm]y|[Oo]ur)\s+)?(?P<kind>{KIND}|{KIND.title()})\s+(?:dated\s+|of\s+|on\s+)?(?:the\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}))"
    r"(?:,?\s+(?P<year>\d{4}))?\b"
)
OWN_NUMBER = re.compile(
    rf"\A(?:[A-Z][a-zA-Z]*\s){{0,2}}(?:Cablegram|Telegram|Cable|Despatch|Dispatch|Letter|Memorandum|Airgram|Savingram)"
    rf"\s+(?:No\.?\s*)?(?P<number>{NUMBER})\b"
)
DIGIT = re.compile(r"\d")
HEAD_BLOCKS = 3
"""Blocks at the head of a document in which its own number may stand."""
LONGEST_WAIT = 120
"""Days after which a bare number is no longer taken for one of a former letter: numbers begin anew each year."""
SENT = ("sender", "author")
GOT = ("recipient",)


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph's mention of another document."""

    document: str
    """Id of the document that is cited."""
    anchor: str
    words: str
    """As the text has it: "your telegram 23"."""


@dataclass(frozen=True, slots=True)
class Card:
    """A document as others cite it."""

    record: Record
    days: Span | None
    senders: frozenset[str]
    recipients: frozenset[str]


@dataclass(frozen=True, slots=True)
class Register:
    """All documents by what they may be cited by."""

    by_place: Mapping[tuple[str, str], list[Card]]
    """Volume and number in it."""
    by_number: Mapping[str, list[Card]]
    by_day: Mapping[int, list[Card]]
    by_id: Mapping[str, Card]


def citations(records: Sequence[Record]) -> dict[str, tuple[Cited, ...]]:
    """Id of each document → what it cites, in the order of its text, each document once."""
    cards = [_card(record) for record in records if not record.withdrawn]
    register = _register(cards)
    found = {}
    for card in cards:
        cited: dict[str, Cited] = {}
        for one in _cited_by(card, register):
            if one.document != card.record.id:
                cited.setdefault(one.document, one)
        if cited:
            found[card.record.id] = tuple(cited.values())
    return found


def own_number(record: Record) -> str:
    """The number that a document bears in its head: "37" of "Cablegram 37 NEW DELHI, 18 January 1949"."""
    for block in [one for one in record.blocks if one.anchor][:HEAD_BLOCKS]:
        if match := OWN_NUMBER.match(block.text):
            return _plain(match["number"])
    return ""


def _cited_by(card: Card, register: Register) -> Iterator[Cited]:
    for anchor, text in _texts(card.record):
        if not DIGIT.search(text):
            continue
        taken: list[tuple[int, int]] = []
        for rule in (_by_editor, _by_day, _by_number):
            found = list(rule(text, card, register))
            for start, end, target in found:
                if target and not any(first < end and start < last for first, last in taken):
                    yield Cited(target, anchor, " ".join(text[start:end].split()))
            taken.extend((start, end) for start, end, _ in found)


def _by_editor(text: str, card: Card, register: Register) -> Iterator[tuple[int, int, str]]:
    """Every cross-reference, and again for each document it means."""
    volume = _volume(card.record)
    for match in BY_EDITOR.finditer(text):
        yield *match.span(), ""
        named = match["before"] or match["after"]
        where = _roman(named) if named else volume
        for number in re.findall(r"\d+", match["numbers"]):
            held = register.by_place.get((where, number), [])
            if len(held) == 1:
                yield *match.span(), held[0].record.id
            elif not held and number in register.by_id and len(number) > 3:
                yield *match.span(), number


def _by_number(text: str, card: Card, register: Register) -> Iterator[tuple[int, int, str]]:
    if card.days is None:
        return
    for match in BY_NUMBER.finditer(text):
        if not (match["whose"] or match["kind"]):
            continue
        for number in (match["number"], *re.findall(r"\d+", match["more"])):
            held = register.by_number.get(_plain(number), [])
            recent = held[_first(held, card.days[0] - LONGEST_WAIT) : _first(held, card.days[0] + 1)]
            near = [one for one in recent if _fits(one, card, match["whose"])]
            if near:
                yield *match.span(), near[-1].record.id


def _by_day(text: str, card: Card, register: Register) -> Iterator[tuple[int, int, str]]:
    if card.days is None:
        return
    own = date.fromordinal(card.days[1])
    for match in BY_DAY.finditer(text):
        yield *match.span(), ""
        day = _day(match, own)
        fitting = [one for one in register.by_day.get(day, ()) if _fits(one, card, match["whose"])] if day else []
        fitting = [one for one in fitting if one is not card and _kind_agrees(one.record, match["kind"])]
        if len(fitting) == 1:
            yield *match.span(), fitting[0].record.id


def _first(cards: Sequence[Card], day: int) -> int:
    """Place of the first document, of those in order, that is not before a day."""
    return bisect_left(cards, day, key=lambda one: one.days[0] if one.days else 0)


def _fits(one: Card, card: Card, whose: str | None) -> bool:
    """Whether a document can be the one that a letter calls "your" or "my" telegram, or speaks of at all."""
    if one is card:
        return False
    whose = (whose or "").lower()
    if whose == "your":
        return bool(one.senders & card.recipients and one.recipients & card.senders) or bool(
            one.senders & card.recipients and not one.recipients
        )
    if whose in {"my", "our"}:
        return bool(one.senders & card.senders)
    return bool((one.senders | one.recipients) & (card.senders | card.recipients))


def _kind_agrees(record: Record, kind: str) -> bool:
    """Whether a document may be called that: a cable may be a telegram, but no letter."""
    if not record.type:
        return True
    wire = ("cable", "telegram", "savingram", "airgram", "message")
    said, own = fold(kind), fold(record.type)
    if any(word in said for word in wire):
        return any(word in own for word in wire)
    return said.removesuffix("s").split()[-1] in own or not any(word in own for word in wire)


def _day(match: re.Match[str], own: date) -> int | None:
    """The day that is meant: without a year, the last such day before the letter's own."""
    month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
    day = int(match["day"] or match["day2"])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day).toordinal()
        found = date(own.year, month, day)
        return (found if found <= own else date(own.year - 1, month, day)).toordinal()
    except ValueError:
        return None


def _card(record: Record) -> Card:
    return Card(record, span(record.date.edtf), _parties(record, SENT), _parties(record, GOT))


def _parties(record: Record, roles: Iterable[str]) -> frozenset[str]:
    return frozenset(party(one) for one in record.participants if one.role in roles)


def party(participant: Participant) -> str:
    """What two participants have in common if they are the same: the entity, else the name without case and accents."""
    return participant.person or f"?{fold(participant.name)}"


def _register(cards: Iterable[Card]) -> Register:
    by_place: dict[tuple[str, str], list[Card]] = {}
    by_number: dict[str, list[Card]] = {}
    by_day: dict[int, list[Card]] = {}
    by_id: dict[str, Card] = {}
    for card in cards:
        by_id[card.record.id] = card
        place = _field(card.record, "document number")
        if place:
            by_place.setdefault((_volume(card.record), place), []).append(card)
        if card.days and (number := own_number(card.record)):
            by_number.setdefault(number, []).append(card)
        if card.days and card.days[0] == card.days[1]:
            by_day.setdefault(card.days[0], []).append(card)
    for held in by_number.values():
        held.sort(key=lambda one: (one.days or (0, 0), one.record.id))
    return Register(by_place, by_number, by_day, by_id)


def _volume(record: Record) -> str:
    return _field(record, "volume number") or record.source.published_in or ""


def _field(record: Record, name: str) -> str:
    return next((" ".join(one.text.split()) for one in record.fields if one.name == name), "").strip("'\"")


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """The addressed texts of a document, with the head in which it gives its own number left out."""
    blocks = [one for one in record.blocks if one.anchor]
    for place, block in enumerate(blocks):
        head = OWN_NUMBER.match(block.text) if place < HEAD_BLOCKS else None
        yield block.anchor, " " * head.end() + block.text[head.end() :] if head else block.text
    for note in record.notes:
        if note.anchor and note.text:
            yield note.anchor, note.text


def _plain(number: str) -> str:
    return re.sub(r"[.\s-]", "", number).upper()


def _roman(number: str) -> str:
    if number.isdigit():
        return number
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[sign] for sign in number]
    following = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, following, strict=True)))
