"""Open events to the machines that may see them, and webhooks to their owner; the relay writes the list."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForcePolicy, RolePolicy

OWN = "client_id::text = nullif(current_setting('app.client', true), '')"
SICHT = "pfad LIKE ANY ((SELECT string_to_array(current_setting('app.sicht', true), ' '))::text[])"


class Migration(migrations.Migration):
    """Open events to the machines that may see them, and webhooks to their owner; the relay writes the list."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("ausgang", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForcePolicy("ausgang", "client", f"{OWN} OR {SICHT}"),
        ForcePolicy("abonnement", "client", OWN),
        ForcePolicy("zustellposten", "client", OWN),
        ForcePolicy("zustellversuch", "client", OWN),
        migrations.RunSQL(
            "CREATE POLICY relay ON ausgang TO relay USING (true) WITH CHECK (true);"
            "GRANT SELECT, INSERT, DELETE ON ausgang TO relay;"
            "GRANT SELECT, INSERT, UPDATE ON ausgang_stand TO relay;"
            "GRANT SELECT (id, land_id, uebung_von_id) ON mandant TO relay;",
            "DROP POLICY relay ON ausgang; REVOKE ALL ON ausgang, ausgang_stand FROM relay;"
            "REVOKE SELECT (id, land_id, uebung_von_id) ON mandant FROM relay;",
        ),
        RolePolicy(
            "abonnement", "relay", "id, client_id, zeiger, pausiert_am, gestoppt_am, fehlversuche, naechster_versuch_am"
        ),
        RolePolicy("zustellposten", "relay", "abonnement_id, nummer, faellig_am"),
        RolePolicy("abonnement", "leitstand", "id, client_id, gestoppt_am, pausiert_am, fehlversuche, erstellt_am"),
    ]
