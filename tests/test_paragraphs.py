"""Lines to paragraphs, paragraphs to blocks: wrapping, headings, lists, signatures, page breaks."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import Block, RawBlock, Reading, Transcript
from regesta.normalise.paragraphs import build_blocks
from regesta.normalise.spacing import close_spaced
from regesta.readers.body import text_blocks
from regesta.readers.lines import numbered, plain_blocks
from regesta.readers.unwrap import is_wrapped, paragraphs, rejoin

LONG = (
    "The harbour master said that the channel had silted up since the autumn and that ships of more than four "
    "thousand tons could no longer enter the inner basin at low water without the help of two tugs."
)
OTHER = (
    "Our side replied that one dredger was in repair, that the other could be sent in April at the earliest, and that "
    "the crews would have to be paid in kind until the end of the ice season."
)


def blocks_of(text: str, markup: str = "plain") -> list[Block]:
    """Blocks of a text as a reader would cut it."""
    lines = text_blocks(numbered(text), markup)
    reading = Reading("archive-markdown", markup, (), tuple(lines))
    return list(build_blocks(reading, Transcript("t.txt", text, "")).blocks)


def kinds_of(*texts: str, markup: str = "plain") -> list[str]:
    """Kinds of paragraphs that stand below one another."""
    return [block.kind for block in blocks_of("\n\n".join(texts), markup)]


def wrapped(*texts: str, width: int = 80) -> str:
    """Paragraphs broken at a width, without blank lines between them."""
    return "\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in texts)


# ------------------------------------------------------------------------------------------------- line ends


def test_wrapped_paragraphs_come_apart_at_short_lines():
    """A line that ends a sentence before the margin ends a paragraph; no blank line is needed."""
    found = plain_blocks(numbered(wrapped(LONG, OTHER, "So it ended.")))
    assert [" ".join(block.text.split()) for block in found] == [LONG, OTHER, "So it ended."]


def test_unwrapped_lines_are_a_paragraph_each():
    """Text with one line a paragraph stays so, with or without blank lines."""
    assert [block.text for block in plain_blocks(numbered(f"{LONG}\n{OTHER}\n\nEnd."))] == [LONG, OTHER, "End."]


def test_capitals_part_from_the_text_around_them():
    """A heading in capitals over two lines is one block between two paragraphs."""
    text = wrapped(LONG) + "\nON THE DREDGING OF THE CHANNEL AND THE\nPILOT STATION\n" + wrapped(OTHER)
    assert [block.kind for block in blocks_of(text)] == ["paragraph", "heading", "paragraph"]
    assert blocks_of(text)[1].text == "ON THE DREDGING OF THE CHANNEL AND THE PILOT STATION"


def test_list_marks_begin_paragraphs_but_enumerations_run_on():
    """After a colon "1." is an item; "(1) to supply" in mid-sentence is not."""
    listed = blocks_of(wrapped(LONG, OTHER, "He named two conditions:", "1. Stone", "2. Equal parts", LONG))
    assert [block.kind for block in listed] == ["paragraph"] * 3 + ["item", "item", "paragraph"]
    before = "The centre cabled with instructions to make the following three requests of the hosts:"
    running = (
        before + "\n" + wrapped("(1) to supply two dredgers; (2) to train the pilots; and (3) to send an engineer.")
    )
    assert len(blocks_of(wrapped(LONG, OTHER) + "\n" + running)) == 3


def test_speakers_begin_paragraphs():
    """A speaker's name and colon after a full line begin a paragraph, even where the line was full."""
    width = len("Comrade Berg: " + LONG[:66])
    text = "\n".join([wrapped(LONG, OTHER, LONG, width=width), "Comrade Holm: I do not agree with this at all."])
    assert blocks_of(text)[-1].text == "Comrade Holm: I do not agree with this at all."


def test_an_indented_first_line_begins_a_paragraph():
    """Indentation parts paragraphs whose last lines are full."""
    full = textwrap.fill(LONG, 80, initial_indent="    ").split("\n")
    full[-1] = full[-1].ljust(78, "x") + "."
    text = "\n".join([*full, *textwrap.fill(OTHER, 80, initial_indent="    ").split("\n")])
    assert len(blocks_of(text)) == 2


