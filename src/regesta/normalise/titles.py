"""Who takes part, as a document's title says it, by the shapes of titles that `title_rules` gives.

Quoted titles inside a title are never read ("Cable from Zhou Enlai, 'Premier Zhou's Conversation between A and B'"),
nor are its tails: subject, date, class, number. A title of no known shape gives nobody.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from regesta.model import Participant, Role
from regesta.normalise.name_words import GROUP_WORDS, PLACES
from regesta.normalise.names import (
    Name,
    begins_office,
    comma_parts,
    is_office,
    members,
    read_name,
    read_office,
    split_names,
)
from regesta.normalise.participants_short import short_participants
from regesta.normalise.title_rules import TITLE_RULES
from regesta.normalise.title_words import MONTH, ORAL, TO, TitleRule

# a quoted title to the end; the nickname in Ernesto “Che” Guevara is none
_quotation = re.compile(r"(?:^|[\s,:])[\"“‘'](?=[A-ZÀ-Þ\[])(?![^\W\d_]+[\"”’']\s[A-ZÀ-Þ]).*$")
# "Excerpts from …", "Draft of …": what it is a part or a form of is told behind it
_lead = re.compile(
    r"^(?:(?:excerpts?|extracts?|copy|draft|translation)\s+(?:from|of)\s+(?:the\s+|an?\s+)?"
    # "Summary of Comments by N. S. Khrushchev", "Stenographic Record of a Speech by N. S. Khrushchev"
    rf"|(?:(?:stenographic|verbatim)\s+)?(?:summary|text|transcript|record)\s+of\s+(?:the\s+|an?\s+)?(?={ORAL}\s)"
    rf"|(?:telegram|cable|letter|report|memorandum|notes?),\s+(?={ORAL}\s+(?:by|of)\s)"  # "Telegram, Statement by X"
    r"|draft\s+)",
    re.IGNORECASE,
)
# what stands between: "Draft Report, 'On the Trip,' by M. Orlov to the Presidium" and "22nd Session (Part Two)"
_aside = re.compile(r",?\s+[\"“‘'](?=[A-ZÀ-Þ])[^\"”’']+[\"”’'](?=\s+(?:by|from)\s)|\s+\(part\s[^()]*\)", re.IGNORECASE)
_supplied_joint = re.compile(
    r"\[((?:and|with|between|from|to|on|by|about|for)\s[^\[\]]+)\]"
)  # "with Mao Zedong [and Balluku]"
_remark = re.compile(
    rf"\s*\(\d{{1,2}}\s+{MONTH}[^()]*\)$"
    r"|\s*[(\[](?:excerpts?|extracts?|undated|draft|copy|fragments?|re:|handwritten|translation|approved\s+for|declassified"
    r"|released|[A-Z][a-z]+\s+(?:translation|version|text))[^)\]]*[)\]]$"
    r"|,?\s+(?:with\s+(?:a\s+)?cover(?:ing)?\s+(?:note|letter)|with\s+an?\s+[a-z]+\s+of|enclosing|(?:provided|prepared|compiled|drafted)\s+(?:to|by|for|on))\b.*$",
    re.IGNORECASE,
)
# What may follow a party and is none: subject, place, date, class, number, remark.
_tail = re.compile(
    r",?\s+(?:in\s+(?:reply|response|answer|connection|regard)|from\s+\d|on|in|at|dated|for|about|concerning|regarding|re|containing|relaying|conveying|forwarding|transmitting"
    r"|during|meeting with|marked|attention|following|after|before|prior|which|who|that|where"
    r"|reviewing|reporting|discussing|describing|summari[sz]ing|outlining|requesting|proposing|informing|warning|asking"
    r"|expressing|detailing|explaining|reacting|responding|commenting|analy[sz]ing|enclosing|including|reflecting"
    r"|replying|answering|announcing|confirming|denying|noting|stating|thanking|urging|suggesting|recommending|inviting"
    r"|instructing|accusing|complaining|criticizing|criticising|evaluating|assessing|advising|agreeing|appealing"
    r"|congratulating|demanding|offering|opposing|protesting|refusing|rejecting|accepting|submitting|updating|clarifying"
    r"|seeking|calling\s+for|attaching|describing|giving|providing|presenting|raising)\b.*$"
    rf"|(?:,\s*|\s+)(?:\d{{1,2}}\s+{MONTH}|{MONTH}(?=\W*\d)).*$"
    r"|\s+and\s+(?:his|her|their)\s.*$"
    r"|\s+of\s+the\s+\d.*$"  # "Ma Zhongying of the 36th Division"
    r"|\s+(?:submitted|sent|addressed|presented|delivered|given|handed(?:\s+over)?)$"
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
        # "General Directorate for Nuclear Affairs" keeps its field, "Ministry of Defense for Exercise Summer" none
        "|for|about|",
        "|(?<!directorate )(?<!committee )(?<!department )(?<!ministry )(?<!office )(?<!commission )(?<!secretary )"
        "(?<!agency )(?<!council )(?<!institute )(?<!bureau )(?<!section )(?<!division )(?<!service )for|about|",
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
# "Planning Council, NSC 174, Draft 'Policy toward …'"
_kind_behind = re.compile(
    r",\s+(?:(?:note|report|memorandum|cable|telegram|information|record|draft)\b|[A-Z]{2,6}[ -]?\d).*$", re.IGNORECASE
)
_document = re.compile(
    r"\b(?:memo|memorandum|extract|telegram|cable|letter|record|meeting|conversation|decision|note|minutes|protocol|report"
    r"|resolution|visit|speech|conference|doctrine|plan|draft|agreement|treaty|points|estimate|directive|reply|response"
    r"|reaction|policy|information|translation|list|text|transcript|charter|constitution|statute|program|broadcast|interview|summary|outline|paper|brief|briefing|submission|cablegram|despatch|comment"
    r"|memoire|on|about|regarding|concerning|between)s?\b",
    re.IGNORECASE,
)
# "Ambassador of the Soviet Union to China A. Orlov to Lin Zhao": the first "to" belongs to the office
_office_to = re.compile(
    r"\b((?:ambassador|envoy|minister|representative)\s+of\s+(?:the\s+)?[^,:]{3,40}?"
    r"|(?:secretary|assistant|adviser|advisor|aide|counsel)(?=\s+to\s+the\s))\s+to\s+(?=[^,:]*\sto\s)",
    re.IGNORECASE,
)
_led_by = re.compile(r",?\s+(?:headed|led)\s+by\s+", re.IGNORECASE)
# who writes for a seat: "Dutch Embassy, Washington (Van Roijen)"
_held_by = re.compile(r"^(?P<body>[^()]+)\s\((?P<person>(?:(?:de|da|dos|van|von|al|el)\s)?[A-Z][^()]*)\)(?=$|,)")
_seat = re.compile(
    r"\b(?:embassy|legation|consulate|mission|delegation|committee|ministry|department|office|directorate|agency"
    r"|commission|secretariat|institute|service|bureau|council|section|division)\b",
    re.IGNORECASE,
)
_by_capitals = frozenset("mpq")  # parts of rules that a capital tells
_regard = re.compile(r"\b(?:relations?|relationship|attitude|approach|contribution|support|visit|aid)\b", re.IGNORECASE)
_done_by = re.compile(r"\b(?:visit|trip|stay|tour)\s+by\s", re.IGNORECASE)  # "Note on a Visit by the President"
_pair = re.compile(rf"^(?P<x>[^:]+?){TO}(?P<y>[^:]+)$", re.IGNORECASE)
# "Annual Report", "Situation Report": nobody wrote under these names
_no_writer = frozenset(
    "annual background briefing country daily economic field final first fourth full general group information"
    " inspection intelligence interim internal investigation joint main military mission monthly news official"
    " open oral party political preliminary presidential press private progress project quarterly research second"
    " secret short situation special state status summary survey third top travel trip unofficial untitled weekly"
    " work working world".split()
)


def participants_of_title(title: str) -> list[Participant]:
    """Parties of a title in their roles, by the first rule that fits it whole and finds any."""
    whole = " ".join(title.split()) if len(title) <= LONGEST else ""
    bare = _supplied_joint.sub(r"\1", _quotation.sub("", _aside.sub("", whole))).strip(" ,")
    plain = _office_to.sub("\\1 \ue000to\ue000 ", _remark.sub("", _lead.sub("", bare)).strip(" ,"))
    shouts = plain.isupper()  # "CABINET MINUTE": capitals tell no name there
    for rule in TITLE_RULES:
        match = None if shouts and _by_capitals.intersection(rule.roles) else rule.pattern.match(plain)
        found = _by_rule(match, rule) if match else []
        asked = set(rule.roles.values()) & {"sender", "recipient"}
        if found and (len(asked) < 2 or asked <= {one.role for one in found}):
            return found
    told = short_participants(plain.replace("\ue000", "")) if not _done_by.search(plain) else []
    short = [_without_office(one) for one in told] if all(map(_is_marked, told)) else []
    return short or ([] if shouts else _pair_of(plain)) or (_heading_author(bare) if bare and bare != whole else [])


def _is_marked(one: Participant) -> bool:
    """Whether a party is told by more than a capital: "Third World Reaction to Hungary and Suez" names nobody."""
    words = one.as_written
    name = read_name(words)
    if re.search(r"\b[A-Z]\.|,\s", words) or is_office(words):
        return True
    return bool(name and not name.is_place and (name.of != "person" or name.name != name.as_written))


def _without_office(one: Participant) -> Participant:
    """A party without the office before its name: "Secretary of State Kissinger"."""
    name = read_name(one.as_written.partition(",")[0])
    return replace(one, name=name.name, of="person") if name and name.of == "person" else one


def _by_rule(match: re.Match[str], rule: TitleRule) -> list[Participant]:
    return [
        Participant(
            name.name, name.as_written, role, name.of, None, "title", guess=group == "q" and " " not in name.name
        )
        for group, role in rule.roles.items()
        if match[group]
        for name in _parties(match[group], role, is_last=group != "a")
        if _fits(name, group) and not (name.is_place and role in ("interlocutor", "present"))
    ]


def _pair_of(title: str) -> list[Participant]:
    """Who wrote to whom where no word says so: "Yu. Andropov to the CPSU CC"; two bare names are a guess.

    Each side must be read whole: "Reaction to the Conference" and "Economic Aid to Poland" are nobody's letters.
    """
    match = _pair.match(title)
    if match is None or _document.search(title) or _regard.search(match["x"]):
        return []
    senders, recipients = _side(match["x"], "sender"), _side(match["y"], "recipient")
    told = [name for name in (*senders, *recipients) if name.of == "person" and _is_told(name)]
    alone = any(not _is_told(name) and " " not in name.name for name in (*senders, *recipients))
    if not senders or not recipients or (alone and not told):
        return []
    guess = not all(_is_told(name) for name in senders)
    return [
        *(Participant(name.name, name.as_written, "sender", name.of, None, "title", guess=guess) for name in senders),
        *(
            Participant(name.name, name.as_written, "recipient", name.of, None, "title", guess=guess)
            for name in recipients
        ),
    ]


def _side(words: str, role: Role) -> list[Name]:
    """The parties of one side of a pair, or nobody where a place stands or what is not read."""
    names = _parties(words, role, is_last=True)
    if " and " in words and len(names) != len(members(words)):
        return []
    return [name._replace(as_written=words) for name in names] if "(" in words else names


def _is_told(name: Name) -> bool:
    """Whether a party is told by more than capitals: a body, a group, an office, initials, an address."""
    written = name.as_written
    return (
        name.of != "person" or name.name != written or is_office(written) or bool(re.search(r"\b[A-Z]\w?\.", written))
    )


def _heading_author(heading: str) -> list[Participant]:
    """Who stands alone before a quoted title: "Asian Affairs Bureau [Ministry …], 'The Chinese Communist Problem'".

    "Extract from Decisions, 'Point 21'" names a document and nobody.
    """
    words = _kind_behind.sub("", re.sub(r"\s*\[[^\[\]]*\]$", "", heading))
    named = not (_document.search(words) or any(map(str.isdigit, words)))
    name = read_name(words) or (read_name(words.partition(",")[0]) if "," in words else None) if named else None
    name = name or (read_office(words) if named else None)
    return [Participant(name.name, name.as_written, "author", name.of, None, "title")] if name else []


def _fits(name: Name, group: str) -> bool:
    """Whether a name may stand in a part of a rule, by the letter of the part; see `title_rules`."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", name.name)]
    if group == "o":
        return name.of != "person" and not name.is_place
    if group in "hg":
        return name.of == "person"
    if group in "mpq" and name.of == "person" and not is_office(name.name) and _no_writer.intersection(words):
        return False
    if group == "k":
        return name.of == "person" and (_is_told(name) or len(words) > 1)
    if group == "m":
        return not name.is_place and (_is_told(name) or len(words) > 1)
    if group == "q" and len(words) == 1 and "(" in name.as_written:
        return False  # "Jic (Australia) Weekly Report"
    is_named = len(words) > 1 or group == "q" or name.name != name.as_written
    return group not in "pq" or (name.of == "person" and is_named)


