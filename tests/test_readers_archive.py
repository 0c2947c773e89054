"""Each shape in which the archive's documents come is read whole: one folder a shape, with what is expected of it."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import transcript_of
from regesta.findings import Finding
from regesta.model import Reading, Record, Settings, Transcript
from regesta.normalise.accounting import losses
from regesta.normalise.record import normalise
from regesta.readers import read
from regesta.readers.html_text import is_html, read_html
from regesta.readers.lines import bare, is_date_line, numbered, part_label

SHAPES = sorted(path for path in (Path(__file__).parent / "readers" / "archive").iterdir() if path.is_dir())


def records_of(transcript: Transcript) -> tuple[list[Record], tuple[Finding, ...]]:
    """The records of a transcript and what its reader reported."""
    readings, findings = read(transcript)
    return [normalise(reading, transcript, Settings())[0] for reading in readings], findings


def text_of(text: str) -> Transcript:
    return Transcript("in.txt", text, "0" * 64)


def described(record: Record, reading: Reading) -> dict[str, Any]:
    """What this stage answers for: the head, the source, the blocks and what was set aside."""
    source = record.source
    return {
        "format": record.format,
        "id": record.id,
        "title": record.title,
        "date": record.date.edtf,
        "languages": list(record.languages.original),
        "summary": record.summary,
        "archive": source.archive,
        "reference": source.reference,
        "published_in": source.published_in,
        "pages": source.pages,
        "translators": list(source.translators),
        "contributors": list(source.contributors),
        "fields": [[one.name, one.label, *one.lines] for one in reading.fields],
        "blocks": [[one.kind, one.level, one.text, [list(lines) for lines in one.ranges]] for one in record.blocks],
        "listed": [[one.date, one.title, one.summary] for one in record.listed],
        "set_aside": [[*one.lines, one.reason, one.text] for one in record.set_aside],
    }


@pytest.mark.parametrize("folder", SHAPES, ids=lambda folder: folder.name)
def test_a_shape_is_read_as_expected(folder, update_golden):
    """Head, source, blocks, lines and what is set aside are those of `expected.json`, and no word is lost."""
    transcript = transcript_of(next(path for path in sorted(folder.iterdir()) if path.stem == "in"))
    records, findings = records_of(transcript)
    found = {
        "documents": [described(record, reading) for record, reading in zip(records, read(transcript)[0], strict=True)],
        "findings": [[one.code, one.line] for one in findings],
    }
    golden = folder / "expected.json"
    if update_golden:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))
    assert losses(records, transcript) == ()


CITED = "Title,” May 3, 1950, Wilson Center Digital Archive, X."
INFORMATION = "Document Information\n\nSource\n\nX\n\nType\n\nNote\n"
SCAFFOLDS = {
    "pdf": f"May 3, 1950\nTitle\n\nCitation:\n\n“{CITED}\n\nContents:\n\n{{}}\n",
    "page": f"Skip to content\n\nMay 3, 1950\n\nTitle\n\n{{}}\n\nSummary of it.\n\n{INFORMATION}",
    "old page": f"MAY 03, 1950\nTITLE\nCITATION SHARE DOWNLOAD\n\n{{}}\n\n“{CITED}\n\n{{}}\n",
    "sheet": "Title: T\nAuthor:\nDate: 1950\nSource: X\n\n{}\n",
    "html": "<html><body><p>May 3, 1950</p><h1>T</h1>{}<h2>Document Information</h2><h3>Source</h3>X<h3>Type</h3>Y",
    "nothing": "{}",
}
"""The least of each layout, with a place for any words at all."""

SIGNS = (
    "word Two 3 1. a) (I) [ ] [...] * ** _ # ## - • > | `x` <b> </b> <p> <br/> &amp; & < <!-- --> \\ \f \t \r \u00ad"
    " \u2028 \N{NO-BREAK SPACE} \ufeff May 3, 1950 Citation: Contents: Source Rights Title: Summary: CAPITALS TOO \n"
    " \n\n M e m o r a n d u m"
)
pieces = st.sampled_from(SIGNS.split(" ")) | st.text(max_size=8)
texts = (
    st.lists(pieces, max_size=60).map(" ".join) | st.lists(pieces, max_size=40).map("\n".join) | st.text(max_size=300)
)


@pytest.mark.parametrize("layout", SCAFFOLDS)
@settings(max_examples=120, deadline=None)
@given(words=texts)
def test_no_word_of_any_text_is_lost_and_nothing_crashes(layout, words):
    """Whatever stands in a layout: no reader raises, and where a document is made no word of it is lost."""
    transcript = text_of(SCAFFOLDS[layout].replace("{}", words.replace("\r", "\n")))
    records, findings = records_of(transcript)
    assert records or any(one.severity == "error" for one in findings)
    if records:
        assert losses(records, transcript) == ()


MILLION = 1_000_000
HOSTILE = {
    "opening brackets": "[" * MILLION,
    "closing brackets": "]" * MILLION,
    "one line of words": "word " * (MILLION // 5),
    "blank lines": "\n" * 100_000,
    "blanks": " " * MILLION,
    "stars": "*" * MILLION,
    "signs of less": "<" * MILLION,
    "tags never closed": "<a " * (MILLION // 3),
    "comments never closed": "<!--" * (MILLION // 4),
    "spaced letters": "a " * (MILLION // 2),
    "capitals": "AB CD " * (MILLION // 6),
    "labels": "Citation: " * (MILLION // 10),
    "form feeds": "\f" * MILLION,
    "bars": "|a" * (MILLION // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_of_reading_grows_with_the_length(name):
    """A hostile megabyte is cut in seconds by every reader; a search that starts anew at each sign would take hours."""
    for layout in ("pdf", "page", "html", "nothing"):
        started = process_time()
        read(text_of(SCAFFOLDS[layout].replace("{}", HOSTILE[name])))
        assert process_time() - started < 8, layout


def test_a_form_feed_ends_a_page_and_is_no_line():
    """Lines keep the numbers of the file; the one after a form feed knows that a page ended."""
    lines = numbered("one\n\ftwo\nthree\f\n\nfour")
    assert [(line.number, line.text, line.page) for line in lines if line.text.strip()] == [
        (1, "one", False),
        (2, "two", True),
        (3, "three", False),
        (5, "four", True),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("#### **Citation:**", "Citation:"),
        ("**<u>digitalarchive.wilsoncenter.org</u>** ", "digitalarchive.wilsoncenter.org"),
        ("  \N{NO-BREAK SPACE}plain\N{NO-BREAK SPACE} ", "plain"),
    ],
)
def test_a_line_is_known_without_its_decoration(line, words):
    """Labels are the same whatever a converter made of them."""
    assert bare(line) == words


@pytest.mark.parametrize(
    "text",
    ["July 18, 1949", "July 06, 1949", "JULY 06, 1949", "April, 1955", "August 1949", "1992", "17th October, 1958",
     "Undated", "n.d.", "circa 1950", "[before July 1949]", "February 8-10, 1966", "1949-07-18"],
)  # fmt: skip
def test_a_line_of_nothing_but_a_date_is_told(text):
    """The archive's forms of a date, old and new."""
    assert is_date_line(text)