def test_a_word_cut_at_its_hyphen_is_whole_again():
    """What was "anti-" and "American" is one word; "two-" and "and" are not."""
    assert rejoin(["the anti-", "American mood"]) == "the anti-American mood"
    assert rejoin(["two-", "and three-year plans"]) == "two-\nand three-year plans"


@given(st.lists(st.text(max_size=120), max_size=40))
def test_unwrapping_keeps_every_letter(texts):
    """Whatever the lines are, their letters come back in order, each line in one paragraph."""
    texts = [text.replace("\n", " ") for text in texts]
    found = paragraphs(texts, [False] * len(texts))
    letters = [char for text in texts for char in text if char.isalnum()]
    assert [char for _, _, words in found for char in words if char.isalnum()] == letters
    assert all(end > start for start, end, _ in found)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(found))


def test_text_with_long_lines_is_not_wrapped():
    """Wrapped text has no long line."""
    assert is_wrapped(wrapped(LONG, OTHER, LONG).split("\n"))
    assert not is_wrapped([*wrapped(LONG, OTHER).split("\n"), LONG * 3])


# ------------------------------------------------------------------------------------------------- kinds


def test_a_numbered_line_over_paragraphs_is_a_heading():
    """Text follows "1. The Channel", and text follows "2. The Station": headings, not items."""
    assert kinds_of("1. The Channel", LONG, OTHER, "2. The Station", OTHER) == [
        "heading",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_levels_follow_the_styles_of_marks():
    """Headings under "1." with "a)" of their own stand a level deeper."""
    found = blocks_of(
        f"1. The Channel\n\na) Depth\n\n{LONG}\n\nb) Width\n\n{OTHER}\n\n2. The Station\n\n{LONG}\n\n3. Cost\n\n{OTHER}"
    )
    levels = {block.text: block.level for block in found if block.kind == "heading"}
    assert levels["b) Width"] == levels["2. The Station"] + 1


def test_a_list_goes_on_over_what_was_left_out():
    """3, 4, […], 9: the last is an item of the list."""
    assert kinds_of("3. Ropes", "4. Tar", "[...]", "9. Nails") == ["item", "item", "omission", "item"]


def test_a_list_may_begin_again():
    """A second list with its own 1 is a list."""
    assert kinds_of("1. Ropes", "2. Tar", "1. Nails", "2. Planks") == ["item"] * 4


def test_two_items_on_one_line_stay_text():
    """A line with "9. … 10. …" is one item; nothing is cut out of it."""
    found = blocks_of("8. Ropes\n\n9. Tar 10. Nails\n\n11. Planks")
    assert [block.text for block in found] == ["8. Ropes", "9. Tar 10. Nails", "11. Planks"]
    assert [block.kind for block in found] == ["item"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "and these powers, not wishing to shame themselves, changed their position",
        "He named three conditions, all of which had been agreed with the insurers of the line in March of that year.",
        "the said persons,",
        LONG + OTHER,
    ],
)
def test_an_ordinary_line_promoted_by_a_converter_is_a_paragraph(text):
    """A "heading" that reads on, ends like a sentence or is long is text."""
    assert kinds_of(f"### {text}", OTHER, markup="markdown")[0] == "paragraph"


@pytest.mark.parametrize("text", ["On the Pilot Station", "9. On the insurers.", "b. Regarding ice"])
def test_a_true_heading_of_the_converter_stays_one(text):
    """Short ones, also with a mark or a full stop."""
    assert kinds_of(f"### {text}", OTHER, markup="markdown")[0] == "heading"


def test_capitals_with_a_bracketed_letter_are_a_heading():
    """VKP(b) does not make a heading a sentence."""
    assert kinds_of("CONTACTS BETWEEN THE CCP AND THE VKP(b)", LONG) == ["heading", "paragraph"]


