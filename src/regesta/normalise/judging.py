"""What is doubtful about a record as a whole: missing parts, guesses, addresses, endings, each at its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.findings import Finding, finding
from regesta.model import Field, Participant, Reading, Record
from regesta.normalise.archive import PUBLIC_HOST
from regesta.normalise.citations import Citation, host, names_archive, read_citation, record_id

_cover = re.compile(r"^(?:Citation:?\s+)?(?P<words>[\"“].{10,600})$", re.DOTALL)


def judge(record: Record, citation: Citation, texts: dict[str, str], reading: Reading) -> list[Finding]:
    """All findings about a record that no part of it could tell alone."""
    found = []
    if not record.title or not record.blocks:
        missing = "title" if not record.title else "text"
        found.append(finding("R-003", f"the transcript gives no {missing}", file=record.file, line=1))
    if not record.id:
        message = f"no record id; “{record.proposed_id}” is derived from date and title"
        found.append(finding("M-102", message, file=record.file))
    if record.type and not texts.get("type"):
        found.append(
            finding(
                "M-103", f"“{record.type}” is read from the title", file=record.file, line=line_of(reading, "title")
            )
        )
    moved = (record.source.url or "").startswith(PUBLIC_HOST) and host(citation.url) != host(PUBLIC_HOST)
    if citation.url and record_id(citation.url) and moved:
        message = f"the citation points at {host(citation.url)}; pages give {record.source.url}"
        found.append(finding("S-108", message, file=record.file, line=_address_line(reading.fields, citation)))
    if record.blocks and record.blocks[-1].kind == "omission":
        line = record.blocks[-1].ranges[-1][1]
        found.append(finding("S-109", "the text ends with an omission mark", file=record.file, line=line))
    source = record.source
    found += [_guessed_party(one, record) for one in record.participants if one.guess]
    event = record.event_date
    if event and event.edtf != record.date.edtf:
        message = (
            f"the record is of {record.date.edtf}, what it tells of happened on {event.edtf} (“{event.as_written}”)"
        )
        line = line_of(reading, "date")
        found.append(finding("D-109", message, file=record.file, line=line, hint=_other_day(record, "event")))
    received = record.received
    if received and received.guess:
        message = f"“{received.as_written}” is taken for {received.edtf}, the day of receipt"
        line = line_of(reading, "date")
        found.append(finding("D-110", message, file=record.file, line=line, hint=_other_day(record, "received")))
    found += _covers_within(record)
    if source.as_written and not (source.archive or source.published_in):
        found.append(
            finding("S-110", "no archive and no publication is told", file=record.file, line=line_of(reading, "source"))
        )
    if any('"' in block.text or "'" in block.text for block in record.blocks):
        first = next(block for block in record.blocks if '"' in block.text or "'" in block.text)
        message = "typewriter quotation marks; pages show curved ones"
        found.append(finding("T-104", message, file=record.file, line=first.ranges[0][0]))
    return found


def _name_of(record: Record) -> str:
    """What corrections.yaml calls the document."""
    return record.id or record.proposed_id or record.file


def _other_day(record: Record, where: str) -> str:
    entry = f'{{document: "{_name_of(record)}", where: {where}, new: none, reason: …}}'
    return f"Nothing if that is right; else in corrections.yaml: {entry}, or the right day for none."


def _guessed_party(one: Participant, record: Record) -> Finding:
    """A guess with its reason, at its line, and the entry that settles it."""
    place = one.evidence.removeprefix("block ")
    block = record.blocks[int(place)] if place.isdigit() and int(place) < len(record.blocks) else None
    why = (
        "the text speaks as “I” and names the others"
        if one.role == "author"
        else "the text says “I” have met that name"
    )
    why = why if block else "nothing in the title but bare names says so"
    entry = f'{{document: "{_name_of(record)}", participant: {one.name}, role: {one.role}, reason: …}}'
    return finding(
        "P-101",
        f"{one.name} is taken for the {one.role}, because {why}",
        file=record.file,
        line=block.ranges[0][0]
        if block
        else next((field.lines[0] for field in record.fields if field.name == "title"), 0),
        hint=f"In corrections.yaml: {entry} makes it sure; role none takes the party out.",
    )


def _covers_within(record: Record) -> list[Finding]:
    """A finding for each block of the text that cites another document of the archive as its cover would."""
    found = []
    for block in record.blocks:
        match = _cover.match(block.text) if "rchive" in block.text else None
        cited = read_citation(match["words"]) if match and names_archive(block.text) else None
        if cited and cited.title and cited.title != read_citation(record.citation).title:
            message = f"the cover of another document stands in the text: “{cited.title}”"
            found.append(finding("R-013", message, file=record.file, line=block.ranges[0][0]))
    return found


def _address_line(fields: Sequence[Field], citation: Citation) -> int:
    """Line in which the citation's address stands."""
    for one in fields:
        if one.name == "citation" and citation.url in one.text:
            before = one.text[: one.text.index(citation.url)]
            return one.lines[1] - one.text.count("\n") + before.count("\n")
    return 0


def line_of(reading: Reading, name: str) -> int:
    """Line of a field in the transcript, 0 where there is none."""
    return next((one.lines[0] for one in reading.fields if one.name == name), 0)
