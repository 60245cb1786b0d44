"""Asking the applicant by HTTP: write, preview, send, judge; stale pages and strangers."""

from datetime import timedelta

import pytest
from django.test import Client

from doors.amt_zugang import adresse, log_in, text, toasts
from doors.portal_welt import field
from gang import Fall, in_bearbeitung
from lauf import drain
from ozgcloud.adapters.null.brief import NullBrief
from ozgcloud.core import clock
from ozgcloud.core.actor import citizen_actor
from ozgcloud.flow import wiring
from ozgcloud.nachforderung.actions.save_antworten import Antwort, save_antworten
from ozgcloud.nachforderung.actions.send_antworten import send_antworten
from ozgcloud.nachforderung.queries import Nachforderungsstand, list_nachforderungen
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.postfach.queries import list_nachrichten

NEU = "nachforderung/neu/"


@pytest.fixture
def fall(welt) -> Fall:
    found = in_bearbeitung(welt)
    drain()
    return found


@pytest.fixture
def client(fall) -> Client:
    return log_in(fall.user)


def eine(fall: Fall) -> Nachforderungsstand:
    return list_nachforderungen(fall.user, fall.vorgang_id)[0]


def formular(**anders: object) -> dict[str, object]:
    frist = default_frist(clock.today(), "SH")
    werte = {"unterlagen": "Impfpass\nFoto", "angaben": "Rasse?", "frist": f"{frist:%d.%m.%Y}", "anschreiben": "Hallo"}
    return {**werte, **anders}


def schreibe(client: Client, fall: Fall) -> Nachforderungsstand:
    client.post(adresse(fall, NEU), formular())
    return eine(fall)


def sende(client: Client, fall: Fall) -> Nachforderungsstand:
    found = schreibe(client, fall)
    client.post(adresse(fall, f"nachforderung/{found.id}/senden/"), {"version": found.version})
    drain()
    return eine(fall)


def test_write_look_and_send(client, fall):
    page = client.get(adresse(fall, NEU))
    assert "§ 26 Absatz 2 VwVfG" in text(page)
    assert field(page.content.decode(), "frist") == f"{default_frist(clock.today(), 'SH'):%d.%m.%Y}"
    response = client.post(adresse(fall, NEU), formular())
    preview = client.get(response.headers["Location"])
    assert "1. Impfpass" in text(preview)
    assert list_nachrichten(fall.user, fall.vorgang_id) == [], "a preview sends nothing"
    assert "Entwurf, noch nicht gesendet" in text(client.get(adresse(fall)))
    response = client.post(
        adresse(fall, f"nachforderung/{eine(fall).id}/senden/"), {"version": eine(fall).version}, follow=True
    )
    assert "gesendet" in toasts(response)[0]
    assert "0 von 3 beantwortet" in text(response)
    assert fall.vorgang().wartet_auf == "antragsteller"


def test_errors_come_back_with_everything_typed(client, fall):
    response = client.post(adresse(fall, NEU), formular(unterlagen=" ", angaben="", frist="31.12.1999"))
    assert response.status_code == 422
    for found in ("Nennen Sie mindestens eine Unterlage", "Lassen Sie mindestens"):
        assert found in text(response)
    assert field(response.content.decode(), "frist") == "31.12.1999"
    assert list_nachforderungen(fall.user, fall.vorgang_id) == []


@pytest.mark.parametrize("frist", ["", "morgen", "99.99.9999", "1.1.2030", "\x00"])
def test_odd_deadlines_are_explained(client, fall, frist):
    response = client.post(adresse(fall, NEU), formular(frist=frist))
    assert response.status_code == 422
    assert 'id="id_frist_error"' in response.content.decode()


def test_the_later_one_of_two_is_told(client, fall):
    found = schreibe(client, fall)
    ort = adresse(fall, f"nachforderung/{found.id}/")
    assert client.post(ort, formular(version=found.version, unterlagen="Nur das Foto")).status_code == 302
    late = client.post(ort, formular(version=found.version, unterlagen="Etwas anderes"))
    assert late.status_code == 409
    assert "Jemand anderes hat diese Nachforderung inzwischen geändert" in text(late)
    assert "Etwas anderes" in late.content.decode(), "nothing typed is lost"
    assert [one.titel for one in eine(fall).posten] == ["Nur das Foto", "Rasse?"]
    stale = client.post(adresse(fall, f"nachforderung/{found.id}/senden/"), {"version": found.version}, follow=True)
    assert "inzwischen geändert" in toasts(stale)[0]
    assert eine(fall).ist_ungesendet


