"""transcript.txt: the transcript as it was received, so that anyone can compare.

In goes a transcript, out come its bytes, whose SHA-256 is the one the record names. A document whose transcript is no
longer there has no such file.
"""

from __future__ import annotations

from regesta.model import Transcript


def transcript_bytes(transcript: Transcript | None) -> bytes | None:
    """The bytes of the file as received; None for a document without a transcript."""
    if transcript is None:
        return None
    return transcript.text.encode() if transcript.original is None else transcript.original
