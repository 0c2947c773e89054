"""Pictures of when documents were written, and their equivalents in words."""

from __future__ import annotations

from regesta.rendering.pictures import MOST_BARS, over_time


def test_a_few_documents_stand_by_month_with_gaps_between():
    picture = over_time(["1949-01-30", "1949-03", "1949-03-09"])
    assert picture is not None
    assert [(bar.at, bar.height) for bar in picture.bars] == [(0, 50), (2, 100)]
    assert picture.width == 3
    assert picture.said == "3 documents from January 1949 to March 1949, in January 1949 (1) and March 1949 (2)"


def test_many_years_are_counted_by_year_and_centuries_by_decade():
    years = over_time(f"{year}-05-04" for year in range(1900, 1950))
    assert years is not None
    assert (years.width, years.first, years.last) == (50, "1900", "1949")
    decades = over_time(["1500", "1999-12-31"])
    assert decades is not None
    assert (decades.first, decades.last) == ("1500s", "1990s")
    assert all(one.width <= MOST_BARS for one in (years, decades))


def test_one_document_among_thousands_is_still_seen():
    picture = over_time(["1949-01"] * 4000 + ["1949-02"])
    assert picture is not None
    assert picture.bars[1].height > 0


def test_where_nothing_is_to_be_compared_there_is_no_picture():
    assert over_time(["1949-01-01", "1949-01-30"]) is None
    assert over_time(["XXXX", "194X", ""]) is None


def test_only_the_fullest_months_are_said_where_there_are_very_many():
    picture = over_time([f"1949-{month:02}" for month in range(1, 13)] + [f"1950-{month:02}" for month in (1, 2, 2)])
    assert picture is not None
    assert ", most in " in picture.said
    assert "February 1950 (2)" in picture.said
