"""How long the reading of bad input takes: python tests/bench/reading_speed.py [--size BYTES] [--only WORD].

Each kind of bad text is made in memory, put as the body of each layout, and taken through reading, normalising and the
proof that nothing is lost; seconds of the processor for a megabyte are printed, the slowest first. Exit code 1 if any
needs more than one. `--size 250000 --again 1000000` measures all with little and the slowest once more with much.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from regesta.model import Settings
from regesta.understanding import Editorial, understand

LIMIT = 1.0


def repeated(piece: str) -> Callable[[int], str]:
    """A text of one piece over and over."""
    width = len(piece.encode("utf-8", "surrogatepass"))
    return lambda size: (piece * (size // width + 1))[: max(1, size * len(piece) // width)]


def counted(piece: str) -> Callable[[int], str]:
    """A text of pieces in which %d counts on."""

    def text(size: int) -> str:
        parts, length, number = [], 0, 0
        while length < size:
            number += 1
            parts.append(piece.replace("%d", str(number)))
            length += len(parts[-1])
        return "".join(parts)

    return text


LETTERS = str.maketrans("0123456789", "abcdefghij")


def named(piece: str) -> Callable[[int], str]:
    """A text of pieces in which %d is another name each time: the number in letters, "Bcd"."""
    names = counted(piece)
    return lambda size: re.sub(r"\d+", lambda match: match[0].translate(LETTERS).capitalize(), names(size))


def drawn(letters: str, seed: int = 7) -> Callable[[int], str]:
    """A text of letters drawn at random, the same each time."""
    chance = random.Random(seed)
    return lambda size: "".join(chance.choices(letters, k=size * len(letters) // len(letters.encode())))


def nested(opening: str, closing: str) -> Callable[[int], str]:
    """A text of opening signs and then as many closing ones."""
    return lambda size: opening * (size // 2 // len(opening)) + closing * (size // 2 // len(closing))


UNICODE = "".join(
    map(chr, [*range(9, 14), *range(28, 32), 133, 160, 173, *range(32, 0x2FF, 3), *range(0x2000, 0x2070)])
)
TEXTS: dict[str, Callable[[int], str]] = {
    "blank lines": repeated("\n"),
    "lines of blanks": repeated(" \t \n"),
    "letters, one a line": repeated("a\n"),
    "lines of forty letters": counted("These are some words of it: number %d.\n\n"),
    "lines that go on": repeated("he said of the talks in Moscow that it was the\n\n"),
    "words, one a paragraph": counted("<p>number %d</p>\n"),
    "words, one an element": counted("<p>number %d</p>"),
    "headed series": counted("%d. On it\n\nIts text stands here.\n\n"),
    "rules and notes": repeated("---\n\n1 text\n\n"),
    "calls alone": counted("[%d](#f%d)\n\n"),
    "raised calls alone": repeated("<sup>1</sup>\n\n"),
    "calls and notes of one number": repeated("word[1] word[1]\n\n[1] text\n\n"),
    "notes that go on": lambda s: f"word[1] word[2]\n\n---\n\n[1] a\n\n{repeated('and so on. ')(s)}\n\n[2] b\n",
    "notes in one line": lambda size: counted("word[%d] ")(size // 2) + "\n\n" + counted("%d Text. ")(size // 2),
    "page breaks alone": counted('<p><pb n="%d"/></p>'),
    "labels of TEI": repeated("<label>a word of it</label>"),
    "words of TEI": repeated("<hi rend='italic'>word</hi> and "),
    "choices of TEI": repeated("<choice><sic>teh</sic><corr>the</corr></choice> "),
    "letters, one a paragraph": repeated("a\n\n"),
    "figures, one a line": repeated("1\n"),
    "one line of letters": repeated("a"),
    "one line of words": repeated("word and word, "),
    "one line of spaces": repeated(" "),
    "one line of sentences": repeated("Mao Zedong said so. "),
    "prose": repeated("Comrade Stalin said that the delegation [of the CCP] would go to the talks.\n\n"),
    "names in commas": repeated("Lin Zhao, Chen Bo and Wang Li, "),
    "capitals": repeated("THE QUESTION OF "),
    "lines of capitals": repeated("THE QUESTION OF TIBET\n\n"),
    "brackets open": repeated("["),
    "brackets close": repeated("]"),
    "brackets that complete names": counted("Liu [Aa%d] "),
    "brackets empty": repeated("[]"),
    "brackets nested": nested("[", "]"),
    "brackets with words": repeated("we [they] go "),
    "brackets open with words": repeated("we [they go "),
    "round brackets nested": nested("(", ")"),
    "braces": repeated("{}"),
    "links open": repeated("[a]("),
    "images open": repeated("!["),
    "stars": repeated("*"),
    "stars and letters": repeated("*a "),
    "stars about": repeated("a*b**c"),
    "underscores": repeated("_a "),
    "stars and underscores": repeated("*_a"),
    "less than": repeated("<"),
    "less than and letters": repeated("<a "),
    "comments open": repeated("<!--"),
    "cdata open": repeated("<![CDATA["),
    "instructions open": repeated("<?a "),
    "broken tags": repeated("<div <p a='"),
    "tags open": repeated("<div>"),
    "tags inline open": repeated("<b>a"),
    "tags closed alone": repeated("</div>"),
    "tables open": repeated("<table><tr><td>a"),
    "ampersands": repeated("&"),
    "entities": repeated("&amp;&#x41;&nosuch; "),
    "backticks": repeated("`"),
    "backticks and letters": counted("`a``b"),
    "backslashes": repeated("\\"),
    "pipes": repeated("|"),
    "rows of a table": repeated("| a | b |\n"),
    "table": lambda size: "| a | b |\n|---|---|\n" + repeated("| a | b |\n")(size),
    "wide table": lambda size: "a|" * (size // 6) + "\n" + "-|" * (size // 6) + "\n" + "b|" * (size // 6),
    "hashes": repeated("# "),
    "headings": repeated("# a\n"),
    "rules": repeated("---\n"),
    "rules and letters": repeated("a\n---\n"),
    "list": repeated("- a\n"),
    "list, ever deeper": lambda size: "\n".join(" " * (2 * (n % 300)) + "- a" for n in range(size // 302)),
    "quotations": repeated("> "),
    "quotations, ever deeper": lambda size: "\n".join(">" * (n % 200) + " a" for n in range(size // 100)),
    "list marks": counted("%d. a\n\n"),
    "list marks, one number": repeated("1. a\n\n"),
    "list marks without space": counted("%d.a\n"),
    "notes bare": counted("%d text\n\n"),
    "notes bracketed": counted("[%d] text\n\n"),
    "notes bare, one number": repeated("1 text\n\n"),
    "calls": repeated("[1]"),
    "calls counted": counted("word[%d] "),
    "calls linked": counted("word[%d](#f%d) "),
    "calls glued": counted("word%d "),
    "calls and notes": lambda s: counted("word[%d] ")(s // 2) + "\n\n" + counted("[%d] text\n\n")(s // 2),
    "dates": repeated("18 July 1949 "),
    "dates, one a line": repeated("July 18, 1949\n"),
    "halves of dates": repeated("July 18, "),
    "figures of dates": repeated("1.1.1 "),
    "figures": repeated("1949 "),
    "one long figure": repeated("1"),
    "lists of days": repeated("1, "),
    "near dates": repeated("32 July 1949, July 1949th, 18 Juli, 1949-13-40 "),
    "near names": repeated("Mao. Zedong-Lin, Mr Mrs. Van der O'Brien I[van] V. "),
    "archival numbers": repeated("F. 39, Op. 1, D. 39, L. 1; "),
    "flow lists": repeated("["),
    "keys in one line": counted("k%d: v, "),
    "covers": repeated(
        "July 18, 1949\n\nCable, Lin Zhao to Chen Bo\n\nCitation:\n\nArchive.\n\nContents:\n\nTranslation - English\n\n"
    ),
    "base64": drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    "quotation lines": repeated("> some words of it\n"),
    "items apart": repeated("- a\n\n  b\n\n"),
    "documents of TEI": counted('<div type="document"><p>a</p></div>'),
    "items of TEI": repeated("<item>a</item>"),
    "paragraphs of TEI": repeated("<p>a</p>"),
    "quotations of TEI": repeated("<q>a</q>"),
    "closers of TEI": repeated("<closer>a</closer>"),
    "names of TEI": named('<persName type="from">%d</persName> '),
    "rows of HTML": repeated("<tr><td>a</td></tr>"),
    "paragraphs of HTML": repeated("<p>a"),
    "notes of TEI": counted('a<note n="%d">b</note>'),
    "page breaks of TEI": counted('a<pb n="%d"/>'),
    "labels": repeated("Present: A, B\n\n"),
    "those present": named("Present: Comrade Lin %d, Comrade Chen %d and Wang\n\n"),
    "those who signed": named("(signed) Ambassador of the Republic, Lin %d\n\n"),
    "greetings": named("To Comrade %d and the Central Committee:\n\n"),
    "labels of a sheet": repeated("Title: a\nDate: b\nSource: c\n"),
    "labels of a cover": repeated("Citation:\na\nContents:\nb\n"),
    "labels in one line": repeated("Citation: a Contents: b Summary: c "),
    "front matter again": repeated("---\ntitle: a\n---\n"),
    "speakers": repeated("Stalin: yes.\n\nMao: no.\n\n"),
    "signatures": repeated("Lin Zhao\n\n"),
    "salutations": repeated("To Lin\n"),
    "present in prose": repeated("In which A, B "),
    "interpreters": repeated("interpreter Aa "),
    "we and brackets": repeated("We [Lin] and "),
    "dashes": repeated("-"),
    "dashes and blanks": repeated("- "),
    "dots": repeated("."),
    "dots and blanks": repeated(". "),
    "quotation marks": repeated("'"),
    "double quotation marks": repeated('" '),
    "letters and blanks": repeated("a b "),
    "spaced words": repeated("M e m o "),
    "equals": repeated("a\n=\n"),
    "form feeds": repeated("\f"),
    "form feeds and letters": repeated("a\f"),
    "carriage returns": repeated("a\r\nb\rc\n"),
    "zeros": repeated("\0"),
    "zeros and letters": repeated("a\0"),
    "soft hyphens": repeated("a\u00ad"),
    "raised figures": repeated("a¹²"),
    "combining": repeated("a\u0301"),
    "combining only": repeated("\u0301"),
    "Chinese": repeated("毛泽东说"),
    "right to left": repeated("\u202eשלום "),
    "ascii": drawn("".join(map(chr, range(32, 127))) + "\n" * 6),
    "signs": drawn("[]()*_<>&#`|-\\!\n .:'\"1a"),
    "unicode": drawn(UNICODE),
    "control": drawn("".join(map(chr, range(32))) + "ab"),
}
COVER = 'July 18, 1949\nCable, Lin Zhao to Chen Bo\nCitation:\n"Cable, Lin Zhao to Chen Bo," July 18, 1949, Archive.\n'
LAYOUTS: dict[str, Callable[[str], str]] = {
    "alone": lambda text: text,
    "markdown": lambda text: (
        f"# **July 18, 1949**\n\n# Cable, Lin Zhao to Chen Bo\n\n#### **Citation:**\n\n"
        f'"Cable, Lin Zhao to Chen Bo," July 18, 1949, Archive.\n\n#### **Contents:**\n\n'
        f"Translation - English\n\n{text}"
    ),
    "plain": lambda text: f"{COVER}Summary:\nOf it.\nContents:\nEnglish Translation\n{text}",
    "page": lambda text: (
        f"Skip to content\n\nJuly 18, 1949\n\nCable, Lin Zhao to Chen Bo\n\nCitation\n\nShare\n\n{text}\n\n"
        "Document Information\n\nSource\n\nArchive, 1.\n\nOriginal Archive\n\nArchive\n\nLanguage\n\n"
        "Russian\n\nRecord ID\n\n1\n"
    ),
    "old page": lambda text: (
        "JULY 18, 1949\n\nCABLE, LIN ZHAO TO CHEN BO\n\nCITATION SHARE DOWNLOAD\n\nOf it.\n\n"
        f'"Cable, Lin Zhao to Chen Bo," July 18, 1949, Archive.\n\n{text}'
    ),
    "sheet": lambda text: (
        f"Title: Cable, Lin Zhao to Chen Bo\nDate: 18 July 1949\nSource: Archive\nDescription: Of it.\n\n{text}"
    ),
    "front matter": lambda text: f"---\ntitle: Lin Zhao to Chen Bo\ndate: 1949-07-18\n---\n\n{text}",
    "html": lambda text: (
        f"<!DOCTYPE html><html><body><p>July 18, 1949</p><h1>Cable, Lin Zhao to Chen Bo</h1><p>Citation:</p>"
        f"<p>Archive.</p><p>Summary:</p><p>Of it</p><p>Contents:</p><p>English Translation</p>\n{text}\n</body></html>"
    ),
    "tei": lambda text: (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        '<title>Papers</title></titleStmt></fileDesc></teiHeader><text><body><div type="document" xml:id="d1">'
        f"<head>Lin Zhao to Chen Bo</head><p>{text}</p></div></body></text></TEI>"
    ),
    "tei words": lambda text: LAYOUTS["tei"](text.replace("&", "&amp;").replace("<", "&lt;")),
    "title": lambda text: (
        LAYOUTS["markdown"]("Of it.").replace("Lin Zhao to Chen Bo", text[:3000].replace("\n", " "))
        + "\n\nComrade Stalin said that it was so, and nobody else said a word." * (len(text) // 66)
    ),
    "source": lambda text: (
        f"Title: Cable, Lin Zhao to Chen Bo\nDate: 18 July 1949\nSource: {text}\n\nComrade Stalin said so.\n"
    ),
    "date": lambda text: f"Title: Cable\nDate: {text} 1949\nSource: Archive\n\nComrade Stalin said that it was so.\n",
    "key": lambda text: f"---\ntitle: Lin Zhao to Chen Bo\nto: [{text}]\n---\n\nText of it.\n",
    "keys": lambda text: f"---\ntitle: Lin Zhao to Chen Bo\nx: {{{text}}}\n---\n\nText of it.\n",
    "summary": lambda text: LAYOUTS["plain"]("Of it.").replace("Of it.\nContents", f"{text}\nContents", 1),
}


class Measured(NamedTuple):
    """One text in one layout, with the processor's seconds that a megabyte of it takes."""

    seconds: float
    layout: str
    text: str

    def __str__(self) -> str:
        return f"{self.seconds:8.2f}  {self.layout} / {self.text}"


