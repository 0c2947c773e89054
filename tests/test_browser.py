"""The finished edition in a real browser: without barriers, without script, from a disk, and asking nobody."""

from importlib.resources import files

import pytest

from browser import running, serving

PAGES = (
    "",
    "documents/113439/",
    "documents/113440/",
    "documents/113239/",
    "documents/113439/transcript/",
    "documents/113439/history/",
    "chronology/",
    "chronology/1949/",
    "meetings/",
    "meetings/1949-07-11-joseph-stalin-liu-shaoqi/",
    "glosses/",
    "wanted/",
    "people/",
    "people/mao-zedong/",
    "places/",
    "places/moscow/",
    "terms/",
    "sources/",
    "types/",
    "search/",
    "about/",
    "cite/",
    "changes/",
    "404.html",
)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def browser():
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def address(site):
    with serving(site) as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_barrier(browser, address, width, scheme):
    """axe-core finds nothing on any kind of page, narrow or wide, light or dark."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(AXE)
        violations = page.evaluate("axe.run().then(result => result.violations)")
        found += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in violations]
    context.close()
    assert found == []


def test_no_page_scrolls_sideways_at_any_width(browser, address):
    """From 320 CSS pixels upwards everything fits the window."""
    context = browser.new_context()
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(address + path)
        for width in (320, 600, 768, 1024, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 700})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    context.close()
    assert wide == []


def test_every_page_reads_without_script_and_from_a_disk(browser, site):
    """With scripts off and no network, the text and the ways to every index are there."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "documents/113439/index.html").as_uri())
    assert "Below is a summary report of Stalin’s oral answers" in page.inner_text("#p3")
    assert "trans. David Wolff" in page.inner_text("main")
    page.goto((site / "index.html").as_uri())
    for name in ("Chronology", "People", "Places", "Terms", "Sources", "Types", "Search"):
        page.goto((site / "index.html").as_uri())
        page.get_by_role("link", name=name, exact=True).first.click()
        assert page.url.endswith("/index.html")
        assert name.lower() in page.inner_text("h1").lower()
    context.close()


def test_no_page_asks_another_host_or_breaks_its_own_policy(browser, address):
    """Every request goes to the site itself, and the browser has nothing to complain of."""
    context = browser.new_context()
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
    context.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert complaints == []


def test_a_click_on_a_number_puts_that_paragraph_into_the_citation(browser, address):
    """The note then names the paragraph and the address under which the site is served."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "documents/112416/")
    assert "¶" not in page.inner_text("#cite")
    page.click("#p4 a.n")
    note = page.inner_text("#cite")
    assert "¶ 4" in note
    assert f"{address}documents/112416/?v=1#p4" in note
    assert page.url.endswith("#p4")
    context.close()


def test_a_link_to_a_paragraph_shows_it(browser, address):
    """The paragraph of a fragment is in view and set off, with any state in the query."""
    context = browser.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    page.goto(address + "documents/113439/?v=1#p20")
    box = page.locator("#p20").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 600
    context.close()
