"""Who speaks in each sentence, and through whom: a record with its mentions in, voices out.

A sentence tells by itself ("Stalin said", "I replied", "Comrade Stalin: …", "In Mao's opinion"), or goes on with the
speaker before it, across paragraphs too, until a heading, the writer's own doings or another speaker. What goes on
across a paragraph's edge is marked as a guess; what nothing tells is left without a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from regesta.linking.sentences import sentences
from regesta.model import Block, Mention, Record, Value, Voice
from regesta.spans import Reach

VERBS = (
    "said|says|saying|stated|states|stating|told|asked|asks|answered|replied|replies|added|explained|noted|remarked|"
    "observed|pointed out|stressed|emphasi[sz]ed|declared|announced|reiterated|repeated|insisted|proposed|suggested|"
    "continued|objected|warned|agreed|disagreed|admitted|confirmed|denied|ruled out|concluded|mentioned|inquired|"
    "expressed|thinks|believes|considers|does not consider|raised the question|recalled|claimed|argued|urged|"
    "demanded|requested|promised|assured|advised|responded|interrupted|exclaimed|commented|indicated|recommended|"
    "thanked|spoke (?:of|about)|shed light|(?:is|was) (?:in favou?r|against|of the opinion)"
)
"""Words by which speech is reported, as a pattern."""
VERB_NEXT = re.compile(rf"\W+(?:{VERBS})")
BETWEEN = (
    r"(?:,?\s+(?:also|then|again|further|furthermore|himself|herself|once|still|had|has|have|was|were|absolutely|only|"
    r"always|immediately|finally|therefore|once more|in reply|in answer|half-jokingly|jokingly|\w+ly),?){0,3},?\s+"
)
"""What may stand between who speaks and the word that says so."""
AFTER_NAME = re.compile(rf"(?:\]|\s\([^)]{{0,40}}\))?{BETWEEN}(?P<verb>{VERBS})\b")
BY_VERB = re.compile(rf"(?P<verb>{VERBS}),?\s+(?:(?:Comrade|Cde\.|Mr\.|Chairman|Marshal|President)\s+)?\Z")
WHO = "|".join(rf"{word[0]}(?<![\w\[].){word[1:]}" for word in ("He", "he", "She", "she", "I", "We", "we", "me"))
"""Words for who speaks; what stands before one is looked at behind its first letter, which is quicker to find."""
PRONOUN = re.compile(rf"(?P<who>{WHO})(?:\s\[(?P<named>[^\]]+)\])?(?:,\s[^,]{{1,40}},)?{BETWEEN}(?P<verb>{VERBS})\b")
OPINION = re.compile(r"\b(?:[Ii]n|[Aa]ccording to|[Tt]o)\s+(?:the\s+opinion\s+of\s+)?\Z")
OPINION_AFTER = re.compile(r"(?:['’]s\s+(?:opinion|view|words|account|mind)\b|,)")
SPEAKER_LINE = re.compile(
    r"\A\W{0,2}(?:(?:Comrade|Cde\.|Mr\.?|MR\.?|Chairman|Marshal|President|The)\s+)*(?P<name>[A-Z][\w.\[\]’'-]*(?:\s[A-Z][\w.\[\]’'-]*){0,3})"
    r"(?:\s\([^)]{1,40}\))?\s?:\s"
)
SUBORDINATE = re.compile(
    r"(?:\A|[\s,])(?:after|when|while|once|although|since|before|if|because|that|whether)\s*\Z", re.IGNORECASE
)
"""What stands before the subject of a clause that is not the main one: "After we had answered"."""
ENDS_TALK = re.compile(
    r"\b(?:conversation|talk|meeting|discussion|interview|audience)\s+(?:was\s+|then\s+)?(?:ended|lasted|concluded|closed|"
    r"began|took place|was over)\b"
)
INTRODUCES = re.compile(r"\b(?:as follows|the following)\s*:\s*\Z")
FIRST_PERSON = re.compile(r"(?<![\w\[])(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
DIRECT = re.compile(r"[^.:,;]{0,60}:")
"""Words of one clause and a colon, behind which what was said follows."""
SECTION = re.compile(r"\W{0,2}(?:[IVX]+|[A-Z])\)|(?:[IVX]+|[A-Z])\.\s")
"""A mark of a new part at the head of a paragraph: "(II) During the meeting": no speech goes on across it."""
LONGEST = 4000
"""Characters of a sentence that are looked at: one that has more is a damaged text."""
SPEECH_BLOCKS = ("paragraph", "item", "verse")


@dataclass(slots=True)
class Course:
    """What is known while a document is read from its head on."""

    author: str
    """Who writes; empty where that is not known."""
    guessed_author: bool
    talking: frozenset[str]
    """Who holds the talk, as far as that is known: others are only told of by whoever is speaking."""
    speaker: str = ""
    """Who spoke in the sentence before; empty after a heading."""
    other: str = ""
    """Who was last named as a speaker beside the author: the one whom "he" means."""
    fresh: bool = False
    """Whether the present paragraph itself has said who speaks."""
    voices: list[Voice] = field(default_factory=list)


class Said(Value, frozen=True):
    """Words that tell who speaks, and how surely."""

    at: int
    speaker: str
    direct: bool = False
    """Whether a colon or a quotation mark follows at once."""


def voices(record: Record, mentions: Sequence[Mention], people: Iterable[str]) -> tuple[Voice, ...]:
    """The voices of a document; `people` are the ids of the entities that can speak. None if nobody is heard."""
    known = frozenset(people)
    by_anchor: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.entity in known:
            by_anchor.setdefault(one.anchor, []).append(one)
    author, guess = writer(record)
    course = Course(author, guess, _talking(record, author))
    for block in record.blocks:
        if block.kind in {"heading", "closer"}:
            course.speaker = ""
            if block.kind == "closer":
                course.author = ""
        elif block.anchor and block.kind in SPEECH_BLOCKS:
            _read_block(block, by_anchor.get(block.anchor, []), course)
    heard = any(one.through or one.speaker != author for one in course.voices if one.speaker)
    return tuple(_merged(course.voices)) if heard else ()


def writer(record: Record) -> tuple[str, bool]:
    """Who writes a document, and whether that is a guess: author, sender, else the one party that is "we" or "I"."""
    for role in ("author", "sender"):
        for one in record.participants:
            if one.role == role and one.of == "person":
                return one.person or one.name, False
    talking = [one for one in record.participants if one.role == "interlocutor" and one.of == "person"]
    if len(talking) != 2:
        return "", False
    text = " ".join(QUOTED.sub("", one.text) for one in record.blocks)
    if FIRST_PERSON.search(text):
        third = [one for one in talking if _is_reported(one.name.split()[-1], text)]
        if len(third) == 1:
            return next((one.person or one.name, True) for one in talking if one is not third[0])
    return "", False


def _is_reported(name: str, text: str) -> bool:
    """Whether a text says somewhere "Stalin replied"."""
    at = text.find(name)
    while at >= 0:
        if VERB_NEXT.match(text, at + len(name)) and not text[at - 1 : at].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _read_block(block: Block, mentions: Sequence[Mention], course: Course) -> None:
    course.fresh = False
    if block.kind == "paragraph" and (course.speaker == course.author or SECTION.match(block.text)):
        course.speaker = ""
    starts = [one.start for one in mentions]
    remarks = Reach((sign.start, sign.end) for sign in block.signs if sign.kind == "translator_note")
    for start, end in sentences(block.text):
        if remarks.furthest(start) >= end:
            course.voices.append(Voice(block.anchor, start, end, ""))
            continue
        here = mentions[bisect_left(starts, start) : bisect_left(starts, min(end, start + LONGEST))] if starts else ()
        course.voices.append(_voice(block, start, end, here, course))


def _voice(block: Block, start: int, end: int, here: Sequence[Mention], course: Course) -> Voice:
    """The voice of one sentence; the course goes on from it."""
    text = block.text[start : min(end, start + LONGEST)]
    told = _told(text, start, here, course)
    if told and INTRODUCES.search(text):
        _go_on(course, told.speaker)
        return _by(block, start, end, course.author, course, guess=course.guessed_author)
    if told:
        _go_on(course, told.speaker)
        return _by(block, start, end, told.speaker, course, guess=course.guessed_author)
    if course.speaker and course.speaker != course.author and _is_narrated(text, start, here, course):
        course.speaker = course.author
        return _by(block, start, end, course.author, course, guess=True)
    if course.speaker:
        return _by(block, start, end, course.speaker, course, guess=not course.fresh or course.guessed_author)
    return _by(block, start, end, course.author, course, guess=course.guessed_author)


def _go_on(course: Course, speaker: str) -> None:
    course.speaker, course.fresh = speaker, True
    if speaker != course.author:
        course.other = speaker


def _by(block: Block, start: int, end: int, speaker: str, course: Course, *, guess: bool) -> Voice:
    through = course.author if speaker and speaker != course.author else ""
    return Voice(block.anchor, start, end, speaker, through, guess=bool(speaker) and guess)


def _told(text: str, offset: int, here: Sequence[Mention], course: Course) -> Said | None:
    """Who the sentence says is speaking: of several the one whose words follow, else the first."""
    named = dict.fromkeys((*_named(text, offset, here), *_pronouns(text, here, offset, course)))
    found = [one for one in sorted(named, key=_place) if one.speaker and _may_speak(one, course)]
    direct = [one for one in found if one.direct]
    if direct:
        return direct[0]
    main = [one for one in found if not SUBORDINATE.search(text[: one.at])]
    if main:
        return main[0]
    if text.rstrip().endswith(":") and re.match(r"(?:He|She)\s", text) and course.other:
        return Said(0, course.other)
    return None


def _place(one: Said) -> int:
    return one.at


def _talking(record: Record, author: str) -> frozenset[str]:
    """Those who hold the talk that a document records; empty where it names none."""
    talking = {one.person or one.name for one in record.participants if one.role == "interlocutor"}
    return frozenset({*talking, author} if talking else talking)


def _may_speak(one: Said, course: Course) -> bool:
    """Whether a sentence may change the speaker: within a long speech only to one who holds the talk.

    "Wang Ming proposed to reduce the Party", says Mao, and goes on.
    """
    if one.direct or not course.speaker or not course.talking:
        return True
    return one.speaker in course.talking


def _named(text: str, offset: int, here: Sequence[Mention]) -> Iterator[Said]:
    line = SPEAKER_LINE.match(text) if here and ":" in text else None
    for one in here:
        start, end = one.start - offset, one.end - offset
        if _is_quoted(text, start):
            continue
        after = AFTER_NAME.match(text, end)
        if line and start < line.end() and end <= line.end():
            yield Said(0, one.entity, direct=True)
        elif after:
            yield Said(start, one.entity, direct=_is_direct(text, after.end()))
        elif OPINION_AFTER.match(text, end) and OPINION.search(text[:start]) and not text[:start].endswith("To "):
            yield Said(start, one.entity)
        elif text[end : end + 1] in {",", ".", ":"} and (before := BY_VERB.search(text[:start])):
            yield Said(before.start(), one.entity)


def _pronouns(text: str, here: Sequence[Mention], offset: int, course: Course) -> Iterator[Said]:
    for match in PRONOUN.finditer(text):
        if _is_quoted(text, match.start()):
            continue
        who = match["who"].lower()
        named = [one for one in here if match["named"] and match.start() < one.start - offset < match.end("named")]
        if named:
            speaker = named[0].entity
        elif who in {"he", "she"}:
            speaker = course.other
        else:
            speaker = course.author if _is_writers(match, text, course) else ""
        yield Said(match.start(), speaker, direct=_is_direct(text, match.end()))


def _is_writers(match: re.Match[str], text: str, course: Course) -> bool:
    """Whether "I" or "we" is the writer, and not one inside words that another is telling."""
    if not course.speaker or course.speaker == course.author:
        return True
    return not text[: match.start()].strip(" ,[(.)0123456789") or bool(
        re.match(r"\W*(?:Then|And|To this|Here)\b", text)
    )


def _is_direct(text: str, at: int) -> bool:
    """Whether the words themselves follow: a colon within the same clause."""
    return ":" in text and DIRECT.match(text, at) is not None


def _is_quoted(text: str, at: int) -> bool:
    if '"' not in text and "“" not in text:
        return False
    return any(one.start() < at < one.end() for one in QUOTED.finditer(text))


def _is_narrated(text: str, offset: int, here: Sequence[Mention], course: Course) -> bool:
    """Whether the writer tells of the speaker in the third person, or of the talk itself, without reporting words."""
    if ENDS_TALK.search(text):
        return True
    for one in here:
        start, end = one.start - offset, one.end - offset
        possessive = re.match(r"['’]s\b", text[end:]) or text[:end].endswith(("'s", "’s"))
        if one.entity == course.speaker and not possessive and not re.search(r"\b(?:me|I|myself),\s\Z", text[:start]):
            return True
    return re.match(r"It seem(?:s|ed) that (?:he|she)\b", text) is not None


def _merged(voices: Iterable[Voice]) -> Iterator[Voice]:
    """Neighbouring sentences of one voice as one."""
    last: Voice | None = None
    for one in voices:
        if last and _same(last, one):
            last = Voice(one.anchor, last.start, one.end, one.speaker, one.through, one.guess)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _same(one: Voice, other: Voice) -> bool:
    return (one.anchor, one.speaker, one.through, one.guess) == (
        other.anchor,
        other.speaker,
        other.through,
        other.guess,
    )
