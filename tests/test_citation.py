"""What a citation says, in every form, for documents with all, with half and with none of the usual facts."""

import json
import re
from itertools import accumulate

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.citation import bibtex, cite_text, csl_item, csl_json, head, json_ld, note, note_parts, ris
from regesta.citation.names import inverted, split_name
from regesta.findings import OperatorError
from regesta.model import (
    Anchor,
    Authority,
    Block,
    Date,
    Edition,
    Languages,
    LinkedDocument,
    Note,
    Participant,
    Record,
    Settings,
    Sign,
    Source,
    State,
)

HOME = Settings(title="Talks of 1951", base_url="https://talks.example/1951/")
NOWHERE = Settings(title="Talks of 1951")
ARCHIVED = Source(
    as_written="AVPRF: F. 7, Op. 2, D. 11, Ll. 3-9. Reprinted in Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999), "
    "p. 51-58. Translated by Anna Weiss.",
    archive="AVPRF",
    reference="F. 7, Op. 2, D. 11, Ll. 3-9",
    published_in="Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999)",
    pages="p. 51-58",
    translators=("Anna Weiss",),
    url="https://archive.example/document/2001",
)
PRINTED = Source(published_in="Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999)", pages="51-58")


def document(*, states: int = 1, **changes) -> LinkedDocument:
    """A conversation of 1951 as linked, with whatever is to be different."""
    record = Record(
        id="2001",
        title="Memorandum of Conversation between Ivan Orlov and Chen Wen",
        type="Memorandum of Conversation",
        date=Date("1951-03-09", "March 9, 1951"),
        languages=Languages(original=("ru",), text="en", as_written=("Russian",)),
        summary="They talk of <railways> & harbours.",
        rights="Free for teaching.",
        source=ARCHIVED,
        participants=(
            Participant("Ivan Orlov", "I[van] Orlov", "interlocutor"),
            Participant("Chen Wen", "Chen Wen", "interlocutor", person="chen-wen"),
            Participant("railwaymen", "railwaymen", "present", of="group"),
        ),
        blocks=(
            Block("heading", "ON RAILWAYS", ((10, 10),), "s1", 2),
            Block("paragraph", "The first talk.", ((12, 12),), "p1"),
            Block("paragraph", "Two joined.", ((14, 14), (16, 16)), "p2", signs=(Sign(4, 4, "anchor", "p3"),)),
        ),
        notes=(Note("1", None, "n1", "p2"),),
        file="talk.txt",
        sha256="5a" * 32,
        format="archive-markdown",
        line_count=20,
    )
    return LinkedDocument(
        record=msgspec.structs.replace(record, **changes),
        states=tuple(State(number, f"2027-01-0{number}", "5a" * 32) for number in range(1, states + 1)),
    )


# ---------------------------------------------------------------------------------------------- note


def test_note_names_title_date_edition_archive_print_translator_and_address():
    """A full record gives a full note in the promised order."""
    assert note(document(), HOME) == (
        "“Memorandum of Conversation between Ivan Orlov and Chen Wen,” March 9, 1951, Talks of 1951, "
        "F. 7, Op. 2, D. 11, Ll. 3-9, AVPRF, reprinted in Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999), 51–58, "
        "trans. Anna Weiss, https://talks.example/1951/documents/2001/."
    )


@pytest.mark.parametrize(("anchor", "said"), [("p12a", "¶ 12a"), ("s3", "section 3"), ("n1", "note 1")])
def test_note_a_place_is_said_after_the_edition_and_is_in_the_address_with_the_state(anchor, said):
    """The number stands in the note, the address leads to the words of the state that is cited."""
    made = note(document(states=2), HOME, anchor)
    assert f"Talks of 1951, state 2, {said}, F. 7" in made
    assert made.endswith(f"https://talks.example/1951/documents/2001/?v=2#{anchor}.")


def test_note_an_edition_without_an_address_gives_the_archives_and_still_the_number():
    """Where the edition does not know its address, nothing pretends that the archive's page has paragraphs."""
    made = note(document(), NOWHERE, "p2")
    assert ", ¶ 2, " in made
    assert made.endswith("trans. Anna Weiss, https://archive.example/document/2001.")


