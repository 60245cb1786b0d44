"""URLs of this door for administration, own settings and the log of reading."""

from django.urls import URLPattern

from ozgcloud.amt.views.verwaltung import dienste, einheiten, einstellungen, lesezugriffe, personen, start
from ozgcloud.core.access import Recht, View, tuer

VERWALTUNG = "verwaltung/"


def _tuer(route: str, view: View, name: str, recht: Recht = Recht.FACHADMIN) -> URLPattern:
    return tuer(route, view, name=name, recht=recht, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("einstellungen/", einstellungen.einstellungen, "einstellungen", Recht.AMT),
    _tuer(VERWALTUNG, start.start, "verwaltung"),
    _tuer(f"{VERWALTUNG}personen/", personen.liste, "personen"),
    _tuer(f"{VERWALTUNG}personen/neu/", personen.neu, "person_neu"),
    _tuer(f"{VERWALTUNG}personen/<uuid:person_id>/", personen.person, "person"),
    _tuer(f"{VERWALTUNG}einheiten/", einheiten.liste, "einheiten"),
    _tuer(f"{VERWALTUNG}einheiten/<uuid:einheit_id>/", einheiten.einheit, "einheit"),
    _tuer(f"{VERWALTUNG}uebung/", start.uebung, "uebungszugang"),
    _tuer(f"{VERWALTUNG}onlinedienste/", dienste.liste, "onlinedienste"),
    _tuer(f"{VERWALTUNG}onlinedienste/<uuid:onlinedienst_id>/", dienste.dienst, "onlinedienst"),
    _tuer(f"{VERWALTUNG}lesezugriffe/", lesezugriffe.liste, "lesezugriffe", Recht.DATENSCHUTZ),
    _tuer(f"{VERWALTUNG}lesezugriffe/auszug/", lesezugriffe.auszug, "lesezugriffe_auszug", Recht.DATENSCHUTZ),
]