@pytest.mark.parametrize("text", ["July 18, 1949 Cable", "In 1949", "Article 1949", "18", "May", "Rule 5, 1949"])
def test_a_line_with_other_words_is_no_date(text):
    """A word more, and it is text."""
    assert not is_date_line(text)


def test_a_label_and_its_value_may_share_a_line():
    """Decoration that goes over the colon leaves with it: "**Date: 27 July 1949**"."""
    parted = part_label(numbered("**Date: 27 July 1949**")[0], {"date": "date"})
    assert parted is not None
    assert [line.text for line in parted] == ["Date:", "27 July 1949"]
    assert part_label(numbered("The date: unknown")[0], {"date": "date"}) is None


def test_html_is_told_from_text_that_holds_tags():
    """A page begins as one; Markdown with a tag in it, and TEI, are none."""
    assert is_html("<!DOCTYPE html>\n<html><body>x</body></html>")
    assert is_html("<div><p>a</p><p>b</p></div></div>")
    assert not is_html("**<u>x</u>** and <sup>1</sup>")
    assert not is_html("<TEI xmlns='http://www.tei-c.org/ns/1.0'><p>a</p><p>b</p><div></div></TEI>")


def test_html_words_are_never_signs_of_markdown():
    """Stars, lines, bars and figures of a page stand in the text as they do on the page."""
    records, _ = records_of(
        text_of(
            SCAFFOLDS["html"].replace("{}", "<p># one *two* _three_</p><p>- four</p><p>5. six</p><p>&lt;b> | 7</p>")
        )
    )
    assert [block.text for block in records[0].blocks] == ["# one *two* _three_", "- four", "5. six", "<b> | 7"]


def test_html_that_is_never_closed_keeps_its_words():
    """A script or a page cut short loses nothing."""
    page = read_html("<html><body><p>one <b>two<div>three</div><script>let four")
    assert [line.text for line in page.lines if line.text] == ["one <b>two", "three"]
    assert [one.text for one in page.set_aside] == ["let four"]


def test_a_table_that_only_places_the_page_is_no_table():
    """Long cells are paragraphs; short ones are rows."""
    layout = read_html(f"<table><tr><td>{'word ' * 80}</td><td>menu</td></tr></table>")
    assert not any(line.text.startswith("|") for line in layout.lines)
    data = read_html("<table><tr><td>1950</td><td>a|b</td></tr><tr><td>1951</td></tr></table>")
    assert [line.text for line in data.lines] == ["| 1950 | a&#124;b |", "| --- | --- |", "| 1951 |  |", ""]
