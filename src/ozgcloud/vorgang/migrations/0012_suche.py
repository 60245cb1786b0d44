"""The table cases are found by, beside the case, so that an intake does not wait for it."""

import django.db.models.deletion
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table cases are found by, beside the case, so that an intake does not wait for it."""

    dependencies = [("vorgang", "0011_arbeitsliste"), ("mandant", "0002_policies")]

    operations = [
        migrations.CreateModel(
            name="Vorgangssuche",
            fields=[
                (
                    "vorgang",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="vorgang.vorgang",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("kopf", models.TextField()),
                ("worte", SearchVectorField()),
                (
                    "mandant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mandant.mandant",
                    ),
                ),
            ],
            options={"db_table": "vorgangssuche"},
        ),
        migrations.AddIndex(
            model_name="vorgangssuche",
            index=models.Index(fields=["mandant", "-created_at", "-vorgang"], name="vorgangssuche_neueste"),
        ),
    ]