def seconds(text: str, folder: Path) -> float:
    """Seconds of work that the understanding of a text takes, whatever else the machine does."""
    path = folder / "text.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    start = time.process_time()
    understand(path, folder, Editorial(Settings()))
    return time.process_time() - start


def measured(layout: str, name: str, size: int, folder: Path) -> Measured | None:
    """A text in a layout, measured; None where it ends in a traceback, which is printed."""
    text = LAYOUTS[layout](TEXTS[name](size))
    try:
        spent = seconds(text, folder)
    except Exception:  # noqa: BLE001 - a traceback is what is looked for
        sys.stdout.write(f"FAILED {layout} / {name}\n{traceback.format_exc(limit=-3)}\n")
        return None
    return Measured(spent / (max(1, len(text.encode("utf-8", "surrogatepass"))) / 1e6), layout, name)


def told(found: Sequence[Measured | None], size: int, worst: int, limit: float) -> bool:
    """Print the slowest, and whether all are whole and within the limit."""
    whole = sorted((one for one in found if one), reverse=True)
    slow = sum(one.seconds > limit for one in whole)
    sys.stdout.write(f"{len(found)} of {size} bytes, {slow} above {limit} s/MB, {len(found) - len(whole)} failed\n")
    sys.stdout.writelines(f"{one}\n" for one in whole[:worst])
    sys.stdout.flush()
    return not slow and len(whole) == len(found)


def main() -> int:
    """Measure every text in every layout."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=1_000_000, help="bytes of each text")
    options.add_argument("--again", type=int, default=0, help="measure the slowest once more with so many bytes")
    options.add_argument("--only", default="", help="measure only what has this word in its name")
    options.add_argument("--worst", type=int, default=100, help="how many of the slowest are told")
    options.add_argument("--limit", type=float, default=LIMIT, help="seconds of a megabyte that are too many")
    chosen = options.parse_args()
    kinds = [(layout, name) for name in TEXTS for layout in LAYOUTS if chosen.only in f"{layout} / {name}"]
    with tempfile.TemporaryDirectory() as folder:
        found = [measured(*kind, chosen.size, Path(folder)) for kind in kinds]
        good = told(found, chosen.size, chosen.worst, chosen.limit)
        if chosen.again:
            slowest = sorted((one for one in found if one), reverse=True)[: chosen.worst]
            again = [measured(one.layout, one.text, chosen.again, Path(folder)) for one in slowest]
            good = told(again, chosen.again, chosen.worst, chosen.limit) and good
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
