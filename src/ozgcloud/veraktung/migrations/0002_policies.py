"""Wall off the receipts of the e-Akte."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off the receipts of the e-Akte."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("veraktung", "0001_initial"), ("vorgang", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("akte"),
        CompositeForeignKey("akte", "vorgang_id", "vorgang"),
    ]
