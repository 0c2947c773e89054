"""What readers of an edition ask the search for: names in any form, operators, things pasted, and narrower results."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from browser import running, serving
from regesta.model import Anchor, Mention, Source
from search_edition import document, edition, person, write_site

sys.path.insert(0, str(Path(__file__).parent / "bench"))

from search_names import make, measure, queries

ENTITIES = (
    person("jiang-jieshi", "Jiang Jieshi", "Chiang Kai-shek", "Generalissimo", scripts=["蒋介石"]),
    person("guomindang", "Guomindang", "Kuomintang", "KMT", "National People's Party"),
    person("united-states", "United States", "US", "U.S.A."),
    person("he-long", "He Long", "Ho Lung"),
    person("zhou-enlai", "Zhou Enlai", "Chou En-lai"),
)
SHELF = "F. 39, Op. 1, D. 40, Ll. 5-11"
LETTERS = edition(
    document(
        "2001",
        "To overthrow Jiang Jieshi is the task of all.",
        "Jiang will not give up the Guomindang; he told us so.",
        "The harbour lies quiet, and no ship has come since the ice broke up in the first week of April.",
        "Railways and railwaymen are far from the harbour.",
        title="Cable, Zhou Enlai to the harbour board",
        date="1949-04-12",
        source=Source(archive="APRF", reference=SHELF, url="https://archive.example/document/2001"),
        people=["zhou-enlai"],
        mentions=[
            Mention("jiang-jieshi", "p1", 13, 25, "Jiang Jieshi"),
            Mention("jiang-jieshi", "p2", 0, 5, "Jiang"),
            Mention("guomindang", "p2", 28, 38, "Guomindang"),
        ],
        notes=["The task is told in 蒋介石 and elsewhere."],
    ),
    document(
        "2002",
        "The US sent a ship to the railway harbour.",
        "Marshal He spoke; he was brief. He left with He Long.",
        title="Minutes of the harbour board",
        date="1950-02",
        type="Minutes",
        summary="On a quarrel of pilots.",
        mentions=[Mention("united-states", "p1", 4, 6, "US"), Mention("he-long", "p2", 8, 10, "He")],
    ),
    document("2003", "A ship, and after a long while another one, reached the quay.", date="1950/1951", type="Minutes"),
    entities=ENTITIES,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(LETTERS, folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="module", params=["http", "file"])
def ask(request: pytest.FixtureRequest, page: Page, base: str, site: Path) -> Callable[[str], list[str]]:
    """Opens the search page with a query, over http and from a disk, and gives the hits."""
    start = base if request.param == "http" else f"{site.as_uri()}/"

    def asked(query: str) -> list[str]:
        given = query[1:] if query.startswith("?") else f"q={quote(query)}"
        page.goto(f"{start}search/index.html?{given}")
        return hits(page)

    return asked


def hits(page: Page) -> list[str]:
    page.wait_for_selector("html[data-search=done]", state="attached")
    links = page.eval_on_selector_all("#results a.hit", "links => links.map(link => link.getAttribute('href'))")
    return [re.sub(r"/index\.html(\?[^#]*)?", "", link.removeprefix("../documents/")) for link in links]


def said(page: Page) -> str:
    return page.inner_text("#status")


def documents(page: Page) -> list[str]:
    links = page.eval_on_selector_all("#results h2 a", "links => links.map(link => link.getAttribute('href'))")
    return [link.split("/")[2] for link in links]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Chiang Kai-shek", ["2001#n1", "2001#p1", "2001#p2"]),
        ("chiang kai shek", ["2001#n1", "2001#p1", "2001#p2"]),
        ("Generalissimo", ["2001#n1", "2001#p1", "2001#p2"]),
        ("蒋介石", ["2001#n1", "2001#p1", "2001#p2"]),
        ("Jiang Jieshi", ["2001#n1", "2001#p1", "2001#p2"]),
        ('"overthrow Chiang Kai-shek is"', ["2001#p1"]),
        ("Kuomintang", ["2001#p2"]),
        ("kmt Chiang Kai-shek", ["2001#p2"]),
        ("kmt OR Chiang Kai-shek", ["2001#n1", "2001#p1", "2001#p2"]),
        ("National People's Party", ["2001#p2"]),
        ("United States", ["2002#p1"]),
        ("Ho Lung", ["2002#p2"]),
        ("Chou Enlai", []),
    ],
)
def test_a_name_is_found_under_every_form_and_nothing_else_is(
    ask: Callable[[str], list[str]], query: str, found: list[str]
) -> None:
    """The word "us" is not the US, and "he" is nobody's family name."""
    assert sorted(ask(query)) == found


