"""The schemata of our own: they compile without an open end, and what people can fill in validates."""

from pathlib import Path

import pytest

from ozgcloud.antrag.rules import applicant
from ozgcloud.core import clock
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.pruefung import DateiMeta, pruefe
from ozgcloud.datenschema.schritte import schritte
from ozgcloud.datenschema.xdf3 import compile_xdf
from ozgcloud.datenschema.zusammenfassung import zusammenfassung
from ozgcloud.demo.dienste import ANTRAGSTELLER_PFADE, DIENSTE, SCHEMATA, Dienst
from ozgcloud.demo.faelle import Fall, faelle
from ozgcloud.onlinedienst.parameter import placeholders

SCHRITTE = {
    "hund-anmelden": [
        "Angaben zu Ihnen",
        "Angaben zum Hund",
        "Ermäßigung oder Befreiung beantragen",
        "Hundesteuer abbuchen lassen (SEPA-Lastschrift)",
        "Nachweise und Erklärung",
    ],
    "baum-faellen": [
        "Angaben zu Ihnen",
        "Angaben zum Grundstück",
        "Angaben zum Baum",
        "Warum soll der Baum weg?",
        "Geplante Ersatzpflanzung",
        "Fotos und Unterlagen",
    ],
    "fundtier-melden": [
        "Angaben zu Ihnen",
        "Angaben zum Tier",
        "Wo und wann haben Sie das Tier gefunden?",
        "Wo ist das Tier jetzt?",
        "Foto und Erklärung",
    ],
    "bewohnerparkausweis": [
        "Angaben zu Ihnen",
        "Angaben zur Wohnung",
        "Angaben zum Fahrzeug",
        "Gewünschter Ausweis",
        "Unterlagen und Erklärung",
    ],
    "gewerbe-anmelden": [
        "Angaben zu Ihnen",
        "Wer betreibt das Gewerbe?",
        "Wo ist der Betrieb?",
        "Was tun Sie?",
        "Warum melden Sie an?",
        "Unterlagen und Erklärung",
    ],
}


def compiled(dienst: Dienst) -> Schema:
    return compile_xdf(dienst.roh())


@pytest.fixture(params=DIENSTE, ids=lambda dienst: dienst.kennung)
def dienst(request: pytest.FixtureRequest) -> Dienst:
    gewaehlt: Dienst = request.param
    return gewaehlt


def test_every_file_belongs_to_an_onlinedienst() -> None:
    assert {pfad.name for pfad in SCHEMATA.iterdir()} == {dienst.datei for dienst in DIENSTE}


def test_the_form_has_the_pages_we_want(dienst: Dienst) -> None:
    assert [schritt.titel for schritt in schritte(compiled(dienst))] == SCHRITTE[dienst.kennung]


def test_ids_are_of_our_own_range_and_one_id_means_one_thing(dienst: Dienst) -> None:
    schema = compiled(dienst)
    assert schema.fim_id.startswith("S99")
    names: dict[str, str] = {}
    for knoten in schema.alle():
        assert knoten.fim_id[1:3] == "99"
        assert names.setdefault(knoten.fim_id, knoten.name) == knoten.name


def test_ids_shared_by_schemata_mean_the_same() -> None:
    known: dict[str, tuple[str, str]] = {}
    for dienst in DIENSTE:
        own = {k.fim_id: (k.name, k.datentyp) for k in compiled(dienst).alle()}
        shared = known.keys() & own.keys()
        assert not known or len(shared) > 8
        assert {key: own[key] for key in shared} == {key: known[key] for key in shared}
        known |= own


def test_the_place_that_decides_is_asked_in_the_form(dienst: Dienst) -> None:
    assert not dienst.anknuepfung_pfad or dienst.anknuepfung_pfad in compiled(dienst).index
    assert dienst.ortsfrage or not dienst.anknuepfung_pfad


def test_every_parameter_is_used_in_a_text(dienst: Dienst) -> None:
    texte = " ".join(text for text in dienst.bescheid.values() if isinstance(text, str))
    assert placeholders(texte) == {parameter.name for parameter in dienst.parameter}


def test_people_can_read_every_element(dienst: Dienst) -> None:
    for knoten in compiled(dienst).alle():
        assert knoten.bezeichnung_eingabe
        assert knoten.bezeichnung_ausgabe
        assert knoten.feldart != "label" or len(knoten.inhalt) > 40
        if knoten.ist_datei:
            assert "10 MB" in knoten.hilfetext_eingabe
            assert knoten.max_size == 10_000_000


