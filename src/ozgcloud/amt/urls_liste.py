"""URLs of the work list."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import arbeitsliste

FALL = "vorgang/<uuid:vorgang_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer("", arbeitsliste.liste, "liste"),
    amt_tuer("filter/", arbeitsliste.filterblatt, "liste_filter"),
    amt_tuer("spalten/", arbeitsliste.spalten, "liste_spalten"),
    amt_tuer("ansichten/", arbeitsliste.ansicht_speichern, "ansicht_speichern"),
    amt_tuer("ansichten/<uuid:ansicht_id>/loeschen/", arbeitsliste.ansicht_loeschen, "ansicht_loeschen"),
    amt_tuer(f"{FALL}kurz/", arbeitsliste.vorschau, "kurz"),
    amt_tuer(f"{FALL}naechster/", arbeitsliste.neighbour(rueckwaerts=False), "naechster"),
    amt_tuer(f"{FALL}voriger/", arbeitsliste.neighbour(rueckwaerts=True), "voriger"),
]
