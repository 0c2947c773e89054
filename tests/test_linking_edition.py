"""Records become an edition: order, neighbours, mentions, identities, participants, related documents, findings."""

import time

import pytest
from msgspec.structs import replace

from regesta.linking.days import chronological, distance, span
from regesta.linking.edition import link
from regesta.model import (
    Authority,
    Block,
    Date,
    Entity,
    Form,
    Identity,
    Languages,
    Note,
    Participant,
    Record,
    RelatedListing,
    Settings,
    Sign,
    Source,
    State,
)


def person(identifier, name, sort, *variants):
    return Entity(id=identifier, kind="person", name=name, sort=sort, variants=tuple(map(Form, variants)))


IVAN = person("ivan-petrov", "Ivan Petrov", "Petrov, Ivan")
EMIL = person("emil-petrov", "Emil Petrov", "Petrov, Emil")
ADA = person("ada-bell", "Ada Bell", "Bell, Ada")
BEN = person("ben-cole", "Ben Cole", "Cole, Ben")
PORT = Entity(id="port-anna", kind="place", name="Port Anna", sort="Port Anna")
PEOPLE = Authority((IVAN, EMIL, ADA, BEN, PORT))


def record(identifier, *texts, date="1921-05-04", title="Letter", parties=(), listed=(), file="", **more):
    """A record with one paragraph a text; a party is a name or a participant."""
    blocks = tuple(
        Block(kind="paragraph", text=text, ranges=((10 + place, 10 + place),), anchor=f"p{place + 1}")
        for place, text in enumerate(texts)
    )
    participants = tuple(
        one if isinstance(one, Participant) else Participant(one, one, "present", evidence="p1") for one in parties
    )
    return Record(
        id=identifier,
        title=title,
        type=None,
        date=Date(date, date),
        languages=Languages(),
        source=Source(),
        blocks=blocks,
        participants=participants,
        listed=tuple(listed),
        file=file or f"{identifier}.txt",
        sha256="",
        format="",
        line_count=0,
        **more,
    )


def linked(*records, authority=PEOPLE, states=None):
    edition, findings = link(records, states or {}, Settings(), authority)
    return {one.record.id: one for one in edition.documents}, findings


def mentions(document):
    return [(one.form, one.entity, one.guess) for one in document.mentions]


# ---------------------------------------------------------------------------------------------------------- order


def test_documents_stand_in_order_of_date_then_id_whatever_order_they_come_in():
    dates = {"9": "1921-05-04", "10": "1921-05-04", "a": "1921-05-04", "m": "1921-05", "y": "1921", "u": "XXXX"}
    records = [record(identifier, date=date) for identifier, date in dates.items()]
    for shuffled in (records, records[::-1], records[3:] + records[:3]):
        edition, _ = link(shuffled, {}, Settings(), PEOPLE)
        assert [one.record.id for one in edition.documents] == ["y", "m", "9", "10", "a", "u"]


def test_neighbours_follow_the_order_and_pass_over_what_was_withdrawn():
    documents, _ = linked(
        record("1", date="1921"),
        record("2", date="1922", withdrawn="forged"),
        record("3", date="1923"),
    )
    assert (documents["1"].previous, documents["1"].next) == (None, "3")
    assert (documents["3"].previous, documents["3"].next) == ("1", None)
    assert (documents["2"].previous, documents["2"].next, documents["2"].related) == (None, None, ())


def test_states_are_handed_through():
    states = {"1": (State(1, "2020-01-01", "0"),)}
    documents, _ = linked(record("1"), record("2"), states=states)
    assert (documents["1"].states, documents["2"].states) == (states["1"], ())


def test_an_edition_of_nothing_is_an_edition():
    edition, findings = link([], {}, Settings(), Authority())
    assert (edition.documents, findings) == ((), ())


# ------------------------------------------------------------------------------------------------------- mentions


