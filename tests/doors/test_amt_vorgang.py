"""The case page by HTTP: its parts, what is written there, files, and that nothing typed is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from doors.amt_zugang import adresse, at_clearing, log_in, rename, somebody, steps, text, toasts
from gang import entschieden, in_bearbeitung, reiche_ein
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.datakeys import forget_keys
from ozgcloud.core.folder import open_folder
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.vorgang.queries import Filter, list_historie, list_notizen, list_vorgaenge
from welt import NIEMANDSORT, Welt, submit

TEILE = ("", "dateien/", "nachrichten/", "notizen/", "bescheid/", "uebergaben/", "historie/")


@pytest.fixture
def fall(welt: Welt):
    made = reiche_ein(welt)
    drain()
    return made


@pytest.fixture
def client(fall):
    return log_in(fall.user)


@pytest.mark.parametrize("teil", TEILE)
def test_every_part_opens_and_names_the_case(client, fall, teil):
    response = client.get(adresse(fall, teil), follow=True)
    assert response.status_code == 200
    assert fall.vorgangsnummer in text(response)
    assert response.headers["Cache-Control"] == "no-store"


def test_every_opening_is_in_the_journal(client, fall):
    client.get(adresse(fall))
    reads = [zeile for zeile in list_historie(fall.user, fall.vorgang_id) if zeile.typ == "VorgangRead"]
    assert [zeile.akteur_id for zeile in reads] == [fall.user.id]
    assert "1 Lesezugriff zeigen" in text(client.get(adresse(fall, "historie/"), follow=True)).replace(
        "2 Lesezugriffe", "1 Lesezugriff"
    )
    assert "Der Vorgang wurde geöffnet." in text(client.get(adresse(fall, "historie/") + "?lesen=1", follow=True))


def test_history_names_people_and_steps(client, fall):
    client.post(adresse(fall, "schritt/annehmen/"))
    client.post(adresse(fall, "zuweisen/"), {"person": fall.user.id})
    page = text(client.get(adresse(fall, "historie/"), follow=True))
    assert "Der Vorgang wurde angenommen." in page
    assert "Zugewiesen an Person A 1." in page
    assert "Person A 1" in page
    assert "Antragstellende Person" in page


def test_why_it_is_here(client, fall):
    page = text(client.get(adresse(fall)))
    assert "Zuständig ist „Amt A“, weil genau eine Regel auf Leistung und Ort passt." in page
    assert "Zuständigkeit offen" not in page


def test_clearing_says_what_is_open_and_what_to_do(welt):
    submit(welt, ars=NIEMANDSORT)
    actor = at_clearing()
    client = log_in(actor)
    zeile = list_vorgaenge(actor, Filter())[0][0]
    page = text(client.get(f"/amt/vorgang/{zeile.id}/"))
    assert "Die Zuständigkeit ist offen" in page
    assert "Für diese Leistung an diesem Ort ist keine Stelle eingetragen." in page
    assert "Niemandsort" in page


def test_download_is_attachment_logged_and_verified(client, fall):
    anlage = list_anlagen(fall.user, fall.vorgang_id)[0]
    response = client.get(adresse(fall, f"datei/{anlage.datei_id}/"))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert len(response.content) == anlage.groesse
    assert "DateiRead" in {zeile.typ for zeile in list_historie(fall.user, fall.vorgang_id)}
    with open_folder().open(anlage.schluessel) as file:
        path = Path(file.name)
    path.write_bytes(path.read_bytes() + b"!")
    broken = client.get(adresse(fall, f"datei/{anlage.datei_id}/"))
    assert broken.status_code == 422
    assert "Prüfsumme" in text(broken)


def test_without_the_keys_a_download_says_try_later(client, fall, settings):
    forget_keys()
    settings.ENV = replace(settings.ENV, key_ring=settings.ENV.data_dir / "fehlt")
    response = client.get(adresse(fall, f"datei/{list_anlagen(fall.user, fall.vorgang_id)[0].datei_id}/"))
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "Schlüsselring" in text(response)


def test_file_with_malware_stays_locked(client, fall):
    anlage = list_anlagen(fall.user, fall.vorgang_id)[0]
    with mandant_scope(fall.verwaltung.id):
        Datei.objects.filter(id=anlage.datei_id).update(scan=ScanStatus.BEFUND)
    assert client.get(adresse(fall, f"datei/{anlage.datei_id}/")).status_code == 409
    page = client.get(adresse(fall, "dateien/"), follow=True)
    assert "Schadsoftware gefunden, gesperrt" in text(page)
    assert f"datei/{anlage.datei_id}" not in page.content.decode()


def test_file_of_another_case_is_not_found(welt, client, fall):
    other = reiche_ein(welt, seed=2)
    drain()
    anlage = list_anlagen(other.user, other.vorgang_id)[0]
    assert client.get(adresse(fall, f"datei/{anlage.datei_id}/")).status_code == 404


def test_note_is_written_once_and_kept_on_error(client, fall):
    ziel = adresse(fall, "notizen/")
    empty = client.post(ziel, {"text": "  ", "schluessel": "a"})
    assert empty.status_code == 422
    assert "Dieses Feld darf nicht leer sein." in text(empty)
    for _ in range(2):
        assert toasts(client.post(ziel, {"text": "Zeile 1\r\nZeile 2 <b>", "schluessel": "a"}, follow=True)) == [
            "Die Notiz ist gespeichert."
        ]
    assert [notiz.text for notiz in list_notizen(fall.user, fall.vorgang_id)] == ["Zeile 1\nZeile 2 <b>"]
    assert b"Zeile 2 &lt;b&gt;" in client.get(ziel, follow=True).content


def test_message_is_sent_once_and_kept_on_error(client, fall):
    ziel = adresse(fall, "nachrichten/")
    half = client.post(ziel, {"betreff": "", "text": "Bitte den Lageplan 🌳 nachreichen", "schluessel": "b"})
    assert half.status_code == 422
    assert "Bitte den Lageplan 🌳 nachreichen" in half.content.decode()
    assert 'value="b"' in half.content.decode()
    for _ in range(2):
        client.post(ziel, {"betreff": "Lageplan", "text": "Bitte nachreichen", "schluessel": "b"})
    assert [n.betreff for n in list_nachrichten(fall.user, fall.vorgang_id)] == ["Lageplan"]


@pytest.mark.parametrize("laenge", [20_001])
def test_endless_text_comes_back_whole(client, fall, laenge):
    response = client.post(adresse(fall, "notizen/"), {"text": "ä" * laenge})
    assert response.status_code == 422
    assert "Höchstens 20000 Zeichen" in text(response)
    assert "ä" * laenge in response.content.decode()


def test_assigning_can_be_taken_back(client, fall):
    kollegin = somebody(fall.verwaltung.id, Rolle.USER, fall.verwaltung.einheit, "Kim Kollegin")
    log_in(kollegin)
    fremd = somebody(fall.verwaltung.id, Rolle.DATENSCHUTZ, name="Dana Datenschutz")
    log_in(fremd)
    page = client.post(adresse(fall, "zuweisen/"), {"person": kollegin.id}, follow=True)
    assert str(kollegin.id) in page.content.decode()
    assert "Dana Datenschutz" not in text(page)
    assert toasts(page) == ["Der Vorgang ist zugewiesen."]
    assert "zugewiesen an Kim Kollegin" in text(page)
    undo = f"{adresse(fall, 'zuweisen/')}?person="
    assert undo in page.content.decode()
    assert "niemandem zugewiesen" in text(client.post(undo, follow=True))


@pytest.mark.parametrize("person", ["quatsch", "00000000-0000-7000-8000-000000000000"])
def test_unknown_assignee_is_refused(client, fall, person):
    response = client.post(adresse(fall, "zuweisen/"), {"person": person})
    assert response.status_code == 422
    assert "gibt es" in text(response)


def test_person_of_another_mandant_cannot_be_assigned(welt, client, fall):
    assert client.post(adresse(fall, "zuweisen/"), {"person": welt.zwei.sachbearbeitung.id}).status_code == 422


def test_ended_session_shows_what_was_typed(client, fall):
    client.logout()
    response = client.post(adresse(fall, "notizen/"), {"text": "Ein langer Gedanke", "schluessel": "x"})
    assert response.status_code == 403
    assert "Ihre Sitzung ist abgelaufen" in text(response)
    assert "Ein langer Gedanke" in response.content.decode()
    assert client.get(adresse(fall)).headers["Location"].startswith("/amt/anmelden/?next=")


def test_next_case_follows_the_list_last_seen(welt, client, fall):
    newer = reiche_ein(welt, seed=3)
    client.get("/amt/?status=Neu")
    assert client.get(adresse(newer, "naechster/")).headers["Location"] == adresse(fall)
    assert client.get(adresse(fall, "naechster/")).headers["Location"] == "/amt/?status=Neu"
    assert 'href="/amt/?status=Neu"' in client.get(adresse(fall)).content.decode()


def test_poststelle_sees_the_case_but_may_only_discard(welt, fall):
    post = log_in(welt.eins.poststelle)
    page = post.get(adresse(fall))
    assert steps(page) == {"verwerfen"}
    assert "Mir zuweisen" not in text(page)
    assert post.post(adresse(fall, "notizen/"), {"text": "Hallo Welt"}).status_code == 403
    assert post.post(adresse(fall, "schritt/annehmen/")).status_code == 403
    assert post.get(adresse(in_bearbeitung(welt, seed=4))).status_code == 404


def test_names_of_others_never_show(welt, client, fall):
    fremd = entschieden(welt, nummer=2)
    rename(fremd.verwaltung, fremd.vorgang_id, "Kanarienvogel Zwei")
    for teil in TEILE:
        assert client.get(adresse(fremd, teil)).status_code == 404
        assert "Kanarienvogel" not in client.get(adresse(fall, teil), follow=True).content.decode()
    assert "Kanarienvogel" not in client.get("/amt/?suche=kanarienvogel").content.decode().replace(
        'value="kanarienvogel"', ""
    )
