"""Who took part, from titles, openings and signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.model import Block
from regesta.normalise.known_names import known_names, longer, shorter_or_same
from regesta.normalise.marks import follows, read_mark
from regesta.normalise.names import read_name, split_names
from regesta.normalise.participants import read_participants
from regesta.normalise.title_rules import TITLE_RULES
from regesta.normalise.titles import participants_of_title

TITLES = {
    "Telegram, Reiner to Gen. Axel, Gen. Sieb, and Gen. Krol": [
        ("sender", "Reiner"),
        ("recipient", "Axel"),
        ("recipient", "Sieb"),
        ("recipient", "Krol"),
    ],
    "Letter from Director of the Bureau of Scientific and Technological Affairs Herman Pollard to Ann Roe": [
        ("sender", "Herman Pollard"),
        ("recipient", "Ann Roe"),
    ],
    "Cable from Dutch Embassy, Washington (van Roy), 1 November 1963": [("sender", "van Roy")],
    "Telegram from the Consul of the US in Sao Paulo to the Department of State": [
        ("sender", "Consul of the US in Sao Paulo"),
        ("recipient", "Department of State"),
    ],
    "Message to Secretary of the CC of the Azerbaijan CP M.D. Bagin from Deputy Chief of the Department Khodin": [
        ("recipient", "M.D. Bagin"),
        ("sender", "Khodin"),
    ],
    "Conversation of Lin Zhao with Delegation of the People’s Army Headed by Comrade Beqir Ballu (2 October 1963)": [
        ("interlocutor", "Lin Zhao"),
        ("interlocutor", "Delegation of the People’s Army"),
        ("interlocutor", "Beqir Ballu"),
    ],
    "Report on the meeting between the delegate Tran Thu with Shpresa Fugo": [
        ("interlocutor", "Tran Thu"),
        ("interlocutor", "Shpresa Fugo"),
    ],
    "Abstract of Conversation: Vice-Minister Zhang Receives Indian Ambassador Rao": [
        ("interlocutor", "Zhang"),
        ("interlocutor", "Rao"),
    ],
    "Roger du Gard, French Ambassador in Havana, to Maurice Couve, Foreign Minister, Telegram number 538-540": [
        ("sender", "Roger du Gard"),
        ("recipient", "Maurice Couve"),
    ],
    "Confidential Memo from Cuban Mission to the United Nations Concerning Petrov’s Conversations with Roe": [
        ("sender", "Cuban Mission to the United Nations"),
    ],
    "Stalinov's Telegram to Lin Zhao": [("sender", "Stalinov"), ("recipient", "Lin Zhao")],
    "Extract from Decisions of the Harbour Office, 'Point 21'": [],
    "World Reaction to Hungary and Suez": [],
    "Secret Daily Bulletin for the Prime Minister": [],
    "Memorandum of Conversation between Comrade A. I. Volkov and Prime Minister Lin Zhao": [
        ("interlocutor", "A. I. Volkov"),
        ("interlocutor", "Lin Zhao"),
    ],
    "Memorandum of Conversation of Ivan Petrov with Deputy Minister Chen Bo, Harbin, 3 May 1950": [
        ("interlocutor", "Ivan Petrov"),
        ("interlocutor", "Chen Bo"),
    ],
    "From the Diary of P.F. Sokolov, 22 July 1958: Memorandum of Conversation with Foreign Minister Chen Bo": [
        ("author", "P.F. Sokolov"),
        ("interlocutor", "Chen Bo"),
    ],
    "Journal of Soviet Ambassador A.M. Puzanov for 5 April 1957": [("author", "A.M. Puzanov")],
    "Record of Lin Zhao's Conversation with Indian Ambassador K.M. Rao": [
        ("interlocutor", "Lin Zhao"),
        ("interlocutor", "K.M. Rao"),
    ],
    "Minutes of Popescu – Lin Meeting in Beijing": [("interlocutor", "Popescu"), ("interlocutor", "Lin")],
    "Telegram from Lin Zhao to Chen Bo": [("sender", "Lin Zhao"), ("recipient", "Chen Bo")],
    "Cable, Lin Zhao [via Petrov] to Volkov": [
        ("sender", "Lin Zhao"),
        ("intermediary", "Petrov"),
        ("recipient", "Volkov"),
    ],
    "Ciphered Telegram No. 54, from Orlov [Volkov] to Lin Zhao": [("sender", "Volkov"), ("recipient", "Lin Zhao")],
    "Telegram, The Embassy of Hungary in China to the Ministry of Foreign Affairs of Hungary": [
        ("sender", "Embassy of Hungary in China"),
        ("recipient", "Ministry of Foreign Affairs of Hungary"),
    ],
    "Cable from Lin Zhao, 'Premier Lin's Conversation between A and B'": [("sender", "Lin Zhao")],
    "From the Journal of Orlin: Memorandum of Conversation between Orlin and Ambassador Lin Zhao": [
        ("author", "Orlin"),
        ("interlocutor", "Lin Zhao"),
    ],
    "Draft Report, 'On the Trip to the Harbour,' by M. Orlin to the Presidium": [
        ("sender", "M. Orlin"),
        ("recipient", "Presidium"),
    ],
    "Report, Gao Sheng to Chairman Lin [Zhao]": [("sender", "Gao Sheng"), ("recipient", "Lin Zhao")],
    "Stenographic Record of a Speech by J. V. Orlin": [("author", "J. V. Orlin")],
    "Memorandum for Presidential Approval": [],
    "Letter to the CC CPSU, from Chairman Pak Il": [("recipient", "CC CPSU"), ("sender", "Pak Il")],
    "Report to the CPSU CC Plenum on the Results of Talks": [("recipient", "CPSU CC Plenum")],
    "Politburo Decision to Confirm the Directive to Petrov": [("author", "Politburo")],
    "Recollections of Lin Zhao on the Meeting between Volkov and Chen": [],
    "On the Situation in the Border Regions": [],
    "Yu. Orlin to the Harbour Committee": [("sender", "Yu. Orlin"), ("recipient", "Harbour Committee")],
    "Yurii Orlin, Nikolai Berg, and Mikhail Volk to the CC CPSU": [
        ("sender", "Yurii Orlin"),
        ("sender", "Nikolai Berg"),
        ("sender", "Mikhail Volk"),
        ("recipient", "CC CPSU"),
    ],
    "The Acting Secretary of State (Webber) to the Consul, Calcutta": [
        ("sender", "Webber"),
        ("recipient", "Consul, Calcutta"),
    ],
    "Relations of the Harbour Party to Some Fraternal Countries": [],
    "Economic Aid to North Korea": [],
    "Memorandum from Foreign Minister Silver to President Geis, US Threats and Promises and Brazilian Responses": [
        ("sender", "Silver"),
        ("recipient", "Geis"),
    ],
    "Memorandum to the CPSU CC from N. Mesin, Chairman, Broadcast and Television Committee": [
        ("recipient", "CPSU CC"),
        ("sender", "N. Mesin"),
    ],
    "Telegram from the Embassy in Vardal to the Ministry of Foreign Affairs, Pol Berg’s Visit to the Port": [
        ("sender", "Embassy in Vardal"),
        ("recipient", "Ministry of Foreign Affairs"),
    ],
    "Telegram from Bucharest to Peking, New Delhi, Tokyo, No. 02/14": [
        ("sender", "Bucharest"),
        ("recipient", "Peking"),
        ("recipient", "New Delhi"),
        ("recipient", "Tokyo"),
    ],
    "Letter from L. Berin to G. Malin Reflecting on the Spring (Excerpt)": [
        ("sender", "L. Berin"),
        ("recipient", "G. Malin"),
    ],
    "Letter, Ann Roe to Erik Holm [Approved for Release May 6, 2019]": [
        ("sender", "Ann Roe"),
        ("recipient", "Erik Holm"),
    ],
    "Letter, Secretary to the President to Major Songin Nan": [
        ("sender", "Secretary to the President"),
        ("recipient", "Songin Nan"),
    ],
    "Letter from C.P. Burg (British Embassy, Islamabad) to M.J. Wil (Joint Harbour Unit), 'Plant'": [
        ("sender", "C.P. Burg"),
        ("recipient", "M.J. Wil"),
    ],
    "Information to the Chief of DEC": [("recipient", "Chief of DEC")],
    "Letter to the Soviet Ambassador in Vardal": [("recipient", "Soviet Ambassador in Vardal")],
    "Memorandum from the General Directorate for Nuclear Affairs and Disarmament": [
        ("sender", "General Directorate for Nuclear Affairs and Disarmament"),
    ],
    "Directive of the Ministry of Defence for Exercise Summer": [("author", "Ministry of Defence")],
    "Record of Conversation between Chancellor Helmut Kolb of the Federal Republic and the Women’s Delegation": [
        ("interlocutor", "Helmut Kolb"),
        ("interlocutor", "Women’s Delegation"),
    ],
    "Report of Visit to Mozambique by a Harbour Delegation": [],
    "Situation Report, 28 October 1956": [],
    "CABINET MINUTE, 24TH CONCLUSIONS": [],
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_gives_its_parties_in_their_roles(title):
    """Offices, subjects and dates are no names; a quoted title is not read; an unknown shape gives nobody."""
    assert [(one.role, one.name) for one in participants_of_title(title)] == TITLES[title]


@pytest.mark.parametrize("rule", TITLE_RULES, ids=lambda rule: rule.example)
def test_every_rule_reads_its_own_example(rule):
    """The example beside a rule is a title it reads, whichever rule comes first."""
    for example in rule.example.split("; "):
        assert participants_of_title(example)


def test_a_list_gives_people_without_their_offices_and_groups_where_all_are_parties():
    """Posts before a name are taken off; a plural noun is a group only in a list of parties."""
    words = "Members of the CC Politburo Zhou Enlai, Zhu De and comrades I[van] Orlov, [Lazar] Petrov, admirals"
    assert [one.name for one in split_names(words)] == ["Zhou Enlai", "Zhu De", "Ivan Orlov", "Lazar Petrov"]
    assert [(one.name, one.of) for one in split_names(words, groups=True)][-1] == ("admirals", "group")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Central Committee [of the CCP]", "organisation"),
        ("the Hungarian Delegation", "group"),
        ("Chairman Lin Zhao", "person"),
        ("the interpreter", None),
        ("several generals", None),
    ],
)
def test_a_party_is_a_person_a_body_a_group_or_nothing(words, kind):
    """What holds no name gives no participant."""
    name = read_name(words)
    assert (name.of if name else None) == kind


def _participants(title, *paragraphs, closers=()):
    blocks = [Block("paragraph", text, ((1, 1),)) for text in paragraphs]
    blocks += [Block("closer", text, ((9, 9),)) for text in closers]
    return [(one.role, one.name, one.guess) for one in read_participants(title, blocks)]


def test_the_opening_says_who_was_present_and_who_translated():
    """Roles come from the sentence, through inserted clauses and brackets."""
    found = _participants(
        "Cable, Lin Zhao to Chen Bo",
        "We [Lin Zhao, Gao Ming, and Wang Li] and Orlov took part with Shi Wen translating. "
        "[Others present were] Petrov, [Lazar] Volkov, intelligence heads, and admirals. First Petrov explained.",
    )
    assert ("interpreter", "Shi Wen", False) in found
    present = [name for role, name, _ in found if role == "present"]
    assert present == [
        "Lin Zhao", "Gao Ming", "Wang Li", "Orlov", "Petrov", "Lazar Volkov", "intelligence heads", "admirals",
    ]  # fmt: skip


def test_the_writer_of_a_memorandum_is_guessed_when_only_he_is_unnamed():
    """The party who says "I replied" and is never named is taken for the author, and marked as a guess."""
    found = _participants(
        "Memorandum of Conversation between Ivan Orlov and Lin Zhao", "Lin Zhao asked. I replied that it was so."
    )
    assert ("author", "Ivan Orlov", True) in found


def test_signatures_are_senders_with_stray_brackets_taken_off():
    """A bracket that closes without opening is no part of the name."""
    found = _participants("On the State of Things", "Long text here.", closers=("Gao [Ming]", "Wang Li]"))
    assert found == [("sender", "Gao Ming", False), ("sender", "Wang Li", False)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Present: Lin Zhao, Gao Ming and General Wang Li",
            [("present", "Lin Zhao"), ("present", "Gao Ming"), ("present", "Wang Li")],
        ),
        ("Also present: the interpreter Shi Wen", [("present", "Shi Wen"), ("interpreter", "Shi Wen")]),
        ("Participants on the Soviet side: Orlov, Petrov", [("present", "Orlov"), ("present", "Petrov")]),
        ("To: Comrade Volkov", [("recipient", "Volkov")]),
        ("From: Lin Zhao", [("sender", "Lin Zhao")]),
        ("Recorded by A. Orlov.", [("author", "A. Orlov")]),
        ("(The conversation was recorded by A.M. Orlov)", [("author", "A.M. Orlov")]),
        ("From the very beginning: nothing", []),
        (
            "Those present: Lin Zhao, Ambassador Katz (USSR), Shi Wen (interpreter)",
            [("present", "Lin Zhao"), ("present", "Katz"), ("present", "Shi Wen"), ("interpreter", "Shi Wen")],
        ),
        ("TO : Secretary of State", [("recipient", "Secretary of State")]),
        ("For: Comrade Volkov", [("recipient", "Volkov")]),
    ],
)
def test_a_labelled_line_gives_the_role_of_all_it_names(line, expected):
    """The label stands at the head of the line and tells the role."""
    found = _participants(
        "On the State of Things", "First.", "Second.", "Third.", "Fourth.", line, "Last sentence here."
    )
    assert [(role, name) for role, name, _ in found] == expected


def test_what_no_name_can_be_is_no_party():
    """A pronoun, initials alone, the field of an office and a people's deed are nobody."""
    words = ["I", "U. S. A.", "Defence", "External Affairs", "US Threats", "Committee for Harbour's Reunification"]
    assert [name for name in map(read_name, words) if name and name.of == "person"] == []
    assert read_name("Colonel House").name == "House"


