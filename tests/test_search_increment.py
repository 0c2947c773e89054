"""The search index brought up to date: cheap for one document, and the same in every answer as one made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from browser import running, serving
from regesta.model import Authority, Edition, Mention
from regesta.search import increment
from regesta.search.entries import Entry, entry_of
from regesta.search.increment import Change, index_increment
from regesta.search.index import index_all
from regesta.search.names import Forms, forms_of
from search_edition import document, edition, person, write_search

ENTITIES = (
    person("jiang-jieshi", "Jiang Jieshi", "Chiang Kai-shek", "Generalissimo"),
    person("he-long", "He Long", "Ho Lung"),
    person("ivan-kovalev", "Ivan Kovalev", "I. V. Kovalev"),
)
STOCK = (
    "army",
    "loan",
    "railway",
    "Harbin",
    "treaty",
    "naval",
    "people’s",
    "com[rade]",
    "蒋介石",
    "us",
    "Kovalev",
    "he",
)
NAMES = {"Jiang Jieshi": "jiang-jieshi", "Chiang": "jiang-jieshi", "He Long": "he-long", "Kovalev": "ivan-kovalev"}

Files = dict[str, bytes]


def letter(random: Random, identifier: str) -> Entry:
    """A document of words and names drawn at random."""
    paragraphs, mentions = [], []
    for number in range(1, random.randint(2, 4)):
        words = random.choices(STOCK, k=random.randint(3, 12))
        form = random.choice(list(NAMES))
        if random.random() < 0.7:
            words.insert(random.randint(0, len(words)), form)
            if random.random() < 0.8:
                mentions.append(Mention(NAMES[form], f"p{number}", 0, 0, form))
        paragraphs.append(" ".join(words))
    made = document(
        identifier,
        *paragraphs,
        title=f"{random.choice(STOCK)} of {random.choice(STOCK)}",
        date=f"19{random.randint(45, 52)}-0{random.randint(1, 9)}",
        type=random.choice(["Letter", "Minutes"]),
        mentions=mentions,
    )
    return entry_of(made, FORMS)


FORMS: Forms = forms_of(Authority(ENTITIES))


def whole(entries: Mapping[str, Entry], *, part: int = 40) -> tuple[Files, bytes]:
    """A whole index of these documents, and its state."""
    outputs = index_all(entries, entries.__getitem__, FORMS, documents_per_part=part)
    files: Files = {}
    while True:
        try:
            output = next(outputs)
        except StopIteration as end:
            return files, end.value
        files[output.path] = output.content


def changed(files: Files, state: bytes, before: Mapping[str, Entry], now: Mapping[str, Entry]) -> tuple[Files, bytes]:
    """The published files after an increment; a whole index where that is asked for."""
    changes = [
        Change(one, before.get(one), now.get(one))
        for one in sorted(before.keys() | now.keys())
        if before.get(one) != now.get(one)
    ]
    done = index_increment(state, changes, now.__getitem__, FORMS)
    if done is None:
        return whole(now)
    assert not {one.path for one in done.outputs} & set(done.removed)
    assert set(done.removed) <= files.keys()
    written = {one.path: one.content for one in done.outputs}
    assert not [path for path, content in written.items() if files.get(path) == content and "recent" in path]
    kept = {path: content for path, content in files.items() if path not in done.removed}
    return kept | written, done.state


def value(content: bytes) -> Any:
    return json.loads(content.decode().partition(",")[2].removesuffix(");\n"))


def answers(files: Files) -> dict[str, object]:
    """What a browser gathers from the tables: words and their numbers, names, references, documents and facets."""
    manifest = value(files["search/tables.js"])
    found: dict[str, object] = {name: manifest[name] for name in ("documents", "paragraphs")}
    tables = {name: _table(files, name) for name in manifest["tables"]}
    words = {word: [*held, held[1]][:3] for word, held in tables["words"].items()}
    for word, more in tables.get("later/words", {}).items():
        words[word] = [sum(pair) for pair in zip(words.get(word, [0, 0, 0]), more, strict=True)]
    found["words"] = {word: held for word, held in words.items() if any(held)}
    found["names"] = tables["names"]
    references: dict[str, list[object]] = {}
    for name in ("references", "later/references"):
        for key, rows in tables.get(name, {}).items():
            references.setdefault(key, []).extend(
                row for row in rows if name != "references" or row[0] not in manifest["masked"]
            )
    found["references"] = {key: sorted(rows, key=str) for key, rows in references.items() if rows}
    found["catalogue"], found["places"] = _documents(files, manifest)
    return found


def _table(files: Files, name: str) -> dict[str, Any]:
    shards = (value(content) for path, content in files.items() if path.rpartition("/")[0] == f"search/{name}")
    return {key: held for shard in shards for key, held in shard.items()}


def _documents(files: Files, manifest: dict[str, Any]) -> tuple[dict[str, object], dict[str, set[str]]]:
    """Every document that is not stale, once, with its facets; and the documents of each word."""
    rows: dict[str, object] = {}
    places: dict[str, set[str]] = {}
    for part in manifest["parts"]:
        columns = value(files[f"search/catalogue/{part}.js"])
        fresh = [key not in manifest["stale"] for key in columns["key"]]
        for at, identifier in enumerate(columns["id"]):
            if fresh[at]:
                assert identifier not in rows
                assert f"search/texts/{columns['key'][at]}.js" in files
                kinds = ("type", "language", "archive", "person")
                facets = {kind: [columns[kind]["all"][number] for number in columns[kind]["of"][at]] for kind in kinds}
                rows[identifier] = (columns["days"][at], facets)
        for word, steps in _table(files, f"places/{part}").items():
            number = 0
            for step in steps:
                number += step
                if fresh[number]:
                    places.setdefault(word, set()).add(columns["id"][number])
    return rows, places


def edited(random: Random, entries: Mapping[str, Entry], turn: int) -> dict[str, Entry]:
    """The documents after a few were added, changed and taken away, and now and then brought back."""
    now = dict(entries)
    for number in range(random.choice([1, 1, 2, 9, 20])):
        deed = random.random()
        if deed < 0.5:
            now[f"n{turn}-{number}"] = letter(random, f"n{turn}-{number}")
        elif deed < 0.8:
            one = random.choice(sorted(now))
            now[one] = letter(random, one)
        elif deed < 0.95:
            now.pop(random.choice(sorted(now)))
        else:
            now["d7"] = letter(random, "d7")
    return now


@pytest.mark.parametrize("seed", range(4))
def test_every_answer_is_that_of_an_index_made_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any run of changes: numbers of words, names, references, facets and the documents of every word."""
    monkeypatch.setattr(increment, "RECENT", 12)
    monkeypatch.setattr(increment, "FEW", 30)
    random = Random(seed)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(150)}
    files, state = whole(entries)
    for turn in range(8):
        before, entries = entries, edited(random, entries, turn)
        files, state = changed(files, state, before, entries)
        assert answers(files) == answers(whole(entries)[0])


