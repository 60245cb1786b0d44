"""The office's part of the walk in a real browser: by keyboard alone, without script, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from doors.amt_zugang import fill
from gang import Fall, in_bearbeitung, reiche_ein
from journeys.amt_gang import knopf, melde_an, tab_to
from journeys.conftest import Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.veraktung.queries import get_akte
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


def test_from_new_to_the_akte_by_keyboard_alone(welt: Welt, fall: Fall, seite: Page) -> None:
    melde_an(seite, fall.user)
    press = seite.keyboard.press
    press("j")
    press("Enter")
    seite.wait_for_url(f"**/amt/vorgang/{fall.vorgang_id}/")
    for name, satz in (("Annehmen", "ist angenommen"), ("Bearbeiten", "ist in Bearbeitung")):
        tab_to(seite, name, role="button")
        press("Enter")
        expect(seite.get_by_text(f"Der Vorgang {satz}.")).to_be_visible()
    press("n")
    tab_to(seite, "Notiz", role="textarea")
    seite.keyboard.type("Nur mit der Tastatur. ? n a j")
    press("Tab")
    press("Enter")
    expect(seite.get_by_text("Die Notiz ist gespeichert.")).to_be_visible()
    tab_to(seite, "Bescheiden", role="a")
    press("Enter")
    seite.wait_for_url("**/schritt/bescheiden/")
    tab_to(seite, "Bewilligen", role="input")
    press("Space")
    tab_to(seite, "Entscheidung speichern", role="button")
    press("Enter")
    expect(seite.get_by_text("Der Entwurf wird angelegt", exact=True)).to_be_visible()
    drain()
    expect(seite.get_by_role("heading", name="Entwurf des Bescheids")).to_be_visible(timeout=10_000)
    tab_to(seite, "Entscheidungssatz", role="textarea")
    tab_to(seite, "Bescheid erlassen", role="button")
    press("Enter")
    expect(seite.get_by_text("können Sie ihn zurücknehmen")).to_be_visible()
    tab_to(seite, "Rückgängig machen", role="button")
    press("Enter")
    expect(seite.get_by_text("Er wurde nicht bereitgestellt.")).to_be_visible()
    Onlinedienst.objects.update(haltezeit_minuten=0)
    tab_to(seite, "Bescheid erlassen", role="button")
    press("Enter")
    expect(seite.get_by_text("Der Bescheid wird jetzt bereitgestellt")).to_be_visible()
    drain()
    expect(seite.get_by_text("Der Bescheid ist bereitgestellt", exact=True)).to_be_visible(timeout=10_000)
    tab_to(seite, "Abschließen", role="button")
    press("Enter")
    expect(seite.get_by_text("Der Vorgang ist abgeschlossen.")).to_be_visible()
    drain()
    assert get_akte(fall.user, fall.vorgang_id) is not None
    press("w")
    seite.wait_for_url(re.compile(r"/amt/(\?.*)?$"))


@pytest.mark.parametrize("width", [1280, 320])
def test_from_new_to_the_akte_without_script(welt: Welt, fall: Fall, seiten: Seiten, foto: Foto, width: int) -> None:
    Onlinedienst.objects.update(haltezeit_minuten=0)
    page = seiten(javascript=False, width=width)
    melde_an(page, fall.user)
    page.get_by_role("link", name=fall.vorgangsnummer, exact=True).click()
    for name in ("Annehmen", "Bearbeiten"):
        knopf(page, name)
        no_sideways_scrolling(page)
    page.locator("#fall-kopf").get_by_role("link", name="Bescheiden", exact=True).click()
    page.get_by_label("Ablehnen").check()
    knopf(page, "Entscheidung speichern")
    expect(page.get_by_role("alert")).to_contain_text("Begründung")
    page.get_by_label("Begründung").fill("Es fehlt der Lageplan.")
    knopf(page, "Entscheidung speichern")
    drain()
    page.get_by_role("link", name="Seite neu laden").click()
    foto(page, f"amt-{width}-ohne-script-entwurf")
    page.get_by_label("Gebühr").fill("Die Gebühr beträgt 25,00 Euro.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Der Entwurf ist gespeichert.")).to_be_visible()
    assert fall.bescheid().status == "Entwurf", "Enter in a field saves, it does not issue"
    knopf(page, "Bescheid erlassen")
    drain()
    page.reload()
    assert fall.bescheid().gebuehr == "Die Gebühr beträgt 25,00 Euro."
    knopf(page, "Abschließen")
    drain()
    page.reload()
    expect(page.get_by_text("Die Akte wurde am")).to_be_visible()
    no_sideways_scrolling(page)


def test_preview_opens_in_a_new_tab(welt: Welt, seite: Page) -> None:
    fall = in_bearbeitung(welt)
    melde_an(seite, fall.user)
    seite.goto(f"/amt/vorgang/{fall.vorgang_id}/schritt/bescheiden/")
    seite.get_by_label("Bewilligen").check()
    knopf(seite, "Entscheidung speichern")
    drain()
    seite.get_by_label("Entscheidungssatz").fill("Ein Satz, der noch nicht gespeichert ist.")
    with seite.context.expect_page() as opened:
        seite.get_by_role("button", name="Speichern und Vorschau").click()
    answer = opened.value.wait_for_event("response") if opened.value.url == "about:blank" else None
    assert answer is None or answer.status in (200, 302)
    assert fall.bescheid().tenor == "Ein Satz, der noch nicht gespeichert ist."
    expect(seite.get_by_role("heading", name="Entwurf des Bescheids")).to_be_visible()


def test_more_rows_come_without_leaving_the_page(welt: Welt, seite: Page) -> None:
    anzahl = 3
    for seed in range(anzahl):
        reiche_ein(welt, seed=seed)
    fill(welt, 60)
    melde_an(seite, welt.eins.sachbearbeitung)
    rows = seite.locator("#vorgaenge tbody tr")
    expect(rows).to_have_count(50)
    seite.get_by_role("link", name="Weitere laden").click()
    expect(rows).to_have_count(63)
    expect(seite.get_by_text("Das sind alle Vorgänge dieser Ansicht.")).to_be_visible()
    for _ in range(60):
        seite.keyboard.press("j")
    expect(rows.nth(59)).to_have_class(re.compile("is-active"))


def test_an_open_preview_goes_along(welt: Welt, fall: Fall, seite: Page) -> None:
    newer = reiche_ein(welt, seed=2)
    melde_an(seite, fall.user)
    preview = seite.locator("#vorschau")
    seite.keyboard.press("j")
    seite.keyboard.press("v")
    expect(preview).to_contain_text(newer.vorgangsnummer)
    seite.keyboard.press("j")
    expect(preview).to_contain_text(fall.vorgangsnummer)
    seite.keyboard.press("k")
    expect(preview).to_contain_text(newer.vorgangsnummer)


def test_help_shows_the_keys(welt: Welt, fall: Fall, seite: Page) -> None:
    melde_an(seite, fall.user)
    seite.keyboard.press("?")
    expect(seite.get_by_role("dialog")).to_contain_text("nächster Eintrag")
