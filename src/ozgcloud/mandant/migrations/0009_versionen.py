"""Count the changes of people and Organisationseinheiten, so that the later of two at once is told."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Count the changes of people and Organisationseinheiten, so that the later of two at once is told."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0008_rechte_policies")]

    operations: ClassVar[list[migrations.AddField]] = [
        migrations.AddField("organisationseinheit", "version", models.IntegerField(default=1, db_default=1)),
        migrations.AddField("person", "version", models.IntegerField(default=1, db_default=1)),
    ]
