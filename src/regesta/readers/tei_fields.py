"""The fields of one TEI document: title, number, dates, source note, tagged parties, those present, pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from regesta.model import Field
from regesta.readers.tei_header import Volume, date_value, made, span_of
from regesta.readers.tei_tree import Node, Tree, attribute, descendants, plain

ENCLOSED = frozenset("attachment floatingText note quote cit".split())
"""Elements inside a document that hold another's words, heads and dates."""
PARTIES = {"from": "sender", "to": "recipient"}
NAMES = {"persName": "person", "orgName": "organisation", "gloss": "", "name": "", "placeName": "", "rs": ""}
"""Elements that name a party, and what it is where the element alone tells."""
# such as "No. 12.<lb/>", "[12]<lb/>", "Document 12 <lb/>"
_number = re.compile(r"^\s*(?P<number>\[?(?:(?:No|Doc(?:ument)?)\.?\s*)?\d+[a-z]?\]?\.?)\s*<lb\b[^>]*>", re.IGNORECASE)
_kind = re.compile(
    r"^\[(?P<kind>(?:Circular )?(?:Tele(?:gram|type|phone)|Cable(?:gram)?|Letter|Memorandum|Note|Despatch|Dispatch"
    r"|Instruction|Airgram|Message))\b[^\]]{0,60}\]$",
    re.IGNORECASE,
)
# "[Translation.]", "[Paraphrase]": what was done to the paper, no place where it lies
_remark = re.compile(
    r"^\[(?:Translat|Paraphras|Enclos|Inclos|Extract|Copy|Draft|Confidential|Personal)[^\]\d]{0,40}\]$"
)
_interpreters = re.compile(r"\binterpret|\btranslat", re.IGNORECASE)


MOST = 300
"""How many parties a head or a list names at most; what stands beyond them is text alone."""


class Pages(NamedTuple):
    """The page breaks of a file: where they stand and what pages they begin."""

    places: tuple[int, ...]
    names: tuple[str, ...]

    def of(self, document: Node) -> str:
        """The pages that a document stands on: 17, 17–19; nothing where the file does not tell."""
        first, last = (bisect_right(self.places, offset) for offset in (document.inner, document.end))
        first = first or 1
        if not self.names or last == 0:
            return ""
        begin, end = self.names[first - 1], self.names[max(first, last) - 1]
        return begin if begin == end else f"{begin}–{end}"


def find_pages(root: Node) -> Pages:
    """All page breaks that name their page."""
    breaks = [one for one in descendants(root) if one.name == "pb" and attribute(one.attributes, "n")]
    return Pages(
        tuple(one.start for one in breaks), tuple(attribute(one.attributes, "n").strip("[]") for one in breaks)
    )


def title_head(document: Node) -> Node | None:
    """The head that is the document's title: its own, not an enclosure's."""
    return next((one for one in _own(document) if one.name == "head"), None)


def source_note(document: Node) -> Node | None:
    """The note that says where the document lies, where it is no note with a mark of its own."""
    notes = (one for one in document.children if one.name == "note" and one.attributes.get("type") == "source")
    return next((one for one in notes if not one.attributes.get("n")), None)


def document_fields(tree: Tree, document: Node, volume: Volume, pages: Pages) -> list[Field]:
    """All fields of one document of a volume, or of a file that is one document."""
    head, source = title_head(document), source_note(document)
    whole = document.name == "text"
    fields = list(_identity(tree, document, volume))
    if head is not None:
        fields += _title(tree, head)
        fields += _parties(tree, head)
    if whole:
        fields += volume.single
    fields += _dates(tree, document)
    if document.name == "div" and pages.of(document):
        fields.append(Field("pages", "", "", tree.lines(document.start, document.inner), pages.of(document)))
    if source is not None:
        fields.append(_source(tree, source))
    fields += _numbered_source(tree, document)
    fields += _attendance(tree, document)
    if volume.title is not None:
        title = volume.title
        name = "title" if head is None else "file title"
        fields.append(Field(name if whole else title.name, "", title.text, title.lines))
    return fields