def test_a_dateline_is_no_title():
    """Place and day at the head of a memorandum are not its title."""
    assert kinds_of("Head of Harbour Division 212        Vardal, 30 July 1997", LONG)[0] == "paragraph"


def test_bold_that_covers_everything_stresses_nothing():
    """Where a converter made all paragraphs bold, no sign says so; a bold word among plain ones keeps its sign."""
    everything = blocks_of("\n\n".join(f"**{text}**<sup>1</sup> **more**" for text in (LONG, OTHER, LONG)), "markdown")
    assert not [sign for block in everything for sign in block.signs if sign.kind == "strong"]
    one = blocks_of(f"{LONG}\n\n{OTHER}\n\nA **bold** word.", "markdown")
    assert [sign.kind for sign in one[2].signs] == ["strong"]


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("M e m o r a n d u m - for internal use", "Memorandum - for internal use"),
        ("T O P  S E C R E T", "T O P  SECRET"),
        ("points a b c d and e", "points a b c d and e"),
        ("I a m", "I a m"),
        ("A I r e", "A I r e"),
    ],
)
def test_letter_spaced_words_close_up(spaced, closed):
    """Four letters or more of one kind are a word; a list of letters is not."""
    assert close_spaced(spaced) == closed


# ------------------------------------------------------------------------------------------------- page breaks

HALF = "The joint commission had met twice in the spring and had found that the lighters which remained after"


@pytest.mark.parametrize(
    ("first", "second", "page", "joined"),
    [
        (f"{HALF} the war were", "handed over to the fishing fleet.", False, True),
        (f"{HALF} the war,", "Brandt said, were not enough.", False, True),
        (f"{HALF} the war, as the", "Ministry of Harbours knew.", False, True),
        (f"{HALF} the war and Strakhov [Li]", "visited the port.", True, True),
        (f"{HALF} the war belonged to the State", "Harbour Company.", True, True),
        (f"{HALF} the war belonged to the State", "Harbour Company.", False, False),
        (f"{HALF} the war were with the [Northern", "Sea] Company.", False, True),
        (f"{HALF} the war were few.", "he said.", True, False),
        (f"{HALF} the war were few.", "Brandt left.", True, False),
        ("Present were also", "the engineers.", False, False),
        (f"{HALF} the war were", "2. Tar", True, False),
        (f"{HALF} the war were", "ON THE PILOT STATION", True, False),
    ],
)
def test_halves_of_a_sentence_join(first, second, page, joined):
    """Open ends join with what goes on with them; after a page's end also where it begins with a capital."""
    raw = (RawBlock(first, (1, 1)), RawBlock(second, (3, 3), page=page), RawBlock(LONG, (5, 5)))
    body = build_blocks(Reading("archive-markdown", "plain", (), raw), Transcript("t.txt", "\n" * 5, ""))
    assert (body.blocks[0].text == f"{first} {second}") is joined
    assert any(one.code == "N-102" for one in body.findings) is joined
    if joined:
        assert body.blocks[0].ranges == ((1, 1), (3, 3))
        assert [sign.kind for sign in body.blocks[0].signs if sign.start == sign.end] == ["page_break"]


def test_a_paragraph_may_run_over_several_pages():
    """Three parts are one paragraph with three ranges."""
    raw = tuple(
        RawBlock(text, (number, number)) for number, text in enumerate((f"{HALF} the", f"{HALF} a", "ship."), 1)
    )
    body = build_blocks(Reading("archive-markdown", "plain", (), raw), Transcript("t.txt", "\n\n\n", ""))
    assert [block.ranges for block in body.blocks] == [((1, 1), (2, 2), (3, 3))]


def test_a_text_that_stops_is_reported():
    """A long paragraph without its end is a finding, unless a list goes on with it."""
    raw = (RawBlock(f"{HALF} the war, of which {HALF}", (1, 1)), RawBlock("Further he said this.", (3, 3)))
    body = build_blocks(Reading("archive-markdown", "plain", (), raw), Transcript("t.txt", "\n\n\n", ""))
    assert [one.code for one in body.findings] == ["N-104"]
