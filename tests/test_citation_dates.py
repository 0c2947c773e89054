"""EDTF said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.citation import date_in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1951-03-09", "March 9, 1951"),
        ("1951-03", "March 1951"),
        ("1951", "1951"),
        ("1951-XX", "1951"),
        ("1951-03-XX", "March 1951"),
        ("1951-03~", "ca. March 1951"),
        ("1951-03-09?", "[March 9, 1951?]"),
        ("1951?-03-09", "[March 9, 1951?]"),
        ("1951%", "[ca. 1951?]"),
        ("1951-03-09T11:15:00", "March 9, 1951"),
        ("1951-21", "spring 1951"),
        ("195X", "1950s"),
        ("19XX", "1900–1999"),
        ("XXXX", "undated"),
        ("", "undated"),
        ("XXXX-03-09", "March 9, year unknown"),
        ("1951-03-05/1951-03-12", "March 5–12, 1951"),
        ("1951-03-05/1951-04-12", "March 5–April 12, 1951"),
        ("1951-03/1951-04", "March–April 1951"),
        ("1950-12-30/1951-01-02", "December 30, 1950–January 2, 1951"),
        ("1950/1951", "1950–1951"),
        ("1951-03-05~/1951-03-12~", "ca. March 5–12, 1951"),
        ("1951-03-05/1951-03-12~", "March 5, 1951–ca. March 12, 1951"),
        ("1951-03-05/1951-03-05", "March 5, 1951"),
        ("../1951-03-12", "on or before March 12, 1951"),
        ("1951-03-12/..", "on or after March 12, 1951"),
        ("../..", "undated"),
        ("{1951-03-05,1951-03-12}", "March 5 and 12, 1951"),
        ("[1951-03-05,1951-04-12]", "March 5 or April 12, 1951"),
        ("1951-13", "1951-13"),
        ("last spring", "last spring"),
    ],
)
def test_a_date_is_said_as_a_note_says_it(edtf, words):
    assert date_in_words(edtf) == words


def test_a_guess_stands_in_brackets_once():
    """A doubtful guess is not bracketed twice, and what is undated is no guess."""
    assert date_in_words("1951-03", guess=True) == "[March 1951]"
    assert date_in_words("1951-03?", guess=True) == "[March 1951?]"
    assert date_in_words("XXXX", guess=True) == "undated"


@given(st.text(alphabet="0123456789-X~?%/.T:,[]{} ", max_size=24))
def test_no_string_is_too_odd(edtf):
    """Whatever stands where a date should be gives words, never an exception."""
    assert date_in_words(edtf)
