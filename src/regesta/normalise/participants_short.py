"""Who wrote to whom by the short titles of printed series: "Coombs to Dunk", "Letter, Harders to Bunting".

Both sides must read as parties: a name, a name with its office behind it, an office, an organisation. Where one side
does not ("Australia's reply to the note"), nobody is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from regesta.model import Participant, PartyKind, Role
from regesta.normalise.name_words import FIELDS, OFFICES, ORGANISATION_WORDS, PARTICLES, PLACES

MESSAGES = (
    "cablegram|cable|telegram|teletype|savingram|letter|memorandum|memo|minute|message|despatch|dispatch|submission|note"
    "|note verbale|aide[- ]m[eé]moire|report|personal message|circular|circular cablegram|circular telegram|paper|brief"
    "|cabinet submission|departmental despatch|departmental dispatch|record|signal|airgram|instruction"
)
_message = rf"(?:(?:draft|joint|secret|extract from|extracts from|copy of)\s+)*(?:{MESSAGES})s?"
_numbered = r"(?:\s+(?:no\.?\s*)?[\dA-Z]*\d[\w./-]*)?"

RULES: tuple[tuple[str, re.Pattern[str], dict[str, Role]], ...] = (
    (
        "Note of Conversation between Tange and Shima",
        re.compile(
            r"^(?:extracts?\s+from\s+)?(?:note|record|memorandum|minutes?|report|notes|summary)s?\s+of\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?"
            r"(?:conversation|discussion|meeting|talk|interview)s?\s+between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)$",
            re.IGNORECASE,
        ),
        {"a": "interlocutor", "b": "interlocutor"},
    ),
    (
        "Note by Mr S. M. Bruce, High Commissioner in London, of Conversation with Lord Halifax",
        re.compile(
            rf"^{_message}{_numbered}\s+by\s+(?P<w>.+?),?\s+of\s+(?:an?\s+)?(?:conversation|discussion|meeting|talk)s?"
            r"\s+with\s+(?P<b>.+)$",
            re.IGNORECASE,
        ),
        {"w": "author", "b": "interlocutor"},
    ),
    (
        "Note by Mr S. M. Bruce, High Commissioner in London, of Meeting; Submission 135 to Cabinet by Spooner",
        re.compile(
            rf"^{_message}{_numbered}(?:\s+to\s+(?P<r>[^,]+?))?\s+by\s+(?P<w>.+?)(?:\s+(?:for|on|to)\s.*)?$",
            re.IGNORECASE,
        ),
        {"r": "recipient", "w": "author"},
    ),
    (
        "Cablegram from Department of External Affairs to High Commission in London; Letter, Harders to Bunting",
        re.compile(
            rf"^{_message}{_numbered}[\s,]+(?:from\s+)?(?!(?:for|on|of|about|to|by|regarding)\b)(?P<both>.+)$",
            re.IGNORECASE,
        ),
        {},
    ),
    (
        "Statement by Hodgson to the Political Commission; Speech, Barnard to the First Tuesday Group",
        re.compile(
            r"^(?:draft\s+)?(?:statement|speech|address|broadcast|declaration|talk)s?\s+by\s+(?P<w>[^,]+?)(?:\s+(?:to|in|at|on|before)\s.*)?$",
            re.IGNORECASE,
        ),
        {"w": "author"},
    ),
    (
        "Press Release by Department of External Affairs; Record of Conversation by Shaw; Note for File by Bunting",
        re.compile(
            r"^(?:[^\s,]+\s+){0,6}?(?:release|statement|appraisal|conversation|discussion|meeting|file|broadcast|submission"
            r"|comments?|paper|review|assessment|proposal|note|message|memorandum|report|communication|declaration|recommendation|brief)"
            r"(?:\s+(?:on|about)\s+[^,]+?)?"
            r"(?:\s+to\s+(?:the\s+)?(?P<r>[^,]+?))?\s+by\s+(?P<w>.+?)(?:\s+(?:for|on|to)\s.*)?$",
            re.IGNORECASE,
        ),
        {"r": "recipient", "w": "author"},
    ),
    ("Coombs to Dunk", re.compile(r"^(?P<both>.+)$"), {}),
)
_misread_capital = re.compile(r"(?<=[A-Z])l(?=[A-Z]{2})")  # "MlNUTE": a small l for the capital I
_number_joined = re.compile(r"(?<=\d)[-–](?=[A-Z][A-Za-z]{3})")  # "SUBMISSION NO. 433-SNEDDEN TO CABINET"
_only_to = re.compile(rf"^{_message}{_numbered}\s+to\s+(?P<r>.+)$", re.IGNORECASE)
_only_from = re.compile(rf"^(?:(?:news|press) release|{_message}{_numbered})\s+from\s+(?P<s>.+)$", re.IGNORECASE)
_heading = re.compile(r"^(?:No\.?\s*)?\[?\d+\]?\.?\s+(?=\D)")
_mark = re.compile(r"\s*\[\d{1,3}\]")
# A place and a day that a title's tail gives: "Stuart to Burton SINGAPORE, 27 January 1948"; a number: "Smith to
# Jones Cablegram 226"; a remark: "[Extract]"
_tail = re.compile(
    r"\s+[A-Z]{4,}(?:\s[A-Z]{3,})*,\s+\d{1,2}\s.*$|,?\s+\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+\d{4}.*$"
    rf"|,?\s+(?:{MESSAGES})s?\s+(?:(?:no\.?|number|nr\.?)\s*)?[A-Z]*\d[\w./-]*$"
    r"|\s*[(\[](?:extracts?|draft|undated|telegram|personal|copy)[^)\]]*[)\]]\.?$",
    re.IGNORECASE,
)
_whereabouts = re.compile(r"\s*\((?:then\s+|now\s+)?(?:in|at)\s+[A-Z][^()]*\)")  # "Evatt to Curtin (in London)"
_and_another = re.compile(r"\s+and\s+(?:Mr|Mrs|Miss|Dr|Sir|Lord|Lady|Senator|Lt|Major|General)\b")
_and_to = re.compile(r",?\s+and\s+to\s+")
_to = re.compile(r",?\s+to\s+", re.IGNORECASE)
_and = re.compile(r"\s+and\s+|\s*&\s*|\s*;\s*", re.IGNORECASE)
_bodies = ORGANISATION_WORDS | frozenset(
    "confederation federation council post posts cabinet consulate consul-general's governments missions"
    " embassies legations ministers delegations court authorities headquarters bureau ministry admiralty treasury"
    " advocates commissioner's offices chamber board".split()
)
_offices = OFFICES | frozenset(
    "commissioner attorney-general governor-general chairman leader treasurer controller solicitor-general"
    " consul-general director-general vice-president under-secretary chancellor speaker chief-justice trade"
    " resident resident-minister chargé counsellor external affairs u.k uk u.s us postmaster-general officer".split()
)
_kinds = frozenset(
    "brief report reports memorandum minute minutes cablegram letter letters statement record note notes instruction"
    " instructions proposal proposals directive memo telegram savingram submission despatch dispatch".split()
)
_small = frozenset("of the for in at to and on de du van von la le".split())


class _Party(NamedTuple):
    name: str
    as_written: str
    of: PartyKind


def short_participants(title: str) -> list[Participant]:
    """The parties of a short title, or nobody."""
    title = _whereabouts.sub("", _misread_capital.sub("I", _and_to.sub(" and ", title)))
    bare = _number_joined.sub(" ", _tail.sub("", _mark.sub("", _heading.sub("", title)))).strip(" .,")
    for _, pattern, roles in RULES:
        match = pattern.match(bare)
        found = match and (_by_role(match, roles) if roles else _both(match["both"]))
        if found:
            return found
    for pattern, group, role in ((_only_to, "r", "recipient"), (_only_from, "s", "sender")):
        match = pattern.match(bare)
        side = _side(match[group], bare) if match else None
        if side:
            return [_participant(party, role) for party in side]  # type: ignore[arg-type]
    return []


def _by_role(match: re.Match[str], roles: dict[str, Role]) -> list[Participant]:
    """All named parts of a rule, if each that is there reads as parties."""
    found: list[Participant] = []
    for group, role in roles.items():
        if match[group] is None:
            continue
        side = _side(match[group], match.string)
        if not side:
            return []
        found.extend(_participant(party, role) for party in side)
    return found


def _both(text: str) -> list[Participant]:
    """Sender and recipient where one " to " parts two sides that read as parties.

    In "Sir Henry Gullett, Minister for External Affairs, to Sir Walford Selby, U.K. Ambassador to Portugal" the first
    " to " stands behind a comma and parts them; the second belongs to an office.
    """
    places = sorted(_to.finditer(text), key=lambda match: (not match[0].startswith(","), match.start()))
    for place in places:
        sender, recipient = _side(text[: place.start()], text), _side(text[place.end() :], text)
        if sender and recipient and not _belongs_to_office(text[: place.start()], place):
            return [
                *(_participant(one, "sender") for one in sender),
                *(_participant(one, "recipient") for one in recipient),
            ]
    return []


def _belongs_to_office(before: str, place: re.Match[str]) -> bool:
    """Whether " to " goes on with an office: "Minister to the United States"."""
    return not place[0].startswith(",") and before.rsplit(maxsplit=1)[-1].casefold() in {
        "minister",
        "ambassador",
        "adviser",
        "advisor",
        "secretary",
        "delegate",
        "representative",
        "commissioner",
        "envoy",
        "assistant",
        "consul",
    }


def _participant(party: _Party, role: Role) -> Participant:
    return Participant(party.name, party.as_written, role, party.of, None, "title")


def _side(text: str, title: str) -> list[_Party]:
    """All parties of one side, or none where any of them reads as no party."""
    text = " ".join(text.split()).strip(" ,.")
    if not text or len(text) > 160:
        return []
    whole = _party(text, title)
    if whole and not _and.search(text.partition(",")[0]) and not _and_another.search(text):
        return [whole]
    found: list[_Party] = []
    for part in _parts(text):
        party = _party(part, title)
        if party is None:
            return []
        found.append(party)
    return found


def _parts(text: str) -> Iterator[str]:
    """Members of a list: "Evatt and Dunk", "Queuille, Stalin, Attlee, Truman"; names without offices between commas."""
    for piece in _unmixed(_and.split(text)):
        members = [member.strip() for member in piece.split(",")]
        if len(members) > 1 and all(_is_person(member) for member in members):
            yield from members
        elif piece.strip(" ,"):
            yield piece.strip(" ,")


def _unmixed(pieces: list[str]) -> list[str]:
    """Pieces between "and" that cut no body's name: "Foreign and Commonwealth Office", "Commerce & Agriculture"."""
    found: list[str] = []
    for piece in pieces:
        head = piece.split(" ", 1)[0].casefold()
        if found and (head in _fields or found[-1].split(" ")[-1].casefold() == "foreign"):
            found[-1] = f"{found[-1]} and {piece}"
        else:
            found.append(piece)
    return found


