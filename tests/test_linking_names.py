"""How a name is found in a text: forms, brackets, possessives, capitals, neighbours."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.linking.forms import candidates, form_index
from regesta.linking.names import cut_words, find_names, small_words
from regesta.model import Entity, Form


def person(identifier, name, sort, *variants, scripts=()):
    forms = tuple(map(Form, variants))
    return Entity(id=identifier, kind="person", name=name, sort=sort, variants=forms, scripts=tuple(scripts))


def thing(identifier, kind, name, *variants, scripts=()):
    forms = tuple(map(Form, variants))
    return Entity(id=identifier, kind=kind, name=name, sort=name, variants=forms, scripts=tuple(scripts))


PETROV = person("petrov", "Ivan Petrov", "Petrov, Ivan", "Ivan Vasilievich Petrov", "Orlov")
HAI = person("hai", "Hai Ruolan", "Hai Ruolan", "Hai Juo-lan", scripts=[Form("海若兰", "zh-Hans")])
LONG = person("long", "Peter Long", "Long, Peter")
GAULLE = person("gaulle", "Charles de Gaulle", "Gaulle, Charles de")
TITO = person("tito", "Josip Broz Tito", "Tito")
ENTITIES = (
    PETROV,
    HAI,
    LONG,
    GAULLE,
    TITO,
    thing("harbour", "place", "Port Anna", "Annahafen"),
    thing("usa", "place", "United States", "US", "U.S."),
    thing("xian", "place", "Xi'an"),
    thing("league", "organisation", "Harbour League", "HL", "HLP(b)"),
    thing("party", "organisation", "Communist Party of Anna", "communist party of Anna"),
    thing("north", "place", "the North", "North"),
    thing("bureau", "organisation", "North Bureau of the Harbour League"),
    thing("fishery", "term", "great fishery"),
    thing("maimai", "term", "maimai", scripts=[Form("买卖", "zh-Hans")]),
)
INDEX = form_index(ENTITIES)


def found(text, *, index=INDEX, document=""):
    """What is found in a text, as (form, ids); the document's other words may be given."""
    within = cut_words(text)
    ordinary = small_words([within, cut_words(document)])
    names = find_names(within, index, ordinary)
    return [(text[one.start : one.end], "/".join(entity.id for entity in one.entities)) for one in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whole words, the longest first
        ("Ivan Petrov sailed to Port Anna.", [("Ivan Petrov", "petrov"), ("Port Anna", "harbour")]),
        ("The port was Anna.", []),
        ("Petrovsk and Annahafener", []),
        ("Ivan\nPetrov", [("Ivan\nPetrov", "petrov")]),
        # possessives stay outside
        ("Petrov's ship, Port Anna’s pier", [("Petrov", "petrov"), ("Port Anna", "harbour")]),
        # brackets: inside, across, splitting a word
        ("said Orlov [Petrov] there", [("Orlov", "petrov"), ("Petrov", "petrov")]),
        ("I[van] Petrov", [("I[van] Petrov", "petrov")]),
        ("I[van] V. Petrov.", [("I[van] V. Petrov", "petrov")]),
        ("P[etrov] said", [("P[etrov]", "petrov")]),
        ("[Ivan] Petrov and Hai [Ruolan]", [("[Ivan] Petrov", "petrov"), ("Hai [Ruolan]", "hai")]),
        ("the com[munist] party of Anna", [("com[munist] party of Anna", "party")]),
        ("the North [Bureau of the Harbour League]", [("North [Bureau of the Harbour League]", "bureau")]),
        ("Hai [Ruolan's] boat", [("Hai [Ruolan's]", "hai")]),
        ("Hai [Ruolan and others]", []),
        ("Hai Ruolan] left", [("Hai Ruolan", "hai")]),
        ("do business [maimai] with us", [("maimai", "maimai")]),
        # hyphens and apostrophes
        (
            "Hai Juolan, Hai Juo-lan, Hai Juo‑lan",
            [("Hai Juolan", "hai"), ("Hai Juo-lan", "hai"), ("Hai Juo‑lan", "hai")],
        ),
        ("in Xi’an and Xian", [("Xi’an", "xian"), ("Xian", "xian")]),
        # dashes part names, hyphens need not
        ("Port Anna–Xi'an", [("Port Anna", "harbour"), ("Xi'an", "xian")]),
        ("Petrov-Orlov", [("Petrov", "petrov"), ("Orlov", "petrov")]),
        # the form's own brackets
        ("of the HLP(b).", [("HLP(b)", "league")]),
        # particles
        ("when de Gaulle and Charles de Gaulle spoke", [("de Gaulle", "gaulle"), ("Charles de Gaulle", "gaulle")]),
        ("Comrade Tito", [("Tito", "tito")]),
        # other scripts
        ("海若兰说买卖", [("海若兰", "hai"), ("买卖", "maimai")]),
    ],
)
def test_names_are_found_as_they_stand(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("petrov and hai", []),
        ("the US told us", [("US", "usa")]),
        ("Us and the Hl", []),
        ("the Great Fishery and GREAT FISHERY", [("Great Fishery", "fishery"), ("GREAT FISHERY", "fishery")]),
        ("THE HARBOUR LEAGUE AND IVAN PETROV", [("HARBOUR LEAGUE", "league"), ("IVAN PETROV", "petrov")]),
        ("LET US GO", []),
        ("the U.S. fleet", [("U.S.", "usa")]),
    ],
)
def test_capitals_count_as_far_as_the_form_has_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Petrov spoke", True),
        ("Comrade Petrov spoke", True),
        ("Today Petrov spoke", True),
        ("the HL Petrov", True),
        ("The Harbour's Petrov spoke", True),
        ("Maria Petrov spoke", False),
        ("E. Petrov spoke", False),
        ("I [Petrov] spoke", True),
        ("When Petrov I met", True),
        ("PETROV SPOKE", True),
        ("MARIA PETROV", False),
    ],
)
def test_a_family_name_is_left_alone_where_its_neighbour_shows_another_person(text, expected):
    assert bool(found(text)) is expected