def test_what_was_also_searched_is_said_and_can_be_left_out(page: Page, ask: Callable[[str], list[str]]) -> None:
    """The words as typed are one click away, and that is in the address."""
    ask("Kuomintang")
    assert said(page) == (
        "1 paragraph in 1 document has “Kuomintang”. Also searched: Guomindang. Search exactly as typed."
    )
    page.click("#status a")
    assert hits(page) == []
    assert said(page) == "No paragraph has “Kuomintang”."
    assert "exact=1" in page.url


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("railw*", ["2001#p4", "2002#p1"]),
        ("rail* -ship", ["2001#p4"]),
        ("harbour NOT ship", ["2001#p4"]),
        ('harbour -"no ship"', ["2001#p4", "2002#p1"]),
        ("quay OR ice", ["2001#p3", "2003#p1"]),
        ('task "harbour lies" OR "a ship"', ["2001#n1", "2001#p1", "2001#p3"]),
        ("ship NEAR/2 railway", []),
        ("ship NEAR/3 harbour", []),
        ("ship NEAR/4 harbour", ["2002#p1"]),
        ("harbour AND quiet", ["2001#p3"]),
        ("ship from:1950", ["2002#p1", "2003#p1"]),
        ("ship to:1949-12-31", ["2001#p3"]),
        ("ship from:1951", ["2003#p1"]),
        ("ship year:1950", ["2002#p1", "2003#p1"]),
        ("ship type:minutes", ["2002#p1", "2003#p1"]),
        ('ship person:"Chou En-lai"', ["2001#p3"]),
        ("ship person:zhou-enlai", ["2001#p3"]),
        ("harbour archive:APRF", ["2001#p3", "2001#p4"]),
        ("task in:notes", ["2001#n1"]),
        ("task in:text", ["2001#p1"]),
    ],
)
def test_operators_and_filters(ask: Callable[[str], list[str]], query: str, found: list[str]) -> None:
    """Each does what the help says, alone and together with others."""
    assert sorted(ask(query)) == found


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ('"no ship', "The quotation mark before “no ship” is not closed."),
        ("OR ship", "OR stands between two words; there is none before it."),
        ("ship OR", "OR is followed by a word."),
        ("-ship", "A query needs something to look for besides what is left out."),
        ("ship NEAR/x quay", "NEAR takes a number of words, as in NEAR/5."),
        ("s*", "Two letters at least stand before a star: “s*” has fewer."),
        ("from:yesterday", "“yesterday” is no date that from: understands; write 1949, 1949-07 or 1949-07-18."),
        ("person:nobody", "No person of this edition is called “nobody”. The list of people has every name."),
        ("ship in:margins", "in: takes text, notes or summaries."),
        ("-a OR b", "OR stands between words that are looked for, not before one that is left out."),
    ],
)
def test_a_query_that_cannot_be_read_is_explained(
    page: Page, ask: Callable[[str], list[str]], query: str, why: str
) -> None:
    """Nothing is guessed and nothing is shown."""
    assert ask(query) == []
    assert said(page) == why


