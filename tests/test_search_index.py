"""The search index: the engine's client, the words with their counts, and the files that come out."""

import gzip
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from regesta.findings import OperatorError
from regesta.model import Output
from regesta.search import pagefind, tables
from regesta.search.entries import zones
from regesta.search.index import index
from search_edition import document, edition

LETTERS = edition(
    document("100", "The loan was signed.", "No word of the loan — he said.", title="Cable", summary="A loan."),
    document("101", "Ch'ing archives.", headings=["On the railway"], notes=["See the loan file."], date="1950-02"),
    document("102", "Nothing here.", unaddressed=["[Two illegible lines]"], date="1949-07~"),
)


def files(outputs: Iterator[Output]) -> dict[str, bytes]:
    return {output.path: output.content for output in outputs}


def value(content: bytes) -> Any:
    """What a script hands over."""
    return json.loads(content.decode().partition(",")[2].removesuffix(");\n"))


def fragments(outputs: dict[str, bytes]) -> list[dict[str, object]]:
    packed = (content for path, content in outputs.items() if path.endswith(".pf_fragment"))
    return [json.loads(gzip.decompress(content).removeprefix(pagefind.SIGNATURE)) for content in packed]


def test_a_document_is_one_page_with_an_anchor_for_every_zone() -> None:
    """Hits lead to paragraphs, headings and notes, and tell title, summary and remarks apart."""
    found = {one["url"]: [anchor["id"] for anchor in one["anchors"]] for one in fragments(files(index(LETTERS)))}
    assert found == {
        "documents/100/": ["date=1949-07-18", "dated=July%2018%2C%201949", "title", "summary", "p1", "p2"],
        "documents/101/": ["date=1950-02", "dated=February%201950", "title", "s1", "p1", "n1"],
        "documents/102/": ["date=1949-07~", "dated=ca.%20July%201949", "title", "p1", "-"],
    }


def test_the_text_of_every_zone_comes_back_whole() -> None:
    """What the engine hands out between two anchors is what was put in, markup characters included."""
    hostile = "a < b &amp; c > d \"e\" </a><script>x</script> 'f' ___PAGEFIND_WEIGHT___9 {{g}} | h"
    (one,) = fragments(files(index(edition(document("1", hostile, "end", title="T")))))
    pieces, places = one["content"].split(" "), {anchor["id"]: anchor["location"] for anchor in one["anchors"]}
    zone = [piece for piece in pieces[places["p1"] : places["p2"]] if not piece.startswith("|")]
    assert " ".join(zone).replace("| ", "").replace("\ue000", "|") == hostile
    assert pieces[places["p2"] :] == ["end"]


