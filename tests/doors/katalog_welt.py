"""A few Leistungen as a catalogue brings them, with Lebenslagen, an old key and everything the finder needs."""

from datetime import date

from ozgcloud.core.actor import system_actor
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from ozgcloud.leistung.models import Leistung

HUND_AN, HUND_AB, AUSWEIS = "99102013104000", "99102013070000", "99008001012000"
ALT, ENDE = "99102013999000", "99102013998000"


def make_katalog() -> None:
    """Store them and make the index."""
    Leistung.objects.bulk_create(
        (
            Leistung(schluessel=HUND_AN, name="Hund anmelden", ozg_name="Hundehaltung", lebenslage="Tierhaltung"),
            Leistung(schluessel=HUND_AB, name="Hundesteuer Abmeldung", lebenslage="Tierhaltung", katalogname="X"),
            Leistung(schluessel=AUSWEIS, name="Personalausweis beantragen", lebenslage="Querschnitt Bürger"),
            Leistung(schluessel="99012008001000", name="Baugenehmigung", lebenslage="Eigene & seltene Themen"),
            Leistung(schluessel=ALT, name="Hundemarke", gueltig_bis=date(2020, 12, 31), nachfolger=HUND_AN),
            Leistung(schluessel=ENDE, name="Hundezoll", gueltig_bis=date(2020, 12, 31)),
        )
    )
    index_leistungen(system_actor(None, "pruefung"))