def test_a_family_name_that_stands_first_is_left_alone_before_another_given_name():
    """Hai Ruolan is not found in Hai Minzhu, but is where no given name follows."""
    assert found("Hai Minzhu and Hai [Minzhu] left, Hai\nMinzhu") == []
    assert found("Hai Yi left", document="yi") == []
    assert found("HAI LEFT", document="left") == [("HAI", "hai")]
    assert found("Hai, who left; Hai's boat; Hai said; Chairman Hai") == [("Hai", "hai")] * 4


def test_a_word_that_the_document_writes_small_is_no_given_name():
    assert found("Mutiny Petrov feared most", document="a mutiny") == [("Petrov", "petrov")]
    assert found("Mutiny Petrov feared most") == []


def test_a_family_name_that_is_a_word_needs_a_title():
    assert found("Long they waited, a long day", document="") == []
    assert found("Marshal Long waited a long day") == [("Long", "long")]
    assert found("Peter Long waited a long day") == [("Peter Long", "long")]


def test_a_family_name_that_is_a_word_of_the_language_counts_inside_a_sentence_and_where_it_speaks():
    index = form_index([person("rice", "Edward Rice", "Rice, Edward")])
    assert found("Rice is dear. Rice rose again. “Rice for all!”", index=index) == []
    assert found("They met Rice. Rice said no. Mr. Rice left.", index=index) == [("Rice", "rice")] * 3


def test_a_title_tells_a_person_from_a_place_of_that_name():
    town, man = thing("town", "place", "Washington"), person("man", "Walter Washington", "Washington, Walter")
    index = form_index([town, man])
    assert found("Mayor Washington left Washington; Mr. Washington, Walter Washington", index=index) == [
        ("Washington", "man"),
        ("Washington", "town"),
        ("Washington", "man"),
        ("Walter Washington", "man"),
    ]


def test_a_word_cut_by_a_line_end_is_whole():
    assert found("the Har- bour League, Port An-\nna") == [("Har- bour League", "league"), ("Port An-\nna", "harbour")]
    assert found("the Harbour- and Fishery League") == []


