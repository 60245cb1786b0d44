"""Every page of caseworkers that is not of one case, under axe: light and dark, wide and 320 px."""

import pytest
from playwright.sync_api import Page, expect

from journeys.amt_blicke import SEITEN_DES_HAUSES, fuelle, looker, sieh_an
from journeys.amt_gang import Look, knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten
from lauf import drain
from welt import Welt, make_welt
from weltbank import SCHEMA


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_the_house(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}")
    haus = fuelle(welt)
    melde_an(page, haus.fall.user)
    sieh_an(page, SEITEN_DES_HAUSES, haus.fall, look)
    _many_at_once(page, haus.neu.vorgangsnummer, look)


def _many_at_once(page: Page, nummer: str, look: Look) -> None:
    """What is asked before a Stapel, what is missing, and what became of it."""
    page.goto("/amt/")
    page.get_by_label(f"{nummer} auswählen").check()
    page.get_by_label("Mit den gewählten Vorgängen").select_option(label="Schlagwort hinzufügen")
    knopf(page, "Weiter")
    look("stapel-frage")
    knopf(page, "Schlagwort hinzufügen")
    expect(page.get_by_role("alert")).to_be_visible()
    look("stapel-frage-fehler")
    page.get_by_label("Schlagwort", exact=True).fill("Presse")
    knopf(page, "Schlagwort hinzufügen")
    expect(page.get_by_text("Sie können diese Seite verlassen")).to_be_visible()
    drain()
    page.reload()
    expect(page.get_by_role("button", name="Alles zurücknehmen")).to_be_visible()
    look("stapel-fertig")
