"""The shapes of dates as data, each with an example, and the words around a date that qualify it.

They are patterns without regard to capitals; `dates` says how they are asked. Named parts are y, m or mn (a number), d
and s (a season), and y2, m2, d2 or ld2 for the end of a span or of a list.
"""

from __future__ import annotations

MONTHS = {
    # English, German and French names; matched by their first letters as far as given, so that "Sept." is September
    "january": 1, "jan": 1, "januar": 1, "jänner": 1, "janvier": 1,
    "february": 2, "feb": 2, "febr": 2, "februar": 2, "feber": 2, "février": 2,
    "march": 3, "mar": 3, "märz": 3, "maerz": 3, "mars": 3,
    "april": 4, "apr": 4, "avril": 4,
    "may": 5, "mai": 5,
    "june": 6, "jun": 6, "juni": 6, "juin": 6,
    "july": 7, "jul": 7, "juli": 7, "juillet": 7,
    "august": 8, "aug": 8, "août": 8,
    "september": 9, "sept": 9, "sep": 9, "septembre": 9,
    "october": 10, "oct": 10, "oktober": 10, "okt": 10, "octobre": 10,
    "november": 11, "nov": 11, "novembre": 11,
    "december": 12, "dec": 12, "dezember": 12, "dez": 12, "décembre": 12,
}  # fmt: skip

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_day = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
_dash = r"\s*[-–—]\s*"
JOINING = r"\s+(?:to|and|or|bis|und|oder|et|au)\s+"
GAP = r"(?:\s*,\s*|\s+)"
SEASONS = {
    "spring": 21, "frühling": 21, "frühjahr": 21, "printemps": 21, "summer": 22, "sommer": 22, "été": 22,
    "autumn": 23, "fall": 23, "herbst": 23, "automne": 23, "winter": 24, "hiver": 24,
}  # fmt: skip
"""Seasons as EDTF counts them behind the months."""
_season = "(?:" + "|".join(sorted(SEASONS, key=len, reverse=True)) + r")\b"

