"""Numbers, lists, languages and quotation marks as a reader expects to see them, and where a date is filed.

In go the plain values of records, out come plain strings, never markup. Quotation marks are curved for display only and
keep the length of the text, so that offsets into it stay true. Nothing here changes a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "de": "German", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "mn": "Mongolian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sq": "Albanian", "sr": "Serbian", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
SCRIPTS = {
    "zh-hans": "Chinese, simplified", "zh-hant": "Chinese, traditional", "ja": "Japanese", "ko": "Korean",
    "ru": "Russian",
}  # fmt: skip
ROMANISATIONS = {"zh": "zh-Latn-pinyin", "ru": "ru-Latn", "ja": "ja-Latn", "ko": "ko-Latn", "uk": "uk-Latn"}
NOT_LATIN = frozenset(("ar", "bg", "fa", "ja", "ko", "mn", "ru", "sr", "uk", "zh"))
WORDS_A_MINUTE = 230

_PLAIN_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{<—–-/“‘")


# ---------------------------------------------------------------------------------------------- dates


def machine_date(edtf: str) -> str:
    """The date in the form HTML's `time` accepts, or nothing: 1949-07~ is 1949-07, a span gives its first day."""
    found = _PLAIN_DAY.match(edtf)
    if found is None or (edtf[found.end() : found.end() + 1] not in ("", "/", "?", "~", "%")):
        return ""
    parts = found[0].split("-")
    known = len(parts) < 2 or "01" <= parts[1] <= "12"
    return found[0] if known else parts[0]


def year_of(edtf: str) -> str:
    """The year a document is filed under, four figures; nothing for an undated one."""
    found = re.search(r"\d{4}", edtf)
    return found[0] if found else ""


def month_of(edtf: str) -> str:
    """Name of the month a document is filed under, or nothing."""
    found = re.search(r"\d{4}-(0[1-9]|1[0-2])", edtf)
    return MONTHS[int(found[1]) - 1] if found else ""


# ---------------------------------------------------------------------------------------------- lists and counts


def joined(parts: Sequence[str], *, last: str = " and ") -> str:
    """Words in a row: "Mao, Liu and Zhou"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + last + parts[-1]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 paragraph", "1,203 paragraphs"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def minutes_to_read(words: int) -> int:
    """Minutes a careful reader needs, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def language_names(codes: Sequence[str], as_written: Sequence[str] = ()) -> str:
    """Languages by name; what the transcript says where no code was understood."""
    return joined([LANGUAGES.get(code.partition("-")[0], code) for code in codes] or list(as_written))


def script_name(code: str) -> str:
    """What a form in another script is in: zh-Hans is "Chinese, simplified"."""
    return SCRIPTS.get(code.lower()) or LANGUAGES.get(code.partition("-")[0].lower(), code)


def romanised(codes: Sequence[str]) -> str:
    """Language tag of a word of the original in Latin letters: zh gives zh-Latn-pinyin; "und" where unknown."""
    if not codes:
        return "und"
    base = codes[0].partition("-")[0]
    return ROMANISATIONS.get(base) or (f"{base}-Latn" if base in NOT_LATIN else codes[0])


# ---------------------------------------------------------------------------------------------- quotation marks


def curled(text: str) -> str:
    """The text with typewriter quotation marks curved, each character for one: "can" is “can”, Mao's is Mao’s."""
    if '"' not in text and "'" not in text:
        return text
    letters = list(text)
    for place, letter in enumerate(letters):
        if letter == '"':
            letters[place] = "“" if _opens(letters, place) else "”"
        elif letter == "'":
            letters[place] = "‘" if _opens(letters, place) and not _elides(text, place) else "’"
    return "".join(letters)


def _opens(letters: Sequence[str], place: int) -> bool:
    """Whether a mark stands where a quotation begins: at the start, after a space, a bracket or an opening mark."""
    if place + 1 == len(letters) or letters[place + 1].isspace():
        return False
    return place == 0 or letters[place - 1] in _OPENS_AFTER


def _elides(text: str, place: int) -> bool:
    """Whether a single mark at the head of a word stands for something left out: '49, '30s."""
    return text[place + 1 : place + 3].isdigit() and not text[place + 3 : place + 4].isdigit()
