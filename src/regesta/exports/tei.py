"""tei.xml: a document in TEI P5, with every address as an xml:id.

In go a linked document, the settings and the entities of the authority file; out comes the file. It depends on nothing
else, so that it may be made alone. A character that XML does not allow stands as U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from regesta.exports.tei_body import body
from regesta.exports.tei_header import header
from regesta.exports.tei_inline import LANGUAGE, Manner, entity_names
from regesta.model import Entity, LinkedDocument, Settings
from regesta.rendering.words import romanised

NAMESPACE = "http://www.tei-c.org/ns/1.0"
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML does not allow, not even escaped."""
CONTROLS = bytes(sorted({*range(32)} - {*b"\t\n\r"}))
SUSPICIOUS = (b"\xed", b"\xef\xbf")
"""How the others that it does not allow begin in UTF-8. Few files have any, and bytes are looked through fast."""


def tei(document: LinkedDocument, settings: Settings, entities: Mapping[str, Entity]) -> bytes:
    """A document in TEI P5; `entities` are found by their ids."""
    record = document.record
    parties = (one.person for one in record.participants if one.person)
    names = entity_names((*parties, *(one.entity for one in document.mentions)), entities, settings, record.id)
    notes = {note.mark: note.anchor for note in record.notes if note.anchor}
    romanisation = romanised(record.languages.original)
    manner = Manner(names, notes, gloss_language=romanisation if LANGUAGE.fullmatch(romanisation) else "und")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{NAMESPACE}"{_language(settings.language)}>',
        *header(document, settings, names),
        f"<text{_language(record.languages.text)}>",
        "<body>",
        *body(document, manner),
        "</body>",
        "</text>",
        "</TEI>",
        "",
    ]
    return encoded("\n".join(lines))


def encoded(markup: str) -> bytes:
    """Markup as the bytes of an XML file."""
    content = markup.encode("utf-8", "surrogatepass")
    if len(content.translate(None, CONTROLS)) == len(content) and not any(sign in content for sign in SUSPICIOUS):
        return content
    return FORBIDDEN.sub("\ufffd", markup).encode()


def _language(code: str) -> str:
    return f' xml:lang="{code}"' if LANGUAGE.fullmatch(code) else ""
