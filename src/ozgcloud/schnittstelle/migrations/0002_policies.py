"""Each machine's records open for itself only; the list of machines for operators."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForcePolicy

OWN = "nullif(current_setting('app.client', true), '')"


class Migration(migrations.Migration):
    """Each machine's records open for itself only; the list of machines for operators."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("schnittstelle", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForcePolicy("client", "client", f"id::text = {OWN} OR {OWN} = '*'"),
        ForcePolicy("clientschluessel", "client", f"client_id::text = {OWN} OR kennung = {OWN}"),
        ForcePolicy("freigabe", "client", f"client_id::text = {OWN}"),
    ]
