"""What a format says in fields of its own, taken before anything is read out of the words.

TEI tags who wrote to whom and gives the day as a number; front matter has a key for each. In go the fields of a
reading, out come date, participants, languages and parts of the source, none of them a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec.structs import replace

from regesta.model import Date, Field, Languages, Participant, PartyKind, Reading, Role, Source
from regesta.normalise.archive import LANGUAGES
from regesta.normalise.dates import find_dates
from regesta.normalise.inline import read_inline
from regesta.normalise.names import is_organisation, read_name, split_names
from regesta.readers.front_matter_keys import field_of
from regesta.text import slug

FORMATS = frozenset({"tei", "front-matter"})
"""Readers whose fields are the encoder's own statements."""
ROLES: tuple[Role, ...] = get_args(Role)
KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
LONGEST_NUMBER = 60

_code = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$")
_parted = re.compile(r"\s*[;/]\s*|\s*,\s*|\s+and\s+")
_day = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?"
_edtf = re.compile(rf"^(?:{_day}(?:/(?:{_day}|\.\.))?|\.\./{_day})$")
# as in "[NAA: A1838, 3027/9/1 part 1]", "[AA:A6494 T1, SPTS/1/5]", and with a note's mark in it "[AA:A3196, 0.3535 [6]"
_shelved = re.compile(
    r"^\[(?P<archive>[A-Z]{2,6}(?=\s?:)|[A-Z][\w .&’'-]{0,60}?(?=\s?:[^\[\]]*\d))\s?:\s?(?P<reference>[^\[\]]+?)"
    r"(?:\]|\s\[\d{1,2}\]{1,2})$"
)
# "Paris Peace Conf. 184.6/69: Telegram", as TEI volumes name the paper behind its number
_kind_behind = re.compile(
    r"^(?P<note>[^:]+):\s*(?P<kind>(?:Circular )?Tele(?:gram|type|phone message)|Cable(?:gram)?|Letter|Memorandum|Note"
    r"|Despatch|Dispatch|Instruction|Airgram|Message)\.?$"
)
_last_stop = re.compile(r"(?<=[^\W\d_]{3})\.$")


def renamed(reading: Reading, meanings: Sequence[tuple[str, str]]) -> Reading:
    """A reading of front matter whose keys mean what edition.yaml says they mean."""
    if reading.format != "front-matter" or not meanings:
        return reading
    names = {key.casefold(): field_of(meaning) for key, meaning in meanings}
    fields = tuple(
        replace(one, name=names.get(one.label.casefold()) or names.get(_last(one.label)) or one.name)
        for one in reading.fields
    )
    return replace(reading, fields=fields)


def _last(label: str) -> str:
    """The last of the keys that lead to a value: reference for naa_refs.reference."""
    return label.rpartition(".")[2].casefold()


def given_title(title: str, reading: Reading) -> str:
    """A title without the full stop that old prints set after headings: "Mr. Baker to Mr. Gresham."."""
    return _last_stop.sub("", title) if reading.markup == "tei" else title


def given_texts(reading: Reading) -> dict[str, str]:
    """The fields whose value a format gives beside the words, or without any; dates and parties are read apart."""
    if reading.format not in FORMATS:
        return {}
    texts: dict[str, str] = {}
    for one in reading.fields:
        if one.value and one.name not in ("date", *ROLES):
            texts.setdefault(one.name, one.value)
        kind = _kind_behind.match(one.text) if one.name == "source" and reading.markup == "tei" else None
        if kind:
            texts.setdefault("type", kind["kind"])
    return texts


def without_kind(note: str, reading: Reading) -> str:
    """A source note without the kind of paper behind its number: "Paris Peace Conf. 184.6/69: Telegram"."""
    kind = _kind_behind.match(note) if reading.markup == "tei" else None
    return kind["note"] if kind else note


def given_date(reading: Reading) -> Date | None:
    """The date that a field gives as a number, with the words it stands for."""
    for one in reading.fields:
        if one.name == "date" and _edtf.match(one.value):
            return Date(one.value, read_inline(one.text, reading.markup).text or one.value)
    return None


def date_in_title(reading: Reading, title: str) -> Date | None:
    """The one day that a title names, where nothing else gives a date; a guess unless the title ends with it.

    "Minutes of the Meetings, Wednesday, February 5, 1919" is sure, "Reply to the Note of 5 May 1919 from X" is not.
    """
    days = find_dates(title) if reading.format in FORMATS else []
    if len(days) != 1:
        return None
    start, end, day = days[0]
    return Date(day, title[start:end], guess=any(char.isalnum() for char in title[end:]))


