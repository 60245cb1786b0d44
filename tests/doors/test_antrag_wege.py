"""What becomes of a foreign Antrag: retries, doubles, where it goes, how its form is read, and who sees what is odd."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from doors.amt_zugang import log_in
from doors.annahme_welt import PDF, Sendung, daten, feld, gruppe, senden, wie_gover
from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.formular import eintraege_of
from ozgcloud.eingang.fremd import OTHER
from ozgcloud.eingang.models import Eingang, Quarantaene
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.eingang.rules import OHNE_LEISTUNG, OHNE_SCHEMA
from ozgcloud.onlinedienst.actions.save_abbildung import save_abbildung
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel
from welt import ARS, CLEARING, LEISTUNG


@pytest.fixture
def sender(welt, settings):
    """A platform on a network that needs no key."""
    settings.ENV = replace(settings.ENV, antrag_networks=("127.0.0.0/8",))
    return Client()


ORT = (feld("plz", "24001"), feld("ort", "Stadt 1"))


def form(*items, anlage=PDF, **control):
    """A body with one form and, unless None, one attachment."""
    sendung = Sendung().teil("formData", daten(*items, **control))
    return (sendung.teil("attachment", anlage, datei="nachweis.pdf") if anlage is not None else sendung).bytes()


def fall_von(antwort, mandant_id):
    """Case, Eingang and open reasons at this office."""
    assert antwort.status_code == 200, antwort.content
    vorgang_id = UUID(antwort.json()["vorgang"]["vorgangId"])
    with mandant_scope(mandant_id):
        gruende = {row.art: row for row in Quarantaene.objects.filter(vorgang_id=vorgang_id)}
        return Vorgang.objects.get(id=vorgang_id), Eingang.objects.get(vorgang_id=vorgang_id), gruende


def test_a_retry_is_told_the_same_also_when_the_rules_have_changed(welt, sender):
    first = senden(sender, wie_gover())
    Zustaendigkeitsregel.objects.filter(mandant_id=1).update(ersetzt_am="2020-01-02T00:00:00Z")
    second = senden(sender, wie_gover().replace(PDF, PDF.replace(b"1.7", b"1.6"), 1))
    assert second.json() == first.json()
    with mandant_scope(1):
        assert (Vorgang.objects.count(), Quarantaene.objects.count()) == (1, 0)


def test_other_content_under_a_known_id_is_a_case_of_its_own(sender):
    first, other = senden(sender, form(*ORT)), form(*ORT, feld("neu", "1"))
    second, again = senden(sender, other), senden(sender, other)
    assert again.json() == second.json() != first.json()
    fall, _, gruende = fall_von(second, 1)
    assert set(gruende) == {"doppelt"}
    assert str(gruende["doppelt"].gegen_vorgang_id) == first.json()["vorgang"]["vorgangId"]
    assert fall.status == "Neu"


def test_the_same_content_twice_is_marked_and_never_dropped(sender):
    senden(sender, form(*ORT))
    _, _, gruende = fall_von(senden(sender, form(*ORT, transactionId="t-2")), 1)
    assert set(gruende) == {"doppelt"}
    with mandant_scope(1):
        assert Vorgang.objects.count() == 2


def test_without_an_id_the_content_is_the_id(sender):
    body = form(*ORT, transactionId=None)
    first, second = senden(sender, body), senden(sender, body)
    assert first.json() == second.json()
    assert first.json()["transactionId"].startswith("inhalt:")


ZWEI = (feld("plz", "24002"), feld("ort", "Stadt 2"))
WEGE = [
    pytest.param(ORT, {}, 1, "eindeutig", id="leistung-and-postcode"),
    pytest.param((feld("ARS", ARS[2]),), {}, 2, "eindeutig", id="ars"),
    pytest.param(
        (feld("x", ARS[2], label="Amtlicher Regionalschlüssel"), *ORT), {}, 2, "eindeutig", id="key-before-name"
    ),
    pytest.param((gruppe("p", feld("address.city", "Stadt 2")),), {}, 2, "eindeutig", id="city-in-a-path"),
    pytest.param(ORT, {"zustaendigeStelle": "248240604"}, 1, "eindeutig", id="unknown-office"),
    pytest.param(ORT, {"zustaendigeStelle": "2"}, 1, "eindeutig", id="rules-outrank-the-sender"),
    pytest.param((), {"zustaendigeStelle": "2"}, 2, "genannt", id="named-mandant"),
    pytest.param((), {"zustaendigeStelle": "stadt-2"}, 2, "genannt", id="named-by-short-name"),
    pytest.param((), {"zustaendigeStelle": "9"}, CLEARING, "ort-unklar", id="nobody-names-the-clearing"),
    pytest.param((), {}, CLEARING, "ort-unklar", id="no-place"),
    pytest.param((*ORT, gruppe("zwei", *ZWEI)), {}, CLEARING, "ort-unklar", id="two-places"),
    pytest.param((*ORT, gruppe("zwei", *ZWEI)), {"zustaendigeStelle": "2"}, 2, "eindeutig", id="named-among-two"),
    pytest.param(ORT, {"leikaIds": None}, CLEARING, "keine", id="no-leistung"),
    pytest.param(ORT, {"leikaIds": ["99999999999999"]}, CLEARING, "keine", id="unknown-leistung"),
    pytest.param(ORT, {"leikaIds": ["99999999999999", f"urn:x:{LEISTUNG}"]}, 1, "eindeutig", id="several-leistungen"),
    pytest.param((feld("ort", "Fremdort"),), {}, CLEARING, "ort-unklar", id="elsewhere"),
]


@pytest.mark.parametrize(("items", "control", "mandant_id", "ausgang"), WEGE)
def test_where_it_goes(sender, items, control, mandant_id, ausgang):
    fall, eingang, gruende = fall_von(senden(sender, form(*items, **control)), mandant_id)
    assert eingang.zuordnung["ausgang"] == ausgang
    assert ("unzustellbar" in gruende) == (mandant_id == CLEARING)
    assert fall.leistung_schluessel == (
        OHNE_LEISTUNG if control.get("leikaIds", 1) is None else fall.leistung_schluessel
    )


GANZ = {"F1": "Erika", "F2": "Muster", "F3": "Weg", "F4": "1", "F5": "24001", "F6": "Stadt 1", "F7": "nachweis.pdf"}
NAMEN = {"Vornamen": "Erika", "Familienname": "Muster", "Straße": "Weg", "Hausnummer": "1", "Postleitzahl": "24001"} | {
    "Ort": "Stadt 1",
    "Nachweis": "nachweis.pdf",
}


def test_a_form_with_our_numbers_is_ours_and_its_file_stands_at_its_field(sender):
    items = [feld(name, wert) for name, wert in GANZ.items()]
    fall, eingang, gruende = fall_von(senden(sender, form(*items, formId="pruefdienst")), 1)
    assert (gruende, fall.onlinedienst_id, eingang.datenschema_id != OHNE_SCHEMA) == ({}, eingang.onlinedienst_id, True)
    assert eingang.werte["F1"] == "Erika"
    with mandant_scope(1):
        [anlage] = list_anlagen(system_actor(1), fall.id)
        assert [e.label for e in eintraege_of(eingang)] == list(NAMEN)
    assert (anlage.adresse, eingang.werte["F7"]["datei"]) == ("F7", str(anlage.datei_id))
    assert eingang.fassungen["formular"]["felder"]["F1"] == ["F1", "pfad", 100]


def test_labels_are_enough_for_the_leistung_and_the_rest_follows_as_delivered(sender):
    items = [feld(f"x{n}", wert, label=name) for n, (name, wert) in enumerate(NAMEN.items())]
    body = form(*items, feld("lieblingsfarbe", "Blau"), formId=None)
    _, eingang, gruende = fall_von(senden(sender, body), 1)
    with mandant_scope(1):
        last = eintraege_of(eingang)[-1]
    assert (gruende, last.label, last.kinder[0].anzeige) == ({}, OTHER, "Blau")
    assert eingang.fassungen["formular"]["felder"]["x0"] == ["F1", "beschriftung", 70]


def test_what_is_not_valid_is_accepted_and_shown_with_its_errors(sender):
    items = [feld(name, wert) for name, wert in GANZ.items() if name != "F7"]
    _, eingang, gruende = fall_von(senden(sender, form(*items, formId="pruefdienst", anlage=None)), 1)
    assert "Nachweis" in gruende["ungueltig"].einzelheiten
    assert eingang.werte["F6"] == "Stadt 1"


def test_a_table_says_what_fields_are_called(welt, sender):
    felder = {f"q{n}": pfad for n, pfad in enumerate(GANZ)}
    save_abbildung(welt.leitstand, form_id="F-1", kennung="pruefdienst", felder=felder)
    items = [feld(f"q{n}", wert, label=f"Frage {n}") for n, wert in enumerate(GANZ.values())]
    _, eingang, gruende = fall_von(senden(sender, form(*items)), 1)
    note = eingang.fassungen["formular"]
    assert (gruende, note["fassung"], note["felder"]["q1"]) == ({}, 1, ["F2", "tabelle", 100])


def test_the_case_page_shows_what_was_delivered_in_its_order(welt, sender):
    antwort = senden(sender, wie_gover())
    amt = log_in(welt.eins.sachbearbeitung)
    html = amt.get(f"/amt/vorgang/{antwort.json()['vorgang']['vorgangId']}/").content.decode()
    places = [
        html.index(text) for text in ("Antrag.pdf", "Angaben zur Person", "Vorname(n)", "29.02.1980", "Keine Angabe")
    ]
    assert places == sorted(places)
    assert "Führerschein.pdf</a>" in html


def test_remedies_of_an_entry(welt, sender):
    senden(sender, form(*ORT))
    fall, _, gruende = fall_von(senden(sender, form(*ORT, transactionId="t-2")), 1)
    amt = log_in(welt.eins.sachbearbeitung)
    assert fall.vorgangsnummer in amt.get("/amt/quarantaene/").content.decode()
    base = f"/amt/vorgang/{fall.id}/quarantaene/{gruende['doppelt'].id}/"
    assert amt.get(f"{base}ergaenzen/").status_code == 404
    assert amt.post(f"{base}uebernehmen/", {"begruendung": " "}).status_code == 422
    assert amt.get(f"{base}dublette/").status_code == 200
    assert amt.post(f"{base}dublette/", {"begruendung": "Schon da."}).status_code == 302
    fall, _, gruende = fall_von(senden(sender, form(*ORT, transactionId="t-2")), 1)
    assert (fall.status, gruende["doppelt"].massnahme) == ("Verworfen", "verworfen")
    assert fall.vorgangsnummer not in amt.get("/amt/quarantaene/").content.decode()
    assert "erledigt am" in amt.get(f"/amt/vorgang/{fall.id}/").content.decode()


def test_somebody_is_asked_and_the_entry_stays_open(welt, sender):
    items = [feld(name, wert) for name, wert in GANZ.items() if name != "F7"]
    fall, _, gruende = fall_von(senden(sender, form(*items, formId="pruefdienst", anlage=None)), 1)
    amt = log_in(welt.eins.sachbearbeitung)
    base = f"/amt/vorgang/{fall.id}/quarantaene/{gruende['ungueltig'].id}/"
    amt.post(f"{base}ergaenzen/", {"betreff": "Bitte", "text": "Der Nachweis fehlt."})
    with mandant_scope(1):
        entry = Quarantaene.objects.get(id=gruende["ungueltig"].id)
    assert (entry.angefordert_am is not None, entry.erledigt_am) == (True, None)
    amt.post(f"{base}uebernehmen/", {"begruendung": "Nachweis liegt in Papier vor."})
    with mandant_scope(1):
        entry.refresh_from_db()
    assert (entry.massnahme, entry.person_id) == ("uebernommen", welt.eins.sachbearbeitung.person_id)
