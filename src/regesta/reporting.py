"""What is asked of a build, and its report: as values, in words for a terminal, and in the promised JSON.

In words it is one line a finding, what to do about the graver ones, and last the summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from regesta.findings import SEVERITIES, Finding
from regesta.model import Value


class Changes(Value, frozen=True):
    """How many files of the site the build wrote anew, left as they were, and removed."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


class Options(Value, frozen=True, kw_only=True):
    """How a build is to be done."""

    accept_guesses: bool = False
    search: bool = True
    exports: bool = True
    """Whether the edition is made into books, too."""
    base_url: str = ""
    jobs: int = 0
    """Processes; 0 for as many as there are processors."""
    fresh: bool = False
    remember: bool = True
    """Whether addresses are issued for good; a preview issues none."""


class Report(Value, frozen=True, kw_only=True):
    """What a command found and did."""

    documents: int
    paragraphs: int
    people: int
    links: int
    findings: tuple[Finding, ...]
    changes: Changes = Changes()
    published: bool = False
    seconds: float = 0.0


def refused(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings would break a promise if the site were published."""
    return any(one.severity == "error" and one.code.startswith("X-") for one in findings)


def lines_of(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    """Each line of a report with the severity it is coloured by, "" for none."""
    for one in findings:
        place = f"{one.file}:{one.line}" if one.line else one.file
        yield one.severity, f"{place}: {one.severity} {one.code}: {one.message}"
        if one.severity != "notice":
            yield "", f"    {one.hint}"


def verdict(report: Report) -> str:
    """What became of the build where it did not publish; "" where it did."""
    codes = sorted({one.code for one in report.findings if refused([one])})
    return f"Nothing was published, because of {', '.join(codes)}. The site stands as it was." if codes else ""


def summary(report: Report) -> str:
    """The last line: documents, paragraphs, people, links, findings, files changed, seconds."""
    counts = Counter(one.severity for one in report.findings)
    graded = ", ".join(_counted(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    findings = _counted(len(report.findings), "finding") + (f" ({graded})" if graded else "")
    changed = report.changes.written + report.changes.removed
    parts = (
        _counted(report.documents, "document"),
        _counted(report.paragraphs, "paragraph"),
        f"{report.people} people" if report.people != 1 else "1 person",
        _counted(report.links, "link"),
        findings,
        f"{_counted(changed, 'file')} changed",
        f"{report.seconds:.1f} s",
    )
    return ", ".join(parts)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def as_json(report: Report) -> Mapping[str, object]:
    """A report in the promised form."""
    listed = [
        {key: getattr(one, key) for key in ("code", "severity", "file", "line", "message", "hint")}
        for one in report.findings
    ]
    changes = report.changes
    return {
        "documents": report.documents,
        "paragraphs": report.paragraphs,
        "people": report.people,
        "links": report.links,
        "findings": listed,
        "files": {"written": changes.written, "unchanged": changes.unchanged, "removed": changes.removed},
        "seconds": report.seconds,
    }
