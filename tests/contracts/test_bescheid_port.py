"""What every `BescheidPort` promises, checked against all implementations."""

from dataclasses import replace

import pytest

from adapters.muster import ANTRAGSDATEN, BESCHEID, FORMULAR
from ozgcloud.adapters.null.bescheid import NullBescheid
from ozgcloud.adapters.typst.satz import TypstBescheid, TypstOptions
from ozgcloud.bescheid.port import BescheidPort
from ozgcloud.core.errors import Reject
from ozgcloud.vorgang.rules import Ergebnis


@pytest.fixture(params=["null", "typst"])
def port(request) -> BescheidPort:
    if request.param == "null":
        return NullBescheid()
    return TypstBescheid(TypstOptions(schriften=request.getfixturevalue("schriften")))


def test_letter_is_a_pdf_and_the_same_every_time(port):
    pdf = port.render(BESCHEID)
    assert pdf.startswith(b"%PDF-")
    assert port.render(BESCHEID) == pdf


@pytest.mark.parametrize(
    "aenderung",
    [
        {"ergebnis": Ergebnis.ABGELEHNT},
        {"begruendung": ("Anders.",)},
        {"antragsdaten": ANTRAGSDATEN},
        {"formular_json": b"{}"},
        {"uebungsmodus": True},
    ],
)
def test_each_value_matters(port, aenderung):
    assert port.render(replace(BESCHEID, **aenderung)) != port.render(BESCHEID)


def test_form_data_travel_with_the_letter(port):
    assert len(port.render(BESCHEID)) > len(port.render(replace(BESCHEID, formular_json=b"")))
    assert FORMULAR


def test_letter_without_address_is_rejected(port):
    with pytest.raises(Reject):
        port.render(replace(BESCHEID, empfaenger=("  ",)))


def test_hostile_text_never_stops_a_letter(port):
    assert port.render(replace(BESCHEID, begruendung=("#import \x00 😀 محمد \ud800 $x$",)))


def test_template_names_itself_with_a_version(port):
    name, _, version = port.vorlage.rpartition("/")
    assert name
    assert version.isdigit()