def test_the_site_gets_the_engine_without_its_user_interfaces() -> None:
    """Only what the search page loads is published."""
    names = {path.removeprefix("search/pagefind/") for path in files(index(LETTERS))}
    loose = {name for name in names if "/" not in name and not name.endswith(".pf_meta")}
    assert loose == {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind"}


def test_the_order_of_the_documents_makes_no_difference() -> None:
    """The same documents in another order give the same bytes."""
    reverse = edition(*reversed(LETTERS.documents))
    assert list(index(reverse)) == list(index(LETTERS))


def test_repeated_builds_are_the_same_bytes() -> None:
    """In other processes with other hash seeds, folders and settings in the environment, too."""
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_search_index import LETTERS, index\n"
        "for output in index(LETTERS): print(output.path, hashlib.sha256(output.content).hexdigest())"
    )

    def build(seed: str, folder: str) -> str:
        settings = {"PYTHONHASHSEED": seed, "PAGEFIND_ROOT_SELECTOR": "main", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        command = [sys.executable, "-c", program, str(Path(__file__).parent)]
        done = subprocess.run(command, env={**os.environ, **settings}, cwd=folder, capture_output=True, check=True)
        return done.stdout.decode()

    assert build("1", "/") == build("2", "/tmp")  # noqa: S108  any two folders


def test_a_large_edition_is_indexed_in_parts() -> None:
    """Every document is in one part; the engine's programs are there once."""
    whole = edition(*(document(str(number), f"Word{number}.") for number in range(12)))
    parts = files(index(whole, documents_per_part=3))
    manifest = value(parts["search/tables.js"])
    assert manifest["parts"] == ["0", "1", "2", "3"]
    assert len({one["url"] for one in fragments(parts)}) == 12
    assert sum(path.endswith("pagefind.js") for path in parts) == 1
    assert {path.split("/")[2] for path in parts if path.endswith(".pf_meta") and path.count("/") == 3} == {
        "1",
        "2",
        "3",
    }


def test_an_edition_without_documents_has_an_index() -> None:
    """The search page of an empty edition can say that nothing is there."""
    outputs = files(index(edition()))
    assert value(outputs["search/tables.js"])["documents"] == 0
    assert value(outputs["search/words/w-.js"]) == {}


def test_words_are_counted_by_paragraph_and_document() -> None:
    """Paragraphs, documents with such paragraphs, and documents that have the word at all."""
    words = value(files(index(LETTERS))["search/words/w-.js"])
    assert words["loan"] == [3, 2]
    assert words["ching"] == [1, 1]
    assert words["cable"] == [0, 0, 1]
    assert words["illegible"] == [0, 0, 1]
    assert "zzzz" not in words


def test_a_crowded_beginning_gets_a_file_of_its_own() -> None:
    """Every word lies in the file of its longest crowded beginning, and nowhere else."""
    table = dict.fromkeys(["stalin", "state", "station", "st", "sun", "мао", "мир", "мы"], 0)
    beginnings = tables.prefixes(table, crowded=2)
    assert beginnings == ("", "s", "st", "sta", "м")
    outputs = {output.path: value(output.content) for output in tables.sharded("a/", table, beginnings)}
    assert {path: list(words) for path, words in outputs.items()} == {
        "a/w-.js": [],
        "a/w-s.js": ["sun"],
        "a/w-st.js": ["st"],
        "a/w-sta.js": ["stalin", "state", "station"],
        "a/u-43c.js": ["мао", "мир", "мы"],
    }


def test_titles_that_begin_alike_do_not_crowd_one_file() -> None:
    """A thousand titles that differ only at their ends are spread over files of one size, each title in one."""
    table = {
        f"t telegram from the embassy in moscow to the department {number}": [[str(number)]] for number in range(999)
    }
    outputs = [value(output.content) for output in tables.spread("a/", table, 5)]
    assert sum(map(len, outputs)) == 999
    assert {key for held in outputs for key in held} == table.keys()
    assert all(150 < len(held) < 250 for held in outputs)


def test_the_documents_that_have_a_word_are_given_by_distances() -> None:
    """Each part numbers its own documents, and its catalogue says which they are."""
    parts = files(index(LETTERS, documents_per_part=2))
    found: dict[str, set[str]] = {"loan": set(), "nothing": set()}
    for part in value(parts["search/tables.js"])["parts"]:
        catalogue, places = (value(parts[f"search/{name}.js"]) for name in (f"catalogue/{part}", f"places/{part}/w-"))
        for word, documents in found.items():
            numbers = accumulate(places.get(word, []))
            documents |= {catalogue["id"][number] for number in numbers}
    assert found == {"loan": {"100", "101"}, "nothing": {"102"}}


def test_a_zone_without_words_is_left_out() -> None:
    """A note whose text is missing is nothing to search."""
    record = document("1", "Text.", summary="").record
    assert [zone.anchor for zone in zones(record)] == ["title", "p1"]


def test_a_missing_engine_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads what to type."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(OperatorError, match=r"pip install pagefind-bin==1\.5\.2"):
        pagefind.build([])


def test_an_engine_that_cannot_run_is_the_operators_fault(tmp_path: Path) -> None:
    """A program that is no program, and one that ends without an answer."""
    with pytest.raises(OperatorError, match="cannot be started"):
        pagefind.build([], program=tmp_path / "missing")
    with pytest.raises(OperatorError, match="ended early"):
        pagefind.build([pagefind.Page("a/", "<html><body>a</body></html>")] * 1000, program=_script(tmp_path, "exit 3"))


def test_another_version_of_the_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its formats are private to each release."""
    monkeypatch.setattr(pagefind, "VERSION", "1.6.0")
    with pytest.raises(OperatorError, match=r"of version 1\.5\.2, and 1\.6\.0 is needed"):
        pagefind.build([])


def test_a_file_cut_short_is_refused() -> None:
    """The engine has been seen to close before its files were whole."""
    outputs = {
        output.path: output.content for output in pagefind.build([pagefind.Page("a/", "<html><body>a</body></html>")])
    }
    assert pagefind._verified(outputs, 1)
    path = next(path for path in outputs if path.endswith(".pf_fragment"))
    for damaged in (outputs[path][:-9], outputs[path] + b"x", b"", gzip.compress(b"other")):
        with pytest.raises(OperatorError, match="damaged file"):
            pagefind._verified({**outputs, path: damaged}, 1)


def test_a_page_that_the_engine_drops_is_missed() -> None:
    """It silently leaves out a page without an html element; a document must not vanish from the search like that."""
    with pytest.raises(OperatorError, match="given 1 pages and indexed 0"):
        pagefind.build([pagefind.Page("a/", "<p>a</p>")])


def test_a_fault_among_the_pages_is_raised_as_it_is() -> None:
    """And the engine is closed, not waited for."""

    def pages() -> Iterator[pagefind.Page]:
        yield pagefind.Page("a/", "<html><body>a</body></html>")
        raise LookupError("no such record")

    with pytest.raises(LookupError, match="no such record"):
        pagefind.build(pages())


def _script(folder: Path, body: str) -> Path:
    path = folder / "engine"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_word_of_a_megabyte_costs_no_more_than_its_letters():
    """A text without blanks is a word; not every beginning of it is made to find those that many words share."""
    table = {"a" * 1_000_000: [1], "ab": [1], "ac": [2], "b": [1]}
    beginnings = tables.prefixes(table, crowded=2)
    assert beginnings == ("", "a")
    held = {one.path: len(one.content) for one in tables.sharded("p/", table, beginnings)}
    assert sorted(held) == ["p/w-.js", "p/w-a.js"]
    assert held["p/w-a.js"] > 1_000_000
