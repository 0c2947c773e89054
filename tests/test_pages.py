"""The pages of small editions: complete, sound, linked, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import html5lib
import pytest
from jinja2 import UndefinedError
from msgspec.structs import replace

from regesta.appearing import paragraphs_named
from regesta.model import (
    Anchor,
    Authority,
    Block,
    Date,
    Edition,
    Entity,
    Form,
    Languages,
    LinkedDocument,
    Mention,
    Note,
    Participant,
    Record,
    Relation,
    Settings,
    Sign,
    Source,
    State,
)
from regesta.rendering import arranging, boards, entities, entity_indexes
from regesta.rendering.frame import THEME_SCRIPT, digest, way
from regesta.rendering.pages import render

BESIDE = ("cite.bib", "cite.ris", "cite.csl.json", "record.json", "text.txt", "tei.xml", "transcript.txt")
"""Files that other stages put beside a document's page."""
DATA = ("data/catalogue.json", "data/edition.epub")
"""Files that other stages make of the whole edition."""

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def document(identifier: str, **given) -> LinkedDocument:
    """A cable of two paragraphs, or what is given instead."""
    linked = {key: given.pop(key) for key in ("mentions", "related", "previous", "next", "states") if key in given}
    record = {
        "id": identifier,
        "title": "Cable, Li Wei to Ivan Petrov",
        "type": "Cable",
        "date": Date("1951-03-05", "March 5, 1951"),
        "languages": Languages(("zh",), "en"),
        "source": Source(),
        "blocks": (
            Block("paragraph", "Li Wei met Petrov in Harbin.", ((3, 3),), "p1"),
            Block("paragraph", "They spoke of rice.", ((4, 4),), "p2"),
        ),
        "file": f"{identifier}.txt",
        "sha256": "0" * 64,
        "format": "archive-page",
        "line_count": 4,
    }
    named = paragraphs_named(linked.get("mentions", ()))
    return LinkedDocument(record=Record(**(record | given)), named=named, **linked)


def edition(*documents: LinkedDocument, entities=(), **settings) -> Edition:
    """An edition of these documents."""
    return Edition(settings=Settings(**settings), authority=Authority(tuple(entities)), documents=documents)


LI = Entity(
    id="li-wei",
    kind="person",
    name="Li Wei",
    sort="Li Wei",
    variants=(Form("Li Wei-ch'i", "Wade-Giles"),),
    scripts=(Form("李伟", "zh-Hans"),),
    dates="1901–1970",
    note="Envoy",
    identifiers=(("wikidata", "Q1"),),
)
HARBIN = Entity(id="harbin", kind="place", name="Harbin", sort="Harbin")
RICE = Entity(id="rice", kind="term", name="rice", sort="rice")
BUREAU = Entity(id="bureau", kind="organisation", name="Bureau", sort="Bureau")


