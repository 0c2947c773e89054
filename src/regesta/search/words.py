"""What a word is to the search, and the notation in which a text is handed to the engine.

In goes a text, out come words parted by single spaces, each holding at most one word, with marks for what the browser
has to undo ("Kai-shek" is `Kai-| shek`) and with other ways to write a word (`Ch'| ing ||ching`). `static/search.js`
reads this notation back and folds words in the same way; a test in a browser compares the two. Nothing here knows
documents or files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from regesta.model import Value

APOSTROPHES = "'’‘‛`´′＇ʹʺʻʼʽʾʿˈ"
"""Signs inside a word that readers leave out or type differently: Ch'ing, Ch’ing, Chʻing, Kazanʹ, Ching."""

ENDINGS = frozenset(("s", "t", "d", "m", "ll", "re", "ve"))
"""What follows the apostrophe where a word is shortened or possessive: "we'll" is never to be found by "well"."""

CONTRACTED = frozenset(("he", "here", "how", "it", "let", "she", "that", "there", "what", "when", "where", "who"))
"""Words after which 's is no possessive: "its" is never to find "it's", but "peoples" finds "people's"."""

UNSPACED = re.compile(
    # Thai, Lao, Tibetan, Myanmar, Khmer, kana, ideographs
    "[\u0e01-\u0e5b\u0e81-\u0edf\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U000323af]"
)
"""Letters of scripts that set no spaces between words: each is a word, and a word of several is a phrase."""

