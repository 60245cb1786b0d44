"""URLs of the work on a case."""

from django.urls import URLPattern

from ozgcloud.amt.views import bearbeitung, beenden, vorlagen
from ozgcloud.core.access import Recht, View, tuer

FALL = "vorgang/<uuid:vorgang_id>/"


def _tuer(route: str, view: View, name: str) -> URLPattern:
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")


urlpatterns: list[URLPattern] = [
    _tuer(f"{FALL}wiedervorlage/", bearbeitung.wiedervorlage, "wiedervorlage"),
    _tuer(
        f"{FALL}wiedervorlage/<uuid:wiedervorlage_id>/erledigt/",
        bearbeitung.wiedervorlage_erledigt,
        "wiedervorlage_erledigt",
    ),
    _tuer(f"{FALL}frist/", bearbeitung.frist, "frist"),
    _tuer(f"{FALL}frist/<uuid:frist_id>/erledigt/", bearbeitung.frist_erledigt, "frist_erledigt"),
    _tuer(f"{FALL}checkliste/", bearbeitung.checkliste, "checkliste"),
    _tuer(f"{FALL}checkliste/<uuid:punkt_id>/", bearbeitung.punkt, "checkpunkt"),
    _tuer(f"{FALL}merkmale/", bearbeitung.merkmale, "merkmale"),
    _tuer(f"{FALL}weitergeben/", beenden.weitergeben, "weitergeben"),
    _tuer(f"{FALL}beenden/<slug:grund>/", beenden.beenden, "beenden"),
    _tuer(f"{FALL}rueckgaengig/", bearbeitung.rueckgaengig, "rueckgaengig"),
    _tuer(f"{FALL}loeschvormerkung/", bearbeitung.loeschvormerkung, "loeschvormerkung"),
    tuer("vorlagen/", vorlagen.liste, name="vorlagen", recht=Recht.FACHADMIN, door="amt"),
    tuer("vorlagen/<slug:schluessel>/", vorlagen.vorlage, name="vorlage", recht=Recht.FACHADMIN, door="amt"),
]
