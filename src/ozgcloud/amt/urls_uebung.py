"""URLs of this door for practice mode."""

from django.urls import URLPattern

from ozgcloud.amt.views import uebung
from ozgcloud.core.access import Recht, View, tuer


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("ueben/", uebung.ueben, "ueben"),
    _tuer("ueben/betreten/", uebung.betreten, "ueben_betreten"),
    _tuer("ueben/verlassen/", uebung.verlassen, "ueben_verlassen"),
    _tuer("ueben/uhr/", uebung.uhr, "ueben_uhr"),
    _tuer("ueben/faelle/", uebung.faelle, "ueben_faelle"),
    _tuer("ueben/leeren/", uebung.leeren, "ueben_leeren"),
]