FOLDED = str.maketrans(
    {"ß": "ss", "ς": "σ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
"""Letters that readers type without their stroke and that no decomposition takes apart: Łódź is found by Lodz."""

BAR = "|"
REAL_BAR = "\ue000"
"""Stands for a bar of the text, because the bar is our mark; a character that no text has a use for."""

# Most words need no thought: ASCII letters and digits with ASCII punctuation before or behind, as in ("Stalin,).
REGULAR = re.compile(r"[!-/:-@\[-^{}~]*[A-Za-z0-9]*[!-/:-@\[-^{}~]*")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
LONGEST_JOIN = 4


class Piece(Value, frozen=True):
    """A run of one nature inside a written word: Ch, ', ing."""

    text: str
    nature: str
    """word, alone (one letter of a script without spaces), join (apostrophes, brackets), or other."""


Reading = tuple[str, str]
"""A word as a reader types it: folded ("chi"), and as it is written but for what is inside it ("chi" of ch'i)."""


class Encoded(Value, frozen=True):
    """A written word in the notation of the index."""

    text: str
    forms: tuple[str, ...]
    """Every folded form by which it is found."""
    read: tuple[Reading, ...] = ()
    """The words that it is when somebody types it: of Shao-ch'i shao and chi."""


class Encoder(dict[str, Encoded]):
    """Encodes written words and remembers them: an edition repeats its words many times over."""

    def __missing__(self, word: str) -> Encoded:
        """Encode a word met for the first time."""
        self[word] = encoded = encode(word)
        return encoded


def fold(text: str) -> str:
    """The letters and digits of a text without case, diacritics and apostrophes: "Chʻing" is "ching"."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    bare = (char for char in unicodedata.normalize("NFKD", text) if char.isalnum() and char not in APOSTROPHES)
    folded = unicodedata.normalize("NFKD", "".join(bare).lower().translate(FOLDED))
    return "".join(filter(str.isalnum, folded))


def clean(text: str) -> str:
    """A text as it may be indexed: composed, without invisible characters, single spaces between its words.

    An invisible mark inside a word would hide the word from search, and one of them (U+FEFF) is a space to the browser
    and none to the engine, so that every place behind it would be counted one word off.
    """
    if text.isascii() and text.isprintable() and BAR not in text:
        return " ".join(text.split())
    composed = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace(BAR, REAL_BAR)
    return " ".join(CONTROL.sub(" ", composed).split())


def encode(word: str) -> Encoded:
    """A written word without spaces in the notation of the index, with every form by which it is found."""
    if REGULAR.fullmatch(word):
        form = fold(word)
        return Encoded(word, (form,) if form else (), ((form, "".join(filter(str.isalnum, word))),) if form else ())
    pieces = _pieces(word)
    parts: list[str] = []
    forms: list[str] = []
    read: list[Reading] = []
    run: list[str] = []
    for number, piece in enumerate(pieces):
        parts.append(piece.text + (BAR if number + 1 < len(pieces) else ""))
        form = fold(piece.text) if piece.nature in ("word", "alone") else ""
        if not form:
            continue
        goes_on = bool(run) and _read_as_one(pieces[number - 2 : number + 1])
        owner, run = run, [*run, form] if goes_on else [form]
        read[-1:] = [(read[-1][0] + form, read[-1][1] + piece.text)] if goes_on else [*read[-1:], (form, piece.text)]
        others = [] if _engine_agrees(piece.text, form) else [(1, form)]
        if not goes_on and _is_possessive("".join(owner), pieces[number - 2 : number + 1]):
            others.append((len(owner) + 1, "".join(owner) + form))
        others += _joins(run, ends=not _read_as_one(pieces[number : number + 3]))
        parts.extend(BAR * length + other for length, other in others)
        forms += [form, *(other for _, other in others)]
    return Encoded(" ".join(parts), tuple(dict.fromkeys(forms)), tuple(read))


def _read_as_one(three: Sequence[Piece]) -> bool:
    """Whether readers may write a word, what follows it and the next word as one: com[munist, Xi'an, U.S."""
    if len(three) < 3 or three[0].nature != "word" or three[2].nature != "word":
        return False
    first, between, last = (piece.text for piece in three)
    if three[1].nature == "join":
        return between in ("[", "]") or fold(last) not in ENDINGS
    return between == "." and len(first) == len(last) == 1 and (first + last).isalpha()


def _is_possessive(owner: str, three: Sequence[Piece]) -> bool:
    """Whether a word ends with an apostrophe and an s, which many write without the apostrophe: "peoples army"."""
    if [piece.nature for piece in three] != ["word", "join", "word"] or owner in CONTRACTED:
        return False
    return set(three[1].text) <= set(APOSTROPHES) and fold(three[2].text) == "s"


def _joins(run: list[str], *, ends: bool) -> Iterator[tuple[int, str]]:
    """What the last words of a run read as one, and how many they are: l'Europe is also "leurope".

    Initials read as one only together: U.S.S.R. is "ussr", and no place to find "us".
    """
    whole = len(run) > LONGEST_JOIN or all(len(form) == 1 for form in run)
    if whole and ends and len(run) > 1:
        yield len(run), "".join(run)
    elif not whole:
        for length in range(2, len(run) + 1):
            yield length, "".join(run[-length:])


def _engine_agrees(text: str, form: str) -> bool:
    """Whether the engine's own folding gives our form: it does for Жуков and café, not for Łódź or ﬁn."""
    if text.isascii():
        return True
    decomposed = unicodedata.normalize("NFD", "".join(char.lower() for char in text))
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M")) == form


def _pieces(word: str) -> list[Piece]:
    """The runs of one nature in a written word; every letter of a script without spaces is a run of its own."""
    pieces: list[Piece] = []
    for char in word:
        last = pieces[-1] if pieces else Piece("", "")
        nature = _nature(char, last.nature)
        if nature == "mark" or (nature == last.nature and nature != "alone"):
            pieces[-1] = Piece(last.text + char, last.nature)
        else:
            pieces.append(Piece(char, nature))
    return pieces


def _nature(char: str, before: str) -> str:
    """Of which nature a character is; a combining mark belongs to the letter before it."""
    if char in APOSTROPHES or char in "[]":
        return "join"
    if char.isalnum():
        return "alone" if UNSPACED.match(char) else "word"
    if before in ("word", "alone") and unicodedata.category(char).startswith("M"):
        return "mark"
    return "other"
