"""What web processes know together of how often a sender has asked."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """What web processes know together of how often a sender has asked."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("schnittstelle", "0004_upload_policies")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Kontingent",
            fields=[
                ("absender", models.UUIDField(primary_key=True, serialize=False)),
                ("voll_am", models.DateTimeField()),
            ],
            options={"db_table": "kontingent"},
        ),
        migrations.RunSQL("ALTER TABLE kontingent SET UNLOGGED", migrations.RunSQL.noop),
    ]
