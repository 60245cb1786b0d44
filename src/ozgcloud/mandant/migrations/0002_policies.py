"""Wall off what belongs to one Mandant; a login sees its own Konto."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForcePolicy, ForceTenancy


class Migration(migrations.Migration):
    """Wall off what belongs to one Mandant; a login sees its own Konto."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mandant", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("organisationseinheit"),
        ForceTenancy("person"),
        ForceTenancy("person_rolle"),
        ForceTenancy("anschluss"),
        ForcePolicy(
            "mandant_konto",
            "konto",
            "login_id = nullif(current_setting('app.konto', true), '')::int"
            " OR mandant_id = nullif(current_setting('app.mandant', true), '')::int",
        ),
        CompositeForeignKey("person_rolle", "person_id", "person"),
        CompositeForeignKey("person_rolle", "organisationseinheit_id", "organisationseinheit"),
        migrations.RunSQL(
            "GRANT SELECT ON land, mandant, gebiet TO leitstand, monitor",
            "REVOKE SELECT ON land, mandant, gebiet FROM leitstand, monitor",
        ),
    ]
