"""What the note of a state says of a change."""

from regesta.anchors.ledger import Ledger
from regesta.anchors.telling import told_changes
from regesta.model import Anchor, State

BEFORE = Ledger(
    document="1",
    states=(State(1, "2026-01-01", "0"),),
    anchors=(Anchor(address="p1", text="One and two.", birth="One and two."), Anchor(address="p2", text="Three.")),
)


def test_a_split_is_told_as_such_and_not_as_a_correction_and_an_addition():
    """One paragraph that became two is one split."""
    after = (
        Anchor(address="p1", text="One and", since=2),
        Anchor(address="p1a", text="two.", origin="p1", born=2, since=2),
        Anchor(address="p2", text="Three."),
    )
    assert told_changes(BEFORE, after) == "1 paragraph split"


def test_corrections_and_additions_are_counted_apart():
    """New words in an old paragraph are a correction, a new paragraph an addition."""
    after = (
        Anchor(address="p1", text="One and 2.", since=2),
        Anchor(address="p2", text="Three."),
        Anchor(address="p3", text="Four.", born=2, since=2),
        Anchor(address="s1", text="Head", born=2, since=2),
    )
    assert told_changes(BEFORE, after) == "1 paragraph corrected; 1 paragraph, 1 heading added"
