"""TEI: volumes and single texts become records, whatever stands around them, and no word is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers.golden import HERE, compare, lost, records_of
from regesta.readers.tei_tree import blanked

FOLDER = HERE / "tei"
SHAPES = sorted(FOLDER.glob("*.xml"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_shape_is_read_as_its_golden_record_says(path, update_golden):
    """Fields, blocks, signs, notes and findings of each shape are exactly the committed ones."""
    compare(path, update=update_golden)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_nothing_of_a_shape_is_lost(path):
    """Every word between the tags stands in one of the file's records."""
    assert lost(path.read_text("utf-8"), path.name) == ()


def test_every_golden_file_has_its_shape():
    """A golden file without a transcript is a fault."""
    assert {path.stem for path in FOLDER.glob("*.golden")} == {path.stem for path in SHAPES}


def body(inside: str) -> str:
    return f"<TEI><teiHeader/><text><body><head>A title</head>{inside}</body></text></TEI>"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<TEI>\n<text><p>open</text></TEI>", 2, "mismatched tag"),
        ("<TEI>\n\n<text><p>&who;</p></text></TEI>", 3, "undefined entity"),
        ('<!DOCTYPE TEI [\n<!ENTITY a "b">]><TEI><text><p>&a;</p></text></TEI>', 2, "entities of its own"),
        ("<TEI>" + "<div>" * 300, 1, "too deeply"),
    ],
)
def test_xml_that_cannot_be_read_is_a_finding_at_its_line(text, line, says):
    """A fault of the XML stops neither the build nor the program."""
    from readers.golden import transcript_of
    from regesta.readers import read

    readings, findings = read(transcript_of(text, "broken.xml"))
    assert readings == ()
    assert [(one.code, one.line) for one in findings] == [("R-006", line)]
    assert says in findings[0].message


def test_a_tagged_date_that_its_words_contradict_is_a_finding():
    """The tag stands; the words of the page say another day."""
    text = body('<opener><dateline><date when="1950-02-01">2 February 1950</date></dateline></opener><p>Text.</p>')
    (record,), codes = records_of(text, "a.xml")
    assert record.date.edtf == "1950-02-01"
    assert record.date.as_written == "2 February 1950"
    assert any(code.startswith("D-107") for code in codes)


@pytest.mark.parametrize(
    ("note", "reference", "archive", "kind"),
    [
        ("Harbour Conf. 184.6/69: Telegram", "Harbour Conf. 184.6/69", None, "Telegram"),
        ("Edwin Roe Papers: Telegram", None, "Edwin Roe Papers", "Telegram"),
        ("Harbour Conf. 184.00101/5", "Harbour Conf. 184.00101/5", None, None),
        ("[Telegram.]", None, None, "Telegram"),
        ("[Translation.]", None, None, None),
    ],
)
def test_the_note_at_the_head_tells_place_and_kind(note, reference, archive, kind):
    """The kind of paper stands behind its number; a remark in brackets is no place."""
    head = f'<head>A to B</head><note rend="inline" type="source">{note}</note>'
    text = f'<TEI><text><body><div type="document" xml:id="d1">{head}<p>Text.</p></div></body></text></TEI>'
    (record,), _ = records_of(text, "a.xml")
    assert (record.source.reference, record.source.archive, record.type) == (reference, archive, kind)
    assert bool(record.source.as_written) is not note.startswith("[")
    assert lost(text, "a.xml") == ()


@pytest.mark.parametrize(
    ("attributes", "edtf"),
    [
        ('when="1950-02"', "1950-02"),
        ('when="1950-02-01T10:00:00"', "1950-02-01"),
        ('from="1950-02-01" to="1950-02-03"', "1950-02-01/1950-02-03"),
        ('notBefore="1950"', "1950/.."),
        ('notAfter="1950-03-01"', "../1950-03-01"),
        ('notBefore="1950-02-01" notAfter="1950-02-01"', "1950-02-01"),
    ],
)
def test_the_attributes_of_a_date_become_edtf(attributes, edtf):
    """A day, a span or its open end."""
    (record,), _ = records_of(body(f"<dateline><date {attributes}>then</date></dateline><p>Text.</p>"), "a.xml")
    assert record.date.edtf == edtf


def test_a_note_is_called_where_it_stands_and_its_words_are_its_own():
    """The block has the call without width, the note the words and the block."""
    (record,), _ = records_of(body('<p>One<note n="7">Aside.</note> two.</p>'), "a.xml")
    block = record.blocks[0]
    assert block.text == "One two."
    assert [(sign.start, sign.end, sign.detail) for sign in block.signs if sign.kind == "note_call"] == [(3, 3, "7")]
    assert [(note.mark, note.text, note.called_from) for note in record.notes] == [("7", "Aside.", "block 0")]


def test_notes_that_share_a_mark_answer_their_calls_in_turn():
    """A volume that numbers each page's notes from 1 has many notes 1."""
    text = body('<p>A<note n="1">first</note></p><p>B<note n="1">second</note></p>')
    (record,), _ = records_of(text, "a.xml")
    assert [(note.text, note.called_from) for note in record.notes] == [("first", "block 0"), ("second", "block 1")]


