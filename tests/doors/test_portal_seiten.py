"""Public pages by HTTP, headers of all, and junk at every form: a clear page each time, never a 500."""

import string

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doors.portal_welt import GUT, SCHEMA, Buerger, seitentext
from ozgcloud.antrag.queries import get_entwurf
from ozgcloud.core.access import Recht
from ozgcloud.core.actor import system_actor
from ozgcloud.core.eingabe import clean_name
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from ozgcloud.leistung.models import Leistung
from ozgcloud.portal.status import disposition
from tueren import DOORS
from welt import ARS, LEISTUNG, NIEMANDSORT, Welt, make_welt

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OWN_NAMES = ["G1/F1", "G2[0]/F21", "G2[99999]/F20", "G3/_wahl", "G4/F41", "G4/F52", "_version", "_entfernen"]
NAME = st.sampled_from(OWN_NAMES) | st.text(max_size=30) | st.text("GF[]/_0123456789", max_size=30)
POSTED = st.dictionaries(NAME, st.text(max_size=200) | st.lists(st.text(max_size=20), max_size=3), max_size=8)


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    Leistung.objects.create(schluessel="99000000000077", name="Baumfällung", stichworte="Holz Garten")
    made = make_welt(SCHEMA)
    index_leistungen(system_actor(None, "pruefung"))
    return made


def test_every_door_has_a_right():
    doors = {door.name: door.recht for door in DOORS if door.name.startswith("portal:")}
    assert len(doors) == 28
    assert {name for name, recht in doors.items() if recht is Recht.ZUGANG} == {
        f"portal:{name}" for name in ("stand", "nachricht", "dokument", "abmelden", "nachforderung", "zuruecknehmen")
    }


@pytest.mark.parametrize("ort", ["/", "/leistungen/", "/status/", "/antrag/fortsetzen/", "/impressum/"])
def test_public_page_has_one_heading_and_strict_headers(welt, ort):
    response = Client().get(ort)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_personal_pages_stay_out_of_caches(welt):
    buerger = Buerger()
    assert buerger.client.get(buerger.beginne(), follow=True).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("begriff", "trifft"), [("holz", True), ("BAUM garten", True), ("xyz", False), ("%", False)])
def test_search_in_own_words(welt, begriff, trifft):
    text = seitentext(Client().get("/leistungen/", {"q": begriff}))
    assert ("Baumfällung" in text) == trifft
    assert trifft or "nichts gefunden" in text


@pytest.mark.parametrize("wert", ["\x00", "'", "😀", "a" * 5_000, "²", "<script>", "%", "_"])
@pytest.mark.parametrize("ort", ["/leistungen/?q=", f"/leistung/{LEISTUNG}/?ort=", f"/leistung/{LEISTUNG}/?gebiet="])
def test_strange_queries_get_a_page(welt, ort, wert):
    pfad, _, name = ort.partition("?")
    response = Client().get(pfad, {name.rstrip("="): wert})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("</head>")[1]


# --- places ---


def test_several_places_are_a_question(welt):
    text = seitentext(Client().get(f"/leistung/{LEISTUNG}/?ort=stadt"))
    assert "Welchen Ort meinen Sie?" in text
    assert "Jetzt online beantragen" not in text


def test_unknown_competence_goes_to_clearing_and_says_so(welt):
    text = seitentext(Client().get(f"/leistung/{LEISTUNG}/?gebiet={NIEMANDSORT}"))
    assert "Clearingstelle" in text
    assert "Jetzt online beantragen" in text


def test_not_yet_online_names_the_office(welt):
    text = seitentext(Client().get(f"/leistung/99000000000077/?gebiet={ARS[1]}"))
    assert "Noch nicht online" in text
    response = Client().post("/leistung/99000000000077/beginnen/", {"gebiet": ARS[1]})
    assert response.status_code == 409
    assert "noch nicht online" in seitentext(response)


@pytest.mark.parametrize("ort", ["/leistung/1/", "/online/gibtesnicht/", "/gibtesnicht/"])
def test_what_does_not_exist(welt, ort):
    assert Client().get(ort).status_code == 404


@pytest.mark.parametrize("gebiet", ["", "010000000000", "\x00", "x" * 500])
def test_beginning_without_a_place(welt, gebiet):
    response = Client().post(f"/leistung/{LEISTUNG}/beginnen/", {"gebiet": gebiet})
    assert response.status_code == 404
    assert "Bitte wählen Sie einen Ort" in seitentext(response)


@pytest.mark.parametrize("ort", [f"/leistung/{LEISTUNG}/beginnen/", "/online/pruefdienst/beginnen/"])
def test_opened_address_of_the_start_button_leads_to_its_page(welt, ort):
    assert Client().get(ort).headers["Location"] == ort.removesuffix("beginnen/")


# --- forms ---


def test_form_from_a_foreign_page_is_refused(welt):
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"/leistung/{LEISTUNG}/beginnen/", {"gebiet": ARS[1]})
    assert response.status_code == 403
    assert "zu lange offen" in seitentext(response)


@FEW
@given(daten=POSTED)
def test_posted_junk_never_breaks_a_step(welt, daten):
    buerger = Buerger()
    buerger.beginne()
    response = buerger.client.post(buerger.pfad("G2"), daten)
    assert response.status_code in (302, 409, 413, 422)
    assert buerger.client.get(buerger.pfad("G2")).status_code == 200
    assert buerger.client.get(f"{buerger.antrag}pruefen/").status_code == 200


@FEW
@given(rumpf=st.binary(max_size=400), art=st.sampled_from(["multipart/form-data; boundary=x", "text/plain", "a/b"]))
def test_broken_body_gets_a_page(welt, rumpf, art):
    buerger = Buerger()
    buerger.beginne()
    response = buerger.client.generic("POST", buerger.pfad("G1"), b"--x\r\n" + rumpf, art)
    assert response.status_code in (302, 400, 422)


@FEW
@given(werte=st.dictionaries(st.sampled_from(list(GUT["G1"])), st.text(max_size=12_000), max_size=8))
def test_every_text_comes_back_as_typed(welt, werte):
    buerger = Buerger()
    buerger.beginne()
    response = buerger.client.post(buerger.pfad("G1"), {**werte, "_weiter": "1"})
    assert response.status_code in (302, 422)
    kept = {name: text.replace("\x00", "\ufffd") if text.strip() else "" for name, text in werte.items()}
    assert get_entwurf(buerger.geheimnis).eingaben == kept


@given(name=st.text(max_size=400))
def test_file_names_are_made_harmless(name):
    clean = clean_name(name)
    assert 0 < len(clean) <= 160
    assert clean.isprintable()
    header = disposition(clean)
    assert header.isascii()
    assert not set(header) & set("\r\n")


def test_file_name_keeps_its_ending():
    assert clean_name("Ä" * 300 + ".pdf").endswith("Ä.pdf")
    assert clean_name("\u202egpj.exe\u202c.pdf") == "gpj.exe.pdf"
    assert set(disposition('a"b;ü.pdf').split("filename=")[1][:12]) <= set(string.printable)
