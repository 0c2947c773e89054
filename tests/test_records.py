"""The records of the four seeds, and the proof that nothing of a transcript is lost."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SEEDS, transcript_of
from regesta.model import Settings, Transcript
from regesta.normalise.accounting import losses
from regesta.normalise.record import normalise
from regesta.readers import read

GOLDEN = Path(__file__).parent / "golden" / "records"
FILES = sorted(SEEDS.glob("*.txt"))


def records_of(transcript):
    """All records of a transcript, and all findings on the way."""
    readings, findings = read(transcript)
    pairs = [normalise(reading, transcript, Settings()) for reading in readings]
    return [record for record, _ in pairs], [*findings, *(one for _, more in pairs for one in more)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_nothing_of_a_seed_is_lost(path):
    """Every word stands in a field, a block, a note, a listing or aside."""
    transcript = transcript_of(path)
    records, _ = records_of(transcript)
    assert len(records) == 1
    assert losses(records, transcript) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_nothing_is_invented(path):
    """Every word of every block stands in the lines the block names."""
    transcript = transcript_of(path)
    lines = transcript.text.split("\n")
    for block in records_of(transcript)[0][0].blocks:
        words = "".join(line for first, last in block.ranges for line in lines[first - 1 : last])
        for part in block.text.split():
            assert part in words


def test_the_proof_notices_a_lost_word(seed_transcripts):
    """The proof is no formality: a word taken out of a block, or a line no piece claims, is a loss."""
    transcript = seed_transcripts["003"]
    record = records_of(transcript)[0][0]
    from msgspec.structs import replace

    cut = replace(record, blocks=(replace(record.blocks[0], text="The first"), *record.blocks[1:]))
    assert losses([cut], transcript)[0].lines == (24, 24)
    assert losses([replace(record, blocks=record.blocks[1:])], transcript)[0].words[:2] == ("The", "first")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_the_published_record_is_the_golden_one(path, site, update_golden):
    """record.json of each seed is exactly the committed one."""
    record = records_of(transcript_of(path))[0][0]
    found = json.loads((site / "documents" / record.id / "record.json").read_text("utf-8"))
    golden = GOLDEN / f"{record.id}.json"
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))


def test_every_golden_record_belongs_to_a_seed(site):
    """A golden file that nothing uses any more is a fault."""
    assert {path.stem for path in GOLDEN.glob("*.json")} == {path.name for path in (site / "documents").iterdir()}


KNOWN_FAULTS = {
    ("000", 1, "R-010"),
    ("000", 75, "R-011"),
    ("000", 65, "R-012"),
    ("000", 17, "S-109"),
    ("001", 10, "S-108"),
    ("001", 34, "N-101"),
    ("001", 36, "N-102"),
    ("001", 70, "T-105"),
    ("001", 90, "T-103"),
    ("001", 94, "S-109"),
    ("003", 10, "S-108"),
    ("003", 50, "N-102"),
    ("004", 50, "L-106"),
    ("004", 53, "L-106"),
    ("004", 57, "N-102"),
    ("004", 67, "N-105"),
}


def test_the_known_faults_of_the_seeds_are_reported_at_their_lines(seed_transcripts):
    """What a careful editor marks in these four files is found, each at its place."""
    found = {
        (number, one.line, one.code)
        for number, transcript in seed_transcripts.items()
        for one in records_of(transcript)[1]
    }
    assert found >= KNOWN_FAULTS


def test_a_paragraph_cut_by_a_page_break_is_one_with_both_places(seed_transcripts):
    """There is one such paragraph in each of three seeds."""
    cut = {
        number: [block.ranges for block in records_of(transcript)[0][0].blocks if len(block.ranges) > 1]
        for number, transcript in seed_transcripts.items()
    }
    assert cut == {
        "000": [],
        "001": [((36, 36), (38, 38))],
        "003": [((50, 50), (52, 52))],
        "004": [((57, 57), (59, 59))],
    }


def test_a_file_of_no_known_shape_is_a_finding_at_its_first_line():
    """An unknown file is told with file and line, and gives no record."""
    readings, findings = read(Transcript("notes.txt", "\n\nShopping: bread, milk.\n", "0" * 64))
    assert readings == ()
    assert [(one.code, one.file, one.line) for one in findings] == [("R-001", "notes.txt", 3)]


@settings(max_examples=60, deadline=None)
@given(body=st.text(max_size=400), summary=st.text(max_size=80))
def test_nothing_is_lost_of_any_text_in_the_shape_of_a_pdf(body, summary):
    """Whatever characters a converted PDF holds, no word goes missing and nothing fails."""
    head = "## **May 3, 1950**\n\n### **Cable, A to B**\n\n"
    text = f"{head}#### **Summary:**\n\n{summary}\n\n#### **Contents:**\n\nTranslation - English\n\n{body}"
    transcript = Transcript("any.txt", text.replace("\r", "\n"), "0" * 64)
    records, _ = records_of(transcript)
    assert losses(records, transcript) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_nothing_is_lost_of_any_text_in_the_shape_of_a_page(body):
    """The same for the archive's web page."""
    tail = "\n\nDocument Information\n\nSource\n\nX\n\nRecord ID\n\n1"
    text = f"Skip to content\n\nMay 3, 1950\n\nCable, A to B\n\n{body}{tail}"
    transcript = Transcript("any.txt", text.replace("\r", "\n"), "0" * 64)
    records, _ = records_of(transcript)
    assert losses(records, transcript) == ()


