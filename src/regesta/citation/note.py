"""The Chicago note, ready to be put under a historian's text.

“Title,” July 18, 1949, Edition, ¶ 12, F. 39 …, APRF, reprinted in …, 33–37, trans. David Wolff, address. In goes a
linked document, out come the pieces of its note, so that a page's script can put in the paragraph and the address it
is served from, or the note joined. What is not known is left out, and no piece is ever an empty pair of commas.
"""

from __future__ import annotations

from regesta.citation import facts
from regesta.citation.dates import date_in_words
from regesta.citation.typography import curved, one_line, quoted_with_comma, without_stop
from regesta.model import LinkedDocument, Record, Settings, Value


class NoteParts(Value, frozen=True):
    """A note in pieces; `joined` is the note, and a script that changes locator or address joins them the same way."""

    opening: str
    """Title, date and edition; ends without a comma."""
    locator: str
    """As in "¶ 12"; empty for the document as a whole."""
    sources: str
    """Archive, printed source and translator; may be empty."""
    address: str
    """May be empty."""

    def joined(self) -> str:
        """The note: its pieces joined by ", " and closed by a full stop."""
        whole = ", ".join(part for part in (self.opening, self.locator, self.sources, self.address) if part)
        # "Translated by Robert Lowe, Jr." ends with its own full stop, an address never does
        return whole if whole.endswith(".") and not self.address else f"{whole}."


def note(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """The Chicago note of a document, or of one place in it with its number and address."""
    return note_parts(document, settings, anchor).joined()


def note_parts(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> NoteParts:
    """The pieces of `note`."""
    return NoteParts(
        _opening(document, settings),
        facts.locator(anchor),
        _sources(document.record),
        facts.cited_address(document, settings, anchor),
    )


def _opening(document: LinkedDocument, settings: Settings) -> str:
    record = document.record
    authors = facts.series(facts.authors(record))
    title = quoted_with_comma(one_line(record.title))
    date = date_in_words(record.date.edtf, guess=record.date.guess)
    edition = without_stop(curved(one_line(settings.title)))
    rest = ", ".join(part for part in (date, edition, facts.state_in_words(document)) if part)
    return f"{authors}, {title} {rest}" if authors else f"{title} {rest}"


def _sources(record: Record) -> str:
    archival, printed = facts.archival_source(record), facts.printed_source(record)
    if archival and printed:
        printed = f"reprinted in {printed}"
    whole = facts.source_as_written(record)
    translators = tuple(name for name in facts.translators(record) if name not in whole)
    translated = f"trans. {facts.series(translators)}" if translators else ""
    return ", ".join(part for part in (*archival, printed, whole, translated) if part)
