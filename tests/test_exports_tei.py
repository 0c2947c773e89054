"""TEI: every address an xml:id, every word the record's, and what was understood said in the elements made for it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from history_edition import STATES, published
from regesta.exports.tei import FORBIDDEN, tei
from regesta.exports.tei_dates import date_attributes
from regesta.model import (
    Anchor,
    Block,
    Correction,
    Date,
    Entity,
    Languages,
    LinkedDocument,
    Mention,
    Note,
    Participant,
    Settings,
    Sign,
    SignKind,
    Source,
)
from test_citation import HOME, NOWHERE, document

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = os.environ.get("TEI_ALL_RNG", "")
"""Path of the schema tei_all.rng of TEI P5, against which files are validated where it is at hand."""

ENTITIES = {
    "chen-wen": Entity(id="chen-wen", kind="person", name="Chen Wen", sort="Chen Wen"),
    "ministry": Entity(id="ministry", kind="organisation", name="Ministry of Railways", sort="Ministry of Railways"),
    "harbin": Entity(id="harbin", kind="place", name="Harbin", sort="Harbin"),
    "gauge": Entity(id="gauge", kind="term", name="broad gauge", sort="broad gauge"),
}


def made(one: LinkedDocument, given: Settings = HOME) -> ET.Element:
    """The TEI of a document, read again."""
    return ET.fromstring(tei(one, given, ENTITIES))  # noqa: S314 - what is parsed was made here


def of_blocks(*blocks: Block, notes=(), anchors=(), mentions=(), **changes) -> LinkedDocument:
    """A document of these blocks."""
    one = document(blocks=blocks, notes=notes, anchors=anchors, **changes)
    return msgspec.structs.replace(one, mentions=tuple(mentions))


def paragraph(text: str, *signs: Sign, anchor: str = "p1", kind="paragraph", **more) -> Block:
    return Block(kind, text, ((1, 1),), anchor, signs=signs, **more)


def by_id(root: ET.Element) -> dict[str, ET.Element]:
    """Every element with an xml:id; two with one id are a failure."""
    found: dict[str, ET.Element] = {}
    for element in root.iter():
        if ID in element.attrib:
            assert element.attrib[ID] not in found
            found[element.attrib[ID]] = element
    return found


def words(element: ET.Element) -> str:
    return "".join(element.itertext())


def at(root: ET.Element, path: str) -> ET.Element:
    """The first element at a path of names parted by strokes."""
    found = root.find(".//" + "/".join(TEI + name for name in path.split("/")))
    assert found is not None, path
    return found


def said(root: ET.Element, path: str) -> list[str]:
    return [words(one) for one in root.findall(".//" + "/".join(TEI + name for name in path.split("/")))]


def markup(text: str, *signs: Sign, mentions=(), notes=()) -> str:
    """What stands inside the one paragraph of a document, without the namespace."""
    content = tei(of_blocks(paragraph(text, *signs), mentions=mentions, notes=notes), HOME, ENTITIES).decode()
    return re.search(r'<p xml:id="p1" n="1">(.*?)</p>', content, re.DOTALL)[1]


# ---------------------------------------------------------------------------------------------- header


def test_the_header_names_the_document_who_answers_for_it_and_where_it_lies():
    root = made(
        document(), msgspec.structs.replace(HOME, editors=("Eva Lund",), licence="CC BY 4.0", publisher="Nauka")
    )
    assert said(root, "titleStmt/title") == ["Memorandum of Conversation between Ivan Orlov and Chen Wen"]
    assert said(root, "titleStmt/respStmt") == ["Translated byAnna Weiss", "Edited byEva Lund"]
    assert said(root, "publicationStmt/publisher") == ["Nauka"]
    assert said(root, "publicationStmt/idno") == ["2001", "https://talks.example/1951/documents/2001/"]
    assert said(root, "availability/licence") == ["CC BY 4.0"]
    assert said(root, "availability/p") == ["Free for teaching."]
    assert said(root, "msIdentifier/repository") == ["AVPRF"]
    assert said(root, "msIdentifier/collection") == ["F. 7"]
    assert said(root, "msIdentifier/idno") == ["F. 7, Op. 2, D. 11, Ll. 3-9"]
    assert said(root, "monogr/title") == ["Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999)"]
    assert said(root, "imprint/biblScope") == ["p. 51-58"]
    assert said(root, "sourceDesc/bibl")[0].startswith("AVPRF: F. 7, Op. 2")
    assert said(root, "abstract/p") == ["They talk of <railways> & harbours."]
    assert said(root, "keywords/term") == ["Memorandum of Conversation"]


def test_the_header_tells_languages_and_states():
    root = made(document(states=2))
    assert [one.get("ident") for one in root.iter(f"{TEI}language")] == ["en", "ru"]
    assert [(one.get("n"), one.get("when")) for one in root.iter(f"{TEI}change")] == [
        ("2", "2027-01-02"),
        ("1", "2027-01-01"),
    ]
    assert at(root, "editionStmt/edition").get("n") == "2"


def test_what_is_not_known_is_left_out():
    bare = document(states=0, source=Source(), type=None, summary="", rights="", participants=(), date=Date("XXXX", ""))
    root = made(bare, NOWHERE)
    for name in (
        "msDesc",
        "biblStruct",
        "abstract",
        "textClass",
        "correspDesc",
        "particDesc",
        "revisionDesc",
        "licence",
    ):
        assert root.find(f".//{TEI}{name}") is None
    assert at(root, "creation/date").attrib == {}


def test_people_of_a_conversation_are_its_participants_and_lead_to_their_pages():
    root = made(document(), NOWHERE)
    parties = [(one.tag.removeprefix(TEI), one.get("role"), words(one)) for one in at(root, "listPerson")]
    assert parties == [
        ("person", "interlocutor", "Ivan Orlov"),
        ("person", "interlocutor", "Chen Wen"),
        ("personGrp", "present", "railwaymen"),
    ]
    assert [one.get("ref") for one in at(root, "listPerson").iter(f"{TEI}persName")] == [
        None,
        "../../people/chen-wen/index.html",
    ]
    assert root.find(f".//{TEI}correspDesc") is None


def test_a_cable_has_who_sent_it_through_whom_and_who_received_it_when():
    parties = (
        Participant("Ivan Orlov", "Orlov", "sender"),
        Participant("Ministry of Railways", "Ministry", "recipient", of="organisation", person="ministry", guess=True),
        Participant("Chen Wen", "Chen", "intermediary", person="chen-wen"),
    )
    root = made(document(participants=parties, received=Date("1951-03-11", "Received: 11 March")))
    actions = {one.get("type"): one for one in root.iter(f"{TEI}correspAction")}
    assert {kind: said(one, "persName") for kind, one in actions.items()} == {
        "sent": ["Ivan Orlov"],
        "transmitted": ["Chen Wen"],
        "received": [],
    }
    assert at(actions["sent"], "date").get("when") == "1951-03-09"
    assert at(actions["received"], "date").get("when") == "1951-03-11"
    recipient = at(actions["received"], "orgName")
    assert recipient.get("ref") == "https://talks.example/1951/people/ministry/"
    assert recipient.get("cert") == "low"


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("1949-07-18", ' when="1949-07-18"'),
        ("1949-07", ' when="1949-07"'),
        ("1949", ' when="1949"'),
        ("1949-07~", ' when="1949-07" cert="medium"'),
        ("1937-12-30?", ' when="1937-12-30" cert="low"'),
        ("1949-07-05/1949-07-12", ' from="1949-07-05" to="1949-07-12"'),
        ("../1938-03-26", ' notAfter="1938-03-26"'),
        ("1950-05-03/..", ' notBefore="1950-05-03"'),
        ("[1949-07,1949-09]", ' notBefore="1949-07" notAfter="1949-09"'),
        ("194X", ' notBefore="1940" notAfter="1949"'),
        ("19XX", ' notBefore="1900" notAfter="1999"'),
        ("1949-21", ' when="1949"'),
        ("1949-02-30", ' when="1949-02"'),
        ("1949-07-XX", ' when="1949-07"'),
        ("1949-07-18T10:30", ' when="1949-07-18"'),
        ("XXXX", ""),
        ("", ""),
        ("no date", ""),
    ],
)
def test_a_date_is_said_as_w3c_dates_can(edtf, attributes):
    assert date_attributes(edtf) == attributes


def test_a_date_that_was_guessed_is_of_low_certainty():
    assert date_attributes("1949-07-18", guess=True) == ' when="1949-07-18" cert="low"'
    assert date_attributes("XXXX", guess=True) == ""


# ---------------------------------------------------------------------------------------------- signs


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("as [they] said", Sign(3, 9, "supplied"), "as <supplied>[they]</supplied> said"),
        ("com[munist]", Sign(3, 11, "completion"), 'com<supplied reason="completion">[munist]</supplied>'),
        (
            "weapon [fabao]",
            Sign(7, 14, "gloss"),
            'weapon <supplied reason="gloss">[<foreign xml:lang="ru-Latn">fabao</foreign>]</supplied>',
        ),
        (
            "Beiping [Beijing]",
            Sign(8, 17, "identification"),
            'Beiping <supplied reason="identification">[Beijing]</supplied>',
        ),
        ("teh [sic]", Sign(4, 9, "sic"), 'teh <note type="sic" place="inline">[sic]</note>'),
        ("teh talks", Sign(0, 3, "sic", "the"), "<choice><sic>teh</sic><corr>the</corr></choice> talks"),
        ("teh talks", Sign(0, 3, "sic"), "<sic>teh</sic> talks"),
        ("Mr. X", Sign(0, 3, "completion", "Mister"), "<choice><abbr>Mr.</abbr><expan>Mister</expan></choice> X"),
        ("by Lushun", Sign(3, 9, "correction", "Lüs<"), "by <choice><sic>Lüs&lt;</sic><corr>Lushun</corr></choice>"),
        ("he [?] said", Sign(3, 6, "doubt"), "he <unclear>[?]</unclear> said"),
        ("he [...] said", Sign(3, 8, "omission"), 'he <gap reason="omission"><desc>[...]</desc></gap> said'),
        (
            "so [Trans. note—x] it",
            Sign(3, 18, "translator_note"),
            'so <note type="translator" place="inline">[Trans. note—x]</note> it',
        ),
        ("very so", Sign(0, 4, "emphasis"), '<hi rend="italic">very</hi> so'),
        ("page one", Sign(5, 5, "page_break", "12"), 'page <pb n="12"/>one'),
        ("one two", Sign(4, 4, "anchor", "p2"), 'one <anchor xml:id="p2" n="2" type="merged"/>two'),
    ],
)
def test_each_sign_has_its_element_and_its_words_stay(text, sign, expected):
    assert markup(text, sign) == expected


def test_a_name_leads_to_its_page_by_its_kind_and_a_guess_is_marked():
    said_here = "Chen Wen of Harbin, the Ministry, broad gauge"
    places = (("chen-wen", 0, 8), ("harbin", 12, 18), ("ministry", 24, 32), ("gauge", 34, 45))
    mentions = [
        Mention(name, "p1", start, end, said_here[start:end], guess=name == "harbin") for name, start, end in places
    ]
    home = "https://talks.example/1951"
    assert markup(said_here, mentions=mentions) == (
        f'<persName ref="{home}/people/chen-wen/">Chen Wen</persName> of '
        f'<placeName ref="{home}/places/harbin/" cert="low">Harbin</placeName>, the '
        f'<orgName ref="{home}/people/ministry/">Ministry</orgName>, '
        f'<term ref="{home}/terms/gauge/">broad gauge</term>'
    )


def test_a_name_and_a_sign_that_cross_are_nested_and_the_name_is_whole():
    """A name is counted by its element, so that it is never cut; what crosses it is."""
    inner = markup("old Chen Wen came", Sign(0, 8, "emphasis"), mentions=[Mention("chen-wen", "p1", 4, 12, "Chen Wen")])
    assert inner.count("<persName") == inner.count("</persName>") == 1
    assert inner.count("<hi") == 2
    assert re.sub("<[^>]+>", "", inner) == "old Chen Wen came"


def test_an_address_inside_what_was_left_out_is_not_lost():
    inner = markup("he [a … b] said", Sign(3, 10, "omission"), Sign(6, 6, "anchor", "p2"), Sign(4, 5, "emphasis"))
    assert inner == 'he <anchor xml:id="p2" n="2" type="merged"/><gap reason="omission"><desc>[a … b]</desc></gap> said'


def test_a_note_stands_behind_its_block_and_each_way_is_a_pointer():
    notes = (Note("*", "First.", "n1", "p1"), Note("*", None, "n2", "p1"))
    one = of_blocks(paragraph("a b c", Sign(1, 1, "note_call", "*"), Sign(3, 3, "note_call", "*")), notes=notes)
    root = made(one)
    assert [pointer.get("target") for pointer in root.iter(f"{TEI}ptr")] == ["#n1", "#n2"]
    first, second = (by_id(root)[name] for name in ("n1", "n2"))
    assert (first.get("n"), first.get("target"), words(first)) == ("*", "#p1", "First.")
    assert second.find(f"{TEI}gap") is not None
    assert words(by_id(root)["p1"]) == "a b c"


def test_a_mark_whose_note_is_nowhere_is_told_as_one():
    assert markup("a b", Sign(1, 1, "note_call", "7")) == 'a<milestone unit="note-mark" n="7"/> b'


# ---------------------------------------------------------------------------------------------- divisions


def test_headings_open_divisions_by_their_rank():
    blocks = (
        paragraph("Before.", anchor="p1"),
        Block("heading", "ONE", ((2, 2),), "s1", 2),
        paragraph("In one.", anchor="p2"),
        Block("heading", "Deeper", ((3, 3),), "s2", 4),
        paragraph("In deeper.", anchor="p3"),
        Block("heading", "TWO", ((4, 4),), "s3", 2),
    )
    body = at(made(of_blocks(*blocks)), "text/body")

    def shape(element):
        return [shape(one) if one.tag == f"{TEI}div" else one.get(ID) for one in element]

    assert shape(body) == ["p1", ["s1", "p2", ["s2", "p3"]], ["s3"]]


def test_items_verses_tables_and_signatures_have_their_elements():
    blocks = (
        paragraph("one", kind="item", anchor="p1"),
        paragraph("two", kind="item", anchor="p2", level=2),
        paragraph("line one\nline two", kind="verse", anchor="p3"),
        paragraph("a\tb\nc\td", kind="table", anchor="p4", rows=(("a", "b"), ("c", "d"))),
        paragraph("Orlov", kind="closer", anchor="p5"),
        paragraph("Moscow", kind="closer", anchor="p6"),
    )
    root = made(of_blocks(*blocks))
    found = by_id(root)
    assert {name: one.tag.removeprefix(TEI) for name, one in found.items()} == {
        "p1": "item", "p2": "item", "p3": "lg", "p4": "table", "p5": "signed", "p6": "signed",
    }  # fmt: skip
    assert said(root, "list/item") == ["one", "two"]
    assert said(root, "lg/l") == ["line one", "line two"]
    assert said(root, "table/row/cell") == ["a", "b", "c", "d"]
    assert said(root, "closer/signed") == ["Orlov", "Moscow"]


def test_a_sign_over_two_lines_of_verse_is_set_in_each_and_a_note_call_in_one():
    signs = (Sign(4, 8, "emphasis"), Sign(5, 5, "page_break", "7"), Sign(6, 6, "page_break", "8"))
    content = tei(of_blocks(paragraph("one tw\no and", *signs, kind="verse")), HOME, {}).decode()
    lines = re.findall("<l>(.*)</l>", content)
    assert lines == [
        'one <hi rend="italic">t<pb n="7"/>w</hi><pb n="8"/>',
        '<hi rend="italic">o</hi> and',
    ]


def test_signatures_in_the_middle_of_a_text_do_not_end_it():
    """TEI has a closer only at the end of a division, and an edition keeps the order of the words."""
    blocks = (paragraph("a"), paragraph("Orlov", kind="closer", anchor="p2"), paragraph("b", anchor="p3"))
    root = made(of_blocks(*blocks))
    assert [one.get(ID) for one in at(root, "text/body")] == ["p1", "p2", "p3"]
    assert by_id(root)["p2"].get("type") == "closer"


def test_an_address_that_is_gone_stays_where_it_stood_with_its_last_words():
    anchors = (
        Anchor(address="p1", text="a"),
        Anchor(address="p2", status="gone", gone=3, why="printed twice", see="p1", text="Old <words>."),
        Anchor(address="p3", text="b"),
    )
    root = made(of_blocks(paragraph("a"), paragraph("b", anchor="p3"), anchors=anchors))
    assert list(by_id(root)) == ["p1", "p2", "p3"]
    (note,) = (one for one in root.iter(f"{TEI}note") if one.get("type") == "tombstone")
    assert note.get("target") == "#p2"
    assert words(note) == "No longer in the text since state 3: printed twice. See ¶ 1. Old <words>."


def test_a_withdrawn_document_keeps_its_addresses():
    anchors = (Anchor(address="p1", status="gone", gone=2, text="a"), Anchor(address="s1", status="gone", gone=2))
    root = made(of_blocks(anchors=anchors, withdrawn="a forgery"))
    assert list(by_id(root)) == ["p1", "s1"]
    assert words(at(root, "body/ab")) == "Withdrawn from the edition: a forgery"


def test_decisions_of_the_editor_are_told_in_the_header():
    decision = Correction(document="2001", where="p1", old="Lüshan", new="Lushun", reason="a slip", by="E. L.")
    root = made(of_blocks(paragraph("Lushun", Sign(0, 6, "correction", "Lüshan")), corrections=(decision,)))
    assert said(root, "correction/p") == ["p1, “Lüshan” to “Lushun”: a slip (E. L.)"]
    assert said(root, "choice/sic") == ["Lüshan"]


def test_nothing_in_a_transcript_becomes_markup_and_what_xml_forbids_is_replaced():
    hostile = '</p><p xml:id="p9">&amp;]]>\x00\x1b\ufffe"'
    root = made(of_blocks(paragraph(hostile), title=hostile, summary=hostile, rights=hostile))
    assert list(by_id(root)) == ["p1"]
    assert words(by_id(root)["p1"]) == FORBIDDEN.sub("\ufffd", hostile)


# ---------------------------------------------------------------------------------------------- properties

KINDS = ("paragraph", "item", "heading", "verse", "table", "closer", "omission")
SIGN_KINDS = SignKind.__args__  # type: ignore[attr-defined]
TEXTS = st.text(st.sampled_from("ab [].<&>\"'\n\x0b\x00é毛𝄞"), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)
DETAIL = "†"
"""Stands for all other readings, which come to the words of a <choice>."""


@st.composite
def signs_of(draw, text: str) -> tuple[Sign, ...]:
    found = []
    for kind in draw(st.lists(st.sampled_from([kind for kind in SIGN_KINDS if kind != "anchor"]), max_size=5)):
        start = draw(st.integers(0, len(text)))
        width = 0 if kind in ("note_call", "page_break") else draw(st.integers(1, 9))
        found.append(Sign(start, min(start + width, len(text)), kind, draw(st.sampled_from(("", DETAIL)))))
    return tuple(sorted(found, key=lambda sign: (sign.start, -sign.end)))


@st.composite
def documents(draw) -> LinkedDocument:
    """A document of blocks of every kind, with signs and names at any place, whether or not they could be true."""
    blocks, mentions = [], []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        kind = draw(st.sampled_from(KINDS))
        anchor = f"{'s' if kind == 'heading' else 'p'}{number}"
        rows = tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))) if kind == "table" else ()
        rows = tuple(tuple(re.sub(r"[\n\t]", " ", cell) for cell in row) for row in rows)
        text = "\n".join("\t".join(row) for row in rows) or draw(TEXTS)
        merged = Sign(place := draw(st.integers(0, len(text))), place, "anchor", f"p{number + 100}")
        signs = (*draw(signs_of(text)), *((merged,) if draw(st.booleans()) else ()))
        signs = tuple(sorted(signs, key=lambda sign: (sign.start, -sign.end)))
        blocks.append(Block(kind, text, ((number, number),), anchor, draw(st.integers(1, 3)), signs, rows))
        for name in draw(st.lists(st.sampled_from(sorted(ENTITIES)), max_size=3)):
            start = draw(st.integers(0, len(text)))
            mentions.append(Mention(name, anchor, start, min(start + draw(st.integers(1, 8)), len(text)), ""))
    mentions.sort(key=lambda one: one.start)
    notes = (Note("", draw(TEXTS), "n1", blocks[-1].anchor), Note(DETAIL, None, "n2", ""))
    gone = Anchor(address="p99", status="gone", gone=2, text=draw(TEXTS), see="p1")
    after = [Anchor(address=block.anchor) for block in blocks]
    anchors = (*after[: (cut := draw(st.integers(0, len(after))))], gone, *after[cut:])
    return of_blocks(*blocks, notes=notes, anchors=anchors, mentions=mentions)


def folded(text: str) -> list[str]:
    """The words of a text as XML can have them."""
    return FORBIDDEN.sub("\ufffd", text.replace(DETAIL, "")).split()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_word_and_every_address_of_the_record_is_there_once(one):
    root = made(one)
    found = by_id(root)
    issued = {block.anchor for block in one.record.blocks} | {"n1", "n2", "p99"}
    merged = {sign.detail for block in one.record.blocks for sign in block.signs if sign.kind == "anchor"}
    assert set(found) == issued | merged
    for block in one.record.blocks:
        assert folded(words(found[block.anchor])) == folded(block.text)
    assert folded(words(found["n1"])) == folded(one.record.notes[0].text)


def test_the_words_of_the_seeds_are_those_of_their_records(site):
    compared = 0
    for path in sorted(site.glob("documents/*/tei.xml")):
        found = by_id(ET.fromstring(path.read_bytes()))  # noqa: S314 - what is parsed was made here
        record = msgspec.json.decode((path.parent / "record.json").read_bytes())
        for block in record["paragraphs"]:
            if block["anchor"]:
                assert words(found[block["anchor"]]).split() == block["text"].split()
                compared += 1
    assert compared > 80


# ---------------------------------------------------------------------------------------------- the schema


@pytest.fixture(scope="session")
def schema():
    """What validates a file against the schema of TEI P5."""
    etree = pytest.importorskip("lxml.etree", reason="lxml validates against the schema of TEI")
    if not Path(SCHEMA).is_file():
        pytest.skip("TEI_ALL_RNG does not name the schema of TEI P5 (tei_all.rng)")
    return etree.RelaxNG(etree.parse(SCHEMA))


def assert_valid(schema, content: bytes) -> None:
    from lxml import etree

    tree = etree.fromstring(content)
    assert schema.validate(tree), f"{schema.error_log.last_error}\n{content.decode()}"


def test_the_schema_refuses_what_is_no_tei(schema):
    with pytest.raises(AssertionError):
        assert_valid(schema, tei(document(), HOME, {}).replace(b"<body>", b"<body><nonsense/>"))


def test_the_seeds_are_valid(schema, site):
    files = sorted(site.glob("documents/*/tei.xml"))
    assert len(files) == 4
    for path in files:
        assert_valid(schema, path.read_bytes())


def test_a_document_with_a_past_is_valid(schema, tmp_path):
    made_here = published(tmp_path, *STATES)
    assert_valid(schema, (made_here.site / "documents/5001/tei.xml").read_bytes())


@pytest.mark.parametrize("given", [HOME, NOWHERE, Settings(title="", language="not a language")])
def test_headers_full_and_empty_are_valid(schema, given):
    bare = document(
        states=0, source=Source(), type=None, summary="", rights="", participants=(), date=Date("XXXX", ""), title=""
    )
    parties = tuple(
        Participant("Orlov", "Orlov", role, of=kind)
        for role in ("author", "sender", "recipient", "intermediary", "present")
        for kind in ("person", "organisation", "group")
    )
    languages = Languages(original=(), text="??", as_written=("Manchu",))
    corrected = (Correction(document="2001", where="p1", old="a", new="b", reason="c"),)
    full = document(participants=parties, languages=languages, corrections=corrected, received=Date("1951", "1951"))
    for one in (document(), bare, full, of_blocks(withdrawn="a forgery", states=2)):
        assert_valid(schema, tei(one, given, ENTITIES))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_whatever_the_text_it_is_valid(schema, one):
    assert_valid(schema, tei(one, HOME, ENTITIES))
