"""Every intake kept the index of the former search up; the function stays for the version that runs beside this one."""

from typing import ClassVar

from django.db import migrations

AGAIN = (
    "CREATE INDEX CONCURRENTLY vorgangsdaten_suchtext ON vorgangsdaten USING gin (mandant_id, suchtext gin_trgm_ops)"
)


class Migration(migrations.Migration):
    """Drop the index of the former search."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("vorgang", "0013_suche_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL("DROP INDEX CONCURRENTLY IF EXISTS vorgangsdaten_suchtext", AGAIN)
    ]
