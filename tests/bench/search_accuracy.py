"""How true the search is, measured in a browser against reading everything.

    python tests/bench/search_accuracy.py SITE [--words 300] [--phrases 200] [--nonsense 20] [--seed 1]

SITE is a built site. Words and phrases are drawn from the paragraphs and notes of its records; what the search page
shows for each is compared with what a plain reading of all of them finds.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from browser import running, serving
from regesta.text import fold, words

Place = tuple[str, str]
"""Id of a document, anchor in it."""
PATIENCE = 30_000


class Score(msgspec.Struct, frozen=True):
    """What a set of queries found: places found and true, found and false, missed; and seconds a query."""

    queries: int
    right: int
    wrong: int
    missed: int
    seconds: float
    faults: tuple[str, ...]
    """Queries whose answer was not exact, with what was wrong."""

    @property
    def recall(self) -> float:
        """Part of the true places that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Part of the found places that is true."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def texts_of_site(site: Path) -> dict[Place, str]:
    """Every paragraph and note of a built site by its place."""
    texts: dict[Place, str] = {}
    for path in sorted(site.glob("documents/*/record.json")):
        record = json.loads(path.read_bytes())
        for one in (*record["paragraphs"], *record["notes"]):
            if one["anchor"] and one["text"]:
                texts[record["id"], one["anchor"]] = one["text"]
    return texts


def read(texts: Mapping[Place, str]) -> dict[Place, list[str]]:
    """The folded words of every text."""
    return {place: words(fold(text)) for place, text in texts.items()}


def draw(read_texts: Mapping[Place, list[str]], *, number: int, length: tuple[int, int], seed: int) -> list[list[str]]:
    """Runs of words that stand in the texts, without repetition, at random."""
    random = Random(seed)
    places = sorted(place for place, text in read_texts.items() if len(text) >= length[1])
    drawn: dict[tuple[str, ...], None] = {}
    for _ in range(number * 20):
        if len(drawn) == number or not places:
            break
        text = read_texts[random.choice(places)]
        size = random.randint(*length)
        start = random.randrange(len(text) - size + 1)
        drawn[tuple(text[start : start + size])] = None
    return [list(run) for run in drawn]


def truth(read_texts: Mapping[Place, list[str]], run: Sequence[str]) -> set[Place]:
    """The places where the words stand side by side, by reading all."""
    size, wanted = len(run), list(run)
    return {
        place
        for place, text in read_texts.items()
        if wanted[0] in text and any(text[at : at + size] == wanted for at in range(len(text) - size + 1))
    }


def ask(page: Page, query: str, *, more: bool = True) -> set[Place]:
    """The places that the search page shows for a query, with `more` all of its further documents read."""
    page.fill("input[type=search]", query)
    page.press("input[type=search]", "Enter")
    page.wait_for_selector("html[data-search=done]", state="attached", timeout=PATIENCE)
    while more and (button := page.query_selector("#results > button")):
        button.click()
        page.wait_for_selector("html[data-search=done]", state="attached", timeout=PATIENCE)
    links = page.eval_on_selector_all("#results .hit", "links => links.map(link => link.getAttribute('href'))")
    places = (re.fullmatch(r"\.\./documents/(.*)/index\.html(?:\?[^#]*)?#(.*)", link) for link in links)
    return {(place[1], place[2]) for place in places if place}


def measure(page: Page, read_texts: Mapping[Place, list[str]], runs: Sequence[Sequence[str]]) -> Score:
    """Ask for every run of words, a single one as it is and several in quotation marks, and compare."""
    right = wrong = missed = 0
    faults: list[str] = []
    began = time.perf_counter()
    for run in runs:
        query = run[0] if len(run) == 1 else f'"{" ".join(run)}"'
        found, true = ask(page, query), truth(read_texts, run)
        right, wrong, missed = right + len(found & true), wrong + len(found - true), missed + len(true - found)
        if found != true:
            faults.append(f"{query}: not there {sorted(found - true)}, missed {sorted(true - found)}")
    seconds = (time.perf_counter() - began) / max(1, len(runs))
    return Score(len(runs), right, wrong, missed, seconds, tuple(faults))


def nonsense(read_texts: Mapping[Place, list[str]], *, number: int, seed: int) -> list[list[str]]:
    """Words that stand nowhere, half of them a true word with a letter more."""
    random = Random(seed)
    known = sorted({word for text in read_texts.values() for word in text})
    made = (
        random.choice(known) + random.choice("qxz") if number % 2 else "".join(random.choices("bdfgklmnpqrstvwxz", k=7))
        for number in range(number)
    )
    return [[word] for word in made if word not in known]


def main() -> None:
    """Measure a built site and print the scores and every fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--phrases", type=int, default=200)
    parser.add_argument("--nonsense", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    read_texts = read(texts_of_site(asked.site))
    sets = {
        "words": draw(read_texts, number=asked.words, length=(1, 1), seed=asked.seed),
        "phrases": draw(read_texts, number=asked.phrases, length=(2, 3), seed=asked.seed),
        "nonsense": nonsense(read_texts, number=asked.nonsense, seed=asked.seed),
    }
    with serving(asked.site) as base, running() as browser:
        page = browser.new_page()
        page.goto(f"{base}search/index.html")
        for name, runs in sets.items():
            score = measure(page, read_texts, runs)
            sys.stdout.write(
                f"{name}: {score.queries} queries, recall {score.recall:.4f}, precision {score.precision:.4f},"
                f" {score.seconds * 1000:.0f} ms each\n"
            )
            sys.stdout.writelines(f"  {fault}\n" for fault in score.faults)


if __name__ == "__main__":
    main()