def _parties(words: str, role: Role, *, is_last: bool) -> list[Name]:
    """Names of one part of a title, its tail cut off; seats and offices behind a comma are no parties of their own."""
    words = words.replace("\ue000", "")
    led = _led_by.split(words)
    if len(led) > 1:
        return [name for part in led for name in _parties(part, role, is_last=is_last)]
    held = _held_by.match(words)
    holder = read_name(held["person"]) if held else None
    if held and holder and holder.of == "person" and (_seat.search(held["body"]) or is_office(held["body"])):
        return [holder]
    words = _without_tail(words)
    whole, names = read_name(words), _listed(words)
    if whole and whole.of != "person" and not _is_list_of_bodies(words) and not (names and names[0].of == "person"):
        return [_with_seat(whole, words)] if not _is_list_of_places(words) else names
    if role not in ("sender", "recipient", "author", "intermediary"):
        people = [name for name in names if not name.is_place]
        if not people:
            return _one_office(words)
        return people if " and " in words or not is_last else people[:1]  # "… with Chen Bo, Harbin": the place goes
    office = read_office(words) if all(name.is_place for name in names) else None
    return [office] if office else _corresponding(names, words)


def _one_office(words: str) -> list[Name]:
    """The holder of an office who is not named: "Meeting with the Sports Minister"; "Soviet Officials" are many."""
    office = read_office(words)
    head = re.split(r"\s(?:of|in|to|at|for)\s", office.name)[0] if office else "s"
    return [office] if office and not head.endswith("s") and "," not in words else []


