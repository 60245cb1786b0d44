"""Find reading in the journal by person and day; by case the chain is found already."""

from typing import ClassVar

from django.db import migrations

LESEN = "WHERE typ IN ('VorgangRead', 'DateiRead')"


class Migration(migrations.Migration):
    """Find reading in the journal by person and day; by case the chain is found already."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("leseprotokoll", "0002_policies"),
        ("core", "0005_mandantenschluessel"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS ereignis_lesen"
            f" ON ereignis (mandant_id, erstellt_am DESC, id DESC) {LESEN}",
            "DROP INDEX CONCURRENTLY IF EXISTS ereignis_lesen",
        ),
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS ereignis_lesen_person"
            f" ON ereignis (mandant_id, akteur_id, erstellt_am DESC, id DESC) {LESEN}",
            "DROP INDEX CONCURRENTLY IF EXISTS ereignis_lesen_person",
        ),
    ]
