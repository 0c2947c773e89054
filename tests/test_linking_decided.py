"""The editor's decisions overrule who speaks and what is related, with a reason, and are told when they fit nothing."""

from __future__ import annotations

import pytest

from regesta.authority import read_authority
from regesta.findings import OperatorError
from regesta.linking.edition import link
from regesta.model import Block, Date, Languages, Participant, Record, Settings, Source

PEOPLE = """
people:
  ada-bell: {name: Ada Bell}
  ben-cole: {name: Ben Cole}
"""


def record(identifier, text):
    return Record(
        id=identifier,
        title="Talk",
        type=None,
        date=Date("1951-05-04", "1951-05-04"),
        languages=Languages(),
        source=Source(),
        participants=(Participant("Ada Bell", "Ada Bell", "author"), Participant("Ben Cole", "Ben Cole", "present")),
        blocks=(Block("paragraph", text, ((1, 1),), "p1"),),
        file=f"{identifier}.txt",
        sha256="",
        format="",
        line_count=1,
    )


def linked(folder, decisions, *records):
    (folder / "authority.yaml").write_text(PEOPLE + decisions, encoding="utf-8")
    edition, findings = link(records, {}, Settings(), read_authority(folder))
    return {one.record.id: one for one in edition.documents}, [one for one in findings if one.code == "A-205"]


TEXT = "Cole said no. The pilots fear ice."


def test_a_decision_about_some_words_is_cut_into_the_voices(tmp_path):
    decision = """
speakers:
  - {document: "1", at: p1, words: The pilots fear ice., is: ada-bell, reason: her own remark}
"""
    documents, findings = linked(tmp_path, decision, record("1", TEXT))
    told = [(TEXT[one.start : one.end].strip(), one.speaker, one.through) for one in documents["1"].voices]
    assert told == [("Cole said no.", "ben-cole", "ada-bell"), ("The pilots fear ice.", "ada-bell", "")]
    assert findings == []


def test_a_decision_about_a_paragraph_takes_the_place_of_all_voices_in_it(tmp_path):
    decision = """
speakers:
  - {document: "1", at: p1, is: none, reason: a forgery}
"""
    documents, _ = linked(tmp_path, decision, record("1", TEXT))
    assert [(one.start, one.end, one.speaker) for one in documents["1"].voices] == [(0, len(TEXT), "")]


def test_documents_that_the_editor_parts_are_not_related(tmp_path):
    ones = (record("1", TEXT), record("2", TEXT))
    documents, _ = linked(tmp_path, "", *ones)
    assert documents["1"].related
    decision = """
unrelated:
  - {documents: ["2", "1"], reason: chance}
"""
    documents, findings = linked(tmp_path, decision, *ones)
    assert (documents["1"].related, documents["2"].related, findings) == ((), (), [])


def test_a_decision_that_fits_nothing_is_told_with_its_line(tmp_path):
    decisions = """
speakers:
  - {document: "1", at: p1, words: No such words, is: ada-bell, reason: r}
unrelated:
  - {documents: ["1", "9"], reason: r}
"""
    _, findings = linked(tmp_path, decisions, record("1", TEXT))
    assert [one.line for one in findings] == [7, 9]


@pytest.mark.parametrize(
    "decision",
    [
        "speakers: [{document: '1', at: p1, is: nobody-known, reason: r}]",
        "speakers: [{document: '1', at: p1, is: ada-bell}]",
        "speakers: [{document: '1', at: p1, is: ada-bell, reason: r, colour: red}]",
        "unrelated: [{documents: ['1'], reason: r}]",
        "unrelated: [{documents: ['1', '2']}]",
    ],
)
def test_a_decision_that_is_not_whole_is_refused(tmp_path, decision):
    with pytest.raises(OperatorError):
        linked(tmp_path, decision, record("1", TEXT))
