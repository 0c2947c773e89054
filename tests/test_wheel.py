"""The package as others install it: away from the repository, in an empty environment."""

import shutil
import subprocess
import sys

import pytest

from conftest import REPOSITORY, SEEDS


def run(*command, **options):
    """A command that must succeed; what it said is in the failure."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment with nothing in it but the built wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, REPOSITORY)
    wheel = next(folder.glob("regesta-*.whl"))
    run(sys.executable, "-m", "venv", folder / "venv")
    run(folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel)
    return folder / "venv" / "bin"


def test_the_installed_wheel_builds_a_copy_of_the_seeds_away_from_the_repository(installed, tmp_path, site):
    """Templates and static files are in the wheel: the site is the same, byte for byte, as the repository's."""
    shutil.copytree(SEEDS, tmp_path / "edition")
    run(installed / "regesta", "build", "edition", "-o", "site", cwd=tmp_path)
    built = {path.relative_to(tmp_path / "site"): path.read_bytes() for path in files(tmp_path / "site")}
    assert built == {path.relative_to(site): path.read_bytes() for path in files(site)}


def files(folder):
    """All files of a site, but for the builder's own note of it."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]


def test_a_new_edition_is_begun_and_built_with_the_installed_command(installed, tmp_path):
    """`init` gives an edition that builds as it is."""
    run(installed / "regesta", "init", "mine", cwd=tmp_path)
    run(installed / "regesta", "build", "mine", "-o", "site", cwd=tmp_path)
    assert (tmp_path / "site" / "index.html").is_file()
