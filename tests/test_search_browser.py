"""The search page in a real browser: what readers type, what they are shown, and how true it is."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from browser import running, serving
from regesta.citation import date_in_words
from regesta.search.words import clean, encode, fold
from search_edition import document, edition, write_site

sys.path.insert(0, str(Path(__file__).parent / "bench"))

from search_accuracy import draw, measure, nonsense, read

LETTERS = edition(
    document(
        "113439",
        "The committee drafted a loan agreement with Mikoyan.",
        "The loan was signed in Moscow; the loan is small.",
        "Kovalev replied to the com[munist] comrades of Kai-shek.",
        "This is—surrender! In 1937–45 they said “never”.",
        "The loan and the railway.",
        "A loan for the archive in Łódź, wrote Жуков.",
        title="Cable, Liu Shaoqi to Mao Zedong",
        summary="On the granting of credits.",
        headings=["On the railway"],
        notes=["The annex is lost."],
    ),
    document(
        "113440",
        "Ch'ing archives speak of Mikoyan.",
        "We'll wait for 蒋介石 and the 国民党政府 <b>now</b> & then.",
        "The U.S.S.R. and the caf\u00e9 of Xi’an; sur\u00adrender\ufeff of arms.",
        title="Minutes of the railway board",
        date="1950-02",
        unaddressed=["[Two illegible lines]"],
    ),
    document(
        "113441",
        "Nothing but a people’s well.",
        "“Long live” a | bar, constructor.",
        "Wells and Wellington.",
        date="1948%",
    ),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "at" / "some" / "path"
    write_site(LETTERS, folder)
    return folder


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """The site under a path of its host, because it may be published anywhere."""
    with serving(site.parents[1]) as address:
        yield f"{address}some/path/"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One page for many tests, with all that it complains of."""
    one = browser.new_page()
    complaints: list[str] = []
    one.on("pageerror", lambda error: complaints.append(str(error)))
    one.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield one, complaints
    one.close()


@pytest.fixture
def page(tab: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page on which any error or refusal of the content policy fails the test."""
    one, complaints = tab
    complaints.clear()
    yield one
    assert complaints == []


@pytest.fixture
def search(page: Page, base: str) -> Callable[[str], list[str]]:
    """Types a query into the search page and gives the hits, as paths from the documents' folder."""
    if not page.url.startswith(f"{base}search/"):
        page.goto(f"{base}search/index.html")

    def typed(query: str) -> list[str]:
        page.fill("input[name=q]", query)
        page.press("input[name=q]", "Enter")
        return hits(page)

    return typed


def hits(page: Page) -> list[str]:
    page.wait_for_selector("html[data-search=done]", state="attached")
    links = page.eval_on_selector_all("#results a.hit", "links => links.map(link => link.getAttribute('href'))")
    return [re.sub(r"/index\.html(\?[^#]*)?", "", link.removeprefix("../documents/")) for link in links]


def said(page: Page) -> str:
    return page.inner_text("#status")


def test_a_hit_leads_to_its_paragraph(page: Page, base: str) -> None:
    """A word in the address is searched by itself, and following the hit lands on the paragraph."""
    page.goto(f"{base}search/?q=signed")
    assert hits(page) == ["113439#p2"]
    assert said(page) == "1 paragraph in 1 document has “signed”."
    page.click("a.hit")
    assert page.url == f"{base}documents/113439/index.html?hl=signed#p2"
    assert page.inner_text(":target") == "The loan was signed in Moscow; the loan is small."


def test_all_hits_are_there_the_best_three_in_sight(page: Page, search: Callable[[str], list[str]]) -> None:
    """The paragraph that has the word twice comes first; the rest is folded away and counted."""
    found = search("loan")
    assert found[0] == "113439#p2"
    assert sorted(found) == ["113439#p1", "113439#p2", "113439#p5", "113439#p6"]
    assert said(page) == "4 paragraphs in 1 document have “loan”."
    assert page.inner_text("#results details summary") == "1 more paragraph"
    assert len([link for link in page.query_selector_all("a.hit") if link.is_visible()]) == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("surrender", ["113439#p4", "113440#p3"]),
        ("45", ["113439#p4"]),
        ("never", ["113439#p4"]),
        ("communist", ["113439#p3"]),
        ("munist", ["113439#p3"]),
        ("Kai-shek", ["113439#p3"]),
        ("KAI SHEK", ["113439#p3"]),
        ("lodz", ["113439#p6"]),
        ("Łódź", ["113439#p6"]),
        ("жуков", ["113439#p6"]),
        ("Ching", ["113440#p1"]),
        ("Chʻing", ["113440#p1"]),
        ("xian", ["113440#p3"]),
        ("Xi'an", ["113440#p3"]),
        ("ussr", ["113440#p3"]),
        ("U.S.S.R.", ["113440#p3"]),
        ("cafe", ["113440#p3"]),
        ("介石", ["113440#p2"]),
        ("国民党", ["113440#p2"]),
        ("well", ["113441#p1"]),
        ("we'll", ["113440#p2"]),
        ("annex", ["113439#n1"]),
        ("peoples", ["113441#p1"]),
        ("people's", ["113441#p1"]),
        ('"peoples well"', ["113441#p1"]),
        ("constructor", ["113441#p2"]),
    ],
)
def test_a_word_is_found_however_it_is_written(
    search: Callable[[str], list[str]], query: str, found: list[str]
) -> None:
    """Dashes, brackets, apostrophes, strokes, initials and scripts without spaces hide nothing and invent nothing."""
    assert sorted(search(query)) == found


