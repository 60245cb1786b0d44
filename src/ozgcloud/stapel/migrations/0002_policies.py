"""Wall off Stapel and Auszüge between Mandanten; they name rows of their own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off Stapel and Auszüge between Mandanten; they name rows of their own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("stapel", "0001_initial"),
        ("mandant", "0003_references"),
        ("vorgang", "0003_references"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("stapel"),
        ForceTenancy("stapelposten"),
        ForceTenancy("auszugsstand"),
        CompositeForeignKey("stapel", "person_id", "person"),
        CompositeForeignKey("stapel", "ruecknahme_von_id", "stapel"),
        CompositeForeignKey("stapelposten", "stapel_id", "stapel"),
        CompositeForeignKey("stapelposten", "vorgang_id", "vorgang"),
        CompositeForeignKey("auszugsstand", "person_id", "person"),
    ]