def test_answers_are_judged_one_by_one(client, fall):
    found = sende(client, fall)
    ids = {"vorgang_id": fall.vorgang_id, "nachforderung_id": found.id}
    antworten = {one.id: Antwort(f"Antwort {one.nummer}") for one in found.posten}
    save_antworten(citizen_actor(1), **ids, antworten=antworten)
    assert "Antwort 1" not in text(client.get(adresse(fall)))
    send_antworten(citizen_actor(1), **ids)
    page = text(client.get(adresse(fall)))
    assert "3 von 3 beantwortet, 3 zu prüfen" in page
    assert "Antwort 1" in page
    erster, zweiter, dritter = (f"nachforderung/{found.id}/posten/{one.id}/" for one in found.posten)
    client.post(adresse(fall, f"{erster}annehmen/"))
    assert "nicht leer" in toasts(client.post(adresse(fall, f"{zweiter}zurueckgeben/"), follow=True))[-1]
    client.post(adresse(fall, f"{zweiter}zurueckgeben/"), {"grund": "Bitte schärfer."})
    assert [one.zustand.value for one in eine(fall).posten] == ["angenommen", "zurueckgegeben", "beantwortet"]
    client.post(adresse(fall, f"{dritter}annehmen/"))
    again = client.post(adresse(fall, f"{dritter}annehmen/"), follow=True)
    assert "nicht oder nicht mehr zu prüfen" in toasts(again)[-1]
    client.post(adresse(fall, f"nachforderung/{found.id}/abschliessen/"), {"version": eine(fall).version})
    assert not eine(fall).ist_offen


def test_more_time_and_another_list(client, fall):
    found = sende(client, fall)
    ort = adresse(fall, f"nachforderung/{found.id}/")
    assert "Foto" in client.get(ort).content.decode()
    neu = default_frist(clock.today(), "SH", 60)
    response = client.post(ort, formular(version=found.version, unterlagen="Foto", angaben="", frist=neu.isoformat()))
    assert response.status_code == 302
    assert ([one.titel for one in eine(fall).posten], eine(fall).frist) == (["Foto"], neu)


def test_withdraw_asks_first_and_says_so(client, fall):
    found = sende(client, fall)
    ort = adresse(fall, f"nachforderung/{found.id}/zurueckziehen/")
    assert "muss nichts mehr nachreichen" in text(client.get(ort))
    client.post(ort, {"version": found.version, "grund": "Hat sich erledigt."})
    assert "Hat sich erledigt." in list_nachrichten(fall.user, fall.vorgang_id)[-1].text
    assert "Zurückgezogen" in text(client.get(adresse(fall)))


def test_the_light_of_the_deadline(client, fall):
    sende(client, fall)
    assert "ozg-frist--ok" in client.get(adresse(fall)).content.decode()
    with clock.moved_by(timedelta(days=60)):
        assert "Überfällig" in text(client.get(adresse(fall)))


def test_the_same_on_paper(client, fall, monkeypatch):
    briefe = NullBrief()
    monkeypatch.setitem(wiring.BRIEF, "typst", lambda: briefe)
    found = schreibe(client, fall)
    ort = adresse(fall, f"nachforderung/{found.id}/brief/")
    assert "Senden Sie die Nachforderung zuerst" in toasts(client.get(ort, follow=True))[0]
    client.post(adresse(fall, f"nachforderung/{found.id}/senden/"), {"version": found.version})
    assert client.get(ort).headers["Content-Type"] == "application/pdf"
    assert briefe.gesetzt[0].liste == ("Impfpass", "Foto", "Rasse?")
    assert briefe.gesetzt[0].merkposten[0] == ("Vorgangsnummer", fall.vorgangsnummer)
