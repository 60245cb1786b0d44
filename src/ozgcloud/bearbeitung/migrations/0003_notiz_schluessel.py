"""A note can be named together with its Mandant."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """A note can be named together with its Mandant; the table exists already, so without locking it."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("bearbeitung", "0002_policies"), ("vorgang", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS notiz_mandant_id ON notiz (mandant_id, id)",
            "DROP INDEX CONCURRENTLY IF EXISTS notiz_mandant_id",
        )
    ]
