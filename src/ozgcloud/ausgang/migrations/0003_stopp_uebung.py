"""One more reason to stop a webhook: its machine is for tests."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more reason to stop a webhook: its machine is for tests."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("ausgang", "0002_policies")]

    operations: ClassVar[list[migrations.AlterField]] = [
        migrations.AlterField(
            "abonnement",
            "stoppgrund",
            models.TextField(
                choices=[("geduld", "geduld"), ("abgemeldet", "abgemeldet"), ("uebung", "uebung")], default=""
            ),
        ),
    ]