def test_note_what_is_not_known_leaves_no_gap():
    """No archive, no print, no translator, no date, no address: no empty commas either."""
    bare = document(source=Source(), date=Date("XXXX", ""))
    expected = "“Memorandum of Conversation between Ivan Orlov and Chen Wen,” undated, Talks of 1951."
    assert note(bare, NOWHERE) == expected


def test_note_a_print_without_an_archive_is_the_source_itself():
    """Only what lies in an archive can be reprinted."""
    made = note(document(source=PRINTED), HOME)
    assert "Talks of 1951, Ivan Petrov, Besedy, Vol. 2 (Moscow: Nauka, 1999), 51–58, https" in made


def test_note_a_source_that_was_not_taken_apart_is_given_whole_and_its_translator_once():
    """The note as written already names the translator."""
    whole = Source(as_written="Private papers. Translated by Anna Weiss.", translators=("Anna Weiss",))
    made = note(document(source=whole), NOWHERE)
    assert made.endswith("Talks of 1951, Private papers. Translated by Anna Weiss.")
    assert made.count("Weiss") == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Anna Weiss", "Li Hua"), "trans. Anna Weiss and Li Hua"),
        (("Anna Weiss", "Li Hua", "Max Lang"), "trans. Anna Weiss, Li Hua, and Max Lang"),
    ],
)
def test_note_several_translators_stand_in_a_row(names, said):
    assert f"{said}." in note(document(source=Source(translators=names)), NOWHERE)


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Report on 'The State of Trade'", "“Report on ‘The State of Trade’,”"),
        ('Report on "New Trade"', "“Report on ‘New Trade’,”"),
        ("He asked: \"What of Orlov's 'plan'?\"", "“He asked: ‘What of Orlov’s “plan”?’,”"),
        ("The Ministers' Plan for the '50s", "“The Ministers’ Plan for the ’50s,”"),
        ("Who Pays?", "“Who Pays?,”"),
        ("A Report.", "“A Report,”"),
        ("Trade in the U.S.S.R.", "“Trade in the U.S.S.R.,”"),
        ("Two\nlines", "“Two lines,”"),
    ],
)
def test_note_marks_inside_a_title_are_nested_and_its_stop_gives_way_to_the_comma(title, quoted):
    assert note(document(title=title), HOME).startswith(quoted + " March")


def test_note_a_guessed_date_stands_in_brackets():
    """What the document does not say itself is marked as ours."""
    assert "”" + " [March 1951], " in note(document(date=Date("1951-03", "", guess=True)), HOME)


def test_note_an_author_with_whom_the_archives_citation_begins_heads_the_note():
    """Others who write do not: a memorandum is cited by its title."""
    parties = (Participant("Ivan Orlov", "Ivan Orlov", "author"),)
    by_title = document(participants=parties, citation='"Report", March 9, 1951')
    by_author = document(participants=parties, citation='Ivan Orlov, "Report", March 9, 1951')
    assert note(by_title, HOME).startswith("“Memorandum")
    assert note(by_author, HOME).startswith("Ivan Orlov, “Memorandum")


def test_note_the_pieces_join_to_the_note():
    """A page's script that replaces locator and address joins the same pieces."""
    parts = note_parts(document(), HOME, "p2")
    pieces = (parts.opening, parts.locator, parts.sources, parts.address)
    assert ", ".join(pieces) + "." == note(document(), HOME, "p2") == parts.joined()


# ---------------------------------------------------------------------------------------------- bibtex


def test_bibtex_holds_the_facts_in_their_fields():
    made = bibtex(document(states=2), HOME)
    fields = dict(re.findall(r"^  (\w+) += \{(.*)\},$", made, re.MULTILINE))
    assert made.startswith("@misc{regesta-2001,\n")
    assert made.endswith("\n}\n")
    assert fields["title"] == "{Memorandum of Conversation between Ivan Orlov and Chen Wen}"
    assert fields["date"] == "1951-03-09"
    assert fields["translator"] == "Weiss, Anna"
    assert fields["library"] == "F. 7, Op. 2, D. 11, Ll. 3-9, AVPRF"
    assert fields["note"].startswith("F. 7, Op. 2, D. 11, Ll. 3-9, AVPRF. Reprinted in Ivan Petrov")
    assert fields["version"] == "state 2"
    assert (fields["langid"], fields["origlanguage"]) == ("english", "russian")
    assert fields["url"] == "https://talks.example/1951/documents/2001/"
    assert fields["abstract"] == r"They talk of <railways> \& harbours."
    assert "author" not in fields


