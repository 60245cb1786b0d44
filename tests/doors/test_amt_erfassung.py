"""Typing in by HTTP: choose, type, scan, make a case of it; the letter; strangers."""

import re

import pytest
from django.test import Client

from doors.amt_zugang import log_in, somebody, text, toasts
from doors.portal_welt import PDF, field, upload
from lauf import drain
from ozgcloud.adapters.null.brief import NullBrief
from ozgcloud.core.actor import Rolle
from ozgcloud.erfassung.queries import list_erfassungen
from ozgcloud.flow import wiring
from ozgcloud.vorgang.queries import get_daten

ANGABEN = {"F1": "Erika", "F2": "Musterfrau", "F3": "Markt", "F4": "1", "F5": "24211", "F6": "Preetz"}


@pytest.fixture
def client(welt) -> Client:
    return log_in(welt.eins.sachbearbeitung)


def beginne(client: Client, welt, **anders: str):
    werte = {"onlinedienst": str(welt.onlinedienst_id), "ort": "24001", "kanal": "papier", "eingangsdatum": "1.10.2026"}
    return client.post("/amt/erfassen/", {**werte, **anders})


def sende(client: Client, ort: str, **mehr: object):
    version = field(client.get(ort).content.decode(), "_version")
    return client.post(ort, {"_version": version, **mehr})


def test_from_paper_to_case_and_letter(client, welt, monkeypatch):
    briefe = NullBrief()
    monkeypatch.setitem(wiring.BRIEF, "typst", lambda: briefe)
    ort = beginne(client, welt).headers["Location"]
    page = client.get(ort)
    assert "Papier, eingegangen am 01.10.2026" in text(page)
    saved = sende(client, ort, **ANGABEN, F7=upload("nachweis.pdf", PDF), _speichern="1")
    assert saved.status_code == 302
    fertig = sende(client, ort, **ANGABEN, _scans=[upload("a.pdf", PDF), upload("b.pdf", PDF)], _anlegen="1")
    assert fertig.headers["Location"] == f"{ort}fertig/"
    (zeile,) = list_erfassungen(welt.eins.sachbearbeitung)
    page = client.get(f"{ort}fertig/")
    assert zeile.vorgangsnummer in text(page)
    assert client.get(ort).headers["Location"] == f"{ort}fertig/"
    pdf = client.get(f"{ort}brief/")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert briefe.gesetzt[0].merkposten[0] == ("Vorgangsnummer", zeile.vorgangsnummer)
    drain()
    assert "a.pdf" in text(client.get(f"/amt/vorgang/{zeile.vorgang_id}/"))
    assert get_daten(welt.eins.sachbearbeitung, zeile.vorgang_id).antragsteller == "Erika Musterfrau"


def test_missing_answers_are_shown_and_may_stay_open(client, welt):
    ort = beginne(client, welt).headers["Location"]
    response = sende(client, ort, F1="Erika", _anlegen="1")
    assert response.status_code == 422
    assert "unvollständig" in text(response)
    assert len(re.findall(r'aria-invalid="true"', response.content.decode())) == 6
    assert 'value="Erika"' in response.content.decode()
    assert sende(client, ort, F1="Erika", _unvollstaendig="1").status_code == 302


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"eingangsdatum": "1.1.2099"}, "Dieser Tag kommt erst noch"),
        ({"eingangsdatum": "gestern"}, "Nennen Sie den Tag"),
        ({"kanal": "fax"}, "wie der Antrag gekommen ist"),
        ({"onlinedienst": ""}, "worum es geht"),
        ({"ort": "Nirgendwo"}, "Ort"),
        ({"ort": "\x00"}, "Ort"),
    ],
)
def test_odd_beginnings_are_explained(client, welt, anders, satz):
    response = beginne(client, welt, **anders)
    assert response.status_code == 422
    assert satz in text(response)
    assert list_erfassungen(welt.eins.sachbearbeitung) == []


def test_one_step_at_a_time(client, welt):
    ort = beginne(client, welt).headers["Location"]
    page = client.get(ort).content.decode()
    (key,) = re.findall(r'id="schritt-([^"]+)"', page)
    assert "?schritt=" not in page, "a form of one step offers no other"
    version = field(page, "_version")
    response = client.post(f"{ort}?schritt={key}", {"_version": version, **ANGABEN})
    assert response.headers["Location"] == f"{ort}?schritt={key}"
    assert "Musterfrau" in client.get(ort).content.decode()


def test_a_wrong_file_is_named_and_everything_else_is_kept(client, welt):
    ort = beginne(client, welt).headers["Location"]
    response = sende(client, ort, **ANGABEN, F7=upload("x.pdf", b"nein"), _anlegen="1")
    assert response.status_code == 422
    assert "„x.pdf“ wurde nicht übernommen" in text(response)
    assert "Musterfrau" in client.get(ort).content.decode()


def test_another_window_was_quicker_and_nothing_typed_is_lost(client, welt):
    ort = beginne(client, welt).headers["Location"]
    sende(client, ort, F1="Erika", _speichern="1")
    answer = client.post(ort, {"_version": "1", "F1": "Anders", "F2": "Nur hier", "_speichern": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert field(page, "F1") == "Anders"
    assert field(page, "F2") == "Nur hier"
    assert "Noch nicht gespeichert" in text(answer)
    assert "Im anderen Fenster steht hier: „Erika“." in text(answer)
    assert "Im anderen Fenster ist dieses Feld leer." in text(answer)
    assert field(client.get(ort).content.decode(), "F1") == "Erika"
    again = {"_version": field(page, "_version"), "F1": "Anders", "F2": "Nur hier", "_speichern": "1"}
    assert client.post(ort, again).status_code == 302
    assert field(client.get(ort).content.decode(), "F1") == "Anders"


def test_throwing_it_away_asks_first(client, welt):
    ort = beginne(client, welt).headers["Location"]
    assert "endgültig gelöscht" in text(client.get(f"{ort}verwerfen/"))
    response = client.post(f"{ort}verwerfen/", follow=True)
    assert toasts(response) == ["Die Erfassung ist gelöscht."]
    assert client.get(ort).status_code == 404


def test_colleagues_do_not_see_it_and_others_do_not_begin(client, welt):
    ort = beginne(client, welt).headers["Location"]
    for actor in (welt.eins.poststelle, welt.eins.fremde_einheit, welt.zwei.sachbearbeitung):
        other = log_in(actor)
        for teil in ("", "fertig/", "brief/", "verwerfen/"):
            assert other.get(f"{ort}{teil}").status_code == 404
    assert log_in(somebody(1, Rolle.FACHADMIN)).get("/amt/erfassen/").status_code == 403
