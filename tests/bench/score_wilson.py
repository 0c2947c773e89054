"""How well the archive's layouts are read: python tests/bench/score_wilson.py CORPUS [--verbose].

CORPUS holds folders of transcripts, one a converter, and `truth/NAME.json` with the cover's fields and the paragraphs.
For each transcript one line tells the reader, the header fields right and wrong, paragraphs found and true, and words
lost, which must be none. Exit code 1 if a word is lost or fewer than nine tenths of the counts are within a twentieth.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from regesta.model import Record, Settings, Transcript
from regesta.normalise.accounting import Loss, losses
from regesta.normalise.dates import read_date
from regesta.normalise.record import normalise
from regesta.readers import read

FIELDS = ("id", "title", "date", "language", "archive", "translator")
TOLERANCE = 0.05


def main(corpus: Path, *, verbose: bool) -> int:
    """Score every transcript of a corpus and print what was found."""
    lines: list[str] = []
    right = wrong = within = counted = lost = 0
    for path in sorted(path for path in corpus.glob("*/*") if path.suffix in (".txt", ".md", ".html")):
        transcript = transcript_of(path)
        readings, _ = read(transcript)
        records = [normalise(reading, transcript, Settings())[0] for reading in readings]
        missing = losses(records, transcript)
        lost += sum(len(loss.words) for loss in missing)
        truth = truth_of(corpus, path)
        marks = compare(records, truth)
        right += sum(mark is True for mark in marks.values())
        wrong += sum(mark is False for mark in marks.values())
        found, true = counts(records, truth)
        if true:
            counted += 1
            within += abs(found - true) <= TOLERANCE * true
        lines.append(line_of(path, records, marks, (found, true), missing))
        if verbose:
            for block in records[0].blocks if records else ():
                lines.append(f"    {block.kind:10}{block.ranges!s:24}{block.text[:60]} … {block.text[-20:]}")
    lines.append(f"fields {right} right, {wrong} wrong; counts within 5 %: {within} of {counted}; words lost: {lost}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(lost) or within < 0.9 * counted)


def transcript_of(path: Path) -> Transcript:
    """A file as the edition's reader would receive it."""
    received = path.read_bytes()
    text = received.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Transcript(path.name, text, sha256(received).hexdigest())


def truth_of(corpus: Path, path: Path) -> dict[str, Any]:
    """What is known of a transcript: its cover in `truth`, or for a web page what its file's name and labels say."""
    file = corpus / "truth" / f"{path.stem}.json"
    if file.is_file():
        truth: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        citation = truth["citation"]
        truth["id"] = truth["url"].rpartition("/")[2]
        truth["archive"] = "APRF" if "APRF" in citation else ""
        translators = re.search(r"Translated (?:for CWIHP )?by ([^.]+)\.", citation)
        truth["translator"] = translators[1] if translators else ""
        return truth
    lines = path.read_text(encoding="utf-8").split("\n")
    if "Document Information" not in lines:
        return {"id": path.stem.partition("-")[0]} if path.stem[:6].isdigit() else {}
    after = {label: lines[lines.index(label) + 2] for label in ("Language", "Original Archive") if label in lines}
    shown = [line for line in lines if line.strip()]
    return {
        "id": path.stem,
        "date": shown[1],
        "title": shown[2],
        "language": after["Language"],
        "archive": after["Original Archive"],
    }


def compare(records: list[Record], truth: dict[str, Any]) -> dict[str, bool | None]:
    """Whether each header field is right; None where the truth says nothing."""
    if not records:
        return dict.fromkeys(FIELDS, False)
    record = records[0]
    true_date = read_date(truth.get("date", "")) if truth.get("date") else None
    language = {"Russian": "ru", "Chinese": "zh", "German": "de", "Japanese": "ja", "English": "en"}
    found = {
        "id": record.id == truth.get("id"),
        "title": plain(record.title) == plain(truth.get("title", "")),
        "date": bool(true_date) and record.date.edtf == true_date.edtf,
        "language": record.languages.original == (language.get(truth.get("language", ""), "?"),),
        "archive": (record.source.archive or "") == truth.get("archive"),
        "translator": ", ".join(record.source.translators) == truth.get("translator"),
    }
    return {name: found[name] if truth.get(name) is not None else None for name in FIELDS}


def plain(text: str) -> str:
    """A text without differences of quotation marks and spaces."""
    return " ".join(text.translate({0x2018: "'", 0x2019: "'"}).split())


def counts(records: list[Record], truth: dict[str, Any]) -> tuple[int, int]:
    """Paragraphs, headings and notes found, and how many there truly are; 0 where that is not known."""
    found = sum(block.kind != "omission" for record in records for block in record.blocks)
    found += sum(note.lines is not None for record in records for note in record.notes)
    return found, len(truth.get("blocks", ()))


def line_of(
    path: Path,
    records: list[Record],
    marks: dict[str, bool | None],
    paragraphs: tuple[int, int],
    missing: tuple[Loss, ...],
) -> str:
    """One line of the report."""
    found, true = paragraphs
    shown = " ".join(f"{name}:{'-' if mark is None else 'ok' if mark else 'WRONG'}" for name, mark in marks.items())
    name = records[0].format if records else "unread"
    words = sum(len(loss.words) for loss in missing)
    count = f"{found}/{true}" if true else str(found)
    return f"{path.parent.name + '/' + path.name:48}{name:18}{len(records)} {shown} paragraphs {count} lost {words}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), verbose="--verbose" in sys.argv[2:]))
