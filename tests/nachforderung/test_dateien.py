"""Files of answers on their way: kept while unsent, wrapped anew with the ring, locked when something was found."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings

from gang import Fall, reiche_ein
from lauf import drain
from ozgcloud.core import clock, datakeys
from ozgcloud.core.actor import citizen_actor, system_actor
from ozgcloud.core.envelope import read_header
from ozgcloud.core.keyring import key_ring
from ozgcloud.core.port import Scanergebnis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.actions.record_scan import record_scan
from ozgcloud.eingang.models import Quarantaene
from ozgcloud.flow.housekeeping import sweep_files
from ozgcloud.flow.schluessel import read_lage, rotate_ring
from ozgcloud.nachforderung.actions.attach_antwortdatei import attach_antwortdatei
from ozgcloud.nachforderung.actions.quarantine_antwort import quarantine_antwort
from ozgcloud.nachforderung.actions.save_nachforderung import save_nachforderung
from ozgcloud.nachforderung.actions.send_antworten import send_antworten
from ozgcloud.nachforderung.actions.send_nachforderung import send_nachforderung
from ozgcloud.nachforderung.inhalt import Inhalt
from ozgcloud.nachforderung.models import Antwortdatei
from ozgcloud.nachforderung.queries import list_antwortdateien, list_nachforderungen, unscanned_antwortdateien
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.nachforderung.rules.stand import Postenart
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle

BUERGER = citizen_actor(1)
PDF = b"%PDF-1.7 Nachweis"


@pytest.fixture
def ring(settings, tmp_path) -> Iterator[None]:
    """A ring of its own, because the test renews it."""
    path = tmp_path / "schluesselring"
    path.write_text(settings.ENV.key_ring.read_text())
    settings.ENV = replace(settings.ENV, key_ring=path)
    datakeys.forget_keys()
    yield
    datakeys.forget_keys()


@pytest.fixture
def fall(welt) -> Fall:
    found = reiche_ein(welt)
    drain()
    return found


@pytest.fixture
def ids(fall) -> dict[str, object]:
    inhalt = Inhalt((Fehlstelle("Impfpass", Postenart.UNTERLAGE),), "Hallo", default_frist(clock.today(), "SH"))
    saved = save_nachforderung(fall.user, vorgang_id=fall.vorgang_id, inhalt=inhalt)
    found = {"vorgang_id": fall.vorgang_id, "nachforderung_id": saved.nachforderung_id}
    send_nachforderung(fall.user, **found)
    return found


def lade_hoch(fall: Fall, ids: dict[str, object]) -> None:
    ablage = file_store().put(iter([PDF]), medientyp="application/pdf")
    (posten,) = list_nachforderungen(fall.user, fall.vorgang_id)[0].posten
    attach_antwortdatei(BUERGER, **ids, posten_id=posten.id, name="pass.pdf", ablage=ablage)


def unsent() -> Antwortdatei:
    with mandant_scope(1):
        return Antwortdatei.objects.get()


def test_the_sweep_keeps_what_an_unfinished_answer_names(fall, ids):
    lade_hoch(fall, ids)
    orphan = file_store().put(iter([PDF]), medientyp="application/pdf").schluessel
    waiting = settings.ENV.data_dir / "dateien" / "wartend"
    for key in (unsent().schluessel, orphan):
        os.utime(waiting / str(key), (time.time() - 200_000,) * 2)
    sweep_files()
    assert ((waiting / str(unsent().schluessel)).exists(), (waiting / str(orphan)).exists()) == (True, False)


def test_a_new_master_key_wraps_unfinished_answers_too(ring, fall, ids):
    lade_hoch(fall, ids)
    assert rotate_ring() > 0
    assert read_header(bytes(unsent().datenschluessel)).key_id == key_ring().active
    assert file_store().read_verified(unsent().verweis) == PDF
    assert read_lage().alt == 0


def test_after_sending_the_key_lies_with_the_file_of_the_case(fall, ids):
    lade_hoch(fall, ids)
    send_antworten(BUERGER, **ids)
    drain()
    assert bytes(unsent().datenschluessel) == b""
    (datei,) = list_antwortdateien(fall.user, fall.vorgang_id)
    assert read_header(datei.schluesselgeheimnis).mandant_id == 1
    assert file_store().read_verified(datei.verweis) == PDF


def test_malware_locks_the_file_and_calls_a_person(fall, ids):
    lade_hoch(fall, ids)
    send_antworten(BUERGER, **ids)
    (datei,) = unscanned_antwortdateien(fall.user, fall.vorgang_id)
    record_scan(system_actor(1), datei_id=datei.datei_id, ergebnis=Scanergebnis(stand="probe", befund="Eicar"))
    assert quarantine_antwort(system_actor(1), datei_id=datei.datei_id)
    assert not quarantine_antwort(system_actor(1), datei_id=datei.datei_id), "noted once"
    with mandant_scope(1):
        assert Quarantaene.objects.get(vorgang_id=fall.vorgang_id).datei_id == datei.datei_id
    assert list_antwortdateien(fall.user, fall.vorgang_id)[0].scan == "befund"
    assert not quarantine_antwort(system_actor(2), datei_id=datei.datei_id)
