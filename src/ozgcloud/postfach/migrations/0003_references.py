"""Whoever writes for a Mandant belongs to it."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """Whoever writes for a Mandant belongs to it."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("postfach", "0002_policies"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("postfach_nachricht", "person_id", "person"),
    ]
