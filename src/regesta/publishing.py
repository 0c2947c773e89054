"""The only writer: makes a complete site beside the published one and puts it in its place at one stroke.

Files in, changed files out: a page whose bytes are the same keeps its file. Killed at any instant, the published
folder is the whole old site or the whole new one. It refuses two files with one path, a path that leaves the folder,
and a target that is not a site of ours or holds a file that no build wrote.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import msgspec

from regesta.findings import Finding, OperatorError, finding
from regesta.model import Output, Value

if sys.platform != "win32":
    import fcntl

MARKER = ".regesta.json"
"""A file in every site of ours: what the build wrote, so that nothing else is ever removed."""
UNWRITTEN = ".regesta-unwritten.json"
"""A file in a site between the moment it stands and the moment the ledgers that belong to it are written."""

PART = re.compile(r"(?!\.{1,2}$)[^/\\\0]{1,240}")
STAGING = re.compile(r"\.(?P<target>.+)\.regesta-[0-9]+-[0-9]+(?P<old>-old)?")
AT_CURRENT_FOLDER = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


class Changes(Value, frozen=True):
    """How many files of the site the build wrote anew, left as they were, and removed."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


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
    files: list[str] = field(default_factory=list)
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
    _recover(target)
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
    """Write the files of the edition that travelled with the site: at once, or after a build was killed."""
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
    target = out.resolve()
    _recover(target)
    _refuse_strangers(out, target)
    _clean(target)
    prepared = Prepared(target, _fresh_folder(target), frozenset(_files_below(target)), keep)
    try:
        _fill(prepared, outputs)
    except BaseException:
        discard(prepared)
        raise
    return prepared


def discard(prepared: Prepared) -> None:
    """Remove a site that will not be published; the one that stands is untouched."""
    shutil.rmtree(prepared.folder, ignore_errors=True)


def _fill(prepared: Prepared, outputs: Iterable[Output]) -> None:
    taken: dict[str, str] = {}
    folders: set[str] = set()
    for output in outputs:
        clash = _clash(output.path, taken, folders)
        if clash:
            message = f"{output.path} and {clash} claim one place in the site"
            prepared.findings.append(finding("X-402", message, file=output.path))
            continue
        prepared.files.append(output.path)
        prepared.written += _place(prepared, output)


def _clash(path: str, taken: dict[str, str], folders: set[str]) -> str:
    """The path already taken by another output, or ""; a disk may take "A" and "a" for one."""
    parts = path.split("/")
    if not all(PART.fullmatch(part) for part in parts) or path in (MARKER, UNWRITTEN):
        raise OperatorError(f"{path!r} is no path inside the site")
    key = _folded(path)
    above = [_folded("/".join(parts[:count])) for count in range(1, len(parts))]
    clash = taken.get(key) or next((taken[folder] for folder in above if folder in taken), "")
    if not clash and key in folders:
        clash = f"{path}/"
    if not clash:
        taken[key] = path
        folders.update(above)
    return clash


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()


def _place(prepared: Prepared, output: Output) -> bool:
    """Put one file into the fresh folder: the old file itself where its bytes are the same. True if written anew."""
    new, old = prepared.folder / output.path, prepared.target / output.path
    new.parent.mkdir(parents=True, exist_ok=True)
    if prepared.keep and output.path in prepared.before and _holds(old, output.content):
        try:
            os.link(old, new)
        except OSError:  # a file system without links, or too many of them
            shutil.copy2(old, new)
        return False
    new.write_bytes(output.content)
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _fresh_folder(target: Path) -> Path:
    count = 0
    while True:
        folder = target.parent / f".{target.name}.regesta-{os.getpid()}-{count}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            count += 1
        else:
            return folder


def _files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder but the marker, as a path with slashes; a link counts as a file."""
    for here, names, files in os.walk(folder):
        links = [name for name in names if Path(here, name).is_symlink()]
        for name in files + links:
            path = Path(here, name).relative_to(folder).as_posix()
            if path not in (MARKER, UNWRITTEN):
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
    files = tuple(sorted(prepared.files))
    marker = Marker(notes=dict(sorted((notes or {}).items())), files=files)
    (prepared.folder / MARKER).write_bytes(msgspec.json.format(msgspec.json.encode(marker), indent=1))
    if unwritten:
        (prepared.folder / UNWRITTEN).write_bytes(msgspec.json.encode(unwritten))
    if prepared.target.exists():
        _swap(prepared.folder, prepared.target)
        shutil.rmtree(prepared.folder, ignore_errors=True)
    else:
        prepared.folder.rename(prepared.target)
    removed = len(prepared.before - set(files))
    return Changes(prepared.written, len(files) - prepared.written, removed)


def _swap(new: Path, old: Path) -> None:
    """Exchange two folders in one step; where the system cannot, in two, with `_recover` for a death between them."""
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


def _recover(target: Path) -> None:
    """Bring back the old site where a build died between the two steps of an exchange."""
    if not target.exists():
        for folder, is_old in _leftovers(target):
            if is_old and (folder / MARKER).is_file():
                folder.rename(target)
                return


def _clean(target: Path) -> None:
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


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; raises OperatorError while another process builds from it.

    The system lets go of it when the process ends, however it ends.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle, folder)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OperatorError(f"{folder} is being built by another command; wait until it has finished") from None