def given_participants(reading: Reading) -> list[Participant]:
    """The parties whom fields name, in the order of the fields, each once in a role."""
    if reading.format not in FORMATS:
        return []
    found: dict[tuple[str, Role], Participant] = {}
    for one in reading.fields:
        role = next((role for role in ROLES if role == one.name), None)
        for words in _names(one, reading) if role else ():
            party = _party(words, role, one) if role else None
            if party:
                found.setdefault((party.name.casefold(), party.role), party)
    return list(found.values())


MOST = 300
"""How many parties a field names at most."""


def _names(one: Field, reading: Reading) -> list[str]:
    """The names of a field: parted by semicolons in front matter; a tag may hold "Benes, Nubar, and Sokolow"."""
    if reading.markup != "tei":
        words = one.value or read_inline(one.text, reading.markup).text
        return [part.strip() for part in words.split(";", MOST)[:MOST]]
    text = read_inline(one.text, reading.markup).text
    names = split_names(text)
    several = len(names) > 1 and " and " in text and all(name.of == "person" for name in names)
    return [name.as_written for name in names] if several else [text]


def _party(words: str, role: Role, one: Field) -> Participant | None:
    """One party by what the encoder tagged it as; of "Mr. Lansing, Secretary of State" the name before the comma."""
    words = words.strip(" ,.;:")
    tagged = next((kind for kind in KINDS if kind == one.value), None)
    name = read_name(words.partition(",")[0]) or read_name(words)
    if name and name.of == "person" and tagged != "organisation":
        return Participant(name.name, words, role, "person", None, _evidence(one))
    if not words or len(words) > 200:
        return None
    kind: PartyKind = tagged or ("organisation" if is_organisation(words) else "person")
    return Participant(re.sub(r"^[Tt]he\s+", "", words), words, role, kind, None, _evidence(one))


def _evidence(one: Field) -> str:
    """Where it is said: parties that TEI tags stand in the title, others in a field of their own."""
    return one.name if one.label else "title" if one.name in ("sender", "recipient") else one.name


def given_languages(reading: Reading, languages: Languages) -> Languages:
    """Languages by the codes or names of fields, where they give any."""
    original = _languages(one for one in reading.fields if one.name == "language")
    text = _languages(one for one in reading.fields if one.name == "text language")
    return Languages(original or languages.original, text[0] if text else languages.text, languages.as_written)


def _languages(fields: Iterable[Field]) -> tuple[str, ...]:
    found: list[str] = []
    for one in fields:
        for word in _parted.split((one.value or one.text).strip()):
            code = LANGUAGES.get(word.casefold()) or (word if _code.match(word) else "")
            if code and code not in found:
                found.append(code)
    return tuple(found)


def given_source(source: Source, reading: Reading, texts: Mapping[str, str]) -> Source:
    """A source with the parts that fields give by themselves: translators in any format, the rest where it has them."""
    named = [one.value or one.text for one in reading.fields if one.name == "translator"]
    translators = (name.strip() for names in named for name in _parted.split(names))
    source = replace(source, translators=tuple(dict.fromkeys((*source.translators, *filter(None, translators)))))
    if reading.format not in FORMATS:
        return source
    shelved = _shelved.match(texts.get("reference") or source.as_written)
    archive, reference = (shelved["archive"], shelved["reference"]) if shelved else (None, texts.get("reference"))
    file_number = reading.format == "tei" and not (shelved or source.archive or source.reference or source.published_in)
    number = without_kind(source.as_written, reading)
    if file_number and len(number) < LONGEST_NUMBER and any(char.isdigit() for char in number):
        reference = reference or number  # "Paris Peace Conf. 184.00101/5"
    given = [one.value for one in reading.fields if one.name == "reference" and one.value]
    return replace(
        source,
        as_written=source.as_written or "; ".join(given),
        archive=texts.get("archive") or archive or source.archive,
        reference=reference or source.reference,
        published_in=texts.get("published in") or source.published_in,
        pages=texts.get("pages") or source.pages,
        url=texts.get("url") or source.url,
    )


def proposed_id(texts: Mapping[str, str]) -> str:
    """A readable id for a document of a numbered series: volume-10-document-40; nothing where it has no number."""
    volume, number = texts.get("volume number", ""), texts.get("document number", "")
    return slug(f"volume {volume} document {number}") if volume and number else ""
