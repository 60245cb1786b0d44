"""URLs of this door."""

from django.urls import URLPattern

from ozgcloud.amt import (
    urls_bearbeitung,
    urls_erfassung,
    urls_liste,
    urls_nachforderung,
    urls_uebung,
    urls_verwaltung,
    urls_viele,
    urls_zuarbeit,
)
from ozgcloud.amt.teile import Teil
from ozgcloud.amt.views import bescheid, klaerung, quarantaene, schritt, uebergabe, vorgang
from ozgcloud.core.access import Recht, View, tuer

app_name = "amt"
FALL = "vorgang/<uuid:vorgang_id>/"
BESCHEID = f"{FALL}bescheid/<uuid:bescheid_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    *urls_liste.urlpatterns,
    _tuer("quarantaene/", quarantaene.liste, "quarantaene"),
    _tuer(f"{FALL}quarantaene/<uuid:quarantaene_id>/<slug:massnahme>/", quarantaene.massnahme, "massnahme"),
    _tuer("uebergaben/", uebergabe.liste, "uebergaben_liste"),
    _tuer("uebergaben/<uuid:delivery_id>/erneut/", uebergabe.erneut, "erneut"),
    _tuer(FALL, vorgang.fall, "antrag"),
    _tuer(f"{FALL}dateien/", vorgang.moved(Teil.DATEIEN), "dateien"),
    _tuer(f"{FALL}datei/<uuid:datei_id>/", vorgang.datei, "datei"),
    _tuer(f"{FALL}datei/<uuid:datei_id>/vorschau/", vorgang.vorschau, "vorschau"),
    _tuer(f"{FALL}nachrichten/", vorgang.nachrichten, "nachrichten"),
    _tuer(f"{FALL}notizen/", vorgang.notizen, "notizen"),
    _tuer(f"{FALL}uebergaben/", vorgang.moved(Teil.UEBERGABEN), "uebergaben"),
    _tuer(f"{FALL}historie/", vorgang.moved(Teil.HISTORIE), "historie"),
    _tuer(f"{FALL}zuweisen/", vorgang.zuweisen, "zuweisen"),
    _tuer(f"{FALL}klaerung/abgeben/", klaerung.abgeben, "abgeben"),
    _tuer(f"{FALL}klaerung/verwerfen/", klaerung.verwerfen, "klaerung_verwerfen"),
    _tuer(f"{FALL}klaerung/regel/", klaerung.regel_anregen, "regel_anregen"),
    _tuer(f"{FALL}schritt/bescheiden/", schritt.bescheiden, "bescheiden"),
    _tuer(f"{FALL}schritt/<slug:schritt>/", schritt.schritt, "schritt"),
    _tuer(f"{FALL}bescheid/", vorgang.moved(Teil.BESCHEID), "bescheid"),
    _tuer(f"{FALL}bescheid/stand/", bescheid.stand, "bescheid_stand"),
    _tuer(BESCHEID, bescheid.bearbeiten, "bescheid_bearbeiten"),
    _tuer(f"{BESCHEID}vorschau/", bescheid.vorschau, "bescheid_vorschau"),
    _tuer(f"{BESCHEID}erlassen/", bescheid.erlassen, "bescheid_erlassen"),
    _tuer(f"{BESCHEID}zuruecknehmen/", bescheid.zuruecknehmen, "bescheid_zuruecknehmen"),
    *urls_erfassung.urlpatterns,
    *urls_nachforderung.urlpatterns,
    *urls_verwaltung.urlpatterns,
    *urls_bearbeitung.urlpatterns,
    *urls_viele.urlpatterns,
    *urls_zuarbeit.urlpatterns,
    *urls_uebung.urlpatterns,
]
