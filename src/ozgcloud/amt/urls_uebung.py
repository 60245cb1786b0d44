"""URLs of this door for practice mode."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import uebung

urlpatterns: list[URLPattern] = [
    amt_tuer("ueben/", uebung.ueben, "ueben"),
    amt_tuer("ueben/betreten/", uebung.betreten, "ueben_betreten"),
    amt_tuer("ueben/verlassen/", uebung.verlassen, "ueben_verlassen"),
    amt_tuer("ueben/uhr/", uebung.uhr, "ueben_uhr"),
    amt_tuer("ueben/faelle/", uebung.faelle, "ueben_faelle"),
    amt_tuer("ueben/leeren/", uebung.leeren, "ueben_leeren"),
]
