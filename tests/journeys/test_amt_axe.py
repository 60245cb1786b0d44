"""Login and lists of caseworkers, and every page of the other roles and of operators, under axe.

Empty, filled, with errors, light and dark, wide and 320 px. The pages of a case, of the house and of the Bescheid have
files of their own, because the suite runs file by file side by side.
"""

import pytest

from datenschema.proben import feld, gruppe, xdf
from doors.amt_zugang import at_clearing, somebody
from gang import reiche_ein
from journeys.amt_blicke import fuelle, looker
from journeys.amt_gang import knopf, melde_an
from journeys.conftest import LOOKS_STAFF, Axe, Foto, Seiten
from lauf import drain
from ozgcloud.core.actor import Rolle
from ozgcloud.vorgang.queries import Filter, list_vorgaenge
from welt import LEISTUNG, NIEMANDSORT, Welt, make_welt, submit
from weltbank import SCHEMA

LISTEN = (
    *("", "?ansicht=meine", "?ansicht=nicht-zugewiesene", "?suche=zzz", "?status=Neu"),
    *("?ansicht=frist", "?ansicht=wiedervorlagen", "?ansicht=ungelesen", "?prioritaet=0&sortierung=aelteste"),
)
PROBE = xdf(gruppe("G1", feld("F1", name="Name"), feld("F2", "date", art="hidden", name="Tag")), kennung="S99000000777")


@pytest.fixture
def welt(live: str) -> Welt:
    return make_welt(SCHEMA, haltezeit_minuten=10)


@pytest.mark.parametrize(("width", "dark"), LOOKS_STAFF)
def test_every_list_of_caseworkers(welt: Welt, seiten: Seiten, axe: Axe, foto: Foto, width: int, dark: bool) -> None:
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
    haus = fuelle(welt)
    for query in LISTEN:
        page.goto(f"/amt/{query}")
        look(f"liste-{query[1:]}")
    page.goto(f"/amt/vorgang/{haus.fall.vorgang_id}/kurz/")
    look("liste-vorschau")


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
        (
            "fachadmin",
            somebody(1, Rolle.FACHADMIN),
            ("/amt/", "/amt/vorlagen/", f"/amt/vorlagen/{LEISTUNG}/"),
        ),
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
