"""How well TEI volumes and Markdown with front matter are read: `python tests/bench/score_dfat_frus.py CORPUS_DIR`.

CORPUS_DIR holds `frus/` (TEI volumes, and heads.tsv with what their editors tagged) and `dfat/` (Markdown with front
matter, in folders or in dfat-volumes.tar.xz). Prints documents, words lost, errors, speed, and the share of dates and
parties that are right; exits 1 where a word is lost or a reader stops.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tarfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from regesta.findings import Finding
from regesta.model import Record, Settings, Transcript
from regesta.normalise.accounting import losses
from regesta.normalise.dates import read_date
from regesta.normalise.record import normalise
from regesta.readers import read

TITLES = Path(__file__).with_name("short_titles.tsv")


def main(corpus: Path) -> int:
    """Print all figures; the exit code says whether a promise is broken."""
    frus = score("TEI", [transcript(path.name, path.read_bytes()) for path in sorted((corpus / "frus").glob("*.xml"))])
    dfat = score("front matter", list(front_matter_of(corpus / "dfat")))
    print_parties_of_heads(corpus / "frus" / "heads.tsv", frus.records)
    print_tagged_dates(frus.records)
    print_dates_of_datelines(dfat.records, dfat.findings)
    print_parties_of_titles(dfat.records)
    return int(bool(frus.broken or dfat.broken))


class Score:
    """What came of reading a corpus."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.findings: list[Finding] = []
        self.broken = 0


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def transcript(name: str, content: bytes) -> Transcript:
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Transcript(name, text, hashlib.sha256(content).hexdigest())


def front_matter_of(folder: Path) -> Iterator[Transcript]:
    for path in sorted(folder.rglob("*.md")):
        yield transcript(path.relative_to(folder).as_posix(), path.read_bytes())
    for archive in sorted(folder.glob("*.tar.*")):
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile() and member.name.endswith(".md"):
                    opened = members.extractfile(member)
                    if opened is not None:
                        yield transcript(member.name, opened.read())


def score(name: str, transcripts: list[Transcript]) -> Score:
    """Read all, and print how many, how fast, and what was lost."""
    result = Score()
    lost, size, seconds = Counter[str](), 0, 0.0
    for one in transcripts:
        size += len(one.text)
        started = time.perf_counter()
        try:
            readings, findings = read(one)
            pairs = [normalise(reading, one, Settings()) for reading in readings]
        except Exception:  # noqa: BLE001 - any exception is what is looked for
            result.broken += 1
            say(f"  STOPPED at {one.file}\n{traceback.format_exc(limit=-3)}")
            continue
        seconds += time.perf_counter() - started
        records = [record for record, _ in pairs]
        for loss in losses(records, one):
            lost.update(loss.words)
            if sum(lost.values()) < 200:
                say(f"  LOST {one.file}:{loss.lines[0]} {' '.join(loss.words[:10])}")
        result.records += records
        result.findings += [*findings, *(each for _, several in pairs for each in several)]
    result.broken += sum(lost.values())
    speed = seconds / size * 1e6 if size else 0.0
    say(f"{name}: {len(transcripts)} files, {len(result.records)} documents, {sum(lost.values())} words lost, "
          f"{speed:.2f} s per MB")  # fmt: skip
    codes = Counter(one.code for one in result.findings)
    say("  findings: " + ", ".join(f"{code} {count}" for code, count in sorted(codes.items())))
    return result


def last_name(words: str) -> str:
    words = re.sub(r"\s*\([^()]*\)|[.,;:]+$", "", words.strip()).casefold()
    return re.sub(r"^(?:the|mr\.?|mrs\.?|dr\.?)\s+", "", words)


def print_parties_of_heads(table: Path, records: list[Record]) -> None:
    """Precision and recall of sender and recipient against what the editors tagged in the heads."""
    if not table.is_file():
        return
    by_id = {record.id: record for record in records}
    right = met = found = wanted = 0
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            record = by_id.get(f"{row['volume']}-{row['id']}")
            if record is None:
                continue
            for role, key in (("sender", "from"), ("recipient", "to")):
                truth = {last_name(name) for name in (row[key] or "").split(";") if name.strip()}
                said = [last_name(one.as_written) for one in record.participants if one.role == role]
                right += sum(any(name in one for one in truth) for name in said) if truth else 0
                met += sum(any(name in one for name in said) for one in truth)
                wanted += len(truth)
                found += len(said) if truth else 0
    say(f"TEI from/to: precision {right / max(found, 1):.3f}, recall {met / max(wanted, 1):.3f} of {wanted}")


def print_tagged_dates(records: list[Record]) -> None:
    """Tagged dates against the same dates read from their words."""
    same = tagged = 0
    dated = sum(record.date.edtf != "XXXX" for record in records)
    for record in records:
        given = [one for one in record.fields if one.name == "date" and re.match(r"^\d{4}-\d\d-\d\d$", one.value)]
        words = re.sub(r"<[^>]*>", "", given[0].text) if given else ""
        if words and re.search(r"\d{4}", words):
            tagged += 1
            read = read_date(" ".join(words.split()))
            same += read is not None and read.edtf.replace("?", "") == given[0].value
    say(f"TEI dates: {dated} of {len(records)} dated; words read as tagged {same} of {tagged}")


def print_dates_of_datelines(records: list[Record], findings: list[Finding]) -> None:
    dated = sum(record.date.edtf != "XXXX" for record in records)
    disagreeing = sum(one.code == "D-107" for one in findings)
    say(f"front matter dates: {dated} of {len(records)} dated; {disagreeing} disagree with their dateline")


def print_parties_of_titles(records: list[Record]) -> None:
    """Parties of titles labelled by hand: title, role:name; role:name and so on."""
    by_title = {record.title: record for record in records}
    right = found = wanted = 0
    with TITLES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            record = by_title.get(row["title"])
            if record is None:
                continue
            truth = {tuple(pair.split(":", 1)) for pair in row["parties"].split("; ") if pair}
            said = {(one.role, one.name) for one in record.participants if one.evidence == "title"}
            right, found, wanted = right + len(truth & said), found + len(said), wanted + len(truth)
            if truth != said:
                say(f"  {row['title']}\n    wanted {sorted(truth)}\n    found  {sorted(said)}")
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    say(f"front matter parties: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {wanted}")
    without = sum(not record.participants for record in records)
    say(f"  {without} of {len(records)} documents give nobody")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
