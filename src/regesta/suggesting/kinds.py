"""Whether a name is a person's, a place's or a body's, told by its own words and by what stands beside it.

Nothing is told where nothing shows it: a list of names that an editor has to weed is worth less than a short one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from regesta.linking.common_words import SAYING
from regesta.linking.forms import keys_of
from regesta.model import EntityKind
from regesta.normalise.name_words import NATIONALITIES, ORGANISATION_WORDS, PLACES, TWO_WORD_PLACES
from regesta.suggesting.romanisation import is_pinyin_name, readings
from regesta.suggesting.sightings import CONNECTORS, Sighting

LAND_AND_WATER = frozenset(
    """
    airport bay canal cape city county desert district gulf harbor harbour hills island islands isthmus lake mountain
    mountains ocean pass peninsula plain plains plateau port prefecture province provinces range river sea strait
    straits valley
    """.split()
)
"""Words that end the name of a place."""
FAMILY_NAMES = frozenset(
    """
    an bai bo cai cao chang chen cheng chi cui dai deng ding dong du duan fan fang fei feng fu gao geng gong gu guan guo
    han hao he hong hou hu hua huang ji jia jiang jin kang ke kong lai lan lei li liang liao lin ling liu long lou lu
    luo ma mao mei meng mo mu ni nie niu ouyang pan pang peng pu qi qian qiao qin qiu qu rao ren shao shen shi song
    su sun
    tan tang tao teng tian tong wan wang wei wen wu xi xia xiang xiao xie xing xiong xu xue yan yang yao ye yi yin yu
    yuan yue zeng zhai zhang zhao zheng zhong zhou zhu zhuang zou zuo
    """.split()
)
"""Chinese family names in Pinyin."""
FIRST_FAMILY_NAMES = FAMILY_NAMES | frozenset("choe ho kim nguyen pak park pham tran truong vo yi".split())
"""Family names of Chinese, Koreans and Vietnamese, which stand first."""


ACRONYM = 6
"""Letters of an acronym."""


PASSING = frozenset({"delegation", "government", "leadership", "section", "staff"})
"""Bodies that come and go with an office or a meeting: proposed only where they take part in a document."""
GENERIC = frozenset(
    """
    central control drafting economic first fourth full general group interim joint local main meeting national new old
    plenary preparatory present provisional regional second special standing sub technical third working
    """.split()
)
"""Words that tell one body of a kind from another only for those who are there."""
NOT_TELLING = ORGANISATION_WORDS | NATIONALITIES | CONNECTORS | GENERIC
UNITED_NATIONS = ("united", "nations")
SHORTENED = frozenset("attn cttee delegn dept depts dev gov govt govts int intl min org secy".split())
"""Offices and bodies cut short, as telegrams have them."""


def kind_of(seen: Sequence[Sighting], ordinary: Collection[str] = ()) -> tuple[EntityKind, str] | None:
    """What the sightings of a name show it to be, and why; None where they show nothing.

    `ordinary` are the words that the edition writes in small letters, too: a "U.N. Charter" is nobody.
    """
    form = seen[0].form
    words = keys_of(form)
    bodily = _body(words, seen)
    if bodily:
        return "organisation", bodily
    if _is_place_name(words):
        ending = words[-1] in LAND_AND_WATER
        return "place", f"the word “{words[-1].capitalize()}”" if ending else "a country or a capital"
    party = next((one.party for one in seen if one.party), "")
    if party and not (all(word in ordinary for word in words) and not any(one.titled for one in seen)):
        return ("person" if party == "person" else "organisation"), "takes part in a document"
    personal = _person(form, words, seen, ordinary)
    if personal:
        return "person", personal
    return ("place", "stands behind “in” or “at”") if _stands_as_place(words, seen) else None


def is_chinese_name(form: str) -> bool:
    """Whether a name reads as Chinese, its first word a family name: Qiao Guanhua, Ch'iao Kuan-hua."""
    return any(one.split()[0] in FAMILY_NAMES for one in readings(form)) and (
        is_pinyin_name(form) or "-" in form or "'" in form or "’" in form
    )


def has_family_name_first(form: str) -> bool:
    """Whether the family name of a person probably stands first."""
    words = keys_of(form)
    return is_chinese_name(form) or (2 <= len(words) <= 3 and words[0] in FIRST_FAMILY_NAMES)


def _body(words: Sequence[str], seen: Sequence[Sighting]) -> str:
    """Why a name is a body's: it says so itself, or it is an acronym with "the" before it."""
    heads = [word for word, behind in zip(words, (*words[1:], "of"), strict=True) if _is_head(word, behind)]
    telling = [word for word in words if word not in NOT_TELLING and len(word) > 1]
    whole = sum(one.cut for one in seen) * 2 <= len(seen)
    takes_part = any(one.party for one in seen)
    if heads and telling and whole and (takes_part or (heads[0] not in PASSING and len(words) > 1)):
        return f"the word “{heads[-1].capitalize()}”"
    if words == UNITED_NATIONS:
        return "known as one"
    form = seen[0].form
    acronym = form.isupper() and all(word.isalpha() and 1 < len(word) <= ACRONYM for word in form.split())
    return (
        "an acronym behind “the”"
        if acronym and len(form) > 2 and sum(one.definite for one in seen) * 2 > len(seen)
        else ""
    )


def _is_head(word: str, behind: str) -> bool:
    """Whether a word says what body it is: at the end, or before "of" or "for"; "Council Meeting" is none."""
    return word in ORGANISATION_WORDS and behind in CONNECTORS


def _is_place_name(words: Sequence[str]) -> bool:
    if len(words) == 1:
        return words[0] in PLACES
    if words == UNITED_NATIONS:
        return False
    return words[-1] in LAND_AND_WATER or " ".join(words) in TWO_WORD_PLACES


def _person(form: str, words: Sequence[str], seen: Sequence[Sighting], ordinary: Collection[str]) -> str:
    """Why a name is a person's."""
    if form.isupper() and not any(one.titled for one in seen):
        return ""
    titled, says = sum(one.titled for one in seen), sum(one.says for one in seen)
    if any(word in ORGANISATION_WORDS or word in NATIONALITIES or word in LAND_AND_WATER for word in words):
        return ""
    if len(words) == 1:
        return "a title stands before it" if titled >= 2 and titled * 4 >= len(seen) else ""
    if is_chinese_name(form):
        return "reads as a Chinese name"
    if len(words) > 4 or all(len(word) == 1 for word in words):
        return ""
    if titled and not all(word in ordinary for word in words):
        return "a title stands before it"
    if any(word in ordinary or word in SHORTENED for word in words):
        return ""
    if any(len(word) == 1 for word in words[:-1]) and len(words[-1]) > 1:
        return "initials stand before it"
    return "it says something" if says else ""


def _stands_as_place(words: Sequence[str], seen: Sequence[Sighting]) -> bool:
    within = [one for one in seen if not one.heads]
    located = sum(one.located for one in within)
    if (
        len(words) > 2
        or any(one.titled or one.says or one.definite for one in seen)
        or words[-1] in SAYING
        or words[-1] == "war"
    ):
        return False
    return located >= 2 and located * 2 >= len(within)
