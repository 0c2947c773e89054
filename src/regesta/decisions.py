"""The editor's decisions about what was inferred: YAML in; who speaks, what is related, meetings and glosses out.

They stand in the authority file beside the names, each with its reason, and may say by whom and when they were made.
All faults are collected, so that the editor sees them at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from regesta.model import GlossDecision, MeetingDecision, RelatedDecision, Role, SpeakerDecision
from regesta.yaml_source import Fault, Located, did_you_mean, mapping, refuse_unknown, sequence
from regesta.yaml_source import text as text_of
from regesta.yaml_source import texts as texts_of

DECISIONS = ("speakers", "related", "unrelated", "meetings", "glosses")
"""The lists of decisions in the authority file, beside `identities`."""
SIGNED = ("reason", "by", "when")
"""What every decision may say of itself; the reason is needed."""
SPEAKER_KEYS = ("document", "at", "words", "is", "through", *SIGNED)
RELATED_KEYS = ("documents", *SIGNED)
GLOSS_KEYS = ("document", "at", "bracket", "english", *SIGNED)
MEETING_KEYS = ("meeting", "name", "days", "place", "between", "attendee", "role", "document", "tells", "at", *SIGNED)
CAPACITIES: tuple[Role, ...] = ("interlocutor", "present", "interpreter")
"""In which someone may be at a meeting."""
EXAMPLE = """\
identities:                   # whom or what a name means; none for nobody of this file
  - {document: "112416", form: Kovalev, is: ivan-kovalev, at: [p3, p4], reason: his namesake was in Moscow}
speakers:                     # who is heard in a paragraph, or in some words of it, and through whom; none for nobody
  - {document: "112416", at: p4, words: No delay., is: mao-zedong, through: anastas-mikoyan, reason: quoted}
related:                      # two documents that belong together
  - {documents: ["113439", "113440"], reason: the one is the cover letter of the other}
unrelated:                    # two that do not, though a computer thinks so; what an archive lists stays
  - {documents: ["112416", "113440"], reason: the same names by chance}
meetings:                     # a meeting, by the last part of its address; role: none, tells: no
  - {meeting: 1949-01-30-anastas-mikoyan-mao-zedong, name: The talks, days: 1949-01-30/1949-02-07, reason: its parts}
  - {meeting: 1949-01-30-anastas-mikoyan-mao-zedong, attendee: shi-zhe, role: interpreter, reason: his memoirs}
  - {meeting: 1949-01-30-anastas-mikoyan-mao-zedong, document: "113239", at: [p7], reason: told of there}
glosses:                      # the English that a word of the original stands by; none where the bracket is no gloss
  - {document: "113439", at: p26, bracket: "[keguan]", english: objective, reason: the adjective alone}
"""
"""Every kind of entry, as the manual shows it."""
NOBODY = "none"
"""Nobody, nowhere, nothing."""
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
MEETING_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAYS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?~?(?:/\d{4}-\d\d-\d\d)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Decided(TypedDict):
    """All decisions of the file, in its order."""

    speakers: tuple[SpeakerDecision, ...]
    related: tuple[RelatedDecision, ...]
    meetings: tuple[MeetingDecision, ...]
    glosses: tuple[GlossDecision, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list as it stands in the file."""

    given: Mapping[str, Located]
    values: Mapping[str, str]
    """Key → its text; empty for a key that is absent, and for one that holds a list."""
    line: int

    def signed(self) -> dict[str, str]:
        """Why, by whom and when it was decided."""
        return {key: self.values[key] for key in SIGNED}


def read_decisions(given: Mapping[str, Located], known: Collection[str], faults: list[Fault]) -> Decided:
    """The decisions of an authority file; `known` are the ids of its entities."""
    return Decided(
        speakers=tuple(_speakers(given, known, faults)),
        related=(*_related(given, "related", faults), *_related(given, "unrelated", faults)),
        meetings=tuple(_meetings(given, known, faults)),
        glosses=tuple(_glosses(given, faults)),
    )


def _entries(
    given: Mapping[str, Located], key: str, keys: tuple[str, ...], lists: tuple[str, ...], faults: list[Fault]
) -> Iterator[Entry]:
    """The entries of one list, of which `lists` are keys that hold lists themselves."""
    what = f"an entry of {key}"
    for member in sequence(given[key], key, faults=faults) if key in given else ():
        inside = mapping(member, what, faults=faults)
        refuse_unknown(inside, keys, what, faults=faults)
        values = {one: text_of(inside.get(one), f"{one} of {what}", faults=faults) for one in keys if one not in lists}
        if values["when"] and not DAY.fullmatch(values["when"]):
            faults.append(Fault(inside["when"].line, f'when is a day, as 2026-11-22, not "{values["when"]}"'))
        yield Entry(inside, values, member.line)


