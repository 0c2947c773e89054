"""Findings: what was understood, guessed or doubtful, each with code, place and what to do about it.

A finding is a value; a stage returns its findings beside its result. The codes are declared in `finding_codes`.
`OperatorError` is for faults of the operator alone (exit 2).
"""

from __future__ import annotations

from collections.abc import Iterable

from regesta.finding_codes import CODES, RETIRED, SEVERITIES, Code, Severity
from regesta.model import Value, Waiver

__all__ = [
    "CODES",
    "RETIRED",
    "SEVERITIES",
    "Code",
    "Finding",
    "OperatorError",
    "Severity",
    "finding",
    "in_order",
    "waived",
]


class OperatorError(Exception):
    """A fault of the operator: one clear message, exit code 2."""


class Finding(Value, frozen=True):
    """One diagnostic at its place; line 0 means the file as a whole."""

    code: str
    severity: Severity
    file: str
    line: int
    message: str
    hint: str


def finding(code: str, message: str, *, file: str, line: int = 0, hint: str = "") -> Finding:
    """A finding of a declared code; the code's remedy is the hint unless a better one is given."""
    entry = CODES[code]
    remedy = entry.remedy.replace("{file}", file).replace("{line}", str(line))
    return Finding(code, entry.severity, file, line, message, hint or remedy)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repetition, by file, line and code."""
    return tuple(sorted(set(findings), key=lambda one: (one.file, one.line, one.code, one.message)))


def waived(findings: Iterable[Finding], waivers: Iterable[Waiver], *, edition_file: str) -> tuple[Finding, ...]:
    """The findings that no waiver covers, and one finding for each waiver that covers none.

    An error cannot be waived: what would break a promise stays an error.
    """
    waivers = tuple(waivers)
    if not waivers:
        return tuple(findings)
    remaining, used = [], set()
    for one in findings:
        covering = [w for w in waivers if w.code == one.code and w.file in ("", one.file)]
        if covering and one.severity != "error":
            used.update(covering)
        else:
            remaining.append(one)
    for waiver in waivers:
        if waiver not in used:
            about = f" in {waiver.file}" if waiver.file else ""
            remaining.append(
                finding(
                    "Q-601", f"{waiver.code}{about} is waived but does not occur", file=edition_file, line=waiver.line
                )
            )
    return tuple(remaining)
