"""What was published stays addressable: edits seen from outside, decisions, and refusals that touch nothing."""

import json
import re
import shutil
from pathlib import Path

import pytest

from editions import Done, edition_of, letter, run

ONE = "The harbour at Visby has been free of ice since Sunday, and two ships put to sea on the very same day."
TWO = "I ask you to send the buoys that were promised in the autumn. For without them no pilot will sail by night."
THREE = "The customs inspector counted eleven barrels of herring, though the captain had signed for a dozen."
FOUR = "My cousin, who keeps the ferry, remembers another winter when the whole sound was frozen for a month."
NEW = "Nothing was heard of the second envoy, whose horse was found grazing behind the chapel on the hill."

BASE = (ONE, TWO, THREE, FOUR)
DAY = {"SOURCE_DATE_EPOCH": "1000000000"}


class House:
    """An edition and its site."""

    def __init__(self, folder: Path) -> None:
        self.root, self.site = folder / "edition", folder / "site"
        edition_of(self.root, {})

    def write(self, *paragraphs: str, number: str = "5001", file: str = "a.md", title: str = "Letter to Berg") -> None:
        """Put a transcript of these paragraphs into the edition."""
        text = letter(number=number, title=title, words="\n\n".join(paragraphs))
        (self.root / file).write_text(text, encoding="utf-8")

    def build(self, *options: str) -> Done:
        """Build the site, always on the same day."""
        return run("build", self.root, "-o", self.site, "--no-search", *options, env=DAY)

    def decide(self, text: str, document: str = "5001") -> None:
        """Write the editor's decisions about a document."""
        (self.root / "anchors" / f"{document}.decisions.yaml").write_text(text, encoding="utf-8")

    def ledger(self, document: str = "5001") -> Path:
        """Path of a document's ledger."""
        return self.root / "anchors" / f"{document}.json"

    def anchor(self, label: str, document: str = "5001") -> dict:
        """One line of a document's ledger."""
        data = json.loads(self.ledger(document).read_text(encoding="utf-8"))
        return next(one for one in data["anchors"] if one["id"] == label)

    def page(self, document: str = "5001") -> str:
        """A document's page."""
        return (self.site / "documents" / document / "index.html").read_text(encoding="utf-8")

    def stands(self, document: str = "5001") -> dict[str, str]:
        """The text of the block of each address, by the published record."""
        record = json.loads((self.site / "documents" / document / "record.json").read_text(encoding="utf-8"))
        return {one["anchor"]: one["text"] for one in record["paragraphs"] if one["anchor"]}


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    house.write(*BASE)
    assert house.build().code == 0
    return house


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(house: House, *options: str) -> Done:
    """A build that must refuse and leave site and ledgers as they were, byte for byte."""
    site, anchors = files_of(house.site), files_of(house.root / "anchors")
    done = house.build(*options)
    assert done.code == 1, done.out
    assert "Nothing was published" in done.out
    assert files_of(house.site) == site
    assert files_of(house.root / "anchors") == anchors
    return done


# ---------------------------------------------------------------------------------------------- edits


def test_numbers_are_given_once_and_stay_with_their_words(house):
    house.write(ONE, NEW, TWO, THREE.replace("eleven", "twelve"), FOUR)
    assert house.build().code == 0
    stands = house.stands()
    assert list(stands) == ["p1", "p1a", "p2", "p3", "p4"]
    assert stands["p1a"] == NEW
    assert "twelve barrels" in stands["p3"]


def test_a_merged_paragraph_keeps_its_number_at_the_very_word(house):
    house.write(ONE, f"{TWO} {THREE}", FOUR)
    assert house.build().code == 0
    assert list(house.stands()) == ["p1", "p2", "p4"]
    assert re.search(r'id="p3"', house.page())
    assert house.page().index("sail by night") < house.page().index('id="p3"') < house.page().index("customs inspector")
    assert house.anchor("3")["status"] == "inline"


