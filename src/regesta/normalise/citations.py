"""The archive's own citation taken apart: title, date, the archive's name, source note and address."""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.normalise.archive import ARCHIVE_NAMES, PUBLIC_HOST

_address = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
_quoted = re.compile(r"^\s*[\"“](?P<title>.*?),?[\"”],?\s+", re.DOTALL)
_opening = re.compile(r"^\s*[\"“]")
_closing = re.compile(r"[\"”]")
_archive = re.compile("|".join(re.escape(name) for name in ARCHIVE_NAMES), re.IGNORECASE)
_record = re.compile(r"https?://(?P<host>[^/\s]+)/document/(?P<id>[0-9A-Za-z-]+)")


DATE_LENGTH = 60
"""A longer stretch after the title is more than a date."""


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
    head, source = _split_at_archive(rest)
    title = _title(head)
    date = head[title[1] :]
    return Citation(title[0], date.strip(" ,"), source.strip(), address["url"].rstrip(".,") if address else "")


def record_id(url: str) -> str:
    """The archive's record id in an address of any of its hosts, or nothing."""
    match = _record.search(url)
    return match["id"] if match else ""


def names_archive(text: str) -> bool:
    """Whether a citation names the archive, by any of its names."""
    return bool(_archive.search(text))


def host(url: str) -> str:
    """Host of an address."""
    return re.sub(r"^https?://", "", url).partition("/")[0]


def canonical_address(identifier: str) -> str:
    """A record's address on the archive's public host."""
    return f"{PUBLIC_HOST}/document/{identifier}"


def _title(head: str) -> tuple[str, int]:
    """Title in quotation marks, and where the date begins; the last mark closes it, for it may quote others in it."""
    opening = _opening.match(head)
    closings = list(_closing.finditer(head, opening.end())) if opening else []
    if not opening or not closings:
        return "", 0
    last = closings[-1]
    if len(head) - last.end() > DATE_LENGTH:  # the archive's name is missing: what follows is more than a date
        match = _quoted.match(head)
        return (" ".join(match["title"].split()), match.end()) if match else ("", 0)
    return " ".join(head[opening.end() : last.start()].split()).removesuffix(","), last.end()


def _split_at_archive(text: str) -> tuple[str, str]:
    """Title and date before the archive's own name, and the source after it."""
    closing = _closing.search(text, 1)  # a title may speak of the archive; its name follows the title
    match = _archive.search(text, closing.end() if closing else 0)
    return (text[: match.start()], text[match.end() :].lstrip(" ,.")) if match else (text, "")
