"""The files beside the pages."""

import hashlib
import json
from xml.etree import ElementTree as ET

import msgspec
import pytest

from regesta.exports import DOCUMENT_EXPORTS, Beside, catalogue_files, catalogue_line, export_document, export_edition
from regesta.exports.record import record_json
from regesta.exports.text import reading_text
from regesta.model import (
    Anchor,
    Authority,
    Block,
    Date,
    Edition,
    Field,
    LinkedDocument,
    Mention,
    Note,
    RelatedListing,
    Relation,
    SetAside,
    Sign,
    State,
    Transcript,
)
from test_citation import HOME, NOWHERE, document

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TRANSCRIPT = Transcript("talk.txt", "one\ntwo\n", "5a" * 32)


def edition(*documents: LinkedDocument, settings=HOME) -> Edition:
    return Edition(settings=settings, authority=Authority(), documents=documents or (document(),))


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - what is parsed was made here


def outputs(made: Edition, transcripts=None) -> dict[str, bytes]:
    given = transcripts or {"talk.txt": TRANSCRIPT}
    found = [*export_edition(made), *catalogue_files(made.settings.title, list(map(catalogue_line, made.documents)))]
    for one in made.documents:
        found += export_document(one, Beside(made.settings, {}, given.get(one.record.file)))
    assert len({one.path for one in found}) == len(found)
    return {one.path: one.content for one in found}


# ---------------------------------------------------------------------------------------------- registry


def test_registry_every_document_has_its_files_and_the_edition_its_own():
    assert set(outputs(edition())) == {
        "documents/2001/record.json",
        "documents/2001/text.txt",
        "documents/2001/tei.xml",
        "documents/2001/transcript.txt",
        "documents/2001/cite.bib",
        "documents/2001/cite.ris",
        "documents/2001/cite.csl.json",
        "data/catalogue.json",
        "sitemap.xml",
        "feed.xml",
    }


def test_registry_one_documents_files_can_be_made_alone_and_are_the_same():
    """An increment that renders one document needs no other."""
    alone = {one.path: one.content for one in export_document(document(), Beside(HOME, {}, TRANSCRIPT))}
    whole = outputs(edition())
    assert len(alone) == len(DOCUMENT_EXPORTS)
    assert all(whole[path] == content for path, content in alone.items())


def test_registry_a_document_without_a_transcript_has_all_other_files():
    alone = {one.path.rpartition("/")[2] for one in export_document(document(), Beside(HOME, {}))}
    assert alone == {name for name, _ in DOCUMENT_EXPORTS} - {"transcript.txt"}


# ---------------------------------------------------------------------------------------------- record

FULL = msgspec.structs.replace(
    document(
        fields=(Field("summary", "Summary:", "They talk.", (4, 5)),),
        set_aside=(SetAside((1, 1), "Skip to content", "page furniture"),),
        listed=(RelatedListing("Cable", "1951-03-11", "March 11, 1951", "A cable.", (30, 34)),),
        event_date=Date("1951-03-08", "8 March", guess=True),
        blocks=(
            Block("heading", "ON RAILWAYS", ((10, 10),), "s1", 2),
            Block("paragraph", "Two joined.", ((14, 14), (16, 16)), "p1", signs=(Sign(4, 10, "supplied"),)),
            Block("table", "a\tb", ((18, 19),), "p2", rows=(("a", "b"),)),
            Block("omission", "[...]", ((20, 20),)),
        ),
        notes=(Note("*", None, "n1", "p1"),),
        anchors=(
            Anchor(address="p1", text="Two joined.", fingerprint="k3f9"),
            Anchor(address="p3", status="gone", gone=2, why="printed twice", see="p1", text="Old words."),
        ),
    ),
    mentions=(Mention("chen-wen", "p1", 0, 3, "Two", guess=True),),
    related=(Relation(None, "Cable", "1951-03-11", "archive", ("listed by the archive",), "A cable."),),
)
DATA = json.loads(record_json(FULL))


def test_record_the_promised_keys_stand_in_the_promised_order():
    promised = (
        "format id title type date languages summary rights citation source participants paragraphs notes related "
        "transcript"
    )
    assert list(DATA)[:15] == promised.split()
    assert DATA["format"] == "regesta-record/1"
    source = "as_written archive reference published_in pages translators url"
    assert list(DATA["source"])[:7] == source.split()
    assert list(DATA["participants"][0])[:5] == ["name", "as_written", "role", "person", "evidence"]
    assert list(DATA["notes"][0])[:4] == ["anchor", "mark", "text", "called_from"]
    assert list(DATA["related"][0])[:5] == ["document", "title", "date", "basis", "because"]
    assert list(DATA["transcript"])[:5] == ["file", "sha256", "format", "lines", "set_aside"]


