"""From an everyday word to the start of an Antrag in a real browser, with and without script, also on a small phone."""

import pytest

from doors.katalog_welt import make_katalog
from doors.portal_welt import SCHEMA
from journeys.conftest import Seiten, no_sideways_scrolling
from welt import Welt, make_welt


@pytest.fixture
def welt(live: str) -> Welt:
    made = make_welt(SCHEMA)
    make_katalog()
    return made


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 320)])
def test_find_choose_the_place_and_begin(welt: Welt, seiten: Seiten, javascript: bool, width: int) -> None:
    page = seiten(javascript=javascript, width=width)
    page.goto("/")
    page.get_by_label("Leistung suchen").fill("Pruefleistun")
    page.get_by_role("button", name="Suchen").click()
    assert page.get_by_text("als Prüfleistung verstanden").is_visible()
    page.get_by_role("link", name="Ort wählen").click()
    page.get_by_label("Postleitzahl oder Ort").fill("Stadt")
    page.get_by_role("button", name="Ort suchen").click()
    page.get_by_label("Stadt 1").check()
    page.get_by_role("button", name="Ort übernehmen").click()
    assert page.get_by_text("online in Stadt 1").is_visible()
    no_sideways_scrolling(page)
    page.get_by_role("link", name="Prüfleistung").click()
    page.get_by_role("button", name="Jetzt online beantragen").click()
    page.wait_for_url("**/antrag/**")
    page.goto("/ort/")
    page.get_by_role("button", name="Wahl vergessen").click()
    assert page.get_by_role("link", name="Ort wählen").is_visible()


def test_tiles_are_links_for_the_keyboard(welt: Welt, seiten: Seiten) -> None:
    page = seiten()
    page.goto("/")
    page.get_by_role("link", name="Tiere halten").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**lebenslage=**")
    assert page.get_by_role("heading", name="Tiere halten", level=1).is_visible()
    assert page.get_by_role("link", name="Hund anmelden").is_visible()
