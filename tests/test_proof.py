"""The proof page: the file as received, and what became of each of its lines."""

import html5lib
import pytest

from conftest import SEEDS, transcript_of
from editions import edition_of, run

XHTML = "{http://www.w3.org/1999/xhtml}"
IDS = {"000": "113440", "001": "113439", "003": "112416", "004": "113239"}


def rows_of(site, identifier):
    """Number, text and fate of every line on the proof page of a document."""
    page = (site / "documents" / identifier / "transcript" / "index.html").read_text("utf-8")
    body = html5lib.parse(page).find(f".//{XHTML}table[@class='lines']/{XHTML}tbody")
    return [tuple("".join(cell.itertext()) for cell in row) for row in body]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_line_stands_there_as_received_with_its_number(site, path):
    """Nothing of the file is changed, left out or put in another order."""
    rows = rows_of(site, IDS[path.name[:3]])
    lines = transcript_of(path).text.splitlines()
    assert [(int(number), text) for number, text, _ in rows] == list(enumerate(lines, 1))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_line_with_words_has_become_something(site, path):
    """A line says what it is, or goes on with what the line above began."""
    begun = False
    for _, text, fate in rows_of(site, IDS[path.name[:3]]):
        if text.strip():
            begun = begun or bool(fate)
            assert begun
            assert "not accounted for" not in fate


def test_a_line_leads_to_the_paragraph_it_became(site):
    """Both halves of a paragraph that a page break cut lead to the one paragraph; a reason stands where one is."""
    fates = {int(number): fate for number, _, fate in rows_of(site, "113439")}
    assert fates[36] == "¶ 4"
    assert fates[38].startswith("¶ 4 joined")
    assert fates[34].startswith("§ 2")
    assert {int(n): f for n, _, f in rows_of(site, "113440")}[1] == "set aside page furniture"
    page = (site / "documents/113439/transcript/index.html").read_text("utf-8")
    assert '113439/index.html#p4">¶ 4</a>' in page


def test_very_many_blank_lines_are_one_row_that_says_so(tmp_path):
    """The lines behind them keep their numbers."""
    edition = edition_of(
        tmp_path / "edition", {"a.md": "---\ntitle: A note\nid: 7\n---\n\nOne.\n" + "\n" * 5000 + "Two.\n"}
    )
    assert run("build", edition, "-o", tmp_path / "site", "--no-search").code == 0
    rows = rows_of(tmp_path / "site", "7")
    assert [(number, text) for number, text, _ in rows[-2:]] == [("7", ""), ("5007", "Two.")]
    assert rows[-2][2] == "5000 blank lines"
