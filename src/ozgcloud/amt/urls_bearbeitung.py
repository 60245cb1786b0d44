"""URLs of the work on a case."""

from django.urls import URLPattern

from ozgcloud.amt.tueren import amt_tuer
from ozgcloud.amt.views import bearbeitung, beenden, vorlagen
from ozgcloud.core.access import Recht, tuer

FALL = "vorgang/<uuid:vorgang_id>/"

urlpatterns: list[URLPattern] = [
    amt_tuer(f"{FALL}wiedervorlage/", bearbeitung.wiedervorlage, "wiedervorlage"),
    amt_tuer(
        f"{FALL}wiedervorlage/<uuid:wiedervorlage_id>/erledigt/",
        bearbeitung.wiedervorlage_erledigt,
        "wiedervorlage_erledigt",
    ),
    amt_tuer(f"{FALL}frist/", bearbeitung.frist, "frist"),
    amt_tuer(f"{FALL}frist/<uuid:frist_id>/erledigt/", bearbeitung.frist_erledigt, "frist_erledigt"),
    amt_tuer(f"{FALL}checkliste/", bearbeitung.checkliste, "checkliste"),
    amt_tuer(f"{FALL}checkliste/<uuid:punkt_id>/", bearbeitung.punkt, "checkpunkt"),
    amt_tuer(f"{FALL}merkmale/", bearbeitung.merkmale, "merkmale"),
    amt_tuer(f"{FALL}weitergeben/", beenden.weitergeben, "weitergeben"),
    amt_tuer(f"{FALL}beenden/<slug:grund>/", beenden.beenden, "beenden"),
    amt_tuer(f"{FALL}rueckgaengig/", bearbeitung.rueckgaengig, "rueckgaengig"),
    amt_tuer(f"{FALL}loeschvormerkung/", bearbeitung.loeschvormerkung, "loeschvormerkung"),
    tuer("vorlagen/", vorlagen.liste, name="vorlagen", recht=Recht.FACHADMIN, door="amt"),
    tuer("vorlagen/<slug:schluessel>/", vorlagen.vorlage, name="vorlage", recht=Recht.FACHADMIN, door="amt"),
]