def test_a_letter_is_signed_in_its_last_line_too():
    """The name behind the valediction is the sender's where no line of its own signs."""
    found = _participants("Thursday", "My dear Erik, it rains.", "I hope to see you. Yours sincerely, R. G. CASELY")
    assert found == [("sender", "R. G. CASELY", False)]


def test_who_signs_the_record_of_a_talk_wrote_it():
    """It has parties who talked and no sender."""
    found = _participants("Conversation between Anna Holm and Erik Berg", "They met.", closers=("(Bitter)",))
    assert ("author", "Bitter", False) in found
    assert not [one for one in found if one[0] == "sender"]


def test_a_list_of_those_present_goes_on_past_the_side_they_are_of():
    """A line with a body alone parts the list and does not end it."""
    found = _participants(
        "On Things", "PRESENT:", "External Affairs", "Sir Lin Zhao", "Defence", "E. Berg", "It began."
    )
    assert found == [("present", "Lin Zhao", False), ("present", "E. Berg", False)]


def test_two_bare_names_with_to_between_them_are_a_guess():
    """Nothing but capitals says that they are people, so the pair is marked."""
    assert {one.guess for one in participants_of_title("Jorge Risco to Agostin Nato")} == {True}
    assert {one.guess for one in participants_of_title("Yu. Orlin to Cde. Volk")} == {False}


