"""URLs of this door for asking the applicant."""

from django.urls import URLPattern

from ozgcloud.amt.views import nachforderung
from ozgcloud.core.access import Recht, View, tuer

FALL = "vorgang/<uuid:vorgang_id>/nachforderung/"
EINE = f"{FALL}<uuid:nachforderung_id>/"
POSTEN = f"{EINE}posten/<uuid:posten_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer(f"{FALL}neu/", nachforderung.neu, "nachforderung_neu"),
    _tuer(EINE, nachforderung.bearbeiten, "nachforderung_bearbeiten"),
    _tuer(f"{EINE}vorschau/", nachforderung.vorschau, "nachforderung_vorschau"),
    _tuer(f"{EINE}senden/", nachforderung.senden, "nachforderung_senden"),
    _tuer(f"{EINE}zurueckziehen/", nachforderung.zurueckziehen, "nachforderung_zurueckziehen"),
    _tuer(f"{EINE}brief/", nachforderung.brief, "nachforderung_brief"),
    _tuer(f"{EINE}abschliessen/", nachforderung.abschliessen, "nachforderung_abschliessen"),
    _tuer(f"{POSTEN}annehmen/", nachforderung.annehmen, "posten_annehmen"),
    _tuer(f"{POSTEN}zurueckgeben/", nachforderung.zurueckgeben, "posten_zurueckgeben"),
]
