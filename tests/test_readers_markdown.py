"""Blocks of Markdown: what needs no parser is read as a parser reads it, and every line keeps its number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.readers import markdown
from regesta.readers.lines import Line
from regesta.readers.markdown import markdown_blocks

PIECES = [
    "a", "b c", "Word.", "#", "## ", "# x", "-", "- ", "* ", "+ ", "1. ", "2) ", "10.", "> ", "---", "***", "___",
    "- - -", "===", "|", "a|b", "---|---", ":-:", "| a | b |", "|---|---|", "\n", "\n\n", " ", "    ", "\t", "\u00a0",
    "\f", "**b**", "`", "[x]", "\\|", "\\", "12", ") ", "\u2003", ":", "=",
]  # fmt: skip


def _lines(text):
    return [Line(number, part) for number, part in enumerate(text.split("\n"), 1)]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_read_without_the_parser_is_read_as_it_reads_it(text):
    """Whatever signs of Markdown stand together, a parser for the whole text finds the same blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "simple_blocks", lambda *_: None)
        expected = markdown_blocks(_lines(text))
    assert markdown_blocks(_lines(text)) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One.\n\nTwo,\nof two lines.", ["paragraph", "paragraph"]),
        ("# Head\nWords.", ["heading", "paragraph"]),
        ("Head\n----\n\n***", ["heading", "rule"]),
        ("- one\n- two\n\n1. three", ["item", "item", "item"]),
        ("| a | b |\n|---|---|\n| c | d |", ["table"]),
        ("Words\n| a | b |\n|---|---|\n| c | d |", ["paragraph", "table"]),
    ],
)
def test_plain_markdown_needs_no_parser(text, kinds, monkeypatch):
    """Paragraphs, headings, rules, flat lists and tables are told by their lines alone."""
    monkeypatch.setattr(markdown, "_parser", lambda: pytest.fail("the parser was asked"))
    assert [block.kind for block in markdown_blocks(_lines(text))] == kinds


def test_an_item_that_goes_on_after_a_blank_line_is_left_to_the_parser():
    """Words set in below an item are its second paragraph, an item too, and not the text's."""
    assert [block.kind for block in markdown_blocks(_lines("- one\n\n  more of it\n\nText."))] == [
        "item",
        "item",
        "paragraph",
    ]


def test_a_carriage_return_in_a_line_ends_none():
    """A web page may hold one as a character of its own; the lines after it keep their numbers."""
    blocks = markdown_blocks([Line(1, "> a\rb"), Line(2, ""), Line(3, "c")])
    assert [block.lines for block in blocks] == [(1, 1), (3, 3)]
