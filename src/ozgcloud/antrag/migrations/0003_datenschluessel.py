"""A draft's file keeps its wrapped data key; rotation of the installation's key wraps it anew."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """A draft's file keeps its wrapped data key; rotation of the installation's key wraps it anew."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("antrag", "0002_policies")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="entwurfdatei",
            name="datenschluessel",
            field=models.BinaryField(db_default=b"", default=b""),
        ),
        migrations.RunSQL(
            "CREATE POLICY relay_umschluesseln ON entwurf_datei FOR UPDATE TO relay USING (true) WITH CHECK (true);"
            "GRANT SELECT (datenschluessel), UPDATE (datenschluessel) ON entwurf_datei TO relay",
            "DROP POLICY relay_umschluesseln ON entwurf_datei;"
            "REVOKE SELECT (datenschluessel), UPDATE (datenschluessel) ON entwurf_datei FROM relay",
        ),
    ]
