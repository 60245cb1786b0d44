"""Events by HTTP: the feed with its cursor, webhooks a machine orders for itself, and nothing of anybody else's."""

import json
import re
from base64 import b64encode
from uuid import UUID

import pytest

from adapters.empfaenger import answer, haus
from gang import in_bearbeitung, reiche_ein
from lauf import relay_all
from maschinen import ALLES, Maschine, maschine
from ozgcloud.ausgang.faltung import AUFBEWAHRUNG, clear_old
from ozgcloud.core import clock
from ozgcloud.core.types import new_id
from ozgcloud.flow.zustellung import deliver
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from tueren import DOORS

URL = "https://93.184.216.34/ozg"
NUR_EINREICHEN = (Angabe(Befugnis.EINREICHEN),)


@pytest.fixture
def bot(welt) -> Maschine:
    return maschine()


def bestelle(bot: Maschine, url: str = URL, **mehr: object) -> dict:
    antwort = bot.ruf("POST", "/abonnements", {"url": url, **mehr})
    assert antwort.status_code == 201, antwort.content
    return antwort.json()


def test_the_feed_is_a_batch_of_cloud_events_with_a_way_on(welt, bot):
    fall = in_bearbeitung(welt)
    relay_all()
    seite = bot.ruf("GET", "/ereignisse?limit=2")
    assert seite.status_code == 200
    assert seite.headers["Content-Type"] == "application/cloudevents-batch+json"
    assert seite.headers["Ozg-Mehr"] == "ja"
    erstes, zweites = seite.json()
    assert erstes["type"] == "de.ozg-cloud.vorgang.eingegangen"
    assert erstes["subject"] == zweites["subject"] == str(fall.vorgang_id)
    assert fall.vorgangsnummer not in seite.content.decode()
    weiter = re.fullmatch(r"<.*/api/v1(/ereignisse\?.*)>; rel=\"next\"", seite.headers["Link"])[1]
    rest = bot.ruf("GET", weiter)
    assert [event["data"]["status"] for event in rest.json()] == ["In Bearbeitung"]
    assert rest.headers["Ozg-Mehr"] == "nein"
    wieder = bot.ruf("GET", f"/ereignisse?nach={erstes['zeiger']}")
    assert [event["id"] for event in wieder.json()] == [zweites["id"], *(event["id"] for event in rest.json())]
    leer = bot.ruf("GET", f"/ereignisse?nach={rest.headers['Ozg-Zeiger']}")
    assert (leer.status_code, leer.json()) == (200, [])
    nur = bot.ruf("GET", "/ereignisse?typ=de.ozg-cloud.vorgang.eingegangen&typ=de.ozg-cloud.vorgang.bescheid")
    assert len(nur.json()) == 1


@pytest.mark.parametrize(
    ("frage", "status", "code"),
    [
        ("nach=quatsch", 422, "zeiger-unbekannt"),
        ("nach=ejE6OTk5OQ", 422, "zeiger-unbekannt"),
        ("nach=%00", 422, "eingabe-ungueltig"),
        ("limit=0", 422, "eingabe-ungueltig"),
        ("limit=1001", 422, "eingabe-ungueltig"),
        ("typ=de.ozg-cloud.alles", 422, "typ-unbekannt"),
    ],
)
def test_wrong_questions_are_clear_problems(bot, frage, status, code):
    antwort = bot.ruf("GET", f"/ereignisse?{frage}")
    assert (antwort.status_code, antwort.json()["code"]) == (status, code)
    assert antwort.headers["Content-Type"] == "application/problem+json"


def test_a_cursor_from_before_the_clearing_is_gone(welt, bot):
    in_bearbeitung(welt)
    relay_all()
    zeiger = bot.ruf("GET", "/ereignisse?limit=1").headers["Ozg-Zeiger"]
    clear_old(jetzt=clock.now() + AUFBEWAHRUNG * 2)
    antwort = bot.ruf("GET", f"/ereignisse?nach={zeiger}")
    assert (antwort.status_code, antwort.json()["code"]) == (410, "zeiger-veraltet")
    assert bot.ruf("GET", "/ereignisse").json() == []


