"""How well names are found: `python tests/bench/mentions.py`, against the hand labels of tests/labels/mentions.

A label of the seeds is a line: the paragraph, a form, and whom or what it means there, every time it stands in that
paragraph and in no longer labelled form. The invented documents carry their labels in their text: {{form|id}}. Prints
precision (of the mentions found, how many are labelled so) and recall (of those labelled, how many were found), of
each document and together, how often a mention's ends are the label's, and every mention that went wrong.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from regesta.model import LinkedDocument
from regesta.pipeline import linked

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "tests" / "labels" / "mentions"
INVENTED = LABELS / "invented"
MARK = re.compile(r"\{\{(.+?)\|([a-z0-9-]+)\}\}", re.DOTALL)
EDGES = "[]\"'“”‘’ "


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place in a paragraph, labelled or found."""

    anchor: str
    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Score:
    """One document: its labels, the mentions found, and those of each that have no partner."""

    document: str
    paragraphs: int
    labels: int
    found: int
    exact: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the mentions found, the share that is labelled so."""
        return 1 - len(self.wrong) / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Of the labels, the share that was found."""
        return 1 - len(self.missed) / max(self.labels, 1)


def main() -> int:
    scores = scored()
    for one in scores:
        sys.stdout.writelines(f"{one.document} {line}\n" for line in (*one.missed, *one.wrong))
    for one in (*scores, total(scores)):
        sys.stdout.write(
            f"{one.document}: paragraphs {one.paragraphs}  labels {one.labels}  precision {one.precision:.3f}  "
            f"recall {one.recall:.3f}  exact ends {one.exact / max(one.found - len(one.wrong), 1):.3f}\n"
        )
    return 0


def scored() -> list[Score]:
    """A score for each labelled document of the seeds and of the invented ones."""
    with TemporaryDirectory() as folder:
        invented = Path(folder) / "edition"
        invented.mkdir()
        copy(INVENTED / "authority.yaml", invented)
        for path in sorted(INVENTED.glob("*.md")):
            (invented / path.name).write_text(MARK.sub(r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
        seeds = linked(ROOT / "seeds", Path(folder) / "site").documents
        others = linked(invented, Path(folder) / "other").documents
        seen = [score(one, tuple(listed(one))) for one in seeds]
        return seen + [score(one, tuple(marked(one, INVENTED / one.record.file))) for one in others]


def total(scores: Iterable[Score]) -> Score:
    """All documents as one."""
    scores = list(scores)
    paragraphs, labels, found, exact = (
        sum(getattr(one, name) for one in scores) for name in ("paragraphs", "labels", "found", "exact")
    )
    missed, wrong = (tuple(line for one in scores for line in getattr(one, name)) for name in ("missed", "wrong"))
    return Score("together", paragraphs, labels, found, exact, missed, wrong)


def score(document: LinkedDocument, labels: tuple[Name, ...]) -> Score:
    """What was found against what is labelled: two agree that mean the same and stand on common words."""
    texts = {block.anchor: block.text for block in document.record.blocks if block.anchor}
    found = [Name(one.anchor, one.start, one.end, one.entity) for one in document.mentions if one.anchor in texts]
    left = list(labels)
    wrong, exact = [], 0
    for name in found:
        partner = next((one for one in left if agree(one, name)), None)
        if partner is None:
            wrong.append(told("wrongly", name, texts))
            continue
        left.remove(partner)
        exact += words_of(partner, texts) == words_of(name, texts)
    missed = tuple(told("missed", one, texts) for one in left)
    return Score(document.record.id, len(texts), len(labels), len(found), exact, missed, tuple(wrong))


def agree(one: Name, other: Name) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap and (one.anchor, one.entity) == (other.anchor, other.entity)


def words_of(name: Name, texts: dict[str, str]) -> str:
    return re.sub(r"['’]s$", "", texts[name.anchor][name.start : name.end].strip(EDGES))


def told(how: str, name: Name, texts: dict[str, str]) -> str:
    text = texts[name.anchor]
    around = f"{text[max(name.start - 40, 0) : name.start]}>{text[name.start : name.end]}<{text[name.end :][:40]}"
    return f"{name.anchor} {how} {name.entity}: {around}"


# ---------------------------------------------------------------------------------------------- labels


def listed(document: LinkedDocument) -> Iterator[Name]:
    """The labels of a document of the seeds: every place of every form, the longest form first."""
    with (LABELS / f"{document.record.id}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["anchor"], row["form"], row["entity"]) for row in csv.DictReader(lines, delimiter="\t")]
    for block in document.record.blocks:
        taken: list[tuple[int, int]] = []
        here = [(form, entity) for anchor, form, entity in rows if anchor == block.anchor]
        for form, entity in sorted(here, key=lambda one: (-len(one[0]), one)):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", block.text):
                if not any(match.start() < end and start < match.end() for start, end in taken):
                    taken.append(match.span())
                    yield Name(block.anchor, *match.span(), entity)


def marked(document: LinkedDocument, path: Path) -> Iterator[Name]:
    """The labels within the text of an invented document, found again by counting its letters and figures."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    paragraphs = [one for one in body.split("\n\n") if one.strip()]
    blocks = [block for block in document.record.blocks if block.anchor]
    if len(paragraphs) != len(blocks):
        raise ValueError(f"{path.name}: {len(paragraphs)} paragraphs became {len(blocks)}")
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        places = [at for at, sign in enumerate(block.text) if sign.isalnum()]
        plain = MARK.sub(r"\1", paragraph)
        skipped = sum(map(str.isalnum, plain)) - len(places)
        for match in MARK.finditer(paragraph):
            before = sum(map(str.isalnum, MARK.sub(r"\1", paragraph[: match.start()]))) - skipped
            size = sum(map(str.isalnum, match[1]))
            yield Name(block.anchor, places[before], places[before + size - 1] + 1, match[2])


if __name__ == "__main__":
    sys.exit(main())