_fields = frozenset(
    "agriculture commerce customs defence development employment energy finance fisheries fuel industry labour"
    " lands oversea overseas ports power resources shipping social supply technical technology trade training"
    " transport works".split()
)


def _party(text: str, title: str) -> _Party | None:
    """A person with or without an office behind the comma, an organisation with its seat, or an office alone."""
    if _kinds & {word.strip(".,").casefold() for word in text.split()}:
        return None
    head, comma, rest = text.partition(",")
    person = _without_office(head)
    shown = _cased(person, title)
    if _is_person(shown, addressed=person != head) and (not comma or _is_office(rest) or _is_body(rest)):
        return _Party(shown, text, "person")
    if _is_body(_cased(head, title)) and (not comma or len(rest.split()) <= 8):
        name = _cased(text if comma else head, title)
        group = head.split()[-1].casefold() in ("posts", "missions", "governments", "embassies", "legations", "offices")
        return _Party(re.sub(r"^[Tt]he\s+", "", name), text, "group" if group else "organisation")
    if comma or not _is_office(text):
        return None
    field = all(word.casefold() in FIELDS | {"foreign"} for word in text.split())  # "Foreign Affairs" is a ministry
    return _Party(_cased(text, title), text, "organisation" if field else "person")


def _without_office(text: str) -> str:
    """A name without the address before it: "Lt Gen Sir Edward Smith" is "Edward Smith"."""
    words = text.split()
    while len(words) > 1 and words[0].strip(".,").casefold() in _titles:
        words.pop(0)
    return " ".join(words)


