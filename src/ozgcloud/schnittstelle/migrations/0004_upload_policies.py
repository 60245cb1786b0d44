"""Uploads open for the machine that sends them only."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import ForcePolicy

OWN = "client_id::text = nullif(current_setting('app.client', true), '')"


class Migration(migrations.Migration):
    """Uploads open for the machine that sends them only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("schnittstelle", "0003_uploads")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForcePolicy("upload", "client", OWN),
        ForcePolicy("upload_teil", "client", OWN),
    ]
