"""The only writer: whole or not at all, nothing that is not ours, unchanged files left alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regesta import exchanging, publishing
from regesta.findings import OperatorError
from regesta.locking import sole_writer
from regesta.model import Output
from regesta.publishing import exchange, prepare, publish, remembered, replace
from regesta.reporting import Changes


def outputs(*pairs: tuple[str, bytes]) -> list[Output]:
    return [Output(path, content) for path, content in pairs]


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != publishing.MARKER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_first_site_is_written_whole(tmp_path):
    site = tmp_path / "deep" / "site"
    assert publish(outputs(("index.html", b"a"), ("people/index.html", b"b")), site) == Changes(2, 0, 0)
    assert content_of(site) == {"index.html": b"a", "people/index.html": b"b"}


def test_unchanged_files_keep_their_time_and_gone_ones_are_removed(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1"), ("b", b"2"), ("c", b"3")), site)
    os.utime(site / "a", ns=(5_000_000_000, 5_000_000_000))
    assert publish(outputs(("a", b"1"), ("b", b"9"), ("d", b"4")), site) == Changes(2, 1, 1)
    assert content_of(site) == {"a": b"1", "b": b"9", "d": b"4"}
    assert (site / "a").stat().st_mtime_ns == 5_000_000_000


def test_a_file_spoilt_by_hand_is_written_anew(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    (site / "a").write_bytes(b"2")
    assert publish(outputs(("a", b"1")), site) == Changes(1, 0, 0)
    assert content_of(site) == {"a": b"1"}


def test_nothing_is_kept_when_everything_is_to_be_made_anew(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    assert exchange(prepare(outputs(("a", b"1")), site, keep=False)) == Changes(1, 0, 0)


@pytest.mark.parametrize(
    "pair",
    [("a", "a"), ("people/index.html", "People/index.html"), ("a", "a/b"), ("a/b", "a"), ("é", "e\u0301")],
)
def test_two_outputs_with_one_place_are_refused(tmp_path, pair):
    """The same path, the same path to a disk that knows no case, or a file where a folder must be."""
    prepared = prepare(outputs((pair[0], b"1"), (pair[1], b"2")), tmp_path / "site")
    assert [one.code for one in prepared.findings] == ["X-402"]
    with pytest.raises(OperatorError):
        publish(outputs((pair[0], b"1"), (pair[1], b"2")), tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("path", ["../a", "/etc/a", "a/../../b", "a//b", "", "a\\b", "./a", "a\0", ".regesta.json"])
def test_no_path_leaves_the_folder(tmp_path, path):
    with pytest.raises(OperatorError):
        publish(outputs((path, b"1")), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_ours_is_never_erased(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OperatorError, match="no site of ours"):
        publish(outputs(("a", b"1")), tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_stranger_in_our_folder_is_never_erased(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("mine")
    with pytest.raises(OperatorError, match=r"\.git/config"):
        publish(outputs(("a", b"2")), site)
    assert content_of(site) == {"a": b"1", ".git/config": b"mine"}


def test_what_a_desktop_leaves_in_a_folder_is_no_stranger(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    (site / ".DS_Store").write_bytes(b"\0")
    assert publish(outputs(("a", b"1")), site) == Changes(0, 1, 0)
    assert content_of(site) == {"a": b"1"}


def test_an_empty_folder_may_become_a_site(tmp_path):
    (tmp_path / "site").mkdir()
    assert publish(outputs(("a", b"1")), tmp_path / "site").written == 1


def test_a_file_is_no_target(tmp_path):
    (tmp_path / "site").write_text("x")
    with pytest.raises(OperatorError):
        publish(outputs(("a", b"1")), tmp_path / "site")


def test_a_link_to_the_site_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    publish(outputs(("a", b"1")), tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert content_of(tmp_path / "real") == {"a": b"1"}


def test_a_fault_in_the_making_leaves_the_old_site_and_no_litter(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)

    def breaking():
        yield Output("a", b"2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(breaking(), site)
    assert content_of(site) == {"a": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_an_atomic_exchange_the_site_is_swapped_in_two_steps(tmp_path, monkeypatch):
    monkeypatch.setattr(exchanging, "_exchanged", lambda _new, _old: False)
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    publish(outputs(("a", b"2")), site)
    assert content_of(site) == {"a": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_death_between_the_two_steps_brings_the_old_site_back(tmp_path):
    site = tmp_path / "site"
    publish(outputs(("a", b"1")), site)
    site.rename(tmp_path / ".site.regesta-1-0-old")
    assert remembered(site).files == ("a",)
    assert content_of(site) == {"a": b"1"}


SLOW_BUILD = """
import sys, time
from pathlib import Path
from regesta.model import Output
from regesta.publishing import publish
site, mark = Path(sys.argv[1]), sys.argv[2].encode()
print("started", flush=True)
while True:
    for number in range(2):
        publish([Output(f"p{n}/index.html", mark + str(number).encode() * 2000) for n in range(40)], site)
"""


@pytest.mark.parametrize("turn", range(6))
def test_killed_at_any_instant_the_site_is_whole(tmp_path, turn):
    """All pages of a site carry one mark; after a kill no page of another build is among them."""
    site = tmp_path / "site"
    publish([Output(f"p{n}/index.html", b"old") for n in range(40)], site)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, str(site), "new"], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.013 * (turn + 1))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    pages = {path: content for path, content in content_of(site).items() if path.endswith(".html")}
    assert len(pages) == 40
    assert len(set(pages.values())) == 1
    publish(outputs(("a", b"1")), site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_travelled_with_a_site_is_written_by_the_next_build(tmp_path):
    """Killed after the exchange and before the ledgers: the next build finds them in the site."""
    site, root = tmp_path / "site", tmp_path / "edition"
    root.mkdir()
    files = {"anchors/1.json": b"{}"}
    exchange(prepare(outputs(("a", b"1")), site), unwritten=publishing.unwritten(files, root))
    assert publishing.left_unwritten(site, root) == files
    publishing.roll_forward(site, root)
    assert (root / "anchors/1.json").read_bytes() == b"{}"
    assert publishing.left_unwritten(site, root) == {}


def test_what_travelled_never_overwrites_a_file_that_was_changed_since(tmp_path):
    site, root = tmp_path / "site", tmp_path / "edition"
    travelling = publishing.unwritten({"anchors/1.json": b"{}"}, root)
    exchange(prepare(outputs(("a", b"1")), site), unwritten=travelling)
    replace(root / "anchors/1.json", b"restored by hand")
    publishing.roll_forward(site, root)
    assert (root / "anchors/1.json").read_bytes() == b"restored by hand"


def test_one_build_at_a_time(tmp_path):
    with sole_writer(tmp_path), pytest.raises(OperatorError, match="another command"), sole_writer(tmp_path):
        pass
    with sole_writer(tmp_path):
        pass


def test_a_single_file_is_replaced_whole(tmp_path):
    replace(tmp_path / "anchors" / "a.json", b"1")
    replace(tmp_path / "anchors" / "a.json", b"2")
    assert content_of(tmp_path) == {"anchors/a.json": b"2"}
