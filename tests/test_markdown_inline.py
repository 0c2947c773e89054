"""Emphasis, tags, references and escapes of Markdown: read in one pass, as CommonMark has them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from regesta.normalise.inline import read_inline
from regesta.normalise.markdown_inline import pieces, words_alone

SIGNS = [
    "*", "**", "***", "_", "__", "a", "b c", " ", ".", "(", '"', "\n", "\\", "\\\n", "&amp;", "&", "&#150;", "&#x41;",
    "&nosuch;", "<", "<b>", "</b>", "<br/>", "<http://a.b/c%20d>", "<a@b.c>", "<!--", "-->", "<?", "?>", "<![CDATA[",
    "]]>", "<!a", ">", '<a b="', "é", "—", "[", "]", "`", "x*y", "\u00a0", "'", "<javascript:x>", "&copy", "&#0;",
]  # fmt: skip
PARSER = MarkdownIt("commonmark", {"html": True}).disable(["backticks", "link", "image"])
KINDS = {
    "em_open": "begin emphasis", "em_close": "end emphasis",
    "strong_open": "begin strong", "strong_close": "end strong",
    "html_inline": "tag", "softbreak": "line end", "hardbreak": "line end", "text": "words",
}  # fmt: skip


def _by_parser(text):
    """The same from the general parser, blanks folded: kinds and words."""
    tokens = [token for token in PARSER.parseInline(text)[0].children if token.type in KINDS]
    return _folded((KINDS[token.type], token.content) for token in tokens)


def _folded(found):
    folded = [("words" if kind == "address" else kind, " ".join(text.split())) for kind, text in found]
    return [(kind, text) for kind, text in folded if text or kind != "words"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_signs_mean_what_a_general_parser_takes_them_for(text):
    """Whatever signs stand together, the pieces are those of a parser for all of Markdown."""
    assert _folded(pieces(text)) == _by_parser(text)


@pytest.mark.parametrize(
    ("text", "plain", "signs"),
    [
        ("com*mun*ist", "communist", [("emphasis", 3, 6)]),
        ("**a *b* c**", "a b c", [("emphasis", 2, 3)]),
        ("snake_case_word", "snake_case_word", []),
        (r"5 \* 3 &lt; 16", "5 * 3 < 16", []),
        ("an <i>open</i> <script>", "an open <script>", [("emphasis", 3, 7)]),
        ("see <https://a.example/b>", "see https://a.example/b", []),
    ],
)
def test_markup_becomes_signs_over_plain_words(text, plain, signs):
    """Emphasis is a sign, an escape is its character, and a tag that is no formatting is words."""
    found = read_inline(text, "markdown")
    assert found.text == plain
    assert [(sign.kind, sign.start, sign.end) for sign in found.signs] == signs


def test_links_among_very_many_signs_are_words():
    """Where signs stand as close as in a damaged file no link is looked for, and its words stay as they stand."""
    assert "[a](b)" in read_inline("*_" * 200 + "[a](b)", "markdown").text


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([r"\*", r"\_", "\\\n", "\\\\", "\\", "&amp;", "&#65;", "&no;", "&", "\n", " ", "a", "\0", "]"])
    )
)
def test_words_without_live_signs_are_those_of_their_pieces(parts):
    """A text of escapes and references alone is read at once, and means what it means piece by piece."""
    text = "".join(parts)
    found = "".join(" " if kind == "line end" else words for kind, words in pieces(text))
    alone = words_alone(text)
    assert ("*" in text or "_" in text) if alone is None else alone.split() == found.split()
