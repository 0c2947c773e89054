"""Numbers, lists, languages and quotation marks as a reader expects to see them, and where a date is filed.

In go the plain values of records, out come plain strings, never markup. Quotation marks are curved for display only and
keep the length of the text, so that offsets into it stay true. Nothing here changes a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesta.text import words

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

_PARTED = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
"""Letters and figures as they are, a space for all else."""
_PLAIN_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_STRAIGHT = re.compile(r"[\"']+")
_OPENING = str.maketrans("\"'", "“‘")
_CLOSING = str.maketrans("\"'", "”’")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{<—–-/“‘")


# ---------------------------------------------------------------------------------------------- dates


def machine_date(edtf: str) -> str:
    """The date in the form HTML's `time` accepts, or nothing: 1949-07~ is 1949-07, a span gives its first day."""
    edtf = without_doubt(edtf)
    found = _PLAIN_DAY.match(edtf)
    if found is None or (edtf[found.end() : found.end() + 1] not in ("", "/", "?", "~", "%")):
        return ""
    parts = found[0].split("-")
    known = len(parts) < 2 or "01" <= parts[1] <= "12"
    return found[0] if known else parts[0]


def without_doubt(edtf: str) -> str:
    """The figures of a date without the signs of doubt among them: 1948?-10-14 is 1948-10-14."""
    return re.sub(r"[?~%]", "", edtf)


def year_of(edtf: str) -> str:
    """The year a document is filed under, four figures; nothing for an undated one."""
    found = re.search(r"\d{4}", edtf)
    return found[0] if found else ""


def month_of(edtf: str) -> str:
    """Name of the month a document is filed under, or nothing."""
    found = re.search(r"\d{4}-(0[1-9]|1[0-2])", without_doubt(edtf))
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


def count_of_words(text: str) -> int:
    """How many words a text has; in most texts they are counted among bytes, which is fast."""
    return len(text.encode().translate(_PARTED).split()) if text.isascii() else len(words(text))


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
    return _STRAIGHT.sub(_curve, text)


def _curve(found: re.Match[str]) -> str:
    """One mark curved. Marks that stand together, as in “‘so’”, are curved by what stands before the first of them."""
    text, start, end = found.string, found.start(), found.end()
    opens = (start == 0 or text[start - 1] in _OPENS_AFTER) and end < len(text) and not text[end].isspace()
    elided = opens and text[end : end + 2].isdigit() and not text[end + 2 : end + 3].isdigit()  # '49, the '30s
    if elided and found[0] == "'":
        return "’"
    return found[0].translate(_OPENING if opens else _CLOSING)
