"""Machines in a real browser: axe, 320 px, dark, and the whole way to a key without script."""

import re

import pytest
from playwright.sync_api import Page, expect
from psycopg import Connection

from ausgang.maschinen import EREIGNISSE, Empfaenger, abonniere, maschine, schreibe, stelle_zu
from journeys.amt_gang import knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten, no_sideways_scrolling
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from tueren import DOORS
from welt import Welt, make_welt
from weltbank import SCHEMA

LISTE = "/leitstand/schnittstellen/"
PAGES = {"schnittstellen", "client_neu", "client", "client_schluessel", "client_widerrufen", "abonnement"}
NO_PAGES = {"client_freigaben", "client_sperren"}


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA)


def test_every_page_here_is_looked_at() -> None:
    doors = {door.name for door in DOORS if door.route.startswith("schnittstellen/")}
    assert {f"leitstand:{name}" for name in PAGES | NO_PAGES} == doors


def make_client(page: Page) -> None:
    page.goto(f"{LISTE}neu/")
    page.get_by_label("Name", exact=True).fill("Formularhaus mit einem ziemlich langen Namen GmbH & Co. KG")
    knopf(page, "Anlegen")


def give(page: Page, recht: str) -> None:
    page.get_by_label("Recht", exact=True).select_option(label=recht)
    knopf(page, "Freigabe hinzufügen")


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page(
    welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, als_superuser: Connection, width: int, dark: bool
) -> None:
    page = seiten(csp=False, width=width, dark=dark)

    def look(name: str) -> None:
        no_sideways_scrolling(page)
        foto(page, f"schnittstellen-{width}{'-dunkel' if dark else ''}-{name}")
        axe(page)

    melde_an(page, welt.leitstand, LISTE)
    look("liste-leer")
    page.goto(f"{LISTE}neu/")
    look("neu")
    knopf(page, "Anlegen")
    look("neu-fehler")
    make_client(page)
    look("client-neu")
    knopf(page, "Freigabe hinzufügen")
    look("freigabe-fehler")
    give(page, "Anträge einreichen")
    knopf(page, "Schlüssel ausstellen")
    look("schluessel")
    page.get_by_role("link", name="Ich habe ihn kopiert").click()
    look("client")
    page.get_by_role("link", name="Widerrufen").click()
    look("widerrufen")
    knopf(page, "Widerrufen")
    knopf(page, "Sperren")
    look("gesperrt")
    zugriff = maschine(welt, Angabe(EREIGNISSE))
    abo = abonniere(zugriff)
    weg = f"{LISTE}{zugriff.client_id}/abonnement/{abo}/"
    page.goto(weg)
    look("abonnement-leer")
    schreibe(als_superuser, range(1, 5))
    stelle_zu(zugriff, abo, Empfaenger(lambda _sendung: 500))
    page.goto(weg)
    look("abonnement-gestoert")
    stelle_zu(zugriff, abo, Empfaenger(lambda _sendung: 410))
    page.get_by_label("Noch einmal senden ab").fill("gestern")
    knopf(page, "Fortsetzen")
    look("abonnement-fehler")
    page.goto(LISTE)
    look("liste")


def test_the_whole_way_to_a_key_without_script(welt: Welt, seiten: Seiten) -> None:
    page = seiten(javascript=False)
    melde_an(page, welt.leitstand, LISTE)
    make_client(page)
    give(page, "Ereignisse lesen")
    expect(page.get_by_role("table", name="Freigaben")).to_contain_text("Ereignisse lesen")
    knopf(page, "Schlüssel ausstellen")
    expect(page.get_by_label("Schlüssel", exact=True)).to_have_value(re.compile(r"ozg_[a-z0-9]{12}_.{40,}"))
    page.get_by_role("link", name="Ich habe ihn kopiert").click()
    expect(page.get_by_role("table", name="Schlüssel")).to_contain_text("noch nie")
