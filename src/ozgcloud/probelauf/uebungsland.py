"""The practice place: a Land of its own with one Verwaltung, so a Probelauf needs no real one and disturbs none."""

from datetime import date

from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.leistung.models import Leistung
from ozgcloud.mandant.models import Anschluss, Gebiet, GebietArt, Land, Mandant, MandantArt, Organisationseinheit
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel

LAND, CLEARING, MANDANT = 99, 9900, 9901
ARS = "990000000001"
LEISTUNG = "99999999999999"
EINHEIT = "Übungsamt"


def prepare_uebungsland() -> None:
    """Make what is missing; repeatable."""
    _verwaltung()
    _leistung()


def _verwaltung() -> None:
    Land.objects.get_or_create(id=LAND, defaults={"kuerzel": "ÜL", "name": "Übungsland"})
    Mandant.objects.get_or_create(
        id=CLEARING,
        defaults={
            "land_id": LAND,
            "kurz": "uebung-clearing",
            "name": "Übungs-Clearingstelle",
            "art": MandantArt.CLEARING,
        },
    )
    Mandant.objects.get_or_create(
        id=MANDANT,
        defaults={
            "land_id": LAND,
            "kurz": "uebungsstadt",
            "name": "Übungsstadt",
            "art": MandantArt.GEMEINDE,
            "uebung_von_id": CLEARING,
            "strasse": "Übungsweg 1",
            "plz": "00000",
            "ort": "Übungsstadt",
        },
    )


def _leistung() -> None:
    Gebiet.objects.get_or_create(ars=ARS, defaults={"name": "Übungsstadt", "art": GebietArt.UEBUNG})
    Leistung.objects.get_or_create(
        schluessel=LEISTUNG, defaults={"name": "Übungsleistung", "kurztext": "Nur für Probeläufe."}
    )
    with mandant_scope(MANDANT):
        einheit, _ = Organisationseinheit.objects.get_or_create(name=EINHEIT, defaults={"mandant_id": MANDANT})
        Anschluss.objects.get_or_create(port="dms", defaults={"mandant_id": MANDANT, "adapter": "ablage"})
    Zustaendigkeitsregel.objects.get_or_create(
        ars_praefix=ARS,
        leistung_praefix="",
        uebung=True,
        defaults={
            "mandant_id": MANDANT,
            "organisationseinheit_id": einheit.id,
            "stelle": EINHEIT,
            "gueltig_von": date(2020, 1, 1),
            "quelle": "Probelauf",
        },
    )
