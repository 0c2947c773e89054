"""The page of sources: archives by fond, opis and delo in archival order, publications by page, translators."""

from __future__ import annotations

import re

import pytest

from regesta.model import (
    Authority,
    Block,
    Date,
    Edition,
    Languages,
    LinkedDocument,
    Record,
    Settings,
    Source,
)
from regesta.rendering.pages import render
from regesta.rendering.sources import archival_order, steps


def document(identifier, **source):
    record = Record(
        id=identifier,
        title=f"Paper {identifier}",
        type=None,
        date=Date("1951-05-04", "1951-05-04"),
        languages=Languages(),
        source=Source(**source),
        blocks=(Block("paragraph", "Good day.", ((1, 1),), "p1"),),
        file=f"{identifier}.txt",
        sha256="0" * 64,
        format="",
        line_count=1,
    )
    return LinkedDocument(record=record)


def pages_of(*documents):
    edition = Edition(settings=Settings(title="Harbour"), authority=Authority(), documents=documents)
    return {one.path: one.content.decode() for one in render(edition) if one.path.startswith("sources/")}


def outline(page):
    """Headings with their level, documents, and what is said of each, in the order of the page."""
    found = re.findall(r'<h([2-6])[^>]*>(.*?)</h|Paper (\w+)</a>|<p class="remark">(.*?)</p>', page, re.DOTALL)
    plain = [(level, re.sub(r"<span.*|<[^>]+>", "", title).strip(), one, note) for level, title, one, note in found]
    return [f"{level} {title}" if level else one or note for level, title, one, note in plain]


@pytest.mark.parametrize(
    ("reference", "told", "rest"),
    [
        ("F. 39, Op. 1, D. 39, Ll. 1-6", ("F. 39", "Op. 1", "D. 39"), "Ll. 1-6"),
        ("f. 558, op. 11, d. 330, l. 2, 5", ("f. 558", "op. 11", "d. 330"), "l. 2, 5"),
        ("Fond 45; Opis 1; Delo 331; List 3", ("Fond 45", "Opis 1", "Delo 331"), "List 3"),
        ("A1838, 401/1/2, ii", ("A1838", "401/1/2", "ii"), ""),
        ("No. 111-00009-01, pp. 12-14", ("No. 111-00009-01",), "pp. 12-14"),
        ("RG 59, Central Files, Box 4, Folder 2", ("RG 59", "Central Files", "Box 4"), "Folder 2"),
        ("F. 3, L. 7", ("F. 3",), "L. 7"),
        ("", (), ""),
    ],
)
def test_a_reference_is_cut_into_steps_and_sheets(reference, told, rest):
    assert steps(reference) == (told, rest)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("D. 9", "D. 39"),
        ("F. 039", "F. 100"),
        ("A461", "A1838"),
        ("Box 2, Folder 10", "Box 10, Folder 2"),
        ("Ll. 9", "Ll. 10"),
    ],
)
def test_figures_are_in_order_by_their_value(first, second):
    assert archival_order(first) < archival_order(second)


def test_documents_stand_under_fond_opis_and_delo_in_archival_order():
    """What is written in different ways is one fond; a document whose reference ends early stands above the rest."""
    page = pages_of(
        document("a", archive="APRF", reference="F. 45, Op. 1, D. 331, Ll. 12-14"),
        document("b", archive="APRF", reference="F. 45, Op. 1, D. 331, Ll. 3"),
        document("c", archive="APRF", reference="f. 45, op. 1, d. 39, l. 1"),
        document("d", archive="APRF", reference="Fond 39, Opis 1, Delo 9"),
        document("e", archive="APRF", reference="F. 45, Op. 2, D. 1"),
        document("f", archive="APRF"),
        document("g", archive="APRF", reference="F. 45"),
    )["sources/index.html"]
    assert outline(page) == [
        "2 Archives", "3 APRF",
        "f",
        "4 Fond 39, Opis 1, Delo 9", "d",
        "4 F. 45", "g",
        "5 Op. 1",
        "6 d. 39", "c", "l. 1",
        "6 D. 331", "b", "Ll. 3", "a", "Ll. 12-14",
        "5 Op. 2, D. 1", "e",
    ]  # fmt: skip


def test_archives_publications_and_translators_each_have_their_part():
    page = pages_of(
        document(
            "a", archive="RGASPI", reference="F. 1", published_in="Istochnik", pages="40-41", translators=("Eva Lund",)
        ),
        document("b", published_in="Istochnik", pages="9-12", translators=("Ann Lee", "Eva Lund")),
        document("c", as_written="a drawer"),
    )["sources/index.html"]
    assert outline(page) == [
        "2 Archives", "3 RGASPI", "4 F. 1", "a",
        "2 Publications", "3 Istochnik", "b", "pp. 9-12", "a", "pp. 40-41",
        "2 Translators", "3 Ann Lee", "b", "3 Eva Lund", "a", "b",
        "2 Other sources", "3 As the documents give it, or not given", "c", "a drawer",
    ]  # fmt: skip


def test_every_group_has_an_address_of_its_own():
    page = pages_of(
        document("a", archive="APRF", reference="F. 1, Op. 1, D. 1"),
        document("b", archive="APRF", reference="F. 1, Op. 1, D. 2"),
        document("c", archive="aprf", reference="F. 1"),
    )["sources/index.html"]
    found = re.findall(r'\bid="(archive-[^"]*)"', page)
    assert len(found) == len(set(found)) >= 4
    assert found[0] == "archive-aprf"


def test_the_documents_of_a_large_archive_stand_on_pages_of_its_own_in_the_same_order():
    many = [
        document(str(number), archive="APRF", reference=f"F. {number % 7}, Op. 1, D. {number}") for number in range(300)
    ]
    pages = pages_of(*many)
    assert 'href="archive-aprf/index.html"' in pages["sources/index.html"]
    first = outline(pages["sources/archive-aprf/index.html"])
    assert first[:3] == ["2 F. 0, Op. 1", "3 D. 0", "0"]
    assert "F. 6" in pages["sources/archive-aprf/2/index.html"]
