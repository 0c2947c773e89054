"""Anchors held to their promise from outside: transcripts are edited, the edition is built again, the site is read.

    python tests/bench/published_anchors.py [FOLDER] [--documents N] [--seed N] [--rounds N] [--edit KIND] [--show N]

Each round edits every document once with one kind of edit and builds with --accept-guesses. Only the published files
are looked at: where each id of the first state stands on its page, and whether every id ever published stands once.
"""

# ruff: noqa: T201 - chance need not be secret; a benchmark prints

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from anchors_accuracy import texts

from edit_simulator import EDITS, Document, Score, mixed, whole
from editions import letter, run

STRETCH = 4
"""Words in a row that show where a stretch stands that is out of order."""
MARKS = re.compile(r"[\W_]+")
Places = dict[int, tuple[int, int]]
"""For each word of a transcript the block it stands in, and its place there."""


def bare(word: str) -> str:
    return MARKS.sub("", word).casefold()


def write(folder: Path, number: int, document: Document) -> None:
    words = "\n\n".join(" ".join(word for word, _ in paragraph) for paragraph in document)
    title = f"Letter {number}, Anna Lindqvist to Jonas Berg"
    (folder / f"{number}.md").write_text(letter(number=str(5000 + number), title=title, words=words), encoding="utf-8")


def blocks_of(site: Path, number: int) -> tuple[list[list[str]], dict[str, tuple[int, int]], set[str], Counter[str]]:
    """The words of each block on a document's page, where each id stands, the ids that are gone, and all ids."""
    page = html.parse(str(site / "documents" / str(5000 + number) / "index.html"))
    ids = Counter(page.xpath("//@id"))
    gone = set(page.xpath("//details[contains(@class,'gone')]/@id"))
    record = json.loads((site / "documents" / str(5000 + number) / "record.json").read_text(encoding="utf-8"))
    blocks, stands = [], {}
    for paragraph in [*record["paragraphs"], *record["notes"]]:
        text = paragraph["text"] or ""
        if paragraph.get("anchor"):
            stands[paragraph["anchor"]] = len(blocks), 0
        for sign in paragraph.get("signs", ()):
            if sign["kind"] == "anchor":
                stands[sign["detail"]] = len(blocks), len(text[: sign["start"]].split())
        blocks.append(text.split())
    return blocks, {address: home for address, home in stands.items() if ids[address] == 1}, gone, ids


def places(document: Document, blocks: list[list[str]]) -> Places:
    """Where each word of a transcript stands on the page; the build loses none, but may join and part paragraphs.

    It puts notes behind the text, so that what one diff leaves over is compared once more, in stretches.
    """
    here = [bare(word) for paragraph in document for word, _ in paragraph]
    there = [(bare(word), number, place) for number, block in enumerate(blocks) for place, word in enumerate(block)]
    left, right = list(range(len(here))), list(range(len(there)))
    found: Places = {}
    fewest = 1
    while left and right:
        matcher = SequenceMatcher(None, [here[one] for one in left], [there[one][0] for one in right], autojunk=False)
        rows = [block for block in matcher.get_matching_blocks() if block.size >= fewest]
        pairs = [(left[row.a + step], right[row.b + step]) for row in rows for step in range(row.size)]
        if not pairs:
            break
        found |= {word: there[home][1:] for word, home in pairs if here[word]}
        words, homes = {word for word, _ in pairs}, {home for _, home in pairs}
        left, right = [one for one in left if one not in words], [one for one in right if one not in homes]
        fewest = STRETCH
    return found


