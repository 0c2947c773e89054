"""The editor's decisions: how they are written, and what they do to a record."""

import re

import pytest
from msgspec.structs import replace

from regesta.corrections import EXAMPLE, read_corrections
from regesta.findings import CODES, OperatorError, finding
from regesta.model import Correction, Settings
from regesta.normalise.accounting import losses
from regesta.normalise.record import Decisions, normalise
from regesta.readers import read


def corrected(transcript, *corrections, words=None):
    """A record with decisions applied, and the codes of its findings."""
    record, findings = normalise(read(transcript)[0][0], transcript, Settings(), Decisions(corrections, words or {}))
    return record, [one.code for one in findings]


def decision(**values):
    return Correction(document="113439", reason="compared with the print", **values)


def test_the_example_for_editors_is_read_whole(tmp_path):
    """Every kind of entry that the manual shows is understood."""
    (tmp_path / "corrections.yaml").write_text(EXAMPLE, "utf-8")
    found = read_corrections(tmp_path)
    assert [bool(one.new) + bool(one.bracket) + bool(one.participant) for one in found] == [1, 1, 0, 0, 1, 1, 1]
    assert found[2].join is False
    assert found[0].line == 2


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("document: x\n    old: a\n    new: b", "needs a reason"),
        ("old: a\n    new: b\n    reason: r", "needs a document"),
        ("document: x\n    reason: r", "says one thing"),
        ("document: x\n    reason: r\n    new: b\n    where: page 3", "where must be"),
        ("document: x\n    reason: r\n    bracket: '[b]'\n    kind: glos", 'did you mean "gloss"'),
        ("document: x\n    reason: r\n    participant: B\n    role: writer", "no role"),
        ("document: x\n    reason: r\n    wher: p1", "no key"),
    ],
)
def test_a_faulty_entry_stops_the_command_at_its_line(tmp_path, entry, said):
    """The operator is told file, line and what is wrong."""
    (tmp_path / "corrections.yaml").write_text(f"corrections:\n  - {entry}\n", "utf-8")
    with pytest.raises(OperatorError, match=r"corrections\.yaml:[2-9]") as stopped:
        read_corrections(tmp_path)
    assert said in str(stopped.value)


def test_words_are_corrected_marked_and_still_accounted_for(seed_transcripts):
    """The text has the new words, a sign keeps the old ones, and no word of the transcript is lost."""
    transcript = seed_transcripts["001"]
    old, new = "Regarding the international situation", "On the international situation"
    record, _ = corrected(transcript, decision(old=old, new=new))
    block = next(block for block in record.blocks if new in block.text)
    sign = next(sign for sign in block.signs if sign.kind == "correction")
    assert block.text[sign.start : sign.end] == new
    assert sign.detail == old
    assert block.signs[0].kind == "marker"
    assert record.corrections[0].new == new
    assert losses([record], transcript) == ()


def test_a_corrected_bracket_is_stray_no_more(seed_transcripts):
    """Brackets are understood after words are corrected; line or address tells which of two places is meant."""
    one = decision(old="Wang Jiaxiang]", new="[Wang Jiaxiang]", where="line 90")
    record, codes = corrected(seed_transcripts["001"], one)
    assert "T-103" not in codes
    by_address = replace(one, where="p26")
    assert corrected(seed_transcripts["001"], by_address, words={"p26": "Wang Jiaxiang]"})[0].blocks == record.blocks


def test_words_in_several_places_are_not_guessed_between(seed_transcripts):
    """A correction that does not say where is refused if its words stand more than once."""
    _, codes = corrected(seed_transcripts["001"], decision(old="Stalin said", new="He said"))
    assert "E-101" in codes


def test_a_correction_that_the_transcript_has_already_is_told(seed_transcripts):
    """The editor may remove it."""
    _, codes = corrected(seed_transcripts["001"], decision(old="Stalin sayed", new="Stalin answered"))
    assert "E-102" in codes


