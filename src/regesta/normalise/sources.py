"""The source note taken apart: archive, reference, printed source and pages, translators, contributors.

The note is kept whole as written; a part that no rule finds stays None. Example: "APRF: F. 39, Op. 1, D. 39, Ll. 1-6.
Reprinted in Andrei Ledovskii …, Vol. 5 (Moscow: …, 2005), p. 33-37. Translated by Sergey Radchenko."
"""

from __future__ import annotations

import re

from regesta.model import Source
from regesta.normalise.archive import ARCHIVES

_verb = (
    r"(?:[Cc]ontribut|[Oo]btain|[Pp]rovid|[Dd]onat|[Tt]ranslat|[Tt]ranscrib|[Ee]dit|[Aa]nnotat|[Ii]ntroduc)(?:ed|ion)"
)
# a name goes on after an initial: "S.P. Rosenberg", "Christian F. Ostermann"
_stop = rf"(?=\.?\s*$|(?<![A-Z])(?<!\bDr)(?<!\bProf)\.\s+[A-Z]|;\s|,?\s+and\s+{_verb}\b|\s*[\[(]|\s*<)"
# "Contributed, transcribed, and translated by A"; "Translated for CWIHP from the Russian by A and B"
_credits = re.compile(
    rf"\b(?P<verbs>{_verb}(?:(?:,\s*(?:and\s+)?|\s+and\s+){_verb})*)"
    rf"(?:\s+(?:for|from|to|into)\s+(?:the\s+)?[A-Z]\w+)*\s+by\s+(?P<names>(?:the\s+)?[A-Z0-9][^;<]*?){_stop}"
)
_printed = re.compile(
    r"(?:^|[.;,]\s+|\s)(?:[Ff]irst\s+)?(?:[Rr]eprinted|[Pp]ublished|[Pp]rinted|[Cc]ited|[Qq]uoted)\s+in:?\s+"
)
_pages = re.compile(
    r"(?:,\s*|(?<=\))\s+|\s+(?=pp?\.|S\.))(?P<pages>(?:pp?\.\s*|S\.\s*)?\d+(?:\s*[-–—]\s*\d+)?(?:,\s*\d+(?:[-–—]\d+)?)*)\.?$"
)
# as in "(Moscow: Pamiatniki, 2005)", "vol. 1", "Novaya istoriia 5 (2005), pp. 100-113"
_publication = re.compile(
    r"\([^()]*:[^()]*\b(?:1[5-9]|20)\d\d\)|\b(?:vol|no|issue)s?\.\s*\d"
    r"|\d \((?:[A-Z][a-z]+ )?(?:1[89]|20)\d\d\),? (?:pp?\.|\d)",
    re.IGNORECASE,
)
_reference_start = re.compile(
    r"(?:^|[,:;.]\s*)(?P<reference>(?:F(?:ond)?\.?\s*\d|[Ff]ond\s+\d|[Ff]\.\s*\d|Op(?:is)?\.\s*\d|RG\s*\d|Record Group"
    r"|File\b|Folder\b|Box\b|Series\b|Item\b|Doc(?:ument)?\.?\s*(?:No\.?)?\s*\d|No\.\s*\d|[A-Z]{1,3}\s?\d+[/-]|\d{2,3}-\d{4,5})"
    r".*)$"
)
_named_archive = re.compile(
    r"\b(?:\w*ar(?:ch|k|kh|h)i[vw]\w*|Library|Bibliot\w+|Fond\w*|Foundation|Ministry|Museum|Institut\w*"
    r"|(?:Record|Foreign) Office)\b",
    re.IGNORECASE,
)
_acronym = re.compile(r"^(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[A-Z][A-Za-z-]{1,11}$")
# "Nehru Papers, Nehru Memorial Museum": the papers lie in the archive that follows
_papers = re.compile(r"\b(?:Papers|(?:Personal )?Files|Collection|Records)$")
# "Jiangsu Provincial Archives 3124-0049-0012, 1-4": no comma parts the number from the name
_numbered = re.compile(r"^(?P<archive>[^,:;\d]*\b(?:Archives?|Library))\s+(?P<reference>[A-Z]{0,4}\d[\w/-]*\b.*)$")
_periodical = re.compile(
    r"\b(?:Bulletin|Journal|Review|Quarterly|Daily|Gazette|Pravda|Izvestiya|Times)\b[^:]*\b(?:1[89]|20)\d\d\b"
)
_honour = re.compile(r"^(?:the\s+|(?:Dr|Prof)\.\s+|(?:(?:Assistant|Associate)\s+)?Professor\s+)+")
_commissioned = re.compile(r"\s+(?:for|from|at|on behalf of)\s+(?:the\s+)?[A-Z].*$")  # "Gary Goldberg for CWIHP"
_place = re.compile(
    r"^(?!.*\b(?:Files?|Papers|Series|Collection|Section|Records|Fond)\b)"
    r"[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?(?: \([A-Z][A-Za-z ]{1,12}\))?$"
)
_top_comma = re.compile(r",\s+(?![^()]*\))")
_initial = re.compile(r"\b(?:[A-Z]|St)\.")
_several = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+|\s*&\s*)")
_translating = re.compile(r"translat", re.IGNORECASE)
_contributing = re.compile(r"contribut|obtain|provid|donat", re.IGNORECASE)


