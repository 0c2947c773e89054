"""Labels: grammar, order, and the next free one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.anchors.labels import fresh, is_address, order

IN_ORDER = [
    "p0za",
    "p0a",
    "p0b",
    "p1",
    "p12",
    "p12za",
    "p12zb",
    "p12a",
    "p12aza",
    "p12aa",
    "p12b",
    "p12y",
    "p13",
    "p113",
]

letters = st.text("abyz", max_size=4).filter(lambda text: not text.endswith("z"))
labels = st.builds(lambda number, tail: f"p{number}{tail}", st.integers(0, 3), letters).filter(is_address)


def test_order_is_that_of_inserted_sections():
    assert sorted(IN_ORDER, key=order) == IN_ORDER


@pytest.mark.parametrize("good", [*IN_ORDER, "s3", "n1", "n10a"])
def test_grammar_admits(good):
    assert is_address(good)


@pytest.mark.parametrize("bad", ["", "p", "12", "p0", "p01", "p12A", "p12az", "q1", "p1 ", "p-1", "p1a2", "p١"])
def test_grammar_refuses(bad):
    assert not is_address(bad)


@pytest.mark.parametrize(
    ("left", "used", "expected"),
    [
        ("", [], "p1"),
        ("p2", ["p1", "p2"], "p3"),
        ("p12", ["p12", "p13"], "p12a"),
        ("p12", ["p12", "p12a", "p13"], "p12za"),
        ("p12a", ["p12", "p12a", "p13"], "p12b"),
        ("p12a", ["p12", "p12a", "p12b", "p13"], "p12aa"),
        ("p12", ["p12", "p12za", "p12a", "p13"], "p12zza"),
        ("", ["p1"], "p0a"),
        ("", ["p0a", "p1"], "p0za"),
        ("p12y", ["p12", "p12y", "p13"], "p12ya"),
        ("p30b", ["p30", "p30b"], "p31"),
    ],
)
def test_the_next_free_label(left, used, expected):
    assert fresh(left, sorted(map(order, used)), series="p") == expected


@given(st.sets(labels), st.data())
def test_a_fresh_label_is_new_well_formed_and_stands_between(used, data):
    left = data.draw(st.sampled_from(["", *sorted(used)]))
    label = fresh(left, sorted(map(order, used)), series="p")
    assert is_address(label)
    assert label not in used
    assert not left or order(left) < order(label)
    assert not any(order(left or "p0") < order(one) < order(label) for one in used)
