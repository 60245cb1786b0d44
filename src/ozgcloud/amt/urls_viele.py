"""URLs of this door for many cases at once: Stapel, Auszüge, numbers."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import auszug, stapel, zahlen

STAPEL = "stapel/<uuid:stapel_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer("stapel/", stapel.liste, "stapel_liste"),
    amt_tuer("stapel/neu/", stapel.neu, "stapel_neu"),
    amt_tuer(STAPEL, stapel.stand, "stapel"),
    amt_tuer(f"{STAPEL}anhalten/", stapel.anhalten, "stapel_anhalten"),
    amt_tuer(f"{STAPEL}zuruecknehmen/", stapel.zuruecknehmen, "stapel_zuruecknehmen"),
    amt_tuer("auszug/", auszug.auszug, "auszug"),
    amt_tuer("zahlen/", zahlen.zahlen, "zahlen"),
    amt_tuer("zahlen/<slug:tabelle>/", zahlen.tabelle, "zahlen_tabelle"),
]
