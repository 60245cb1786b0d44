"""The whole walk of a citizen in a real browser: with the keyboard alone, with JavaScript off, at 320 px."""

import re

import pytest
from playwright.sync_api import FileChooser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from doors.portal_welt import SCHEMA
from journeys import portal_gang as gang
from journeys.conftest import Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.actor import system_actor
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from welt import Welt, make_welt

MAX_TABS = 80


@pytest.fixture
def welt(live: str) -> Welt:
    made = make_welt(SCHEMA)
    index_leistungen(system_actor(None, "pruefung"))
    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_whole_walk_at_320_px(welt: Welt, seiten: Seiten, javascript: bool) -> None:
    page = seiten(javascript=javascript, width=320)
    gang.beginne(page)
    gang.weiter(page)
    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie Ihre Angaben")
    no_sideways_scrolling(page)
    gang.person(page)
    gang.weiter(page)
    gang.hund(page)
    page.get_by_role("button", name="Hund hinzufügen").click()
    no_sideways_scrolling(page)
    gang.hund(page, 2, "Rex")
    page.get_by_role("button", name="Hund 1 entfernen").click()
    expect(page.get_by_label("Rufname")).to_have_value("Rex")
    gang.weiter(page)
    gang.zahlung(page)
    gang.weiter(page)
    gang.unterlagen(page)
    gang.weiter(page)
    expect(page.get_by_role("heading", name="Prüfen und absenden")).to_be_visible()
    no_sideways_scrolling(page)
    nummer, code = gang.sende_ab(page)
    no_sideways_scrolling(page)
    drain()
    gang.oeffne_status(page, nummer, code)
    no_sideways_scrolling(page)
    expect(page.get_by_role("list", name="Verlauf")).to_contain_text("Ihr Antrag ist eingegangen.")
    page.get_by_label("Nachricht an die Behörde").fill("Vielen Dank!")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.locator("main")).to_contain_text("bei der Behörde angekommen")
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_label("Zugangscode")).to_be_visible()


class Tastatur:
    """Somebody without a mouse: every control is reached by Tab and must show where the focus is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def zu(self, name: str) -> None:
        """Tab until the focused element carries this name."""
        for _ in range(MAX_TABS):
            self.page.keyboard.press("Tab")
            if name in self.page.evaluate(FOCUSED_NAME):
                assert self.page.evaluate(FOCUS_IS_VISIBLE), f"Der Fokus auf „{name}“ ist nicht zu sehen"
                return
        raise AssertionError(f"„{name}“ ist mit der Tabulatortaste nicht zu erreichen: {self.page.url}")

    def schreibe(self, name: str, text: str) -> None:
        self.zu(name)
        self.page.keyboard.type(text)

    def druecke(self, name: str, taste: str = "Enter") -> None:
        self.zu(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(taste)


FOCUSED_NAME = """() => {
  const e = document.activeElement;
  const group = e.type === 'radio' ? e.closest('fieldset')?.querySelector('legend')?.innerText + ': ' : '';
  return group + [...(e.labels ?? [])].map(l => l.innerText).join(' ') + ' ' + (e.innerText ?? '');
}"""
# The ring of a card stands on the part of its link that covers the card.
FOCUS_IS_VISIBLE = """() => {
  const e = document.activeElement;
  const rings = [getComputedStyle(e), getComputedStyle(e, '::after')];
  const seen = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
  return e.getBoundingClientRect().width > 0 && rings.some(seen);
}"""


def test_whole_walk_with_the_keyboard_alone(welt: Welt, seite: Page) -> None:
    tasten = Tastatur(seite)
    seite.goto("/")
    seite.keyboard.press("Tab")
    assert "Zum Inhalt springen" in seite.evaluate(FOCUSED_NAME)
    seite.keyboard.press("Enter")
    tasten.schreibe("Leistung suchen", "Prüf")
    with seite.expect_navigation():
        seite.keyboard.press("Enter")
    tasten.druecke("Prüfleistung")
    tasten.schreibe("Postleitzahl oder Ort", "24001")
    with seite.expect_navigation():
        seite.keyboard.press("Enter")
    tasten.druecke("Jetzt online beantragen")
    tasten.druecke("Speichern und weiter")
    assert seite.evaluate("() => document.activeElement.innerText").startswith("Bitte prüfen Sie Ihre Angaben")
    tasten.zu("Vornamen: ")
    seite.keyboard.press("Enter")
    assert "Vornamen" in seite.evaluate(FOCUSED_NAME), "a link of the error summary leads into its field"
    seite.keyboard.type("Erika")
    for label, wert in (("Familienname", "Öß"), ("Geburtsdatum", "3.5.1980"), ("Straße", "Markt"), ("Hausnummer", "1")):
        tasten.schreibe(label, wert)
    tasten.schreibe("Postleitzahl", "24211")
    tasten.schreibe("Ort", "Preetz")
    with seite.expect_navigation():
        seite.keyboard.press("Enter")
    _further_steps(seite, tasten)


def _further_steps(seite: Page, tasten: Tastatur) -> None:
    tasten.schreibe("Rufname", "Bello")
    tasten.schreibe("Rasse", "Da")
    tasten.zu("Geschlecht")
    seite.keyboard.press("Space")
    tasten.druecke("Speichern und weiter", "Space")
    tasten.zu("Lastschrift")
    seite.keyboard.press("ArrowDown")
    tasten.druecke("Speichern und weiter")
    tasten.schreibe("Anzahl der Personen im Haushalt", "2")
    tasten.zu("Kaufvertrag")
    _choose_by_key(seite).set_files(gang.VERTRAG)
    tasten.druecke("Speichern und weiter")
    tasten.druecke("Antrag verbindlich absenden")
    expect(seite.get_by_role("heading", name="Ihr Antrag ist abgesendet")).to_be_visible()
    tasten.druecke("Antrag verfolgen")
    expect(seite).to_have_url(re.compile("/status/"))


def _choose_by_key(seite: Page) -> FileChooser:
    """A busy browser forgets now and then that a person pressed the key, and opens no file chooser: once more then."""
    try:
        with seite.expect_file_chooser(timeout=5_000) as chooser:
            seite.keyboard.press("Enter")
    except PlaywrightTimeout:
        with seite.expect_file_chooser() as chooser:
            seite.keyboard.press("Enter")
    return chooser.value


def test_status_page_appears_by_itself(welt: Welt, seite: Page) -> None:
    gang.beginne(seite)
    gang.fuelle(seite)
    nummer, code = gang.sende_ab(seite)
    gang.oeffne_status(seite, nummer, code)
    expect(seite.get_by_role("heading", name="Ihr Antrag wird gerade angelegt")).to_be_visible()
    drain()
    expect(seite.get_by_role("list", name="Verlauf")).to_be_visible()


def test_receipt_prints_on_its_own(welt: Welt, seite: Page, foto) -> None:
    gang.beginne(seite)
    gang.fuelle(seite)
    nummer, _ = gang.sende_ab(seite)
    seite.emulate_media(media="print")
    foto(seite, "druck-quittung")
    expect(seite.get_by_text(nummer)).to_be_visible()
    for hidden in (seite.get_by_role("button", name="Quittung schließen"), seite.get_by_role("contentinfo")):
        expect(hidden).to_be_hidden()
