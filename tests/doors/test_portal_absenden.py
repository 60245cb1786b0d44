"""Submitting by HTTP: once, only what was checked, with a receipt that stays the same and can be verified."""

import hashlib
import json

import pytest
from django.test import Client

from doors.portal_welt import GUT, PDF, SCHEMA, Buerger, field, seitentext, upload
from lauf import drain
from ozgcloud.antrag.queries import get_entwurf
from ozgcloud.core.errors import NotFound
from welt import Welt, make_welt


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    return make_welt(SCHEMA)


@pytest.fixture
def buerger(welt: Welt) -> Buerger:
    found = Buerger()
    found.beginne()
    found.fuelle()
    return found


# --- two windows ---


def test_stale_form_shows_the_newest_state_and_what_was_typed(buerger):
    pfad = buerger.pfad("G1")
    alt = buerger.version(pfad)
    buerger.sende("G1", {**GUT["G1"], "G1/F8": "Kiel"})
    response = buerger.client.post(pfad, {**GUT["G1"], "G1/F2": "Meier", "_version": alt, "_weiter": "1"})
    assert response.status_code == 409
    html, text = response.content.decode(), seitentext(response)
    assert "in einem anderen Fenster geändert" in text
    assert "Meier" in text, "what was typed must stay visible"
    assert field(html, "G1/F8") == "Kiel"
    assert int(field(html, "_version")) > int(alt)
    assert get_entwurf(buerger.geheimnis).eingaben["G1/F2"] == "Musterfrau"


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 40, "\x00"])
def test_strange_version_is_stale(buerger, version):
    response = buerger.client.post(buerger.pfad("G1"), {**GUT["G1"], "_version": version, "_weiter": "1"})
    assert response.status_code == 409


def test_choice_and_upload_in_a_stale_form_are_named(buerger):
    response = buerger.client.post(
        buerger.pfad("G3"), {"G3/_wahl": "G31", "G3/G31/F31": "DE02", "_version": "1", "_weiter": "1"}
    )
    text = seitentext(response)
    assert "Lastschrift" in text
    assert "DE02" in text
    response = buerger.client.post(buerger.pfad("G4"), {"G4/F52": upload("neu.pdf", PDF), "_version": "1"})
    assert "Dateien wählen Sie bitte noch einmal aus" in seitentext(response)


def test_only_what_was_checked_is_submitted(buerger):
    geprueft = buerger.version(f"{buerger.antrag}pruefen/")
    buerger.sende("G1", {**GUT["G1"], "G1/F8": "Kiel"})
    response = buerger.client.post(f"{buerger.antrag}absenden/", {"_version": geprueft})
    assert response.status_code == 409
    assert "noch nicht abgesendet" in seitentext(response)
    assert "Kiel" in seitentext(response)


# --- once ---


def test_double_submit_and_retry_give_the_same_receipt(buerger):
    assert buerger.sende_ab().status_code == 302
    erste = buerger.quittung()
    for _ in range(2):
        response = buerger.client.post(f"{buerger.antrag}absenden/", {"_version": "1"})
        assert response.headers["Location"] == f"{buerger.antrag}quittung/"
    assert buerger.quittung() == erste


@pytest.mark.parametrize("ort", ["", "schritt/G1/", "pruefen/", "loeschen/"])
def test_after_submitting_every_page_leads_to_the_receipt(buerger, ort):
    buerger.sende_ab()
    for response in (buerger.client.get(buerger.antrag + ort), buerger.client.post(buerger.antrag + ort, GUT["G1"])):
        assert response.headers["Location"] == f"{buerger.antrag}quittung/"


def test_old_form_after_submitting_leads_to_the_receipt(buerger):
    pfad = buerger.pfad("G1")
    version = buerger.version(pfad)
    buerger.sende_ab()
    response = buerger.client.post(pfad, {**GUT["G1"], "_version": version, "_weiter": "1"})
    assert response.headers["Location"] == f"{buerger.antrag}quittung/"


@pytest.mark.parametrize("ort", ["absenden/", "schliessen/"])
def test_addresses_of_buttons_can_be_opened(buerger, ort):
    assert buerger.client.get(buerger.antrag + ort).headers["Location"] == buerger.antrag


# --- proof ---


def test_receipt_can_be_verified(buerger):
    assert buerger.client.get(f"{buerger.antrag}angaben.json").status_code == 404
    buerger.sende_ab()
    text = seitentext(buerger.client.get(f"{buerger.antrag}quittung/"))
    datei = buerger.client.get(f"{buerger.antrag}angaben.json")
    summe = hashlib.sha256(datei.content).hexdigest()
    assert summe in text
    assert hashlib.sha256(PDF).hexdigest() in text
    assert json.loads(datei.content)["G1/F2"] == "Musterfrau"
    assert datei.headers["Content-Disposition"].startswith("attachment; ")
    nummer, code = buerger.quittung()
    drain()
    stand = Client().post("/status/", {"vorgangsnummer": nummer, "zugangscode": code}, follow=True)
    assert summe in seitentext(stand), "the authority holds exactly the bytes of the receipt"


def test_receipt_names_the_authority_and_opens_the_status(buerger):
    buerger.sende_ab()
    response = buerger.client.get(f"{buerger.antrag}quittung/")
    assert "Stadt 1 hat Ihren Antrag erhalten" in seitentext(response)
    html = response.content.decode()
    werte = {name: field(html, name) for name in ("vorgangsnummer", "zugangscode")}
    assert buerger.client.post("/status/", werte).headers["Location"] == "/status/vorgang/"


# --- leaving ---


def test_close_forgets_the_key_but_keeps_the_draft(buerger):
    code = buerger.geheimnis
    buerger.client.post(f"{buerger.antrag}schliessen/")
    assert buerger.client.get(buerger.antrag).status_code == 404
    assert get_entwurf(code).eingaben["G1/F2"] == "Musterfrau"


def test_delete_asks_and_then_deletes(buerger):
    code = buerger.geheimnis
    assert "Entwurf löschen?" in seitentext(buerger.client.get(f"{buerger.antrag}loeschen/"))
    assert get_entwurf(code)
    response = buerger.client.post(f"{buerger.antrag}loeschen/", follow=True)
    assert "Ihr Entwurf ist gelöscht." in seitentext(response)
    with pytest.raises(NotFound):
        get_entwurf(code)


def test_a_draft_deleted_in_another_window_is_explained(buerger):
    buerger.client.post(f"{buerger.antrag}loeschen/")
    response = buerger.client.post(buerger.pfad("G1"), {**GUT["G1"], "_weiter": "1"})
    assert response.status_code == 404
    assert "Musterfrau" in response.content.decode()
