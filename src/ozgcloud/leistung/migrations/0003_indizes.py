"""Indexes of the catalogue: full text of the text modules, and the overview by Lebenslage."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes of the catalogue: full text of the text modules, and the overview by Lebenslage."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("leistung", "0002_katalog")]

    operations: ClassVar[list[AddIndexConcurrently]] = [
        AddIndexConcurrently(
            model_name="leistung",
            index=GinIndex(fields=("textsuche",), name="leistung_textsuche"),
        ),
        AddIndexConcurrently(
            model_name="leistung",
            index=models.Index(fields=("lebenslage", "-rang"), name="leistung_lebenslage"),
        ),
    ]
