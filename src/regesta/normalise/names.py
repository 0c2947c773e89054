"""Names of people, groups and organisations as they stand in titles and lists: cut apart, offices taken off.

Nothing here knows who anyone is; it only tells what is a name. "Comrades I[van] Kovalev and E. Kovalev" is two names,
"Members of the CCP CC Politburo Zhou Enlai, Liu Shaoqi" is two people and no politburo.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.model import PartyKind
from regesta.normalise.name_words import (
    ADDRESSES,
    BEFORE_OFFICE,
    COMMON_NOUNS,
    EVENTS,
    FIELDS,
    GROUP_WORDS,
    HOLDERS,
    JOINING,
    NATIONALITIES,
    OFFICES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACES,
    SEATS,
    SURNAMES,
    TWO_WORD_PLACES,
)
from regesta.normalise.pinyin import is_pinyin, is_syllable


class Name(NamedTuple):
    """A party: its name with brackets resolved, as it stands, and what it is."""

    name: str
    as_written: str
    of: PartyKind
    is_place: bool = False
    """Whether the words are a place: a post that sends and receives, but no one to talk to."""


LONGEST = 600
"""No party is said in more characters; what is longer is a text that lost its end, and names nobody."""
_parts_of_offices = OFFICES | ORGANISATION_WORDS | COMMON_NOUNS
_places_of_posts = PLACES | FIELDS | (JOINING - PARTICLES)
_origins = PLACES | NATIONALITIES
_never_a_name = ORGANISATION_WORDS | NATIONALITIES | JOINING | OFFICES | COMMON_NOUNS | EVENTS | {"state"}
_before_no_surname = _never_a_name | PLACES

_bracketed_letters = re.compile(r"(?<=\w)\[([^\[\]]+)\]|\[([^\[\]]+)\](?=\w)")
_first_name_bracket = re.compile(r"^\[([^\[\]]+)\]\s+(?=\S)")
_last_name_bracket = re.compile(r"\s\[([^\[\]]+)\]$")
_real_name = re.compile(r"^[^()]+\s\((?P<name>[A-Z][^()]*)\)$")
_affiliated = re.compile(r"^(?:(?:Mr|Mrs|Dr|Sir|Lord)\.?\s|(?:[A-Z]\.\s?)+)")  # "M.J. Wilmshurst (Joint Nuclear Unit)"
_letters_of = re.compile(r"^[A-Z]{2,6}(?: [A-Z]{2,6})* of\b")
# a name that initials mark, behind what it is not part of: "Secretary of the CC of the CP of Azerbaijan M.D. Bagirov"
_initialled = re.compile(r"^(?P<before>.+?(?<![.])) (?P<name>(?:[A-Z][a-z]?\.\s?)+[A-Z][^\W\d_][\w’'-]*)$")
# whose country stands behind the name: "Chancellor Helmut Kohl of the Federal Republic of Germany"
_of_country = re.compile(
    r"^(?P<name>(?!(?:King|Queen|Prince|Princess|Emperor|Empress|Bishop|Archbishop|Lord)\b).+?)\s+of\s+(?:the\s+)?"
    r"[A-Z][^,]*$"
)
_pronouns = frozenset("I We He She They You It".split())
_initials_alone = re.compile(r"^(?:[A-Z]\.\s?)+$")
_owner = re.compile(r"^(?:of|in|for|at|to)$", re.IGNORECASE)
_post = re.compile(r"^(?:\S+\s+)?(?:of|in|at|to|for)(?:\s+the)?$")
_round = re.compile(r"\s+\([^()]*\)")  # of "VKP(b)" the bracket is a part
# "George C. Denney, Jr.", "Washington, D.C." and "Yakubov, T." are no two members
_own_comma = r",(?!\s+(?:Jr|Sr|II|III|D\.?C)\b|\s+(?:[A-Z]\.\s?)+(?=,|$))"
_list_split = re.compile(
    rf"\s*(?:,\s*(?:and|as well as)\s+|;\s*(?:and\s+)?|{_own_comma}\s*|\s+and\s+|\s+as well as\s+|\s+&\s+)"
    r"(?![^\[(]*[\])])"
)
_outer_comma = re.compile(rf"{_own_comma}\s*(?![^\[(]*[\])])")
_last_initial = re.compile(r"(?<![^\W\d_])(?:[A-Z]|Jr|Sr)\.$")
_possessive = re.compile(r"['’]s?$")
_word = re.compile(r"[^\s,]+")


def split_names(text: str, *, groups: bool = False) -> list[Name]:
    """All parties of a list: "Zhou Enlai, Liu Shaoqi, Zhu De and Ren Bishi, as well as interpreter Shi Zhe".

    With `groups` the list is known to hold parties alone, so that common nouns in it are groups: "… and admirals".
    """
    parts = [part for part in (_trimmed(part) for part in members(text)) if part]
    found = [read_name(part) or (_read_group(part) if groups else None) for part in parts]
    return [name for name in found if name is not None]


def members(text: str) -> list[str]:
    """The members of a list; an "and" cuts no office: "Director of Scientific and Technical Affairs X"."""
    found: list[str] = []
    joint, end = "", 0
    for match in (*_list_split.finditer(text), None):
        part = text[end : match.start() if match else len(text)]
        if "and" in joint and begins_office(found[-1]) and read_name(found[-1]) is None:
            found[-1] += f"{joint}{part}"
        else:
            found.append(part)
        joint, end = (match[0], match.end()) if match else ("", 0)
    return found


def comma_parts(text: str) -> list[str]:
    """The parts of a list between its commas, outside brackets: "Wise, Jr., Embassy" is a man and his embassy."""
    return [part for part in (part.strip() for part in _outer_comma.split(text)) if part] or [""]


def begins_office(text: str) -> bool:
    """Whether words begin with an office: "Head of the Section"."""
    words = (_bare_word(word) for word in text.split())
    return next((word in HOLDERS for word in words if word not in BEFORE_OFFICE), False)


def read_name(text: str) -> Name | None:
    """One party, or None where the words hold no name at all (an office alone, a common noun)."""
    as_written = _trimmed(text) if len(text) <= LONGEST else ""
    if not as_written:
        return None
    resolved = _trimmed(resolve_brackets(as_written))
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", resolved)
    if _is_event(bare) or bare.casefold().startswith(("his ", "her ", "their ", "its ", "our ")):
        return None
    initialled = _initialled.match(bare)
    if initialled and not strip_office(initialled["before"]):
        return Name(initialled["name"], as_written, "person")  # "CC of the CP of Azerbaijan M.D. Bagirov"
    if bare.casefold() in TWO_WORD_PLACES and bare[:1].isupper():
        return Name(bare, as_written, "organisation", is_place=True)
    if all(word.strip(".,").casefold() in _origins for word in bare.split()):
        return Name(bare, as_written, "organisation", is_place=True) if bare[:1].isupper() else None
    if _is_body(bare) and not is_office(bare):
        return Name(bare, as_written, "group" if _is_group(bare) else "organisation")
    seated = _of_country.match(resolved)
    person = strip_office(seated["name"] if seated else resolved)
    if seated and (person == seated["name"] or not _is_personal(person)):
        person = strip_office(resolved)
    if person and (_is_personal(person) or (person != resolved and _is_typed_in_capitals(person))):
        return Name(person, as_written, "person")
    if _is_group(bare) and bare[:1].isupper() and len(bare.split()) > 1:
        return Name(bare, as_written, "group")  # "Soviet Experts", "Leaders of the Party"
    return Name(bare, as_written, "organisation") if is_organisation(bare) and not is_office(bare) else None


def _is_event(text: str) -> bool:
    """Whether words name what happened or was written: "Visit to Mozambique by a Cuban Delegation"."""
    words = [word.strip(".,").casefold() for word in text.split()]
    head = next((index for index, word in enumerate(words) if word in JOINING or word in ("by", "between")), 0)
    return head > 0 and words[head - 1] in EVENTS


def _is_group(text: str) -> bool:
    """Whether the words are many people, by the word before "of" or the last one: no "Secretary of the Workers"."""
    words = [word.strip(".,").casefold() for word in text.split()]
    head = next((index for index, word in enumerate(words) if word == "of" and index), len(words))
    return words[head - 1] in GROUP_WORDS


def _trimmed(text: str) -> str:
    """Words without the marks around them; the stop of a last initial stays: "Razin V.N.", "Washington, D.C."."""
    bare = " ".join(text.split()).strip(" ,:;–-").lstrip(".")
    return bare if _last_initial.search(bare) else bare.rstrip(" .,:;–-")


def read_office(text: str) -> Name | None:
    """An office that stands for whoever holds it: "Secretary of State", "Ambassador to China"."""
    as_written = _trimmed(text)
    bare = re.sub(r"^[Tt]he\s+", "", re.sub(r"\s*[\[(][^\[\]()]*[\])]", "", as_written))
    return Name(bare, as_written, "person") if is_office(bare) and bare[:1].isupper() else None


def is_office(text: str) -> bool:
    """Whether the words before the first "of", "in" or "to" name an office: "Head of the Delegation"."""
    words = [word.strip(".,()").replace("’", "'").casefold() for word in text.partition(",")[0].split()]
    head = words[: next((index for index, word in enumerate(words) if _owner.match(word)), len(words))]
    if len(head) > 1 and head[-1] == "general":  # "Secretary General of the Ministry"
        head.pop()
    if not head or head[-1] not in HOLDERS:
        return False
    # "International Organizations Division Chief", but "Politburo Members" are many
    return not head[-1].endswith("s") or not any(word in ORGANISATION_WORDS for word in head)


def _is_typed_in_capitals(text: str) -> bool:
    """Whether a lone word in capitals behind an office is a name: "COMRADE STALIN", but not "Member CPSU"."""
    return text.isalpha() and text.isupper() and len(text) > 4


def _is_body(text: str) -> bool:
    """Whether the words are one body, with no person's name behind it: "Embassy of Hungary in China".

    In "Members of the CCP CC Politburo Zhou Enlai" a name follows the body, and a person is meant.
    """
    words = [word.strip(".,()").casefold() for word in text.split()]
    last = max((index for index, word in enumerate(words) if word in ORGANISATION_WORDS), default=-1)
    if last < 0:
        return False
    if any(word in HOLDERS for word in words[last + 1 :]) and _is_personal(strip_office(text)):
        return False  # "Albanian Council of Ministers Chairman Mehmet Shehu"
    if last + 1 < len(words) and words[last] in SEATS and words[last + 1] not in OFFICES:
        return True  # "American Embassy Rio de Janeiro", but "Soviet Embassy Counsellor Petrov"
    return last == len(words) - 1 or bool(_owner.match(words[last + 1])) or words[last + 1].isdigit()


def _read_group(text: str) -> Name | None:
    """A group of unnamed people in a list of parties: "intelligence heads", "admirals"."""
    words = text.split()
    plural = (
        0 < len(words) <= 4 and words[-1].endswith("s") and all(word.isalpha() and word.islower() for word in words)
    )
    return Name(text, text, "group") if plural else None


def resolve_brackets(text: str) -> str:
    """Say a name in full: I[van] Kovalev is Ivan Kovalev, Filippov [Stalin] is Stalin."""
    if "[" not in text and "(" not in text:
        return " ".join(text.split())
    text = _bracketed_letters.sub(lambda match: match[1] or match[2], text)
    text = _first_name_bracket.sub(r"\1 ", text)
    alias = _last_name_bracket.search(text)
    if alias and alias[1][:1].islower():  # "Central Committee [of the CCP]": words that belong to the name
        text = f"{text[: alias.start()]} {alias[1]}"
    elif alias:
        inner, outer = alias[1], text[: alias.start()]
        # "Liu [Shaoqi]" completes a lone family name, "Filippov [Stalin]" tells a cover name
        last = strip_office(outer)  # "Chairman Mao [Zedong]"
        completes = is_syllable(last.casefold()) and is_pinyin(inner.casefold())
        text = f"{outer} {inner}" if completes else inner
    real = _real_name.match(text)  # "Filippov (Stalin)": the real name stands in round brackets
    is_seat = real is not None and all(word.casefold() in _origins for word in real["name"].split())
    if real and not is_seat and not _affiliated.match(text) and _is_personal(strip_office(real["name"])):
        text = real["name"]
    text = re.sub(r"\s*\[[^\[\]]*\]\s*", " ", text)
    return " ".join(_round.sub("", text).split())


def strip_office(text: str) -> str:
    """A name without what stands before it: "Soviet Ambassador N.V. Roshchin" is "N.V. Roshchin"."""
    words = text.split()
    last_office = -1
    for index, word in enumerate(words):
        bare = _bare_word(word)
        is_acronym = (
            len(word.strip(".,")) > 1 and word.strip(".,").isupper() and "." not in word and index + 1 < len(words)
        )
        # "members of the CC Zhou Enlai", "interpreter Shi Zhe"; "Holders of Special Estimates" are nobody
        is_common = word[:1].islower() and bare not in PARTICLES and (index == 0 or last_office >= 0)
        is_origin = bare in NATIONALITIES and index == last_office + 1
        if _is_surname(words, index):
            continue
        if last_office >= 0:
            pair = f"{bare} {words[index + 1].strip('.,').casefold()}" if index + 1 < len(words) else ""
            if pair in TWO_WORD_PLACES:  # "Chargé d'Affaires of Hong Kong John Adams"
                last_office = index + 1
                continue
            # "Ambassador to China Petrov", "Minister of Foreign Affairs Andreoli"
            is_common |= index > last_office and _is_of_post(bare, words[last_office])
        is_owner = word.endswith(("'s", "’s"))  # "Mao Zedong's interpreter Shi Zhe": the interpreter is meant
        if bare in _parts_of_offices or is_common or is_acronym or is_origin or is_owner:
            last_office = index
    if last_office < 0:
        return _trimmed(text)
    if words[last_office].endswith(("'s", "’s")) or _is_post(words):
        return ""  # "Committee for Korea's Reunification", "Soviet Ambassador in Chongqing"
    if last_office == len(words) - 2 and not _names_holder(words[: last_office + 1]):
        return ""  # "US Threats", "Soviet Policy"
    held = words[max(0, last_office - 1) : last_office + 1]
    if _post.match(" ".join(held)) and held[0].casefold() not in OFFICES:  # "Consul of the US in Sao Paulo": a place
        return ""
    return _trimmed(" ".join(words[last_office + 1 :]))


def _is_post(words: list[str]) -> bool:
    """Whether an office ends with where it is held: "Ambassador in Chongqing"."""
    return len(words) > 2 and words[-2] in ("in", "at", "to") and _bare_word(words[-3]) in HOLDERS


def _names_holder(before: list[str]) -> bool:
    """Whether anybody's address, office or body stands before a last word; a people alone tells of no person."""
    return any(_bare_word(word) not in NATIONALITIES for word in before)