def test_bibtex_a_place_is_in_the_address_and_in_print():
    made = bibtex(document(), HOME, "p2")
    assert "{¶ 2}" in made
    assert "/?v=1#p2}" in made


@pytest.mark.parametrize(
    ("edtf", "field"),
    [
        ("1951-03-05/1951-03-12", "1951-03-05/1951-03-12"),
        ("1951-03~", "1951-03~"),
        ("../1951-03-12", "/1951-03-12"),
        ("{1951-03-05,1951-03-12}", "1951-03-05/1951-03-12"),
        ("1951-03-09T11:15:00", "1951-03-09"),
        ("1951?-03-09", "1951-03-09?"),
        ("195X", "195X"),
        ("XXXX", None),
        ("soon", None),
    ],
)
def test_bibtex_the_date_is_one_that_biblatex_reads_or_absent(edtf, field):
    found = re.search(r"^  date += \{(.*)\},$", bibtex(document(date=Date(edtf, "")), HOME), re.MULTILINE)
    assert (found[1] if found else None) == field


@given(st.text(st.sampled_from("{}\\&%$#_~^\"',=@\n a") | st.characters(codec="utf-8"), max_size=60))
def test_bibtex_no_title_can_break_the_entry(title):
    """Braces balance, and no line but the last closes the entry, whatever a transcript's title holds."""
    made = bibtex(document(title=title), HOME)
    body = made.rstrip()[made.index("{") + 1 : -1]
    depths = list(accumulate((char == "{") - (char == "}") for char in body))
    assert min(depths) >= 0
    assert depths[-1] == 0
    title_line = next(line for line in made.split("\n") if line.startswith("  title "))
    assert not re.search(r"(?<!\\)[&%$#_]|[~^]", title_line)


# ---------------------------------------------------------------------------------------------- ris


def test_ris_is_a_manuscript_with_archive_and_location():
    """Lines are tag, two spaces, hyphen, space, value, ended by CR LF; the generic type would be an article."""
    lines = ris(document(), HOME).split("\r\n")
    assert lines[0] == "TY  - MANSCPT"
    assert lines[-2:] == ["ER  - ", ""]
    assert "DB  - AVPRF" in lines
    assert "AV  - F. 7, Op. 2, D. 11, Ll. 3-9" in lines
    assert "DA  - 1951/03/09/" in lines
    assert "A4  - Weiss, Anna" in lines
    assert "UR  - https://talks.example/1951/documents/2001/" in lines
    assert not any(line.startswith("SP") for line in lines)


@pytest.mark.parametrize(
    ("edtf", "day", "said"),
    [
        ("1951-03", "1951/03//", None),
        ("1951", "1951///", None),
        ("1951-03-05/1951-03-12", "1951/03/05/", "Date: March 5–12, 1951"),
        ("1951-03~", "1951/03//", "Date: ca. March 1951"),
        ("XXXX", None, "Date: undated"),
    ],
)
def test_ris_a_date_that_is_no_plain_day_is_also_said_in_words(edtf, day, said):
    lines = ris(document(date=Date(edtf, "")), HOME).split("\r\n")
    assert next((line[6:] for line in lines if line.startswith("DA")), None) == day
    assert next((line[6:] for line in lines if line.startswith("N1  - Date")), None) == said


def test_ris_the_place_is_a_note():
    assert "N1  - ¶ 2\r\n" in ris(document(), HOME, "p2")


@given(st.text(st.sampled_from("\r\n\v\x85\u2028 -E") | st.characters(codec="utf-8"), max_size=60))
def test_ris_no_value_can_begin_a_line_of_its_own(words):
    """A summary with line ends and a tag of its own adds nothing to the entry."""
    plain = ris(document(summary="x"), HOME)
    hostile = ris(document(summary=f"x{words}\nER  - \r\nTY  - BOOK"), HOME)
    assert hostile.count("\r\n") == plain.count("\r\n")
    assert len(hostile.splitlines()) == len(plain.splitlines())