def test_one_added_document_writes_a_small_part_and_nothing_of_the_others() -> None:
    """The parts of the whole index stay as they are, byte for byte; only what tells of the difference is written."""
    random = Random(5)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(200)}
    files, state = whole(entries, part=100)
    done = index_increment(
        state, [Change("new", None, new := letter(random, "new"))], (entries | {"new": new}).__getitem__, FORMS
    )
    assert done is not None
    assert done.removed == ()
    paths = {one.path for one in done.outputs}
    own = ("search/pagefind/recent/", "search/catalogue/recent", "search/places/recent/", "search/texts/und-recent_")
    shared = ("search/later/", "search/names/", "search/tables.js")
    assert all(path.startswith(own + shared) for path in paths)
    assert len(paths) < 30
    assert not paths & files.keys() - {"search/tables.js"} or all(
        path.startswith(shared) for path in paths & files.keys()
    )


def test_a_document_that_goes_leaves_no_text_behind() -> None:
    """Its words may wait in the engine's tables until their part is made again, but nobody can read them."""
    random = Random(6)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(150)}
    files, state = whole(entries)
    after = {one: entry for one, entry in entries.items() if one != "d3"}
    left, state = changed(files, state, entries, after)
    gone = files.keys() - left.keys()
    assert {path.split("/")[1] for path in gone} == {"pagefind", "texts"}
    assert len(gone) == 2
    assert "d3" not in answers(left)["catalogue"]  # type: ignore[operator]


def test_what_is_added_last_moves_into_larger_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents are added one by one, there are never many parts, and none is lost."""
    monkeypatch.setattr(increment, "RECENT", 3)
    monkeypatch.setattr(increment, "FEW", 30)
    random = Random(8)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(60)}
    files, state = whole(entries)
    for number in range(24):
        before, entries = entries, entries | {f"n{number}": letter(random, f"n{number}")}
        files, state = changed(files, state, before, entries)
    assert len(value(files["search/tables.js"])["parts"]) <= 5
    assert answers(files) == answers(whole(entries)[0])


def test_many_documents_added_at_once_are_parted_as_the_engine_can_take_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many come, no part is larger than those of a whole index."""
    monkeypatch.setattr(increment, "DOCUMENTS_PER_PART", 50)
    random = Random(10)
    before = {f"d{number}": letter(random, f"d{number}") for number in range(130)}
    files, state = whole(before, part=50)
    now = before | {f"n{number}": letter(random, f"n{number}") for number in range(120)}
    files, state = changed(files, state, before, now)
    parts = value(files["search/tables.js"])["parts"]
    assert parts == ["0", "1", "2", "3", "4", "5"]
    assert all(len(value(files[f"search/catalogue/{part}.js"])["id"]) <= 50 for part in parts)
    assert answers(files) == answers(whole(now)[0])


