"""How templates are set: values escaped as `markupsafe` does it, markup left as it is, an unknown name an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from regesta.rendering.setting import escaped, templates

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
