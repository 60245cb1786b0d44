"""Pages of machines: a new one, keys shown once, Freigaben, lock, webhooks; many of them; operators only."""

import re
from datetime import timedelta

import pytest

from ausgang.maschinen import EREIGNISSE, Empfaenger, abonniere, gib_frei, schreibe, stelle_zu
from ausgang.maschinen import maschine as neue_maschine
from doors.amt_zugang import log_in
from doors.test_leitstand_rollout import NOBODY, text
from ozgcloud.ausgang import queries
from ozgcloud.core import clock
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.queries import authenticate, forget_cached, list_freigaben, list_schluessel
from welt import Welt

LISTE = "/leitstand/schnittstellen/"
NEU = {"name": "Formularhaus 3000", "kontakt": "Telefon 0431", "land": "1", "anfragen": "60"}


@pytest.fixture
def client(welt: Welt):
    forget_cached()
    return log_in(welt.leitstand)


@pytest.fixture
def seite(client):
    """Address of a new machine's page."""
    return client.post(f"{LISTE}neu/", NEU)["Location"]


def test_from_nothing_to_a_key_that_works(client):
    assert "Noch kein Client" in text(client.get(LISTE))
    page = client.post(f"{LISTE}neu/", NEU, follow=True)
    assert "Formularhaus 3000" in text(page)
    assert "Ohne Freigabe darf der Client nichts" in text(page)
    weg = page.redirect_chain[-1][0]
    client_id = weg.removeprefix(LISTE).strip("/")
    client.post(f"{weg}freigaben/", {"befugnis": "antrag:einreichen", "mandant": "2", "leistung": "99"})
    client.post(f"{weg}freigaben/", {"befugnis": "ereignis:lesen", "mandant": "", "leistung": ""})
    found = [(f.befugnis, f.verwaltung_id, f.leistung_praefix) for f in list_freigaben(client_id)]
    assert found == [("antrag:einreichen", 2, "99"), ("ereignis:lesen", None, "")]
    shown = client.post(f"{weg}schluessel/")
    assert shown.headers["Cache-Control"] == "no-store"
    schluessel = re.search(r'value="(ozg_[^"]+)"', shown.content.decode())[1]
    zugriff = authenticate(schluessel)
    assert str(zugriff.client_id) == client_id
    assert schluessel.split("_", 2)[2] not in client.get(weg).content.decode()
    client.post(f"{weg}freigaben/", {"entfernen": "0"})
    assert [f.befugnis for f in list_freigaben(client_id)] == ["ereignis:lesen"]


def test_a_revoked_key_and_a_locked_machine_open_nothing(client, seite):
    client.post(f"{seite}schluessel/")
    client_id = seite.removeprefix(LISTE).strip("/")
    [einer] = list_schluessel(client_id)
    assert "lässt sich nicht zurücknehmen" in text(client.get(f"{seite}schluessel/{einer.kennung}/widerrufen/"))
    client.post(f"{seite}schluessel/{einer.kennung}/widerrufen/")
    assert "widerrufen" in text(client.get(seite))
    client.post(f"{seite}sperren/", {"sperren": "1"})
    assert "Dieser Client ist gesperrt" in text(client.get(seite))
    client.post(f"{seite}sperren/", {"sperren": "0"})
    assert "Dieser Client ist gesperrt" not in text(client.get(seite))


@pytest.mark.parametrize(
    ("feld", "wert", "satz"),
    [
        ("name", "", "Bitte 1 bis 200 Zeichen"),
        ("anfragen", "viele", "Bitte eine Zahl"),
        ("anfragen", "0", "Bitte 1 bis"),
        ("land", "77", "Bitte wählen Sie ein Land"),
    ],
)
def test_wrong_input_stays_and_is_explained(client, feld, wert, satz):
    page = client.post(f"{LISTE}neu/", {**NEU, feld: wert})
    assert page.status_code == 422
    assert satz in text(page)
    assert "0431" in page.content.decode()


