"""Wall off what came along with cases; each line and file belongs to a case of its own Mandant."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off what came along with cases; each line and file belongs to a case of its own Mandant."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("weiterleitung", "0001_initial"), ("vorgang", "0002_policies")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("vorgeschichte"),
        ForceTenancy("vorgang_station"),
        ForceTenancy("vorgeschichte_datei"),
        CompositeForeignKey("vorgeschichte", "vorgang_id", "vorgang"),
        CompositeForeignKey("vorgang_station", "vorgang_id", "vorgang"),
        CompositeForeignKey("vorgeschichte_datei", "vorgang_id", "vorgang"),
        CompositeForeignKey("vorgeschichte_datei", "datei_id", "datei"),
    ]
