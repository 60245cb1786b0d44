"""The status page by HTTP: in with number and code, nobody else, messages and documents."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

import gang
from doors.portal_welt import SCHEMA, seitentext
from gang import Fall
from lauf import drain
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.portal import zugang
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from welt import Welt, make_welt


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    cache.clear()
    return make_welt(SCHEMA)


@pytest.fixture
def fall(welt: Welt) -> Fall:
    found = gang.in_bearbeitung(welt)
    drain()
    return found


def oeffne(fall: Fall, client: Client | None = None, **anders: str):
    client = client or Client()
    werte = {"vorgangsnummer": fall.vorgangsnummer, "zugangscode": fall.zugangscode, **anders}
    return client, client.post("/status/", werte)


def test_number_and_code_open_the_page(fall):
    client, response = oeffne(fall)
    assert response.headers["Location"] == "/status/vorgang/"
    text = seitentext(client.get("/status/vorgang/"))
    for found in (fall.vorgangsnummer, "In Bearbeitung", "Ihr Antrag wird bearbeitet.", "Stadt 1", "Amt A"):
        assert found in text


def test_writing_does_not_matter(fall):
    nummer, code = fall.vorgangsnummer.lower().replace("-", " "), fall.zugangscode.lower().replace("-", "")
    assert oeffne(fall, vorgangsnummer=nummer, zugangscode=f" {code} ")[1].status_code == 302


def test_unknown_number_and_wrong_code_look_the_same(welt, fall):
    anderer = gang.reiche_ein(welt, nummer=2, seed=2)
    _, falsch = oeffne(fall, zugangscode="22222-22222")
    _, fremd = oeffne(fall, zugangscode=anderer.zugangscode)
    assert falsch.status_code == fremd.status_code == 422
    assert seitentext(falsch) == seitentext(fremd)
    assert "keinen Antrag gefunden" in seitentext(falsch)


@pytest.mark.parametrize("text", ["", "x", "\x00", "😀" * 500, "OZG-2222-2222-2222", "'; DROP TABLE vorgang; --"])
def test_strange_input_is_explained(fall, text):
    response = oeffne(fall, vorgangsnummer=text, zugangscode=text)[1]
    assert response.status_code == 422
    assert "Bitte prüfen Sie" in seitentext(response)


def test_guessing_is_slowed_down(fall):
    client = Client()
    for _ in range(zugang.MAX_FAILURES):
        assert oeffne(fall, client, zugangscode="22222-22222")[1].status_code == 422
    response = oeffne(fall, client)[1]
    assert response.status_code == 429
    assert "zehn Minuten" in seitentext(response)
    assert oeffne(fall)[1].status_code == 302, "another browser at the same address is not locked out"


def test_guessing_with_ever_new_browsers_is_slowed_down_too(fall):
    for _ in range(zugang.MAX_FAILURES_OF_NUMBER):
        zugang_client = Client()
        oeffne(fall, zugang_client, zugangscode="22222-22222")
    assert oeffne(fall)[1].status_code == 429


@pytest.mark.parametrize("ort", ["vorgang/", "dokument/00000000-0000-7000-8000-000000000000/"])
def test_without_access_there_is_only_the_form(welt, ort):
    assert Client().get(f"/status/{ort}").headers["Location"] == "/status/"


def test_leaving_closes_the_page(fall):
    client, _ = oeffne(fall)
    client.post("/status/abmelden/")
    assert client.get("/status/vorgang/").headers["Location"] == "/status/"


def _expire(client: Client) -> None:
    session = client.session
    session[zugang.SESSION_KEY] = {**session[zugang.SESSION_KEY], "bis": time.time() - 1}
    session.save()


def test_access_ends_after_an_hour(fall):
    client, _ = oeffne(fall)
    _expire(client)
    assert client.get("/status/vorgang/").headers["Location"] == "/status/"


def test_a_message_survives_the_end_of_access(fall):
    client, _ = oeffne(fall)
    _expire(client)
    response = client.post("/status/vorgang/nachricht/", {"text": "Bitte <b>warten</b>"})
    assert "Ihre Nachricht ist noch da" in seitentext(response)
    assert 'value="Bitte &lt;b&gt;warten&lt;/b&gt;"' in response.content.decode()
    _, danach = oeffne(fall, client, text="Bitte <b>warten</b>")
    assert "Bitte <b>warten</b>" in seitentext(danach)


def test_messages_go_both_ways(fall):
    send_nachricht(fall.user, vorgang_id=fall.vorgang_id, betreff="Nachweis", text="Bitte senden Sie ein Foto.")
    client, _ = oeffne(fall)
    response = client.post("/status/vorgang/nachricht/", {"text": "Zeile 1\r\nZeile 2 😀\x00"}, follow=True)
    text = seitentext(response)
    for found in ("Bitte senden Sie ein Foto.", "Zeile 2 😀", "bei der Behörde angekommen"):
        assert found in text


@pytest.mark.parametrize("text", ["", "  ", "x" * 30_000])
def test_message_that_cannot_be_sent_is_kept(fall, text):
    client, _ = oeffne(fall)
    response = client.post("/status/vorgang/nachricht/", {"text": text})
    assert response.status_code == 422
    assert text.strip() in response.content.decode()


def test_document_is_delivered_once_issued(welt):
    fall = gang.entschieden(welt)
    client, _ = oeffne(fall)
    assert "Dokumente für Sie" not in seitentext(client.get("/status/vorgang/"))
    issue_bescheid(fall.user, bescheid_id=fall.bescheid().id)
    drain()
    html = client.get("/status/vorgang/").content.decode()
    pfad = html.split('href="/status/dokument/')[1].split('"')[0]
    response = client.get(f"/status/dokument/{pfad}")
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')
    text = seitentext(client.get("/status/vorgang/"))
    assert "zuerst abgerufen am" in text
    assert "Bescheid liegt vor" in text
    fremder, _ = oeffne(gang.reiche_ein(welt, nummer=2, seed=2))
    drain()
    assert fremder.get(f"/status/dokument/{pfad}").status_code == 404
