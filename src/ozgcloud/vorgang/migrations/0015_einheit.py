"""An office reads its whole list along one index instead of eight places, one for each state, of another."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """An office reads its whole list along one index."""

    atomic = False

    dependencies = [("vorgang", "0014_suchtext")]

    operations = [
        AddIndexConcurrently(
            model_name="vorgang",
            index=models.Index(
                fields=("mandant", "organisationseinheit_id", "-created_at", "-id"), name="vorgang_einheit"
            ),
        )
    ]
