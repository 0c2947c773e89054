"""The search on the published pages: the real search page, its content policy, and the anchors its hits lead to."""

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest

from browser import chromium, running, serving
from regesta.rendering.assets import ours, static_files
from regesta.rendering.pages import render
from regesta.search.index import index
from search_edition import document, edition

LETTERS = edition(
    document("100", "The loan was signed.", "Of the loan he said nothing.", headings=["On the loan"], title="A cable"),
    document("101", "A loan; see the annex.", notes=["The loan papers are lost."], summary="On a loan."),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for output in (*render(LETTERS), *index(LETTERS)):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    return folder


def test_every_hit_lands_on_an_anchor_that_has_the_word(site: Path) -> None:
    """Paragraphs, headings and notes alike; and the content policy lets the engine run."""
    complaints: list[str] = []
    with serving(site) as base, running() as browser:
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{base}search/?q=loan")
        page.wait_for_selector("html[data-search=done]", state="attached")
        links = page.eval_on_selector_all("#results a.hit", "links => links.map(link => link.href)")
        assert len(links) == 5
        for link in links:
            page.goto(link)
            assert "loan" in page.inner_text(":target"), link
    assert complaints == []


def test_a_search_from_the_title_page_runs(site: Path) -> None:
    """The box on the title page leads to the results."""
    with serving(site) as base, running() as browser:
        page = browser.new_page()
        page.goto(base)
        page.fill("input[type=search]", "annex")
        page.press("input[type=search]", "Enter")
        page.wait_for_selector("html[data-search=done]", state="attached")
        assert page.inner_text("#status") == "1 paragraph in 1 document has “annex”."
        assert page.eval_on_selector_all("#results a.hit", "links => links.length") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_have_no_barrier_and_fit_a_narrow_window(site: Path, scheme: str) -> None:
    """With everything unfolded; axe-core finds nothing, and nothing scrolls sideways at 320 pixels."""
    with serving(site) as base, running() as browser:
        page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme, bypass_csp=True)
        page.goto(f"{base}search/index.html?q=loan&sort=date&from=1949")
        page.wait_for_selector("html[data-search=done]", state="attached")
        page.wait_for_selector("details.help li", state="attached")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.wait_for_selector("#facets a")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
        violations = page.evaluate("axe.run().then(result => result.violations)")
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_leads_from_the_box_to_a_hit(site: Path) -> None:
    """A slash, a word, Enter, and then Tab alone; nothing on the way holds the focus fast."""
    with serving(site) as base, running() as browser:
        page = browser.new_page()
        page.goto(f"{base}search/index.html")
        page.keyboard.press("/")
        page.keyboard.type("annex")
        page.keyboard.press("Enter")
        page.wait_for_selector("html[data-search=done]", state="attached")
        assert page.evaluate("document.activeElement.name") == "q"
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") == "hit":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/101/index.html#p1")


def test_a_missing_browser_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests fail then; they are not skipped."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        chromium()


def test_the_words_are_marked_where_the_hit_leads_and_leave_the_address(site: Path) -> None:
    """Only in that place, without a change to the page; the address is fit to be cited again, from a disk too."""
    with serving(site) as base, running() as browser:
        for start in (base, f"{site.as_uri()}/"):
            page = browser.new_page()
            page.goto(f"{start}search/index.html?q=loan+NEAR%2F3+Signed")
            page.wait_for_selector("html[data-search=done]", state="attached")
            page.click("#results a.hit")
            page.wait_for_url(f"{start}documents/100/index.html#p1")
            assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["loan", "signed"]
            assert page.query_selector("mark") is None


def test_a_browser_without_highlights_gets_marks(site: Path) -> None:
    """The same words, as elements."""
    with serving(site) as base, running() as browser:
        page = browser.new_page()
        page.add_init_script("delete window.Highlight")
        page.goto(f"{base}documents/100/index.html?hl=loan&hl=he%20said#p2")
        page.wait_for_selector("#p2 mark")
        assert page.eval_on_selector_all("mark", "all => all.map(one => one.textContent)") == ["loan", "he said"]
        assert page.inner_text("#p1").endswith("The loan was signed.")


def test_a_script_in_pieces_is_published_as_one_without_its_comments(tmp_path: Path) -> None:
    """Nothing goes but indentation and comments that fill their lines; an edition may put its own in its place."""
    piece = tmp_path / "static" / "search.js" / "9-own.js"
    piece.parent.mkdir(parents=True)
    piece.write_text('/* One\n   two. */\nif (a) {\n  b("/* c */"); /* stays */\n\n  /* goes */\n}\n')
    found = {output.path: output.content for output in static_files(tmp_path)}
    assert found["static/search.js"].endswith(b'\nif (a) {\nb("/* c */"); /* stays */\n}\n')
    assert b"regestaSearch" in found["static/search.js"]
    assert not [path for path in found if ".js/" in path]
    (tmp_path / "own" / "static").mkdir(parents=True)
    (tmp_path / "own" / "static" / "search.js").write_text("/* mine */\n")
    assert {one.path: one.content for one in static_files(tmp_path / "own")}["static/search.js"] == b"/* mine */\n"


def test_no_piece_of_a_script_has_a_text_of_several_lines() -> None:
    """Its indentation would be part of it."""
    pieces = [path for folder in ours("static").glob("*.js") if folder.is_dir() for path in folder.glob("*.js")]
    assert len(pieces) > 5
    for path in pieces:
        for line in path.read_text("utf-8").splitlines():
            assert re.sub(r'"[^"]*"', "", line).count("`") % 2 == 0, (path.name, line)


def test_the_script_and_style_of_a_search_are_small() -> None:
    """Fourteen thousand bytes packed, without the engine; what few searches need is loaded when they need it."""
    found = {output.path: output.content for output in static_files(None)}
    rules = re.search(rb"/\* ---- [^*]*search \*/.*?(?=/\* ----)", found["static/style.css"], re.DOTALL)
    assert rules
    assert len(gzip.compress(found["static/search.js"] + rules[0], 9)) <= 14_000
