"""Dates as written in archives, read as EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import Block, Date
from regesta.normalise.dates import find_dates, read_date, sort_key
from regesta.normalise.events import event_date, received_date

WORDINGS = {
    "July 18, 1949": "1949-07-18",
    "July 06, 1949": "1949-07-06",
    "18 July 1949": "1949-07-18",
    "December 18,1949": "1949-12-18",
    "10 November \n1949": "1949-11-10",
    "10.1.1949": "1949-01-10",
    "1949-07-18": "1949-07-18",
    "July 1949": "1949-07",
    "June, 1954": "1954-06",
    "1949": "1949",
    "1838-1839": "1838/1839",
    "8-10 February 1966": "1966-02-08/1966-02-10",
    "Geneva, 8–9 December 1969": "1969-12-08/1969-12-09",
    "February 8-10, 1966": "1966-02-08/1966-02-10",
    "30 July to 2 August 1946": "1946-07-30/1946-08-02",
    "11, 17 October 1853": "{1853-10-11,1853-10-17}",
    "8 April, 8 May 1842": "{1842-04-08,1842-05-08}",
    "n.d.": "XXXX",
    "Undated": "XXXX",
    "LONDON, n.d. [1]": "XXXX",
    "n.d. [30 December 1937]": "1937-12-30?",
    "[June 1947][1]": "1947-06?",
    "Paris, [July 1974]1": "1974-07?",
    "Paris, [ 4 February 1971] [1](#f1)": "1971-02-04?",
    "WASHINGTON, 27 [February 1942]": "1942-02-27?",
    "[COLOMBO], 14 October 1945": "1945-10-14",
    "BATAVIA, 3 March [1947], 8 p.m.": "1947?-03-03",
    "Summer 1922": "1922-22",
    "the autumn of 1956": "1956-23",
    "Winter 1923/1924": "1923-24",
    "1907 (Herbst)": "1907-23",
    "06./07.1922": "1922-06/1922-07",
    "1926 oder danach": "1926/..",
    "3 May 1950 or earlier": "../1950-05-03",
    "wohl 1913": "1913?",
    "probably July 1949": "1949-07?",
    "Ende April 1923": "1923-04~",
    "n.d. [on or before 26 March 1938]": "../1938-03-26",
    "n.d. [before 9 February 1937 [1]]": "../1937-02-08",
    "n.d. [after 22 May 1937]": "1937-05-23/..",
    "n.d.[on or after 2 November 1939]": "1939-11-02/..",
    "n.d. [between 2 and 8 June 1937]": "1937-06-02/1937-06-08",
    "n.d. [c. 16 September 1938]": "1938-09-16~",
    "May 2/15, 1917": "1917-05-15",
    "17 June, 1918 [1919]": "1919-06-17",
    "May 10, 1934—11 a.m. [p.m.?]": "1934-05-10",
    "ROME, to October 1939, 8.03 p.m.": "1939-10-10?",
    "Rome, 4 April l975": "1975-04-04",
    "LONDON, 18 May 1938 Received n.d. [on or before 2 June 1938]": "1938-05-18",
    "27. Dezember 1914": "1914-12-27",
    "22, 29 January, 6 February 1866": "{1866-01-22,1866-02-06}",
    "4, [8 or 9] April 1861": "{1861-04-04,1861-04-09}",
    "zwischen 13. und 16. Juni 1907": "1907-06-13/1907-06-16",
    "zwischen dem 31.10. und 02.11.1921": "1921-10-31/1921-11-02",
    "Mai/Juni 1915": "1915-05/1915-06",
    "02.041918": "1918-04-02",
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_wording_is_read_as_edtf_and_kept(wording):
    """The EDTF is what a careful reader gives, and the wording stays beside it."""
    date = read_date(wording)
    assert date is not None
    assert date.edtf == WORDINGS[wording]
    assert date.as_written == wording.strip()


@pytest.mark.parametrize("wording", ["", "Nothing of the kind", "31 February 1949", "Room 1949b", "telegram 4567"])
def test_words_without_a_date_give_none(wording):
    """What is no date, or an impossible one to the day, is not turned into one."""
    date = read_date(wording)
    assert date is None or date.edtf in ("1949", "1949-02")


@given(st.text(max_size=80))
def test_any_words_at_all_are_survived(wording):
    """Whatever stands where a date should be, the answer is a date with that wording, or none."""
    date = read_date(wording)
    assert date is None or date.as_written == wording.strip()


def test_dates_are_found_in_running_text():
    """Only dates exact to the day are found in prose, with their places."""
    text = "took place on 30 January 1949. In August 1927 nothing; on February 3, 1949 more."
    assert [(text[start:end], edtf) for start, end, edtf in find_dates(text)] == [
        ("30 January 1949", "1949-01-30"),
        ("February 3, 1949", "1949-02-03"),
    ]


def test_undated_documents_sort_last_and_open_ranges_by_their_known_end():
    """The key of a date is the first day it can mean."""
    written = ["XXXX", "1949-07-18", "../1949-07-01", "1949", "1949-08-01/1949-09-01", "{1949-07-20,1949-07-25}"]
    assert sorted([*written, "1949-22", "1949?-05-03"], key=sort_key) == [
        "1949",
        "1949?-05-03",
        "1949-22",
        "../1949-07-01",
        "1949-07-18",
        "{1949-07-20,1949-07-25}",
        "1949-08-01/1949-09-01",
        "XXXX",
    ]


def _blocks(*texts):
    return [Block("paragraph", text, ((1, 1),)) for text in texts]


@pytest.mark.parametrize(
    ("title", "opening", "expected"),
    [
        ("Meeting with President Sokolov on 17 April 1997", "Essential topics.", "1997-04-17"),
        ("On the Situation", "Subject: Chancellor's Meeting with Sokolov on 17 April 1997", "1997-04-17"),
        ("On the Situation", "The conversation took place on 20 April in the Kremlin.", "1997-04-20"),
        ("On the Situation", "The talks will be held as your telegram of 5 April 1997 says.", None),
        ("On the Situation", "A meeting will be held on 5 May 1997.", None),
        ("On the Situation", "Nothing was done on 5 April 1997.", None),
    ],
)
def test_the_day_of_the_event_is_told_apart_from_the_record_s(title, opening, expected):
    """Only what took place before the document was written counts; the day of a paper it names does not."""
    found = event_date(Date("1997-04-23", "23 April 1997"), title, _blocks(opening))
    assert (found.edtf if found else None) == expected


@pytest.mark.parametrize(
    ("line", "expected", "guess"),
    [
        ("Received: 19 July 1949, 14:30", "1949-07-19", False),
        ("Received in Moscow on 7/19/49 at 6:36 a.m.", "1949-07-19", False),
        ("Rec’d 20 July", "1949-07-20", True),
        ("RECEIVED 20.07.49", "1949-07-20", False),
        ("Received on 8/7/49", "1949-08-07", True),
        ("Received with thanks", None, False),
        ("Vardal, July 18. (Received August 3.)", "1949-08-03", False),
        ("Vardal, 18 July 1949 [received 1 August, 3 p.m.]", "1949-08-01", False),
    ],
)
def test_the_day_of_receipt_is_read_from_its_line(line, expected, guess):
    """Figures take the record's century; of two days that they can mean the nearer one is a guess."""
    found = received_date(Date("1949-07-18", "18 July 1949"), _blocks("CABLE", line, "He writes."), ())
    assert ((found.edtf, found.guess) if found else (None, False)) == (expected, guess)


def test_what_was_sent_in_december_may_come_in_january():
    """The year of the receipt is the first that puts it behind the sending."""
    found = received_date(Date("1949-12-20", "20 December 1949"), _blocks("Vardal. (Received January 4.)"), ())
    assert found.edtf == "1950-01-04"


@pytest.mark.parametrize("month", ["July", "Juli", "juillet", "Sept", "MAY"])
@given(day=st.integers(1, 31), year=st.integers(1500, 2099))
def test_a_plain_date_says_what_the_same_date_says_among_other_words(month, day, year):
    """A date alone is read at once; with a place before it all shapes are asked."""
    for plain in (f"{month} {day}, {year}", f"{day} {month} {year}"):
        alone, placed = read_date(plain), read_date(f"Visby; {plain}")
        assert alone is not None
        assert placed is not None
        assert (alone.edtf, alone.as_written) == (placed.edtf, plain)
