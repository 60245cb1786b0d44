"""The portal provides a Bescheid (Bereitstellung, § 9 OZG); Zustellung is the formal service of a document (VwZG).

Before the first release, hence no step in which both words are valid. The owner is bound by the policies like everybody
else, so they are lifted for the one statement.
"""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

STATUS = ["Entwurf", "Erlassen", "Wird bereitgestellt", "Bereitgestellt"]
RENAME = """
ALTER TABLE bescheid NO FORCE ROW LEVEL SECURITY;
UPDATE bescheid SET status = replace(replace(status, 'Wird zugestellt', 'Wird bereitgestellt'),
    'Zugestellt', 'Bereitgestellt');
ALTER TABLE bescheid FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Rename two states; the column keeps its name."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("bescheid", "0005_references")]

    operations: ClassVar[list[Operation]] = [
        migrations.RemoveConstraint(model_name="bescheid", name="bescheid_status"),
        migrations.RunSQL(RENAME, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(condition=models.Q(status__in=STATUS), name="bescheid_status"),
        ),
        migrations.AlterField(
            model_name="bescheid",
            name="status",
            field=models.TextField(choices=[(status, status) for status in STATUS], default="Entwurf"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField(model_name="bescheid", old_name="zustellung_ab", new_name="bereitstellung_ab"),
                migrations.AlterField(
                    model_name="bescheid",
                    name="bereitstellung_ab",
                    field=models.DateTimeField(db_column="zustellung_ab", null=True),
                ),
            ],
        ),
    ]
