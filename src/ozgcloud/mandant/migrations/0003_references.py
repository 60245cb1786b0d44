"""A login names a Person of its own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """A login names a Person of its own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("mandant_konto", "person_id", "person"),
    ]
