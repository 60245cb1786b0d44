"""What must be looked at first, in a real browser: from the list to its remedies and back, with and without script."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from doors.annahme_welt import PDF, Sendung, daten, feld, senden
from journeys.amt_gang import Look, knopf, melde_an
from journeys.conftest import NARROW, OTHERS, WIDE, Axe, Foto, Seiten, no_sideways_scrolling
from maschinen import maschine
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.rules import Befugnis
from welt import Welt, make_welt
from weltbank import SCHEMA

ORT = (feld("plz", "24001"), feld("ort", "Stadt 1"))
LISTE = "/amt/quarantaene/"
# The wide one with clicks is normal; narrow, dark and without script are long.
WEGE = [
    pytest.param(*WIDE, True),
    *(pytest.param(*look, True, marks=pytest.mark.long) for look in (NARROW, *OTHERS)),
    pytest.param(*WIDE, False, marks=pytest.mark.long),
]


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA)


@pytest.fixture
def nummern(welt: Welt) -> list[str]:
    """Numbers of the same Antrag, delivered twice, and of one that is incomplete."""
    schluessel = maschine([Angabe(Befugnis.EINREICHEN)]).schluessel.text
    bodies = [
        Sendung().teil("formData", daten(*ORT, transactionId=name)).teil("attachment", PDF, datei="nachweis.pdf")
        for name in ("erste", "zweite")
    ]
    bodies.append(Sendung().teil("formData", daten(feld("F1", "Erika"), *ORT, formId="pruefdienst")))
    answers = [senden(Client(), body.bytes(), HTTP_AUTHORIZATION=f"Bearer {schluessel}") for body in bodies]
    return [answer.json()["vorgang"]["vorgangNummer"] for answer in answers]


@pytest.mark.parametrize(("width", "dark", "javascript"), WEGE)
def test_from_the_list_to_every_remedy(
    welt: Welt,
    nummern: list[str],
    seiten: Seiten,
    axe: Axe,
    foto: Foto,
    width: int,
    dark: bool,
    javascript: bool,
) -> None:
    page = seiten(csp=not javascript, width=width, dark=dark, javascript=javascript)

    def look(name: str) -> None:
        foto(page, f"pruefen-{width}{'-dunkel' if dark else ''}{'' if javascript else '-ohne-js'}-{name}")
        if javascript:
            no_sideways_scrolling(page)
            axe(page)

    melde_an(page, welt.eins.sachbearbeitung, LISTE)
    expect(page.get_by_role("link", name=nummern[0], exact=True)).to_have_count(0)
    look("liste")
    _discard_the_double(page, nummern, look)
    _take_it_back(page, nummern[1])
    _ask_for_more(page, nummern[2], look)
    _accept(page, nummern[2], "Nachweis liegt in Papier vor.")
    _accept(page, nummern[1], "Beide sind gewollt.")
    page.goto(LISTE)
    expect(page.get_by_text("Nichts zu prüfen")).to_be_visible()
    look("leer")


def _open(page: Page, nummer: str) -> None:
    page.goto(LISTE)
    page.get_by_role("link", name=nummer, exact=True).click()
    page.wait_for_url(re.compile(r"/amt/vorgang/"))


def _remedy(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(r"/quarantaene/[0-9a-f-]+/"))


def _discard_the_double(page: Page, nummern: list[str], look: Look) -> None:
    _open(page, nummern[1])
    expect(page.get_by_text("Zu prüfen: doppelt")).to_be_visible()
    expect(page.get_by_role("link", name=nummern[0], exact=True).first).to_be_visible()
    look("vorgang")
    _remedy(page, "Dublette verwerfen")
    look("dublette")
    knopf(page, "Dublette verwerfen")
    expect(page.get_by_text("Die Dublette ist verworfen.")).to_be_visible()
    page.goto(LISTE)
    expect(page.get_by_role("link", name=nummern[1], exact=True)).to_have_count(0)
    page.go_back()


def _take_it_back(page: Page, nummer: str) -> None:
    """Discarded by mistake: the case and its entry are there again."""
    knopf(page, "Zurückholen")
    page.goto(LISTE)
    expect(page.get_by_role("link", name=nummer, exact=True)).to_be_visible()


def _ask_for_more(page: Page, nummer: str, look: Look) -> None:
    _open(page, nummer)
    _remedy(page, "Angaben oder Datei anfordern")
    look("anfordern")
    page.get_by_label("Nachricht").fill("Bitte senden Sie uns den Nachweis.")
    knopf(page, "Angaben oder Datei anfordern")
    expect(page.get_by_text("Die Nachricht ist gesendet.").first).to_be_visible()


def _accept(page: Page, nummer: str, grund: str) -> None:
    _open(page, nummer)
    _remedy(page, "Als geprüft übernehmen")
    knopf(page, "Als geprüft übernehmen")
    expect(page.get_by_text("Noch nicht erledigt")).to_be_visible()
    page.get_by_label("Begründung").fill(grund)
    knopf(page, "Als geprüft übernehmen")
    expect(page.get_by_text("Der Hinweis ist erledigt").first).to_be_visible()