# ---------------------------------------------------------------------------------------------- csl


def test_csl_keeps_every_fact():
    item = csl_item(document(states=3), HOME, "p2")
    assert item["type"] == "document"
    assert item["issued"] == {"date-parts": [[1951, 3, 9]]}
    assert item["archive"] == "AVPRF"
    assert item["archive_location"] == "F. 7, Op. 2, D. 11, Ll. 3-9"
    assert item["genre"] == "memorandum of conversation"
    assert item["publisher"] == "Talks of 1951"
    assert item["locator"] == "2"
    assert item["version"] == "3"
    assert item["URL"].endswith("?v=3#p2")
    assert json.loads(csl_json(document(states=3), HOME, "p2")) == [item]


def test_csl_the_translator_has_his_own_field_with_an_author_and_without():
    """An importing program finds the translator where the schema puts him."""
    item = json.loads(csl_json(document(), NOWHERE))[0]
    assert item["translator"] == [{"family": "Weiss", "given": "Anna"}]
    assert "medium" not in item


def test_csl_with_an_author_the_translator_is_one():
    parties = (Participant("Ivan Orlov", "Ivan Orlov", "author"),)
    item = csl_item(document(participants=parties, citation="Ivan Orlov, Report"), HOME)
    assert item["author"] == [{"family": "Orlov", "given": "Ivan"}]
    assert item["translator"] == [{"family": "Weiss", "given": "Anna"}]
    assert "medium" not in item


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("1951-03-05/1951-03-12", {"date-parts": [[1951, 3, 5], [1951, 3, 12]]}),
        ("1951-03~", {"date-parts": [[1951, 3]], "circa": True}),
        ("1951-22", {"date-parts": [[1951]], "season": 2}),
        ("1951-03-09?", {"literal": "[March 9, 1951?]"}),
        ("195X", {"literal": "1950s"}),
        ("../1951-03-12", {"literal": "on or before March 12, 1951"}),
        ("XXXX", None),
    ],
)
def test_csl_the_date_is_in_figures_where_figures_can_say_it(edtf, issued):
    assert csl_item(document(date=Date(edtf, "")), HOME).get("issued") == issued


# ---------------------------------------------------------------------------------------------- head


def metas(settings=HOME, **changes):
    return {tag["name"]: tag["content"] for tag in head(document(**changes), settings) if "name" in tag}


def test_head_makes_a_document_with_archive_and_location():
    """These are the fields a reference manager reads; each stands alone and clean."""
    named = metas()
    assert named["z:itemType"] == "document"
    assert named["z:archive"] == "AVPRF"
    assert named["z:archiveLocation"] == "F. 7, Op. 2, D. 11, Ll. 3-9"
    assert named["z:extra"].split("\n")[:2] == ["genre: memorandum of conversation", "medium: trans. Anna Weiss"]
    assert named["DC.identifier"] == "https://talks.example/1951/documents/2001/"


def test_head_names_no_creator_where_the_archive_names_none():
    """A contributor of Dublin Core would become the author."""
    assert not {"DC.creator", "DC.contributor", "citation_author"} & metas().keys()


def test_head_groups_without_a_name_are_no_subjects():
    subjects = [tag["content"] for tag in head(document(), HOME) if tag.get("name") == "DC.subject"]
    assert subjects == ["Ivan Orlov", "Chen Wen"]


def test_head_absolute_addresses_are_there_only_where_they_are_known():
    def canonical(settings):
        tags = head(document(), settings)
        return [t for t in tags if t.get("rel") == "canonical" or t.get("property") == "og:url"]

    assert len(canonical(HOME)) == 2
    assert canonical(NOWHERE) == []


def test_head_an_undated_document_has_no_date():
    assert "DC.date" not in metas(date=Date("XXXX", ""))


def test_head_every_element_is_a_link_or_a_meta():
    """A template tells them apart by the one attribute that only one of them has."""
    assert all(("rel" in tag) != ("content" in tag) for tag in head(document(), HOME))
    assert all(isinstance(value, str) and value for tag in head(document(), HOME) for value in tag.values())