def test_another_archives_transcript_keeps_the_address_it_prints():
    """Only the archive's own citations lead to its public host; a like layout of another archive does not."""
    head = "## **May 3, 1950**\n\n### **Cable, A to B**\n\n#### **Citation:**\n\n"
    contents = "#### **Contents:**\n\nTranslation - English\n\nSome text here.\n"
    rest = f"\n<https://archive.example.org/document/77>\n\n{contents}"
    named = {}
    for archive in ("Example Archive", "Wilson Center Digital Archive"):
        text = f'{head}"Cable, A to B", May 3, 1950, {archive}, AVPRF: F. 1. {rest}'
        records, findings = records_of(Transcript("a.md", text, "0" * 64))
        named[archive] = (records[0].source.url, "S-108" in {one.code for one in findings})
    assert named == {
        "Example Archive": ("https://archive.example.org/document/77", False),
        "Wilson Center Digital Archive": ("https://digitalarchive.wilsoncenter.org/document/77", True),
    }


NOISE = "abST019[]()*_<>#|. \n-\"'&;:"


@pytest.mark.parametrize("turn", range(24))
def test_nothing_is_lost_of_a_badly_scanned_seed(turn):
    """Letters dropped, put in and changed: every word is accounted for, or the file is said not to be known."""
    chance = random.Random(turn)
    source = transcript_of(FILES[turn % len(FILES)])
    rate = (0.002, 0.01, 0.03, 0.1)[turn // 6]
    text = "".join(
        char if (luck := chance.random()) > rate else "" if luck < rate / 3 else chance.choice(NOISE) + char
        for char in source.text
    )
    transcript = Transcript(source.file, text, "0" * 64)
    records, findings = records_of(transcript)
    assert records or [one.code for one in findings] == ["R-001"]
    assert not records or losses(records, transcript) == ()


def test_a_label_with_litter_around_it_is_no_traceback():
    """A converter's "#" may stand between a label and its colon."""
    text = "## May 3, 1950\n\n# Cable, A to B\n\nSummary#: short\n\nContents:\n\nTranslation - English\n\nText.\n"
    transcript = Transcript("a.md", text, "0" * 64)
    assert losses(records_of(transcript)[0], transcript) == ()


def test_a_guessed_party_tells_the_entry_that_settles_it(seed_transcripts):
    """The finding stands at the line that made it, and its hint can be copied into corrections.yaml."""
    record = records_of(seed_transcripts["003"])[0][0]
    guesses = [one for one in record.participants if one.guess]
    told = [one for one in records_of(seed_transcripts["003"])[1] if one.code == "P-101"]
    assert len(told) == len(guesses) > 0
    assert (
        f'{{document: "{record.id}", participant: {guesses[0].name}, role: {guesses[0].role}, reason: …}}'
        in told[0].hint
    )
    assert told[0].line > 1


def test_a_cover_that_no_line_end_parts_from_the_text_is_reported():
    """Two documents that ran together in one line are read as one, and the second cover is a finding."""
    one = (Path(__file__).parent / "readers/archive/pdf-one-line/in.txt").read_text("utf-8")
    other = one.replace("990412", "990419").replace("Arvid Holm", "Karin Sund")
    text = f"{one} {other}".replace("\n", " ")
    records, findings = records_of(Transcript("two.txt", text, ""))
    assert len(records) == 1
    assert losses(records, Transcript("two.txt", text, "")) == ()
    told = [one.message for one in findings if one.code == "R-013"]
    title = "Memorandum of Conversation between Karin Sund and Teodor Brandt"
    assert told == [f"the cover of another document stands in the text: “{title}”"]
    assert not [one for one in records_of(Transcript("one.txt", one, ""))[1] if one.code == "R-013"]


MORE = (
    "The Minister had come to the talk with a plan for the dredging of the harbour, and the Trust had read it with care"
    " before they met."
)


@pytest.mark.parametrize(
    ("after", "added", "taken"),
    [
        ("(Lindqvist)\n", f"\n{MORE}\n", True),
        ("(Lindqvist)\n", "\nCopies: the Trust, the Minister\n", False),
        ("\nAuthor(s):", "\nThis document summary was generated by a program and read by one of us.\n", True),
    ],
)
def test_a_summary_of_two_paragraphs_is_told_by_the_signature_before_it_or_by_the_remark_behind_it(after, added, taken):
    """What stands between the signature and the last paragraph is the archive's, if it is prose; so is who wrote it."""
    page = (Path(__file__).parent / "readers/archive/page/in.txt").read_text("utf-8")
    assert after in page
    text = page.replace(after, after + added) if after.startswith("(") else page.replace(after, added + after)
    transcript = Transcript("page.txt", text, "")
    record = records_of(transcript)[0][0]
    one = records_of(Transcript("one.txt", page, ""))[0][0]
    assert losses([record], transcript) == ()
    assert (added.strip() in record.summary) is taken
    assert one.summary in record.summary
    assert len(record.blocks) == len(one.blocks) + (not taken)
