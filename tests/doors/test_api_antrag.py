"""Submitting by machines: one call with data and files, errors by address, the same receipt again, practice."""

import json

import pytest

from lauf import drain
from maschinen import ALLES, TWIN, antrag, maschine, pdf, teile, uebungsmandant
from ozgcloud.core.actor import Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.models import Eingang
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import forget_cached
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import get_daten
from welt import ARS, LEISTUNG, NIEMANDSORT

PROBLEM = "application/problem+json"


def test_an_antrag_with_its_file_is_one_case(welt):
    answer = maschine().sende(welt, key="eins")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert answer.headers["Location"].endswith(f"/api/v1/antraege/{body['vorgangsnummer']}")
    assert answer.headers["ETag"] == f'"{body["vorgangsnummer"]}.0"'
    actor = welt.eins.sachbearbeitung
    with mandant_scope(1):
        fall = Vorgang.objects.get(vorgangsnummer=body["vorgangsnummer"])
        eingang = Eingang.objects.get(vorgang_id=fall.id)
    [anlage] = list_anlagen(actor, fall.id)
    assert (fall.kanal, fall.uebung, eingang.absender[:7]) == ("api", False, "client:")
    assert anlage.adresse == "F7"
    assert file_store().read_verified(anlage.verweis) == b"%PDF-1.7 Nachweis"
    assert json.loads(bytes(eingang.roh)) == antrag(welt)
    assert get_daten(actor, fall.id).antragsteller


def test_a_repetition_gets_the_same_receipt(welt):
    bot = maschine()
    first, second = bot.sende(welt, key="zwei"), bot.sende(welt, key="zwei")
    assert second.status_code == 201
    assert second.json() == first.json()
    assert second.headers["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first.headers
    with mandant_scope(1):
        assert Vorgang.objects.count() == 1


def test_other_content_under_the_same_key_is_a_conflict(welt):
    bot = maschine()
    bot.sende(welt, key="drei")
    answer = bot.sende(welt, key="drei", vorname="Berta")
    assert (answer.status_code, answer.json()["code"]) == (409, "schluessel-vergeben")
    andere = maschine().sende(welt, key="drei", vorname="Berta")
    assert andere.status_code == 201, "another machine has keys of its own"


def test_errors_are_told_by_address_and_nothing_is_taken(welt):
    bot = maschine()
    body = antrag(welt)
    body["daten"] = {**body["daten"], "F1": "", "F99": "x", "F6": {"F1": ["a"]}}
    answer = bot.ruf("POST", "/antraege", body, Idempotency_Key="vier")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM)
    fehler = {one["adresse"]: one["meldung"] for one in answer.json()["fehler"]}
    assert set(fehler) >= {"F1", "F7", "F99", "F6/F1[0]"}
    with mandant_scope(1):
        assert not Vorgang.objects.exists()


@pytest.mark.parametrize(
    ("change", "address"),
    [
        ({"onlinedienst": "gibt-es-nicht"}, "onlinedienst"),
        ({"onlinedienst": None, "leistung": "11111111111111"}, "leistung"),
        ({"onlinedienst": None}, "onlinedienst"),
        ({"leistung": LEISTUNG}, "onlinedienst"),
        ({"ort": {"ars": "999999999999"}}, "ort.ars"),
        ({"ort": {"plz": "99999"}}, "ort"),
        ({"ort": {}}, "ort"),
        ({"daten": {"F1": [{"x": []}]}}, "F1"),
        ({"unbekannt": 1}, "unbekannt"),
        ({"dateien": {"F7": {"teil": "fehlt"}}}, "F7"),
        ({"dateien": {"F7": {}}}, "F7"),
    ],
)
def test_what_is_wrong_is_named(change, address, welt):
    body = {name: value for name, value in {**antrag(welt), **change}.items() if value is not None}
    answer = maschine().ruf("POST", "/antraege", body, Idempotency_Key="fuenf")
    assert answer.status_code == 422, answer.content
    assert any(one["adresse"].startswith(address) for one in answer.json()["fehler"]), answer.json()


def test_the_place_may_be_named_by_postcode_and_name(welt):
    answer = maschine([Angabe(Befugnis.EINREICHEN)]).sende(welt, ort={"plz": "24002", "name": "Stadt 2"})
    assert answer.status_code == 201
    with mandant_scope(2):
        assert Vorgang.objects.count() == 1


def test_a_machine_for_one_office_submits_to_no_other(welt):
    answer = maschine().sende(welt, ort={"ars": ARS[2]})
    assert answer.status_code == 404, answer.content
    assert maschine().sende(welt, ort={"ars": NIEMANDSORT}).status_code == 404, "not even to the clearing"
    nur_anderes = maschine([Angabe(Befugnis.EINREICHEN, 1, "12")]).sende(welt)
    assert (nur_anderes.status_code, nur_anderes.json()["code"]) == (403, "nicht-erlaubt")


def test_what_nobody_is_competent_for_goes_to_the_clearing(welt):
    answer = maschine([Angabe(Befugnis.EINREICHEN)]).sende(welt, ort={"ars": NIEMANDSORT})
    assert answer.status_code == 201
    with mandant_scope(9):
        assert Vorgang.objects.count() == 1


