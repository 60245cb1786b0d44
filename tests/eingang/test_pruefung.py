"""Files are checked by a real clamd before anybody gets them; malware locks the file and calls a person."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from contracts.clamd import EICAR, STREAM_MAX_MB, Virenwache
from contracts.seaweed import free_ports
from doors.amt_zugang import adresse, log_in, text
from gang import Fall, reiche_ein
from lauf import drain, relay_all
from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.antrag.actions.submit_antrag import submit_antrag
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.core import dateilage
from ozgcloud.core.actor import citizen_actor, system_actor
from ozgcloud.core.port import Scanergebnis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.eingang.actions.record_scan import record_scan
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.eingang.rules import access_hash, require_code
from ozgcloud.flow.dateien import rescan_files
from ozgcloud.flow.run import key_of, run_consequence
from ozgcloud.postfach.queries import find_zugang
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.queries import list_historie
from ozgcloud.vorgang.rules import Schritt
from welt import ARS, fill_entwurf

SCAN = "scan_dateien"


@pytest.fixture(scope="module")
def wache(tmp_path_factory):
    server = Virenwache(tmp_path_factory.mktemp("clamd"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mit_scanner(wache, settings):
    settings.ENV = replace(django_settings.ENV, clamd=wache.address)
    return wache


@pytest.fixture
def scanner_fehlt(settings):
    settings.ENV = replace(django_settings.ENV, clamd=f"127.0.0.1:{free_ports(1)[0]}")


def reiche_malware_ein(welt, als_superuser) -> Fall:
    """The same Antrag, with a PDF that carries the test signature."""
    return reiche_pdf_ein(welt, als_superuser, b"%PDF-1.7 " + EICAR)


def reiche_pdf_ein(welt, als_superuser, inhalt: bytes) -> Fall:
    """The same Antrag, with these bytes as its file."""
    geheimnis = fill_entwurf(welt, ars=ARS[1])
    for (feld,) in als_superuser.execute("SELECT adresse FROM entwurf_datei").fetchall():
        ablage = file_store().put(iter([inhalt]), medientyp="application/pdf")
        attach_datei(citizen_actor(), geheimnis=geheimnis, adresse=feld, name="Plan.pdf", ablage=ablage)
    empfang = submit_antrag(citizen_actor(), geheimnis=geheimnis)
    zugang = access_hash(django_settings.SECRET_KEY, empfang.vorgangsnummer, require_code(empfang.zugangscode))
    return Fall(welt.eins, find_zugang(zugang).vorgang_id, empfang.vorgangsnummer, empfang.zugangscode)


def datei_of(fall: Fall):
    return list_anlagen(fall.user, fall.vorgang_id)[0]


def download(fall: Fall):
    return log_in(fall.user).get(adresse(fall, f"datei/{datei_of(fall).datei_id}/"))


def scan_again(fall: Fall) -> timedelta | None:
    (opened,) = [z for z in list_historie(fall.user, fall.vorgang_id) if z.typ == "VorgangOpened"]
    return run_consequence(fall.verwaltung.id, opened.id, SCAN)


def delivery_of(fall: Fall) -> Delivery:
    (opened,) = [z for z in list_historie(fall.user, fall.vorgang_id) if z.typ == "VorgangOpened"]
    with mandant_scope(fall.verwaltung.id):
        return Delivery.objects.get(id=key_of(opened.id, SCAN))


def test_a_file_waits_for_its_check_and_is_then_there(welt, mit_scanner):
    fall = reiche_ein(welt)
    waiting = download(fall)
    assert waiting.status_code == 409
    assert "wird gerade auf Schadsoftware geprüft" in text(waiting)
    page = log_in(fall.user).get(adresse(fall, "dateien/"), follow=True)
    assert "wird auf Schadsoftware geprüft" in text(page)
    assert f"datei/{datei_of(fall).datei_id}" not in page.content.decode()
    drain()
    assert download(fall).status_code == 200
    assert "unauffällig" in text(log_in(fall.user).get(adresse(fall, "dateien/"), follow=True))
    assert delivery_of(fall).quittung == {"dateien": 1, "befunde": 0}


def test_malware_is_locked_and_calls_a_person(welt, mit_scanner, als_superuser):
    fall = reiche_malware_ein(welt, als_superuser)
    drain()
    assert datei_of(fall).scan == "befund"
    assert download(fall).status_code == 409
    with mandant_scope(fall.verwaltung.id):
        entry = Quarantaene.objects.get()
    assert (entry.art, entry.vorgang_id, entry.datei_id) == ("schadsoftware", fall.vorgang_id, datei_of(fall).datei_id)
    assert "QuarantaeneOpened" in {zeile.typ for zeile in list_historie(fall.user, fall.vorgang_id)}


def test_a_file_too_large_for_the_scanner_stays_locked_and_calls_a_person(welt, mit_scanner, als_superuser):
    fall = reiche_pdf_ein(welt, als_superuser, b"%PDF-1.7 " + b"x" * (STREAM_MAX_MB + 1) * 1024 * 1024)
    drain()
    assert delivery_of(fall).status == "erledigt"
    assert download(fall).status_code == 409
    als_superuser.execute("UPDATE datei SET erstellt_am = erstellt_am - interval '1 hour'")
    assert rescan_files() == 0
    with mandant_scope(fall.verwaltung.id):
        entry = Quarantaene.objects.get()
    assert (entry.art, entry.datei_id, entry.erledigt_am) == ("ungeprueft", datei_of(fall).datei_id, None)
    page = text(log_in(fall.user).get(adresse(fall)))
    assert "zu groß für die Prüfung" in page
    assert "Grenze des Virenscanners anheben" in page
    record_scan(system_actor(fall.verwaltung.id), datei_id=entry.datei_id, ergebnis=Scanergebnis("", "ClamAV 1.4.6/2"))
    with mandant_scope(fall.verwaltung.id):
        entry.refresh_from_db()
    assert entry.massnahme == "geprueft"
    assert download(fall).status_code == 200


def test_while_the_scanner_is_away_nobody_gets_the_file(welt, scanner_fehlt):
    fall = reiche_ein(welt)
    drain()
    delivery = delivery_of(fall)
    assert (delivery.status, delivery.fehlerart) == ("offen", "spaeter-erneut")
    assert download(fall).status_code == 409
    assert scan_again(fall) > timedelta(), "tried again later"


def test_it_is_made_up_for_when_the_scanner_comes(welt, wache, settings):
    settings.ENV = replace(django_settings.ENV, clamd=f"127.0.0.1:{free_ports(1)[0]}")
    fall = reiche_ein(welt)
    drain()
    settings.ENV = replace(django_settings.ENV, clamd=wache.address)
    assert scan_again(fall) is None
    assert download(fall).status_code == 200


def test_without_a_scanner_the_screen_says_so(welt):
    fall = reiche_ein(welt)
    relay_all()
    drain()
    assert download(fall).status_code == 200
    assert "nicht auf Schadsoftware geprüft" in text(log_in(fall.user).get(adresse(fall, "dateien/"), follow=True))
    with mandant_scope(fall.verwaltung.id):
        assert not Delivery.objects.filter(schritt=SCAN).exists()


def test_files_from_before_the_scanner_are_made_up_for_by_the_hour(welt, wache, settings, als_superuser):
    fall = reiche_malware_ein(welt, als_superuser)
    drain()
    settings.ENV = replace(django_settings.ENV, clamd=wache.address)
    assert rescan_files() == 0, "what came in just now has its own turn"
    als_superuser.execute("UPDATE datei SET erstellt_am = erstellt_am - interval '1 year'")
    assert rescan_files() == 1
    assert datei_of(fall).scan == "befund"


def test_new_signatures_look_again_for_a_week(welt, mit_scanner, als_superuser):
    """A file passed; days later its signature is known. Until then it was given out, from then on it is locked."""
    fall = reiche_malware_ein(welt, als_superuser)
    als_superuser.execute(
        "UPDATE datei SET scan = 'sauber', geprueft_mit = 'ClamAV 1.4.6/1',"
        " erstellt_am = erstellt_am - interval '3 days'"
    )
    assert rescan_files() == 1
    assert datei_of(fall).scan == "befund"
    als_superuser.execute("UPDATE datei SET scan = 'sauber'")
    assert rescan_files() == 0, "looked at with these signatures"
    als_superuser.execute(
        "UPDATE datei SET geprueft_mit = 'ClamAV 1.4.6/1', erstellt_am = erstellt_am - interval '5 days'"
    )
    assert rescan_files() == 0, "older than a week"


def test_a_finding_is_never_taken_back(welt, mit_scanner, als_superuser):
    fall = reiche_ein(welt)
    als_superuser.execute("UPDATE datei SET scan = 'befund'")
    drain()
    assert datei_of(fall).scan == "befund"


def test_the_e_akte_gets_a_note_in_place_of_malware(welt, mit_scanner, als_superuser):
    fall = reiche_malware_ein(welt, als_superuser)
    drain()
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=schritt)
    conclude_vorgang(fall.user, vorgang_id=fall.vorgang_id)
    drain()
    paket = Path(get_akte(fall.user, fall.vorgang_id).ort)
    with zipfile.ZipFile(paket) as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert any(b"sie ist gesperrt" in content for content in contents)
    assert not any(EICAR in content for content in contents)


def test_operators_see_what_scanner_and_store_say(welt, mit_scanner, settings):
    lage = dateilage.ask_dateilage()
    assert (lage.scanner, lage.befunde) == (True, ())
    assert lage.signaturen.startswith("ClamAV 1.")
    settings.ENV = replace(
        django_settings.ENV, clamd=f"127.0.0.1:{free_ports(1)[0]}", key_ring=django_settings.ENV.data_dir / "fehlt"
    )
    kaputt = dateilage.ask_dateilage()
    assert len(kaputt.befunde) == 2
    assert "OZG_KEY_RING" in kaputt.befunde[0]
    assert "nicht erreichbar" in kaputt.befunde[1]
