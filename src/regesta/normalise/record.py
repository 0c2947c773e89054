"""A reading to a record: each part of it understood by its own module, put together here, with the findings of all.

Every line of the transcript stays accounted for: fields are kept as cut, blocks carry their lines, and what is neither
is in `set_aside` with its reason. Blocks have no addresses yet; evidence that points at a block does so by its index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.model import Correction, Date, Languages, Reading, Record, Settings, Source, Transcript
from regesta.normalise.apparatus import with_brackets
from regesta.normalise.archive import LANGUAGES, PUBLIC_HOST, TYPES
from regesta.normalise.citations import (
    Citation,
    canonical_address,
    host,
    names_archive,
    read_citation,
    record_id,
)
from regesta.normalise.corrected import (
    applied_layout,
    correct_words,
    corrected_fields,
    decided_brackets,
    decided_participants,
)
from regesta.normalise.dates import read_date, sort_key
from regesta.normalise.dating import stated_date
from regesta.normalise.events import event_date, received_date
from regesta.normalise.given import (
    FORMATS,
    given_languages,
    given_source,
    given_texts,
    given_title,
    proposed_id,
    renamed,
    without_kind,
)
from regesta.normalise.inline import read_inline
from regesta.normalise.judging import judge, line_of
from regesta.normalise.note_texts import recognise_notes
from regesta.normalise.notes import place_notes, without_calls
from regesta.normalise.opening import Opening, read_opening, with_classification
from regesta.normalise.paragraphs import build_blocks
from regesta.normalise.parties import find_parties
from regesta.normalise.sources import read_source
from regesta.normalise.tei_body import build_tei_blocks
from regesta.text import fold, lines_of, slug

_heading_mark = re.compile(r"^\s*#{1,6}\s+", re.MULTILINE)
_version_language = re.compile(r"\b([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")


class Decisions(NamedTuple):
    """What the editor decided about a transcript, and the last published words of each address for `where: p12`."""

    corrections: tuple[Correction, ...] = ()
    words_of: Mapping[str, str] = MappingProxyType({})


NOTHING_DECIDED = Decisions()
LONGEST_NOTE = 4000
"""How much of a source note is looked at."""


def normalise(
    reading: Reading, transcript: Transcript, settings: Settings, decisions: Decisions = NOTHING_DECIDED
) -> tuple[Record, tuple[Finding, ...]]:
    """Understand one reading; the record's id may be empty, then `proposed_id` says what it could be."""
    corrections = decisions.corrections
    reading = renamed(reading, settings.front_matter)
    texts = corrected_fields(_field_texts(reading), corrections)
    citation = read_citation(texts.get("citation", ""))
    title = without_calls(given_title(_title(texts.get("title", ""), citation.title), reading))
    identifier = texts.get("record id") or record_id(citation.url)
    date_decided = any(one.where == "date" for one in corrections)
    languages = given_languages(reading, _languages(texts, settings))
    reading = recognise_notes(reading)
    body = build_tei_blocks(reading) if reading.markup == "tei" else build_blocks(reading, transcript, corrections)
    noted = place_notes(with_classification(body.blocks, reading), reading, transcript)
    opening = read_opening(noted.blocks) if reading.format == "front-matter" else Opening()
    if reading.format in FORMATS:
        date, findings = stated_date(reading, texts.get("date", ""), title, opening, transcript)
    else:
        date, findings = _date(texts, citation, reading, transcript, decided=date_decided)
    laid_out, misplaced = applied_layout(body.blocks, corrections)
    worded = correct_words(noted.blocks, corrections, decisions.words_of)
    blocks, bracket_findings = with_brackets(worded.blocks, transcript, languages.original, corrections)
    bracketed = decided_brackets(blocks, corrections)
    participants, parties = decided_participants(find_parties(reading, title, bracketed.blocks), corrections)
    url = _address(identifier, citation, texts, reading, settings)
    applied = (
        *laid_out,
        *worded.applied,
        *bracketed.applied,
        *parties,
        *(one for one in corrections if one.where in texts),
    )
    record = Record(
        id=_safe_id(identifier),
        proposed_id=proposed_id(texts) or _proposed_id(date, title, transcript),
        title=title,
        type=texts.get("type") or opening.kind or _type_from_title(title),
        date=date,
        event_date=_day_of(texts, "event", event_date(date, title, bracketed.blocks)),
        received=_day_of(
            texts, "received", received_date(date, bracketed.blocks, (texts.get("date", ""), texts.get("dateline", "")))
        ),
        languages=languages,
        summary=texts.get("summary", ""),
        rights=texts.get("rights", ""),
        citation=texts.get("citation", ""),
        source=given_source(_source(texts.get("source") or citation.source, url, reading, texts), reading, texts),
        participants=participants,
        blocks=bracketed.blocks,
        notes=noted.notes,
        listed=tuple(replace(one, date=_edtf(one.date_as_written)) for one in reading.related),
        file=transcript.file,
        sha256=transcript.sha256,
        format=reading.format,
        line_count=len(lines_of(transcript.text)) - transcript.text.endswith("\n"),
        extent=reading.extent,
        fields=reading.fields,
        set_aside=tuple(sorted((*reading.set_aside, *body.set_aside), key=lambda one: one.lines)),
        corrections=tuple(sorted(applied, key=lambda one: one.line)),
    )
    findings += [*body.findings, *misplaced, *worded.findings, *bracket_findings, *bracketed.findings, *noted.findings]
    return record, (*findings, *judge(record, citation, texts | opening.stated, reading))


