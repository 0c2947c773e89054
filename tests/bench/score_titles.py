"""How well titles and openings tell the parties: python tests/bench/score_titles.py [--verbose].

`titles.tsv` gives titles, `openings.tsv` the first words of texts, each with the parties that a careful reader finds
there; a party after "?" may be found or not. Printed are precision, recall and their mean, by name and role. Exit code
1 if a mean is under nine tenths.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from regesta.model import Block, Participant
from regesta.normalise.participants import read_participants
from regesta.normalise.titles import participants_of_title

FOLDER = Path(__file__).parent
Parties = list[tuple[str, str]]


def main(*, verbose: bool) -> int:
    """Score both files."""
    means = [
        score("titles", lambda row: participants_of_title(row["title"]), verbose=verbose),
        score("openings", lambda row: read_participants(row["title"], blocks(row["text"])), verbose=verbose),
    ]
    return int(min(means) < 0.9)


def score(name: str, read: Callable[[dict[str, str]], Iterable[Participant]], *, verbose: bool) -> float:
    """The mean of precision and recall over one file."""
    right = wrong = missed = 0
    for row in rows(name):
        found = {(one.role, one.name) for one in read(row)}
        sure, open_to_doubt = expected(row["parties"])
        right += len(found & sure)
        wrong += len(found - sure - open_to_doubt)
        missed += len(sure - found)
        if verbose and (found - sure - open_to_doubt or sure - found):
            sys.stdout.write(
                f"{row.get('text') or row['title']}\n    found  {sorted(found)}\n    missed {sorted(sure - found)}\n"
            )
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    sys.stdout.write(
        f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {mean:.3f} "
        f"({right} right, {wrong} wrong, {missed} missed)\n"
    )
    return mean


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def expected(words: str | None) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The parties that must be found, and those that may be."""
    parts = [part.strip() for part in (words or "").split(";") if part.strip()]
    pairs = [(part.startswith("?"), part.lstrip("?").partition(":")) for part in parts]
    sure = {(role, name) for may, (role, _, name) in pairs if not may}
    return sure, {(role, name) for may, (role, _, name) in pairs if may}


def blocks(text: str) -> list[Block]:
    """The blocks of an opening, parted by bars; one that begins with "~" is a signature."""
    parts = [part.strip() for part in text.split(" | ")]
    return [Block("closer" if part[:1] == "~" else "paragraph", part.lstrip("~ "), ((1, 1),)) for part in parts]


if __name__ == "__main__":
    sys.exit(main(verbose="--verbose" in sys.argv[1:]))
