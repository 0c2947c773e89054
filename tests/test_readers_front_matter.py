"""Markdown with front matter: the form for transcripts by hand, and of series that use it."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from readers.golden import HERE, compare, lost, records_of
from regesta.edition import read_settings
from regesta.model import Settings
from regesta.readers.front_matter_keys import FIELDS, KEYS, field_of

FOLDER = HERE / "front_matter"
SHAPES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_a_shape_is_read_as_its_golden_record_says(path, update_golden):
    """Fields, blocks, signs, notes and findings of each shape are exactly the committed ones."""
    compare(path, update=update_golden)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_nothing_of_a_shape_is_lost(path):
    """Every word of keys, values and text stands in the record."""
    assert lost(path.read_text("utf-8"), path.name) == ()


def test_every_golden_file_has_its_shape():
    """A golden file without a transcript is a fault, and so is an empty folder."""
    assert {path.stem for path in FOLDER.glob("*.golden")} == {path.stem for path in SHAPES} != set()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.field)
def test_the_example_of_every_key_fills_its_field(key):
    """The table that documents the form is true."""
    (record,), _ = records_of(f"---\n{key.example}\n---\n\nText.\n")
    wanted = "interpreter" if key.field == "participants" else key.field
    assert [one.name for one in record.fields if one.text and one.name == wanted] or wanted == "title"
    assert list(yaml.safe_load(key.example)) == [key.names.split()[0]]
    assert lost(f"---\n{key.example}\n---\n\nText.\n") == ()


def test_no_name_of_a_key_stands_for_two_fields():
    """Each name is told once."""
    assert len(FIELDS) == sum(len(key.names.split()) for key in KEYS)


@pytest.mark.parametrize("name", ["Doc Date", "doc-date", "DOC_DATE", "date"])
def test_case_blanks_and_hyphens_of_a_key_make_no_difference(name):
    """A date is a date."""
    assert field_of(name) == "date"


def test_an_unknown_key_is_kept_under_its_own_name():
    """Nothing is dropped because we do not know it."""
    (record,), _ = records_of("---\ntitle: A\nweather: fog\n---\n\nText.\n")
    assert [(one.name, one.text) for one in record.fields] == [("title", "A"), ("weather", "fog")]


def test_edition_yaml_says_what_a_key_means(tmp_path):
    """A series with names of its own needs no change of its files."""
    (tmp_path / "edition.yaml").write_text("front_matter:\n  bandtitel: published_in\n  nr.blatt: pages\n", "utf-8")
    given = read_settings(tmp_path)
    text = "---\ntitle: A\nbandtitel: Akten, Band 2\nnr:\n  blatt: 7\n---\n\nText.\n"
    (record,), _ = records_of(text, settings=given)
    assert (record.source.published_in, record.source.pages) == ("Akten, Band 2", "7")
    assert records_of(text, settings=Settings())[0][0].source.published_in is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\nsource: a: b: c\n---\nText.\n", 3),
        ("---\ntitle: A\ntitle: B\n---\nText.\n", 3),
        ("---\ntitle: A\ndate: *who\n---\nText.\n", 3),
        ('---\ntitle: "A\ndate: 1950\n---\nText.\n', 3),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_finding_at_its_line(text, line):
    """The text below is read all the same, and no word is lost."""
    records, codes = records_of(text)
    assert [record.blocks[-1].text for record in records] == ["Text."]
    assert f"R-007:{line}" in codes
    assert lost(text) == ()


def test_a_comment_in_the_front_matter_is_set_aside():
    """Its words are no field's."""
    (record,), _ = records_of("---\ntitle: A # the fair copy\n---\n\nText.\n")
    assert record.title == "A"
    assert [aside.text for aside in record.set_aside] == ["title: A # the fair copy"]


def test_the_first_heading_is_the_title_where_no_key_gives_one():
    """As one writes Markdown."""
    (record,), _ = records_of("---\ndate: 1950-01-02\n---\n\n# On salt\n\nSalt is dear.\n")
    assert (record.title, [block.text for block in record.blocks]) == ("On salt", ["Salt is dear."])


def test_a_dateline_with_another_day_is_a_finding():
    """The key stands; the editor is told."""
    text = "---\ntitle: A to B\ndate: 1946-07-30\n---\n\nCablegram 520 PORT ANNA, 29 July 1946\n\nText.\n"
    (record,), codes = records_of(text)
    assert record.date.edtf == "1946-07-30"
    assert "D-107:3" in codes
    assert "D-107:3" not in records_of(text.replace("07-30", "07-29"))[1]


def test_a_dateline_gives_the_date_and_the_kind_that_no_key_gives():
    """The first line of a telegram says both."""
    (record,), codes = records_of("---\ntitle: A to B\n---\n\nCablegram 520 PORT ANNA, 29 July 1946\n\nText.\n")
    assert (record.date.edtf, record.type) == ("1946-07-29", "Cablegram")
    assert not [code for code in codes if code.startswith(("D-", "M-103"))]


@pytest.mark.parametrize(
    ("title", "parties"),
    [
        ("Berg to Falk", ["sender Berg", "recipient Falk"]),
        ("Mr A. Berg, Minister to Norway, to Harbour Office", ["sender A. Berg", "recipient Harbour Office"]),
        ("LETTER, BERG TO MCFALK", ["sender Berg", "recipient McFalk"]),
        ("Berg to Falk and Ministry of Trade and Industry",
         ["sender Berg", "recipient Falk", "recipient Ministry of Trade and Industry"]),
        ("Note by Berg of Conversation with Falk", ["author Berg", "interlocutor Falk"]),
        ("Record of Conversation between Berg and Falk", ["interlocutor Berg", "interlocutor Falk"]),
        ("Cablegram to Oslo", ["recipient Oslo"]),
        ("Australian reply to the Norwegian note", []),
        ("Thursday, 15th October 1925", []),
        ("Access to the harbour", []),
    ],
)  # fmt: skip
def test_short_titles_name_their_parties(title, parties):
    """Both sides must read as parties, or nobody is named."""
    (record,), _ = records_of(f"---\ntitle: {title}\ndate: 1950-01-02\n---\n\nThe harbour is closed.\n")
    assert [f"{one.role} {one.name}" for one in record.participants] == parties


def test_a_document_of_a_series_is_known_by_its_numbers():
    """An address that says volume and number is readable and stays the same when the title is corrected."""
    (record,), _ = records_of("---\ntitle: A to B\nvol_id: 10\ndoc_num: 40\ndate: 1950\n---\n\nText.\n")
    assert record.proposed_id == "volume-10-document-40"


keys = st.sampled_from([*FIELDS, "weather", "naa_refs", "x y"])
scalars = st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.none(), st.dates().map(str))
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, values, min_size=1, max_size=6), st.text(max_size=200))
def test_nothing_is_lost_of_any_front_matter_and_text(mapping, text):
    """Whatever YAML can hold, escapes and nested lists included, and any text below."""
    whole = f"---\n{yaml.safe_dump(mapping, allow_unicode=True)}---\n\n{text}\n"
    assert lost(re.sub(r"\r\n?", "\n", whole)) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=120))
def test_nothing_is_lost_of_any_lines_between_the_fences(lines):
    """Lines that are no YAML at all are set aside."""
    text = re.sub(r"\r\n?", "\n", f"---\ntitle: A\ndate: 1950\nplace: B\n{lines}\n---\n\nText.\n")
    assert lost(text) == ()