def _own(document: Node) -> Iterator[Node]:
    """Everything inside a document but what is enclosed in it."""
    for child in document.children:
        if child.name not in ENCLOSED:
            yield child
            yield from _own(child)


def _identity(tree: Tree, document: Node, volume: Volume) -> Iterator[Field]:
    """Ids that stand in tags are no words of the text, so that they are values without any."""
    own = attribute(document.attributes, "id")
    lines = tree.lines(document.start, document.inner)
    if document.name == "div" and own:
        yield Field("record id", "", "", lines, f"{volume.id or volume.stem}-{own}")
        if volume.address:
            yield Field("url", "", "", lines, f"{volume.address}{volume.id}/{own}")
    elif document.name == "text" and (own or volume.id):
        yield Field("record id", "", "", lines, own or volume.id)
    language = attribute(document.attributes, "lang")
    if language:
        yield Field("text language", "", "", lines, language)


def _title(tree: Tree, head: Node) -> Iterator[Field]:
    raw, lines = tree.raw(head.inner, head.end), tree.lines(head.start, head.after)
    match = _number.match(raw)
    if match and plain(raw[match.end() :]):
        yield Field("document number", "", match["number"], lines)
        yield Field("title", "", raw[match.end() :].strip(), lines)
    else:
        yield Field("title", "", raw.strip(), lines)


def _parties(tree: Tree, head: Node) -> Iterator[Field]:
    tagged = (node for node in descendants(head) if node.name in NAMES and node.attributes.get("type") in PARTIES)
    for node in islice(tagged, MOST):
        yield made(tree, PARTIES[node.attributes["type"]], node, NAMES[node.name])


def _dates(tree: Tree, document: Node) -> Iterator[Field]:
    """The date of a document: in its dateline before any other; else what its tag says."""
    dates = [one for one in _own(document) if one.name == "date"]
    datelines = {id(date) for line in _own(document) if line.name == "dateline" for date in descendants(line)}
    found = [one for one in dates if id(one) in datelines] or [one for one in dates if date_value(one.attributes)]
    if found:
        yield made(tree, "date", found[0], date_value(found[0].attributes))
    elif span_of(document.attributes):
        yield Field("date", "", "", tree.lines(document.start, document.inner), span_of(document.attributes))


def _source(tree: Tree, note: Node) -> Field:
    """The note at the head of a document; "[Telegram.]" there says what it is, not where it lies."""
    words = plain(tree.raw(note.inner, note.end))
    if _remark.match(words):
        return made(tree, "remark", note)
    kind = _kind.match(words)
    return made(tree, "type", note, kind["kind"].capitalize()) if kind else made(tree, "source", note)


def _numbered_source(tree: Tree, document: Node) -> Iterator[Field]:
    """A source note that is one of the numbered notes as well: <note n="1" type="source">Source: …</note>."""
    notes = (one for one in descendants(document) if one.name == "note" and one.attributes.get("type") == "source")
    for note in notes:
        if note.attributes.get("n") and not attribute(note.attributes, "rend"):
            yield made(tree, "source", note)
            return


def _attendance(tree: Tree, document: Node) -> Iterator[Field]:
    """Those whom a list of participants names, item by item."""
    for node in _own(document):
        if node.name == "list" and node.attributes.get("type") == "participants":
            yield from islice(_present(tree, node, ""), MOST)


def _present(tree: Tree, listing: Node, label: str) -> Iterator[Field]:
    for item in listing.children:
        inner = next((one for one in item.children if one.name == "list"), None)
        if inner is not None:
            own = plain(tree.raw(item.inner, inner.start))
            yield from _present(tree, inner, own or label)
        elif item.name == "item":
            role = "interpreter" if _interpreters.search(label) else "present"
            yield made(tree, role, item)
