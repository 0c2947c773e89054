"""Finding names in a text: text and table of forms in, places of names with the entities they may mean out.

Names are whole words, the longest first, through possessives and through editorial brackets ("Liu [Shaoqi]",
"com[munist] party"); what is found encloses a bracket whole or stands whole inside it. A family name alone is passed
over where its neighbours show another person: Ma Bufang is not found in "Ma Hongkui", nor Stalin in "Vasilii Stalin".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate

from regesta.linking.common_words import ACRONYMS_LIKE_WORDS, COMMON, SAYING, TITLES, WORDS_AND_SURNAMES
from regesta.linking.forms import (
    ASCII_WORD,
    POSSESSIVE,
    WORD,
    Branch,
    FormIndex,
    Pattern,
    Spelling,
    bare,
    best,
    cases_agree,
)
from regesta.model import Entity, Value

CUT, ASCII_CUT = re.compile(f"({WORD.pattern})"), re.compile(f"({ASCII_WORD.pattern})")

CLOSING = re.compile(r"(?:[’'ʼ]s)?\]", re.IGNORECASE)
SPACES = frozenset({" ", "\n"})
DASHES = str.maketrans(dict.fromkeys("‐‑–—", "-") | dict.fromkeys("'’‘ʼ`´", ""))
SPACED_DASH = re.compile(r"\s[-‐‑–—]+\s|—")
NEW_SENTENCE = re.compile(r"[.!?:;“\"\n\t]")


class Found(Value, frozen=True):
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


class Words(Value, frozen=True):
    """A text cut into its words, with their places."""

    text: str
    words: list[str]
    edges: list[int]
    """Where every word starts and ends, by turns."""


class Search(Value, frozen=True):
    """What a search goes by: the text, the table of forms, and the words that the document writes in small letters."""

    within: Words
    index: FormIndex
    ordinary: frozenset[str]


def cut_words(text: str, start: int = 0) -> Words:
    """The words of a text from `start` on, cut and summed in one go each, as every word of an edition comes by."""
    parts = (ASCII_CUT if text.isascii() else CUT).split(text[start:])
    return Words(text, parts[1::2], list(accumulate(map(len, parts), initial=start))[1:])


def small_words(texts: Iterable[Words]) -> frozenset[str]:
    """The words that texts write in small letters somewhere.

    With them a capital at the head of a sentence does not make "Today" in "Today Stalin said" a given name.
    """
    return frozenset(filter(str.islower, set[str]().union(*(text.words for text in texts))))


def find_names(within: Words, index: FormIndex, ordinary: frozenset[str] = frozenset()) -> Iterator[Found]:
    """The names in a text, in order, none within another; `ordinary` are the small words of its document."""
    search = Search(within, index, ordinary)
    next_free = 0
    for at, branch in enumerate(map(index.heads.__getitem__, within.words)):
        if branch is not None and at >= next_free:
            found = _settled(_longest(search, at, branch), search)
            if found:
                yield found
                next_free = found.first + found.size


def _longest(search: Search, at: int, branch: Branch) -> Found | None:
    """The longest name that begins at a word."""
    words = search.within.words
    if branch.longer and at + 1 < len(words):
        for pattern in branch.longer.get(search.index.keys[words[at + 1]], ()):
            found = _match(pattern, search, at)
            if found:
                return found
    return _match(branch.single, search, at) if branch.single else None


def _settled(found: Found | None, search: Search) -> Found | None:
    """A name after a look at one that begins within it and ends after it.

    Of the same entity, the two are one: "Chairman Mao" and "Mao Zedong" in "Chairman Mao Zedong". Of another entity and
    longer, it alone counts: "the Northeast" gives way to "Northeast Bureau of the Party".
    """
    if found is None:
        return None
    for at in range(found.first + 1, found.first + found.size):
        branch = search.index.heads[search.within.words[at]]
        other = _longest(search, at, branch) if branch else None
        if other and other.end > found.end:
            if other.entities == found.entities:
                return _joined(found, other, search.within.text)
            return None if other.size > found.size else found
    return found


def _joined(one: Found, other: Found, text: str) -> Found:
    """Two overlapping names of the same entity as one: "Chairman Mao Zedong"."""
    place = _whole(text, one.start, other.end)
    return Found(*place, one.entities, one.first, other.first + other.size - one.first) if place else one


def _match(pattern: Pattern, search: Search, at: int) -> Found | None:
    """The pattern at a word of the text, if all its words stand there as one name."""
    size = len(pattern.keys)
    text, words, edges = search.within.text, search.within.words, search.within.edges
    keys = search.index.keys
    if size > 2 and tuple(keys[word] for word in words[at : at + size]) != pattern.keys:
        return None
    start, end = edges[2 * at], edges[2 * (at + size) - 1]
    fitting = _fitting(pattern, search.index, text[start:end])
    standing = [
        one for one in fitting if _is_ended(one, text, end) and (not one.alone or _stands_alone(one, search, at))
    ]
    if not standing or (size == 1 and pattern.keys[0] in ACRONYMS_LIKE_WORDS and _is_capitals(text)):
        return None
    if size == 1 and len(standing) > 1 and _is_titled(search, at):
        standing = [one for one in standing if one.alone] or standing
    place = _whole(text, start, _end(words[at + size - 1], end, text, standing[0].tail))
    return Found(*place, best(standing), at, size) if place else None


def _fitting(pattern: Pattern, index: FormIndex, stretch: str) -> tuple[Spelling, ...]:
    """The spellings whose capitals and gaps a stretch of text has; each stretch is judged once."""
    fitting = index.fitting.get(stretch)
    if fitting is None:
        parts = CUT.split(stretch)
        fitting = tuple(one for one in pattern.spellings if _fits(one, parts[1::2], parts[2:-1:2]))
        index.fitting[stretch] = fitting
    return fitting


def _fits(spelling: Spelling, words: list[str], gaps: list[str]) -> bool:
    """Whether capitals and what stands between the words are as the spelling has them."""
    if not all(map(cases_agree, spelling.words, map(bare, words))):
        return False
    return all(_gaps_agree(form, gap, word) for form, gap, word in zip(spelling.gaps, gaps, words, strict=False))


def _is_ended(spelling: Spelling, text: str, end: int) -> bool:
    """Whether an initial at the end has its full stop: "When I met Petrov I told him" names no Petrov I."""
    return not (spelling.tail.startswith(".") and len(spelling.words[-1]) == 1) or text.startswith(".", end)


def _gaps_agree(form: str, gap: str, word: str) -> bool:
    """Whether what parts two words in a text may stand for what parts them in the form; `word` is the first of the two.

    A space may be a hyphen, a line's end or a bracket's edge; a dash between spaces parts two names. A full stop is
    needed after an initial, else "I [Stalin] answered" would be I. Stalin; but for a completed one ("I[van]. Kovalev")
    no other word may have it, else "He met Mao. Zedong said" would be one name.
    """
    if gap != form and SPACED_DASH.search(gap):
        return False
    gap, form = _plain_gap(gap), _plain_gap(form)
    if gap == form:
        return True
    if form == ".":
        return len(word) > 1 and gap == " "
    if gap == ".":
        return len(word) == 1 or "[" in word
    return form in {" ", "-", ","} and gap in {" ", "-"}


def _plain_gap(gap: str) -> str:
    """A gap without brackets and apostrophes, its dashes hyphens, its spaces one or none."""
    return " ".join(gap.translate(DASHES).replace("[", " ").replace("]", " ").split()) or (" " if gap else "")


def _end(last: str, end: int, text: str, tail: str) -> int:
    """Where the name ends: before a possessive, after a decomposed diacritic and after the end of "VKP(b)", "U.S."."""
    possessive = last[-1] in "sS" and POSSESSIVE.search(last)
    if possessive:
        return end - len(possessive[0])
    while unicodedata.combining(text[end : end + 1] or " "):
        end += 1
    return end + 1 if tail[:1] in {")", "."} and text.startswith(tail[:1], end) else end


def _whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place widened to enclose the brackets it touches: "[Lavrentii] Beria", "Northeast [Bureau's]".

    None where a bracket would be cut in two: "Liu [Shaoqi and others]" has no name that reaches into the bracket.
    """
    stretch = text[start:end]
    if "[" not in stretch and "]" not in stretch:
        return start, end
    depth, unopened = 0, 0
    for sign in stretch:
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


