"""How well speakers are told: `python tests/bench/voices.py [EDITION]`, of the sentences of tests/labels/voices.

A label is a line: the paragraph, the words with which a voice begins there (none for its head), speaker and reporter.
Prints precision (of the sentences given a speaker, how many rightly, reporter included) and recall (of the sentences
that have one, how many were given it), and every sentence that went wrong.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from regesta.linking.sentences import sentences
from regesta.model import LinkedDocument
from regesta.pipeline import linked

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "tests" / "labels" / "voices"
NOBODY = "-"

Label = tuple[str, str]


def main(edition: Path) -> int:
    wrong, given, there, right = scored(edition)
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"precision {right / max(given, 1):.3f}  recall {right / max(there, 1):.3f}  sentences {there}\n")
    return 0


def scored(edition: Path) -> tuple[list[str], int, int, int]:
    """What went wrong; how many sentences were given a speaker, have one, and were given the right one."""
    wrong, given, there, right = [], 0, 0, 0
    with TemporaryDirectory() as folder:
        documents = linked(edition, Path(folder) / "site").documents
    for document in documents:
        for place, words, truth, found in compared(document):
            given += bool(found[0])
            there += truth[0] != NOBODY
            right += found == truth
            if found != truth and not (truth[0] == NOBODY and not found[0]):
                wrong.append(f"{document.record.id} {place} {truth} taken for {found}: {words[:90]}")
    return wrong, given, there, right


def compared(document: LinkedDocument) -> Iterator[tuple[str, str, Label, Label]]:
    """Place, words, label and finding of every labelled sentence."""
    path = LABELS / f"{document.record.id}.tsv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            (row["anchor"], row["from"], (row["speaker"], row["through"]))
            for row in csv.DictReader(lines, delimiter="\t")
        ]
    for block in document.record.blocks:
        labels = [(block.text.index(words), label) for anchor, words, label in rows if anchor == block.anchor]
        for start, end in sentences(block.text) if labels else ():
            label = max((one for one in labels if one[0] <= start + 2), key=lambda one: one[0])[1]
            middle = (start + end) // 2
            voices = [one for one in document.voices if one.anchor == block.anchor and one.start <= middle < one.end]
            found = (voices[0].speaker, voices[0].through) if voices else ("", "")
            yield block.anchor, block.text[start:end], label, found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "seeds"))
