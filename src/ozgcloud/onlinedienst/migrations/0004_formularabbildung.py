"""Fields of foreign forms and what they are called here."""

import django.db.models.deletion
from django.db import migrations, models

import ozgcloud.core.clock
import ozgcloud.core.types


class Migration(migrations.Migration):
    """Fields of foreign forms and what they are called here."""

    dependencies = [("onlinedienst", "0003_policies")]

    operations = [
        migrations.CreateModel(
            name="Formularabbildung",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("form_id", models.TextField()),
                ("version", models.IntegerField()),
                ("felder", models.JSONField(default=dict)),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                (
                    "onlinedienst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="onlinedienst.onlinedienst",
                    ),
                ),
            ],
            options={
                "db_table": "formularabbildung",
                "constraints": [
                    models.UniqueConstraint(fields=("form_id", "version"), name="formularabbildung_version")
                ],
            },
        ),
    ]
