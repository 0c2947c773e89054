"""What hostile files cost the whole command: python tests/bench/hostile_edition.py [--size BYTES] [--only WORD].

Each kind of bad file is the one document of an edition, which is checked, built, and built again after an edit in its
middle. Told are the processor's seconds, those of the search index apart, the largest process, and the exit codes; a
traceback, an exit code other than 0, 1 or 2 and two minutes of the processor are failures.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reading_speed import LAYOUTS, TEXTS, counted, repeated

LONGEST = 120
MEMORY = 3 << 30


class Run(NamedTuple):
    """One command: how it ended, seconds of the processor, megabytes of its largest process."""

    code: int
    seconds: float
    megabytes: float
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.seconds:7.1f} s {self.megabytes:5.0f} MB ={self.code}"


def bytes_of(text: str) -> bytes:
    """A text as bytes, halves of pairs included."""
    return text.encode("utf-8", "surrogatepass")


def put(layout: str, make: Callable[[int], str]) -> Callable[[int], bytes]:
    """A text in a layout."""
    return lambda size: bytes_of(LAYOUTS[layout](make(size)))


def pasted(piece: str, size: int, inside: str = "a") -> str:
    """Elements in one another: openings, words, closings."""
    count = size // (2 * len(piece) + 1)
    return piece * count + inside + piece.replace("<", "</") * count


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document"><head>A</head><p>%s</p></div>'
    "</body></text></TEI>"
)
AUTHORITY = """\
people:
  mao-zedong: {name: Mao Zedong, sort: Mao Zedong, variants: [Mao, Mao Tse-tung, M.]}
  joseph-stalin: {name: Joseph Stalin, sort: "Stalin, Joseph", variants: [Stalin, Comrade Stalin]}
  lin-zhao: {name: Lin Zhao, sort: Lin Zhao, variants: [Lin]}
places:
  moscow: {name: Moscow, sort: Moscow}
terms:
  credit: {name: credit, sort: credit, variants: [a, word]}
"""
WORDS = "the delegation said that in the talks of July comrade Stalin and Mao would agree to a credit".split()


def prose(size: int) -> str:
    """Paragraphs of words at random, no two alike."""
    chance, parts, length = random.Random(3), list[str](), 0
    while length < size:
        parts.append(" ".join(chance.choices(WORDS, k=chance.randint(5, 60))).capitalize() + ".\n\n")
        length += len(parts[-1])
    return "".join(parts)


FILES: Mapping[str, Callable[[int], bytes]] = {
    **{f"front matter / {name}": put("front matter", make) for name, make in TEXTS.items()},
    **{f"html / {name}": put("html", make) for name, make in TEXTS.items() if re.search("HTML|TEI|tags|ascii", name)},
    **{f"tei / {name}": put("tei", make) for name, make in TEXTS.items() if re.search("TEI|prose", name)},
    **{f"alone / {name}": put("alone", TEXTS[name]) for name in ("covers", "labels of a sheet", "documents of TEI")},
    "bytes at random": lambda size: random.Random(1).randbytes(size),
    "bytes at random in a cover": lambda size: bytes_of(LAYOUTS["markdown"]("")) + random.Random(1).randbytes(size),
    "UTF-16 with its mark": lambda size: put("markdown", prose)(size // 2).decode().encode("utf-16"),
    "UTF-16 without": lambda size: put("markdown", prose)(size // 2).decode().encode("utf-16-le"),
    "halves of pairs": put("front matter", repeated("so \ud800 it ")),
    "line ends of all kinds": put("front matter", repeated("a\r\nb\rc\u2028d\u2029e\x85f\v\n")),
    "prose": put("front matter", prose),
    "prose in one line": put("front matter", lambda size: prose(size).replace("\n", " ")),
    "prose in short paragraphs": put("front matter", counted("Sentence %d of them.\n\n")),
    "names": put("front matter", repeated("Mao Zedong, Lin, Stalin in Moscow, M. Mao Tse-tung[1] ")),
    "names and calls": put("front matter", counted("Mao[%d] and Lin[%d] ")),
    "names, one a paragraph": put("front matter", counted("Mao Zedong told Stalin of the credit %d.\n\n")),
    "speeches in quotation marks": put("front matter", repeated("Mao said: \u201cStalin said: \u2018No\u2019.\u201d ")),
    "speeches": put("front matter", counted("Mao: that is %d.\n\n")),
    "headings": put("front matter", counted("# Heading %d\n\n")),
    "headings and text": put("front matter", counted("# Heading %d\n\nIts text.\n\n")),
    "notes": put("front matter", lambda s: counted("word[%d] ")(s // 2) + "\n\n" + counted("[%d] it.\n\n")(s // 2)),
    "deep HTML": put("html", lambda size: pasted("<div>", size)),
    "deep HTML inline": put("html", lambda size: pasted("<i>", size)),
    "deep TEI": put("tei", lambda size: pasted("<seg>", size)),
    "deep quotations": put("front matter", repeated(">")),
    "entities in one another": lambda size: bytes_of(BOMB % ("&d;" * (size // 3))),
    "long attribute": put("html", lambda size: f'<p title="{"a " * (size // 2)}">a</p>'),
    "long attribute of TEI": put("tei", lambda size: f'<seg n="{"a " * (size // 2)}">a</seg>'),
    "long attributes": put("html", lambda size: "<p " + "a=b " * (size // 4) + ">a</p>"),
    "long title": lambda size: bytes_of(f"---\ntitle: {'Lin to Bo ' * (size // 10)}\n---\n\nText.\n"),
}  # fmt: skip


def run(arguments: Sequence[str]) -> Run:
    """A command of Regesta's, measured with all its processes."""
    with tempfile.TemporaryFile() as told:
        command = [sys.executable, "-c", "from regesta.cli import main; main()", *arguments]
        process = subprocess.Popen(command, stdout=told, stderr=told, preexec_fn=_limit)  # noqa: PLW1509
        _, status, used = os.wait4(process.pid, 0)
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(status)
    fault = said[said.index("Traceback") :][-1500:] if "Traceback" in said else "" if 0 <= code <= 2 else said[-500:]
    return Run(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, fault)


