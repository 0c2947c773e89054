"""Meetings: which documents record one, who was there, where, and what further documents tell of it."""

from __future__ import annotations

from regesta.linking.edition import link
from regesta.model import (
    Authority,
    Block,
    Date,
    Entity,
    Languages,
    Participant,
    Record,
    Settings,
    Source,
)
from regesta.rendering.pages import render

ADA = Entity(id="ada-bell", kind="person", name="Ada Bell", sort="Bell, Ada")
BEN = Entity(id="ben-cole", kind="person", name="Ben Cole", sort="Cole, Ben")
EVA = Entity(id="eva-lund", kind="person", name="Eva Lund", sort="Lund, Eva")
VISBY = Entity(id="visby", kind="place", name="Visby", sort="Visby")
KNOWN = Authority((ADA, BEN, EVA, VISBY))


def record(identifier, *texts, date="1951-05-04", event="", **roles):
    """A document with one paragraph a text; parties by role."""
    parties = [Participant(name, name, role) for role, names in roles.items() for name in names]
    return Record(
        id=identifier,
        title=f"Paper {identifier}",
        type=None,
        date=Date(date, date),
        event_date=Date(event, event) if event else None,
        languages=Languages(),
        source=Source(),
        blocks=tuple(Block("paragraph", text, ((place, place),), f"p{place}") for place, text in enumerate(texts, 1)),
        participants=tuple(parties),
        file=f"{identifier}.txt",
        sha256="0" * 64,
        format="",
        line_count=9,
    )


def edition_of(*records):
    return link(records, {}, Settings(title="Harbour"), KNOWN)[0]


TALK = ("Ada Bell", "Ben Cole")


def test_people_who_talk_make_a_meeting_with_day_place_and_capacities():
    one = record("1", "The talk took place in Visby.", "Lund sat by.", interlocutor=TALK, present=("Eva Lund",))
    (meeting,) = edition_of(one).meetings
    assert meeting.id == "1951-05-04-ada-bell-ben-cole"
    assert (meeting.place, meeting.place_at) == ("visby", ("1", "p1"))
    assert [(one.person, one.role) for one in meeting.attendees] == [
        ("ada-bell", "interlocutor"),
        ("ben-cole", "interlocutor"),
        ("eva-lund", "present"),
    ]


def test_a_place_that_is_only_talked_about_is_not_that_of_the_meeting():
    (meeting,) = edition_of(record("1", "We talked about Visby.", interlocutor=TALK)).meetings
    assert meeting.place == ""


def test_two_records_of_one_day_and_the_same_people_are_of_one_meeting():
    one, other = record("1", "Yes.", interlocutor=TALK), record("2", "No.", interlocutor=TALK[::-1])
    (meeting,) = edition_of(one, other).meetings
    assert [account.document for account in meeting.accounts] == ["1", "2"]


def test_talks_of_two_days_are_two_meetings():
    edition = edition_of(
        record("1", "Yes.", interlocutor=TALK), record("2", "No.", date="1951-05-05", interlocutor=TALK)
    )
    assert [meeting.date for meeting in edition.meetings] == ["1951-05-04", "1951-05-05"]


def test_a_letter_after_the_event_records_a_meeting_of_the_day_of_the_event():
    one = record("1", "They met.", date="1951-05-09", event="1951-05-02", sender=("Ada Bell",), present=TALK)
    (meeting,) = edition_of(one).meetings
    assert meeting.date == "1951-05-02"


def test_a_letter_alone_records_no_meeting():
    assert edition_of(record("1", "Good day.", sender=("Ada Bell",), recipient=("Ben Cole",))).meetings == ()


def test_a_paragraph_that_names_the_day_and_the_people_is_a_further_account():
    talk = record("1", "Yes.", interlocutor=TALK)
    told = record(
        "2", "Ice again.", "On 4 May Ada Bell met Cole.", "On 4 May it rained.", date="1951-06-01", sender=("Eva Lund",)
    )
    own = record("3", "I met Cole on May 4.", date="1951-06-02", sender=("Ada Bell",))
    other = record("4", "On 4 May 1950 Ada Bell met Cole.", date="1951-06-03", sender=("Eva Lund",))
    (meeting,) = edition_of(talk, told, own, other).meetings
    assert [(one.document, one.anchors, one.guess) for one in meeting.accounts] == [
        ("1", (), False),
        ("2", ("p2",), True),
        ("3", ("p1",), True),
    ]


def test_the_id_does_not_change_when_a_further_account_arrives():
    talk = record("1", "Yes.", interlocutor=TALK)
    later = record("0", "No.", interlocutor=TALK, present=("Eva Lund",))
    assert edition_of(talk).meetings[0].id == edition_of(talk, later).meetings[0].id


def test_a_meeting_has_a_page_that_leads_to_each_account_and_back():
    talk = record("1", "The talk took place in Visby.", interlocutor=TALK)
    told = record("2", "On 4 May Ada Bell met Cole.", date="1951-06-01", sender=("Eva Lund",))
    pages = {one.path: one.content.decode() for one in render(edition_of(talk, told)) if one.path.endswith(".html")}
    page = pages["meetings/1951-05-04-ada-bell-ben-cole/index.html"]
    assert "<h1>Ada Bell and Ben Cole</h1>" in page
    assert 'href="../../documents/1/index.html"' in page
    assert 'href="../../documents/2/index.html#p1"' in page
    assert 'href="../../places/visby/index.html"' in page
    assert "1951-05-04-ada-bell-ben-cole/index.html" in pages["meetings/index.html"]
    assert "../../meetings/1951-05-04-ada-bell-ben-cole/index.html" in pages["documents/2/index.html"]


def test_documents_that_tell_of_one_meeting_are_related_for_it():
    talk = record("1", "Yes.", interlocutor=TALK)
    told = record("2", "Ice.", "On 4 May Ada Bell met Cole.", date="1951-06-01", sender=("Eva Lund",))
    documents = {one.record.id: one for one in edition_of(talk, told).documents}
    (reason,) = [one for one in documents["1"].related[0].reasons if "meeting" in one.said]
    assert (reason.said, reason.anchor, reason.document) == ("tells of the same meeting", "p2", "2")
    assert "tells of the same meeting" in documents["2"].related[0].because


def test_an_edition_without_meetings_says_so():
    pages = {
        one.path: one.content.decode() for one in render(edition_of(record("1", "Ice."))) if one.path.endswith("ml")
    }
    assert "No document records a meeting." in pages["meetings/index.html"]