def test_an_abonnement_from_order_to_end(welt, bot):
    abo = bestelle(bot, typen=["de.ozg-cloud.vorgang.status"])
    assert abo["geheimnis"].startswith("whsec_")
    weg = f"/abonnements/{abo['id']}"
    assert "geheimnis" not in bot.ruf("GET", weg).json()
    assert [zeile["id"] for zeile in bot.ruf("GET", "/abonnements").json()] == [abo["id"]]
    anders = bot.ruf("PATCH", weg, {"pausiert": True, "typen": []}).json()
    assert (anders["zustand"], anders["typen"]) == ("pausiert", [])
    neu = bot.ruf("POST", f"{weg}/geheimnis", {}).json()["geheimnis"]
    assert neu not in (abo["geheimnis"], "")
    assert bot.ruf("POST", f"{weg}/fortsetzen", {}).json()["zustand"] == "aktiv"
    assert bot.ruf("POST", f"{weg}/fortsetzen", {"zeit": "2027-01-01T00:00:00"}).status_code == 422
    assert bot.ruf("POST", f"{weg}/fortsetzen", {"zeiger": "quatsch"}).json()["code"] == "zeiger-unbekannt"
    assert bot.ruf("DELETE", weg).status_code == 204
    assert bot.ruf("GET", weg).status_code == 404


@pytest.mark.parametrize("url", ["https://10.0.0.1/", "http://empfaenger.example/", "https://a:b@c.example/", "x"])
def test_addresses_we_do_not_send_to(bot, url):
    antwort = bot.ruf("POST", "/abonnements", {"url": url})
    assert (antwort.status_code, antwort.json()["fehler"][0]["adresse"]) == (422, "url")


def test_unknown_members_and_kinds_are_refused(bot):
    assert bot.ruf("POST", "/abonnements", {"url": URL, "tippfehler": 1}).status_code == 422
    assert bot.ruf("POST", "/abonnements", {"url": URL, "typen": ["a"]}).json()["code"] == "typ-unbekannt"


def test_a_real_consumer_gets_the_test_event_and_then_real_ones(welt, bot):
    with haus() as empfaenger:
        abo = bestelle(bot, f"http://127.0.0.1:{empfaenger.port}/")
        probe = bot.ruf("POST", f"/abonnements/{abo['id']}/probe", {}).json()
        assert (probe["angenommen"], probe["status"]) == (True, 204)
        assert json.loads(empfaenger.anfragen[0][1])["type"] == "de.ozg-cloud.abonnement.probe"
        in_bearbeitung(welt)
        relay_all()
        deliver(bot.client_id, UUID(abo["id"]))
        feed = [event["id"] for event in bot.ruf("GET", "/ereignisse").json()]
        assert empfaenger.kennungen[1:] == feed
        empfaenger.verhalten = answer(500)
        assert bot.ruf("POST", f"/abonnements/{abo['id']}/probe", {}).json()["angenommen"] is False
    versuche = bot.ruf("GET", f"/abonnements/{abo['id']}/versuche").json()
    assert [versuch["status"] for versuch in versuche][:1] == [500]
    assert len(versuche) == 2 + len(feed)


def test_a_token_for_less_orders_nothing(welt):
    bot = maschine(ALLES)
    pair = f"{bot.schluessel.kennung}:{bot.schluessel.geheimnis}"
    token = bot.browser.post(
        "/api/v1/token",
        "grant_type=client_credentials&scope=antrag:einreichen",
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": f"Basic {b64encode(pair.encode()).decode()}"},
    ).json()["access_token"]
    assert bot.ruf("POST", "/abonnements", {"url": URL}, Authorization=f"Bearer {token}").status_code == 403
    assert bot.ruf("GET", "/ereignisse", Authorization=f"Bearer {token}").json() == []


def test_a_sender_without_more_follows_its_own_cases_by_webhook(welt):
    sender = maschine(NUR_EINREICHEN)
    bestelle(sender)
    assert sender.sende(welt).status_code == 201
    reiche_ein(welt)
    relay_all()
    assert len(sender.ruf("GET", "/ereignisse").json()) == 1


EREIGNISTUEREN = [door for door in DOORS if "abonnement" in door.route and door.route.startswith("api/")]


def test_every_door_is_closed_to_a_foreign_machine(welt, bot):
    abo = bestelle(bot)
    fremd = maschine((Angabe(Befugnis.EREIGNISSE, 2),))
    reiche_ein(welt)
    relay_all()
    assert fremd.ruf("GET", "/ereignisse").json() == []
    assert fremd.ruf("GET", "/abonnements").json() == []
    assert len(EREIGNISTUEREN) >= 6
    for door in EREIGNISTUEREN:
        for kennung in (abo["id"], str(new_id())):
            weg = "/" + re.sub(r"<[^>]+>", kennung, door.route).removeprefix("api/v1/")
            for method in ("GET", "POST", "PATCH", "DELETE"):
                antwort = fremd.ruf(method, weg, {"url": URL} if weg == "/abonnements" else {})
                if weg != "/abonnements":
                    assert antwort.status_code in (404, 405), (method, weg, antwort.content)
                assert URL not in antwort.content.decode() or weg == "/abonnements"
    assert bot.ruf("GET", f"/abonnements/{abo['id']}").status_code == 200