def test_a_split_paragraph_keeps_its_number_with_its_first_words_and_finds_it_again(house):
    house.write(ONE, TWO[:62], TWO[62:], THREE, FOUR)
    assert house.build().code == 0
    assert list(house.stands()) == ["p1", "p2", "p2a", "p3", "p4"]
    assert house.anchor("2a")["from"] == "2"
    house.write(*BASE)
    assert house.build().code == 0
    assert list(house.stands()) == ["p1", "p2", "p3", "p4"]
    assert 'id="p2a"' in house.page()


def test_a_moved_paragraph_takes_its_number_along(house):
    house.write(FOUR, ONE, TWO, THREE)
    assert house.build().code == 0
    assert list(house.stands()) == ["p4", "p1", "p2", "p3"]
    assert house.anchor("4")["moved"] == 2


def test_a_deletion_waits_for_the_editor_and_becomes_a_tombstone(house):
    house.write(ONE, TWO, FOUR)
    done = refused(house)
    assert re.search(r"X-401.*5001#p3", done.out)
    assert 'retire: {p3: "the reason"}' in done.out
    house.decide('retire: {3: {why: "printed twice", see: 2}}')
    assert house.build().code == 0
    assert house.anchor("3") | {"text": "", "birth": "", "check": "", "fp": ""} == {
        "id": "3", "status": "gone", "born": 1, "since": 2, "gone": 2, "why": "printed twice", "see": "2",
        "fp": "", "text": "", "birth": "", "check": "",
    }  # fmt: skip
    assert 'id="p3"' in house.page()
    assert "printed twice" in house.page()
    assert house.build().out.splitlines()[-1].count("0 files changed") == 1


def test_a_deletion_may_be_published_as_a_guess(house):
    house.write(ONE, TWO, FOUR)
    done = house.build("--accept-guesses")
    assert done.code == 0
    assert "X-407" in done.out
    assert house.anchor("3")["guess"] is True


def test_a_deletion_undone_brings_the_number_back(house):
    house.write(ONE, TWO, FOUR)
    house.build("--accept-guesses")
    house.write(*BASE)
    assert house.build().code == 0
    assert list(house.stands()) == ["p1", "p2", "p3", "p4"]
    assert house.anchor("3")["status"] == "live"


def test_a_number_that_is_gone_is_never_given_again(house):
    house.write(ONE, TWO, THREE)
    house.build("--accept-guesses")
    house.write(ONE, TWO, THREE, NEW)
    assert house.build().code == 0
    assert house.stands()["p3a"] == NEW
    ledger = json.loads(house.ledger().read_text())
    assert ledger["order"] == ["1", "2", "3", "3a", "4"]


def test_earlier_wordings_are_only_ever_added(house):
    house.write(ONE, TWO.replace("autumn", "spring"), THREE, FOUR)
    house.build()
    earlier = house.root / "anchors" / "5001.old.jsonl"
    first = earlier.read_bytes()
    assert json.loads(first) == {"id": "2", "state": 1, "text": TWO}
    house.write(ONE, TWO.replace("autumn", "summer"), THREE, FOUR)
    house.build()
    assert earlier.read_bytes().startswith(first)
    assert [json.loads(line)["state"] for line in earlier.read_bytes().splitlines()] == [1, 2]


def test_an_unchanged_document_costs_no_state(house):
    before = house.ledger().read_bytes()
    house.write(ONE, NEW, number="5002", file="b.md", title="Another letter")
    house.build()
    assert house.ledger().read_bytes() == before


def test_a_renamed_file_is_the_same_document(house):
    (house.root / "a.md").rename(house.root / "z.md")
    assert house.build().code == 0
    assert json.loads(house.ledger().read_text())["state"] == 1
    assert json.loads(house.ledger().read_text())["states"][0]["file"] == "z.md"


# ---------------------------------------------------------------------------------------------- decisions


