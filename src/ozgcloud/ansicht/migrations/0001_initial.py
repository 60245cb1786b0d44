"""Saved views and chosen columns."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ozgcloud.core.clock
import ozgcloud.core.types

ID = models.UUIDField(default=ozgcloud.core.types.new_id, editable=False, primary_key=True, serialize=False)
MANDANT = models.ForeignKey(
    db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="mandant.mandant"
)
PERSON = models.ForeignKey(
    db_constraint=False,
    db_index=False,
    on_delete=django.db.models.deletion.CASCADE,
    related_name="+",
    to="mandant.person",
)


class Migration(migrations.Migration):
    """Saved views and chosen columns."""

    initial = True

    dependencies = [("mandant", "0003_references")]

    operations = [
        migrations.CreateModel(
            name="Ansicht",
            fields=[
                ("id", ID.clone()),
                ("name", models.TextField()),
                ("abfrage", models.TextField()),
                ("geteilt", models.BooleanField(default=False)),
                ("erstellt_am", models.DateTimeField(default=ozgcloud.core.clock.now)),
                ("mandant", MANDANT.clone()),
                ("person", PERSON.clone()),
            ],
            options={"db_table": "ansicht"},
        ),
        migrations.CreateModel(
            name="Spaltenwahl",
            fields=[
                ("id", ID.clone()),
                ("spalten", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("mandant", MANDANT.clone()),
                ("person", PERSON.clone()),
            ],
            options={"db_table": "spaltenwahl"},
        ),
        migrations.AddConstraint(
            model_name="ansicht",
            constraint=models.UniqueConstraint(fields=("mandant", "person", "name"), name="ansicht_name"),
        ),
        migrations.AddConstraint(
            model_name="spaltenwahl",
            constraint=models.UniqueConstraint(fields=("mandant", "person"), name="spaltenwahl_person"),
        ),
    ]
