"""The public door: numbers of any day, downloads, and the wall of role `monitor`."""

import csv
import io
import re
from datetime import timedelta

import pytest
from bench import monitorland
from django.apps import apps
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.urls import reverse

from gang import reiche_ein
from lauf import relay_all
from ozgcloud.core import clock
from ozgcloud.core.access import Recht
from ozgcloud.core.classification import Datenklasse
from ozgcloud.mandant.models import Mandant
from ozgcloud.monitor import dateien
from ozgcloud.rollout.actions.load_verlauf import load_verlauf
from ozgcloud.rollout.rules import Anbindungsstand, usual_way
from tueren import DOORS

SEITEN = ["start", "verwaltungen", "dienste", "antraege", "champions", "definitionen"]


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def zahl(response, name):
    """The number on the card of that name."""
    found = re.search(rf"{re.escape(name)} ([\d.]+)", text(response))
    return int(found[1].replace(".", ""))


def tabelle(name, tag=None):
    response = Client().get(f"/monitor/{name}.csv", {"stichtag": tag.isoformat()} if tag else {})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def heute():
    return clock.today()


@pytest.fixture
def gross(db_ozg, as_superuser, heute):
    """A Land of full size."""
    monitorland.fill(as_superuser, heute)
    return as_superuser


@pytest.mark.parametrize("name", SEITEN)
def test_empty_pages_say_what_to_do(db_ozg, name):
    response = Client().get(reverse(f"monitor:{name}"))
    assert response.status_code == 200
    assert "None" not in text(response)


@pytest.mark.parametrize("name", SEITEN)
def test_full_pages_need_no_login_and_set_no_cookie(gross, name):
    response = Client().get(reverse(f"monitor:{name}"))
    assert response.status_code == 200
    assert not response.cookies
    assert "style=" not in response.content.decode()


def test_every_door_is_open_and_known():
    doors = {door.name: door.recht for door in DOORS if door.name.startswith("monitor:")}
    assert set(doors) == {f"monitor:{name}" for name in (*SEITEN, "datei")}
    assert set(doors.values()) == {Recht.OFFEN}


@pytest.mark.parametrize("stichtag", ["morgen", "31.2.2024", "2024-13-01", "3000-01-01", "1.1", "²", "x" * 5000])
def test_a_wrong_day_is_said_at_its_field(db_ozg, stichtag):
    response = Client().get("/monitor/", {"stichtag": stichtag})
    assert response.status_code == 422
    assert "vergangenen Tag" in text(response)
    assert Client().get("/monitor/antraege.csv", {"stichtag": stichtag}).status_code == 422


def test_unknown_downloads_do_not_exist(db_ozg):
    assert Client().get("/monitor/gibt-es-nicht.csv").status_code == 404


def test_the_numbers_of_the_model_land(gross, heute):
    page = Client().get("/monitor/")
    assert zahl(page, "Angeschlossene Verwaltungen") == monitorland.VERBUNDEN
    assert zahl(page, "Verwaltungen in Einarbeitung") == monitorland.EINARBEITUNG
    assert zahl(page, "Ausgerollte Online-Dienste") == monitorland.PAARE
    assert zahl(page, "Anträge seit Beginn") == monitorland.ANTRAEGE


