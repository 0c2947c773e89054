"""The editor's decisions about who speaks and what is related: what was inferred in, what was decided out.

A decision about a whole paragraph takes the place of all voices in it; one about some of its words is cut into them. A
decision that fits nothing is told, so that none is forgotten when a text changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from regesta.findings import Finding, finding
from regesta.model import Authority, Record, Relation, SpeakerDecision, UnrelatedDecision, Voice

FILE = "authority.yaml"


def decided_voices(
    record: Record, voices: tuple[Voice, ...], decisions: Iterable[SpeakerDecision]
) -> tuple[Voice, ...]:
    """The voices of a document after the editor's decisions about it."""
    decisions = tuple(decisions)
    for one in decisions:
        place = _place(one, record)
        if place:
            start, end = place
            told = Voice(one.at, start, end, one.speaker, one.through)
            voices = (*(part for voice in voices for part in _without(voice, told)), told)
    if not decisions:
        return voices
    order = {block.anchor: number for number, block in enumerate(record.blocks)}
    return tuple(sorted(voices, key=lambda one: (order.get(one.anchor, 0), one.start)))


def decided_relations(
    relations: Mapping[str, tuple[Relation, ...]], decisions: Iterable[UnrelatedDecision]
) -> dict[str, tuple[Relation, ...]]:
    """What is related after the editor's decisions; what an archive lists stays listed."""
    apart = {pair for one in decisions for pair in (one.documents, one.documents[::-1])}
    if not apart:
        return dict(relations)
    return {
        document: tuple(one for one in ones if one.basis == "archive" or (document, one.document) not in apart)
        for document, ones in relations.items()
    }


def misplaced(record: Record, decisions: Iterable[SpeakerDecision]) -> Iterator[Finding]:
    """Decisions about a document that fit no words of it."""
    for one in decisions:
        if _place(one, record) is None:
            message = f"“{one.words or one.at}” was not found in document {one.document}"
            yield finding("A-205", message, file=FILE, line=one.line)


def about_nothing(authority: Authority, documents: Collection[str]) -> Iterator[Finding]:
    """Decisions about documents that the edition does not hold."""
    for identity in authority.identities:
        if identity.document not in documents:
            message = f"“{identity.form}” was not found in document {identity.document}"
            yield finding("A-205", message, file=FILE, line=identity.line)
    for one in authority.speakers:
        if one.document not in documents:
            message = f"“{one.words or one.at}” was not found in document {one.document}"
            yield finding("A-205", message, file=FILE, line=one.line)
    for pair in authority.unrelated:
        for document in pair.documents:
            if document not in documents:
                yield finding("A-205", f"there is no document {document}", file=FILE, line=pair.line)


def _place(one: SpeakerDecision, record: Record) -> tuple[int, int] | None:
    text = next((block.text for block in record.blocks if block.anchor == one.at), "")
    start = text.find(one.words)
    if not text or start < 0:
        return None
    return (start, start + len(one.words)) if one.words else (0, len(text))


def _without(voice: Voice, told: Voice) -> Iterator[Voice]:
    """What is left of a voice beside the words that were decided."""
    if voice.anchor != told.anchor or voice.end <= told.start or told.end <= voice.start:
        yield voice
        return
    for start, end in ((voice.start, told.start), (told.end, voice.end)):
        if start < end:
            yield Voice(voice.anchor, start, end, voice.speaker, voice.through, voice.guess)
