"""Words of the original that translators give, with the English they stand by."""

from __future__ import annotations

import pytest

from bench.glosses import compared
from regesta.linking.edition import link
from regesta.linking.glosses import glosses
from regesta.model import Authority, Block, Date, Entity, Form, Languages, Record, Settings, Sign, Source
from regesta.rendering.pages import render


def record(text, *signs):
    """A translation with signs, each a kind and the bracket it is said of."""
    placed = tuple(Sign(text.index(words), text.index(words) + len(words), kind) for kind, words in signs)
    return Record(
        id="1",
        title="Talk",
        type=None,
        date=Date("1951", "1951"),
        languages=Languages(("zh",)),
        source=Source(translators=("Eva Lund",)),
        blocks=(Block("paragraph", text, ((1, 1),), "p1", signs=placed),),
        file="1.txt",
        sha256="0" * 64,
        format="",
        line_count=1,
    )


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("It is a sharp blade [daoren] for us.", "sharp blade"),
        ("They want to do trade [maoyi] with you.", "do trade"),
        ("We were badly taken in [shangdang] then.", "badly taken in"),
        ("Do not hurry. Rushing [jimang] is wrong.", "Rushing"),
        ("The “great wall” [changcheng] stands.", "great wall"),
        ("No [bu] was said.", "No"),
    ],
)
def test_the_english_reaches_back_to_a_small_word_or_a_stop(text, english):
    bracket = text[text.index("[") : text.index("]") + 1]
    (one,) = glosses(record(text, ("gloss", bracket)))
    assert (one.original, one.english, one.anchor) == (bracket[1:-1], english, "p1")
    assert text[one.start : one.end] == bracket


def test_words_that_the_translator_supplied_are_no_glosses():
    found = glosses(record("A [new] blade [daoren] cuts.", ("supplied", "[new]"), ("gloss", "[daoren]")))
    assert [one.original for one in found] == ["daoren"]


def test_the_index_leads_from_each_word_to_its_paragraph_translator_and_term():
    known = Authority((Entity(id="blade", kind="term", name="Blade", sort="blade", variants=(Form("Daoren"),)),))
    edition, _ = link([record("A sharp blade [daoren] cuts.", ("gloss", "[daoren]"))], {}, Settings(title="T"), known)
    pages = {one.path: one.content.decode() for one in render(edition) if one.path.endswith(".html")}
    page = pages["glosses/index.html"]
    assert '<a href="../terms/blade/index.html">daoren</a>' in page
    assert 'href="../documents/1/index.html#p1">¶ 1</a>' in page
    assert "translated by Eva Lund" in page
    assert 'href="../glosses/index.html"' in pages["terms/index.html"]
    assert "“sharp blade”" in pages["terms/blade/index.html"]


def test_an_edition_without_glosses_has_an_index_that_says_so():
    edition, _ = link([record("Ice.")], {}, Settings(title="T"), Authority())
    pages = {one.path: one.content.decode() for one in render(edition) if one.path.endswith(".html")}
    assert "No translator gives a word" in pages["glosses/index.html"]
    assert "glosses/index.html" not in pages["terms/index.html"]


def test_of_labelled_sentences_no_english_is_taken_for_a_gloss_and_most_glosses_are_found():
    """Every gloss told is one; four in five are told; for nine in ten of these the English is that of the label."""
    told = list(compared())
    found = [(one, truth) for _, truth, ones in told for one in ones]
    right = [(one, truth) for one, truth in found if one[0] == truth[0]]
    assert len(right) == len(found)
    assert len(right) >= 0.8 * sum(bool(truth[0]) for _, truth, _ in told)
    assert sum(one == truth for one, truth in right) >= 0.9 * len(right)
