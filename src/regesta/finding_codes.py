"""Every code of a finding, declared once: how grave it is, what it means, and what to do about it.

A retired code stays in RETIRED and is never used again. In a remedy, {file} and {line} stand for the finding's place,
so that an entry for corrections.yaml can be copied as it is.
"""

from __future__ import annotations

from typing import Literal

from regesta.model import Value

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


class Code(Value, frozen=True):
    """What a code stands for: how grave, what it means, and what to do."""

    severity: Severity
    title: str
    meaning: str
    remedy: str


CODES: dict[str, Code] = {
    "R-001": Code(
        "error",
        "file not recognised",
        "No reader knows the shape of this file, so it is left out of the edition. The rest still builds.",
        "Give the file the fields of a known shape (title, date, citation, text), or move it out of the folder.",
    ),
    "R-002": Code(
        "error",
        "file cannot be read",
        "The file's bytes are no text in UTF-8, or the file cannot be opened, so it is left out of the edition.",
        "Save the transcript as UTF-8 text.",
    ),
    "R-003": Code(
        "error",
        "transcript without a document",
        "The file's shape is known, but no title or no text was found in it, so there is nothing to publish.",
        "Look whether the file was cut short when it was saved.",
    ),
    "R-004": Code(
        "warning",
        "several documents in one file",
        "The cover of another document begins inside the file. Each is a document of the edition by itself.",
        "Part the file in two if a cover was only quoted; else nothing.",
    ),
    "R-005": Code(
        "warning",
        "text without line ends",
        "The transcript came in one unbroken line, so its paragraphs are lost; only labels and headings in capitals "
        "could be told. Or it came in thousands of lines of a few letters, which were kept together, a hundred in a "
        "paragraph.",
        "Get the text from the archive's page or PDF, or part the paragraphs by blank lines.",
    ),
    "R-006": Code(
        "error",
        "XML not well formed",
        "The file is XML that no program can read as it stands, so it is left out of the edition.",
        "Mend the file at the line named; an XML editor shows the fault.",
    ),
    "R-007": Code(
        "error",
        "front matter not understood",
        "The lines between --- at the head of the file are no keys with values, so they are set aside. "
        "The text below them is read.",
        "Write each as key: value, and put values that hold a colon or a quotation mark in quotation marks.",
    ),
    "R-010": Code(
        "notice",
        "page furniture set aside",
        "Words of the web page or of the converter, not of the document. They are listed on the document's proof page.",
        "Nothing, unless the words belong to the document.",
    ),
    "R-011": Code(
        "warning",
        "field without a value",
        "The transcript has the label of this field and nothing under it.",
        "Look at the archive's page; if it gives a value, add it to the transcript.",
    ),
    "R-012": Code(
        "notice",
        "address hidden by the source's site",
        "The site hid an e-mail address from programs, and the transcript holds only what it put in its place.",
        "Write the address into the transcript if it matters.",
    ),
    "R-013": Code(
        "warning",
        "another document may begin here",
        "A citation of another document stands in the text, so that two documents may have run together. No end of a "
        "line tells where the second begins, so they are read as one.",
        "Begin the second document's cover on a line of its own; it is then a document of the edition by itself.",
    ),
    "R-020": Code(
        "error",
        "words of the transcript are lost",
        "Words of the transcript stand in no field, paragraph or note of the record, nor among what is set aside.",
        "This is a fault of ours; please report it with the transcript.",
    ),
    "N-101": Code(
        "notice",
        "heading found as a plain paragraph",
        "A line stands as an ordinary paragraph, but its mark and its neighbours show that it is a heading.",
        "Nothing if it is a heading; otherwise in corrections.yaml: "
        '{document: "{file}", where: line {line}, kind: paragraph, reason: …}',
    ),
    "N-102": Code(
        "notice",
        "paragraph broken by a page break joined",
        "The text stops in mid-sentence and goes on in the next paragraph, as a page break of the PDF leaves it. "
        "The halves are one paragraph here and keep both places.",
        "Nothing if the halves belong together; otherwise in corrections.yaml, with the line of the second half: "
        '{document: "{file}", where: line …, join: no, reason: …}',
    ),
    "N-104": Code(
        "warning",
        "paragraph ends in mid-sentence",
        "The text stops without punctuation, and what follows does not go on with it. Words may be missing.",
        "Compare the original. If a later paragraph goes on with it, in corrections.yaml with the line of that "
        "paragraph: "
        '{document: "{file}", where: line …, join: yes, reason: …}',
    ),
    "N-105": Code(
        "warning",
        "note mark without a note",
        "The text calls a note that the transcript does not hold.",
        "Add the note to the transcript if the source has it.",
    ),
    "N-106": Code(
        "warning",
        "note without a mark",
        "The transcript holds a note that nothing in the text calls.",
        "Set the mark where the note belongs.",
    ),
    "T-103": Code(
        "warning",
        "unbalanced editorial bracket",
        "A square bracket opens without closing, or closes without opening. It is shown as it stands.",
        "Compare the original, then in corrections.yaml: "
        '{document: "{file}", where: line {line}, old: "…]", new: "[…]", reason: …}',
    ),
    "T-104": Code(
        "notice",
        "straight quotation marks",
        "The transcript has typewriter quotation marks; pages show curved ones. The record keeps what is written.",
        "Nothing.",
    ),
    "T-105": Code(
        "notice",
        "bracket of unknown nature",
        "A bracket was typed by the translator or an editor, but no rule tells what kind it is: word of the original, "
        "supplied word, identification, doubt. It is shown in brackets, without a kind.",
        'Confirm or decide in corrections.yaml: {document: "{file}", bracket: "[…]", kind: gloss, reason: …}; '
        "list a word of the original among the terms of authority.yaml.",
    ),
    "L-106": Code(
        "notice",
        "list mark inside a list mark",
        "The converter put a list mark of its own before the source's (\"- 1)\"). The converter's is dropped.",
        "Nothing.",
    ),
    "D-107": Code(
        "warning",
        "dates disagree",
        "Heading, citation and text of the document do not give the same date.",
        'Decide in corrections.yaml: {document: "{file}", where: date, new: …, reason: …}',
    ),
    "D-108": Code(
        "warning",
        "date not understood",
        "No date could be read from the words that should give it; the document stands undated.",
        'Give the date in corrections.yaml: {document: "{file}", where: date, new: 18 July 1949, reason: …}',
    ),
    "D-109": Code(
        "notice",
        "the event has another date than the record",
        "The document's heading gives one date and its text tells of an event on another.",
        "Nothing if both are right.",
    ),
    "D-110": Code(
        "notice",
        "day of receipt guessed",
        "The line of receipt gives a day without a year, or in figures that can mean two days.",
        'Decide in corrections.yaml: {document: "{file}", where: received, new: …, reason: …}',
    ),
    "S-108": Code(
        "warning",
        "address on a staging host",
        "The transcript's citation points at a copy of the archive kept for testing. "
        "Pages give the archive's public address.",
        "Nothing; correct the transcript if you like.",
    ),
    "S-109": Code(
        "notice",
        "text ends with an omission",
        "The printed source or the archive gives only a part of the document.",
        "Nothing; readers are told.",
    ),
    "S-110": Code(
        "notice",
        "source not taken apart",
        "No archive and no publication could be told in the source note; it is kept whole as written.",
        "Nothing, or write the note as ARCHIVE: reference.",
    ),
    "M-101": Code(
        "error",
        "two documents with one id",
        "Two transcripts carry the same record id. Neither may take the other's address.",
        "Remove one of the files, or correct its record id.",
    ),
    "M-102": Code(
        "notice",
        "document without a record id",
        "The transcript gives no record id. An id was derived once and is kept in the ledger.",
        "Nothing, or add the archive's record id before the first publication.",
    ),
    "M-103": Code(
        "notice",
        "document type guessed",
        "The transcript has no type; it was read from the title.",
        'Nothing, or decide in corrections.yaml: {document: "{file}", where: type, new: …, reason: …}',
    ),
    "M-104": Code(
        "warning",
        "record id not fit for an address",
        "The record id holds a character that cannot stand in an address or a file's name, so one of ours is used.",
        "Correct the record id in the transcript before the first publication.",
    ),
    "P-101": Code(
        "notice",
        "participant guessed",
        "The role or the name of this participant is inferred and marked as a guess.",
        'Decide in corrections.yaml: {document: "{file}", participant: …, role: author, reason: …}; '
        "role none takes the party out.",
    ),
    "A-201": Code(
        "warning",
        "name not in the authority file",
        "A participant is not known to authority.yaml, so it has no page and its other spellings are not found.",
        "Add it to authority.yaml.",
    ),
    "A-204": Code(
        "warning",
        "name fits more than one person",
        "A form of a name belongs to several people of the authority file, and the text does not tell which is meant.",
        "Decide under identities in authority.yaml, or let it stand; the link is marked as a guess.",
    ),
    "A-205": Code(
        "warning",
        "decision not used",
        "authority.yaml decides about a name, a voice, a gloss, a relation or a meeting that is not found there, or "
        "that is as it says without it.",
        "Correct the document, the words or the place, or remove the entry.",
    ),
    "C-001": Code(
        "error",
        "configuration not understood",
        "A YAML file of the edition has an unknown key, a doubled key or a value of the wrong kind.",
        "Correct the line that is named.",
    ),
    "K-301": Code(
        "notice",
        "listed document not in this edition",
        "The archive lists a related document that this edition does not hold.",
        "Add its transcript; the link then makes itself.",
    ),
    "K-302": Code(
        "notice",
        "account of a meeting inferred",
        "A paragraph names the day of a meeting and those who held it, and is taken to tell of it. The page marks it.",
        "Let it stand, or decide under meetings in authority.yaml.",
    ),
    "X-401": Code(
        "error",
        "published anchor would be lost",
        "An address that was published would lose its words or change its meaning. Nothing is published.",
        "Undo the edit, or decide in anchors/<id>.decisions.yaml what becomes of the anchor.",
    ),
    "X-402": Code(
        "error",
        "two pages with one address",
        "Two outputs claim the same file of the site.",
        "Rename one of them.",
    ),
    "X-403": Code(
        "error",
        "link to nowhere",
        "A page of the site links to an address that does not exist.",
        "This is a fault of ours unless a template of the edition makes the link.",
    ),
    "X-404": Code(
        "error",
        "ledger damaged",
        "A ledger file cannot be read or contradicts itself. Nothing is published.",
        "Restore the file from version control.",
    ),
    "X-405": Code(
        "error",
        "published document gone",
        "A ledger exists for a document that no transcript gives any more. Nothing is published.",
        "Put the transcript back, or withdraw the document in anchors/<id>.decisions.yaml.",
    ),
    "X-406": Code(
        "error",
        "place of a published anchor in doubt",
        "The words of a published address have changed so much that their new place is a guess. Nothing is published.",
        "Write the line that is proposed into anchors/<id>.decisions.yaml, or build with --accept-guesses.",
    ),
    "X-407": Code(
        "notice",
        "anchor placed by a guess",
        "The place of a published address was in doubt, and the best guess was published, marked as one.",
        "Confirm or overrule it in anchors/<id>.decisions.yaml.",
    ),
    "X-408": Code(
        "warning",
        "decision without effect",
        "A line of anchors/<id>.decisions.yaml names an address or words that the document does not have.",
        "Correct the line or remove it.",
    ),
    "X-409": Code(
        "warning",
        "line of earlier wordings not understood",
        "A line of anchors/<id>.old.jsonl is damaged. The document's history is shown without it.",
        "Restore the file from version control.",
    ),
    "E-101": Code(
        "warning",
        "correction does not fit",
        "corrections.yaml has a decision about words, a bracket, a line or a party that the transcript does not have, "
        "or has more than once. It is not applied.",
        "Give `old` exactly as the transcript has it, and `where` as line 36 or p12 if it stands more than once.",
    ),
    "E-102": Code(
        "notice",
        "correction no longer needed",
        "The transcript itself already has what corrections.yaml would put there.",
        "Remove the correction.",
    ),
    "E-103": Code(
        "warning",
        "correction for an unknown document",
        "corrections.yaml names a document that this edition does not hold.",
        "Give the record id, or the transcript's path below the edition folder.",
    ),
    "F-501": Code(
        "warning",
        "character without a glyph",
        "The shipped fonts lack a character of the texts; browsers will take it from another face.",
        "Nothing, or ship a font that has it.",
    ),
    "Q-601": Code(
        "warning",
        "waiver not used",
        "edition.yaml waives a finding that does not occur.",
        "Remove the waiver.",
    ),
}

RETIRED: frozenset[str] = frozenset()
"""Codes once used and never to be used again."""
