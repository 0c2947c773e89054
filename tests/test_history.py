"""The history of a document as its pages tell it: every state, what it changed, word by word."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from history_edition import (
    CHURCH,
    CORRECTED,
    ICE,
    LETTER,
    SALT,
    STATES,
    WIND,
    plain,
    published,
    section,
    told,
)
from regesta.anchors.past import decode_line
from regesta.model import Anchor, State, Turn, Wording
from regesta.rendering import changes, history
from regesta.rendering.differences import Run, differences, parted
from regesta.rendering.pages import render
from test_pages import HOSTILE, document, edition, pages

HISTORY = "documents/5001/history/index.html"
DOCUMENT = "documents/5001/index.html"
WORDINGS = "documents/5001/history/wordings.json"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """A letter published in five states."""
    return published(tmp_path_factory.mktemp("five"), *STATES)


@pytest.fixture(scope="module")
def page(five):
    return five.page(HISTORY)


# ---------------------------------------------------------------------------------------------- states


def test_a_document_of_one_state_says_so_in_a_sentence(tmp_path):
    made = published(tmp_path, LETTER)
    html = made.page(HISTORY)
    assert "This document has been published in one state, on January 1, 2026, and has not changed since." in html
    assert "<ins>" not in html
    assert "<del>" not in html
    assert not (made.site / WORDINGS).exists()
    assert 'href="history/index.html">History of the text' in made.page(DOCUMENT)


def test_two_states_the_words_that_changed_are_marked_and_no_others(tmp_path):
    made = published(tmp_path, *STATES[:2])
    changed = told(made.page(HISTORY), 2)
    assert list(changed) == ["p1"]
    assert changed["p1"].startswith("¶ 1 corrected")
    assert "Sunday, and [-two-] {+three+} ships [-put-] {+went+} to sea the same day." in changed["p1"]


def test_every_state_is_told_the_newest_first_with_its_day_and_what_happened(page):
    assert re.findall(r'<section id="state-(\d)"', page) == ["5", "4", "3", "2", "1"]
    assert "5 published states, from January 1, 2026 to January 5, 2026." in page
    assert '<time datetime="2026-01-03">January 3, 2026</time>' in section(page, 3)
    assert "1 paragraph corrected" in section(page, 2)
    assert "first publication" in section(page, 1)


def test_a_paragraph_that_was_parted_is_compared_with_both_its_parts(page):
    """No word went or came, so none is marked, in either part."""
    changed = told(page, 3)
    assert changed["p2"] == "¶ 2 parted into ¶ 2 and ¶ 2a I ask you to send the buoys that were promised in the autumn."
    assert changed["p2a"] == "¶ 2a parted from ¶ 2 Without them no pilot will sail by night."


def test_a_merge_is_told_in_the_state_in_which_it_happened(page):
    """Two states later it is still remembered which state it was."""
    assert told(page, 3)["p4"].startswith("¶ 4 now part of ¶ 3 The price of salt")
    assert not {"p4", "p4-4", "p4-5"} & {*told(page, 4), *told(page, 5)}


def test_what_was_withdrawn_is_told_with_its_last_words(page):
    assert told(page, 4) == {"p5": f"¶ 5 withdrawn [-{CHURCH}-]"}


def test_a_move_is_told_with_its_new_place(page):
    assert told(page, 5)["p6"].startswith("¶ 6 moved to the beginning The bank in Stockholm")


def test_changes_are_told_apart_without_colour_and_in_a_spoken_page(tmp_path):
    html = published(tmp_path, *STATES[:2]).page(HISTORY)
    assert '<del><span class="unseen">[removed: </span>two<span class="unseen">]</span></del>' in html
    assert '<ins><span class="unseen">[put in: </span>three<span class="unseen">]</span></ins>' in html


def test_every_change_leads_to_its_paragraph_and_every_mark_to_its_change(five, page):
    text = five.page(DOCUMENT)
    for address in ("p1", "p2", "p2a", "p4", "p5", "p6"):
        assert f'<div id="{address}">\n<dt><a href="../index.html#{address}"' in page
        assert f' id="{address}"' in text
    assert '¶ 1 <a href="history/index.html#p1">corrected in state 2</a>' in text
    assert '<a href="history/index.html#p6">moved to the beginning in state 5</a>' in text
    assert '<a href="history/index.html#p5">state 4</a>' in text


def test_a_tombstone_stands_where_its_paragraph_stood_with_its_last_words(five):
    text = five.page(DOCUMENT)
    tomb = re.search(r'<details class="gone" id="p5".*?</details>', text, re.DOTALL)[0]
    assert f"<q>{CHURCH}</q>" in tomb
    assert text.index('id="p4"') < text.index('id="p5"')


def test_a_merged_number_stands_at_the_word_where_its_paragraph_began(five):
    assert re.search(
        r'coast\. <span class="merged" id="p4"[^>]*><a class="n"[^>]*>4</a></span>The price', five.page(DOCUMENT)
    )


def test_the_page_tells_a_script_since_when_each_paragraph_has_its_words(five):
    text = five.page(DOCUMENT)
    attributes = {one[0]: one[1] for one in re.findall(r' id="(p\w+)"([^>]*)>', text)}
    assert ' data-since="2"' in attributes["p1"]
    assert ' data-born="3"' in attributes["p2a"]
    assert ' data-moved="5"' in attributes["p6"]
    assert ' data-gone="4"' in attributes["p5"]
    assert all(re.search(' data-fp="[a-z2-7]{4}"', one) for one in attributes.values())


def test_the_earlier_wordings_stand_in_a_file_beside_the_history(five):
    data = json.loads(five.page(WORDINGS))
    assert data["states"]["2"] == "January 2, 2026"
    assert data["wordings"]["p1"] == [[1, ICE], [2, CORRECTED]]
    assert data["wordings"]["p5"] == [[1, CHURCH], [4, None]]
    assert "p6" not in data["wordings"]


def test_an_address_that_changed_twice_has_its_own_id_at_the_newer_change(tmp_path):
    again = CORRECTED.replace("Visby", "Wisby")
    html = published(tmp_path, LETTER, (CORRECTED, *LETTER[1:]), (again, *LETTER[1:])).page(HISTORY)
    assert list(told(html, 3)) == ["p1"]
    assert list(told(html, 2)) == ["p1-2"]


def test_what_was_withdrawn_and_came_back_is_told_both_times(tmp_path):
    without = tuple(one for one in LETTER if one != CHURCH)
    made = published(tmp_path, LETTER, without, LETTER)
    html = made.page(HISTORY)
    assert told(html, 2)["p5-2"].startswith("¶ 5 withdrawn [-On Sunday")
    assert told(html, 3)["p5"].startswith("¶ 5 restored On Sunday")
    assert json.loads(made.page(WORDINGS))["wordings"]["p5"] == [[1, CHURCH], [2, None], [3, CHURCH]]


def test_a_merge_that_is_undone_is_told_both_times(tmp_path):
    made = published(tmp_path, (ICE, WIND, SALT), (ICE, f"{WIND} {SALT}"), (ICE, WIND, SALT))
    html = made.page(HISTORY)
    assert told(html, 2)["p3-2"].startswith("¶ 3 now part of ¶ 2")
    assert told(html, 3)["p3"].startswith("¶ 3 stands on its own again")
    assert 'class="merged"' not in made.page(DOCUMENT)


def test_the_editors_reason_and_the_successor_are_told(tmp_path):
    made = published(tmp_path, LETTER)
    (made.root / "anchors" / "5001.decisions.yaml").write_text(
        "retire: {5: {why: printed twice, see: 6}}\n", encoding="utf-8"
    )
    made.publish(*(one for one in LETTER if one != CHURCH))
    assert told(made.page(HISTORY), 2)["p5"].startswith("¶ 5 withdrawn (printed twice), see ¶ 6 [-On Sunday")
    tomb = re.search(r'<details class="gone" id="p5".*?</details>', made.page(DOCUMENT), re.DOTALL)[0]
    assert 'printed twice. See <a href="#p6">¶ 6</a>.' in tomb


def test_a_state_that_changed_no_word_says_so(tmp_path):
    made = published(tmp_path, LETTER)
    made.publish(*LETTER, title="Letter, Anna Lindqvist to Jonas Berg (second copy)")
    assert "no words of the text changed" in section(made.page(HISTORY), 2)
    assert told(made.page(HISTORY), 2) == {}


def test_the_ledger_alone_brings_back_the_same_history(five, tmp_path):
    """A fresh build into another folder, on another day, from what was remembered."""
    before = {path.name: path.read_bytes() for path in (five.root / "anchors").iterdir()}
    site, five.site = five.site, tmp_path / "again"
    five.build("--fresh")
    for path in (HISTORY, DOCUMENT, WORDINGS, "changes/index.html", "feed.xml"):
        assert five.page(path) == (site / path).read_text(encoding="utf-8"), path
    five.site = site
    assert before == {path.name: path.read_bytes() for path in (five.root / "anchors").iterdir()}


def test_a_damaged_line_of_the_earlier_wordings_is_reported_and_the_rest_is_told(tmp_path):
    made = published(tmp_path, *STATES[:3])
    path = made.root / "anchors" / "5001.old.jsonl"
    path.write_bytes(b"<<<<<<< ours\n" + path.read_bytes())
    out = made.build()
    assert "anchors/5001.old.jsonl:1: warning X-409" in out
    assert "[-two-] {+three+}" in told(made.page(HISTORY), 2)["p1"]


def test_lost_earlier_wordings_are_not_invented(tmp_path):
    made = published(tmp_path, *STATES[:2])
    (made.root / "anchors" / "5001.old.jsonl").unlink()
    made.build()
    assert told(made.page(HISTORY), 2)["p1"].startswith("¶ 1 corrected, its earlier words are not kept")
    assert not (made.site / WORDINGS).exists()


def test_a_document_taken_out_keeps_its_history_and_is_told_among_the_changes(tmp_path):
    made = published(tmp_path, LETTER)
    made.publish(ICE, number="5002")
    (made.root / "5001.md").unlink()
    made.build()
    html = made.page(HISTORY)
    assert "The document is no longer part of the edition: its transcript was taken out." in html
    assert told(html, 2) == {}
    assert 'documents/5001/history/index.html#state-2">State 2</a>, withdrawn' in made.page("changes/index.html")


# ---------------------------------------------------------------------------------------------- changes and feed


def test_the_page_of_changes_lists_every_state_by_day_and_leads_to_it(five):
    html = five.page("changes/index.html")
    assert re.findall(r'history/index\.html#state-(\d)">State', html) == ["5", "4", "3", "2", "1"]
    assert re.findall(r'<h2><time datetime="([^"]+)"', html) == [f"2026-01-0{day}" for day in (5, 4, 3, 2, 1)]
    assert "1 paragraph corrected" in html


def test_older_changes_stand_on_pages_that_a_new_state_leaves_alone(monkeypatch):
    monkeypatch.setattr(changes, "PAGE", 3)
    states = tuple(State(number, f"2026-01-{number:02}", "0" * 64, f"note {number}") for number in range(1, 12))

    def listed(count: int) -> dict[str, str]:
        found = pages(edition(document("100", states=states[:count])))
        return {path: html for path, html in found.items() if path.startswith("changes/")}

    before, after = listed(10), listed(11)
    assert set(before) == {"changes/index.html", "changes/1/index.html", "changes/2/index.html"}
    assert {path: html for path, html in after.items() if path != "changes/index.html"}.items() >= {
        (path, html.replace("10 published", "11 published"))
        for path, html in before.items()
        if path != "changes/index.html"
    }
    numbers = [number for html in after.values() for number in re.findall(r"#state-(\d+)", html)]
    assert sorted(map(int, numbers)) == list(range(1, 12))


def test_the_feed_tells_every_state_in_order_and_leads_to_what_it_changed(five):
    root = ET.fromstring(five.page("feed.xml"))  # noqa: S314 - what is parsed was made here
    entries = root.findall(f"{ATOM}entry")
    links = [{link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")} for entry in entries]
    assert [one["alternate"] for one in links[:4]] == [f"{HISTORY}#state-{number}" for number in (5, 4, 3, 2)]
    assert links[4] == {"alternate": DOCUMENT, "related": f"{HISTORY}#state-1"}
    assert entries[3].findtext(f"{ATOM}summary").startswith("State 2: 1 paragraph corrected.")
    for one in links:
        path, _, place = one["alternate"].partition("#")
        assert not place or f'id="{place}"' in five.page(path)


def test_an_entry_of_the_feed_keeps_its_id_when_newer_ones_come(tmp_path):
    made = published(tmp_path, *STATES[:2])
    pattern = re.compile(r"<entry>\s*<id>([^<]+)</id>")
    before = pattern.findall(made.page("feed.xml"))
    made.publish(*STATES[2])
    assert pattern.findall(made.page("feed.xml"))[1:] == before


# ---------------------------------------------------------------------------------------------- large and hostile


def many(count: int):
    """A document of which every paragraph was corrected in each of three states."""
    anchors = tuple(
        Anchor(address=f"p{number}", since=3, text=f"Paragraph {number} in its third wording. " * 5, fingerprint="aaaa")
        for number in range(1, count + 1)
    )
    earlier = tuple(
        Wording(one.address, state, one.text.replace("third", {1: "first", 2: "second"}[state]))
        for state in (1, 2) for one in anchors
    )  # fmt: skip
    states = tuple(State(number, f"2026-01-0{number}", "0" * 64, "corrected") for number in (1, 2, 3))
    made = document("100", states=states, anchors=anchors, blocks=())
    return replace(made, wordings=earlier)


def test_a_long_history_is_split_and_every_link_still_leads_somewhere(monkeypatch):
    """The first page names every state; the marks on the document lead to the page that has the change."""
    monkeypatch.setattr(history, "PAGE_LETTERS", 4000)
    found = {one.path: one.content.decode() for one in render(edition(many(30))) if one.path.endswith(".html")}
    first = found["documents/100/history/index.html"]
    parts = [path for path in found if path.startswith("documents/100/history/")]
    assert len(parts) > 3
    assert re.findall(r'<li id="state-(\d)"', first) == ["3", "2", "1"]
    for path in parts:
        ids = re.findall(r' id="([^"]+)"', found[path])
        assert len(ids) == len(set(ids)), path
    shown = [address for path in parts for address in re.findall(r'<div id="(p\d+)">', found[path])]
    assert sorted(shown) == sorted(f"p{number}" for number in range(1, 31))
    places = history.hrefs(many(30), history.told(many(30)))
    for address, href in places.items():
        path, _, fragment = href.partition("#")
        assert f'<div id="{fragment}">' in found[f"documents/100/{path}"], address


def test_a_passage_longer_than_a_page_stands_on_one(monkeypatch):
    monkeypatch.setattr(history, "PAGE_LETTERS", 1)
    leaves = history.told(many(3)).leaves
    assert [[len(ones) for _, ones in leaf.states] for leaf in leaves] == [[1], [1], [1], [1], [1], [1, 0]]


def test_no_wording_reason_or_note_becomes_markup():
    anchors = (
        Anchor(address="p1", since=2, text=f"now {HOSTILE}", fingerprint=HOSTILE),
        Anchor(address="p2", status="gone", gone=2, since=2, text=HOSTILE, why=HOSTILE),
        Anchor(address="p3", text=HOSTILE),
    )
    states = (State(1, HOSTILE, "0", HOSTILE), State(2, HOSTILE, "1", HOSTILE))
    made = replace(
        document("100", states=states, anchors=anchors, blocks=(), title=HOSTILE),
        wordings=(Wording("p1", 1, HOSTILE),),
        turns=(Turn("p3", 2, "merged", HOSTILE, HOSTILE), Turn("p2", 2, "withdrawn", HOSTILE, HOSTILE)),
    )
    html = pages(edition(made))["documents/100/history/index.html"]
    html5lib.HTMLParser(strict=True).parse(html)
    seen = _Elements()
    seen.feed(html)
    assert seen.names.isdisjoint({"img", "iframe"})
    assert seen.scripts == 2  # the choice of light or dark, and our own file
    assert not any(name.startswith("on") for name in seen.attributes)


class _Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts = 0

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.scripts += tag == "script"


@given(st.binary(max_size=80))
def test_no_line_of_earlier_wordings_makes_the_reader_stumble(line):
    assert decode_line(line) is None or isinstance(decode_line(line), Wording | Turn)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'{"id":"12","state":2,"text":"exact "}', Wording("p12", 2, "exact ")),
        (b'{"id":"s3","state":1,"text":""}', Wording("s3", 1, "")),
        (b'{"id":"13","state":4,"turn":"merged","other":"12"}', Turn("p13", 4, "merged", "p12")),
        (b'{"id":"5","state":4,"turn":"withdrawn","why":"twice"}', Turn("p5", 4, "withdrawn", "", "twice")),
        (b'{"id":"12","state":0,"text":""}', None),
        (b'{"id":"x","state":1,"text":""}', None),
        (b'{"id":"5","state":4,"turn":"lost"}', None),
        (b'{"id":"5","state":true,"text":""}', None),
        (b"[]", None),
    ],
)
def test_a_line_is_a_wording_a_turn_or_nothing(line, value):
    assert decode_line(line) == value


# ---------------------------------------------------------------------------------------------- words compared


def shown(runs: tuple[Run, ...]) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One two three.", "One two three.", "One two three."),
        ("One two three.", "One 2 three.", "One [-two-] {+2+} three."),
        ("One two three", "One three", "One [-two-] three"),
        ("one two three", "one two", "one two [-three-]"),
        ("one", "one two", "one {+two+}"),
        ("com[munist party", "com[munist] party", "com[munist{+]+} party"),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("一九四九年七月", "一九四八年七月", "一九四[-九-]{+八+}年七月"),
        ("Liu left Moscow in July", "He was in Dairen today", "[-Liu left Moscow in July-]{+He was in Dairen today+}"),
    ],
)
def test_words_that_went_and_came_are_marked(old, new, expected):
    assert shown(differences(old, new)) == expected


WORDS = st.lists(st.sampled_from(["Mao", "the", "ice,", "in", "[sic]", "1949", "北", "of"]), max_size=25).map(" ".join)


@given(WORDS, WORDS)
def test_a_comparison_holds_every_word_of_both_wordings_in_order(old, new):
    runs = differences(old, new)
    before = "".join(run.text for run in runs if run.kind != "new")
    after = "".join(run.text for run in runs if run.kind != "gone")
    assert "".join(before.split()) == "".join(old.split())
    assert "".join(after.split()) == "".join(new.split())


@given(WORDS, st.lists(WORDS, min_size=1, max_size=4))
def test_a_comparison_with_several_parts_gives_each_its_own_words(old, pieces):
    told_of = parted(old, pieces)
    for runs, piece in zip(told_of, pieces, strict=True):
        assert "".join("".join(run.text for run in runs if run.kind != "gone").split()) == "".join(piece.split())
    before = "".join(run.text for runs in told_of for run in runs if run.kind != "new")
    assert "".join(before.split()) == "".join(old.split())


def test_a_whole_chapter_is_compared_in_time():
    """Twenty thousand words, each fifth changed, in a few seconds at most."""
    old = [f"word{number % 977}" for number in range(20_000)]
    new = [f"other{number}" if number % 5 == 0 else word for number, word in enumerate(old)]
    runs = differences(" ".join(old), " ".join(new))
    assert sum(run.kind == "new" for run in runs) > 1000


def test_plain_is_not_blind():
    """The helper of these tests shows what a reader would see struck out."""
    assert plain('<p>a <del><span class="unseen">[removed: </span>b</del></p>') == "a [-b-]"


def test_a_document_names_its_last_states_and_leads_to_all(five):
    text = five.page(DOCUMENT)
    assert re.findall(r'<span class="label">State (\d)</span>', text) == ["3", "4", "5"]
    assert 'href="history/index.html">History of the text' in text
