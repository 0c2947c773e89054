"""The refusal on the finished files: each form is broken on purpose, and nothing of it is published."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from editions import Done, edition_of, letter, run
from history_edition import STATES, published
from regesta import exports
from regesta.checking import Seen, faults, watched
from regesta.model import Output
from regesta.rendering.assets import ours

WORDS = (
    "The harbour at Visby has been free of ice since Sunday, and two ships put to sea the same day.",
    "I ask you to send the buoys that were promised in the autumn. Without them no pilot will sail by night.",
    "A third ship waits for wind. Her master is an old man from Fårö who knows every stone of the coast.",
)
TEI = "documents/5001/tei.xml"
BOOK = "data/edition.epub"


class House:
    """An edition of one letter that was published once."""

    def __init__(self, folder: Path) -> None:
        self.root, self.site = folder / "edition", folder / "site"
        text = letter(number="5001", title="Letter, Anna Lindqvist to Jonas Berg", words="\n\n".join(WORDS))
        edition_of(self.root, {"a.md": text})
        assert self.build().code == 0

    def build(self) -> Done:
        """Build the site anew, because these tests change what makes it, and always on the same day."""
        day = {"SOURCE_DATE_EPOCH": "1000000000"}
        return run("build", self.root, "-o", self.site, "--no-search", "--fresh", env=day)

    def files(self) -> dict[str, bytes]:
        """Every file of the site and of the ledgers."""
        folders = (self.site, self.root / "anchors")
        return {str(path): path.read_bytes() for one in folders for path in one.rglob("*") if path.is_file()}

    def put(self, name: str, text: str) -> None:
        """A template of the edition's own."""
        (self.root / "templates").mkdir(exist_ok=True)
        (self.root / "templates" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def refused(house: House) -> str:
    """What a build says that must refuse and leave site and ledgers as they were, byte for byte."""
    before = house.files()
    done = house.build()
    assert done.code == 1, done.out
    assert house.files() == before
    return done.out


def our(template: str, *changes: tuple[str, str]) -> str:
    """A template of ours with words changed in it."""
    text = (ours("templates") / template).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


# ---------------------------------------------------------------------------------------------- each form broken


def test_a_page_without_an_address_is_refused(house):
    house.put("document.html", our("document.html", ('<p{% if first.id %} id="{{ first.id }}"', "<p{% if first.id %}")))
    said = refused(house)
    assert "X-401" in said
    assert "documents/5001/index.html" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b' xml:id="p2"', b"", "lacks p2"),
        (b' xml:id="p2"', b' xml:id="p3"', "more than one element has the id p3"),
        (b' xml:id="p2"', b' corresp="p2"', "lacks p2"),
        (b"<body>", b'<body><anchor xml:id="p1"/>', "more than one element has the id p1"),
    ],
)
def test_tei_that_loses_or_doubles_an_address_is_refused(house, monkeypatch, old, new, said):
    made = exports.tei
    monkeypatch.setattr(exports, "tei", lambda *given: made(*given).replace(old, new))
    told = refused(house)
    assert "X-401" in told
    assert TEI in told
    assert said in told


def test_a_document_without_its_tei_is_refused(house, monkeypatch):
    """Its own page links to the file, and another document's file does not stand for it."""
    text = letter(number="5002", title="Letter, Jonas Berg to Anna Lindqvist", words="\n\n".join(reversed(WORDS)))
    (house.root / "b.md").write_text(text, encoding="utf-8")
    assert house.build().code == 0
    made = exports.tei
    monkeypatch.setattr(exports, "tei", lambda document, *given: made(document, *given) if is_first(document) else None)
    told = refused(house)
    assert "document 5002 must stand once among the TEI files" in told
    assert "X-403" in told