class Case:
    """One document through its states."""

    def __init__(self, number: int, paragraphs: list[str]) -> None:
        self.number = number
        count = iter(range(10**9))
        self.document: Document = [[(word, (0, next(count))) for word in text.split()] for text in paragraphs]
        self.words: dict[str, list[int]] = {}
        self.published: set[str] = set()

    def first(self, site: Path) -> None:
        """Note which words each id was given to."""
        blocks, stands, _, _ = blocks_of(site, self.number)
        homes = places(self.document, blocks)
        by_block = {block: address for address, (block, place) in stands.items() if not place}
        for word, (block, _) in homes.items():
            if block in by_block:
                self.words.setdefault(by_block[block], []).append(word)
        self.published = set(stands)

    def judge(self, site: Path, doubted: set[str]) -> Score:
        """Hold every id of the first state against the truth."""
        blocks, stands, gone, ids = blocks_of(site, self.number)
        homes = places(self.document, blocks)
        births = [birth[1] if birth else None for paragraph in self.document for _, birth in paragraph]
        now = {birth: homes[index] for index, birth in enumerate(births) if birth is not None and index in homes}
        score = Score()
        for address, words in self.words.items():
            truth = next((now[word] for word in words if word in now), None)
            said = self.said(address, truth, stands, gone)
            score.anchors += 1
            score.right += not said
            score.listed += address in doubted
            if said:
                score.silent += address not in doubted
                score.wrong.append(f"document {self.number}, {address}: {said}")
        lost = [address for address in self.published if ids[address] != 1]
        score.wrong += [f"document {self.number}: {address} stands {ids[address]} times" for address in lost]
        self.published |= set(stands)
        return score

    def said(
        self, address: str, truth: tuple[int, int] | None, stands: dict[str, tuple[int, int]], gone: set[str]
    ) -> str:
        """Nothing if an id stands where it should, else what is wrong."""
        if truth is None:
            return "" if address in gone else f"at {stands.get(address)}, but gone"
        if address in gone or address not in stands:
            return f"gone, but it is in {truth}"
        block, place = stands[address]
        if block != truth[0] or (place and abs(place - truth[1]) > 4):
            return f"at {(block, place)}, but it is in {truth}"
        return ""


def build(edition: Path, site: Path) -> set[str]:
    """Build, accepting guesses; the ids that were in doubt, as document#id."""
    done = run("build", edition, "-o", site, "--no-search", "--accept-guesses", "--format", "json")
    report = json.loads(done.out)
    errors = [one for one in report["findings"] if one["severity"] == "error" and one["code"].startswith("X-")]
    if errors:
        raise SystemExit(f"the build refused: {errors[:3]}")
    told = [re.match(r"(\d+)#(\w+):", one["message"]) for one in report["findings"] if one["code"] == "X-407"]
    return {f"{one[1]}#{one[2]}" for one in told if one}


def play(kind: str, chosen: list[list[str]], seed: int, rounds: int) -> Score:
    pool = [paragraph for paragraphs in chosen for paragraph in paragraphs if len(paragraph.split()) > 4]
    cases = [Case(number, paragraphs) for number, paragraphs in enumerate(chosen)]
    total, doubted = Score(), set()
    folder = Path(tempfile.mkdtemp())
    edition, site = folder / "edition", folder / "site"
    edition.mkdir()
    for case in cases:
        write(edition, case.number, case.document)
    build(edition, site)
    for case in cases:
        case.first(site)
    for turn in range(rounds):
        for case in cases:
            chance = random.Random(f"{seed} {kind} {case.number} {turn}")
            edit = mixed(2) if rounds > 1 else EDITS[kind]
            case.document = whole(edit(case.document, chance, pool))
            write(edition, case.number, case.document)
        doubted |= build(edition, site)
    for case in cases:
        mine = {one.partition("#")[2] for one in doubted if one.startswith(f"{5000 + case.number}#")}
        total.add(case.judge(site, mine))
    shutil.rmtree(folder)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="publications in a row, two edits each")
    parser.add_argument("--edit", choices=sorted(EDITS))
    parser.add_argument("--show", type=int, default=5)
    given = parser.parse_args()
    chosen = texts(given.folder, given.documents, random.Random(given.seed))
    everything = Score()
    for kind in [given.edit] if given.edit else ["2 mixed"] if given.rounds > 1 else EDITS:
        total = play(kind, chosen, given.seed, given.rounds)
        count = max(1, total.anchors)
        print(
            f"{kind:<22} {total.anchors:>6} anchors  right {100 * total.right / count:7.3f} %  "
            f"silent {total.silent}  list {100 * total.listed / count:5.1f} %",
            flush=True,
        )
        for one in total.wrong[: given.show]:
            print(f"    {one}")
        everything.add(total)
    print(f"all: {everything.anchors} anchors, right {100 * everything.right / max(1, everything.anchors):.3f} %")


if __name__ == "__main__":
    main()
