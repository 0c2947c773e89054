"""corrections.yaml: the editor's decisions about transcripts, which are never edited in place.

A file with nothing in it is a list of none. Each entry names a document and says one thing; a reason is required, so
that a reader can be told. Faults are listed by line and stop the command.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from regesta.model import BlockKind, Correction, Role, SignKind
from regesta.yaml_source import Fault, Located, did_you_mean, mapping, read_mapping, refuse, refuse_unknown, sequence
from regesta.yaml_source import text as text_of

FILE = "corrections.yaml"
KEYS = ("document", "where", "old", "new", "bracket", "kind", "join", "participant", "role", "reason", "by", "when")
WHERE = re.compile(
    r"(?:line \d+|[psn]\d+[a-z]*|0[a-z]+|title|date|event|received|summary|source|type|language|rights)?"
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
SIGN_KINDS: tuple[str, ...] = get_args(SignKind)
ROLES: tuple[str, ...] = (*get_args(Role), "none")

EXAMPLE = """\
corrections:
  - document: "113439"        # words
    where: p26                # only needed where the words stand more than once; or: line 90
    old: "Wang Jiaxiang]"
    new: "[Wang Jiaxiang]"
    reason: the opening bracket was lost in the conversion
    by: A. Editor
    when: 2026-11-22
  - document: "113439"        # the kind of a bracket
    bracket: "[neng chuwai]"
    kind: gloss
    reason: checked against the printed original
  - document: "113439"        # a paragraph that does not go on with the one before, or does
    where: line 38
    join: no
    reason: a new paragraph in the original
  - document: "113439"        # a line that is a heading, paragraph, item, verse, closer
    where: line 34
    kind: heading
    reason: one of a series of five
  - document: "112416"        # a party's role; none takes it out
    participant: Anastas Mikoyan
    role: author
    reason: he signed the original
  - document: "112416"        # a field: title, date, summary, source, type, language, rights
    where: date
    new: 30 January 1949
    reason: as in the heading of the original
  - document: "112416"        # the day of what it tells of, or of receipt; none takes it out
    where: event
    new: none
    reason: that was another conversation
"""
"""Every kind of entry, for the manual and for a new edition's file."""


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """All decisions of an edition; raises OperatorError that lists every fault of corrections.yaml by line."""
    faults: list[Fault] = []
    given = read_mapping(root / FILE, name=FILE, faults=faults)
    refuse_unknown(given, ("corrections",), "the file", faults=faults)
    members = sequence(given["corrections"], "corrections", faults=faults) if "corrections" in given else ()
    found = [one for member in members if (one := _correction(member, faults))]
    refuse(FILE, faults)
    return tuple(found)


def for_document(corrections: tuple[Correction, ...], *names: str) -> tuple[Correction, ...]:
    """The decisions that name a document by any of its names."""
    return tuple(one for one in corrections if one.document in names)


def _correction(where: Located, faults: list[Fault]) -> Correction | None:
    given = mapping(where, "a correction", faults=faults)
    refuse_unknown(given, KEYS, "a correction", faults=faults)
    values = {key: text_of(given.get(key), f"{key} of a correction", faults=faults) for key in KEYS}
    join = values.pop("join")
    before = len(faults)
    faults.extend(Fault(where.line, message) for message in _complaints(values, join))
    if len(faults) > before:
        return None
    return Correction(**values, join=YES_NO.get(join.lower()), line=where.line)


def _complaints(values: dict[str, str], join: str) -> list[str]:
    """What is wrong with an entry, in words."""
    said = [one for one in (values["old"] or values["new"], values["bracket"], values["participant"], join) if one]
    alone = values["kind"] and not values["bracket"]
    complaints = []
    if not values["document"]:
        complaints.append("a correction needs a document")
    if not values["reason"]:
        complaints.append("a correction needs a reason")
    if len(said) + bool(alone) != 1:
        complaints.append(
            "a correction says one thing: new (with old), bracket and kind, join, kind, or participant and role"
        )
    if (alone or join) and not values["where"].startswith("line "):
        complaints.append("where must be a line, such as line 36, for what a block is or goes on with")
    if not WHERE.fullmatch(values["where"]):
        complaints.append(f"where must be line 36, p12, or a field such as title, not “{values['where']}”")
    if join and join.lower() not in YES_NO:
        complaints.append("join must be yes or no")
    if values["when"] and not DAY.fullmatch(values["when"]):
        complaints.append("when must be a day such as 2026-11-22")
    kinds = SIGN_KINDS if values["bracket"] else BLOCK_KINDS
    if (values["kind"] or values["bracket"]) and values["kind"] not in kinds:
        complaints.append(f"“{values['kind']}” is no kind{did_you_mean(values['kind'], kinds)}")
    if (values["role"] or values["participant"]) and values["role"] not in ROLES:
        complaints.append(f"“{values['role']}” is no role{did_you_mean(values['role'], ROLES)}")
    return complaints
