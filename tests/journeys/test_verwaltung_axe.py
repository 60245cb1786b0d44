"""Administration, own settings and the log of reading in a real browser: axe, 320 px, dark, also without script."""

import pytest
from playwright.sync_api import Page, expect

from doors.amt_zugang import log_in, somebody
from gang import reiche_ein
from journeys.amt_gang import knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.mandant.models import Mandant
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.parameter import Art, Parameter, as_json
from tueren import DOORS
from welt import Welt, make_welt
from weltbank import SCHEMA

START = "/amt/verwaltung/"
SEEN = {"start", "personen", "person_neu", "person", "einheiten", "einheit", "uebungszugang", "onlinedienste"} | {
    *("onlinedienst", "lesezugriffe", "verwaltung"),
}


@pytest.fixture
def welt(live: str) -> Welt:
    welt = make_welt(SCHEMA)
    parameter = (Parameter("gebuehr", "Gebühr", Art.BETRAG, "12.50"), Parameter("satzung", "Satzung", pflicht=True))
    Onlinedienst.objects.update(
        parameter=as_json(parameter),
        bescheid={"betreff": "Ihr Antrag", "gebuehr": "Die Gebühr beträgt {gebuehr} ({satzung})."},
    )
    Mandant.objects.create(id=8, land_id=1, kurz="uebung-1", name="Übungsstadt 1", art="stadt", uebung_von_id=1)
    return welt


def test_every_page_here_is_looked_at() -> None:
    doors = {door.name.removeprefix("amt:") for door in DOORS if door.route.startswith("verwaltung/")}
    assert doors <= SEEN | {"lesezugriffe_auszug"}


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_the_administration(
    welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool
) -> None:
    page = seiten(csp=False, width=width, dark=dark)

    def look(name: str) -> None:
        no_sideways_scrolling(page)
        foto(page, f"verwaltung-{width}{'-dunkel' if dark else ''}-{name}")
        axe(page)

    melde_an(page, somebody(1, Rolle.FACHADMIN, name="Alma Admin"), START)
    look("start")
    page.goto(f"{START}personen/neu/")
    look("neu")
    knopf(page, "Person anlegen")
    look("neu-fehler")
    page.get_by_label("Name", exact=True).fill("Inken Clausen mit einem langen Doppelnamen-Beispiel")
    page.get_by_label("Anmeldename").fill("inken.clausen")
    page.get_by_label("Rolle", exact=True).select_option(Rolle.USER.value)
    knopf(page, "Person anlegen")
    look("zugang")
    page.get_by_role("link", name="Weiter").click()
    look("person")
    knopf(page, "Abwesenheit eintragen")
    look("person-fehler")
    page.goto(f"{START}personen/")
    look("personen")
    page.goto(f"{START}personen/?suche=zzz")
    look("personen-leer")
    page.goto(f"{START}einheiten/")
    look("einheiten")
    page.get_by_role("link", name="Amt A").click()
    look("einheit")
    page.goto(f"{START}uebung/")
    look("uebung")
    page.goto(f"{START}onlinedienste/")
    look("onlinedienste")
    page.get_by_role("link", name="Prüfdienst").click()
    page.get_by_label("Gebühr").fill("viel")
    knopf(page, "Vorschau zeigen")
    look("onlinedienst-fehler")
    page.get_by_label("Gebühr").fill("20")
    knopf(page, "Vorschau zeigen")
    look("onlinedienst-vorschau")
    page.goto("/amt/einstellungen/")
    look("einstellungen")


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_the_log_of_reading(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    melde_an(page, somebody(1, Rolle.DATENSCHUTZ, name="Dora Datenschutz"), f"{START}lesezugriffe/")
    expect(page.get_by_text("Keine Lesezugriffe")).to_be_visible()
    axe(page)
    fall = reiche_ein(welt)
    drain()
    log_in(welt.eins.sachbearbeitung).get(f"/amt/vorgang/{fall.vorgang_id}/")
    page.reload()
    expect(page.get_by_text(fall.vorgangsnummer)).to_be_visible()
    foto(page, f"lesezugriffe-{width}{'-dunkel' if dark else ''}")
    no_sideways_scrolling(page)
    axe(page)


def fill_and_save(page: Page) -> None:
    page.get_by_label("Gebühr").fill("20")
    page.get_by_label("Satzung").fill("Gebührensatzung der Stadt 1")
    knopf(page, "Vorschau zeigen")
    expect(page.get_by_text("Die Gebühr beträgt 20,00 Euro (Gebührensatzung der Stadt 1).")).to_be_visible()
    expect(page.get_by_text("Vorschau, noch nicht gespeichert")).to_be_visible()
    knopf(page, "Speichern")


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_fee_is_changed_after_a_look_at_the_text(welt: Welt, seiten: Seiten, javascript: bool) -> None:
    page = seiten(javascript=javascript)
    melde_an(page, somebody(1, Rolle.FACHADMIN), f"{START}onlinedienste/")
    page.get_by_role("link", name="Prüfdienst").click()
    fill_and_save(page)
    expect(page.get_by_text("Die Angaben sind gespeichert.")).to_be_visible()
    expect(page.get_by_text("Die Gebühr beträgt 20,00 Euro (Gebührensatzung der Stadt 1).")).to_be_visible()
    page.goto(f"{START}onlinedienste/")
    expect(page.get_by_text("vollständig")).to_be_visible()
