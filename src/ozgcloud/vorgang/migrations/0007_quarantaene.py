"""An entry of the quarantine names cases of its own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """An entry of the quarantine names cases of its own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("vorgang", "0006_abgabe_policies"),
        ("eingang", "0004_quarantaene"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("quarantaene", "vorgang_id", "vorgang"),
        CompositeForeignKey("quarantaene", "gegen_vorgang_id", "vorgang"),
    ]
