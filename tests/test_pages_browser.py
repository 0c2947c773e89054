"""The pages in a real browser, opened from a disk: they reflow, they cite, they read without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import running, serving

PAGES = (
    "index.html",
    "documents/113439/index.html",
    "documents/113239/index.html",
    "people/index.html",
    "people/mao-zedong/index.html",
    "chronology/1949/index.html",
    "sources/index.html",
    "types/index.html",
    "search/index.html",
    "about/index.html",
    "cite/index.html",
    "changes/index.html",
    "404.html",
)
CHARACTER = 0.474
"""Width of the average character of English prose in the text face, in em."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as one:
        yield one


def opened(browser: Browser, site: Path, path: str, **given) -> Page:
    """A page from the disk, in a context of its own."""
    page = browser.new_context(**given).new_page()
    page.goto((site / path.partition("#")[0]).as_uri() + "".join(path.partition("#")[1:]))
    return page


@pytest.mark.parametrize("path", PAGES)
def test_at_320_pixels_nothing_has_to_be_scrolled_sideways(browser, site, path):
    page = opened(browser, site, path, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_larger_spacing_of_letters_words_and_lines_is_borne(browser, site, path):
    """The overrides that readers with low vision set, as WCAG 1.4.12 names them."""
    page = opened(browser, site, path, viewport={"width": 390, "height": 800}, bypass_csp=True)
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-block-end:2em!important}"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


@pytest.mark.parametrize("width", [768, 1024, 1280, 1920])
def test_lines_of_text_have_a_readable_length(browser, site, width):
    page = opened(browser, site, "documents/113239/index.html", viewport={"width": width, "height": 900})
    ems = page.evaluate(
        "(() => { const p = document.getElementById('p2');"
        " return p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize) })()"
    )
    assert 45 <= ems / CHARACTER <= 75
    page.context.close()


def test_notes_in_the_margin_never_lie_over_one_another_or_over_the_facts(browser, site):
    for width in (1000, 1280, 1920):
        page = opened(browser, site, "documents/113439/index.html", viewport={"width": width, "height": 900})
        boxes = page.evaluate(
            "[...document.querySelectorAll('.text .aside, .text .note, .facts, .here')].map(e => {"
            " const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
        )
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (width, one, other)
        page.context.close()


def test_a_paragraphs_number_puts_it_into_the_note(browser, site):
    page = opened(browser, site, "documents/113439/index.html")
    whole = page.inner_text("#citation")
    page.click("#p9 > .n")
    assert page.url.endswith("#p9")
    cited = page.inner_text("#citation")
    assert "¶ 9" in cited
    assert cited.replace("¶ 9, ", "") == whole
    page.go_back()
    page.wait_for_function("!document.getElementById('citation').textContent.includes('¶')")
    page.context.close()


def test_the_note_gives_the_address_the_page_is_served_from(browser, site):
    with serving(site) as root:
        page = browser.new_page()
        page.goto(f"{root}documents/113439/index.html#p9")
        assert f"{root}documents/113439/?v=1#p9." in page.inner_text("#citation")
        page.close()


def test_the_note_can_be_copied(browser, site):
    page = opened(browser, site, "documents/113439/index.html#p2")
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }")
    page.click("#copy")
    page.wait_for_function("document.getElementById('copied').textContent === 'Copied.'")
    assert page.evaluate("window.copied") == page.inner_text("#citation")
    page.context.close()


def test_a_refused_copy_selects_the_note_instead(browser, site):
    page = opened(browser, site, "documents/113439/index.html#p2")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.click("#copy")
    page.wait_for_function("document.getElementById('copied').textContent.startsWith('Selected')")
    assert page.evaluate("getSelection().toString()") == page.inner_text("#citation")
    page.context.close()


def test_the_chosen_theme_holds_on_the_next_page(browser, site):
    with serving(site) as root:
        page = browser.new_context(color_scheme="light").new_page()
        page.goto(f"{root}index.html")
        page.check("input[name=theme][value=dark]")
        dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.goto(f"{root}about/index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
        assert page.is_checked("input[name=theme][value=dark]")
        page.check("input[name=theme][value=auto]")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
        page.context.close()


def test_without_script_everything_is_there_but_what_only_script_can_do(browser, site):
    page = opened(browser, site, "documents/113439/index.html", java_script_enabled=False)
    assert page.locator("#p2").is_visible()
    assert "Cable, Liu Shaoqi to Mao Zedong" in page.inner_text("#citation")
    assert not page.locator("#copy").is_visible()
    assert not page.locator("#theme").is_visible()
    page.locator("#p2 a.name").first.click()
    assert page.locator("h1").is_visible()
    page.context.close()


def test_a_slash_leads_to_the_search_and_not_while_typing(browser, site):
    page = opened(browser, site, "index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("/")
    assert page.input_value("input[name=q]") == "/"
    page.context.close()


def test_pages_break_no_rule_of_their_own_policy(browser, site):
    """A refused style, script or face would be told on the console."""
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if "ecurity" in message.text else None)
    for path in PAGES:
        page.goto((site / path).as_uri())
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.ownerNode.sheet !== null)")
    assert told == []
    page.close()


def test_every_number_can_be_hit_with_a_finger(browser, site):
    page = opened(browser, site, "documents/113439/index.html", viewport={"width": 390, "height": 800})
    sizes = page.evaluate(
        "[...document.querySelectorAll('.text p > .n')].map(e => { const b = e.getBoundingClientRect();"
        " return Math.min(b.width, b.height) })"
    )
    assert sizes
    assert min(sizes) >= 24
    page.context.close()


def test_a_printed_document_is_short_and_keeps_its_numbers(browser, site):
    page = opened(browser, site, "documents/113439/index.html")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") <= 7
    page.emulate_media(media="print")
    assert page.locator("#p9 > .n").is_visible()
    assert not page.locator(".mast nav").is_visible()
    page.context.close()
