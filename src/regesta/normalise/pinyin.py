"""Whether a word could be Pinyin without tones: "jingshen" is jing + shen, while "ducing" has no syllable -cing."""

from __future__ import annotations

import re
from functools import cache

_finals = {
    # initial: the finals that follow it
    "[bp]": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "[mf]": "a ai an ang ao ei en eng i ian iao ie in ing iu o ou u",
    "[dt]": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "[nl]": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ü üe ue",
    "[gkh]": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "[jqx]": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "(?:zh|ch|sh)": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "[rzcs]": "a ai an ang ao e ei en eng i ong ou u ua uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}
_syllable = "|".join(
    f"{initial}(?:{'|'.join(sorted(finals.split(), key=len, reverse=True))})" for initial, finals in _finals.items()
)
_word = re.compile(rf"^(?:(?:{_syllable})'?)+$")
_one_syllable = re.compile(rf"^(?:{_syllable})$")


@cache
def is_pinyin(word: str) -> bool:
    """Whether a word in small letters is made of Pinyin syllables alone."""
    return bool(_word.match(word))


def is_syllable(word: str) -> bool:
    """Whether a word in small letters is one Pinyin syllable, as Chinese family names mostly are: Liu, Gao."""
    return bool(_one_syllable.match(word))
