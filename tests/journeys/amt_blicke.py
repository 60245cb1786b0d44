"""What the looks at the pages of caseworkers share: the doors, a filled house, and one look."""

from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from doors.amt_zugang import argumente
from gang import Fall, entschieden, reiche_ein
from journeys.amt_gang import Look
from journeys.conftest import Axe, Foto, no_sideways_scrolling
from lauf import drain
from ozgcloud.core.access import Recht
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.delivery.models import Delivery
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from tueren import DOORS
from welt import Welt

KEINE_SEITE = {
    "amt:nachforderung_brief",
    "amt:datei",
    "amt:vorschau",
    "amt:zuarbeit_datei",
    "amt:bescheid_vorschau",
    "amt:bescheid_stand",
    "amt:zahlen_tabelle",
}
_SEITEN = {
    door.name: "<uuid:vorgang_id>" in door.route
    for door in DOORS
    if door.name.startswith("amt:") and door.recht is Recht.AMT and door.name not in KEINE_SEITE
}
# Two files look at them side by side: those of one case, and all others.
SEITEN_DES_FALLS = sorted(name for name, is_of_case in _SEITEN.items() if is_of_case)
SEITEN_DES_HAUSES = sorted(name for name, is_of_case in _SEITEN.items() if not is_of_case)


def looker(page: Page, axe: Axe, foto: Foto, art: str) -> Look:
    """Takes a picture, and finds nothing too wide and nothing that axe knows of."""

    def look(name: str) -> None:
        foto(page, f"amt-{art}-{name}")
        no_sideways_scrolling(page)
        axe(page)

    return look


@dataclass(frozen=True)
class Haus:
    """A decided case with a long note and two failed hand-overs, and a new one."""

    fall: Fall
    neu: Fall


def fuelle(welt: Welt) -> Haus:
    fall = entschieden(welt)
    neu = reiche_ein(welt, seed=2)
    drain()
    with mandant_scope(fall.verwaltung.id):
        first, second = Delivery.objects.filter(vorgang_id=fall.vorgang_id).order_by("id")[:2]
        Delivery.objects.filter(id=first.id).update(status="fehlgeschlagen", fehler="Der Empfänger antwortet nicht.")
        Delivery.objects.filter(id=second.id).update(status="offen", fehler="Der Empfänger antwortet nicht.")
    add_notiz(fall.user, vorgang_id=fall.vorgang_id, text="Eine Notiz\n" + "sehrlangeswort" * 30)
    return Haus(fall, neu)


def sieh_an(page: Page, namen: list[str], fall: Fall, look: Look) -> None:
    """Every one of these doors; those that only take forms lead back to a page that was looked at."""
    seen: set[str] = set()
    for name in namen:
        page.goto(reverse(name, kwargs=argumente(name, fall)))
        if page.url not in seen:
            look(name.removeprefix("amt:"))
        seen.add(page.url)
    assert len(seen) >= 16
