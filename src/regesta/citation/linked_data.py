"""JSON-LD for a document's page, in the vocabulary of schema.org.

The context stands inline, so that reading it asks nothing of the network, and no character in the text can end the
script element that holds it. What is not known is left out; an address of ours is there only where we know it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from regesta.citation import facts
from regesta.citation.dates import read_span
from regesta.citation.note import note
from regesta.citation.typography import one_line
from regesta.model import LinkedDocument, Participant, Record, Settings

KINDS = (
    ("Conversation", re.compile(r"conversation|\btalks?\b|meeting|interview|discussion|minutes", re.IGNORECASE)),
    ("Message", re.compile(r"cable|telegram|letter|message|telegraph|ciphergram|despatch|dispatch", re.IGNORECASE)),
    ("Report", re.compile(r"report", re.IGNORECASE)),
)
"""Classes of schema.org by the words of a document's type, the first that fits."""

THINGS = {"person": "Person", "organisation": "Organization", "group": "Organization"}

_ENDING = re.compile("[<>&\u2028\u2029]")


def json_ld(document: LinkedDocument, settings: Settings) -> str:
    """The document as JSON-LD that may stand unescaped between the tags of a script element."""
    text = json.dumps(_described(document, settings), ensure_ascii=False, separators=(",", ":"))
    return _ENDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def kind(record: Record) -> str:
    """The document's class at schema.org: Conversation, Message, Report or CreativeWork."""
    said = record.type or record.title
    return next((name for name, pattern in KINDS if pattern.search(said)), "CreativeWork")


def _described(document: LinkedDocument, settings: Settings) -> dict[str, Any]:
    record, address = document.record, facts.document_address(document, settings)
    return _known(
        {
            "@context": {"@vocab": "https://schema.org/"},
            "@type": ["ArchiveComponent", kind(record)],
            "@id": address,
            "name": one_line(record.title),
            "genre": record.type or "",
            "identifier": record.id,
            "url": _iri(address),
            "sameAs": _iri(facts.archive_address(document)),
            "dateCreated": _date(record),
            "inLanguage": record.languages.text,
            "abstract": one_line(record.summary),
            "author": [_thing(name) for name in facts.authors(record)],
            "translator": [_thing(name) for name in facts.translators(record)],
            "translationOfWork": _original(record),
            "holdingArchive": _named("ArchiveOrganization", record.source.archive),
            "itemLocation": facts.location(record),
            "isPartOf": _collection(settings),
            "creditText": note(document, settings),
            "usageInfo": one_line(record.rights),
            **_parties(record),
            **_published(document),
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _iri(address: str) -> dict[str, str]:
    return {"@id": address} if address else {}


def _date(record: Record) -> str:
    """A date or an interval in ISO 8601, which is what schema.org takes; a doubt about it cannot be said there."""
    span = read_span(record.date.edtf)
    if span.first is None or span.last is None or "X" in span.first.year + span.last.year:
        return ""
    return re.sub(r"[~?%]|T[0-9:]+", "", record.date.edtf) if record.date.edtf[:1] not in "[{" else ""


def _thing(name: str, of: str = "person") -> dict[str, str]:
    return {"@type": THINGS[of], "name": name}


def _named(kind_: str, name: str | None) -> dict[str, str]:
    return {"@type": kind_, "name": one_line(name)} if name else {}


def _original(record: Record) -> dict[str, Any]:
    """The original, where the text at hand is in another language."""
    languages = [code for code in record.languages.original if code != record.languages.text]
    return {"@type": "CreativeWork", "inLanguage": languages} if languages else {}


def _collection(settings: Settings) -> dict[str, Any]:
    publisher = _named("Organization", settings.publisher)
    return _known(
        {
            "@type": "Collection",
            "name": settings.title,
            "url": _iri(facts.base_address(settings)),
            "publisher": publisher,
        }
    )


def _parties(record: Record) -> dict[str, Any]:
    """Sender and recipient of a message, the speakers and those present of anything else."""
    message = kind(record) == "Message"
    return _known(
        {
            "sender": _things(record, "sender") if message else [],
            "recipient": _things(record, "recipient") if message else [],
            "participant": [] if message else _things(record, "interlocutor", "present", "interpreter"),
        }
    )


def _things(record: Record, *roles: str) -> list[dict[str, str]]:
    parties: tuple[Participant, ...] = tuple(party for party in record.participants if party.role in roles)
    return [_thing(name, of) for name, of in dict.fromkeys((party.name, party.of) for party in parties)]


def _published(document: LinkedDocument) -> dict[str, str]:
    if not document.states:
        return {}
    return {"version": str(document.states[-1].number), "sdDatePublished": document.states[-1].date}
