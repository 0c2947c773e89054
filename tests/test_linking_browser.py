"""The pages that linking makes, in a real browser, from a disk and without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import running
from editions import edition_of, letter, run

TALK = "Conversation between Anna Lindqvist and Jonas Berg"
AUTHORITY = """
people:
  anna-lindqvist: {name: Anna Lindqvist}
  jonas-berg: {name: Jonas Berg}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Fourteen letters, two of them of one dredger, three records of one talk, and a letter that tells of it."""
    folder = tmp_path_factory.mktemp("linked")
    letters = {
        f"l{number}.md": letter(
            number=str(6000 + number),
            title="Letter, Anna Lindqvist to Jonas Berg",
            date=f"March {number}, 1921",
            words="Good day.\n\nAt noon the dredger Amalia ran aground."
            if number in {6, 7}
            else "Good day.\n\nNo news.",
        )
        for number in range(1, 15)
    }
    talks = {
        f"t{number}.md": letter(number=str(7000 + number), title=TALK, date="April 2, 1921", words=f"{number} buoys.")
        for number in (1, 2, 3)
    }
    told = letter(
        number="7100",
        title="Report",
        date="May 2, 1921",
        words="Ice.\n\nOn 2 April Anna Lindqvist met Jonas Berg.\n\nAll is said.",
    )
    root = edition_of(folder / "edition", {**letters, **talks, "r.md": told, "authority.yaml": AUTHORITY})
    done = run("build", root, "-o", folder / "site", "--no-search")
    assert done.code == 0, done.out
    return folder / "site"


@pytest.fixture(scope="module")
def browser():
    with running() as one:
        yield one


def opened(browser, site, path, width=1280):
    page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900}).new_page()
    page.goto((site / path).as_uri())
    return page


def test_the_way_leads_from_a_document_to_all_that_is_related_and_on_to_the_paragraph_that_shows_it(browser, site):
    page = opened(browser, site, "documents/6007/index.html")
    assert page.locator("#related .because").count() == 8
    page.get_by_role("link", name="related documents", exact=False).last.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Related documents"
    count = int(page.locator(".lead").inner_text().split()[0])
    assert page.locator("ol.related > li").count() == count > 8
    reason = page.locator(".because a").first
    number = reason.inner_text().removeprefix("¶ ")
    reason.click()
    assert page.locator(":target").get_attribute("id") == f"p{number}"
    assert page.locator(":target").is_visible()
    page.context.close()


def test_every_link_of_the_page_of_related_documents_leads_to_a_page(browser, site):
    page = opened(browser, site, "documents/6007/related/index.html")
    for href in page.eval_on_selector_all("main a", "all => all.map(one => one.href)"):
        path = Path(href.partition("#")[0].removeprefix("file://"))
        assert path.is_file()
        anchor = href.partition("#")[2]
        assert f'id="{anchor}"' in path.read_text(encoding="utf-8") if anchor else True
    page.context.close()


def boxes(page):
    return [one.bounding_box() for one in page.locator(".accounts > article").all()]


def test_accounts_of_a_meeting_stand_side_by_side_where_there_is_room_and_else_below_each_other(browser, site):
    path = "meetings/1921-04-02-anna-lindqvist-jonas-berg/index.html"
    page = opened(browser, site, path)
    first, second, *rest = boxes(page)
    assert len(rest) == 2
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    page.context.close()
    page = opened(browser, site, path, width=390)
    tops = [one["y"] for one in boxes(page)]
    assert tops == sorted(set(tops))
    assert "inferred" in page.locator(".accounts").inner_text()
    assert page.locator(".accounts article").last.get_by_role("link", name="¶ 2").count() == 1
    page.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "documents/6007/related/index.html",
        "meetings/index.html",
        "meetings/1921-04-02-anna-lindqvist-jonas-berg/index.html",
    ],
)
def test_at_320_pixels_nothing_has_to_be_scrolled_sideways(browser, site, path):
    page = opened(browser, site, path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()
