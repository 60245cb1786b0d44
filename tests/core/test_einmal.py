"""What is written once per process."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError
from django_cotton.compiler_regex import CottonCompiler

from ozgcloud.core.templatetags.einmal import MOST_KEPT


def test_what_is_written_once_is_kept() -> None:
    template = Template("{% load einmal %}{% once %}{{ wert }}{% endonce %}{{ wert }}")
    assert [template.render(Context({"wert": n})) for n in (1, 2)] == ["11", "12"]


def test_each_place_keeps_its_own() -> None:
    template = Template("{% load einmal %}{% once %}a{% endonce %}{% once %}b{% endonce %}")
    assert template.render(Context()) == template.render(Context()) == "ab"


def test_it_wants_its_end() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load einmal %}{% once %}a")


def test_it_is_kept_for_each_combination_of_its_keys() -> None:
    template = Template("{% load einmal %}{% once a b %}{{ wert }}{% endonce %}")
    asked = [{"a": 1, "b": "x", "wert": 1}, {"a": 1, "b": "y", "wert": 2}, {"a": 1, "b": "x", "wert": 3}, {"wert": 4}]
    assert [template.render(Context(values)) for values in asked] == ["1", "2", "1", "4"]


def test_what_stands_inside_is_written_anew() -> None:
    template = Template("{% load einmal %}{% once %}{{ wert }}[{% inside %}{{ wert }}{% endinside %}]{% endonce %}")
    assert [template.render(Context({"wert": n})) for n in (1, 2)] == ["1[1]", "1[2]"]


def test_a_component_around_changing_rows_is_kept() -> None:
    inside = "{% inside %}{{ wert }}{% endinside %}"
    source = "{% once t %}<c-kern.panel title='{{ t }}'>" + inside + "</c-kern.panel>{% endonce %}"
    template = Template("{% load einmal %}" + CottonCompiler().process(source))
    found = [template.render(Context({"t": "Titel", "wert": wert})) for wert in ("<b>", "zwei")]
    assert "Titel" in found[0]
    assert "&lt;b&gt;" in found[0]
    assert found[1] == found[0].replace("&lt;b&gt;", "zwei")


def test_one_inside_another() -> None:
    inner = "{% once %}[{% inside %}{{ n }}{% endinside %}]{% endonce %}"
    template = Template("{% load einmal %}{% once %}({% inside %}" + inner + "{% endinside %}){% endonce %}")
    assert [template.render(Context({"n": n})) for n in (1, 2)] == ["([1])", "([2])"]


def test_it_keeps_no_more_than_is_agreed() -> None:
    template = Template("{% load einmal %}{% once n %}{{ n }}{% endonce %}")
    for n in range(3 * MOST_KEPT):
        assert template.render(Context({"n": n})) == str(n)
    [node] = template.nodelist.get_nodes_by_type(template.nodelist[-1].__class__)
    assert len(node.kept) <= MOST_KEPT
