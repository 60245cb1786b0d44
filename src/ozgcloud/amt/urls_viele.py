"""URLs of this door for many cases at once: Stapel, Auszüge, numbers."""

from django.urls import URLPattern

from ozgcloud.amt.views import auszug, stapel, zahlen
from ozgcloud.core.access import Recht, View, tuer

STAPEL = "stapel/<uuid:stapel_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("stapel/", stapel.liste, "stapel_liste"),
    _tuer("stapel/neu/", stapel.neu, "stapel_neu"),
    _tuer(STAPEL, stapel.stand, "stapel"),
    _tuer(f"{STAPEL}anhalten/", stapel.anhalten, "stapel_anhalten"),
    _tuer(f"{STAPEL}zuruecknehmen/", stapel.zuruecknehmen, "stapel_zuruecknehmen"),
    _tuer("auszug/", auszug.auszug, "auszug"),
    _tuer("zahlen/", zahlen.zahlen, "zahlen"),
    _tuer("zahlen/<slug:tabelle>/", zahlen.tabelle, "zahlen_tabelle"),
]
