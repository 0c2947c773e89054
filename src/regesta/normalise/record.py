"""A reading to a record: each part of it understood by its own module, put together here, with the findings of all.

Every line of the transcript stays accounted for: fields are kept as cut, blocks carry their lines, and what is neither
is in `set_aside` with its reason. Blocks have no addresses yet; evidence that points at a block does so by its index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Block, Date, Field, Languages, Note, Reading, Record, Settings, Transcript
from regesta.normalise.archive import LANGUAGES, PUBLIC_HOST, TYPES
from regesta.normalise.brackets import find_brackets
from regesta.normalise.citations import Citation, canonical_address, host, read_citation, record_id
from regesta.normalise.dates import read_date, sort_key
from regesta.normalise.inline import read_inline
from regesta.normalise.paragraphs import build_blocks
from regesta.normalise.participants import read_participants
from regesta.normalise.sources import read_source
from regesta.text import slug

_heading_mark = re.compile(r"^\s*#{1,6}\s+", re.MULTILINE)
_version_language = re.compile(r"\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")


def normalise(reading: Reading, transcript: Transcript, settings: Settings) -> tuple[Record, tuple[Finding, ...]]:
    """Understand one reading; the record's id may be empty, then `proposed_id` says what it could be."""
    texts = _field_texts(reading)
    citation = read_citation(texts.get("citation", ""))
    title = texts.get("title") or citation.title
    identifier = texts.get("record id") or record_id(citation.url)
    date, findings = _date(texts, citation, reading, transcript)
    body = build_blocks(reading, transcript)
    languages = _languages(texts, settings)
    blocks, more = _with_brackets(body.blocks, transcript, languages.original)
    notes = _notes(blocks, transcript)
    kind = texts.get("type") or _type_from_title(title)
    url = (
        canonical_address(identifier) if identifier and reading.format.startswith("archive-") else citation.url or None
    )
    record = Record(
        id=_safe_id(identifier),
        proposed_id=_proposed_id(date, title, transcript),
        title=title,
        type=kind,
        date=date,
        languages=languages,
        summary=texts.get("summary", ""),
        rights=texts.get("rights", ""),
        citation=texts.get("citation", ""),
        source=read_source(texts.get("source") or citation.source, url=url, archive=texts.get("archive")),
        participants=read_participants(title, blocks),
        blocks=blocks,
        notes=notes[0],
        listed=tuple(replace(one, date=_edtf(one.date_as_written)) for one in reading.related),
        file=transcript.file,
        sha256=transcript.sha256,
        format=reading.format,
        line_count=len(transcript.text.splitlines()),
        fields=reading.fields,
        set_aside=tuple(sorted((*reading.set_aside, *body.set_aside), key=lambda one: one.lines)),
    )
    findings = [*findings, *body.findings, *more, *notes[1], *_record_findings(record, citation, texts, reading)]
    return record, tuple(findings)


def _field_texts(reading: Reading) -> dict[str, str]:
    """Plain text of each field that has a value; of several with one name the first, but citations keep all lines."""
    texts: dict[str, str] = {}
    for one in reading.fields:
        text = read_inline(_heading_mark.sub("", one.text), reading.markup).text
        if text:
            texts.setdefault(one.name, text)
    return texts


def _line(reading: Reading, name: str) -> int:
    """Line of a field in the transcript, 0 where there is none."""
    return next((one.lines[0] for one in reading.fields if one.name == name), 0)


def _edtf(wording: str) -> str:
    date = read_date(wording) if wording else None
    return date.edtf if date else "XXXX"


def _date(
    texts: dict[str, str], citation: Citation, reading: Reading, transcript: Transcript
) -> tuple[Date, list[Finding]]:
    """The date of the heading, or of the citation; a finding where they disagree or cannot be read."""
    wordings = [wording for wording in (texts.get("date", ""), citation.date) if wording]
    dates = [date for date in map(read_date, wordings) if date]
    findings = []
    if not dates:
        message = f"no date in “{wordings[0]}”" if wordings else "the transcript gives no date"
        findings.append(finding("D-108", message, file=transcript.file, line=_line(reading, "date")))
        return Date("XXXX", wordings[0] if wordings else ""), findings
    if len(dates) > 1 and dates[0].edtf != dates[1].edtf:
        message = f"the heading says {wordings[0]}, the citation {wordings[1]}"
        findings.append(finding("D-107", message, file=transcript.file, line=_line(reading, "date")))
    return dates[0], findings


def _languages(texts: dict[str, str], settings: Settings) -> Languages:
    """Language of the original by its field, of the text by the version's name ("Translation - English")."""
    named = texts.get("language", "")
    original = tuple(
        code for word in re.split(r"\s*[,;/]\s*|\s+and\s+", named) if (code := LANGUAGES.get(word.casefold()))
    )
    version = texts.get("version", "")
    of_text = [
        LANGUAGES[word.casefold()] for word in _version_language.findall(version) if word.casefold() in LANGUAGES
    ]
    as_written = tuple(words for words in (named, version) if words)
    return Languages(original, of_text[0] if of_text else settings.language, as_written)