def full() -> Edition:
    """Two documents with everything that a page can show."""
    first = document(
        "100",
        summary='A "short" summary. And more of it.',
        rights="Free for study.",
        citation='"Cable", March 5, 1951, https://copy.example.org/document/100',
        source=Source(
            as_written="APRF: F. 1, L. 2", archive="APRF", archive_name="Archive of the President",
            reference="F. 1, L. 2", published_in="A Book (Moscow, 1990)", pages="3-4", translators=("Ann Lee",),
            url="https://archive.example.org/document/100",
        ),
        participants=(
            Participant("Li Wei", "Li Wei", "sender", person="li-wei", evidence="title"),
            Participant("Ivan Petrov", "Ivan Petrov", "recipient", evidence="title", guess=True),
        ),
        blocks=(
            Block("heading", "ON RICE", ((1, 1),), "s1", level=4),
            Block("paragraph", "Li Wei met [Ivan] Petrov.", ((2, 2),), "p1", signs=(Sign(11, 17, "supplied"),)),
            Block("item", "a) rice", ((3, 3),), "p2", level=1, signs=(Sign(0, 2, "marker"),)),
            Block("item", "b) tea", ((4, 4),), "p3", level=1, signs=(Sign(6, 6, "note_call", "1"),)),
            Block("omission", "[...]", ((5, 5),), signs=(Sign(0, 5, "omission"),)),
            Block("heading", "Second", ((6, 6),), "s2", level=5),
            Block("verse", "One line\nanother", ((7, 8),), "p4"),
            Block("table", "a\tb", ((9, 9),), "p5", rows=(("a", "b"),)),
            Block("paragraph", "Old. New.", ((10, 10),), "p6", signs=(Sign(5, 5, "anchor", "p7"),)),
            Block("closer", "Li Wei", ((11, 11),), "p9"),
        ),
        notes=(Note("1", "Green tea.", "n1", "p3"), Note("2", None, "n2", "")),
        anchors=(
            Anchor(address="s1"), Anchor(address="p1", since=2), Anchor(address="p2"), Anchor(address="p3"),
            Anchor(address="s2"), Anchor(address="p4"), Anchor(address="p5"), Anchor(address="p6"),
            Anchor(address="p7", status="inline", host="p6"),
            Anchor(address="p8", status="gone", gone=2, why="printed twice", see="p6", text="Old words."),
            Anchor(address="p9", moved=2, after="p6"), Anchor(address="n1"), Anchor(address="n2"),
        ),
        mentions=(
            Mention("li-wei", "p1", 0, 6, "Li Wei"), Mention("rice", "p2", 3, 7, "rice"),
            Mention("li-wei", "p9", 0, 6, "Li Wei"),
        ),
        related=(
            Relation("200", "Talk", "1951-07-01", "archive", ("listed by the archive",)),
            Relation(None, "A lost letter", "1951-03-06", "archive", ("listed by the archive",), "It is lost."),
        ),
        states=(State(1, "2026-01-02", "0" * 64, "first publication"), State(2, "2026-02-03", "1" * 64, "corrected")),
        next="200",
    )  # fmt: skip
    second = document(
        "200", title="Talk in Harbin", type=None, date=Date("1951-07-01", "July 1, 1951"), previous="100",
        mentions=(Mention("harbin", "p1", 21, 27, "Harbin"),),
    )  # fmt: skip
    return edition(first, second, entities=(LI, HARBIN, RICE, BUREAU), title="Rice and Tea", licence="CC BY")


def bare() -> Edition:
    """Transcripts alone: no authority file, no settings, one document without a date, type or title."""
    return edition(
        document("100", participants=(Participant("Li Wei", "Li Wei", "sender", evidence="title"),)),
        document("x", title="", type=None, date=Date("XXXX", ""), blocks=()),
    )


EDITIONS = {"full": full, "bare": bare, "empty": edition}


def pages(given: Edition, folder=None) -> dict[str, str]:
    """The HTML pages of an edition by path."""
    return {one.path: one.content.decode() for one in render(given, folder) if one.path.endswith(".html")}


