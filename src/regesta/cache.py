"""What may be reused from the last build, keyed by everything it depends on; throwing it away costs only time.

In go names, keys and bytes, out come the bytes that were kept under the same name and key. A file that is damaged, of
another version, or in doubt for any reason is begun anew without a word: nothing here is ever the only copy.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = ".regesta"
"""Folder of the edition that holds what is kept; hidden, and told to git to be ignored."""
FILE: Final = "cache.sqlite"
PREVIEW: Final = "preview.sqlite"
"""What is kept of a preview, which issues no addresses: what is made of a document with and without them differs."""
SHARD: Final = "shard-"
FORMAT: Final = 3
HELD: Final = 65_536
"""Kibibytes of the file that the process that writes holds in memory, so that little is written twice."""
MANY: Final = 100
"""Texts that are looked for one by one; of more, every value is given."""
SCHEMA: Final = """
create table if not exists kept (room text, name text, key blob, value blob, primary key (room, name)) without rowid;
create index if not exists keys on kept (room, name, key);
"""


encode = msgspec.msgpack.Encoder().encode
"""A value as it is kept."""


class Cache:
    """Rooms of named bytes, each with the key it was made under. One process writes at a time, any may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections: dict[int, sqlite3.Connection] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this process: one that was opened before a fork cannot be shared, nor closed here."""
        mine = os.getpid()
        if mine not in self._connections:  # the search reads in a thread
            self._connections[mine] = sqlite3.connect(self.path, timeout=10, check_same_thread=False)
        return self._connections[mine]

    def keys(self, room: str) -> dict[str, bytes]:
        """The key under which each name of a room is kept."""
        return dict(self.connection.execute("select name, key from kept where room = ?", (room,)))

    def value(self, room: str, name: str) -> bytes | None:
        """What is kept under a name."""
        found = self.connection.execute("select value from kept where room = ? and name = ?", (room, name)).fetchone()
        return found[0] if found else None

    def kept(self, room: str, name: str) -> tuple[bytes, bytes] | None:
        """The key and the value that are kept under a name."""
        statement = "select key, value from kept where room = ? and name = ?"
        found: tuple[bytes, bytes] | None = self.connection.execute(statement, (room, name)).fetchone()
        return found

    def all(self, room: str) -> list[tuple[str, bytes, bytes]]:
        """Name, key and value of all that a room holds."""
        return self.connection.execute("select name, key, value from kept where room = ?", (room,)).fetchall()

    def holding(self, room: str, texts: Collection[str]) -> Iterator[bytes]:
        """The values in which any of some texts occurs, and maybe others: where texts are many, all values."""
        statement = "select value from kept where room = ? and (? = '' or instr(value, ?))"
        for text in dict.fromkeys(texts if len(texts) <= MANY else [""]):
            for (value,) in self.connection.execute(statement, (room, text, text.encode())):
                yield value

    def put(self, room: str, kept: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values by name and key, whatever was there before."""
        rows = ((room, name, key, value) for name, key, value in kept)
        self.connection.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)

    def forget(self, room: str, names: Iterable[str]) -> None:
        """Keep nothing under these names any more."""
        self.connection.executemany("delete from kept where room = ? and name = ?", ((room, name) for name in names))

    def clear(self, room: str) -> None:
        """Keep nothing in a room any more."""
        self.connection.execute("delete from kept where room = ?", (room,))

    def forget_below(self, room: str, name: str) -> None:
        """Keep nothing under names that begin with this one and a slash."""
        statement = "delete from kept where room = ? and name >= ? and name < ?"
        self.connection.execute(statement, (room, f"{name}/", f"{name}0"))  # "0" is what follows the slash

    def undo(self) -> None:
        """Forget what was put since it was last saved."""
        self.connection.rollback()

    def save(self) -> None:
        """Make what was put so far outlive this process."""
        self.connection.commit()


