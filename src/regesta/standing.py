"""Whether a site stands as its edition would make it: then a build has nothing to do and reads nothing.

In go the edition folder and the site, out comes the report of the build that made it, if no file was touched since.
Files are told apart by size, times and number, as version control does; one that was touched while it was looked at
counts as changed, and so does everything when the code or the options are others. Nothing heavy is imported here.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from regesta.addresses import MARKER, UNWRITTEN
from regesta.cache import FILE, PREVIEW, Cache, code_key, existing, key_of, opened
from regesta.reporting import Changes, Options, Report

STANDING, INPUTS = "standing", "inputs"
"""Rooms of the cache: the report of the last build of each site, and the files it was made from."""
SETTLED = 100_000_000
"""Nanoseconds after which a file that is touched again has another time, on the coarsest clock of a file system."""
LOOKED_THROUGH = 200_000
"""Bytes of a site's marker, which names all its files, up to which each of them is looked at: about 5,000 files. Of a
larger site the marker must do."""

State = tuple[int, int, int, int]
States = Mapping[str, State]
Place = tuple[Path, Path, Options]
"""Edition, site, and how it was built."""


def report_of(root: Path, out: Path, options: Options) -> Report | None:
    """The report of the build that made the site, if it stands as a build would make it now."""
    cache = None if options.fresh or not options.remember else existing(root)
    if cache is None:
        return None
    with closing(cache.connection):
        return _report_of(cache, root, out, options)


def _report_of(cache: Cache, root: Path, out: Path, options: Options) -> Report | None:
    try:
        kept = cache.kept(STANDING, str(out.resolve()))
        if kept is None or kept[0] != _key(inputs(root, out), out, options):
            return None
        report = msgspec.msgpack.decode(kept[1], type=Report)
    except (sqlite3.Error, msgspec.DecodeError, OSError):  # in doubt, build
        return None
    total = report.changes.written + report.changes.unchanged
    return replace(report, changes=Changes(unchanged=total))


def file_of(options: Options) -> str:
    """The cache of a build: a preview has one of its own."""
    return FILE if options.remember else PREVIEW


def inputs(root: Path, out: Path) -> States:
    """Path below the edition folder → state of every file that a build may read."""
    site = os.fspath(out.resolve())
    base = os.fspath(root.resolve())
    return dict(_states(base, len(base) + 1, site))


def keep(report: Report, before: States, written: Iterable[str], place: Place) -> None:
    """Note that a site stands, unless a file was touched while it was made; `written` are those we wrote ourselves."""
    root, out, options = place
    after, ours = inputs(root, out), frozenset(written)
    touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    newest = max((max(state[1:3]) for path, state in after.items() if path not in ours), default=0)
    with opened(root, file_of(options)) as cache:
        if touched <= ours and newest < time.time_ns() - SETTLED:
            cache.put(STANDING, [(str(out.resolve()), _key(after, out, options), msgspec.msgpack.encode(report))])
            cache.put(INPUTS, [(str(out.resolve()), b"", msgspec.msgpack.encode(after))])
        else:
            cache.forget(STANDING, [str(out.resolve())])
            cache.forget(INPUTS, [str(out.resolve())])


def unchanged_since(cache: Cache, now: States, out: Path) -> Callable[[str], bool]:
    """Whether a file of the edition is as the last build of this site found or left it, or there was and is none."""
    kept = cache.value(INPUTS, str(out.resolve()))
    if kept is None:
        return lambda _path: False
    then = msgspec.msgpack.decode(kept, type=dict[str, State])
    return lambda path: now.get(path) == then.get(path)


def _key(states: States, out: Path, options: Options) -> bytes:
    """Stands for all that a build depends on, and for the site as it was published."""
    asked = msgspec.json.encode((options.accept_guesses, options.search, options.exports, options.base_url))
    return key_of(code_key(), asked, *_told(states), *_told(_site(out)))


def _told(states: States) -> Iterator[str]:
    for path, state in sorted(states.items()):
        yield f"{path} {state}"


def _site(out: Path) -> States:
    """What tells that a site is the one that was published; nothing of one that is not finished."""
    site = out.resolve()
    if (site / UNWRITTEN).exists() or not (site / MARKER).exists():
        return {MARKER: (time.time_ns(), 0, 0, 0)}
    marker = (site / MARKER).stat()
    small = marker.st_size <= LOOKED_THROUGH
    found = dict(_states(os.fspath(site), len(os.fspath(site)) + 1, "")) if small else {}
    return found | {MARKER: _state(marker)}


def _states(folder: str, cut: int, site: str) -> Iterator[tuple[str, State]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.path == site:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path, cut, site)
            else:
                yield _printable(entry.path[cut:]), _state(_stat(entry))


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    """The state of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _printable(path: str) -> str:
    """A path as text; bytes that are no UTF-8 as figures."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _state(found: os.stat_result) -> State:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
