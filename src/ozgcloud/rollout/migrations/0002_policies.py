"""Wall off the roll-out, let operators of the Land write it, and let the relay keep the public numbers."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import (
    LAND,
    CompositeForeignKey,
    CounterPolicy,
    ForceTenancy,
    LandPolicy,
)

TELLS = "'PhaseReached', 'PhasePlanned', 'BlockerSet', 'AnbindungSet', 'DienstbetriebChanged', 'DeliveryRetried'"


class Migration(migrations.Migration):
    """Wall off the roll-out, let operators of the Land write it, and let the relay keep the public numbers."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("rollout", "0001_initial"),
        ("onlinedienst", "0003_policies"),
        ("core", "0003_policies"),
        ("delivery", "0003_policies"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("anbindung"),
        ForceTenancy("ausrollung"),
        ForceTenancy("ausrollungsschritt"),
        ForceTenancy("antragszahl"),
        ForceTenancy("rollout_verlauf"),
        CompositeForeignKey("ausrollungsschritt", "ausrollung_id", "ausrollung"),
        LandPolicy("anbindung"),
        LandPolicy("ausrollung"),
        LandPolicy("ausrollungsschritt"),
        CounterPolicy("antragszahl"),
        CounterPolicy("rollout_verlauf"),
        migrations.RunSQL(
            "GRANT SELECT (id, kennung, titel, leistung_id, phase, version) ON onlinedienst TO monitor",
            "REVOKE SELECT (id, kennung, titel, leistung_id, phase, version) ON onlinedienst FROM monitor",
        ),
        # An operator tells what he did in the chain of the Mandant whose scope is open, in his Land, and nothing else.
        migrations.RunSQL(
            "GRANT INSERT ON ereignis TO leitstand;"
            f"CREATE POLICY leitstand_land ON ereignis AS RESTRICTIVE TO leitstand USING (false)"
            f" WITH CHECK ({LAND} AND typ IN ({TELLS}));",
            "REVOKE INSERT ON ereignis FROM leitstand; DROP POLICY leitstand_land ON ereignis;",
        ),
        # He sees failed consequences of his Land and opens them again; what they carried he does not see.
        migrations.RunSQL(
            "GRANT SELECT (ereignis_id, vorgang_id), UPDATE (status, versuche, geaendert_am) ON delivery TO leitstand;"
            f"CREATE POLICY leitstand_land ON delivery AS RESTRICTIVE TO leitstand USING ({LAND}) WITH CHECK ({LAND});",
            "REVOKE SELECT (ereignis_id, vorgang_id), UPDATE (status, versuche, geaendert_am) ON delivery FROM leitstand;"
            "DROP POLICY leitstand_land ON delivery;",
        ),
    ]
