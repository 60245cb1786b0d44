"""A clerk asks back, the citizen answers item by item, the clerk judges: in a real browser, with and without script.

And a letter on paper becomes a case, whose applicant opens it with the code of the answer.
"""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from doors.portal_welt import PDF
from gang import Fall, in_bearbeitung
from journeys.amt_gang import knopf, melde_an
from journeys.conftest import Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.erfassung.queries import list_erfassungen, zugangscode_of
from welt import Welt, make_welt
from weltbank import SCHEMA

IMPFPASS = {"name": "impfpass.pdf", "mimeType": "application/pdf", "buffer": PDF}
ANGABEN = ("Vornamen", "Familienname", "Straße", "Hausnummer", "Postleitzahl")
WEISEN = [pytest.param(False, 320), pytest.param(True, 1280, marks=pytest.mark.long)]


@pytest.fixture
def welt(live: str) -> Welt:
    cache.clear()
    return make_welt(SCHEMA)


@pytest.fixture
def fall(welt: Welt) -> Fall:
    made = in_bearbeitung(welt)
    drain()
    return made


def frage_nach(page: Page, fall: Fall, foto: Foto) -> None:
    """Write, look, send."""
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    page.get_by_role("link", name="Etwas nachfordern").click()
    page.get_by_label("Weitere Unterlagen").fill("Impfpass\nFoto des Hundes")
    page.get_by_label("Weitere Angaben oder Fragen").fill("Welche Rasse?")
    no_sideways_scrolling(page)
    knopf(page, "Weiter zur Vorschau")
    expect(page.get_by_text("2. Foto des Hundes")).to_be_visible()
    foto(page, "nachforderung-vorschau")
    knopf(page, "Nachforderung senden")
    expect(page.get_by_text("0 von 3 beantwortet")).to_be_visible()


def oeffne(page: Page, nummer: str, code: str) -> None:
    page.goto("/status/")
    page.get_by_label("Vorgangsnummer").fill(nummer)
    page.get_by_label("Zugangscode").fill(code)
    knopf(page, "Antrag öffnen")


def posten(page: Page, titel: str):
    return page.get_by_role("region", name=titel)


def antworte(page: Page, foto: Foto) -> None:
    """One item with a file, saved and come back to; one with words; one he does not have."""
    page.get_by_role("link", name="Jetzt antworten").click()
    posten(page, "1. Impfpass").get_by_label("Dateien hochladen").set_input_files(IMPFPASS)
    knopf(page, "Nur speichern")
    expect(page.get_by_text("impfpass.pdf", exact=True)).to_be_visible()
    posten(page, "2. Foto des Hundes").get_by_label("Ich habe das nicht, weil").fill("Er hält nicht still.")
    posten(page, "3. Welche Rasse?").get_by_label("Ihre Antwort").fill("Dackel")
    no_sideways_scrolling(page)
    foto(page, "nachforderung-antworten")
    knopf(page, "Antworten senden")
    expect(page.get_by_text("Ihre Antworten sind bei der Behörde angekommen.")).to_be_visible()
    expect(page.get_by_text("3 von 3 beantwortet.")).to_be_visible()


def nimm_an(page: Page, titel: str) -> None:
    page.get_by_role("button", name=re.compile(rf"Annehmen ?: {re.escape(titel)}")).click()


def pruefe(page: Page, fall: Fall, foto: Foto) -> None:
    """Two are enough, one is not."""
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    expect(page.get_by_text("3 von 3 beantwortet, 3 zu prüfen")).to_be_visible()
    foto(page, "nachforderung-pruefen")
    page.get_by_text("Zurückgeben: Foto des Hundes").first.click()
    page.locator("details[open]").get_by_label("Was fehlt an der Antwort?").fill("Bitte versuchen Sie es noch einmal.")
    page.locator("details[open]").get_by_role("button", name="Zurückgeben").click()
    for titel in ("Impfpass", "Welche Rasse?"):
        nimm_an(page, titel)
    expect(page.get_by_text("2 von 3 beantwortet")).to_be_visible()


