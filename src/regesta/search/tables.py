"""Tables that a reader's browser looks things up in, as small scripts that load over http and from a disk alike.

In goes a mapping from keys to values, out come files that each hold some of the keys. Words and names are parted by
their beginnings, because readers ask for those too; keys that are only ever asked for whole are spread evenly, because
many may begin alike. They are read by `static/search.js/2-store.js`.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from regesta.model import Output

CROWDED = 400
"""So many keys with one beginning get a file of their own."""


def script(path: str, value: object) -> Output:
    """A value as a script that hands it over under its path, which is that of the file without its ending."""
    return Output(f"{path}.js", f"regestaTable({_json(path)},{_json(value)});\n".encode())


def prefixes(keys: Iterable[str], crowded: int = CROWDED) -> tuple[str, ...]:
    """The beginnings that get a file of their own, sorted: those that many keys share; the empty one always does."""
    keys = tuple(keys)
    known, waiting, length = {""}, keys, 0
    while waiting:  # what begins a crowded beginning is crowded itself
        length += 1
        begun = Counter(key[:length] for key in waiting if len(key) >= length)
        found = {prefix for prefix, number in begun.items() if number > crowded}
        waiting = tuple(key for key in waiting if len(key) >= length and key[:length] in found)
        known |= found
    return tuple(sorted({"", *(_longest(key, known, length) for key in keys)}))


def sharded(folder: str, table: Mapping[str, object], beginnings: Iterable[str]) -> Iterator[Output]:
    """The files of a table below a folder, one for each beginning."""
    known = frozenset(beginnings)
    longest = max(map(len, known))
    contents: dict[str, dict[str, object]] = defaultdict(dict)
    for key in sorted(table):
        contents[_longest(key, known, longest)][key] = table[key]
    for prefix in sorted(known):
        yield script(folder + file_name(prefix), contents[prefix])


def spread(folder: str, table: Mapping[str, object], files: int) -> Iterator[Output]:
    """The files of a table below a folder, so many of about one size: b-0, b-1 and so on."""
    contents: list[dict[str, object]] = [{} for _ in range(files)]
    for key in sorted(table):
        contents[zlib.crc32(key.encode()) % files][key] = table[key]
    for number, content in enumerate(contents):
        yield script(f"{folder}b-{number}", content)


def file_name(prefix: str) -> str:
    """Name of the file for a beginning: w-st for "st", u-43c-430 for "ма".

    The letter before it keeps the name clear of those that some systems reserve, such as con and nul.
    """
    if prefix.isascii() and (not prefix or prefix.isalnum()):
        return f"w-{prefix}"
    return "u-" + "-".join(f"{ord(char):x}" for char in prefix)


def _longest(key: str, known: AbstractSet[str], longest: int) -> str:
    """The longest beginning of a key that has a file of its own; none of those is longer than `longest`."""
    return next(key[:length] for length in range(min(len(key), longest), -1, -1) if key[:length] in known)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
