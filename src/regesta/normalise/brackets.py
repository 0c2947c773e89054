"""Square brackets typed by a translator or an editor: what each pair means.

In goes a block's plain text, out come signs over it; the text itself never changes. Rules are asked in order, each by
what stands inside and beside the pair; what none of them knows is a plain "bracket" and a finding. A bracket without
its partner means nothing and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from regesta.model import Sign, SignKind
from regesta.normalise.foreign import has_foreign_accents, of_another_script, sounds_foreign
from regesta.normalise.pinyin import is_pinyin
from regesta.text import crowded, is_heap


class Pair(NamedTuple):
    """A pair of brackets in its surroundings."""

    inside: str
    before: str
    after: str
    whole: str
    """All text of the document, for what is said elsewhere in it."""
    language: str
    """Language of the original, BCP 47, or empty."""


class Brackets(NamedTuple):
    """The signs of a text, and what could not be told: offsets of stray brackets, pairs that are guesses."""

    signs: tuple[Sign, ...]
    stray: tuple[int, ...]
    doubtful: tuple[Sign, ...]


OMITTED = r"(?:[\w-]+\s+){0,3}omitted(?:\s+(?:here|by\s+the\s+\w+))?|omission|here\s+follows?\s[^\[\]]{1,300}"
"""Words that tell of an omission: "matter omitted", "two paragraphs omitted", "Here follows a list of names"."""
_omission = re.compile(rf"^(?:\.(?:\s?\.){{2,}}|…|(?:{OMITTED})\.?\s*)$", re.IGNORECASE)
_sic = re.compile(r"^sic\b[\s,.;:!?]*(?P<proposal>.*)$", re.IGNORECASE | re.DOTALL)
_note = re.compile(
    r"^(?:trans(?:lator)?(?:['’]s)?\.?|editor(?:['’]s)?|ed\.?|footnote|note)\s*(?:note)?\s*[-–—:]", re.IGNORECASE
)
_doubt = re.compile(
    r"\?\s*$|\b(?:unclear|illegible|indecipherable|unintelligible|inaudible|garbled|missing|blank|torn)\b",
    re.IGNORECASE,
)
_capital = re.compile(r"^[^\W\d_a-zà-ÿ]")
_last_word = re.compile(r"([^\W\d_][\w'’-]*)[\s,]*$")
_next_word = re.compile(r"^\s*([^\W_][\w'’.-]*)")
_letters_before = re.compile(r"[^\W\d_]$")
_end_of_words = re.compile(r"[^\W\d_][\w'’-]*$")
_named = re.compile(r" (?P<name>[^\W\d_a-zà-ÿ][\w’-]*)")
BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ","
"""What may stand between a word and the bracket behind it."""
NEAR = 80
"""How many characters before and after a bracket are looked at."""
LONGEST = 1000
"""How much of what stands in brackets is looked at."""
LONGEST_GLOSS = 6
"""Words that a gloss may have."""
DEEPEST = 8
"""How deep brackets may nest and still mean something; deeper ones are words, and reported."""
MANY, APART = 1000, 24
"""From how many brackets, standing closer than so many characters, a text is damaged and no bracket means anything."""
_verb = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|said|says|continued|asked|answered)\b")

# English words that the rule of syllables would let pass, as they stand in brackets in such texts.
_english = frozenset(
    "a an as are ate be been being can cause came chance change children china come dare danger date do due ere ease"
    " engage fan fine for gang gone guide have he her here hers hide him his hope i in into is it large late like line"
    " long made make man male men mine more most name nine no none not on one or our ours over pause people poor pure"
    " reason rise rule same sang seen she since so some song state sure take than that the their them then there these"
    " they this time to too tone true under unite until up upon us use was we were what when where which who wine with"
    " women you your".split()
)


def find_brackets(text: str, *, whole: str = "", language: str = "") -> Brackets:
    """Signs for every pair of square brackets of a text, inner pairs included, and what is doubtful about them."""
    signs: list[Sign] = []
    doubtful: list[Sign] = []
    stray: list[int] = []
    opened: list[int] = []
    damaged = crowded(text, "[", many=MANY, apart=APART) or is_heap(text)
    for offset in (match.start() for match in re.finditer(r"[\[\]]", text)):
        if text[offset] == "[":
            opened.append(offset)
        elif opened:
            start, deep = opened.pop(), len(opened)
            if damaged or deep > DEEPEST or offset == start + 1:
                sign, sure = Sign(start, offset + 1, "bracket"), False
            else:
                sign, sure = _classify(text, start, offset + 1, whole, language)
            if deep <= DEEPEST:
                signs.append(sign)
            if not sure:
                doubtful.append(sign)
        else:
            stray.append(offset)
    signs.sort(key=lambda sign: (sign.start, -sign.end))
    return Brackets(tuple(signs), tuple(sorted([*stray, *opened])), tuple(doubtful))


def _classify(text: str, start: int, end: int, whole: str, language: str) -> tuple[Sign, bool]:
    inside = " ".join(_inside(text, start, end).split())
    if inside.isdecimal():
        return Sign(start, end, "bracket"), False
    pair = Pair(inside, text[max(0, start - NEAR) : start], text[end : end + NEAR], whole, language)
    for kind, rule in RULES if any(map(str.isalpha, inside)) else WORDLESS:
        if rule(pair):
            proposal = _sic.match(inside)
            detail = proposal["proposal"].strip() if kind == "sic" and proposal else ""
            return Sign(start, end, kind, detail), _sure(kind, pair)
    return Sign(start, end, "bracket"), False


def _inside(text: str, start: int, end: int) -> str:
    """What stands between two brackets; of what is longer than any remark only the beginning and the end."""
    if end - start <= LONGEST:
        return text[start + 1 : end - 1]
    return f"{text[start + 1 : start + LONGEST // 2]} {text[end - LONGEST // 2 : end - 1]}"


@lru_cache(maxsize=1)
def _neighbours(whole: str) -> frozenset[tuple[str, str]]:
    """Every two words of a document that stand side by side, the second with a capital: Liu Shaoqi."""
    named = ((match["name"], match.start()) for match in _named.finditer(whole))
    before = ((name, whole[max(0, start - NEAR) : start].rpartition(" ")[2]) for name, start in named)
    return frozenset((last[0], name) for name, word in before if (last := _end_of_words.search(word)))


def _word_before(text: str) -> re.Match[str] | None:
    """The word at the end of a text, as `[1]`; it holds no space, so that it is not far to seek."""
    return _last_word.search(text, text.rstrip(BLANKS).rfind(" ") + 1)


def _sure(kind: SignKind, pair: Pair) -> bool:
    """A gloss of several words, or of one in another language, is told by its sounds alone and may be wrong."""
    if kind != "gloss" or of_another_script(pair.inside):
        return True
    return " " not in pair.inside and (not pair.language or pair.language.startswith("zh"))


def _is_completion(pair: Pair) -> bool:
    """com[munist], I[van], S[talin]; and [state]ment."""
    letters = pair.inside[:1].isalpha()
    return letters and bool(
        _letters_before.search(pair.before) or (pair.after[:1].isalpha() and pair.inside[-1:].isalpha())
    )


def _is_gloss(pair: Pair) -> bool:
    """The original's word after the translator's: magic weapon [fabao]; perhaps in its own script."""
    parts = pair.inside.split()
    if not parts or len(parts) > LONGEST_GLOSS or not _word_before(pair.before.rstrip(" \"'”’")):
        return False
    if all(of_another_script(part) for part in parts):
        return True
    return all(part.islower() and part not in _english for part in parts) and _is_of(pair.language, parts)


def _is_of(language: str, parts: list[str]) -> bool:
    """Whether words in small letters are of the original's language, as far as letters tell."""
    if not language or language.startswith("zh"):
        return all(map(is_pinyin, parts))
    return not language.startswith("en") and any(has_foreign_accents(part) or sounds_foreign(part) for part in parts)


