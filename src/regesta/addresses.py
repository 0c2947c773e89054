"""Where everything stands in the site: paths, and relative links between them.

Promised addresses end in "/" and are served by the `index.html` of that folder. A link inside the site is relative and
names its `index.html`, because a bare folder opens a listing from a disk; a canonical or copied address ends in "/".
"""

from __future__ import annotations

MARKER = ".regesta.json"
"""A file in every site of ours: what the build wrote, so that nothing else is ever removed."""
UNWRITTEN = ".regesta-unwritten.json"
"""A file in a site between the moment it stands and the moment the ledgers that belong to it are written."""

FOLDERS = {"person": "people", "organisation": "people", "place": "places", "term": "terms"}
"""Folder of an entity by its kind. Organisations stand among the people: both take part in talks."""


def document(identifier: str) -> str:
    """Address of a document's page below the site's root: documents/113439/."""
    return f"documents/{identifier}/"


def entity(kind: str, identifier: str) -> str:
    """Address of a person's, organisation's, place's or term's page: people/mao-zedong/."""
    return f"{FOLDERS[kind]}/{identifier}/"


def page_file(address: str) -> str:
    """File that serves an address: people/ is people/index.html, 404.html is itself."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def relative(target: str, *, start: str) -> str:
    """Relative link from the page at address `start` to address `target`, which may carry a fragment.

    From documents/113439/ to people/mao-zedong/#p1: ../../people/mao-zedong/index.html#p1.
    """
    address, mark, fragment = target.partition("#")
    if address == start and mark:
        return f"#{fragment}"
    here, there = page_file(start).split("/")[:-1], page_file(address).split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + mark + fragment