def _without_tail(words: str) -> str:
    """A part of a title without subject, day and number; a body and an office keep their place, a person none."""
    guarded = _of_office.sub("\\1\ue000\\2", words)
    short, long = (tail.sub("", guarded).replace("\ue000", " ").strip(" ,") for tail in (_tail, _tail_of_organisation))
    name = read_name(short)
    is_person = name is not None and name.of == "person"
    return long if not is_person and (_seat.search(words) or is_office(words)) else short


def _listed(words: str) -> list[Name]:
    """Names of a list without the seats and offices of the ones before, up to the subject behind a comma.

    The list of "President Geisel, US Threats and Promises" ends at the comma; in "N. Mesyatsev, Chairman, Broadcast and
    Television Committee" the body is his, in "Stalin, Molotov, and the Ministry" it is a party.
    """
    first, *others = comma_parts(words)
    found = split_names(first)
    if not found and others and not begins_office(first):
        return [Name(first, first, "person")] if begins_office(others[0]) and _may_be_name(first) else []
    for part in others:
        bare = part.removeprefix("and ")
        name, names = read_name(bare), split_names(bare)
        if name and name.of != "person":
            found += [name] if bare != part or name.is_place else []
        elif names and len(names) == len(members(bare)):
            found += names
        elif not begins_office(bare):
            break
    return found


