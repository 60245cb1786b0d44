"""A rule names an Organisationseinheit of its own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """A rule names an Organisationseinheit of its own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("zustaendigkeit", "0001_initial"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("zustaendigkeitsregel", "organisationseinheit_id", "organisationseinheit"),
    ]
