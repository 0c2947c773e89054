"""What an increment of the search index has to know of the index before it, and what the browser is told of both.

A state is small beside the index: the documents of each part by id, how the tables differ from those of the last whole
index, and marks of the files that an increment may write again. It travels as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from regesta.model import Output, Value
from regesta.search import pagefind
from regesta.search.examples import Example
from regesta.search.parts import Part
from regesta.search.tally import Shape

FORMAT = "regesta-search/2"
RELEASE = f"{FORMAT} {pagefind.VERSION}"
"""A state of another release is of no use: the whole index is made anew."""


class State(Value, frozen=True, kw_only=True):
    """An index as it stands."""

    release: str = RELEASE
    parts: tuple[Part, ...]
    recent: Part | None = None
    """The small part that holds what was added and changed last."""
    documents: int
    paragraphs: int
    at_first: int
    """Documents of the last whole index, of which the tables without a folder are."""
    names: dict[str, int]
    """Fact of names → how often the documents show it."""
    shapes: dict[str, Shape]
    """How every table is parted into files."""
    examples: tuple[Example, ...]
    marks: dict[str, str]
    """Path → mark of its bytes, of the files that any increment may write again."""
    later: frozenset[str] = frozenset()
    """Documents whose words and references stand in the later tables."""
    masked: frozenset[str] = frozenset()
    """Documents of the last whole index that changed or went: their references there no longer hold."""
    words: dict[str, list[int]] = msgspec.field(default_factory=dict)
    """What the numbers of words differ by from those of the last whole index."""
    references: dict[str, dict[str, object]] = msgspec.field(default_factory=dict)
    """Key → document → what it is told by, of the later documents."""

    def all_parts(self) -> tuple[Part, ...]:
        """The parts, the recent one last."""
        return (*self.parts, self.recent) if self.recent else self.parts


def encode(state: State) -> bytes:
    """A state as JSON, the same bytes for the same state."""
    return msgspec.json.encode(state, order="deterministic")


def decode(content: bytes) -> State | None:
    """A state from JSON; None where it is of another release or no state at all."""
    try:
        state = msgspec.json.decode(content, type=State)
    except msgspec.DecodeError:
        return None
    return state if state.release == RELEASE else None


def manifest(state: State) -> dict[str, object]:
    """What the browser is told first: parts, tables, and what it has to pass over."""
    stale = [one.key for part in state.parts for one in part.documents if one.id in part.stale]
    return {
        "format": FORMAT,
        "documents": state.documents,
        "paragraphs": state.paragraphs,
        "parts": [part.name for part in state.all_parts()],
        "stale": sorted(stale),
        "masked": sorted(state.masked),
        "tables": dict(sorted(state.shapes.items())),
        "examples": [[one.query, one.asks] for one in state.examples],
    }


def marks(outputs: Iterable[Output]) -> dict[str, str]:
    """Path → mark of its bytes."""
    return {one.path: blake2b(one.content, digest_size=8).hexdigest() for one in outputs}
