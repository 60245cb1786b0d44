"""Let the relay count who looks."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForceTenancy


class Migration(migrations.Migration):
    """Let the relay count who looks."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("leseprotokoll", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("lesezaehler"),
        migrations.RunSQL(
            "CREATE POLICY relay ON lesezaehler TO relay USING (true) WITH CHECK (true);"
            "GRANT SELECT, INSERT, UPDATE ON lesezaehler TO relay;",
            "DROP POLICY relay ON lesezaehler; REVOKE ALL ON lesezaehler FROM relay;",
        ),
    ]
