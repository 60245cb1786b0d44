"""URLs of this door for asking the applicant."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import nachforderung

FALL = "vorgang/<uuid:vorgang_id>/nachforderung/"
EINE = f"{FALL}<uuid:nachforderung_id>/"
POSTEN = f"{EINE}posten/<uuid:posten_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer(f"{FALL}neu/", nachforderung.neu, "nachforderung_neu"),
    amt_tuer(EINE, nachforderung.bearbeiten, "nachforderung_bearbeiten"),
    amt_tuer(f"{EINE}vorschau/", nachforderung.vorschau, "nachforderung_vorschau"),
    amt_tuer(f"{EINE}senden/", nachforderung.senden, "nachforderung_senden"),
    amt_tuer(f"{EINE}zurueckziehen/", nachforderung.zurueckziehen, "nachforderung_zurueckziehen"),
    amt_tuer(f"{EINE}brief/", nachforderung.brief, "nachforderung_brief"),
    amt_tuer(f"{EINE}abschliessen/", nachforderung.abschliessen, "nachforderung_abschliessen"),
    amt_tuer(f"{POSTEN}annehmen/", nachforderung.annehmen, "posten_annehmen"),
    amt_tuer(f"{POSTEN}zurueckgeben/", nachforderung.zurueckgeben, "posten_zurueckgeben"),
]
