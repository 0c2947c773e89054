"""text.txt: a document for reading and for programs that want words, numbers included.

In goes a linked document, out comes plain text: a head, the paragraphs with their numbers, the notes, how to cite it.
The words and their brackets are the transcript's; what this edition adds inside a paragraph stands in braces.
"""

from __future__ import annotations

from regesta.citation import date_in_words, locator, note
from regesta.model import Block, LinkedDocument, Note, Record, Settings

LEGEND = "Square brackets are the transcript's. Braces { } and the numbers ¶ and § are this edition's."


def reading_text(document: LinkedDocument, settings: Settings) -> str:
    """A document as plain text, its pieces parted by empty lines."""
    record = document.record
    pieces = [_head(record), *(_block(block) for block in record.blocks), *_notes(record), _foot(document, settings)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _head(record: Record) -> str:
    date = date_in_words(record.date.edtf, guess=record.date.guess)
    lines = [record.title, " · ".join(part for part in (date, record.type) if part), record.source.as_written]
    head = "\n".join(line for line in lines if line)
    if record.withdrawn:
        return f"{head}\n\nThis document was withdrawn from the edition: {record.withdrawn}"
    return f"{head}\n\nSummary: {record.summary}" if record.summary else head


def _block(block: Block) -> str:
    """As in "¶ 12  The words …"; a heading has "§ 3", an omission standing alone nothing."""
    number = locator(block.anchor).replace("section", "§")
    words = _marked(block)
    return f"{number}  {words}" if number else words


def _marked(block: Block) -> str:
    """A block's text with the addresses that begin inside it and the notes it calls, in braces."""
    parts: list[str] = []
    place = 0
    backwards = sorted(block.signs, key=lambda sign: sign.start, reverse=True)
    for sign in backwards[::-1]:  # of two in one place the last goes first
        if sign.kind in ("anchor", "note_call"):
            mark = f"{{{locator(sign.detail)}}} " if sign.kind == "anchor" else f"{{note {sign.detail}}}"
            parts += [block.text[place : sign.start], mark]
            place = sign.start
    return "".join((*parts, block.text[place:]))


def _notes(record: Record) -> list[str]:
    return ["Notes", *(_note(one) for one in record.notes)] if record.notes else []


def _note(one: Note) -> str:
    called = f" (at {locator(one.called_from)})" if one.called_from else ""
    words = "{the transcript calls this note and does not have it}" if one.text is None else one.text
    return f"note {one.mark}{called}  {words}"


def _foot(document: LinkedDocument, settings: Settings) -> str:
    rights = document.record.rights
    lines = [f"Cite as: {note(document, settings)}", f"Rights: {rights}" if rights else "", LEGEND]
    return "\n".join(line for line in ("-" * 8, *lines) if line)
