"""Wall off hand-overs; each side names people and cases of its own Mandant only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off hand-overs; each side names people and cases of its own Mandant only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("vorgang", "0005_nummer"), ("mandant", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("abgabe"),
        CompositeForeignKey("abgabe", "vorgang_id", "vorgang"),
        CompositeForeignKey("abgabe", "person_id", "person"),
    ]
