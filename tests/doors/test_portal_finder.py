"""The Leistungsfinder by HTTP: hits, marks by place, the remembered place, old keys, and when nothing is found."""

from datetime import date

import pytest
from django.test import Client

from doors.katalog_welt import ALT, AUSWEIS, ENDE, HUND_AB, HUND_AN, make_katalog
from doors.portal_welt import SCHEMA, seitentext
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.leistung.models import Leistung
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst
from ozgcloud.portal.meinort import COOKIE
from welt import ARS, LEISTUNG, NIEMANDSORT, Welt, make_welt


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    made = make_welt(SCHEMA)
    make_katalog()
    return made


def finder(query: str, client: Client | None = None) -> str:
    return seitentext((client or Client()).get(f"/leistungen/?{query}"))


def at(ars: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = ars
    return client


# --- hits ---


@pytest.mark.parametrize(
    ("anfrage", "erster"),
    [
        ("Hund anmelden", "Hund anmelden"),
        ("hundesteuer abmelden", "Hundesteuer Abmeldung"),
        ("Perso", "Personalausweis beantragen"),
        ("Personalausweiss", "Personalausweis beantragen"),
        ("Bauantrag", "Baugenehmigung"),
    ],
)
def test_the_first_hit_is_the_right_one(welt, anfrage, erster):
    text = finder(f"q={anfrage}")
    assert text.index(erster, text.index("zu „")) < text.index("Nicht das Richtige?")


def test_a_corrected_word_is_said_and_can_be_undone(welt):
    text = finder("q=Personalausweiss")
    assert "als Personalausweis verstanden" in text
    assert "Meinten Sie etwas anderes?" in text
    assert "verstanden" not in finder("q=Personalausweis")


def test_nothing_found_says_what_to_do(welt):
    text = finder("q=qqqqqqqq")
    assert "nichts gefunden" in text
    assert "Behördennummer 115" in text
    assert "Tiere halten" in text


def test_a_lebenslage_lists_its_leistungen_and_an_unknown_one_leads_on(welt):
    text = finder("lebenslage=Tierhaltung")
    assert "Hund anmelden" in text
    assert "Personalausweis beantragen" not in text
    assert "Hundezoll" not in text, "no longer valid"
    assert "Dieses Thema gibt es nicht" in finder("lebenslage=Quatsch")


def test_without_a_question_online_comes_first_then_all_themes(welt):
    text = finder("")
    assert text.index("Prüfleistung") < text.index("Alle Themen") < text.index("Eigene und seltene Themen")


# --- by place ---


def test_hits_are_marked_by_place(welt):
    assert "Online-Dienst vorhanden" in finder("q=Prüfleistung")
    assert "online in Stadt 1" in finder("q=Prüfleistung", at(ARS[1]))
    assert "noch nicht online" in finder("q=Hund", at(ARS[1]))
    Onlinedienst.objects.update(ueberall=False)
    assert "online in" not in finder("q=Prüfleistung", at(ARS[1]))
    with mandant_scope(1):
        Dienstbetrieb.objects.create(mandant_id=1, onlinedienst=Onlinedienst.objects.get(), aktiv_von=date(2020, 1, 1))
    assert "online in Stadt 1" in finder("q=Prüfleistung", at(ARS[1]))
    assert "online in" not in finder("q=Prüfleistung", at(ARS[2]))


def test_what_is_online_here_comes_a_bit_higher(welt):
    Leistung.objects.filter(schluessel=LEISTUNG).update(name="Hund anmelden")
    make_index_again()
    text = finder("q=Hund anmelden", at(ARS[1]))
    assert text.index("online in Stadt 1") < text.index("noch nicht online")


def make_index_again() -> None:
    Leistung.objects.exclude(schluessel=LEISTUNG).delete()
    make_katalog()


def test_the_place_is_chosen_once_and_kept_without_a_name_in_addresses(welt):
    client = Client()
    response = client.get(f"/ort/?gebiet={ARS[1]}&zurueck=/leistungen/?q=Hund")
    assert response.headers["Location"] == "/leistungen/?q=Hund"
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (ARS[1], True, "Lax", "")
    assert "Ihr Ort: Stadt 1" in seitentext(client.get("/"))
    assert "Zuständig in Stadt 1" in seitentext(client.get(f"/leistung/{LEISTUNG}/"))
    assert "Postleitzahl oder Ort" in seitentext(client.get(f"/leistung/{LEISTUNG}/?anderer_ort=1"))
    client.post("/ort/", {"zurueck": "/"})
    assert "Ort wählen" in seitentext(client.get("/"))


@pytest.mark.parametrize("ziel", ["https://boese.example/", "//boese.example/", "javascript:alert(1)", "\\\\boese", ""])
def test_the_way_back_stays_on_this_site(welt, ziel):
    assert Client().get("/ort/", {"gebiet": ARS[1], "zurueck": ziel}).headers["Location"] == "/"
    assert Client().post("/ort/", {"zurueck": ziel}).headers["Location"] == "/"


@pytest.mark.parametrize("wert", ["", "x", "0" * 12, "'; DROP TABLE", "9" * 500])
def test_a_strange_cookie_is_no_place(welt, wert):
    for pfad in ("/", "/leistungen/?q=Hund", f"/leistung/{LEISTUNG}/", "/ort/"):
        assert at(wert).get(pfad).status_code == 200


# --- the page of a Leistung ---


def test_online_only_where_it_runs(welt):
    Onlinedienst.objects.update(ueberall=False)
    text = seitentext(Client().get(f"/leistung/{LEISTUNG}/?gebiet={ARS[1]}"))
    assert "Noch nicht online" in text
    assert "Jetzt online beantragen" not in text


def test_a_bare_leistung_says_so_and_names_relatives(welt):
    text = seitentext(Client().get(f"/leistung/{HUND_AN}/"))
    assert "Noch keine Beschreibung" in text
    assert "Hundesteuer Abmeldung" in text
    assert "Kosten" not in text, "empty text modules are left out"
    assert f"Leistungsschlüssel {AUSWEIS}" in seitentext(Client().get(f"/leistung/{AUSWEIS}/"))


def test_an_old_key_leads_to_its_successor(welt):
    response = Client().get(f"/leistung/{ALT}/", follow=True)
    assert response.redirect_chain == [(f"/leistung/{HUND_AN}/", 302)]
    assert "„Hundemarke“ gibt es so nicht mehr" in seitentext(response)
    text = seitentext(Client().get(f"/leistung/{ENDE}/"))
    assert "gibt es nicht mehr" in text
    assert "Ort suchen" not in text
    assert HUND_AB not in text


def test_a_place_nobody_serves_is_told(welt):
    assert "Clearingstelle" in seitentext(at(NIEMANDSORT).get(f"/leistung/{LEISTUNG}/"))