def _stands_alone(spelling: Spelling, search: Search, at: int) -> bool:
    """Whether a single word can be this person: its neighbours are no other's given name or initial."""
    text, words, edges = search.within.text, search.within.words, search.within.edges
    word, before = words[at], words[at - 1] if at else ""
    if before:
        gap = text[edges[2 * at - 1] : edges[2 * at]]
        if _is_initial(before, gap) or (gap in SPACES and _may_be_given_name(before, word, search.ordinary)):
            return False
    if _is_ordinary(spelling.words[0].lower(), search, at):
        return False
    if spelling.rank or "," in spelling.entity.sort or POSSESSIVE.search(word) or at + 1 == len(words):
        return True
    gap = text[edges[2 * at + 1] : edges[2 * at + 2]]
    # After a name no sentence begins, so a capital is a given name's ("Chen Yi"), unless all letters are capitals.
    ordinary = search.ordinary if word.isupper() else frozenset[str]()
    return gap.removesuffix("[") not in SPACES or not _may_be_given_name(words[at + 1], word, ordinary)


def _is_ordinary(family: str, search: Search, at: int) -> bool:
    """Whether a family name may be just a word here.

    "May" is a name only after a title; "Rice", of which the document writes, also before "said"; and "Long", which is a
    word of the language, everywhere but at the head of a sentence.
    """
    if _is_titled(search, at):
        return False
    words = search.within.words
    if family in COMMON:
        return True
    if family in search.ordinary or (family in WORDS_AND_SURNAMES and _heads_a_sentence(search, at)):
        return at + 1 == len(words) or words[at + 1] not in SAYING
    return False


def _is_titled(search: Search, at: int) -> bool:
    """Whether a word stands behind a title: "Mr. Rice", "Mayor Washington"."""
    if not at or search.within.words[at - 1].lower() not in TITLES:
        return False
    edges = search.within.edges
    return search.within.text[edges[2 * at - 1] : edges[2 * at]].strip(" \n[") in {"", "."}


def _heads_a_sentence(search: Search, at: int) -> bool:
    edges = search.within.edges
    start = edges[2 * at - 1] if at else 0
    return not at or NEW_SENTENCE.search(search.within.text, start, edges[2 * at]) is not None


def _is_initial(word: str, gap: str) -> bool:
    return len(word) == 1 and word.isupper() and gap.strip() == "."


def _may_be_given_name(neighbour: str, word: str, ordinary: frozenset[str]) -> bool:
    """A capitalised word that is no possessive, no title, no ordinary word of the document and no acronym (CCP, US)."""
    plain = bare(neighbour)
    if (
        not plain[:1].isupper()
        or POSSESSIVE.search(neighbour)
        or (len(plain) > 1 and plain.isupper() and not word.isupper())
    ):
        return False
    return plain.lower() not in COMMON and plain.lower() not in ordinary


def _is_capitals(text: str) -> bool:
    return text == text.upper() and text != text.lower()
