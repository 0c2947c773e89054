"""feed.xml: what was published when, for those who follow the edition.

In goes the edition, out comes an Atom feed of the newest states of its documents, each with a link to what it changed.
Atom wants ids that never change, so they are UUIDs made from what a state is; links may be relative, and are where the
edition does not know its address. An edition without any state has no date and so no feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape as escaped
from uuid import UUID, uuid5

from regesta import addresses
from regesta.citation.facts import site_address
from regesta.citation.typography import one_line
from regesta.model import Edition, LinkedDocument, Output, Record, Settings, State

NEWEST = 100
"""Entries in the feed; the page of changes has all of them."""
NAMESPACE = UUID("5b0f8f0e-5d0c-5a3e-9a53-0a6a3c1f7d10")
"""Of this program's ids; it must never change."""

Entry = tuple[LinkedDocument, State]

escape, quoted = partial(escaped, quote=False), escaped
"""What a word becomes between tags, and in an attribute."""


def feed_file(edition: Edition) -> Iterator[Output]:
    """The Atom feed of an edition with at least one published state; nothing for another."""
    entries = newest(edition)
    if entries:
        yield Output(
            "feed.xml", "\n".join((*_head(edition.settings, entries), *_entries(edition, entries), "")).encode()
        )


def newest(edition: Edition) -> list[Entry]:
    """The last states published, newest first; those of one day in the order of the edition."""
    published = [(document, state) for document in edition.documents for state in reversed(document.states)]
    return sorted(published, key=lambda entry: entry[1].date, reverse=True)[:NEWEST]


def _head(settings: Settings, entries: list[Entry]) -> list[str]:
    subtitle = one_line(settings.subtitle)
    address = site_address(settings, "feed.xml")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{quoted(settings.language)}">',
        f"<id>{_feed_id(settings)}</id>",
        f"<title>{escape(one_line(settings.title))}</title>",
        f"<subtitle>{escape(subtitle)}</subtitle>" if subtitle else "",
        f"<updated>{_moment(entries[0][1].date)}</updated>",
        *(f"<author><name>{escape(name)}</name></author>" for name in _authors(settings)),
        f'<link rel="self" type="application/atom+xml" href="{quoted(address)}"/>' if address else "",
        f'<link rel="alternate" type="text/html" href="{quoted(site_address(settings, "") or "index.html")}"/>',
    ]
    return [line for line in lines if line]


def _entries(edition: Edition, entries: list[Entry]) -> Iterator[str]:
    for document, state in entries:
        yield from _entry(document, state, edition.settings)
    yield "</feed>"


def _entry(document: LinkedDocument, state: State, settings: Settings) -> list[str]:
    record, address = document.record, addresses.document(document.record.id)
    history = _href(settings, f"{address}history/", f"#state-{state.number}")
    whole = _href(settings, address)
    alternate, related = (history, whole) if state.number > 1 else (whole, history)
    summary = " ".join(part for part in (f"State {state.number}: {state.note}." if state.note else "", record.summary))
    lines = [
        "<entry>",
        f"<id>{_entry_id(record.id, state)}</id>",
        f"<title>{escape(_title(record, state))}</title>",
        f"<updated>{_moment(state.date)}</updated>",
        f'<link rel="alternate" type="text/html" href="{quoted(alternate)}"/>',
        f'<link rel="related" type="text/html" href="{quoted(related)}"/>',
        f"<summary>{escape(one_line(summary))}</summary>" if summary.strip() else "",
        "</entry>",
    ]
    return [line for line in lines if line]


def _href(settings: Settings, address: str, place: str = "") -> str:
    return site_address(settings, address + place) or addresses.page_file(address) + place


def _title(record: Record, state: State) -> str:
    """The document, and its state where it is not the first: readers of feeds show a title alone."""
    title = one_line(record.title) or f"Document {record.id}"
    return f"{title}, state {state.number}" if state.number > 1 else title


def _authors(settings: Settings) -> tuple[str, ...]:
    """Atom wants an author: the editors, else the publisher, else the edition itself."""
    return settings.editors or (one_line(settings.publisher) or one_line(settings.title),)


def _feed_id(settings: Settings) -> str:
    return uuid5(NAMESPACE, f"feed\n{settings.title}").urn


def _entry_id(identifier: str, state: State) -> str:
    return uuid5(NAMESPACE, f"state\n{identifier}\n{state.number}\n{state.sha256}").urn


def _moment(day: str) -> str:
    """A day as Atom wants it: the midnight with which it begins, in universal time."""
    return f"{day}T00:00:00Z" if len(day) == 10 else day
