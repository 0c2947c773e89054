"""The facts of one record: told by it and the authority file alone, and kept as bytes without loss."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from regesta.linking.edition import joined
from regesta.linking.facts import Facts, facts_of, known
from regesta.linking.remembered import kept_relations
from regesta.linking.rooms import Memory, in_memory
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


def test_documents_are_joined_from_their_kept_cards_and_words_alone(edition):
    """What relates documents is told without any text, and whatever order the cards come in."""
    read = known(edition.authority)
    facts = [kept(facts_of(document.record, read)) for document in reversed(edition.documents)]
    words, rooms = {one.card.id: one.words for one in facts}, Memory()
    told = joined([one.card for one in facts], edition.authority, in_memory(words.__getitem__, rooms))
    assert told.meetings == edition.meetings
    assert told.order == tuple(document.record.id for document in edition.documents)
    for document in edition.documents:
        assert document.related == kept_relations(rooms, document.record.id)


def test_facts_are_those_of_the_document_in_the_edition(edition):
    read = known(edition.authority)
    for document in edition.documents:
        facts = facts_of(document.record, read)
        assert (facts.mentions, facts.voices, facts.glosses) == (document.mentions, document.voices, document.glosses)
        assert facts.participants == document.record.participants
