"""The archive's own citation taken apart: title, date, the archive's name, source note and address."""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.normalise.archive import ARCHIVE_NAMES, PUBLIC_HOST
from regesta.text import fold

_address = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
_quoted = re.compile(r"^\s*[\"“](?P<title>.*?),?[\"”],?\s+", re.DOTALL)
_record = re.compile(r"https?://(?P<host>[^/\s]+)/document/(?P<id>[0-9A-Za-z-]+)")


class Citation(NamedTuple):
    """Pieces of a citation, empty where it lacks them."""

    title: str
    date: str
    source: str
    url: str


def read_citation(text: str) -> Citation:
    """Take apart: “Title,” Month D, YYYY, Wilson Center Digital Archive, SOURCE. Translated by NAME. <address>."""
    address = _address.search(text)
    rest = text[: address.start()].strip() if address else text.strip()
    title = _title(rest)
    rest = rest[title[1] :]
    date, source = _split_at_archive(rest)
    return Citation(title[0], date.strip(" ,"), source.strip(), address["url"].rstrip(".,") if address else "")


def record_id(url: str) -> str:
    """The archive's record id in an address of any of its hosts, or nothing."""
    match = _record.search(url)
    return match["id"] if match else ""


def host(url: str) -> str:
    """Host of an address."""
    return re.sub(r"^https?://", "", url).partition("/")[0]


def canonical_address(identifier: str) -> str:
    """A record's address on the archive's public host."""
    return f"{PUBLIC_HOST}/document/{identifier}"


def _title(text: str) -> tuple[str, int]:
    """Title in quotation marks and where the rest begins; a quotation inside the title may hold marks of its own."""
    match = _quoted.match(text)
    if not match:
        return "", 0
    return " ".join(match["title"].split()), match.end()


def _split_at_archive(text: str) -> tuple[str, str]:
    folded = fold(text)
    for name in ARCHIVE_NAMES:
        position = folded.find(fold(name))
        if position >= 0:
            return text[:position], text[position + len(name) :].lstrip(" ,.")
    return text, ""
