"""The public monitor and the roll-out pages under axe: empty, full, with errors; light and dark; wide and 320 px."""

import re
from datetime import timedelta

import psycopg
import pytest
from bench import monitorland
from django.test import Client
from playwright.sync_api import expect

from journeys.amt_gang import melde_an
from journeys.conftest import LOOKS_PUBLIC, Axe, Foto, Seiten, no_sideways_scrolling
from ozgcloud.core import clock
from ozgcloud.rollout.actions.set_anbindung import set_anbindung
from ozgcloud.rollout.actions.set_phase import set_phase
from ozgcloud.rollout.rules import Anbindungsstand, usual_way
from tueren import DOORS
from welt import Welt, make_welt
from weltbank import SCHEMA

Superuser = psycopg.Connection[tuple[object, ...]]
MONITOR = {
    door.name: f"/monitor/{door.route}"
    for door in DOORS
    if door.name.startswith("monitor:") and door.name != "monitor:datei"
}


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA)


@pytest.mark.parametrize(("width", "dark"), LOOKS_PUBLIC)
def test_every_public_page(
    live: str, as_superuser: Superuser, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool
) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    art = f"monitor-{width}{'-dunkel' if dark else ''}"
    for name, path in MONITOR.items():
        page.goto(path)
        no_sideways_scrolling(page)
        foto(page, f"{art}-leer-{name.split(':')[1]}")
        axe(page)
    monitorland.fill(as_superuser, clock.today())
    for name, path in MONITOR.items():
        page.goto(path)
        for summary in page.locator("details > summary").all():
            summary.click()
        no_sideways_scrolling(page)
        foto(page, f"{art}-voll-{name.split(':')[1]}")
        axe(page)
    page.goto("/monitor/?stichtag=morgen")
    foto(page, f"{art}-fehler")
    axe(page)


def test_the_monitor_needs_no_script(live: str, as_superuser: Superuser, seiten: Seiten) -> None:
    monitorland.fill(as_superuser, clock.today())
    page = seiten(javascript=False)
    page.goto("/monitor/")
    tag = clock.today() - timedelta(days=400)
    page.get_by_label("Stichtag").fill(tag.isoformat())
    page.get_by_role("button", name="Anzeigen").click()
    expect(page).to_have_url(re.compile(rf"stichtag={tag.isoformat()}"))
    page.get_by_role("link", name="Champions", exact=True).click()
    expect(page).to_have_url(re.compile(rf"champions/\?stichtag={tag.isoformat()}"))
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_role("link", name="Überblick").click()
    expect(page.get_by_role("img", name="Verwaltungen", exact=True)).to_be_visible()
    page.get_by_text("Zahlen als Tabelle").first.click()
    expect(page.get_by_role("table").first).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), LOOKS_PUBLIC)
def test_every_page_of_the_rollout(
    welt: Welt, as_superuser: Superuser, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool
) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    art = f"rollout-{width}{'-dunkel' if dark else ''}"
    melde_an(page, welt.leitstand)
    weg = f"/leitstand/mandanten/1/dienst/{welt.onlinedienst_id}/"
    pages = {
        "mandanten": "/leitstand/mandanten/", "neu": "/leitstand/mandanten/neu/", "mandant": "/leitstand/mandanten/1/",
        "dienst": weg, "rollout": "/leitstand/rollout/", "betrieb": "/leitstand/betrieb/",
        "abkuendigen": f"/leitstand/dienst/{welt.onlinedienst_id}/abkuendigen/",
    }  # fmt: skip

    def look(name: str) -> None:
        no_sideways_scrolling(page)
        foto(page, f"{art}-{name}")
        axe(page)

    for name, path in pages.items():
        page.goto(path)
        look(f"{name}-leer")
    _progress(welt)
    monitorland.fill(as_superuser, clock.today())
    as_superuser.execute(
        "INSERT INTO delivery (id, mandant_id, ereignis_id, schritt, status, versuche, fehler, fehlerart, quittung,"
        " erstellt_am, geaendert_am) VALUES (gen_random_uuid(), 1, gen_random_uuid(), 'prepare_akte',"
        " 'fehlgeschlagen', 12, '', 'spaeter-erneut', '{}', now(), now())"
    )
    for name, path in pages.items():
        page.goto(path)
        look(name)
    page.goto(weg)
    page.get_by_role("button", name="Eintragen").click()
    look("dienst-fehler")
    page.goto("/leitstand/rollout/")
    page.get_by_role("checkbox", name="Stadt 1").check()
    page.get_by_role("checkbox", name="Stadt 2").check()
    page.get_by_role("checkbox", name="Prüfdienst").check()
    page.get_by_label("Phase").select_option("ausgesetzt")
    page.get_by_role("button", name="Vorschau").click()
    look("rollout-vorschau")
    page.get_by_role("button", name="eintragen").click()
    look("rollout-ergebnis")


def _progress(welt: Welt) -> None:
    heute = clock.today()
    set_anbindung(welt.leitstand, mandant_id=1, stand=Anbindungsstand.ANGESCHLOSSEN, am=heute - timedelta(days=9))
    for phase, am in usual_way(heute):
        set_phase(welt.leitstand, mandant_id=1, onlinedienst_id=welt.onlinedienst_id, phase=phase, am=am)


def test_bulk_works_without_script(welt: Welt, seiten: Seiten) -> None:
    page = seiten(javascript=False)
    melde_an(page, welt.leitstand)
    page.goto("/leitstand/rollout/")
    page.get_by_role("checkbox", name="Stadt 1").check()
    page.get_by_role("checkbox", name="Prüfdienst").check()
    page.get_by_label("Phase").select_option("interesse")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("button", name="1 Schritt eintragen").click()
    expect(page.get_by_text("1 von 1 Schritten sind eingetragen")).to_be_visible()
    assert Client().get("/monitor/").status_code == 200