def test_a_name_that_is_added_to_the_authority_is_found_without_a_text_made_anew() -> None:
    """The documents keep their parts; only the table of names is written again."""
    random = Random(9)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(150)}
    files, state = whole(entries)
    changes = [
        Change(one, entry, replace(entry, names={**entry.names, "small\tharbin": 1}))
        for one, entry in entries.items()
        if "harbin" in entry.words
    ]
    done = index_increment(state, changes, entries.__getitem__, FORMS)
    assert done is not None
    assert {one.path for one in done.outputs} <= {"search/tables.js"} | {path for path in files if "/names/" in path}


def test_a_state_of_another_release_asks_for_a_whole_index() -> None:
    """As does one that is damaged, and an edition so small that it costs no more."""
    random = Random(1)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(5)}
    _, state = whole(entries)
    change = [Change("d1", entries["d1"], None)]
    assert index_increment(state, change, entries.__getitem__, FORMS) is None
    other = msgspec.json.encode({**msgspec.json.decode(state), "release": "regesta-search/0"})
    for damaged in (b"", b"{}", state[:-9], other):
        assert index_increment(damaged, change, entries.__getitem__, FORMS) is None


@pytest.mark.parametrize("number", [5, 130])
def test_nothing_is_written_where_nothing_changed(number: int) -> None:
    """Whatever the size of the edition; a name that the authority file got is written all the same."""
    random = Random(4)
    entries = {f"d{one}": letter(random, f"d{one}") for one in range(number)}
    _, state = whole(entries)
    done = index_increment(state, [], entries.__getitem__, FORMS)
    assert done is not None
    assert (done.outputs, done.removed) == ((), ())
    more = forms_of(Authority((*ENTITIES, person("harbin", "Harbin", "Kharbin"))))
    known = {one: replace(entry, names={**entry.names, "stands\tharbin\tHarbin": 1}) for one, entry in entries.items()}
    changes = [Change(one, entries[one], known[one]) for one in entries if "harbin" in entries[one].words]
    done = index_increment(state, changes, known.__getitem__, more)
    assert done is not None
    assert any(b"kharbin" in one.content for one in done.outputs)


def test_an_entry_travels_as_json() -> None:
    """It may be kept between two builds."""
    entry = letter(Random(3), "d1")
    assert msgspec.json.decode(msgspec.json.encode(entry), type=Entry) == entry


def test_a_reader_is_answered_as_from_an_index_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over http and from a disk: what is said, what is shown and in which order, and how many each facet has."""
    monkeypatch.setattr(increment, "RECENT", 12)
    monkeypatch.setattr(increment, "FEW", 30)
    random = Random(11)
    entries = {f"d{number}": letter(random, f"d{number}") for number in range(90)}
    files, state = whole(entries)
    for turn in range(5):
        before, entries = entries, edited(random, entries, turn)
        files, state = changed(files, state, before, entries)
    manifest = value(files["search/tables.js"])
    assert manifest["stale"]
    assert manifest["parts"][-1] == "recent"
    write_search(files, tmp_path / "a")
    write_search(whole(entries)[0], tmp_path / "b")
    queries = ("army", '"loan railway"', "Chiang Kai-shek", "Ho Lung", "Kovalev treaty", "harb*", "peoples", "d7",
               "zzzz", "loan OR naval", "army&sort=date", "naval&type=Minutes", "harbin&from=1947&to=1948", "介石",
               "arny")  # fmt: skip
    with serving(tmp_path) as base, running() as browser:
        for start in (base, f"{tmp_path.as_uri()}/"):
            page = browser.new_page()
            for query in queries:
                seen = []
                for site in ("a", "b"):
                    page.goto(f"{start}{site}/search/index.html?q={query}")
                    page.wait_for_selector("html[data-search=done]", state="attached")
                    if page.query_selector("#facets > details:not([open]) > summary"):
                        page.click("#facets > details > summary")
                        page.wait_for_selector("#facets .choice", state="attached")
                    seen.append((page.inner_text("main"), page.inner_text("#facets")))
                assert seen[0] == seen[1], query


def test_an_edition_may_be_empty_and_grow() -> None:
    """The first document of all is indexed with the whole."""
    files, state = whole({})
    entry = letter(Random(2), "d1")
    assert index_increment(state, [Change("d1", None, entry)], {"d1": entry}.__getitem__, FORMS) is None
    assert value(files["search/tables.js"])["documents"] == 0


def test_an_entry_depends_on_its_document_and_the_authority_alone() -> None:
    """The neighbours of a document and the edition around it make no difference."""
    one = document("1", "Text of He Long.", mentions=[Mention("he-long", "p1", 8, 15, "He Long")])
    linked: Edition = edition(replace(one, previous="0", next="2"), document("2", "Other."), entities=ENTITIES)
    assert entry_of(linked.documents[0], FORMS) == entry_of(one, forms_of(Authority(ENTITIES)))
