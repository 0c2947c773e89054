"""Suggestions as YAML to paste into authority.yaml: entries with what shows them, and further variants as remarks.

The whole is an authority file by itself. What stands after # is for the editor's eye: how often, where, in which words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from regesta.linking.forms import compared
from regesta.model import Entity, EntityKind
from regesta.suggesting.proposals import Addition, Proposal, Suggestions
from regesta.suggesting.sightings import Sighting
from regesta.text import slug

LISTS: tuple[tuple[str, EntityKind], ...] = (
    ("people", "person"),
    ("places", "place"),
    ("organisations", "organisation"),
)
CONTEXTS = 3
"""Places that are shown of each name, of different documents where there are."""
PLAIN = re.compile(r"[^\W\d_][\w .’'()-]*[\w.)]|[^\W\d_]")
NO_STRINGS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def told(found: Suggestions, known: Iterable[Entity]) -> Iterator[str]:
    """The lines of the YAML."""
    taken = {one.id for one in known}
    if not found.proposals and not found.additions:
        yield "# No name was found that the authority file does not know."
        return
    yield "# Names that the texts have and authority.yaml has not: check each, then paste it into its list."
    if found.additions:
        yield from ("", "# Likely known in another spelling; to be added to the variants of the entry:")
        for addition in found.additions:
            yield from _added(addition)
    for title, kind in LISTS:
        proposals = [one for one in found.proposals if one.kind == kind]
        if proposals:
            yield from ("", f"{title}:")
        for one in proposals:
            yield from _proposed(one, fresh_id(one.name, taken))


def _added(one: Addition) -> Iterator[str]:
    place = f", line {one.entity.line}" if one.entity.line else ""
    yield f"#   {one.entity.id} ({one.entity.name}{place}): {scalar(one.form)}"
    yield from (f"#     {line}" for line in _shown(one.seen))


def _proposed(one: Proposal, identifier: str) -> Iterator[str]:
    yield f"  # {_counted(one.seen)}; {one.why}"
    yield from (f"  #   {line}" for line in _shown(one.seen))
    yield f"  {identifier}:"
    yield f"    name: {scalar(one.name)}"
    if one.kind == "person" and one.family_first:
        yield f"    sort: {scalar(one.name)}"
    if one.variants:
        yield f"    variants: [{', '.join(map(scalar, one.variants))}]  # likely the same"


def _counted(seen: Sequence[Sighting]) -> str:
    documents = len({one.document for one in seen})
    return f"{len(seen)} in {documents} document{'' if documents == 1 else 's'}"


def _shown(seen: Sequence[Sighting]) -> Iterator[str]:
    """A few places of a name: first one of each document, those inside a sentence before those at its head."""
    order = sorted(range(len(seen)), key=lambda at: (seen[at].heads, at))
    first: dict[str, int] = {}
    for at in order:
        first.setdefault(seen[at].document, at)
    chosen = [*first.values(), *(at for at in order if at not in first.values())][:CONTEXTS]
    return (f"{seen[at].file}:{seen[at].line}: {seen[at].context}" for at in sorted(chosen))


def fresh_id(name: str, taken: set[str]) -> str:
    """An id made of a name, in letters that addresses have; numbered where another entity has it."""
    plain = re.sub(r"[^a-z0-9-]+", "", slug(compared(name))).strip("-") or "name"
    number, identifier = 2, plain
    while identifier in taken:
        identifier, number = f"{plain}-{number}", number + 1
    taken.add(identifier)
    return identifier


def scalar(text: str) -> str:
    """A text as YAML has it in a list between brackets: plain where that is safe, else in double quotation marks."""
    if PLAIN.fullmatch(text) and text.lower() not in NO_STRINGS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
