"""Keys, validity, whose words win, and what is asked for most."""

from datetime import date

import pytest

from ozgcloud.core.errors import InvalidInput
from ozgcloud.leistung.rules import (
    Einordnung,
    own_or_new,
    rang,
    readable_law,
    require_ebene,
    require_schluessel,
)

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["", "123", "89102013104000", "9910201310400a", "991020131040001", "９９１０２０１３１０４０００"]
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(InvalidInput, match="14 Ziffern"):
        require_schluessel(text)


def test_a_key_may_be_written_in_groups():
    assert require_schluessel("99 102 013 104 000") == "99102013104000"


@pytest.mark.parametrize(
    ("eigen", "bisher", "neu", "gilt"),
    [("", "", "B", "B"), ("A", "A", "B", "B"), ("Unser", "A", "B", "Unser"), ("Unser", "", "B", "Unser")],
)
def test_own_words_win_over_the_catalogue(eigen, bisher, neu, gilt):
    assert own_or_new(eigen, bisher, neu) == gilt


def test_laws_are_read_without_addresses():
    text = "Gesetz über A (AG) [http://www.example.org/a/], Verordnung B (BV) [https://example.org/b.html]"
    assert readable_law(text) == "Gesetz über A (AG)\n\nVerordnung B (BV)"
    assert readable_law("") == ""


def test_ebenen_are_three():
    assert [require_ebene(text) for text in ("", "LO", "LOV", "LOVD")] == ["", "LO", "LOV", "LOVD"]
    with pytest.raises(InvalidInput, match="keine Ebene"):
        require_ebene("LOX")


def test_an_act_comes_before_the_object_before_a_detail_before_a_look():
    def of(schluessel: str, ebene: str, *, hat_titel: bool = False) -> float:
        return rang(Einordnung(schluessel, ebene, "2/3", "Querschnitt", hat_titel))

    act, thing = of("99008001012000", "LOV"), of("99008001000000", "LO")
    detail, look = of("99008001012003", "LOVD"), of("99008001015000", "LOV")
    assert of("99008001012000", "LOV", hat_titel=True) > act > thing > detail > look > 0
