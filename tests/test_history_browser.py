"""What a page says of the words that a link cites, in a real browser: quietly, truly, and without moving the text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from browser import running, serving
from history_edition import BUOYS, CORRECTED, ICE, STATES, published

PAGE = "documents/5001/"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
SHIFTED = """new Promise(done => { const found = []; const seen = new PerformanceObserver(list => {
  for (const one of list.getEntries()) for (const { node, previousRect, currentRect } of one.sources)
    if (node && (node.parentElement || node).closest(".text") && Math.abs(previousRect.y - currentRect.y) > 1)
      found.push(node.textContent.slice(0, 40) + " " + previousRect.y + " → " + currentRect.y) });
  seen.observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(found), 200) })"""
"""Words of the text that moved after they were drawn."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The site of a letter in five states."""
    return published(tmp_path_factory.mktemp("cited"), *(("## THE HARBOUR", *state) for state in STATES)).site


@pytest.fixture(scope="module")
def root(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture
def page(browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    faults: list[str] = []
    made = context.new_page()
    made.on("pageerror", lambda error: faults.append(str(error)) if "Transition" not in str(error) else None)
    yield made
    context.close()
    assert faults == []


def said(page: Page) -> str:
    """What the page says of the cited state, once it has said it."""
    page.locator(".since [role=status]:not(:empty)").wait_for()
    return page.inner_text(".since > p")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("?v=1#p2a", "First published in state 3, after the state you cite (1). History"),
        ("?v=1#p1", "Corrected since the state you cite (1 → 2). Show the wording then"),
        ("?v=2#p1", "Unchanged since the state you cite (2)."),
        ("?v=5#p1", "This is the state you cite (5)."),
        ("?v=4#p6", "Moved since the state you cite (4 → 5), its words unchanged. History"),
        ("?v=2#p4", "Unchanged since the state you cite (2)."),
        ("?v=3#p5", "Withdrawn since the state you cite (3 → 4). History"),
        ("?v=4#p5", "Withdrawn before the state you cite. History"),
        ("?v=9#p1", "The link cites state 9, but this copy of the edition ends with state 5."),
        ("?v=new#p1", "The link cites a state that is not a number; this is state 5."),
        ("?v=0#p1", "The link cites a state that is not a number; this is state 5."),
        ("?v=1#s1", "Unchanged since the state you cite (1)."),
    ],
)
def test_the_page_says_what_became_of_the_cited_words(page, root, link, expected):
    page.goto(root + PAGE + link)
    assert " ".join(said(page).split()) == expected
    assert page.evaluate("document.querySelectorAll('.since').length") == 1


@pytest.mark.parametrize("link", ["", "#p1", "?v=1", "?v=1#p99", "?v=1#cite", "?q=v#p1"])
def test_nothing_is_said_where_no_state_of_a_place_is_cited(page, root, link):
    page.goto(root + PAGE + link)
    assert page.locator(".since").count() == 0


def test_the_wording_then_and_now_is_fetched_when_asked_for(page, root):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}{PAGE}?v=1#p1")
    said(page)
    assert not [url for url in asked if "history" in url]
    page.click(".since button")
    page.wait_for_selector(".since dl")
    shown = page.inner_text(".since dl").splitlines()
    assert shown == ["State 1, January 1, 2026", ICE, "Since state 2, January 2, 2026", CORRECTED]
    page.click("text=What was changed")
    assert page.url.endswith("/documents/5001/history/index.html#p1")


def test_where_the_wordings_cannot_be_fetched_the_history_is_shown_instead(page, root):
    page.route("**/wordings.json", lambda route: route.abort())
    page.goto(f"{root}{PAGE}?v=1#p1")
    said(page)
    page.click(".since button")
    page.wait_for_url("**/documents/5001/history/index.html#p1")


def test_from_a_disk_the_notice_links_to_the_history(page, folder):
    page.goto((folder / PAGE / "index.html").as_uri() + "?v=1#p1")
    assert said(page).startswith("Corrected since the state you cite (1 → 2).")
    assert page.locator(".since button").count() == 0
    page.click(".since a")
    assert page.url.endswith("/history/index.html#p1")


def test_another_number_clicked_is_told_of_in_its_turn(page, root):
    page.goto(f"{root}{PAGE}?v=1#p1")
    said(page)
    page.click("#p3 > .n")
    page.locator("#p3 + .since [role=status]:not(:empty)").wait_for()
    assert said(page).startswith("Unchanged")
    assert page.locator(".since").count() == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("link", ["?v=1#p1", "?v=1#p2a", "?v=4#p6", "?v=2#p4", "?v=3#p5", "?v=99999#s1"])
def test_what_is_said_moves_and_covers_no_text(browser, root, width, link):
    """Room for it is kept from the first, so that not a line shifts, and it lies on no words."""
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.route("**/*.woff2", lambda route: route.abort())  # a face that comes late may break a line elsewhere
    page.goto(root + PAGE + link)
    said(page)
    assert page.evaluate(SHIFTED) == []
    lain_on = page.evaluate("""() => {
      const said = document.querySelector(".since > p"), box = said.getBoundingClientRect(), found = [];
      const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (said.contains(node) || !node.data.trim() || !node.parentElement.checkVisibility()) continue;
        const range = document.createRange(); range.selectNodeContents(node);
        for (const one of range.getClientRects()) if (one.width && one.left < box.right - 1 && box.left < one.right - 1
          && one.top < box.bottom - 6 && box.top < one.bottom - 6) found.push(node.data);
      }
      return found }""")
    assert lain_on == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_without_script_a_link_with_a_state_leads_to_its_paragraph(browser, root):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 800, "height": 300})
    page = context.new_page()
    page.goto(f"{root}{PAGE}?v=1#p3")
    box = page.locator("#p3").bounding_box()
    assert 0 <= box["y"] < 300
    assert page.locator(".since").count() == 0
    page.goto(f"{root}{PAGE}history/#p1")
    assert page.locator("#p1 del").first.is_visible()
    context.close()


