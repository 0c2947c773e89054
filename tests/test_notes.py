"""Notes of every style: the call becomes a sign, the note keeps its words, and each knows the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers.golden import lost, records_of

HEAD = "---\ntitle: A letter\ndate: 1950-01-02\n---\n\n"
LAST = "\n\nThe letter ends here with a sentence of its own.\n\n"


def notes_of(text):
    """Marks, words and callers of the notes, and the codes of the findings about notes."""
    (record,), codes = records_of(HEAD + text)
    assert lost(HEAD + text) == ()
    found = [(note.mark, note.text, note.called_from) for note in record.notes]
    return found, [code.split(":")[0] for code in codes if code.startswith(("N-105", "N-106"))], record


BODY = "The harbour{0} is closed, and the pilots{1} have left the town for the winter.\n\nThey will return.{2}"

STYLES = {
    "brackets and bare numbers, as printed": ((" [1]", " [2]", " [3]"), "_\n\n1 One.\n\n2 Two.\n\n3 Three.\n\n_"),
    "brackets on both sides": ((" [1]", " [2]", " [3]"), "[1] One.\n\n[2] Two.\n\n[3] Three."),
    "brackets on both sides, a note a line": (("[1]", "[2]", "[3]"), "[1] One.\n[2] Two.\n[3] Three."),
    "Markdown's own": (("[^1]", "[^2]", "[^3]"), "[^1]: One.\n\n[^2]: Two.\n\n[^3]: Three."),
    "links": (("[1](#f1)", "[2](#f2)", "[(3)](#f3)"), "1 One.\n\n2 Two.\n\n3 Three."),
    "links and a list": (("[1](#f1)", "[2](#f2)", "[3](#f3)"), "  * 1 One.\n  * 2 Two.\n  * 3 Three."),
    "raised": (
        ("<sup>1</sup>", "<sup>2</sup>", "<sup>3</sup>"),
        "<sup>1</sup> One.\n\n<sup>2</sup> Two.\n\n<sup>3</sup> Three.",
    ),
    "raised figures": (("¹", "²", "³"), "1 One.\n\n2 Two.\n\n3 Three."),
    "glued figures": (("1", "2", "3"), "1 One.\n\n2 Two.\n\n3 Three."),
    "dots under a heading": ((" [1]", " [2]", " [3]"), "## Notes\n\n1. One.\n\n2. Two.\n\n3. Three."),
    "emphasis over all notes": ((" [1]", " [2]", " [3]"), "_1 One.\n\n2 Two.\n\n3 Three.\n\n_"),
    "a converter's bold": (
        ("<sup>**1**</sup>", "<sup>**2**</sup>", "<sup>**3**</sup>"),
        "**1. One.**\n\n**2. Two.**\n\n**3. Three.**",
    ),
    "brackets turned the wrong way": (("[1[", " ]2]", " [3,]"), "_\n\n1 One.\n\n2 Two.\n\n3 Three.\n\n_"),
    "run on in one line": ((" [1]", " [2]", " [3]"), "_\n\n1 One. 2 Two.\n\n3 Three.\n\n_"),
}


@pytest.mark.parametrize("style", STYLES)
def test_each_style_gives_the_way_there_and_back(style):
    """Three calls in two paragraphs and three notes, however they are written."""
    calls, notes = STYLES[style]
    found, codes, record = notes_of(BODY.format(*calls) + LAST + notes + "\n")
    assert found == [("1", "One.", "block 0"), ("2", "Two.", "block 0"), ("3", "Three.", "block 1")]
    assert codes == []
    assert [block.text for block in record.blocks if block.text != "Notes"] == [
        "The harbour is closed, and the pilots have left the town for the winter.",
        "They will return.",
        "The letter ends here with a sentence of its own.",
    ]
    places = [(sign.start, sign.detail) for sign in record.blocks[0].signs if sign.kind == "note_call"]
    assert places == [(11, "1"), (37, "2")]


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_findings():
    """One note is missing, another is called nowhere."""
    found, codes, _ = notes_of("A [1] and B [2] and C [4]." + LAST + "[1] One.\n\n[3] Three.\n\n[4] Four.\n")
    assert found == [("1", "One.", "block 0"), ("2", None, "block 0"), ("3", "Three.", ""), ("4", "Four.", "block 0")]
    assert sorted(codes) == ["N-105", "N-106"]


def test_a_note_that_the_title_calls_is_no_fault():
    """The title is shown without the mark."""
    text = (
        "---\ntitle: Berg to Falk [1]\ndate: 1950-01-02\n---\n\nText [2] of the letter.\n\n_\n\n1 One.\n\n2 Two.\n\n_\n"
    )
    (record,), codes = records_of(text)
    assert record.title == "Berg to Falk"
    assert [(note.mark, note.called_from) for note in record.notes] == [("1", ""), ("2", "block 0")]
    assert not [code for code in codes if code.startswith("N-10")]


def test_numbers_that_begin_again_answer_the_calls_of_their_own_stretch():
    """An enclosure numbers its notes from 1 like the letter."""
    text = (
        "Letter [1] text.\n\n[1] One.\n\n## Enclosure\n\nEnclosure [1] text [2] here.\n\n[1] Other one.\n\n[2] Two.\n"
    )
    found, codes, record = notes_of(text)
    assert [(mark, words) for mark, words, _ in found] == [("1", "One."), ("1", "Other one."), ("2", "Two.")]
    callers = [record.blocks[int(caller.split()[1])].text for _, _, caller in found]
    assert callers == ["Letter text.", "Enclosure text here.", "Enclosure text here."]
    assert codes == []


def test_what_is_appended_behind_the_notes_is_text():
    """The last note ends where an enclosure begins, though only the enclosure's notes are closed by a mark."""
    text = (
        "Letter [1] text.\n\n_\n\n1 One.\n\nENCLOSURE [A]\n\nWords of the enclosure [1] and more of them.\n\n"
        "[AA: M100, 1943]\n\n1 Other one.\n\n'It goes on.'\n\n_\n"
    )
    found, codes, record = notes_of(text)
    assert [(mark, words) for mark, words, _ in found] == [("1", "One."), ("1", "Other one. 'It goes on.'")]
    assert "Words of the enclosure and more of them." in [block.text for block in record.blocks]
    assert codes == []


