"""Bind operators in what they tell, not in what they may read of the journal: that has policies of its own."""

from typing import Any, ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import LAND

TELLS = "'PhaseReached', 'PhasePlanned', 'BlockerSet', 'AnbindungSet', 'DienstbetriebChanged', 'DeliveryRetried'"


class Migration(migrations.Migration):
    """Bind operators in what they tell, not in what they may read of the journal: that has policies of its own."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("rollout", "0003_antragszahl_dienst")]

    operations: ClassVar[list[Any]] = [
        migrations.RunSQL(
            "DROP POLICY leitstand_land ON ereignis;"
            "CREATE POLICY leitstand_land ON ereignis AS RESTRICTIVE FOR INSERT TO leitstand"
            f" WITH CHECK ({LAND} AND typ IN ({TELLS}));",
            "DROP POLICY leitstand_land ON ereignis;"
            "CREATE POLICY leitstand_land ON ereignis AS RESTRICTIVE TO leitstand USING (false)"
            f" WITH CHECK ({LAND} AND typ IN ({TELLS}));",
        ),
    ]
