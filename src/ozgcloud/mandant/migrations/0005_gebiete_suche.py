"""Indexes of the place question: exact and beginning, and similar spellings (pg_trgm)."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes of the place question: exact and beginning, and similar spellings (pg_trgm)."""

    atomic = False

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0004_gebiete")]

    operations: ClassVar[list[AddIndexConcurrently]] = [
        AddIndexConcurrently(
            model_name="gebiet",
            index=models.Index(fields=["suchkern"], name="gebiet_suchkern", opclasses=("text_pattern_ops",)),
        ),
        AddIndexConcurrently(
            model_name="gebiet",
            index=GinIndex(fields=["suchname"], name="gebiet_aehnlich", opclasses=("gin_trgm_ops",)),
        ),
    ]
