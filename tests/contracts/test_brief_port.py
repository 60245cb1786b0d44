"""What every `BriefPort` promises, checked against all implementations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ozgcloud.adapters.null.brief import NullBrief
from ozgcloud.adapters.typst.brief import TypstBrief
from ozgcloud.adapters.typst.satz import TypstOptions
from ozgcloud.bescheid.port import Behoerde, Kontakt
from ozgcloud.core.errors import Reject
from ozgcloud.postfach.port import Brief, BriefPort

BRIEF = Brief(
    behoerde=Behoerde(name="Stadt Musterstadt", anschrift=("Markt 1", "24000 Musterstadt")),
    kontakt=Kontakt(name="Kim Beispiel", telefon="0431 1"),
    empfaenger=("Erika Musterfrau", "Allee 2", "24000 Musterstadt"),
    datum=date(2026, 11, 23),
    erstellt_am=datetime(2026, 11, 23, 9, tzinfo=UTC),
    betreff="Ihr Antrag ist eingegangen",
    absaetze=("Erster Absatz.", "Zweiter\nAbsatz."),
)


@pytest.fixture(params=["null", "typst"])
def port(request) -> BriefPort:
    if request.param == "null":
        return NullBrief()
    return TypstBrief(TypstOptions(schriften=request.getfixturevalue("schriften")))


def test_letter_is_a_pdf_and_the_same_every_time(port):
    pdf = port.render(BRIEF)
    assert pdf.startswith(b"%PDF-")
    assert port.render(BRIEF) == pdf


@pytest.mark.parametrize(
    "aenderung",
    [
        {"merkposten": (("Zugangscode", "7KXM2-QRT9B"),)},
        {"listentitel": "Offen:", "liste": ("Impfpass", "Foto")},
        {"schluss": ("Bitte aufbewahren.",)},
        {"uebungsmodus": True},
    ],
)
def test_each_value_matters(port, aenderung):
    assert port.render(replace(BRIEF, **aenderung)) != port.render(BRIEF)


@pytest.mark.parametrize("empfaenger", [(), (" ",)])
def test_letter_without_address_is_rejected(port, empfaenger):
    with pytest.raises(Reject):
        port.render(replace(BRIEF, empfaenger=empfaenger))


def test_hostile_text_never_stops_a_letter(port):
    assert port.render(replace(BRIEF, absaetze=("#import \x00 😀 محمد \ud800 $x$",), betreff="#pagebreak()"))