def is_first(document) -> bool:
    return document.record.id == "5001"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('<p{% if first.id %} id="{{ first.id }}"{% endif %}{% if part', "<p{% if part"), "lacks p1, p2, p3"),
        (("<header>", '<header id="p2">'), "more than one element has the id p2"),
    ],
)
def test_a_book_whose_template_loses_or_doubles_an_address_is_refused(house, change, said):
    house.put("book-chapter.xhtml", our("book-chapter.xhtml", change))
    told = refused(house)
    assert "X-401" in told
    assert BOOK in told
    assert f"{said} in book/documents/5001.xhtml" in told


def test_a_book_without_a_document_is_refused(house, monkeypatch):
    made = exports.book_of
    text = letter(number="5002", title="Letter, Jonas Berg to Anna Lindqvist", words="\n\n".join(reversed(WORDS)))
    (house.root / "b.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(exports, "book_of", lambda *given: (without_chapter(one, "5002") for one in made(*given)))
    assert "document 5002 must stand once among the EPUB files, and stands in no EPUB file" in refused(house)


def without_chapter(book: Output, document: str) -> Output:
    content = BytesIO()
    with ZipFile(BytesIO(book.content)) as whole, ZipFile(content, "w") as less:
        for name in whole.namelist():
            if f"documents/{document}" not in name:
                less.writestr(name, whole.read(name))
    return replace(book, content=content.getvalue())


def test_a_document_in_two_books_is_refused(house, monkeypatch):
    made = exports.book_of

    def twice(*given):
        for one in made(*given):
            yield from (one, replace(one, path="data/edition-194x.epub"))

    monkeypatch.setattr(exports, "book_of", twice)
    assert "stands in data/edition.epub and data/edition-194x.epub" in refused(house)


def test_a_book_that_is_no_archive_is_refused(house, monkeypatch):
    made = exports.book_of
    monkeypatch.setattr(exports, "book_of", lambda *given: (replace(one, content=b"PK") for one in made(*given)))
    told = refused(house)
    assert "the finished book cannot be opened" in told
    assert BOOK in told


# ---------------------------------------------------------------------------------------------- what passes


def test_every_address_ever_issued_stands_once_in_each_form(tmp_path):
    """After a correction, a split, a merge, a withdrawal and a move."""
    made = published(tmp_path, *STATES)
    page = made.page("documents/5001/index.html")
    issued = set(re.findall(r'"id":"([^"]+)"', (made.root / "anchors" / "5001.json").read_text(encoding="utf-8")))
    assert len(issued) > 6
    with ZipFile(made.site / BOOK) as book:
        chapter = book.read("book/documents/5001.xhtml").decode()
    for number in issued:
        assert len(re.findall(rf'<[^>]* id="p{number}"', page)) == 1
        assert len(re.findall(rf'<[^>]* xml:id="p{number}"', made.page(TEI))) == 1
        assert len(re.findall(rf'<[^>]* id="p{number}"', chapter)) == 1


def test_words_that_look_like_an_id_are_none(tmp_path):
    """A transcript that quotes markup neither doubles an address nor stands in for a lost one."""
    words = ("He wrote: <p xml:id=\"p2\" id='p2'> and went.", *WORDS)
    edition_of(tmp_path / "edition", {"a.md": letter(number="5001", title='Note > id="p1"', words="\n\n".join(words))})
    done = run("build", tmp_path / "edition", "-o", tmp_path / "site", "--no-search")
    assert done.code == 0, done.out


def test_only_what_stands_in_a_tag_is_an_address():
    seen = Seen()
    tei = b'<TEI><p n="1">words xml:id="p1"</p><p n="&lt;a xml:id=" xml:id="p2">more</p></TEI>'
    list(watched([Output("documents/1/tei.xml", tei)], seen))
    assert seen.copies["TEI"]["1"][0].addresses == {"p2"}
    page = Output("documents/1/index.html", b'<p id="p1"></p><p id="p2"></p>')
    list(watched([page], seen))
    found = faults(seen, {"1": ["p1", "p2"]}, ["TEI"])
    assert [one.message for one in found] == ["the finished file lacks p1"]
