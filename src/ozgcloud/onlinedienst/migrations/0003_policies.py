"""Wall off what a Mandant writes about its Online-Dienste; everybody may know it."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForceTenancy, LandPolicy, PublicRead


class Migration(migrations.Migration):
    """Wall off what a Mandant writes about its Online-Dienste; everybody may know it."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("onlinedienst", "0002_dienstbetrieb")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("dienstbetrieb"),
        PublicRead("dienstbetrieb"),
        LandPolicy("dienstbetrieb"),
        migrations.RunSQL(
            "GRANT SELECT ON onlinedienst, leistung TO leitstand",
            "REVOKE SELECT ON onlinedienst, leistung FROM leitstand",
        ),
    ]
