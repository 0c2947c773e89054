"""The shapes of titles that tell of a talk or a session, as data: each with an example, a pattern and its parts' roles.

What a part may be is said in `title_rules`, which asks these first.
"""

from __future__ import annotations

from regesta.normalise.title_words import (
    KIND_AT_HEAD,
    KIND_WORDS,
    MESSAGE_KINDS,
    NUMBER,
    SESSION,
    TALK,
    rule,
)

TALK_RULES = (
    rule(
        "Gomulka's Memorandum of a Conversation with Stalin",
        rf"\[?(?P<q>[^:,\[\]]+?)['’]s?\]?\s+(?:\w+\s+)?(?:memorandum|notes?|record|minutes|account|report)\s+(?:of|on|about|from)\s+"
        rf"(?:a\s+|an\s+|the\s+|his\s+)?(?:\w+\s+)?{TALK}\s+with\s+(?P<b>.+)",
        q="author",
        b="interlocutor",
    ),
    rule(
        "From the Journal of Orlov: Memorandum of Conversation between Orlov and Ambassador Chen Yi",
        r"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)(?:\s+entry)?\s+of\s+"
        r"(?P<w>[^:]*?\b(?P<same>[^\W\d_]+))[:,].*?"
        rf"\b{TALK}\s+(?:between|of)\s+[^:]*?\b(?P=same)\s+(?:and|with)\s+(?P<b>.+)",
        w="author",
        b="interlocutor",
    ),
    rule(
        "From the Diary of P.F. Yudin, 22 July 1958: Memorandum of Conversation with Chen Yi",
        rf"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)(?:\s+entry)?\s+of\s+(?P<w>[^:]+?)[:,].*?\b{TALK}\s+with\s+(?P<b>.+)",
        w="author",
        b="interlocutor",
    ),
    rule(
        "Entry from the Journal of Ambassador V. Ivanov",
        r"(?:(?:(?:entry|entries|excerpts?|extracts?)\s+)?from\s+)?(?:the\s+)?(?:journal|diary)(?:\s+entry)?\s+of\s+(?P<w>[^:]+)(?::.*)?",
        w="author",
    ),
    rule(
        "Notes of V. Kolarov from a Meeting with Stalin",
        rf"(?:\w+\s+)?notes?\s+(?:of|by)\s+(?P<p>(?!the\b|a\b)[^,]+?)\s+(?:from|on|about)\s+(?:an?\s+|the\s+|his\s+)?{TALK}\s+with\s+(?P<b>.+)",
        p="author",
        b="interlocutor",
    ),
    rule(
        "Notes of G. Dimitrov on a Phone Call from Stalin",
        r"notes\s+(?:of|by)\s+(?P<p>(?!the\b|an?\b|conversation|meeting|talk)[^,]+?)"
        r"(?:,.*|\s+(?:from|on|about|ahead\s+of|before|during|for|at|regarding|concerning)\s+.+)?",
        p="author",
    ),
    rule(
        "Memorandum of Telephone Conversation: Telephone Call from Chancellor Helmut Kohl",
        rf"{KIND_WORDS}{TALK}[,:]\s+(?:(?:tele)?phone\s+)?(?:call|conversation|meeting|talk)\s+(?:from|with|to)\s+(?P<b>.+)",
        b="interlocutor",
    ),
    rule(
        "Minutes of Conversation between Zhivkov – Leonid I. Brezhnev; Minutes of Conversation, Zhivkov – Brezhnev",
        rf"{KIND_WORDS}{TALK}(?:,?\s+between|,)\s+(?P<a>[^–]+?)\s+–\s+(?P<b>[^–]+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Memorandum of Conversation between Anastas Mikoyan and Mao Zedong",
        rf"{KIND_WORDS}{TALK}(?:\s+(?:records?|notes|minutes|transcript))?,?(?:\s+held)?\s+\[?between\]?\s+(?P<a>.+?),?\s+(?:and|with)\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Minutes of Conversation, Mao Zedong and Kim Il Sung",
        rf"{KIND_WORDS}{TALK}[,:]\s+(?P<a>.+?)\s+and\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Memorandum of Conversation of Nikolai Fedorenko with Deputy Minister Wang Jiaxiang",
        rf"{KIND_WORDS}{TALK}(?:\s+of|\s+by|[,:])\s+(?P<a>.+?),?\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Record of the Meeting of Pavel Orlov and Lin Zhao; Conversation of Lin and Ambassador N.V. Orlov",
        rf"{KIND_WORDS}{TALK}\s+of\s+(?P<q>[^:,]+?)\s+and\s+(?P<h>[^:]+)",
        q="interlocutor",
        h="interlocutor",
    ),
    rule(
        "Conversation from [Mao Zedong's] Audience with the Hungarian Delegation",
        rf"{KIND_WORDS}{TALK}\s+from\s+\[?(?P<a>[^\]]+?)['’]s?\]?\s+{TALK}\s+(?:with|of)\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Conversation from Reception with President Sukarno and His Wife [Mrs. Hartini]",
        rf"{KIND_WORDS}{TALK}\s+from\s+(?:the\s+)?{TALK}\s+with\s+(?P<b>.+)",
        b="interlocutor",
    ),
    rule(
        "The Chancellor's [Helmut Kohl's] Conversation with Portuguese Prime Minister Guterres",
        rf"{KIND_WORDS}[^\[\]:]+?['’]s?\s+\[(?P<a>[^\]]+?)['’]s?\]\s+{TALK}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Record of Zhou Enlai's Conversation with Indian Ambassador K.M. Panikkar",
        rf"{KIND_WORDS}(?!{KIND_AT_HEAD})\[?(?P<a>(?:(?!\s(?:concerning|regarding|about|on|to|from)\s)[^:,])+?)['’]s?\]?\s+(?:\w+\s+)?{TALK}\s+with\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Memorandum of Conversation with Mao Zedong",
        rf"{KIND_WORDS}{TALK},?\s+\[?with\]?\s+(?P<b>.+)",
        b="interlocutor",
    ),
    rule(
        "Abstract of Conversation: Vice-Minister Zhang Receives Indian Ambassador Nehru",
        rf"{KIND_WORDS}{TALK}[,:]\s+(?P<a>.+?)\s+receives\s+(?P<b>.+)",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "International Olympic Committee Meeting with the Sports Minister; IOC President interview with Roh Tae-woo",
        rf"(?!{KIND_AT_HEAD}|(?:the\s+)?(?:minutes|record|notes?|transcript|protocol)\s)(?P<m>[^:,]+?)\s+(?:meeting|interview|conversation|talks?)\s+with\s+(?P<b>[^:]+)",
        m="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Saddam Hussein and Senior Advisers Discussing the Conflict with Iran",
        r"(?P<q>[^:,]+?)\s+and\s+(?P<b>[^:,]+?)\s+discuss(?:ing)?\s.+",
        q="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Revolutionary Command Council Meeting after the Baghdad Conference",
        rf"(?!.*\b(?:minutes|records?|protocol|transcript|notes?|summary|excerpts?|extracts?|{MESSAGE_KINDS})\b)"
        r"(?P<o>[^:,]+?)\s+(?:meeting|session|plenum)(?:\s+(?:after|before|on|in|at|of|about|concerning|regarding)\s.+)?",
        o="present",
    ),
    rule(
        "Minutes of Ceausescu – Deng Meeting in Beijing",
        rf"{KIND_WORDS}(?P<a>.+?)\s+[–-]\s+(?P<b>.+?)\s+{TALK}\b.*",
        a="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Protocol No. 49 of CPSU CC Presidium Session",
        rf"(?:minutes|transcript|(?:stenographic\s+)?record|protocol){NUMBER}\s+(?:of|from)\s+(?!(?:the\s+|an?\s+)?{SESSION})(?:the\s+|an?\s+)?(?P<o>\S.+?)\s+{SESSION}\b.*",
        o="present",
    ),
    rule(
        "Minutes of the Meeting of the CPSU CC Plenum; Working Notes from the Session of the CPSU CC Presidium",
        rf"(?:working\s+notes|notes|(?:minutes|protocol){NUMBER}|stenographic\s+report)\s+(?:of|from)\s+(?:the\s+|an?\s+)?"
        rf"(?:(?:\w+\s+){{0,3}}?{SESSION}\s+of\s+(?:the\s+)?)?(?P<o>.+)",
        o="present",
    ),
    rule(
        "Stenographic Protocol of the II Plenary Session of the Central Committee",
        rf"(?:\w+\s+)?(?:minutes|protocol|record|transcript){NUMBER}\s+(?:of|from)\s+(?:the\s+|an?\s+)?"
        rf"(?:\w+\s+){{0,3}}{SESSION}\s+of\s+(?:the\s+)?(?P<o>.+)",
        o="present",
    ),
    rule(
        "Session of the CPSU CC Politburo, 10 September 1981",
        r"(?:the\s+)?(?:\w+\s+)?(?:session|plenum|sitting)\s+of\s+(?:the\s+)?(?P<o>.+)",
        o="present",
    ),
)
