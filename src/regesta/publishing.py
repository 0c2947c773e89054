"""The only writer: makes a complete site beside the published one and puts it in its place at one stroke.

Files in, changed files out: a page whose bytes are the same keeps its file. Killed at any instant, the published
folder is the whole old site or the whole new one. It refuses two files with one path, a path that leaves the folder,
and a target that is not a site of ours or holds a file that no build wrote.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from regesta import patching
from regesta.addresses import MARKER, UNWRITTEN
from regesta.exchanging import clean, fresh_folder, recover, swap
from regesta.findings import Finding, OperatorError, finding
from regesta.model import Output, Value
from regesta.paths import folded, is_inside, names_of, with_folders
from regesta.reporting import Changes

LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""Files that a desktop leaves in a folder that somebody has looked at; nobody will miss them."""

FileState = tuple[str, int, int]
"""Path, size, time of change in nanoseconds."""

WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Unwritten(Value, frozen=True):
    """A file of the edition that is to be written once the site stands."""

    content: str
    before: str
    """Digest of the file that it takes the place of; "" where there was none."""


class Marker(Value, frozen=True):
    """What a site remembers of its build."""

    format: str = "regesta-site/1"
    notes: dict[str, str] = msgspec.field(default_factory=dict)
    """Whatever the build wants to be told by the next one, such as the digest of each ledger."""
    files: tuple[str, ...] = ()


@dataclass(slots=True)
class Prepared:
    """A complete site beside the target, not yet published."""

    target: Path
    folder: Path
    before: frozenset[str]
    """Files of the site that stands."""
    keep: bool = True
    patch: bool = False
    """Whether only what changes is placed."""
    files: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    """Each path as a disk may take it, which does not tell "A" from "a"."""
    folders: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    """Of a site that is patched, the files that go, unless they are claimed again."""
    standing: tuple[frozenset[str], frozenset[str]] | None = None
    """Its files and folders as a disk may take them, once a new path was held against them."""
    written: int = 0
    findings: list[Finding] = field(default_factory=list)


def publish(outputs: Iterable[Output], out: Path) -> Changes:
    """Publish a site whole; raises OperatorError for a target that is not ours or for two files with one path."""
    prepared = prepare(outputs, out)
    if prepared.findings:
        discard(prepared)
        raise OperatorError("; ".join(one.message for one in prepared.findings))
    return exchange(prepared)


def remembered(out: Path) -> Marker:
    """What the site at a place remembers; an empty marker where there is none."""
    target = out.resolve()
    recover(target, MARKER)
    try:
        return msgspec.json.decode((target / MARKER).read_bytes(), type=Marker)
    except (FileNotFoundError, NotADirectoryError):
        return Marker()
    except (OSError, msgspec.DecodeError) as fault:
        raise OperatorError(f"{out / MARKER}: cannot be read ({fault}); move the folder away and build again") from None


def unwritten(files: Mapping[str, bytes], root: Path) -> dict[str, Unwritten]:
    """Files of the edition as they travel with the site that they belong to."""
    return {path: Unwritten(content.decode(), digest_of(root / path)) for path, content in sorted(files.items())}


def left_unwritten(out: Path, root: Path) -> dict[str, bytes]:
    """Files of the edition that are published and not yet written, unless somebody has changed them since."""
    content = read_published(out, UNWRITTEN)
    files = msgspec.json.decode(content, type=dict[str, Unwritten]) if content else {}
    return {path: one.content.encode() for path, one in files.items() if digest_of(root / path) == one.before}


