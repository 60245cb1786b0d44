"""What is written once per process."""

import pytest
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError


def test_what_is_written_once_is_kept() -> None:
    template = Template("{% load ozg %}{% once %}{{ wert }}{% endonce %}{{ wert }}")
    assert [template.render(Context({"wert": n})) for n in (1, 2)] == ["11", "12"]


def test_each_place_keeps_its_own() -> None:
    template = Template("{% load ozg %}{% once %}a{% endonce %}{% once %}b{% endonce %}")
    assert template.render(Context()) == template.render(Context()) == "ab"


def test_it_wants_its_end() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ozg %}{% once %}a")
