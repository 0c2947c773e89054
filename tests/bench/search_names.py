"""How true the search is for names, and what a search costs, on an edition that is made for it.

    python tests/bench/search_names.py [--documents 1000] [--queries 50] [--seed 1] [--folder FOLDER]

The texts are drawn at random from invented words and from the forms of invented names; the browser is asked for forms
of names, alone and inside phrases, and what it shows is compared with a plain reading of everything. The bytes and
seconds of a first and a later search are measured on a connection that packs what it sends.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import median
from tempfile import mkdtemp
from urllib.parse import quote

import msgspec
from playwright.sync_api import Browser, Page, Response

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from search_accuracy import Place, Score, ask

from browser import running, serving
from regesta.model import Edition, Entity, Mention
from search_edition import document, edition, person, write_site

PACKED = (".pf_index", ".pf_meta", ".pf_fragment", ".pagefind")


class Made(msgspec.Struct, frozen=True):
    """An edition, its names, and every paragraph by its place."""

    edition: Edition
    entities: tuple[Entity, ...]
    texts: Mapping[Place, str]


def make(*, documents: int, paragraphs: int, words: int, names: int, seed: int) -> Made:
    """An edition of invented words in which each name stands under one or two of its forms."""
    random = Random(seed)
    stock = sorted({_word(random) for _ in range(20_000)})
    weights = [1 / (rank + 3) for rank in range(len(stock))]
    entities = tuple(_entity(random, number) for number in range(names))
    used = {one.id: random.sample(_forms(one), random.randint(1, 2)) for one in entities}
    made, texts = [], {}
    for number in range(documents):
        written, mentions = [], []
        for anchor in (f"p{one}" for one in range(1, paragraphs + 1)):
            parts = random.choices(stock, weights, k=words)
            for one in random.sample(entities, random.randint(0, 3)):
                form = random.choice(used[one.id])
                parts.insert(random.randint(0, len(parts)), form)
                mentions.append(Mention(one.id, anchor, 0, 0, form))
            written.append(" ".join(parts))
            texts[str(number), anchor] = written[-1]
        day = f"19{random.randint(40, 59)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        made.append(document(str(number), *written, date=day, title=f"Letter {number}", mentions=mentions))
    return Made(edition(*made, entities=entities), entities, texts)


def _word(random: Random) -> str:
    return "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(random.randint(1, 4)))


def _entity(random: Random, number: int) -> Entity:
    first, last, other = (_word(random).capitalize() + str(number % 7) for _ in range(3))
    middle = random.choice(["-", " ", "'"])
    name = f"{first}x {last}q{number}"
    return person(f"e{number}", name, f"{other}w {last.lower()}{middle}v{number}", f"{name} the Elder")


def _forms(entity: Entity) -> list[str]:
    return [entity.name, *(form.text for form in entity.variants)]


def queries(made: Made, *, number: int, seed: int) -> list[tuple[str, set[Place]]]:
    """Forms of names, every third one inside a phrase, each with the places that a reading of everything gives."""
    random = Random(seed)
    drawn = []
    for turn in range(number):
        entity = random.choice(made.entities)
        forms, asked = _forms(entity), random.choice(_forms(entity))
        places = _standing(made.texts, forms)
        if turn % 3 == 0 and places:
            place = random.choice(sorted(places))
            form = max((one for one in forms if f" {one} " in f" {made.texts[place]} "), key=len)
            before, _, after = f" {made.texts[place]} ".partition(f" {form} ")
            side = before.split()[-1:] or [""]
            asked = f"{side[0]} {asked}".strip()
            places = _standing(made.texts, [f"{side[0]} {one}".strip() for one in forms])
            assert place in places or not after
        drawn.append((f'"{asked}"' if turn % 3 == 0 else asked, places))
    return drawn


def _standing(texts: Mapping[Place, str], forms: Sequence[str]) -> set[Place]:
    return {place for place, text in texts.items() if any(f" {form} " in f" {text} " for form in forms)}


def measure(page: Page, asked: Sequence[tuple[str, set[Place]]]) -> Score:
    """Ask for every query and compare."""
    right = wrong = missed = 0
    faults = []
    began = time.perf_counter()
    for query, true in asked:
        found = ask(page, query)
        right, wrong, missed = right + len(found & true), wrong + len(found - true), missed + len(true - found)
        if found != true:
            faults.append(f"{query}: not there {sorted(found - true)[:5]}, missed {sorted(true - found)[:5]}")
    return Score(len(asked), right, wrong, missed, (time.perf_counter() - began) / max(1, len(asked)), tuple(faults))


CLOCK = """
new MutationObserver(() => {
  const { search } = document.documentElement.dataset;
  if (search === "running") window.began = performance.now();
  if (search === "done") window.ended = performance.now();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-search"] });
"""
"""Notes when a search begins and ends by the page's own clock, whose zero is the call of the page."""


def costs(browser: Browser, address: str, queries: Sequence[str]) -> list[tuple[int, int]]:
    """For searches one after another in a fresh browser: bytes before the texts, and bytes of texts."""
    context = browser.new_context()
    page = context.new_page()
    taken: list[tuple[bool, int]] = []

    def note(response: Response) -> None:
        path = response.url.partition("?")[0]
        if response.ok and ("/search/" in path or "/static/search" in path):
            body = response.body()
            size = len(body) if path.endswith(PACKED) or "wasm" in path else len(gzip.compress(body, 6))
            taken.append((path.endswith(".pf_fragment"), size))

    page.on("response", note)
    found = []
    page.goto(f"{address}search/index.html")
    for query in queries:
        ask(page, query, more=False)
        page.wait_for_timeout(300)
        found.append((sum(n for text, n in taken if not text), sum(n for text, n in taken if text)))
        taken.clear()
    context.close()
    return found


def times(browser: Browser, address: str, queries: Sequence[str], *, rounds: int = 5) -> tuple[float, float]:
    """Milliseconds, as medians: from the call of the page to the answer in a fresh browser, and of a later search."""
    cold, warm = [], []
    for _ in range(rounds):
        context = browser.new_context()
        context.add_init_script(CLOCK)
        page = context.new_page()
        page.goto(f"{address}search/index.html?q={quote(queries[0])}")
        page.wait_for_selector("html[data-search=done]", state="attached")
        cold.append(page.evaluate("ended"))
        for query in queries[1:]:
            ask(page, query, more=False)
            warm.append(page.evaluate("ended - began"))
        context.close()
    return median(cold), median(warm)


def main() -> None:
    """Make an edition, index it, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    folder = given.folder or Path(mkdtemp(prefix="regesta-names-"))
    made = make(documents=given.documents, paragraphs=12, words=70, names=300, seed=given.seed)
    began = time.perf_counter()
    write_site(made.edition, folder)
    sys.stdout.write(f"indexed and written in {time.perf_counter() - began:.1f} s into {folder}\n")
    asked = queries(made, number=given.queries, seed=given.seed)
    with serving(folder) as base, running() as browser:
        some = [asked[1][0], asked[2][0], asked[4][0], asked[5][0]]
        for before, texts in costs(browser, base, some):
            sys.stdout.write(f"search: {before:,} bytes before the texts, {texts:,} of texts\n")
        cold, warm = times(browser, base, some)
        sys.stdout.write(f"an answer in {cold:.0f} ms from the call of the page, {warm:.0f} ms after that\n")
        for start in (base, f"{folder.as_uri()}/"):
            page = browser.new_page()
            page.goto(f"{start}search/index.html")
            score = measure(page, asked)
            sys.stdout.write(
                f"{start[:4]}: {score.queries} names, recall {score.recall:.4f}, precision {score.precision:.4f},"
                f" {score.seconds * 1000:.0f} ms each with all documents read\n"
            )
            sys.stdout.writelines(f"  {fault}\n" for fault in score.faults)


if __name__ == "__main__":
    main()
