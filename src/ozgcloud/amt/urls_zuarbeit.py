"""URLs of this door for working together: Zuarbeit, Weiterleitung."""

from django.urls import URLPattern

from ozgcloud.amt.views import ausfuhr, weiterleitung, zuarbeit
from ozgcloud.core.access import Recht, View, tuer

FALL = "vorgang/<uuid:vorgang_id>/"
ZUARBEIT = "zuarbeit/<uuid:zuarbeit_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("zuarbeit/", zuarbeit.liste, "zuarbeit_liste"),
    _tuer(ZUARBEIT, zuarbeit.blatt, "zuarbeit"),
    _tuer(f"{ZUARBEIT}wort/", zuarbeit.wort, "zuarbeit_wort"),
    _tuer(f"{ZUARBEIT}verteilen/", zuarbeit.verteilen, "zuarbeit_verteilen"),
    _tuer(f"{ZUARBEIT}datei/<uuid:datei_id>/", zuarbeit.datei, "zuarbeit_datei"),
    _tuer(f"{FALL}zuarbeit/neu/", zuarbeit.neu, "zuarbeit_neu"),
    _tuer(f"{FALL}ausfuhr/", ausfuhr.ausfuhr, "ausfuhr"),
    _tuer(f"{FALL}nachweis/", weiterleitung.nachweis, "nachweis"),
]
