"""Our client of Pagefind's service: pages in, the files of one search index out.

The service is a process that reads and writes base64 messages parted by commas; it is closed by the end of its input,
never killed. Every file is looked at before it is given out, in order of its path, and the same pages give the same
bytes. A missing or other engine than the one this was written for is the operator's fault and named as such.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from regesta.findings import OperatorError
from regesta.model import Output, Value

VERSION = "1.5.2"
"""Its formats are private to each release: another one needs a look at this module and at static/search.js."""

SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
PROGRAMS = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""What the browser runs; the engine's own user interfaces are left out."""

PACKED = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind")
LAST = 0
"""Number of the last request; the others count from 1."""

PLACES_PER_FILE = 3000
"""A browser fetches one such file for a word from each part, 4 or 5 KB packed; by default it would be 25."""

Message = dict[str, Any]


class Page(Value, frozen=True):
    """One page as the engine is to see it; its HTML need not be published anywhere."""

    url: str
    html: str


def build(pages: Iterable[Page], *, language: str = "und", program: Path | None = None) -> tuple[Output, ...]:
    """The files of the index over these pages, numbered in the order given, in order of path.

    The language begins the name of every file of the index; one without a stemmer, such as "und", has all words
    indexed as they stand.
    """
    command = [str(program or executable()), "--service"]
    # The engine takes settings from its folder and its environment too; it is given none.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND")}
    environment["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = str(PLACES_PER_FILE)
    with tempfile.TemporaryDirectory(prefix="regesta-search-") as folder:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as fault:
            raise OperatorError(f"the search engine cannot be started: {command[0]}: {fault.strerror}") from fault
        with process:
            files, number = _converse(process, _requests(pages, language))
    if process.returncode or not files:
        raise OperatorError(f"the search engine ended early, with code {process.returncode}: {command[0]}")
    return _verified(files, number)


def executable() -> Path:
    """The engine as its package brings it."""
    try:
        path: Path = importlib.import_module("pagefind_bin").get_executable()
    except (ImportError, FileNotFoundError) as fault:
        raise OperatorError(
            f"the search engine is missing ({fault}): pip install pagefind-bin=={VERSION}, or build with --no-search"
        ) from fault
    return path


def _requests(pages: Iterable[Page], language: str) -> Iterator[Message]:
    """All that is asked of the service; the last request, number 0, brings the files."""
    yield _request(1, type="NewIndex", config={"force_language": language, "keep_index_url": True})
    for number, page in enumerate(pages, start=2):
        yield _request(number, type="AddFile", index_id=0, url=page.url, file_contents=page.html)
    yield _request(LAST, type="GetFiles", index_id=0)


def _request(number: int, **payload: Any) -> Message:
    return {"message_id": number, "payload": payload}


def _converse(process: subprocess.Popen[bytes], requests: Iterator[Message]) -> tuple[dict[str, bytes], int]:
    """Send all requests, read every answer and close the service by the end of its input; files, and number of pages.

    A second thread writes, because a service whose answers wait to be read does not read. The input stays open until
    the last answer is here: at its end the service stops at once, whatever it still has to do.
    """
    assert process.stdin is not None  # noqa: S101  both were asked for as pipes
    assert process.stdout is not None  # noqa: S101
    faults: list[BaseException] = []
    writer = Thread(target=_write, args=(process.stdin, requests, faults), daemon=True)
    writer.start()
    files: dict[str, bytes] = {}
    number = 0
    for answer in _answers(process.stdout):
        payload = answer["payload"]
        if payload["type"] == "Error":
            faults.append(OperatorError(f"the search engine refused a request: {payload['message']}"))
        elif payload["type"] == "GetFiles":
            files = {one["path"]: base64.b64decode(one["content"]) for one in payload["files"]}
        number += payload["type"] == "IndexedFile"
        if answer["message_id"] == LAST:
            break
    writer.join()
    with suppress(BrokenPipeError):
        process.stdin.close()
    if faults:
        raise faults[0]
    return files, number


def _write(stream: IO[bytes], requests: Iterator[Message], faults: list[BaseException]) -> None:
    """Write every request; on a fault note it and close the stream, so that the reader does not wait for ever."""
    try:
        for request in requests:
            stream.write(base64.b64encode(json.dumps(request).encode()) + b",")
        stream.flush()
    except BrokenPipeError:
        pass  # the service is gone; whoever reads its answers sees that too
    except BaseException as fault:  # noqa: BLE001  it is raised again in the thread that waits
        faults.append(fault)
        with suppress(OSError):
            stream.close()


def _answers(stream: IO[bytes]) -> Iterator[Message]:
    """The service's answers as they come."""
    rest = bytearray()
    while block := os.read(stream.fileno(), 1 << 20):
        rest += block
        while (comma := rest.find(b",")) >= 0:
            yield json.loads(base64.b64decode(rest[:comma]))
            del rest[: comma + 1]


def _verified(files: dict[str, bytes], number: int) -> tuple[Output, ...]:
    """The files that are wanted, in order of path; one cut short, of another release or left out stops the build."""
    entry = json.loads(files.get(ENTRY, b"{}"))
    if entry.get("version") != VERSION:
        raise OperatorError(
            f"the search engine is of version {entry.get('version')}, and {VERSION} is needed:"
            f" pip install pagefind-bin=={VERSION}"
        )
    indexed = sum(language["page_count"] for language in entry["languages"].values())
    if indexed != number:
        raise OperatorError(f"the search engine was given {number} pages and indexed {indexed}")
    kept = {path: content for path, content in files.items() if path in PROGRAMS or path.endswith(PACKED)}
    for path, content in kept.items():
        if path.endswith(PACKED) and not _unpacked(content).startswith(SIGNATURE):
            raise OperatorError(f"the search engine gave a damaged file: {path}")
    kept[ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return tuple(Output(path, content) for path, content in sorted(kept.items()))


def _unpacked(content: bytes) -> bytes:
    """The beginning of a packed file, or nothing where the file does not unpack to its very end."""
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(content) + unpacking.flush()
    except zlib.error:
        return b""
    return unpacked if unpacking.eof and not unpacking.unused_data else b""