def _bare_word(word: str) -> str:
    """A word as the lists of words have it; of "Vice-President" and "Minister-Counselor" one office is enough."""
    bare = _possessive.sub("", word.strip(".,;:").replace("’", "'")).casefold()
    parts = bare.split("-")
    return parts[-1] if len(parts) > 1 and all(part in OFFICES for part in parts) else bare


def _is_surname(words: list[str], index: int) -> bool:
    """Whether a word that may be an office or a people is the last part of a name: "W. L. Mackenzie King"."""
    if index + 1 < len(words) or index == 0 or words[index].casefold().rstrip(".,") not in SURNAMES:
        return False
    before = words[index - 1].strip(",").casefold()
    if before.strip(".") in ADDRESSES:
        return True  # "Colonel House", "Mr. King"
    return words[index - 1][:1].isupper() and before.strip(".") not in _before_no_surname


def _is_of_post(word: str, before: str) -> bool:
    """Whether a word behind an office, or behind its "of" or "in", says where or over what it is held."""
    return word in _places_of_posts or (before.casefold() in {"of", "in", "to", "the", "for"} and word in NATIONALITIES)


def is_organisation(text: str) -> bool:
    """Whether words name an organisation: "Central Committee of the CCP", "Soviet Embassy in China"."""
    words = [word.strip(".,()").casefold() for word in text.split()]
    capitals = [word for word in text.split() if word[:1].isupper()]
    acronym = bool(words) and (
        bool(_letters_of.match(text)) or all(word.isupper() and len(word) > 1 for word in text.split())
    )
    return acronym or (bool(capitals) and any(word in ORGANISATION_WORDS for word in words))


def _is_personal(text: str) -> bool:
    words = _word.findall(text)
    if not words or len(words) > 6 or any(char.isdigit() for char in text):
        return False
    if text in _pronouns or _initials_alone.match(text):
        return False  # "Mr. Duncan and I were present", "Brigadier General, U. S. A."
    for index, word in enumerate(words):
        bare = word.strip(".,;:'’\"“”")
        if bare.casefold() in PARTICLES or _is_surname(words, index):
            continue
        bare = re.sub(r"^(?:al|el|as|ad|ar|ben|bin|an)-(?=[A-Z])", "", bare)  # "al-Qaddafi"
        if not bare or not bare[0].isupper() or bare.casefold() in _never_a_name:
            return False
    if text != "House" and all(word.strip(".,").casefold() in FIELDS for word in words):
        return False  # "Nuclear Affairs", "Defence"; but Colonel House
    acronym = len(words) == 1 and len(words[0]) > 1 and words[0].isupper()
    return not acronym