def test_record_what_is_not_known_is_null_and_not_missing():
    assert DATA["related"][0]["document"] is None
    assert DATA["notes"][0]["text"] is None
    assert DATA["participants"][0]["person"] is None


def test_record_a_paragraph_cut_by_a_page_break_gives_its_envelope_and_both_places():
    paragraph = DATA["paragraphs"][1]
    assert paragraph["lines"] == [14, 16]
    assert paragraph["ranges"] == [[14, 14], [16, 16]]
    assert paragraph["signs"] == [{"start": 4, "end": 10, "kind": "supplied", "detail": ""}]
    assert "ranges" not in DATA["paragraphs"][0]


def test_record_headings_are_among_the_paragraphs_and_an_omission_has_no_address():
    kinds = [(one["kind"], one["anchor"]) for one in DATA["paragraphs"]]
    assert kinds == [("heading", "s1"), ("paragraph", "p1"), ("table", "p2"), ("omission", None)]
    assert DATA["paragraphs"][2]["rows"] == [["a", "b"]]


def test_record_no_word_of_fields_listings_and_furniture_is_lost():
    """Labels, dates as written and summaries of listed documents are all there."""
    kept = json.dumps(DATA["transcript"])
    assert all(words in kept for words in ("Summary:", "They talk.", "Skip to content", "March 11, 1951", "A cable."))


def test_record_gives_every_mention_with_its_place():
    """A program finds the name again in the text at that address."""
    mention = DATA["mentions"][0]
    paragraph = next(one for one in DATA["paragraphs"] if one["anchor"] == mention["anchor"])
    assert paragraph["text"][mention["start"] : mention["end"]] == mention["form"] == "Two"
    assert mention["entity"] == "chen-wen"


def test_record_guesses_are_marked():
    assert DATA["event_date"] == {"edtf": "1951-03-08", "as_written": "8 March", "guess": True}
    assert DATA["date"]["guess"] is False


def test_record_an_address_that_is_gone_says_what_became_of_it():
    """Words that are still in the text are not told twice."""
    live, gone = DATA["anchors"]
    assert "text" not in live
    assert (gone["status"], gone["why"], gone["see"], gone["text"]) == ("gone", "printed twice", "p1", "Old words.")


def test_record_letters_of_all_scripts_stand_as_they_are():
    assert "毛泽东 Ленин".encode() in record_json(document(title="毛泽东 Ленин"))


# ---------------------------------------------------------------------------------------------- text


def test_text_gives_every_paragraph_its_number_and_marks_what_is_ours():
    signs = (Sign(4, 4, "anchor", "p3"), Sign(11, 11, "note_call", "1"))
    made = reading_text(document(blocks=(Block("paragraph", "Two joined.", ((1, 1),), "p2", signs=signs),)), HOME)
    assert "\n\n¶ 2  Two {¶ 3} joined.{note 1}\n\n" in made
    assert "note 1 (at ¶ 2)  {the transcript calls this note and does not have it}" in made
    assert "Cite as: “Memorandum" in made


def test_text_a_heading_has_its_section_sign_and_an_omission_no_number():
    blocks = (Block("heading", "ON RAILWAYS", ((1, 1),), "s1", 2), Block("omission", "[...]", ((2, 2),)))
    assert "\n\n§ 1  ON RAILWAYS\n\n[...]\n\n" in reading_text(document(blocks=blocks), HOME)


def test_text_a_withdrawn_document_says_why():
    made = reading_text(document(withdrawn="printed twice", blocks=(), notes=()), HOME)
    assert "withdrawn from the edition: printed twice" in made


# ---------------------------------------------------------------------------------------------- transcript


def test_transcript_is_the_file_as_received_byte_for_byte():
    """A byte order mark and other line ends come back, so that the sum of the record proves it."""
    received = "\ufeffone\r\ntwo".encode()
    digest = hashlib.sha256(received).hexdigest()
    transcript = Transcript("talk.txt", "one\ntwo", digest, original=received)
    content = outputs(edition(), {"talk.txt": transcript})["documents/2001/transcript.txt"]
    assert hashlib.sha256(content).hexdigest() == digest