SHAPES = {
    # 1949-07-18
    "iso": rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>{_day}))?(?![0-9-])",
    # 10.1.1949, 18.03.1907
    "dotted": rf"(?<![0-9.])(?P<d>{_day})\.\s?(?P<mn>1[0-2]|0?[1-9])\.\s?(?P<y>{YEAR})",
    # 08.–09.05.1932, 03-04.06.1933
    "dotted_span": rf"(?<![0-9.])(?P<d>{_day})\.?\s*[-–—/]\s*(?P<d2>{_day})\.\s?"
    rf"(?P<mn>1[0-2]|0?[1-9])\.\s?(?P<y>{YEAR})",
    # 02.041918: a stop is missing
    "dotted_damaged": rf"(?<![0-9.])(?P<d>{_day})\.\s?(?P<mn>1[0-2]|0[1-9])(?P<y>{YEAR})",
    # 12.1917
    "dotted_month": rf"(?<![0-9.])(?P<mn>1[0-2]|0?[1-9])\.\s?(?P<y>{YEAR})",
    # May 2/15, 1917: old and new style; the new one is ours
    "two_styles": rf"(?P<m>{MONTH})\s*{_day}\s*/\s*(?P<d>{_day}){GAP}(?P<y>{YEAR})",
    "two_styles_day": rf"{_day}\s*/\s*(?P<d>{_day})\s+(?P<m>{MONTH}){GAP}(?P<y>{YEAR})",
    # 31.10. und 02.11.1921
    "dotted_span_months": rf"(?<![0-9.])(?P<d>{_day})\.\s?(?P<mn>1[0-2]|0?[1-9])\.?(?:{_dash}|{JOINING})"
    rf"(?P<d2>{_day})\.\s?(?P<m2>1[0-2]|0?[1-9])\.\s?(?P<y>{YEAR})",
    # 30 July - 2 August 1946
    "span_months": rf"(?P<d>{_day})\.?\s+(?P<m>{MONTH})(?:{_dash}|{JOINING})"
    rf"(?P<d2>{_day})\.?\s+(?P<m2>{MONTH}){GAP}(?P<y>{YEAR})",
    # July 30-August 2, 1946
    "span_months_us": rf"(?P<m>{MONTH})\s*(?P<d>{_day})(?:{_dash}|{JOINING})"
    rf"(?P<m2>{MONTH})\s*(?P<d2>{_day}){GAP}(?P<y>{YEAR})",
    # 8 April, 8 May 1842; 22, 29 January, 6 February 1866
    "list_months": rf"(?P<d>{_day})(?:\s*,\s*{_day})*\s+(?P<m>{MONTH})\s*,\s*(?P<ld2>{_day})\s+(?P<m2>{MONTH})"
    rf"{GAP}(?P<y>{YEAR})",
    # 8-10 February 1966, 2 and 8 June 1937, 13. bis 16. Juni 1907
    "span": rf"(?P<d>{_day})\.?(?:{_dash}|{JOINING})(?P<d2>{_day})\.?\s+(?P<m>{MONTH}){GAP}(?P<y>{YEAR})",
    # February 8-10, 1966
    "span_us": rf"(?P<m>{MONTH})\s*(?P<d>{_day})(?:{_dash}|{JOINING})(?P<d2>{_day}){GAP}(?P<y>{YEAR})",
    # 11, 17 October 1853; 4, [8 or 9] April 1861
    "list": rf"(?P<d>{_day})\s*,\s*(?:{_day}(?:\s*,\s*|\s+or\s+)){{0,30}}(?P<ld2>{_day})\s+(?P<m>{MONTH})"
    rf"{GAP}(?P<y>{YEAR})",
    # 30 January 1949; 19. August 1917; the 3rd of May, 1917
    "day_first": rf"(?<![0-9])(?P<d>{_day})\.?\s*(?:of\s+|-)?(?P<m>{MONTH})(?:{GAP}|-)?(?P<y>{YEAR})",
    # July 18, 1949; December 18,1949
    "month_first": rf"(?P<m>{MONTH})\s*(?P<d>{_day}){GAP}(?P<y>{YEAR})",
    # Summer 1922, the autumn of 1956; Winter 1923/1924 is the one that begins in 1923
    "season": rf"(?P<s>{_season})\s+(?:of\s+|de\s+)?(?P<y>{YEAR})(?:/(?:{YEAR}|[0-9]{{2}}(?![0-9])))?",
    # a season in brackets behind its year: 1907 (Herbst)
    "year_season": rf"(?<![0-9])(?P<y>{YEAR})\s*\(\s*(?P<s>{_season})\s*\)",
    # 06./07.1922
    "dotted_months": r"(?<![0-9.])(?P<mn>1[0-2]|0[1-9])\.?\s*[-–—/]\s*(?P<m2>1[0-2]|0[1-9])\.\s?"
    rf"(?P<y>{YEAR})",
    # June - July 1949; Mai/Juni 1915; Juli oder August 1922
    "span_of_months": rf"(?P<m>{MONTH})(?:{_dash}|\s*/\s*|{JOINING})(?P<m2>{MONTH}){GAP}(?P<y>{YEAR})",
    # July 1949; June, 1954
    "month": rf"(?P<m>{MONTH}){GAP}(?P<y>{YEAR})",
    # 1838-1839
    "years": rf"(?<![0-9])(?P<y>{YEAR}){_dash}(?P<y2>{YEAR})",
    "year": rf"(?<![0-9])(?P<y>{YEAR})(?![0-9/.]|-[0-9])",
}
"""Shapes of a date, tried together: the earliest in the wording wins, the longest of those, then the first here."""

QUALIFIERS = {
    # "on or before 26 March 1938", "by 3 May": its last day stands
    r"(?:on\s+or\s+before|not\s+later\s+than|no\s+later\s+than|by)": "../{first}",
    # "on or after 2 November 1939": its first day stands
    r"on\s+or\s+after|not\s+before|not\s+earlier\s+than|since|from|nicht\s+vor|frühestens": "{first}/..",
    r"before|prior\s+to|vor|avant": "../{before}",
    r"after|nach|après": "{after}/..",
    r"between|zwischen|entre": "{span}",
    r"(?:c|ca|circa)\b\.?|about|around|approximately|approx\.?|early(?:\s+in)?|mid-?|late(?:\s+in)?|um|vers"
    r"|anfang|mitte|ende|début|fin": "{span}~",
}
"""A word before a date, and what it makes of it."""
QUALIFIERS_BEHIND = {
    r"(?:or|and|oder|und|ou)\s+(?:later|after(?:wards)?|thereafter|danach|später|après)": "{first}/..",
    r"(?:or|and|oder|und|ou)\s+(?:earlier|before|davor|früher|avant)": "../{first}",
}
"""A word behind a date, and what it makes of it: "1926 oder danach"."""
