"""Every page of caseworkers and operators under axe: empty, filled, with errors, light and dark, wide and 320 px."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from datenschema.proben import feld, gruppe, xdf
from doors.amt_zugang import argumente, at_clearing, somebody
from gang import entschieden, in_bearbeitung, reiche_ein
from journeys.amt_gang import Look, knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.access import DOORS, Recht
from ozgcloud.core.actor import Rolle
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.settings import urls  # noqa: F401 - fills the table of doors
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.queries import Filter, list_vorgaenge
from welt import NIEMANDSORT, Welt, make_welt, submit
from weltbank import SCHEMA

KEINE_SEITE = {
    "amt:nachforderung_brief",
    "amt:datei",
    "amt:vorschau",
    "amt:zuarbeit_datei",
    "amt:bescheid_vorschau",
    "amt:bescheid_stand",
    "amt:zahlen_tabelle",
}
SEITEN = sorted(
    door.name
    for door in DOORS
    if door.name.startswith("amt:") and door.recht is Recht.AMT and door.name not in KEINE_SEITE
)
LISTEN = (
    *("", "?ansicht=meine", "?ansicht=nicht-zugewiesene", "?suche=zzz", "?status=Neu"),
    *("?ansicht=frist", "?ansicht=wiedervorlagen", "?ansicht=ungelesen", "?prioritaet=0&sortierung=aelteste"),
)
PROBE = xdf(gruppe("G1", feld("F1", name="Name"), feld("F2", "date", art="hidden", name="Tag")), kennung="S99000000777")


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


def looker(page: Page, axe: Axe, foto: Foto, art: str) -> Look:
    def look(name: str) -> None:
        foto(page, f"amt-{art}-{name}")
        no_sideways_scrolling(page)
        axe(page)

    return look


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_caseworkers(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}")
    page.goto("/amt/anmelden/")
    look("anmelden")
    knopf(page, "Anmelden")
    look("anmelden-fehler")
    melde_an(page, welt.eins.sachbearbeitung)
    for query in LISTEN[:-1]:
        page.goto(f"/amt/{query}")
        look(f"liste-leer-{query[1:]}")
    page.goto("/amt/uebergaben/")
    look("uebergaben-leer")
    fall = entschieden(welt)
    neu = reiche_ein(welt, seed=2)
    drain()
    _fail_one(fall)
    add_notiz(fall.user, vorgang_id=fall.vorgang_id, text="Eine Notiz\n" + "sehrlangeswort" * 30)
    for query in LISTEN:
        page.goto(f"/amt/{query}")
        look(f"liste-{query[1:]}")
    assert len(SEITEN) >= 16
    seen = set()
    for name in SEITEN:
        page.goto(reverse(name, kwargs=argumente(name, fall)))
        # Doors that only take forms lead back to a page that was looked at.
        if page.url not in seen:
            look(name.removeprefix("amt:"))
        seen.add(page.url)
    assert len(seen) >= 16
    page.goto(f"/amt/vorgang/{neu.vorgang_id}/schritt/verwerfen/")
    look("verwerfen")
    for teil in ("bescheid", "nachrichten", "notizen", "dateien"):
        page.goto(f"/amt/vorgang/{neu.vorgang_id}/{teil}/")
        look(f"neu-{teil}")
    page.goto("/amt/vorgang/00000000-0000-7000-8000-000000000000/")
    look("404")
    _errors(welt, page, look)
    _issue(page, fall, look)


def _fail_one(fall) -> None:
    with mandant_scope(fall.verwaltung.id):
        found = Delivery.objects.filter(vorgang_id=fall.vorgang_id)[:2]
        Delivery.objects.filter(id=found[0].id).update(status="fehlgeschlagen", fehler="Der Empfänger antwortet nicht.")
        Delivery.objects.filter(id=found[1].id).update(status="offen", fehler="Der Empfänger antwortet nicht.")


def _errors(welt: Welt, page: Page, look: Look) -> None:
    fall = in_bearbeitung(welt, seed=3)
    for teil, name in (("notizen/", "Notiz speichern"), ("nachrichten/", "Nachricht senden")):
        page.goto(f"/amt/vorgang/{fall.vorgang_id}/{teil}")
        knopf(page, name)
        look(f"{teil[:-1]}-fehler")
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/schritt/bescheiden/")
    look("bescheiden")
    page.get_by_label("Ablehnen").check()
    knopf(page, "Entscheidung speichern")
    look("bescheiden-fehler")
    page.get_by_label("Begründung").fill("Die Voraussetzungen fehlen.")
    knopf(page, "Entscheidung speichern")
    look("entwurf-wird-angelegt")


def _issue(page: Page, fall, look: Look) -> None:
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/bescheid/")
    page.get_by_label("Entscheidungssatz").fill(" ")
    knopf(page, "Entwurf speichern")
    look("bescheid-fehler")
    page.get_by_label("Entscheidungssatz").fill("Dem Antrag wird entsprochen.")
    knopf(page, "Bescheid erlassen")
    look("bescheid-erlassen")
    Onlinedienst.objects.update(haltezeit_minuten=0)
    knopf(page, "Zurücknehmen")
    look("bescheid-ohne-haltezeit")
    knopf(page, "Bescheid erlassen")
    drain()
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/bescheid/")
    look("bescheid-bereitgestellt")
    knopf(page, "Abschließen")
    drain()
    page.goto(f"/amt/vorgang/{fall.vorgang_id}/")
    look("akte")


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_others(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    """Clearingstelle, Poststelle, Fachadministration: same door, other pages."""
    submit(welt, ars=NIEMANDSORT)
    drain()
    reiche_ein(welt)
    drain()
    clearing = at_clearing()
    klaerfall = list_vorgaenge(clearing, Filter())[0][0]
    for name, actor, paths in (
        ("clearing", clearing, ("/amt/", f"/amt/vorgang/{klaerfall.id}/")),
        ("poststelle", welt.eins.poststelle, ("/amt/", "/amt/uebergaben/")),
        ("fachadmin", somebody(1, Rolle.FACHADMIN), ("/amt/",)),
    ):
        page = seiten(csp=False, width=width, dark=dark)
        look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}-{name}")
        melde_an(page, actor)
        for number, path in enumerate(paths):
            page.goto(path)
            look(str(number))


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_page_of_operators(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
    page = seiten(csp=False, width=width, dark=dark)
    look = looker(page, axe, foto, f"{width}{'-dunkel' if dark else ''}-leitstand")
    melde_an(page, welt.leitstand, "/leitstand/")
    look("start")
    for teil in ("schemata", "codelisten"):
        page.goto(f"/leitstand/{teil}/")
        look(teil)
        knopf(page, "Einlesen")
        look(f"{teil}-fehler")
    page.goto("/leitstand/schemata/")
    page.get_by_label("Datei").set_input_files({"name": "probe.xml", "mimeType": "text/xml", "buffer": PROBE})
    knopf(page, "Einlesen")
    look("schema")
    page.get_by_role("link", name="Veröffentlichen").click()
    look("veroeffentlichen")
    page.get_by_label("Titel").fill("")
    knopf(page, "Veröffentlichen")
    look("veroeffentlichen-fehler")
    page.get_by_label("Titel").fill("Probedienst")
    page.get_by_label("Leistung").select_option(index=1)
    knopf(page, "Veröffentlichen")
    page.get_by_text("ist veröffentlicht").wait_for()
    look("veroeffentlicht")
    page.goto("/amt/")
    look("403")
