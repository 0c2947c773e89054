"""A search index brought up to date: one document among ten thousand costs the files of a small part, not all.

In go the state and the documents that changed, out come the files to write, the paths to take away, and the new state.
What was added or changed last stands in a small part of its own; in the other parts such documents are stale, and the
browser passes over them. Numbers of words and references are told as differences to the tables of the last whole index,
so that every query is answered as from a whole one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count

from msgspec.structs import replace

from regesta.model import Output, Value
from regesta.search import state as states
from regesta.search import tables
from regesta.search.entries import Entry, digest
from regesta.search.index import DOCUMENTS_PER_PART, LETTERS_PER_PART, EntryOf, portions
from regesta.search.names import Forms
from regesta.search.parts import Part, build_part, letters_of
from regesta.search.state import State, manifest, marks
from regesta.search.tally import Tally, name_table, reference_table, table_files
from regesta.search.vocabulary import Counts

RECENT = 60
"""Documents in the recent part; the engine takes a fifth of a second for them."""
FEW = 100
"""An edition of so few documents is indexed whole."""
NEAR = 4
"""Parts are made one where the larger is less than so many times the smaller: so there are never many of them."""
LATER = "later/"
"""Folder of the tables that tell differences."""


class Change(Value, frozen=True):
    """A document before and now; None where it was not there, or is no longer."""

    id: str
    before: Entry | None
    now: Entry | None


class Increment(Value, frozen=True):
    """What has to be done to the published files, and the state after it."""

    outputs: tuple[Output, ...]
    removed: tuple[str, ...]
    """Paths of files that are no longer part of the index."""
    state: bytes


def index_increment(state: bytes, changes: Iterable[Change], entry: EntryOf, forms: Forms) -> Increment | None:
    """Bring an index up to date; None where it is better made anew as a whole.

    `entry` gives the entry of any document as it is now: those of a part that is made again are asked for.
    """
    old = states.decode(state)
    changes = tuple(changes)
    if old is None:
        return None
    told = {one.id: one for one in changes if _is_told(one)}
    if told and _is_better_made_anew(old, told):
        return None
    counted = _counted(old, changes, told)
    parted, built = _parted(counted, told, entry)
    finished, outputs = _tabled(parted, built, forms)
    removed = {*_paths(old, finished), *old.marks} - {*_paths(finished, old), *finished.marks}
    new = {one.path: one for one in outputs if _is_new(one.path, old, finished)}
    written = tuple(new[path] for path in sorted(new))
    return Increment(written, tuple(sorted(removed)), states.encode(finished))


def _is_told(change: Change) -> bool:
    """Whether the document's text or facts changed; else it is only the names that it shows."""
    return change.before is None or change.now is None or digest(change.before) != digest(change.now)


