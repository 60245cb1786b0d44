"""Every page of the portal, looked at by axe: empty, filled, with errors, light and dark, wide and 320 px."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from doors.katalog_welt import ALT, ENDE, HUND_AN, make_katalog
from doors.portal_welt import SCHEMA
from journeys import portal_gang as gang
from journeys.conftest import LOOKS_PUBLIC, Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.portal.meinort import COOKIE
from tueren import DOORS
from welt import ARS, LEISTUNG, NIEMANDSORT, Welt, make_welt

OEFFENTLICH = {
    "start": "/",
    "leistungen": "/leistungen/",
    "leistungen-leer": "/leistungen/?q=qqqqqqqq",
    "leistungen-treffer": "/leistungen/?q=Hund",
    "leistungen-gemeint": "/leistungen/?q=Personalausweiss",
    "leistungen-lebenslage": "/leistungen/?lebenslage=Tierhaltung",
    "leistungen-lebenslage-unbekannt": "/leistungen/?lebenslage=Quatsch",
    "leistung-kahl": f"/leistung/{HUND_AN}/",
    "leistung-abgelaufen": f"/leistung/{ENDE}/",
    "leistung-abgeloest": f"/leistung/{ALT}/",
    "ort": "/ort/",
    "ort-fehler": "/ort/?ort=Nirgends",
    "ort-treffer": "/ort/?ort=Stadt",
    "leistung": f"/leistung/{LEISTUNG}/",
    "leistung-fehler": f"/leistung/{LEISTUNG}/?ort=Nirgends",
    "leistung-treffer": f"/leistung/{LEISTUNG}/?ort=Stadt",
    "leistung-keine-wahl": f"/leistung/{LEISTUNG}/?ort=Stadt&auswahl=1",
    "leistung-fremd": f"/leistung/{LEISTUNG}/?ort=Fremdort",
    "leistung-ort": f"/leistung/{LEISTUNG}/?gebiet={ARS[1]}",
    "leistung-clearing": f"/leistung/{LEISTUNG}/?gebiet={NIEMANDSORT}",
    "start-mit-ort": "/",
    "leistungen-mit-ort": "/leistungen/?q=Prüfleistung",
    "ort-gewaehlt": "/ort/",
    "online": "/online/pruefdienst/",
    "fortsetzen": "/antrag/fortsetzen/",
    "verschlossen": "/antrag/00000000-0000-7000-8000-000000000000/",
    "status": "/status/",
    "impressum": "/impressum/",
    "datenschutz": "/datenschutz/",
    "barrierefreiheit": "/barrierefreiheit/",
    "anbinden": "/anbinden/",
    "404": "/gibt/es/nicht/",
}


# Only lead on (antrag), only take a POST, or hand out a file.
OHNE_EIGENE_SEITE = {
    f"portal:{name}"
    for name in (
        *("antrag", "beginnen", "online_beginnen", "absenden", "schliessen", "nachricht", "abmelden"),
        *("angaben", "dokument"),
        # Looked at in their own walks, where something was asked for or is still to be taken back.
        *("nachforderung", "zuruecknehmen"),
    )
}


@pytest.fixture
def welt(live: str) -> Welt:
    made = make_welt(SCHEMA)
    make_katalog()
    return made


@pytest.mark.parametrize(("width", "dark"), LOOKS_PUBLIC)
def test_every_page_in_every_state(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    art = f"{width}{'-dunkel' if dark else ''}"

    besucht: set[str] = set()

    def look(name: str) -> None:
        besucht.add(_door_of(page.url))
        foto(page, f"{art}-{name}")
        no_sideways_scrolling(page)
        axe(page)

    for name, path in OEFFENTLICH.items():
        page.goto(path)
        look(name)
    cache.clear()
    page.context.clear_cookies(name=COOKIE)
    _form(page, look)
    _status(welt, page, look)
    alle = {door.name for door in DOORS if door.name.startswith("portal:")}
    assert not alle - besucht - OHNE_EIGENE_SEITE, "every door of the table has a page looked at, or a reason above"


def _door_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def _form(page: Page, look) -> None:
    gang.beginne(page)
    erster = page.url
    look("schritt-1-leer")
    gang.weiter(page)
    look("schritt-1-fehler")
    gang.person(page)
    gang.weiter(page)
    gang.hund(page)
    page.get_by_role("button", name="Hund hinzufügen").click()
    look("schritt-2-zwei-hunde")
    gang.hund(page, 2, "Rex")
    gang.weiter(page)
    gang.weiter(page)
    look("schritt-3-fehler")
    page.get_by_role("button", name="Später beheben und weiter").click()
    look("schritt-4-leer")
    gang.unterlagen(page)
    page.get_by_label("Weitere Nachweise").set_input_files(
        {"name": "bild.png", "mimeType": "image/png", "buffer": b"MZ keine Bilddatei"}
    )
    gang.weiter(page)
    look("schritt-4-datei-abgelehnt")
    gang.weiter(page)
    look("pruefen-fehler")
    page.get_by_role("link", name="Zahlung: ").click()
    gang.zahlung(page)
    look("schritt-3-gewaehlt")
    gang.weiter(page)
    look("pruefen")
    page.goto(erster)
    page.locator("[name=_version]").evaluate("field => field.value = '1'")
    page.get_by_label("Ort", exact=True).fill("Kiel")
    gang.weiter(page)
    look("veraltet")
    page.get_by_role("button", name="Später weitermachen").click()
    look("spaeter")
    code = page.locator(".portal-code").inner_text()
    page.get_by_role("link", name="Jetzt weiter ausfüllen").click()
    page.goto(erster)
    page.context.clear_cookies(name="ozg_entwurf")
    page.get_by_role("button", name="Später weitermachen").click()
    look("verschlossen-eingaben")
    page.get_by_label("Entwurfscode").fill(code)
    page.get_by_role("button", name="Antrag öffnen").click()
    page.get_by_role("link", name="Entwurf löschen").click()
    look("loeschen")
    page.get_by_role("link", name="Nicht löschen").click()


def _status(welt: Welt, page: Page, look) -> None:
    nummer, code = gang.sende_ab(page)
    look("quittung")
    gang.oeffne_status(page, nummer, "22222-22222")
    look("status-unbekannt")
    gang.oeffne_status(page, "falsch", "falsch")
    look("status-fehler")
    gang.oeffne_status(page, nummer, code)
    look("stand-folgt")
    drain()
    page.get_by_role("link", name="Seite neu laden").click()
    look("stand")
    page.get_by_role("button", name="Nachricht senden").click()
    look("stand-fehler")
    page.get_by_label("Nachricht an die Behörde").fill("Wann kommt der Bescheid?\n😀 Danke!")
    page.get_by_role("button", name="Nachricht senden").click()
    look("stand-nachricht")
    gang.bescheide(welt, nummer, code)
    page.reload()
    look("stand-bescheid")
