"""The keys of front matter: what each may be called, the field it fills, and a line as one would write it by hand.

A key of no name here is kept as a field under its own name. edition.yaml may give further names under `front_matter`.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One thing that front matter can say."""

    field: str
    """Our name of the field it fills."""
    names: str
    """What the key may be called, the first as we write it; case, blanks and hyphens make no difference."""
    example: str


KEYS = (
    Key("title", "title", "title: Cable, Filippov to Mao Zedong"),
    Key("date", "date doc_date document_date", "date: 1949-07-18"),
    Key("record id", "id record_id identifier", "id: '113439'"),
    Key("document number", "number doc_num document_number", "number: 12"),
    Key("volume number", "volume vol_id volume_number", "volume: 10"),
    Key("type", "type document_type genre", "type: Cable"),
    Key("language", "language original_language language_of_original", "language: Russian"),
    Key("text language", "text_language language_of_text translation_language", "text_language: en"),
    Key("summary", "summary description abstract", "summary: Stalin answers the four questions put to him."),
    Key("sender", "from sender", "from: I. V. Stalin"),
    Key("recipient", "to recipient addressee", "to: [Mao Zedong, Liu Shaoqi]"),
    Key("intermediary", "via through intermediary", "via: Ivan Kovalev"),
    Key("author", "author authors by recorded_by", "author: Shi Zhe"),
    Key("interlocutor", "between interlocutors conversation_between", "between: [Anastas Mikoyan, Mao Zedong]"),
    Key("present", "present also_present attendees", "present: [Zhou Enlai, Zhu De]"),
    Key("interpreter", "interpreter interpreters", "interpreter: Shi Zhe"),
    Key("participants", "participants", "participants: [{name: Shi Zhe, role: interpreter}]"),
    Key("archive", "archive repository", "archive: APRF"),
    Key("reference", "reference archival_reference shelfmark call_number", "reference: F. 39, Op. 1, D. 39, Ll. 1-6"),
    Key("source", "source source_note", "source: 'APRF: F. 39, Op. 1, D. 39. Translated by Sergey Radchenko.'"),
    Key("translator", "translator translators translated_by", "translator: Sergey Radchenko"),
    Key("published in", "published_in publication vol_full_title", "published_in: Istochnik, No. 1 (1995)"),
    Key("pages", "pages page", "pages: 33-37"),
    Key("url", "url link address", "url: https://digitalarchive.wilsoncenter.org/document/113439"),
    Key("citation", "citation cite_as", "citation: '“Cable, Filippov to Mao Zedong,” July 18, 1949, …'"),
    Key("rights", "rights licence license copyright", "rights: CC BY 4.0"),
    Key("classification", "classification", "classification: Top secret"),
    Key("places", "place places", "place: Moscow"),
    Key("subjects", "subjects subject keywords tags", "subjects: [alliance, credits]"),
)
"""Every key in the order in which one would write it. Lists may be written [a, b] or one member a line."""

FIELDS = {name: key.field for key in KEYS for name in key.names.split()}
"""Field of each name of a key."""


def field_of(name: str) -> str:
    """Our name of the field that a key fills, or the key's own where it is none of ours."""
    folded = "_".join(name.casefold().replace("-", " ").split())
    return FIELDS.get(folded, name)