def _needed(entry: Entry, keys: tuple[str, ...], what: str, faults: list[Fault]) -> bool:
    if all(entry.values[key] for key in keys):
        return True
    faults.append(Fault(entry.line, f"{what} needs {', '.join(keys[:-1])} and {keys[-1]}"))
    return False


def _is_known(entry: Entry, key: str, known: Collection[str], faults: list[Fault]) -> None:
    entity = entry.values[key]
    if entity and entity not in known and entity != NOBODY:
        faults.append(Fault(entry.given[key].line, f'there is no entity "{entity}"{did_you_mean(entity, known)}'))


def _unless_none(value: str) -> str:
    return "" if value == NOBODY else value


def _speakers(given: Mapping[str, Located], known: Collection[str], faults: list[Fault]) -> Iterator[SpeakerDecision]:
    """Who speaks: the paragraph, perhaps the words in it, who is heard, and through whom."""
    for entry in _entries(given, "speakers", SPEAKER_KEYS, (), faults):
        _needed(entry, ("document", "at", "is", "reason"), "a speaker", faults)
        _is_known(entry, "is", known, faults)
        _is_known(entry, "through", known, faults)
        values = entry.values
        yield SpeakerDecision(
            values["document"],
            values["at"],
            _unless_none(values["is"]),
            _unless_none(values["through"]),
            words=values["words"],
            line=entry.line,
            **entry.signed(),
        )


def _related(given: Mapping[str, Located], key: str, faults: list[Fault]) -> Iterator[RelatedDecision]:
    """Two documents that are related, or that are not to be called so."""
    for entry in _entries(given, key, RELATED_KEYS, ("documents",), faults):
        documents = texts_of(entry.given.get("documents"), f"documents of an entry of {key}", faults=faults)
        if len(set(documents)) != 2 or not entry.values["reason"]:
            faults.append(Fault(entry.line, f"an entry of {key} needs two documents and a reason"))
        else:
            pair = (documents[0], documents[1])
            yield RelatedDecision(pair, related=key == "related", line=entry.line, **entry.signed())


def _glosses(given: Mapping[str, Located], faults: list[Fault]) -> Iterator[GlossDecision]:
    """What a word of the original stands by."""
    for entry in _entries(given, "glosses", GLOSS_KEYS, (), faults):
        _needed(entry, ("document", "at", "bracket", "english", "reason"), "an entry of glosses", faults)
        values = entry.values
        english = _unless_none(values["english"])
        where = (values["document"], values["at"], values["bracket"])
        yield GlossDecision(*where, english, line=entry.line, **entry.signed())


def _meetings(given: Mapping[str, Located], known: Collection[str], faults: list[Fault]) -> Iterator[MeetingDecision]:
    """What a meeting was, who was there, and which documents tell of it."""
    for entry in _entries(given, "meetings", MEETING_KEYS, ("between", "at"), faults):
        faults.extend(Fault(entry.line, message) for message in _meeting_complaints(entry, known))
        values = entry.values
        between = texts_of(entry.given.get("between"), "between of an entry of meetings", faults=faults)
        role = values["role"]
        yield MeetingDecision(
            meeting=values["meeting"],
            name=values["name"],
            days=values["days"],
            place=_unless_none(values["place"]) if values["place"] else None,
            between=between,
            attendee=values["attendee"],
            role=next((one for one in CAPACITIES if one == role), None),
            document=values["document"],
            tells=YES_OR_NO.get(values["tells"].lower(), True),
            at=texts_of(entry.given.get("at"), "at of an entry of meetings", faults=faults),
            line=entry.line,
            **entry.signed(),
        )


def _meeting_complaints(entry: Entry, known: Collection[str]) -> Iterator[str]:
    values = entry.values
    if not (values["meeting"] and values["reason"]):
        yield "an entry of meetings needs meeting and reason"
    if values["meeting"] and not MEETING_ID.fullmatch(values["meeting"]):
        yield f'"{values["meeting"]}" is no id of a meeting; it is the last part of its address'
    if not any(key in entry.given for key in ("name", "days", "place", "between", "attendee", "document")):
        yield "an entry of meetings decides name, days, place, between, attendee (with role) or document (with tells)"
    if values["days"] and not DAYS.fullmatch(values["days"]):
        yield f'days are written as 1949-01-30 or 1949-01-30/1949-02-07, not "{values["days"]}"'
    if values["place"] and values["place"] not in known and values["place"] != NOBODY:
        yield f'there is no entity "{values["place"]}"{did_you_mean(values["place"], known)}'
    if bool(values["attendee"]) != bool(values["role"]):
        yield "attendee and role belong together"
    if values["role"] and values["role"] not in (*CAPACITIES, NOBODY):
        yield f'role is {", ".join(CAPACITIES)} or none, not "{values["role"]}"'
    if values["tells"] and values["tells"].lower() not in YES_OR_NO:
        yield "tells is yes or no"
    if ("tells" in entry.given or "at" in entry.given) and not values["document"]:
        yield "tells and at belong to a document"