@pytest.mark.parametrize(
    ("query", "near"),
    [("harbuor", "harbour"), ("Kuomintong", "Guomindang"), ("Chiang Kai-chek", "Jiang Jieshi"), ("zzzzzzz", "")],
)
def test_near_names_and_words_are_suggested(page: Page, ask: Callable[[str], list[str]], query: str, near: str) -> None:
    """Of a word that is nowhere; and where nothing comes near, nothing is suggested."""
    ask(f'"{query}"')
    assert page.eval_on_selector_all(".near a", "links => links.map(link => link.textContent)") == [near] * bool(near)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("2001 ¶ 2", ["2001#p2"]),
        ("2001#p2", ["2001#p2"]),
        ("2001, note 1", ["2001#n1"]),
        ("https://mirror.example/document/2001#p3", ["2001#p3"]),
        ("http://localhost:8000/documents/2002/?v=1#p1", ["2002#p1"]),
        ("“Minutes of the harbour board,” February 1950, ¶ 2, An edition.", ["2002#p2"]),
        ("the harbor lies quiet and no shipp has come since the ice brok up", ["2001#p3"]),
    ],
)
def test_what_is_pasted_leads_to_its_paragraph(ask: Callable[[str], list[str]], pasted: str, found: list[str]) -> None:
    """A number, an address on any host, a note, and a quotation with slips."""
    assert ask(pasted) == found


@pytest.mark.parametrize(
    ("pasted", "found", "says"),
    [
        ("2001", ["2001"], "1 document of this edition is meant."),
        ("APRF, F. 39, Op. 1, D. 40, L. 7", ["2001"], "1 document of this edition lies there."),
        ("fond 39 opis 1 delo 40 list 7", ["2001"], "1 document of this edition lies there."),
        ("F. 39, Op. 1, D. 40, L. 12", ["2001"], "Leaf 12 is not in this edition; of this file it has 5–11."),
        ("F. 39, Op. 2, D. 40, L. 7", [], "No document of this edition has this archival reference."),
        ("April 12, 1949", ["2001"], "1 document of this edition is of this date. No paragraph has “April 12, 1949”."),
        ("12.4.1949", ["2001"], "1 document of this edition is of this date."),
        ("1951-03-02", ["2003"], "1 document of this edition is of this date."),
        ("1940-01-01", [], "No document of this edition is of this date."),
        ("99999 ¶ 1", [], "No document of this edition has the record id 99999."),
        ("https://archive.example/document/7777", [], "No document of this edition has this address."),
        ("2001 ¶ 99", ["2001"], "1 document of this edition is meant."),
        ("a quite different sentence about zebras and violins", [], "No paragraph has "),
    ],
)
def test_what_is_pasted_leads_to_its_document_or_is_said_to_be_missing(
    page: Page, ask: Callable[[str], list[str]], pasted: str, found: list[str], says: str
) -> None:
    """Nothing that is not here is answered with something else."""
    ask(pasted)
    assert documents(page) == found
    assert said(page).startswith(says)


def test_a_paragraph_that_a_document_lacks_is_not_passed_over(page: Page, ask: Callable[[str], list[str]]) -> None:
    """The document is shown, and that it has no such paragraph."""
    assert ask("2001 ¶ 99") == []
    assert "There is no paragraph 99 in this document." in page.inner_text("#results")


def test_an_address_of_old_leads_to_where_its_words_are(page: Page, tmp_path: Path) -> None:
    """One that was merged leads into its host; of one that is gone the page says what became of it."""
    merged = document("31", "One. Two.", "Four.")
    past = (Anchor(address="p2b", status="inline", host="p1", at=5), Anchor(address="p3", status="gone"))
    whole = edition(replace(merged, record=replace(merged.record, anchors=past)))
    write_site(whole, tmp_path)
    page.goto(f"{tmp_path.as_uri()}/search/index.html?q=31+p2b")
    assert hits(page) == ["31#p2b"]
    page.goto(f"{tmp_path.as_uri()}/search/index.html?q=31+p3")
    assert hits(page) == []
    assert page.get_attribute("#results .facts a", "href") == "../documents/31/index.html#p3"


def test_facets_have_counts_and_are_in_the_address(page: Page, base: str) -> None:
    """A value is chosen and taken out by a link, and Back returns to the search before."""
    page.goto(f"{base}search/index.html?q=ship")
    assert len(hits(page)) == 3
    page.click("#facets > details > summary")
    page.click("#facets summary:text('Type')")
    assert page.locator("#facets details details:has(summary:text('Type')) li").all_inner_texts() == [
        "Minutes 2",
        "Letter 1",
    ]
    page.click("#facets a:text('Minutes')")
    page.wait_for_url("**type=Minutes")
    assert sorted(hits(page)) == ["2002#p1", "2003#p1"]
    page.go_back()
    page.wait_for_function("document.querySelectorAll('#results a.hit').length === 3")
    page.go_forward()
    page.wait_for_function("document.querySelectorAll('#results a.hit').length === 2")
    page.click("#facets .chosen a")
    page.wait_for_function("document.querySelectorAll('#results a.hit').length === 3")


