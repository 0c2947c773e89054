"""Entries proposed for the authority file: which names, of what kind, with which twins, as YAML that can be pasted."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from regesta.authority import read_authority
from regesta.cli import commands
from regesta.linking.edition import link
from regesta.model import (
    Authority,
    Block,
    Date,
    Entity,
    Form,
    Identity,
    Languages,
    Participant,
    Record,
    Settings,
    Source,
)
from regesta.suggesting import suggestions, told
from regesta.suggesting.romanisation import is_pinyin_name, readings, russian
from regesta.suggesting.telling import scalar


def record(identifier, *texts, parties=(), kind="paragraph"):
    blocks = tuple(
        Block(kind=kind, text=text, ranges=((10 + place, 10 + place),), anchor=f"p{place + 1}")
        for place, text in enumerate(texts)
    )
    return Record(
        id=identifier,
        title="Letter",
        type=None,
        date=Date("1951-05-04", "1951-05-04"),
        languages=Languages(),
        source=Source(),
        blocks=blocks,
        participants=tuple(Participant(name, name, "sender", of, evidence="title") for name, of in parties),
        file=f"{identifier}.txt",
        sha256="0" * 64,
        format="",
        line_count=100,
    )


def edition(*records, known=(), identities=()):
    authority = Authority(tuple(known), tuple(identities))
    return link(records, {}, Settings(), authority)[0]


def person(identifier, name, sort, *variants):
    return Entity(id=identifier, kind="person", name=name, sort=sort, variants=tuple(map(Form, variants)))


def proposed(*texts, known=(), least=2, **more):
    """What is proposed of one document, as kind and name."""
    found = suggestions(edition(record("1", *texts, **more), known=known), least).proposals
    return sorted((one.kind, one.name) for one in found)


# ---------------------------------------------------------------------------------------------- romanisations


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chou En-lai", "Zhou Enlai"),
        ("Mao Tse-tung", "Mao Zedong"),
        ("Teng Hsiao-p'ing", "Deng Xiaoping"),
        ("Teng Hsiao-ping", "Deng Xiaoping"),
        ("Chu Teh", "Zhu De"),
        ("Ch’iao Kuan-hua", "Qiao Guanhua"),
        ("Hsi Chung-hsün", "Xi Zhongxun"),
        ("Jao Shu-shih", "Rao Shushi"),
        ("Hsü Hsiang-ch'ien", "Xu Xiangqian"),
        ("Nieh Jung-chen", "Nie Rongzhen"),
        ("Yeh Chien-ying", "Ye Jianying"),
        ("Ch'en Yün", "Chen Yun"),
        ("Kuo Mo-jo", "Guo Moruo"),
    ],
)
def test_wade_giles_and_pinyin_of_one_name_are_twins(one, other):
    assert readings(one) & readings(other)


@pytest.mark.parametrize(("one", "other"), [("Li Fuchun", "Li Xiannian"), ("Chou En-lai", "Zhou Yang")])
def test_other_names_are_none(one, other):
    assert not readings(one) & readings(other)


def test_an_apostrophe_tells_what_its_absence_leaves_open():
    assert readings("Ch'en I") == {"chen yi"}
    assert {"chen yi", "zhen yi"} <= readings("Chen I")
    assert readings("Dean Rusk") == frozenset()
    assert is_pinyin_name("Qiao Guanhua")
    assert not is_pinyin_name("Ch'iao Kuan-hua")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrei Vyshinskii", "Andrey Vyshinsky"),
        ("Khrushchev", "Khrushchov"),
        ("Mikoian", "Mikoyan"),
        ("Beriia", "Beria"),
        ("Iurii Zhdanov", "Yuri Zhdanov"),
    ],
)
def test_the_ways_to_write_russian_are_alike(one, other):
    assert russian(one) == russian(other)


# ---------------------------------------------------------------------------------------------- what is proposed


def test_people_are_known_by_titles_initials_what_they_say_and_the_form_of_their_names():
    assert proposed(
        "He saw Comrade Berglund. Then Comrade Berglund left, and D. F. Ekman came with Mikael Storm.",
        "They heard D. F. Ekman. There Mikael Storm said yes. With Qiao Guanhua they met Qiao Guanhua again.",
    ) == [
        ("person", "Berglund"),
        ("person", "D. F. Ekman"),
        ("person", "Mikael Storm"),
        ("person", "Qiao Guanhua"),
    ]


def test_bodies_are_known_by_their_words_and_places_by_theirs_or_by_what_stands_before_them():
    assert proposed(
        "The Ministry of Foreign Affairs asked the Harbour Commission about Anna Island and the HLP.",
        "In Tallinn it was cold.",
        "So the Ministry of Foreign Affairs told the Harbour Commission that on Anna Island the HLP met in Tallinn.",
        "To the Ministry of Foreign Affairs the Harbour Commission gave Anna Island; the HLP met at Tallinn.",
        "He stayed in Tallinn.",
    ) == [
        ("organisation", "HLP"),
        ("organisation", "Harbour Commission"),
        ("organisation", "Ministry of Foreign Affairs"),
        ("place", "Anna Island"),
        ("place", "Tallinn"),
    ]


def test_a_people_belongs_to_the_name_of_a_body_and_to_no_other():
    text = "Then the Swedish Harbour Party, the Swedish Harbour Party, the Swedish Harbour Party met Swedish sailors."
    assert proposed(text, "So the Swedish Comrade Berglund and the Swedish Comrade Berglund left.") == [
        ("organisation", "Swedish Harbour Party"),
        ("person", "Berglund"),
    ]


def test_what_a_capital_shows_nothing_of_is_not_proposed():
    """Heads of sentences, months, peoples, offices, words that stand small elsewhere, parts of longer names."""
    assert (
        proposed(
            "Meanwhile in May the Soviet Ambassador waited. Meanwhile in May the Ambassador waited. Rice was dear.",
            "Rice was dear in January. In Parliament there was talk, in Parliament and in the parliament of before.",
            "The Social and Economic Council, the Social and Economic Council, the Council Meeting, Council Meeting.",
            "On Monday the First Secretary came, on Monday the First Secretary left. Marxism, in Marxism.",
        )
        == []
    )
    assert proposed("Comrade Berglund and Comrade Berglund", kind="heading") == []


def test_known_names_and_what_touches_them_are_not_proposed():
    berg = person("berg", "Olof Berg", "Berg, Olof")
    assert (
        proposed("Comrade Berg said. Mr. Olof Berg said. Olof Berg Prize said, Olof Berg Prize said.", known=[berg])
        == []
    )


def test_a_name_that_the_editor_took_for_nobody_is_not_proposed_in_that_document():
    text = "He saw Comrade Berglund. Then Comrade Berglund left."
    decided = Identity("1", "Berglund", None, "a driver")
    assert not suggestions(edition(record("1", text), identities=[decided])).proposals
    assert suggestions(edition(record("2", text), identities=[decided])).proposals


def test_a_participant_is_proposed_from_the_first_time_and_without_his_title():
    assert proposed("Good day.", parties=[("Marshals Capt. Gordon", "person"), ("Harbour Board", "organisation")]) == [
        ("organisation", "Harbour Board"),
        ("person", "Gordon"),
    ]
    assert proposed("Good day.", parties=[("Secretary of State", "person")]) == []
    assert proposed("So much wheat for the farmers.", parties=[("Wheat", "person"), ("Farmers", "person")]) == []


def test_initials_go_with_the_one_full_name_they_fit_and_a_family_name_alone_with_any():
    text = "Mr. Mikael Erik Storm, Mr. M. Storm, Mr. Erik Storm, Mr. Storm. Mr. Eva Lund and Mr. Erik Lund; Mr. E. Lund"
    found = suggestions(edition(record("1", text)), 1).proposals
    assert {one.name: one.variants for one in found} == {
        "Mikael Erik Storm": ("Erik Storm", "M. Storm"),
        "Eva Lund": (),
        "Erik Lund": (),
        "E. Lund": (),
    }


def test_two_romanisations_of_an_unknown_name_are_one_entry_under_the_pinyin():
    text = "With Ch'iao Kuan-hua they met Qiao Guanhua. That Ch'iao Kuan-hua spoke pleased them."
    (found,) = suggestions(edition(record("1", text))).proposals
    assert (found.name, found.variants, len(found.seen), found.family_first) == (
        "Qiao Guanhua",
        ("Ch'iao Kuan-hua",),
        3,
        True,
    )


def test_a_known_person_in_another_spelling_is_proposed_as_a_variant():
    zhou = person("zhou-enlai", "Zhou Enlai", "Zhou Enlai")
    mikoyan = person("mikoyan", "Anastas Mikoyan", "Mikoyan, Anastas")
    text = "There Chou En-lai spoke. Comrade Mikoian answered Chou En-lai."
    found = suggestions(edition(record("1", text), known=[zhou, mikoyan]))
    assert [(one.entity.id, one.form) for one in found.additions] == [
        ("zhou-enlai", "Chou En-lai"),
        ("mikoyan", "Mikoian"),
    ]
    assert not found.proposals
    lines = list(told(found, [zhou, mikoyan]))
    assert any(line.startswith("#   zhou-enlai (Zhou Enlai): Chou En-lai") for line in lines)


# ---------------------------------------------------------------------------------------------- as YAML


def test_what_is_printed_is_an_authority_file_that_finds_these_names(tmp_path):
    """Fed back, nothing more is proposed."""
    text = (
        "He saw Comrade Gomułka. Comrade Gomułka and Ch'iao Kuan-hua met Qiao Guanhua. No: D. O'Brien at Anna Island.",
        "So D. O'Brien left Anna Island, “Anna Island”, for the Workers' Party # one.",
        "To the Workers' Party, the Workers' Party.",
    )
    first = record("1", *text, parties=[("Null", "person"), ('Eva "Eve" Lund: a', "person")])
    found = suggestions(edition(first))
    (tmp_path / "authority.yaml").write_text("\n".join(told(found, ())) + "\n", encoding="utf-8")
    entities = read_authority(tmp_path).entities
    assert {one.name for one in entities} == {one.name for one in found.proposals}
    assert {"gomulka", "qiao-guanhua", "d-obrien", "anna-island", "workers-party"} <= {one.id for one in entities}
    assert next(one for one in entities if one.id == "qiao-guanhua").sort == "Qiao Guanhua"
    assert not suggestions(edition(first, known=entities)).proposals


def test_ids_that_are_taken_are_numbered():
    known = Entity(id="berglund", kind="term", name="something else", sort="something else")
    found = suggestions(edition(record("1", "He saw Comrade Berglund. Then Comrade Berglund left."), known=[known]))
    assert "  berglund-2:" in list(told(found, [known]))


def test_each_name_stands_with_its_places():
    found = suggestions(edition(record("1", "He saw Comrade Berglund."), record("2", "Then Comrade Berglund left.")))
    lines = list(told(found, ()))
    assert "  # 2 in 2 documents; a title stands before it" in lines
    assert "  #   1.txt:10: He saw Comrade Berglund." in lines


@pytest.mark.parametrize("text", ["no", "Null", "a: b", "# x", 'a "b"', "[x]", "1949", "- a", "x,y", "O'Brien", "Łódź"])
def test_any_text_is_read_back_from_yaml_as_it_was(text, tmp_path):
    (tmp_path / "authority.yaml").write_text(
        f"people:\n  x:\n    name: X\n    variants: [{scalar(text)}]\n", encoding="utf-8"
    )
    assert read_authority(tmp_path).entities[0].variants == (Form(text),)


def test_the_command_prints_what_it_finds(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: Note\ndate: 1951-05-04\n---\n\nHe saw Comrade Berglund.\n\nThen Comrade Berglund left.\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(commands, ["suggest", str(tmp_path)])
    assert result.exit_code == 0
    assert "  berglund:\n    name: Berglund\n" in result.stdout
    assert not (tmp_path / "anchors").exists()
    again = CliRunner().invoke(commands, ["suggest", str(tmp_path), "--least", "3"])
    assert "No name was found" in again.stdout