def roll_forward(out: Path, root: Path) -> None:
    """Finish what a killed build had begun, and write the files of the edition that travelled with the site."""
    patching.finish(out.resolve())
    for path, content in left_unwritten(out, root).items():
        replace(root / path, content)
    with suppress(FileNotFoundError, NotADirectoryError):
        (out.resolve() / UNWRITTEN).unlink()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, "" where there is no such file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def read_published(out: Path, path: str) -> bytes:
    """The bytes of a published file, empty where there is none."""
    try:
        return (out.resolve() / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return b""


# ---------------------------------------------------------------------------------------------- a site beside the old


def prepare(outputs: Iterable[Output], out: Path, *, keep: bool = True) -> Prepared:
    """Write a complete site into a fresh folder beside the target; two outputs with one path are findings X-402.

    Unchanged files are kept, with their times, unless `keep` is false.
    """
    with preparing(out, keep=keep) as prepared:
        for output in outputs:
            if claim(prepared, output.path):
                prepared.written += place(prepared, output)
    return prepared


@contextmanager
def preparing(out: Path, *, keep: bool = True, standing: Marker | None = None) -> Iterator[Prepared]:
    """A fresh folder beside the target to place files in; removed again if that fails.

    Where `standing` tells what the site consists of, only what changes is placed, to be put into the site itself: a
    second tree of a large site would cost more than the change.
    """
    target = out.resolve()
    recover(target, MARKER)
    if standing is None:
        _refuse_strangers(out, target)
    clean(target)
    before = frozenset(standing.files if standing else _files_below(target))
    prepared = Prepared(target, fresh_folder(target), before, keep, patch=standing is not None)
    try:
        yield prepared
    except BaseException:
        discard(prepared)
        raise


def claim(prepared: Prepared, path: str) -> bool:
    """Note a file of the site; a path that another file has taken is a finding X-402, and false."""
    clash = _clash(path, prepared.taken, prepared.folders) or _clash_with_standing(path, prepared)
    if clash:
        message = f"{path} and {clash} claim one place in the site"
        prepared.findings.append(finding("X-402", message, file=path))
        return False
    prepared.files.append(path)
    return True


def drop(prepared: Prepared, paths: Iterable[str]) -> None:
    """Let files of a site that is patched go, unless they are claimed again."""
    prepared.dropped.update(paths)


def all_files(prepared: Prepared) -> frozenset[str]:
    """Every file of the prepared site but the marker."""
    return (prepared.before - prepared.dropped).union(prepared.files) if prepared.patch else frozenset(prepared.files)


def place(prepared: Prepared, output: Output) -> bool:
    """Put one file into the fresh folder: the old file itself where its bytes are the same. True if written anew.

    Any process may place files; one of them claims their paths.
    """
    _require_inside(output.path)
    if prepared.keep and output.path in prepared.before and _holds(prepared.target / output.path, output.content):
        _retain(prepared, output.path)
        return False
    new = f"{prepared.folder}/{output.path}"
    try:
        _write(new, output.content)
    except FileNotFoundError:  # the first file of its folder
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        _write(new, output.content)
    return True


def _write(path: str, content: bytes) -> None:
    """Write a file; a site has so many of them that the system is asked for nothing more than that."""
    handle = os.open(path, WRITING, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)


def state_of(prepared: Prepared, path: str) -> FileState:
    """What a file that was placed is known by afterwards."""
    try:
        found = os.stat(f"{prepared.folder}/{path}")  # noqa: PTH116 - a Path costs more than the question
    except FileNotFoundError:
        found = (prepared.target / path).stat()
    return path, found.st_size, found.st_mtime_ns


def retain(prepared: Prepared, files: Iterable[FileState]) -> bool:
    """Keep files of the site that stands, all or none; false where one is not as it was placed.

    A site that is patched is trusted: to look at each of its files would take longer than the change.
    """
    files = tuple(files)
    if not prepared.keep or not all(_is_standing(prepared, *one) for one in files):
        return False
    for path, *_ in files:
        _retain(prepared, path)
    return True


def _is_standing(prepared: Prepared, path: str, size: int, time: int) -> bool:
    if path not in prepared.before:
        return False
    if prepared.patch:
        return True
    try:
        found = (prepared.target / path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (size, time)


def _retain(prepared: Prepared, path: str) -> None:
    """Let the new site have the old file itself."""
    if prepared.patch:
        return
    new, old = prepared.folder / path, prepared.target / path
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:  # a file system without links, or too many of them
        shutil.copy2(old, new)


def discard(prepared: Prepared) -> None:
    """Remove a site that will not be published; the one that stands is untouched."""
    shutil.rmtree(prepared.folder, ignore_errors=True)


def _clash(path: str, taken: dict[str, str], folders: set[str]) -> str:
    """The path already taken by another output, or ""; a disk may take "A" and "a" for one."""
    _require_inside(path)
    *above, key = with_folders(folded(path))
    clash = taken.get(key) or next((taken[folder] for folder in above if folder in taken), "")
    if not clash and key in folders:
        clash = f"{path}/"
    if not clash:
        taken[key] = path
        folders.update(above)
    return clash


def _clash_with_standing(path: str, prepared: Prepared) -> str:
    """The path of a file that stays in the site that is patched and has the place of this one, or ""."""
    if not prepared.patch or path in prepared.dropped:
        return ""
    if path in prepared.before:
        return path
    if prepared.standing is None:
        prepared.standing = names_of(prepared.before)
    files, folders = prepared.standing
    *above, key = with_folders(folded(path))
    if key not in files and key not in folders and files.isdisjoint(above):
        return ""
    staying = sorted((folded(one), one) for one in prepared.before - prepared.dropped)
    return next((one for name, one in staying if name in (*above, key) or name.startswith(f"{key}/")), "")


def _require_inside(path: str) -> None:
    if not is_inside(path) or path in (MARKER, UNWRITTEN):
        raise OperatorError(f"{path!r} is no path inside the site")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder but the marker, as a path with slashes; a link counts as a file."""
    for here, names, files in os.walk(folder):
        links = [name for name in names if Path(here, name).is_symlink()]
        for name in files + links:
            path = Path(here, name).relative_to(folder).as_posix()
            if path not in (MARKER, UNWRITTEN) and name not in LITTER:
                yield path


def _refuse_strangers(out: Path, target: Path) -> None:
    """Raise OperatorError where publishing would remove what no build wrote: a home folder, a CNAME, a .git."""
    if target.exists() and not target.is_dir():
        raise OperatorError(f"{out} is a file, not a folder for the site")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / MARKER).is_file():
        raise OperatorError(f"{out} is not empty and no site of ours; name another folder with -o, or empty this one")
    strangers = sorted(set(_files_below(target)) - set(remembered(target).files))
    if strangers:
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        raise OperatorError(
            f"{out} holds {strangers[0]}{more}, which no build wrote; move it away. "
            "A file of your own that belongs in the site has its place in the edition's static/ folder"
        )


# ---------------------------------------------------------------------------------------------- the one stroke


def exchange(
    prepared: Prepared, notes: Mapping[str, str] | None = None, unwritten: Mapping[str, Unwritten] | None = None
) -> Changes:
    """Put a prepared site in the place of the old one at one stroke, and clear the old one away.

    `unwritten` travels with the site until `roll_forward` has written those files: a build that is killed in between
    leaves them for the next one to find.
    """
    files = tuple(sorted(all_files(prepared)))
    marker = Marker(notes=dict(sorted((notes or {}).items())), files=files)
    (prepared.folder / MARKER).write_bytes(msgspec.json.encode(marker))
    if unwritten:
        (prepared.folder / UNWRITTEN).write_bytes(msgspec.json.encode(unwritten))
    if prepared.patch:
        _patched(prepared, files)
    elif prepared.target.exists():
        swap(prepared.folder, prepared.target)
        shutil.rmtree(prepared.folder, ignore_errors=True)
    else:
        prepared.folder.rename(prepared.target)
    removed = len(prepared.before - set(files))
    return Changes(prepared.written, len(files) - prepared.written, removed)


def _patched(prepared: Prepared, files: Iterable[str]) -> None:
    """Put the placed files into the site: first the ledgers that belong to it, new pages before what leads to them."""
    placed = set(_files_below(prepared.folder))
    new, changed = (
        sorted(placed - prepared.before),
        sorted(placed & prepared.before, key=lambda path: (_is_last(path), path)),
    )
    ledgers = [UNWRITTEN] if (prepared.folder / UNWRITTEN).exists() else []
    put = (*ledgers, *new, *changed, MARKER)
    patching.apply(prepared.folder, prepared.target, put, sorted(prepared.before - set(files)))


def _is_last(path: str) -> bool:
    """Whether a file tells of others beside it: the search's list of what there is comes after all that it lists."""
    return path == "search/tables.js"


# ---------------------------------------------------------------------------------------------- single files


def replace(path: Path, content: bytes) -> None:
    """Put a whole file in the place of another at one stroke; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.regesta-new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()
