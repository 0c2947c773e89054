"""Who takes part, as a document's title says it, by the shapes of titles that `title_rules` gives.

Quoted titles inside a title are never read ("Cable from Zhou Enlai, 'Premier Zhou's Conversation between A and B'"),
nor are its tails: subject, date, class, number. A title of no known shape gives nobody.
"""

from __future__ import annotations

import re

from regesta.model import Participant, Role
from regesta.normalise.names import Name, read_name, read_office, split_names
from regesta.normalise.title_rules import MONTH, TITLE_RULES

_quotation = re.compile(r"(?:^|[\s,:])[\"“‘'](?=[A-ZÀ-Þ\[]).*$")
# What may follow a party and is none: subject, place, date, class, number, remark.
_tail = re.compile(
    r",?\s+(?:on|in|at|dated|for|about|concerning|regarding|re|containing|relaying|conveying|forwarding|transmitting"
    r"|during|meeting with|marked|attention|following|after|before|prior)\b.*$"
    rf"|(?:,\s*|\s+)(?:\d{{1,2}}\s+)?{MONTH}.*$"
    r"|\s+[-–—]\s.*$"
    r"|\s*\((?:excerpts?|extracts?|undated|draft|copy|fragments?)[^)]*\)"
    r"|,\s*(?:no\.|nr\.|#|\d).*$"
    r"|,\s*(?:top\s+secret|secret|urgent|very\s+urgent|flash|regular|confidential|classified|unclassified|strictly|restricted"
    r"|immediate|priority)\b.*$",
    re.IGNORECASE,
)
# An organisation keeps the place that belongs to it: "Hungarian Embassy in North Korea".
_tail_of_organisation = re.compile(
    _tail.pattern.replace("on|in|at|", "on|at|").replace(
        "|for|about|", "|for(?=\\s+(?:\\d|[A-Z][a-z]+\\s+\\d))|about|"
    ),
    re.IGNORECASE,
)
# "Ambassador in China Petrov", "Secretary of State for External Affairs": no tail begins here
_of_office = re.compile(
    r"\b(ambassador|attaché|minister|representative|secretary|state|commissioner|consul|committee|adviser|delegate)\s"
    r"(in|for|at)\b",
    re.IGNORECASE,
)
LONGEST = 1000
"""A longer text is no title."""
_kind_behind = re.compile(r",\s+(?:note|report|memorandum|cable|telegram|information|record)\b.*$", re.IGNORECASE)
_seat = re.compile(r"\b(?:embassy|legation|consulate|mission|committee|ministry|department|office)\b", re.IGNORECASE)


def participants_of_title(title: str) -> list[Participant]:
    """Parties of a title in their roles, by the first rule that fits it whole."""
    bare = _quotation.sub("", " ".join(title.split())).strip(" ,") if len(title) <= LONGEST else ""
    for rule in TITLE_RULES:
        match = rule.pattern.match(bare)
        if match:
            return [
                _participant(name, role)
                for group, role in rule.roles.items()
                if match[group]
                for name in _parties(match[group], role, is_last=group != "a")
                if _fits(name, group) and not (name.is_place and role in ("interlocutor", "present"))
            ]
    if bare != title.strip() and bare:  # "Asian Affairs Bureau [Ministry …], 'The Chinese Communist Problem'"
        name = read_name(_kind_behind.sub("", re.sub(r"\s*\[[^\[\]]*\]$", "", bare)))
        return [_participant(name, "author")] if name else []
    return []


def _fits(name: Name, group: str) -> bool:
    """Whether a name may stand in a part of a rule: in `o` only a body, in `p` only a person told by two words."""
    if group == "o":
        return name.of != "person"
    return group != "p" or (name.of == "person" and len(re.findall(r"[^\W\d_]+", name.name)) > 1)


def _participant(name: Name, role: Role) -> Participant:
    return Participant(name.name, name.as_written, role, name.of, None, "title")


def _parties(words: str, role: Role, *, is_last: bool) -> list[Name]:
    """Names of one part of a title, its tail cut off; seats and offices behind a comma are no parties of their own."""
    tail = _tail_of_organisation if _seat.search(words) else _tail
    words = tail.sub("", _of_office.sub("\\1\ue000\\2", words)).replace("\ue000", " ").strip(" ,")
    whole, names = read_name(words), split_names(words)
    if whole and whole.of != "person" and " and the " not in words and not (names and names[0].of == "person"):
        return [whole]
    if role in ("sender", "recipient", "author", "intermediary"):
        office = None if names else read_office(words)
        if office:
            return [office]
        first_people = [name for name in names if name.of == "person"]
        joined = [name for name in names if re.search(rf"\band\s+(?:the\s+)?{re.escape(name.as_written)}", words)]
        return [name for name in names if name in first_people[:1] or name in joined or name is names[0]]
    people = [name for name in names if not name.is_place]
    return people if " and " in words or not is_last else people[:1]  # "… with Chen Bo, Harbin": the place goes
