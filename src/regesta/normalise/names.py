"""Names of people, groups and organisations as they stand in titles and lists: cut apart, offices taken off.

Nothing here knows who anyone is; it only tells what is a name. "Comrades I[van] Kovalev and E. Kovalev" is two names,
"Members of the CCP CC Politburo Zhou Enlai, Liu Shaoqi" is two people and no politburo.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from regesta.model import PartyKind
from regesta.normalise.pinyin import is_pinyin, is_syllable


class Name(NamedTuple):
    """A party: its name with brackets resolved, as it stands, and what it is."""

    name: str
    as_written: str
    of: PartyKind
    is_place: bool = False
    """Whether the words are a place: a post that sends and receives, but no one to talk to."""


OFFICES = frozenset(
    # words that stand before a name and are none of it
    "acting ambassador ambassadors admiral advisor adviser assistant attaché attache bishop captain"
    " chairman chairmen chairperson chancellor charge chargé chief colonel commander commissar commodore"
    " comrade comrades cde cdes com consul counselor counsellor d'affaires delegate delegates deputy"
    " diplomat director dr emperor first foreign former friend gen general generalissimo governor head her"
    " his honourable interpreter interpreters king lieutenant lord lt madam madame major marshal member"
    " members minister ministers miss monsieur mr mrs ms officer official officials political president"
    " premier prime prince prof professor queen rear representative representatives second secretary"
    " secretaries senior senator sir specialist third translator under undersecretary vice consul-general"
    " secretary-general excellency mister messrs commissioner high permanent plenipotentiary envoy"
    " extraordinary journalist correspondent".split()
)
_holders = OFFICES - frozenset(
    "acting deputy first second third high foreign political prime senior vice general rear".split()
)
NATIONALITIES = frozenset(
    "afghan albanian algerian american amercian australian austrian belgian british bulgarian burmese"
    " cambodian canadian chinese cuban czech czechoslovak czechoslovakian danish dutch east egyptian"
    " english ethiopian finnish french gdr german ghanaian greek hungarian indian indonesian iranian iraqi"
    " irish israeli italian japanese korean laotian libyan mexican mongolian north northern norwegian"
    " pakistani palestinian philippine polish portuguese prc romanian russian soviet spanish south"
    " southern sudanese swedish swiss syrian thai turkish us ussr vietnamese west western yugoslav"
    " yugoslavian new".split()
)
ORGANISATION_WORDS = frozenset(
    "academy administration agency alliance army assembly association bank board bureau cabinet command"
    " commission committee comintern cominform conference congress council delegation department directorate"
    " division embassy executive federation forces front government group institute legation legislature"
    " league ministry mission navy office organisation organization parliament party plenum politburo"
    " presidium secretariat section service staff union university center centre company leadership".split()
)
SEATS = frozenset("embassy legation consulate".split())
GROUP_WORDS = frozenset(
    "leadership delegation delegations group party mission representatives delegates leaders".split()
)
PLACES = frozenset(
    # capitals and countries, which titles give for posts and governments; never people
    "afghanistan albania algeria ankara algiers argentina athens australia austria baghdad bangkok beijing"
    " belgium belgrade berlin bern bonn brazil britain brussels bucharest budapest bulgaria burma cairo"
    " cambodia canada canberra chile china colombo copenhagen cuba czechoslovakia damascus delhi denmark"
    " djakarta dublin egypt england ethiopia finland france geneva germany ghana greece hague hanoi havana"
    " helsinki hungary india indonesia iran iraq ireland islamabad israel italy jakarta japan jerusalem kabul"
    " karachi kiev korea laos leningrad libya london lushun madrid manila mexico mongolia moscow nanjing nepal"
    " netherlands norway oslo ottawa pakistan paris peking phnom poland portugal prague pretoria pyongyang"
    " rangoon romania rome russia saigon seoul shanghai singapore sofia spain stockholm sweden switzerland"
    " syria taipei taiwan tehran thailand tibet tirana tokyo turkey ulaanbaatar usa ussr vienna vientiane"
    " vietnam warsaw washington wellington xinjiang yugoslavia yan'an yanan".split()
)
SURNAMES = frozenset(
    "bishop chancellor dean dutch english french friend german king major marshal north prince west".split()
)
"""Offices and peoples that are surnames too."""
TWO_WORD_PLACES = frozenset(
    "buenos aires|costa rica|east berlin|el salvador|hong kong|new delhi|new york|new zealand|north korea|north vietnam"
    "|north yemen|phnom penh|port arthur|rio de|san francisco|saudi arabia|south africa|south korea|south vietnam"
    "|soviet union|sri lanka|tel aviv|united kingdom|united nations|united states|west berlin|west germany".split("|")
)
FIELDS = frozenset(
    # what an office is over: Minister of Foreign Affairs Andreoli
    "affairs agriculture commerce culture defence defense economy education energy finance health house industry"
    " information interior justice planning police security state trade transport war".split()
)
JOINING = frozenset("of the for in at to and on de du von van der den al el bin ibn la le zu".split())
PARTICLES = frozenset("de du von van der den al el bin ibn la le zu di da dos ben".split())

_never_a_name = ORGANISATION_WORDS | NATIONALITIES | JOINING | OFFICES | {"state"}

_bracketed_letters = re.compile(r"(?<=\w)\[([^\[\]]+)\]|\[([^\[\]]+)\](?=\w)")
_first_name_bracket = re.compile(r"^\[([^\[\]]+)\]\s+(?=\S)")
_last_name_bracket = re.compile(r"\s\[([^\[\]]+)\]$")
_real_name = re.compile(r"^[^()]+\s\((?P<name>[A-Z][^()]*)\)$")
_letters_of = re.compile(r"^[A-Z]{2,6}(?: [A-Z]{2,6})* of\b")
_owner = re.compile(r"^(?:of|in|for|at|to)$", re.IGNORECASE)
_round = re.compile(r"\s*\([^()]*\)")
_list_split = re.compile(
    r"\s*(?:,\s*(?:and|as well as)\s+|;\s*(?:and\s+)?|,\s*|\s+and\s+|\s+as well as\s+|\s+&\s+)(?![^\[(]*[\])])"
)
_possessive = re.compile(r"['’]s?$")
_word = re.compile(r"[^\s,]+")


def split_names(text: str, *, groups: bool = False) -> list[Name]:
    """All parties of a list: "Zhou Enlai, Liu Shaoqi, Zhu De and Ren Bishi, as well as interpreter Shi Zhe".

    With `groups` the list is known to hold parties alone, so that common nouns in it are groups: "… and admirals".
    """
    parts = [part.strip(" .,:") for part in _list_split.split(text)]
    found = [read_name(part) or (_read_group(part) if groups else None) for part in parts if part]
    return [name for name in found if name is not None]


def read_name(text: str) -> Name | None:
    """One party, or None where the words hold no name at all (an office alone, a common noun)."""
    as_written = " ".join(text.split()).strip(" .,:;–-")
    if not as_written:
        return None
    resolved = resolve_brackets(as_written)
    bare = re.sub(r"^[Tt]he\s+", "", resolved)
    if bare.casefold() in TWO_WORD_PLACES and bare[:1].isupper():
        return Name(bare, as_written, "organisation", is_place=True)
    if all(word.strip(".,").casefold() in PLACES | NATIONALITIES for word in bare.split()):
        return Name(bare, as_written, "organisation", is_place=True) if bare[:1].isupper() else None
    if _is_body(bare) and not is_office(bare):
        return Name(bare, as_written, "group" if bare.split()[-1].casefold() in GROUP_WORDS else "organisation")
    person = strip_office(resolved)
    if person and (_is_personal(person) or (person != resolved and _is_typed_in_capitals(person))):
        return Name(person, as_written, "person")
    return Name(bare, as_written, "organisation") if is_organisation(bare) and not is_office(bare) else None


def read_office(text: str) -> Name | None:
    """An office that stands for whoever holds it: "Secretary of State", "Ambassador to China"."""
    as_written = " ".join(text.split()).strip(" .,:;–-")
    bare = re.sub(r"^[Tt]he\s+", "", re.sub(r"\s*[\[(][^\[\]()]*[\])]", "", as_written))
    return Name(bare, as_written, "person") if is_office(bare) and bare[:1].isupper() else None


def is_office(text: str) -> bool:
    """Whether the words before the first "of", "in" or "to" name an office: "Head of the Delegation"."""
    words = [word.strip(".,()").casefold() for word in text.partition(",")[0].split()]
    head = words[: next((index for index, word in enumerate(words) if _owner.match(word)), len(words))]
    return bool(head) and head[-1] in _holders and not any(word in ORGANISATION_WORDS for word in head)


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
    text = _bracketed_letters.sub(lambda match: match[1] or match[2], text)
    text = _first_name_bracket.sub(r"\1 ", text)
    alias = _last_name_bracket.search(text)
    if alias and alias[1][:1].islower():  # "Central Committee [of the CCP]": words that belong to the name
        text = f"{text[: alias.start()]} {alias[1]}"
    elif alias:
        inner, outer = alias[1], text[: alias.start()]
        # "Liu [Shaoqi]" completes a lone family name, "Filippov [Stalin]" tells a cover name
        completes = is_syllable(outer.strip().casefold()) and is_pinyin(inner.casefold())
        text = f"{outer} {inner}" if completes else inner
    real = _real_name.match(text)  # "Filippov (Stalin)": the real name stands in round brackets
    if real and _is_personal(strip_office(real["name"])):
        text = real["name"]
    text = re.sub(r"\s*\[[^\[\]]*\]\s*", " ", text)
    return " ".join(_round.sub("", text).split())


def strip_office(text: str) -> str:
    """A name without what stands before it: "Soviet Ambassador N.V. Roshchin" is "N.V. Roshchin"."""
    words = text.split()
    last_office = -1
    for index, word in enumerate(words):
        bare = _possessive.sub("", word.strip(".,;:")).casefold()
        is_acronym = (
            len(word.strip(".,")) > 1 and word.strip(".,").isupper() and "." not in word and index + 1 < len(words)
        )
        is_common = word[:1].islower() and bare not in PARTICLES
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
        if bare in OFFICES | ORGANISATION_WORDS or is_common or is_acronym or is_origin or is_owner:
            last_office = index
    return " ".join(words[last_office + 1 :]).strip(" .,;:") if last_office >= 0 else text.strip(" .,;:")


def _is_surname(words: list[str], index: int) -> bool:
    """Whether a word that may be an office or a people is the last part of a name: "W. L. Mackenzie King"."""
    if index + 1 < len(words) or index == 0 or words[index].casefold().rstrip(".,") not in SURNAMES:
        return False
    before = words[index - 1].strip(",").casefold()
    return words[index - 1][:1].isupper() and before.strip(".") not in _never_a_name | PLACES


def _is_of_post(word: str, before: str) -> bool:
    """Whether a word behind an office, or behind its "of" or "in", says where or over what it is held."""
    known = PLACES | FIELDS | JOINING - PARTICLES
    return word in known or (before.casefold() in {"of", "in", "to", "the", "for"} and word in NATIONALITIES)


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
    for index, word in enumerate(words):
        bare = word.strip(".,;:'’\"“”")
        if bare.casefold() in PARTICLES or _is_surname(words, index):
            continue
        if not bare or not bare[0].isupper() or bare.casefold() in _never_a_name:
            return False
    acronym = len(words) == 1 and len(words[0]) > 1 and words[0].isupper()
    return not acronym
