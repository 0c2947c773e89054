"""The editor's decisions overrule what was inferred, each with a reason, and are told when they fit nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from conftest import REPOSITORY
from editions import edition_of, letter, run
from regesta.authority import read_authority
from regesta.decisions import DECISIONS, EXAMPLE
from regesta.findings import OperatorError
from regesta.linking.edition import link
from regesta.model import Anchor, Block, Date, Languages, Participant, Record, Settings, Sign, Source
from regesta.starting import AUTHORITY

PEOPLE = """
people:
  ada-bell: {name: Ada Bell}
  ben-cole: {name: Ben Cole}
"""


def record(identifier, text):
    return Record(
        id=identifier,
        title="Talk",
        type=None,
        date=Date("1951-05-04", "1951-05-04"),
        languages=Languages(),
        source=Source(),
        participants=(Participant("Ada Bell", "Ada Bell", "author"), Participant("Ben Cole", "Ben Cole", "present")),
        blocks=(Block("paragraph", text, ((1, 1),), "p1"),),
        file=f"{identifier}.txt",
        sha256="",
        format="",
        line_count=1,
    )


def lone(identifier, text, date):
    """A document without parties."""
    return replace(record(identifier, text), date=Date(date, date), participants=())


def linked(folder, decisions, *records):
    (folder / "authority.yaml").write_text(PEOPLE + decisions, encoding="utf-8")
    edition, findings = link(records, {}, Settings(), read_authority(folder))
    return {one.record.id: one for one in edition.documents}, [one for one in findings if one.code == "A-205"]


TEXT = "Cole said no. The pilots fear ice."


def test_a_decision_about_some_words_is_cut_into_the_voices(tmp_path):
    decision = """
speakers:
  - {document: "1", at: p1, words: The pilots fear ice., is: ada-bell, reason: her own remark}
"""
    documents, findings = linked(tmp_path, decision, record("1", TEXT))
    told = [(TEXT[one.start : one.end].strip(), one.speaker, one.through) for one in documents["1"].voices]
    assert told == [("Cole said no.", "ben-cole", "ada-bell"), ("The pilots fear ice.", "ada-bell", "")]
    assert findings == []


def test_a_decision_about_a_paragraph_takes_the_place_of_all_voices_in_it(tmp_path):
    decision = """
speakers:
  - {document: "1", at: p1, is: none, reason: a forgery}
"""
    documents, _ = linked(tmp_path, decision, record("1", TEXT))
    assert [(one.start, one.end, one.speaker) for one in documents["1"].voices] == [(0, len(TEXT), "")]


def test_documents_that_the_editor_parts_are_not_related(tmp_path):
    ones = (record("1", TEXT), record("2", TEXT))
    documents, _ = linked(tmp_path, "", *ones)
    assert documents["1"].related
    decision = """
unrelated:
  - {documents: ["2", "1"], reason: chance}
"""
    documents, findings = linked(tmp_path, decision, *ones)
    assert (documents["1"].related, documents["2"].related, findings) == ((), (), [])


def test_a_decision_that_fits_nothing_is_told_with_its_line(tmp_path):
    decisions = """
speakers:
  - {document: "1", at: p1, words: No such words, is: ada-bell, reason: r}
unrelated:
  - {documents: ["1", "9"], reason: r}
"""
    _, findings = linked(tmp_path, decisions, record("1", TEXT))
    assert [one.line for one in findings] == [7, 9]


def test_documents_that_the_editor_joins_are_related_on_both_pages_with_the_reason(tmp_path):
    """What nothing computed shows is shown first, with the editor's reason, and no decision is told as not used."""
    one, other = lone("1", "Ice at noon.", "1951-05-04"), lone("2", "Ledger entries.", "1962-01-01")
    documents, findings = linked(tmp_path, "", one, other)
    assert documents["1"].related == ()
    decision = """
related:
  - {documents: ["2", "1"], reason: both are of one file, by: A. Editor, when: 2026-11-22}
"""
    documents, findings = linked(tmp_path, decision, one, other)
    told = [(documents[here].related[0].document, documents[here].related[0].basis) for here in ("1", "2")]
    assert told == [("2", "editor"), ("1", "editor")]
    assert documents["1"].related[0].because[0] == "related, as the editor says: both are of one file"
    assert findings == []


