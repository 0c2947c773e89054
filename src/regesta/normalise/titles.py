"""Who takes part, as a document's title says it: shapes of titles as data, each with an example and the roles it gives.

Quoted titles inside a title are never read ("Cable from Zhou Enlai, 'Premier Zhou's Conversation between A and B'"),
nor are its tails: subject, date, class, number. A title of no known shape gives nobody.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.model import Participant, Role
from regesta.normalise.names import Name, read_name, read_office, split_names

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
# "Ambassador in China Petrov", "Secretary of State for External Affairs": no tail begins here
_of_office = re.compile(
    r"\b(ambassador|attaché|minister|representative|secretary|state|commissioner|consul|committee|adviser|delegate)\s"
    r"(in|for|at)\b",
    re.IGNORECASE,
)
_kind_behind = re.compile(r",\s+(?:note|report|memorandum|cable|telegram|information|record)\b.*$", re.IGNORECASE)
_seat = re.compile(r"\b(?:embassy|legation|consulate|mission|committee|ministry|department|office)\b", re.IGNORECASE)

_day = rf"\d{{1,2}}\s+{_month}\s+\d{{4}}"
_kind_words = (
    r"(?:(?:[\w’'-]+\s+){1,2}(?=note|record|report|memorandum|minutes|transcript|stenographic))?"
    rf"(?:\[?(?:the|a|an|of|from|on|about|regarding|concerning|{_day}|telephone|phone|dinner|luncheon|plenary|first|second|third|fourth|fifth|last|top|secret|official|unofficial|working|draft|short"
    r"|brief|informal|private|confidential|verbatim|stenographic|memorandum|memo|memcon|record|records|minutes|transcript"
    r"|notes?|summary|report|key|main|points|excerpts?|extracts?|information|protocol|abstract|account|discussion|and)\]?"
    r"[\s,:]+)*"
)
_talk = r"(?:conversations?|talks?|meetings?|discussions?|negotiations?|interview|audience|reception|dinner|luncheon)"
_message_kinds = (
    r"(?:telegrams?|cables?|cablegrams?|letters?|messages?|reports?|memorandum|memo|despatch|dispatch|radiogram|submission"
    r"|minute|teletype|telex|information(?:\s+report)?|proposal|note)"
)
_message = (
    r"(?:(?:cipher|ciphered|coded|encoded|enciphered|urgent|hand-delivered|circular|personal|secret|top\s+secret|untitled|draft|open|joint)\s+)*"
    rf"{_message_kinds}(?:\s+telegram)?(?:\s*,?\s*(?:no\.?|nr\.?|number|\#)?\s*[\dA-Z]*\d[\w./-]*)?"
)
# "Ambassador to China": this "to" belongs to the office and parts no sender from a recipient
_not_of_office = "".join(
    f"(?<!{word})" for word in "ambassador minister envoy representative delegate attaché consul".split()
)
_to = rf"{_not_of_office},?\s+to\s+"
_attention = r"(?:,?\s+attention:?\s+(?P<t>.+))?"
# a name that can be nothing else, because initials or an address stand in it: "I. Tugarinov", "Cde. B.N. Ponomarev"
_address = r"(?:cde\.|comrade|mr\.?|dr\.?)"
_addressed = rf"(?:{_address}\s+)?(?:[A-Z][a-z]{{0,2}}\.\s?)+[A-Z][\w’'-]+|{_address}\s+[A-Z][\w’'-]+"
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
        rf"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+?)[:,].*?\b{_talk}\s+with\s+(?P<b>.+)",
        w="author",
        b="interlocutor",
    ),
    _rule(
        "Entry from the Journal of Ambassador V. Ivanov",
        r"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+)(?::.*)?",
        w="author",
    ),
    _rule(
        "Notes of V. Kolarov from a Meeting with Stalin",
        rf"notes\s+(?:of|by)\s+(?P<p>(?!the\b|a\b)[^,]+?)\s+(?:from|on|about)\s+(?:an?\s+|the\s+|his\s+)?{_talk}\s+with\s+(?P<b>.+)",
        p="author",
        b="interlocutor",
    ),
    _rule(
        "Notes of G. Dimitrov on a Phone Call from Stalin",
        r"notes\s+(?:of|by)\s+(?P<p>(?!the\b|an?\b|conversation|meeting|talk)[^,]+?)\s+(?:from|on|about)\s+.+",
        p="author",
    ),
    _rule(
        "Minutes of Conversation between Todor Zhivkov – Leonid I. Brezhnev",
        rf"{_kind_words}{_talk},?\s+between\s+(?P<a>[^–]+?)\s+–\s+(?P<b>[^–]+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation between Anastas Mikoyan and Mao Zedong",
        rf"{_kind_words}{_talk},?\s+\[?between\]?\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Conversation, Mao Zedong and Kim Il Sung",
        rf"{_kind_words}{_talk}[,:]\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation of Nikolai Fedorenko with Deputy Minister Wang Jiaxiang",
        rf"{_kind_words}{_talk}(?:\s+of|[,:])\s+(?P<a>.+?)\s+with\s+(?P<b>.+)",
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
        rf"{_kind_words}{_talk},?\s+\[?with\]?\s+(?P<b>.+)",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Ceausescu – Deng Meeting in Beijing",
        rf"{_kind_words}(?P<a>.+?)\s+[–-]\s+(?P<b>.+?)\s+{_talk}\b.*",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Protocol No. 49 of CPSU CC Presidium Session",
        rf"(?:minutes|protocol(?:\s+no\.?\s*\d+)?)\s+(?:of|from)\s+(?!(?:the\s+|an?\s+)?{_session})(?:the\s+|an?\s+)?(?P<o>\S.+?)\s+{_session}\b.*",
        o="present",
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
    _rule(
        "Letter by Ambassador in Moscow Sergio Romano to Minister of Foreign Affairs Andreotti",
        rf"{_message},?\s+by\s+(?P<s>.+?){_to}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Note from the Embassy of the USSR in China; Note Number 291 from the Department of Asia-Oceania",
        r"(?:verbal\s+)?note(?:\s+(?:no\.?|number)\s*\d+)?\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    _rule(
        "Report by M. Kovalev on the Talks; Report of Milovan Djilas about a Meeting; Memorandum by George Kennan",
        r"(?:report|memorandum|memo|study|analysis)\s+(?:by|of)\s+(?P<w>(?!conversation|meeting|talk|discussion)(?:.+))",
        w="author",
    ),
    _rule(
        "Speech by Mao Zedong at the Meeting of Parties; Statement, Comrade Chen Yi to the Congress",
        r"(?:speech|address|remarks|lecture|statement|declaration|appeal|toast)(?:\s+by|,(?=\s+\S+\s+\S))\s+(?P<w>.+?)"
        r"(?:,?\s+(?:at|to|before|in|on|during)\s+.*)?",
        w="author",
    ),
    _rule(
        "Anastas Mikoyan's Recollections of his Trip to China",
        r"(?P<p>[^:,]+?)['’]s?\s+(?:recollections?|memoirs?|reminiscences|diary|journal|notes|speech|remarks|report)\b.*",
        p="author",
    ),
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
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?)\s+[\[(]?via\s+(?P<v>[^\])]+?)[\])]?,?\s+to\s+(?P<r>.+)",
        s="sender",
        v="intermediary",
        r="recipient",
    ),
    _rule(
        "Cable, Terebin to Stalin [via Kuznetsov]",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?){_to}(?P<r>.+?),?\s+[\[(]?via\s+(?P<v>[^\])]+)[\])]?",
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
        rf"{_message},?\s+(?:from\s+)?(?P<s>(?!to\b|on\b|of\b|about\b|from\b|sent\b).+?){_to}(?P<r>.+?){_attention}",
        s="sender",
        r="recipient",
        t="recipient",
    ),
    _rule(
        "Cable from the Foreign Minister to Beijing",
        rf"{_message},?\s+(?:from\s+)?(?P<s>(?!to\b|on\b|of\b|about\b|from\b|sent\b).+?)\s+to\s+(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Information Report Sent by Khabarovsk Committee to CPSU CC",
        rf"(?:\w+\s+){{1,3}}sent\s+by\s+(?:the\s+)?(?P<s>.+?){_to}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "From Gr. Shopov to T. Zhivkov on Trade; I. Tugarinov to Cde. B.N. Ponomarev",
        rf"(?:from\s+(?=\S+\s))?(?P<i>{_addressed}){_to}(?P<r>{_addressed})(?:\s+(?:on|about|concerning|regarding)\s.*)?",
        i="sender",
        r="recipient",
    ),
    _rule(
        "Bulgarian Legation, Washington, to Bulgarian Foreign Ministry",
        r"(?P<f>(?:[A-Z][\w-]*\s+){0,2}(?:embassy|legation|mission|consulate)(?:\s+in\s+[A-Z]\w+|,\s+[A-Z]\w+)?),?\s+to\s+(?P<r>.+)",
        f="sender",
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
                if _fits(name, group)
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
