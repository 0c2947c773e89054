"""Words as a reader expects to see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.rendering.words import (
    counted,
    curled,
    joined,
    language_names,
    machine_date,
    minutes_to_read,
    month_of,
    romanised,
    script_name,
    year_of,
)


@pytest.mark.parametrize(
    ("straight", "curved"),
    [
        ('"can"', "“can”"),
        ("Mao's", "Mao’s"),
        ("workers' movement", "workers’ movement"),
        ('[sic, probably "can"]', "[sic, probably “can”]"),
        ("he said: \"A 'b' c.\"", "he said: “A ‘b’ c.”"),
        ("\"'so' he said\"", "“‘so’ he said”"),
        ("the '30s", "the ’30s"),
        ('—"x"', "—“x”"),
        ("Ch'ing", "Ch’ing"),
        ("already “curved”", "already “curved”"),
    ],
)
def test_typewriter_quotation_marks_are_curved(straight, curved):
    assert curled(straight) == curved


@given(st.text())
def test_curving_changes_marks_alone_and_keeps_every_offset(text):
    shown = curled(text)
    assert len(shown) == len(text)
    pairs = zip(text, shown, strict=True)
    assert all(b == a or (a == '"' and b in "“”") or (a == "'" and b in "‘’") for a, b in pairs)


@pytest.mark.parametrize(
    ("edtf", "machine"),
    [
        ("1949-07-18", "1949-07-18"),
        ("1949-07", "1949-07"),
        ("1949", "1949"),
        ("1949-07~", "1949-07"),
        ("1949-07-05/1949-07-12", "1949-07-05"),
        ("1949-21", "1949"),
        ("XXXX", ""),
        ("194X", ""),
        ("", ""),
    ],
)
def test_a_date_in_the_form_that_time_elements_take(edtf, machine):
    assert machine_date(edtf) == machine


def test_a_date_is_filed_under_its_first_year_and_month():
    assert (year_of("[..1949-07-18]"), month_of("1949-07-05/1949-08-12")) == ("1949", "July")
    assert (year_of("XXXX"), month_of("1949")) == ("", "")


def test_lists_and_counts_are_said_in_words():
    assert joined(["Mao", "Liu", "Zhou"]) == "Mao, Liu and Zhou"
    assert (joined(["Mao"]), joined([])) == ("Mao", "")
    assert (counted(1, "document"), counted(1203, "document")) == ("1 document", "1,203 documents")
    assert (minutes_to_read(10), minutes_to_read(2300)) == (1, 10)


def test_languages_and_romanisations_are_told_by_their_codes():
    assert language_names(["zh", "ru"]) == "Chinese and Russian"
    assert language_names([], ["Old Slavonic"]) == "Old Slavonic"
    assert (romanised(["zh"]), romanised(["fr"]), romanised(["fa"]), romanised([])) == (
        "zh-Latn-pinyin",
        "fr",
        "fa-Latn",
        "und",
    )
    assert script_name("zh-Hant") == "Chinese, traditional"
