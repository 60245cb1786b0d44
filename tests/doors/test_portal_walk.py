"""The walk of a citizen by HTTP: find, fill in, check, submit, follow."""

import pytest

from doors.portal_welt import SCHEMA, SCHRITTE, Buerger, seitentext
from lauf import drain
from ozgcloud.core.actor import system_actor
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from welt import ARS, LEISTUNG, Welt, make_welt


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    made = make_welt(SCHEMA)
    index_leistungen(system_actor(None, "pruefung"))
    return made


@pytest.fixture
def buerger(welt: Welt) -> Buerger:
    return Buerger()


def test_from_search_to_status(buerger):
    client = buerger.client
    assert "Prüfleistung" in seitentext(client.get("/"))
    assert "Prüfleistung" in seitentext(client.get("/leistungen/?q=prüfleistung"))
    wahl = seitentext(client.get(f"/leistung/{LEISTUNG}/?ort=24001"))
    assert "Zuständig in Stadt 1" in wahl
    assert "Markt 1" in wahl
    response = client.post(f"/leistung/{LEISTUNG}/beginnen/", {"gebiet": ARS[1]})
    buerger.antrag = response.headers["Location"]
    buerger.fuelle()
    pruefen = seitentext(client.get(f"{buerger.antrag}pruefen/"))
    assert "Musterfrau" in pruefen
    assert "03.05.1980" in pruefen
    response = buerger.sende_ab()
    assert response.headers["Location"] == f"{buerger.antrag}quittung/"
    nummer, code = buerger.quittung()
    angelegt = client.post("/status/", {"vorgangsnummer": nummer, "zugangscode": code}, follow=True)
    assert "wird gerade angelegt" in seitentext(angelegt)
    drain()
    stand = seitentext(client.get("/status/vorgang/"))
    assert nummer in stand
    assert "Ihr Antrag ist eingegangen." in stand
    assert "Stadt 1" in stand


def test_steps_lead_to_each_other(buerger):
    buerger.beginne()
    ort = buerger.client.get(buerger.antrag).headers["Location"]
    for dieser, naechster in zip(SCHRITTE, (*SCHRITTE[1:], None), strict=True):
        assert ort == buerger.pfad(dieser)
        ort = buerger.sende(dieser).headers["Location"]
        assert ort == (buerger.pfad(naechster) if naechster else f"{buerger.antrag}pruefen/")
