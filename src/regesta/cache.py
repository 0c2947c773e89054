"""What may be reused from the last build, keyed by everything it depends on; throwing it away costs only time.

In go names, keys and bytes, out come the bytes that were kept under the same name and key. A file that is damaged, of
another version, or in doubt for any reason is begun anew without a word: nothing here is ever the only copy.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import Final

FOLDER: Final = ".regesta"
"""Folder of the edition that holds what is kept; hidden, and told to git to be ignored."""
FORMAT: Final = "1"
SCHEMA: Final = """
create table if not exists kept (room text, name text, key blob, value blob, primary key (room, name)) without rowid;
"""
DEPENDENCIES: Final = ("jinja2", "markdown-it-py", "msgspec", "pagefind-bin", "pyyaml", "rapidfuzz")
"""What the result depends on beside our own code."""


class Cache:
    """Rooms of named bytes, each with the key it was made under. One process writes at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def keys(self, room: str) -> dict[str, bytes]:
        """The key under which each name of a room is kept."""
        return dict(self.connection.execute("select name, key from kept where room = ?", (room,)))

    def get(self, room: str, name: str, key: bytes) -> bytes | None:
        """What is kept under a name, if it was made under this key."""
        found = self.connection.execute(
            "select value from kept where room = ? and name = ? and key = ?", (room, name, key)
        ).fetchone()
        return found[0] if found else None

    def put(self, room: str, kept: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values by name and key, whatever was there before."""
        rows = ((room, name, key, value) for name, key, value in kept)
        self.connection.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)

    def forget(self, room: str, names: Iterable[str]) -> None:
        """Keep nothing under these names any more."""
        self.connection.executemany("delete from kept where room = ? and name = ?", ((room, name) for name in names))

    def save(self) -> None:
        """Make what was put so far outlive this process."""
        self.connection.commit()


@contextmanager
def opened(root: Path) -> Iterator[Cache]:
    """The cache of an edition; one in memory where its folder cannot be written."""
    with closing(_connection(root)) as connection:
        yield Cache(connection)
        connection.commit()


def discard(root: Path) -> None:
    """Throw away everything that is kept of an edition."""
    for path in _files(root / FOLDER / "cache.sqlite"):
        with suppress(OSError):
            path.unlink()


def code_key() -> bytes:
    """Stands for the code that is running: every file of the package by size and time, and what it depends on.

    An installed package is told apart by the times of its files, as `make` does; no file has to be read for it.
    """
    seen = hashlib.sha256(f"{FORMAT} {sys.version}".encode())
    for name in DEPENDENCIES:
        with suppress(metadata.PackageNotFoundError):
            seen.update(f"{name} {metadata.version(name)}\n".encode())
    for path, state in sorted(_states(os.fspath(Path(__file__).parent.resolve()))):
        seen.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return seen.digest()


def key_of(*parts: bytes | str) -> bytes:
    """One key for several things; parts cannot run into each other."""
    seen = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        seen.update(b"%d:" % len(content))
        seen.update(content)
    return seen.digest()


# ---------------------------------------------------------------------------------------------- the file


def _connection(root: Path) -> sqlite3.Connection:
    path = root / FOLDER / "cache.sqlite"
    try:
        path.parent.mkdir(exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        return _ready(path)
    except sqlite3.DatabaseError:  # damaged, or not ours
        discard(root)
    except OSError:
        return _ready(":memory:")
    try:
        return _ready(path)
    except (sqlite3.Error, OSError):
        return _ready(":memory:")


def _ready(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma cache_size = -20000")
        connection.executescript(SCHEMA)
        version = connection.execute("pragma user_version").fetchone()[0]
        if version not in (0, int(FORMAT)):
            raise sqlite3.DatabaseError("of another version")
        connection.execute(f"pragma user_version = {int(FORMAT)}")
    except BaseException:
        connection.close()
        raise
    return connection


def _files(path: Path) -> Iterator[Path]:
    for ending in ("", "-wal", "-shm", "-journal"):
        yield path.with_name(path.name + ending)


def _states(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _states(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path, entry.stat()


__all__ = ["FOLDER", "Cache", "Mapping", "code_key", "discard", "key_of", "opened"]
