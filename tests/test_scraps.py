"""Text in thousands of tiny pieces: refused or kept together, and never touched where it is a text."""

import pytest

from regesta.model import RawBlock, Settings, Transcript
from regesta.normalise.record import normalise
from regesta.readers import read
from regesta.readers.scraps import BUNCH, SCRAPS, bunched, bunches_among, scraps_of
from regesta.understanding import Editorial, understand

HTML = (
    "<html><body><p>July 18, 1949</p><h1>Cable</h1><p>Citation:</p><p>A.</p><p>Contents:</p><p>Text</p>{}</body></html>"
)
TEI = '<TEI><text><body><div type="document"><head>A letter</head>{}</div></body></text></TEI>'
MATTER = "---\ntitle: A poem\n---\n\n{}"


def codes(text, folder):
    """The codes of what is found in a file, and its records."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    found = understand(folder / "a.txt", folder, Editorial(Settings()))
    return {one.code for one in found.findings}, found.records


@pytest.mark.parametrize(
    "text", [HTML.format("<p>a" * 9000), TEI.format("<p>a</p>" * 9000), MATTER.format("a\n" * 9000)]
)
def test_thousands_of_letters_are_no_document(text, tmp_path):
    """A letter a paragraph, whatever the markup, is refused with a finding."""
    found, records = codes(text, tmp_path)
    assert "R-001" in found
    assert not records


@pytest.mark.parametrize(
    "text", [HTML.format("<p>twelve words</p>\n" * 9000), TEI.format("<p>twelve words</p>\n" * 9000)]
)
def test_thousands_of_short_paragraphs_stand_together(text, tmp_path):
    """Whatever the markup, they become a hundredth as many, no word is lost, and the report says so at the line."""
    found, (record,) = codes(text, tmp_path)
    assert {"R-005", "R-020"} & found == {"R-005"}
    assert 9000 // BUNCH <= len(record.blocks) <= 9000 // BUNCH + 5
    assert sum(block.text.count("twelve words") for block in record.blocks) == 9000


def test_a_bunch_is_joined_with_no_other(tmp_path):
    """Bunches end without a full stop, and are still no halves of one paragraph."""
    _, (record,) = codes(MATTER.format("some words of it\n" * 9000), tmp_path)
    assert all(len(block.ranges) == 1 for block in record.blocks)


@pytest.mark.parametrize(
    "text",
    [
        MATTER.format("\n".join(f"And the ships of line {n} went to sea" for n in range(9000))),
        MATTER.format("Lin Zhao\n" * (SCRAPS - 100)),
        HTML.format("<table>" + "<tr><td>1949</td><td>1,234</td><td>17</td></tr>" * (SCRAPS - 100) + "</table>"),
        HTML.format("<p>" + "<span>word</span> " * 20_000),
    ],
)
def test_verse_lists_and_tables_are_no_scraps(text):
    """Long poems, long lists of names, tables of figures and words with a tag each are texts like any other."""
    assert scraps_of(text) is None
    readings, _ = read(Transcript("a.txt", text, ""))
    assert not any(bunches_among(reading.blocks) for reading in readings)


def test_headings_notes_and_verse_stay_as_they_are():
    """Only plain pieces are kept together: what the format calls something else keeps its address."""
    blocks = [RawBlock("a", (n, n)) for n in range(1, SCRAPS + 1)]
    blocks[50] = RawBlock("Of it", (51, 51), "heading", 1)
    blocks[70] = RawBlock("a line", (71, 71), "verse")
    found = bunched(blocks)
    assert [one.lines for one in found[:5]] == [(1, 50), (51, 51), (52, 70), (71, 71), (72, 171)]
    assert bunched(blocks[:100]) == tuple(blocks[:100])


def test_a_nest_of_brackets_keeps_its_words_and_few_signs():
    """Brackets deeper than any editor's are words; so is bold inside bold inside bold."""
    text = MATTER.format("[a " * 300 + "]" * 300)
    transcript = Transcript("a.txt", text, "")
    record, _ = normalise(read(transcript)[0][0], transcript, Settings())
    assert record.blocks[0].text.count("[a") == 300
    assert len(record.blocks[0].signs) < 20
