"""How well dates are read: python tests/bench/score_dates.py CORPUS [--verbose].

CORPUS/date-strings.tsv gives wordings of real documents, the EDTF of a careful reader, and what that rests on. Encoders
knew more than some wordings say ("1922" for a day of April, 14.07. for 14 April): where a figure of the encoded date,
or a word for its open end, is not in the wording, it is counted apart. Spans of the same days are the same. Printed are
the shares read alike, with each difference under --verbose; exit code 1 under 0.99.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import Counter
from pathlib import Path

from regesta.normalise.dates import MONTHS, read_date

GOAL = 0.99


def main(table: Path, *, verbose: bool) -> int:
    """Score every wording that says its own date."""
    right, counted, unknowable = Counter[str](), Counter[str](), 0
    for row in rows(table):
        wording, truth, kind = row["date_string"].replace("\\n", "\n"), day_of(row["edtf"]), basis(row["basis"])
        if not (truth and (kind == "by hand" or is_told(wording, truth))):
            unknowable += 1
            continue
        found = read_date(wording)
        same = days_of(found.edtf if found else "XXXX") == days_of(truth)
        counted[kind] += 1
        right[kind] += same
        if verbose and not same:
            sys.stdout.write(f"{wording}\n    wanted {truth}, found {found.edtf if found else None} ({row['where']})\n")
    for kind, count in sorted(counted.items()):
        sys.stdout.write(f"{kind}: {right[kind]} of {count}, {right[kind] / count:.4f}\n")
    share = right.total() / max(1, counted.total())
    sys.stdout.write(
        f"dates: {right.total()} of {counted.total()}, {share:.4f}; {unknowable} wordings lack what was encoded\n"
    )
    return int(share < GOAL)


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of the table."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


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
    """A date in one form: the span from the first to the last day of a month is the month."""
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
