"""Long lists in parts: every item stands on one page, and an item more changes the pages of its own key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.rendering import parts
from regesta.rendering.parts import parted

YEARS = st.lists(st.sampled_from(["1949", "1950", "1951", "Undated"]), max_size=60).map(sorted)


def pages(items, monkeypatch):
    monkeypatch.setattr(parts, "MANY", 10)
    monkeypatch.setattr(parts, "PAGE", 4)
    return parted("meetings/", "Meetings", list(enumerate(items)), lambda one: one[1])


def test_few_items_stand_on_one_page(monkeypatch):
    (only,) = pages(["1949"] * 10, monkeypatch)
    assert (only.address, len(only.items), only.around.parts) == ("meetings/", 10, ())


@given(YEARS)
def test_every_item_stands_on_one_page_and_no_page_is_long(years):
    with pytest.MonkeyPatch.context() as monkeypatch:
        found = pages(years, monkeypatch)
    assert [one for page in found for one in page.items] == list(enumerate(years))
    assert len({page.address for page in found}) == len(found)
    assert all(len(page.items) <= 10 for page in found)


def test_the_first_page_leads_to_the_parts_and_each_page_to_those_beside_it(monkeypatch):
    first, *others = pages(["1949"] * 6 + ["1950"] * 6, monkeypatch)
    assert [(one.text, one.href, one.note) for one in first.around.parts] == [
        ("1949", "1949/index.html", "6"),
        ("1950", "1950/index.html", "6"),
    ]
    assert [page.address for page in others] == [f"meetings/{one}/" for one in ("1949", "1949/2", "1950", "1950/2")]
    assert [page.around.name for page in others] == ["1949", "1949, page 2", "1950", "1950, page 2"]
    second = others[1].around
    assert second.index.href == "../../index.html"
    assert (second.previous.href, second.next.href) == ("../../1949/index.html", "../../1950/index.html")


def test_an_item_more_leaves_the_pages_of_other_keys_as_they_were(monkeypatch):
    before = pages(["1949"] * 5 + ["1950"] * 3 + ["1951"] * 4, monkeypatch)
    after = parted(
        "meetings/",
        "Meetings",
        [*enumerate(["1949"] * 5 + ["1950"] * 3 + ["1951"] * 4), (12, "1951")],
        lambda one: one[1],
    )
    same = {page.address: page for page in after}
    assert [page.address for page in before if same[page.address] != page] == ["meetings/", "meetings/1951/"]
