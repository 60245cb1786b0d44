"""URLs of this door for typing in what did not come online."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import erfassung

EINE = "erfassen/<uuid:erfassung_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer("erfassen/", erfassung.neu, "erfassen"),
    amt_tuer(EINE, erfassung.bearbeiten, "erfassung"),
    amt_tuer(f"{EINE}fertig/", erfassung.fertig, "erfassung_fertig"),
    amt_tuer(f"{EINE}brief/", erfassung.brief, "erfassung_brief"),
    amt_tuer(f"{EINE}verwerfen/", erfassung.verwerfen, "erfassung_verwerfen"),
]