def test_mentions_say_where_they_stand_in_blocks_and_notes():
    one = record("1", "Nothing here.", "At Port Anna, Ben Cole's ship.", notes=(Note("1", "Ada Bell", anchor="n1"),))
    found = linked(one)[0]["1"].mentions
    texts = {"p2": one.blocks[1].text, "n1": "Ada Bell"}
    assert [(m.entity, m.anchor, texts[m.anchor][m.start : m.end]) for m in found] == [
        ("port-anna", "p2", "Port Anna"),
        ("ben-cole", "p2", "Ben Cole"),
        ("ada-bell", "n1", "Ada Bell"),
    ]
    assert all(m.form == texts[m.anchor][m.start : m.end] for m in found)


def test_a_block_without_address_has_no_mentions():
    bare = Block(kind="omission", text="[Ada Bell]", ranges=((1, 1),))
    assert linked(replace(record("1"), blocks=(bare,)))[0]["1"].mentions == ()
    assert len(linked(replace(record("1"), blocks=(replace(bare, anchor="p1"),)))[0]["1"].mentions) == 1


def test_a_list_mark_is_no_initial():
    text = "A. Petrov spoke"
    marked = Block(kind="item", text=text, ranges=((1, 1),), anchor="p1", signs=(Sign(0, 2, "marker"),))
    unmarked = Block(kind="item", text=text, ranges=((1, 1),), anchor="p1")
    for block, count in ((marked, 1), (unmarked, 0)):
        one = replace(record("1"), blocks=(block,))
        assert len(linked(one, authority=Authority((IVAN,)))[0]["1"].mentions) == count


@pytest.mark.parametrize(
    ("sign", "count"),
    [
        (Sign(3, 7, "emphasis"), 1),
        (Sign(0, 14, "emphasis"), 1),
        (Sign(0, 7, "emphasis"), 0),
        (Sign(7, 7, "page_break"), 1),
    ],
)
def test_a_name_that_a_sign_cuts_in_two_is_left_out(sign, count):
    """In "*by Ivan* Petrov" neither the emphasis nor the name lies within the other."""
    block = Block(kind="paragraph", text="by Ivan Petrov", ranges=((1, 1),), anchor="p1", signs=(sign,))
    assert len(linked(replace(record("1"), blocks=(block,)))[0]["1"].mentions) == count


def test_the_full_name_decides_whom_the_family_name_means_from_there_on():
    documents, findings = linked(record("1", "Emil Petrov came.", "Petrov said no."))
    assert mentions(documents["1"]) == [("Emil Petrov", "emil-petrov", False), ("Petrov", "emil-petrov", False)]
    assert findings == ()


def test_the_title_decides_as_well():
    documents, findings = linked(record("1", "Petrov said no.", title="Letter, Emil Petrov to Ada Bell"))
    assert mentions(documents["1"]) == [("Petrov", "emil-petrov", False)]
    assert findings == ()


def test_of_two_who_were_named_the_last_is_guessed_and_reported_once():
    documents, findings = linked(record("1", "Emil Petrov and Ivan Petrov met.", "Petrov spoke.", "Petrov left."))
    assert mentions(documents["1"])[2:] == [("Petrov", "ivan-petrov", True)] * 2
    assert [(one.code, one.line, one.message) for one in findings] == [
        ("A-204", 11, "“Petrov” may be Ivan Petrov or Emil Petrov; taken for Ivan Petrov")
    ]


@pytest.mark.parametrize(
    ("texts", "parties", "expected"),
    [
        (("Petrov spoke.",), (), "ivan-petrov"),
        (("Petrov spoke.", "Emil Petrov left."), (), "emil-petrov"),
        (("Petrov spoke.",), ("Emil Petrov",), "emil-petrov"),
    ],
)
def test_where_nobody_was_named_before_the_likeliest_is_guessed(texts, parties, expected):
    """One named later, one who takes part, or the first of the file: always a guess."""
    documents, findings = linked(record("1", *texts, parties=parties))
    assert mentions(documents["1"])[0] == ("Petrov", expected, True)
    assert [one.code for one in findings] == ["A-204"]


