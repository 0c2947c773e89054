"""Paths of files in a site: whether they stay inside it, and when a disk takes two of them for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

PART = r"(?!\.{1,2}\n?(?:/|\Z))[^/\\\0]{1,240}"
INSIDE = re.compile(rf"{PART}(?:/{PART})*")
"""A path that stays in the folder it begins in."""


def is_inside(path: str) -> bool:
    """Whether a path below a folder stays in it on any system."""
    return INSIDE.fullmatch(path) is not None


def folded(path: str) -> str:
    """A path as a disk may take it, which does not tell "A" from "a"."""
    return normalize("NFC", path).casefold()


def names_of(paths: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Files, and the folders that hold them, as a disk may take them; of all at once, which is much faster."""
    files = frozenset(folded("\n".join(paths)).split("\n"))
    folders = _above(files)
    while not (more := _above(folders)) <= folders:
        folders |= more
    return files, folders


def with_folders(path: str) -> list[str]:
    """A path after the folders above it, the uppermost first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _above(paths: Iterable[str]) -> frozenset[str]:
    """The folders that hold some files or folders."""
    return frozenset([path[: path.rfind("/")] for path in paths if "/" in path])
