"""Who takes part, as a document's title says it: shapes of titles as data, each with an example and the roles it gives.

Quoted titles inside a title are never read ("Cable from Zhou Enlai, 'Premier Zhou's Conversation between A and B'"),
nor are its tails: subject, date, class, number. A title of no known shape gives nobody.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.model import Participant, Role
from regesta.normalise.names import Name, read_name, split_names

_quotation = re.compile(r"(?:^|[\s,:])[\"“‘'](?=[A-ZÀ-Þ\[]).*$")
_month = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
# What may follow a party and is none: subject, place, date, class, number, remark.
_tail = re.compile(
    r",?\s+(?:on|in|at|dated|for|about|concerning|regarding|re|containing|relaying|conveying|forwarding|transmitting"
    r"|during|meeting with|marked|attention|following|after|before|prior)\b.*$"
    rf"|(?:,\s*|\s+)(?:\d{{1,2}}\s+)?{_month}.*$"
    r"|\s+[-–—]\s.*$"
    r"|\s*\((?:excerpts?|extracts?|undated|draft|copy|fragments?)[^)]*\)"
    r"|,\s*(?:no\.|nr\.|#|\d).*$"
    r"|,\s*(?:top\s+secret|secret|urgent|very\s+urgent|flash|regular|confidential|classified|unclassified|strictly|restricted"
    r"|immediate|priority)\b.*$",
    re.IGNORECASE,
)
# An organisation keeps the place that belongs to it: "Hungarian Embassy in North Korea".
_tail_of_organisation = re.compile(
    _tail.pattern.replace("on|in|at|", "on|at|").replace("for|about", "about"), re.IGNORECASE
)
_seat = re.compile(r"\b(?:embassy|legation|consulate|mission|committee|ministry|department|office)\b", re.IGNORECASE)

_kind_words = (
    r"(?:\[?(?:the|a|an|of|from|on|first|second|third|fourth|fifth|last|top|secret|official|unofficial|working|draft|short"
    r"|brief|informal|private|confidential|verbatim|stenographic|memorandum|memo|memcon|record|records|minutes|transcript"
    r"|notes?|summary|report|key|main|points|excerpts?|extracts?|information|protocol|abstract|account|discussion|and)\]?"
    r"[\s,:]+)*"
)
_talk = r"(?:conversations?|talks?|meetings?|discussions?|negotiations?|interview|audience|reception|dinner|luncheon)"
_message_kinds = (
    r"(?:telegrams?|cables?|cablegrams?|letters?|messages?|reports?|memorandum|memo|despatch|dispatch|radiogram|submission"
    r"|minute|teletype|telex)"
)
_message = (
    r"(?:(?:ciphered|coded|encoded|urgent|hand-delivered|circular|personal|secret|top\s+secret|untitled|draft|open|joint)\s+)*"
    rf"{_message_kinds}(?:\s+telegram)?(?:\s*,?\s*(?:no\.?|nr\.?|\#)?\s*[\dA-Z]*\d[\w./-]*)?"
)
_session = r"(?:meeting|session|plenum|conference|sitting)"


class TitleRule(NamedTuple):
    """A shape of a title, and the role of each named part."""

    example: str
    pattern: re.Pattern[str]
    roles: dict[str, Role]


def _rule(example: str, pattern: str, **roles: Role) -> TitleRule:
    return TitleRule(example, re.compile(rf"^(?i:{pattern})$", re.DOTALL), roles)


TITLE_RULES = (
    _rule(
        "From the Diary of P.F. Yudin, 22 July 1958: Memorandum of Conversation with Chen Yi",
        rf"(?:(?:entry\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+?)[:,].*?\b{_talk}\s+with\s+(?P<b>.+)",
        w="author",
        b="interlocutor",
    ),
    _rule(
        "Entry from the Journal of Ambassador V. Ivanov",
        r"(?:(?:entry\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+)(?::.*)?",
        w="author",
    ),
    _rule(
        "Memorandum of Conversation between Anastas Mikoyan and Mao Zedong",
        rf"{_kind_words}{_talk},?\s+\[?between\]?\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Conversation, Mao Zedong and Kim Il Sung",
        rf"{_kind_words}{_talk},\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation of Nikolai Fedorenko with Deputy Minister Wang Jiaxiang",
        rf"{_kind_words}{_talk}\s+of\s+(?P<a>.+?)\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Conversation from [Mao Zedong's] Audience with the Hungarian Delegation",
        rf"{_kind_words}{_talk}\s+from\s+\[?(?P<a>[^\]]+?)['’]s?\]?\s+{_talk}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Conversation from Reception with President Sukarno and His Wife [Mrs. Hartini]",
        rf"{_kind_words}{_talk}\s+from\s+(?:the\s+)?{_talk}\s+with\s+(?P<b>.+)",
        b="interlocutor",
    ),
    _rule(
        "The Chancellor's [Helmut Kohl's] Conversation with Portuguese Prime Minister Guterres",
        rf"{_kind_words}[^\[\]:]+?['’]s?\s+\[(?P<a>[^\]]+?)['’]s?\]\s+{_talk}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Record of Zhou Enlai's Conversation with Indian Ambassador K.M. Panikkar",
        rf"{_kind_words}(?P<a>[^:,]+?)['’]s?\s+{_talk}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation with Mao Zedong",
        rf"{_kind_words}{_talk}\s+with\s+(?P<b>.+)",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Ceausescu – Deng Meeting in Beijing",
        rf"{_kind_words}(?P<a>.+?)\s+[–-]\s+(?P<b>.+?)\s+{_talk}\b.*",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of the Meeting of the CPSU CC Plenum; Working Notes from the Session of the CPSU CC Presidium",
        rf"(?:working\s+notes|notes|minutes|protocol(?:\s+no\.?\s*\d+)?|stenographic\s+report)\s+(?:of|from)\s+(?:the\s+)?"
        rf"(?:{_session}\s+of\s+(?:the\s+)?)?(?P<o>.+)",
        o="present",
    ),
    _rule(
        "Resolution of the CPSU CC Presidium about the Situation in Hungary",
        r"(?:resolution|decision|decree|directive|order|statement|declaration|communiqué)\s+(?:of|by|from)\s+(?P<o>.+)",
        o="author",
    ),
    _rule(
        "Politburo Decision to Confirm the Directive to Roshchin",
        r"(?P<o>[^,:]*?\b(?:politburo|presidium|committee|secretariat|plenum|council))\s+(?:decision|resolution|decree)\b.*",
        o="author",
    ),
    _rule(
        "Memorandum for the Record from Robert Komer",
        r"memorandum\s+for\s+the\s+record\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    _rule("Note from the Embassy of the USSR in China", r"(?:verbal\s+)?note\s+(?:from|by)\s+(?P<w>.+)", w="author"),
    _rule(
        "Letter from the Central Committee signed by Mao Zedong to the Central Committee of the CPSU",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?),?\s+\[?signed\s+by\s+(?P<w>[^\]]+?)\]?,?\s+to\s+(?P<r>.+?)"
        r"(?:,?\s+attention\s+(?P<t>.+))?",
        s="sender",
        w="sender",
        r="recipient",
        t="recipient",
    ),
    _rule(
        "Cable, Liu Shaoqi [via Kovalev] to Stalin",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?)\s+\[?via\s+(?P<v>[^\]]+?)\]?,?\s+to\s+(?P<r>.+)",
        s="sender",
        v="intermediary",
        r="recipient",
    ),
    _rule(
        "Cable, Terebin to Stalin [via Kuznetsov]",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?)\s+to\s+(?P<r>[^\[]+?),?\s+\[?via\s+(?P<v>[^\]]+)\]?",
        s="sender",
        r="recipient",
        v="intermediary",
    ),
    _rule(
        "Letter to the CC CPSU, from Chairman Kim Il Sung",
        rf"{_message}\s+to\s+(?P<r>[^,]+),?\s+from\s+(?P<s>.+)",
        r="recipient",
        s="sender",
    ),
    _rule(
        "Cable of Kovalev on 3 May conversation between Mao and Mikoyan",
        rf"{_message}\s+of\s+(?P<s>.+?)\s+(?:on|about|concerning)\b.*",
        s="sender",
    ),
    _rule(
        "Telegram from Mao Zedong to Zhou Enlai; Cable, Liu Shaoqi to Mao Zedong",
        rf"{_message},?\s+(?:from\s+)?(?P<s>(?!to\b|on\b|of\b|about\b|from\b).+?)\s+to\s+(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule("Report to the CPSU CC Plenum", rf"{_message}\s+to\s+(?P<r>.+)", r="recipient"),
    _rule("Untitled report from Ivan Kovalev", rf"{_message},?\s+from\s+(?P<s>.+)", s="sender"),
    _rule(
        "Ministry of Foreign Affairs, Hungary (Kádár), Cable to Hungarian Embassy in Beijing",
        rf"(?P<s>[^:]+?),\s+{_message}\s+to\s+(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
)


def participants_of_title(title: str) -> list[Participant]:
    """Parties of a title in their roles, by the first rule that fits it whole."""
    bare = _quotation.sub("", " ".join(title.split())).strip(" ,")
    for rule in TITLE_RULES:
        match = rule.pattern.match(bare)
        if match:
            return [
                _participant(name, role)
                for group, role in rule.roles.items()
                if match[group]
                for name in _parties(match[group], role, is_last=group != "a")
            ]
    if bare != title.strip() and bare:  # "Asian Affairs Bureau [Ministry …], 'The Chinese Communist Problem'"
        name = read_name(re.sub(r"\s*\[[^\[\]]*\]$", "", bare))
        return [_participant(name, "author")] if name else []
    return []


def _participant(name: Name, role: Role) -> Participant:
    return Participant(name.name, name.as_written, role, name.of, None, "title")


def _parties(words: str, role: Role, *, is_last: bool) -> list[Name]:
    """Names of one part of a title, its tail cut off; seats and offices behind a comma are no parties of their own."""
    tail = _tail_of_organisation if _seat.search(words) else _tail
    words = tail.sub("", words).strip(" ,")
    whole, names = read_name(words), split_names(words)
    if whole and whole.of != "person" and " and the " not in words and not (names and names[0].of == "person"):
        return [whole]
    if role in ("sender", "recipient", "author", "intermediary"):
        first_people = [name for name in names if name.of == "person"]
        joined = [name for name in names if re.search(rf"\band\s+(?:the\s+)?{re.escape(name.as_written)}", words)]
        return [name for name in names if name in first_people[:1] or name in joined or name is names[0]]
    people = [name for name in names if not name.is_place]
    return people if " and " in words or not is_last else people[:1]  # "… with Chen Bo, Harbin": the place goes
