"""Two spellings of one name: Chinese in Pinyin and in Wade–Giles, Russian in the ways that it is written.

Chinese goes by the table of syllables, each with its spelling in Wade–Giles by rule; Russian by writing all ways alike.
What is said of two names is likely, not certain: "Chou" is Zhou, and where apostrophes are left out also Chou.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from regesta.linking.forms import compared

SYLLABLES = {
    # initials of Pinyin: the finals that follow each of them
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d t": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "n l": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe",
    "g k h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu ü üan üe ün",
    "zh ch sh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z c s": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er ou",
}
INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "zh": "ch",
    "ch": "ch'", "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
"""Initials that Wade–Giles writes otherwise."""
WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "er": "erh",
    "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu", "yu": "yu", "yue": "yueh", "yong": "yung", "ge": "ko",
    "ke": "k'o", "he": "ho", "e": "o", "gui": "kuei", "kui": "k'uei", "guo": "kuo", "kuo": "k'uo", "huo": "huo",
    "shuo": "shuo",
}  # fmt: skip
"""Syllables that Wade–Giles writes otherwise than their parts tell."""
FINALS = {"ie": "ieh", "ian": "ien", "ong": "ung", "iong": "iung", "uo": "o", "üe": "ueh", "üan": "uan", "ün": "un"}
"""Finals that Wade–Giles writes otherwise; its two dots are left out, as texts often do."""
ALSO = {"de": "teh", "si": "szu", "ye": "yieh", "yi": "yi", "ge": "ke", "he": "he", "shi": "shi", "li": "lee"}
"""Spellings that stand beside the rule: Chu Teh, Fu Tso-yi."""

LONGEST = 4
"""Syllables of a name, the family name's included."""

RUSSIAN = (
    # what the ways to write Russian differ in, and the way all are brought to
    (re.compile(r"[’'ʹʺ]"), ""),
    (re.compile(r"(?:skii|skiy|skij|skyi|sky|ski)\b"), "ski"),
    (re.compile(r"iia|iya|ija|ia|ya|ja"), "ia"),
    (re.compile(r"iu|yu|ju"), "iu"),
    (re.compile(r"(?<=[shc]h)yo|(?<=[shc]h)o(?=v)|io|yo|jo"), "e"),
    (re.compile(r"iy|ii|ij|yi|y|j"), "i"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"shch|schtsch"), "sc"),
    (re.compile(r"tsch"), "ch"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"tz"), "ts"),
    (re.compile(r"ff\b|w"), "v"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(.)\1"), r"\1"),
)


def wade_giles(syllable: str) -> str:
    """A syllable of Pinyin as Wade–Giles writes it, without dots and circumflexes: zhou is "chou", qing "ch'ing"."""
    if syllable in WHOLE:
        return WHOLE[syllable]
    initial = next(one for one in ("zh", "ch", "sh", syllable[:1], "") if syllable.startswith(one))
    if initial in {"a", "e", "o", "y", "w"}:
        return syllable
    final = syllable.removeprefix(initial)
    return INITIALS.get(initial, initial) + FINALS.get(final, final).replace("ü", "u")


@cache
def spelled() -> dict[str, frozenset[str]]:
    """A syllable as Wade–Giles writes it → the Pinyin it may be; without its apostrophe it may be more."""
    found: dict[str, set[str]] = {}
    for pinyin in _all_syllables():
        plain = pinyin.replace("ü", "u")
        for one in filter(None, (wade_giles(pinyin), ALSO.get(pinyin, ""))):
            found.setdefault(one, set()).add(plain)
            found.setdefault(one.replace("'", ""), set()).add(plain)
    return {one: frozenset(pinyin) for one, pinyin in found.items()}


@cache
def readings(name: str) -> frozenset[str]:
    """What a Chinese name may be in Pinyin, family name first: "Chou En-lai" is "zhou enlai"; nothing for others."""
    family, *given = _plain(name).split()
    if not given:
        return frozenset()
    found = set()
    if (
        len("".join(given)) > 1
        and _is_pinyin(family)
        and all(map(_is_pinyin, (part.replace("-", "") for part in given)))
    ):
        found.add(f"{family} {''.join(given).replace('-', '')}")
    syllables = [one for part in (family, *given) for one in part.split("-")]
    if 1 < len(syllables) <= LONGEST and all(one in spelled() for one in syllables):
        found |= {
            f"{first} {''.join(rest)}" for first, *rest in product(*(sorted(spelled()[one]) for one in syllables))
        }
    return frozenset(found)


def is_pinyin_name(name: str) -> bool:
    """Whether a name reads as Pinyin: two words, or a second word of two syllables, each of the table."""
    parts = _plain(name).split()
    return len(parts) == 2 and all(map(_is_pinyin, parts)) and "-" not in name and "'" not in name


def russian(name: str) -> str:
    """A name with the ways to write Russian brought to one: Vyshinskii, Vyshinsky and Vishinskiy are alike."""
    plain = compared(name).replace("-", " ")
    for pattern, instead in RUSSIAN:
        plain = pattern.sub(instead, plain)
    return plain


def _plain(name: str) -> str:
    """A name without capitals, dots and hooks: "Lü Cheng-ts’ao" is "lu cheng-ts'ao"."""
    return re.sub(r"[‐‑]", "-", compared(name))


def _all_syllables() -> Iterator[str]:
    for initials, finals in SYLLABLES.items():
        for initial in initials.split() or [""]:
            for final in finals.split():
                yield initial + final


@cache
def _syllable_pattern() -> re.Pattern[str]:
    every = sorted({one.replace("ü", "u") for one in _all_syllables()}, key=lambda one: (-len(one), one))
    return re.compile(rf"(?:(?:{'|'.join(every)})'?)+")


@cache
def _is_pinyin(word: str) -> bool:
    return _syllable_pattern().fullmatch(word) is not None
