"""Checks on the finished site, not on what it was made from: links, ids, and every address that was ever issued.

Outputs pass through `watched` on their way to the disk and are looked at as they pass; `faults` says what is wrong with
some of them, `dead_links` what is wrong between them.
A page is read with the few rules of HTML that our templates keep to: attributes in quotes, raw text only in scripts.
What else holds a document's text, TEI and the books, is only asked for its addresses; words there can be no tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from io import BytesIO
from posixpath import dirname, join, normpath
from sys import intern
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from regesta import addresses
from regesta.findings import Finding, finding
from regesta.model import Output
from regesta.volumes import CHAPTER, CHAPTERS

TAG = re.compile(
    r"""<(?: !--.*?--
    | ((?i:script|style))\b((?:[^>"']++|"[^"]*"|'[^']*')*+)>.*?</(?i:\1)\s*
    | [a-zA-Z][^\s/>]*+([\s/](?:[^>"']*+(?:"[^"]*+"|'[^']*+'))*+[^>"']*+) )>""",
    re.VERBOSE | re.DOTALL,
)
"""A comment, a script or style with its attributes and all it holds, or another tag that has attributes."""
ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
LINKING = frozenset(("href", "src", "action", "xlink:href"))
LOOKED_AT = LINKING | {"id"}
REMEMBERED = 1 << 14
"""Tags whose attributes a process keeps: id="p12" and the links of the foot stand on page after page."""
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""What begins an address on another host, or one that is no place at all, such as mailto: or data:."""
PAGE, TEI, EPUB = "page", "TEI", "EPUB"
"""The forms in which a document stands in a site."""
IS_TEI = re.compile(r"documents/([^/]+)/tei\.xml")
IS_BOOK = re.compile(r"data/[^/]+\.epub")
IN_TEI = re.compile(rb"""<[^<>]*?\sxml:id\s*=\s*["']([psn][0-9][^"']*)""")
IN_BOOK = re.compile(rb"""<[^<>]*?\sid\s*=\s*["']([psn][0-9][^"']*)""")


@dataclass(frozen=True, slots=True)
class Copy:
    """A document's text in another form than its page."""

    file: str
    """Path in the site."""
    part: str
    """Path of the chapter in a book; empty for a file of its own."""
    addresses: frozenset[str]
    doubled: tuple[str, ...] = ()
    """Addresses that stand more than once in it."""


@dataclass(slots=True)
class Seen:
    """What has been seen of the site, or of a part of it."""

    ids: dict[str, str] = field(default_factory=dict)
    """The ids of each page, each once, with a space before and after each."""
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """Each target, a path and a fragment, with the first page that links to it."""
    doubled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids that stand more than once on their page."""
    copies: dict[str, dict[str, list[Copy]]] = field(default_factory=dict)
    """By form, TEI or EPUB, what there is of each document."""
    broken: list[str] = field(default_factory=list)
    """Books that cannot be opened."""


def watched(outputs: Iterable[Output], seen: Seen) -> Iterator[Output]:
    """The outputs as they are, with what they hold noted down."""
    for output in outputs:
        if output.path.endswith(".html"):
            _look(output, seen)
        elif found := IS_TEI.fullmatch(output.path):
            _note(TEI, found[1], _copy(output.path, "", IN_TEI.findall(output.content)), seen)
        elif IS_BOOK.fullmatch(output.path):
            _open(output, seen)
        yield output


def ids_of(html: str) -> list[str]:
    """Every id of a page, in order, repetitions included."""
    return [value for name, value in _attributes(html) if name == "id"]


def _look(output: Output, seen: Seen) -> None:
    attributes = _attributes(output.content.decode())
    ids = [value for name, value in attributes if name == "id"]
    here = frozenset(ids)
    seen.ids[output.path] = f" {' '.join(dict.fromkeys(ids))} "
    if len(here) < len(ids):
        seen.doubled[output.path] = tuple(one for one, times in Counter(ids).items() if times > 1)
    folders = output.path.split("/")[:-1]
    for link in dict.fromkeys([value for name, value in attributes if name != "id"]):
        within = link[:1] == "#" and link[1:] in here
        if not within and (link[:3] == "../" or not ELSEWHERE.match(link)):
            seen.links.setdefault(_from_top(link, folders) or _target(link, output.path), output.path)


def _open(book: Output, seen: Seen) -> None:
    """Look at every chapter of a book."""
    try:
        with ZipFile(BytesIO(book.content)) as archive:
            for name in archive.namelist():
                if name.startswith(CHAPTERS):
                    copy = _copy(book.path, name, IN_BOOK.findall(archive.read(name)))
                    _note(EPUB, name.removeprefix(CHAPTERS).removesuffix(CHAPTER), copy, seen)
    except BadZipFile:
        seen.broken.append(book.path)


def _copy(file: str, part: str, ids: list[bytes]) -> Copy:
    found = [address.decode("ascii", "replace") for address in ids]
    here = frozenset(found)
    doubled = () if len(here) == len(found) else tuple(one for one, times in Counter(found).items() if times > 1)
    return Copy(file, part, here, doubled)


def _note(form: str, document: str, copy: Copy, seen: Seen) -> None:
    seen.copies.setdefault(form, {}).setdefault(document, []).append(copy)


def _attributes(html: str) -> list[tuple[str, str]]:
    """The ids and links of a page, in order."""
    return [one for _, of_script, of_tag in TAG.findall(html) for one in _looked_at(of_tag or of_script)]


@lru_cache(REMEMBERED)
def _looked_at(attributes: str) -> tuple[tuple[str, str], ...]:
    """Those of a tag's attributes that matter here."""
    found = [
        (small, intern(unescape(double or single or bare).strip()))
        for name, double, single, bare in ATTRIBUTE.findall(attributes)
        if (small := name.lower()) in LOOKED_AT
    ]
    return tuple(found)


def _from_top(link: str, folders: list[str]) -> tuple[str, str] | None:
    """Where a plain link leads from a page in these folders; said from the top, it is the same on all pages."""
    steps = link.count("../")
    rest = link[3 * steps :]
    if steps > len(folders) or not rest[:1].isalnum() or not link.startswith("../" * steps):
        return None
    return _target("/".join((*folders[: len(folders) - steps], rest)), "")


@lru_cache(REMEMBERED)
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


def faults(seen: Seen, anchors: Mapping[str, Iterable[str]], forms: Iterable[str]) -> tuple[Finding, ...]:
    """What is wrong with finished files by themselves.

    `anchors` are the addresses of the documents that the files hold, of all that were ever published; in each of the
    `forms`, PAGE, TEI or EPUB, each of these documents must stand once, with every address once.
    """
    found = [*_doubled_ids(seen), *_broken_books(seen)]
    for form in forms:
        found += _lost_anchors(seen, anchors) if form == PAGE else _lost_from_copies(seen, anchors, form)
    return tuple(found)


def dead_links(seen: Seen, stands: Callable[[str], bool], ids: Callable[[str], str | None]) -> Iterator[Finding]:
    """Links that lead nowhere: `stands` tells whether the site has a file, `ids` those of a page, None for no page."""
    lost = [target for target in seen.links if not stands(target[0])]
    without = [target for target in seen.links if stands(target[0]) and _lacks(target, ids)]
    for target in sorted(lost):
        page, shown = seen.links[target], "#".join(filter(None, target))
        yield finding("X-403", f"{page} links to {shown}, which is no file of the site", file=page)
    for target in sorted(without):
        page, shown = seen.links[target], "#".join(target)
        yield finding("X-403", f"{page} links to {shown}, and there is no such id", file=page)


def _lacks(target: tuple[str, str], ids: Callable[[str], str | None]) -> bool:
    """Whether a page that stands has no such id."""
    path, fragment = target
    if fragment in ("", "top"):
        return False
    there = ids(path)
    return there is not None and f" {fragment} " not in there


def _doubled_ids(seen: Seen) -> Iterator[Finding]:
    for page, ids in sorted(seen.doubled.items()):
        yield finding("X-403", f"more than one element has the id {', '.join(sorted(set(ids)))}", file=page)


def _lost_anchors(seen: Seen, anchors: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    for document, issued in sorted(anchors.items()):
        page = addresses.page_file(addresses.document(document))
        here = frozenset(seen.ids.get(page, "").split())
        lost = [address for address in issued if address not in here]
        if lost:
            yield finding("X-401", f"the finished page lacks {', '.join(lost)}", file=page)


def _broken_books(seen: Seen) -> Iterator[Finding]:
    for path in seen.broken:
        yield finding("X-401", "the finished book cannot be opened", file=path)


def _lost_from_copies(seen: Seen, anchors: Mapping[str, Iterable[str]], form: str) -> Iterator[Finding]:
    copies = seen.copies.get(form, {})
    for document, issued in sorted(anchors.items()):
        found = copies.get(document, [])
        if len(found) != 1:
            files = " and ".join(dict.fromkeys(copy.file for copy in found)) or f"no {form} file"
            message = f"document {document} must stand once among the {form} files, and stands in {files}"
            yield finding("X-401", message, file=found[0].file if found else addresses.document(document))
        for copy in found:
            yield from _lost_from(copy, issued)


def _lost_from(copy: Copy, issued: Iterable[str]) -> Iterator[Finding]:
    lost = [address for address in issued if address not in copy.addresses]
    where = f" in {copy.part}" if copy.part else ""
    if lost:
        yield finding("X-401", f"the finished file lacks {', '.join(lost)}{where}", file=copy.file)
    if copy.doubled:
        yield finding("X-401", f"more than one element has the id {', '.join(copy.doubled)}{where}", file=copy.file)
