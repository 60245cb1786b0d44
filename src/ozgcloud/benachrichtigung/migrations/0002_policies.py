"""Wall off wishes and e-mails; the worker sees whose turn it is."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy, RolePolicy


class Migration(migrations.Migration):
    """Wall off wishes and e-mails; the worker sees whose turn it is."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("benachrichtigung", "0001_initial")]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("benachrichtigung_wunsch"),
        ForceTenancy("benachrichtigung_hinweis"),
        ForceTenancy("benachrichtigung_sendung"),
        CompositeForeignKey("benachrichtigung_wunsch", "person_id", "person"),
        CompositeForeignKey("benachrichtigung_hinweis", "person_id", "person"),
        CompositeForeignKey("benachrichtigung_sendung", "person_id", "person"),
        RolePolicy("benachrichtigung_hinweis", "relay", "mandant_id, person_id, faellig_am"),
        RolePolicy("benachrichtigung_sendung", "relay", "mandant_id, person_id, naechster_versuch_am"),
    ]
