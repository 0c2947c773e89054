"""Finding names in a text: text and table of forms in, places of names with the entities they may mean out.

Names are whole words, the longest first, through possessives and through editorial brackets ("Liu [Shaoqi]",
"com[munist] party"); what is found encloses a bracket whole or stands whole inside it. A family name alone is passed
over where its neighbours show another person: Ma Bufang is not found in "Ma Hongkui", nor Stalin in "Vasilii Stalin".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from regesta.linking.forms import POSSESSIVE, TITLES, WORD, FormIndex, Pattern, Spelling, bare, best, cases_agree
from regesta.model import Entity
from regesta.text import words

Token = tuple[str, int, int]
"""A word of a text as it stands, its start and its end."""

COMMON = TITLES | frozenset(
    words(
        """
        a after again all also although american americans an and as asked at austrian because before being
        both british but by can chinese could czech did do does during dutch each either even every finally
        first for foreign former french from further furthermore german had has have he her here his how
        however i if in indian into is it italian its japanese korean later let like may meanwhile military
        mongolian moreover must my neither next no nor not now of often on once one only or our out over
        perhaps polish present russian said second she should since so some soon soviet state still such
        that the their then there therefore these they third this those though thus to today together
        tomorrow turkish under until upon was we were what when where whether which while who whom why will
        with within without would yesterday yet you your yugoslav
        """
    )
)
"""Words that begin a sentence, or tell a name's office or country, and are no one's given name."""
ACRONYMS_LIKE_WORDS = frozenset({"us", "it", "who", "am", "an", "as", "at", "be", "go", "he", "if", "in", "is", "me"})
"""Acronyms that a heading in capitals may hold as words: "LET US GO" is no United States."""

CLOSING = re.compile(r"(?:[’'ʼ]s)?\]", re.IGNORECASE)
DASHES = str.maketrans(dict.fromkeys("‐‑–", "-"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text and whom or what it may mean: several where the form alone does not tell."""

    start: int
    end: int
    entities: tuple[Entity, ...]
    first: int
    """Number of its first word in the text, from 0."""
    size: int
    """How many words it has."""

    @property
    def sure(self) -> bool:
        """Whether the form alone tells who or what is meant."""
        return len(self.entities) == 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A text cut into words, with the words that its document also writes in small letters."""

    text: str
    tokens: list[Token]
    ordinary: frozenset[str]


def find_names(
    text: str, index: FormIndex, *, ordinary: frozenset[str] = frozenset(), start: int = 0
) -> Iterator[Found]:
    """The names in a text from `start` on, in order, none within another.

    `ordinary` are the words that the document writes in small letters: a capital at the head of a sentence does not
    make "Today" in "Today Stalin said" a given name.
    """
    tokens = [(one[0], one.start(), one.end()) for one in WORD.finditer(text, start)]
    passage = Passage(text, tokens, ordinary)
    heads = index.heads
    next_free = 0
    for at, token in enumerate(tokens):
        if heads[token[0]] and at >= next_free:
            found = _settled(_longest(passage, at, index), passage, index)
            if found:
                yield found
                next_free = found.first + found.size


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that texts write in small letters somewhere."""
    return frozenset(word for text in texts for word in WORD.findall(text) if word.islower())


def _longest(passage: Passage, at: int, index: FormIndex) -> Found | None:
    """The longest name that begins at a word."""
    matches = (_match(pattern, passage, at, index) for pattern in index.heads[passage.tokens[at][0]])
    return next(filter(None, matches), None)


def _settled(found: Found | None, passage: Passage, index: FormIndex) -> Found | None:
    """A name after a look at one that begins within it and ends after it.

    Of the same entity, the two are one: "Chairman Mao" and "Mao Zedong" in "Chairman Mao Zedong". Of another entity and
    longer, it alone counts: "the Northeast" gives way to "Northeast Bureau of the Party".
    """
    if found is None:
        return None
    for at in range(found.first + 1, found.first + found.size):
        other = _longest(passage, at, index)
        if other and other.end > found.end:
            if other.entities == found.entities:
                return _joined(found, other, passage.text)
            return None if other.size > found.size else found
    return found


def _joined(one: Found, other: Found, text: str) -> Found:
    """Two overlapping names of the same entity as one: "Chairman Mao Zedong"."""
    place = _whole(text, one.start, other.end)
    return Found(*place, one.entities, one.first, other.first + other.size - one.first) if place else one