@pytest.mark.parametrize("query", ["zzzz", "loa", "loans", "archiv", "us", "surren", "1945", "toString", "石介"])
def test_a_word_that_is_nowhere_is_said_to_be_nowhere(
    page: Page, search: Callable[[str], list[str]], query: str
) -> None:
    """The beginning of a word is not the word, and nothing else is shown in its place."""
    assert search(query) == []
    assert said(page).startswith(f"No paragraph has “{query}”.")


def test_one_missing_word_is_named_and_the_others_are_offered(page: Page, search: Callable[[str], list[str]]) -> None:
    """A query of which one word is nowhere shows nothing that merely has the others."""
    assert search('"loan agreement" zzzz') == []
    assert said(page) == "No paragraph has “zzzz”."
    page.click("text=alone")
    assert hits(page) == ["113439#p1"]


def test_paragraphs_with_all_words_come_before_documents_with_all_words(
    page: Page, search: Callable[[str], list[str]]
) -> None:
    """Words that stand in one paragraph are the answer; words apart in one document are told apart from it."""
    assert search("loan Mikoyan") == ["113439#p1"]
    assert said(page) == "1 paragraph in 1 document has “loan” and “Mikoyan”."
    assert sorted(search("Kovalev Moscow")) == ["113439#p2", "113439#p3"]
    assert said(page) == (
        "No paragraph has “Kovalev” and “Moscow” together. In 1 document the words stand in different paragraphs."
    )


def test_of_words_apart_each_has_a_paragraph_in_sight(page: Page, search: Callable[[str], list[str]]) -> None:
    """Four paragraphs with the one word do not push the only one with the other out of sight."""
    assert len(search("loan Kovalev")) == 5
    visible = [link.inner_text() for link in page.query_selector_all("a.hit") if link.is_visible()]
    assert len(visible) == 3
    assert any("Kovalev" in text for text in visible)


def test_words_that_no_document_has_together_are_counted_apart(page: Page, search: Callable[[str], list[str]]) -> None:
    """The reader learns which of them occur."""
    assert search("loan well") == []
    assert said(page) == (
        "No document has “loan” and “well” together. Each for itself: “loan” in 4 paragraphs, “well” in 1 paragraph."
    )


def test_phrases_may_stand_anywhere_in_a_query(page: Page, search: Callable[[str], list[str]]) -> None:
    """A phrase is found where its words stand side by side, whatever quotation marks are typed."""
    assert search('"the loan"') == ["113439#p2", "113439#p5"]
    assert search("railway “the loan”") == ["113439#p5"]
    assert search('"loan the"') == []
    assert said(page) == (
        "No paragraph has “loan the”. Each for itself: “loan” in 4 paragraphs, “the” in 9 paragraphs."
    )
    assert page.query_selector(".result") is None
    assert search('"communist comrades of kai"') == ["113439#p3"]


def test_every_occurrence_in_the_excerpt_is_marked(page: Page, search: Callable[[str], list[str]]) -> None:
    """Found words are marked and nothing else is; the text is the document's own, markup characters included."""
    search("loan")
    assert page.eval_on_selector_all("a.hit >> nth=0 >> mark", "marks => marks.map(mark => mark.textContent)") == [
        "loan",
        "loan",
    ]
    search('"the 国民党"')
    assert page.inner_text("a.hit mark") == "the 国民党"
    assert page.inner_text("a.hit") == "¶ 2 We'll wait for 蒋介石 and the 国民党政府 <b>now</b> & then."
    search("long live")
    assert page.inner_text("a.hit") == "¶ 2 “Long live” a | bar, constructor."


