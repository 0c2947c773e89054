"""What edition.yaml may say, what is refused and where, and which files count as transcripts."""

import pytest
import yaml

from regesta import yaml_source
from regesta.edition import READERS, find_transcripts, read_settings
from regesta.findings import OperatorError
from regesta.model import Settings, Waiver


def write(root, text):
    root.joinpath("edition.yaml").write_text(text, encoding="utf-8")
    return root


def refusal(root, text):
    """The lines of the error that a text as edition.yaml is refused with."""
    with pytest.raises(OperatorError) as caught:
        read_settings(write(root, text))
    return str(caught.value).splitlines()


def test_an_edition_without_settings_has_the_defaults(tmp_path):
    assert read_settings(tmp_path) == Settings()


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "title:\neditors:\nwaivers:\nlanguage:\n"])
def test_keys_left_empty_are_defaults(tmp_path, text):
    assert read_settings(write(tmp_path, text)) == Settings()


def test_every_field_of_the_settings_has_a_key():
    """A setting that no key gives could not be set; a key without a field would be lost."""
    assert set(READERS) == set(Settings.__struct_fields__)


def test_all_keys_are_read(tmp_path):
    settings = read_settings(
        write(
            tmp_path,
            """\
title: Letters from the Harbour
subtitle: 1921
description: >
  Two letters,
  found in a drawer.
editors: [Ada Bell, Ben Cole]
publisher: The Harbour Press
base_url: https://example.org/letters
language: en-GB
licence: CC BY 4.0
staging_hosts: Test.Example.org
waivers:
  - code: T-104
    reason: Typed like this
  - {code: R-010, file: a/one.txt, reason: Known}
""",
        )
    )
    assert settings == Settings(
        title="Letters from the Harbour",
        subtitle="1921",
        description="Two letters, found in a drawer.",
        editors=("Ada Bell", "Ben Cole"),
        publisher="The Harbour Press",
        base_url="https://example.org/letters/",
        language="en-GB",
        licence="CC BY 4.0",
        staging_hosts=("test.example.org",),
        waivers=(
            Waiver("T-104", "", "Typed like this", 13),
            Waiver("R-010", "a/one.txt", "Known", 15),
        ),
    )


def test_words_stay_the_words_that_were_typed(tmp_path):
    """YAML would read no as false, 1949 as a number and 1949-07-18 as a date."""
    settings = read_settings(write(tmp_path, "language: no\ntitle: 1949\nsubtitle: 1949-07-18\npublisher: 0x10\n"))
    assert (settings.language, settings.title, settings.subtitle, settings.publisher) == (
        "no",
        "1949",
        "1949-07-18",
        "0x10",
    )


