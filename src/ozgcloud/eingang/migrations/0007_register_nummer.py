"""Find a receipt by its number, without stopping the intake while the index is built."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Find a receipt by its number, without stopping the intake while the index is built."""

    atomic = False

    dependencies = [("eingang", "0006_inhalt_index")]

    operations = [
        AddIndexConcurrently(
            model_name="eingangsregister",
            index=models.Index(fields=["vorgangsnummer"], name="eingangsregister_nummer"),
        ),
    ]
