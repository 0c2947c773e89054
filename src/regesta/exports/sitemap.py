"""sitemap.xml: where the edition's documents stand, for search engines.

In goes the edition, out comes the sitemap, cut into several and an index when it would hold more addresses than the
protocol allows. The protocol wants absolute addresses, so an edition that does not know its own has no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from regesta import addresses
from regesta.citation.facts import site_address
from regesta.model import Edition, Output, Settings

LIMIT = 50_000
"""Addresses in one sitemap, by the protocol."""
INDEXES = (
    "", "chronology/", "people/", "places/", "terms/", "sources/", "types/", "about/", "cite/", "changes/",
)  # fmt: skip
"""Pages that every edition has."""

_namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(edition: Edition) -> Iterator[Output]:
    """The sitemap of an edition that knows its own address; nothing for another."""
    settings = edition.settings
    if not site_address(settings, ""):
        return
    pages = list(_pages(edition))
    parts = [pages[start : start + LIMIT] for start in range(0, len(pages), LIMIT)]
    for number, part in enumerate(parts, start=1):
        yield Output(_name(number, len(parts)), _wrapped("urlset", [_entry("url", settings, *page) for page in part]))
    if len(parts) > 1:
        names = [(_name(number, len(parts)), "") for number in range(1, len(parts) + 1)]
        yield Output("sitemap.xml", _wrapped("sitemapindex", [_entry("sitemap", settings, *name) for name in names]))


def _pages(edition: Edition) -> Iterator[tuple[str, str]]:
    """Address and day of the last change of every page listed; the day is empty where it is not known."""
    for address in INDEXES:
        yield address, ""
    for document in edition.documents:
        if not document.record.withdrawn:
            yield addresses.document(document.record.id), document.states[-1].date if document.states else ""


def _name(number: int, count: int) -> str:
    return "sitemap.xml" if count == 1 else f"sitemap-{number}.xml"


def _entry(element: str, settings: Settings, address: str, changed: str) -> str:
    day = f"<lastmod>{escape(changed, quote=False)}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(site_address(settings, address), quote=False)}</loc>{day}</{element}>"


def _wrapped(element: str, entries: list[str]) -> bytes:
    lines = ('<?xml version="1.0" encoding="UTF-8"?>', f"<{element} {_namespace}>", *entries, f"</{element}>", "")
    return "\n".join(lines).encode()
