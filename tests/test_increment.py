"""An increment gives what a fresh build gives, byte for byte, whatever was done to the edition before it."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from editions import letter, run
from regesta import patching, pipeline, publishing, volumes
from regesta.addresses import MARKER
from regesta.model import Output
from regesta.rendering import boards, entities
from regesta.rendering.assets import ours

PEOPLE = ("Anna Lindqvist", "Jonas Berg", "Eva Lund", "Olof Ström", "Karin Holm")
SUBJECTS = ("ice", "buoys", "pilots", "herring", "timber", "the lighthouse", "a wreck", "the quay")
MONTHS = ("January", "March", "April", "July", "October")
AUTHORITY = "people:\n  anna-lindqvist:\n    name: Anna Lindqvist\n    variants: [Lindqvist, Miss Lindqvist]\n"
MORE = "  jonas-berg:\n    name: Jonas Berg\n    variants: [Berg]\nplaces:\n  visby:\n    name: Visby\n"
TODAY = {"SOURCE_DATE_EPOCH": "1000000000"}


def words(chance: random.Random) -> str:
    """Paragraphs about a harbour in which people and days are named."""
    return "\n\n".join(
        f"{chance.choice(PEOPLE)} wrote to me on {chance.randint(1, 28)} {chance.choice(MONTHS)} about "
        f"{chance.choice(SUBJECTS)} at Visby, and {chance.choice(PEOPLE)} spoke of {chance.choice(SUBJECTS)} "
        f"{chance.randint(2, 90)} times in the winter of 19{chance.randint(10, 29)}."
        for _ in range(chance.randint(2, 5))
    )


def text(number: int, chance: random.Random) -> str:
    """A letter of the harbour's archive."""
    sender, recipient = chance.sample(PEOPLE, 2)
    date = f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, 19{chance.randint(20, 23)}"
    return letter(number=str(number), title=f"Letter, {sender} to {recipient}", words=words(chance), date=date)