def _may_be_name(words: str) -> bool:
    """Whether words before an office may be a name that no rule knows: "Tuk ki Minn, President of Chosun Brewery"."""
    parts = words.split()
    return 1 < len(parts) < 5 and parts[0][:1].isupper() and parts[-1].istitle() and not _document.search(words)


def _is_list_of_places(words: str) -> bool:
    """Whether words are posts in a row: "Peking, Ulaanbaatar, New Delhi"; two may be a town and its country."""
    parts = [read_name(part.removeprefix("and ")) for part in comma_parts(words)]
    return len(parts) > 2 and all(name and name.is_place for name in parts)


def _is_list_of_bodies(words: str) -> bool:
    """Whether an "and" parts bodies: "… and the Ministry", "Women's Delegation and Film Workers"."""
    parts = members(words)
    groups = [part.split()[-1].casefold() in GROUP_WORDS and " of " not in part for part in parts if part]
    return " and the " in words or (len(groups) > 1 and all(groups))


def _with_seat(whole: Name, words: str) -> Name:
    """A body with the place and the branch behind it, without the subject: "…, Pol Pot's Visit to the DPRK"."""
    first, *others = comma_parts(words)
    kept = [first]
    for part in others:
        name = read_name(part)
        is_town = any(word.casefold() in PLACES for word in part.split())  # "Mexican Embassy, Guatemala City"
        is_subject = re.search(r"['’]s?\s", part) is not None
        if is_subject or (not is_town and (name is None or name.of == "person")):
            break
        kept.append(part)
    return whole if len(kept) > len(others) else read_name(", ".join(kept)) or whole


def _corresponding(names: list[Name], words: str) -> list[Name]:
    """Of the names in one part of a message's title those who write or are written to, not their seats and offices."""
    if " and " in words and len(names) == len(members(words)) and all(name.of == "person" for name in names):
        return names  # "Gen. Axel, Gen. Sieb, and Gen. Krol"
    first_people = [name for name in names if name.of == "person"]
    joined = [name for name in names if re.search(rf"\band\s+(?:the\s+)?{re.escape(name.as_written)}", words)]
    return [name for name in names if name in first_people[:1] or name in joined or name is names[0]]
