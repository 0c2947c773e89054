"""The shapes of titles as data: each with an example, a pattern and the roles of its named parts.

They are asked in order, and the first that fits a whole title reads it. A part called `o` must be a body, `h` and `q` a
person, `p` a person told by two words at least; one word in `q` is a guess.
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
_kind_words = (
    r"(?:(?:[\w’'-]+\s+){1,2}(?=note|record|report|memorandum|minutes|transcript|stenographic))?"
    rf"(?:\[?(?:the|a|an|of|from|on|about|regarding|concerning|{_day}|telephone|phone|dinner|luncheon|plenary|first|second|third|fourth|fifth|last|top|secret|official|unofficial|working|draft|short"
    r"|brief|informal|private|confidential|verbatim|stenographic|memorandum|memo|memcon|record|records|minutes|transcript"
    r"|notes?|summary|report|key|main|points|excerpts?|extracts?|information|protocol|abstract|account|discussion|and"
    r"|secure|final|opening|closing|expanded|one-on-one|face-to-face|shorthand|partial|content|contents|written|untitled|talking|handwritten|interview)\]?"
    r"[\s,:]+)*"
)
_talk = (
    r"(?:conversations?|talks?|meetings?|discussions?|negotiations?|interviews?|audience|reception|dinner|luncheon|breakfast"
    r"|receiving|contacts?|consultations?|exchange|(?:tele)?phone\s+calls?|encounter)"
)
_message_kinds = (
    r"(?:telegrams?|cables?|cablegrams?|letters?|messages?|reports?|memorandum|memo|despatch|dispatch|radiogram|airgram|submission"
    r"|minute|teletype|telex|wire|communication|information(?:\s+report)?|note|greetings|aide-m[eé]moire)"
)
# numbers as in "Research Memorandum RAR-8 from", "Incoming Cable No. 16", "Telegram No.: MEX/104"
_number = r"(?:\s*,?\s*(?:(?:no\.?|nr\.?|number|\#):?\s*)?[\dA-Z/-]*\d[\w./-]*)?"
_message = (
    r"(?:(?!(?:from|to|of|by|and|the|on|for|with|about|in|at)\b)[\w’'-]+\s+){0,3}?"
    rf"{_message_kinds}(?:\s+telegram)?{_number}"
)
# "Ambassador to China": this "to" belongs to the office and parts no sender from a recipient
_posted = "ambassador minister envoy representative delegate attaché consul embassy legation mission delegation"
_not_of_office = "".join(f"(?<!{word})" for word in _posted.split())
_to = rf"(?:(?<=foreign\sminister)|(?<=prime\sminister)|{_not_of_office}),?\s+to\s+"
_attention = r"(?:,?\s+attention:?\s+(?P<t>.+))?"
# a name that can be nothing else, because initials or an address stand in it: "I. Tugarinov", "Cde. B.N. Ponomarev"
_address = r"(?:cde\.|comrade|mr\.?|dr\.?)"
_oral = (
    r"(?:speech|address|remarks|comments|lecture|statement|declaration|appeal|toast|recollections?|memoirs?|reminiscences"
    r"|diary|journal|presentation|intervention|interview|testimony)"
)
_addressed = rf"(?:{_address}\s+)?(?:[A-Z][a-z]{{0,2}}\.\s?)+[A-Z][\w’'-]+|{_address}\s+[A-Z][\w’'-]+"
_kind_at_head = rf"(?:\S+\s+){{0,3}}{_message_kinds}\b"
_session = r"(?:meeting|session|plenum|conference|sitting)"


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


def _rule(example: str, shape: str, **roles: Role) -> TitleRule:
    return TitleRule(example, shape, roles)


TITLE_RULES = (
    _rule(
        "From the Diary of P.F. Yudin, 22 July 1958: Memorandum of Conversation with Chen Yi",
        rf"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+?)[:,].*?\b{_talk}\s+with\s+(?P<b>.+)",
        w="author",
        b="interlocutor",
    ),
    _rule(
        "Entry from the Journal of Ambassador V. Ivanov",
        r"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)\s+of\s+(?P<w>[^:]+)(?::.*)?",
        w="author",
    ),
    _rule(
        "Notes of V. Kolarov from a Meeting with Stalin",
        rf"(?:\w+\s+)?notes?\s+(?:of|by)\s+(?P<p>(?!the\b|a\b)[^,]+?)\s+(?:from|on|about)\s+(?:an?\s+|the\s+|his\s+)?{_talk}\s+with\s+(?P<b>.+)",
        p="author",
        b="interlocutor",
    ),
    _rule(
        "Notes of G. Dimitrov on a Phone Call from Stalin",
        r"notes\s+(?:of|by)\s+(?P<p>(?!the\b|an?\b|conversation|meeting|talk)[^,]+?)"
        r"(?:,.*|\s+(?:from|on|about|ahead\s+of|before|during|for|at|regarding|concerning)\s+.+)?",
        p="author",
    ),
    _rule(
        "Minutes of Conversation between Todor Zhivkov – Leonid I. Brezhnev",
        rf"{_kind_words}{_talk},?\s+between\s+(?P<a>[^–]+?)\s+–\s+(?P<b>[^–]+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation between Anastas Mikoyan and Mao Zedong",
        rf"{_kind_words}{_talk},?\s+\[?between\]?\s+(?P<a>.+?),?\s+(?:and|with)\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Conversation, Mao Zedong and Kim Il Sung",
        rf"{_kind_words}{_talk}[,:]\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation of Nikolai Fedorenko with Deputy Minister Wang Jiaxiang",
        rf"{_kind_words}{_talk}(?:\s+of|\s+by|[,:])\s+(?P<a>.+?),?\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Record of the Meeting of Pavel Orlov and Lin Zhao",
        rf"{_kind_words}{_talk}\s+of\s+(?P<p>[^:,]+?)\s+and\s+(?P<h>[^:]+)",
        p="interlocutor",
        h="interlocutor",
    ),
    _rule(
        "Conversation from [Mao Zedong's] Audience with the Hungarian Delegation",
        rf"{_kind_words}{_talk}\s+from\s+\[?(?P<a>[^\]]+?)['’]s?\]?\s+{_talk}\s+(?:with|of)\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Conversation from Reception with President Sukarno and His Wife [Mrs. Hartini]",
        rf"{_kind_words}{_talk}\s+from\s+(?:the\s+)?{_talk}\s+with\s+(?P<b>.+)",
        b="interlocutor",
    ),
    _rule(
        "The Chancellor's [Helmut Kohl's] Conversation with Portuguese Prime Minister Guterres",
        rf"{_kind_words}[^\[\]:]+?['’]s?\s+\[(?P<a>[^\]]+?)['’]s?\]\s+{_talk}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Record of Zhou Enlai's Conversation with Indian Ambassador K.M. Panikkar",
        rf"{_kind_words}(?!{_kind_at_head})\[?(?P<a>(?:(?!\s(?:concerning|regarding|about|on|to|from)\s)[^:,])+?)['’]s?\]?\s+(?:\w+\s+)?{_talk}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Memorandum of Conversation with Mao Zedong",
        rf"{_kind_words}{_talk},?\s+\[?with\]?\s+(?P<b>.+)",
        b="interlocutor",
    ),
    _rule(
        "Abstract of Conversation: Vice-Minister Zhang Receives Indian Ambassador Nehru",
        rf"{_kind_words}{_talk}[,:]\s+(?P<a>.+?)\s+receives\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Minutes of Ceausescu – Deng Meeting in Beijing",
        rf"{_kind_words}(?P<a>.+?)\s+[–-]\s+(?P<b>.+?)\s+{_talk}\b.*",
        a="interlocutor",
        b="interlocutor",
    ),
    _rule(
        "Protocol No. 49 of CPSU CC Presidium Session",
        rf"(?:minutes|transcript|(?:stenographic\s+)?record|protocol){_number}\s+(?:of|from)\s+(?!(?:the\s+|an?\s+)?{_session})(?:the\s+|an?\s+)?(?P<o>\S.+?)\s+{_session}\b.*",
        o="present",
    ),
    _rule(
        "Minutes of the Meeting of the CPSU CC Plenum; Working Notes from the Session of the CPSU CC Presidium",
        rf"(?:working\s+notes|notes|(?:minutes|protocol){_number}|stenographic\s+report)\s+(?:of|from)\s+(?:the\s+|an?\s+)?"
        rf"(?:{_session}\s+of\s+(?:the\s+)?)?(?P<o>.+)",
        o="present",
    ),
    _rule(
        "Directive from Stalin to Malenkov on the Armistice",
        rf"(?:directive|instructions?|order|request|proposal)s?\s+from\s+(?P<s>.+?){_to}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Resolution of the CPSU CC Presidium about the Situation in Hungary",
        r"(?:resolution|decision|decree|directive|order|statement|declaration|communiqué)\s+(?:of|by|from)\s+(?P<o>.+?)"
        r"(?:\s+to\s+.+)?",
        o="author",
    ),
    _rule(
        "Politburo Decision to Confirm the Directive to Roshchin",
        r"(?P<o>[^,:]*?\b(?:politburo|presidium|committee|secretariat|plenum|council))\s+(?:decision|resolution|decree)\b.*",
        o="author",
    ),
    _rule(
        "Memorandum for the Record from Robert Komer",
        r"memorandum\s+for\s+the\s+record\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    _rule(
        "Letter by Ambassador in Moscow Sergio Romano to Minister of Foreign Affairs Andreotti",
        rf"{_message},?\s+by\s+(?P<s>.+?){_to}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Note from the Embassy of the USSR in China; Note Number 291 from the Department of Asia-Oceania",
        r"(?:(?!diary|journal)\w+\s+)?notes?(?:\s+(?:no\.?|number)\s*\d+)?\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    _rule(
        "Report by M. Kovalev on the Talks; Report of Milovan Djilas about a Meeting; Memorandum by George Kennan",
        r"(?:report|memorandum|memo|note|study|analysis)\s+(?:by|of)\s+(?P<w>(?!conversation|meeting|talk|discussion)(?:.+))",
        w="author",
    ),
    _rule(
        "Speech by Mao Zedong at the Meeting of Parties; Statement, Comrade Chen Yi to the Congress",
        rf"(?:\w+\s+)?{_oral}(?:\s+(?:given\s+|delivered\s+|made\s+|held\s+)?by|(?:(?<=speech)|(?<=address)|(?<=remarks)|(?<=statement))\s+of|,(?=\s+\S+\s+\S))\s+(?P<w>.+?)"
        r"(?:,?\s+(?:at|to|before|in|on|during|regarding|concerning|about)\s+.*)?",
        w="author",
    ),
    _rule(
        "Stalin's Telegram to Mao Zedong",
        rf"\[?(?P<q>[^:,\[\]]+?)['’]s?\]?\s+(?:\w+\s+)?{_message_kinds}\s+to\s+(?P<r>.+)",
        q="sender",
        r="recipient",
    ),
    _rule(
        "Anastas Mikoyan's Recollections of his Trip to China",
        rf"\[?(?P<p>[^:,\[\]]+?)['’]s?\]?\s+(?:[\w-]+\s+)?(?:{_oral}|notes|report|letter|account|handwritten\s+notes)\b.*",
        p="author",
    ),
    _rule(
        "Khrushchev's Speech at the Opening of the Conference: one word may be a name or not",
        rf"\[?(?P<q>[^\s:,\[\]]+?)['’]s?\]?\s+(?:[\w-]+\s+)?{_oral}\b.*",
        q="author",
    ),
    _rule(
        "Information Report Sent by Khabarovsk Committee to CPSU CC",
        rf"(?:\w+\s+){{1,3}}sent\s+by\s+(?:the\s+)?(?P<s>.+?){_to}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Information on a Trip to India, from the Central Committee of the CPSU to the Central Committee of the SED",
        rf"{_message}\s+(?:on|about|regarding|concerning)\s.+,\s+from\s+(?P<s>[^,]+?){_to}(?P<r>[^,]+)",
        s="sender",
        r="recipient",
    ),
    _rule(
        "Letter from the Central Committee signed by Mao Zedong to the Central Committee of the CPSU",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?),?\s+\[?signed\s+by\s+(?P<w>[^\]]+?)\]?,?\s+to\s+(?P<r>.+?)"
        r"(?:,?\s+attention\s+(?P<t>.+))?",
        s="sender",
        w="sender",
        r="recipient",
        t="recipient",
    ),
    _rule(
        "Cable, Liu Shaoqi [via Kovalev] to Stalin",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?)\s+[\[(]?via\s+(?P<v>[^\])]+?)[\])]?,?\s+to\s+(?P<r>.+)",
        s="sender",
        v="intermediary",
        r="recipient",
    ),
    _rule(
        "Cable, Terebin to Stalin [via Kuznetsov]",
        rf"{_message},?\s+(?:from\s+)?(?P<s>.+?){_to}(?P<r>.+?),?\s+[\[(]?via\s+(?P<v>[^\])]+)[\])]?",
        s="sender",
        r="recipient",
        v="intermediary",
    ),
    _rule(
        "Letter to the CC CPSU, from Chairman Kim Il Sung",
        rf"{_message}\s+to\s+(?P<r>[^,]+),?\s+from\s+(?P<s>.+)",
        r="recipient",
        s="sender",
    ),
    _rule(
        "Cable of Kovalev on 3 May conversation between Mao and Mikoyan",
        rf"{_message}\s+of\s+(?!{_talk})(?P<s>.+?)\s+(?:on|about|concerning)\b.*",
        s="sender",
    ),
    _rule(
        "State Department telegram 228213 to U.S. Embassy Moscow",
        rf"(?P<o>(?!from\b|report\b)[^,:]+?)\s+{_message_kinds}{_number}\s+to\s+(?P<r>.+)",
        o="sender",
        r="recipient",
    ),
    _rule(
        "Telegram from Mao Zedong to Zhou Enlai; Cable, Liu Shaoqi to Mao Zedong",
        rf"{_message},?\s+(?:from\s+)?(?P<s>(?!(?:to|on|of|about|from|sent|regarding|concerning|for|with|in)\b|\d).+?){_to}(?P<r>.+?){_attention}",
        s="sender",
        r="recipient",
        t="recipient",
    ),
    _rule(
        "Memorandum, Hungarian Foreign Ministry",
        r"(?:memorandum|report|note|information),\s+(?P<o>[^,]+?)(?:,.*)?",
        o="author",
    ),
    _rule(
        "From Gr. Shopov to T. Zhivkov on Trade; I. Tugarinov to Cde. B.N. Ponomarev",
        rf"(?:from\s+(?=\S+\s))?(?P<i>{_addressed}){_to}(?P<r>{_addressed})(?:\s+(?:on|about|concerning|regarding)\s.*)?",
        i="sender",
        r="recipient",
    ),
    _rule(
        "Bulgarian Legation, Washington, to Bulgarian Foreign Ministry",
        r"(?P<f>(?:[A-Z][\w-]*\s+){0,2}(?:embassy|legation|mission|consulate)(?:(?:\s+in|,)\s+[A-Z][\w .]*?)?"
        r"(?:\s*\([^()]+\))?)"
        r",?\s+to\s+(?P<r>.+)",
        f="sender",
        r="recipient",
    ),
    _rule(
        "Hungarian Embassy in Cuba, Report on Cuban Foreign Policy",
        r"(?P<o>[^,:]+),\s+(?:report|memorandum|note|information|survey|assessment|analysis)\s+(?:on|about|regarding|concerning)\s.+",
        o="author",
    ),
    _rule(
        "Journalist Carmine Rossi, Interview with Ernesto Ruiz",
        rf"(?P<p>[^,:]+),\s+{_kind_words}{_talk}\s+with\s+(?P<b>.+)",
        p="interlocutor",
        b="interlocutor",
    ),
    _rule("Report to the CPSU CC Plenum", rf"{_message}\s+to\s+(?P<r>.+)", r="recipient"),
    _rule("Untitled report from Ivan Kovalev", rf"{_message},?\s+from\s+(?P<s>.+)", s="sender"),
    _rule(
        "Ministry of Foreign Affairs, Hungary (Kádár), Cable to Hungarian Embassy in Beijing",
        rf"(?P<s>[^:]+?),\s+{_message}\s+to\s+(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
)
