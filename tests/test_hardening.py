"""Bad input: whatever the bytes are, reading ends in time and without a traceback."""

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import LETTER, edition_of, run
from regesta.model import Settings
from regesta.normalise.brackets import find_brackets
from regesta.normalise.inline import read_inline
from regesta.normalise.names import read_name
from regesta.readers.lines import BLANKS, numbered
from regesta.understanding import Editorial, understand

COVER = (
    "July 18, 1949\nCable, Lin Zhao to Chen Bo\nCitation:\nArchive.\nSummary:\nOf it.\nContents:\nEnglish Translation\n"
)
PIECES = {
    "blank lines": "\n",
    "brackets": "[",
    "nested brackets": "[a ",
    "closed brackets": "[]",
    "stars": "*a ",
    "tags": "<a ",
    "ampersands": "&",
    "table rows": "| a |\n",
    "dates": "18 July 1949 ",
    "calls": "word[1] ",
    "notes": "1 text\n\n",
    "labels": "Citation: a Contents: b\n",
    "labels in one line": "Citation: a Contents: b Summary: c ",
    "sheets": "Title: a\nDate: b\nSource: c\n",
    "zeros": "\0",
    "signs": "*_<b>&amp;`[a](b) ",
    "covers": "July 18, 1949\n\nCable\n\nCitation:\n\na\n\nContents:\n\nText\n\n",
    "lists of days": "1, ",
    "archival numbers": "F. 39, Op. 1, D. 39, L. 1; ",
}
LAYOUTS: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "cover": lambda text: COVER + text,
    "front matter": lambda text: f"---\ntitle: Lin Zhao to Chen Bo\n---\n\n{text}",
    "web page": lambda text: f"<html><body><p>{COVER}</p>{text}</body></html>",
}


def _understood(text, folder):
    path = folder / "text.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    start = time.process_time()
    found = understand(path, folder, Editorial(Settings()))
    return found, time.process_time() - start


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", PIECES)
def test_ten_times_the_text_is_no_hundred_times_the_work(name, layout, tmp_path):
    """Work grows with the length of the text, not with its square; no word is lost on the way."""
    small, large = (LAYOUTS[layout](PIECES[name] * count) for count in (400, 4000))
    _understood(small, tmp_path)
    spent = min(_understood(small, tmp_path)[1] for _ in range(3))
    found, long_spent = _understood(large, tmp_path)
    assert long_spent < 40 * max(spent, 0.005)
    assert not [one for one in found.findings if one.code == "R-020"]


@pytest.mark.parametrize("seed", range(12))
def test_no_mixture_of_signs_stops_the_reading(seed, tmp_path):
    """Signs of every markup at random, in every layout, give records or findings and never an exception."""
    chance = random.Random(seed)
    pieces = ["[", "]", "*", "_", "<", ">", "&", "#", "`", "|", "-", "\\", "\n", " ", "1", "a", ".", ":", "\f", "\0",
              "Citation:", "Contents:", "Title: ", "<table>", "<!--", "To: A", "I met A", "\n---\n"]  # fmt: skip
    for layout in LAYOUTS.values():
        found, _ = _understood(layout("".join(chance.choices(pieces, k=600))), tmp_path)
        assert found.sha256
        assert not [one for one in found.findings if one.code == "R-002"]


@pytest.mark.parametrize("value", ["[" * 100_000, "{a: " * 50_000, "[" * 50_000 + "]" * 50_000])
def test_a_head_that_nests_without_end_is_a_finding(value, tmp_path):
    """Lists in lists by the thousand end no program; the head is set aside and the text is read."""
    found, _ = _understood(f"---\ntitle: {value}\n---\n\nComrade Stalin said that it was so.\n", tmp_path)
    assert "R-007" in {one.code for one in found.findings}
    assert not [one for one in found.findings if one.code == "R-020"]


@pytest.mark.parametrize("value", ["a, " * 30_000, "{" + ", ".join(f"k{one}: v" for one in range(9000)) + "}"])
def test_a_head_of_very_many_values_loses_no_word(value, tmp_path):
    """Thousands of members or keys in one line are kept as they stand; no document has so many parties."""
    bracketed = value if value[0] == "{" else f"[{value}b]"
    found, _ = _understood(f"---\ntitle: Cable\nto: {bracketed}\n---\n\nComrade Stalin said so.\n", tmp_path)
    assert len(found.records[0].participants) <= 300
    assert not [one for one in found.findings if one.code == "R-020"]