def test_a_gloss_stands_by_what_the_editor_says_and_by_nothing_where_it_is_none(tmp_path):
    text = "They ask for the buoys that were promised [utlovade] and the pilot [lots]."
    signs = tuple(Sign(text.index(word), text.index(word) + len(word), "gloss") for word in ("[utlovade]", "[lots]"))
    one = replace(record("1", text), blocks=(Block("paragraph", text, ((1, 1),), "p1", signs=signs),))
    decisions = """
glosses:
  - {document: "1", at: p1, bracket: "[utlovade]", english: the buoys that were promised, reason: the clause}
  - {document: "1", at: p1, bracket: "[lots]", english: none, reason: English}
"""
    documents, findings = linked(tmp_path, decisions, one)
    assert [(one.original, one.english) for one in documents["1"].glosses] == [
        ("utlovade", "the buoys that were promised")
    ]
    assert findings == []


def test_a_decision_follows_words_into_the_paragraph_that_took_them_in(tmp_path):
    """p2 was merged into p1: what was decided of p2 holds for its words there, and for no others."""
    anchors = (Anchor(address="p1"), Anchor(address="p2", status="inline", host="p1", at=TEXT.index("The pilots")))
    decision = """
speakers:
  - {document: "1", at: p2, is: none, reason: a forgery}
"""
    documents, findings = linked(tmp_path, decision, replace(record("1", TEXT), anchors=anchors))
    told = [(TEXT[one.start : one.end].strip(), one.speaker) for one in documents["1"].voices]
    assert told == [("Cole said no.", "ben-cole"), ("The pilots fear ice.", "")]
    assert findings == []


# ------------------------------------------------------------------------------------------------------- meetings


def talk(identifier, date="1951-05-04", text="They spoke."):
    parties = tuple(Participant(name, name, "interlocutor") for name in ("Ada Bell", "Ben Cole"))
    return replace(record(identifier, text), date=Date(date, date), participants=parties)


MEETING = "1951-05-04-ada-bell-ben-cole"


def met(folder, decisions, *records):
    (folder / "authority.yaml").write_text(PEOPLE + PLACES + decisions, encoding="utf-8")
    edition, findings = link(records, {}, Settings(), read_authority(folder))
    return edition.meetings, [one for one in findings if one.code in {"A-205", "K-302"}]


PLACES = """
places:
  visby: {name: Visby}
"""


def test_a_meeting_has_the_name_days_place_and_people_that_the_editor_gives_it(tmp_path):
    decisions = f"""
meetings:
  - {{meeting: {MEETING}, name: The ice talks, days: 1951-05-04/1951-05-06, place: visby, reason: the minutes}}
  - {{meeting: {MEETING}, attendee: Eva Lund, role: interpreter, reason: her diary}}
  - {{meeting: {MEETING}, attendee: ben-cole, role: none, reason: he was ill}}
"""
    (meeting,), findings = met(tmp_path, decisions, talk("1"))
    assert (meeting.id, meeting.name, meeting.date) == (MEETING, "The ice talks", "1951-05-04/1951-05-06")
    assert (meeting.place, meeting.place_at) == ("visby", ("", ""))
    assert [(one.name, one.person, one.role) for one in meeting.attendees] == [
        ("Ada Bell", "ada-bell", "interlocutor"),
        ("Eva Lund", None, "interpreter"),
    ]
    assert [one.reason for one in meeting.decisions] == ["the minutes", "her diary", "he was ill"]
    assert findings == []


def test_a_document_belongs_to_the_meeting_that_the_editor_says(tmp_path):
    decisions = f"""
meetings:
  - {{meeting: {MEETING}, document: "2", tells: no, reason: another talk of that day}}
  - {{meeting: {MEETING}, document: "3", at: p1, reason: it is told there without its day}}
"""
    records = (talk("1"), talk("2"), lone("3", "We met.", "1951-06-01"))
    (meeting,), findings = met(tmp_path, decisions, *records)
    assert [(one.document, one.anchors, one.guess) for one in meeting.accounts] == [
        ("1", (), False),
        ("3", ("p1",), False),
    ]
    assert findings == []