def test_a_dash_between_spaces_parts_two_names():
    assert found("Ivan – Petrov") == [("Petrov", "petrov")]
    index = form_index([person("rice", "Edward Rice", "Rice, Edward")])
    assert [form for form, _ in found("he and Rice – Edward Rice – left", index=index)] == ["Rice", "Edward Rice"]


def test_strokes_and_apostrophes_of_letters_may_be_missing():
    index = form_index(
        [person("g", "Władysław Gomułka", "Gomułka, Władysław"), thing("u", "organisation", "Men's Union")]
    )
    assert found("Wladyslaw Gomulka, Gomulka of the Men’s Union", index=index) == [
        ("Wladyslaw Gomulka", "g"),
        ("Gomulka", "g"),
        ("Men’s Union", "u"),
    ]
    index = form_index([thing("u", "organisation", "Workers' Party")])
    assert found("the Workers’ Party, the Workers Party", index=index) == [
        ("Workers’ Party", "u"),
        ("Workers Party", "u"),
    ]


def test_a_name_with_a_title_before_it_and_more_behind_is_one():
    index = form_index([person("mei", "Mei Shan", "Mei Shan", "Chairman Mei")])
    assert found("Chairman Mei Shan and Chairman Mei", index=index) == [
        ("Chairman Mei Shan", "mei"),
        ("Chairman Mei", "mei"),
    ]


def test_initials_are_made_of_given_names():
    """Both brothers are told apart by initials; the family name alone fits both."""
    index = form_index([PETROV, person("e-petrov", "E. F. Petrov", "Petrov, E. F.")])
    assert found("I. V. Petrov, I.V. Petrov, Petrov I. V. left, I. Petrov", index=index) == [
        ("I. V. Petrov", "petrov"),
        ("I.V. Petrov", "petrov"),
        ("Petrov I. V.", "petrov"),
        ("I. Petrov", "petrov"),
    ]
    assert found("Petrov I[van]. V. and Petrov Ivan", index=index) == [
        ("Petrov I[van]. V.", "petrov"),
        ("Petrov Ivan", "petrov"),
    ]
    assert found("When I met Petrov I told him", index=index) == [("Petrov", "petrov/e-petrov")]
    assert found("E.F. Petrov and E. Petrov", index=index) == [("E.F. Petrov", "e-petrov"), ("E. Petrov", "e-petrov")]
    assert found("Petrov", index=index) == [("Petrov", "petrov/e-petrov")]
    assert found("A. Petrov", index=index) == []


def test_a_form_the_editor_gives_comes_before_one_made_by_rule():
    """A town called Petrov, given as such, is not mistaken for the man."""
    index = form_index([PETROV, thing("petrov-town", "place", "Petrov")])
    assert found("in Petrov", index=index) == [("Petrov", "petrov-town")]


def test_candidates_of_a_form_are_those_that_bear_it():
    assert candidates(INDEX, "Hai Juo-lan") == (HAI,)
    assert candidates(INDEX, "I. V. Petrov") == (PETROV,)
    assert candidates(INDEX, "petrov") == ()
    assert candidates(INDEX, "Hai Minzhu") == ()
    assert candidates(INDEX, "") == ()


PIECES = st.sampled_from(
    [*"[].-’' \n(),", "Ivan", "Petrov", "Hai", "Ruolan", "HLP(b)", "the North", "Bureau", "'s", "é", "海若兰", "US"]
)


@given(st.lists(PIECES | st.text(string.printable, max_size=3), max_size=25).map("".join))
def test_what_is_found_lies_in_order_and_cuts_no_bracket(text):
    """Whatever the text: names do not overlap, and each encloses whole brackets or stands whole inside one."""
    end = 0
    for one in find_names(cut_words(text), INDEX):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        depth = 0
        for sign in text[one.start : one.end]:
            depth += {"[": 1, "]": -1}.get(sign, 0)
            assert depth >= 0
        assert depth == 0
