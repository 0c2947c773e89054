"""A few files of a large site put in place one after another, so that a death in the middle can be made good.

In go a folder with the new files and a list of what is to be done; each file is moved in by one rename, new ones before
those that may lead to them, and what goes is taken away last. From the moment the list stands under its own name the
change will be finished: by this command, or by the next one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from posixpath import dirname

import msgspec

from regesta.model import Value

LIST = ".regesta-patch.json"


class Patch(Value, frozen=True):
    """What is to be done, in order."""

    put: tuple[str, ...]
    remove: tuple[str, ...]


def apply(folder: Path, target: Path, put: Iterable[str], remove: Iterable[str]) -> None:
    """Put the files of a folder into the target, in this order, then remove others; the folder is gone afterwards."""
    content = msgspec.json.encode(Patch(tuple(put), tuple(remove)))
    (folder / LIST).write_bytes(content)
    folder.rename(_pending(target))
    finish(target)


def finish(target: Path) -> None:
    """Do what a killed command left undone, if one did."""
    folder = _pending(target)
    try:
        patch = msgspec.json.decode((folder / LIST).read_bytes(), type=Patch)
    except (FileNotFoundError, NotADirectoryError):
        shutil.rmtree(folder, ignore_errors=True)  # only its empty folders were left
        return
    for path in patch.put:
        new, old = folder / path, target / path
        with suppress(FileNotFoundError):  # moved already, before the death
            old.parent.mkdir(parents=True, exist_ok=True)
            new.replace(old)
    for path in patch.remove:
        _remove(target, path)
    (folder / LIST).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _pending(target: Path) -> Path:
    return target.with_name(f".{target.name}.regesta-patch")


def _remove(target: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (target / path).unlink()
    folder = dirname(path)
    while folder:
        try:
            (target / folder).rmdir()
        except OSError:
            return
        folder = dirname(folder)
