"""Answering item by item by HTTP: texts, files, not having it; nobody else gets in; nothing is lost."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from doors.portal_welt import PDF, PNG, seitentext, upload
from gang import Fall, reiche_ein
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.nachforderung.actions.save_nachforderung import save_nachforderung
from ozgcloud.nachforderung.actions.send_nachforderung import send_nachforderung
from ozgcloud.nachforderung.actions.withdraw_nachforderung import withdraw_nachforderung
from ozgcloud.nachforderung.inhalt import Inhalt
from ozgcloud.nachforderung.queries import Nachforderungsstand, list_nachforderungen
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.nachforderung.rules.stand import Postenart
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle

POSTEN = (Fehlstelle("Impfpass", Postenart.UNTERLAGE), Fehlstelle("Rasse", Postenart.ANGABE))


@pytest.fixture
def fall(welt) -> Fall:
    cache.clear()
    found = reiche_ein(welt)
    drain()
    return found


@pytest.fixture
def eine(fall) -> Nachforderungsstand:
    inhalt = Inhalt(POSTEN, "Guten Tag", default_frist(clock.today(), "SH"))
    saved = save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt)
    send_nachforderung(fall.user, vorgang_id=fall.vorgang_id, nachforderung_id=saved.nachforderung_id)
    drain()
    return stand(fall)


def stand(fall: Fall) -> Nachforderungsstand:
    return list_nachforderungen(fall.user, fall.vorgang_id)[0]


def oeffne(fall: Fall) -> Client:
    client = Client()
    client.post("/status/", {"vorgangsnummer": fall.vorgangsnummer, "zugangscode": fall.zugangscode})
    return client


def ort(eine: Nachforderungsstand) -> str:
    return f"/status/vorgang/nachforderung/{eine.id}/"


def felder(eine: Nachforderungsstand, nummer: int, **werte: object) -> dict[str, object]:
    key = eine.posten[nummer].id
    return {f"text-{key}": "", f"weil-{key}": "", **{f"{name}-{key}": wert for name, wert in werte.items()}}


def test_the_status_page_says_what_is_wanted(fall, eine):
    page = seitentext(oeffne(fall).get("/status/vorgang/"))
    for found in ("Die Behörde braucht noch etwas von Ihnen", "0 von 2 beantwortet", "Impfpass", "Jetzt antworten"):
        assert found in page


def test_save_come_back_and_send(fall, eine):
    client = oeffne(fall)
    daten = {**felder(eine, 0, datei=upload("pass.pdf", PDF)), **felder(eine, 1, text="Dackel"), "_speichern": "1"}
    response = client.post(ort(eine), daten, follow=True)
    assert "Die Behörde sieht Ihre Antworten erst" in seitentext(response)
    again = oeffne(fall).get(ort(eine))
    assert "pass.pdf" in seitentext(again)
    assert "Dackel" in again.content.decode()
    assert [one.antwort for one in stand(fall).posten] == ["", ""]
    response = client.post(
        ort(eine), {**felder(eine, 0), **felder(eine, 1, text="Dackel"), "_senden": "1"}, follow=True
    )
    assert "Ihre Antworten sind bei der Behörde angekommen" in response.content.decode()
    assert "2 von 2 beantwortet" in seitentext(response)
    assert [one.zustand.value for one in stand(fall).posten] == ["beantwortet"] * 2
    assert 'name="_senden"' not in client.get(ort(eine)).content.decode()


def test_two_windows_never_overwrite_each_other_silently(fall, eine):
    client, key = oeffne(fall), eine.posten[1].id

    def fassung(page) -> str:
        return re.search(rf'name="fassung-{key}" value="([0-9a-f]+)"', page.content.decode())[1]

    alt = fassung(client.get(ort(eine)))
    eins = {**felder(eine, 1, text="Dackel", fassung=alt), "_speichern": "1"}
    assert client.post(ort(eine), eins).status_code == 302
    assert client.post(ort(eine), eins).status_code == 302, "the same words again are no other answer"
    zwei = client.post(ort(eine), {**felder(eine, 1, text="Terrier", fassung=alt), "_senden": "1"})
    assert zwei.status_code == 422
    assert "in einem anderen Fenster geändert" in seitentext(zwei)
    assert "Terrier" in zwei.content.decode()
    assert "Dackel" in client.get(ort(eine)).content.decode(), "what was saved is still there, and nothing was sent"
    nochmal = {**felder(eine, 1, text="Terrier", fassung=fassung(zwei)), "_speichern": "1"}
    assert client.post(ort(eine), nochmal).status_code == 302
    assert "Terrier" in client.get(ort(eine)).content.decode()


def test_several_files_at_once_and_one_of_them_refused(fall, eine):
    client = oeffne(fall)
    dateien = [upload("a.pdf", PDF), upload("b.exe", b"MZ nein"), upload("c.png", PNG)]
    response = client.post(ort(eine), {**felder(eine, 0, datei=dateien), "_senden": "1"})
    assert response.status_code == 422
    page = seitentext(response)
    assert "„b.exe“ wurde nicht übernommen" in page
    assert "a.pdf" in page
    assert "c.png" in page
    assert stand(fall).beantwortet == 0, "nothing goes out while something is wrong"


def test_a_file_can_be_removed_before_it_is_sent(fall, eine):
    client = oeffne(fall)
    client.post(ort(eine), felder(eine, 0, datei=upload("falsch.pdf", PDF)))
    (key,) = re.findall(r'name="_entfernen" value="([^"]+)"', client.get(ort(eine)).content.decode())
    response = client.post(ort(eine), {**felder(eine, 0), "_entfernen": key}, follow=True)
    assert "falsch.pdf" not in seitentext(response)
    assert client.post(ort(eine), {**felder(eine, 0), "_entfernen": key}).status_code == 302, "gone is gone"
    assert client.post(ort(eine), {**felder(eine, 0), "_entfernen": "x"}).status_code == 302


def test_a_second_click_hears_the_same(fall, eine):
    client = oeffne(fall)
    daten = {**felder(eine, 1, text="Dackel"), "_senden": "1"}
    for _ in range(2):
        assert client.post(ort(eine), daten).headers["Location"] == "/status/vorgang/"
    assert stand(fall).beantwortet == 1


def test_saying_why_not_is_enough(fall, eine):
    client = oeffne(fall)
    client.post(ort(eine), {**felder(eine, 0, weil="Der Tierarzt hat zu."), "_senden": "1"})
    assert stand(fall).posten[0].fehlt_weil == "Der Tierarzt hat zu."


def test_sending_nothing_is_explained(fall, eine):
    response = oeffne(fall).post(ort(eine), {**felder(eine, 0), **felder(eine, 1), "_senden": "1"})
    assert response.status_code == 422
    assert "Sie haben noch nichts beantwortet" in seitentext(response)


def test_too_long_a_text_is_refused_and_stays_in_the_form(fall, eine):
    response = oeffne(fall).post(ort(eine), {**felder(eine, 1, text="x" * 4_500), "_senden": "1"})
    assert response.status_code == 422
    assert "x" * 4_500 in response.content.decode()


def test_a_file_beside_too_long_a_text_is_kept(fall, eine):
    daten = {**felder(eine, 0, datei=upload("pass.pdf", PDF)), **felder(eine, 1, text="x" * 4_001), "_senden": "1"}
    response = oeffne(fall).post(ort(eine), daten)
    assert response.status_code == 422
    assert "pass.pdf" in seitentext(response)
    assert "pass.pdf" in seitentext(oeffne(fall).get(ort(eine)))


def test_nobody_else_gets_in(fall, eine, welt):
    other = reiche_ein(welt, nummer=2, seed=2)
    drain()
    stranger = oeffne(other)
    for response in (stranger.get(ort(eine)), stranger.post(ort(eine), {**felder(eine, 1, text="x"), "_senden": "1"})):
        assert response.status_code == 404
        assert "Impfpass" not in response.content.decode()
    assert Client().get(ort(eine)).headers["Location"] == "/status/"
    assert stand(fall).beantwortet == 0


def test_a_draft_of_the_office_is_nobodys_business(fall, eine):
    saved = save_nachforderung(
        fall.user, vorgang_id=fall.vorgang_id, inhalt=Inhalt(POSTEN, "Zweite", default_frist(clock.today(), "SH"))
    )
    client = oeffne(fall)
    assert client.get(f"/status/vorgang/nachforderung/{saved.nachforderung_id}/").status_code == 404
    assert "Nachforderung 2" not in seitentext(client.get("/status/vorgang/"))


def test_after_the_end_of_the_visit_texts_are_shown_once_more(fall, eine):
    response = Client().post(ort(eine), felder(eine, 1, text="Meine lange Antwort"))
    assert response.status_code == 403
    assert "Meine lange Antwort" in response.content.decode()


def test_a_withdrawn_request_takes_no_answer(fall, eine):
    client = oeffne(fall)
    withdraw_nachforderung(fall.user, vorgang_id=fall.vorgang_id, nachforderung_id=eine.id)
    response = client.post(ort(eine), {**felder(eine, 1, text="zu spät"), "_senden": "1"}, follow=True)
    assert "nicht mehr offen" in response.content.decode()
    page = seitentext(client.get("/status/vorgang/"))
    assert "Frühere Nachforderungen" in page
    assert "beendet" in seitentext(client.get(ort(eine)))
