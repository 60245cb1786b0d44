"""What few cases are is listed along an index of its own: what is urgent, and what somebody has written down."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """List what is urgent and what was captured without looking at all the rest."""

    atomic = False

    dependencies = [("vorgang", "0018_notiz")]

    operations = [
        AddIndexConcurrently(
            model_name="vorgang",
            index=models.Index(
                fields=("mandant", "prioritaet", "-created_at", "-id"),
                name="vorgang_dringend",
                condition=models.Q(("prioritaet__gt", 0)),
            ),
        ),
        AddIndexConcurrently(
            model_name="vorgang",
            index=models.Index(
                fields=("mandant", "kanal", "-created_at", "-id"),
                name="vorgang_erfasst",
                condition=models.Q(("kanal__in", ("papier", "vorsprache", "telefon", "email"))),
            ),
        ),
    ]