def test_results_may_be_in_order_of_date(page: Page, ask: Callable[[str], list[str]]) -> None:
    """And filters alone list the documents that fit them."""
    ask("?q=ship&sort=date")
    assert documents(page) == ["2001", "2003", "2002"]
    ask("?type=Minutes&from=1950-01-01")
    assert documents(page) == ["2003", "2002"]
    assert said(page) == "2 documents fit the filters."


@pytest.mark.parametrize(
    ("query", "text", "notes"),
    [
        ("fabao", [], ["9#p1"]),
        ("weapon", ["9#p1"], []),
        ("weapon -fabao", [], []),
        ("communist", ["9#p1"], []),
        ('"weapon fabao"', ["9#p1"], []),
        ("Lisan", [], ["9#p2"]),
        ("unclear", [], ["9#p2"]),
        ("annex", [], ["9#n1"]),
    ],
)
def test_what_stands_in_brackets_is_no_text_of_the_source(
    page: Page, bracketed: str, query: str, text: list[str], notes: list[str]
) -> None:
    """A gloss, a name explained and a remark are found among the notes; a word completed is the source's own."""
    for zone, found in (("text", text), ("notes", notes)):
        page.goto(f"{bracketed}search/index.html?q={quote(query)}&in={zone}")
        assert hits(page) == found, zone


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("bracketed")
    paragraphs = (
        "The magic weapon [fabao] of the com[munist] party.",
        "Strakhov [Li Lisan, see [his] file] left [one word unclear] again.",
    )
    write_site(edition(document("9", *paragraphs, notes=["The annex is lost."])), folder)
    with serving(folder) as address:
        yield address


def test_summaries_can_be_searched_alone(page: Page, ask: Callable[[str], list[str]]) -> None:
    """They are told apart from the text."""
    assert ask("?q=quarrel&in=summaries") == []
    assert documents(page) == ["2002"]
    ask("?q=quarrel&in=text")
    assert documents(page) == []


def test_names_are_found_as_reading_everything_finds_them(browser: Browser, tmp_path: Path) -> None:
    """Forty invented names under three forms each, alone and inside phrases, over http and from a disk."""
    made = make(documents=30, paragraphs=6, words=30, names=40, seed=2)
    write_site(made.edition, tmp_path)
    asked = queries(made, number=12, seed=2)
    assert any(len(places) > 2 for _, places in asked)
    with serving(tmp_path) as address, browser.new_context() as context:
        for start in (address, f"{tmp_path.as_uri()}/"):
            one = context.new_page()
            one.goto(f"{start}search/index.html")
            score = measure(one, asked)
            assert (score.recall, score.precision) == (1.0, 1.0), score.faults


def test_a_search_loads_little_before_the_texts(browser: Browser, base: str) -> None:
    """A search for words asks for the engine, one file of a table each, and no script that it does not need."""
    with browser.new_context() as context:
        one = context.new_page()
        asked: list[str] = []
        one.on("request", lambda request: asked.append(request.url.removeprefix(base)))
        one.goto(f"{base}search/index.html?q=harbour")
        hits(one)
        assert [path for path in asked if path.startswith("static/")] == ["static/search.js"]
        assert any(path.endswith(".pf_fragment") for path in asked)
        assert not any(path.startswith(("search/texts/", "search/places/", "search/catalogue")) for path in asked)


def test_the_help_shows_examples_that_find_something(page: Page, base: str) -> None:
    """Every example comes from the edition and has an answer in it."""
    page.goto(f"{base}search/index.html")
    page.wait_for_selector("details.help li", state="attached")
    links = page.eval_on_selector_all("details.help a", "links => links.map(link => link.href)")
    assert len(links) >= 3
    for link in links:
        page.goto(link)
        hits(page)
        assert documents(page), link
