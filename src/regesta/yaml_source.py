"""The editor's YAML as located values: text in; texts, lists and mappings out, each with its line.

Every scalar stays the words that were typed, so that `language: no` is Norwegian and `name: 1949` a name. Doubled keys,
anchors, aliases and tags are refused. Faults are gathered, not raised one by one; `refuse` raises them all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from regesta.findings import OperatorError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader over libyaml where there is one: ten times the speed, and the same lines."""

DEEPEST = 100
"""How deep lists and mappings may stand in one another."""
_deep_line = re.compile(rf"^[ ?-]{{{DEEPEST}}}", re.MULTILINE)

PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value", "binary")
)
"""What an untagged node resolves to. All scalars of these kinds are read as the words typed."""


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML value and the line it begins on. A key that has nothing beside it has the value None."""

    value: str | tuple[Located, ...] | dict[str, Located] | None
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a YAML file, at its line."""

    line: int
    message: str


def read_mapping(path: Path, *, name: str, faults: list[Fault]) -> dict[str, Located]:
    """The top mapping of a YAML file, empty if there is no such file; faults of its YAML are added to the list."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise OperatorError(f"{name}: cannot be read: {error.strerror}") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(Fault(content.count(b"\n", 0, error.start) + 1, "this is not text in UTF-8"))
        return {}
    return parse_mapping(text, faults=faults)


def parse_mapping(text: str, *, faults: list[Fault]) -> dict[str, Located]:
    """The top mapping of a YAML text; an empty text is an empty mapping."""
    if _is_deep(text):
        faults.append(Fault(1, "this is nested too deeply"))
        return {}
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(mark.line + 1 if mark else 1, f"this is not YAML: {error.problem}"))
        return {}
    except yaml.reader.ReaderError as error:
        faults.append(Fault(_line_of(chr(error.character), text), "a character that YAML forbids"))
        return {}
    if node is None:
        return {}
    return mapping(_locate(node, set(), faults), "the file", faults=faults)


def _is_deep(text: str) -> bool:
    """Whether a text nests deeper than anything that is meant; libyaml ends the whole program over "[[[[[…"."""
    if text.count("[") + text.count("{") <= DEEPEST and not _deep_line.search(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return True
    except yaml.YAMLError:
        return False
    return False


def mapping(where: Located, what: str, *, faults: list[Fault]) -> dict[str, Located]:
    """The value as a mapping; nothing at all is an empty one."""
    if where.value is None:
        return {}
    if isinstance(where.value, dict):
        return where.value
    faults.append(Fault(where.line, f"{what} must be keys with values, not {_kind(where)}"))
    return {}


def sequence(where: Located, what: str, *, faults: list[Fault]) -> tuple[Located, ...]:
    """The value as a list; nothing at all is an empty one."""
    if where.value is None:
        return ()
    if isinstance(where.value, tuple):
        return where.value
    faults.append(Fault(where.line, f"{what} must be a list, not {_kind(where)}"))
    return ()


def text(where: Located | None, what: str, *, faults: list[Fault], default: str = "") -> str:
    """The value as one run of words with single spaces; an absent or empty one is the default."""
    if where is None or where.value is None:
        return default
    if isinstance(where.value, str):
        return " ".join(where.value.split()) or default
    faults.append(Fault(where.line, f"{what} must be text, not {_kind(where)}"))
    return default


def texts(where: Located | None, what: str, *, faults: list[Fault]) -> tuple[str, ...]:
    """The value as texts: a list of them, or one alone."""
    if where is None or where.value is None:
        return ()
    if isinstance(where.value, tuple):
        members = (text(member, f"each of {what}", faults=faults) for member in where.value)
        return tuple(member for member in members if member)
    alone = text(where, what, faults=faults)
    return (alone,) if alone else ()


def refuse_unknown(keys: Mapping[str, Located], known: Iterable[str], what: str, *, faults: list[Fault]) -> None:
    """One fault for each key that is not known, with the known key that it resembles."""
    known = tuple(known)
    for key, where in keys.items():
        if key not in known:
            faults.append(Fault(where.line, f'{what} has no key "{key}"{did_you_mean(key, known)}'))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the known word nearest to the given one, or nothing."""
    near = get_close_matches(word, tuple(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def refuse(name: str, faults: Iterable[Fault]) -> None:
    """Raise one error that lists all faults by line, if there are any."""
    listed = sorted(set(faults))
    if listed:
        raise OperatorError("\n".join(f"{name}:{fault.line}: {fault.message}" for fault in listed))


def _locate(node: yaml.Node, seen: set[int], faults: list[Fault], *, line: int = 0) -> Located:
    """A node as a value, counted at its key's line, where the editor looks for it, even when it begins on the next."""
    line = line or node.start_mark.line + 1
    if id(node) in seen:
        faults.append(Fault(line, "an alias; write the value out where it is meant"))
        return Located(None, line)
    seen.add(id(node))
    if node.tag not in PLAIN_TAGS:
        faults.append(Fault(line, f'the tag "{node.tag}" means nothing here'))
    if isinstance(node, yaml.MappingNode):
        return Located(dict(_pairs(node, seen, faults)), line)
    if isinstance(node, yaml.SequenceNode):
        return Located(tuple(_locate(member, seen, faults) for member in node.value), line)
    empty = node.tag.endswith(":null") or not node.value.strip()
    return Located(None if empty else node.value, line)


def _pairs(node: yaml.MappingNode, seen: set[int], faults: list[Fault]) -> Iterator[tuple[str, Located]]:
    first_line: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(line, "a key must be a word, not a list or a mapping"))
        elif key.value in first_line:
            faults.append(
                Fault(line, f'"{key.value}" stands here for the second time; see line {first_line[key.value]}')
            )
        else:
            first_line[key.value] = line
            yield key.value, _locate(value, seen, faults, line=line)


def _kind(where: Located) -> str:
    if isinstance(where.value, str):
        return "text"
    return "a list" if isinstance(where.value, tuple) else "keys with values"


def _line_of(character: str, text: str) -> int:
    return text.count("\n", 0, max(text.find(character), 0)) + 1
