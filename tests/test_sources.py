"""Source notes and citations taken apart: a note in, archive, reference, print, pages and people out."""

from __future__ import annotations

import pytest

from regesta.model import Field, Reading
from regesta.normalise.citations import read_citation, record_id
from regesta.normalise.given import given_source
from regesta.normalise.sources import read_source

NOTES = [
    # note; archive, reference, published in, pages, translators, contributors
    (
        "AVPRF, fond 0112, opis 7, papka 21, delo 304, listy 1-4. Obtained by Paul Ekeberg and translated by Nora Roe.",
        "AVPRF", "fond 0112, opis 7, papka 21, delo 304, listy 1-4", None, None, ("Nora Roe",), ("Paul Ekeberg",),
    ),
    (
        "APRF: F. 1, Op. 1, D. 3, Ll. 7-16. Printed in Lie, Port, Vol. 2 (Gavan: Put, 1988), p. 3-4. Translated by A.",
        "APRF", "F. 1, Op. 1, D. 3, Ll. 7-16", "Lie, Port, Vol. 2 (Gavan: Put, 1988)", "3-4", ("A",), (),
    ),
    (
        "RGASPI, f. 558, op. 11, d. 328, ll. 73-81; obtained by S.P. Ekeberg and translated by Christian F. Roe.",
        "RGASPI", "f. 558, op. 11, d. 328, ll. 73-81", None, None, ("Christian F. Roe",), ("S.P. Ekeberg",),
    ),
    (
        "HArch, H 12/4471, 88-91. Contributed, transcribed, and translated by Jonas Ekeberg.",
        "HArch", "H 12/4471, 88-91", None, None, ("Jonas Ekeberg",), ("Jonas Ekeberg",),
    ),
    (
        "National Archives of Vardal, Department of Harbours/6/440/8/1. Contributed by Mary O'Roe.",
        "National Archives of Vardal", "Department of Harbours/6/440/8/1", None, None, (), ("Mary O'Roe",),
    ),
    (
        "Archives of the Ministry of Harbours, File A’0392 (Microfilm). Contributed by A Roe and translated by B Roe.",
        "Archives of the Ministry of Harbours", "File A’0392 (Microfilm)", None, None, ("B Roe",), ("A Roe",),
    ),
    (
        "Central Harbour Archive, Vardal, MNO 1967. Translated for the Project from Norwegian by 7Letters.",
        "Central Harbour Archive, Vardal", "MNO 1967", None, None, ("7Letters",), (),
    ),
    (
        "CC Secretariat, 1956, TsKhSD, F. 3, Op. 12, D. 1005, Ll. 52-62.",
        "TsKhSD", "F. 3, Op. 12, D. 1005, Ll. 52-62", None, None, (), (),
    ),
    (
        "PRC FMA 110-00024-17, 70-72. Translation by Nora Roe.",
        "PRC FMA", "110-00024-17, 70-72", None, None, ("Nora Roe",), (),
    ),
    (
        "Gangkou wengao (Papers), vol. 1 (Beijing: Haiyang, 2005), 30-37. Translated by Nora Roe.",
        None, None, "Gangkou wengao (Papers), vol. 1 (Beijing: Haiyang, 2005)", "30-37", ("Nora Roe",), (),
    ),
    (
        'Saltykov, Ilya, "Ports and Treaties", Voprosy Gavani 5 (2005), pp. 100-113.',
        None, None, 'Saltykov, Ilya, "Ports and Treaties", Voprosy Gavani 5 (2005)', "100-113", (), (),
    ),
    (
        "Vardal Provincial Archives 3124-0049-0012, 1-4. Obtained and translated by Nora Roe for the Project.",
        "Vardal Provincial Archives", "3124-0049-0012, 1-4", None, None, ("Nora Roe",), ("Nora Roe",),
    ),
    (
        "John D. Roe Library, Harbour File, International Series, Box 10.",
        "John D. Roe Library", "Harbour File, International Series, Box 10", None, None, (), (),
    ),
    (
        "Nora Roe Papers, Harbour Museum and Library",
        "Harbour Museum and Library", "Nora Roe Papers", None, None, (), (),
    ),
    (
        "Institute of Harbours, Vardal, 302. f. 1/173 o.e.",
        "Institute of Harbours, Vardal", "302. f. 1/173 o.e", None, None, (), (),
    ),
    (
        "Harbour Bulletin, No. 6-7 (Winter 1995/96), pp. 5-9.",
        None, None, "Harbour Bulletin, No. 6-7 (Winter 1995/96)", "5-9", (), (),
    ),
    ("Vardal Daily, 5 May 1950, 1", None, None, "Vardal Daily, 5 May 1950", "1", (), ()),
    (
        "TsDA, Fond 1-B, File 5. Translated by Dr. Nora Roe. Edited by Dr. Ann Roe and obtained by the Harbour Group.",
        "TsDA", "Fond 1-B, File 5", None, None, ("Nora Roe",), ("Harbour Group",),
    ),
    (
        "Harbour Letters (This selection was co-edited by the Harbour Archives) Vol. 1, (Vardal, 2005), pp. 40-41.",
        None, None, "Harbour Letters (This selection was co-edited by the Harbour Archives) Vol. 1, (Vardal, 2005)",
        "40-41", (), (),
    ),
    ("Gift of Captain Roe.", None, None, None, None, (), ()),
    ("", None, None, None, None, (), ()),
]  # fmt: skip


