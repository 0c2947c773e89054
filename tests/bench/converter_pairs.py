"""Anchors when one converter's output takes the place of another's: real documents, each in every form there is.

    python tests/bench/converter_pairs.py FOLDER [FOLDER…] [--show N]

Texts below the FOLDERs that say the same are forms of one document. Each is published from one form and again from
another in its place, with --accept-guesses, and only the published record is read. The truth is a diff of all the words
of both records: an address is right where the first of its words that both have stands now.
"""

# ruff: noqa: T201 - a benchmark prints

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from edit_simulator import Score
from editions import run

WORD = re.compile(r"[^\W_]+")
ONE_DOCUMENT = 0.4
"""Share of its runs of three words by which a text is a form of a document: either may hold much that is no part."""
MOVED = 6
"""Words in a row that show that a stretch was moved, such as a note that the one puts into the text."""
WITHIN = 4
"""Words by which an address inside a paragraph may miss its word."""

Home = tuple[int, int]
"""A block of a record and a word in it."""


def forms_of(folders: Sequence[Path]) -> list[dict[str, str]]:
    """The forms of each document, name of the form to text; a text without a second form is left out."""
    groups: list[dict[str, str]] = []
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".md", ".txt")):
        text = path.read_text(encoding="utf-8")
        group = next((one for one in groups if any(is_same(text, form) for form in one.values())), None)
        if group is None:
            groups.append(group := {})
        group[f"{path.parent.name}/{path.stem}"] = text
    return [group for group in groups if len(group) > 1]


def is_same(one: str, other: str) -> bool:
    """Whether two texts are forms of one document: nearly all of what the shorter says stands in the longer."""
    mine, theirs = runs_of(one), runs_of(other)
    return len(mine & theirs) >= ONE_DOCUMENT * min(len(mine), len(theirs))


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return set(zip(words, words[1:], words[2:], strict=False))


def published(edition: Path, site: Path) -> tuple[list[list[str]], dict[str, Home], set[str]]:
    """The words of each block after a build, where each address stands, and the addresses in doubt."""
    done = run("build", edition, "-o", site, "--no-search", "--accept-guesses", "--format", "json")
    report = json.loads(done.out)
    told = [re.match(r"\S+#(\w+):", one["message"]) for one in report["findings"] if one["code"] == "X-407"]
    (path,) = site.glob("documents/*/record.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    blocks: list[list[str]] = []
    stands: dict[str, Home] = {}
    for piece in [*record["paragraphs"], *record["notes"]]:
        text = piece["text"] or ""
        if piece.get("anchor"):
            stands[piece["anchor"]] = len(blocks), 0
        for sign in piece.get("signs", ()):
            if sign["kind"] == "anchor":
                stands[sign["detail"]] = len(blocks), len(WORD.findall(text[: sign["start"]]))
        blocks.append([word.casefold() for word in WORD.findall(text)])
    return blocks, stands, {one[1] for one in told if one}


def truths(old: list[list[str]], stands: dict[str, Home], new: list[list[str]]) -> dict[str, Home | None]:
    """Where the first word of each address that both records have stands in the new one; None if there is none."""
    homes = same_words(old, new)
    ends = sorted(stands.values())
    found = {}
    for address, start in stands.items():
        end = next((one for one in ends if one > start), (len(old), 0))
        own = [(block, place) for block, words in enumerate(old) for place in range(len(words))]
        found[address] = next((homes[home] for home in own if start <= home < end and home in homes), None)
    return found


def same_words(old: list[list[str]], new: list[list[str]]) -> dict[Home, Home]:
    """Which word became which: by a diff of all words, then by diffs of what that leaves over."""
    homes: dict[Home, Home] = {}
    fewest = 1
    while True:
        taken = set(homes.values())
        here = [(word, home) for word, home in located(old) if home not in homes]
        there = [(word, home) for word, home in located(new) if home not in taken]
        matcher = SequenceMatcher(None, [word for word, _ in here], [word for word, _ in there], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size >= fewest]
        if not blocks:
            return homes
        for block in blocks:
            for step in range(block.size):
                homes[here[block.a + step][1]] = there[block.b + step][1]
        fewest = MOVED


def located(blocks: list[list[str]]) -> list[tuple[str, Home]]:
    return [(word, (block, place)) for block, words in enumerate(blocks) for place, word in enumerate(words)]


def judged(stands: dict[str, Home], truth: dict[str, Home | None], doubted: set[str], new: list[list[str]]) -> Score:
    """Hold every address of the first state against the truth."""
    score = Score(anchors=len(truth), listed=len(doubted & truth.keys()))
    for address, home in truth.items():
        at = stands.get(address)
        near = at and home and at[0] == home[0] and (at[1] == 0 or abs(at[1] - home[1]) <= WITHIN)
        if at is home is None or near:
            score.right += 1
            continue
        score.silent += address not in doubted
        mark = "" if address in doubted else " (silent)"
        score.wrong.append(f"{address}{mark}: at {shown(at, new)}, but it is at {shown(home, new)}")
    return score


def shown(home: Home | None, blocks: list[list[str]]) -> str:
    return f"{home} “{' '.join(blocks[home[0]][home[1] : home[1] + 8])}”" if home else "nothing"


def pair(one: str, other: str) -> Score:
    """Publish a document from one text, then from another."""
    folder = Path(tempfile.mkdtemp())
    edition, site = folder / "edition", folder / "site"
    edition.mkdir()
    (edition / "transcript.txt").write_text(one, encoding="utf-8")
    old, stands, _ = published(edition, site)
    (edition / "transcript.txt").write_text(other, encoding="utf-8")
    new, now, doubted = published(edition, site)
    shutil.rmtree(folder)
    return judged(now, truths(old, stands, new), doubted, new)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong anchors of each pair")
    given = parser.parse_args()
    everything = Score()
    for forms in forms_of(given.folders):
        for one, other in permutations(sorted(forms), 2):
            score = pair(forms[one], forms[other])
            everything.add(score)
            print(line(f"{one} → {other}", score), flush=True)
            for wrong in score.wrong[: given.show]:
                print(f"    {wrong}")
    print(line("all", everything))


def line(what: str, score: Score) -> str:
    share = 100 * score.right / max(1, score.anchors)
    listed = 100 * score.listed / max(1, score.anchors)
    return f"{what:<66} {score.anchors:>5} anchors  right {share:7.2f} %  silent {score.silent}  list {listed:5.1f} %"


if __name__ == "__main__":
    main()
