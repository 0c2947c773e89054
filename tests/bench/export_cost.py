"""What TEI and the books cost: `python tests/bench/export_cost.py EDITION`.

Prints, for an edition folder that is read and linked but not published, milliseconds of processor time and bytes for
each document: making its TEI and its chapter, and looking at the finished files for addresses. Memory is the most that
was held while the books were made, beside the edition itself.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from regesta.checking import Seen, watched
from regesta.exports import book_of, chapters_of
from regesta.exports.tei import tei
from regesta.model import Edition, Output
from regesta.pipeline import linked
from regesta.rendering.pages import templates
from regesta.volumes import books_of


def main(folder: Path) -> int:
    edition = linked(folder, folder / "no-site")
    count = len(edition.documents)
    texts = sum(len(block.text) for one in edition.documents for block in one.record.blocks)
    sys.stdout.write(f"{count} documents of {texts // max(count, 1):,} characters\n")
    for name, make in (("TEI", teis), ("books", books)):
        _told(name, make, edition, count)
    tracemalloc.start()
    for _ in books(edition):
        pass
    sys.stdout.write(f"memory for books: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB at most\n")
    return 0


def _told(name: str, make: Callable[[Edition], Iterator[Output]], edition: Edition, count: int) -> None:
    began = time.process_time()
    made = list(make(edition))
    done = time.process_time()
    for _ in watched(iter(made), Seen()):
        pass
    looked = time.process_time()
    size = sum(len(one.content) for one in made)
    sys.stdout.write(
        f"{name}: {1000 * (done - began) / count:.2f} ms and {size // count:,} bytes a document in {len(made)} files; "
        f"checked in {1000 * (looked - done) / count:.3f} ms\n"
    )


def teis(edition: Edition) -> Iterator[Output]:
    """The TEI of every document."""
    entities = {one.id: one for one in edition.authority.entities}
    for one in edition.documents:
        yield Output(f"documents/{one.record.id}/tei.xml", tei(one, edition.settings, entities))


def books(edition: Edition) -> Iterator[Output]:
    """Every book of the edition."""
    environment = templates()
    for volume in books_of(edition.documents):
        yield from book_of(volume, edition, environment, chapters_of(environment))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