def test_transcript_is_the_text_where_that_is_all_there_is_to_the_bytes():
    assert outputs(edition())["documents/2001/transcript.txt"] == b"one\ntwo\n"


# ---------------------------------------------------------------------------------------------- catalogue


def test_catalogue_lists_every_document_on_a_line_of_its_own_in_the_editions_order():
    later = document(id="2002", title='A "second"\nline')
    content = outputs(edition(document(), later))["data/catalogue.json"].decode()
    assert [entry["id"] for entry in json.loads(content)["documents"]] == ["2001", "2002"]
    assert [json.loads(line.rstrip(","))["id"] for line in content.splitlines()[1:-1]] == ["2001", "2002"]


def test_catalogue_names_are_in_one_order_whatever_the_text_has():
    mentions = (
        Mention("zoe", "p1", 0, 3, "Zoe"),
        Mention("abe", "p1", 4, 7, "Abe"),
        Mention("zoe", "p2", 0, 3, "Z"),
    )
    made = edition(msgspec.structs.replace(document(), mentions=mentions))
    entry = json.loads(outputs(made)["data/catalogue.json"])["documents"][0]
    assert entry["mentions"] == ["abe", "zoe"]
    assert entry["address"] == "documents/2001/"


def test_catalogue_an_edition_without_documents_has_an_empty_list():
    empty = Edition(settings=HOME, authority=Authority(), documents=())
    assert json.loads(outputs(empty)["data/catalogue.json"])["documents"] == []


# ---------------------------------------------------------------------------------------------- sitemap


def test_sitemap_gives_absolute_addresses_with_the_day_of_the_last_state():
    root = parsed(outputs(edition(document(states=2)))["sitemap.xml"])
    days = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in root}
    assert days["https://talks.example/1951/documents/2001/"] == "2027-01-02"
    assert "https://talks.example/1951/" in days


def test_sitemap_an_edition_that_does_not_know_its_address_has_none():
    assert "sitemap.xml" not in outputs(edition(settings=NOWHERE))


def test_sitemap_a_withdrawn_document_is_not_listed():
    assert b"2001" not in outputs(edition(document(withdrawn="printed twice")))["sitemap.xml"]


def test_sitemap_more_addresses_than_the_protocol_allows_are_parted(monkeypatch):
    monkeypatch.setattr("regesta.exports.sitemap.LIMIT", 10)
    made = outputs(edition(*(document(id=str(number)) for number in range(15))))
    index = parsed(made["sitemap.xml"])
    assert [entry.findtext(f"{SITEMAP}loc") for entry in index] == [
        f"https://talks.example/1951/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    assert sum(len(parsed(made[f"sitemap-{number}.xml"])) for number in (1, 2, 3)) == 25


# ---------------------------------------------------------------------------------------------- feed


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        (HOME, "https://talks.example/1951/documents/2001/history/#state-2"),
        (NOWHERE, "documents/2001/history/index.html#state-2"),
    ],
)
def test_feed_tells_every_state_newest_first_with_an_id_of_its_own(settings, link):
    root = parsed(outputs(edition(document(states=2), settings=settings))["feed.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2027-01-02T00:00:00Z",
        "2027-01-01T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2027-01-02T00:00:00Z"
    assert entries[0].find(f"{ATOM}link").get("href") == link
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Talks of 1951"


def test_feed_an_entrys_id_does_not_change_with_the_address_of_the_site():
    def ids(settings):
        root = parsed(outputs(edition(settings=settings))["feed.xml"])
        return [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]

    assert ids(HOME) == ids(NOWHERE)
    assert ids(HOME)[0].startswith("urn:uuid:")


def test_feed_nothing_published_is_no_feed():
    assert "feed.xml" not in outputs(edition(document(states=0)))


def test_feed_markup_and_control_characters_in_a_title_do_no_harm():
    made = outputs(edition(document(title="<b>\x00 & \x1b]]>")))["feed.xml"]
    assert parsed(made).findtext(f"{ATOM}entry/{ATOM}title") == "<b> & ]]>"


def test_feed_holds_the_newest_only():
    many = tuple(
        msgspec.structs.replace(document(id=str(n)), states=(State(1, f"2027-{n % 12 + 1:02}-01", "5a"),))
        for n in range(150)
    )
    root = parsed(outputs(edition(*many))["feed.xml"])
    days = [entry.findtext(f"{ATOM}updated") for entry in root.findall(f"{ATOM}entry")]
    assert len(days) == 100
    assert days == sorted(days, reverse=True)