def test_the_editor_decides_whom_a_name_means_in_one_document():
    decided = Authority(PEOPLE.entities, (Identity("1", "Petrov", "emil-petrov", "He signed it"),))
    documents, findings = linked(record("1", "Petrov spoke."), record("2", "Petrov spoke."), authority=decided)
    assert mentions(documents["1"]) == [("Petrov", "emil-petrov", False)]
    assert mentions(documents["2"]) == [("Petrov", "ivan-petrov", True)]
    assert [one.file for one in findings] == ["2.txt"]


def test_the_editor_may_decide_that_a_name_means_nobody_known_at_a_place():
    decided = Authority(PEOPLE.entities, (Identity("1", "Bell", None, "The ship's bell", ("p2",)),))
    documents, _ = linked(record("1", "Bell spoke.", "Bell rang."), authority=decided)
    assert [(one.entity, one.anchor) for one in documents["1"].mentions] == [("ada-bell", "p1")]


def test_the_editor_may_give_a_form_that_holds_in_one_document_only():
    decided = Authority(PEOPLE.entities, (Identity("1", "The Ad[miral]", "ada-bell", "Her by-name"),))
    text = "The Ad[miral] spoke."
    documents, _ = linked(record("1", text), record("2", text), authority=decided)
    assert mentions(documents["1"]) == [("The Ad[miral]", "ada-bell", False)]
    assert mentions(documents["2"]) == []


def test_a_decision_without_effect_is_reported():
    decided = Authority(PEOPLE.entities, (Identity("1", "Petrov", "ivan-petrov", "x", ("p9",), 7),))
    _, findings = linked(record("1", "Emil Petrov. Petrov."), authority=decided)
    assert [(one.code, one.file, one.line) for one in findings] == [("A-205", "authority.yaml", 7)]


# --------------------------------------------------------------------------------------------------- participants


def test_participants_get_the_ids_of_the_authority_file():
    parties = ("Ada Bell", "Comrade Cole", "Nobody Known")
    documents, _ = linked(record("1", parties=parties))
    people = [(one.name, one.person, one.guess) for one in documents["1"].record.participants]
    assert people == [
        ("Ada Bell", "ada-bell", False),
        ("Comrade Cole", "ben-cole", False),
        ("Nobody Known", None, False),
    ]


def test_one_person_in_one_role_is_one_participant():
    documents, _ = linked(record("1", parties=("Ada Bell", "Bell", Participant("Bell", "Bell", "author"))))
    assert [(one.name, one.role) for one in documents["1"].record.participants] == [
        ("Ada Bell", "present"),
        ("Bell", "author"),
    ]


def test_an_ambiguous_participant_is_who_the_place_of_evidence_says():
    documents, _ = linked(record("1", "Emil Petrov spoke.", "Petrov left.", parties=("Petrov",)))
    assert [(one.person, one.guess) for one in documents["1"].record.participants] == [("emil-petrov", False)]
    documents, _ = linked(record("2", "Petrov spoke.", parties=("Petrov",)))
    assert [(one.person, one.guess) for one in documents["2"].record.participants] == [("ivan-petrov", True)]


def test_a_participant_of_another_kind_is_not_taken_for_a_person():
    documents, _ = linked(record("1", parties=("Port Anna",)))
    assert documents["1"].record.participants[0].person is None


def test_an_unknown_name_is_reported_once_with_the_known_name_it_resembles():
    one = Participant("Ada Bel", "Ada Bel", "sender", evidence="p2")
    documents = [record("1", "a", "b", parties=(one,)), record("2", date="1922", parties=("Ada Bel",))]
    _, findings = linked(*documents)
    assert [(one.code, one.file, one.line, one.message) for one in findings] == [
        (
            "A-201",
            "1.txt",
            11,
            "“Ada Bel” is not in the authority file (takes part in 2 documents); did you mean “Ada Bell”?",
        )
    ]