def _type_from_title(title: str) -> str | None:
    """The kind of document that a title begins with or names: the longest known one, the earliest of equals."""
    folded = title.casefold()
    found = [(not folded.startswith(kind.casefold()), -len(kind), kind) for kind in TYPES
             if re.search(rf"\b{re.escape(kind.casefold())}\b", folded)]  # fmt: skip
    return min(found)[2] if found else None


def _safe_id(identifier: str) -> str:
    """An id that can stand in an address, whatever the transcript has in its place."""
    return identifier if re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}", identifier) else slug(identifier)


def _proposed_id(date: Date, title: str, transcript: Transcript) -> str:
    day = sort_key(date.edtf)
    return "-".join(part for part in ("" if day == "9999" else day, slug(title)) if part) or transcript.sha256[:12]


def _with_brackets(
    blocks: Sequence[Block], transcript: Transcript, original: tuple[str, ...]
) -> tuple[tuple[Block, ...], list[Finding]]:
    """Blocks with the meaning of their brackets, and findings for stray and doubtful ones."""
    whole = "\n".join(block.text for block in blocks)
    findings, result = [], []
    for block in blocks:
        if block.kind in ("omission", "table"):
            result.append(block)
            continue
        brackets = find_brackets(block.text, whole=whole, language=original[0] if original else "")
        signs = sorted((*block.signs, *brackets.signs), key=lambda sign: (sign.start, -sign.end))
        result.append(replace(block, signs=tuple(signs)))
        for offset in brackets.stray:
            around = block.text[max(0, offset - 30) : offset + 10].strip()
            message = f"a square bracket without its partner in “{around}”"
            findings.append(finding("T-103", message, file=transcript.file, line=_line_at(block, offset, transcript)))
        for sign in brackets.doubtful:
            words = block.text[sign.start : sign.end]
            taken = "taken for the original's words by their sound" if sign.kind == "gloss" else "of no known kind"
            message = f"{words} is {taken}"
            findings.append(
                finding("T-105", message, file=transcript.file, line=_line_at(block, sign.start, transcript))
            )
    return tuple(result), findings


def _line_at(block: Block, offset: int, transcript: Transcript) -> int:
    """Line of the transcript in which a character of a block stands, told by the words before it."""
    lines = transcript.text.split("\n")
    letters = sum(char.isalnum() for char in block.text[:offset])
    for first, last in block.ranges:
        for number in range(first, last + 1):
            count = sum(char.isalnum() for char in lines[number - 1])
            if letters < count or (letters == count and number == block.ranges[-1][1]):
                return number
            letters -= count
    return block.ranges[-1][1]


def _notes(blocks: Sequence[Block], transcript: Transcript) -> tuple[tuple[Note, ...], list[Finding]]:
    """A note for every mark in the text; here all without words, as these layouts carry none."""
    notes, findings = [], []
    for index, block in enumerate(blocks):
        for sign in block.signs:
            if sign.kind == "note_call":
                notes.append(Note(sign.detail, None, "", f"block {index}"))
                message = f"note {sign.detail} is called here, and the transcript does not hold it"
                line = _line_at(block, sign.start, transcript)
                findings.append(finding("N-105", message, file=transcript.file, line=line))
    return tuple(notes), findings


def _record_findings(record: Record, citation: Citation, texts: dict[str, str], reading: Reading) -> list[Finding]:
    found = []
    if not record.title or not record.blocks:
        missing = "title" if not record.title else "text"
        found.append(finding("R-003", f"the transcript gives no {missing}", file=record.file, line=1))
    if not record.id:
        message = f"no record id; “{record.proposed_id}” is derived from date and title"
        found.append(finding("M-102", message, file=record.file))
    if record.type and not texts.get("type"):
        found.append(
            finding("M-103", f"“{record.type}” is read from the title", file=record.file, line=_line(reading, "title"))
        )
    if citation.url and record_id(citation.url) and host(citation.url) != host(PUBLIC_HOST):
        message = f"the citation points at {host(citation.url)}; pages give {record.source.url}"
        found.append(finding("S-108", message, file=record.file, line=_address_line(reading.fields, citation)))
    if record.blocks and record.blocks[-1].kind == "omission":
        line = record.blocks[-1].ranges[-1][1]
        found.append(finding("S-109", "the text ends with an omission mark", file=record.file, line=line))
    source = record.source
    for one in record.participants:
        if one.guess:
            message = f"{one.name} is taken for the {one.role}, because the text speaks as “I” and names the others"
            found.append(finding("P-101", message, file=record.file, line=_line(reading, "title")))
    if source.as_written and not (source.archive or source.published_in):
        found.append(
            finding("S-110", "no archive and no publication is told", file=record.file, line=_line(reading, "source"))
        )
    if any('"' in block.text or "'" in block.text for block in record.blocks):
        first = next(block for block in record.blocks if '"' in block.text or "'" in block.text)
        message = "typewriter quotation marks; pages show curved ones"
        found.append(finding("T-104", message, file=record.file, line=first.ranges[0][0]))
    return found


def _address_line(fields: Sequence[Field], citation: Citation) -> int:
    """Line in which the citation's address stands."""
    for one in fields:
        if one.name == "citation" and citation.url in one.text:
            before = one.text[: one.text.index(citation.url)]
            return one.lines[1] - one.text.count("\n") + before.count("\n")
    return 0
