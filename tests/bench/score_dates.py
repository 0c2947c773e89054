"""How well dates are read: python tests/bench/score_dates.py CORPUS [--verbose].

CORPUS/date-strings.tsv gives wordings of real documents, the EDTF of a careful reader, and what that rests on. Encoders
knew more than some wordings say ("1922" for a day of April, "14.07." for 14 April, "01.08.1921" for the month): where a
figure of the encoded date, or a word for its open end, is not in the wording, no reader of it alone could tell, and it
is counted in a line of its own, not in the share. Spans of the same days are the same; by hand the place of a doubt
counts, in encoded dates it does not, for they have at most one sign for the whole. Printed are the shares read alike,
and how many of all wordings give the table's very characters; each difference under --verbose; exit code 1 under 0.99.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import Counter
from pathlib import Path

from regesta.normalise.date_shapes import MONTHS
from regesta.normalise.dates import read_date

GOAL = 0.99


def main(table: Path, *, verbose: bool) -> int:
    """Score every wording that says its own date."""
    right, counted, unknowable, exact, every = Counter[str](), Counter[str](), 0, 0, 0
    for row in rows(table):
        wording, truth, kind = row["date_string"].replace("\\n", "\n"), day_of(row["edtf"]), basis(row["basis"])
        found = read_date(wording)
        edtf = found.edtf if found else "XXXX" if truth else ""
        every, exact = every + 1, exact + (edtf == truth)
        if not (truth and (kind == "by hand" or is_told(wording, truth))):
            unknowable += 1
            continue
        same = days_of(edtf) == days_of(truth) if kind == "by hand" else days_of(bare(edtf)) == days_of(bare(truth))
        counted[kind] += 1
        right[kind] += same
        if verbose and not same:
            sys.stdout.write(f"{wording}\n    wanted {truth}, found {edtf} ({row['where']})\n")
    for kind, count in sorted(counted.items()):
        sys.stdout.write(f"{kind}: {right[kind]} of {count}, {right[kind] / count:.4f}\n")
    share = right.total() / max(1, counted.total())
    sys.stdout.write(
        f"dates that their wording tells: {right.total()} of {counted.total()}, {share:.4f}\n"
        f"wordings that lack what was encoded, counted apart: {unknowable}\n"
        f"the table's very characters, of all wordings: {exact} of {every}, {exact / max(1, every):.4f}\n"
    )
    return int(share < GOAL)


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of the table."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def bare(edtf: str) -> str:
    """A date without signs of doubt."""
    return re.sub(r"[?~%]", "", edtf)


def day_of(edtf: str) -> str:
    """An encoded date without its time of day: 1919-03-26T14:30 is 1919-03-26."""
    return re.sub(r"T[\d:.Z+-]+", "", edtf)


def is_told(wording: str, truth: str) -> bool:
    """Whether the wording holds every figure of the truth, and a word where its end is open."""
    letters = re.sub(r"(?<=\d)[oO]|[oO](?=\d)", "0", re.sub(r"\bl(?=\d)|(?<=\d)l", "1", wording))
    figures = {figure.lstrip("0") for figure in re.findall(r"\d+", letters)} | {letters[-4:]}
    named = {str(number) for name, number in MONTHS.items() if re.search(rf"\b{name}\b", letters, re.IGNORECASE)}
    several = "/" in truth or ".." in truth
    if ".." in truth and not re.search(r"[^\W\d_]{3,}", letters):
        return False
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", truth):
        if year not in letters or (month and month.lstrip("0") not in figures | named):
            return False
        whole_month = (
            several and day in ("01", "28", "29", "30", "31") and re.fullmatch(r"\D*\d{0,2}\D?\d{4}\D*", letters)
        )
        if day and not whole_month and not {str(int(day) + step) for step in (-1, 0, 1)} & figures:
            return False
    return True


def days_of(edtf: str) -> str:
    """A date in one form: from the first to the last day of a month is the month, of a year the year."""
    year = re.fullmatch(r"(\d{4})-01-01/\1-12-31", edtf)
    if year:
        return year[1]
    edtf = re.sub(r"^(\d{4}-\d\d)-01/\.\.$", r"\1/..", edtf)
    month = re.fullmatch(r"(\d{4}-\d\d)-01/(\d{4}-\d\d)-(\d\d)", edtf)
    if not month or (dt.date.fromisoformat(f"{month[2]}-{month[3]}") + dt.timedelta(days=1)).day != 1:
        return edtf
    return month[1] if month[1] == month[2] else f"{month[1]}/{month[2]}"


def basis(words: str) -> str:
    """A short name of what the truth rests on."""
    if "German" in words:
        return "encoded, German"
    return "by hand" if words == "hand" else "encoded"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) / "date-strings.tsv", verbose="--verbose" in sys.argv[2:]))
