"""Wall off saved views and chosen columns."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off saved views and chosen columns."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("ansicht", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("ansicht"),
        ForceTenancy("spaltenwahl"),
        CompositeForeignKey("ansicht", "person_id", "person"),
        CompositeForeignKey("spaltenwahl", "person_id", "person"),
    ]