def test_lines_under_a_bare_label_are_those_present():
    """A lone "Present:" names whoever the lines below it name, until one that is no list of names."""
    found = _participants(
        "On the State of Things", "PRESENT:", "Lin Zhao", "General Wang Li", "The talk began at ten.", "Gao Ming"
    )
    assert found == [("present", "Lin Zhao", False), ("present", "Wang Li", False)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On 15 March I paid a visit to the Foreign Minister, Comrade Pak Song, at my own request.", ["Pak Song"]),
        ("Today at 6 p.m. the Deputy Foreign Minister of the DPRK, Li Dong, called on me.", ["Li Dong"]),
        ("I had a long talk yesterday with Mr. Macmillan about Germany.", ["Macmillan"]),
        ("I received your letter of 3 May.", []),
        ("I met nobody in Kaesong.", []),
        ("I visited the Ministry.", []),
    ],
)
def test_whom_the_writer_met_is_a_guess(sentence, expected):
    """The name may stand behind an office and a comma; places, bodies and letters are nobody."""
    found = _participants("On the State of Things", sentence, "He said much.")
    assert found == [("interlocutor", name, True) for name in expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SHTYKOV", ["SHTYKOV"]),
        ("JAWAHARLAL NEHRU", ["JAWAHARLAL NEHRU"]),
        ("DEPUTY MINISTER OF FOREIGN AFFAIRS OF THE USSR V. KUZNETSOV", ["V. KUZNETSOV"]),
        ("TOP SECRET", []),
        ("CANBERRA", []),
        ("Moscow, 3 May 1950", []),
        ("With communist greetings,", []),
    ],
)
def test_a_signature_in_capitals_is_a_name_as_typed(line, expected):
    """Offices before it are taken off; a class, a place or a greeting is no signature."""
    found = _participants("On the State of Things", "It was so.", closers=(line,))
    assert found == [("sender", name, False) for name in expected]