def test_a_tombstone_that_is_cited_shows_its_last_words(page, root):
    page.goto(f"{root}{PAGE}#p5")
    assert page.locator("#p5 q").is_visible()
    page.goto(f"{root}{PAGE}#p1")
    assert not page.locator("#p5 q").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_with_a_history_has_a_barrier(browser, root, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in (f"{PAGE}history/", f"{PAGE}?v=1#p1", f"{PAGE}?v=2#p4", f"{PAGE}?v=3#p5", "changes/"):
        page.goto(root + path)
        if "?" in path:
            said(page)
        if path.endswith("v=1#p1"):
            page.click(".since button")
            page.wait_for_selector(".since dl")
        page.evaluate(AXE)
        violations = page.evaluate("axe.run().then(result => result.violations)")
        assert [(path, one["id"], one["nodes"][0]["html"][:120]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


# ---------------------------------------------------------------------------------------------- links that are copied


def copied(page: Page) -> str:
    """The link that the button copies."""
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }")
    page.click("#copy-link")
    page.locator("#copied", has_text="Copied.").wait_for()
    return page.evaluate("window.copied")


def choose(page: Page, first: str, last: str = "") -> None:
    """Select from the beginning of some words to the end of others, or of themselves."""
    page.evaluate(
        """([first, last]) => {
          const find = words => {
            const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode())
              if (node.data.includes(words)) return [node, node.data.indexOf(words)];
          };
          const [start, from] = find(first), [end, to] = find(last);
          getSelection().setBaseAndExtent(start, from, end, to + last.length) }""",
        [first, last or first],
    )


def test_the_link_of_a_paragraph_names_the_state_and_the_canonical_one_neither(page, root):
    page.goto(f"{root}{PAGE}#p3")
    assert page.inner_text("#copy-link") == "Copy link to ¶ 3"
    assert copied(page) == f"{root}{PAGE}?v=5#p3"
    page.goto(f"{root}{PAGE}")
    assert copied(page) == f"{root}{PAGE}?v=5"
    assert all("?" not in one and "#" not in one for one in page.evaluate(
        "[...document.querySelectorAll('link[rel=canonical]')].map(one => one.href)"))  # fmt: skip


def test_the_link_to_selected_words_names_their_paragraph_and_the_words(page, root):
    page.goto(f"{root}{PAGE}")
    choose(page, "waits for wind")
    page.locator("#copy-link", has_text="selected").wait_for()
    assert copied(page) == f"{root}{PAGE}?v=5#p3:~:text={quote('waits for wind')}"


def test_words_cut_in_two_by_a_selection_are_made_whole(page, root):
    page.goto(f"{root}{PAGE}")
    choose(page, "aits for wi")
    assert copied(page).endswith("#p3:~:text=waits%20for%20wind")


def test_words_across_paragraphs_are_named_by_their_beginning_and_end(page, root):
    page.goto(f"{root}{PAGE}")
    choose(page, "promised in the autumn", "Without them no pilot")
    assert copied(page).endswith("#p2:~:text=promised%20in%20the%20autumn.,Without%20them%20no%20pilot")


def test_words_that_stand_twice_are_told_by_their_neighbours(page, root):
    page.goto(f"{root}{PAGE}")
    choose(page, "the ")
    assert ",-" in copied(page) or "-," in copied(page)


def test_signs_that_mean_something_in_a_link_are_coded(browser, tmp_path):
    made = published(tmp_path, ("The north-east pier, rebuilt in 1899 & again in 1904, is sound.", BUOYS))
    with serving(made.site) as address:
        page = browser.new_page()
        page.goto(address + PAGE)
        choose(page, "north-east pier, rebuilt in 1899 & again")
        assert copied(page).endswith("#p1:~:text=north%2Deast%20pier%2C%20rebuilt%20in%201899%20%26%20again")
        page.close()


def test_the_browser_finds_the_words_of_such_a_link(browser, root):
    """The words alone, without the paragraph's id, scroll to their place: so the directive is understood."""
    context = browser.new_context(viewport={"width": 600, "height": 200})
    page = context.new_page()
    page.goto(f"{root}{PAGE}")
    choose(page, "every stone of the")
    link = copied(page)
    again = context.new_page()
    again.goto(link.replace("#p3:~:", "#:~:"))
    again.wait_for_timeout(300)
    box = again.locator("#p3").bounding_box()
    assert -200 < box["y"] < 200
    context.close()


def test_a_refused_copy_shows_the_link_selected(page, root):
    page.goto(f"{root}{PAGE}#p3")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.click("#copy-link")
    page.locator("#copied", has_text="http").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{root}{PAGE}?v=5#p3"


def test_from_a_disk_no_link_is_offered_where_the_edition_knows_no_address(page, folder):
    page.goto((folder / PAGE / "index.html").as_uri())
    assert page.locator("#copy").is_visible()
    assert not page.locator("#copy-link").is_visible()
