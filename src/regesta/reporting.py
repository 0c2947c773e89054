"""A report in words, for a terminal: one line a finding, what to do about the graver ones, and last the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regesta.findings import SEVERITIES, Finding
from regesta.pipeline import Report, refused


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
