"""What the head of a document's page tells reference managers, search engines and link previews.

Out come the attributes of `meta` and `link` elements, in order; a template writes them and escapes them. They are the
ones with which Zotero makes a `document` with archive and location: it reads Dublin Core and its own `z:` fields. A
contributor of Dublin Core would become an author, so the translator stands in `z:extra`, in a line its styles print.
"""

from __future__ import annotations

from regesta.citation import facts
from regesta.citation.typography import one_line
from regesta.model import LinkedDocument, Record, Settings

Attributes = dict[str, str]

FILES = (
    ("cite.bib", "application/x-bibtex", "Citation in BibLaTeX"),
    ("cite.ris", "application/x-research-info-systems", "Citation in RIS"),
    ("cite.csl.json", "application/vnd.citationstyles.csl+json", "Citation in CSL-JSON"),
    ("record.json", "application/json", "The record"),
    ("tei.xml", "application/tei+xml", "TEI P5"),
    ("text.txt", "text/plain", "Plain text"),
)
"""Files beside the page: name, media type, title."""

SCHEMAS = (("schema.DC", "http://purl.org/dc/elements/1.1/"), ("schema.DCTERMS", "http://purl.org/dc/terms/"))
"""They name a vocabulary; no browser loads them."""


def head(document: LinkedDocument, settings: Settings) -> tuple[Attributes, ...]:
    """Attributes of the elements for a document's head: one with `rel` is a `link`, one with `content` a `meta`.

    The canonical address and og:url are there only where the edition knows its own address.
    """
    return (*_links(document, settings), *_metas(document, settings))


def _links(document: LinkedDocument, settings: Settings) -> list[Attributes]:
    address = facts.document_address(document, settings)
    canonical = [{"rel": "canonical", "href": address}] if address else []
    schemas = [{"rel": rel, "href": href} for rel, href in SCHEMAS]
    files = [{"rel": "alternate", "type": kind, "href": name, "title": title} for name, kind, title in FILES]
    return [*canonical, *schemas, *files]


def _metas(document: LinkedDocument, settings: Settings) -> list[Attributes]:
    named = [{"name": name, "content": one_line(text)} for name, text in _named(document, settings) if text]
    extra = "\n".join(_extra(document.record))
    graph = [{"property": name, "content": one_line(text)} for name, text in _graph(document, settings) if text]
    return [*named, *([{"name": "z:extra", "content": extra}] if extra else []), *graph]


def _named(document: LinkedDocument, settings: Settings) -> list[tuple[str, str]]:
    record = document.record
    dated = record.date.edtf.strip("X-~?%/. ")
    return [
        ("DC.title", record.title),
        *(("DC.creator", name) for name in facts.authors(record)),
        ("DC.date", record.date.edtf if dated else ""),
        ("DC.type", record.type or ""),
        ("DC.language", record.languages.text),
        ("DC.publisher", settings.title),
        ("DC.rights", record.rights),
        ("DC.source", record.source.as_written),
        ("DC.identifier", facts.cited_address(document, settings)),
        ("DCTERMS.abstract", record.summary),
        *(("DC.subject", name) for name in _subjects(record)),
        ("z:itemType", "document"),
        ("z:archive", record.source.archive or ""),
        ("z:archiveLocation", facts.location(record)),
    ]


def _subjects(record: Record) -> tuple[str, ...]:
    """Names of the people and organisations who take part; "admirals" is no subject heading."""
    return tuple(dict.fromkeys(party.name for party in record.participants if party.of != "group"))


def _extra(record: Record) -> list[str]:
    """Lines of Zotero's Extra field; its styles print the first two: genre: cable, medium: trans. David Wolff."""
    labelled = (
        ("genre", facts.genre(record)),
        ("medium", facts.translated_by(record)),
        ("archive-place", record.source.archive_place or ""),
    )
    return [*(f"{name}: {value}" for name, value in labelled if value), *filter(None, [facts.reprint(record)])]


def _graph(document: LinkedDocument, settings: Settings) -> list[tuple[str, str]]:
    return [
        ("og:title", document.record.title),
        ("og:type", "article"),
        ("og:url", facts.document_address(document, settings)),
        ("og:site_name", settings.title),
        ("og:description", document.record.summary),
    ]
