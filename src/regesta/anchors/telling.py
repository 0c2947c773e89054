"""What happened to a document between two states, in words: the note of a state, and the ledger made readable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regesta.anchors.labels import series_of
from regesta.anchors.ledger import Ledger
from regesta.model import Anchor

NAMES = {"p": ("paragraph", "paragraphs"), "s": ("heading", "headings"), "n": ("note", "notes")}
EXCERPT = 72


def told_changes(ledger: Ledger, anchors: Sequence[Anchor]) -> str:
    """The note of a new state: "first publication", "2 paragraphs corrected, 1 withdrawn"."""
    if not ledger.states:
        return "first publication"
    state = ledger.state + 1
    old = {anchor.address: anchor for anchor in ledger.anchors}
    new = [anchor for anchor in anchors if anchor.address not in old]
    known = [(old[anchor.address], anchor) for anchor in anchors if anchor.address in old]
    origins = {anchor.origin for anchor in new if anchor.origin}
    split = [now for _, now in known if now.address in origins]
    changed = [now for was, now in known if now.since == state and not was.gone and not now.gone]
    told = [
        _counted("corrected", [anchor for anchor in changed if anchor.address not in origins]),
        _counted("split", split),
        _counted("added", [anchor for anchor in new if not anchor.origin]),
        _counted("withdrawn", [now for was, now in known if now.gone and not was.gone]),
        _counted("restored", [now for was, now in known if was.gone and not now.gone]),
        _counted("moved", [now for _, now in known if now.moved == state]),
        _counted("merged", [now for was, now in known if (was.status, now.status) == ("live", "inline")]),
    ]
    return "; ".join(part for part in told if part) or "no words of the text changed"


def _counted(what: str, anchors: Sequence[Anchor]) -> str:
    counts = [(series, sum(series_of(one.address) == series for one in anchors)) for series in "psn"]
    named = [f"{count} {NAMES[series][count > 1]}" for series, count in counts if count]
    return f"{', '.join(named)} {what}" if named else ""


def told_ledger(ledger: Ledger) -> Iterator[str]:
    """A ledger line by line for a reader: its states, then every anchor and what became of it."""
    yield f"{ledger.document}  {ledger.title}".rstrip()
    if ledger.withdrawn:
        yield f"withdrawn: {ledger.withdrawn}"
    for state in ledger.states:
        yield f"  state {state.number}  {state.date}  {state.note}  {state.file}".rstrip()
    for anchor in ledger.anchors:
        yield f"  {anchor.address:<6} {_fate(anchor)}  {_excerpt(anchor.text)}".rstrip()


def _fate(anchor: Anchor) -> str:
    parts = [f"in {anchor.host}" if anchor.host else anchor.status, f"since {anchor.born}"]
    parts += [f"corrected in {anchor.since}"] if anchor.since > anchor.born and not anchor.gone else []
    parts += [f"split off {anchor.origin}"] if anchor.origin else []
    parts += [f"moved after {anchor.after or 'the beginning'} in {anchor.moved}"] if anchor.moved else []
    parts += [f"gone in {anchor.gone}" + (f" ({anchor.why})" if anchor.why else "")] if anchor.gone else []
    parts += [f"see {anchor.see}"] if anchor.see else []
    parts += ["a guess"] if anchor.guess else []
    return ", ".join([*parts, anchor.fingerprint])


def _excerpt(text: str) -> str:
    """The first words of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 2].rsplit(' ', 1)[0]} …"