class House:
    """An edition that is changed and built, again and again, beside fresh builds of the same."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.root, self.site = folder, folder / "edition", folder / "site"
        self.chance = random.Random(seed)
        self.number = 5000
        self.root.mkdir(parents=True)
        for _ in range(6):
            self.add()
        self.build()

    def add(self) -> None:
        """A new letter, in a file of its own."""
        self.number += 1
        (self.root / f"a{self.number}.md").write_text(text(self.number, self.chance), encoding="utf-8")

    def edit(self) -> None:
        """Two words more in one letter."""
        path = self.one()
        told = path.read_text(encoding="utf-8")
        path.write_text(told.replace("in the winter", "in that long winter", 1), encoding="utf-8")

    def rename(self) -> None:
        """A letter in another file."""
        path = self.one()
        path.rename(path.with_name(f"b{self.chance.randint(1, 10**6)}.md"))

    def delete(self) -> None:
        """A letter taken out."""
        self.one().unlink()

    def authorise(self) -> None:
        """A name, and then two more, in the authority file."""
        path = self.root / "authority.yaml"
        path.write_text(AUTHORITY + (MORE if path.exists() else ""), encoding="utf-8")

    def template(self) -> None:
        """A template of its own, that differs each time."""
        folder = self.root / "templates"
        folder.mkdir(exist_ok=True)
        told = (ours("templates") / "macros.html").read_text(encoding="utf-8")
        (folder / "macros.html").write_text(f"{told}\n{{# {self.chance.random()} #}}\n", encoding="utf-8")

    def one(self) -> Path:
        """Any of the transcripts."""
        return self.chance.choice(sorted(self.root.glob("*.md")))

    def build(self) -> None:
        """Build on what is there, and beside it a copy from nothing; both must be the same."""
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self.root, fresh / "edition", ignore=shutil.ignore_patterns(".regesta"))
        options = ("--accept-guesses", "--jobs", "1")
        here = run("build", self.root, "-o", self.site, *options, env=TODAY)
        there = run("build", fresh / "edition", "-o", fresh / "site", *options, env=TODAY)
        assert here.code == there.code == 0, here.out + there.out
        assert findings(here.out) == findings(there.out)
        assert contents(self.site) == contents(fresh / "site")
        assert contents(self.root / "anchors") == contents(fresh / "edition" / "anchors")


def findings(told: str) -> str:
    """A report but for its last words, which are files and seconds."""
    return told.rpartition(", ")[0].rpartition(", ")[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CHANGES = (House.add, House.edit, House.rename, House.delete, House.authorise, House.template)


@pytest.mark.parametrize("large", [0, 10**9], ids=["patched", "exchanged"])
@pytest.mark.parametrize("seed", range(2))
def test_any_run_of_changes_gives_what_a_fresh_build_gives(tmp_path, monkeypatch, seed, large):
    monkeypatch.setattr(pipeline, "LARGE", large)
    for room, limit in ((volumes, "MOST"), (entities, "LONG"), (boards, "MANY"), (boards, "PAGE")):
        monkeypatch.setattr(room, limit, 3)  # so that a few letters are parted like thousands
    house = House(tmp_path, seed)
    todo = [*CHANGES, *house.chance.choices(CHANGES, k=3)]
    house.chance.shuffle(todo)
    for change in todo:
        change(house)
        house.build()


def test_two_sites_of_one_edition_do_not_take_each_other_for_themselves(tmp_path, monkeypatch):
    """What another site was made from last is not what this one holds."""
    monkeypatch.setattr(pipeline, "LARGE", 0)
    house = House(tmp_path, 2)
    here, there = house.site, tmp_path / "there"
    for change in (House.add, House.edit, House.add):
        change(house)
        for site in (there, here):
            assert run("build", house.root, "-o", site, "--accept-guesses", "--jobs", "1", env=TODAY).code == 0
        assert contents(here) == contents(there)


def test_what_has_not_changed_keeps_its_file(tmp_path):
    """The page of another document is the very file that was published first."""
    house = House(tmp_path, 7)
    pages = sorted(house.site.glob("documents/*/record.json"))
    before = {path: path.stat().st_mtime_ns for path in pages}
    house.edit()
    house.build()
    assert sum(path.stat().st_mtime_ns != before[path] for path in pages) < len(pages) / 2


def test_a_page_that_was_touched_is_made_again(tmp_path):
    """Of a small site every file is looked at."""
    house = House(tmp_path, 3)
    page = next(house.site.glob("documents/*/index.html"))
    page.write_text("scribble", encoding="utf-8")
    house.build()


@pytest.mark.parametrize("harm", [b"", b"no database", b"SQLite format 3\0" + bytes(2000)])
def test_a_cache_that_is_damaged_costs_only_time(tmp_path, harm):
    house = House(tmp_path, 4)
    for path in (house.root / ".regesta").glob("cache.sqlite*"):
        path.write_bytes(harm)
    house.add()
    house.build()


@pytest.mark.parametrize("room", ["read", "understood", "made", "whole", "printed", "entered", "site"])
def test_a_value_that_is_damaged_costs_only_time(tmp_path, room):
    house = House(tmp_path, 5)
    with closing(sqlite3.connect(house.root / ".regesta" / "cache.sqlite")) as cache:
        cache.execute("update kept set value = x'c1' where room = ?", (room,))
        cache.commit()
    house.authorise()
    house.build()


def test_a_build_that_is_refused_leaves_nothing_half_done(tmp_path):
    """A document that goes without a word stops the build; once it is back, everything is as before."""
    house = House(tmp_path, 6)
    path = house.one()
    told = path.read_text(encoding="utf-8")
    path.unlink()
    assert run("build", house.root, "-o", house.site, env=TODAY).code == 1
    path.write_text(told, encoding="utf-8")
    house.build()


def test_shares_that_are_read_side_by_side_make_the_same_site(tmp_path):
    """Two processes read a half each; the build takes in what they have read and reads nothing again."""
    house = House(tmp_path, 8)
    shutil.rmtree(house.root / ".regesta")
    command = [sys.executable, "-m", "regesta.cli", "build", str(house.root), "-o", str(house.site), "--accept-guesses"]
    halves = [subprocess.Popen([*command, "--shard", f"{number}/2"]) for number in (1, 2)]
    assert [half.wait() for half in halves] == [0, 0]
    assert len(list((house.root / ".regesta").glob("shard-*"))) == 2
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("regesta.heads.understand", None)
        done = run("build", house.root, "-o", house.site, "--accept-guesses", "--jobs", "1", env=TODAY)
    assert done.code == 0, done.out
    assert not list((house.root / ".regesta").glob("shard-*"))
    house.build()


@pytest.mark.parametrize("share", ["0/2", "3/2", "one", "1/", "/"])
def test_a_share_that_does_not_exist_is_a_fault_of_usage(tmp_path, share):
    house = House(tmp_path, 9)
    assert run("build", house.root, "-o", house.site, "--shard", share).code == 2


# ---------------------------------------------------------------------------------------------- a patch


FIRST = {"index.html": b"one", "a/index.html": b"one a", "b/index.html": b"one b"}
SECOND = {"index.html": b"two", "a/index.html": b"one a", "c/d/index.html": b"two c"}


def outputs(files: dict[str, bytes]) -> list[Output]:
    return [Output(path, content) for path, content in files.items()]


@pytest.mark.parametrize("turn", range(6))
def test_a_patch_that_died_is_finished_by_the_next_command(tmp_path, monkeypatch, turn):
    """Whichever of its renames is the last one, every file is whole, and afterwards the site is the new one."""
    site = tmp_path / "site"
    publishing.publish(outputs(FIRST), site)
    with publishing.preparing(site, standing=publishing.remembered(site)) as prepared:
        publishing.drop(prepared, FIRST)
        for one in outputs(SECOND):
            publishing.claim(prepared, one.path)
            publishing.place(prepared, one)
        left = [turn]
        rename = Path.replace

        def dying(path: Path, target: Path) -> Path:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return rename(path, target)

        with monkeypatch.context() as killed:
            killed.setattr(Path, "replace", dying)
            try:
                publishing.exchange(prepared)
            except KeyboardInterrupt:
                present = contents(site)
                assert all(present[path] in (FIRST.get(path), SECOND.get(path)) for path in present if path != MARKER)
    publishing.roll_forward(site, tmp_path)
    assert {path: content for path, content in contents(site).items() if path != MARKER} == SECOND
    assert set(publishing.remembered(site).files) == set(SECOND)
    assert not [path for path in tmp_path.iterdir() if path != site]


def test_nothing_is_finished_that_was_not_begun(tmp_path):
    publishing.publish(outputs(FIRST), tmp_path / "site")
    patching.finish(tmp_path / "site")
    assert set(publishing.remembered(tmp_path / "site").files) == set(FIRST)
