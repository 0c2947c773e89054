"""Square brackets and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.brackets import find_brackets

KINDS = {
    "the Com[munist] Party": "completion",
    "I[van] Kovalev came": "completion",
    "S[talin] said": "completion",
    "a magic weapon [fabao], which": "gloss",
    "do not interfere [guanbuzhao] in": "gloss",
    "Strakhov [Li Lisan] went": "identification",
    "into Beiping [Beijing] tomorrow": "identification",
    "We [Liu Shaoqi and Gao Gang] went": "identification",
    "and [Soviet China specialist] E.F. Kovalev": "identification",
    "with [former envoy to Moscow] Wang Ruofei": "identification",
    "Molotov, [Lavrentii] Beria": "supplied",
    "as to how [we] flew": "supplied",
    "When China's [new] government": "supplied",
    "There. [Others present were] Stalin, Molotov": "supplied",
    'one cannot [sic, probably "can"] rule': "sic",
    "of the party [sic].": "sic",
    "comprador [trans. note—a go-between] capital": "translator_note",
    "with us. [Trans. note— his death on 22 May.]": "translator_note",
    "he came [...] and left": "omission",
    "he came […] and left": "omission",
    "he came. [matter omitted] He left": "omission",
    "he came. [Two paragraphs omitted by the editor.] He left": "omission",
    "he came. [Here follows a list of those present] He left": "omission",
    "what they had [omitted to say] then": "supplied",
    "the same as [?] What": "doubt",
    "by Comrade [Zheng?] who": "doubt",
    "sent [one word unclear] to": "doubt",
    "the year [1949] was": "bracket",
}


@pytest.mark.parametrize("text", KINDS)
def test_a_bracket_has_the_kind_its_words_and_neighbours_give(text):
    """Each pair is told by what stands inside and beside it."""
    signs = find_brackets(text, language="zh").signs
    assert [sign.kind for sign in signs] == [KINDS[text]]
    assert text[signs[0].start] == "["
    assert text[signs[0].end - 1] == "]"


def test_the_proposal_of_a_sic_is_its_detail():
    """What the translator would read instead can be told from the sign alone."""
    sign = find_brackets("Okano (Nozako) [sic, should be Nosaka] held").signs[0]
    assert sign.detail == "should be Nosaka"


def test_a_name_known_elsewhere_in_the_document_is_completed_not_identified():
    """Liu [Shaoqi] completes the name, because the document has Liu Shaoqi in full."""
    assert find_brackets("Liu [Shaoqi]", whole="approved by Liu Shaoqi").signs[0].kind == "supplied"
    assert find_brackets("Luda [Dalian]", whole="approved by Liu Shaoqi").signs[0].kind == "identification"


def test_only_a_chinese_original_has_glosses_in_pinyin():
    """A small word that sounds Chinese is a supplied word where the original is Russian."""
    assert find_brackets("is [panda] here", language="ru").signs[0].kind == "supplied"
    assert find_brackets("is [panda] here", language="zh").signs[0].kind == "gloss"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the faction [фракция] voted", "ru"),
        ("the commune [人民公社] was", ""),
        ("the chairman [przewodniczący] thanked", "pl"),
        ("cooperation [sotrudnichestvo] between", "ru"),
        ("the “third road” [disan daolu] again", "zh"),
    ],
)
def test_a_word_in_another_script_or_with_foreign_letters_is_a_gloss(text, language):
    assert [sign.kind for sign in find_brackets(text, language=language).signs] == ["gloss"]


@pytest.mark.parametrize("language", ["ru", "pl", "zh", "en", ""])
def test_english_words_are_no_glosses(language):
    text = "The group [assertion] asked [whereabouts] of them [handwritten] and went [once more] there."
    assert "gloss" not in {sign.kind for sign in find_brackets(text, language=language).signs}


def test_an_english_original_has_no_glosses_by_sound():
    assert find_brackets("the list [nomenklatura] was", language="en").signs[0].kind == "supplied"


def test_a_stray_bracket_means_nothing_and_is_reported():
    """An opening without a closing, or the other way round, is told by its offset."""
    assert find_brackets("Wang Jiaxiang]").stray == (13,)
    assert find_brackets("[they went").stray == (0,)
    assert find_brackets("a [b] c]").stray == (7,)


def test_several_words_taken_for_the_originals_are_doubtful():
    """Sounds alone tell a gloss of several words, so it is handed to the editor."""
    found = find_brackets("of war [neng chuwai] is", language="zh")
    assert found.doubtful == found.signs


@given(st.text(alphabet="[]ab. ?", max_size=60))
def test_every_bracket_is_in_a_sign_or_stray(text):
    """No bracket of any text goes unaccounted for, and signs nest."""
    found = find_brackets(text)
    places = {sign.start for sign in found.signs} | {sign.end - 1 for sign in found.signs} | set(found.stray)
    assert places == {offset for offset, char in enumerate(text) if char in "[]"}
    for one in found.signs:
        for other in found.signs:
            assert (
                one.end <= other.start or other.end <= one.start or one.start <= other.start or other.start <= one.start
            )