@pytest.mark.parametrize(("javascript", "width"), WEISEN)
def test_item_by_item(welt: Welt, fall: Fall, seiten: Seiten, foto: Foto, javascript: bool, width: int) -> None:
    amt, buergerin = seiten(javascript=javascript), seiten(javascript=javascript, width=width)
    melde_an(amt, fall.user)
    frage_nach(amt, fall, foto)
    drain()
    oeffne(buergerin, fall.vorgangsnummer, fall.zugangscode)
    antworte(buergerin, foto)
    drain()
    pruefe(amt, fall, foto)
    buergerin.goto("/status/vorgang/")
    buergerin.get_by_role("link", name="Jetzt antworten").click()
    expect(buergerin.get_by_text("Bitte versuchen Sie es noch einmal.")).to_be_visible()
    posten(buergerin, "2. Foto des Hundes").get_by_label("Dateien hochladen").set_input_files(IMPFPASS)
    knopf(buergerin, "Antworten senden")
    amt.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    nimm_an(amt, "Foto des Hundes")
    expect(amt.get_by_text("Nachforderung 1: Erledigt")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(320, False), pytest.param(1280, True, marks=pytest.mark.long)])
def test_the_citizens_pages_under_axe(
    welt: Welt, fall: Fall, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool
) -> None:
    amt, page = seiten(), seiten(csp=False, width=width, dark=dark)
    melde_an(amt, fall.user)
    frage_nach(amt, fall, foto)
    drain()
    oeffne(page, fall.vorgangsnummer, fall.zugangscode)
    axe(page)
    page.get_by_role("link", name="Jetzt antworten").click()
    axe(page)
    knopf(page, "Antworten senden")
    expect(page.get_by_role("alert")).to_contain_text("noch nichts beantwortet")
    axe(page)
    no_sideways_scrolling(page)
    posten(page, "1. Impfpass").get_by_label("Dateien hochladen").set_input_files(IMPFPASS)
    knopf(page, "Nur speichern")
    axe(page)
    knopf(page, "Antworten senden")
    page.get_by_role("link", name="Jetzt antworten").click()
    axe(page)


@pytest.mark.long
@pytest.mark.parametrize("javascript", [False, True])
def test_from_paper_to_the_status_page(welt: Welt, seiten: Seiten, foto: Foto, javascript: bool) -> None:
    page, user = seiten(javascript=javascript), welt.eins.sachbearbeitung
    melde_an(page, user)
    page.get_by_role("link", name="Erfassen", exact=True).click()
    page.get_by_label("Leistung").select_option(label="Prüfdienst")
    page.get_by_label("Ort").fill("24001")
    page.get_by_label("Papier").check()
    knopf(page, "Weiter zum Formular")
    for label in ANGABEN:
        page.get_by_label(label, exact=True).fill("1")
    page.get_by_label("Scans hinzufügen").set_input_files(IMPFPASS)
    foto(page, "erfassung")
    knopf(page, "Vorgang anlegen")
    expect(page.get_by_text("Es fehlen noch Angaben")).to_be_visible()
    knopf(page, "Unvollständig anlegen")
    expect(page.get_by_role("heading", name="Der Vorgang ist angelegt")).to_be_visible()
    drain()
    page.get_by_role("link", name="Zum Vorgang").click()
    expect(page.get_by_text("Der Antrag ist nicht vollständig: Vorschlag für eine Nachforderung")).to_be_visible()
    page.get_by_role("button", name="So nachfordern bis").click()
    drain()
    (zeile,) = list_erfassungen(user)
    buerger = seiten(javascript=javascript, width=320)
    oeffne(buerger, zeile.vorgangsnummer, zugangscode_of(zeile.id))
    expect(buerger.get_by_role("link", name="Jetzt antworten")).to_be_visible()
