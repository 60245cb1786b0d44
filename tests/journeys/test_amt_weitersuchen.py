"""A rare kind of case in a long list: the page goes on looking by itself; without script somebody says so each time."""

import pytest
from playwright.sync_api import Page, expect

from doors.amt_zugang import fill
from journeys.amt_gang import melde_an
from journeys.conftest import Seiten, no_sideways_scrolling
from ozgcloud.core.actor import system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.vorgang.actions.mark_vorgang import mark_vorgang
from ozgcloud.vorgang.angebot import WEITE
from ozgcloud.vorgang.models import Vorgang
from welt import Welt, make_welt
from weltbank import SCHEMA

SELTEN = "/amt/?schlagwort=H%C3%A4rtefall"


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


def fill_with_rare(welt: Welt, *places: int) -> list[str]:
    """A list of some windows with rare cases at these places, counted from the newest; their numbers."""
    fill(welt, WEITE * 2 + 200)
    with mandant_scope(welt.eins.id):
        rows = Vorgang.objects.order_by("-created_at", "-id").values_list("id", "vorgangsnummer")
        chosen = [rows[place] for place in places]
    for key, _ in chosen:
        mark_vorgang(system_actor(welt.eins.id), vorgang_id=key, schlagworte=["Härtefall"])
    return [nummer for _, nummer in chosen]


def test_it_goes_on_by_itself_until_the_end(welt: Welt, seite: Page) -> None:
    near, far = fill_with_rare(welt, 700, 2100)
    melde_an(seite, welt.eins.sachbearbeitung)
    seite.goto(SELTEN)
    seite.get_by_label("Name, Nummer").fill("angefangen")
    expect(seite.get_by_text("Das sind alle Vorgänge dieser Ansicht.")).to_be_visible()
    expect(seite.locator("#vorgaenge [data-ozg-open]")).to_have_text([near, far])
    expect(seite.get_by_label("Name, Nummer")).to_have_value("angefangen")
    seite.keyboard.press("Escape")
    no_sideways_scrolling(seite)


def test_an_empty_page_goes_on_too_and_leaves_what_somebody_types(welt: Welt, seite: Page) -> None:
    [far] = fill_with_rare(welt, 2100)
    melde_an(seite, welt.eins.sachbearbeitung)
    seite.goto(SELTEN)
    seite.get_by_label("Name, Nummer").fill("angefangen")
    expect(seite.locator("#vorgaenge [data-ozg-open]")).to_have_text([far])
    expect(seite.get_by_text("Das sind alle Vorgänge dieser Ansicht.")).to_be_visible()
    expect(seite.get_by_label("Name, Nummer")).to_have_value("angefangen")


def test_what_is_nowhere_ends_with_a_way_out(welt: Welt, seite: Page) -> None:
    fill(welt, WEITE + 200)
    melde_an(seite, welt.eins.sachbearbeitung)
    seite.goto(SELTEN)
    expect(seite.get_by_role("heading", name="Keine Treffer")).to_be_visible()
    seite.get_by_role("link", name="Alle Vorgänge zeigen").click()
    expect(seite.locator("#vorgaenge tbody tr")).to_have_count(50)


def test_without_script_each_step_is_a_link_and_back_finds_what_was_there(welt: Welt, seiten: Seiten) -> None:
    near, far = fill_with_rare(welt, 5, 2100)
    page = seiten(javascript=False, width=320)
    melde_an(page, welt.eins.sachbearbeitung)
    page.goto(SELTEN)
    rows = page.locator("#vorgaenge [data-ozg-open]")
    expect(rows).to_have_text([near])
    expect(page.get_by_text("Durchsucht bis")).to_be_visible()
    no_sideways_scrolling(page)
    page.get_by_role("link", name="Weitere laden").click()
    expect(page.get_by_role("heading", name="nichts gefunden")).to_be_visible()
    page.get_by_role("link", name="Weitersuchen").click()
    expect(rows).to_have_text([far])
    page.get_by_role("link", name="Zurück zu den vorigen Vorgängen").click()
    expect(rows).to_have_text([near])