def test_very_many_covers_with_nothing_under_them_are_one_document(tmp_path):
    """Covers that follow one another without a text are an index of documents, not thousands of them."""
    found, _ = _understood((COVER + "a\n") * 400, tmp_path)
    assert len(found.records) == 1
    assert len(_understood((COVER + "A text of it.\n") * 3, tmp_path)[0].records) == 3


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(LAYOUTS)))
def test_any_bytes_give_records_or_findings(content, layout):
    """Whatever the bytes are, in whatever layout, the file is understood or reported, and no word is lost."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "text.txt"
        before, after = LAYOUTS[layout]("\0body\0").encode().split(b"\0body\0")
        path.write_bytes(before + content + after)
        found = understand(path, Path(name), Editorial(Settings()))
    assert found.records or found.findings
    assert not [one for one in found.findings if one.code == "R-020"]


def test_lines_without_number_or_length_are_no_document(tmp_path):
    """A file of very many lines of a letter each is refused with a finding, not read for minutes."""
    found, _ = _understood(COVER + "a\n" * 30_000, tmp_path)
    assert not found.records
    assert [one.code for one in found.findings] == ["R-001"]


def test_very_many_short_lines_become_paragraphs_of_many_lines(tmp_path):
    """Words of a table in cells are all kept, in few blocks, and the report says so."""
    found, _ = _understood(COVER + "twelve words\n" * 25_000, tmp_path)
    assert len(found.records[0].blocks) < 400
    assert "R-005" in {one.code for one in found.findings}
    assert not [one for one in found.findings if one.code == "R-020"]


def test_a_long_row_of_blank_lines_keeps_the_numbers_of_what_follows():
    """Blank lines beyond the first few are passed over; the lines after them are numbered as they stand."""
    lines = numbered("a" + "\n" * 100 + "b")
    assert (lines[0].number, lines[-1].number) == (1, 101)
    assert len(lines) == BLANKS + 2


def test_brackets_beyond_number_mean_nothing():
    """In a text of brackets alone each pair is a bracket of no known kind, and none is asked what it means."""
    found = find_brackets("[they]" * 2000)
    assert {sign.kind for sign in found.signs} == {"bracket"}
    assert {sign.kind for sign in find_brackets("we [they] go").signs} == {"supplied"}


def test_a_head_of_signs_without_end_is_a_finding_and_keeps_its_words(tmp_path):
    """Thousands of keys in a line are none that anyone wrote: the head is set aside whole, and the text is read."""
    keys = ", ".join(f"k{one}: v{one}" for one in range(4000))
    found, _ = _understood(f"---\ntitle: Lin Zhao to Chen Bo\nto: [{keys}]\n---\n\nText of it.\n", tmp_path)
    (record,) = found.records
    assert [one.code for one in found.findings if one.code in ("R-007", "R-020")] == ["R-007"]
    assert [one.text for one in record.blocks] == ["Text of it."]
    assert "k3999: v3999" in " ".join(one.text for one in record.set_aside)


def test_what_is_longer_than_any_name_is_nobody():
    """A text that lost its end is no party, though it begins and ends as one."""
    assert read_name("Head of the Bureau " * 2 + "Lin Zhao").name == "Lin Zhao"
    assert read_name("Head of the Bureau " * 2000 + "Lin Zhao") is None


def test_a_heap_of_signs_means_nothing_and_keeps_every_sign():
    """Where more than eight kinds of signs crowd a text, it is no Markdown; a filled-in form with rules is."""
    heap = "a*b_c<d&e`f\\g[h|i#j>k~l^m{n}o@ " * 8
    assert read_inline(heap, "markdown") == (heap.strip(), ())
    assert read_inline(r"Name \_\_\_\_ " * 20, "markdown").text == ("Name ____ " * 20).strip()


HOSTILE = {
    "brackets in brackets": "[" * 4000 + "]" * 4000,
    "a word without end": "a" * 60_000,
    "notes in one line": "".join(f"word[{n}] " for n in range(400))
    + "\n\n"
    + "".join(f"{n} Text. " for n in range(400)),
    "names and calls": "".join(f"Mao[{n}] and Stalin[{n}] " for n in range(900)),
    "the same words again": "he said of the talks in Moscow that it was the\n\n" * 900,
    "those present": "".join(f"Present: Comrade Lin{chr(97 + n % 26)}, Chen and Wang\n\n" for n in range(300)),
    "signs": "*_[<b>`|#>&amp;\\ \x01\ufffe" * 900,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_built_and_built_again_after_an_edit(name, tmp_path):
    """Whatever a text is full of, the site is made, with its books and its index, and made again with a piece gone."""
    words = HOSTILE[name]
    edition = edition_of(tmp_path / "edition", {"a.md": f"---\ntitle: Mao to Stalin\nid: 9\n---\n\n{words}\n"})
    assert run("build", edition, "-o", tmp_path / "site", "--jobs", "1").code == 0
    (edition / "a.md").write_text(
        f"---\ntitle: Mao to Stalin\nid: 9\n---\n\n{words[: len(words) // 2]} edit {words[len(words) // 2 + 400 :]}\n"
    )
    done = run("build", edition, "-o", tmp_path / "site", "--jobs", "1", "--accept-guesses")
    assert done.code in (0, 1)
    assert done.out.splitlines()[-1].startswith("1 document, ")


def test_whatever_lies_in_the_folder_ends_in_a_report(tmp_path):
    """A pipe and a link to nowhere are reported; a link to the folder itself is passed over."""
    edition = edition_of(tmp_path / "edition", {"a.md": LETTER})
    os.mkfifo(edition / "pipe.txt")
    (edition / "nowhere.txt").symlink_to("/nowhere/at/all")
    (edition / "again").symlink_to(edition)
    (edition / os.fsdecode(b"picture \xff.jpg")).write_bytes(b"")
    done = run("build", edition, "-o", tmp_path / "site", "--no-search")
    assert done.code == 1
    assert "1 document, " in done.out
    assert {line.split(":")[0] for line in done.out.splitlines() if "R-002" in line} == {"pipe.txt", "nowhere.txt"}


def test_a_name_that_is_no_text_is_a_fault_of_usage(tmp_path):
    """A transcript whose name cannot be written down is named as far as it can be, and nothing is built."""
    edition = edition_of(tmp_path / "edition", {})
    (edition / os.fsdecode(b"letter \xff.txt")).write_text(LETTER)
    done = run("check", edition)
    assert done.code == 2
    assert "letter \N{REPLACEMENT CHARACTER}.txt" in done.err
