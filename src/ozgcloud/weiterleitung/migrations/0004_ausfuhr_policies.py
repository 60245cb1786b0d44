"""Wall off the log of export packages."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off the log of export packages."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("weiterleitung", "0003_ausfuhr"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("ausfuhr"),
        CompositeForeignKey("ausfuhr", "vorgang_id", "vorgang"),
        CompositeForeignKey("ausfuhr", "person_id", "person"),
    ]
