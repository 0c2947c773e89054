"""transcript.txt: the transcript as it was received, so that anyone can compare.

In go a record and its transcript, out come the file's bytes, whose SHA-256 is the one the record names; of a volume of
many documents only the lines of this one. A document whose transcript is no longer there has no such file.
"""

from __future__ import annotations

from regesta.model import Record, Transcript


def transcript_bytes(record: Record, transcript: Transcript | None) -> bytes | None:
    """The bytes of the file as received; None for a document without a transcript."""
    if transcript is None:
        return None
    if record.extent is not None:
        first, last = record.extent
        return ("\n".join(transcript.text.split("\n")[first - 1 : last]) + "\n").encode()
    return transcript.text.encode() if transcript.original is None else transcript.original