def test_a_decision_beats_the_aligner_and_survives(house):
    """The editor says that number 3 belongs to the new paragraph, whatever its words say."""
    house.decide('same: {3: "Nothing was heard"}\nretire: {4: "a slip"}')
    house.write(ONE, TWO, NEW, FOUR)
    assert house.build().code == 0
    assert house.stands()["p3"] == NEW
    assert house.anchor("4")["why"] == "a slip"
    house.write(ONE, TWO, NEW.replace("second", "third"), FOUR)
    assert house.build().code == 0
    assert house.stands()["p3"].startswith("Nothing was heard of the third")


def test_a_guess_is_confirmed_by_a_decision(house):
    house.write(ONE, TWO, FOUR)
    house.build("--accept-guesses")
    house.decide('retire: {3: "printed twice"}')
    assert house.build().code == 0
    assert house.anchor("3")["why"] == "printed twice"
    assert "guess" not in house.anchor("3")
    assert house.anchor("3")["gone"] == 2
    assert "0 files changed" in house.build().out


def test_a_decision_about_an_unknown_document_is_told(house):
    house.decide('retire: {3: "printed twice"}', document="9999")
    assert "there is no document 9999" in house.build().out


def test_a_decision_about_nothing_is_told(house):
    house.decide('same: {3: "words that stand nowhere"}\nretire: {99: "no such number"}')
    house.write(ONE, TWO, THREE, FOUR + " So be it.")
    done = house.build()
    assert done.code == 0
    assert done.out.count("X-408") == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("same: {banana: x}", 1),
        ("\nretire:\n  3:\n", 3),
        ("retire: {3: a}\nsame: {3: b}", 1),
        ("keep: {3: a}", 1),
        ("same: [1, 2]", 1),
        ("same: {3: a", 2),
    ],
)
def test_a_decision_that_cannot_be_understood_names_its_line(house, text, line):
    house.decide(text)
    done = house.build()
    assert done.code == 2
    assert f"anchors/5001.decisions.yaml:{line}" in done.err


# ---------------------------------------------------------------------------------------------- refusals


def test_a_lost_ledger_is_noticed(house):
    house.ledger().unlink()
    site = files_of(house.site)
    done = house.build()
    assert done.code == 1
    assert "X-404" in done.out
    assert files_of(house.site) == site
    assert not house.ledger().exists()


def test_a_ledger_put_back_to_an_older_one_is_noticed(house):
    old = house.ledger().read_bytes()
    house.write(ONE, NEW, TWO, THREE, FOUR)
    house.build()
    house.ledger().write_bytes(old)
    assert "X-404" in refused(house).out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id":"3"', '"id":"4"'),
        ('"id":"3"', '"id":"03"'),
        ("eleven barrels", "twelve barrels"),
        ('"status":"live"', '"status":"gone"'),
        ("{", ""),
    ],
)
def test_a_ledger_changed_by_hand_is_refused(house, old, new):
    house.ledger().write_text(house.ledger().read_text().replace(old, new, 1))
    assert re.search(r"anchors/5001\.json(:\d+)?: error X-404", refused(house).out)


def test_a_line_taken_out_of_the_ledger_is_noticed(house):
    lines = [line for line in house.ledger().read_text().splitlines() if not line.startswith('{"id":"3"')]
    text = "\n".join(lines).replace('"order":["1","2","3","4"]', '"order":["1","2","4"]')
    house.ledger().write_text(f"{text}\n")
    assert "published and not in the ledger: p3" in refused(house).out


def test_two_branches_that_issued_one_number_are_refused(house):
    shutil.copytree(house.root, house.root.parent / "other")
    house.write(ONE, NEW, TWO, THREE, FOUR)
    house.build()
    line = next(one for one in house.ledger().read_text().splitlines() if one.startswith('{"id":"1a"'))
    merged = house.ledger().read_text().replace(line, f"{line}\n{line.replace('Nothing', 'Something')}")
    house.ledger().write_text(merged)
    assert "X-404" in refused(house).out


