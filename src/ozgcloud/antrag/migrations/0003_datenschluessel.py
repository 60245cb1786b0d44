"""A draft's file keeps its wrapped data key, and the renewal of the installation's key may open all of them."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

OWN = "geheimnis_hash = nullif(current_setting('app.entwurf', true), '')"
RENEWAL = f"{OWN} OR current_setting('app.umschluesseln', true) = 'ja'"


class Migration(migrations.Migration):
    """A draft's file keeps its wrapped data key, and the renewal of the installation's key may open all of them."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("antrag", "0002_policies")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="entwurfdatei",
            name="datenschluessel",
            field=models.BinaryField(db_default=b"", default=b""),
        ),
        migrations.RunSQL(
            f"ALTER POLICY geheimnis ON entwurf_datei USING ({RENEWAL}) WITH CHECK ({RENEWAL})",
            f"ALTER POLICY geheimnis ON entwurf_datei USING ({OWN}) WITH CHECK ({OWN})",
        ),
    ]
