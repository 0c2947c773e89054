"""Two folders exchanged at one stroke, and what is left beside them when a process dies in the middle.

In goes a complete folder and the one whose place it takes. Where the system can exchange two paths, no instant shows
anything but the old or the new; where it cannot, two renames do it, and `recover` mends a death between them.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from pathlib import Path

STAGING = re.compile(r"\.(?P<target>.+)\.regesta-[0-9]+-[0-9]+(?P<old>-old)?")
AT_CURRENT_FOLDER = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


def fresh_folder(target: Path) -> Path:
    """A new empty folder beside the target."""
    count = 0
    while True:
        folder = target.parent / f".{target.name}.regesta-{os.getpid()}-{count}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            count += 1
        else:
            return folder


def swap(new: Path, old: Path) -> None:
    """Exchange two folders in one step; where the system cannot, in two, with `recover` for a death between them."""
    if _exchanged(os.fsencode(new), os.fsencode(old)):
        return
    aside = new.with_name(f"{new.name}-old")
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _exchanged(new: bytes, old: bytes) -> bool:
    """Whether the system exchanged two paths atomically; other faults than "cannot do that" are raised."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(new, old, RENAME_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(AT_CURRENT_FOLDER, new, AT_CURRENT_FOLDER, old, RENAME_EXCHANGE)
    else:
        return False
    if failed and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), os.fsdecode(old))
    return not failed


def recover(target: Path, marker: str) -> None:
    """Bring back the old site where a build died between the two steps of an exchange."""
    if not target.exists():
        for folder, is_old in _leftovers(target):
            if is_old and (folder / marker).is_file():
                folder.rename(target)
                return


def clean(target: Path) -> None:
    """Remove what killed builds left beside the target."""
    for folder, _ in _leftovers(target):
        shutil.rmtree(folder, ignore_errors=True)


def _leftovers(target: Path) -> list[tuple[Path, bool]]:
    if not target.parent.is_dir():
        return []
    found = []
    for folder in sorted(target.parent.iterdir()):
        name = STAGING.fullmatch(folder.name)
        if name and name["target"] == target.name and folder.is_dir():
            found.append((folder, bool(name["old"])))
    return found