def test_a_document_that_vanished_is_refused_until_it_is_withdrawn(house):
    house.write(ONE, NEW, number="5002", file="b.md", title="Another letter")
    house.build()
    (house.root / "a.md").unlink()
    done = refused(house)
    assert "X-405" in done.out
    assert "withdraw:" in done.out
    house.decide('withdraw: "it was a forgery"')
    assert house.build().code == 0
    assert "it was a forgery" in house.page()
    assert all(f'id="p{number}"' in house.page() for number in (1, 2, 3, 4))
    assert house.build().code == 0
    house.write(*BASE)
    house.decide("")
    assert house.build().code == 0
    assert list(house.stands()) == ["p1", "p2", "p3", "p4"]


def test_no_way_round_the_doubts_by_building_twice(house):
    house.write(ONE, TWO, FOUR)
    refused(house)
    refused(house)


def test_a_page_that_lacks_an_address_is_not_published(house):
    """The finished page is looked at, not the model: a template that forgets the tombstones is found out."""
    (house.root / "templates").mkdir()
    page = "{% extends 'base.html' %}{% block main %}nothing{% endblock %}"
    (house.root / "templates" / "document.html").write_text(page)
    assert "X-401" in refused(house).out


def test_killed_between_site_and_ledger_the_next_build_writes_the_same(house, monkeypatch):
    """The ledger travels with the site: whoever builds next finds it there, on whatever day."""
    from regesta import publishing

    house.write(ONE, NEW, TWO, THREE, FOUR)
    with monkeypatch.context() as killed:
        killed.setattr(publishing, "roll_forward", lambda _out, _root: None)
        house.build()
    assert "1a" not in house.ledger().read_text()
    assert 'id="p1a"' in house.page()
    done = run("build", house.root, "-o", house.site, "--no-search", env={"SOURCE_DATE_EPOCH": "1500000000"})
    assert done.code == 0
    assert "0 files changed" in done.out
    assert json.loads(house.ledger().read_text())["states"][1]["date"] == "2001-09-09"


# ---------------------------------------------------------------------------------------------- ids of documents


def test_a_document_without_an_id_keeps_the_one_it_was_given(tmp_path):
    house = House(tmp_path)
    house.write(*BASE, number="", title="Letter to Berg")
    house.build()
    (document,) = [path.name for path in (house.site / "documents").iterdir()]
    house.write(*BASE, number="", title="Letter to Jonas Berg, corrected")
    assert house.build().code == 0
    assert [path.name for path in (house.site / "documents").iterdir()] == [document]
    (house.root / "a.md").unlink()
    house.write(ONE, TWO, THREE, FOUR + " So be it.", number="", file="other.md", title="A third title")
    assert house.build().code == 0
    assert [path.name for path in (house.site / "documents").iterdir()] == [document]


def test_a_record_id_learned_later_does_not_move_the_document(tmp_path):
    house = House(tmp_path)
    house.write(*BASE, number="")
    house.build()
    (document,) = [path.name for path in (house.site / "documents").iterdir()]
    house.write(*BASE, number="7001")
    done = house.build()
    assert done.code == 0
    assert "M-102" in done.out
    assert [path.name for path in (house.site / "documents").iterdir()] == [document]


def test_two_documents_without_ids_and_one_title_are_told_apart(tmp_path):
    house = House(tmp_path)
    house.write(ONE, TWO, number="", file="a.md")
    house.write(THREE, FOUR, number="", file="b.md")
    assert house.build().code == 0
    names = sorted(path.name for path in (house.site / "documents").iterdir())
    assert len(names) == 2
    assert names[1] == f"{names[0]}-2"


def test_a_copy_of_a_published_transcript_does_not_take_its_address(house):
    shutil.copyfile(house.root / "a.md", house.root / "0.md")
    done = house.build()
    assert done.code == 1
    assert re.search(r"M-101.*a\.md keeps the address", done.out)
    assert list(house.stands()) == ["p1", "p2", "p3", "p4"]