@pytest.mark.parametrize("row", NOTES, ids=[note[0][:30] or "nothing" for note in NOTES])
def test_a_source_note_is_taken_apart(row):
    """Each part is where it belongs, and the note is kept whole."""
    note, archive, reference, published, pages, translators, contributors = row
    source = read_source(note)
    assert source.as_written == note
    assert (source.archive, source.reference) == (archive, reference)
    assert (source.published_in, source.pages) == (published, pages)
    assert (source.translators, source.contributors) == (translators, contributors)


def test_a_field_of_its_own_names_the_archive():
    """What the page says outright is believed; the reference comes from the note."""
    source = read_source("HArch, H 12, 88-91.", archive="Harbour Archives (HArch)")
    assert (source.archive, source.reference) == ("Harbour Archives (HArch)", "H 12, 88-91")


PAGE = "https://digitalarchive.wilsoncenter.org/document/990412"
CITATIONS = [
    (
        f'"Cable, A to B", July 8, 1949, Wilson Center Digital Archive, AVPRF, f. 1. Translated by C.\n<{PAGE}>',
        ("Cable, A to B", "July 8, 1949", "AVPRF, f. 1. Translated by C."),
        "990412",
    ),
    (
        f"“Cable, A to B,” July 08, 1949, History and Public Policy Program Digital Archive, AVPRF, f. 1.\n{PAGE}",
        ("Cable, A to B", "July 08, 1949", "AVPRF, f. 1."),
        "990412",
    ),
    (
        "“Cable from A, 'The \"Harbour\" Plan',” undated, CWIHP Archive, AVPRF.",
        ("Cable from A, 'The \"Harbour\" Plan'", "undated", "AVPRF."),
        "",
    ),
    (
        '“A,” 1992, Wilson Center Digital Archive, Roe, "A Port" ("Gang"), in Ports (Vardal: Hus, 1992) 1-2.',
        ("A", "1992", 'Roe, "A Port" ("Gang"), in Ports (Vardal: Hus, 1992) 1-2.'),
        "",
    ),
    (
        "“Report on the Wilson Center Digital Archive,” May 1, 2001, Wilson Center Digital Archive, X.",
        ("Report on the Wilson Center Digital Archive", "May 1, 2001", "X."),
        "",
    ),
]


@pytest.mark.parametrize(("text", "parts", "identifier"), CITATIONS, ids=[one[1][0][:20] for one in CITATIONS])
def test_a_citation_is_taken_apart(text, parts, identifier):
    """Title, date, source and address, old style and new, also where the title quotes."""
    found = read_citation(text)
    assert (found.title, found.date, found.source) == parts
    assert record_id(found.url) == identifier


def test_a_translator_may_have_a_field_of_its_own_in_any_format():
    """A sheet's "Translator:" stands beside those whom the note names, each once."""
    field = Field("translator", "Translator:", "Nora Roe and Ann Roe", (3, 3))
    reading = Reading("archive-sheet", "plain", (field,))
    source = given_source(read_source("AVPRF, f. 1. Translated by Nora Roe."), reading, {})
    assert source.translators == ("Nora Roe", "Ann Roe")
