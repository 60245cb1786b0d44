"""What the work list shows, filters and sorts by, on the row it reads anyway."""

from typing import Any

import django.contrib.postgres.fields
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

WORDS = django.contrib.postgres.fields.ArrayField(base_field=models.TextField())
MARKS: "dict[str, models.Field[Any, Any]]" = {
    "prioritaet": models.SmallIntegerField(db_default=0, default=0),
    "gruppe_id": models.UUIDField(null=True),
    "frist_am": models.DateField(null=True),
    "wiedervorlage_am": models.DateField(null=True),
    "wartet_auf": models.TextField(db_default="", default=""),
    "ungelesen": models.BooleanField(db_default=False, default=False),
    "schlagworte": django.contrib.postgres.fields.ArrayField(
        base_field=models.TextField(), db_default=models.Value([], WORDS), default=list
    ),
    "zurueckgestellt_bis": models.DateField(null=True),
    "rueckholbar_bis": models.DateTimeField(null=True),
}


class Migration(migrations.Migration):
    """What the work list shows, filters and sorts by, on the row it reads anyway."""

    dependencies = [("vorgang", "0008_servicekonto")]

    operations = [
        *(migrations.AddField(model_name="vorgang", name=name, field=field) for name, field in MARKS.items()),
        AddConstraintNotValid(
            model_name="vorgang",
            constraint=models.CheckConstraint(
                condition=models.Q(("prioritaet__range", (0, 2))), name="vorgang_prioritaet"
            ),
        ),
        AddConstraintNotValid(
            model_name="vorgang",
            constraint=models.CheckConstraint(
                condition=models.Q(("wartet_auf__in", ("", "antragsteller", "zuarbeit"))), name="vorgang_wartet_auf"
            ),
        ),
    ]
