"""Names of people taken apart for bibliographies, where that can be done without harm.

In goes a name as it is printed, out comes (family, given) or None, which means: keep it whole. East Asian names,
organisations and single words stay whole, because "Shen Zhihua" turned round or cut would be another name.
"""

from __future__ import annotations

import re

from regesta.text import fold

_chinese = """
    an bai bao bi bian bu cai cao cen chai chang chao che chen cheng chi chiang chou chu cui dai deng ding dong dou
    du duan fan fang fei feng fu gan gao ge geng gong gu guan guo han hao he hong hou hsieh hsu hu hua huang huo ji
    jia jian jiang jiao jin jing ju kang kao ke kong kung kuo lai lan lang lei leng li lian liang liao lin ling liu
    long lou lu lü luo lyu ma mao mei meng mi miao min ming mo mu nie ning niu ouyang pan pang pei peng pi ping pu
    qi qian qiao qin qiu qu ran rao ren rong ruan shang shao shen sheng shi shih shu sima situ song su sui sun soong
    tan tang tao teng teng tian tong tsai tsao tseng tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing
    xiong xu xue yan yang yao ye yen yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zheng zhong
    zhou zhu zhuang zhuo zou zuo
"""  # in pinyin and the commoner older forms
_korean = """
    bak chae cho choe choi chon chong chung gang gim heo im jang jeon jeong jo jong jung kim kwak kwon lee nam no
    noh oh pae paek pak park ri rhee rim ro roh ryu seo shin sim sin so son yim yoo yoon yom
"""
_vietnamese = """
     bui dang dinh do ho hoang le ngo nguyen pham phan tran trinh truong vo vu
"""
FAMILY_FIRST = frozenset((_chinese + _korean + _vietnamese).split())
"""Family names that stand first, folded; they decide only together with what follows them."""

_particles = "von van de der den del della di da dos du la le ter ten zu bin ibn al el"
PARTICLES = frozenset(_particles.split())
"""They go with the family name: Charles de Gaulle is found under de Gaulle."""
SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))
"""They belong to neither part, so a name that ends with one is kept whole."""

_syllables = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]{0,3}'?[aeiou]{1,3}(?:ng|nh|ch|n|m|k|l|p|t|h|r|s)?[-']?){1,2}", re.IGNORECASE
)
_not_a_person = re.compile(
    r"\d|[/&;,]|\b(?:and|of|the|for|project|program|programme|institute|center|centre|service|services|"
    r"office|embassy|ministry|committee|bureau|press|agency|team|staff|university|archive|archives|department|group)\b",
    re.IGNORECASE,
)
_acronym = re.compile(r"\b[A-Z]{3,}\b")


def split_name(name: str) -> tuple[str, str] | None:
    """Family and given name of a Western name; None for a name that is to be kept whole.

    "Sergey Radchenko" is ("Radchenko", "Sergey"), "Charles de Gaulle" is ("de Gaulle", "Charles").
    """
    words = name.split()
    if len(words) < 2 or words[-1] in SUFFIXES or _is_no_person(name) or _is_family_first(words):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def inverted(name: str) -> str:
    """A name as lists sort it: "Radchenko, Sergey"; one that is kept whole as it is."""
    parts = split_name(name)
    return f"{parts[0]}, {parts[1]}" if parts else name


def _is_no_person(name: str) -> bool:
    return bool(_acronym.search(name)) or bool(_not_a_person.search(name)) or any(ord(char) > 0x2E7F for char in name)


def _is_family_first(words: list[str]) -> bool:
    """Whether the first word is a family name and all others read as one or two syllables: Mao Zedong, Kim Il Sung."""
    first, *others = (fold(word) for word in words)
    return first.replace("'", "") in FAMILY_FIRST and all(_syllables.fullmatch(word) for word in others)