def _match(pattern: Pattern, passage: Passage, at: int, index: FormIndex) -> Found | None:
    """The pattern at a word of the passage, if all its words stand there as one name."""
    size = len(pattern.keys)
    stretch = passage.tokens[at : at + size]
    if size > 1 and tuple(index.keys[token[0]] for token in stretch) != pattern.keys:
        return None
    text = passage.text
    fitting = [one for one in pattern.spellings if _fits(one, stretch, text)]
    standing = [one for one in fitting if not one.alone or _stands_alone(one, passage, at)]
    if not standing or (size == 1 and pattern.keys[0] in ACRONYMS_LIKE_WORDS and _is_capitals(text)):
        return None
    place = _whole(text, stretch[0][1], _end(stretch[-1], text, standing[0].tail))
    return Found(*place, best(standing), at, size) if place else None


def _fits(spelling: Spelling, stretch: list[Token], text: str) -> bool:
    """Whether capitals and what stands between the words are as the spelling has them."""
    if not all(cases_agree(form, bare(token[0])) for form, token in zip(spelling.words, stretch, strict=True)):
        return False
    between = zip(spelling.gaps, pairwise(stretch), strict=True)
    return all(_gaps_agree(gap, text[one[2] : other[1]], len(one[0])) for gap, (one, other) in between)


def _gaps_agree(form: str, gap: str, length: int) -> bool:
    """Whether what parts two words in a text may stand for what parts them in the form; `length` is of the first word.

    A space may be a hyphen, a line's end or a bracket's edge; a full stop is needed after an initial and no other word
    may have one, else "I [Stalin] answered" would be I. Stalin, and "He met Mao. Zedong said" one name.
    """
    gap, form = _plain_gap(gap), _plain_gap(form)
    if gap == form:
        return True
    if form == ".":
        return length > 1 and gap == " "
    if gap == ".":
        return length == 1
    return form in {" ", "-", ","} and gap in {" ", "-"}


def _plain_gap(gap: str) -> str:
    """A gap without brackets, its dashes hyphens, its spaces one or none."""
    return " ".join(gap.translate(DASHES).replace("[", " ").replace("]", " ").split()) or (" " if gap else "")


def _end(last: Token, text: str, tail: str) -> int:
    """Where the name ends: before a possessive, after a decomposed diacritic and after the bracket of "VKP(b)"."""
    word, _, end = last
    possessive = POSSESSIVE.search(word)
    if possessive:
        return end - len(possessive[0])
    while unicodedata.combining(text[end : end + 1] or " "):
        end += 1
    return end + 1 if tail.startswith(")") and text.startswith(")", end) else end


def _whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place widened to enclose the brackets it touches: "[Lavrentii] Beria", "Northeast [Bureau's]".

    None where a bracket would be cut in two: "Liu [Shaoqi and others]" has no name that reaches into the bracket.
    """
    depth, unopened = 0, 0
    for sign in text[start:end]:
        if sign == "[":
            depth += 1
        elif sign == "]":
            depth, unopened = (depth - 1, unopened) if depth else (0, unopened + 1)
    if text[max(start - unopened, 0) : start] != "[" * unopened:
        return None
    for _ in range(depth):
        closing = CLOSING.match(text, end)
        if not closing:
            return None
        end = closing.end()
    return start - unopened, end


def _stands_alone(spelling: Spelling, passage: Passage, at: int) -> bool:
    """Whether a single word can be this person: its neighbours are no other's given name or initial."""
    word, start, end = passage.tokens[at]
    if at:
        before, _, gap_start = passage.tokens[at - 1]
        gap = passage.text[gap_start:start]
        if _is_initial(before, gap) or (gap == " " and _may_be_given_name(before, word, passage)):
            return False
    if spelling.words[0].lower() in passage.ordinary | COMMON and not (at and before.lower() in TITLES):
        return False  # "Long" or "May" is a name only after a title
    if spelling.rank or "," in spelling.entity.sort or POSSESSIVE.search(word) or at + 1 == len(passage.tokens):
        return True
    after, gap_end, _ = passage.tokens[at + 1]
    return passage.text[end:gap_end] not in {" ", " ["} or not _may_be_given_name(after, word, passage)


def _is_initial(word: str, gap: str) -> bool:
    return len(word) == 1 and word.isupper() and gap.strip() == "."


def _may_be_given_name(neighbour: str, word: str, passage: Passage) -> bool:
    """A capitalised word that is no possessive, no title, no ordinary word of the document and no acronym (CCP, US)."""
    plain = bare(neighbour)
    if (
        not plain[:1].isupper()
        or POSSESSIVE.search(neighbour)
        or (len(plain) > 1 and plain.isupper() and not word.isupper())
    ):
        return False
    return plain.lower() not in COMMON and plain.lower() not in passage.ordinary


def _is_capitals(text: str) -> bool:
    return text == text.upper() and text != text.lower()
