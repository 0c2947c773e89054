"""One part of the index: so many documents as the engine takes at a time, with all that a browser needs to read them.

In go a name and entries, out come the engine's files, a catalogue of the documents, the places of their words and their
texts for copies opened from a disk, and a note of what belongs to the part. Parts know nothing of each other.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from regesta import addresses
from regesta.findings import OperatorError
from regesta.model import Output, Value
from regesta.search import catalogue, pagefind, tables, vocabulary
from regesta.search.entries import Entry, digest

FOLDER = "search/pagefind/"
FIRST = "0"
"""The part that lies in the engine's own folder beside its programs; every edition has it."""
URL = re.compile(rb'\{"url":("(?:[^"\\]|\\.)*")')
HEAD = 1000
"""Bytes at the beginning of a text that hold its address."""


class Placed(Value, frozen=True):
    """A document in a part."""

    id: str
    key: str
    """Under which the engine keeps its text; it begins with the part: und-0_3fa81c2."""
    digest: str


class Part(Value, frozen=True, kw_only=True):
    """What belongs to a part."""

    name: str
    documents: tuple[Placed, ...]
    """In the order in which they are numbered."""
    files: tuple[str, ...]
    """Paths of its files but those of single documents."""
    letters: int
    """Of all its texts together, by which the engine's memory is reckoned."""
    stale: frozenset[str] = frozenset()
    """Ids of documents that have changed or gone since."""

    def standing(self) -> Iterator[Placed]:
        """The documents for which this part still speaks."""
        return (one for one in self.documents if one.id not in self.stale)

    def paths(self) -> Iterator[str]:
        """Every file of the part."""
        yield from self.files
        for one in self.standing():
            yield from document_paths(self.name, one.key)


class Passed(Value, frozen=True):
    """What is kept of an entry while its part is made."""

    id: str
    digest: str
    facets: catalogue.Facets
    words: tuple[str, ...]
    letters: int


def build_part(name: str, entries: Iterable[Entry]) -> tuple[Part, tuple[Output, ...]]:
    """The files of a part over these documents, numbered as they come; the engine's programs come with the first."""
    passed: list[Passed] = []

    def pages() -> Iterator[pagefind.Page]:
        for entry in entries:
            passed.append(Passed(entry.id, digest(entry), entry.facets, tuple(entry.words), letters_of([entry])))
            yield page(entry)

    # A name of its own for each part keeps the names of its files, which the browser tells texts apart by, its own.
    built = pagefind.build(pages(), language=f"und-{name}")
    keys = dict(_keys(built))
    placed = tuple(Placed(one.id, keys[one.id], one.digest) for one in passed)
    engine = [Output(_folder(name) + one.path, one.content) for one in built if name == FIRST or not _is_program(one)]
    whole = [*engine, *_tables(name, placed, passed)]
    own = tuple(sorted(one.path for one in whole if not one.path.endswith(".pf_fragment")))
    texts = (_text(one) for one in engine if one.path.endswith(".pf_fragment"))
    letters = sum(one.letters for one in passed)
    return Part(name=name, documents=placed, files=own, letters=letters), (*whole, *texts)


def letters_of(entries: Iterable[Entry]) -> int:
    """Letters of all texts of these documents."""
    return sum(len(text) for one in entries for _, text in one.zones)


def document_paths(part: str, key: str) -> tuple[str, str]:
    """The files of one document: for the engine, and for copies opened from a disk."""
    return f"{_folder(part)}fragment/{key}.pf_fragment", f"search/texts/{key}.js"


def page(entry: Entry) -> pagefind.Page:
    """A document as the engine gets it: an anchor before each zone, and the date, which rides along in anchors.

    The engine would index the date as words if it were metadata.
    """
    facts = (f"date={quote(entry.edtf)}", f"dated={quote(entry.dated)}")
    body = [_anchor(fact) for fact in facts]
    body += (f"{_anchor(anchor)}{escape(text, quote=False)} " for anchor, text in entry.zones)
    return pagefind.Page(addresses.document(entry.id), f"<html><body>{''.join(body)}</body></html>")


def _tables(name: str, placed: Sequence[Placed], passed: Sequence[Passed]) -> Iterator[Output]:
    """The catalogue of the part, and the documents of each word."""
    places = vocabulary.postings(one.words for one in passed)
    beginnings = tables.prefixes(places)
    columns = catalogue.columns([(one.id, one.key) for one in placed], [one.facets for one in passed])
    yield tables.script(f"search/catalogue/{name}", columns | {"places": beginnings})
    yield from tables.sharded(f"search/places/{name}/", places, beginnings)


def _text(fragment: Output) -> Output:
    """A text as a script: the engine's own packed file in letters, because a page on a disk may load nothing else."""
    key = fragment.path.rpartition("/")[2].removesuffix(".pf_fragment")
    return tables.script(f"search/texts/{key}", base64.b64encode(fragment.content).decode())


def _keys(built: Iterable[Output]) -> Iterator[tuple[str, str]]:
    """Id of a document, and the name under which the engine keeps its text."""
    for output in built:
        if output.path.endswith(".pf_fragment"):
            head = zlib.decompressobj(wbits=31).decompress(output.content, HEAD).removeprefix(pagefind.SIGNATURE)
            found = URL.match(head)
            if not found:
                raise OperatorError(f"the search engine gave a text without an address: {output.path}")
            yield json.loads(found[1]).split("/")[1], output.path.rpartition("/")[2].removesuffix(".pf_fragment")


def _folder(part: str) -> str:
    return FOLDER if part == FIRST else f"{FOLDER}{part}/"


def _is_program(output: Output) -> bool:
    return output.path in pagefind.PROGRAMS


def _anchor(identifier: str) -> str:
    return f'<a id="{escape(identifier)}"></a>'
