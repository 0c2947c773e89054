"""Words that the shapes of titles are made of: kinds of documents, talks and messages, and what may stand among them.

They are patterns without anchors, read without regard to capitals.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from regesta.model import Role

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_day = rf"\d{{1,2}}\s+{MONTH}\s+\d{{4}}"
KIND_WORDS = (
    r"(?:(?:[\w’'-]+\s+){1,2}(?=note|record|report|memorandum|minutes|transcript|stenographic))?"
    rf"(?:\[?(?:the|a|an|of|from|on|about|regarding|concerning|{_day}|telephone|phone|dinner|luncheon|plenary|first|second|third|fourth|fifth|last|top|secret|official|unofficial|working|draft|short"
    r"|brief|informal|private|confidential|verbatim|stenographic|memorandum|memo|memcon|record|records|minutes|transcript"
    r"|notes?|summary|report|key|main|points|excerpts?|extracts?|information|protocol|abstract|account|discussion|and"
    r"|secure|final|opening|closing|expanded|one-on-one|\w+-day|face-to-face|shorthand|partial|content|contents|written|untitled|talking|handwritten|interview)\]?"
    r"[\s,:]+)*"
)
TALK = (
    r"(?:conversations?|talks?|meetings?|discussions?|negotiations?|interviews?|audience|reception|dinner|luncheon|breakfast"
    r"|receiving|contacts?|consultations?|exchange|(?:tele)?phone\s+calls?|encounter)"
)
MESSAGE_KINDS = (
    r"(?:telegrams?|cables?|cablegrams?|cy?p(?:h)?er(?=\s+no)|letters?|messages?|reports?|memorandum|memo|despatch|dispatch|radiogram|airgram|submission"
    r"|minute|teletype|telex|wire|communication|information(?:\s+report)?|note|greetings|aide-m[eé]moire)"
)
# numbers as in "Research Memorandum RAR-8 from", "Incoming Cable No. 16", "Telegram No.: MEX/104"
NUMBER = r"(?:\s\([A-Z]\))?(?:\s*,?\s*(?:(?:no\.?|nr\.?|number|\#):?\s*)?[\dA-Z/-]*\d[\w./-]*)?"
MESSAGE = (
    r"(?:(?!(?:from|to|of|by|and|the|on|for|with|about|in|at)\b)[\w’'-]+\s+){0,3}?"
    rf"{MESSAGE_KINDS}(?:\s+telegram)?{NUMBER}"
)
# "Ambassador to China": this "to" belongs to the office and parts no sender from a recipient
_posted = "ambassador minister envoy representative delegate attaché consul embassy legation mission delegation"
_not_of_office = "".join(f"(?<!{word})" for word in _posted.split())
# "US Embassy to State Department" is parted all the same, for what follows sends and receives
_receiver = r"(?:department|ministry|minister|secretary|president|chancellor|committee|government|office)\b"
_to_receiver = rf"(?=,?\s+to\s+(?:(?!to\b)[\w.’'-]+\s+){{0,4}}?{_receiver})"
TO = rf"(?:(?<=foreign\sminister)|(?<=prime\sminister)|{_not_of_office}|{_to_receiver}),?\s+to\s+"
ATTENTION = r"(?:,?\s+attention:?\s+(?P<t>.+))?"
# a name that can be nothing else, because initials or an address stand in it: "I. Tugarinov", "Cde. B.N. Ponomarev"
_address = r"(?:cde\.|comrade|mr\.?|dr\.?)"
ORAL = (
    r"(?:speech|address|remarks|comments|lecture|statement|declaration|appeal|toast|recollections?|memoirs?|reminiscences"
    r"|diary|journal|presentation|intervention|interview|testimony)"
)
ADDRESSED = rf"(?:{_address}\s+)?(?:[A-Z][a-z]{{0,2}}\.\s?)+[A-Z][\w’'-]+|{_address}\s+[A-Z][\w’'-]+"
KIND_AT_HEAD = rf"(?:\S+\s+){{0,3}}{MESSAGE_KINDS}\b"
SESSION = r"(?:meeting|session|plenum|conference|sitting)"
ABOUT = r"(?:on|about|regarding|concerning|re)"
# one word at a time up to a word that begins the subject: in "Message from Bagirov on the Talks with the Delegation to
# Moscow" nobody is written to
UP_TO_SUBJECT = rf"(?:(?!\s{ABOUT}\s).)+?"
# what a person writes, by the noun behind a name: "Zhukov report on the situation", "KGB Chief Serov, Report"
WRITTEN = (
    r"(?:reports?|notes?|account|memorandum|memo|study|survey|analysis|outline|review|commentary|essay|article|book"
    r"|pamphlet|paper|testimony|recollections?|memoirs?|diary|speech|statement|remarks|comments?|revisions?|inscription"
    r"|proposals?|draft|summary|lecture|interview|impressions?|observations?|assessment|reply|response|instructions?)"
)
SENT = r"(?:telegrams?|cables?|letters?|messages?|cablegrams?|despatch|dispatch|airgram|radiogram)"


class TitleRule(NamedTuple):
    """A shape of a title, and the role of each named part."""

    example: str
    shape: str
    roles: dict[str, Role]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What fits a whole title; made when it is first asked for, as most titles ask for few of the rules."""
        return _pattern(self.shape)


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return re.compile(rf"^(?i:{shape})$", re.DOTALL)


def rule(example: str, shape: str, **roles: Role) -> TitleRule:
    """A rule for a shape of whole titles, without regard to capitals."""
    return TitleRule(example, shape, roles)
