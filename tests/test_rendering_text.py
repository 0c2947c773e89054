"""How words with signs beside them become HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import Block, Mention, Note, Sign
from regesta.rendering.text import SIGNS, Manner, cells, inline, note_text
from regesta.rendering.words import curled

LINKED = Manner("zh-Latn-pinyin", lambda entity: f"people/{entity}/index.html", {"1": "n1"}, {"1": ("n1",)})


GLOSS = (
    'weapon <span class="gloss"><span class="b">[</span><i lang="zh-Latn-pinyin" translate="no">fabao</i>'
    '<span class="b">]</span></span>'
)


class Strict(HTMLParser):
    """Refuses tags that are not properly nested and links inside links, and gathers the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  the name is the base class's
        """Open an element."""
        if tag == "br":
            self.words.append("\n")
            return
        assert tag != "a" or "a" not in self.open, "a link inside a link"
        self.open.append(tag)

    def handle_endtag(self, tag):
        """Close the element opened last, and no other."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the words."""
        self.words.append(data)


def words_of(html: str) -> str:
    """The words of a piece of HTML, which must be properly nested."""
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return "".join(parser.words)


def signed(text: str, part: str, kind, detail: str = "") -> Sign:
    """A sign over the first occurrence of a part of a text."""
    start = text.index(part)
    return Sign(start, start + len(part), kind, detail)


def test_plain_words_are_escaped_and_their_quotation_marks_curved():
    assert inline('Mao\'s "army" <b>&') == "Mao’s “army” &lt;b&gt;&amp;"


def test_a_line_end_is_a_line_break():
    assert inline("one\ntwo") == "one<br>two"


@pytest.mark.parametrize(
    ("text", "part", "kind", "html"),
    [
        ("a com[munist] b", "com[munist]", "completion",
         'a <span class="completion">com<span class="b">[</span>munist<span class="b">]</span></span> b'),
        ("[they] go", "[they]", "supplied",
         '<span class="supplied"><span class="b">[</span>they<span class="b">]</span></span> go'),
        ("weapon [fabao]", "[fabao]", "gloss",
         GLOSS),
        ("cannot [sic]", "[sic]", "sic",
         'cannot <span class="sic"><span class="b">[</span><i lang="la">sic</i><span class="b">]</span></span>'),
        ("a [...] b", "[...]", "omission",
         'a <span class="gap"><span class="b">[</span>…<span class="b">]</span></span> b'),
        ("very good", "very", "emphasis", "<em>very</em> good"),
    ],
)  # fmt: skip
def test_each_kind_of_sign_has_its_markup(text, part, kind, html):
    assert inline(text, [signed(text, part, kind)], (), LINKED) == html


def test_a_translators_note_keeps_its_place_and_its_letter_stands_before_the_space():
    text = "comprador [trans. note: a go-between] capital"
    html = inline(text, [signed(text, "[trans. note: a go-between]", "translator_note")])
    assert 'comprador<span class="aside-call"></span> <span class="aside" role="note">' in html
    assert words_of(html) == text


def test_a_bracket_without_a_sign_is_a_word_like_any_other():
    assert inline("Wang Jiaxiang]", [Sign(0, 4, "emphasis")]) == "<em>Wang</em> Jiaxiang]"


def test_spans_that_cross_are_closed_and_opened_again():
    html = inline("one two three", [Sign(0, 7, "emphasis"), Sign(4, 13, "strong")])
    assert html == "<em>one <strong>two</strong></em><strong> three</strong>"


def test_a_link_is_never_cut_in_two():
    """The emphasis ends inside the name: it is the emphasis that is cut."""
    html = inline("so Mao Zedong said", [Sign(0, 6, "emphasis")], [Mention("mao", "p1", 3, 13, "Mao Zedong")], LINKED)
    assert html.count("<a ") == 1
    assert '<a class="name" href="people/mao/index.html" translate="no"><em>Mao</em> Zedong</a>' in html


def test_only_the_first_mention_of_each_entity_is_a_link():
    mentions = [
        Mention("mao", "p1", 0, 3, "Mao"),
        Mention("mao", "p1", 8, 11, "Mao"),
        Mention("liu", "p1", 4, 7, "Liu"),
    ]
    html = inline("Mao Liu Mao", (), sorted(mentions, key=lambda one: one.start), LINKED)
    assert html.count('href="people/mao/') == 1
    assert html.count('href="people/liu/') == 1


def test_an_entity_without_a_page_is_no_link():
    assert inline("Mao", (), [Mention("mao", "p1", 0, 3, "Mao")]) == "Mao"