def test_titles_summaries_and_remarks_are_told_apart_from_paragraphs(
    page: Page, search: Callable[[str], list[str]]
) -> None:
    """They are no paragraphs and are not counted as such, but what they say is not denied."""
    assert search("credits") == []
    assert said(page) == (
        "No paragraph has “credits”. 1 document has it in the title, the summary or an editor’s remark alone."
    )
    assert page.inner_text(".result .facts >> nth=1") == "In the summary: On the granting of credits."
    assert search("illegible") == []
    assert page.inner_text(".result .facts >> nth=1") == "In a remark: [Two illegible lines]"
    assert search("minutes") == []
    assert page.inner_text(".result h2 mark") == "Minutes"


def test_results_are_headings_and_lists(page: Page, search: Callable[[str], list[str]]) -> None:
    """Each document has a heading that leads to it, its date in words, and a list of paragraphs."""
    assert sorted(search("railway")) == ["113439#p5", "113439#s1"]
    assert page.eval_on_selector_all(".result h2 a", "links => links.map(link => link.getAttribute('href'))") == [
        "../documents/113439/index.html",
        "../documents/113440/index.html",
    ]
    facts = page.eval_on_selector_all(".result .facts", "all => all.map(one => one.textContent)")
    assert facts == ["July 18, 1949 · 2 paragraphs", "February 1950"]
    assert page.eval_on_selector_all(".result ol > li > a.hit", "links => links.length") == 2
    assert search("wells") == ["113441#p3"]
    assert page.inner_text(".result .facts") == f"{date_in_words('1948%')} · 1 paragraph"


def test_the_query_is_in_the_address_and_back_returns_to_it(page: Page, base: str) -> None:
    """A search can be kept, and the way back leads through the searches made."""
    page.goto(f"{base}search/index.html")
    assert page.get_attribute("html", "data-search") is None
    for word in ("loan", "Mikoyan"):
        page.fill("input[name=q]", word)
        page.press("input[name=q]", "Enter")
        page.wait_for_function("word => document.querySelector('#status').textContent.includes(word)", arg=f"“{word}”")
    assert page.url == f"{base}search/index.html?q=Mikoyan"
    page.go_back()
    page.wait_for_function("document.querySelector('#status').textContent.includes('“loan”')")
    assert page.input_value("input[name=q]") == "loan"
    page.go_back()
    page.wait_for_function("document.querySelector('#results').children.length === 0")
    assert said(page) == ""


def test_the_slash_key_leads_to_the_box(page: Page, base: str) -> None:
    """And types itself when the box has the focus already."""
    page.goto(f"{base}search/?q=loan")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("End")
    page.keyboard.press("/")
    assert page.input_value("input[name=q]") == "loan/"


def test_a_query_without_a_word_is_said_to_have_none(page: Page, base: str) -> None:
    """Punctuation alone is nothing to look for."""
    page.goto(f"{base}search/?q=%22...%22")
    page.wait_for_function("document.querySelector('#status').textContent !== ''")
    assert said(page) == "There is no word in this query."


