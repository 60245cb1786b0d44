"""Wall off what was received; register and access codes open to who holds the key."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForcePolicy, ForceTenancy


class Migration(migrations.Migration):
    """Wall off what was received; register and access codes open to who holds the key."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("eingang", "0002_initial"), ("core", "0002_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("eingang"),
        ForceTenancy("eingang_anlage"),
        ForcePolicy(
            "eingangsregister",
            "absender",
            "absender = nullif(current_setting('app.absender', true), '')"
            " OR mandant_id = nullif(current_setting('app.mandant', true), '')::int",
        ),
        ForcePolicy(
            "zugang",
            "zugang",
            "hash = nullif(current_setting('app.zugang', true), '')"
            " OR mandant_id = nullif(current_setting('app.mandant', true), '')::int",
        ),
        CompositeForeignKey("eingang_anlage", "eingang_id", "eingang"),
        CompositeForeignKey("eingang_anlage", "datei_id", "datei"),
    ]
