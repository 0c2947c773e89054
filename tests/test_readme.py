"""The manual holds what it says."""

import re
import subprocess

import pytest

from conftest import REPOSITORY
from regesta.corrections import EXAMPLE
from regesta.model import Settings, Transcript
from regesta.normalise.record import normalise
from regesta.readers import read
from regesta.readers.front_matter_keys import KEYS

README = (REPOSITORY / "README.md").read_text("utf-8")


def command_under(heading):
    """The first command in a fence under a heading."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1]


def test_there_is_one_command_to_build_and_one_to_test():
    """Each installs what it needs before it does its work."""
    assert "pip install" in command_under("Build")
    assert "build.py" in command_under("Build")
    assert "chromium" in command_under("Test")
    assert "pytest" in command_under("Test")


def test_the_script_for_continuous_integration_runs_the_command_of_this_manual(tmp_path):
    """`.ci/run` takes the command from here: with another command here, it runs that one."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((REPOSITORY / ".ci" / "run").read_bytes())
    (tmp_path / "README.md").write_text(
        "# X\n\n## Build\n\n```sh\nfalse\n```\n\n## Test\n\n```sh\necho one &&\necho two\n```\n"
    )
    done = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "one\ntwo\n"


@pytest.mark.parametrize("path", re.findall(r"^      (\w+(?:\.py|/))", README, re.MULTILINE))
def test_every_room_of_the_house_stands_where_the_manual_says(path):
    """The drawing of the house names what exists."""
    assert (REPOSITORY / "src" / "regesta" / path).exists()


def test_its_pictures_and_files_exist():
    """What it shows or names is there."""
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (REPOSITORY / path).is_file()


def test_every_key_of_front_matter_is_told_with_an_example():
    """Whoever writes a transcript by hand finds every key, its other names and a line of it."""
    for key in KEYS:
        first, *others = key.names.split()
        told = ", ".join(f"`{name}`" for name in others)
        assert f"| `{first}` | {told} | `{key.example}` |" in README


def test_the_transcript_of_the_manual_is_read_as_it_says():
    """The example by hand gives its title, parties, source, note and heading."""
    text = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)[1]
    transcript = Transcript("by-hand.md", text, "0" * 64)
    record, _ = normalise(read(transcript)[0][0], transcript, Settings())
    assert record.title == "Cable, Filippov to Mao Zedong"
    assert record.date.edtf == "1949-07-18"
    assert {(one.role, one.name) for one in record.participants} == {("sender", "Stalin"), ("recipient", "Mao Zedong")}
    assert record.source.reference == "F. 45, Op. 1, D. 331, L. 3"
    assert [block.kind for block in record.blocks] == ["heading", "paragraph", "paragraph"]
    assert [(note.mark, note.text) for note in record.notes] == [("1", "The note.")]


def test_every_kind_of_correction_is_told():
    """The manual shows the example that the reader of the file is tested with."""
    assert EXAMPLE in README
