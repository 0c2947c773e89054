"""Who took part, in which role, and where it is said: from the title, the opening and closing words, the signatures.

Rules are data: a shape of words and the roles of its parts. What no rule knows yields no participant, for a wrong one
is worse than none; what a rule infers from prose alone is marked as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regesta.model import Block, Participant, Role
from regesta.normalise.names import Name, read_name, split_names

_quotation = re.compile(r"(?:^|[\s,])[\"“‘'](?=[A-Z]).*$")
_month = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_tail = re.compile(
    r",?\s+(?:on|in|at|dated|for|about|concerning|regarding|re|containing|relaying|meeting with)\b.*$"
    rf"|,?\s*(?:\d{{1,2}}\s+)?{_month}\b.*$"
    r"|\s+[-–—]\s.*$|\s*\((?:[Ee]xcerpts?|[Ee]xtracts?|[Uu]ndated)\)\s*$|,\s+\d{4}.*$",
    re.IGNORECASE,
)
_talk = r"(?:[Cc]onversations?|[Tt]alks?|[Mm]eetings?|[Dd]iscussions?|[Nn]egotiations|[Ii]nterview)"
_message = (
    r"(?:[Cc]iphered\s+|[Uu]rgent\s+|[Hh]and-delivered\s+|[Cc]ircular\s+|[Ee]ncoded\s+|[Cc]oded\s+)*"
    r"(?:[Tt]elegrams?|[Cc]ables?(?:gram)?s?|[Ll]etters?|[Nn]ote|[Mm]essage|[Rr]eport|[Mm]emorandum|[Mm]emo"
    r"|[Dd]espatch|[Dd]ispatch|[Rr]adiogram)"
    r"(?:\s+[Tt]elegram)?(?:\s*,?\s*[Nn]o\.?\s*[\w./-]+)?"
)


class _TitleRule(NamedTuple):
    """A shape of a title and the role of each named part."""

    example: str
    pattern: re.Pattern[str]
    roles: dict[str, Role]


def _rule(example: str, pattern: str, **roles: Role) -> _TitleRule:
    return _TitleRule(example, re.compile(pattern), roles)


TITLE_RULES = (
    _rule(
        "Memorandum of Conversation between Anastas Mikoyan and Mao Zedong",
        rf"{_talk}\s+\[?[Bb]etween\]?\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation of A with B",
        rf"{_talk}\s+of\s+(?P<a>.+?)\s+with\s+(?P<b>.+)$",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "From the Diary of A: Memorandum of Conversation with Ambassador B",
        r"^(?:(?:From|Entry from)\s+)?[Tt]he\s+(?:[Jj]ournal|[Dd]iary)\s+of\s+(?P<w>[^:]+?)(?::|,).*?"
        rf"{_talk}\s+with\s+(?P<b>.+)$",
        w="author",
        b="interlocutor",
    ),
    _rule(
        "From the Journal of Ambassador A",
        r"^(?:(?:[Ee]ntry\s+)?[Ff]rom\s+)?(?:[Tt]he\s+)?(?:[Jj]ournal|[Dd]iary)\s+of\s+(?P<w>.+)$",
        w="author",
    ),
    _rule(
        "Record of A's Conversation with B",
        rf"(?:^|of\s+|^The\s+)(?P<a>[A-Z][^:]*?)['’]s?\s+(?:\[[^\]]*\]\s+)?{_talk}\s+with\s+(?P<b>.+)$",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of A – B Meeting in Moscow",
        rf"^[Mm]inutes\s+of\s+(?P<a>.+?)\s+[–-]\s+(?P<b>.+?)\s+{_talk}",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Cable, Liu Shaoqi [via Kovalev] to Mao Zedong",
        rf"^{_message},?\s+(?:from\s+)?(?P<s>.+?)\s+\[?via\s+(?P<v>[^\]]+?)\]?,?\s+to\s+(?P<r>.+)$",
        s="sender",
        v="intermediary",
        r="recipient",
    ),
    _rule(
        "Letter to the Central Committee, from Chairman A",
        rf"^{_message}\s+to\s+(?P<r>[^,]+),\s+from\s+(?P<s>.+)$",
        r="recipient",
        s="sender",
    ),
    _rule(
        "Telegram from A to B; Cable, A to B; Report, A to B",
        rf"^{_message},?\s+(?:from\s+)?(?P<s>(?!to\b|on\b|of\b|the\b|about\b).+?)\s+to\s+(?P<r>.+)$",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Report to Stalin, Central Committee …; Letter to A",
        rf"^{_message}\s+to\s+(?P<r>.+)$",
        r="recipient",
    ),
    _rule(
        "Cable from A; Untitled report from A",
        rf"^(?:[Uu]ntitled\s+)?{_message}\s+from\s+(?P<s>.+)$",
        s="sender",
    ),
)

_clause = r"(?P<list>[^.;:]*(?:\b[A-Z]\.[^.;:]*)*?)"
PROSE_RULES: tuple[tuple[str, re.Pattern[str], Role], ...] = (
    (
        "with Shi Zhe translating",
        re.compile(r"\bwith\s+(?P<list>[A-Z][\w.’' -]+?)\s+(?:translating|interpreting|as\s+(?:the\s+)?interpreter)\b"),
        "interpreter",
    ),
    (
        "Mao Zedong's interpreter Shi Zhe; as well as the interpreter Shi Zhe",
        re.compile(r"\binterpreters?:?\s+(?P<list>(?:[A-Z][\w.’'-]*\s?){1,4}(?:\s+and\s+(?:[A-Z][\w.’'-]*\s?){1,4})?)"),
        "interpreter",
    ),
    (
        "The first conversation with Mao Zedong took place",
        re.compile(rf"\b{_talk}\s+with\s+(?P<list>[A-Z][\w.’'\[\] -]+?)\s+(?:took\s+place|was\s+held|occurred)\b"),
        "interlocutor",
    ),
    (
        "[Others present were] Stalin, Molotov; Also present: A, B",
        re.compile(r"\b[Pp]resent\s*(?:were|was|:)\]?\s+(?P<list>.+?)(?=\.(?:\s+[A-Z]|$)|;|$)"),
        "present",
    ),
    (
        "in the presence of CCP CC Politburo members Zhou Enlai, Liu Shaoqi",
        re.compile(r"\bin\s+the\s+presence\s+of\s+(?P<list>.+?)(?=\.(?:\s+[A-Z]|$)|;|$)"),
        "present",
    ),
    (
        "A, B and C, as well as D, took part; From our side E and F were present",
        re.compile(
            rf"(?:^|(?<=\.\s)|in\s+which\s+|where\s+){_clause}[\s,]+(?:also\s+)?"
            r"(?:participated|took\s+part|were\s+(?:also\s+)?present|was\s+(?:also\s+)?present|attended)\b"
        ),
        "present",
    ),
)
OPENING = 3
"""How many blocks of the text count as its opening."""

_before_list = re.compile(r"^.*\b(?:in\s+which|where|at\s+which)\s+")
_stray_stop = re.compile(r"(?<=[a-z])\.(?=\s+and\b)")  # "I[van] V. Kovalev. and E.F. Kovalev were present"
_first_person = re.compile(
    r"\bI\s+(?:said|replied|asked|noted|answered|told|stated|warned|explained)\b|\b[Tt]o\s+my\s+question\b"
)
_we = re.compile(r"\b(?:We|we)\s+\[(?P<list>[^\[\]]+)\](?P<rest>(?:\s+and\s+[A-Z][\w.’'-]+)*)")
_lead = re.compile(
    r"^(?:[Ff]rom\s+(?:our|the\s+\w+)\s+side,?\s*|[Oo]n\s+(?:our|the\s+\w+)\s+side,?\s*|[Aa]lso\s+|[Aa]nd\s+)+"
)


def read_participants(title: str, blocks: Sequence[Block]) -> tuple[Participant, ...]:
    """Every party in every role it has, in the order title, opening, signatures; each role of a party once."""
    titled = _from_title(title)
    found = [*titled, *_author(titled, blocks), *_from_salutation(blocks), *_from_prose(blocks)]
    return tuple(_merged([*found, *_from_signatures(blocks)]))


def _from_title(title: str) -> list[Participant]:
    bare = _quotation.sub("", title).strip(" ,")
    for rule in TITLE_RULES:
        match = rule.pattern.search(bare)
        if match:
            return [
                participant
                for group, role in rule.roles.items()
                for participant in _parties(_tail.sub("", match[group]), role, "title")
            ]
    return []


def _parties(words: str, role: Role, evidence: str) -> list[Participant]:
    names = split_names(words)
    if role in ("sender", "recipient") and len(names) > 1:
        single = read_name(words)  # "Stalin, Central Committee of the All-Union Communist Party": a name and its seat
        names = [name for name in names if name.of == "person"] or ([single] if single else [])
    return [_participant(name, role, evidence) for name in names]


def _participant(name: Name, role: Role, evidence: str) -> Participant:
    return Participant(name.name, name.as_written, role, name.of, None, evidence)


def _author(titled: Sequence[Participant], blocks: Sequence[Block]) -> list[Participant]:
    """The party of a conversation who writes "I replied" and is never named in the text; a guess.

    Mikoyan's memorandum of his talk with Mao says "I replied" and "Mao Zedong stated", and Mikoyan nowhere.
    """
    parties = [one for one in titled if one.role == "interlocutor"]
    speaking = next((index for index, block in enumerate(blocks) if _first_person.search(block.text)), None)
    if len(parties) != 2 or speaking is None:
        return []
    unnamed = [one for one in parties if not any(one.name.split()[-1] in block.text for block in blocks)]
    if len(unnamed) != 1:
        return []
    return [
        Participant(unnamed[0].name, unnamed[0].as_written, "author", "person", None, _evidence(speaking), guess=True)
    ]


def _evidence(index: int) -> str:
    """Stands for a block until it has its address; `record` puts the address in its place."""
    return f"block {index}"


def _from_salutation(blocks: Sequence[Block]) -> list[Participant]:
    """Those a letter greets at its head: "To the Central Committee [of the CCP] and Chairman Mao Zedong:"."""
    for index, block in enumerate(blocks[:OPENING]):
        match = re.match(r"^(?:To|Dear)\s+(?P<list>[^.!?]{3,150}?)\s*[:,!]?$", block.text)
        if match and block.kind == "paragraph":
            return [_participant(name, "recipient", _evidence(index)) for name in split_names(match["list"])]
    return []


def _from_prose(blocks: Sequence[Block]) -> list[Participant]:
    """Those whom the opening names as taking part, sentence by sentence."""
    found: list[Participant] = []
    paragraphs = [(index, block) for index, block in enumerate(blocks) if block.kind in ("paragraph", "item")]
    for index, block in paragraphs[:OPENING]:
        for sentence in _sentences(block.text[:1500]):
            found.extend(_from_sentence(sentence, _evidence(index)))
    return found


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-z\])]\.)\s+(?=[A-Z\[])", text)


def _from_sentence(sentence: str, evidence: str) -> list[Participant]:
    found: list[Participant] = []
    for _, pattern, role in PROSE_RULES:
        for match in pattern.finditer(_stray_stop.sub("", sentence)):
            words = _lead.sub("", _before_list.sub("", match["list"].strip()))
            we = _we.search(words)
            if we:
                words = f"{we['list']}, {we['rest'].replace(' and ', ', ')}"
            known = {one.name for one in found}
            parties = [_participant(name, role, evidence) for name in split_names(words, groups=role == "present")]
            found.extend(one for one in parties if one.name not in known and one.of != "organisation")
    return found


def _from_signatures(blocks: Sequence[Block]) -> list[Participant]:
    found = []
    for index, block in enumerate(blocks):
        stray = block.text.count("[") != block.text.count("]")  # "Wang Jiaxiang]"
        name = read_name(block.text.strip("[]") if stray else block.text) if block.kind == "closer" else None
        if name and name.of == "person":
            found.append(_participant(name, "sender", _evidence(index)))
    return found


def _merged(found: Iterable[Participant]) -> list[Participant]:
    """One entry for each name in each role; a lone family name joins the one full name that ends or begins with it."""
    result: list[Participant] = []
    seen: set[tuple[str, Role]] = set()
    for one in found:
        key = (one.name.casefold(), one.role)
        if key not in seen:
            seen.add(key)
            result.append(one)
    return result
