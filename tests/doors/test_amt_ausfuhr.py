"""The export package by HTTP: complete, with true hashes, logged before it leaves."""

import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from doors.amt_zugang import log_in, somebody, text
from gang import Fall, in_bearbeitung
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.weiterleitung.models import Ausfuhr

ANGABEN = {"empfaenger": "Forstamt Musterwald", "zweck": "Amtshilfe nach § 4 VwVfG"}


@pytest.fixture
def fall(welt) -> Fall:
    made = in_bearbeitung(welt)
    drain()
    return made


def test_everything_is_in_it_and_every_hash_is_true(fall):
    browser = log_in(fall.user)
    address = f"/amt/vorgang/{fall.vorgang_id}/ausfuhr/"
    assert "noch kein Paket" in text(browser.get(address))
    answer = browser.post(address, ANGABEN)
    raw = b"".join(answer.streaming_content)
    with ZipFile(BytesIO(raw)) as archiv:
        names = set(archiv.namelist())
        inhalt = json.loads(archiv.read("vorgang.json"))
        for line in archiv.read("pruefsummen.sha256").decode().splitlines():
            summe, _, name = line.partition("  ")
            assert hashlib.sha256(archiv.read(name)).hexdigest() == summe
        for dokument in inhalt["dokumente"]:
            assert hashlib.sha256(archiv.read(dokument["pfad"])).hexdigest() == dokument["sha256"]
        seite = archiv.read("uebersicht.html").decode()
        assert any(name.startswith("xdomea/") and name.endswith(".zip") for name in names)
    assert inhalt["vorgangsnummer"] == fall.vorgangsnummer
    assert inhalt["angaben"]
    assert fall.vorgangsnummer in seite
    assert "Forstamt Musterwald" in seite
    with mandant_scope(1):
        logged = Ausfuhr.objects.get()
    assert (logged.sha256, logged.groesse) == (hashlib.sha256(raw).hexdigest(), len(raw))
    page = text(browser.get(address))
    assert "Forstamt Musterwald: Amtshilfe" in page
    assert "Paket für einen Empfänger außerhalb wurde erstellt" in text(browser.get(f"/amt/vorgang/{fall.vorgang_id}/"))


def test_without_a_reason_there_is_none_and_strangers_get_none(fall, welt):
    address = f"/amt/vorgang/{fall.vorgang_id}/ausfuhr/"
    answer = log_in(fall.user).post(address, {"empfaenger": "Forstamt", "zweck": " "})
    assert (answer.status_code, "Forstamt" in answer.content.decode()) == (422, True)
    assert log_in(welt.zwei.sachbearbeitung).post(address, ANGABEN).status_code == 404
    assert log_in(somebody(1, Rolle.LOESCHEN)).post(address, ANGABEN).status_code == 302
    with mandant_scope(1):
        assert not Ausfuhr.objects.exists()
