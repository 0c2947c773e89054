"""How well anchors survive edits: the simulator over many documents, one line a kind of edit.

    python tests/bench/anchors_accuracy.py [FOLDER] [--documents N] [--seed N] [--chains N] [--edit KIND]
        [--shortest N] [--show N]

FOLDER holds texts, paragraphs parted by blank lines; without it the documents are invented ones. In short documents
more goes wrong: the fewer paragraphs, the likelier is a new one that says nearly the same in place of one taken out.
That cannot be told from a paragraph reworded where it stands: with one such edit in n paragraphs, one time in n.
"""

# ruff: noqa: T201 - chance need not be secret; a benchmark prints

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from edit_simulator import EDITS, SINGLE, Document, Score, born, judge, mixed, publish, publish_again, whole
from invented_texts import documents as invented

LONGEST = 90


def texts(folder: Path | None, count: int, chance: random.Random, shortest: int = 3) -> list[list[str]]:
    """Documents as lists of paragraphs."""
    if folder is None:
        return invented(count, chance)
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".txt")]
    found = []
    for path in chance.sample(paths, min(len(paths), count * max(3, shortest))):
        body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8", errors="replace"), flags=re.DOTALL)
        paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", body)]
        paragraphs = [one for one in paragraphs if any(char.isalnum() for char in one)]
        if shortest <= len(paragraphs) <= LONGEST:
            found.append(paragraphs)
    return found[:count]


def once(document: Document, kind: str, chance: random.Random, other: list[str]) -> tuple[Score, float]:
    before = publish(document)
    edited = whole(EDITS[kind](document, chance, other))
    started = time.process_time()
    after, aligned = publish_again(before, edited, 2)
    seconds = time.process_time() - started
    return judge(after, edited, {doubt.address for doubt in aligned.doubts}), seconds


def chain(document: Document, chance: random.Random, other: list[str], length: int = 20) -> Score:
    """Twenty publications in a row, two edits each; doubts of any state count for the last."""
    published, doubted = publish(document), set()
    for state in range(2, length + 2):
        document = whole(mixed(2)(document, chance, other))
        published, aligned = publish_again(published, document, state)
        doubted |= {doubt.address for doubt in aligned.doubts}
    return judge(published, document, doubted)


def line(kind: str, score: Score, seconds: float, documents: int) -> str:
    count = max(1, score.anchors)
    return (
        f"{kind:<22} {score.anchors:>7} anchors  right {100 * score.right / count:7.3f} %  "
        f"silent {100 * score.silent / count:6.3f} % ({score.silent})  list {100 * score.listed / count:5.1f} %  "
        f"{1000 * seconds / max(1, documents):6.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chains", type=int, default=0)
    parser.add_argument("--edit", choices=sorted(EDITS))
    parser.add_argument("--shortest", type=int, default=3, help="fewest paragraphs of a document in FOLDER")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong anchors of each kind")
    given = parser.parse_args()
    chosen = texts(given.folder, given.documents, random.Random(given.seed), given.shortest)
    pool = [paragraph for paragraphs in chosen for paragraph in paragraphs if len(paragraph.split()) > 4]
    singles, everything = Score(), Score()
    for kind in [given.edit] if given.edit else EDITS:
        total, seconds = Score(), 0.0
        for number, paragraphs in enumerate(chosen):
            chance = random.Random(f"{given.seed} {kind} {number}")
            score, took = once(born(paragraphs), kind, chance, pool)
            score.wrong = [f"document {number}, {one}" for one in score.wrong]
            total.add(score)
            seconds += took
        print(line(kind, total, seconds, len(chosen)), flush=True)
        for one in total.wrong[: given.show]:
            print(f"    {one}")
        (singles if kind in SINGLE else Score()).add(total)
        everything.add(total)
    print(line("all single", singles, 0, 1))
    print(line("all", everything, 0, 1))
    if given.chains:
        total = Score()
        for number, paragraphs in enumerate(chosen[: given.chains]):
            total.add(chain(born(paragraphs), random.Random(f"{given.seed} chain {number}"), pool))
        print(line("20 in a row", total, 0, 1))


if __name__ == "__main__":
    main()
