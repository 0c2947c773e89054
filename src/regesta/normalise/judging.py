"""What is doubtful about a record as a whole: missing parts, guesses, addresses, endings, each at its line."""

from __future__ import annotations

from collections.abc import Sequence

from regesta.findings import Finding, finding
from regesta.model import Field, Reading, Record
from regesta.normalise.archive import PUBLIC_HOST
from regesta.normalise.citations import Citation, host, record_id


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
    for one in record.participants:
        if one.guess:
            why = (
                "speaks as “I” and names the others" if one.role == "author" else "opens with “I” having met that name"
            )
            message = f"{one.name} is taken for the {one.role}, because the text {why}"
            found.append(finding("P-101", message, file=record.file, line=line_of(reading, "title")))
    event = record.event_date
    if event and event.edtf != record.date.edtf:
        message = (
            f"the record is of {record.date.edtf}, what it tells of happened on {event.edtf} (“{event.as_written}”)"
        )
        found.append(finding("D-109", message, file=record.file, line=line_of(reading, "date")))
    if source.as_written and not (source.archive or source.published_in):
        found.append(
            finding("S-110", "no archive and no publication is told", file=record.file, line=line_of(reading, "source"))
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


def line_of(reading: Reading, name: str) -> int:
    """Line of a field in the transcript, 0 where there is none."""
    return next((one.lines[0] for one in reading.fields if one.name == name), 0)
