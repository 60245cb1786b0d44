"""In a real browser: another Mandant gives Zuarbeit, the case is forwarded and comes back; and practice mode."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from doors.amt_zugang import somebody
from gang import Fall, in_bearbeitung
from journeys.amt_gang import knopf, melde_an
from journeys.conftest import Axe, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.clock import today
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.models import Mandant, MandantArt, Organisationseinheit
from ozgcloud.uebung.uhr import forget_twins
from ozgcloud.vorgang.models import Vorgang
from welt import Welt, make_welt
from weltbank import SCHEMA

LONG = pytest.mark.long


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.fixture
def fall(welt: Welt) -> Fall:
    made = in_bearbeitung(welt)
    drain()
    return made


def ask(page: Page, fall: Fall) -> None:
    """From the case: search the office, choose, look, send."""
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    page.get_by_role("link", name="Andere Stelle um Zuarbeit bitten").click()
    page.get_by_label("Stelle suchen").fill("stadt 2 amt a")
    knopf(page, "Suchen")
    page.get_by_label("Stadt 2, Amt A", exact=True).check()
    page.get_by_label("Frage").fill("Ist der Hund bei Ihnen gemeldet?")
    page.get_by_label("Antwort erbeten bis").fill(f"{today() + timedelta(days=9):%d.%m.%Y}")
    page.locator("input[name=angaben]").first.check()
    knopf(page, "Weiter zur Vorschau")
    expect(page.get_by_role("heading", name="Genau das wird gesehen")).to_be_visible()


def answer(page: Page) -> None:
    """The asked office reads and answers with a file."""
    page.goto("/amt/zuarbeit/")
    page.get_by_role("link", name="Stadt 1, Amt A").click()
    expect(page.get_by_text("Ist der Hund bei Ihnen gemeldet?")).to_be_visible()
    page.get_by_label("Text").fill("Ja, seit 2024.")
    pdf = {"name": "auskunft.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 Auskunft"}
    page.locator("input[type=file]").set_input_files(pdf)
    knopf(page, "Antwort senden")
    expect(page.get_by_text("Die Zuarbeit ist damit erledigt.")).to_be_visible()


def forward(page: Page, vorgang: str, stelle: str, grund: str) -> None:
    page.goto(f"/amt/vorgang/{vorgang}/")
    page.get_by_role("link", name="An eine andere Verwaltung weiterleiten").click()
    page.get_by_label("Zuständige Stelle").select_option(label=stelle)
    page.get_by_label("Begründung").fill(grund)
    knopf(page, "Vorgang abgeben")
    expect(page.get_by_text("Der Vorgang ist abgegeben.")).to_be_visible()


def live_case(mandant_id: int) -> str:
    with mandant_scope(mandant_id):
        return str(Vorgang.objects.exclude(status="Weitergeleitet").get().id)


@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=LONG)])
def test_zuarbeit_then_there_and_back(welt: Welt, fall: Fall, seiten: Seiten, javascript: bool) -> None:
    hier, dort = seiten(javascript=javascript), seiten(javascript=javascript)
    everywhere = somebody(2, Rolle.USER)
    melde_an(hier, fall.user)
    ask(hier, fall)
    knopf(hier, "Um Zuarbeit bitten")
    expect(hier.get_by_text("wartet jetzt auf Zuarbeit")).to_be_visible()
    drain()
    melde_an(dort, everywhere)
    answer(dort)
    drain()
    hier.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    expect(hier.get_by_text("Ja, seit 2024.")).to_be_visible()
    forward(hier, str(fall.vorgang_id), "Stadt 2", "Der Hund wohnt in Stadt 2.")
    drain()
    forward(dort, live_case(2), "Stadt 1, Amt A", "Doch nicht.")
    drain()
    hier.goto(f"/amt/vorgang/{live_case(1)}/")
    for satz in ("Der Antrag ist eingegangen.", "Die Zuarbeit ist beantwortet."):
        expect(hier.get_by_text(satz).first).to_be_visible()
    hier.get_by_role("link", name="Nachweis zum Drucken").click()
    expect(hier.get_by_role("heading", name="Weg bis hierher")).to_be_visible()


def twin() -> None:
    Mandant.objects.create(
        id=91, land_id=1, kurz="uebung-1", name="Stadt 1 (Übung)", art=MandantArt.STADT, uebung_von_id=1
    )
    with mandant_scope(91):
        Organisationseinheit.objects.create(mandant_id=91, name="Übungsplatz")
    forget_twins()


@pytest.mark.parametrize("javascript", [pytest.param(True, marks=LONG), False])
def test_one_click_to_practise_and_one_back(welt: Welt, fall: Fall, seiten: Seiten, javascript: bool) -> None:
    twin()
    page = seiten(javascript=javascript)
    melde_an(page, fall.user)
    knopf(page, "Üben")
    expect(page.get_by_text("Alles ist erfunden, nichts verlässt das Haus.")).to_be_visible()
    page.get_by_role("link", name="Uhr und Anträge").click()
    page.get_by_label("Wie viele Anträge").fill("3")
    knopf(page, "Anträge eingehen lassen")
    expect(page.get_by_text("3 erfundene Anträge sind eingegangen.")).to_be_visible()
    page.goto("/amt/ueben/")
    knopf(page, "Eine Woche weiter")
    expect(page.get_by_text(f"{today() + timedelta(days=7):%d.%m.%Y}").first).to_be_visible()
    knopf(page, "Zurück zur Arbeit")
    expect(page.get_by_text("Sie arbeiten wieder mit echten Vorgängen.")).to_be_visible()
    expect(page.get_by_text("Übungsmodus.")).to_have_count(0)


@LONG
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_page_of_working_together(
    welt: Welt, fall: Fall, seiten: Seiten, axe: Axe, width: int, dark: bool
) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    twin()

    def look() -> None:
        no_sideways_scrolling(page)
        axe(page)

    def visit(who: Actor, *addresses: str) -> None:
        page.context.clear_cookies()
        melde_an(page, who)
        for address in addresses:
            page.goto(address)
            look()

    weg = f"/amt/vorgang/{fall.vorgang_id}/"
    visit(fall.user, "/amt/zuarbeit/", "/amt/zuarbeit/?ansicht=erledigt", f"{weg}zuarbeit/neu/", f"{weg}nachweis/")
    page.goto(f"{weg}zuarbeit/neu/")
    knopf(page, "Weiter zur Vorschau")
    look()
    ask(page, fall)
    look()
    knopf(page, "Um Zuarbeit bitten")
    drain()
    visit(somebody(2, Rolle.USER), "/amt/zuarbeit/")
    answer(page)
    look()
    drain()
    visit(fall.user, weg, f"{weg}ausfuhr/", f"{weg}klaerung/abgeben/")
    forward(page, str(fall.vorgang_id), "Stadt 2", "Dorthin.")
    drain()
    page.goto(weg)
    look()
    page.goto(f"{weg}nachweis/")
    look()
    knopf(page, "Üben")
    for address in ("/amt/ueben/", "/amt/ueben/leeren/", "/amt/"):
        page.goto(address)
        look()
