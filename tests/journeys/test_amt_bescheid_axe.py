"""A new case, what is said about wrong entries, and a Bescheid from its draft to the Akte, under axe in all looks."""

import pytest
from playwright.sync_api import Page, expect

from gang import Fall, in_bearbeitung
from journeys.amt_blicke import fuelle, looker
from journeys.amt_gang import Look, knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten
from lauf import drain
from ozgcloud.onlinedienst.models import Onlinedienst
from welt import Welt, make_welt
from weltbank import SCHEMA


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_from_errors_to_the_akte(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}")
    haus = fuelle(welt)
    melde_an(page, haus.fall.user)
    weg = f"/amt/vorgang/{haus.neu.vorgang_id}/"
    page.goto(f"{weg}schritt/verwerfen/")
    look("verwerfen")
    for teil in ("bescheid", "nachrichten", "notizen", "dateien"):
        page.goto(f"{weg}{teil}/")
        look(f"neu-{teil}")
    page.goto("/amt/vorgang/00000000-0000-7000-8000-000000000000/")
    look("404")
    _errors(welt, page, look)
    _issue(page, haus.fall, look)


def _said(page: Page, satz: str) -> None:
    """The answer is there: only then may the flow go on."""
    expect(page.get_by_text(satz).first).to_be_visible()


def _errors(welt: Welt, page: Page, look: Look) -> None:
    fall = in_bearbeitung(welt, seed=3)
    for teil, name in (("notizen/", "Notiz speichern"), ("nachrichten/", "Nachricht senden")):
        page.goto(f"/amt/vorgang/{fall.vorgang_id}/{teil}")
        knopf(page, name)
        expect(page.get_by_role("alert").first).to_be_visible()
        look(f"{teil[:-1]}-fehler")
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/schritt/bescheiden/")
    look("bescheiden")
    page.get_by_label("Ablehnen").check()
    knopf(page, "Entscheidung speichern")
    expect(page.get_by_role("alert").first).to_be_visible()
    look("bescheiden-fehler")
    page.get_by_label("Begründung").fill("Die Voraussetzungen fehlen.")
    knopf(page, "Entscheidung speichern")
    _said(page, "Der Entwurf wird angelegt")
    look("entwurf-wird-angelegt")


def _issue(page: Page, fall: Fall, look: Look) -> None:
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/bescheid/")
    page.get_by_label("Entscheidungssatz").fill(" ")
    knopf(page, "Entwurf speichern")
    expect(page.get_by_role("alert").first).to_be_visible()
    look("bescheid-fehler")
    page.get_by_label("Entscheidungssatz").fill("Dem Antrag wird entsprochen.")
    knopf(page, "Bescheid erlassen")
    _said(page, "können Sie ihn zurücknehmen")
    look("bescheid-erlassen")
    Onlinedienst.objects.update(haltezeit_minuten=0)
    knopf(page, "Zurücknehmen")
    _said(page, "Er wurde nicht bereitgestellt.")
    look("bescheid-ohne-haltezeit")
    knopf(page, "Bescheid erlassen")
    _said(page, "Der Bescheid wird jetzt bereitgestellt")
    drain()
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/bescheid/")
    look("bescheid-bereitgestellt")
    knopf(page, "Abschließen")
    _said(page, "Der Vorgang ist abgeschlossen.")
    drain()
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    look("akte")
