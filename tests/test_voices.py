"""Who speaks in each sentence, and through whom."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from regesta.linking.edition import link
from regesta.linking.sentences import sentences
from regesta.model import (
    Authority,
    Block,
    Date,
    Entity,
    Languages,
    Participant,
    Record,
    Settings,
    Sign,
    Source,
)

sys.path.insert(0, str(Path(__file__).parent / "bench"))

ADA = Entity(id="ada", kind="person", name="Ada Bell", sort="Bell, Ada")
BEN = Entity(id="ben", kind="person", name="Ben Cole", sort="Cole, Ben")
EVA = Entity(id="eva", kind="person", name="Eva Lund", sort="Lund, Eva")


def heard(*texts, talking=("ada", "ben"), author="ada", kinds=None, signs=()):
    """Words, speaker ("?" where inferred) and reporter of each voice, in a memorandum by Ada of a talk with Ben."""
    names = {one.id: one.name for one in (ADA, BEN, EVA)}
    parties = [Participant(names[one], names[one], "interlocutor") for one in talking]
    if author:
        parties.append(Participant(names[author], names[author], "author"))
    kinds = kinds or ["paragraph"] * len(texts)
    blocks = tuple(
        Block(kind, text, ((place, place),), f"{'s' if kind == 'heading' else 'p'}{place}", signs=signs)
        for place, (kind, text) in enumerate(zip(kinds, texts, strict=True), 1)
    )
    record = Record(
        id="1",
        title="Memorandum",
        type=None,
        date=Date("1951", "1951"),
        languages=Languages(),
        source=Source(),
        blocks=blocks,
        participants=tuple(parties),
        file="1.txt",
        sha256="",
        format="",
        line_count=1,
    )
    edition, _ = link([record], {}, Settings(), Authority((ADA, BEN, EVA)))
    texts_of = {block.anchor: block.text for block in blocks}
    return [
        (texts_of[one.anchor][one.start : one.end], one.speaker + ("?" if one.guess else ""), one.through)
        for one in edition.documents[0].voices
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ben Cole said that ice is near.",
        "Cole also pointed out: Ice is near.",
        "In Cole's opinion, ice is near.",
        "To my question about ice, Ben Cole replied that it is near.",
        "Ice is near, said Cole.",
        "Comrade Cole: Ice is near.",
        "After we had asked, Cole answered that ice is near.",
    ],
)
def test_a_sentence_tells_who_speaks_through_the_writer(text):
    assert heard(text) == [(text, "ben", "ada")]


def test_the_writers_own_words_are_through_nobody():
    assert heard("Cole said no.", "I replied that ice is near.")[1] == ("I replied that ice is near.", "ada", "")


def test_speech_goes_on_until_another_speaks():
    found = heard("Cole said that ice is near. The pilots fear it. I answered that they must sail. No ship waits.")
    assert [(speaker, through) for _, speaker, through in found] == [("ben", "ada"), ("ada", "")]


def test_speech_that_goes_on_across_paragraphs_is_a_guess_and_ends_at_a_heading():
    found = heard(
        "Cole said no.",
        "The pilots fear ice.",
        "SHIPS",
        "Two are due.",
        kinds=["paragraph", "item", "heading", "paragraph"],
    )
    assert [(words, speaker) for words, speaker, _ in found] == [
        ("Cole said no.", "ben"),
        ("The pilots fear ice.", "ben?"),
        ("Two are due.", "ada"),
    ]


def test_he_is_the_one_who_was_last_named_as_a_speaker():
    assert heard("Cole said no.", "He added that ice is near.")[1] == ("He added that ice is near.", "ben", "ada")


def test_one_who_is_told_of_within_a_speech_does_not_take_it_over():
    found = heard("Cole said no. Eva Lund proposed to wait. That was wrong.")
    assert [speaker for _, speaker, _ in found] == ["ben"]


def test_what_the_writer_tells_of_the_speaker_is_the_writers():
    found = heard("Cole said no. Cole fell silent for a while.")
    assert found[1] == ("Cole fell silent for a while.", "ada?", "")


def test_a_talk_that_ends_is_told_by_the_writer():
    assert heard("Cole said no. The conversation ended at noon.")[1][1] == "ada?"


def test_a_translators_note_has_no_speaker():
    text = "Cole said no. [Trans. note: he meant yes.]"
    found = heard(text, signs=(Sign(14, len(text), "translator_note"),))
    assert found[1] == ("[Trans. note: he meant yes.]", "", "")


def test_reporting_words_within_a_quotation_are_not_the_writers_report():
    found = heard('I told him: "Eva Lund said it all." That was so.')
    assert {speaker for _, speaker, _ in found if speaker} <= {"ada"}


def test_a_document_in_which_nobody_is_reported_has_no_voices():
    assert heard("Ice is near. Two ships are due.") == []


def test_initials_titles_and_list_marks_end_no_sentence():
    text = "1. Regarding ice, Cde. Cole and E. Lund waited. Nobody came."
    assert [text[start:end] for start, end in sentences(text)] == [
        "1. Regarding ice, Cde. Cole and E. Lund waited.",
        "Nobody came.",
    ]


def test_the_labelled_sentences_of_the_seeds_are_told_as_well_as_promised():
    """The figures are of the texts that the rules were made with."""
    from voices import ROOT, scored

    _, given, there, right = scored(ROOT / "seeds")
    assert there > 300
    assert right / given >= 0.95
    assert right / there >= 0.85
