"""What the tests share: the seeds, a finished build of them, and the switch that rewrites golden files."""

from __future__ import annotations

import hashlib
import shutil
import signal
from pathlib import Path

import pytest

from regesta.model import Transcript

REPOSITORY = Path(__file__).resolve().parent.parent
SEEDS = REPOSITORY / "seeds"

# Commands that are interrupted inherit what their parent does with it, and one that runs in the background ignores it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--update-golden`, which writes what was found in place of what was expected."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files of golden tests")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


def transcript_of(path: Path) -> Transcript:
    """A transcript as the pipeline would hand it to a reader."""
    content = path.read_bytes()
    text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Transcript(path.name, text, hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="session")
def seed_transcripts() -> dict[str, Transcript]:
    """The four transcripts by the number that begins their file names."""
    return {path.name[:3]: transcript_of(path) for path in sorted(SEEDS.glob("*.txt"))}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the seeds, built once from a copy, so that no test writes into the repository."""
    from regesta.cli import main

    folder = tmp_path_factory.mktemp("edition")
    shutil.copytree(SEEDS, folder / "seeds")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(folder / "seeds"), "-o", str(folder / "site")])
    assert stopped.value.code == 0
    return folder / "site"
