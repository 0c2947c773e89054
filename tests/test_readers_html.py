"""Web pages in pieces: what is a tag, what is words, and what only looks like one of them."""

import pytest

from regesta.readers.html_text import read_html
from regesta.readers.html_tokens import attribute, tokens, without_tags


def pieces(text):
    """Kind and words of every piece of a page."""
    return [(kind, words) for kind, words, _, _ in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<P>one &amp; two</p >", [("start", "p"), ("words", "one & two"), ("end", "p")]),
        ("3 < 4 and 5 > 4", [("words", "3 < 4 and 5 > 4")]),
        ("<a title='x > y'>one</a>", [("start", "a"), ("words", "one"), ("end", "a")]),
        ("<p class='>it isn't so</p>", [("start", "p"), ("words", "it isn't so"), ("end", "p")]),
        ("<!-- <b>x</b> -->one", [("comment", " <b>x</b> "), ("words", "one")]),
        ("one<!-- two", [("words", "one"), ("comment", " two")]),
        ("<!-->one", [("words", "one")]),
        ("<?xml version='1.0'?><!DOCTYPE html>one", [("comment", "xml version='1.0'?"), ("words", "one")]),
        ("<script>if (a<b) c('<p>')</script>one", [("script", "if (a<b) c('<p>')"), ("words", "one")]),
        ("<style>p {", [("style", "p {")]),
        ("<b one", [("words", "<b one")]),
    ],
)
def test_a_page_falls_into_tags_words_and_comments(text, expected):
    """What a browser takes for a tag is one; what only begins like one is words."""
    assert pieces(text) == expected


def test_a_piece_knows_its_line():
    """Lines are counted over the ends of lines in words, tags and comments alike."""
    found = tokens("one\n<p\nclass='a'>two\n<!--\n-->three")
    assert [(kind, line) for kind, _, line, _ in found] == [
        ("words", 1), ("start", 2), ("words", 3), ("comment", 4), ("words", 5)
    ]  # fmt: skip


def test_an_attribute_is_read_whatever_its_quotes():
    """The first of a name counts; entities in it are resolved."""
    assert attribute(" class=\"a\" HREF='#n1&amp;2'", "href") == "#n1&2"
    assert attribute(" href=#n3 href=#n4", "href") == "#n3"
    assert attribute(" class=a", "href") == ""


def test_the_words_of_a_page_keep_their_lines_where_the_tags_go():
    """A tag over two lines leaves its line end; the words of comments and scripts stay where they stand."""
    text = "<p\nclass='a'>one</p><!-- two\nthree --><script>\nfour</script>"
    assert [line.split() for line in without_tags(text).split("\n")] == [[], ["one", "two"], ["three"], ["four"]]


def test_a_picture_inside_a_tag_is_no_text_of_the_page():
    """A page saved with its pictures in it has attributes of a megabyte; none of that is words."""
    page = read_html(f"<html><body><p>one<img src='data:{'A' * 1_000_000}'> two</p></body></html>")
    assert [line.text for line in page.lines if line.text] == ["one two"]


def test_a_script_in_a_paragraph_parts_nothing():
    """The words before and behind it are one paragraph; its own are set aside with their lines."""
    page = read_html("<p>one\n<script>x\ny</script> two</p>")
    assert " ".join(line.text for line in page.lines).split() == ["one", "two"]
    assert [(one.lines, one.reason) for one in page.set_aside] == [((2, 3), "script of the page")]


def test_a_figure_with_a_stop_at_the_end_of_a_line_opens_no_list():
    """Of "… in 1949." broken before the year the year is words, as is a line of dashes."""
    page = read_html("<p>it was in\n1949.\n---\nand later</p>")
    assert [line.text for line in page.lines if line.text] == ["it was in", "1949\\.", "\\---", "and later"]