def test_a_decided_bracket_is_in_doubt_no_more(seed_transcripts):
    """The kind is the editor's, and the finding is gone."""
    record, codes = corrected(seed_transcripts["001"], decision(bracket="[neng chuwai]", kind="supplied"))
    kinds = {b.text[s.start : s.end]: s.kind for b in record.blocks for s in b.signs}
    assert kinds["[neng chuwai]"] == "supplied"
    assert codes.count("T-105") == 1


def test_a_party_is_confirmed_added_or_taken_out(seed_transcripts):
    """A guess becomes sure; a new party stands with its role; role none takes a party out."""
    record, codes = corrected(
        seed_transcripts["003"],
        decision(participant="Anastas Mikoyan", role="author"),
        decision(participant="Ivan Orlov", role="present"),
        decision(participant="Ren Bishi", role="none"),
    )
    assert ("Anastas Mikoyan", "author", False) in [(p.name, p.role, p.guess) for p in record.participants]
    assert ("Ivan Orlov", "present") in [(p.name, p.role) for p in record.participants]
    assert "Ren Bishi" not in [p.name for p in record.participants]
    assert "P-101" not in codes


def test_a_field_is_replaced_by_the_editors_words(seed_transcripts):
    """The date of the record follows, and the disagreement with the citation is settled."""
    record, codes = corrected(seed_transcripts["003"], decision(where="date", new="31 January 1949"))
    assert record.date.edtf == "1949-01-31"
    assert "D-107" not in codes


def test_the_days_of_the_event_and_of_receipt_are_the_editors(seed_transcripts):
    """A day that was found can be replaced or taken out, and one that was not can be given."""
    found, codes = corrected(seed_transcripts["003"])
    assert found.event_date
    record, codes = corrected(
        seed_transcripts["003"], decision(where="event", new="none"), decision(where="received", new="3 February 1949")
    )
    assert record.event_date is None
    assert record.received
    assert record.received.edtf == "1949-02-03"
    assert "D-109" not in codes
    assert len(record.corrections) == 2


def test_a_joint_and_a_kind_are_the_editors(seed_transcripts):
    """A paragraph begins anew where the editor says so, a line is what the editor says, and neither is a guess then."""
    record, codes = corrected(
        seed_transcripts["001"],
        decision(where="line 38", join=False),
        decision(where="line 34", kind="paragraph"),
    )
    starts = {block.ranges[0][0]: block.kind for block in record.blocks}
    assert starts[38] == "paragraph"
    assert starts[34] == "paragraph"
    assert "N-102" not in codes
    assert "N-101" not in codes
    assert len(record.corrections) == 2


def test_paragraphs_are_joined_where_the_editor_says_so(seed_transcripts):
    """A joint that no rule finds is made."""
    record, _ = corrected(seed_transcripts["001"], decision(where="line 40", join=True))
    assert ((36, 36), (38, 38), (40, 40)) in [block.ranges for block in record.blocks]


def test_a_decision_about_a_line_without_a_block_is_told(seed_transcripts):
    """It changes nothing, and the editor learns of it."""
    _, codes = corrected(seed_transcripts["001"], decision(where="line 39", kind="heading"))
    assert "E-101" in codes


@pytest.mark.parametrize("code", [code for code, entry in CODES.items() if "{document:" in entry.remedy])
def test_the_entry_that_a_finding_suggests_can_be_copied(code, tmp_path):
    """With its gaps filled in, what a finding says to write is a correction that is understood."""
    remedy = finding(code, "x", file="a/b.txt", line=7).hint
    entry = re.search(r"\{document:.*?\}", remedy)[0]
    for gap, filled in (("line …", "line 8"), ("[…]", "[x]"), ("…", "x")):
        entry = entry.replace(gap, filled)
    (tmp_path / "corrections.yaml").write_text(f"corrections:\n  - {entry}\n", "utf-8")
    assert read_corrections(tmp_path)[0].document == "a/b.txt"
