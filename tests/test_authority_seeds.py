"""The authority file and the settings of the edition in seeds/: complete, found in its texts, and of one style."""

from pathlib import Path

import pytest

from regesta.authority import read_authority
from regesta.edition import find_transcripts, read_settings
from regesta.linking.forms import form_index
from regesta.linking.names import cut_words, find_names, small_words
from regesta.text import slug

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def authority():
    return read_authority(SEEDS)


@pytest.fixture(scope="module")
def found(authority):
    """Every name in the transcripts as (form, ids), field labels and notes included."""
    index = form_index(authority.entities)
    names = []
    for path in find_transcripts(SEEDS):
        within = cut_words(path.read_text(encoding="utf-8"))
        for one in find_names(within, index, small_words([within])):
            names.append((within.text[one.start : one.end], "/".join(entity.id for entity in one.entities)))
    return names


def test_every_entity_stands_in_the_transcripts(authority, found):
    """An entry that no text names would have an empty page; those that fail are printed."""
    named = {identifier for _, identifiers in found for identifier in identifiers.split("/")}
    assert [entity.id for entity in authority.entities if entity.id not in named] == []


def test_what_the_editor_decided_stands_in_the_transcripts(authority):
    texts = [" ".join(path.read_text(encoding="utf-8").split()) for path in find_transcripts(SEEDS)]
    for identity in authority.identities:
        assert any(identity.form in text and identity.document in text for text in texts), identity


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("S[talin]", "joseph-stalin"),
        ("Liu [Shaoqi]", "liu-shaoqi"),
        ("Gao [Gang]", "gao-gang"),
        ("[Lavrentii] Beria", "lavrentii-beria"),
        ("[James] Forrestal", "james-forrestal"),
        ("I[van] Kovalev", "ivan-kovalev"),
        ("I[van] V. Kovalev", "ivan-kovalev"),
        ("E. Kovalev", "e-f-kovalev"),
        ("E.F. Kovalev", "e-f-kovalev"),
        ("Kovalev", "ivan-kovalev/e-f-kovalev"),
        ("Strakhov", "li-lisan"),
        ("Luo Fu", "zhang-wentian"),
        ("Nozako Sanzo", "nosaka-sanzo"),
        ("Andreev", "anastas-mikoyan"),
        ("Ma", "ma-bufang"),
        ("Mao", "mao-zedong"),
        ("Chairman Mao Zedong", "mao-zedong"),
        ("GUOMINDANG", "guomindang"),
        ("Port Arthur", "lushun"),
        ("Luda", "dalian"),
        ("Hulun [Buir]", "hulun-buir"),
        ("Sov[iet] Union", "soviet-union"),
        ("VKP(b)", "vkp-b"),
        ("com[munist] party of the USSR", "vkp-b"),
        ("Japanese Com[munist] Party", "japanese-communist-party"),
        ("Northeast [Bureau of the Chinese Communist Party]", "northeast-bureau"),
        ("Northeast [Bureau's]", "northeast-bureau"),
        ("Central Committee [of the CCP]", "ccp-central-committee"),
        ("CC", "ccp-central-committee/cc-clique"),
        ("Politburo", "ccp-politburo/soviet-politburo"),
        ("shangle hendade dang", "shangle-hendade-dang"),
        ("neng chuwai", "neng-chuwai"),
        ("October revolution", "october-revolution"),
    ],
)
def test_the_forms_of_the_texts_mean_their_entities(found, form, entity):
    assert {identifiers for one, identifiers in found if one == form} == {entity}


def test_every_original_word_in_brackets_is_a_term(authority):
    glosses = """keguan fabao maimai bumang guanbuzhao yongbuzhao buxukede buli konghe jingshen-shichang
    shangle-hendade-dang neng-chuwai"""
    assert set(glosses.split()) <= {entity.id for entity in authority.entities if entity.kind == "term"}


def test_entries_are_of_one_style(authority):
    """Every entry has a note; a person has an id made of the name, and a form that tells the family name."""
    for entity in authority.entities:
        assert entity.note, entity.id
        assert not entity.note.endswith("."), entity.id
        if entity.kind == "person":
            assert entity.id == slug(entity.name), entity.id
            assert "," in entity.sort or any(form.kind[:2] in {"zh", "ja"} for form in entity.scripts), entity.id


def test_the_settings_name_the_edition_and_no_invented_host():
    settings = read_settings(SEEDS)
    assert settings.title
    assert settings.description
    assert settings.licence
    assert settings.base_url == ""
    assert len(settings.staging_hosts) == 2