@pytest.mark.parametrize(
    "angabe",
    [
        {"befugnis": "alles"},
        {"befugnis": "ereignis:lesen", "mandant": "9999"},
        {"befugnis": "ereignis:lesen", "mandant": "x"},
        {"befugnis": "ereignis:lesen", "leistung": "99%"},
        {"entfernen": "5"},
        {"entfernen": "-1"},
        {},
    ],
)
def test_wrong_freigaben_change_nothing(client, seite, angabe):
    page = client.post(f"{seite}freigaben/", angabe)
    assert page.status_code == 422
    assert list_freigaben(seite.removeprefix(LISTE).strip("/")) == []


def test_a_stopped_webhook_is_found_explained_and_resumed(welt: Welt, client, als_superuser):
    zugriff = neue_maschine(welt, Angabe(EREIGNISSE))
    abo = abonniere(zugriff)
    schreibe(als_superuser, [1, 2])
    stelle_zu(zugriff, abo, Empfaenger(lambda _sendung: 410))
    assert "1, 1 gestoppt" in text(client.get(LISTE))
    seite = f"{LISTE}{zugriff.client_id}/abonnement/{abo}/"
    page = text(client.get(seite))
    assert "410 (Gone)" in page
    assert "Der Empfänger hat abgelehnt." in page
    assert client.post(seite, {"ab": "31.2.2027"}).status_code == 422
    client.post(seite, {})
    empfaenger = Empfaenger()
    stelle_zu(zugriff, abo, empfaenger)
    assert sorted(empfaenger.angenommen) == [1, 2]
    heute = (clock.now() - timedelta(days=1)).strftime("%d.%m.%Y")
    assert "noch einmal gesendet" in text(client.post(seite, {"ab": heute}, follow=True))
    stelle_zu(zugriff, abo, empfaenger)
    assert sorted(empfaenger.angenommen) == [1, 1, 2, 2]
    client.post(seite, {"_tun": "pausieren"})
    assert queries.get_abonnement(zugriff.client_id, abo).zustand == "pausiert"
    assert "angehalten" in text(client.get(f"{LISTE}{zugriff.client_id}/"))


def test_a_thousand_machines_are_found_and_turned_over(welt: Welt, client, als_superuser):
    als_superuser.execute(
        "INSERT INTO client (id, name, kontakt, uebung, anfragen_je_minute, erstellt_am)"
        " SELECT gen_random_uuid(), 'Haus ' || lpad(n::text, 4, '0'), '', false, 60, now()"
        " FROM generate_series(1, 1000) n"
    )
    page = client.get(LISTE)
    assert page.content.decode().count("data-ozg-item") == 50
    weiter = re.search(r'href="(\?[^"]*name=[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert "Haus 0051" in text(client.get(LISTE + weiter))
    assert "Haus 0777" in text(client.get(LISTE, {"q": "0777"}))
    assert "Kein Client mit diesem Namen" in text(client.get(LISTE, {"q": "gibt es nicht"}))
    assert client.get(f"{LISTE}?name=Haus&id=quatsch").status_code == 200


@pytest.mark.parametrize("rest", ["", "schluessel/abc/widerrufen/", f"abonnement/{NOBODY}/"])
def test_unknown_is_not_found(client, rest):
    assert client.get(f"{LISTE}{NOBODY}/{rest}").status_code == 404
    assert client.post(f"{LISTE}{NOBODY}/{rest or 'sperren/'}", {"sperren": "1"}).status_code == 404


def test_a_foreign_webhook_is_not_found_under_another_machine(welt: Welt, client):
    eins, zwei = neue_maschine(welt, Angabe(EREIGNISSE)), neue_maschine(welt)
    abo = abonniere(eins)
    assert client.get(f"{LISTE}{zwei.client_id}/abonnement/{abo}/").status_code == 404
    assert client.get(f"{LISTE}{eins.client_id}/abonnement/{new_id()}/").status_code == 404
    gib_frei(welt, eins.client_id)
    assert client.get(f"{LISTE}{eins.client_id}/abonnement/{abo}/").status_code == 200