class Reader(HTMLParser):
    """What a page says of itself: ids, links, headings, attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note what matters of an element."""
        given = dict(attrs)
        self.names.update(name for name, _ in attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(given["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture(params=sorted(EDITIONS))
def any_pages(request) -> dict[str, str]:
    return pages(EDITIONS[request.param]())


def test_every_page_is_valid_html(any_pages):
    """html5lib in strict mode stops at the first fault a browser would have to mend."""
    for html in any_pages.values():
        html5lib.HTMLParser(strict=True).parse(html)


def test_ids_are_unique_and_headings_leave_out_no_level(any_pages):
    for path, html in any_pages.items():
        page = Reader(html)
        assert max(Counter(page.ids).values(), default=1) == 1, path
        assert page.headings.count(1) == 1, path
        assert page.headings[0] == 1, path
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), (path, page.headings)


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_every_link_inside_the_site_is_relative_and_leads_to_a_place_that_is_there(name):
    outputs = {one.path: one.content for one in render(EDITIONS[name]())}
    ids = {path: Reader(one.decode()).ids for path, one in outputs.items() if path.endswith(".html")}
    for path in ids:
        page = Reader(outputs[path].decode())
        for link in (*page.links, *page.loads):
            if link.startswith("https://"):
                assert link in page.links
                continue
            target, _, fragment = link.partition("#")
            found = normpath(join(dirname(path), target)) if target else path
            beside = found.startswith("documents/") and found.rsplit("/", 1)[1] in BESIDE
            assert beside or found in outputs or found in DATA, (path, link)
            assert not fragment or fragment in ids[found], (path, link)


def test_every_promised_page_is_there():
    assert {
        "index.html", "404.html", "chronology/index.html", "chronology/1951/index.html", "people/index.html",
        "people/li-wei/index.html", "people/bureau/index.html", "places/harbin/index.html", "terms/rice/index.html",
        "sources/index.html", "types/index.html", "search/index.html", "about/index.html", "cite/index.html",
        "changes/index.html", "documents/100/index.html", "documents/200/index.html",
    } <= set(pages(full()))  # fmt: skip


def test_every_address_ever_published_stands_on_the_page_once():
    html = pages(full())["documents/100/index.html"]
    found = Counter(Reader(html).ids)
    for anchor in full().documents[0].record.anchors:
        assert found[anchor.address] == 1, anchor.address


def test_a_paragraph_begins_with_its_number_which_leads_to_itself():
    html = pages(full())["documents/100/index.html"]
    assert re.search('<p id="p1"[^>]*><a class="n" href="#p1" aria-label="Paragraph 1">1</a>', html)


def test_an_address_that_is_gone_says_what_became_of_it_at_its_place():
    html = pages(full())["documents/100/index.html"]
    assert html.index('id="p7"') < html.index('<details class="gone" id="p8"') < html.index('id="p9"')
    assert 'Since <a href="history/index.html#p8">state 2</a>: printed twice. See <a href="#p6">¶ 6</a>.' in html
    assert "<q>Old words.</q>" in html
    assert '¶ 9 <a href="history/index.html#p9">moved after ¶ 6 in state 2</a>' in html
    assert '¶ 1 <a href="history/index.html#p1">corrected in state 2</a>' in html


def test_a_note_stands_behind_the_paragraph_that_calls_it_and_a_missing_one_says_so():
    html = pages(full())["documents/100/index.html"]
    item = re.search(r'<li id="p3">.*?</li>', html, re.DOTALL)[0]
    assert 'id="n1" aria-label="Note 1"><a class="mark" href="#call-n1"' in item
    assert "Green tea." in item
    assert "The transcript has this mark, but no note to it." in html


def test_headings_follow_one_another_whatever_levels_the_transcript_uses():
    html = pages(full())["documents/100/index.html"]
    assert '<h2 id="s1" class="capitals">ON RICE<a class="sn"' in html
    assert '<h3 id="s2">Second<a class="sn"' in html


def test_a_related_document_we_lack_is_named_and_not_linked():
    html = pages(full())["documents/100/index.html"]
    assert 'A lost letter <span class="editor">not in this edition</span>' in html
    assert '<a href="../200/index.html">Talk</a>' in html


def test_the_archives_public_address_stands_in_place_of_that_of_a_copy():
    html = pages(full())["documents/100/index.html"]
    body = html[html.index("<body") :]
    assert "copy.example.org" not in body
    assert "https://archive.example.org/document/100" in body


def test_a_persons_page_leads_to_each_paragraph_with_the_words_around_the_name():
    html = pages(full())["people/li-wei/index.html"]
    assert '<span lang="zh-Hans">李伟</span>' in html
    assert "Li Wei-ch’i" in html
    assert 'href="../../documents/100/index.html#p1" aria-label="Paragraph 1">1</a>' in html
    assert "<b>Li Wei</b> met [Ivan] Petrov." in html
    assert 'href="https://www.wikidata.org/wiki/Q1"' in html


def test_without_an_authority_file_the_people_index_has_the_names_of_the_documents():
    html = pages(bare())["people/index.html"]
    assert "Li Wei" in html
    assert 'href="../documents/100/index.html"' in html


def test_a_gap_of_months_is_told_in_the_chronology():
    assert "4 months without a document" in pages(full())["chronology/1951/index.html"]


def test_a_withdrawn_document_keeps_its_page_and_stands_in_no_list():
    gone = document("300", blocks=(), withdrawn="a forgery", anchors=(Anchor(address="p1", status="gone", gone=2),))
    found = pages(edition(document("100"), gone))
    assert "no longer part of the edition: a forgery" in found["documents/300/index.html"]
    assert 'id="p1"' in found["documents/300/index.html"]
    others = [html for path, html in found.items() if not path.startswith("documents/300/")]
    assert all("documents/300/" not in html for html in others)


def test_nothing_in_a_transcript_or_a_yaml_file_becomes_markup():
    """Every value that comes from outside is hostile at once; the pages hold no element or handler of its making."""
    entity = Entity(id="li", kind="person", name=HOSTILE, sort=HOSTILE, note=HOSTILE, dates=HOSTILE,
                    variants=(Form(HOSTILE, HOSTILE),), scripts=(Form(HOSTILE, HOSTILE),),
                    identifiers=((HOSTILE, HOSTILE), ("wikidata", HOSTILE)))  # fmt: skip
    hostile = document(
        "100", title=HOSTILE, type=HOSTILE, date=Date(HOSTILE, HOSTILE), summary=HOSTILE, rights=HOSTILE,
        citation=HOSTILE, source=Source(
            as_written=HOSTILE, archive=HOSTILE, archive_name=HOSTILE, archive_place=HOSTILE, reference=HOSTILE,
            published_in=HOSTILE, pages=HOSTILE, translators=(HOSTILE,), contributors=(HOSTILE,),
            url="javascript:alert(1)",
        ),
        participants=(Participant(HOSTILE, HOSTILE, "sender"), Participant("x", "x", "present", person="li")),
        blocks=(Block("heading", HOSTILE, ((1, 1),), "s1", 1), Block("paragraph", HOSTILE, ((2, 2),), "p1"),
                Block("table", HOSTILE, ((3, 3),), "p2", rows=((HOSTILE,),))),
        notes=(Note(HOSTILE, HOSTILE, "n1", "p1"),), mentions=(Mention("li", "p1", 0, 8, HOSTILE[:8]),),
        related=(Relation(None, HOSTILE, "1951", "archive", (HOSTILE,), HOSTILE),),
        anchors=(Anchor(address="p3", status="gone", why=HOSTILE, text=HOSTILE),), file=HOSTILE, sha256=HOSTILE,
        states=(State(1, HOSTILE, HOSTILE, HOSTILE),), languages=Languages((HOSTILE,), HOSTILE),
    )  # fmt: skip
    found = pages(edition(hostile, entities=(entity,), title=HOSTILE, subtitle=HOSTILE, description=HOSTILE,
                          editors=(HOSTILE,), publisher=HOSTILE, licence=HOSTILE))  # fmt: skip
    for path, html in found.items():
        assert "<img" not in html, path
        assert "alert(1)</script>" not in html.replace("&lt;/script&gt;", ""), path
        assert "49" not in re.findall(r"\{\{ 7 \* 7 \}\}|>49<", html), path
        assert "onerror" not in Reader(html).names, path
        assert not any(link.startswith("javascript:") for link in Reader(html).links), path


def test_pages_have_no_inline_style_or_handler_and_load_nothing_from_another_host(any_pages):
    for path, html in any_pages.items():
        page = Reader(html)
        assert "style" not in page.names, path
        assert not any(name.startswith("on") for name in page.names), path
        assert not any(":" in load or load.startswith("//") for load in page.loads), path


def test_the_policy_allows_the_one_inline_script_and_wasm_only_where_the_search_is():
    found = pages(full())
    assert f"<script>{THEME_SCRIPT}</script>" in found["index.html"]
    assert f"sha256-{digest(THEME_SCRIPT)}" in found["index.html"]
    assert [path for path, html in found.items() if "wasm-unsafe-eval" in html] == ["search/index.html"]
    lost = found["404.html"]
    style = re.search(r"<style>(.*?)</style>", lost, re.DOTALL)[1]
    assert f"sha256-{digest(style)}" in lost


def test_the_page_for_a_wrong_address_links_only_by_the_editions_own_address():
    assert Reader(pages(full())["404.html"]).links == []
    known = replace(full(), settings=Settings(base_url="https://rice.example.org/"))
    links = Reader(pages(known)["404.html"]).links
    assert links
    assert all(link.startswith("https://rice.example.org/") for link in links)


def test_the_search_page_has_its_hooks():
    html = pages(full())["search/index.html"]
    assert re.search(r'<input type="search"[^>]* name="q"', html)
    assert '<p id="status" role="status">' in html
    assert '<div id="results">' in html
    assert "<noscript>" in html
    assert 'src="../static/search.js"' in html


def test_pages_are_the_same_every_time():
    assert list(render(full())) == list(render(full()))


def test_an_edition_may_put_its_own_template_and_file_in_place_of_ours(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "changes.html").write_text("<p>{{ frame.edition }} has not changed</p>")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "seal.svg").write_bytes(b"<svg/>")
    (tmp_path / "static" / "map.png").write_bytes(b"png")
    found = {one.path: one.content for one in render(full(), tmp_path)}
    assert found["changes/index.html"] == b"<p>Rice and Tea has not changed</p>"
    assert (found["static/seal.svg"], found["static/map.png"]) == (b"<svg/>", b"png")
    assert "static/style.css" in found


def test_a_template_that_asks_for_an_unknown_name_stops_the_build(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "changes.html").write_text("{{ view.unknown }}")
    with pytest.raises(UndefinedError):
        list(render(full(), tmp_path))


def test_what_only_the_cutter_of_fonts_needs_is_not_published():
    assert not [one.path for one in render(edition()) if one.path.endswith((".py", ".md"))]


def test_a_large_edition_is_split_so_that_no_page_grows_without_bound(monkeypatch):
    """With the bounds set low, ten documents fill several pages, and every document stands on one of them."""
    monkeypatch.setattr(arranging, "MANY", 3)
    monkeypatch.setattr(boards, "MANY", 3)
    monkeypatch.setattr(boards, "PAGE", 4)
    monkeypatch.setattr(entities, "LONG", 5)
    monkeypatch.setattr(entity_indexes, "MANY_NAMES", 2)
    monkeypatch.setattr(entity_indexes, "FEW_LETTERS", 1)
    documents = [
        document(
            str(number), source=Source(as_written="A", archive="A"), mentions=(Mention("li-wei", "p1", 0, 6, "Li Wei"),)
        )
        for number in range(100, 110)
    ]
    found = pages(edition(*documents, entities=(LI, replace(LI, id="ma-yi", name="Ma Yi", sort="Ma Yi"), BUREAU)))
    for folder in ("chronology/1951/", "types/type-cable/", "sources/archive-a/"):
        run = "".join(found[f"{folder}{part}index.html"] for part in ("", "2/", "3/"))
        assert all(f"documents/{number}/index.html" in run for number in range(100, 110)), folder
    assert '/1951/index.html"' in found["people/li-wei/index.html"]
    assert "documents/105/index.html#p1" in found["people/li-wei/1951/index.html"]
    assert 'person-m/index.html"' in found["people/index.html"]
    assert "Ma Yi" in found["people/person-m/index.html"]


@pytest.mark.parametrize("start", ["", "people/", "people/li/", "documents/1/", "chronology/1949/2/"])
@pytest.mark.parametrize("target", ["", "people/", "people/li/", "documents/2/#p1", "static/style.css", "types/#a"])
def test_the_way_from_any_page_leads_to_any_other(start, target):
    href, _, fragment = way(start)(target).partition("#")
    address, _, wanted = target.partition("#")
    file = address if address.endswith(".css") else f"{address}index.html"
    assert normpath(join(dirname(f"{start}index.html"), href)) == file
    assert fragment == wanted
