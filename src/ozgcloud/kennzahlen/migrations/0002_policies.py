"""Wall off the numbers between Mandanten, and let the relay count them from what it may see of a case."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CounterPolicy, ForceTenancy, RolePolicy

SEEN = "id, mandant_id, organisationseinheit_id, leistung_schluessel, eingangsdatum, created_at, geaendert_am, status, uebung"


class Migration(migrations.Migration):
    """Wall off the numbers between Mandanten, and let the relay count them from what it may see of a case."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("kennzahlen", "0001_initial"), ("vorgang", "0003_references")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("kennzahl_fall"),
        ForceTenancy("kennzahl_woche"),
        ForceTenancy("kennzahl_bestand"),
        CounterPolicy("kennzahl_fall", readers=()),
        CounterPolicy("kennzahl_woche", readers=()),
        CounterPolicy("kennzahl_bestand", readers=()),
        RolePolicy("vorgang", "relay", SEEN),
    ]
