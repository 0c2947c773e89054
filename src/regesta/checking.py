"""Checks on the finished site, not on what it was made from: links, ids, and every address that was ever issued.

Outputs pass through `watched` on their way to the disk and are looked at as they pass; `judge` then says what is wrong.
A page is read with the few rules of HTML that our templates keep to: attributes in quotes, raw text only in scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from posixpath import dirname, join, normpath
from sys import intern
from urllib.parse import unquote

from regesta import addresses
from regesta.findings import Finding, finding
from regesta.model import Output

TAG = re.compile(
    r"""<!--.*?-->
    | <(?P<raw>script|style)\b(?P<raw_attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>.*?</(?P=raw)\s*>
    | <[a-zA-Z][^\s/>]*(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
LINKING = frozenset(("href", "src", "action", "xlink:href"))
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""What begins an address on another host, or one that is no place at all, such as mailto: or data:."""


@dataclass(slots=True)
class Seen:
    """What has been seen of the site so far."""

    paths: set[str] = field(default_factory=set)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    """The ids of each page."""
    doubled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that stand more than once on their page."""
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """Each target, a path and a fragment, with the first page that links to it."""

    def add(self, other: Seen) -> None:
        """What another process has seen."""
        self.paths |= other.paths
        self.ids |= other.ids
        self.doubled |= other.doubled
        for target, page in other.links.items():
            self.links.setdefault(target, page)


def watched(outputs: Iterable[Output], seen: Seen) -> Iterator[Output]:
    """The outputs as they are, with what they hold noted down."""
    for output in outputs:
        seen.paths.add(output.path)
        if output.path.endswith(".html"):
            _look(output, seen)
        yield output


def ids_of(html: str) -> list[str]:
    """Every id of a page, in order, repetitions included."""
    return [value for name, value in _attributes(html) if name == "id"]


def _look(output: Output, seen: Seen) -> None:
    ids: set[str] = set()
    doubled: list[str] = []
    for name, value in _attributes(output.content.decode()):
        if name == "id":
            if value in ids:
                doubled.append(value)
            ids.add(intern(value))
        elif name in LINKING and not ELSEWHERE.match(value):
            seen.links.setdefault(_target(value, output.path), output.path)
    seen.ids[output.path] = frozenset(ids)
    if doubled:
        seen.doubled[output.path] = tuple(doubled)


def _attributes(html: str) -> Iterator[tuple[str, str]]:
    for tag in TAG.finditer(html):
        for name, double, single, bare in ATTRIBUTE.findall(tag["attributes"] or tag["raw_attributes"] or ""):
            yield name.lower(), unescape(double or single or bare).strip()


def _target(link: str, page: str) -> tuple[str, str]:
    """The file and the fragment that a relative link leads to; a folder stays a folder, which is no file."""
    address, _, fragment = link.partition("#")
    path = unquote(address.partition("?")[0])
    fragment = unquote(fragment.partition(":~:")[0])
    if not path:
        return page, fragment
    resolved = normpath(join(dirname(page), path))
    return (f"{resolved}/" if path.endswith("/") else resolved), fragment


# ---------------------------------------------------------------------------------------------- the verdict


def judge(seen: Seen, anchors: Mapping[str, Iterable[str]]) -> tuple[Finding, ...]:
    """What is wrong with the finished site; `anchors` are the addresses of every document that was ever published."""
    return (*_dead_links(seen), *_doubled_ids(seen), *_lost_anchors(seen, anchors))


def _dead_links(seen: Seen) -> Iterator[Finding]:
    for (path, fragment), page in sorted(seen.links.items()):
        shown = f"{path}#{fragment}" if fragment else path
        if path not in seen.paths:
            yield finding("X-403", f"{page} links to {shown}, which is no file of the site", file=page)
        elif fragment not in ("", "top") and path in seen.ids and fragment not in seen.ids[path]:
            yield finding("X-403", f"{page} links to {shown}, and there is no such id", file=page)


def _doubled_ids(seen: Seen) -> Iterator[Finding]:
    for page, ids in sorted(seen.doubled.items()):
        yield finding("X-403", f"more than one element has the id {', '.join(sorted(set(ids)))}", file=page)


def _lost_anchors(seen: Seen, anchors: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    for document, issued in sorted(anchors.items()):
        page = addresses.page_file(addresses.document(document))
        here = seen.ids.get(page, frozenset())
        lost = [address for address in issued if address not in here]
        if lost:
            yield finding("X-401", f"the finished page lacks {', '.join(lost)}", file=page)
