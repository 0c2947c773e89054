"""Who took part, in which role, and where it is said: from the title, the opening and closing words, the signatures.

Rules are data: a shape of words and the roles of its parts. What no rule knows yields no participant, for a wrong one
is worse than none; what a rule infers from prose alone is marked as a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from regesta.model import Block, Participant, Role
from regesta.normalise.known_names import known_names, longer
from regesta.normalise.name_words import OFFICES, PLACES
from regesta.normalise.names import Name, begins_office, read_name, read_office, split_names
from regesta.normalise.participants_rules import (
    BARE_LABEL,
    BEFORE_NAME,
    BRACKETED_INTERPRETER,
    LABEL_RULES,
    MEETING_RULES,
    NAME_ENDS,
    PROSE_RULES,
    SIDES,
    TELLING,
)
from regesta.normalise.titles import participants_of_title
from regesta.text import sentences

OPENING = 3
"""How many blocks of the text count as its opening."""
CLOSING = 2
"""How many of its last paragraphs are asked too: "The interpreter was Shi Zhe"."""
LABELLED = 400
"""A labelled line is no longer than this."""
MOST = 1000
"""No document has more lines of parties, nor more signatures; behind so many the text is some other list."""
LISTED = 160
"""Nor is one line of a list of those present."""
SIDE = 6
"""Words of a line that says whose those below it are."""
VALEDICTION = 120
"""The last words of a letter and the name behind them are no longer."""

_greeting = re.compile(
    r"^(?:To|Dear)\s+(?P<list>(?:[^.!?:]|(?<=\b[A-Z])\.|(?<=\bCde)\.|(?<=\b[MD]r)\.){3,150}?)\s*[:,!]?$"
)
_before_list = re.compile(r"^.*\b(?:in\s+which|where|at\s+which)\s+")
_stray_stop = re.compile(r"(?<=[a-z])\.(?=\s+and\b)")  # "I[van] V. Kovalev. and E.F. Kovalev were present"
_first_person = re.compile(
    r"\bI\s+(?:said|replied|asked|noted|answered|told|stated|warned|explained)\b|\b[Tt]o\s+my\s+question\b"
)
_letters = frozenset("CC CCP CP CPSU DPRK DRV FRG GDR KGB MFA PRC SED UK UN US USA USSR".split())
# what stands in capitals at a document's end and is no name
_no_signature = PLACES | frozenset(
    "annex appendix attachment confidential copy copies draft enclosure end ends final immediate important message"
    " most part personal priority restricted secret section signed telegram text top true unclassified urgent".split()
)
_signed = re.compile(r"^[\[(]?(?:signed|signature|/s/|s/)[\])]?\s*:?\s*", re.IGNORECASE)
_valediction = re.compile(
    r"\b(?:[Yy]ours\s+(?:very\s+)?(?:sincerely|faithfully|truly|ever|respectfully|fraternally)|[Rr]espectfully(?:\s+yours)?"
    r"|[Ss]incerely(?:\s+yours)?)[,.]?\s+(?P<name>[A-Z][^,;:!?]{2,40})$"
)
_we = re.compile(r"\b(?:We|we)\s+\[(?P<list>[^\[\]]+)\](?P<rest>(?:\s+and\s+[A-Z][\w.’'-]+)*)")
_lead = re.compile(
    r"^(?:[Ff]rom\s+(?:our|the\s+\w+)\s+side,?\s*|[Oo]n\s+(?:our|the\s+\w+)\s+side,?\s*|[Aa]lso\s+|[Aa]nd\s+)+"
)


def read_participants(title: str, blocks: Sequence[Block]) -> tuple[Participant, ...]:
    """Every party in every role it has, in the order title, opening, signatures; each role of a party once."""
    titled = participants_of_title(title)
    found = [*titled, *_author(titled, blocks), *_from_salutation(blocks), *_from_labels(blocks), *_from_prose(blocks)]
    if not any(one.role == "interlocutor" for one in found):
        found += _from_meeting(blocks)
    senders = known_names(frozenset(one.name.split()) for one in found if one.role == "sender")
    signed = [one for one in _from_signatures(blocks) if not longer(frozenset(one.name.split()), senders)]
    if any(one.role == "interlocutor" for one in titled) and not senders.by_word:
        signed = [replace(one, role="author") for one in signed]  # who signs the record of a talk wrote it
    return tuple(_merged([*found, *signed]))


def _participant(name: Name, role: Role, evidence: str) -> Participant:
    return Participant(name.name, name.as_written, role, name.of, None, evidence)


def _author(titled: Sequence[Participant], blocks: Sequence[Block]) -> list[Participant]:
    """The party of a conversation who writes "I replied" and is never named in the text; a guess.

    Mikoyan's memorandum of his talk with Mao says "I replied" and "Mao Zedong stated", and Mikoyan nowhere.
    """
    parties = [one for one in titled if one.role == "interlocutor"]
    if len(parties) != 2:
        return []
    speaking = next((index for index, block in enumerate(blocks) if _first_person.search(block.text)), None)
    if speaking is None:
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
    found: list[Participant] = []
    for index, block in enumerate(blocks[:OPENING]):
        match = _greeting.match(block.text) if block.kind == "paragraph" and len(block.text) < LABELLED else None
        names = split_names(match["list"]) if match else []
        found += [_participant(name, "recipient", _evidence(index)) for name in names]
    return found


def _from_labels(blocks: Sequence[Block]) -> list[Participant]:
    """Those whom a labelled line names, wherever it stands: "Present: A, B", "Recorded by C"."""
    found: list[Participant] = []
    listing, lines = False, 0
    for index, block in enumerate(blocks):
        if lines == MOST:
            break
        if len(block.text) > LABELLED or block.kind in ("omission", "table"):
            listing = False
            continue
        listed = _from_line(block.text, index) if block.kind != "heading" else []
        if listing and not listed:
            listed = _listed(block.text, index)
        listing = bool(BARE_LABEL.match(block.text)) or (listing and (bool(listed) or _is_side(block.text)))
        found += listed
        lines += bool(listed)
    return found


def _from_line(text: str, index: int) -> list[Participant]:
    """Those whom one line names behind its label."""
    found: list[Participant] = []
    for _, pattern, role in LABEL_RULES:
        match = pattern.match(text)
        if not match:
            continue
        words = SIDES.sub(", ", next(words for words in match.groups() if words))
        words = words.rstrip(").") if text.startswith("(") or words.count(")") > words.count("(") else words.rstrip(".")
        names = split_names(words, groups=role == "present")
        office = read_office(words) if not names and role in ("sender", "recipient") else None
        found += [_participant(name, role, _evidence(index)) for name in ([office] if office else names)]
        for one in BRACKETED_INTERPRETER.finditer(match[0]) if role == "present" else ():
            found += [_participant(name, "interpreter", _evidence(index)) for name in split_names(one["list"])]
    return found


def _is_side(text: str) -> bool:
    """Whether a line in a list of those present says whose they are: "External Affairs", "For the Treasury"."""
    words = text.split()
    small = {"for", "of", "the", "and", "from"}
    capitals = all(word[:1].isupper() or word.casefold() in small for word in words)
    return 0 < len(words) <= SIDE and capitals and not text.endswith((".", "?", "!")) and not text.isupper()


def _listed(text: str, index: int) -> list[Participant]:
    """Those whom a line under "Present:" names; a line that is no list of names ends it."""
    names = split_names(text) if len(text) < LISTED and not text.endswith((".", "?", "!")) else []
    people = [name for name in names if name.of == "person" and not name.is_place]
    return [_participant(name, "present", _evidence(index)) for name in people]


def _from_prose(blocks: Sequence[Block]) -> list[Participant]:
    """Those whom the opening names as taking part, sentence by sentence."""
    found: list[Participant] = []
    paragraphs = [(index, block) for index, block in enumerate(blocks) if block.kind in ("paragraph", "item")]
    asked = paragraphs if len(paragraphs) <= OPENING + CLOSING else paragraphs[:OPENING] + paragraphs[-CLOSING:]
    for index, block in asked:
        for sentence in sentences(block.text[:1500]):
            found.extend(_from_sentence(sentence, _evidence(index)))
    return found


def _from_meeting(blocks: Sequence[Block]) -> list[Participant]:
    """Whom the writer says to have met, in the first words of the text; a guess. Places and bodies are nobody."""
    opening = [(index, block) for index, block in enumerate(blocks[: OPENING + CLOSING]) if block.kind == "paragraph"]
    for index, block in opening[:OPENING]:
        for sentence in sentences(block.text[:600])[:2]:
            for _, pattern in MEETING_RULES:
                match = pattern.search(sentence)
                name = _met(match["list"]) if match else None
                if name:
                    return [replace(_participant(name, "interlocutor", _evidence(index)), guess=True)]
    return []


def _met(words: str) -> Name | None:
    """The person a sentence says to have been met, by address, office or two words; an office may stand before a comma.

    "the Chargé d'Affaires of the PRC, Comrade Wen Ning" is one, "nobody in Kaesong" and "your letter" are none.
    """
    parts = [part.strip() for part in re.split(r",\s|[;:()]", BEFORE_NAME.sub("", words).strip(" ,"))[:3]]
    for index, part in enumerate(parts):
        bare = NAME_ENDS.sub("", part)
        first = bare.split(" ", 1)[0]
        if first.islower() and first not in OFFICES | {"the"}:
            return None
        name = read_name(bare)
        if name and name.of == "person":
            told = index > 0 or name.name != name.as_written or len(name.name.split()) > 1
            return name if told and not name.is_place else None
        if not begins_office(bare):
            return None
    return None


def _from_sentence(sentence: str, evidence: str) -> list[Participant]:
    found: list[Participant] = []
    sentence = sentence.strip("()")
    if not any(word in sentence for word in TELLING) and sentence[:2] not in ("At", "at"):
        return found
    sentence = _stray_stop.sub("", sentence)
    for _, pattern, role in PROSE_RULES:
        for match in pattern.finditer(sentence):
            words = SIDES.sub(", ", _lead.sub("", _before_list.sub("", match["list"].strip())))
            we = _we.search(words)
            if we:
                words = f"{we['list']}, {we['rest'].replace(' and ', ', ')}"
            known = {one.name for one in found}
            parties = [_participant(name, role, evidence) for name in split_names(words, groups=role == "present")]
            found.extend(one for one in parties if one.name not in known and one.of != "organisation")
    return found


def _from_signatures(blocks: Sequence[Block]) -> list[Participant]:
    found = []
    closers = ((index, block) for index, block in enumerate(blocks) if block.kind == "closer")
    for index, block in islice(closers, MOST):
        stray = block.text.count("[") != block.text.count("]")  # "Wang Jiaxiang]"
        text = _signed.sub("", block.text)
        text = text[1:-1] if text[:1] == "(" and text.find(")") == len(text) - 1 else text  # "(Bitterlich)"
        name = _signatory(text.strip("[]") if stray else text)
        if name and name.of == "person":
            found.append(_participant(name, "sender", _evidence(index)))
    return found or _from_valediction(blocks)


def _from_valediction(blocks: Sequence[Block]) -> list[Participant]:
    """Who signs a letter in the line of its last words: "I am, Yours sincerely, R. G. CASEY"."""
    paragraphs = [(index, block) for index, block in enumerate(blocks) if block.kind == "paragraph"]
    for index, block in reversed(paragraphs[-CLOSING:]):
        match = _valediction.search(block.text[-VALEDICTION:])
        name = _signatory(match["name"]) if match else None
        if name:
            return [_participant(name, "sender", _evidence(index))]
    return []


def _signatory(text: str) -> Name | None:
    """The name of a signature, before or behind the office: "Sandor Kertész, Ambassador"."""
    parts = [text, *text.split(",")] if "," in text else [text]
    return next((name for part in parts if (name := _signed_name(part)) and name.of == "person"), None)


def _signed_name(text: str) -> Name | None:
    if text.isupper() and set(map(_plain, text.split())) <= _no_signature:
        return None  # "TOP SECRET"
    return _in_capitals(text) or read_name(text)


def _in_capitals(text: str) -> Name | None:
    """A name in a signature typed in capitals, as typed: "JAWAHARLAL NEHRU", "DEPUTY MINISTER V. KUZNETSOV"."""
    words = text.split()
    if not text.isupper() or any(char.isdigit() for char in text):
        return None
    cased = " ".join(word if word in _letters or len(word) < 2 else word.capitalize() for word in words)
    name = read_name(cased)
    start = cased.rfind(name.name) if name and name.of == "person" else -1
    if name is None or start < 0 or len(cased) != len(" ".join(words)):
        return None
    typed = " ".join(words)[start : start + len(name.name)]
    return Name(typed, text, "person")


def _plain(word: str) -> str:
    return word.strip(".,:;()[]").casefold()


def _merged(found: Sequence[Participant]) -> list[Participant]:
    """One entry for each name in each role; a lone family name joins the one full name that ends or begins with it."""
    people = {(one.name.casefold(), one.role) for one in found if one.of == "person"}
    ends = Counter(
        (end, role) for name, role in people for end in {*name.split()[:1], *name.split()[-1:]} if " " in name
    )
    result: dict[tuple[str, Role], Participant] = {}
    for one in found:
        key = (one.name.casefold(), one.role)
        if not (one.of == "person" and ends[key] == 1):  # Mao beside Mao Zedong
            result.setdefault(key, one)
    return list(result.values())
