"""Wall off the records of consequences between Mandanten."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForceTenancy, RolePolicy


class Migration(migrations.Migration):
    """Wall off the records of consequences between Mandanten."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("delivery", "0002_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("delivery"),
        RolePolicy("delivery", "leitstand", "id, mandant_id, schritt, status, versuche, erstellt_am, geaendert_am"),
        RolePolicy("delivery", "relay", "id, status, erstellt_am"),
    ]