def _is_better_made_anew(old: State, told: Mapping[str, Change]) -> bool:
    """Whether the edition is small, or so much has changed since the last whole index that it has grown unwieldy."""
    documents = old.documents + sum((one.now is not None) - (one.before is not None) for one in told.values())
    stale = sum(len(part.stale) for part in old.parts) + sum(one.before is not None for one in told.values())
    return documents <= FEW or stale > max(FEW, documents // 10) or len(old.later | told.keys()) > old.at_first


# ------------------------------------------------------------------------------------------------------------ count


def _counted(old: State, changes: Iterable[Change], told: Mapping[str, Change]) -> State:
    """The state with words, references and names counted anew; the parts are still the old ones."""
    tally = Tally(Counts(old.documents, old.paragraphs))
    tally.counts.numbers.update({word: list(held) for word, held in old.words.items()})
    tally.references.update({key: dict(documents) for key, documents in old.references.items()})
    for change in told.values():
        if change.before:
            tally.take_out(change.before)
        if change.now:
            tally.add(change.now)
    known = Counter(old.names)
    for change in changes:
        known.subtract(change.before.names if change.before else {})
        known.update(change.now.names if change.now else {})
    standing = {one.id for one in told.values() if one.now}
    changed = {one.id for one in told.values() if one.before}
    return replace(
        old,
        documents=tally.counts.documents,
        paragraphs=tally.counts.paragraphs,
        names={fact: number for fact, number in sorted(known.items()) if number},
        words={word: held for word, held in sorted(tally.counts.numbers.items()) if any(held)},
        references={key: documents for key, documents in sorted(tally.references.items()) if documents},
        later=old.later - told.keys() | standing,
        masked=old.masked | (changed - old.later),
        examples=tuple(one for one in old.examples if one.document not in told),
    )


# ------------------------------------------------------------------------------------------------------------ parts


def _parted(state: State, told: Mapping[str, Change], entry: EntryOf) -> tuple[State, tuple[Output, ...]]:
    """The state with every document in its part, and the files of the parts that are made again."""
    before = {one.id for one in state.recent.documents} if state.recent else set()
    recent = sorted(before - told.keys() | {one.id for one in told.values() if one.now})
    parts = tuple(_struck(part, told.keys()) for part in state.parts)
    if len(recent) > RECENT:
        entries = [entry(identifier) for identifier in recent]
        joined = _joined(parts, len(recent), letters_of(entries))
        others = [part for part in parts if part not in joined]
        portioned = portions(_in_order(joined, recent, entry), DOCUMENTS_PER_PART)
        made = [build_part(name, portion) for name, portion in zip(_names(joined, parts), portioned, strict=False)]
        whole = tuple(sorted((*others, *(part for part, _ in made)), key=_number))
        return replace(state, parts=whole, recent=None), tuple(one for _, outputs in made for one in outputs)
    if set(recent) == before and not before & told.keys():
        return replace(state, parts=parts), ()
    if not recent:
        return replace(state, parts=parts, recent=None), ()
    part, outputs = build_part("recent", map(entry, recent))
    return replace(state, parts=parts, recent=part), outputs


def _struck(part: Part, gone: Collection[str]) -> Part:
    """A part that no longer speaks for some documents."""
    stale = part.stale | {one.id for one in part.documents if one.id in gone}
    return part if stale == part.stale else replace(part, stale=stale)


def _joined(parts: Iterable[Part], documents: int, letters: int) -> list[Part]:
    """The parts that so many recent documents are made one with: the small ones, so that there are never many parts."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda one: (len(one.documents) - len(one.stale), _number(one))):
        number = len(part.documents) - len(part.stale)
        fits = number + documents <= DOCUMENTS_PER_PART and part.letters + letters <= LETTERS_PER_PART
        if fits and number < NEAR * documents:
            joined.append(part)
            documents, letters = documents + number, letters + part.letters
    return joined


def _in_order(joined: Iterable[Part], recent: Iterable[str], entry: EntryOf) -> Iterator[Entry]:
    return map(entry, sorted({*recent, *(one.id for part in joined for one in part.standing())}))


def _names(joined: Iterable[Part], parts: Iterable[Part]) -> Iterator[str]:
    """The name of the first of them, because the engine's programs lie in that of the very first; then new ones."""
    return map(str, chain(sorted(map(_number, joined))[:1], count(1 + max(map(_number, parts)))))


def _number(part: Part) -> int:
    return int(part.name)


# ----------------------------------------------------------------------------------------------------------- tables


def _tabled(state: State, built: tuple[Output, ...], forms: Forms) -> tuple[State, tuple[Output, ...]]:
    """The state with its tables, and all files that may have changed."""
    tally = Tally(names=Counter(state.names))
    tally.references.update(state.references)
    later: dict[str, Mapping[str, object]] = {"words": state.words, "references": reference_table(tally)}
    names, name_files = table_files("", {"names": name_table(tally, forms)})
    further, later_files = table_files(LATER, {name: table for name, table in later.items() if table})
    at_first = {name: found for name, found in state.shapes.items() if not name.startswith(LATER)}
    tabled = replace(state, shapes=at_first | names | further)
    small = (*name_files, *later_files, tables.script("search/tables", manifest(tabled)))
    recent = set(tabled.recent.paths()) if tabled.recent else set()
    kept = {path: mark for path, mark in state.marks.items() if path in recent}
    fresh = marks((*small, *(one for one in built if one.path in recent)))
    return replace(tabled, marks=kept | fresh), (*small, *built)


def _paths(state: State, other: State) -> Iterator[str]:
    """The files of the parts that another state does not have as they are."""
    same = {id(part) for part in other.all_parts()}
    for part in state.all_parts():
        if id(part) not in same:
            yield from part.paths()


def _is_new(path: str, old: State, finished: State) -> bool:
    """Whether a file is not published yet as it is now."""
    return path not in finished.marks or old.marks.get(path) != finished.marks[path]