_titles = frozenset(
    "mr mrs miss ms dr sir lord lady dame prof professor senator lt lt-gen lt-col gen general colonel col major"
    " maj captain capt admiral rear vice air marshal field brigadier brig commander cmdr viscount earl baron hon"
    " rt mme madame count prince king queen president premier ambassador minister judge justice messrs group".split()
)


def _is_person(text: str, *, addressed: bool = False) -> bool:
    """One to five words, each a name or an initial; no office, body or place among them unless a Mr stands before.

    Mr F. K. Officer and Mr W. L. Mackenzie King are people.
    """
    words = text.split()
    if not 1 <= len(words) <= 5 or any(char.isdigit() for char in text):
        return False
    for word in words:
        bare = word.strip(".,'’").casefold()
        if bare in PARTICLES:
            continue
        known = not addressed and (
            bare in _bodies or bare in _offices or bare in PLACES or bare in _small or bare in _common
        )
        if known or not re.match(r"^[^\W\d_]['’.\w-]*$", word) or not word[:1].isupper():
            return False
    return words[-1][:1].isupper() and len(words[-1].strip(".")) > 1


_posts = frozenset(
    "kuala lumpur|new york|new delhi|hong kong|port moresby|south africa|new zealand|united nations|united states"
    "|united kingdom|soviet union|tel aviv|phnom penh|suva|lagos|accra|nairobi|pretoria|chungking|dili|dilli|batavia"
    "|noumea|manila|the hague|vila".split("|")
)


