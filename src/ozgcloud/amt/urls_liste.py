"""URLs of the work list."""

from django.urls import URLPattern

from ozgcloud.amt.views import arbeitsliste
from ozgcloud.core.access import Recht, View, tuer

FALL = "vorgang/<uuid:vorgang_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("", arbeitsliste.liste, "liste"),
    _tuer("filter/", arbeitsliste.filterblatt, "liste_filter"),
    _tuer("spalten/", arbeitsliste.spalten, "liste_spalten"),
    _tuer("ansichten/", arbeitsliste.ansicht_speichern, "ansicht_speichern"),
    _tuer("ansichten/<uuid:ansicht_id>/loeschen/", arbeitsliste.ansicht_loeschen, "ansicht_loeschen"),
    _tuer(f"{FALL}kurz/", arbeitsliste.vorschau, "vorschau"),
    _tuer(f"{FALL}naechster/", arbeitsliste.neighbour(rueckwaerts=False), "naechster"),
    _tuer(f"{FALL}voriger/", arbeitsliste.neighbour(rueckwaerts=True), "voriger"),
]
