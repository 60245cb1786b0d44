"""Wall off the Bescheide."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off the Bescheide."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("bescheid", "0003_initial"),
        ("vorgang", "0002_policies"),
        ("core", "0002_initial"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("bescheid"),
        CompositeForeignKey("bescheid", "vorgang_id", "vorgang"),
        CompositeForeignKey("bescheid", "entscheidung_id", "entscheidung"),
        CompositeForeignKey("bescheid", "datei_id", "datei"),
    ]