_common = frozenset(
    "australia australian british american dutch japanese indonesian note reply response reaction introduction"
    " report statement attitude policy proposal application aid assistance approach visit access annex attachment"
    " paper draft agreement convention conversation relations communique press release decision question questions"
    " address resistance invitation notes minutes extract extracts monday tuesday wednesday thursday friday"
    " saturday sunday cablegram cable telegram letter memorandum minute message despatch dispatch submission brief"
    " january february march april may june july august september october november december".split()
)


def _is_office(text: str) -> bool:
    """Words of which the first or last noun is an office: "High Commissioner in London", "Prime Minister"."""
    words = [word.strip(".,()").casefold() for word in text.split()]
    if not words or len(words) > 14 or not text.strip()[:1].isupper():
        return False
    head = words[: next((index for index, word in enumerate(words) if word in _small), len(words))]
    return bool(head) and any(word in _offices for word in head)


def _is_body(text: str) -> bool:
    """Words that name an organisation: "Department of External Affairs", "Embassy in Washington", "Posts"."""
    words = [word.strip(".,()").casefold() for word in text.split()]
    if not words or len(words) > 14:
        return False
    head = words[: next((index for index, word in enumerate(words) if index and word in _small), len(words))]
    acronym = len(words) == 1 and text.isupper() and 2 <= len(text) <= 6
    return (
        acronym or any(word in _bodies for word in head) or (len(words) <= 2 and all(word in PLACES for word in words))
    )


def _cased(text: str, title: str) -> str:
    """A name as names are written, where the whole title shouts or whispers: HARDERS is Harders, menzies Menzies."""
    letters = [char for char in title if char.isalpha()]
    shouting = sum(char.isupper() for char in letters) > 0.8 * len(letters)
    whispering = not any(char.isupper() for char in letters)
    if not (shouting or whispering):
        return text
    return " ".join(_capitalised(word, first=index == 0) for index, word in enumerate(text.split()))


def _capitalised(word: str, *, first: bool) -> str:
    if word.casefold() in _small and not first:
        return word.casefold()
    if "." in word and len(word) <= 6:
        return word.upper()
    cased = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
    cased = re.sub(r"(?<=['’])[A-Z](?=\b)", lambda match: match[0].lower(), cased)  # Minister’s, but O’Sullivan
    return re.sub(r"^Mc([a-z])", lambda match: f"Mc{match[1].upper()}", cased)
