"""Questions put to an edition from the command line: a citation, a ledger, the meaning of a finding.

In go the edition folder and what is asked for, out come lines of text; nothing is written. What does not exist is a
fault of the operator, told with what is nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from regesta.anchors.shelf import read_shelf
from regesta.anchors.telling import told_ledger
from regesta.citation import cite_text
from regesta.citation.lookup import Form
from regesta.findings import CODES, RETIRED, OperatorError
from regesta.pipeline import linked
from regesta.suggesting import suggestions, told


def citation(root: Path, out: Path, address: str, form: Form) -> str:
    """The citation of a document or a place in it, as its page gives it."""
    return cite_text(linked(root, out), address, form).rstrip("\n")


def ledger(root: Path, document: str) -> Iterator[str]:
    """The ledger of a document, readable: its states, and every address with what became of it."""
    shelf, findings = read_shelf(root)
    if document in shelf.damaged:
        raise OperatorError("; ".join(f"{one.file}:{one.line}: {one.message}" for one in findings))
    if document not in shelf.ledgers:
        known = f"{_nearest(document, shelf.ledgers)}" if shelf.ledgers else "; nothing has been published yet"
        raise OperatorError(f"no ledger of a document {document!r} in {root / 'anchors'}{known}")
    return told_ledger(shelf.ledgers[document])


def suggested(root: Path, out: Path, least: int) -> Iterator[str]:
    """Entries that the authority file may lack, as YAML, of names found at least so many times."""
    edition = linked(root, out)
    return told(suggestions(edition, least), edition.authority.entities)


def explanation(code: str) -> Iterator[str]:
    """What a finding means and what to do about it."""
    wanted = code.strip().upper()
    if wanted in RETIRED:
        yield f"{wanted} is no longer used."
        return
    if wanted not in CODES:
        raise OperatorError(f"there is no finding {code!r}{_nearest(wanted, CODES)}")
    entry = CODES[wanted]
    yield f"{wanted} ({entry.severity}): {entry.title}"
    yield f"  {entry.meaning}"
    yield f"  What to do: {entry.remedy.replace('{file}', 'FILE').replace('{line}', 'N')}"


def _nearest(word: str, known: object) -> str:
    near = get_close_matches(word, sorted(known), n=3, cutoff=0.5)  # type: ignore[call-overload]
    return f"; did you mean {' or '.join(near)}?" if near else ""
