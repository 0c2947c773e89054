"""The editor's decisions about anchors, `anchors/<id>.decisions.yaml`; they beat the aligner and survive rebuilds.

`same` says with which words an address begins from now on, `retire` that it is gone and why, `withdraw` that the whole
document was taken out. A key or a label that cannot be understood is a fault of configuration, with file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from regesta.anchors.labels import is_address
from regesta.anchors.words import normal
from regesta.findings import OperatorError
from regesta.model import Anchor, Value
from regesta.yaml_source import Fault, Located, mapping, read_mapping, refuse, refuse_unknown, text

SUFFIX = ".decisions.yaml"
PLACING = ("same", "move", "split")
"""All three say where an address begins; which word the editor uses tells the next editor why."""
KEYS = (*PLACING, "retire", "withdraw")


class Decision(Value, frozen=True):
    """One line of the editor's."""

    address: str
    words: str = ""
    """Words that the address stands at."""
    why: str = ""
    """Why it is gone."""
    see: str = ""
    line: int = 0


class Decisions(Value, frozen=True, kw_only=True):
    """What the editor decided about one document."""

    same: dict[str, Decision] = msgspec.field(default_factory=dict)
    retire: dict[str, Decision] = msgspec.field(default_factory=dict)
    withdraw: str = ""
    """Why the document was taken out; empty if it was not."""


NONE = Decisions()


def read_decisions(folder: Path) -> dict[str, Decisions]:
    """All decisions in a folder by document; raises OperatorError that lists every fault of every file."""
    found, messages = {}, []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = f"{folder.name}/{path.name}"
        faults: list[Fault] = []
        decisions = _decisions(read_mapping(path, name=name, faults=faults), faults)
        try:
            refuse(name, faults)
        except OperatorError as error:
            messages.append(str(error))
        found[path.name.removesuffix(SUFFIX)] = decisions
    if messages:
        raise OperatorError("\n".join(messages))
    return found


def decisions_path(document: str) -> str:
    """Path of a document's decisions below the edition folder."""
    return f"anchors/{document}{SUFFIX}"


def carried_out(decisions: Decisions, anchors: Sequence[Anchor]) -> bool:
    """Whether the ledger already is as the editor decided, so that there is nothing to do."""
    if not decisions.same and not decisions.retire:
        return True
    by_address = {anchor.address: anchor for anchor in anchors}
    kept = (by_address.get(address) for address in decisions.same)
    retired = (by_address.get(address) for address in decisions.retire)
    begun = (one and not one.gone and not one.guess and _begins(one, decisions.same[one.address]) for one in kept)
    ended = (one and one.gone and one.why == decisions.retire[one.address].why for one in retired)
    return all(begun) and all(ended)


def _begins(anchor: Anchor, decision: Decision) -> bool:
    return normal(anchor.text[anchor.lead :]).startswith(normal(decision.words))


def _decisions(given: dict[str, Located], faults: list[Fault]) -> Decisions:
    refuse_unknown(given, KEYS, "a file of decisions", faults=faults)
    same: dict[str, Decision] = {}
    for key in PLACING:
        same |= _placed(given.get(key), key, faults)
    retire = _retired(given.get("retire"), faults)
    for address in same.keys() & retire.keys():
        faults.append(Fault(retire[address].line, f"{address} is both kept and retired"))
    return Decisions(same=same, retire=retire, withdraw=text(given.get("withdraw"), "withdraw", faults=faults))


def _placed(where: Located | None, key: str, faults: list[Fault]) -> dict[str, Decision]:
    found = {}
    for address, value in _by_address(where, key, faults):
        words = text(value, f"{key} of {address}", faults=faults)
        if not words:
            faults.append(Fault(value.line, f"{key} of {address} needs the words that it begins with"))
        found[address] = Decision(address, words=words, line=value.line)
    return found


def _retired(where: Located | None, faults: list[Fault]) -> dict[str, Decision]:
    """Reasons, or reasons with an address to turn to: `14: printed twice`, `14: {why: printed twice, see: 9}`."""
    found = {}
    for address, value in _by_address(where, "retire", faults):
        whole = value.value if isinstance(value.value, dict) else {"why": value}
        refuse_unknown(whole, ("why", "see"), f"retire of {address}", faults=faults)
        why = text(whole.get("why"), f"why of {address}", faults=faults)
        see = text(whole.get("see"), f"see of {address}", faults=faults)
        if not why:
            faults.append(Fault(value.line, f"retire of {address} needs a reason"))
        found[address] = Decision(
            address, why=why, see=_address(see, value.line, faults) if see else "", line=value.line
        )
    return found


def _by_address(where: Located | None, key: str, faults: list[Fault]) -> list[tuple[str, Located]]:
    pairs = mapping(where, key, faults=faults) if where else {}
    return [(_address(label, value.line, faults), value) for label, value in pairs.items()]


def _address(label: str, line: int, faults: list[Fault]) -> str:
    """An address as the editor writes it: 12, p12, s3."""
    address = f"p{label}" if label[:1].isdigit() else label
    if not is_address(address):
        faults.append(Fault(line, f'"{label}" is no anchor; write 12, s3 or n1'))
    return address
