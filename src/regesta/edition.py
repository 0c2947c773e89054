"""The edition folder: what edition.yaml says, as settings, and which files are transcripts.

A folder with nothing but transcripts is a whole edition, so everything has a default. An unknown key, a doubled key or
a value of the wrong kind stops the command with all faults of the file listed by line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from regesta.findings import CODES, OperatorError
from regesta.model import Settings, Waiver
from regesta.yaml_source import Fault, Located, did_you_mean, mapping, read_mapping, refuse, refuse_unknown, sequence
from regesta.yaml_source import text as text_of
from regesta.yaml_source import texts as texts_of

FILE = "edition.yaml"
SUFFIXES = frozenset({".txt", ".md", ".html", ".xml"})
"""What a transcript's name may end in, in either case."""
OURS = frozenset({"anchors", "templates", "static"})
"""Folders of an edition that hold no transcripts."""

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
WAIVER_KEYS = ("code", "file", "reason")

Reader = Callable[[Located | None, str, list[Fault]], object]


def read_settings(root: Path) -> Settings:
    """The settings of an edition; raises OperatorError that lists every fault of edition.yaml by line."""
    _require_folder(root)
    faults: list[Fault] = []
    given = read_mapping(root / FILE, name=FILE, faults=faults)
    refuse_unknown(given, READERS, "an edition", faults=faults)
    values = {key: READERS[key](where, key, faults) for key, where in given.items() if key in READERS}
    refuse(FILE, faults)
    defaults = Settings()
    return Settings(**{key: value or getattr(defaults, key) for key, value in values.items()})  # type: ignore[arg-type]


def find_transcripts(root: Path, *, out: Path | None = None) -> tuple[Path, ...]:
    """All transcripts in or below the edition folder, by path; a published site that lies inside it holds none."""
    _require_folder(root)
    site = out.resolve() if out else None
    found: list[Path] = []
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = [name for name in names if _may_hold_transcripts(here / name, root, site)]
        found.extend(here / name for name in files if _is_transcript(name))
    _require_readable_names(found)
    return tuple(sorted(found, key=Path.as_posix))  # all begin with the edition folder


def _may_hold_transcripts(folder: Path, root: Path, site: Path | None) -> bool:
    if folder.name.startswith(".") or (folder.parent == root and folder.name in OURS):
        return False
    return folder.resolve() != site and not _is_published_site(folder)


def _is_published_site(folder: Path) -> bool:
    """Whether the promised addresses of a site are there: an edition built into its own folder would read its pages."""
    return all((folder / part / "index.html").is_file() for part in ("", "chronology", "cite"))


def _is_transcript(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def _require_readable_names(paths: Iterable[Path]) -> None:
    """A name of bytes that are no UTF-8 can stand in no record; raises OperatorError with what can be printed of it."""
    for path in paths:
        name = os.fsencode(path).decode("utf-8", "replace")
        if name != os.fspath(path):
            raise OperatorError(f"{name}: the name of the file is no text in UTF-8; give it another")


def _require_folder(root: Path) -> None:
    if not root.is_dir():
        raise OperatorError(f"{root}: there is no such edition folder")


# ------------------------------------------------------------------------------------------ one reader a kind of value


def _text(where: Located | None, key: str, faults: list[Fault]) -> str:
    return text_of(where, key, faults=faults)


def _texts(where: Located | None, key: str, faults: list[Fault]) -> tuple[str, ...]:
    return texts_of(where, key, faults=faults)


def _language(where: Located | None, key: str, faults: list[Fault]) -> str:
    tag = text_of(where, key, faults=faults)
    if where and tag and not LANGUAGE_TAG.fullmatch(tag):
        faults.append(Fault(where.line, f'{key} must be a language tag such as en or zh-Hans, not "{tag}"'))
    return tag


def _base_url(where: Located | None, key: str, faults: list[Fault]) -> str:
    """An address that ends in a slash, so that promised addresses can be appended: https://example.org/edition/."""
    url = text_of(where, key, faults=faults)
    if where and url and not _is_web_address(url):
        faults.append(
            Fault(where.line, f'{key} must be a web address such as https://example.org/edition/, not "{url}"')
        )
    return url if not url or url.endswith("/") else f"{url}/"


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # an unclosed bracket in the host
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment or " " in url)
    )


def _hosts(where: Located | None, key: str, faults: list[Fault]) -> tuple[str, ...]:
    hosts = texts_of(where, key, faults=faults)
    for host in hosts:
        if where and not HOST.fullmatch(host):
            faults.append(Fault(where.line, f'{key} must be hosts such as staging.example.org, not "{host}"'))
    return tuple(host.lower() for host in hosts)


def _waivers(where: Located | None, key: str, faults: list[Fault]) -> tuple[Waiver, ...]:
    members = sequence(where, key, faults=faults) if where else ()
    return tuple(waiver for member in members for waiver in _waiver(member, faults))


def _waiver(where: Located, faults: list[Fault]) -> Iterator[Waiver]:
    given = mapping(where, "a waiver", faults=faults)
    refuse_unknown(given, WAIVER_KEYS, "a waiver", faults=faults)
    code, file, reason = (text_of(given.get(key), f"{key} of a waiver", faults=faults) for key in WAIVER_KEYS)
    if not reason:
        faults.append(Fault(where.line, "a waiver needs a reason"))
    if code not in CODES:
        faults.append(Fault(where.line, f'there is no finding "{code}"{did_you_mean(code, CODES)}'))
    elif CODES[code].severity == "error":
        faults.append(Fault(where.line, f"{code} is an error, and an error cannot be waived"))
    else:
        yield Waiver(code, file, reason, where.line)


def _front_matter(where: Located | None, key: str, faults: list[Fault]) -> tuple[tuple[str, str], ...]:
    """Keys of transcripts' front matter, each with the key it stands for: vol_full_title: published_in."""
    given = mapping(where, key, faults=faults) if where else {}
    pairs = ((name, text_of(value, f"{name} of {key}", faults=faults)) for name, value in given.items())
    return tuple((name, meaning) for name, meaning in pairs if meaning)


READERS: dict[str, Reader] = {
    "title": _text,
    "subtitle": _text,
    "description": _text,
    "editors": _texts,
    "publisher": _text,
    "base_url": _base_url,
    "language": _language,
    "licence": _text,
    "waivers": _waivers,
    "staging_hosts": _hosts,
    "front_matter": _front_matter,
}
"""Every key of edition.yaml and how its value is read; the keys are the fields of Settings."""
