"""How templates are set: values escaped as `markupsafe` does it, markup left as it is, an unknown name an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from regesta.rendering.setting import Setting, escaped, templates

VALUES = some.one_of(some.text(), some.integers(), some.none(), some.text().map(Markup), some.tuples(some.text()))


@given(VALUES)
def test_a_value_is_escaped_as_markupsafe_does_it(value):
    assert escaped(value) == str(escape(value))


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ words }}", "&lt;b&gt;&amp;&#34;&#39;"),
        ("<i>{{ words|safe }}</i>", "<i><b>&\"'</i>"),
        ("{% macro set(one) %}<i>{{ one }}</i>{% endmacro %}{{ set(words) }}", "<i>&lt;b&gt;&amp;&#34;&#39;</i>"),
        ("{% set kept %}<i>{{ words }}</i>{% endset %}{{ kept }}", "<i>&lt;b&gt;&amp;&#34;&#39;</i>"),
        ("{% for one in [1, 2] %}{{ one }}{{ words[0] }}{% endfor %}", "1&lt;2&lt;"),
        ("{% autoescape false %}{{ words }}{% endautoescape %}", "<b>&\"'"),
    ],
)
def test_what_is_markup_already_is_not_escaped_again(template, page):
    assert templates().from_string(template).render(words="<b>&\"'") == page


def test_an_unknown_name_is_an_error():
    with pytest.raises(UndefinedError):
        templates().from_string("{{ nobody.name }}").render()


# ---------------------------------------------------------------------------------------------- compiled templates


def kept(folder):
    return sorted((folder / ".regesta" / "templates").iterdir())


@pytest.fixture
def edition(tmp_path):
    """An edition with a cache and a template of its own."""
    (tmp_path / ".regesta").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.html").write_text("<b>{{ words }}</b>", "utf-8")
    return tmp_path


def page(folder) -> str:
    return templates(folder).get_template("own.html").render(words="<")


def test_a_template_is_compiled_once_for_many_commands(edition, monkeypatch):
    assert page(edition) == "<b>&lt;</b>"
    monkeypatch.setattr(Setting, "compile", lambda *_, **__: pytest.fail("it was compiled again"))
    assert page(edition) == "<b>&lt;</b>"


def test_a_template_that_was_changed_is_compiled_again(edition):
    page(edition)
    (edition / "templates" / "own.html").write_text("<i>{{ words }}</i>", "utf-8")
    assert page(edition) == "<i>&lt;</i>"


@pytest.mark.parametrize("damage", [b"", b"nothing of ours", None])
def test_what_is_kept_of_a_template_and_damaged_is_as_good_as_none(edition, damage):
    page(edition)
    (one,) = kept(edition)
    whole = one.read_bytes()
    one.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert page(edition) == "<b>&lt;</b>"
    assert one.read_bytes() == whole


def test_an_edition_without_a_cache_keeps_no_templates(tmp_path):
    assert templates(tmp_path).get_template("404.css").render()
    assert not (tmp_path / ".regesta").exists()