def test_a_note_that_the_encoding_repeats_is_one_note_with_several_calls():
    """Where the print has one note for several names, the encoding gives it to each."""
    text = body('<p>Anna,<note n="1">Away.</note> Clara<note n="1">Away.</note></p>')
    (record,), codes = records_of(text, "a.xml")
    assert [(note.mark, note.text, note.called_from) for note in record.notes] == [("1", "Away.", "block 0")]
    assert [sign.detail for sign in record.blocks[0].signs] == ["1", "1"]
    assert lost(text, "a.xml") == ()
    assert not [code for code in codes if code.startswith("N-10")]


def test_a_page_break_between_paragraphs_begins_the_next():
    """It has no words, and is not lost."""
    (record,), _ = records_of(body('<p>One.</p><pb n="12"/><p>Two.</p>'), "a.xml")
    assert [(sign.kind, sign.start, sign.detail) for sign in record.blocks[1].signs] == [("page_break", 0, "12")]


def test_an_item_begins_with_its_label_and_a_second_paragraph_follows_it():
    """The label is the item's mark."""
    text = body("<list><label>(a)</label><item><p>First.</p><p>More.</p></item></list>")
    (record,), _ = records_of(text, "a.xml")
    assert [(block.kind, block.text) for block in record.blocks] == [("item", "(a) First."), ("paragraph", "More.")]
    assert record.blocks[0].signs[0].kind == "marker"


def test_tags_among_words_part_nothing_and_tags_of_paragraphs_do():
    """Half a word in italics stays a word, two cells stay two."""
    text = body("<p>com<hi>mun</hi>ist</p><table><row><cell>a</cell><cell>b</cell></row></table>")
    (record,), _ = records_of(text, "a.xml")
    assert [block.text for block in record.blocks] == ["communist", "a\tb"]
    assert record.blocks[1].rows == (("a", "b"),)
    assert lost(text, "a.xml") == ()


def test_signatures_under_enclosures_make_nobody_a_sender():
    """Only the tagged parties of the head are the document's."""
    (first, *_), _ = records_of((FOLDER / "volume.xml").read_text("utf-8"), "volume.xml")
    assert [(one.role, one.name) for one in first.participants] == [("sender", "Hale"), ("recipient", "Norton")]


def test_a_document_of_a_volume_knows_its_lines():
    """The proof page of one letter need not show the whole volume."""
    text = (FOLDER / "volume.xml").read_text("utf-8")
    for record in records_of(text, "volume.xml")[0]:
        first, last = record.extent
        assert f'xml:id="{record.id.rpartition("-")[2]}"' in text.split("\n")[first - 1]
        assert all(first <= start and end <= last for block in record.blocks for start, end in block.ranges)


def test_markup_taken_away_leaves_every_line_where_it_was():
    """The proof that nothing is lost counts words line by line, tags over several lines included."""
    raw = 'One <hi\n rend="x">two</hi>\n<!-- no\nwords --><p>three</p>\n<![CDATA[four <five>]]>\n575<hi\n>n</hi>\nsix'
    assert blanked(raw).split("\n")[0].split() == ["One", "two"]
    assert blanked(raw).count("\n") == raw.count("\n")
    assert "575n" in blanked(raw)


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "S"]), max_size=12)
names = st.sampled_from(
    "p hi note list item label table row cell lg l div head quote seg ref closer signed xyz".split()
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


elements = st.recursive(
    words.map(escaped),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{' '.join(parts)}</{name}>\n", names, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(elements, max_size=5))
def test_nothing_is_lost_of_any_well_formed_text(parts):
    """Elements in any order, at home there or not, keep all their words."""
    assert lost(body("\n".join(parts)), "a.xml") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_stops_the_reader(text):
    """Any characters inside a TEI file are a record or a finding."""
    records, codes = records_of(f"<TEI><text><body><p>{text}</p></body></text></TEI>", "a.xml")
    assert records or codes


def test_a_large_volume_is_read_in_time_that_grows_with_it():
    """Four times the documents take about four times as long, not sixteen."""
    import time

    def seconds(count: int) -> float:
        document = '<div type="document" xml:id="d{0}"><head>Letter {0}</head><p>{1}<note n="1">x</note></p></div>\n'
        text = (
            "<TEI><text><body>"
            + "".join(document.format(n, "word " * 300) for n in range(count))
            + "</body></text></TEI>"
        )
        started = time.process_time()
        assert len(records_of(text, "a.xml")[0]) == count
        return time.process_time() - started

    small, large = min(seconds(60) for _ in range(3)), min(seconds(240) for _ in range(3))
    assert large < 10 * small


def test_the_fixtures_are_where_the_test_looks():
    """An empty folder would let every golden test pass."""
    assert len(SHAPES) == 3
    assert isinstance(FOLDER, Path)
