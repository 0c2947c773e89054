"""What was released against what is on the shelf: a ledger that was lost, or put back to an older one, is noticed.

In go the notes that the published site keeps of every ledger and the shelf as it is now; out come findings. A ledger
that went on elsewhere, in another checkout, is no fault as long as it still holds every address on the published page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regesta.anchors.labels import is_address
from regesta.anchors.ledger import Ledger, encode, ledger_path
from regesta.anchors.shelf import Shelf, document_of, is_ledger
from regesta.anchors.words import digest
from regesta.findings import Finding, finding

DIGEST_LENGTH = 16
AGAIN = "Restore the file from version control; if the edition is to begin anew, publish it into a new folder."


def note_of(ledger: Ledger, content: bytes = b"") -> str:
    """What a site is to remember of a ledger it was published with: its state, and the digest of its file."""
    return f"{ledger.state} {digest((content or encode(ledger)).decode(), length=DIGEST_LENGTH)}"


def compare(notes: Mapping[str, str], shelf: Shelf, ids: Callable[[str], list[str]]) -> Iterator[Finding]:
    """What a published site knows and the shelf does not; `ids` gives the ids on a document's published page."""
    for path, note in sorted(notes.items()):
        document = document_of(path)
        if not is_ledger(path) or document in shelf.damaged:
            continue
        state, _, known = note.partition(" ")
        if document not in shelf.ledgers:
            message = f"document {document} is published, but its ledger is missing"
            yield finding("X-404", message, file=path, hint=AGAIN)
        elif known != digest(shelf.files[path].decode(), length=DIGEST_LENGTH):
            yield from _behind(shelf.ledgers[document], int(state or 0), ids(document))


def _behind(ledger: Ledger, state: int, published: list[str]) -> Iterator[Finding]:
    path = ledger_path(ledger.document)
    if ledger.state < state:
        message = f"it knows {ledger.state} states, but state {state} of the document is published"
        yield finding("X-404", message, file=path, hint=AGAIN)
    known = {anchor.address for anchor in ledger.anchors}
    lost = [one for one in published if is_address(one) and one not in known]
    if lost:
        yield finding("X-401", f"published and not in the ledger: {', '.join(lost)}", file=path, hint=AGAIN)
