"""Where templates and static files come from: the edition's own folder first, then ours.

Installed, ours lie beside the package; in a checkout they lie at the top of the repository. An edition overrides a file
by one of the same name in its own `templates/` or `static/`. A folder named like a script, such as `static/search.js/`,
holds it in pieces, which are published as one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from regesta.model import Output

PACKAGE = Path(__file__).resolve().parent.parent
COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*$", re.MULTILINE)
NOT_SERVED = frozenset(("fonts/README.md", "fonts/cut.py"))
"""Files that speak to whoever cuts the fonts anew."""


def folders(name: str, edition_folder: Path | None) -> tuple[Path, ...]:
    """The folders called `templates` or `static`, the edition's own before ours."""
    own = (edition_folder / name,) if edition_folder and (edition_folder / name).is_dir() else ()
    return (*own, ours(name))


@cache
def ours(name: str) -> Path:
    """Our folder of that name: in the wheel beside the package, in a checkout above `src`."""
    beside = PACKAGE / name
    return beside if beside.is_dir() else PACKAGE.parents[1] / name


def static_files(edition_folder: Path | None) -> Iterator[Output]:
    """Every static file once, sorted by path, those of the edition in place of ours."""
    chosen: dict[str, dict[str, Path]] = {}
    for folder in reversed(folders("static", edition_folder)):
        for path in sorted(folder.rglob("*")):
            whole, _, piece = _parted(path.relative_to(folder).as_posix())
            if path.is_file() and whole not in NOT_SERVED and not _is_litter(f"{whole}/{piece}"):
                # A script whole takes the place of all its pieces, and a piece that of the piece of its name.
                chosen[whole] = chosen.get(whole, {}) | {piece: path} if piece else {"": path}
    for name in sorted(chosen):
        pieces = [chosen[name][piece] for piece in sorted(chosen[name])]
        yield Output(f"static/{name}", joined(pieces) if "" not in chosen[name] else pieces[0].read_bytes())


def joined(pieces: Iterable[Path]) -> bytes:
    """The pieces of a script as one, without the comments that fill lines of their own and without indentation.

    Both change nothing: no piece has a text of several lines, and a comment that begins a line ends one.
    """
    whole = "\n".join(piece.read_text("utf-8") for piece in pieces)
    lines = (line.strip() for line in COMMENT.sub("", whole).splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()


def _parted(name: str) -> tuple[str, str, str]:
    """A path as that of the script and of its piece: search.js/1-words.js; the second is empty for any other file."""
    script, mark, piece = name.partition(".js/")
    return (f"{script}.js", mark, piece) if mark else (name, "", "")


def _is_litter(name: str) -> bool:
    """Whether a path is hidden or left behind by an installer that compiles what looks like a module."""
    return any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))


def text_font(edition_folder: Path | None) -> str:
    """Address of the text face that the head of a page asks for early; empty where there is none."""
    for folder in folders("static", edition_folder):
        for path in sorted((folder / "fonts").glob("edition-serif-regular.*.woff2")):
            return f"static/fonts/{path.name}"
    return ""