# ---------------------------------------------------------------------------------------------- linkeddata


def test_linkeddata_describes_the_document():
    data = json.loads(json_ld(document(), HOME))
    assert data["@type"] == ["ArchiveComponent", "Conversation"]
    assert data["@context"] == {"@vocab": "https://schema.org/"}
    assert data["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "AVPRF"}
    assert data["translationOfWork"]["inLanguage"] == ["ru"]
    assert [one["name"] for one in data["participant"]] == ["Ivan Orlov", "Chen Wen", "railwaymen"]


def test_linkeddata_a_cable_has_sender_and_recipient():
    parties = (Participant("Ivan Orlov", "", "sender"), Participant("Ministry", "", "recipient", of="organisation"))
    data = json.loads(json_ld(document(type="Cable", participants=parties), HOME))
    assert data["@type"][1] == "Message"
    assert data["sender"] == [{"@type": "Person", "name": "Ivan Orlov"}]
    assert data["recipient"] == [{"@type": "Organization", "name": "Ministry"}]


@given(st.text(max_size=40))
def test_linkeddata_nothing_in_it_can_end_the_script_element(words):
    made = json_ld(document(summary=f"</script><!--{words}"), HOME)
    assert not set("<>&\u2028\u2029") & set(made)
    assert json.loads(made)["abstract"].startswith("</script><!--")


# ---------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Anna Weiss", "Weiss, Anna"),
        ("Gary R. Goldberg", "Goldberg, Gary R."),
        ("Charles de Gaulle", "de Gaulle, Charles"),
        ("Chen Jian", "Chen Jian"),
        ("Kim Il Sung", "Kim Il Sung"),
        ("Shen Zhihua", "Shen Zhihua"),
        ("Ch'en Yi", "Ch'en Yi"),
        ("Nguyen Van Linh", "Nguyen Van Linh"),
        ("毛泽东", "毛泽东"),
        ("Martin Luther King Jr.", "Martin Luther King Jr."),
        ("NKIDP", "NKIDP"),
        ("The Korea Project", "The Korea Project"),
        ("Anonymous", "Anonymous"),
    ],
)
def test_names_a_western_name_is_turned_and_any_other_kept(name, turned):
    assert inverted(name) == turned


@given(st.text(max_size=30))
def test_names_no_letter_is_lost(name):
    parts = split_name(name)
    assert parts is None or sorted("".join(parts).replace(" ", "")) == sorted("".join(name.split()))


# ---------------------------------------------------------------------------------------------- lookup

EDITION = Edition(settings=HOME, authority=Authority(), documents=(document(),))


def test_lookup_finds_a_document_and_a_place():
    assert cite_text(EDITION, "2001") == note(document(), HOME)
    assert cite_text(EDITION, "2001#p2", "csl") == csl_json(document(), HOME, "p2")


def test_lookup_an_address_inside_a_paragraph_can_be_cited():
    """¶ 3 was merged into ¶ 2 and keeps its address."""
    assert "¶ 3," in cite_text(EDITION, "2001#p3")


def test_lookup_understands_the_whole_address_of_a_page():
    address = "https://talks.example/1951/documents/2001/index.html?v=1#n1"
    assert cite_text(EDITION, address) == note(document(), HOME, "n1")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("2010", r"no document 2010; did you mean 2001 \(Memorandum"),
        ("9", "no document 9$"),
        ("2001#2", r"did you mean #p2\?"),
        ("2001#p99", "they run from #p1 to #p3"),
        ("2001#s11", r"did you mean #s1\?"),
        ("", "no address of a document"),
    ],
)
def test_lookup_tells_the_nearest_where_there_is_none(address, told):
    with pytest.raises(OperatorError, match=told):
        cite_text(EDITION, address)


def test_lookup_tells_what_became_of_a_withdrawn_place():
    gone = document(anchors=(Anchor(address="p4", status="gone", gone=2, why="printed twice", see="p1"),))
    edition = Edition(settings=HOME, authority=Authority(), documents=(gone,))
    with pytest.raises(OperatorError, match=r"#p4 of 2001 was withdrawn in state 2 \(printed twice\); see #p1"):
        cite_text(edition, "2001#p4")
