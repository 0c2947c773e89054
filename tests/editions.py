"""Small editions of our own writing for the tests, and the command line run on them."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from regesta.cli import main

SHAPE = """\
## **{date}**

# **{title}**

### **Citation:**

"{title}", {date}, Harbour Archive of Visby, Box 4. Translated by Eva Lund.
{address}
### **Summary:**

A letter about the harbour.

### **Original Language:**

Swedish

### **Contents:**

Translation - English

{words}
"""


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def letter(*, number: str, title: str, words: str, date: str = "March 4, 1921") -> str:
    """A transcript in the shape of the archive's Markdown; without a number it has no record id."""
    address = f"<https://digitalarchive.wilsoncenter.org/document/{number}>\n" if number else ""
    return SHAPE.format(date=date, title=title, address=address, words=words)


LETTER = letter(
    number="5001",
    title="Letter, Anna Lindqvist to Jonas Berg",
    words="""Dear Mr. Berg,

The harbour at Visby has been free of ice since Sunday. Two ships put to sea the same day, and a third waits for wind.

## THE BUOYS

I ask you to send the buoys that were promised [utlovade] in the autumn. Without them no pilot will sail by night.

Anna Lindqvist""",
)


def edition_of(folder: Path, files: Mapping[str, str]) -> Path:
    """An edition folder that holds these transcripts."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: object, env: Mapping[str, str] | None = None) -> Done:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, env or {}):
        try:
            main([str(one) for one in arguments])
        except SystemExit as stopped:
            code = stopped.code
    return Done(int(str(code)), out.getvalue(), err.getvalue())