@pytest.mark.parametrize(
    "text",
    [
        "The price was [5] marks.",
        "In your telegram 1[6]1 you ask.",
        "He came in [1949] and left.",
        "Your No.34 and A71, p.7 of vol.2 arrived.",
        "1. Bring the rope.\n\n2. Bring the lamp.",
        "1 January 1950 was a Sunday.\n\n2 January was not.",
        "12 noon was the hour.",
    ],
)
def test_numbers_that_are_no_notes_stay_words(text):
    """A number in brackets, a list or a date at the head of a paragraph make no note."""
    found, codes, record = notes_of(text + LAST)
    assert (found, codes) == ([], [])
    assert not [sign for block in record.blocks for sign in block.signs if sign.kind == "note_call"]


def test_a_list_that_begins_like_notes_stays_a_list():
    """One call [1] belongs to the note at the end, not to the ship at the head of a line."""
    text = "The fleet [1] is:\n\n1 carrier\n\n2 frigates\n\nand no more than that." + LAST + "_\n\n1 One.\n\n_\n"
    found, codes, record = notes_of(text)
    assert (found, codes) == ([("1", "One.", "block 0")], [])
    assert "1 carrier" in [block.text for block in record.blocks]


def test_a_note_cut_into_lines_is_whole_again():
    """What stands between the marks of emphasis around the notes goes on with the note before it."""
    found, _, _ = notes_of("Text [1] and text [2]." + LAST + "_\n\n1 One, which goes\n\non here.\n\n2 Two.\n\n_\n")
    assert [words for _, words, _ in found] == ["One, which goes on here.", "Two."]


def test_a_call_alone_in_its_line_belongs_to_the_text_before_it():
    """Converters leave it so."""
    found, _, record = notes_of("They have left the town.\n\n[1]\n\nThey will return." + LAST + "[1] One.\n")
    assert found == [("1", "One.", "block 0")]
    assert record.blocks[0].text == "They have left the town."


def test_offsets_of_other_signs_move_with_the_words():
    """Emphasis after a call still covers its word, and a call inside a word's bracket is where it was."""
    _, _, record = notes_of("A [1] and *B* [2] and [sic] [3].\n" + LAST + "[1] One.\n\n[2] Two.\n\n[3] Three.\n")
    block = record.blocks[0]
    assert block.text == "A and B and [sic]."
    covered = {sign.kind: block.text[sign.start : sign.end] for sign in block.signs if sign.kind != "note_call"}
    assert covered == {"emphasis": "B", "sic": "[sic]"}


PIECES = """word|Berg| |\n\n|[1]|[2]| [3]|[^1]|[1](#f1)|<sup>2</sup>|1|2 |1 |1. |_|_\n|*|[|]|[1] |[2] One.
|\n1 One. 2 Two.|¹|  * 1 |\n| a;b[1]\n---;---\n"""
pieces = st.sampled_from([piece.replace(";", "|") for piece in PIECES.split("|")])


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=40))
def test_nothing_is_lost_of_any_mixture_of_marks(parts):
    """Marks, numbers and emphasis in any order: every word is in a block, a note or aside."""
    assert lost(HEAD + "".join(parts)) == ()
