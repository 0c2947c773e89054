"""The pages that linking adds: all that is related to a document, and what the edition lacks."""

from __future__ import annotations

import re

from regesta.model import (
    Authority,
    Block,
    Date,
    Edition,
    Languages,
    LinkedDocument,
    Reason,
    Record,
    Relation,
    Settings,
    Source,
)
from regesta.rendering.pages import render


def document(identifier, *related, title="Letter, Berg to Ek", date="1951-05-04"):
    record = Record(
        id=identifier,
        title=title,
        type="Letter",
        date=Date(date, date),
        languages=Languages(),
        source=Source(),
        blocks=(Block("paragraph", "Good day.", ((1, 1),), "p1"),),
        file=f"{identifier}.txt",
        sha256="0" * 64,
        format="",
        line_count=1,
    )
    return LinkedDocument(record=record, related=related)


def held(identifier, *reasons):
    said = tuple(one.said for one in reasons)
    return Relation(identifier, f"Letter {identifier}", "1951-05-04", "computed", said, "", reasons)


def lacking(title, date):
    return Relation(None, title, date, "archive", ("listed by the archive",), "A <b>summary</b>.")


def site(*documents):
    edition = Edition(settings=Settings(title="Harbour"), authority=Authority(), documents=documents)
    return {one.path: one.content.decode() for one in render(edition) if one.path.endswith(".html")}


def test_a_reason_links_to_the_paragraph_that_shows_it():
    pages = site(
        document("1", held("2", Reason("cites this document as “Your 23”", "p1", "2"), Reason("4 days later"))),
        document("2"),
    )
    assert (
        'cites this document as “Your 23” (<a href="../2/index.html#p1">¶ 1</a>); 4 days later'
        in pages["documents/1/index.html"]
    )


def test_eight_related_documents_stand_on_the_page_and_all_on_one_of_their_own():
    related = [held(str(number), Reason("the same day")) for number in range(2, 12)]
    pages = site(document("1", *related), *(document(str(number)) for number in range(2, 12)))
    assert pages["documents/1/index.html"].count('class="because"') == 8
    assert 'href="../1/related/index.html">All 10 related documents' in pages["documents/1/index.html"]
    assert pages["documents/1/related/index.html"].count('class="because"') == 10
    assert 'href="../../11/index.html"' in pages["documents/1/related/index.html"]
    assert "documents/2/related/index.html" not in pages


def test_what_archives_list_and_the_edition_lacks_is_wanted_once_in_order_of_date():
    pages = site(
        document("1", lacking("Report on Ice", "1951-06-01"), lacking("Early Report", "1950-01-01")),
        document("2", lacking("Report on ice", "1951-06-01"), title="Note, Ek"),
    )
    wanted = pages["wanted/index.html"]
    assert re.findall(r'class="title">(.*?)<', wanted) == ["Early Report", "Report on Ice"]
    ice = wanted[wanted.index("Report on Ice") :]
    assert 'href="../documents/1/index.html#related"' in ice
    assert 'href="../documents/2/index.html#related"' in ice
    assert "A &lt;b&gt;summary&lt;/b&gt;." in ice
    assert 'href="../../wanted/index.html"' in pages["documents/1/index.html"]


def test_an_edition_that_lacks_nothing_has_a_wanted_page_that_says_so():
    assert "Every document that an archive lists" in site(document("1"))["wanted/index.html"]
