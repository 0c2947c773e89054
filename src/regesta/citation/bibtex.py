"""BibLaTeX for a document: an entry that `biber` reads and every reference manager imports.

`date` is EDTF, as BibLaTeX takes it; the archive goes into `library` and, because no style prints that, into `note`.
Every character that TeX or a BibTeX parser takes for its own is written out, braces included: any title is safe.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from regesta.citation import facts
from regesta.citation.names import split_name
from regesta.citation.typography import curved, one_line
from regesta.model import LinkedDocument, Record, Settings

BABEL = {
    "ar": "arabic", "bg": "bulgarian", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "hr": "croatian", "hu": "hungarian",
    "it": "italian", "ja": "japanese", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "mn": "mongolian",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip
"""Names of languages as LaTeX knows them."""

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""Braces are written as words, because BibTeX counts them even after a backslash."""

_special = re.compile("[" + re.escape("".join(SPECIAL)) + "]")
_edtf = re.compile(r"(?=.*[0-9]{2}[0-9X]{2})[~?%/X0-9-]+")


def bibtex(document: LinkedDocument, settings: Settings, anchor: str | None = None) -> str:
    """The BibLaTeX entry of a document, with the number and address of one place in it where an anchor is given."""
    fields = [(name, value) for name, value in _fields(document, settings, anchor) if value]
    width = max(len(name) for name, _ in fields)
    lines = [f"  {name.ljust(width)} = {{{value}}}," for name, value in fields]
    return "\n".join((f"@misc{{{facts.key(document)},", *lines, "}", ""))


def escaped(text: str) -> str:
    """A text as it may stand between the braces of an entry."""
    return _special.sub(lambda char: SPECIAL[char[0]], curved(one_line(text)))


def _fields(document: LinkedDocument, settings: Settings, anchor: str | None) -> list[tuple[str, str]]:
    record, title = document.record, escaped(document.record.title)
    return [
        ("author", _names(facts.authors(record))),
        ("title", f"{{{title}}}"),  # braced twice: no style may lower "CCP" or "Liu Shaoqi"
        ("date", _date(record)),
        ("type", escaped(record.type or "")),
        ("translator", _names(facts.translators(record))),
        ("organization", escaped(settings.title)),
        ("version", escaped(facts.state_in_words(document))),
        ("library", escaped(", ".join(facts.archival_source(record)))),
        ("note", escaped(_note(record))),
        ("addendum", escaped(facts.locator(anchor))),
        ("pagination", "paragraph"),
        ("langid", BABEL.get(record.languages.text.partition("-")[0], "")),
        ("origlanguage", " and ".join(_language(code) for code in record.languages.original)),
        ("url", _verbatim(facts.cited_address(document, settings, anchor))),
        ("abstract", escaped(record.summary)),
    ]


def _note(record: Record) -> str:
    """What a reader needs to find the original, in print: reference and archive, then the printed source."""
    archival, printed = ", ".join(facts.archival_source(record)), facts.printed_source(record)
    if archival and printed:
        return f"{archival}. Reprinted in {printed}"
    return archival or printed or facts.source_as_written(record)


def _names(names: tuple[str, ...]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: str) -> str:
    """As in "Wolff, David"; a name that must not be cut stands in braces of its own: {Shen Zhihua}."""
    parts = split_name(name)
    return f"{escaped(parts[0])}, {escaped(parts[1])}" if parts else f"{{{escaped(name)}}}"


def _date(record: Record) -> str:
    """EDTF of levels 0 and 1, which is what BibLaTeX reads; a set becomes the span of its outer members."""
    edtf = record.date.edtf
    if edtf[:1] in ("[", "{"):
        members = edtf.strip("[]{}").split(",")
        edtf = f"{members[0].strip()}/{members[-1].strip()}" if len(members) > 1 else members[0]
    edtf = re.sub(r"T[0-9:]+(?:Z|[+-][0-9:]+)?", "", edtf).replace("..", "")
    edtf = re.sub(r"([0-9X])([~?%])(-[^/]*)", r"\1\3\2", edtf)
    return edtf if _edtf.fullmatch(edtf) else ""


def _language(code: str) -> str:
    base = code.partition("-")[0]
    return BABEL.get(base, base)


def _verbatim(address: str) -> str:
    """An address in a field that TeX reads as it stands: only what would end the field is percent-encoded."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._", encoding="utf-8")