def _limit() -> None:
    """Bound the memory and the processor's time of each process, whatever else the machine does."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))


def edited(content: bytes) -> bytes:
    """A file with a piece of its middle gone and some words in another place."""
    middle, piece = len(content) // 2, len(content) // 20
    return content[:middle] + b" and words of an edit " + content[middle + piece :]


def commands(content: bytes, folder: Path, chosen: argparse.Namespace) -> list[Run]:
    """The edition of one file checked, built, edited and built again."""
    edition, site = folder / "edition", str(folder / "site")
    shutil.rmtree(folder, ignore_errors=True)
    edition.mkdir(parents=True)
    (edition / "file.txt").write_bytes(content)
    (edition / "authority.yaml").write_text(AUTHORITY, "utf-8")
    build = ["build", str(edition), "-o", site, "--accept-guesses", *["--no-search"] * (not chosen.search)]
    runs = [run(["check", str(edition)])]
    if not chosen.check:
        runs.append(run(build))
        (edition / "file.txt").write_bytes(edited(content))
        runs.append(run(build))
    return runs


def main() -> int:
    """Measure every file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=250_000, help="bytes of each file")
    options.add_argument("--only", default="", help="measure only what has this word in its name")
    options.add_argument("--after", default="", help="begin behind the first file that has this word in its name")
    options.add_argument("--check", action="store_true", help="check, and build nothing")
    options.add_argument("--search", action="store_true", help="make the search index, too")
    chosen = options.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        begin = next((index for index, name in enumerate(FILES, 1) if chosen.after and chosen.after in name), 0)
        for name, make in list(FILES.items())[begin:]:
            if chosen.only in name:
                runs = commands(make(chosen.size), Path(folder) / "one", chosen)
                failed += any(one.fault for one in runs)
                sys.stdout.write(f"{'  '.join(map(str, runs))}  {name}\n")
                sys.stdout.writelines(f"FAILED {one.fault}\n" for one in runs if one.fault)
                sys.stdout.flush()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