def test_one_editor_needs_no_list(tmp_path):
    assert read_settings(write(tmp_path, "editors: Ada Bell")).editors == ("Ada Bell",)


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    lines = refusal(
        tmp_path,
        """\
titel: Letters
editors: {first: Ada}
base_url: example.org
language: English language
description: [one, two]
""",
    )
    assert lines == [
        'edition.yaml:1: an edition has no key "titel"; did you mean "title"?',
        "edition.yaml:2: editors must be text, not keys with values",
        'edition.yaml:3: base_url must be a web address such as https://example.org/edition/, not "example.org"',
        'edition.yaml:4: language must be a language tag such as en or zh-Hans, not "English language"',
        "edition.yaml:5: description must be text, not a list",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: One\ntitle: Two\n", 'edition.yaml:2: "title" stands here for the second time; see line 1'),
        ("title: One\n\nsubtitle: [a\n", "edition.yaml:4: this is not YAML: "),
        ("- title\n", "edition.yaml:1: the file must be keys with values, not a list"),
        ("title: a\n? [x, y]\n: b\n", "edition.yaml:2: a key must be a word, not a list or a mapping"),
        ("editors: &a [x]\npublisher: *a\n", "edition.yaml:2: an alias; write the value out where it is meant"),
        ("editors: &a [*a]\n", "edition.yaml:1: an alias; write the value out where it is meant"),
        ("title: !!python/name:os.system x\n", 'edition.yaml:1: the tag "tag:yaml.org,2002:python/name:os.system"'),
        ("title: one\n---\ntitle: two\n", "edition.yaml:2: this is not YAML: "),
        ("title: one\nsubtitle: a\x07b\n", "edition.yaml:2: a character that YAML forbids"),
        ("staging_hosts: [https://a.example.org]\n", "edition.yaml:1: staging_hosts must be hosts such as"),
        ("base_url: https://example.org/?q=1\n", "edition.yaml:1: base_url must be a web address"),
        ("base_url: 'http://[::1'\n", "edition.yaml:1: base_url must be a web address"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, text, expected):
    assert refusal(tmp_path, text)[0].startswith(expected)


def test_a_file_that_is_no_text_names_the_line(tmp_path):
    tmp_path.joinpath("edition.yaml").write_bytes(b"title: one\nsubtitle: \xff\xfe\n")
    with pytest.raises(OperatorError, match=r"^edition\.yaml:2: this is not text in UTF-8$"):
        read_settings(tmp_path)


def test_nesting_without_end_is_refused_not_crashed_on(tmp_path):
    with pytest.raises(OperatorError):
        read_settings(write(tmp_path, "title: " + "[" * 20_000))


@pytest.mark.parametrize(
    ("waiver", "expected"),
    [
        ("{code: T-104}", "a waiver needs a reason"),
        ("{code: T-10, reason: x}", 'there is no finding "T-10"; did you mean '),
        ("{code: X-401, reason: x}", "X-401 is an error, and an error cannot be waived"),
        ("{code: T-104, reason: x, because: y}", 'a waiver has no key "because"'),
        ("T-104", "a waiver must be keys with values, not text"),
    ],
)
def test_a_waiver_needs_a_known_code_and_a_reason(tmp_path, waiver, expected):
    lines = refusal(tmp_path, f"title: x\nwaivers:\n  - {waiver}\n")
    assert any(line.startswith(f"edition.yaml:3: {expected}") for line in lines)


def test_both_yaml_loaders_give_the_same_values_and_lines(monkeypatch):
    """A machine without libyaml must read the same edition."""
    text = "title: a\neditors:\n  - b\n  - c\nwaivers:\n  - code: T-104\n    reason: >-\n      d\n      e\n"
    values = []
    for loader in (yaml_source.LOADER, yaml.SafeLoader):
        monkeypatch.setattr(yaml_source, "LOADER", loader)
        faults = []
        values.append((yaml_source.parse_mapping(text, faults=faults), faults))
    assert values[0] == values[1]
    assert values[0][0]["waivers"].value[0].line == 6


def test_transcripts_are_found_below_the_folder_and_sorted(tmp_path):
    kept = ["a.txt", "b/c.MD", "b/d.html", "z.xml", "b/static/e.txt"]
    left = [
        ".hidden.txt",
        ".git/x.txt",
        "anchors/1.txt",
        "templates/page.html",
        "static/style.html",
        "notes.docx",
        "edition.yaml",
    ]
    for name in [*kept, *left]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_transcripts(tmp_path)]
    assert found == sorted(kept)


def test_a_site_inside_the_edition_holds_no_transcripts(tmp_path):
    """An edition built into its own folder must not read its own pages, whether the folder is named or not."""
    for name in ("index.html", "chronology/index.html", "cite/index.html", "documents/1/text.txt"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    tmp_path.joinpath("one.txt").write_text("x", encoding="utf-8")
    tmp_path.joinpath("drafts").mkdir()
    tmp_path.joinpath("drafts", "two.txt").write_text("x", encoding="utf-8")
    assert [path.name for path in find_transcripts(tmp_path)] == ["two.txt", "one.txt"]
    assert [path.name for path in find_transcripts(tmp_path, out=tmp_path / "drafts")] == ["one.txt"]


def test_a_folder_that_is_not_there_is_the_operators_fault(tmp_path):
    for function in (read_settings, find_transcripts):
        with pytest.raises(OperatorError, match="there is no such edition folder"):
            function(tmp_path / "nowhere")