def test_nothing_is_asked_of_another_host(page: Page, base: str) -> None:
    """The whole search is the site's own."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}search/?q=loan")
    assert hits(page)
    assert any(address.endswith(".pf_index") for address in asked)
    assert all(address.startswith((base, "data:")) for address in asked)


def test_from_a_disk_the_same_is_found(browser: Browser, site: Path) -> None:
    """Words, phrases and scripts without spaces, without a server and without the engine."""
    with browser.new_context() as context:
        page = context.new_page()
        for query, found in (
            ("loan", ["113439#p1", "113439#p2", "113439#p5", "113439#p6"]),
            ("%22the loan%22", ["113439#p2", "113439#p5"]),
            ("国民党", ["113440#p2"]),
            ("railw*", ["113439#p5", "113439#s1"]),
            ("zzzz", []),
        ):
            page.goto(f"{(site / 'search/index.html').as_uri()}?q={query}")
            assert sorted(hits(page)) == found, query
        assert said(page) == "No paragraph has “zzzz”."


@pytest.mark.parametrize(
    "lost", ["**/*.pf_index", "**/pagefind.js", "**/words/*.js", "**/tables.js", "**/*.pf_fragment"]
)
def test_an_index_that_does_not_load_is_no_empty_result(browser: Browser, base: str, lost: str) -> None:
    """The reader is told that search failed, never that the word is nowhere."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route(lost, lambda route: route.abort())
        page.goto(f"{base}search/?q=loan")
        page.wait_for_selector("html[data-search=failed]", state="attached")
        assert said(page).startswith("Search could not load its index")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[tuple[str, str], str]]:
    """Sixty documents of words drawn at random, indexed in three parts."""
    random = Random(7)
    stock = ("army", "Beijing", "Chʻing", "déjà", "Eighth", "front-line", "Guomindang", "Harbin", "its", "Жуков",
             "people's", "the", "of", "and", "railway", "loan—money", "1949", "com[rade]", "treaty", "Port", "Arthur",
             "蒋介石", "Stalin’s", "naval", "rare")  # fmt: skip
    weights = [*range(len(stock), 0, -1)]
    weights[-1] = 0
    documents = [
        document(
            f"d{number}",
            *(" ".join(random.choices(stock, weights, k=random.randint(3, 60))) for _ in range(random.randint(1, 8))),
            date=f"19{random.randint(40, 59)}",
        )
        for number in range(60)
    ]
    folder = tmp_path_factory.mktemp("large")
    write_site(edition(*documents), folder, documents_per_part=25)
    texts = {(one.record.id, block.anchor): block.text for one in documents for block in one.record.blocks}
    return str(folder), texts


def test_counts_stay_true_when_not_all_is_read(browser: Browser, large: tuple[str, dict[tuple[str, str], str]]) -> None:
    """Of a word in many documents the number is known at once; of several words it is said to be at least so many."""
    folder, texts = large
    holding = {place for place, text in texts.items() if "army" in text.split()}
    number, documents = f"{len(holding)} paragraphs", len({document for document, _ in holding})
    with serving(Path(folder)) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}search/?q=army")
        assert len(hits(page)) < len(holding)
        assert said(page).startswith(f"{number} in {documents} documents have “army”; the first 10 documents are shown")
        page.goto(f"{base}search/?q=army+Beijing")
        hits(page)
        assert said(page).startswith("At least ")
        assert "are not read yet" in said(page)
        while page.query_selector("#results > button"):
            page.click("#results > button")
            hits(page)
        both = [text for text in texts.values() if {"army", "Beijing"} <= set(text.split())]
        assert said(page).startswith(f"{len(both)} paragraphs in ")


def test_browser_and_build_agree_on_what_a_word_is(page: Page, base: str) -> None:
    """Every letter, alone and inside a word, is folded by the script as it was when the index was made."""
    ranges = (range(0x20, 0x3100), range(0x4E00, 0x4E40), range(0xAC00, 0xAC40), range(0xF900, 0xFB20))
    characters = [chr(code) for codes in ranges for code in codes if unicodedata.category(chr(code))[0] in "LMNPSZ"]
    typed = [*characters, *(f"a{character}b" for character in characters), "Ch'ing we'll U.S.S.R. com[munist] 蒋介石"]
    script = "typed => typed.map(text => [regestaSearch.fold(text), regestaSearch.words(text)])"
    page.goto(f"{base}search/index.html")
    for text, (folded, read_words) in zip(typed, page.evaluate(script, typed), strict=True):
        assert folded == fold(text), text
        encoded = [encode(word) for word in clean(text).split(" ")]
        assert set(read_words) <= {form for word in encoded for form in word.forms}, text
        assert read_words == [form for word in encoded for form, _ in word.read], text


def test_the_search_finds_what_reading_everything_finds(
    browser: Browser, large: tuple[str, dict[tuple[str, str], str]]
) -> None:
    """Every word and phrase that is there is found, hardly anything that is not, and nonsense never."""
    folder, texts = large
    read_texts = read(texts)
    with serving(Path(folder)) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}search/index.html")
        for length, number in (((1, 1), 20), ((2, 3), 15)):
            score = measure(page, read_texts, draw(read_texts, number=number, length=length, seed=3))
            assert score.queries == number
            assert score.recall == 1.0, score.faults
            assert score.precision >= 0.97, score.faults
        score = measure(page, read_texts, nonsense(read_texts, number=6, seed=3))
        assert (score.queries, score.wrong) == (6, 0)