@contextmanager
def opened(root: Path | None, file: str = FILE) -> Iterator[Cache]:
    """The cache of an edition; one for this command alone where none is wanted, or its folder cannot be written."""
    from tempfile import TemporaryDirectory  # whoever only reads a cache need not load it

    with TemporaryDirectory(prefix="regesta-") as elsewhere:
        cache = (_of_edition(root, file) if root else None) or _begun(Path(elsewhere) / FILE)
        with closing(cache.connection):
            yield cache
            cache.save()


@contextmanager
def shard(root: Path, name: str) -> Iterator[Cache]:
    """A cache beside that of the edition for one share of the work; `take_in` adds it to the edition's own."""
    path = root / FOLDER / f"{SHARD}{name}.sqlite"
    for old in _files(path):
        old.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    cache = _begun(path)
    with closing(cache.connection):
        yield cache
        cache.save()
        cache.connection.execute("pragma journal_mode = delete")  # one file, to be carried to another machine


def take_in(cache: Cache, root: Path) -> None:
    """Add what shares of the work have left beside the cache of an edition, and remove it; what is damaged is lost."""
    for path in sorted((root / FOLDER).glob(f"{SHARD}*.sqlite")):
        with suppress(sqlite3.DatabaseError):
            cache.save()  # a database cannot be attached while another change is open
            cache.connection.execute("attach ? as share", (str(path),))
            try:
                cache.connection.execute("insert or replace into kept select * from share.kept")
                cache.save()
            finally:
                cache.connection.rollback()
                cache.connection.execute("detach share")
        for one in _files(path):
            one.unlink(missing_ok=True)


def existing(root: Path) -> Cache | None:
    """The cache of an edition to be read alone, if there is a sound one."""
    path = root / FOLDER / FILE
    if not path.is_file():
        return None
    cache = Cache(path)
    try:
        sound = cache.connection.execute("pragma user_version").fetchone()[0] == FORMAT
    except sqlite3.Error:
        sound = False
    if not sound:
        cache.connection.close()
    return cache if sound else None


def discard(root: Path, file: str = FILE) -> None:
    """Throw away everything that is kept of an edition."""
    for path in _files(root / FOLDER / file):
        with suppress(OSError):
            path.unlink()


def code_key() -> bytes:
    """Stands for the code that is running: every file of ours by size and time, and what is installed beside it.

    An installed package is told apart by the times of its files, as `make` does; no file has to be read for it.
    """
    seen = hashlib.sha256(f"{FORMAT} {sys.version}".encode())
    beside = Path(msgspec.__file__).parent.parent
    seen.update(" ".join(sorted(path.name for path in beside.glob("*.dist-info"))).encode())
    package = Path(__file__).resolve().parent
    for folder in (package, *(package.parents[1] / name for name in ("templates", "static"))):
        for path, state in sorted(_states(os.fspath(folder))) if folder.is_dir() else ():
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


def _of_edition(root: Path, file: str) -> Cache | None:
    """The cache in an edition's folder, begun anew where it is damaged; None where it cannot be written."""
    path = root / FOLDER / file
    for attempt in (1, 2):
        try:
            path.parent.mkdir(exist_ok=True)
            ignore = path.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n")
            return _begun(path)
        except (sqlite3.Error, OSError):
            if attempt == 1:
                discard(root, file)
    return None


def _begun(path: Path) -> Cache:
    """A cache that is ready to be written; raises sqlite3.Error where the file is damaged, or of another version."""
    cache = Cache(path)
    connection = cache.connection
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute(f"pragma cache_size = -{HELD}")
        connection.executescript(SCHEMA)
        _require_format(connection)
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return cache


def _require_format(connection: sqlite3.Connection) -> None:
    version = connection.execute("pragma user_version").fetchone()[0]
    if version not in (0, FORMAT):
        raise sqlite3.DatabaseError("of another version")
    connection.execute(f"pragma user_version = {FORMAT}")


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
