"""record.json: everything that was understood of a document, in the shape that is promised to other programs.

In goes a linked document, out comes JSON in UTF-8 with its keys in a fixed order. Every word of the transcript is in
a field, a paragraph, a note, a listed document or set aside; a promised key is always there, if with null. Keys may be
added at the end of an object, never taken away.
"""

from __future__ import annotations

from typing import Any

import msgspec

from regesta.model import (
    Anchor,
    Block,
    Correction,
    Date,
    Field,
    LinkedDocument,
    Mention,
    Note,
    Participant,
    Record,
    RelatedListing,
    Relation,
    SetAside,
    Sign,
    Source,
    State,
)

FORMAT = "regesta-record/1"


def record_json(document: LinkedDocument) -> bytes:
    """The record of a document as a JSON file."""
    return msgspec.json.format(msgspec.json.encode(described(document)), indent=1) + b"\n"


def described(document: LinkedDocument) -> dict[str, Any]:
    """The record of a document as plain values, keys in order."""
    record = document.record
    return {
        "format": FORMAT,
        "id": record.id,
        "title": record.title,
        "type": record.type,
        "date": _date(record.date),
        "languages": {
            "original": record.languages.original,
            "text": record.languages.text,
            "as_written": record.languages.as_written,
        },
        "summary": record.summary,
        "rights": record.rights,
        "citation": record.citation,
        "source": _source(record.source),
        "participants": [_participant(one) for one in record.participants],
        "paragraphs": [_paragraph(block) for block in record.blocks],
        "notes": [_note(note) for note in record.notes],
        "related": [_relation(one) for one in document.related],
        "transcript": _transcript(record),
        "event_date": _date(record.event_date) if record.event_date else None,
        "received": _date(record.received) if record.received else None,
        "corrections": [_correction(one) for one in record.corrections],
        "mentions": [_mention(one) for one in document.mentions],
        "glosses": [msgspec.to_builtins(one) for one in document.glosses],
        "voices": [msgspec.to_builtins(one) for one in document.voices],
        "states": [_state(state) for state in document.states],
        "anchors": [_anchor(anchor) for anchor in record.anchors],
        "withdrawn": record.withdrawn or None,
    }


def _correction(correction: Correction) -> dict[str, Any]:
    """What a decision of the editor says; the keys it leaves empty are left out."""
    keys = ("where", "old", "new", "bracket", "kind", "join", "participant", "role", "reason", "by", "when")
    return {key: value for key in keys if (value := getattr(correction, key)) not in ("", None)}


def _date(date: Date) -> dict[str, Any]:
    return {"edtf": date.edtf, "as_written": date.as_written, "guess": date.guess}


def _source(source: Source) -> dict[str, Any]:
    return {
        "as_written": source.as_written,
        "archive": source.archive,
        "reference": source.reference,
        "published_in": source.published_in,
        "pages": source.pages,
        "translators": source.translators,
        "url": source.url,
        "contributors": source.contributors,
        "archive_name": source.archive_name,
        "archive_place": source.archive_place,
    }


def _participant(one: Participant) -> dict[str, Any]:
    return {
        "name": one.name,
        "as_written": one.as_written,
        "role": one.role,
        "person": one.person,
        "evidence": one.evidence,
        "of": one.of,
        "guess": one.guess,
    }


def _paragraph(block: Block) -> dict[str, Any]:
    """A block; `lines` reach from its first to its last line, and `ranges` are there where something stands between."""
    described_block: dict[str, Any] = {
        "anchor": block.anchor or None,
        "kind": block.kind,
        "text": block.text,
        "lines": _envelope(block),
        "signs": [_sign(sign) for sign in block.signs],
    }
    if len(block.ranges) > 1:
        described_block["ranges"] = block.ranges
    if block.level:
        described_block["level"] = block.level
    if block.kind == "table":
        described_block["rows"] = block.rows
    return described_block


def _envelope(block: Block) -> tuple[int, int] | None:
    if not block.ranges:
        return None
    return min(first for first, _ in block.ranges), max(last for _, last in block.ranges)


def _sign(sign: Sign) -> dict[str, Any]:
    return {"start": sign.start, "end": sign.end, "kind": sign.kind, "detail": sign.detail}


def _note(note: Note) -> dict[str, Any]:
    return {
        "anchor": note.anchor or None,
        "mark": note.mark,
        "text": note.text,
        "called_from": note.called_from or None,
        "lines": note.lines,
        "signs": [_sign(sign) for sign in note.signs],
    }


def _relation(one: Relation) -> dict[str, Any]:
    return {
        "document": one.document,
        "title": one.title,
        "date": one.date,
        "basis": one.basis,
        "because": one.because,
        "summary": one.summary,
    }


def _mention(one: Mention) -> dict[str, Any]:
    """A name of an entity of the authority file: characters `start` to `end` of the text at that address."""
    return {
        "entity": one.entity,
        "anchor": one.anchor,
        "start": one.start,
        "end": one.end,
        "form": one.form,
        "guess": one.guess,
    }


def _transcript(record: Record) -> dict[str, Any]:
    return {
        "file": record.file,
        "sha256": record.sha256,
        "format": record.format,
        "lines": record.line_count,
        "set_aside": [_set_aside(one) for one in record.set_aside],
        "fields": [_field(one) for one in record.fields],
        "listed": [_listed(one) for one in record.listed],
    }


def _set_aside(one: SetAside) -> dict[str, Any]:
    return {"lines": one.lines, "text": one.text, "reason": one.reason}


def _field(one: Field) -> dict[str, Any]:
    return {"name": one.name, "label": one.label, "text": one.text, "lines": one.lines}


def _listed(one: RelatedListing) -> dict[str, Any]:
    """A document the archive lists as related, as the transcript words it; `related` says what became of it."""
    return {
        "title": one.title,
        "date": one.date,
        "as_written": one.date_as_written,
        "summary": one.summary,
        "lines": one.lines,
    }


def _state(state: State) -> dict[str, Any]:
    return {"number": state.number, "date": state.date, "sha256": state.sha256, "note": state.note}


def _anchor(anchor: Anchor) -> dict[str, Any]:
    """An address and what became of it; the words only of one that is gone, since all others stand in the text."""
    described_anchor: dict[str, Any] = {
        "address": anchor.address,
        "status": anchor.status,
        "born": anchor.born,
        "since": anchor.since,
        "fingerprint": anchor.fingerprint or None,
    }
    rest = {
        "host": anchor.host,
        "origin": anchor.origin,
        "moved": anchor.moved,
        "after": anchor.after,
        "gone": anchor.gone,
        "why": anchor.why,
        "see": anchor.see,
        "guess": anchor.guess,
        "text": anchor.text if anchor.status == "gone" else "",
    }
    return described_anchor | {name: value for name, value in rest.items() if value}
