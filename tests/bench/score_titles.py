"""How well titles and openings tell the parties: python tests/bench/score_titles.py [--verbose].

`titles.tsv`, `unseen_titles.tsv` give titles, `openings.tsv`, `unseen_openings.tsv` first words of texts, each with
the parties that a careful reader finds there ("sender.o:Treasury" is a body, .g a group); one after "?" may be found or
not. The unseen ones were labelled before any rule met them; one part was then developed against, the other only scored
(four sets of archive titles in the former, each from new collections, had F1 0.80, 0.85, 0.80 and 0.83 when first
met). Printed are precision, recall and their mean by name and role; exit code 1 if one is under nine tenths.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from regesta.model import Block, Participant, Reading
from regesta.normalise.participants import read_participants
from regesta.normalise.parties import find_parties
from regesta.normalise.titles import participants_of_title

FOLDER = Path(__file__).parent
KINDS = {"": "person", "o": "organisation", "g": "group"}


def main(*, verbose: bool) -> int:
    """Score all files; what was held out is never shown."""
    means = [
        score("titles", rows("titles"), of_title, verbose=verbose),
        score("openings", rows("openings"), of_opening, verbose=verbose),
    ]
    for half in ("development", "held out"):
        shown = verbose and half == "development"
        titles = [row for row in rows("unseen_titles") if row["half"] == half]
        openings = [row for row in rows("unseen_openings") if row["half"] == half]
        means.append(score(f"unseen titles, {half}", titles, of_title, verbose=shown))
        means.append(score(f"unseen openings, {half}", openings, of_opening, verbose=shown))
    return int(min(means) < 0.9)


def of_title(row: dict[str, str]) -> Iterable[Participant]:
    """Parties of a title: of a series with front matter, or of the archive's pages."""
    if row.get("kind") == "series":
        return find_parties(Reading("front-matter", "markdown"), row["title"], ())
    return participants_of_title(row["title"])


def of_opening(row: dict[str, str]) -> Iterable[Participant]:
    """Parties of the first words of a text under a title."""
    return read_participants(row["title"], blocks(row["text"]))


def score(
    name: str, lines: list[dict[str, str]], read: Callable[[dict[str, str]], Iterable[Participant]], *, verbose: bool
) -> float:
    """The mean of precision and recall over some rows."""
    right = wrong = missed = kinds = 0
    for row in lines:
        parties = {(one.role, one.name): one for one in read(row)}
        found, (sure, open_to_doubt) = set(parties), expected(row["parties"])
        right += len(found & sure.keys())
        wrong += len(found - sure.keys() - open_to_doubt.keys())
        missed += len(sure.keys() - found)
        kinds += sum(parties[pair].of == sure[pair] for pair in found & sure.keys())
        if verbose and (found - sure.keys() - open_to_doubt.keys() or sure.keys() - found):
            wanted = sorted(sure.keys() - found)
            sys.stdout.write(f"{row.get('text') or row['title']}\n    found  {sorted(found)}\n    missed {wanted}\n")
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    sys.stdout.write(
        f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {mean:.3f} "
        f"({right} right, {wrong} wrong, {missed} missed"
        f"{f', kind right {kinds / max(1, right):.3f}' if 'unseen' in name else ''})\n"
    )
    return mean


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def expected(words: str | None) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """The parties that must be found, and those that may be, by role and name, with the kind of each."""
    sure: dict[tuple[str, str], str] = {}
    open_to_doubt: dict[tuple[str, str], str] = {}
    for part in filter(None, (part.strip() for part in (words or "").split(";"))):
        told, _, name = part.lstrip("?").partition(":")
        role, _, kind = told.partition(".")
        (open_to_doubt if part.startswith("?") else sure)[role, name] = KINDS[kind]
    return sure, open_to_doubt


def blocks(text: str) -> list[Block]:
    """The blocks of an opening, parted by bars; one that begins with "~" is a signature."""
    parts = [part.strip() for part in text.split(" | ")]
    return [Block("closer" if part[:1] == "~" else "paragraph", part.lstrip("~ "), ((1, 1),)) for part in parts]


if __name__ == "__main__":
    sys.exit(main(verbose="--verbose" in sys.argv[1:]))
