"""What a word is to the search, and the notation of the index."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.search.words import BAR, Encoder, clean, encode, fold


def shown(encoded: str) -> str:
    """The notation read back as the browser reads it: hidden forms dropped, glue undone."""
    visible = [piece for piece in encoded.split(" ") if not piece.startswith(BAR)]
    return " ".join(visible).replace("| ", "").replace("\ue000", "|")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("is—surrender", ("is", "surrender")),
        ("1937–45", ("1937", "45")),
        ("wait…then", ("wait", "then")),
        ("“Stalin”", ("stalin",)),
        ("Kai-shek", ("kai", "shek")),
        ("a_b", ("a", "b")),
    ],
)
def test_dashes_dots_and_quotation_marks_part_words(word: str, forms: tuple[str, ...]) -> None:
    """The engine would glue the words on both sides of an em dash together, so that neither is found."""
    assert encode(word).forms == forms


@pytest.mark.parametrize("word", ["Ch'ing", "Ch’ing", "Chʻing", "Chʼing", "Ch`ing"])
def test_every_kind_of_apostrophe_is_found_without_it(word: str) -> None:
    """Ching finds Ch'ing however its apostrophe is written, and so do its parts."""
    assert encode(clean(word)).forms == ("ch", "ing", "ching")


@pytest.mark.parametrize(
    ("word", "unwanted"), [("we'll", "well"), ("she’d", "shed"), ("it's", "its"), ("who’s", "whos")]
)
def test_a_shortened_word_is_not_another_word(word: str, unwanted: str) -> None:
    """A search for "well" does not bring up every "we'll", nor one for "its" every "it's"."""
    assert unwanted not in encode(word).forms


@pytest.mark.parametrize(
    ("word", "found"),
    [("people's", "peoples"), ("People’s,", "peoples"), ("Shao-ch'i's", "chis"), ("Mao’s—Stalin’s", "stalins")],
)
def test_a_possessive_is_found_without_its_apostrophe(word: str, found: str) -> None:
    """Many write "peoples army", and old catalogues have no apostrophes at all."""
    assert found in encode(clean(word)).forms


@pytest.mark.parametrize(
    ("word", "whole"), [("com[munist]", "communist"), ("I[van]", "ivan"), ("Beij[ing]", "beijing")]
)
def test_a_word_completed_in_brackets_is_found_whole(word: str, whole: str) -> None:
    """The editor's completion does not hide the word."""
    assert whole in encode(word).forms


def test_initials_are_found_as_one_and_not_as_their_beginning() -> None:
    """U.S.S.R. is found by USSR; a search for US does not bring it up."""
    forms = encode("U.S.S.R.").forms
    assert "ussr" in forms
    assert "us" not in forms


@pytest.mark.parametrize(
    ("word", "form"), [("Łódź", "lodz"), ("Straße", "strasse"), ("Йоффе", "иоффе"), ("Kazanʹ", "kazan")]
)
def test_letters_are_found_without_their_marks(word: str, form: str) -> None:
    """What readers type without a stroke, hook or sign finds the word that has it."""
    assert form in encode(clean(word)).forms


def test_every_letter_of_a_script_without_spaces_is_a_word() -> None:
    """Any part of a run of Han characters can be found as a phrase."""
    assert encode("国民党政府").text == "国| 民| 党| 政| 府"


@pytest.mark.parametrize("invisible", ["\ufeff", "\u00ad", "\u200b", "\u200e", "\u2060"])
def test_invisible_characters_hide_no_word(invisible: str) -> None:
    """A soft hyphen inside a word would make it another word, and U+FEFF would move every mark behind it."""
    assert clean(f"sur{invisible}render") == "surrender"


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u0085", "\u3000", "\t", "\x1f", "\n\n"])
def test_all_kinds_of_space_are_one_space(space: str) -> None:
    """Engine and browser disagree about what a space is, so that only the plain one is left."""
    assert clean(f"two{space}words") == "two words"


def test_the_engine_is_told_the_form_it_would_not_find_itself() -> None:
    """It folds Жуков and café as we do, but keeps the stroke of Łódź."""
    assert encode("Жуков").text == "Жуков"
    assert encode("café").text == "café"
    assert encode("Łódź").text == "Łódź |lodz"


@given(st.text(max_size=60))
def test_the_notation_loses_nothing(text: str) -> None:
    """Read back, the notation is the cleaned text, whatever the text holds, bars and private characters included."""
    cleaned = clean(text)
    encoded = " ".join(encode(word).text for word in cleaned.split(" "))
    assert shown(encoded) == cleaned.replace("\ue000", "|")


@given(st.text(max_size=40))
def test_the_notation_cannot_be_mistaken_for_the_engines_own_marks(text: str) -> None:
    """No word of the notation begins as the engine's sentinels do."""
    words = clean(f"___PAGEFIND_ANCHOR___{text}").split(" ")
    assert not any(piece.startswith("___P") for word in words for piece in encode(word).text.split(" "))


@given(st.text(max_size=40))
def test_folding_is_done_once(text: str) -> None:
    """A folded form folds to itself, so that a word of the list can be asked for."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    """How a text happens to store its diacritics makes no difference."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_an_encoder_gives_what_encode_gives() -> None:
    """Remembering changes nothing."""
    encoder = Encoder()
    assert [encoder["Kai-shek"], encoder["Kai-shek"]] == [encode("Kai-shek")] * 2
