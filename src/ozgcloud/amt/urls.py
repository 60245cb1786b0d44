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
from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import bescheid, klaerung, quarantaene, schritt, uebergabe, vorgang

app_name = "amt"
FALL = "vorgang/<uuid:vorgang_id>/"
BESCHEID = f"{FALL}bescheid/<uuid:bescheid_id>/"

urlpatterns: list[URLPattern] = [
    *urls_liste.urlpatterns,
    amt_tuer("quarantaene/", quarantaene.liste, "quarantaene"),
    amt_tuer(f"{FALL}quarantaene/<uuid:quarantaene_id>/<slug:massnahme>/", quarantaene.massnahme, "massnahme"),
    amt_tuer("uebergaben/", uebergabe.liste, "uebergaben_liste"),
    amt_tuer("uebergaben/<uuid:delivery_id>/erneut/", uebergabe.erneut, "erneut"),
    amt_tuer(FALL, vorgang.fall, "antrag"),
    amt_tuer(f"{FALL}dateien/", vorgang.moved(Teil.DATEIEN), "dateien"),
    amt_tuer(f"{FALL}datei/<uuid:datei_id>/", vorgang.datei, "datei"),
    amt_tuer(f"{FALL}datei/<uuid:datei_id>/vorschau/", vorgang.vorschau, "vorschau"),
    amt_tuer(f"{FALL}nachrichten/", vorgang.nachrichten, "nachrichten"),
    amt_tuer(f"{FALL}notizen/", vorgang.notizen, "notizen"),
    amt_tuer(f"{FALL}uebergaben/", vorgang.moved(Teil.UEBERGABEN), "uebergaben"),
    amt_tuer(f"{FALL}historie/", vorgang.moved(Teil.HISTORIE), "historie"),
    amt_tuer(f"{FALL}zuweisen/", vorgang.zuweisen, "zuweisen"),
    amt_tuer(f"{FALL}klaerung/abgeben/", klaerung.abgeben, "abgeben"),
    amt_tuer(f"{FALL}klaerung/verwerfen/", klaerung.verwerfen, "klaerung_verwerfen"),
    amt_tuer(f"{FALL}klaerung/regel/", klaerung.regel_anregen, "regel_anregen"),
    amt_tuer(f"{FALL}schritt/bescheiden/", schritt.bescheiden, "bescheiden"),
    amt_tuer(f"{FALL}schritt/<slug:schritt>/", schritt.schritt, "schritt"),
    amt_tuer(f"{FALL}bescheid/", vorgang.moved(Teil.BESCHEID), "bescheid"),
    amt_tuer(f"{FALL}bescheid/stand/", bescheid.stand, "bescheid_stand"),
    amt_tuer(BESCHEID, bescheid.bearbeiten, "bescheid_bearbeiten"),
    amt_tuer(f"{BESCHEID}vorschau/", bescheid.vorschau, "bescheid_vorschau"),
    amt_tuer(f"{BESCHEID}erlassen/", bescheid.erlassen, "bescheid_erlassen"),
    amt_tuer(f"{BESCHEID}zuruecknehmen/", bescheid.zuruecknehmen, "bescheid_zuruecknehmen"),
    *urls_erfassung.urlpatterns,
    *urls_nachforderung.urlpatterns,
    *urls_verwaltung.urlpatterns,
    *urls_bearbeitung.urlpatterns,
    *urls_viele.urlpatterns,
    *urls_zuarbeit.urlpatterns,
    *urls_uebung.urlpatterns,
]
