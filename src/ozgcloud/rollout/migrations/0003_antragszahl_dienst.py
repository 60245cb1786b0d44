"""Read two years and the first Antrag of a service in a moment."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Read two years and the first Antrag of a service in a moment."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("rollout", "0002_policies")]

    operations: ClassVar[list[Any]] = [
        migrations.AddIndex(
            model_name="antragszahl",
            index=models.Index(fields=["mandant", "onlinedienst_id", "tag"], name="antragszahl_dienst"),
        ),
        migrations.CreateModel(
            name="Antragstag",
            fields=[
                ("tag", models.DateField(primary_key=True, serialize=False)),
                ("anzahl", models.IntegerField()),
            ],
            options={"db_table": "antragstag"},
        ),
        migrations.RunSQL(
            "GRANT SELECT ON antragstag TO monitor, leitstand;"
            "GRANT SELECT, INSERT, UPDATE, DELETE ON antragstag TO relay;"
            "INSERT INTO antragstag (tag, anzahl) SELECT tag, sum(anzahl) FROM antragszahl GROUP BY tag",
            "REVOKE ALL ON antragstag FROM monitor, leitstand, relay",
        ),
    ]
