"""The ledger of a document: every address ever issued in it, with its words, as a file that diffs and merges well.

In goes the file `anchors/<id>.json`, out comes a `Ledger`, and back: one anchor a line, keys in a fixed order, the last
key of each line a check over the line, so that a hand that slips is noticed. A file that cannot be read or contradicts
itself raises `LedgerError` with its line; it is never mended silently.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from regesta.anchors.labels import is_address
from regesta.anchors.words import digest, fingerprint
from regesta.model import Anchor, State, Value

SCHEMA = 1
CHECK_LENGTH = 6
EARLIER_SUFFIX = ".old.jsonl"


class LedgerError(Exception):
    """A ledger file that cannot be read or contradicts itself."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Ledger(Value, frozen=True, kw_only=True):
    """What was ever published of one document."""

    document: str
    title: str = ""
    """As last published, for the page that is left if the document is taken out."""
    derived: bool = False
    """Whether the document's id is one of ours, because the transcript gave none."""
    withdrawn: str = ""
    """Why the document was taken out; empty while it stands."""
    states: tuple[State, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    """In the order of the document; those that are gone stand where they stood."""

    @property
    def state(self) -> int:
        """Number of the last state; 0 before the first publication."""
        return self.states[-1].number if self.states else 0


def ledger_path(document: str) -> str:
    """Path of a document's ledger below the edition folder."""
    return f"anchors/{document}.json"


def earlier_path(document: str) -> str:
    """Path of the file of earlier wordings, to which lines are only ever added."""
    return f"anchors/{document}{EARLIER_SUFFIX}"


# ---------------------------------------------------------------------------------------------- to bytes


def encode(ledger: Ledger) -> bytes:
    """A ledger as its file: one state and one anchor a line, keys in a fixed order."""
    head = {"schema": SCHEMA, "doc": ledger.document, "title": ledger.title, "state": ledger.state}
    head |= {"derived": True} if ledger.derived else {}
    head |= {"withdrawn": ledger.withdrawn} if ledger.withdrawn else {}
    states = ",\n".join(_line(_state_fields(state)) for state in ledger.states)
    order = _line([_short(anchor.address) for anchor in ledger.anchors])
    anchors = ",\n".join(_checked(ledger.document, _anchor_fields(anchor)) for anchor in ledger.anchors)
    return f'{_line(head)[:-1]},\n"states":[\n{states}],\n"order":{order},\n"anchors":[\n{anchors}]}}\n'.encode()


def encode_earlier(anchor: Anchor) -> bytes:
    """A wording that is no longer the present one, as a line: the address, the state it was new in, the words."""
    return f"{_line({'id': _short(anchor.address), 'state': anchor.since, 'text': anchor.text})}\n".encode()


def _line(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _short(address: str) -> str:
    """An address as the ledger writes it: paragraphs by their label alone, p12 as 12."""
    return address.removeprefix("p")


def _state_fields(state: State) -> dict[str, Any]:
    fields = {"n": state.number, "date": state.date, "sha256": state.sha256, "file": state.file, "note": state.note}
    return {key: value for key, value in fields.items() if value}


def _anchor_fields(anchor: Anchor) -> dict[str, Any]:
    """The keys of an anchor's line; those that say nothing are left out, so that most lines are short."""
    always = {"id": _short(anchor.address), "status": anchor.status}
    placed: dict[str, Any] = {"host": _short(anchor.host), "at": anchor.at} if anchor.host else {}
    placed |= {"from": _short(anchor.origin)}
    told = {"born": anchor.born, "since": anchor.since, "moved": anchor.moved, "after": _short(anchor.after)}
    ended = {"gone": anchor.gone, "why": anchor.why, "see": _short(anchor.see)}
    lead = {"lead": anchor.lead, "lead_of": _short(anchor.lead_of)}
    rest = {"guess": anchor.guess} | lead | {"fp": anchor.fingerprint}
    some = {key: value for key, value in (placed | told | ended | rest).items() if value or key == "at"}
    return always | some | {"text": anchor.text, "birth": anchor.birth}


def _checked(document: str, fields: dict[str, Any]) -> str:
    check = digest(document + _line(fields), length=CHECK_LENGTH)
    return _line(fields | {"check": check})


# ---------------------------------------------------------------------------------------------- from bytes


def decode(content: bytes, document: str) -> Ledger:
    """The ledger of a document from its file; raises `LedgerError` where the file is damaged."""
    data = _parsed(content)
    if data.get("schema", SCHEMA) not in range(1, SCHEMA + 1):
        raise LedgerError(f"it is written in schema {data['schema']}; this version of regesta reads up to {SCHEMA}", 1)
    if data.get("doc") != document:
        raise LedgerError(f"it says that it belongs to document {data.get('doc')!r}, not to {document}", 1)
    lines = _line_numbers(content)
    ledger = Ledger(
        document=document,
        title=_typed(data, "title", str, ""),
        derived=_flag(data, "derived"),
        withdrawn=_typed(data, "withdrawn", str, ""),
        states=tuple(_state(fields) for fields in _listed(data, "states")),
        anchors=tuple(_anchor(document, fields, lines) for fields in _listed(data, "anchors")),
    )
    _refuse_contradictions(ledger, data, lines)
    return _ordered(ledger, _typed(data, "order", list, []))


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise LedgerError(f"it is no text in UTF-8 ({fault.reason})") from None
    except json.JSONDecodeError as fault:
        raise LedgerError(f"it is no JSON: {fault.msg}", fault.lineno) from None
    except RecursionError:
        raise LedgerError("it is no ledger: lists within lists without end") from None
    if not isinstance(data, dict):
        raise LedgerError("it is no ledger: an object is expected", 1)
    return data


def _typed(fields: dict[str, Any], key: str, kind: type, default: Any) -> Any:
    value = fields.get(key, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise LedgerError(f"the value of {key!r} is of the wrong kind")
    return value


def _flag(fields: dict[str, Any], key: str) -> bool:
    return bool(fields.get(key))


def _listed(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = _typed(data, key, list, [])
    if not all(isinstance(value, dict) for value in values):
        raise LedgerError(f"the entries of {key!r} are of the wrong kind")
    return values


def _line_numbers(content: bytes) -> dict[str, int]:
    """The line of each anchor by its id as written; of two lines with one id, the second."""
    found = {}
    for number, line in enumerate(content.decode().split("\n"), start=1):
        if line.startswith('{"id":"'):
            found[line[7:].partition('"')[0]] = number
    return found


def _state(fields: dict[str, Any]) -> State:
    text = {key: _typed(fields, key, str, "") for key in ("date", "sha256", "note", "file")}
    return State(number=_typed(fields, "n", int, 0), **text)


def _anchor(document: str, fields: dict[str, Any], lines: dict[str, int]) -> Anchor:
    short = _typed(fields, "id", str, "")
    try:
        return _checked_anchor(document, short, fields)
    except LedgerError as fault:
        raise LedgerError(str(fault), lines.get(short, 0)) from None


def _checked_anchor(document: str, short: str, fields: dict[str, Any]) -> Anchor:
    plain = {key: value for key, value in fields.items() if key != "check"}
    if "check" in fields and fields["check"] != digest(document + _line(plain), length=CHECK_LENGTH):
        raise LedgerError(f"the line of {short} was changed by hand: its check does not fit")
    address, text = _long(short), _typed(fields, "text", str, "")
    if not is_address(address):
        raise LedgerError(f"{short!r} is no well-formed label")
    status = _typed(fields, "status", str, "live")
    if status not in ("live", "inline", "gone"):
        raise LedgerError(f"{short} has an unknown status, {status!r}")
    return Anchor(
        address=address,
        status=status,
        fingerprint=_typed(fields, "fp", str, "") or fingerprint(text),
        text=text,
        birth=_typed(fields, "birth", str, ""),
        why=_typed(fields, "why", str, ""),
        guess=_flag(fields, "guess"),
        host=_long(_typed(fields, "host", str, "")),
        origin=_long(_typed(fields, "from", str, "")),
        after=_long(_typed(fields, "after", str, "")),
        see=_long(_typed(fields, "see", str, "")),
        born=_typed(fields, "born", int, 1),
        since=_typed(fields, "since", int, 1),
        moved=_typed(fields, "moved", int, 0),
        gone=_typed(fields, "gone", int, 0),
        lead=_typed(fields, "lead", int, 0),
        lead_of=_long(_typed(fields, "lead_of", str, "")),
        at=_typed(fields, "at", int, -1 if status == "inline" else 0),
    )


def _long(short: str) -> str:
    """An address from its form in the ledger: 12 is p12, s3 is itself, nothing is nothing."""
    return f"p{short}" if short[:1].isdigit() else short


def _refuse_contradictions(ledger: Ledger, data: dict[str, Any], lines: dict[str, int]) -> None:
    if [state.number for state in ledger.states] != list(range(1, ledger.state + 1)) or not ledger.states:
        raise LedgerError("its states are not numbered 1, 2, 3 …")
    if data.get("state", ledger.state) != ledger.state:
        raise LedgerError(f"it is said to be in state {data['state']}, but its last state is {ledger.state}")
    seen: dict[str, Anchor] = {}
    for anchor in ledger.anchors:
        here = lines.get(_short(anchor.address), 0)
        if anchor.address in seen:
            raise LedgerError(f"{anchor.address} stands twice; perhaps two branches issued it", here)
        if not 1 <= anchor.born <= anchor.since <= ledger.state:
            raise LedgerError(f"{anchor.address} is of a state that the document does not have", here)
        seen[anchor.address] = anchor
    for anchor in ledger.anchors:
        host = seen.get(anchor.host)
        if anchor.status == "inline" and (host is None or host.status != "live"):
            here = lines.get(_short(anchor.address), 0)
            raise LedgerError(f"{anchor.address} stands in {anchor.host or 'nothing'}, which is not live", here)


def _ordered(ledger: Ledger, order: list[Any]) -> Ledger:
    """The anchors in the order that the file states; without one, in the order of its lines."""
    by_address = {anchor.address: anchor for anchor in ledger.anchors}
    named = [_long(short) for short in order if isinstance(short, str)] or list(by_address)
    if len(named) != len(set(named)) or set(named) != set(by_address):
        odd = sorted(set(named) ^ set(by_address)) or sorted(name for name in set(named) if named.count(name) > 1)
        raise LedgerError(f"its order and its lines do not hold the same anchors: {', '.join(odd[:5])}")
    return msgspec.structs.replace(ledger, anchors=tuple(_with_places(by_address[address] for address in named)))


def _with_places(anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    """The anchors with the place of each inline one that a ledger does not tell: behind the words before it."""
    end = 0
    for anchor in anchors:
        here = anchor
        if anchor.status == "inline" and anchor.at < 0:
            here = msgspec.structs.replace(anchor, at=end)
        if not anchor.gone:
            end = (here.at if anchor.status == "inline" else 0) + len(anchor.text)
        yield here
