"""Pages of the roll-out: a Mandant in a minute, phases, many at once, failed deliveries; operators only."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from doors.amt_zugang import log_in
from gang import entschieden
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.access import Recht
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.delivery.models import Delivery
from ozgcloud.mandant.models import Mandant
from ozgcloud.onlinedienst.models import Dienstbetrieb, Onlinedienst
from ozgcloud.onlinedienst.parameter import Art, Parameter, as_json
from ozgcloud.rollout.models import Anbindung, Ausrollung
from ozgcloud.rollout.rules import Phase, usual_way
from tueren import DOORS

NOBODY = "00000000-0000-7000-8000-000000000000"

NEU = {"name": "Amt Neuland", "kurz": "amt-neuland", "art": "amt", "land": "1"}


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def client(welt):
    return log_in(welt.leitstand)


@pytest.fixture
def weg(welt):
    return f"/leitstand/mandanten/1/dienst/{welt.onlinedienst_id}/"


@pytest.fixture
def heute():
    return clock.today()


def gehe(client, weg, bis=Phase.GOLIVE):
    client.post("/leitstand/mandanten/1/", {"stand": "angeschlossen", "am": "1.1.2026"})
    for phase, am in usual_way(clock.today() - timedelta(days=3), bis):
        response = client.post(weg, {"_tun": "erreichen", "phase": phase.value, "am": am.isoformat()})
        assert response.status_code == 302, text(response)


def test_a_mandant_in_a_minute(client):
    assert client.get("/leitstand/mandanten/neu/").status_code == 200
    page = client.post("/leitstand/mandanten/neu/", NEU, follow=True)
    assert "Die Verwaltung ist angelegt." in text(page)
    assert "Prüfdienst" in text(page)
    assert Mandant.objects.get(kurz="amt-neuland").name == "Amt Neuland"
    assert "Amt Neuland" in text(client.get("/leitstand/mandanten/", {"q": "neul"}))
    assert "Stadt 1" not in text(client.get("/leitstand/mandanten/", {"q": "neul"}))


def test_what_was_typed_stays_with_an_error(client):
    page = client.post("/leitstand/mandanten/neu/", {**NEU, "kurz": "Ä b", "ort": "Bleib hier"})
    assert page.status_code == 422
    assert 'href="#id_kurz"' in page.content.decode()
    assert "Bleib hier" in page.content.decode()


def test_from_interest_to_use(client, weg, welt, heute):
    assert "nicht begonnen" in text(client.get(weg))
    gehe(client, weg)
    page = text(client.get(weg))
    assert "Go-live" in page
    assert "In Betrieb seit" in page
    with mandant_scope(1):
        assert Anbindung.objects.get().stand == "angeschlossen"
        assert Ausrollung.objects.get().phase == "golive"
    entschieden(welt)
    drain()
    assert "in Nutzung" in text(client.get(weg))
    assert "in Nutzung" in text(client.get("/leitstand/mandanten/1/"))


@pytest.mark.parametrize(
    ("posted", "satz", "status"),
    [
        ({"_tun": "erreichen", "phase": "golive"}, "Am Anfang kann nicht „Go-live“ folgen", 409),
        ({"_tun": "erreichen", "phase": ""}, "Bitte wählen Sie eine Phase aus", 422),
        ({"_tun": "erreichen", "phase": "interesse", "am": "morgen"}, "ein Datum an, das es gibt", 422),
        ({"_tun": "erreichen", "phase": "interesse", "am": "1.1.2999"}, "Zukunft", 422),
        ({"_tun": "gibtsnicht"}, "eines der Formulare", 422),
        ({"_tun": "erreichen", "phase": "interesse", "nachweis": "x" * 1001}, "höchstens 1000 Zeichen", 422),
    ],
)
def test_refusals_say_what_to_do(client, weg, posted, satz, status):
    page = client.post(weg, posted)
    assert page.status_code == status
    assert satz in text(page) or satz.replace("Zukunft", "geplante Datum") in text(page)


def test_plans_blockers_and_values(client, weg, welt):
    gebuehr = Parameter("gebuehr", "Gebühr", Art.BETRAG, "10.00")
    Onlinedienst.objects.update(parameter=as_json((gebuehr,)))
    client.post(weg, {"_tun": "erreichen", "phase": "interesse"})
    client.post(weg, {"_tun": "planen", "phase_geplant": "test", "geplant_am": "1.12.2026"})
    client.post(weg, {"_tun": "blockieren", "blocker": "Der Vertrag fehlt."})
    client.post(weg, {"_tun": "angaben", "parameter_gebuehr": "12,5"})
    page = text(client.get(weg))
    assert "01.12.2026" in page
    assert "Der Vertrag fehlt." in page
    assert Dienstbetrieb.oeffentlich.get().parameter == {"gebuehr": "12.50"}
    assert "Der Vertrag fehlt." in text(client.get("/leitstand/mandanten/1/"))
    falsch = client.post(weg, {"_tun": "angaben", "parameter_gebuehr": "viel"})
    assert falsch.status_code == 422
    assert 'href="#id_parameter_gebuehr"' in falsch.content.decode()
    assert 'value="viel"' in falsch.content.decode()


def test_many_at_once_with_preview_and_results(client, welt):
    chosen = {"mandant": ["1", "2"], "dienst": [str(welt.onlinedienst_id)], "phase": "interesse", "am": "1.11.2026"}
    client.post(f"/leitstand/mandanten/2/dienst/{welt.onlinedienst_id}/", {"_tun": "erreichen", "phase": "interesse"})
    vorschau = client.post("/leitstand/rollout/", {**chosen, "_tun": "vorschau"})
    assert "1 von 2 Schritten" in text(vorschau)
    with mandant_scope(1):
        assert not Ausrollung.objects.exists(), "a preview changes nothing"
    hidden = re.findall(r'type="hidden" name="(mandant|dienst|am|phase)" value="([^"]+)"', vorschau.content.decode())
    assert {value for name, value in hidden if name == "mandant"} == {"1", "2"}
    ergebnis = client.post("/leitstand/rollout/", {**chosen, "_tun": "anwenden"})
    assert "1 von 2 Schritten sind eingetragen" in text(ergebnis)
    assert "Auf „Interesse“ kann nicht „Interesse“ folgen" in text(ergebnis)
    with mandant_scope(1):
        assert Ausrollung.objects.get().phase == "interesse"


@pytest.mark.parametrize("fehlt", ["mandant", "dienst", "phase"])
def test_nothing_chosen_is_said(client, welt, fehlt):
    chosen = {"mandant": ["1"], "dienst": [str(welt.onlinedienst_id)], "phase": "interesse", "_tun": "anwenden"}
    page = client.post("/leitstand/rollout/", {name: value for name, value in chosen.items() if name != fehlt})
    assert page.status_code == 422
    assert "Bitte wählen Sie" in text(page)


def test_withdrawing_asks_first(client, welt):
    address = f"/leitstand/dienst/{welt.onlinedienst_id}/abkuendigen/"
    assert "in keiner Verwaltung" in text(client.get(address))
    assert "ist abgekündigt" in text(client.post(address, follow=True))
    assert client.post(address).status_code == 409
    assert client.get(f"/online/{Onlinedienst.objects.get().kennung}/").status_code == 404


def test_failed_deliveries_show_ids_and_can_be_tried_again(client, welt, als_superuser):
    fall = entschieden(welt)
    drain()
    als_superuser.execute(
        "UPDATE delivery SET status = 'fehlgeschlagen', fehler = 'GEHEIMES', fehlerart = 'abgewiesen'"
        " WHERE schritt = 'draft_bescheid'"
    )
    page = client.get("/leitstand/betrieb/")
    assert "draft_bescheid" in text(page)
    assert "abgewiesen" in text(page)
    for secret in ("GEHEIMES", fall.vorgangsnummer, "Familienname"):
        assert secret not in page.content.decode()
    delivery_id = als_superuser.execute("SELECT id FROM delivery WHERE status = 'fehlgeschlagen'").fetchone()[0]
    assert client.post(f"/leitstand/betrieb/2/{delivery_id}/erneut/").status_code == 404, "not that Mandant's"
    assert client.post(f"/leitstand/betrieb/1/{delivery_id}/erneut/").status_code == 302
    with mandant_scope(1):
        assert Delivery.objects.get(id=delivery_id).status == "offen"
    assert client.post(f"/leitstand/betrieb/1/{delivery_id}/erneut/").status_code == 409
    drain()
    with mandant_scope(1):
        assert Delivery.objects.get(id=delivery_id).status == "erledigt"


def test_a_silent_worker_is_said_in_words(client, als_superuser):
    assert "meldet sich nicht" in text(client.get("/leitstand/betrieb/"))
    als_superuser.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert "meldet sich nicht" not in text(client.get("/leitstand/betrieb/"))


@pytest.mark.parametrize("door", [d for d in DOORS if d.name.startswith("leitstand:")], ids=lambda d: d.name)
def test_operators_only(welt, door):
    assert door.recht is Recht.LEITSTAND
    route = re.sub(r"<slug:\w+>", "keiner", re.sub(r"<uuid:\w+>", str(new_id()), door.route))
    address = "/leitstand/" + re.sub(r"<int:\w+>", "1", route)
    for actor in (welt.eins.sachbearbeitung, welt.eins.poststelle):
        assert log_in(actor).get(address).status_code == 404
        assert log_in(actor).post(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(
    "address", ["mandanten/99999/", f"mandanten/1/dienst/{NOBODY}/", f"dienst/{NOBODY}/abkuendigen/"]
)
def test_unknown_is_not_found(client, address):
    assert client.get(f"/leitstand/{address}").status_code == 404
    assert (
        client.post(
            f"/leitstand/{address}", {"_tun": "erreichen", "phase": "interesse", "stand": "angeschlossen"}
        ).status_code
        == 404
    )
