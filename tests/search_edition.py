"""Small editions for the tests of the search, and a site of them with nothing on it but what the search needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from regesta.model import (
    Authority,
    Block,
    Date,
    Edition,
    Entity,
    Form,
    Languages,
    LinkedDocument,
    Mention,
    Note,
    Participant,
    Record,
    Settings,
    Source,
)
from regesta.rendering.assets import static_files
from regesta.search.entries import zones
from regesta.search.index import index

POLICY = (
    "default-src 'none'; img-src data:; script-src 'self' file: 'wasm-unsafe-eval'; connect-src 'self';"
    " worker-src 'self'; form-action 'self'"
)
SEARCH_PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="data:,"><script src="../static/search.js" defer></script></head>
<body><main><h1>Search</h1><form action="index.html"><label>Words <input type="search" name="q"></label>
<button type="submit">Search</button></form><div id="facets"></div>
<p id="status" role="status"></p><div id="results"></div></main></body>
</html>
"""


def document(
    identifier: str,
    *paragraphs: str,
    title: str = "A letter",
    date: str = "1949-07-18",
    summary: str = "",
    headings: Sequence[str] = (),
    notes: Sequence[str] = (),
    unaddressed: Sequence[str] = (),
    source: Source | None = None,
    type: str = "Letter",  # noqa: A002  the record's own word for it
    people: Sequence[str] = (),
    mentions: Sequence[Mention] = (),
) -> LinkedDocument:
    """A document with these paragraphs, numbered in order; headings stand before them, omissions behind."""
    blocks = [
        *(Block("heading", text, ((1, 1),), anchor=f"s{number}") for number, text in enumerate(headings, 1)),
        *(Block("paragraph", text, ((2, 2),), anchor=f"p{number}") for number, text in enumerate(paragraphs, 1)),
        *(Block("omission", text, ((3, 3),)) for text in unaddressed),
    ]
    record = Record(
        id=identifier,
        title=title,
        type=type,
        date=Date(date, date),
        languages=Languages(),
        summary=summary,
        source=source or Source(),
        participants=tuple(Participant(one, one, "author", person=one) for one in people),
        blocks=tuple(blocks),
        notes=tuple(Note(str(number), text, anchor=f"n{number}") for number, text in enumerate(notes, 1)),
        file=f"{identifier}.txt",
        sha256="",
        format="test",
        line_count=3,
    )
    return LinkedDocument(record=record, mentions=tuple(mentions))


def person(identifier: str, name: str, *variants: str, scripts: Sequence[str] = ()) -> Entity:
    """A person of the authority file with other forms of the name."""
    return Entity(
        id=identifier,
        kind="person",
        name=name,
        sort=name,
        variants=tuple(Form(text) for text in variants),
        scripts=tuple(Form(text, "zh-Hans") for text in scripts),
    )


def edition(*documents: LinkedDocument, entities: Sequence[Entity] = ()) -> Edition:
    """An edition of these documents."""
    return Edition(settings=Settings(), authority=Authority(tuple(entities)), documents=documents)


def write_site(whole: Edition, folder: Path, *, documents_per_part: int = 2000) -> None:
    """The search page of an edition with its index, and a page a document whose anchors a hit can land on."""
    outputs = index(whole, documents_per_part=documents_per_part)
    write_search({output.path: output.content for output in outputs}, folder)
    for one in whole.documents:
        body = "".join(f'<p id="{zone.anchor}">{escape(zone.text)}</p>\n' for zone in zones(one.record))
        page = (
            f'<!DOCTYPE html><html lang="en"><head><title>x</title><link rel="icon" href="data:,"></head>{body}</html>'
        )
        _write(folder / f"documents/{one.record.id}/index.html", page.encode())


def write_search(files: Mapping[str, bytes], folder: Path) -> None:
    """The search page with the files of an index."""
    for path, content in files.items():
        _write(folder / path, content)
    for script in static_files(None):
        if script.path.startswith("static/search"):
            _write(folder / script.path, script.content)
    _write(folder / "search/index.html", SEARCH_PAGE.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
