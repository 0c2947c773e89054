"""The preview: what is changed on disk is built and shown again, and nobody but this machine is answered."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from editions import LETTER, edition_of

PATIENCE = 60
"""Seconds after which something that should have happened has not."""


@pytest.fixture
def preview(tmp_path) -> Iterator[tuple[Path, int]]:
    """An edition and the port on which it is shown."""
    root = edition_of(tmp_path / "edition", {"a.md": LETTER})
    command = [sys.executable, "-m", "regesta.cli", "serve", str(root), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            address = next(line for line in server.stdout if line.startswith("http://"))
            yield root, int(address.rstrip("/\n").rpartition(":")[2])
        finally:
            server.terminate()


def asked(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    """Status and content of a page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_a_change_is_shown_and_no_address_is_issued(preview):
    root, port = preview
    page = "/documents/5001/"
    assert "free of ice" in asked(port, page)[1]
    assert "/-/reload.js" in asked(port, page)[1]
    (root / "a.md").write_text(LETTER.replace("free of ice", "closed by ice"), encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while asked(port, "/-/build")[1] == "0" and time.monotonic() < until:  # counted when all of a build is done
        time.sleep(0.05)
    assert "closed by ice" in asked(port, page)[1]
    while asked(port, "/-/build")[1] != "1" and time.monotonic() < until:  # told after the site stands
        time.sleep(0.05)
    assert asked(port, "/-/build")[1] == "1"
    assert not (root / "anchors").exists()


def test_a_page_of_another_site_cannot_read_a_draft(preview):
    _, port = preview
    assert asked(port, "/", host="evil.example")[0] == 403
    assert asked(port, "/nowhere/")[0] == 404
