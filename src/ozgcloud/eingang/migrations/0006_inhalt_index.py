"""Find the same content fast, without stopping the intake while the index is built."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Find the same content fast, without stopping the intake while the index is built."""

    atomic = False

    dependencies = [("eingang", "0005_inhalt")]

    operations = [
        AddIndexConcurrently(
            model_name="eingang",
            index=models.Index(
                condition=models.Q(("inhalt_sha256", ""), _negated=True),
                fields=["mandant", "inhalt_sha256"],
                name="eingang_inhalt",
            ),
        ),
    ]
