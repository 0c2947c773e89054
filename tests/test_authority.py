"""What authority.yaml may say, what is refused and where."""

import pytest

from regesta.authority import inverted, read_authority
from regesta.findings import OperatorError
from regesta.model import Authority, Form, Identity


def read(root, text):
    root.joinpath("authority.yaml").write_text(text, encoding="utf-8")
    return read_authority(root)


def refusal(root, text):
    with pytest.raises(OperatorError) as caught:
        read(root, text)
    return str(caught.value).splitlines()


def test_an_edition_without_authority_file_knows_nobody(tmp_path):
    assert read_authority(tmp_path) == Authority()


def test_an_entry_is_read_whole(tmp_path):
    (entity,) = read(
        tmp_path,
        """\
people:

  sun-li:
    name: Sun Li
    sort: Sun Li
    variants: {Wade-Giles: Sun Li-jen, alias: [The Owl, Sokolov]}
    scripts: {zh-Hans: 孙立, ru: [Сунь Ли]}
    dates: 1900–1970
    note: A keeper of the harbour.
    identifiers: {wikidata: Q12345, viaf: 0123}
""",
    ).entities
    assert (entity.id, entity.kind, entity.name, entity.sort) == ("sun-li", "person", "Sun Li", "Sun Li")
    assert entity.variants == (Form("Sun Li-jen", "Wade-Giles"), Form("The Owl", "alias"), Form("Sokolov", "alias"))
    assert entity.scripts == (Form("孙立", "zh-Hans"), Form("Сунь Ли", "ru"))
    assert entity.dates == "1900–1970"
    assert entity.note == "A keeper of the harbour"
    assert entity.identifiers == (("wikidata", "Q12345"), ("viaf", "0123"))
    assert (entity.file, entity.line) == ("authority.yaml", 3)


def test_entities_keep_the_order_of_their_lists_and_know_their_kind(tmp_path):
    text = "terms:\n  b: {name: B}\npeople:\n  z: {name: Z}\n  a: {name: A}\nplaces:\n  p: {name: P}\n"
    text += "organisations:\n  o: {name: O, variants: [Oo, Ooo, Oo, O]}\n"
    entities = read(tmp_path, text).entities
    assert [(one.id, one.kind) for one in entities] == [
        ("z", "person"),
        ("a", "person"),
        ("p", "place"),
        ("o", "organisation"),
        ("b", "term"),
    ]
    assert entities[3].variants == (Form("Oo"), Form("Ooo"))


@pytest.mark.parametrize(
    ("name", "scripts", "expected"),
    [
        ("Anastas Mikoyan", (), "Mikoyan, Anastas"),
        ("Josip Broz Tito", (), "Tito, Josip Broz"),
        ("Mao Zedong", (Form("毛泽东", "zh-Hans"),), "Mao Zedong"),
        ("Nosaka Sanzo", (Form("野坂参三", "ja"),), "Nosaka Sanzo"),
        ("Voltaire", (), "Voltaire"),
        ("Pius XII", (), "Pius XII"),
    ],
)
def test_a_person_without_sort_form_is_sorted_by_family_name(name, scripts, expected):
    assert inverted(name, scripts) == expected


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    assert refusal(
        tmp_path,
        """\
persons: {}
people:
  Sun Li: {name: Sun Li}
  sun-lo:
    name: Sun Lo
    varients: [x]
  nameless: {note: x}
  both: {name: Both}
organisations:
  both: {name: Both}
places:
  rome: {name: [Rome]}
  riga:
    name: Riga
    scripts: {Latvian: Rīga}
    identifiers: {wikidata: 1773, geoname: 1}
""",
    ) == [
        'authority.yaml:1: an authority file has no key "persons"',
        'authority.yaml:3: "Sun Li" is no id; an id is small letters, digits and hyphens, as mao-zedong',
        'authority.yaml:6: sun-lo has no key "varients"; did you mean "variants"?',
        "authority.yaml:7: nameless needs a name",
        'authority.yaml:10: the id "both" is taken; see line 8',
        "authority.yaml:12: name of rome must be text, not a list",
        "authority.yaml:12: rome needs a name",
        'authority.yaml:15: scripts of riga go by language tags such as zh-Hans, ru or ja, not "Latvian"',
        'authority.yaml:16: "1773" has not the shape of an identifier of wikidata',
        'authority.yaml:16: identifiers of riga has no key "geoname"; did you mean "geonames"?',
    ]


def test_one_id_twice_in_a_list_is_refused(tmp_path):
    lines = refusal(tmp_path, "people:\n  a: {name: A}\n  a: {name: B}\n")
    assert lines == ['authority.yaml:3: "a" stands here for the second time; see line 2']


def test_decisions_of_the_editor_are_read(tmp_path):
    identities = read(
        tmp_path,
        """\
people:
  a: {name: A B}
identities:
  - {document: 12, form: B, is: a, reason: As signed}
  - document: "13"
    form: Bee
    is: none
    at: [p2, p3]
    reason: The insect
""",
    ).identities
    assert identities == (
        Identity("12", "B", "a", "As signed", (), 4),
        Identity("13", "Bee", None, "The insect", ("p2", "p3"), 5),
    )


def test_a_decision_needs_its_parts_and_a_known_entity(tmp_path):
    assert refusal(
        tmp_path,
        "people:\n  sun-li: {name: Sun Li}\n"
        "identities:\n  - {document: 1, form: Sun, is: sun-lo, reason: x}\n  - {form: Sun}\n",
    ) == [
        'authority.yaml:4: there is no entity "sun-lo"; did you mean "sun-li"?',
        "authority.yaml:5: an identity needs document, form, is and reason",
    ]
