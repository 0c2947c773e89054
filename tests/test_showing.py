"""Progress: what is shown of a long build, on a terminal and elsewhere."""

import io

import pytest

from regesta.showing import Shown, told


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Whether lines can be written over."""
        return True


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 0, 0.0, "regesta: link"),
        (0, 10_000, 0.0, "regesta: link, 0 of 10,000"),
        (10, 10_000, 0.5, "regesta: link, 10 of 10,000"),
        (2_500, 10_000, 4.0, "regesta: link, 2,500 of 10,000, 12 s left"),
        (100, 10_000, 10.0, "regesta: link, 100 of 10,000, 16 min left"),
        (10_000, 10_000, 16.0, "regesta: link, 10,000 of 10,000"),
    ],
)
def test_a_line_tells_what_is_done_and_how_long_it_takes(done, total, seconds, said):
    assert told("link", done, total, seconds) == said


def test_elsewhere_each_stage_is_one_quiet_line():
    stream = io.StringIO()
    shown = Shown(stream)
    for done in range(1000):
        shown("read", done, 1000)
    shown("publish")
    shown.end()
    assert stream.getvalue() == "regesta: read\nregesta: publish\n"


def test_a_terminal_is_left_as_it_was():
    stream = Terminal()
    shown = Shown(stream)
    shown("read", 0, 5)
    shown("read", 5, 5)
    shown.end()
    assert "5 of 5" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