@pytest.mark.parametrize("zurueck", [0, 100, 400])
def test_everybody_can_work_the_numbers_out_again(gross, heute, zurueck):
    """From the three downloads alone, for any day."""
    tag = heute - timedelta(days=zurueck)
    page = Client().get("/monitor/", {"stichtag": tag.isoformat()})
    stand = {z["verwaltung"]: z["stand"] for z in tabelle("verwaltungen", tag)}
    assert list(stand.values()).count("angeschlossen") == zahl(page, "Angeschlossene Verwaltungen")
    live = set()
    for zeile in tabelle("dienste", tag):
        pair = zeile["verwaltung"], zeile["onlinedienst_id"]
        live = live | {pair} if zeile["stand"] == "golive" else live - {pair}
    assert len(live) == zahl(page, "Ausgerollte Online-Dienste")
    assert len({dienst for _, dienst in live}) == zahl(page, "Verschiedene Online-Dienste")
    antraege = {z["tag"]: int(z["antraege"]) for z in tabelle("antraege", tag)}
    fenster = {(tag - timedelta(days=n)).isoformat() for n in range(28)}
    vier_wochen = sum(anzahl for day, anzahl in antraege.items() if day in fenster)
    assert vier_wochen == zahl(page, "Anträge in vier Wochen")
    assert int(vier_wochen / 28 + 0.5) == zahl(page, "Anträge je Tag")
    assert sum(antraege.values()) == zahl(page, "Anträge seit Beginn")
    kennzahlen = {z["kennzahl"]: int(z["wert"]) for z in tabelle("kennzahlen", tag)}
    assert kennzahlen["Ausgerollte Online-Dienste"] == len(live)


def test_small_numbers_are_not_told(gross, heute):
    told = {z["antraege"] for z in tabelle("antraege-verwaltungen")} | {
        z["antraege"] for z in tabelle("antraege-dienste")
    }
    assert not told & {"1", "2", "3", "4"}
    assert all(wert == "unter 5" or int(wert) >= 100 or int(wert) % 5 == 0 for wert in told)


@pytest.mark.parametrize("name", sorted(dateien.FILES))
def test_every_download_is_a_table(gross, name):
    assert tabelle(name)


# ── from the real events


def test_practice_and_clearing_are_no_verwaltungen(welt, heute):
    Mandant.objects.create(id=77, land_id=1, kurz="uebung", name="Übungsamt", art="amt", uebung_von_id=1)
    for mandant_id in (1, 77, 9):
        load_verlauf(
            welt.leitstand,
            mandant_id=mandant_id,
            anbindung=[(Anbindungsstand.ANGESCHLOSSEN, heute - timedelta(days=30))],
            dienste={welt.onlinedienst_id: usual_way(heute)},
        )
    reiche_ein(welt)
    relay_all()
    page = Client().get("/monitor/")
    assert zahl(page, "Angeschlossene Verwaltungen") == 1
    assert "1 von 2" in text(page)
    assert zahl(page, "Ausgerollte Online-Dienste") == 1
    assert "Übungsamt" not in text(Client().get("/monitor/verwaltungen/"))
    champions = tabelle("champions")
    assert [(z["rang"], z["verwaltung"], z["ausgerollt"], z["in_nutzung"]) for z in champions] == [
        ("1", "Stadt 1", "1", "1")
    ]
    gestern = heute - timedelta(days=1)
    assert zahl(Client().get("/monitor/", {"stichtag": gestern.isoformat()}), "Ausgerollte Online-Dienste") == 0


# ── what role `monitor` can see


def test_the_role_reads_no_personal_column(welt):
    reiche_ein(welt)
    tried, seen = 0, []
    with connections["monitor"].cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        granted = {tuple(row) for row in cursor.fetchall()}
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                try:
                    with transaction.atomic(using="monitor"):
                        cursor.execute(f'SELECT "{field.column}" FROM "{model._meta.db_table}" LIMIT 1')
                    seen.append((model, field.name))
                except DatabaseError:
                    tried += 1
                    assert (model._meta.db_table, field.column) not in granted
    assert tried > 200
    ours = [(m, f) for m, f in seen if m.__module__.startswith("ozgcloud.")]
    assert {m._meta.label for m, _ in seen} == {m._meta.label for m, _ in ours}, "no table of a framework either"
    assert not [f for m, f in ours if m.klassifikation[f] in (Datenklasse.PERSON, Datenklasse.GEHEIM)]


def test_the_role_changes_nothing(welt):
    reiche_ein(welt)
    with connections["monitor"].cursor() as cursor:
        for model in apps.get_models():
            for statement in ("DELETE FROM {}", "TRUNCATE {}"):
                with pytest.raises(DatabaseError), transaction.atomic(using="monitor"):
                    cursor.execute(statement.format(model._meta.db_table))
