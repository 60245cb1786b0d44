"""Whoever issues a Bescheid belongs to its Mandant."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey


class Migration(migrations.Migration):
    """Whoever issues a Bescheid belongs to its Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("bescheid", "0004_policies"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        CompositeForeignKey("bescheid", "erlassen_von", "person"),
    ]
