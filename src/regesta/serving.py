"""A preview on this machine alone: build into a hidden folder, serve it, watch the edition, build again, reload.

Nothing is remembered: a preview issues no address for good and writes no ledger. The server listens on 127.0.0.1 only
and answers only requests that name this machine, so that no page of another site can read a draft through the browser.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from regesta.cache import FOLDER
from regesta.findings import OperatorError
from regesta.locking import sole_writer
from regesta.standing import States, inputs

HOST = "127.0.0.1"
NAMES = frozenset((HOST, "localhost"))
PAUSE = 0.05
"""Seconds between two looks at the folder; what has not changed for so long has come to rest."""
RELOAD_PATH = "/-/reload.js"
BUILD_PATH = "/-/build"
RELOAD = b"""(function () {
  var seen = null;
  function look() {
    fetch("/-/build", {cache: "no-store"}).then(function (answer) { return answer.text(); }).then(function (build) {
      if (seen !== null && seen !== build) { location.reload(); }
      seen = build;
    }).catch(function () {}).then(function () { setTimeout(look, 150); });
  }
  look();
})();
"""
TAG = f'<script src="{RELOAD_PATH}" defer></script>'.encode()


@contextmanager
def place_of_site(root: Path) -> Iterator[Path]:
    """Where a preview stands: in the edition's hidden folder, for the next one to begin with.

    Where that cannot be written, or another preview stands there, it is a folder for this time alone.
    """
    folder = root / FOLDER
    with ExitStack() as stack:
        try:
            folder.mkdir(exist_ok=True)
            stack.enter_context(sole_writer(folder))
            out = folder / "preview"
        except (OperatorError, OSError):
            out = Path(stack.enter_context(TemporaryDirectory(prefix="regesta-"))) / "site"
        yield out


class Builds:
    """How many builds there have been; the one thing that server and watcher share."""

    def __init__(self) -> None:
        self.count = 0


def serve(root: Path, out: Path, rebuild: Callable[[], None], *, port: int, announce: Callable[[str], None]) -> None:
    """Build, serve and watch until interrupted."""
    builds = Builds()
    before = inputs(root, out)
    rebuild()
    server = listen(out, builds, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    announce(f"http://{HOST}:{server.server_address[1]}/")
    try:
        for _ in changes(root, out, before):
            rebuild()
            builds.count += 1
    finally:
        server.shutdown()
        server.server_close()


def listen(out: Path, builds: Builds, port: int) -> ThreadingHTTPServer:
    """A server of the folder on this machine, not yet running; raises OperatorError if the port is taken."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(Preview, builds=builds, directory=str(out)))
    except OSError as fault:
        raise OperatorError(f"cannot listen on port {port}: {fault.strerror}; name another with --port") from None


def changes(root: Path, out: Path, before: States) -> Iterator[States]:
    """The state of the folder each time it has changed and come to rest."""
    pause = PAUSE
    while True:
        time.sleep(pause)
        started = time.monotonic()
        now = inputs(root, out)
        pause = max(PAUSE, 4 * (time.monotonic() - started))  # a large folder is not looked at all the time
        while now != before:
            before = now
            time.sleep(PAUSE)
            now = inputs(root, out)
            if now == before:
                yield now


class Preview(SimpleHTTPRequestHandler):
    """Serves the site as it was last built, with a script in each page that reloads it."""

    def __init__(self, *args: Any, builds: Builds, **options: Any) -> None:
        self.builds = builds
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Answer a request, if it is addressed to this machine."""
        path = urlsplit(self.path).path
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in NAMES:
            self.send_error(403, "This preview answers this machine only")
        elif path == RELOAD_PATH:
            self._send(200, "text/javascript; charset=utf-8", RELOAD)
        elif path == BUILD_PATH:
            self._send(200, "text/plain; charset=utf-8", str(self.builds.count).encode())
        else:
            self._page(path)

    def _page(self, path: str) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._send(200, "text/html; charset=utf-8", reloading(file.read_bytes()))
        elif file.exists():
            super().do_GET()
        else:
            lost = Path(str(self.directory)) / "404.html"
            self._send(404, "text/html; charset=utf-8", lost.read_bytes() if lost.is_file() else b"Not found")

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""


def reloading(page: bytes) -> bytes:
    """A page with the script that reloads it."""
    head, end, tail = page.rpartition(b"</body>")
    return head + TAG + end + tail if end else page + TAG
