"""Same bytes: the same input gives the same site and ledgers under any clock, locale, hash seed and file order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_of_seeds(folder: Path, *, backwards: bool) -> Path:
    """The seeds without their ledger, their files created in one order or the other."""
    folder.mkdir(parents=True)
    for path in sorted((path for path in SEEDS.iterdir() if path.is_file()), reverse=backwards):
        shutil.copyfile(path, folder / path.name)
    return folder


def build(folder: Path, *, backwards: bool = False, **environment: str) -> dict[str, bytes]:
    """Site and ledgers of the seeds, built in a process of its own."""
    edition = copy_of_seeds(folder / "edition", backwards=backwards)
    command = [sys.executable, "-m", "regesta.cli", "build", str(edition), "-o", str(folder / "site")]
    settings = os.environ | {"SOURCE_DATE_EPOCH": "1000000000"} | environment
    done = subprocess.run(command, env=settings, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return {f"site/{path}": content for path, content in tree(folder / "site").items()} | {
        f"anchors/{path}": content for path, content in tree(edition / "anchors").items()
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return build(tmp_path_factory.mktemp("first"), PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")


def same(first: dict[str, bytes], second: dict[str, bytes]) -> None:
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_another_machine_gives_the_same_bytes(first, tmp_path):
    """Hash seed, time zone, locale, folder and the order in which files were made differ."""
    there = tmp_path / "some where" / "else"
    there.mkdir(parents=True)
    environment = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    same(first, build(there, backwards=True, **environment))


def test_what_is_published_once_is_never_dated_anew(first, tmp_path):
    """A second build at another time leaves every byte of site and ledger as it was."""
    build(tmp_path)
    command = [sys.executable, "-m", "regesta.cli", "build", "edition", "-o", "site"]
    later = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": "7"}
    subprocess.run(command, env=later, cwd=tmp_path, capture_output=True, check=True)
    second = {f"site/{path}": content for path, content in tree(tmp_path / "site").items()}
    second |= {f"anchors/{path}": content for path, content in tree(tmp_path / "edition" / "anchors").items()}
    same(first, second)


def test_a_fresh_build_from_the_ledger_equals_the_first(first, tmp_path):
    """The ledger and the transcripts alone bring back the site, on another day and into another folder."""
    build(tmp_path)
    command = [sys.executable, "-m", "regesta.cli", "build", "edition", "-o", "again", "--fresh"]
    later = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(command, env=later, cwd=tmp_path, capture_output=True, check=True)
    assert tree(tmp_path / "again") == tree(tmp_path / "site")
    assert {f"site/{path}" for path in tree(tmp_path / "again")} <= set(first)
