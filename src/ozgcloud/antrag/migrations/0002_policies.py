"""A draft opens only to who holds its secret; the relay may clear away old ones."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForcePolicy, RolePolicy


class Migration(migrations.Migration):
    """A draft opens only to who holds its secret; the relay may clear away old ones."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("antrag", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForcePolicy("entwurf", "geheimnis", "geheimnis_hash = nullif(current_setting('app.entwurf', true), '')"),
        ForcePolicy("entwurf_datei", "geheimnis", "geheimnis_hash = nullif(current_setting('app.entwurf', true), '')"),
        RolePolicy("entwurf", "relay", "id, geaendert_am, vorgangsnummer"),
        RolePolicy("entwurf_datei", "relay", "id, entwurf_id, schluessel"),
        migrations.RunSQL(
            "CREATE POLICY relay_delete ON entwurf FOR DELETE TO relay USING (true);"
            "CREATE POLICY relay_delete ON entwurf_datei FOR DELETE TO relay USING (true);"
            "GRANT DELETE ON entwurf, entwurf_datei TO relay",
            "DROP POLICY relay_delete ON entwurf; DROP POLICY relay_delete ON entwurf_datei;"
            "REVOKE DELETE ON entwurf, entwurf_datei FROM relay",
        ),
    ]
