"""Take away the index Django adds to every textual key for LIKE: a hash is only ever looked up whole."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Write one row less in every intake."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("eingang", "0008_annehmen")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        migrations.RunSQL(
            "DROP INDEX zugang_hash_d8fb3dbb_like",
            "CREATE INDEX zugang_hash_d8fb3dbb_like ON zugang (hash varchar_pattern_ops)",
        )
    ]
