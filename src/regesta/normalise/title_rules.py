"""The shapes of titles as data: each with an example, a pattern and the roles of its named parts.

They are asked in order, and the first that fits a whole title reads it. A part called `o` must be a body, `h` and `q` a
person, `p` a person told by two words at least, `m` a body or a person told by more than a capital, `k` an office or a
person told so; one word in `q` is a guess.
"""

from __future__ import annotations

from regesta.normalise.title_talks import TALK_RULES
from regesta.normalise.title_words import (
    ABOUT,
    ADDRESSED,
    ATTENTION,
    KIND_WORDS,
    MESSAGE,
    MESSAGE_KINDS,
    NUMBER,
    ORAL,
    SENT,
    TALK,
    TO,
    UP_TO_SUBJECT,
    WRITTEN,
    rule,
)

TITLE_RULES = (
    *TALK_RULES,
    rule(
        "Directive from Stalin to Malenkov on the Armistice",
        rf"(?:directive|instructions?|order|request|proposal)s?\s+from\s+(?P<s>{UP_TO_SUBJECT}){TO}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    rule(
        "Draft Instructions for General Chuikov and Vladimir Semenov regarding Control of Borders",
        rf"(?:\w+\s+)?(?:instructions?|directives?|orders?)\s+(?:for|to)\s+(?P<m>{UP_TO_SUBJECT})(?:\s+{ABOUT}\s.+)?",
        m="recipient",
    ),
    rule(
        "Directive from Mao Zedong Regarding Comrade Yao's Visit",
        rf"(?:directive|instructions?|order|comments?|reply)\s+(?:from|by|of)\s+(?P<p>{UP_TO_SUBJECT})(?:\s+{ABOUT}\s.+)?",
        p="author",
    ),
    rule(
        "Resolution of the CPSU CC Presidium about the Situation in Hungary",
        r"(?:resolution|decision|decree|directive|order|statement|declaration|communiqué|(?:proposal|recommendation|guideline)s?)\s+(?:of|by|from)\s+(?P<o>.+?)"
        r"(?:\s+to\s+.+)?",
        o="author",
    ),
    rule(
        "Politburo Decision to Confirm the Directive to Roshchin",
        r"(?P<o>[^,:]*?\b(?:politburo|presidium|committee|secretariat|plenum|council))\s+(?:decision|resolution|decree)s?\b.*",
        o="author",
    ),
    rule(
        "Memorandum for the Record from Robert Komer",
        r"memorandum\s+for\s+the\s+record\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    rule(
        "Letter by Ambassador in Moscow Sergio Romano to Minister of Foreign Affairs Andreotti",
        rf"{MESSAGE},?\s+by\s+(?P<s>{UP_TO_SUBJECT}){TO}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    rule(
        "Memorandum by General Staff of Defense for Minister of Defense Andreotti",
        rf"{MESSAGE},?\s+by\s+(?P<o>{UP_TO_SUBJECT})\s+for\s+(?:the\s+)?(?P<h>.+)",
        o="author",
        h="recipient",
    ),
    rule(
        "Memorandum from Donald Gregg for Zbigniew Brzezinski",
        rf"(?!.*\sto\s){MESSAGE}\s+from\s+(?P<s>{UP_TO_SUBJECT})\s+for\s+(?:the\s+)?(?P<k>.+)",
        s="sender",
        k="recipient",
    ),
    rule(
        "Confidential Note from M. Roberts to Sir A. Acland",
        rf"(?:\w+\s+)?note{NUMBER}\s+from\s+(?P<s>{UP_TO_SUBJECT}){TO}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    rule(
        "Memorandum for the Director of Central Intelligence; Memorandum for Mr. Wisner",
        rf"(?:(?!recommendation|request|proposal)\w+\s+){{0,2}}(?:memorandum|memo|note|information|minute|message){NUMBER}"
        r"\s+for\s+(?:the\s+)?(?!record\b)(?P<k>.+)",
        k="recipient",
    ),
    rule(
        "Note from the Embassy of the USSR in China; Note Number 291 from the Department of Asia-Oceania",
        r"(?:(?!diary|journal)\w+\s+)?notes?(?:\s+(?:no\.?|number)\s*\d+)?\s+(?:from|by)\s+(?P<w>.+)",
        w="author",
    ),
    rule(
        "Report by M. Kovalev on the Talks; Report of Milovan Djilas about a Meeting; Memorandum by George Kennan",
        r"(?:report|memorandum|memo|note|study|analysis|book|article|paper)(?:\s+and\s+\w+)?\s+by\s+(?P<w>.+)",
        w="author",
    ),
    rule(
        "Report of Pham Ngoc Thach to the Soviet Envoy; Message of the Ministry of Foreign Affairs to the Embassy",
        rf"{MESSAGE}\s+of\s+(?!{TALK}|(?:the\s+)?visit)(?P<m>{UP_TO_SUBJECT}){TO}(?P<r>.+)",
        m="sender",
        r="recipient",
    ),
    rule(
        "Report of Milovan Djilas about a Meeting",
        r"(?:report|memorandum|memo|note|study|analysis)\s+of\s+(?P<w>(?!conversation|meeting|talk|discussion)(?:.+))",
        w="author",
    ),
    rule(
        "Speech by Mao Zedong at the Meeting of Parties; Statement, Comrade Chen Yi to the Congress",
        rf"(?:\w+\s+)?(?:{ORAL}|talk)(?:\s+(?:given\s+|delivered\s+|made\s+|held\s+)?by|(?<=statement)\s+from|(?:(?<=speech)|(?<=address)|(?<=remarks)|(?<=statement))\s+of|,(?=\s+\S+\s+\S))\s+(?P<w>.+?)"
        r"(?:,?\s+(?:at|to|before|in|on|during|regarding|concerning|about)\s+.*)?",
        w="author",
    ),
    rule(
        "Press Release containing a Speech by Minister of External Affairs Frank Aiken and Draft Resolutions",
        rf"(?:\w+\s+){{1,3}}(?:containing|with|on)\s+(?:a\s+|an\s+|the\s+)?{ORAL}\s+(?:by|of)\s+(?P<p>.+?)(?:\s+and\s+.*)?",
        p="author",
    ),
    rule(
        "Stalin's Telegram to Mao Zedong",
        rf"\[?(?P<q>[^:,\[\]]+?)['’]s?\]?\s+(?:\w+\s+)?{MESSAGE_KINDS}\s+to\s+(?P<r>.+)",
        q="sender",
        r="recipient",
    ),
    rule(
        "Anastas Mikoyan's Recollections of his Trip to China",
        rf"\[?(?P<p>[^:,\[\]]+?)['’]s?\]?\s+(?:[\w-]+\s+)?(?:{ORAL}|{WRITTEN}|{SENT})\b.*",
        p="author",
    ),
    rule(
        "Khrushchev's Speech at the Opening of the Conference: one word may be a name or not",
        rf"\[?(?P<q>[^\s:,\[\]]+?)['’]s?\]?\s+(?:[\w-]+\s+)?(?:{ORAL}|{WRITTEN})\b.*",
        q="author",
    ),
    rule(
        "[Mao Zedong's] Reply After Receiving the Credentials",
        r"\[(?P<q>[^\[\]]+?)['’]s?\]\s+[^\s].*",
        q="author",
    ),
    rule(
        "P. Shelest Reports on a Meeting between Party Officials",
        rf"(?P<p>[^:,]+?)\s+(?:reports|writes)\s+(?:{ABOUT}|to|that)\s.*",
        p="author",
    ),
    rule(
        "Anatoly Chernyaev, Notes from a Meeting",
        rf"(?P<p>[^:,]+),\s+(?:[\w-]+\s+){{0,2}}?{WRITTEN}(?:\s+(?:of|from|for|{ABOUT})\s.*)?",
        p="author",
    ),
    rule(
        "KGB Chief Serov, Report",
        rf"(?P<m>[^:,]+),\s+{WRITTEN}",
        m="author",
    ),
    rule(
        "Andropov Report, 28 October 1956; Zhukov report on the situation; Defense Intelligence Agency Report",
        rf"(?P<q>[^\s:,-]+(?:\s[^\s:,-]+)?)\s+(?:report|update)(?:,.*|\s+{ABOUT}\s.+)?",
        q="author",
    ),
    rule("Defense Intelligence Agency Report", r"(?P<o>[^:,]+)\s+(?:report|memorandum|assessment|study)", o="author"),
    rule("Andropov Telegram", rf"(?P<q>[^\s:,]+)\s+{SENT}", q="sender"),
    rule(
        "Information Report Sent by Khabarovsk Committee to CPSU CC",
        rf"(?:\w+\s+){{1,3}}sent\s+by\s+(?:the\s+)?(?P<s>.+?){TO}(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
    rule(
        "Information on a Trip to India, from the Central Committee of the CPSU to the Central Committee of the SED",
        rf"{MESSAGE}\s+(?:on|about|regarding|concerning)\s.+,\s+from\s+(?P<s>[^,]+?){TO}(?P<r>[^,]+)",
        s="sender",
        r="recipient",
    ),
    rule(
        "Letter from the Central Committee signed by Mao Zedong to the Central Committee of the CPSU",
        rf"{MESSAGE},?\s+(?:from\s+)?(?P<s>.+?),?\s+\[?signed\s+by\s+(?P<w>[^\]]+?)\]?,?\s+to\s+(?P<r>.+?)"
        r"(?:,?\s+attention\s+(?P<t>.+))?",
        s="sender",
        w="sender",
        r="recipient",
        t="recipient",
    ),
    rule(
        "Cable, Liu Shaoqi [via Kovalev] to Stalin",
        rf"{MESSAGE},?\s+(?:from\s+)?(?P<s>.+?)\s+[\[(]?via\s+(?P<v>[^\])]+?)[\])]?,?\s+to\s+(?P<r>.+)",
        s="sender",
        v="intermediary",
        r="recipient",
    ),
    rule(
        "Cable, Terebin to Stalin [via Kuznetsov]",
        rf"{MESSAGE},?\s+(?:from\s+)?(?P<s>.+?){TO}(?P<r>.+?),?\s+[\[(]?via\s+(?P<v>[^\])]+)[\])]?",
        s="sender",
        r="recipient",
        v="intermediary",
    ),
    rule(
        "Letter to the CC CPSU, from Chairman Kim Il Sung",
        rf"{MESSAGE}\s+to\s+(?P<r>[^,]+),?\s+from\s+(?P<s>.+)",
        r="recipient",
        s="sender",
    ),
    rule(
        "Cable of Kovalev on 3 May conversation between Mao and Mikoyan",
        rf"{MESSAGE}\s+of\s+(?!{TALK})(?P<s>.+?)\s+(?:on|about|concerning)\b.*",
        s="sender",
    ),
    rule(
        "State Department telegram 228213 to U.S. Embassy Moscow",
        rf"(?P<o>(?!from\b|report\b)[^,:]+?)\s+{MESSAGE_KINDS}{NUMBER}\s+to\s+(?P<r>.+)",
        o="sender",
        r="recipient",
    ),
    rule(
        "Telegram from Mao Zedong to Zhou Enlai; Cable, Liu Shaoqi to Mao Zedong",
        rf"{MESSAGE},?\s+(?:from\s+)?(?P<s>(?!(?:to|on|of|about|from|sent|regarding|concerning|for|with|in|before|after|during|{MESSAGE_KINDS})\b|\d){UP_TO_SUBJECT}){TO}(?P<r>.+?){ATTENTION}",
        s="sender",
        r="recipient",
        t="recipient",
    ),
    rule(
        "Memorandum, Hungarian Foreign Ministry; Political Report for the Month of April 1975, K.N. Martin, Chargé",
        r"(?:political\s+)?(?:memorandum|report|note|information|talking\s+points|notes|statement|speech)"
        r"(?:\s+for\s+[^,]*\d{4})?,\s+(?P<m>[^,]+?)(?:,.*)?",
        m="author",
    ),
    rule(
        "Letter, South African Ambassador to the United States Taswell; Cable, Department of Foreign Affairs",
        rf"(?:[\w-]+\s+){{0,3}}?{SENT}{NUMBER},\s+(?P<m>[^,]+?)(?:,.*)?",
        m="sender",
    ),
    rule(
        "From Gr. Shopov to T. Zhivkov on Trade; I. Tugarinov to Cde. B.N. Ponomarev",
        rf"(?:from\s+(?=\S+\s))?(?P<i>{ADDRESSED}){TO}(?P<r>{ADDRESSED})(?:\s+(?:on|about|concerning|regarding)\s.*)?",
        i="sender",
        r="recipient",
    ),
    rule(
        "Bulgarian Legation, Washington, to Bulgarian Foreign Ministry",
        r"(?P<f>(?:[A-Z][\w-]*\s+){0,2}(?:embassy|legation|mission|consulate)(?:(?:\s+in|,)\s+[A-Z][\w .]*?)?"
        r"(?:\s*\([^()]+\))?)"
        r",?\s+to\s+(?P<r>.+)",
        f="sender",
        r="recipient",
    ),
    rule(
        "Hungarian Embassy in Cuba, Report on Cuban Foreign Policy",
        r"(?P<o>[^,:]+),\s+(?:report|memorandum|note|information|survey|assessment|analysis)\s+(?:on|about|regarding|concerning)\s.+",
        o="author",
    ),
    rule(
        "Journalist Carmine Rossi, Interview with Ernesto Ruiz",
        rf"(?P<p>[^,:]+),\s+{KIND_WORDS}{TALK}\s+with\s+(?P<b>.+)",
        p="interlocutor",
        b="interlocutor",
    ),
    rule(
        "Soviet briefing on the talks between Brezhnev and Babrak Karmal",
        r"(?:[\w’'-]+\s+){0,3}(?:briefing|report|information|account|notes?|summary|transcript|record|readout)s?\s+"
        rf"(?:of|on|about|from)\s+(?:the\s+)?(?:\w+\s+){{0,2}}{TALK}\s+between\s+(?P<h>.+?)\s+and\s+(?P<g>.+)",
        h="interlocutor",
        g="interlocutor",
    ),
    rule("Report to the CPSU CC Plenum", rf"{MESSAGE}\s+to\s+(?P<r>.+)", r="recipient"),
    rule("Untitled report from Ivan Kovalev", rf"{MESSAGE},?\s+from\s+(?P<s>.+)", s="sender"),
    rule(
        "Ministry of Foreign Affairs, Hungary (Kádár), Cable to Hungarian Embassy in Beijing",
        rf"(?P<s>[^:]+?),\s+{MESSAGE}\s+to\s+(?P<r>.+)",
        s="sender",
        r="recipient",
    ),
)