def test_rules_in_free_text_are_there_and_name_existing_elements(dienst: Dienst) -> None:
    schema = compiled(dienst)
    known = {knoten.fim_id for knoten in schema.alle()}
    texte = [regel.text for knoten in schema.alle() for regel in knoten.regeln]
    assert len(texte) >= 4
    for text in texte:
        assert {word for word in text.split() if word.startswith("F99")} <= known


@pytest.mark.parametrize("dichte", [0.0, 0.5, 1.0])
def test_generated_data_validate(dienst: Dienst, dichte: float) -> None:
    schema = compiled(dienst)
    for seed in range(20):
        muster = erzeuge(schema, seed=seed, dichte=dichte)
        ergebnis = pruefe(schema, muster.roh, muster.metadaten())
        assert not muster.offen
        assert not ergebnis.fehler
        assert not ergebnis.unbekannt
        assert not ergebnis.gesperrt


def test_an_empty_form_asks_for_what_is_required(dienst: Dienst) -> None:
    ergebnis = pruefe(compiled(dienst), {})
    labels = {
        compiled(dienst).index[adresse.replace("[0]", "").removesuffix("/_wahl")].label for adresse in ergebnis.fehler
    }
    assert {"Vorname", "Familienname", "Straße", "Hausnummer", "Postleitzahl", "Ort"} <= labels
    assert "IBAN" not in labels
    assert "Was möchten Sie pflanzen?" not in labels


def test_the_applicant_is_found(dienst: Dienst) -> None:
    assert all(pfad in compiled(dienst).index for pfad in ANTRAGSTELLER_PFADE)


@pytest.mark.parametrize(
    ("adresse", "wert"),
    [
        ("G99000000020[0]/F99000000036", "12345"),
        ("G99000000020[0]/F99000000036", "27600980000000X"),
        ("G99000000031/F99000000062", "12DE"),
        ("G99000000010/G99000000011/F99000000017", "2421"),
        ("G99000000010/G99000000012/F99000000019", "keine-adresse"),
        ("G99000000020[0]/F99000000037", "31.02.2026"),
        ("G99000000020[0]/F99000000031", "Drache"),
    ],
)
def test_wrong_values_get_a_sentence(adresse: str, wert: str) -> None:
    fehler = pruefe(compiled(DIENSTE[0]), {adresse: wert}).fehler
    assert fehler[adresse].endswith(".")


def test_six_dogs_are_one_too_many() -> None:
    werte = {f"G99000000020[{n}]/F99000000030": "Balu" for n in range(6)}
    assert "höchstens 5" in pruefe(compiled(DIENSTE[0]), werte).fehler["G99000000020"]


@pytest.mark.parametrize("fall", faelle(), ids=lambda fall: fall.kennung)
def test_every_case_of_the_demo_is_a_valid_antrag(fall: Fall) -> None:
    schema = compiled(next(dienst for dienst in DIENSTE if fall.dienst.endswith(dienst.kennung)))
    dateien = {
        adresse: DateiMeta("x", datei.name, len(datei.inhalt), datei.media_type)
        for adresse, datei in fall.gegenstand.dateien().items()
    }
    ergebnis = pruefe(schema, fall.antragsteller.eingaben() | fall.gegenstand.eingaben(clock.today()), dateien)
    assert not ergebnis.fehler
    assert not ergebnis.unbekannt
    alle = [feld for eintrag in zusammenfassung(schema, ergebnis.werte) for feld in eintrag.felder()]
    felder = [feld for feld in alle if feld.adresse in ANTRAGSTELLER_PFADE]
    name, anschrift = applicant((feld.label, feld.anzeige) for feld in felder)
    assert name == f"{fall.antragsteller.vorname} {fall.antragsteller.familienname}"
    assert anschrift[-1] == f"{fall.antragsteller.plz} {fall.antragsteller.ort}"


def test_nothing_of_a_real_redaktion_is_copied(shared: Path) -> None:
    real = {pfad.name[:12] for pfad in (shared / "standards" / "fim" / "xdf3").iterdir()}
    assert not real & {compiled(dienst).fim_id for dienst in DIENSTE}
