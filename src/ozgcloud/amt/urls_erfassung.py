"""URLs of this door for typing in what did not come online."""

from django.urls import URLPattern

from ozgcloud.amt.views import erfassung
from ozgcloud.core.access import Recht, View, tuer

EINE = "erfassen/<uuid:erfassung_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer("erfassen/", erfassung.neu, "erfassen"),
    _tuer(EINE, erfassung.bearbeiten, "erfassung"),
    _tuer(f"{EINE}fertig/", erfassung.fertig, "erfassung_fertig"),
    _tuer(f"{EINE}brief/", erfassung.brief, "erfassung_brief"),
    _tuer(f"{EINE}verwerfen/", erfassung.verwerfen, "erfassung_verwerfen"),
]
