"""Wall off what is being typed in."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off what is being typed in."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("erfassung", "0001_initial"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("erfassung"),
        CompositeForeignKey("erfassung", "person_id", "person"),
    ]
