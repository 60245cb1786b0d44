"""What a page was written from is let go of with the page."""

import gc
import weakref

import pytest
from django.template import TemplateDoesNotExist, engines
from django.test import RequestFactory


class Rows(list[str]):
    """Rows that can be watched."""


def test_a_page_lets_go_of_its_rows_without_the_collector() -> None:
    rows = Rows(["eins", "zwei"])
    watched = weakref.ref(rows)
    template = engines["django"].from_string("{% for row in rows %}{{ row }}{% endfor %}")
    gc.disable()
    try:
        assert template.render({"rows": rows}, RequestFactory().get("/")) == "einszwei"
        del rows
        assert watched() is None
    finally:
        gc.enable()


def test_a_missing_part_is_named() -> None:
    template = engines["django"].from_string('{% include "gibt/es/nicht.html" %}')
    with pytest.raises(TemplateDoesNotExist, match="gibt/es/nicht"):
        template.render({}, RequestFactory().get("/"))
