"""What the header of a TEI file says of the whole: its id, title, publication, and for letters who wrote to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from regesta.model import Field
from regesta.readers.tei_tree import Node, Tree, attribute, descendants, first, plain
from regesta.text import slug

FRUS_ADDRESS = "https://history.state.gov/historicaldocuments/"
"""Where each volume of Foreign Relations of the United States stands: FRUS_ADDRESS + frus1894Nicaragua/d12."""

CORRESPONDENCE = {"sent": "sender", "received": "recipient"}
_iso = re.compile(r"^-?\d{4}(?:-\d\d(?:-\d\d)?)?")


class Volume(NamedTuple):
    """A TEI file as a whole."""

    id: str
    """What its documents' ids begin with; empty where the file names itself nowhere."""
    stem: str
    """The file's name, for a volume without an id."""
    address: str
    """Where its documents stand for everyone, or nothing."""
    title: Field | None
    single: tuple[Field, ...]
    """What the header says of the text where the file holds one document alone."""


def read_volume(tree: Tree, root: Node, file: str) -> Volume:
    """Id, address and title of a TEI element, and what its header says of its text."""
    header = first(root, "teiHeader")
    frus = _idno(tree, header, "frus")
    name = attribute(root.attributes, "id") or frus
    return Volume(
        name,
        slug(PurePosixPath(file).stem),
        FRUS_ADDRESS if frus else "",
        title_field(tree, header),
        tuple(_single(tree, header)) if header else (),
    )


def made(tree: Tree, name: str, node: Node, value: str = "") -> Field:
    """A field of an element's content."""
    return Field(name, "", tree.raw(node.inner, node.end).strip(), tree.lines(node.start, node.after), value)


def date_value(attributes: dict[str, str]) -> str:
    """What the attributes of a date say, as EDTF: a day, a span, or its open end."""
    day, start, end = (_day(attribute(attributes, name)) for name in ("when", "from", "to"))
    start = start or _day(attribute(attributes, "notBefore"))
    end = end or _day(attribute(attributes, "notAfter"))
    if day or not (start or end):
        return day
    return start if start == end else f"{start or '..'}/{end or '..'}"


def span_of(attributes: dict[str, str]) -> str:
    """The date that editors gave a whole document: frus:doc-dateTime-min and -max, as EDTF."""
    start, end = (_day(attribute(attributes, f"doc-dateTime-{name}")) for name in ("min", "max"))
    return start if start == end or not end else f"{start or '..'}/{end}"


def title_field(tree: Tree, header: Node | None) -> Field | None:
    """The title of the file: the whole one of several, else the first that is not empty."""
    statement = first(header, "titleStmt") if header else None
    titles = [one for one in descendants(statement) if one.name == "title"] if statement else []
    filled = [one for one in titles if plain(tree.raw(one.inner, one.end))]
    filled.sort(key=lambda one: one.attributes.get("type") not in ("complete", "main"))
    return made(tree, "published in", filled[0]) if filled else None


def _day(value: str) -> str:
    match = _iso.match(value)
    return match[0] if match else ""


def _idno(tree: Tree, header: Node | None, kind: str) -> str:
    nodes = descendants(header) if header else iter(())
    wanted = (one for one in nodes if one.name == "idno" and one.attributes.get("type") == kind)
    return next((plain(tree.raw(one.inner, one.end)) for one in wanted), "")


def _single(tree: Tree, header: Node) -> Iterator[Field]:
    """Parties and date of a letter, language, abstract, repository and shelf mark, terms of use."""
    for node in descendants(header):
        filled = bool(plain(tree.raw(node.inner, node.end)))
        if node.name == "correspAction" and node.attributes.get("type") in CORRESPONDENCE:
            yield from _correspondence(tree, node, CORRESPONDENCE[node.attributes["type"]])
        elif node.name in ("origDate", "creation") and date_value(node.attributes):
            yield made(tree, "date", node, date_value(node.attributes))
        elif node.name == "textLang" and attribute(node.attributes, "mainLang"):
            yield made(tree, "language", node, attribute(node.attributes, "mainLang"))
        elif node.name in SINGLE and filled:
            yield made(tree, SINGLE[node.name], node)
            if node.name == "msIdentifier":
                yield made(tree, "reference", node, _shelf_mark(tree, node))


SINGLE = {"abstract": "summary", "repository": "archive", "availability": "rights", "msIdentifier": "source"}
"""Elements of a header and the fields they fill."""


def _shelf_mark(tree: Tree, identifier: Node) -> str:
    """Collection and number without the house and its town: Box 3, No. 8."""
    parts = (one for one in identifier.children if one.name not in PLACE_OF_KEEPING)
    return ", ".join(filter(None, (plain(tree.raw(one.inner, one.end)) for one in parts)))


PLACE_OF_KEEPING = frozenset("country region district settlement institution repository altIdentifier".split())


def _correspondence(tree: Tree, action: Node, role: str) -> Iterator[Field]:
    for node in descendants(action):
        if node.name in ("persName", "orgName", "name"):
            yield made(tree, role, node, "organisation" if node.name == "orgName" else "person")
        elif node.name == "date" and role == "sender" and date_value(node.attributes):
            yield made(tree, "date", node, date_value(node.attributes))