def test_a_meeting_without_accounts_is_none(tmp_path):
    decision = f"""
meetings:
  - {{meeting: {MEETING}, document: "1", tells: no, reason: a fiction}}
"""
    assert met(tmp_path, decision, talk("1")) == ((), [])


def test_the_editor_makes_a_meeting_that_no_document_lets_infer(tmp_path):
    decisions = """
meetings:
  - {meeting: visby-1950, days: "1950-07", between: [ada-bell, Jonas Berg], document: "3", reason: the letter}
"""
    (meeting,), findings = met(tmp_path, decisions, lone("3", "We met.", "1951-06-01"))
    assert (meeting.id, meeting.date, meeting.principals) == ("visby-1950", "1950-07", ("ada-bell", "Jonas Berg"))
    assert [(one.name, one.person) for one in meeting.attendees] == [("Ada Bell", "ada-bell"), ("Jonas Berg", None)]
    assert findings == []


def test_an_inferred_account_is_told_with_what_settles_it(tmp_path):
    letter = lone("2", "Ada Bell met Ben Cole on 4 May and spoke of ice.", "1951-06-01")
    (meeting,), (told,) = met(tmp_path, "", talk("1"), letter)
    assert meeting.accounts[1].guess
    assert told.code == "K-302"
    entry = told.hint.partition(": - ")[2].replace("…", "read")
    (meeting,), findings = met(tmp_path, f"\nmeetings:\n  - {entry}\n", talk("1"), letter)
    assert not meeting.accounts[1].guess
    assert findings == []


@pytest.mark.parametrize(
    "decision",
    [
        "{meeting: no-such, name: X, reason: r}",
        f"{{meeting: {MEETING}, document: '9', reason: r}}",
        f"{{meeting: {MEETING}, document: '2', tells: no, reason: r}}",
        f"{{meeting: {MEETING}, attendee: Eva Lund, role: none, reason: r}}",
    ],
)
def test_a_decision_about_a_meeting_that_fits_nothing_is_told(tmp_path, decision):
    _, findings = met(tmp_path, f"\nmeetings:\n  - {decision}\n", talk("1"), lone("2", "Ice.", "1951-06-01"))
    assert [(one.code, one.file) for one in findings] == [("A-205", "authority.yaml")]


# ------------------------------------------------------------------------------------------------------- the file


def test_a_relation_that_nothing_computes_needs_no_parting(tmp_path):
    decision = """
unrelated:
  - {documents: ["1", "2"], reason: chance}
"""
    _, findings = linked(tmp_path, decision, lone("1", "Ice.", "1951-05-04"), lone("2", "Ledger.", "1962-01-01"))
    assert [one.line for one in findings] == [7]


def test_decisions_outlive_rebuilds_and_a_reworded_transcript(tmp_path):
    """The same decisions hold, and are shown with their reasons, in the first build, the next, and one of new words."""
    root = edition_of(
        tmp_path / "harbour",
        {
            "a.md": letter(number="7001", title="Conversation between Ada Bell and Ben Cole", words=SPOKEN),
            "b.md": letter(number="7002", title="Ledger", words="Nine barrels of tar.", date="June 1, 1950"),
            "authority.yaml": PEOPLE + EVERY,
        },
    )
    kept = []
    for words in (SPOKEN, SPOKEN, SPOKEN.replace("The pilots fear the ice", "All the pilots fear the thick ice")):
        (root / "a.md").write_text(
            letter(number="7001", title="Conversation between Ada Bell and Ben Cole", words=words), encoding="utf-8"
        )
        done = run("build", root, "-o", tmp_path / "site", "--no-search")
        assert (done.code, "A-205" in done.out) == (0, False), done.out
        page = (tmp_path / "site/documents/7001/index.html").read_text(encoding="utf-8")
        meeting = (tmp_path / "site/meetings/1921-03-04-ada-bell-ben-cole/index.html").read_text(encoding="utf-8")
        kept.append(
            [reason in page for reason in ("her own words", "of one file", "the whole clause", "not a second talk")]
        )
        kept.append(["<h1>The ice talks</h1>" in meeting, "so the diary" in meeting])
    assert all(all(each) for each in kept)


