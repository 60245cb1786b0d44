"""Rules, proposals, probe and Klärungsfälle in a real browser: axe, 320 px, and the whole way without script."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from doors.amt_zugang import at_clearing
from journeys.amt_gang import Look, knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zustaendigkeit.models import Vollzugsebene, Zustaendigkeitsregel
from tueren import DOORS
from welt import CLEARING, LEISTUNG, NIEMANDSORT, Welt, make_welt, submit
from weltbank import SCHEMA

LISTE = "/leitstand/zustaendigkeit/"
DOORS_HERE = {door.name for door in DOORS if door.route.startswith("zustaendigkeit/")}


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA)


PAGES = {
    "zustaendigkeit", "regel_neu", "regel", "regel_aendern", "regel_beenden", "regelvorschlag", "zustaendigkeit_probe",
    "zustaendigkeit_klaerung", "vollzugsebenen",
}  # fmt: skip
NO_PAGES = {"regelvorschlag_csv", "regelvorschlag_uebernehmen", "regelvorschlag_verwerfen"}


def test_every_page_here_is_looked_at() -> None:
    assert {f"leitstand:{name}" for name in PAGES | NO_PAGES} == DOORS_HERE


def looker(page: Page, axe: Axe, foto: Foto, art: str) -> Look:
    def look(name: str) -> None:
        no_sideways_scrolling(page)
        foto(page, f"zustaendigkeit-{art}-{name}")
        axe(page)

    return look


def propose(page: Page, ort: str = NIEMANDSORT) -> None:
    page.goto(f"{LISTE}regel/neu/?leistung_praefix={LEISTUNG}&ars_praefix={ort}")
    page.get_by_label("Verwaltung").select_option("1")
    page.get_by_label("Organisationseinheit").fill("Amt A")
    knopf(page, "Weiter zur Prüfung")


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_operators(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}")
    melde_an(page, welt.leitstand, LISTE)
    for name in ("vollzugsebenen", "klaerung", "probe"):
        page.goto(f"{LISTE}{name}/")
        look(f"{name}-leer")
    page.goto(f"{LISTE}?suche=zzz")
    look("liste-leer")
    for seed in (1, 2):
        submit(welt, ars=NIEMANDSORT, seed=seed)
    Vollzugsebene.objects.create(leistung_praefix="99090", ebene="kreis", gueltig_von=date(2026, 1, 1))
    fassung = Zustaendigkeitsregel.objects.get(mandant_id=1)
    pages = {
        "liste": "", "klaerung": "klaerung/", "vollzugsebenen": "vollzugsebenen/", "neu": "regel/neu/",
        "regel": f"regel/{fassung.regel_id}/", "aendern": f"fassung/{fassung.id}/aendern/",
        "beenden": f"fassung/{fassung.id}/beenden/", "probe": f"probe/?leistung={LEISTUNG}&ort=24001",
        "probe-klaerung": f"probe/?leistung={LEISTUNG}&ort={NIEMANDSORT}", "probe-fehler": "probe/?leistung=1&ort=zzz",
    }  # fmt: skip
    for name, path in pages.items():
        page.goto(f"{LISTE}{path}")
        look(name)
    page.goto(f"{LISTE}regel/neu/")
    knopf(page, "Weiter zur Prüfung")
    look("neu-fehler")
    propose(page)
    page.get_by_text("Jeden Antrag zeigen").click()
    look("vorschlag")
    vorschlag = page.url
    page.goto(LISTE)
    look("liste-mit-vorschlag")
    page.goto(vorschlag)
    knopf(page, "Übernehmen")
    look("uebernommen")
    page.goto(vorschlag)
    look("vorschlag-erledigt")
    propose(page, "01")
    look("vorschlag-ohne-unterschied")


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_the_clearing(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    submit(welt, ars=NIEMANDSORT)
    drain()
    with mandant_scope(CLEARING):
        weg = f"/amt/vorgang/{Vorgang.objects.get().id}/"
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}-clearing")
    melde_an(page, at_clearing())
    look("liste")
    page.goto(weg)
    look("fall")
    for name, button in (("verwerfen", "Antrag verwerfen"), ("abgeben", "Vorgang abgeben")):
        page.goto(f"{weg}klaerung/{name}/")
        look(name)
        knopf(page, button)
        look(f"{name}-fehler")
    page.get_by_label("Zuständige Stelle").select_option(label="Stadt 1, Amt A")
    page.get_by_label("Begründung").fill("Dort steht der Baum.")
    knopf(page, "Vorgang abgeben")
    drain()
    page.goto(weg)
    look("abgegeben")
    page.goto(f"{weg}historie/")
    look("historie")


def test_the_whole_way_works_without_script(welt: Welt, seiten: Seiten) -> None:
    submit(welt, ars=NIEMANDSORT)
    drain()
    page = seiten(javascript=False)
    melde_an(page, welt.leitstand, LISTE)
    propose(page)
    expect(page.get_by_text("1 davon betreffen diese Regel")).to_be_visible()
    knopf(page, "Übernehmen")
    expect(page.get_by_text("Die Regel ist übernommen")).to_be_visible()
    clearing = seiten(javascript=False)
    melde_an(clearing, at_clearing())
    clearing.locator("[data-ozg-open]").click()
    clearing.get_by_role("link", name="An zuständige Stelle abgeben").click()
    clearing.get_by_label("Zuständige Stelle").select_option(label="Stadt 1, Amt A")
    clearing.get_by_label("Begründung").fill("Dort steht der Baum.")
    knopf(clearing, "Vorgang abgeben")
    expect(clearing.get_by_text("Der Vorgang ist abgegeben.")).to_be_visible()
