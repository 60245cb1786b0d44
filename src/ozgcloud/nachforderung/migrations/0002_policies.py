"""Wall off requests, their items and files; the relay may ask whether a file is named."""

from typing import ClassVar

from django.db import migrations

from ozgcloud.core.migration_operations import CompositeForeignKey, ForceTenancy, RolePolicy


class Migration(migrations.Migration):
    """Wall off requests, their items and files; the relay may ask whether a file is named."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("nachforderung", "0001_initial"),
        ("vorgang", "0002_policies"),
        ("mandant", "0002_policies"),
        ("core", "0002_initial"),
    ]

    operations: ClassVar[list[migrations.RunSQL]] = [
        ForceTenancy("nachforderung"),
        ForceTenancy("nachforderung_posten"),
        ForceTenancy("nachforderung_datei"),
        CompositeForeignKey("nachforderung", "vorgang_id", "vorgang"),
        CompositeForeignKey("nachforderung", "person_id", "person"),
        CompositeForeignKey("nachforderung_posten", "nachforderung_id", "nachforderung"),
        CompositeForeignKey("nachforderung_posten", "geprueft_von", "person"),
        CompositeForeignKey("nachforderung_datei", "posten_id", "nachforderung_posten"),
        CompositeForeignKey("nachforderung_datei", "datei_id", "datei"),
        RolePolicy("nachforderung_datei", "relay", "id, schluessel"),
    ]
