"""The command line as an operator meets it: commands, exit codes, what is shown where."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from editions import LETTER, edition_of, letter, run
from regesta.findings import CODES

SUMMARY = re.compile(
    r"\d+ documents?, \d+ paragraphs?, (\d+ people|1 person), \d+ links?, \d+ findings?( \([^)]*\))?, "
    r"\d+ files? changed, \d+\.\d s"
)


@pytest.fixture
def edition(tmp_path):
    return edition_of(tmp_path / "edition", {"a.md": LETTER})


def test_build_ends_with_the_summary_and_exits_0(edition, tmp_path):
    done = run("build", edition, "-o", tmp_path / "site")
    assert done.code == 0
    assert SUMMARY.fullmatch(done.out.splitlines()[-1])
    assert (tmp_path / "site" / "index.html").is_file()
    assert (edition / "anchors" / "5001.json").is_file()


def test_a_second_build_changes_nothing(edition, tmp_path):
    run("build", edition, "-o", tmp_path / "site")
    ledger = (edition / "anchors" / "5001.json").read_bytes()
    done = run("build", edition, "-o", tmp_path / "site", env={"SOURCE_DATE_EPOCH": "86400"})
    assert "0 files changed" in done.out
    assert (edition / "anchors" / "5001.json").read_bytes() == ledger


def test_progress_goes_to_stderr_and_json_is_alone_on_stdout(edition, tmp_path):
    done = run("build", edition, "-o", tmp_path / "site", "--format", "json")
    report = json.loads(done.out)
    assert list(report) == ["documents", "paragraphs", "people", "links", "findings", "files", "seconds"]
    assert list(report["files"]) == ["written", "unchanged", "removed"]
    assert (report["documents"], report["paragraphs"], report["files"]["unchanged"]) == (1, 4, 0)
    assert all(list(one) == ["code", "severity", "file", "line", "message", "hint"] for one in report["findings"])
    assert "render" in done.err


def test_check_writes_nothing(edition, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = run("check", edition, "-o", tmp_path / "site")
    assert done.code == 0
    assert SUMMARY.fullmatch(done.out.splitlines()[-1])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_missing_edition_is_one_clear_message_and_exit_2(tmp_path):
    done = run("build", tmp_path / "nowhere", "-o", tmp_path / "site")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "nowhere" in done.err


def test_a_faulty_configuration_names_file_and_line_and_exits_2(edition, tmp_path):
    (edition / "edition.yaml").write_text("title: A\ntitel: B\n")
    done = run("build", edition, "-o", tmp_path / "site")
    assert done.code == 2
    assert "edition.yaml:2" in done.err
    assert "Traceback" not in done.err


def test_an_unknown_option_exits_2(edition):
    assert run("build", edition, "--nonsense").code == 2


def test_a_file_that_nobody_can_read_is_left_out_and_the_rest_is_published(edition, tmp_path):
    (edition / "b.txt").write_bytes(b"\xff\xfe\x00\x01")
    (edition / "c.txt").write_text("no shape at all\n")
    done = run("build", edition, "-o", tmp_path / "site")
    assert done.code == 1
    assert re.search(r"b\.txt:1: error R-002", done.out)
    assert re.search(r"c\.txt:1: error R-001", done.out)
    assert (tmp_path / "site" / "documents" / "5001" / "index.html").is_file()


def test_two_documents_with_one_id_are_an_error_that_names_both_and_the_rest_builds(edition, tmp_path):
    (edition / "b.md").write_text(letter(number="5001", title="Another", words="Words of another letter."))
    (edition / "c.md").write_text(letter(number="5002", title="A third", words="Words of a third."))
    done = run("build", edition, "-o", tmp_path / "site")
    assert done.code == 1
    assert re.search(r"M-101.*a\.md and b\.md", done.out)
    assert sorted(path.name for path in (tmp_path / "site" / "documents").iterdir()) == ["5002"]


def test_strict_makes_warnings_fail(edition, tmp_path):
    (edition / "authority.yaml").write_text("people:\n  nobody-here:\n    name: Nobody Here\n")
    assert run("build", edition, "-o", tmp_path / "site").code == 0
    assert run("build", edition, "-o", tmp_path / "site", "--strict").code == 1


def test_a_foreign_folder_is_refused_rather_than_erased(edition, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("x")
    done = run("build", edition, "-o", tmp_path / "home")
    assert done.code == 2
    assert (tmp_path / "home" / "thesis.txt").read_text() == "x"
    assert not (edition / "anchors").exists()


def test_no_search_and_base_url(edition, tmp_path):
    run("build", edition, "-o", tmp_path / "site", "--no-search", "--base-url", "https://example.org/x")
    assert not (tmp_path / "site" / "search" / "pagefind").exists()
    assert "https://example.org/x/documents/5001/" in (tmp_path / "site/documents/5001/index.html").read_text()
    assert run("build", edition, "--base-url", "example.org").code == 2


def test_several_processes_give_the_same_site(edition, tmp_path):
    for number in range(4):
        (edition / f"b{number}.md").write_text(letter(number=f"60{number}", title=f"Number {number}", words="Words."))
    environment = {"SOURCE_DATE_EPOCH": "86400"}
    shutil.copytree(edition, tmp_path / "copy")
    run("build", edition, "-o", tmp_path / "one", env=environment)
    run("build", tmp_path / "copy", "-o", tmp_path / "two", "--jobs", "2", env=environment)
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_explain_knows_every_code():
    for code, entry in CODES.items():
        done = run("explain", code.lower())
        assert done.code == 0
        assert entry.meaning in done.out
        assert entry.remedy.replace("{file}", "FILE").replace("{line}", "N") in done.out
    done = run("explain", "T-10")
    assert done.code == 2
    assert "T-10" in done.err


def test_cite_and_anchors(edition, tmp_path):
    run("build", edition, "-o", tmp_path / "site")
    assert "¶ 2" in run("cite", "5001#p2", edition).out
    assert run("cite", "5001#p99", edition).code == 2
    assert re.search(r"p2 +live", run("anchors", "5001", edition).out)
    done = run("anchors", "5002", edition)
    assert done.code == 2
    assert "5001" in done.err


def test_init_begins_an_edition_that_builds(tmp_path):
    assert run("init", tmp_path / "new").code == 0
    done = run("build", tmp_path / "new", "-o", tmp_path / "site")
    assert done.code == 0
    assert "1 document," in done.out
    assert run("init", tmp_path / "new").code == 2


def test_add_shows_what_was_understood_and_rebuilds(edition, tmp_path):
    file = tmp_path / "b.md"
    file.write_text(letter(number="5002", title="Letter, Clara Holm to Jonas Berg", words="The buoys are here."))
    done = run("add", file, edition, "-o", tmp_path / "site")
    assert done.code == 0
    assert "Clara Holm" in done.out
    assert "    name: Clara Holm" in done.out
    assert (edition / "b.md").read_bytes() == file.read_bytes()
    assert (tmp_path / "site" / "documents" / "5002" / "index.html").is_file()


def test_add_never_overwrites_and_leaves_out_what_it_cannot_read(edition, tmp_path):
    (tmp_path / "a.md").write_text(letter(number="5003", title="Other", words="Other words."))
    assert run("add", tmp_path / "a.md", edition, "-o", tmp_path / "site").code == 2
    assert (edition / "a.md").read_text() == LETTER
    (tmp_path / "odd.txt").write_text("no shape")
    assert run("add", tmp_path / "odd.txt", edition, "-o", tmp_path / "site").code == 1
    assert not (edition / "odd.txt").exists()


def test_no_colour_where_nobody_wants_it(edition, tmp_path):
    done = run("build", edition, "-o", tmp_path / "site", env={"NO_COLOR": "1"})
    assert "\x1b[" not in done.out + done.err


def test_an_interrupt_exits_130_without_a_traceback(tmp_path):
    edition = edition_of(
        tmp_path / "edition",
        {f"{n}.md": letter(number=f"{n}", title=f"T {n}", words="W. " * 900) for n in range(1, 60)},
    )
    command = [sys.executable, "-m", "regesta.cli", "build", str(edition), "-o", str(tmp_path / "site")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert not (tmp_path / "site").exists()


def test_serve_previews_reloads_and_issues_nothing(edition, tmp_path):
    command = [sys.executable, "-u", "-m", "regesta.cli", "serve", str(edition), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path)
    try:
        assert process.stdout
        address = next(line for line in process.stdout if line.startswith("http://127.0.0.1:")).strip()
        assert b"/-/reload.js" in _get(address)[1]
        before = _get(f"{address}-/build")
        (edition / "b.md").write_text(letter(number="5002", title="A second letter", words="Words."))
        deadline = time.monotonic() + 30
        while _get(f"{address}-/build") == before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert b"A second letter" in _get(f"{address}documents/5002/index.html")[1]
        assert _get(address, host="evil.example")[0] == 403
        assert _get(f"{address}nowhere")[0] == 404
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    assert not (edition / "anchors").exists()


def _get(address: str, host: str | None = None) -> tuple[int, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", parts.path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_report_cut_short_by_its_reader_is_no_fault(edition, tmp_path):
    command = f"{sys.executable} -m regesta.cli build {edition} -o {tmp_path / 'site'} | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=os.environ)
    assert "Traceback" not in done.stderr