def test_a_test_machine_reaches_the_practice_twin_only(welt):
    uebungsmandant()
    bot = maschine(ALLES, uebung=True)
    answer = bot.sende(welt)
    assert answer.status_code == 201, answer.content
    assert answer.json()["uebung"] is True
    with mandant_scope(TWIN):
        assert Vorgang.objects.get().uebung
    with mandant_scope(1):
        assert not Vorgang.objects.exists()
    assert bot.ruf("GET", "/vorgaenge").json()["vorgaenge"][0]["vorgangsnummer"] == answer.json()["vorgangsnummer"]


def test_without_a_twin_there_is_no_practice(welt):
    answer = maschine([Angabe(Befugnis.EINREICHEN)], uebung=True).sende(welt)
    assert answer.status_code == 409


def test_the_sender_sees_what_became_of_it_and_nobody_else(welt):
    bot = maschine()
    nummer = bot.sende(welt).json()["vorgangsnummer"]
    vorher = bot.ruf("GET", f"/antraege/{nummer}")
    assert vorher.json()["status"] == "Eingegangen"
    drain()
    nachher = bot.ruf("GET", f"/antraege/{nummer}")
    assert nachher.json()["behoerde"] == "Stadt 1"
    assert nachher.headers["ETag"] != vorher.headers["ETag"]
    assert bot.ruf("GET", f"/antraege/{nummer}", If_None_Match=nachher.headers["ETag"]).status_code == 304
    assert maschine().ruf("GET", f"/antraege/{nummer}").status_code == 404


def test_a_trial_stores_nothing(welt):
    bot = maschine()
    answer = bot.ruf("POST", "/pruefungen", antrag(welt))
    assert answer.json() == {
        "gueltig": False,
        "fehler": [{"adresse": "F7", "meldung": "Bitte laden Sie hier eine Datei hoch."}],
        "behoerde": "Stadt 1",
        "in_clearing": False,
    }
    with mandant_scope(1):
        assert not Vorgang.objects.exists()


@pytest.mark.parametrize(
    ("content", "typ", "status", "code"),
    [
        (b"{", "application/json", 400, "kein-json"),
        (b'{"daten": NaN}', "application/json", 400, "kein-json"),
        (b'{"daten": {"F1": "\\u0000"}}', "application/json", 400, "kein-json"),
        (b'{"daten": {"F1": "\\ud800"}}', "application/json", 400, "kein-json"),
        (b"\xff", "application/json", 400, "kein-json"),
        (b"[" * 100_000, "application/json", 400, "kein-json"),
        (b"[]", "application/json", 422, "eingabe-ungueltig"),
        (b"{}", "text/plain", 415, "format-nicht-moeglich"),
        (b"{}", "application/json; charset=latin-1", 415, "zeichenkodierung"),
        (b"x", "multipart/form-data; boundary=a", 422, "eingabe-ungueltig"),
        (b"x", "multipart/form-data", 400, "anfrage-unlesbar"),
    ],
)
def test_unreadable_bodies_are_problems(content, typ, status, code, welt):
    answer = maschine().ruf("POST", "/antraege", content, Idempotency_Key="x", Content_Type=typ)
    assert (answer.status_code, answer.headers["Content-Type"], answer.json()["code"]) == (status, PROBLEM, code)


@pytest.mark.parametrize("key", [None, "", "mit leerzeichen", "ü", "x" * 129])
def test_every_submission_needs_its_key(key, welt):
    headers = {} if key is None else {"Idempotency_Key": key}
    answer = maschine().ruf("POST", "/antraege", antrag(welt), **headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-fehlt")


def test_a_file_that_is_none_is_refused_at_its_field(welt):
    bot = maschine()
    parts = {**teile(welt), "F7": pdf(b"MZ\x90")}
    answer = bot.browser.post(
        "/api/v1/antraege",
        parts,
        headers={"Authorization": f"Bearer {bot.schluessel.text}", "Idempotency-Key": "datei"},
    )
    assert (answer.status_code, answer.json()["fehler"][0]["adresse"]) == (422, "F7")


def test_a_part_may_carry_any_name_when_the_antrag_says_which_field_it_is_for(welt):
    bot = maschine()
    parts = {"antrag": json.dumps(antrag(welt, dateien={"F7": {"teil": "scan"}})), "scan": pdf()}
    answer = bot.browser.post(
        "/api/v1/antraege",
        parts,
        headers={"Authorization": f"Bearer {bot.schluessel.text}", "Idempotency-Key": "name"},
    )
    assert answer.status_code == 201
    with mandant_scope(1):
        fall = Vorgang.objects.get()
    reader = welt.eins.sachbearbeitung
    assert Rollenzuweisung(Rolle.USER, welt.eins.einheit) in reader.rollen
    assert [anlage.adresse for anlage in list_anlagen(reader, fall.id)] == ["F7"]


def test_an_answer_once_given_stays_when_the_freigabe_is_gone(welt):
    bot = maschine()
    first = bot.sende(welt, key="bleibt")
    set_freigaben(system_actor(None, "pruefung"), client_id=bot.client_id, freigaben=[])
    forget_cached()
    again, other = bot.sende(welt, key="bleibt"), bot.sende(welt, key="bleibt", vorname="Berta")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotent-Replay"] == "true"
    assert other.status_code == bot.sende(welt, key="neu").status_code == 403