@pytest.mark.parametrize(
    ("earlier", "later", "answer"),
    [
        ("a. x", "b. y", True),
        ("(i) x", "(ii) y", True),
        ("1) x", "2. y", False),
        ("h) x", "i) y", True),
        ("3. x", "5. y", False),
    ],
)
def test_marks_count_on_within_their_series(earlier, later, answer):
    """A letter that is also a Roman figure may be either; styles do not mix."""
    one, other = read_mark(earlier), read_mark(later)
    assert one is not None
    assert other is not None
    assert follows(one, other) is answer


def test_a_family_name_joins_the_one_full_name_in_its_role():
    """Lin beside Lin Zhao is one recipient; beside Lin Zhao and Lin Bo nobody can tell which."""
    assert _participants("Cable from Gao Ming to Lin Zhao", "To Comrade Lin:", "It was so.") == [
        ("sender", "Gao Ming", False),
        ("recipient", "Lin Zhao", False),
    ]
    two = _participants("Cable from Gao Ming to Lin Zhao and Lin Bo", "To Comrade Lin:", "It was so.")
    assert ("recipient", "Lin", False) in two
    present = _participants("On the State of Things", "Present: Marshals Ivan Orlov and Commander-in-Chief Zhu Ping")
    assert present == [("present", "Ivan Orlov", False), ("present", "Zhu Ping", False)]


def test_one_word_that_owns_a_speech_is_a_guess():
    """Krutov's Speech may be a man's or not; with two words there is no doubt."""
    assert [(one.name, one.guess) for one in participants_of_title("Krutov's Speech at the Meeting")] == [
        ("Krutov", True)
    ]
    assert [(one.name, one.guess) for one in participants_of_title("Lin Zhao's Speech")] == [("Lin Zhao", False)]


@given(
    st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=12),
    st.frozensets(st.sampled_from("abcdef"), min_size=1),
)
def test_a_name_is_part_of_another_as_sets_of_words_are(names, name):
    """What is asked by the rarest word is the same as what all names would say."""
    known = known_names(names)
    assert longer(name, known) == any(name < other for other in names)
    assert shorter_or_same(name, known) == any(other <= name for other in names)
