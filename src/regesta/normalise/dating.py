"""The date of a document whose format states it: by a tag, by a key, else by its dateline, else by its title.

What the format says stands; where the words beside it or the dateline of the text give another day, that is a finding.
"""

from __future__ import annotations

import re

from regesta.findings import Finding, finding
from regesta.model import Date, Reading, Transcript
from regesta.normalise.dates import read_date
from regesta.normalise.given import date_in_title, given_date
from regesta.normalise.judging import line_of
from regesta.normalise.opening import Opening


def stated_date(
    reading: Reading, wording: str, title: str, opening: Opening, transcript: Transcript
) -> tuple[Date, list[Finding]]:
    """The date and what was doubtful about it; `wording` is the text of the date's field."""
    in_words = read_date(wording) if wording else None
    tagged = given_date(reading)
    stated = tagged or in_words
    if stated is not None and stated.edtf != "XXXX":
        return stated, _disagreements(reading, stated, in_words, opening, transcript)
    if opening.day:
        return Date(opening.day, opening.wording), []
    guessed = date_in_title(reading, title)
    if guessed is not None or stated is not None:
        return guessed or stated or Date("XXXX", wording), []
    message = f"no date in “{wording}”" if wording else "the transcript gives no date"
    return Date("XXXX", wording), [finding("D-108", message, file=transcript.file, line=_line(reading))]


def _line(reading: Reading) -> int:
    return line_of(reading, "date") or line_of(reading, "title")


def _disagreements(
    reading: Reading, stated: Date, in_words: Date | None, opening: Opening, transcript: Transcript
) -> list[Finding]:
    """Days that are exact and not the same: of the tag and its words, of the key and the dateline."""
    found = []
    if in_words is not None and _differ(stated.edtf, in_words.edtf):
        message = f"the date is tagged {stated.edtf}, its words are “{in_words.as_written}”"
        found.append(finding("D-107", message, file=transcript.file, line=_line(reading)))
    if opening.days and all(_differ(stated.edtf, day) for day in opening.days):
        message = f"the date is given as {stated.edtf}, the text opens with “{opening.wording}”"
        found.append(finding("D-107", message, file=transcript.file, line=_line(reading)))
    return found


def _differ(one: str, other: str) -> bool:
    """Whether two days are exact and not the same; a span is no exact day."""
    days = [re.sub(r"[?~]", "", day) for day in (one, other)]
    return all(len(day) == 10 and day.replace("-", "").isdigit() for day in days) and days[0] != days[1]
