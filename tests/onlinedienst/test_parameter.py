"""Typed parameters of a central Online-Dienst: values, defaults, texts that name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.core.errors import InvalidInput
from ozgcloud.onlinedienst import parameter as p
from ozgcloud.onlinedienst.parameter import Art, Parameter

GEBUEHR = Parameter("gebuehr", "Gebühr", Art.BETRAG, "12.50", pflicht=True)
KONTO = Parameter("iban", "IBAN", pflicht=True)
AB = Parameter("gilt_ab", "Satzung gilt ab", Art.DATUM)
TAGE = Parameter("frist", "Frist in Tagen", Art.ZAHL)
ALLE = (GEBUEHR, KONTO, AB, TAGE)


@pytest.mark.parametrize(
    ("parameter", "typed", "stored", "text"),
    [
        (GEBUEHR, "1234,5", "1234.50", "1.234,50 Euro"),
        (GEBUEHR, "12,50 €", "12.50", "12,50 Euro"),
        (GEBUEHR, "0", "0.00", "0,00 Euro"),
        (AB, "1.3.2027", "2027-03-01", "1.3.2027"),
        (AB, "2027-03-01", "2027-03-01", "1.3.2027"),
        (TAGE, "014", "14", "14"),
        (KONTO, "  DE02  1203 ", "DE02 1203", "DE02 1203"),
        (KONTO, "", "", ""),
    ],
)
def test_typed_values_are_stored_in_one_way_and_read_in_german(parameter, typed, stored, text):
    assert p.canonical(parameter, typed) == stored
    assert p.canonical(parameter, stored) == stored
    assert p.shown(parameter, stored) == text


@pytest.mark.parametrize(
    ("parameter", "typed"),
    [
        (GEBUEHR, "zwölf"), (GEBUEHR, "-1"), (GEBUEHR, "1,234"), (AB, "31.2.2027"), (AB, "1.3"), (TAGE, "²"),
        (TAGE, "1.5"), (KONTO, "x" * 501), (KONTO, "a\x00b"), (AB, "1.3.99999"),
    ],
)  # fmt: skip
def test_other_values_are_refused_at_their_field(parameter, typed):
    with pytest.raises(InvalidInput) as error:
        p.canonical(parameter, typed)
    assert set(error.value.fehler) == {f"parameter_{parameter.name}"}


@given(st.sampled_from(ALLE), st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_sentence(parameter, typed):
    try:
        stored = p.canonical(parameter, typed)
    except InvalidInput:
        return
    assert p.canonical(parameter, stored) == stored
    p.shown(parameter, stored)


def test_defaults_fill_what_a_mandant_left_open():
    assert p.shown_values(ALLE, {"iban": "DE02"}) == {
        "gebuehr": "12,50 Euro", "iban": "DE02", "gilt_ab": "", "frist": "",
    }  # fmt: skip
    assert p.missing(ALLE, {}) == [KONTO]
    assert p.missing(ALLE, {"iban": "DE02"}) == []


def test_all_errors_of_a_mandant_at_once():
    with pytest.raises(InvalidInput) as error:
        p.clean_values(ALLE, {"gebuehr": "viel", "frist": "bald", "iban": "DE02"})
    assert set(error.value.fehler) == {"parameter_gebuehr", "parameter_frist"}
    assert p.clean_values(ALLE, {"gebuehr": "3", "unbekannt": "x"}) == {"gebuehr": "3.00"}


def test_declaration_survives_storing():
    assert p.read_declaration(p.as_json(ALLE)) == ALLE


@pytest.mark.parametrize(
    ("parameter", "ueberall"),
    [
        ((KONTO, KONTO), False),
        ((Parameter("Groß", "x"),), False),
        ((Parameter("gebuehr", "Gebühr", Art.BETRAG, "12,5"),), False),
        ((KONTO,), True),
    ],
)
def test_declarations_that_cannot_work_are_refused(parameter, ueberall):
    with pytest.raises(InvalidInput) as error:
        p.require_declaration(parameter, ueberall=ueberall)
    assert set(error.value.fehler) == {"parameter"}


def test_texts_may_name_declared_parameters_only():
    texte = {"gebuehr": "{gebuehr}", "rechtsgrundlagen": ["§ 1 {satzung}"], "betreff": "Kosten { gebuehr } {Ä}"}
    with pytest.raises(InvalidInput) as error:
        p.require_placeholders(texte, ALLE)
    assert set(error.value.fehler) == {"rechtsgrundlagen"}


def test_filling_leaves_other_braces_alone():
    assert p.fill("Zahlen Sie {gebuehr} an {unbekannt} {}.", {"gebuehr": "3 Euro"}) == (
        "Zahlen Sie 3 Euro an {unbekannt} {}."
    )
    assert p.fill("{gebuehr}", {"gebuehr": "{iban}", "iban": "DE02"}) == "{iban}", "values are not texts"
