"""A citation by address, as the command line asks for it: 113439#p12.

In goes an edition and an address, out comes the citation in the form asked for. An address that does not exist is the
operator's fault, told with the nearest ones that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Literal

from regesta.citation.bibtex import bibtex
from regesta.citation.csl import csl_json
from regesta.citation.note import note
from regesta.citation.ris import ris
from regesta.findings import OperatorError
from regesta.model import Edition, LinkedDocument, Record, Settings

Form = Literal["chicago", "bibtex", "ris", "csl"]
FORMS: dict[Form, Callable[[LinkedDocument, Settings, str | None], str]] = {
    "chicago": note,
    "bibtex": bibtex,
    "ris": ris,
    "csl": csl_json,
}
"""What `cite_text` can write, by the name the command line gives it."""

_address = re.compile(r"(?:.*\bdocuments/)?(?P<id>[^/#?]+)/?(?:index\.html)?(?:\?[^#]*)?(?:#(?P<anchor>.*))?")


def cite_text(edition: Edition, address: str, form: Form = "chicago") -> str:
    """The citation of 113439 or 113439#p12 in the form asked for; the page's whole address is understood too.

    Raises OperatorError for a document or a place that does not exist, with the nearest that do.
    """
    match = _address.fullmatch(address.strip())
    if match is None:
        raise OperatorError(f"{address!r} is no address of a document; write 113439 or 113439#p12")
    document = _document(edition, match["id"])
    anchor = match["anchor"] or None
    if anchor is not None and anchor not in anchors(document.record):
        raise OperatorError(_no_such_place(anchor, document.record))
    return FORMS[form](document, edition.settings, anchor)


def anchors(record: Record) -> tuple[str, ...]:
    """Every address inside a document, in the order of the text, then its notes'."""
    places: list[str] = []
    for block in record.blocks:
        places += [block.anchor, *(sign.detail for sign in block.signs if sign.kind == "anchor")]
    return tuple(dict.fromkeys(place for place in (*places, *(note_.anchor for note_ in record.notes)) if place))


def _document(edition: Edition, identifier: str) -> LinkedDocument:
    by_id = {document.record.id: document for document in edition.documents}
    if identifier in by_id:
        return by_id[identifier]
    titles = {document.record.title: document.record.id for document in edition.documents}
    near = get_close_matches(identifier, list(by_id), n=3, cutoff=0.6) or [
        titles[title] for title in get_close_matches(identifier, list(titles), n=3, cutoff=0.5)
    ]
    meant = "; did you mean " + " or ".join(f"{one} ({by_id[one].record.title})" for one in near) + "?" if near else ""
    raise OperatorError(f"this edition has no document {identifier}{meant}")


def _no_such_place(anchor: str, record: Record) -> str:
    withdrawn = next((one for one in record.anchors if one.address == anchor and one.status == "gone"), None)
    if withdrawn is None:
        return f"{record.id} has no place #{anchor}{_nearest_anchor(anchor, record)}"
    why = f" ({withdrawn.why})" if withdrawn.why else ""
    see = f"; see #{withdrawn.see}" if withdrawn.see else ""
    return f"#{anchor} of {record.id} was withdrawn in state {withdrawn.gone}{why}{see}"


def _nearest_anchor(anchor: str, record: Record) -> str:
    """The place that was probably meant, else which there are: "#12" may be #p12, "#p99" is beyond the last."""
    places = anchors(record)
    if f"p{anchor}" in places:
        return f"; did you mean #p{anchor}?"
    same = [place for place in places if place[0] == anchor[:1]] or list(places)
    near = get_close_matches(anchor, same, n=3, cutoff=0.7)
    if near:
        return "; did you mean " + " or ".join(f"#{one}" for one in near) + "?"
    return f"; they run from #{same[0]} to #{same[-1]}" if same else "; it has no numbered places"