def _completes_a_name(pair: Pair) -> bool:
    """Liu [Shaoqi], where the document has Liu Shaoqi elsewhere; [Lavrentii] Beria, [Northeast] Bureau."""
    if not _capital.match(pair.inside) or " " in pair.inside:
        return False
    before, after = _word_before(pair.before), _next_word.match(pair.after)
    if before and pair.before.endswith(" ") and (before[1], pair.inside) in _neighbours(pair.whole):
        return True
    follows = bool(after and _capital.match(after[1]) and pair.after[:1] == " ")
    return follows and not (before and _capital.match(before[1]) and not pair.before.rstrip().endswith((".", ",")))


def _is_identification(pair: Pair) -> bool:
    """Strakhov [Li Lisan], Beiping [Beijing], We [Liu Shaoqi and Gao Gang]; [Soviet China specialist] E.F. Kovalev."""
    before, after = _word_before(pair.before), _next_word.match(pair.after)
    inside = re.sub(r"^(?:the|i\.e\.,?|that is,?|formerly|now|former)\s+", "", pair.inside)
    named_before = bool(before and _capital.match(before[1]) and not pair.before.rstrip().endswith("."))
    if named_before and _capital.match(inside):
        return True
    if _verb.search(inside):  # [Others present were] Stalin, Molotov: words supplied, not a description
        return False
    describes = " " in pair.inside and any(_capital.match(word) for word in pair.inside.split())
    return describes and bool(after and _capital.match(after[1]))


def _is_supplied(pair: Pair) -> bool:
    """Words the translator added so that the English reads: [they], [of the CCP], [as they are trained.]."""
    return any(char.isalpha() for char in pair.inside)


RULES: tuple[tuple[SignKind, Callable[[Pair], bool]], ...] = (
    ("omission", lambda pair: bool(_omission.match(pair.inside))),
    ("sic", lambda pair: bool(_sic.match(pair.inside))),
    ("translator_note", lambda pair: bool(_note.match(pair.inside))),
    ("doubt", lambda pair: bool(_doubt.search(pair.inside))),
    ("completion", _is_completion),
    ("gloss", _is_gloss),
    ("supplied", _completes_a_name),
    ("identification", _is_identification),
    ("supplied", _is_supplied),
)
"""Kinds of brackets in the order in which they are asked."""
WORDLESS = tuple((kind, rule) for kind, rule in RULES if kind in ("omission", "doubt"))
"""The kinds that a bracket without a letter may have: [...], [?]."""
