"""How a text names who takes part, as data: an example, a pattern whose `list` holds the names, and their role.

Sentences are asked by PROSE_RULES, lines with a label by LABEL_RULES, the first words of a report by MEETING_RULES.
"""

from __future__ import annotations

import re

from regesta.model import Role

_talk = r"(?:[Cc]onversations?|[Tt]alks?|[Mm]eetings?|[Dd]iscussions?|[Nn]egotiations|[Ii]nterview)"
_stop = r"(?=(?<!\b[A-Z])\.(?:\s+[A-Z]|$)|;|$)"
_clause = r"(?P<list>[^.;:]*(?:\b[A-Z]\.[^.;:]*)*?)"
PROSE_RULES: tuple[tuple[str, re.Pattern[str], Role], ...] = (
    (
        "with Shi Zhe translating",
        re.compile(r"\bwith\s+(?P<list>[A-Z][\w.’' -]+?)\s+(?:translating|interpreting|as\s+(?:the\s+)?interpreter)\b"),
        "interpreter",
    ),
    (
        "Mao Zedong's interpreter Shi Zhe; as well as the interpreter Shi Zhe",
        re.compile(
            r"\b[Ii]nterpreters?:?\s+(?:was\s+|were\s+)?(?P<list>(?:[A-Z][\w.’'-]*\s?){1,4}(?:\s+and\s+(?:[A-Z][\w.’'-]*\s?){1,4})?)"
        ),
        "interpreter",
    ),
    (
        "The first conversation with Mao Zedong took place",
        re.compile(rf"\b{_talk}\s+with\s+(?P<list>[A-Z][\w.’'\[\] -]+?)\s+(?:took\s+place|was\s+held|occurred)\b"),
        "interlocutor",
    ),
    (
        "[Others present were] Stalin, Molotov; Also present: A, B",
        re.compile(
            rf"\b[Pp]resent(?:\s+(?:from|on|for)\s+(?:the|our)\s+\w+\s+side|\s+(?:at|during)\s+(?:the\s+)?{_talk})?\s*(?:were|was|:)\]?"
            rf"\s+(?P<list>.+?){_stop}"
        ),
        "present",
    ),
    (
        "At the meeting were Lin Zhao, Petrov; Attending the meeting were A and B; The talk was attended by C",
        re.compile(
            rf"\b(?:^[Aa]t\s+(?:the|this)\s+{_talk}\s+(?:were|was)|[Aa]ttending\s+(?:(?:the|this)\s+{_talk}\s+)?(?:were|was)"
            rf"|{_talk}\s+(?:was|were)\s+(?:also\s+)?attended(?:\s+(?:on|from)\s+(?:the|our)\s+\w+\s+side)?\s+by)\s+(?P<list>.+?){_stop}"
        ),
        "present",
    ),
    (
        "The conversation was interpreted by Shi Zhe",
        re.compile(rf"\b(?:interpreted|translated)\s+by\s+(?P<list>(?=[A-Z\w\s]*[A-Z]).+?){_stop}"),
        "interpreter",
    ),
    (
        "The conversation was recorded by the first secretary of the embassy, A. Petrov",
        re.compile(
            rf"\b(?:{_talk}|[Ii]t)\s+(?:was|were)\s+(?:recorded|written\s+down|noted|taken\s+down)\s+by\s+(?P<list>.+?){_stop}"
        ),
        "author",
    ),
    (
        "in the presence of CCP CC Politburo members Zhou Enlai, Liu Shaoqi",
        re.compile(r"\bin\s+the\s+presence\s+of\s+(?P<list>.+?)" + _stop),
        "present",
    ),
    (
        "A, B and C, as well as D, took part; From our side E and F were present",
        re.compile(
            rf"(?:^|(?<=\.\s)|in\s+which\s+|where\s+){_clause}[\s,]+(?:also\s+)?"
            r"(?:(?:participated|took\s+part)(?!\s+in\s+(?!(?:the|this|our|these)?\s*(?:first\s+|second\s+)?"
            rf"{_talk}))|were\s+(?:also\s+)?present|was\s+(?:also\s+)?present|attended)\b"
        ),
        "present",
    ),
)
TELLING = (
    "nterpret", "ranslat", "resent", "resence", "ttend", "took", "held", "occurred", "participated", "recorded",
    "written", "noted", "taken",
)  # fmt: skip
"""A sentence that a rule knows has one of these, or begins with "At"; most sentences have none."""
LABEL_RULES: tuple[tuple[str, re.Pattern[str], Role], ...] = (
    (
        "From the diary of N. V. Roshchin",
        re.compile(r"^(?i:from\s+the\s+(?:diary|journal)\s+of):?\s+(?P<list>[A-Z].+)$"),
        "author",
    ),
    (
        "Signed: N. Popa; [signed] A. Gromyko",
        re.compile(r"^[\[(]?(?:[Ss]igned|SIGNED|[Ss]ignature|/s/)[\])]?\s*:?\s+(?P<list>[A-Z].+)$"),
        "sender",
    ),
    ("To: Comrade Stalin", re.compile(r"^(?:TO|To|FOR|For)\s*:\s*(?P<list>.+)$"), "recipient"),
    ("From: Mao Zedong", re.compile(r"^(?:FROM|From)\s*:\s*(?P<list>.+)$"), "sender"),
    (
        "Present: A, B; Also present: C; Participants on the Chinese side: D, E",
        re.compile(
            r"^(?:(?:[Aa]lso|[Oo]thers?|[Tt]hose|(?:[Tt]he|THE)\s+(?:following|FOLLOWING)\s+(?:were|WERE))\s+)?"
            r"(?:PRESENT|[Pp]resent|PARTICIPANTS|[Pp]articipants?|[Aa]ttend(?:ees|ing|ed)|[Ii]n attendance)"
            r"(?:\s+(?:from|on|for)\s+(?:the|our)\s+\w+(?:\s+side)?)?\s*(?:were|are|was)?\s*:\s*(?P<list>.+)$"
        ),
        "present",
    ),
    ("On the Chinese side: A, B", re.compile(r"^[Oo]n\s+(?:the|our)\s+\w+\s+side\s*:\s*(?P<list>.+)$"), "present"),
    (
        "Interpreter: Shi Zhe; Interpreted by Shi Zhe",
        re.compile(
            r"^(?:(?:[Ii]nterpreters?|[Tt]ranslators?)(?:\s+(?:and|&)\s+\w+)?\s*:|[Ii]nterpret(?:ed|ation)\s+by:?|[Tt]ranslators?\s*:)\s*(?P<list>.+)$"
        ),
        "interpreter",
    ),
    (
        "Recorded by A. Ledovskii; Note-taker: A; Written down by B",
        re.compile(
            r"^\(?(?:[Rr]ecorded|[Ww]ritten(?:\s+down)?|[Nn]oted|[Tt]aken\s+down|[Tt]ranscribed|[Mm]inutes(?:\s+taken)?"
            r"|(?:[Tt]he\s+)?[Cc]onversation\s+(?:was\s+)?recorded)\s+by\s*:?\s*(?P<list>[^.]+(?:\.\s?[^.]+)*?)\.?\)?$"
            r"|^(?:[Ii]nterpreter\s+(?:and|&)\s+)?(?:[Nn]ote-?\s?taker|[Rr]ecorder|[Rr]apporteur)s?\s*:\s*(?P<other>.+)$"
        ),
        "author",
    ),
)
"""Lines whose label tells the role of all that follows it."""
MEETING_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "I visited Deputy Minister Chen Yi; I was received by Comrade Kim Il Sung; I had a long talk today with Nam Il",
        re.compile(
            r"\bI\s+(?:(?:also|then|today|again)\s+)?(?:visited|received|saw|met(?:\s+(?:today|yesterday))?(?:\s+with)?"
            r"|called\s+on|was\s+received\s+by|paid\s+a\s+(?:\w+\s+)?visit\s+to|(?:talked|spoke)(?:\s+\w+)?\s+(?:with|to)"
            rf"|(?:had|held)\s+(?:a|an)\s+(?:[\w-]+\s+){{0,2}}?{_talk}(?:\s+(?:today|yesterday))?\s+with)\s+(?P<list>.+)"
        ),
    ),
    (
        "On 3 June Premier Zhou Enlai received me; Today the Deputy Minister, Li Dong, called on me",
        re.compile(
            r"^(?P<list>.{4,200}?),?\s+(?:received|visited|invited|summoned|called\s+on|came\s+to\s+see)\s+me\b"
        ),
    ),
)
"""What tells, in the opening, whom the writer spoke with; what is found so is a guess."""
BEFORE_NAME = re.compile(
    r"^(?:(?:[Tt]oday|[Yy]esterday|[Tt]hen|[Ll]ater|[Aa]fterwards?|[Aa]t\s+(?:his|her|my)\s+(?:own\s+)?request"
    r"|(?:[Ii]n\s+the|[Tt]his)\s+(?:morning|afternoon|evening)|(?:[Oo]n\s+)?\d{1,2}\s+[A-Z][a-z]+(?:\s+\d{4})?"
    r"|at\s+[\d.:]+\s*(?:[ap]\.?m\.?|hours|o['’]clock)?)[\s,]+)+"
)
"""Day and hour before a name: "Today at 6 p.m. the Deputy Minister"."""
NAME_ENDS = re.compile(
    r"\s+(?:at|in|on|to|for|and|who|about|with|after|before|during|as|from|today|yesterday|again|[a-z]+ed)\b.*$"
)
"""Where the sentence goes on behind a name: "Chen Yi at his invitation"."""
SIDES = re.compile(r"[,;]?\s+(?:and\s+)?(?:on|from)\s+(?:the|our)\s+\w+\s+side,?\s*(?:by\s+|were\s+|:\s*)?")
"""What parts a list by sides: "…, on the Soviet side by P. Yudin"."""
BARE_LABEL = re.compile(
    r"^(?:(?:[Aa]lso|[Tt]hose)\s+)?(?:PRESENT|[Pp]resent|PARTICIPANTS|[Pp]articipants|[Ii]n\s+attendance)\s*:?$"
)
"""A label whose names stand in the lines below it."""
BRACKETED_INTERPRETER = re.compile(
    r"(?P<list>[A-Z][^\W\d_][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})\s*\((?:the\s+)?(?:interpreter|translator)\)"
)
"""As in "Ambassador Katz, Shi Zhe (interpreter)"."""
