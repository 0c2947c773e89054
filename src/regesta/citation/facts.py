"""The facts that every form of citation is made from: addresses, states, locators, sources, creators.

Each function answers one question about a linked document; what is not known is an empty string or tuple. Ours is the
only address with a state in it, because only we promise what that state said.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from regesta import addresses
from regesta.citation.typography import curved, one_line, page_span, without_stop
from regesta.model import LinkedDocument, Record, Settings

LOCATORS = {"p": "¶ {}", "s": "section {}", "n": "note {}"}
"""How an anchor is said: p12a is "¶ 12a", s3 "section 3", n1 "note 1"."""

_anchor = re.compile(r"([psn])([0-9]+[a-z]*)")


def base_address(settings: Settings) -> str:
    """Where the edition is published, ending in "/"; empty where it is not known."""
    base = settings.base_url.strip()
    return f"{base.rstrip('/')}/" if base else ""


def site_address(settings: Settings, path: str) -> str:
    """The absolute address of a path of the site; empty where the edition does not know its own."""
    base = base_address(settings)
    return base + quote(path, safe="/#?=&") if base else ""


def document_address(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """The edition's own address of a document or, with the state it is cited in, of a place in it.

    Empty where the edition does not know its own address: documents/113439/?v=2#p12 below the base.
    """
    path = addresses.document(document.record.id)
    return site_address(settings, path + reference(document, anchor)) if anchor else site_address(settings, path)


def reference(document: LinkedDocument, anchor: str) -> str:
    """What follows a document's address to cite one place in its present state: ?v=2#p12."""
    number = state_number(document)
    return f"?v={number}#{anchor}" if number else f"#{anchor}"


def archive_address(document: LinkedDocument) -> str:
    """The document's address at the archive; empty where the transcript gives none."""
    return document.record.source.url or ""


def cited_address(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """The address to cite: the edition's own, else the archive's."""
    return document_address(document, settings, anchor) or archive_address(document)


def key(document: LinkedDocument) -> str:
    """The document's key in a bibliography: its id, with a word before it, in characters that every program takes."""
    return "regesta-" + re.sub(r"[^A-Za-z0-9._-]+", "-", document.record.id).strip("-")


def state_number(document: LinkedDocument) -> int:
    """Number of the present state; 0 for a document never published."""
    return document.states[-1].number if document.states else 0


def state_in_words(document: LinkedDocument) -> str:
    """As in "state 3"; empty for the first, so that a citation without a state means the first."""
    number = state_number(document)
    return f"state {number}" if number > 1 else ""


def locator(anchor: str | None) -> str:
    """An anchor as it is said in a note: "¶ 12a", "section 3", "note 1"; empty for none."""
    match = _anchor.fullmatch(anchor or "")
    return LOCATORS[match[1]].format(match[2]) if match else anchor or ""


def printed_source(record: Record) -> str:
    """Where the text was printed, with its pages: "Sovetsko-Kitaiskie Otnosheniia (Moscow: …, 2005), 33–37"."""
    pages = page_span(record.source.pages or "")
    printed = without_stop(curved(one_line(record.source.published_in or "")))
    return ", ".join(part for part in (printed, pages) if part)


def archival_source(record: Record) -> tuple[str, ...]:
    """Reference and archive, as far as known: ("F. 39, Op. 1, D. 39, Ll. 1-6", "APRF")."""
    parts = (record.source.reference, record.source.archive)
    return tuple(without_stop(curved(one_line(part))) for part in parts if part)


def source_as_written(record: Record) -> str:
    """The source note whole, for a document whose source could not be taken apart; else empty."""
    if archival_source(record) or printed_source(record):
        return ""
    return without_stop(curved(one_line(record.source.as_written)))


def genre(record: Record) -> str:
    """The document's type as a word in a sentence: "memorandum of conversation", "CPSU report"; may be empty."""
    words = one_line(record.type or "").split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def translators(record: Record) -> tuple[str, ...]:
    """Names of the translators."""
    return tuple(one_line(name) for name in record.source.translators if name.strip())


def translated_by(record: Record) -> str:
    """As in "trans. David Wolff and Shen Zhihua"; empty where no translator is known."""
    names = translators(record)
    return f"trans. {series(names)}" if names else ""


def authors(record: Record) -> tuple[str, ...]:
    """Authors in the sense of a bibliography: those with whom the archive's own citation begins.

    A memorandum of conversation has none, and an archive that cites by title means it so.
    """
    opening = record.citation.lstrip()
    names = (name for party in record.participants if party.role == "author" for name in (party.as_written, party.name))
    return tuple(dict.fromkeys(name for name in names if name and opening.startswith(name)))


def location(record: Record) -> str:
    """Where to find the original: its reference in the archive, else the printed source, else the note whole."""
    reference_ = one_line(record.source.reference or "")
    return reference_ or ("" if record.source.archive else printed_source(record) or source_as_written(record))


def reprint(record: Record) -> str:
    """Says "Reprinted in …" where the original lies in an archive and was printed besides."""
    printed = printed_source(record)
    return f"Reprinted in {printed}." if printed and location(record) != printed else ""


def series(names: tuple[str, ...]) -> str:
    """Names in a row: "A", "A and B", "A, B, and C"."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"
