"""Whether every link of a finished site leads somewhere, told by what was printed and what went for it.

In go ids and links of what was printed and, of a site that is patched, of what stood there before; out come findings.
What stands in such a site was looked at when it was printed: only what it leads to may have gone since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from regesta import checking, publishing
from regesta.checking import Seen
from regesta.findings import Finding
from regesta.publishing import Prepared
from regesta.units import PRINTED, Printed, Sheet, decode_printed, unit_of

Target = tuple[str, str]
"""Path and fragment."""


def dead_links(seen: Seen, before: Iterable[Printed], prepared: Prepared, sheet: Sheet) -> Iterator[Finding]:
    """Links of what was printed that lead nowhere, and those of what stands that lost what they lead to."""
    there = publishing.all_files(prepared)
    seen.links |= _bereft(seen, before, there, sheet)
    yield from checking.dead_links(seen, there.__contains__, partial(_ids, seen, sheet))


def _ids(seen: Seen, sheet: Sheet, path: str) -> str | None:
    """The ids of a page, of one that stands as they were printed; None for what is no page."""
    if path not in seen.ids:
        content = sheet.kept.value(PRINTED, unit_of(path))
        if content is None:
            return None
        seen.ids |= decode_printed(content).ids
    return seen.ids.get(path)


def _bereft(seen: Seen, before: Iterable[Printed], there: frozenset[str], sheet: Sheet) -> dict[Target, str]:
    """Links of units that stand to files and ids that a change took away, each with a page of such a unit."""
    gone: set[Target] = set()
    paths: set[str] = set()
    for row in before:
        paths.update(path for path, *_ in row.files if path not in there)
        for path, ids in row.ids.items():
            gone.update((path, one) for one in set(ids.split()).difference(seen.ids.get(path, "").split()))
    wanted = paths | {path for path, _ in gone}
    found: dict[Target, str] = {}
    for content in sheet.kept.holding(PRINTED, sorted(wanted)):
        row = decode_printed(content)
        for link in row.links:
            if (link in gone or link[0] in paths) and row.files:
                found.setdefault(link, row.files[0][0])
    return found
