"""When documents were written: on a line where all are listed, by month where they are many, and gaps in words."""

from __future__ import annotations

import re

import pytest

from regesta.rendering import arranging, density
from regesta.rendering.pages import render
from regesta.rendering.timeline import LENGTH, MOST_TICKS, SHORTEST, time_line
from test_network import edition, talk


def pages(*dates):
    documents = [talk(str(number), date, "ada", "ben") for number, date in enumerate(sorted(dates))]
    return {one.path: one.content.decode() for one in render(edition(*documents)) if one.path.endswith(".html")}


def test_each_document_is_marked_at_its_day():
    line = time_line(["1949-01-01", "1949-01-06", "1949-01-11"])
    assert [(mark.at, mark.width) for mark in line.marks] == [(0, 91), (455, 91), (909, 91)]
    assert (line.first, line.last) == ("January 1, 1949", "January 11, 1949")
    assert line.said == "3 documents from January 1, 1949 to January 11, 1949"
    assert line.gaps == ""


def test_a_month_or_a_year_is_a_broader_mark():
    line = time_line(["1949-01", "1949-12-31", "1949"])
    widths = sorted(mark.width for mark in line.marks)
    assert widths[0] == round(LENGTH / 365)
    assert widths[1] == round(LENGTH * 31 / 365)
    assert widths[2] == LENGTH


@pytest.mark.parametrize("dates", [["1949-01-01", "2020-01-01"], ["1200", "1950-05-05"], ["1949-01-01", "1949-02-01"]])
def test_however_long_the_time_marks_are_seen_and_ticks_are_few(dates):
    line = time_line(dates)
    assert all(mark.width >= SHORTEST and 0 <= mark.at <= LENGTH - mark.width for mark in line.marks)
    assert 0 < len(line.ticks) <= MOST_TICKS + 1
    assert all(0 <= at <= LENGTH for at in line.ticks)


def test_the_longest_gaps_are_told_in_order_of_time():
    line = time_line(["1949-01-30", "1949-02-03", "1949-07-18", "1949-07-27", "1953-07-27"])
    assert line.gaps == (
        "No document for 5 months between February 3, 1949 and July 18, 1949,"
        " and 4 years between July 27, 1949 and July 27, 1953"
    )


def test_a_document_of_a_whole_year_leaves_no_gap_in_it():
    assert time_line(["1949-01-30", "1949", "1949-11-18"]).gaps == ""


def test_without_two_days_there_is_no_line():
    assert time_line(["1949-01-30", "1949-01-30", "XXXX", "1949-02-30"]) is None
    assert time_line([]) is None


def test_few_documents_are_on_a_line_above_their_list():
    found = pages("1949-01-30", "1949-07-18")["chronology/index.html"]
    assert found.count("<rect") == 2
    assert '<p class="remark">No document for 6 months between January 30, 1949 and July 18, 1949.</p>' in found
    assert 'class="density"' not in found


def test_many_documents_are_counted_by_month_and_each_count_leads_to_its_month(monkeypatch):
    monkeypatch.setattr(arranging, "MANY", 3)
    site = pages("1949-01-30", "1949-01-31", "1949-07-18", "1952-07", "1952", "XXXX")
    found = site["chronology/index.html"]
    assert '<td class="d4"><a href="1949/index.html#m1" aria-label="January 1949: 2 documents">2</a>' in found
    assert 'href="1952/index.html#m7" aria-label="July 1952: 1 document"' in found
    assert 'aria-label="1952: 1 document"' in found
    assert re.search(r'<th scope="row">1950–1951</th><td class="none" colspan="13">no document</td>', found)
    assert 'id="m1"' in site["chronology/1949/index.html"]
    assert 'id="m7"' in site["chronology/1952/index.html"]


def test_a_month_on_a_further_page_of_its_year_is_found_there(monkeypatch):
    monkeypatch.setattr(arranging, "MANY", 3)
    monkeypatch.setattr(density, "PAGE", 2)
    found = pages("1949-01-30", "1949-01-31", "1949-07-18", "1952-07-01")["chronology/index.html"]
    assert 'href="1949/2/index.html#m7"' in found