SPOKEN = """Cole said that nothing would be done before the spring.

The pilots fear the ice more than the storms of autumn, and the buoys that were promised [utlovade] are late."""
EVERY = """
speakers:
  - {document: "7001", at: p2, is: ada-bell, reason: her own words}
related:
  - {documents: ["7001", "7002"], reason: of one file}
glosses:
  - {document: "7001", at: p2, bracket: "[utlovade]", english: the buoys that were promised, reason: the whole clause}
meetings:
  - {meeting: 1921-03-04-ada-bell-ben-cole, name: The ice talks, reason: so the diary}
  - {meeting: 1921-03-04-ada-bell-ben-cole, document: "7001", reason: not a second talk}
"""


def test_the_manual_shows_every_kind_of_entry_and_they_are_read(tmp_path):
    assert EXAMPLE in (REPOSITORY / "README.md").read_text("utf-8")
    (tmp_path / "authority.yaml").write_text(MANUAL_PEOPLE + EXAMPLE, encoding="utf-8")
    read = read_authority(tmp_path)
    assert [len(one) for one in (read.identities, read.speakers, read.related, read.meetings, read.glosses)] == [
        1,
        1,
        2,
        3,
        1,
    ]


def test_a_new_edition_shows_entries_that_are_read_once_they_are_uncommented(tmp_path):
    text = AUTHORITY.replace("\n#   - {", "\n  - {")
    for key in ("identities", *DECISIONS):
        assert f"\n# {key}:\n" in text
        text = text.replace(f"\n# {key}:\n", f"\n{key}:\n")
    (tmp_path / "authority.yaml").write_text(text, encoding="utf-8")
    read = read_authority(tmp_path)
    assert [len(one) for one in (read.identities, read.speakers, read.related, read.meetings, read.glosses)] == [
        1,
        1,
        2,
        2,
        1,
    ]


MANUAL_PEOPLE = """
people:
  ivan-kovalev: {name: Ivan Kovalev}
  mao-zedong: {name: Mao Zedong}
  anastas-mikoyan: {name: Anastas Mikoyan}
  shi-zhe: {name: Shi Zhe}
"""


@pytest.mark.parametrize(
    "decision",
    [
        "speakers: [{document: '1', at: p1, is: nobody-known, reason: r}]",
        "speakers: [{document: '1', at: p1, is: ada-bell}]",
        "speakers: [{document: '1', at: p1, is: ada-bell, reason: r, colour: red}]",
        "unrelated: [{documents: ['1'], reason: r}]",
        "unrelated: [{documents: ['1', '2']}]",
        "related: [{documents: ['1', '1'], reason: r}]",
        "related: [{documents: ['1', '2'], reason: r, when: yesterday}]",
        "glosses: [{document: '1', at: p1, bracket: '[x]', reason: r}]",
        "meetings: [{meeting: a-talk, reason: r}]",
        "meetings: [{meeting: a-talk, name: X}]",
        "meetings: [{meeting: A Talk, name: X, reason: r}]",
        "meetings: [{meeting: a-talk, attendee: ada-bell, reason: r}]",
        "meetings: [{meeting: a-talk, attendee: ada-bell, role: king, reason: r}]",
        "meetings: [{meeting: a-talk, days: in May, reason: r}]",
        "meetings: [{meeting: a-talk, place: nowhere-known, reason: r}]",
        "meetings: [{meeting: a-talk, name: X, tells: no, reason: r}]",
        "meetings: [{meeting: a-talk, document: '1', tells: perhaps, reason: r}]",
    ],
)
def test_a_decision_that_is_not_whole_is_refused(tmp_path, decision):
    with pytest.raises(OperatorError):
        linked(tmp_path, decision, record("1", TEXT))
