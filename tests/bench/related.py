"""How well related documents are found: `python tests/bench/related.py CORPUS_DIR [VOLUME ...]`.

CORPUS_DIR holds `related-truth.tsv` (pairs that editors cross-referenced) and `dfat/` (the volumes, as folders or in
dfat-volumes.tar.xz). The cross-references are stripped from the texts; then recall@10 is printed for our relations and
for two baselines: the same people by nearest date, and BM25 over the words. Without VOLUME, all volumes are scored.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sys
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from regesta.linking.days import gap_in_days, span
from regesta.linking.edition import link
from regesta.model import Authority, Record, Settings, Transcript
from regesta.normalise.record import normalise
from regesta.readers import read

REFERENCE = re.compile(
    r"\b(?:in\s+|also\s+|[Ss]ee\s+)*(?:[Nn]otes?\s+\d+[^.]{0,12}?\s(?:to|of|in)\s+)?\b[Dd]ocuments?\s+\d+"
    r"(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s+and\s+|\s+to\s+|[-–])\d+)*"
)
WORD = re.compile(r"[^\W\d_]{2,}")
TOP = 10


def main(corpus: Path, volumes: list[str]) -> int:
    truth = pairs(corpus / "related-truth.tsv")
    totals: dict[str, list[float]] = defaultdict(list)
    for volume, texts in sorted(folders(corpus / "dfat").items()):
        if volumes and not any(volume.startswith(one) for one in volumes):
            continue
        records = [stripped(one) for one in records_of(texts)]
        held = {one.id for one in records}
        wanted = {one: targets & held for one, targets in truth.items() if one in held and targets & held}
        if not wanted:
            continue
        print_volume(volume, records, wanted, totals)
    say("all volumes".ljust(34) + "".join(f"{name} {mean(found):.3f}  " for name, found in totals.items()))
    for name in ("people+date", "bm25"):
        compared = list(zip(totals["ours"], totals[name], strict=True))
        better, worse = sum(one > other for one, other in compared), sum(one < other for one, other in compared)
        say(f"of {len(compared)} documents ours is better for {better} and worse for {worse} than {name}")
    return 0


def print_volume(
    volume: str, records: list[Record], wanted: dict[str, set[str]], totals: dict[str, list[float]]
) -> None:
    parts = []
    for name, method in (("ours", ours), ("people+date", people_and_date), ("bm25", bm25)):
        started = time.process_time()
        ranked = method(records)
        scores = [len(set(ranked(one)[:TOP]) & targets) / len(targets) for one, targets in sorted(wanted.items())]
        totals[name].extend(scores)
        parts.append(f"{name} {mean(scores):.3f} ({time.process_time() - started:.1f} s)")
    say(f"{volume[:24]:25}{len(records):5}    {'   '.join(parts)}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def pairs(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["record_id"].startswith("dfat-") and row["related_id"]:
                found[row["record_id"]].add(row["related_id"])
    return found


def folders(folder: Path) -> dict[str, list[Transcript]]:
    """The transcripts of each volume."""
    found: dict[str, list[Transcript]] = defaultdict(list)
    for name, content in sorted(files(folder)):
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        found[Path(name).parts[0]].append(Transcript(name, text, hashlib.sha256(content).hexdigest()))
    return found


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*.md"):
        yield path.relative_to(folder).as_posix(), path.read_bytes()
    for archive in sorted(folder.glob("*.tar.*")):
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile() and member.name.endswith(".md"):
                    opened = members.extractfile(member)
                    if opened is not None:
                        yield member.name.removeprefix("./"), opened.read()


def records_of(transcripts: list[Transcript]) -> Iterator[Record]:
    """The records with the ids of the truth and addresses of a kind."""
    for transcript in transcripts:
        for reading in read(transcript)[0]:
            record, _ = normalise(reading, transcript, Settings())
            fields = {one.name: one.text.strip("'\" ") for one in record.fields}
            number, volume = fields.get("document number"), fields.get("volume number")
            if number and volume:
                yield replace(record, id=f"dfat-{volume}-{number}")


def stripped(record: Record) -> Record:
    """A record without its editors' cross-references, with addresses for its paragraphs and notes."""
    blocks = tuple(
        replace(block, text=REFERENCE.sub(" ", block.text), anchor=f"p{place}", signs=())
        for place, block in enumerate(record.blocks, 1)
    )
    notes = tuple(
        replace(note, text=REFERENCE.sub(" ", note.text or ""), anchor=f"n{place}", signs=())
        for place, note in enumerate(record.notes, 1)
    )
    return replace(record, blocks=blocks, notes=notes)


def ours(records: list[Record]) -> Callable[[str], list[str]]:
    edition, _ = link(records, {}, Settings(), Authority())
    found = {one.record.id: [each.document or "" for each in one.related] for one in edition.documents}
    return lambda identifier: found[identifier]


def people_and_date(records: list[Record]) -> Callable[[str], list[str]]:
    """All that share a participant, most shared first, then the nearest date."""
    people = {one.id: {party.name.casefold() for party in one.participants} for one in records}
    days = {one.id: span(one.date.edtf) or (0, 0) for one in records}

    def ranked(identifier: str) -> list[str]:
        own, day = people[identifier], days[identifier]
        others = [one for one in people if one != identifier and people[one] & own]
        return sorted(others, key=lambda one: (-len(people[one] & own), gap_in_days(day, days[one]), one))

    return ranked


def bm25(records: list[Record], k: float = 1.2, b: float = 0.75) -> Callable[[str], list[str]]:
    """The whole text as the query."""
    texts = {
        one.id: Counter(
            WORD.findall(" ".join([*(x.text for x in one.blocks), *(n.text or "" for n in one.notes)]).casefold())
        )
        for one in records
    }
    lengths = {one: sum(text.values()) for one, text in texts.items()}
    average = mean([float(length) for length in lengths.values()])
    postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one, text in texts.items():
        for word, many in text.items():
            postings[word].append((one, many))

    def ranked(identifier: str) -> list[str]:
        scores: dict[str, float] = defaultdict(float)
        for word in texts[identifier]:
            bearers = postings[word]
            weight = math.log(1 + (len(texts) - len(bearers) + 0.5) / (len(bearers) + 0.5))
            for one, many in bearers:
                scores[one] += weight * many * (k + 1) / (many + k * (1 - b + b * lengths[one] / average))
        scores.pop(identifier, None)
        return sorted(scores, key=lambda one: (-scores[one], one))[:TOP]

    return ranked


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
