"""Where templates and static files come from: the edition's own folder first, then ours.

Installed, ours lie beside the package; in a checkout they lie at the top of the repository. An edition overrides a file
by one of the same name in its own `templates/` or `static/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from regesta.model import Output

PACKAGE = Path(__file__).resolve().parent.parent
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
    chosen: dict[str, Path] = {}
    for folder in reversed(folders("static", edition_folder)):
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in NOT_SERVED and not _is_litter(name):
                chosen[name] = path
    for name in sorted(chosen):
        yield Output(f"static/{name}", chosen[name].read_bytes())


def _is_litter(name: str) -> bool:
    """Whether a path is hidden or left behind by an installer that compiles what looks like a module."""
    return any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))


def text_font(edition_folder: Path | None) -> str:
    """Address of the text face that the head of a page asks for early; empty where there is none."""
    for folder in folders("static", edition_folder):
        for path in sorted((folder / "fonts").glob("edition-serif-regular.*.woff2")):
            return f"static/fonts/{path.name}"
    return ""