def _address(
    identifier: str, citation: Citation, texts: Mapping[str, str], reading: Reading, settings: Settings
) -> str | None:
    """The document's address at the archive: on its public host, whatever copy of it the transcript names.

    A transcript of another archive that is laid out alike keeps the address that it prints.
    """
    cited = host(citation.url) if citation.url else ""
    known = cited in ("", host(PUBLIC_HOST), *settings.staging_hosts) or names_archive(texts.get("citation", ""))
    if identifier and known and (cited or reading.format.startswith("archive-")):
        return canonical_address(identifier)
    return citation.url or None


def _title(printed: str, cited: str) -> str:
    """The title as the page prints it, but not its capitals where the citation has the same words in small letters."""
    return cited if cited and printed.isupper() and fold(printed) == fold(cited) else printed or cited


def _field_texts(reading: Reading) -> dict[str, str]:
    """Plain text of each field that has a value; of several with one name the first, but citations keep all lines."""
    texts: dict[str, str] = {}
    for one in reading.fields:
        text = read_inline(_heading_mark.sub("", one.text), reading.markup).text
        if text:
            texts.setdefault(one.name, text)
    return texts | given_texts(reading)


def _source(note: str, url: str | None, reading: Reading, texts: Mapping[str, str]) -> Source:
    """The source note taken apart, the whole kept as written; of one longer than any the beginning is looked at."""
    source = read_source(without_kind(note, reading)[:LONGEST_NOTE], url=url, archive=texts.get("archive"))
    return replace(source, as_written=note if len(note) > LONGEST_NOTE else " ".join(note.split()))


def _edtf(wording: str) -> str:
    date = read_date(wording) if wording else None
    return date.edtf if date else "XXXX"


def _date(
    texts: dict[str, str], citation: Citation, reading: Reading, transcript: Transcript, *, decided: bool
) -> tuple[Date, list[Finding]]:
    """The date of the heading, or of the citation; a finding where they disagree or cannot be read."""
    wordings = [wording for wording in (texts.get("date", ""), citation.date) if wording]
    dates = [date for date in map(read_date, wordings) if date]
    findings = []
    if not dates:
        message = f"no date in “{wordings[0]}”" if wordings else "the transcript gives no date"
        findings.append(finding("D-108", message, file=transcript.file, line=line_of(reading, "date")))
        return Date("XXXX", wordings[0] if wordings else ""), findings
    if len(dates) > 1 and dates[0].edtf != dates[1].edtf and not decided:
        message = f"the heading says {wordings[0]}, the citation {wordings[1]}"
        findings.append(finding("D-107", message, file=transcript.file, line=line_of(reading, "date")))
    return dates[0], findings


def _day_of(texts: Mapping[str, str], name: str, found: Date | None) -> Date | None:
    """A day as the editor or a field gives it, else as it was found; "none" says that there is none."""
    given = texts.get(name, "")
    return None if given == "none" else (read_date(given) if given else None) or found


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
             if kind.casefold() in folded and re.search(rf"\b{re.escape(kind.casefold())}\b", folded)]  # fmt: skip
    return min(found)[2] if found else None


def _safe_id(identifier: str) -> str:
    """An id that can stand in an address, whatever the transcript has in its place."""
    return identifier if re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}", identifier) else slug(identifier)


def _proposed_id(date: Date, title: str, transcript: Transcript) -> str:
    day = sort_key(date.edtf)
    return "-".join(part for part in ("" if day == "9999" else day, slug(title)) if part) or transcript.sha256[:12]