def test_a_guess_is_marked():
    assert 'class="name guess"' in inline("Kovalev", (), [Mention("k", "p1", 0, 7, "Kovalev", guess=True)], LINKED)


def test_a_note_call_leads_to_its_note_and_the_note_leads_back_to_the_first_call_only():
    html = inline("a b", [Sign(1, 1, "note_call", "1"), Sign(3, 3, "note_call", "1")], (), LINKED)
    assert html.count('href="#n1"') == 2
    assert html.count('id="call-n1"') == 1


def test_a_mark_without_a_note_on_the_page_is_no_link():
    assert inline("a", [Sign(1, 1, "note_call", "9")], (), LINKED) == 'a<sup class="call">9</sup>'


def test_a_name_that_a_note_call_cuts_in_two_is_linked_at_its_next_place():
    mentions = [Mention("mao", "p1", 0, 10, "Mao Zedong"), Mention("mao", "p1", 11, 21, "Mao Zedong")]
    html = inline("Mao Zedong Mao Zedong", [Sign(3, 3, "note_call", "1")], mentions, LINKED)
    assert words_of(html) == "Mao1 Zedong Mao Zedong"
    assert html.endswith('translate="no">Mao Zedong</a>')


def test_a_merged_paragraph_keeps_its_number_at_the_word_where_it_began():
    html = inline("One. Two.", [Sign(5, 5, "anchor", "p13")])
    assert html == (
        'One. <span class="merged" id="p13"><a class="n" href="#p13" aria-label="Paragraph 13">13</a></span>Two.'
    )


@pytest.mark.parametrize("detail", ['1"><script>alert(1)</script>', "p1'\"><img src=x onerror=alert(1)>"])
def test_nothing_in_a_transcript_can_become_markup(detail):
    """Marks, addresses and words are escaped wherever they are put."""
    manner = Manner('zh"><script>', lambda _: '"><script>', {detail: detail}, {detail: (detail,)})
    signs = [Sign(0, 0, "note_call", detail), Sign(0, 0, "anchor", detail), Sign(0, 3, "gloss")]
    html = inline("<script>alert(1)</script>", signs, [Mention("x", "p1", 4, 6, "ri")], manner)
    assert "<script" not in html
    assert "<img" not in html


def test_a_table_is_set_cell_by_cell_with_the_signs_of_each():
    block = Block("table", "a\tb c\nd\te", ((1, 2),), signs=(Sign(2, 3, "emphasis"),), rows=(("a", "b c"), ("d", "e")))
    assert cells(block) == (("a", "<em>b</em> c"), ("d", "e"))


def test_a_note_whose_words_are_missing_has_none():
    assert note_text(Note("1", None), Manner()) == ""


KINDS = st.sampled_from([*SIGNS, "page_break", "note_call", "anchor"])
TEXTS = st.text(st.sampled_from("ab [].'\"<&\n é中"), max_size=40)


@given(TEXTS, st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45), KINDS), max_size=8), st.data())
def test_any_signs_over_any_text_give_nested_html_with_all_its_words_and_no_others(text, spans, data):
    """Offsets may nest, cross, be empty or lie outside the text: the words stay, and the HTML stays sound."""
    starts = data.draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("xyz")), max_size=5))
    signs = [Sign(a, a if kind in ("note_call", "anchor") else b, kind, "7") for a, b, kind in spans]
    mentions = sorted((Mention(e, "p1", a, b, text[a:b]) for a, b, e in starts), key=lambda one: one.start)
    html = inline(text, signs, mentions, LINKED)
    marks = re.compile(r'<sup class="call">.*?</sup>|<span class="merged".*?</span>')
    assert words_of(marks.sub("", html)).replace("…", "...") == curled(text)


def test_two_notes_of_one_mark_are_called_in_their_order():
    """The second asterisk of a paragraph calls the second note of that mark, and each is led back to by its own."""
    manner = Manner(calls={"*": ("n1", "n2")})
    html = inline("one two", (Sign(3, 3, "note_call", "*"), Sign(7, 7, "note_call", "*")), (), manner)
    assert html.index('id="call-n1"') < html.index('href="#n1"') < html.index('id="call-n2"') < html.index('href="#n2"')


def test_spans_without_end_are_left_out_and_lose_no_word():
    """Of a thousand spans in one another the outer ones are set; every word stands, and what is open is closed."""
    text = "a" * 3000
    signs = [Sign(number, 3000 - number, "emphasis") for number in range(1000)]
    html = inline(text, signs, (), Manner())
    assert re.sub("<[^>]*>", "", html) == text
    assert 10 < html.count("<i>") + html.count("<em>") == html.count("</i>") + html.count("</em>") < 100
