"""Who is met together with whom: the occasions, the picture of them, and the same in words."""

from __future__ import annotations

import re

from regesta.model import (
    Account,
    Attendee,
    Authority,
    Date,
    Edition,
    Entity,
    Languages,
    LinkedDocument,
    Meeting,
    Participant,
    Record,
    Settings,
    Source,
)
from regesta.rendering.company import company
from regesta.rendering.frame import Link
from regesta.rendering.network import LONGEST_NAME, MOST_ARCS, MOST_PEOPLE, ROW, WIDTH, network
from regesta.rendering.pages import render

PEOPLE = tuple(
    Entity(id=name.lower(), kind="person", name=f"{name} Lund", sort=f"Lund, {name}") for name in ("Ada", "Ben", "Eva")
)
HARBOUR = Entity(id="harbour", kind="organisation", name="Harbour Board", sort="Harbour Board")


def document(identifier, date, *parties):
    """A document of a day; a party is a role and who has it, an id or a name."""
    ids = {"ada", "ben", "eva", "harbour"}
    participants = tuple(
        Participant(who, who, role, "organisation" if who == "Pilots" else "person", who if who in ids else None)
        for role, who in parties
    )
    record = Record(
        id=identifier,
        title=f"Record {identifier}",
        type=None,
        date=Date(date, date),
        languages=Languages(),
        source=Source(),
        participants=participants,
        file=f"{identifier}.txt",
        sha256="0" * 64,
        format="",
        line_count=1,
    )
    return LinkedDocument(record=record)


def talk(identifier, date, *people):
    return document(identifier, date, *(("interlocutor", one) for one in people))


def edition(*documents, meetings=()):
    return Edition(
        settings=Settings(), authority=Authority((*PEOPLE, HARBOUR)), documents=documents, meetings=tuple(meetings)
    )


def times(found):
    return {(one, other): len(days) for one, others in found.items() for other, days in others.items() if one < other}


def test_those_who_talk_are_together_and_those_who_write_are_not():
    found = company(
        edition(
            document("1", "1921-05-04", ("interlocutor", "ada"), ("present", "ben"), ("interpreter", "Ole")),
            document("2", "1921-05-05", ("sender", "ada"), ("recipient", "eva")),
            document("3", "1921-05-06", ("author", "eva"), ("interlocutor", "ada"), ("interlocutor", "ben")),
        )
    )
    assert times(found) == {("ada", "ben"): 2, ("Ole", "ada"): 1, ("Ole", "ben"): 1}


def test_bodies_are_no_company():
    found = company(edition(talk("1", "1921-05-04", "ada", "harbour", "Pilots", "ben")))
    assert times(found) == {("ada", "ben"): 1}


def test_several_accounts_of_one_meeting_are_one_occasion_with_all_of_them_as_evidence():
    there = (Attendee("Ada", "ada", "interlocutor"), Attendee("Ben", "ben", "interlocutor"))
    meeting = Meeting(
        id="1921-05-04-ada-ben",
        date="1921-05-04",
        principals=("ada", "ben"),
        attendees=there,
        accounts=(Account("1"), Account("2"), Account("3", ("p1",), guess=True)),
    )
    documents = (talk("1", "1921-05-04", "ada", "ben"), talk("2", "1921-05-04", "ada", "ben"))
    found = company(edition(*documents, talk("3", "1921-06-01", "ada", "eva"), meetings=[meeting]))
    assert times(found) == {("ada", "ben"): 1, ("ada", "eva"): 1}
    assert [(one.meeting, one.documents) for one in found["ada"]["ben"]] == [("1921-05-04-ada-ben", 3)]


def crowd(number, size=4):
    """People who meet in talks of a few, in every constellation that the numbers give."""
    return [
        talk(str(day), "1921-05-04", *(f"Person {(day * step) % number:03}" for step in range(1, size + 1)))
        for day in range(number * 4)
    ]


def test_the_picture_stays_small_and_its_names_apart_however_many_people_meet():
    view = network(company(edition(*crowd(400))), Link)
    assert len(view.nodes) <= MOST_PEOPLE
    assert len(view.arcs) <= MOST_ARCS
    assert {later.y - earlier.y for earlier, later in zip(view.nodes, view.nodes[1:], strict=False)} == {ROW}
    assert "of 400 people" in view.lead
    assert f"{len(view.arcs)} of their pairs, of " in view.lead
    farthest = max(int(found) for arc in view.arcs for found in re.findall(r"C(\d+)", arc.path))
    assert view.spine + (farthest - view.spine) * 3 / 4 < WIDTH


def test_the_picture_does_not_depend_on_the_order_of_documents():
    documents = crowd(40)
    assert network(company(edition(*documents)), Link) == network(company(edition(*reversed(documents))), Link)


def test_people_who_meet_often_stand_beside_each_other_and_under_the_broadest_arc():
    documents = [talk(str(number), "1921-05-04", "ada", "eva") for number in range(9)]
    view = network(company(edition(*documents, talk("x", "1921-05-05", "ada", "ben", "eva", "Ole"))), Link)
    place = {node.name: number for number, node in enumerate(view.nodes)}
    assert abs(place["ada"] - place["eva"]) == 1
    assert view.lead.startswith("4 people; 6 pairs, ")
    assert view.arcs[-1].said == "ada and eva: 10 times"
    assert view.arcs[-1].breadth > view.arcs[0].breadth
    rows = {row.person.text: [(one.text, one.note) for one in row.others] for row in view.rows}
    assert rows["ben"] == [("Ole", "1"), ("ada", "1"), ("eva", "1")]
    assert rows["ada"][0] == ("eva", "10")


def test_two_people_make_no_picture():
    assert network(company(edition(talk("1", "1921-05-04", "ada", "ben"))), Link) is None


def test_a_long_name_is_cut_in_the_picture_and_whole_for_who_listens():
    long = "Maximiliana " * 4
    view = network(company(edition(talk("1", "1921-05-04", "ada", "ben", long.strip()))), Link)
    assert max(len(node.name) for node in view.nodes) <= LONGEST_NAME
    assert long.strip() in {node.full for node in view.nodes}


def test_the_pages_show_the_picture_the_words_and_the_occasions():
    documents = (talk("1", "1921-05-04", "ada", "ben", "Ole <b>"), talk("2", "1921-05-06", "ada", "ben"))
    pages = {one.path: one.content.decode() for one in render(edition(*documents)) if one.path.endswith(".html")}
    index, ada = pages["people/index.html"], pages["people/ada/index.html"]
    assert '<a href="../people/ada/index.html"><text' in index or '<a href="ada/index.html"><text' in index
    assert "Ole &lt;b&gt;" in index
    assert "Ole <b>" not in index
    assert "The same in words" in index
    assert re.search(r"Ben Lund</a> <span class=\"count\">2 times</span>", ada)
    assert "documents/1/index.html" in ada
    assert "Who meets whom" not in pages["places/index.html"]


def test_a_list_of_hundreds_tells_nobody_whom_they_met():
    """Those who are named together in a room are company; the delegates of a congress are not."""
    room, congress = [f"Delegate {number}" for number in range(40)], [f"Member {number}" for number in range(400)]
    found = company(edition(talk("1", "1921-05-04", *room), talk("2", "1921-05-05", *congress)))
    assert set(found) == set(room)
