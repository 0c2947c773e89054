"""The ledger as a file: one anchor a line, read back whole, and never believed when it is damaged."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.anchors.ledger import Ledger, LedgerError, decode, encode, encode_earlier
from regesta.model import Anchor, State

LEDGER = Ledger(
    document="5001",
    title="A “letter”",
    states=(State(1, "2026-11-21", "ab" * 32, "first", "a.md"), State(2, "2026-11-22", "cd" * 32, "1", "a.md")),
    anchors=(
        Anchor(address="s1", fingerprint="aaaa", text="HEAD", birth="HEAD"),
        Anchor(address="p12", born=1, since=2, fingerprint="k3f9", text="exact [words]\tand ", birth="first words"),
        Anchor(address="p13", status="inline", host="p12", text="merged", birth="merged", fingerprint="bbbb"),
        Anchor(address="p12a", origin="p12", born=2, since=2, text="split", birth="split", fingerprint="cccc", lead=2),
        Anchor(address="p14", status="gone", gone=2, since=2, why="twice", see="p9", text="last", fingerprint="d"),
        Anchor(address="n1", text="", fingerprint="eeee", moved=2, after="p12a", guess=True, since=2),
    ),
)  # fmt: skip


def lines(content: bytes) -> list[str]:
    return content.decode().splitlines()


def changed(old: str, new: str) -> bytes:
    text = encode(LEDGER).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def test_a_ledger_is_read_back_as_it_was_written():
    assert decode(encode(LEDGER), "5001") == LEDGER


def test_the_file_is_json_with_one_anchor_a_line_and_keys_in_order():
    content = encode(LEDGER)
    data = json.loads(content)
    assert list(data) == ["schema", "doc", "title", "state", "states", "order", "anchors"]
    assert data["order"] == ["s1", "12", "13", "12a", "14", "n1"]
    written = [line for line in lines(content) if line.startswith('{"id":')]
    assert len(written) == len(LEDGER.anchors)
    assert re.match(r'\{"id":"12","status":"live","born":1,"since":2,"fp":"k3f9","text":"exact', written[1])
    assert content.endswith(b"]}\n")


def test_an_unchanged_anchor_is_an_unchanged_line():
    """So that a correction is a diff of one line."""
    other = decode(encode(LEDGER), "5001")
    new = Ledger(document="5001", states=other.states, anchors=other.anchors[:3])
    assert lines(encode(new))[7] == lines(encode(LEDGER))[7]


def test_an_earlier_wording_is_one_line():
    assert encode_earlier(LEDGER.anchors[1]) == b'{"id":"12","state":2,"text":"exact [words]\\tand "}\n'


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "object"),
        (b"[" * 100_000, "without end"),
        (changed('"doc":"5001"', '"doc":"5002"'), "5002"),
        (changed('"schema":1', '"schema":2'), "schema 2"),
        (changed('"n":2', '"n":3'), "1, 2, 3"),
        (changed('"state":2', '"state":1'), "state 1"),
        (changed("exact [words]", "exact words"), "changed by hand"),
        (changed('"id":"12a"', '"id":"12b"'), "changed by hand"),
        (changed('"status":"gone"', '"status":"live"'), "changed by hand"),
        (changed('"order":["s1","12",', '"order":["s1",'), "p12"),
        (changed('"order":["s1",', '"order":["s1","s1",'), "s1"),
        (changed('"states":[', '"states":7,"x":['), "wrong kind"),
        (changed('"anchors":[', '"anchors":["p1",'), "wrong kind"),
    ],
)
def test_a_damaged_ledger_is_refused(content, about):
    with pytest.raises(LedgerError, match=re.escape(about)):
        decode(content, "5001")


def test_two_lines_swapped_between_their_labels_are_noticed():
    text = encode(LEDGER).decode()
    text = (
        text.replace('"id":"12",', '"id":"X",').replace('"id":"12a",', '"id":"12",').replace('"id":"X",', '"id":"12a",')
    )
    with pytest.raises(LedgerError, match="changed by hand"):
        decode(text.encode(), "5001")


def test_a_label_that_stands_twice_names_its_line():
    """As when two branches that both issued 12a are merged."""
    line = next(line for line in lines(encode(LEDGER)) if '"id":"12a"' in line)
    with pytest.raises(LedgerError, match="stands twice") as fault:
        decode(changed(line, f"{line}\n{line}"), "5001")
    assert fault.value.line == 11


def test_a_ledger_of_the_barest_kind_is_read():
    """Keys that an earlier version did not write have their defaults."""
    bare = {
        "doc": "1",
        "states": [{"n": 1, "date": "2020-01-01", "sha256": ""}],
        "anchors": [{"id": "1", "status": "live", "text": "Words."}, {"id": "s1", "text": "Head"}],
    }
    ledger = decode(json.dumps(bare).encode(), "1")
    assert [anchor.address for anchor in ledger.anchors] == ["p1", "s1"]
    assert ledger.anchors[0].fingerprint != ""


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(content):
    """Any file at all is a ledger or a fault, never another exception."""
    with pytest.raises(LedgerError):
        decode(content, "5001")


@given(st.data())
def test_no_byte_changed_makes_it_stumble(data):
    content = bytearray(encode(LEDGER))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        ledger = decode(bytes(content), "5001")
    except LedgerError:
        return
    assert {one.address: one.text for one in ledger.anchors} == {one.address: one.text for one in LEDGER.anchors}
