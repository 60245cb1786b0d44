"""URLs of this door for working together: Zuarbeit, Weiterleitung."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import ausfuhr, weiterleitung, zuarbeit

FALL = "vorgang/<uuid:vorgang_id>/"
ZUARBEIT = "zuarbeit/<uuid:zuarbeit_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer("zuarbeit/", zuarbeit.liste, "zuarbeit_liste"),
    amt_tuer(ZUARBEIT, zuarbeit.blatt, "zuarbeit"),
    amt_tuer(f"{ZUARBEIT}wort/", zuarbeit.wort, "zuarbeit_wort"),
    amt_tuer(f"{ZUARBEIT}verteilen/", zuarbeit.verteilen, "zuarbeit_verteilen"),
    amt_tuer(f"{ZUARBEIT}datei/<uuid:datei_id>/", zuarbeit.datei, "zuarbeit_datei"),
    amt_tuer(f"{FALL}zuarbeit/neu/", zuarbeit.neu, "zuarbeit_neu"),
    amt_tuer(f"{FALL}ausfuhr/", ausfuhr.ausfuhr, "ausfuhr"),
    amt_tuer(f"{FALL}nachweis/", weiterleitung.nachweis, "nachweis"),
]
