"""The editor's decisions about who speaks, what a gloss stands by and what is related: inferred in, decided out.

A decision about a whole paragraph takes the place of all voices in it; one about some of its words is cut into them. A
decision that fits nothing is told, so that none is forgotten when a text changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.linking.cards import Card
from regesta.linking.glosses import original_of
from regesta.model import (
    Authority,
    Gloss,
    GlossDecision,
    Reason,
    Record,
    RelatedDecision,
    Relation,
    SpeakerDecision,
    Voice,
)

FILE = "authority.yaml"
Basis = Literal["archive", "editor"]
Relations = Mapping[str, tuple[Relation, ...]]


def decided_voices(
    record: Record, voices: tuple[Voice, ...], decisions: Sequence[SpeakerDecision]
) -> tuple[Voice, ...]:
    """The voices of a document after the editor's decisions about it."""
    for one in decisions:
        for anchor, start, end in _places(one.at, one.words, record)[:1]:
            told = Voice(anchor, start, end, one.speaker, one.through)
            voices = (*(part for voice in voices for part in _without(voice, told)), told)
    return tuple(sorted(voices, key=lambda one: (_order(record)[one.anchor], one.start))) if decisions else voices


def decided_glosses(
    record: Record, glosses: tuple[Gloss, ...], decisions: Sequence[GlossDecision]
) -> tuple[Gloss, ...]:
    """The glosses of a document after the editor's decisions about it."""
    for one in decisions:
        for anchor, start, end in _places(one.at, one.bracket, record):
            others = tuple(each for each in glosses if (each.anchor, each.start) != (anchor, start))
            told = (Gloss(anchor, start, end, original_of(one.bracket), one.english),) if one.english else ()
            glosses = (*others, *told)
    return tuple(sorted(glosses, key=lambda one: (_order(record)[one.anchor], one.start))) if decisions else glosses


def misplaced(
    record: Record, speakers: Iterable[SpeakerDecision], glosses: Iterable[GlossDecision]
) -> Iterator[Finding]:
    """Decisions about a document that fit no words of it."""
    for one in speakers:
        if not _places(one.at, one.words, record):
            yield _not_found(one.words or one.at, one.document, one.line)
    for each in glosses:
        if not _places(each.at, each.bracket, record):
            yield _not_found(each.bracket, each.document, each.line)


def decided_relations(
    relations: Relations, decisions: Sequence[RelatedDecision], cards: Mapping[str, Card]
) -> tuple[dict[str, tuple[Relation, ...]], tuple[Finding, ...]]:
    """What is related after the editor's decisions, and those that change nothing; what an archive lists stays."""
    decided = dict(relations)
    findings: list[Finding] = []
    for one in decisions:
        missing = [document for document in one.documents if document not in cards]
        findings.extend(finding("A-205", f"there is no document {each}", file=FILE, line=one.line) for each in missing)
        if missing:
            continue
        changed = [_decide(one, *pair, decided, cards) for pair in (one.documents, one.documents[::-1])]
        if not any(changed):
            message = f"documents {' and '.join(one.documents)} are not called related by anything computed"
            findings.append(finding("A-205", message, file=FILE, line=one.line))
    return decided, tuple(findings)


def about_nothing(authority: Authority, documents: Collection[str]) -> Iterator[Finding]:
    """Decisions about names, voices and glosses of documents that the edition does not hold."""
    for identity in authority.identities:
        if identity.document not in documents:
            yield _not_found(identity.form, identity.document, identity.line)
    for one in authority.speakers:
        if one.document not in documents:
            yield _not_found(one.words or one.at, one.document, one.line)
    for each in authority.glosses:
        if each.document not in documents:
            yield _not_found(each.bracket, each.document, each.line)


def _decide(
    one: RelatedDecision, here: str, there: str, decided: dict[str, tuple[Relation, ...]], cards: Mapping[str, Card]
) -> bool:
    """Carry a decision out in one direction; whether it changed anything."""
    before = decided.get(here, ())
    if not one.related:
        decided[here] = tuple(each for each in before if each.basis == "archive" or each.document != there)
        return decided[here] != before
    found = next((each for each in before if each.document == there), None)
    reasons = (Reason(f"related, as the editor says: {one.reason}"), *(found.reasons if found else ()))
    card = cards[there]
    basis: Basis = "archive" if found and found.basis == "archive" else "editor"
    told = Relation(there, card.title, card.date, basis, tuple(each.said for each in reasons), card.summary, reasons)
    first = [each for each in before if each.basis != "computed" and each.document != there]
    rest = [each for each in before if each.basis == "computed" and each.document != there]
    decided[here] = (*first, told, *rest)
    return True


def _not_found(words: str, document: str, line: int) -> Finding:
    return finding("A-205", f"“{words}” was not found in document {document}", file=FILE, line=line)


def _places(at: str, words: str, record: Record) -> list[tuple[str, int, int]]:
    """Where words stand under an address: the block's own address, start and end; for no words its whole text."""
    anchor, text, first, last = _stretch(at, record)
    if not words:
        return [(anchor, first, last)] if first < last else []
    found, start = [], text.find(words, first, last)
    while start >= 0:
        found.append((anchor, start, start + len(words)))
        start = text.find(words, start + len(words), last)
    return found


def _stretch(at: str, record: Record) -> tuple[str, str, int, int]:
    """The block in which the words of an address stand, and from where to where: its own, or those it has taken in."""
    inline = next((one for one in record.anchors if one.address == at and one.status == "inline"), None)
    host = inline.host if inline else at
    text = next((block.text for block in record.blocks if block.anchor == host), "")
    later = [one.at for one in record.anchors if inline and one.host == host and one.at > inline.at]
    return host, text, inline.at if inline else 0, min(later, default=len(text))


def _order(record: Record) -> dict[str, int]:
    return {block.anchor: number for number, block in enumerate(record.blocks)}


def _without(voice: Voice, told: Voice) -> Iterator[Voice]:
    """What is left of a voice beside the words that were decided."""
    if voice.anchor != told.anchor or voice.end <= told.start or told.end <= voice.start:
        yield voice
        return
    for start, end in ((voice.start, told.start), (told.end, voice.end)):
        if start < end:
            yield replace(voice, start=start, end=end)
