"""What became of the addresses of a document that no longer stand as they were first published.

In go the anchors of a record and the places of its history at which each is told of, out come the tombstones of those
that are gone, each where it stood, and the remarks on those that were moved or whose words were corrected. A document
never changed has neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from regesta.model import Anchor, Value
from regesta.rendering.words import curled

NAMES = {"p": ("¶ {}", "Paragraph"), "s": ("section {}", "Section"), "n": ("note {}", "Note")}


class Tombstone(Value, frozen=True):
    """An address whose words are no longer in the text."""

    id: str
    name: str
    state: str
    why: str
    words: str
    see: str
    """The address to turn to instead, and how it is said; both may be empty."""
    see_name: str
    href: str
    """Where its history is told; may be empty."""
    held: Markup
    """What a script has to know of it, as attributes."""


class Remark(Value, frozen=True):
    """What happened to an address that still stands, and where its history is told."""

    name: str
    said: str
    href: str
    doubt: str


class History(Value, frozen=True):
    """What is told beside the text of a document that has changed since its first publication."""

    before: tuple[Tombstone, ...]
    """Those that stood before the first block."""
    after: Mapping[str, tuple[Tombstone, ...]]
    """By the address of the block they stood behind."""
    remarks: Mapping[str, Remark]
    """By address."""


def spoken(address: str) -> str:
    """An address as it is said: p12a is "¶ 12a", s3 "section 3"."""
    pattern, _ = NAMES.get(address[:1], ("{}", ""))
    return pattern.format(address[1:]) if address[:1] in NAMES else address


def title(address: str) -> str:
    """An address as it is read out: "Paragraph 12a"."""
    _, name = NAMES.get(address[:1], ("", ""))
    return f"{name} {address[1:]}" if name else address


def history(anchors: Iterable[Anchor], hrefs: Mapping[str, str], held: Mapping[str, Markup]) -> History:
    """Tombstones at their places, and remarks; `hrefs` and `held` are by address."""
    after: dict[str, list[Tombstone]] = defaultdict(list)
    remarks: dict[str, Remark] = {}
    last = ""
    for anchor in anchors:
        if anchor.status == "gone":
            href, attributes = hrefs.get(anchor.address, ""), held.get(anchor.address, Markup())
            after[last].append(_tombstone(anchor, href, attributes))
            continue
        last = anchor.host or anchor.address
        told, doubt = _told(anchor), "its place is not certain" if anchor.guess else ""
        if told or doubt:
            remarks[anchor.address] = Remark(spoken(anchor.address), told, hrefs.get(anchor.address, ""), doubt)
    before = tuple(after.pop("", ()))
    return History(before, {address: tuple(ones) for address, ones in after.items()}, remarks)


def _tombstone(anchor: Anchor, href: str, held: Markup) -> Tombstone:
    return Tombstone(
        anchor.address,
        title(anchor.address),
        str(anchor.gone),
        curled(anchor.why),
        curled(anchor.text),
        anchor.see,
        spoken(anchor.see),
        href,
        held,
    )


def _told(anchor: Anchor) -> str:
    """What happened to an address that still stands: "moved after ¶ 20 in state 4; corrected in state 3"."""
    parts = []
    if anchor.moved:
        where = f"after {spoken(anchor.after)}" if anchor.after else "to the beginning"
        parts.append(f"moved {where} in state {anchor.moved}")
    if anchor.origin and anchor.born > 1:
        parts.append(f"parted from {spoken(anchor.origin)} in state {anchor.born}")
    if anchor.since > anchor.born:
        parts.append(f"corrected in state {anchor.since}")
    return "; ".join(parts)