def test_groups_need_no_entry_and_an_edition_without_authority_file_asks_for_none():
    group = Participant("the admirals", "admirals", "present", of="group")
    assert linked(record("1", parties=(group,)))[1] == ()
    assert linked(record("1", parties=("Ada Bell",)), authority=Authority())[1] == ()


# -------------------------------------------------------------------------------------------------------- related


def listing(title, date, summary=""):
    return RelatedListing(title=title, date=date, date_as_written=date, summary=summary, lines=(40, 44))


def test_what_the_archive_lists_is_found_by_title_and_day_both_ways():
    one = record("1", title="Talk", listed=[listing("Ada’s  “Letter”", "1921-06-01"), listing("Lost", "1921-07-01")])
    two = record("2", title='Ada\'s "Letter"', date="1921-06-01", summary="About fish")
    documents, findings = linked(one, two, record("3", title="Ada's Letter", date="1921-06-02"))
    held, lost = documents["1"].related
    assert (held.document, held.title, held.basis, held.summary) == ("2", two.title, "archive", "About fish")
    assert held.because == ("listed by the archive", "28 days later")
    assert (lost.document, lost.title, lost.date, lost.basis) == (None, "Lost", "1921-07-01", "archive")
    (back,) = documents["2"].related
    assert (back.document, back.basis, back.because[0]) == ("1", "archive", "its archive lists this document")
    assert [(f.code, f.file, f.line) for f in findings] == [("K-301", "1.txt", 40)]


def test_a_listing_that_fits_two_documents_means_the_one_with_its_summary_or_neither():
    listed = [listing("Talk", "1921-06-01", "On fish")]
    twins = [
        record(one, title="Talk", date="1921-06-01", summary=summary) for one, summary in (("2", "On fish"), ("3", ""))
    ]
    assert linked(record("1", listed=listed), *twins)[0]["1"].related[0].document == "2"
    blind = [listing("Talk", "1921-06-01", "On ships")]
    assert linked(record("1", listed=blind), *twins)[0]["1"].related[0].document is None


def test_documents_of_the_same_people_say_so_with_the_days_between():
    one = record("1", parties=("Ada Bell", "Ben Cole"))
    two = record("2", parties=("Ben Cole", "Ada Bell", "Nobody Known"), date="1921-05-08")
    documents, _ = linked(one, two)
    (relation,) = documents["1"].related
    assert (relation.document, relation.basis) == ("2", "computed")
    assert relation.because == ("same people: Ada Bell, Ben Cole", "4 days later")
    assert documents["2"].related[0].because == ("same people: Ben Cole, Ada Bell", "4 days earlier")


def test_people_whom_the_authority_file_lacks_relate_documents_by_name():
    documents, _ = linked(
        record("1", parties=("Nobody Known",)), record("2", parties=("NOBODY KNOWN",)), authority=Authority()
    )
    assert documents["1"].related[0].because == ("same people: Nobody Known", "the same day")


def test_a_rare_name_in_both_texts_relates_documents():
    documents, _ = linked(record("1", "In Port Anna."), record("2", "To Port Anna."), record("3", "Elsewhere."))
    assert [(one.document, one.because[0]) for one in documents["1"].related] == [("2", "both name Port Anna")]
    assert documents["3"].related == ()


def test_nearer_days_and_more_people_come_first():
    many = [record(str(day), date=f"1921-05-{day:02}", parties=("Ada Bell",)) for day in range(10, 28)]
    both = record("both", date="1921-05-20", parties=("Ada Bell", "Ben Cole"))
    documents, _ = linked(*many, both, record("far", date="1930", parties=("Ada Bell", "Ben Cole")))
    chosen = [one.document for one in documents["20"].related[:7]]
    assert set(chosen) == {"both", "17", "18", "19", "21", "22", "23"}
    assert documents["both"].related[0].document == "20"


