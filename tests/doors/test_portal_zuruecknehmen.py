"""An applicant takes an Antrag back on the status page."""

import pytest
from django.core.cache import cache
from django.test import Client

import gang
from doors.portal_welt import SCHEMA, seitentext
from gang import Fall
from lauf import drain
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.rules import Ergebnis
from welt import Welt, make_welt

WEG = "/status/vorgang/zuruecknehmen/"


@pytest.fixture
def welt(db_ozg: str) -> Welt:
    cache.clear()
    return make_welt(SCHEMA)


@pytest.fixture
def fall(welt: Welt) -> Fall:
    found = gang.in_bearbeitung(welt)
    drain()
    return found


def oeffne(fall: Fall) -> Client:
    client = Client()
    client.post("/status/", {"vorgangsnummer": fall.vorgangsnummer, "zugangscode": fall.zugangscode})
    return client


def test_it_is_asked_once_and_done(fall):
    client = oeffne(fall)
    assert WEG in client.get("/status/vorgang/").content.decode()
    assert "Antrag zurücknehmen?" in seitentext(client.get(WEG))
    assert "zurückgenommen" in seitentext(client.post(WEG, {"grund": "Umgezogen"}, follow=True))
    assert fall.vorgang().status == "Abgeschlossen"
    drain()
    page = client.get("/status/vorgang/")
    assert "Ihr Antrag ist zurückgezogen" in seitentext(page)
    assert WEG not in page.content.decode()
    assert "lässt sich hier nicht mehr zurücknehmen" in seitentext(client.post(WEG, follow=True))


def test_after_the_decision_it_is_too_late(fall):
    decide_vorgang(fall.user, vorgang_id=fall.vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung="")
    assert "schon entschieden" in seitentext(oeffne(fall).post(WEG, follow=True))
    assert fall.vorgang().status == "Beschieden"


def test_without_access_nothing_happens(fall):
    for response in (Client().get(WEG), Client().post(WEG)):
        assert response.headers["Location"] == "/status/"
    assert fall.vorgang().status == "In Bearbeitung"
