"""How well glosses are told from the translator's own words: `python tests/bench/glosses.py`, on tests/labels/glosses.

A label is a line: the original's language, a sentence of our own in the shape of real ones, the word of the original in
it (none where its brackets are the translator's own words) and the English that it stands by. Prints precision and
recall of the words, the share of these whose English is right, and every sentence that went wrong.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from regesta.linking.glosses import glosses
from regesta.model import Block, Date, Languages, Record, Source
from regesta.normalise.brackets import find_brackets

LABELS = Path(__file__).parents[1] / "labels" / "glosses" / "glosses.tsv"


def main() -> int:
    given = there = right = english = 0
    for text, truth, found in compared():
        given += len(found)
        there += bool(truth[0])
        right += truth[0] in [original for original, _ in found]
        english += bool(truth[0]) and truth in found
        if found != ([truth] if truth[0] else []):
            sys.stdout.write(f"{truth} taken for {found}: {text}\n")
    sys.stdout.write(f"precision {right / max(given, 1):.3f}  recall {right / max(there, 1):.3f}  ")
    sys.stdout.write(f"English right {english / max(right, 1):.3f}  glosses {there}\n")
    return 0


def compared() -> Iterator[tuple[str, tuple[str, str], list[tuple[str, str]]]]:
    """Each sentence with the gloss that it has, word and English, and those that were found."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = [(one.original, one.english) for one in glosses(record(row["text"], row["language"]))]
            yield row["text"], (row["original"], row["english"]), found


def record(text: str, language: str) -> Record:
    """A translation of one paragraph, with its brackets understood."""
    signs = find_brackets(text, whole=text, language=language).signs
    return Record(
        id="1",
        title="Talk",
        type=None,
        date=Date("1951", "1951"),
        languages=Languages((language,) if language else ()),
        source=Source(),
        blocks=(Block("paragraph", text, ((1, 1),), "p1", signs=signs),),
        file="1.txt",
        sha256="0" * 64,
        format="",
        line_count=1,
    )


if __name__ == "__main__":
    sys.exit(main())
