"""How a document is cited: notes, bibliography files, what a page tells reference managers, one set of functions.

In go a linked document and the edition's settings, out come strings and plain mappings; nothing is escaped for HTML
here, except that the JSON-LD may stand inside a script element. An address of ours appears only where the edition
knows its own (`Settings.base_url`); otherwise the archive's address of the document stands in its place.
"""

from regesta.citation.bibtex import bibtex
from regesta.citation.csl import csl_item, csl_json
from regesta.citation.dates import date_in_words
from regesta.citation.facts import archive_address, document_address, locator
from regesta.citation.head import head
from regesta.citation.linked_data import json_ld
from regesta.citation.lookup import cite_text
from regesta.citation.note import NoteParts, note, note_parts
from regesta.citation.ris import ris

__all__ = [
    "NoteParts",
    "archive_address",
    "bibtex",
    "cite_text",
    "csl_item",
    "csl_json",
    "date_in_words",
    "document_address",
    "head",
    "json_ld",
    "locator",
    "note",
    "note_parts",
    "ris",
]
