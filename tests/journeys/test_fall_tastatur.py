"""A full case on its one page with the keyboard alone: days, points, notes, words, search, hand-over, an ending."""

import re

import pytest
from playwright.sync_api import Page, expect

from bearbeitung.arbeit import lege_an
from doors.amt_zugang import somebody
from gang import Fall, in_bearbeitung, reiche_ein
from journeys.amt_gang import melde_an, tab_to
from journeys.conftest import Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.core.clock import today
from ozgcloud.core.eingabe import example_day
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.vorgang.actions.assign_vorgang import assign_vorgang
from welt import Welt, make_welt
from weltbank import SCHEMA


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.fixture
def fall(welt: Welt) -> Fall:
    made = reiche_ein(welt)
    drain()
    return made


def focused(page: Page) -> str:
    """Id of the element that has the focus."""
    return str(page.evaluate("() => document.activeElement.id"))


def test_keys_lead_into_the_forms(fall: Fall, seite: Page) -> None:
    melde_an(seite, fall.user, f"/amt/vorgang/{fall.vorgang_id}/")
    press = seite.keyboard.press
    for key, field in (("n", "notiz_text"), ("f", "wiedervorlage_betreff"), ("s", "angabensuche")):
        press(key)
        seite.wait_for_function(f"() => document.activeElement.id === '{field}'")
        seite.evaluate("() => document.activeElement.blur()")
    press("s")
    seite.keyboard.type("zzz")
    expect(seite.get_by_text(re.compile(r"^0 von \d+ Angaben$"))).to_be_visible()
    seite.evaluate("() => document.activeElement.blur()")
    press("?")
    expect(seite.get_by_role("dialog")).to_contain_text("Wiedervorlage anlegen")
    expect(seite.get_by_role("dialog")).to_contain_text("voriger Vorgang")
    expect(seite.get_by_role("dialog")).not_to_contain_text("Eintrag öffnen")


@pytest.mark.long
def test_a_full_case_with_the_keyboard_alone(welt: Welt, fall: Fall, seite: Page) -> None:
    melde_an(seite, fall.user, f"/amt/vorgang/{fall.vorgang_id}/")
    press, write = seite.keyboard.press, seite.keyboard.type

    def said(satz: str) -> None:
        expect(seite.locator(".ozg-toast__text").get_by_text(satz)).to_be_visible()

    press("a")
    said("Der Vorgang ist zugewiesen.")
    for name, satz in (("Annehmen", "ist angenommen"), ("Bearbeiten", "ist in Bearbeitung")):
        tab_to(seite, name, role="button")
        press("Enter")
        said(f"Der Vorgang {satz}.")
    press("f")
    seite.wait_for_function("() => document.activeElement.id === 'wiedervorlage_betreff'")
    write("Rückruf")
    press("Tab")
    write(example_day(today()))
    press("Enter")
    said("Die Wiedervorlage ist gespeichert.")
    tab_to(seite, "Neuer Punkt der Checkliste", role="input")
    write("Lageplan prüfen")
    press("Enter")
    said("Der Punkt steht auf der Checkliste.")
    tab_to(seite, "Lageplan prüfen", role="button")
    press("Space")
    said("Der Punkt ist erledigt.")
    press("n")
    seite.wait_for_function("() => document.activeElement.id === 'notiz_text'")
    write("Mit Frau Petersen telefoniert. ? n f a")
    press("Tab")
    press("Enter")
    said("Die Notiz ist gespeichert.")
    tab_to(seite, "Erledigt", role="button")
    press("Enter")
    said("Die Wiedervorlage ist erledigt.")
    tab_to(seite, "Mehr", role="summary")
    press("Enter")
    tab_to(seite, "Als zurückgezogen abschließen", role="a")
    press("Enter")
    seite.wait_for_url("**/beenden/zurueckgezogen/")
    tab_to(seite, "Begründung", role="textarea")
    write("Anruf vom 22.11.")
    tab_to(seite, "Als zurückgezogen abschließen", role="button")
    press("Enter")
    said("Der Vorgang ist abgeschlossen.")
    tab_to(seite, "Rückgängig machen", role="button")
    press("Enter")
    expect(seite.get_by_text("niemand hat es erfahren")).to_be_visible()
    assert fall.vorgang().status == "In Bearbeitung"


@pytest.mark.long
@pytest.mark.parametrize("javascript", [True, False])
def test_two_clerks_at_once(welt: Welt, seiten: Seiten, javascript: bool) -> None:
    fall = in_bearbeitung(welt)
    kollegin = somebody(1, Rolle.USER, welt.eins.einheit, "Kim Kollegin")
    page = seiten(javascript=javascript)
    melde_an(page, fall.user, f"/amt/vorgang/{fall.vorgang_id}/")
    assign_vorgang(kollegin, vorgang_id=fall.vorgang_id, person_id=kollegin.person_id)
    page.get_by_label("Schlagworte").fill("Presse")
    page.locator("#bearbeitung").get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_role("heading", name="Inzwischen geändert")).to_be_visible()
    expect(page.get_by_text("Zugewiesen an Kim Kollegin.")).to_be_visible()
    page.get_by_role("button", name="Meine Eingabe trotzdem speichern").click()
    expect(page.get_by_text("Priorität und Schlagworte sind gespeichert.")).to_be_visible()
    assert fall.vorgang().zugewiesen_an == kollegin.person_id
    assert fall.vorgang().schlagworte == ["Presse"]


@pytest.mark.long
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_the_filled_page_and_its_forms_under_axe(
    welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool
) -> None:
    fall = in_bearbeitung(welt)
    lege_an(fall, tage=0)
    reiche_ein(welt)
    page = seiten(csp=False, width=width, dark=dark)
    melde_an(page, fall.user, f"/amt/vorgang/{fall.vorgang_id}/")
    ways = ("", "schritt/zurueckstellen/", "weitergeben/", "beenden/dublette/", "beenden/ohne-bescheid/")
    for number, weg in enumerate(ways):
        page.goto(f"/amt/vorgang/{fall.vorgang_id}/{weg}")
        if not weg:
            for summary in page.locator("summary").all():
                summary.click()
        foto(page, f"fall-{width}-{number}")
        no_sideways_scrolling(page)
        axe(page)
    Onlinedienst.objects.update(haltezeit_minuten=10)
    page.get_by_label("Begründung").fill("Hat sich erledigt.")
    page.get_by_role("button", name="Ohne Bescheid abschließen").click()
    foto(page, f"fall-{width}-beendet")
    axe(page)
