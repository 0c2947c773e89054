"""The facts of one record: told by it and the authority file alone, and kept as bytes without loss."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from regesta.linking.edition import joined
from regesta.linking.facts import Facts, facts_of, known
from regesta.pipeline import linked

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return linked(SEEDS, tmp_path_factory.mktemp("facts") / "site")


def kept(facts):
    return msgspec.json.decode(msgspec.json.encode(facts), type=Facts)


def test_facts_come_back_whole_from_their_bytes(edition):
    read = known(edition.authority)
    for document in edition.documents:
        facts = facts_of(document.record, read)
        assert kept(facts) == facts
        assert facts.mentions


def test_the_same_record_gives_the_same_bytes(edition):
    record = edition.documents[0].record
    first, second = (msgspec.json.encode(facts_of(record, known(edition.authority))) for _ in range(2))
    assert first == second


def test_documents_are_joined_from_their_kept_cards_alone(edition):
    """What relates documents is told without any text, and whatever order the cards come in."""
    read = known(edition.authority)
    cards = [kept(facts_of(document.record, read)).card for document in reversed(edition.documents)]
    told = joined(cards, edition.authority)
    assert told.meetings == edition.meetings
    assert told.order == tuple(document.record.id for document in edition.documents)
    assert {document.record.id: document.related for document in edition.documents} == told.related


def test_facts_are_those_of_the_document_in_the_edition(edition):
    read = known(edition.authority)
    for document in edition.documents:
        facts = facts_of(document.record, read)
        assert (facts.mentions, facts.voices, facts.glosses) == (document.mentions, document.voices, document.glosses)
        assert facts.participants == document.record.participants