def read_source(note: str, *, url: str | None = None, archive: str | None = None) -> Source:
    """Take a source note apart; `archive` is what a field of its own says, if there is one."""
    whole = " ".join(note.split())
    translators, contributors = _people(_translating, whole), _people(_contributing, whole)
    first_credit = next((one for one in _credits.finditer(whole) if not _is_aside(whole, one.start())), None)
    rest = (whole[: first_credit.start()] if first_credit else whole).strip().rstrip(".")
    original, printed = _split_printed(rest)
    published, pages = _split_pages(printed)
    name, reference = _split_archive(original)
    known = ARCHIVES.get(archive or name or "", "").partition(", ")
    return Source(
        as_written=whole,
        archive=archive or name,
        archive_name=known[0] or None,
        archive_place=known[2] or None,
        reference=reference,
        published_in=published or None,
        pages=pages or None,
        translators=translators,
        contributors=contributors,
        url=url,
    )


def _is_aside(text: str, place: int) -> bool:
    """Whether a place stands inside round brackets: "(This selection was co-edited by the Central Archives)"."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _people(verbs: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Names credited with one of the verbs, in order, without repetition."""
    found: list[str] = []
    for credit in _credits.finditer(text):
        if not verbs.search(credit["verbs"]):
            continue
        for words in _several.split(credit["names"].strip().rstrip(".,")):
            name = _honour.sub("", _commissioned.sub("", words))
            if name and (name[0].isupper() or name[0].isdigit()) and name not in found:
                found.append(name)
    return tuple(found)


def _split_printed(text: str) -> tuple[str, str]:
    """Archival part and printed part of a note without its credits."""
    match = _printed.search(text)
    if match:
        return text[: match.start()].strip().rstrip(".,;"), text[match.end() :].strip().rstrip(".,;")
    of_archive = _known_archive(text) or _acronym.match(text.partition(",")[0])
    if _periodical.search(text) and not _named_archive.search(text.partition(",")[0]):
        return "", text
    if _publication.search(text) and not _reference_start.search(text.partition("(")[0]) and not of_archive:
        return "", text
    return text, ""


def _split_pages(text: str) -> tuple[str, str]:
    match = _pages.search(text)
    if not match:
        return text, ""
    return text[: match.start()].rstrip(" ,"), re.sub(r"^(?:pp?|S)\.\s*", "", match["pages"])


def _split_archive(text: str) -> tuple[str | None, str | None]:
    """Archive and reference: "APRF: F. 39, …", "AVPRF, f. 0100, …", "PRC FMA 110-00024-17, 70-72"."""
    if not text:
        return None, None
    known = _known_archive(text)
    if known:
        return known, text[len(known) :].lstrip(" :,.;–-").rstrip(" .,;") or None
    numbered = _numbered.match(text)
    if numbered:
        return numbered["archive"], numbered["reference"]
    name, colon, reference = text.partition(": ")
    if colon and reference and len(name) < 90 and not _publication.search(text):
        return name.strip(), reference.strip()
    parted = _parted_at_commas(text)
    if parted:
        return parted
    match = _reference_start.search(text)
    if match:
        return text[: match.start()].strip(" ,;:.") or None, match["reference"].strip()
    is_held = _named_archive.search(text) or (len(text) < 60 and _papers.search(text))  # "Edward M. House Papers"
    return (text, None) if is_held else (None, None)


def _parted_at_commas(text: str) -> tuple[str, str | None] | None:
    """The part that names an archive, with its place, and the parts after it: "Central Archive, Prague, MNO 1967"."""
    parts = _top_comma.split(text)
    for index, part in enumerate(parts):
        if part in ARCHIVES:  # "CC CPSU Politburo, 1956, TsKhSD, F. 3": the others say what it is a paper of
            return part, ", ".join(parts[index + 1 :]) or None
    if len(parts) > 1 and _papers.search(parts[0]) and (_named_archive.search(parts[1]) or _acronym.match(parts[1])):
        return parts[1], ", ".join([parts[0], *parts[2:]])
    named = [i for i, part in enumerate(parts) if _named_archive.search(part) and not any(map(str.isdigit, part))]
    if not named and len(parts) > 1 and _acronym.match(parts[0]):
        named = [0]
    if not named or "." in _initial.sub("", ", ".join(parts[: named[0] + 1])):
        return None
    end = named[0] + 1
    if end + 1 < len(parts) and _place.match(parts[end]):
        end += 1
    return ", ".join(parts[:end]), ", ".join(parts[end:]).strip(" .") or None


def _known_archive(text: str) -> str | None:
    """The abbreviation of a known archive that a text begins with."""
    return next((name for name in sorted(ARCHIVES, key=len, reverse=True) if re.match(rf"{name}\b", text)), None)
