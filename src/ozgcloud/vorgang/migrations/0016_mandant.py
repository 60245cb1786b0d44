"""The composite key to the case says the Mandant already; take the second constraint away."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Look the Mandant up once in an intake, not once for each row."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("mandant", "0001_initial"),
        ("vorgang", "0015_einheit"),
    ]

    operations: ClassVar[list[migrations.AlterField]] = [
        migrations.AlterField(
            "vorgangsdaten",
            "mandant",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mandant.mandant",
            ),
        ),
    ]
