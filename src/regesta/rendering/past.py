"""What happened to a document, state by state, and what each of its addresses said in each.

In goes a linked document with its earlier wordings and turns, out come its changes, to be told on its history page.
What was not remembered is not guessed: a correction whose earlier words are lost is told without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace as changed

from regesta.model import Anchor, LinkedDocument, Turn, Value, Wording
from regesta.rendering.addressed import spoken
from regesta.rendering.words import joined

Timeline = tuple[Wording, ...]
"""The wordings of one address, the oldest first; the words it lost when it was withdrawn are the last."""


class Change(Value, frozen=True):
    """What happened to one address in one state."""

    address: str
    said: tuple[str, ...]
    before: str | None = None
    """Its words until then; of one that was parted from another, the words of both. None if they are not known."""
    pieces: tuple[str, ...] = ()
    """Its words since then; if it was parted, those of all parts in order. None where its words are gone."""
    place: int = 0
    """Which of the pieces is its own."""
    unchanged: str = ""
    """Its words, where it is not they that changed."""

    @property
    def length(self) -> int:
        """Letters that have to be shown."""
        own = self.pieces[self.place] if self.pieces else ""
        return len(self.before or "") // max(1, len(self.pieces)) + len(own) + len(self.unchanged)


def timelines(document: LinkedDocument) -> dict[str, Timeline]:
    """The wordings of every address of a document."""
    earlier: dict[str, list[Wording]] = defaultdict(list)
    for one in document.wordings:
        earlier[one.address].append(one)
    return {anchor.address: _timeline(anchor, earlier[anchor.address]) for anchor in document.record.anchors}


def _timeline(anchor: Anchor, earlier: Iterable[Wording]) -> Timeline:
    by_state = {one.state: one for one in sorted(earlier, key=lambda one: one.state) if one.state < anchor.since}
    if not anchor.gone:
        by_state[anchor.since] = Wording(anchor.address, anchor.since, anchor.text)
    elif not by_state:
        by_state[anchor.born] = Wording(anchor.address, anchor.born, anchor.text)
    return tuple(by_state.values())


def changes_by_state(document: LinkedDocument) -> dict[int, tuple[Change, ...]]:
    """What happened to the addresses of a document in each state after the first, in the order of the document."""
    turns: dict[str, dict[int, list[Turn]]] = defaultdict(lambda: defaultdict(list))
    for turn in document.turns:
        turns[turn.address][turn.state].append(turn)
    told: dict[int, dict[str, Change]] = defaultdict(dict)
    lines = timelines(document)
    for anchor in document.record.anchors:
        line, here = lines[anchor.address], turns.get(anchor.address, {})
        for state in sorted({one.state for one in line} | here.keys() | {anchor.gone, anchor.moved}):
            if state > 1:
                told[state][anchor.address] = _change(anchor, state, line, here.get(state, ()))
    return {state: _with_partings(changes, document.record.anchors, state) for state, changes in told.items()}


def _change(anchor: Anchor, state: int, line: Timeline, turns: Sequence[Turn]) -> Change:
    before = next((one.text for one in reversed(line) if one.state < state), None)
    own = next((one.text for one in line if one.state == state), None)
    turns = turns or tuple(_turns_known(anchor, state))
    said = tuple(_said(turn) for turn in turns)
    if any(turn.kind == "withdrawn" for turn in turns):
        return Change(anchor.address, said, before=before)
    if own is None:
        return Change(anchor.address, said, unchanged=before or anchor.text)
    if anchor.born == state:
        first = f"parted from {spoken(anchor.origin)}" if anchor.origin else "added"
        return Change(anchor.address, (first, *said), before="", pieces=(own,))
    if before is not None and before.strip() == own.strip():  # it was gone in between
        return Change(anchor.address, said or ("restored",), unchanged=own)
    told = said if any(turn.kind == "restored" for turn in turns) else ("corrected", *said)
    if before is None:
        return Change(anchor.address, (*told, "its earlier words are not kept"), unchanged=own)
    return Change(anchor.address, told, before=before, pieces=(own,))


def _turns_known(anchor: Anchor, state: int) -> Iterator[Turn]:
    """What the anchor itself still tells of a state; it knows only what happened to it last."""
    if anchor.gone == state:
        yield Turn(anchor.address, state, "withdrawn", anchor.see, anchor.why)
    if anchor.moved == state:
        yield Turn(anchor.address, state, "moved", anchor.after)


def _said(turn: Turn) -> str:
    """A turn in words: "withdrawn (printed twice), see ¶ 9"."""
    if turn.kind == "merged":
        return f"now part of {spoken(turn.other)}"
    if turn.kind == "parted":
        return "stands on its own again"
    if turn.kind == "moved":
        return f"moved after {spoken(turn.other)}" if turn.other else "moved to the beginning"
    reason = f" ({turn.why})" if turn.why else ""
    return f"{turn.kind}{reason}{f', see {spoken(turn.other)}' if turn.other else ''}"


def _with_partings(changes: Mapping[str, Change], anchors: Iterable[Anchor], state: int) -> tuple[Change, ...]:
    """The changes, those of one parted passage told together: the words of its parts against those of the whole."""
    members: dict[str, list[str]] = defaultdict(list)
    for anchor in anchors:
        if anchor.address in changes:
            whole = anchor.origin if anchor.origin in changes and anchor.born == state else anchor.address
            members[whole].append(anchor.address)
    told = dict(changes)
    for whole, parts in members.items():
        if len(parts) > 1 and all(len(changes[part].pieces) == 1 for part in parts) and changes[whole].before:
            pieces = tuple(changes[part].pieces[0] for part in parts)
            said = _parted(changes[whole], pieces, parts)
            for place, part in enumerate(parts):
                own = said if part == whole else changes[part].said
                told[part] = changed(changes[part], said=own, before=changes[whole].before, pieces=pieces, place=place)
    return tuple(told.values())


def _parted(whole: Change, pieces: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    """What is said of a passage that was parted: that it was corrected only if a word of it changed besides."""
    same = "".join((whole.before or "").split()) == "".join("".join(pieces).split())
    said = tuple(one for one in whole.said if one != "corrected" or not same)
    return (*said, f"parted into {joined([spoken(part) for part in parts])}")
