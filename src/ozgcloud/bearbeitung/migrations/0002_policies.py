"""Wall off the work on cases; what it names belongs to the same Mandant."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy

TABLES = (
    "wiedervorlage",
    "vorgangsfrist",
    "checkpunkt",
    "notizangabe",
    "notizdatei",
    "weitergabe",
    "abschluss",
    "loeschvormerkung",
    "schlagwort",
    "arbeitsvorlage",
)
KEYS = (
    *((table, "vorgang_id", "vorgang") for table in TABLES[:8]),
    ("abschluss", "fuehrend_id", "vorgang"),
    ("notizdatei", "datei_id", "datei"),
    ("weitergabe", "von_einheit", "organisationseinheit"),
    ("weitergabe", "nach_einheit", "organisationseinheit"),
    ("weitergabe", "person_id", "person"),
    ("abschluss", "person_id", "person"),
    ("loeschvormerkung", "person_id", "person"),
    ("wiedervorlage", "person_id", "person"),
    ("wiedervorlage", "erledigt_von", "person"),
    ("vorgangsfrist", "person_id", "person"),
    ("vorgangsfrist", "beendet_von", "person"),
    ("checkpunkt", "erledigt_von", "person"),
)


class Migration(migrations.Migration):
    """Wall off the work on cases; what it names belongs to the same Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("bearbeitung", "0001_initial"),
        ("vorgang", "0002_policies"),
        ("mandant", "0002_policies"),
        ("core", "0002_initial"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        *(ForceTenancy(table) for table in TABLES),
        *(CompositeForeignKey(*key) for key in KEYS),
    ]