def test_all_that_the_archive_lists_is_kept_beyond_eight():
    listed = [listing(f"Letter {number}", "1921-06-01") for number in range(10)]
    documents, _ = linked(record("1", listed=listed, parties=("Ada Bell",)), record("2", parties=("Ada Bell",)))
    assert [one.title for one in documents["1"].related] == [*(one.title for one in listed), "Letter"]


def test_no_document_is_related_to_itself_or_twice_and_relations_hold_both_ways():
    names = [f"Person Number{number}" for number in range(12)]
    records = [
        record(
            str(day),
            date=f"1921-{day % 9 + 1:02}-04",
            parties=sorted({names[day % 12], names[day % 7], names[day % 5]}),
        )
        for day in range(60)
    ]
    documents, _ = linked(*records, authority=Authority())
    for identifier, document in documents.items():
        targets = [one.document for one in document.related]
        assert identifier not in targets
        assert len(targets) == len(set(targets))
        for target in targets:
            assert identifier in [one.document for one in documents[target].related]


def test_linking_ten_times_as_many_documents_takes_about_ten_times_as_long():
    """One person takes part in every document: comparing all pairs would take a hundred times as long."""

    def seconds(count):
        records = [
            record(str(number), "Ada Bell at Port Anna.", date=f"{1000 + number // 300}-05-04", parties=("Ada Bell",))
            for number in range(count)
        ]
        start = time.process_time()
        link(records, {}, Settings(), PEOPLE)
        return time.process_time() - start

    small = min(seconds(200) for _ in range(3))
    assert seconds(2000) < 35 * small


# ----------------------------------------------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1921-05-04", "1921-05-04", "the same day"),
        ("1921-05-04", "1921-05-05", "1 day later"),
        ("1921-05-05", "1921-05-04", "1 day earlier"),
        ("1921-05-04", "1921-06-30", "57 days later"),
        ("1921-05-04", "1921-11-04", "about 6 months later"),
        ("1921-05-04", "1931-05-04", "about 10 years later"),
        ("1921-05", "1921-05-04", "about the same time"),
        ("1921-05", "1921-06-03", "about 3 days later"),
        ("1921-05-04/1921-05-08", "1921-05-06", "about the same time"),
    ],
)
def test_the_distance_of_two_dates_is_told_in_words(one, other, expected):
    assert distance(span(one), span(other)) == expected


@pytest.mark.parametrize("edtf", ["XXXX", "", "undated", "Y17000", "0000", ".."])
def test_a_date_without_a_year_is_no_span(edtf):
    assert span(edtf) is None


def test_what_edtf_leaves_open_widens_the_span():
    assert span("192X") == (span("1920-01-01")[0], span("1929-12-31")[1])
    assert span("1921-02") == (span("1921-02-01")[0], span("1921-02-28")[1])
    assert span("1921-05-XX") == span("1921-05~") == span("1921-05")
    assert span("1921-05-04/..") == span("1921-05-04?")
    assert span("1921-02-30") == span("1921-02")
    assert span("1921-21") == span("1921")


def test_ids_of_figures_are_sorted_as_numbers_and_strange_ones_do_no_harm():
    ids = ["113439", "99", "²", "letter-3", "0" * 5000]
    assert sorted(ids, key=lambda one: chronological("1921", one)) == ["99", "113439", "0" * 5000, "letter-3", "²"]


def test_namesakes_that_the_text_tells_apart_are_still_reported():
    """Two bearers of one family name in one document are worth a look, even where initials tell them apart."""
    _, findings = linked(record("1", "Emil Petrov and Ivan Petrov met."), authority=PEOPLE)
    assert [(one.code, one.line) for one in findings] == [("A-204", 10)]
    assert "tells them apart" in findings[0].message
