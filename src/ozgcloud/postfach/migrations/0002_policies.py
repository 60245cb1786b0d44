"""Wall off the published projection."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy


class Migration(migrations.Migration):
    """Wall off the published projection."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("postfach", "0001_initial"),
        ("vorgang", "0002_policies"),
        ("core", "0002_initial"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("postfach_stand"),
        ForceTenancy("postfach_zeitpunkt"),
        ForceTenancy("postfach_nachricht"),
        ForceTenancy("postfach_dokument"),
        CompositeForeignKey("postfach_stand", "vorgang_id", "vorgang"),
        CompositeForeignKey("postfach_zeitpunkt", "vorgang_id", "vorgang"),
        CompositeForeignKey("postfach_nachricht", "vorgang_id", "vorgang"),
        CompositeForeignKey("postfach_dokument", "vorgang_id", "vorgang"),
        CompositeForeignKey("postfach_dokument", "datei_id", "datei"),
    ]
